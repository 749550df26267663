"""What tells a model's files, and the program's own, from others: for what is kept of their work.

A signature is for people: two folders may have one name, and while a program is worked on its version stays. What
a memory keeps must not be taken for the work of another model or of other rules.
"""

import hashlib
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

SAMPLES = 32
"""Places in which a large file is read: training, fine or not, changes weights everywhere."""
SAMPLE = 4096
"""Bytes that are read in each place."""

_PACKAGES = ("glossary", "translate")
_APART = frozenset({"data", "embedded", "__pycache__"})
"""Folders with what has a digest of its own: termbase and model."""
_KINDS = (".py", ".tsv", ".json", ".txt")


@lru_cache(maxsize=8)
def fingerprint_folder(folder: Path) -> str:
    """Return 16 hexadecimal digits that tell the files of a folder from others; OSError where one cannot be read.

    Names, sizes and contents count, not dates. Of large files samples are read, so that gigabytes take milliseconds.
    What was returned stays for the life of the process, as does what was loaded from the folder.
    """
    made = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            made.update(f"{path.name}\0{path.stat().st_size}\0".encode("utf-8", "surrogateescape"))
            made.update(_sample(path))
    return made.hexdigest()[:16]


def _sample(path: Path) -> bytes:
    """Return a small file whole, and of a large one what stands in places at equal distances."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= SAMPLES * SAMPLE:
            return file.read()
        parts = []
        for number in range(SAMPLES):
            file.seek((size - SAMPLE) * number // (SAMPLES - 1))
            parts.append(file.read(SAMPLE))
    return b"".join(parts)


@cache
def fingerprint_program() -> str:
    """Return 16 hexadecimal digits that tell the rules and tables of this program from those of another state."""
    made = hashlib.sha256()
    for package in _PACKAGES:
        for name, content in _list_files(resources.files(package), package):
            made.update(f"{name}\0{len(content)}\0".encode())
            made.update(content)
    return made.hexdigest()[:16]


def _list_files(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    """Return the program's files in a folder and those below it, by name."""
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            found += [] if entry.name in _APART else _list_files(entry, inner)
        elif entry.name.endswith(_KINDS):
            found.append((inner, entry.read_bytes()))
    return found
