"""The translation memory: what was translated before, on disk, so that it costs nothing the second time.

A unit is found again only where all is the same that it depends on: the text of its segment and how its persons are
spelled, the direction, the model's files and decoding, the termbase, its date and spelling, and the rules of the
program. It comes back whole, with its terms and findings. Beside what the program made, a memory holds pairs that
people translated (`translate.memory_exchange` reads them from TMX): those are asked first.

A memory keeps people's texts, as they are, on their disk. So none is used unless its file is named, and a new file
may be read by its owner alone.
"""

import logging
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from glossary.term import Language
from translate.engine import Engine
from translate.fingerprint import fingerprint_folder, fingerprint_program
from translate.memory_database import MemoryFileError, explained, find_path, open_database, sum_row, writing
from translate.memory_record import Key, Scope, make_keys, make_text_key, read_record, write_record
from translate.unit import TranslationUnit

MOST = 1_000_000
"""Units that are kept, about half a gigabyte; those that were not used for the longest time go first."""
CHECKED = 1_000
"""Units after which their number is looked at."""
STEP = 500
"""Units that are deleted in one transaction, so that nobody waits long."""
STEPS = 4
"""Such transactions at one go: twice as much as may have come since the last."""
LONGEST = 20_000
"""Code points of a segment that is kept."""
PARAMETERS = 500
"""Values in one statement; every build of SQLite allows 999."""
DAY = 86_400
"""Seconds."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a memory has for some segments: whole units, and translations that people made, which are to be checked."""

    units: Mapping[Key, TranslationUnit] = field(default_factory=dict)
    human: Mapping[Key, str] = field(default_factory=dict)


class Row(NamedTuple):
    """A unit as it is stored: its key, when it was made (seconds since 1970) and last used (days), its record."""

    key: bytes
    made: int
    used: int
    content: bytes


class Memory:
    """The memory in a file. Whatever is wrong with the file, translating goes on without it.

    `problem` then says what is wrong; `notify` is told it once, as one line, and by default that is a warning of
    this module's logger. `asked` and `recalled` count the segments that were looked for and found. Threads take
    turns; each process opens the file for itself.
    """

    def __init__(self, path: str | Path, *, notify: Callable[[str], None] | None = None, most: int = MOST) -> None:
        """Open the memory in a file, which is made where there is none; `most` is how many units it keeps."""
        self.path, self.most = find_path(path), most
        self.asked = self.recalled = 0
        self.problem = ""
        self._notify = notify or logger.warning
        self._lock, self._process = threading.Lock(), os.getpid()
        self._connection: sqlite3.Connection | None = None
        self._writable, self._unchecked = False, CHECKED
        try:
            self._connection, self._writable = open_database(self.path)
            self._finalizer = weakref.finalize(self, self._connection.close)
        except MemoryFileError as error:
            self._give_up(error)

    def __enter__(self) -> "Memory":
        """Use the memory in a `with` statement, at whose end it is closed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is found or kept after that."""
        with self._lock:
            if self._connection is not None:
                self._connection = None
                self._finalizer()

    def recall(self, scope: Scope, keys: Sequence[Key]) -> Recalled:
        """Return what there is for some segments of a scope; two statements of SQL for up to 500."""
        self.asked += len(keys)
        with self._careful() as connection:
            if connection is None or not keys:
                return Recalled()
            human = _find_human(connection, scope, keys)
            found, old = _find_units(connection, scope, keys, human)
            self.recalled += len(found)
            if old and self._writable:
                self._mark_used(connection, old)
            return Recalled(found, {key: text for key, text in human.items() if key not in found})
        return Recalled()

    def keep(self, scope: Scope, made: Mapping[Key, TranslationUnit], human: Mapping[Key, str]) -> None:
        """Keep units of a scope, in one transaction; `human` are the translations that were found for some of them."""
        kept = {key: unit for key, unit in made.items() if len(key[0]) <= LONGEST}
        if not kept or not self._writable:
            return
        with self._careful(write=True) as connection:
            if connection is None:
                return
            store_units(connection, scope, kept, human)
            self._unchecked += len(kept)
            if self._unchecked > min(CHECKED, self.most // 10):
                self._unchecked = 0
                for _ in range(STEPS):
                    if not prune(connection, self.most):
                        break

    def _mark_used(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        """Note that units were used today; a memory that cannot be written is still read."""
        try:
            with explained(self.path), writing(connection):
                day = today()
                connection.executemany("UPDATE units SET used = ? WHERE id = ?", [(day, number) for number in ids])
        except MemoryFileError as error:
            self._give_up(error, write=True)

    @contextmanager
    def _careful(self, *, write: bool = False) -> Iterator[sqlite3.Connection | None]:
        """Hold the connection, None where there is none; what fails ends the use of the memory and nothing else."""
        with self._lock:
            try:
                if self._connection is not None and self._process != os.getpid():
                    raise MemoryFileError(self.path, "was opened by the process that this one was forked from")
                with explained(self.path):
                    yield self._connection
            except MemoryFileError as error:
                self._give_up(error, write=write)

    def _give_up(self, error: MemoryFileError, *, write: bool = False) -> None:
        """Say what is wrong, and do without the memory from now on; without writing where only that failed."""
        self._writable = False
        if not write:
            self._connection = None  # closed when this object goes; a forked process must not close it
        if not self.problem:
            self.problem = error.problem
            lost = "nothing more is kept in it" if write else "translating goes on without it"
            self._notify(f"translation memory {self.path}: {error.problem}; {lost}")


def make_scope(engine: Engine, source: Language, target: Language, signature: str) -> Scope:
    """Return a scope with what its signature does not say: which files the model has, and the state of the program."""
    folder = getattr(getattr(engine, "model", None), "folder", None)
    details = [f"program {fingerprint_program()}"]
    if isinstance(folder, Path) and folder.is_dir():
        details.insert(0, f"model {fingerprint_folder(folder)}")
    return Scope(source, target, signature, " | ".join(details))


def today() -> int:
    """Return the days since 1970."""
    return int(time.time()) // DAY


def store_units(
    connection: sqlite3.Connection, scope: Scope, made: Mapping[Key, TranslationUnit], human: Mapping[Key, str]
) -> None:
    """Put units of today into a database; `human` are the translations that people made of some of them."""
    names = make_keys(scope, list(made), [human.get(key, "") for key in made])
    now, day = int(time.time()), today()
    contents = (write_record(key, unit) for key, unit in made.items())
    with writing(connection):
        store_rows(connection, scope, [Row(name, now, day, one) for name, one in zip(names, contents, strict=True)])


def store_rows(connection: sqlite3.Connection, scope: Scope, rows: Sequence[Row]) -> None:
    """Put rows of one scope into a database, in a transaction that has begun; those that are there are replaced."""
    parts = (scope.source, scope.target, scope.signature, scope.details)
    connection.execute("INSERT OR IGNORE INTO contexts (source, target, signature, details) VALUES (?, ?, ?, ?)", parts)
    (context,) = connection.execute(
        "SELECT id FROM contexts WHERE source = ? AND target = ? AND signature = ? AND details = ?", parts
    ).fetchone()
    connection.executemany(
        "INSERT OR REPLACE INTO units (key, context, made, used, checksum, content) VALUES (?, ?, ?, ?, ?, ?)",
        [(row.key, context, row.made, row.used, sum_row(row.key, row.content), row.content) for row in rows],
    )


def prune(connection: sqlite3.Connection, most: int) -> bool:
    """Delete a few of the units that are too many, those first that were not used for the longest time.

    Tells whether there are still too many.
    """
    number: int = connection.execute("SELECT count(*) FROM units").fetchone()[0]
    if number <= most:
        return False
    with writing(connection):
        connection.execute(
            "DELETE FROM units WHERE id IN (SELECT id FROM units ORDER BY used, id LIMIT ?)",
            (min(STEP, number - most),),
        )
    return number - STEP > most


def _find_units(
    connection: sqlite3.Connection, scope: Scope, keys: Sequence[Key], human: Mapping[Key, str]
) -> tuple[dict[Key, TranslationUnit], list[int]]:
    """Return the units that are there and whole, and which of them were not used yet today."""
    names = make_keys(scope, keys, [human.get(key, "") for key in keys])
    wanted = dict(zip(names, keys, strict=True))
    found: dict[Key, TranslationUnit] = {}
    old: list[int] = []
    day = today()
    for number, name, used, checksum, content in _select(
        connection, "SELECT id, key, used, checksum, content FROM units WHERE key IN", names
    ):
        if sum_row(name, content) != checksum:
            continue  # damaged: is written anew
        try:
            key, unit = read_record(content)
        except ValueError:
            continue  # from a program that wrote it otherwise
        if key == wanted.get(name):
            found[key] = unit
            if used != day:
                old.append(number)
    return found, old


def _find_human(connection: sqlite3.Connection, scope: Scope, keys: Sequence[Key]) -> dict[Key, str]:
    """Return the translations that people made of some segments; of several the one that came last."""
    ours = "kk_key" if scope.source == "kk" else "en_key"
    names = [make_text_key(text) for text, _ in keys]
    texts: dict[bytes, str] = {}
    for kk_key, en_key, checksum, kazakh, english in _select(
        connection, f"SELECT kk_key, en_key, checksum, kk, en FROM pairs WHERE {ours} IN", names
    ):
        if sum_row(kk_key, en_key, kazakh, english) == checksum:
            name, text = (kk_key, english) if scope.source == "kk" else (en_key, kazakh)
            texts[name] = text.decode("utf-8", "surrogatepass")
    return {key: texts[name] for key, name in zip(keys, names, strict=True) if name in texts}


def _select(connection: sqlite3.Connection, query: str, names: Sequence[bytes]) -> Iterator[Any]:
    """Yield the rows for some keys in the order in which they came into the table."""
    for start in range(0, len(names), PARAMETERS):
        some = names[start : start + PARAMETERS]
        yield from connection.execute(f"{query} ({','.join('?' * len(some))}) ORDER BY id", some)
