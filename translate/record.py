"""What is known of a model that has been added: `audarma-model.json` in its folder."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from translate.errors import ModelError

RECORD = "audarma-model.json"
FORMAT = 1
_BLOCK = 1 << 20
_LICENSE = re.compile(r"^license: *(\S+) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file as it was when the model was added: bytes, and SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """Where a model comes from, what was done to it, and what its files were then."""

    name: str
    source: str
    """The repository of the hub, or the folder."""
    revision: str = ""
    """The commit of the repository."""
    license: str = ""
    added: str = ""
    """Date and time (UTC, ISO 8601)."""
    quantisation: str = "int8"
    tokens: int = 0
    """Size of the vocabulary."""
    tokens_before: int = 0
    """The same before it was trimmed; equal where it was not."""
    software: Mapping[str, str] = field(default_factory=dict)
    """What converted it: distributions and their versions."""
    files: Mapping[str, FileSum] = field(default_factory=dict)


def write_record(folder: Path, record: Record) -> None:
    """Write the record of the model in a folder."""
    text = json.dumps({"format": FORMAT, **asdict(record)}, ensure_ascii=False, indent=1)
    (folder / RECORD).write_text(text + "\n", "utf-8")


def read_record(folder: Path) -> Record | None:
    """Return the record of the model in a folder, None where it has none; ModelError where it cannot be read."""
    try:
        about: dict[str, Any] = json.loads((folder / RECORD).read_text("utf-8"))
        version = about.pop("format")
        if version != FORMAT:
            raise ModelError(folder.name, f"{folder / RECORD} is of version {version}: it needs a newer audarma")
        files = {name: FileSum(**value) for name, value in about.pop("files").items()}
        return Record(files=files, **about)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise ModelError(folder.name, f"{folder / RECORD} cannot be read ({error})") from error


def read_license(folder: Path) -> str:
    """Return the licence that a model card states in its head (YAML between `---`), empty where there is none."""
    card = folder / "README.md"
    head = card.read_text("utf-8", errors="replace") if card.is_file() else ""
    found = _LICENSE.search(head.split("\n---", 1)[0]) if head.startswith("---") else None
    return found.group(1).strip("\"'") if found else ""


def sum_file(path: Path) -> FileSum:
    """Return size and checksum of a file."""
    made = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            made.update(block)
            size += len(block)
    return FileSum(size, made.hexdigest())


def sum_files(folder: Path) -> dict[str, FileSum]:
    """Return size and checksum of each file of a model but its record, by name."""
    return {path.name: sum_file(path) for path in sorted(folder.iterdir()) if path.is_file() and path.name != RECORD}


def find_changes(folder: Path, record: Record, *, thorough: bool) -> list[str]:
    """Return what differs from the record, a phrase for each file; without `thorough` only sizes are compared."""
    found = []
    for name, kept in record.files.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.stat().st_size != kept.size:
            found.append(f"{name} has {path.stat().st_size} bytes instead of {kept.size}")
        elif thorough and sum_file(path) != kept:
            found.append(f"{name} has another checksum")
    return found
