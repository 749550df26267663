"""Models on disk: which folder a model's name stands for, and whether it is whole.

A model is a folder with `model.bin`, `config.json` and `shared_vocabulary.json` of CTranslate2 and the
`sentencepiece.bpe.model` of NLLB. One ships with the package: `embedded`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.errors import ModelError
from translate.language import NLLB_CODES

EMBEDDED = Path(__file__).parent / "embedded"
PIECES = "sentencepiece.bpe.model"
FILES = ("model.bin", "config.json", "shared_vocabulary.json", PIECES)


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be loaded: its name, its folder, and its version for the signature."""

    name: str
    folder: Path
    version: str = ""


def find_model(name: str = "auto") -> Model:
    """Return the model for a name: `auto`, `embedded`, or a folder with a converted model.

    Raises ModelError where there is none of that name, or where its folder is not whole.
    """
    if name in ("auto", "embedded"):
        return check_folder("embedded", EMBEDDED)
    folder = Path(name)
    if folder.is_dir():
        return check_folder(folder.resolve().name, folder)
    raise ModelError(name, "not known. Use embedded, or the folder of a model converted to CTranslate2")


def check_folder(name: str, folder: Path) -> Model:
    """Return the model in a folder; ModelError says which file or language code is missing."""
    missing = [file for file in FILES if not (folder / file).is_file()]
    if missing:
        raise ModelError(name, f"{folder} is no converted model: {', '.join(missing)} missing")
    try:
        tokens: Sequence[str] = json.loads((folder / "shared_vocabulary.json").read_text("utf-8"))
        about = json.loads((folder / "config.json").read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise ModelError(name, f"{folder} cannot be read ({error}); convert it again") from error
    unknown = sorted(set(NLLB_CODES.values()).difference(tokens))
    if unknown:
        raise ModelError(
            name, f"its vocabulary has no {' and no '.join(unknown)}: it is not an NLLB model of this pair"
        )
    version = about.get("version", "") if isinstance(about, dict) else ""
    return Model(name, folder, str(version))
