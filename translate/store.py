"""Models on disk: which folder a model's name stands for, and whether it is whole.

A model is a folder with `model.bin`, `config.json` and `shared_vocabulary.json` of CTranslate2 and the
`sentencepiece.bpe.model` of NLLB. One ships with the package: `embedded`. Others are added (`addition`), each into
a folder of its own with a record of where it comes from; what is being added is in `.adding` and never found here.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.storage.cache import find_folder
from translate.catalogue import CATALOGUE, folder_name
from translate.errors import ModelError
from translate.language import NLLB_CODES
from translate.lock import hold_lock
from translate.record import RECORD, find_changes, read_record

EMBEDDED = Path(__file__).parent / "embedded"
PIECES = "sentencepiece.bpe.model"
FILES = ("model.bin", "config.json", "shared_vocabulary.json", PIECES)
VARIABLE = "AUDARMA_MODELS"
ADDING = ".adding"


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be loaded: its name, its folder, and its version for the signature."""

    name: str
    folder: Path
    version: str = ""


def find_store() -> Path:
    """Return the folder that models are added to, which need not be there yet.

    It is the one that `AUDARMA_MODELS` names, else `audarma/models` in the user's cache (`XDG_CACHE_HOME`, or the
    platform's own). ModelError where the user has none.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    cache = find_folder()
    if cache is None:
        raise ModelError("auto", f"there is no home folder to keep models in; name a folder in {VARIABLE}")
    return cache / "models"


def find_model(name: str = "auto") -> Model:
    """Return the model for a name: `auto`, `embedded`, one that has been added, or a folder with a converted one.

    `auto` is the best of the catalogue's models that have been added, else `embedded`. Raises ModelError where
    there is none of that name, or where its folder is not whole.
    """
    if name == "embedded":
        return check_folder("embedded", EMBEDDED)
    if name == "auto":
        best = find_best()
        return check_folder(best, find_added(best)) if best else check_folder("embedded", EMBEDDED)
    known = name.lower() if name.lower() in CATALOGUE else name
    added = find_added(known)
    if added.is_dir():
        return check_folder(known, added)
    folder = Path(name).expanduser()
    if known != name or known in CATALOGUE:
        raise ModelError(name, f"has not been added yet: audarma model add {known}")
    if folder.is_dir():
        return check_folder(folder.resolve().name, folder)
    if name.count("/") == 1 and not name.startswith((".", "/", "~")):
        raise ModelError(name, f"is no folder and has not been added; to add it from the hub: audarma model add {name}")
    raise ModelError(
        name,
        f"not known. Use embedded, one of {', '.join(CATALOGUE)} (audarma model add NAME),"
        " or the folder of a model converted to CTranslate2",
    )


def find_best() -> str:
    """Return the name of the best of the catalogue's models that have been added, empty where there is none."""
    try:
        return next((name for name in reversed(CATALOGUE) if find_added(name).is_dir()), "")
    except (ModelError, OSError):  # no home folder, or none that may be read: nothing can have been added
        return ""


def find_added(name: str) -> Path:
    """Return the folder that a model of this name has once it has been added."""
    return find_store() / folder_name(name)


def list_added() -> list[str]:
    """Return the names of the models that have been added, those of the catalogue first, the best at the head."""
    store = find_store()
    folders = {path.name for path in store.iterdir() if (path / RECORD).is_file()} if store.is_dir() else set()
    names = [name for name in reversed(CATALOGUE) if name in folders]
    return names + sorted(name.replace("--", "/") for name in folders.difference(names))


def list_unfinished() -> dict[str, int]:
    """Return the models whose download was interrupted, with the bytes that are there already."""
    adding = find_store() / ADDING
    folders = sorted(path for path in adding.iterdir() if path.is_dir()) if adding.is_dir() else []
    sizes = {path.name.replace("--", "/"): measure_folder(path / "download") for path in folders}
    return {name: size for name, size in sizes.items() if size}


def measure_folder(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def remove_model(name: str) -> int:
    """Remove a model that has been added, and what is left of an interrupted addition; the bytes that were freed.

    Raises ModelError where there is none of that name.
    """
    if name in ("embedded", "auto"):
        raise ModelError(name, "ships with the package and cannot be removed")
    name = name.lower() if name.lower() in CATALOGUE else name
    folder, adding = find_added(name), find_store() / ADDING / folder_name(name)
    if not (folder / RECORD).is_file() and not adding.is_dir():
        raise ModelError(name, "has not been added (audarma model list shows what has)")
    with hold_lock(adding.with_name(f"{adding.name}.lock")):
        freed = measure_folder(adding) + measure_folder(folder)
        (find_store() / ".tuning" / f"{folder.name}.json").unlink(missing_ok=True)
        shutil.rmtree(adding, ignore_errors=True)
        if folder.is_dir():
            adding.mkdir(parents=True)
            folder.replace(adding / "removed")  # at once: a half-removed model is never found
            shutil.rmtree(adding)
    return freed


def check_folder(name: str, folder: Path) -> Model:
    """Return the model in a folder; ModelError says which file or language code is missing."""
    missing = [file for file in FILES if not (folder / file).is_file()]
    if missing and "model.bin" in missing and (folder / PIECES).is_file() and (folder / "config.json").is_file():
        raise ModelError(name, f"{folder} is a checkpoint that is not converted yet: audarma model add {folder}")
    if missing:
        raise ModelError(name, f"{folder} is no converted model: {', '.join(missing)} missing")
    record = read_record(folder)
    changes = find_changes(folder, record, thorough=False) if record else ()
    if record and changes:
        raise ModelError(name, f"{folder} is damaged ({'; '.join(changes)}): audarma model add --again {record.name}")
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
    if record and "model.bin" in record.files:
        version = record.files["model.bin"].sha256[:8]
    return Model(name, folder, str(version))
