"""A checkpoint with a smaller vocabulary: the pieces that Kazakh, English and Russian names need.

NLLB's 256,206 rows are for 202 languages. Most of the work for a word of the target is to compare it with all of
them. With 40,000 kept the same sentences come out faster and from less memory; text made of kept pieces is cut as
before (`piece_selection` says why), other text into smaller pieces, at worst into single characters.
"""

import itertools
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from translate.checkpoint import (
    CODE,
    CONFIGURATION,
    SPECIAL,
    check_checkpoint,
    check_codes,
    read_json,
    read_vocabulary,
)
from translate.errors import ModelError
from translate.piece_selection import KEEP, choose_pieces, cut_model, list_pieces, read_model
from translate.store import PIECES
from translate.tokenizer_files import write_tokenizer_files
from translate.trim_texts import list_shipped
from translate.weights import list_weights, rewrite

LANGUAGES = ("kaz_Cyrl", "eng_Latn", "rus_Cyrl")
MAP = "vocabulary_map.json"
EMBEDDINGS = ("shared.weight", "embed_tokens.weight", "lm_head.weight")
TIED = ("encoder.embed_tokens.weight", "decoder.embed_tokens.weight", "lm_head.weight")


@dataclass(frozen=True, slots=True)
class Loss:
    """What trimming does to a text: its pieces before, how many of them are no longer whole, and its pieces after."""

    pieces: int = 0
    changed: int = 0
    pieces_after: int = 0

    @property
    def share(self) -> float:
        """The share of pieces that are cut further, in 0…1."""
        return self.changed / self.pieces if self.pieces else 0.0


@dataclass(frozen=True, slots=True)
class TrimReport:
    """What was cut: tokens and bytes of the weights before and after, and the loss on development data."""

    tokens_before: int
    tokens: int
    bytes_before: int
    bytes: int
    languages: tuple[str, ...]
    loss: Loss
    measured_on: str

    def __str__(self) -> str:
        """One sentence for people."""
        millions = f"{self.bytes_before / 1e6:,.0f} to {self.bytes / 1e6:,.0f} MB"
        longer = self.loss.pieces_after / self.loss.pieces - 1 if self.loss.pieces else 0.0
        return (
            f"vocabulary trimmed from {self.tokens_before:,} to {self.tokens:,} tokens, weights from {millions};"
            f" {self.loss.share:.2%} of {self.loss.pieces:,} pieces of {self.measured_on} are cut further"
            f" ({longer:+.2%} pieces)"
        )


def trim_checkpoint(
    checkpoint: Path,
    out: Path,
    texts: Iterable[str] = (),
    keep: int = KEEP,
    *,
    languages: Sequence[str] = LANGUAGES,
    development: Iterable[str] = (),
) -> TrimReport:
    """Write a checkpoint with about `keep` pieces into `out`, a new or empty folder, and say what it cost.

    What is kept is counted over `texts` (lines), then over what ships with the package; `languages` are the codes
    kept. The loss is measured on `development` (lines), or where there is none on what ships. `out` gets the same
    files as the checkpoint, weights as safetensors, and `vocabulary_map.json`: the new number of each old one.

    Raises ModelError where the checkpoint is not whole, is no BPE model or lacks a language.
    """
    check_checkpoint(checkpoint)
    name = checkpoint.resolve().name
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise ModelError(name, f"{out} is not empty; name a new folder for the trimmed checkpoint")
    tokens = read_vocabulary(checkpoint)
    model = read_model((checkpoint / PIECES).read_bytes(), name)
    encode = load_encoder(model.SerializeToString())
    words: set[str] = set()
    counts = [count_pieces(encode, lines, words) for lines in (texts, list_shipped())]
    kept = choose_pieces(list_pieces(model), counts, keep, words)
    cut = cut_model(model, kept)
    (out / PIECES).write_bytes(cut)
    numbers = number_tokens(tokens, {one.piece for one in model.pieces}, kept, languages, name)
    sizes = write_checkpoint(checkpoint, out, numbers, [tokens[old] for old in numbers])
    lines, measured_on = first_of(development, "the development data")
    loss = measure_loss(encode, load_encoder(cut), lines)
    report = TrimReport(len(tokens), len(numbers), *sizes, tuple(languages), loss, measured_on)
    about = {"version": 1, **asdict(report), "share": loss.share, "map": numbers}
    (out / MAP).write_text(json.dumps(about, ensure_ascii=False) + "\n", "utf-8")
    return report


def first_of(lines: Iterable[str], what: str) -> tuple[Iterable[str], str]:
    """Return lines and what they are called, or where there are none those that ship."""
    iterator = iter(lines)
    first = next(iterator, None)
    if first is None:
        return list_shipped(), "what ships"
    return itertools.chain([first], iterator), what


def load_encoder(content: bytes) -> Callable[[str], list[str]]:
    """Return the function that cuts a text into the pieces of a sentencepiece model."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=content)

    def encode(text: str) -> list[str]:
        pieces: list[str] = processor.encode(text, out_type=str)
        return pieces

    return encode


def count_pieces(encode: Callable[[str], list[str]], lines: Iterable[str], words: set[str]) -> Counter[str]:
    """Count the pieces that lines are cut into, and add their words to `words`."""
    counts: Counter[str] = Counter()
    for line in lines:
        words.update(line.split())
        counts.update(encode(line))
    return counts


def measure_loss(before: Callable[[str], list[str]], after: Callable[[str], list[str]], lines: Iterable[str]) -> Loss:
    """Compare how lines are cut by the full model and by the trimmed one."""
    pieces = changed = pieces_after = 0
    for line in lines:
        old, new = before(line), after(line)
        pieces, pieces_after = pieces + len(old), pieces_after + len(new)
        if old != new:
            changed += len(set(list_spans(old)).difference(list_spans(new)))
    return Loss(pieces, changed, pieces_after)


def list_spans(pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where pieces begin and end in the string they make.

    >>> list(list_spans(["ab", "c"]))
    [(0, 2), (2, 3)]
    """
    at = 0
    for piece in pieces:
        yield at, at + len(piece)
        at += len(piece)


def number_tokens(
    tokens: Sequence[str], pieces: set[str], kept: set[str], languages: Sequence[str], name: str
) -> dict[int, int]:
    """Return the new number of each token that stays: special ones, kept pieces, languages, in their order.

    Made-up words, which only fill the rows, go.
    """
    check_codes(name, tokens)
    missing = sorted(set(languages).difference(tokens))
    if missing:
        raise ModelError(name, f"its vocabulary has no {', '.join(missing)}")
    if tuple(tokens[: len(SPECIAL)]) != SPECIAL:
        raise ModelError(name, f"its vocabulary does not begin with {', '.join(SPECIAL)}")

    def stays(token: str) -> bool:
        if token in SPECIAL:
            return True
        if token in pieces:
            return token in kept
        return token in languages if CODE.fullmatch(token) else not token.startswith("madeupword")

    old = [number for number, token in enumerate(tokens) if stays(token)]
    return {number: new for new, number in enumerate(old)}


def write_checkpoint(checkpoint: Path, out: Path, numbers: Mapping[int, int], tokens: Sequence[str]) -> tuple[int, int]:
    """Write everything but the sentencepiece model; returns the bytes of the weights before and after."""
    import torch

    about = read_json(checkpoint / CONFIGURATION)
    select = torch.tensor(list(numbers))

    def change(key: str, tensor: Any) -> Any:
        if key.endswith(TIED) and about.get("tie_word_embeddings", True):
            return None  # the shared ones once more
        if key.endswith(EMBEDDINGS):
            return tensor.index_select(0, select)
        return tensor.index_select(-1, select) if key == "final_logits_bias" else tensor

    rewrite(checkpoint, out, change)
    for file in (CONFIGURATION, "generation_config.json"):
        if (checkpoint / file).is_file():
            write_numbers(read_json(checkpoint / file), out / file, numbers, len(tokens))
    write_tokenizer_files(checkpoint, out, numbers, tokens)
    for file in ("README.md", "LICENSE", "LICENSE.md"):  # the terms of the weights go with them
        if (checkpoint / file).is_file():
            shutil.copyfile(checkpoint / file, out / file)
    if read_vocabulary(out) != list(tokens):
        raise ModelError(checkpoint.name, "its tokenizer's files do not belong together; it cannot be trimmed")
    before, after = (sum(file.stat().st_size for file in list_weights(folder)) for folder in (checkpoint, out))
    return before, after


def write_numbers(about: dict[str, Any], path: Path, numbers: Mapping[int, int], rows: int) -> None:
    """Write a configuration in which token numbers and the size of the vocabulary are the new ones."""
    for key, value in list(about.items()):
        if key.endswith("_token_id") and isinstance(value, int):
            if value in numbers:
                about[key] = numbers[value]
            else:
                del about[key]
    if "vocab_size" in about:
        about["vocab_size"] = rows
    path.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", "utf-8")
