"""A checkpoint as it is published: the folder of an NLLB model in the layout of transformers.

It has `config.json`, `sentencepiece.bpe.model`, the weights as safetensors or `pytorch_model.bin`, in one file or
in numbered ones with an index, and mostly `tokenizer.json`. It is what the reference engine runs, and what is
trimmed and converted for the default one.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from translate.errors import ModelError
from translate.language import NLLB_CODES
from translate.store import PIECES, Model

CONFIGURATION = "config.json"
ARCHITECTURE = "m2m_100"
TOKENIZER = "tokenizer.json"

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
"""The first four rows of the vocabulary, as fairseq orders them; the pieces of sentencepiece follow."""

MASK = "<mask>"

WEIGHTS = ("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json")
"""Where weights are, the first that is there."""

CODE = re.compile(r"[a-z]{3}_[A-Z][a-z]{3}")
"""A language code of FLORES-200: ISO 639-3 and ISO 15924."""


def find_checkpoint(name: str) -> Model:
    """Return the checkpoint in the folder of this name; ModelError where there is none, or where it is not whole."""
    folder = Path(name)
    if not folder.is_dir():
        raise ModelError(name, "is no folder: the engine huggingface takes that of an NLLB checkpoint (--model FOLDER)")
    check_checkpoint(folder)
    return Model(folder.resolve().name, folder)


def check_checkpoint(folder: Path) -> None:
    """Raise ModelError where files are missing, the architecture is another, or the pair's codes are not known."""
    name = folder.resolve().name
    missing = [file for file in (CONFIGURATION, PIECES) if not (folder / file).is_file()]
    if not any((folder / file).is_file() for file in WEIGHTS):
        missing.append(f"{WEIGHTS[0]} (or {WEIGHTS[2]})")
    if missing:
        raise ModelError(name, f"{folder} is no NLLB checkpoint: {', '.join(missing)} missing")
    architecture = read_json(folder / CONFIGURATION).get("model_type")
    if architecture != ARCHITECTURE:
        raise ModelError(name, f"its architecture is {architecture}; only {ARCHITECTURE} (M2M100, NLLB) can be used")
    check_codes(name, read_vocabulary(folder))


def check_codes(name: str, vocabulary: Sequence[str]) -> None:
    """Raise ModelError where a language of the pair has no token: a tokenizer can lose them without a word."""
    unknown = sorted(set(NLLB_CODES.values()).difference(vocabulary))
    if unknown:
        raise ModelError(
            name, f"its vocabulary has no {' and no '.join(unknown)}: it is not an NLLB model of this pair"
        )


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file; ModelError where it cannot be read."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(path.parent.name, f"{path} cannot be read ({error})") from error
    if not isinstance(value, dict):
        raise ModelError(path.parent.name, f"{path} is not a JSON object")
    return value


def read_vocabulary(folder: Path) -> list[str]:
    """Return the tokens of a checkpoint by their number, which is the row of the embeddings.

    They are in `tokenizer.json` or `vocab.json`. Without both they are what fairseq made of the sentencepiece
    model: four special tokens, its pieces, the language codes, `<mask>`.
    """
    if (folder / TOKENIZER).is_file():
        about = read_json(folder / TOKENIZER)
        numbers = dict(about["model"]["vocab"])
        numbers.update((token["content"], token["id"]) for token in about.get("added_tokens", ()))
        return order_tokens(folder, numbers)
    if (folder / "vocab.json").is_file():
        return order_tokens(folder, read_json(folder / "vocab.json"))
    return [*SPECIAL, *read_pieces(folder / PIECES), *read_codes(folder), MASK]


def order_tokens(folder: Path, numbers: Mapping[str, int]) -> list[str]:
    """Return tokens in the order of their numbers; ModelError where a number is missing or there twice."""
    tokens = sorted(numbers, key=lambda token: numbers[token])
    if [numbers[token] for token in tokens] != list(range(len(tokens))):
        raise ModelError(folder.name, f"the tokens of {folder} are not numbered from 0 without a gap")
    return tokens


def read_pieces(path: Path) -> list[str]:
    """Return the pieces of a sentencepiece model without its own special ones, as fairseq numbers them."""
    import sentencepiece

    try:
        processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelError(path.parent.name, f"{path} cannot be read ({error})") from error
    return [processor.id_to_piece(number) for number in range(3, processor.get_piece_size())]


def read_codes(folder: Path) -> list[str]:
    """Return the language codes of a checkpoint in their order; those of NLLB-200 where it does not list any."""
    for file in ("special_tokens_map.json", "tokenizer_config.json"):
        if (folder / file).is_file():
            about = read_json(folder / file)
            for key in ("extra_special_tokens", "additional_special_tokens"):
                codes = [str(code) for code in about.get(key) or () if CODE.fullmatch(str(code))]
                if codes:
                    return codes
    try:
        from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES
    except ImportError as error:
        problem = f"{folder} lists no language codes; pip install '.[nllb]' in the project's folder"
        raise ModelError(folder.name, problem) from error
    return list(FAIRSEQ_LANGUAGE_CODES)
