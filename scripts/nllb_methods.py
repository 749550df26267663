"""The ways to run a model of the 600M shape that are compared: each a process of its own, for its time and memory.

    python nllb_methods.py METHOD '{"folder": …, "texts": FILE, "tokens": 32, …}'

prints one JSON object: sentences, seconds of translating, and the peak of its memory in bytes. Loading is not counted,
and one or two sentences are translated before the clock starts. All methods write as many tokens for each sentence.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Translate = Callable[[Sequence[str]], int]
"""Translates texts, and returns how many translations came out."""


def make_transformers(folder: str, tokens: int, batch: int, **_: Any) -> Translate:
    """Transformers as its documentation shows it, in float32: one text at a time, or in batches of like length."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, src_lang="kaz_Cyrl")
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32)
    english = tokenizer.convert_tokens_to_ids("eng_Latn")

    def translate(texts: Sequence[str]) -> int:
        done = 0
        ordered = sorted(texts, key=len) if batch > 1 else texts
        for at in range(0, len(ordered), batch):
            inputs = tokenizer(list(ordered[at : at + batch]), return_tensors="pt", padding=True)
            with torch.inference_mode():
                found = model.generate(
                    **inputs, forced_bos_token_id=english, min_new_tokens=tokens, max_new_tokens=tokens
                )
            done += len(tokenizer.batch_decode(found, skip_special_tokens=True))
        return done

    return translate


def make_plain(folder: str, tokens: int, **_: Any) -> Translate:
    """CTranslate2 as its documentation shows it, converted to int8, all settings at their defaults."""
    import ctranslate2
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/sentencepiece.bpe.model")
    translator = ctranslate2.Translator(folder)

    def translate(texts: Sequence[str]) -> int:
        sources = [["kaz_Cyrl", *pieces.encode(text, out_type=str), "</s>"] for text in texts]
        found = translator.translate_batch(
            sources, target_prefix=[["eng_Latn"]] * len(sources), min_decoding_length=tokens, max_decoding_length=tokens
        )
        return len([pieces.decode(one.hypotheses[0][1:]) for one in found])

    return translate


def make_ours(folder: str, tokens: int, beam: int, threads: int = 0, **_: Any) -> Translate:
    """The default engine as the pipeline calls it, two blocks at once; only the length of its answers is forced."""
    from translate.decoding import Decoding
    from translate.engine import Request
    from translate.engines.ctranslate import CTranslateEngine
    from translate.lookahead import AHEAD, BLOCK
    from translate.store import check_folder

    engine = CTranslateEngine(check_folder("600M", Path(folder)), Decoding(beam, threads))
    engine._translator = Forced(engine._translator, tokens)

    def translate_block(texts: Sequence[str]) -> int:
        return len(engine.translate([Request(text, "kk", "en", beam) for text in texts]))

    def translate(texts: Sequence[str]) -> int:
        engine._translator.batches = 0
        with ThreadPoolExecutor(AHEAD) as blocks:
            return sum(blocks.map(translate_block, [texts[at : at + BLOCK] for at in range(0, len(texts), BLOCK)]))

    translate.engine = engine  # type: ignore[attr-defined]
    return translate


class Forced:
    """A translator whose answers all have one length: random weights do not know where a sentence ends."""

    def __init__(self, translator: Any, tokens: int) -> None:
        self.translator, self.tokens, self.batches = translator, tokens, 0

    def translate_batch(self, sources: Any, **options: Any) -> Any:
        """Translate, with so many tokens."""
        self.batches += 1
        options |= {"min_decoding_length": self.tokens, "max_decoding_length": self.tokens}
        return self.translator.translate_batch(sources, **options)


METHODS: dict[str, Callable[..., Translate]] = {
    "transformers": make_transformers,
    "plain": make_plain,
    "ours": make_ours,
}


def main() -> None:
    """Run one method and print what it took."""
    method, options = sys.argv[1], json.loads(sys.argv[2])
    texts = json.loads(Path(options.pop("texts")).read_text("utf-8"))
    translate = METHODS[method](**options)
    translate(texts[:2])
    begun = time.perf_counter()
    done = translate(texts)
    seconds = time.perf_counter() - begun
    assert done == len(texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    result = {"sentences": len(texts), "seconds": seconds, "peak_memory": peak}
    if engine := getattr(translate, "engine", None):
        result |= {"batches": engine._translator.batches, "decoding": asdict(engine.decoding)}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
