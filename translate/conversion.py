"""A checkpoint of transformers as a model of CTranslate2: int8 weights, and the pieces beside them."""

import contextlib
import importlib.util
import json
import logging
import pickle
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from translate.checkpoint import check_checkpoint, check_codes, read_pieces, read_vocabulary
from translate.errors import ModelError
from translate.store import PIECES

NEEDED = ("torch", "transformers", "huggingface_hub", "google.protobuf")
TIED = ("lm_head.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
"""Weights that are those of the shared embeddings, and may be left out."""


def check_software(name: str) -> None:
    """Raise ModelError where the libraries that read and convert checkpoints are not installed."""

    def is_there(module: str) -> bool:
        try:
            return importlib.util.find_spec(module) is not None
        except ModuleNotFoundError:
            return False

    missing = [module for module in NEEDED if not is_there(module)]
    if missing:
        raise ModelError(
            name,
            f"to add it, more software is needed ({', '.join(missing)}):"
            f" {sys.executable} -m pip install 'audarma[nllb]'",
        )


def convert_checkpoint(checkpoint: Path, out: Path, name: str) -> int:
    """Convert the checkpoint in a folder into the new folder `out`; returns the number of its tokens.

    Raises ModelError where the checkpoint is not whole, of another architecture or not of this pair.
    """
    check_checkpoint(checkpoint)
    tokens = read_tokens(checkpoint, name)
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        """The converter of CTranslate2, with a vocabulary that was looked at, and no weight made up."""

        def load_model(self, model_class: Any, path: str, **options: Any) -> Any:
            options |= {"output_loading_info": True, "ignore_mismatched_sizes": True}  # judged below, in our words
            model, about = model_class.from_pretrained(path, **options)
            check_weights(about, name)
            return model

        def load_tokenizer(self, tokenizer_class: Any, path: str, **options: Any) -> Any:
            return Tokens(tokens)

    try:
        with keep_quiet():
            Converter(str(checkpoint)).convert(str(out), quantization="int8")
    except ModelError:
        raise
    except MemoryError as error:
        raise ModelError(name, "there is not enough memory to convert it") from error
    except (OSError, ValueError, RuntimeError, LookupError, EOFError, pickle.UnpicklingError) as error:
        raise ModelError(name, explain(error, checkpoint)) from error
    except Exception as error:
        if type(error).__name__ != "SafetensorError":
            raise
        raise ModelError(name, explain(error, checkpoint)) from error
    shutil.copyfile(checkpoint / PIECES, out / PIECES)
    return len(tokens)


class Tokens:
    """What CTranslate2's loader asks of a tokenizer: the vocabulary, in the order of the embeddings."""

    bos_token, eos_token, unk_token, unk_token_id = "<s>", "</s>", "<unk>", 3

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.special_tokens_map: dict[str, Any] = {}

    def convert_ids_to_tokens(self, number: int) -> str:
        """Return the token of a number."""
        return self.tokens[number]

    def get_vocab(self) -> dict[str, int]:
        """Return the number of each token."""
        return {token: number for number, token in enumerate(self.tokens)}


def read_tokens(checkpoint: Path, name: str) -> list[str]:
    """Return the vocabulary of a checkpoint; ModelError where pieces, codes and embeddings do not fit together."""
    tokens = read_vocabulary(checkpoint)
    check_codes(name, tokens)
    lost = set(read_pieces(checkpoint / PIECES)).difference(tokens)
    if lost:
        raise ModelError(
            name, f"{len(lost)} pieces of {PIECES} are not in its vocabulary: the files do not belong together"
        )
    rows = json.loads((checkpoint / "config.json").read_text("utf-8")).get("vocab_size", 0)
    if not len(tokens) <= rows:
        raise ModelError(name, f"it has {len(tokens)} tokens but {rows} embeddings: the files do not belong together")
    return tokens


def check_weights(about: Any, name: str) -> None:
    """Raise ModelError where weights are missing or of another shape: transformers would put random ones there."""
    missing = [key for key in about["missing_keys"] if not key.endswith(TIED)]
    wrong = [key if isinstance(key, str) else key[0] for key in about["mismatched_keys"]]
    if missing or wrong:
        what = f"{len(missing)} are missing" if missing else f"{len(wrong)} have another shape than config.json says"
        raise ModelError(name, f"its weights are not whole: {what}, {min([*missing, *wrong])} for one")


def explain(error: Exception, checkpoint: Path) -> str:
    """Return in one line why a checkpoint could not be read."""
    if isinstance(error, OSError) and error.errno and error.strerror:
        return f"{error.filename or checkpoint}: {error.strerror.lower()}"
    said = str(error).strip().partition("\n")[0][:200] or type(error).__name__
    return f"its weights cannot be read; a file in {checkpoint} is truncated or damaged ({said})"


@contextlib.contextmanager
def keep_quiet() -> Iterator[None]:
    """Let transformers say nothing below an error, and show no progress of its own."""
    from transformers.utils import logging as said

    level, bars = said.get_verbosity(), said.is_progress_bar_enabled()
    said.set_verbosity(logging.ERROR)
    said.disable_progress_bar()
    try:
        yield
    finally:
        said.set_verbosity(level)
        if bars:
            said.enable_progress_bar()
