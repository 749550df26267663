"""The shipped termbase as it was read last, so that a start does not judge every row again.

The file is JSON: data only, which runs nothing when it is read. It stands under a key made of the contents of
all files that it comes from, so a change makes another file, and what a crash or a full disk left of it is
known by its checksum. Whatever is wrong with it, it is read as if it were not there. Many processes may write
it at once: each writes a file of its own, and the last rename wins.
"""

import contextlib
import hashlib
import json
import os
import sys
from collections import deque
from collections.abc import Iterable
from dataclasses import fields
from itertools import repeat
from pathlib import Path
from typing import Any

from glossary.storage.atomic import write_whole
from glossary.term import Term, Termbase

FOLDER = "audarma"
KEPT = 4
"""Files that stay: those of so many installations or states of the data may take turns."""
LARGEST = 100_000_000
"""Bytes; a larger file is none of ours."""

_FORMAT = 1
_FIELDS = tuple(field.name for field in fields(Term))


def find_folder() -> Path | None:
    """Return the folder for what can be made again, None where the user has none. It need not be there yet.

    `XDG_CACHE_HOME` where it is an absolute path, else the platform's own (XDG Base Directory Specification:
    relative paths are ignored, and `.cache` in the home folder is the default).
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117 - an environment's text may be no path at all
        return Path(named) / FOLDER
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if home == home.parent or not home.is_dir():  # the homes that services are given
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / FOLDER


def make_key(sources: Iterable[tuple[str, bytes]]) -> str:
    """Return the key of what is made from some files, given by name and content; it tells their order too.

    >>> make_key([("a", b"1")]) == make_key([("a", b"1")]), make_key([("a", b"1")]) == make_key([("a", b"2")])
    (True, False)
    """
    made = hashlib.sha256(f"{_FORMAT} {_FIELDS}".encode())
    for name, content in sources:
        made.update(f"\0{name}\0{len(content)}\0".encode())
        made.update(content)
    return made.hexdigest()[:32]


def load(key: str) -> Termbase | None:
    """Return the termbase that was saved under a key; None where there is none that is whole."""
    try:
        folder = find_folder()
        path = folder / _name(key) if folder else None
        if path is None or not path.is_file() or path.stat().st_size > LARGEST:
            return None
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode("ascii", "replace") != f"{key} {hashlib.sha256(body).hexdigest()}":
            return None
        return _unpack(json.loads(body))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def save(key: str, termbase: Termbase) -> None:
    """Keep a termbase under a key, where there is a folder that can be written; otherwise nothing happens."""
    folder = find_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError, ValueError):
        body = json.dumps(_pack(termbase), ensure_ascii=False, separators=(",", ":")).encode()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = f"{key} {hashlib.sha256(body).hexdigest()}\n".encode()
        write_whole(folder / _name(key), lambda file: file.write(head + body))
        _tidy(folder)


def _name(key: str) -> str:
    return f"termbase-{key}.json"


def _pack(termbase: Termbase) -> dict[str, Any]:
    """Return a termbase as values of JSON: each different string once, and for each field where its values are."""
    numbers: dict[object, int] = {}
    columns = [[numbers.setdefault(getattr(term, name), len(numbers)) for term in termbase.terms()] for name in _FIELDS]
    values = [list(value) if isinstance(value, tuple) else value for value in numbers]
    return {"name": termbase.name, "digest": termbase.digest, "values": values, "columns": columns}


def _unpack(packed: dict[str, Any]) -> Termbase:
    """Return a termbase from what `_pack` returned; ValueError, TypeError or LookupError where it is not that.

    The fields of a frozen value are set through its slots, a column at a time: calling the class three
    thousand times takes ten times as long.
    """
    values = [tuple(value) if isinstance(value, list) else value for value in packed["values"]]
    columns = packed["columns"]
    if len(columns) != len(_FIELDS) or len({len(column) for column in columns}) > 1:
        raise ValueError("columns of different lengths")
    terms = list(map(object.__new__, repeat(Term, len(columns[0]))))
    for name, column in zip(_FIELDS, columns, strict=True):
        wanted = tuple if name == "grammar" else str
        found = list(map(values.__getitem__, column))
        if set(map(type, found)) - {wanted}:
            raise TypeError(f"{name} has a value of another type")
        deque(map(getattr(Term, name).__set__, terms, found), maxlen=0)
    termbase = Termbase.from_terms(terms, packed["name"])
    if not isinstance(packed["digest"], str) or not isinstance(termbase.name, str):
        raise TypeError("name or digest is no string")
    vars(termbase)["digest"] = packed["digest"]  # what cached_property would put there
    return termbase


def _tidy(folder: Path) -> None:
    """Take away all but the newest files."""
    dated = [(path.stat().st_mtime, path) for path in folder.glob("termbase-*.json")]
    for _, path in sorted(dated, reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)
