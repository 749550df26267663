"""Made-up checkpoints in the file layout of facebook/nllb-200-distilled-600M; the weights are random.

What is real: the files and their names, the architecture, the order of the vocabulary (four special tokens, the
pieces of a sentencepiece BPE model, all language codes of FLORES-200, `<mask>`, two made-up words), the tied
embeddings. What is not: the sizes, and that anything sensible comes out.
"""

import io
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
CODES = 202
LOUDER = 4.0
MADE_UP_WORDS = 2  # 256,206 rows for 256,204 tokens in the real one

KAZAKH = (
    "мектеп қала әкім министрлік кітапхана халық өзен тау ғалым ұстаз үкімет іс-шара шешім заң бөлім һәм цирк".split(),
    "кеше бүгін ертең жиырма үш жылы шілдеде қаңғырған эколог ешқашан щетка фьорд вагон".split(),
    "ашылды жөнделді қабылданды айтты шақырды жинады өткізді құптады объектіні көрді ұйымдастырды".split(),
)
ENGLISH = (
    "school city akim ministry library people river mountain scholar teacher government event law quiz jazz".split(),
    "yesterday today tomorrow in July for the first time every week as expected without delay".split(),
    "was opened was repaired has adopted said invited gathered supports visited approved exchanged".split(),
)
RUSSIAN = (
    "школа город аким министерство библиотека народ река гора учёный учитель правительство съезд".split(),
    "вчера сегодня завтра впервые ещё раз щедро эпизодически".split(),
    "открыли отремонтировали приняли сказали пригласили провели объявили".split(),
)
MARKS = ["A, B; 1 % (2)!", "«3» – 4:5", '"6" - 7?', "№ 8/9 & 0.", "Бұл – $12,5 млн.", "Е. Қ. Ж. + X Y Z Q W"]


def make_sentences() -> list[str]:
    """Return about a thousand sentences in Kazakh, English and Russian, all letters of the three among them."""

    def join(order: tuple[int, int, int], lists: tuple[list[str], ...]) -> Iterator[str]:
        for number, words in enumerate(product(*lists)):
            if number % 5 == 0:
                text = " ".join(words[i] for i in order)
                yield f"{text[0].upper()}{text[1:]} {number % 97}{'.,!?'[number % 4]}"

    found = [*join((1, 0, 2), KAZAKH), *join((0, 2, 1), ENGLISH), *join((1, 2, 0), RUSSIAN), *MARKS * 20]
    return [*found, *(sentence.upper() for sentence in found[::7])]


def train_pieces(pieces: int) -> bytes:
    """Return a sentencepiece BPE model with this many pieces, its three special ones among them."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(make_sentences()),
        model_writer=model,
        model_type="bpe",
        vocab_size=pieces,
        character_coverage=1.0,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def list_merges(scores: dict[str, float]) -> list[tuple[str, str]]:
    """Return the merges that a BPE model of these pieces does, the first one first."""
    found = []
    for piece, score in scores.items():
        for at in range(1, len(piece)):
            left, right = piece[:at], piece[at:]
            if left in scores and right in scores:
                found.append((score, len(left), len(right), left, right))
    found.sort(key=lambda one: one[:3], reverse=True)
    return [(left, right) for *_, left, right in found]


def make_checkpoint(
    folder: Path,
    *,
    width: int = 64,
    layers: int = 2,
    heads: int = 2,
    pieces: int = 700,
    safetensors: bool = True,
    shards: int = 1,
    seed: int = 1,
) -> Path:
    """Write a checkpoint into `folder`, which is made where it is not there, and return it.

    `pieces` counts those of sentencepiece; the weights are in `model.safetensors`, else in `pytorch_model.bin` as
    in the real one, with `shards` in so many numbered files and an index (as nllb-200-3.3B has them).
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sentencepiece.bpe.model").write_bytes(train_pieces(pieces))
    tokenizer = write_tokenizer(folder)
    sizes = {"d_model": width, "encoder_ffn_dim": 4 * width, "decoder_ffn_dim": 4 * width}
    sizes |= dict.fromkeys(("encoder_layers", "decoder_layers", "num_hidden_layers"), layers)
    sizes |= dict.fromkeys(("encoder_attention_heads", "decoder_attention_heads"), heads)
    about = configuration(len(tokenizer) + MADE_UP_WORDS) | sizes
    write_json(folder / "config.json", about)
    starts = {"bos_token_id": 0, "decoder_start_token_id": 2, "eos_token_id": 2, "pad_token_id": 1}
    write_json(
        folder / "generation_config.json",
        {"_from_model_config": True, **starts, "max_length": 200, "transformers_version": "4.27.0.dev0"},
    )
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\ntags:\n- nllb\n---\n# Made up\n", "utf-8")
    write_weights(folder, make_weights(seed, about), safetensors, shards)
    return folder


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def configuration(rows: int) -> dict[str, Any]:
    """Return what stands in config.json of the 600M model, with a vocabulary of this many rows."""
    return {
        "_name_or_path": "made-up",
        "activation_dropout": 0.0,
        "activation_function": "relu",
        "architectures": ["M2M100ForConditionalGeneration"],
        "attention_dropout": 0.1,
        "bos_token_id": 0,
        "d_model": 1024,
        "decoder_attention_heads": 16,
        "decoder_ffn_dim": 4096,
        "decoder_layerdrop": 0,
        "decoder_layers": 12,
        "decoder_start_token_id": 2,
        "dropout": 0.1,
        "encoder_attention_heads": 16,
        "encoder_ffn_dim": 4096,
        "encoder_layerdrop": 0,
        "encoder_layers": 12,
        "eos_token_id": 2,
        "init_std": 0.02,
        "is_encoder_decoder": True,
        "max_length": 200,
        "max_position_embeddings": 1024,
        "model_type": "m2m_100",
        "num_hidden_layers": 12,
        "pad_token_id": 1,
        "scale_embedding": True,
        "tokenizer_class": "NllbTokenizer",
        "torch_dtype": "float32",
        "transformers_version": "4.21.0.dev0",
        "use_cache": True,
        "vocab_size": rows,
    }


def write_tokenizer(folder: Path) -> Any:
    """Write the three tokenizer files of the sentencepiece model in a folder; returns transformers' tokenizer."""
    import sentencepiece.sentencepiece_model_pb2 as messages
    from transformers import NllbTokenizer
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    model = messages.ModelProto()  # type: ignore[attr-defined]
    model.ParseFromString((folder / "sentencepiece.bpe.model").read_bytes())
    scores = {piece.piece: piece.score for piece in model.pieces[3:]}
    vocabulary = {token: number for number, token in enumerate([*SPECIAL, *scores, *FAIRSEQ_LANGUAGE_CODES, "<mask>"])}
    tokenizer = NllbTokenizer(
        vocab=vocabulary,
        merges=list_merges(scores),
        _spm_precompiled_charsmap=model.normalizer_spec.precompiled_charsmap,
        extra_special_tokens=list(FAIRSEQ_LANGUAGE_CODES),
    )
    tokenizer.save_pretrained(folder)
    mask = {"content": "<mask>", "lstrip": True, "normalized": True, "rstrip": False, "single_word": False}
    names = {"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "mask_token": mask, "pad_token": "<pad>"}
    names |= {"sep_token": "</s>", "unk_token": "<unk>"}
    write_json(folder / "special_tokens_map.json", {"additional_special_tokens": FAIRSEQ_LANGUAGE_CODES, **names})
    about = {"model_max_length": 1024, "src_lang": "eng_Latn", "tgt_lang": None, "sp_model_kwargs": {}}
    about |= {"tokenizer_class": "NllbTokenizer", **names, "mask_token": {"__type": "AddedToken", **mask}}
    write_json(folder / "tokenizer_config.json", {"additional_special_tokens": FAIRSEQ_LANGUAGE_CODES, **about})
    return tokenizer


def make_weights(seed: int, about: dict[str, Any]) -> dict[str, Any]:
    """Return random weights by the names that they have in the real checkpoint, tied ones under each name."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(seed)
    model = M2M100ForConditionalGeneration(M2M100Config(**{**about, "init_std": 0.1}))
    with torch.no_grad():
        # With tied embeddings a decoder of small weights says its last token again and again. Here the layers
        # outweigh what comes in, the best token is clearly the best, and it is seldom the code of a language.
        for weight in model.model.decoder.layers.parameters():
            if weight.dim() > 1:
                weight.mul_(LOUDER)
        model.model.decoder.layer_norm.weight.fill_(LOUDER)
        model.model.shared.weight[-CODES - MADE_UP_WORDS - 1 :].mul_(0.3)
        model.model.shared.weight[about["pad_token_id"]].zero_()
    weights = dict(model.state_dict())
    shared = weights["model.shared.weight"]
    for name in ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight"):
        weights[name] = shared
    return weights


def write_weights(folder: Path, weights: dict[str, Any], safetensors: bool, shards: int) -> None:
    """Write weights as one file or as numbered ones with their index."""
    import torch
    from safetensors.torch import save_file

    stem, suffix = ("model", "safetensors") if safetensors else ("pytorch_model", "bin")
    if safetensors:  # which refuses what is tied
        tied = ("embed_tokens.weight", "lm_head.weight")
        weights = {name: tensor.contiguous() for name, tensor in weights.items() if not name.endswith(tied)}
    index: dict[str, str] = {}
    for number in range(shards):
        name = f"{stem}.{suffix}" if shards == 1 else f"{stem}-{number + 1:05}-of-{shards:05}.{suffix}"
        part = {key: weights[key] for key in list(weights)[number::shards]}
        index |= dict.fromkeys(part, name)
        if safetensors:
            save_file(part, str(folder / name), metadata={"format": "pt"})
        else:
            torch.save(part, folder / name)
    if shards > 1:
        size = sum(tensor.numel() * tensor.element_size() for tensor in weights.values())
        write_json(folder / f"{stem}.{suffix}.index.json", {"metadata": {"total_size": size}, "weight_map": index})
