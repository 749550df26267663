"""What is done with the file of a translation memory itself: telling what is in it, and emptying it.

Unlike `translate.memory`, which goes on without a file that cannot be used, this raises.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from translate.memory import STEP, today
from translate.memory_database import MemoryFileError, explained, find_path, open_database, writing


@dataclass(frozen=True, slots=True)
class Made:
    """The units of one direction that one model made with one termbase; `last` is the day of the last use."""

    source: str
    target: str
    signature: str
    units: int
    last: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a memory: the units, by what made them, the pairs that people translated, and its size in bytes."""

    made: tuple[Made, ...]
    pairs: int
    size: int

    @property
    def units(self) -> int:
        """The number of units that the program made."""
        return sum(one.units for one in self.made)


@contextmanager
def opened(path: Path, *, create: bool = False, write: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the file of a memory for a while; MemoryFileError where it cannot be used, or not written with `write`."""
    path = find_path(path)
    connection, writable = open_database(path, create=create)
    try:
        if write and not writable:
            raise MemoryFileError(path, "may not be written")
        with explained(path):
            yield connection
    finally:
        connection.close()


def describe(path: Path) -> Contents:
    """Return what is in a memory; MemoryFileError."""
    query = (
        "SELECT source, target, signature, count(*), max(used) FROM units JOIN contexts ON contexts.id = context"
        " GROUP BY source, target, signature ORDER BY max(used) DESC, count(*) DESC, signature"
    )
    with opened(path) as connection:
        made = tuple(Made(*row) for row in connection.execute(query))
        (pairs,) = connection.execute("SELECT count(*) FROM pairs").fetchone()
        size = sum(part.stat().st_size for part in list_files(path) if part.exists())
        return Contents(made, pairs, size)


def list_files(path: Path) -> tuple[Path, ...]:
    """Return the files that a memory may consist of: the database, its log, and the index of the log."""
    path = find_path(path)
    return (path, *(path.with_name(f"{path.name}-{part}") for part in ("wal", "shm")))


def clear(path: Path, *, unused_days: int | None = None) -> tuple[int, int]:
    """Delete all units and pairs, or only the units that were not used for so many days; how many of each.

    What is deleted is overwritten in the file, which becomes as small as it can. Raises MemoryFileError; it may be
    used by others meanwhile.
    """
    with opened(path, write=True) as connection:
        units = pairs = 0
        limit = today() + 1 if unused_days is None else today() - unused_days
        while found := _delete(connection, "units", "used < ?", limit):
            units += found
        while unused_days is None and (found := _delete(connection, "pairs", "id > ?", 0)):
            pairs += found
        with writing(connection):
            connection.execute("DELETE FROM contexts WHERE id NOT IN (SELECT context FROM units)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return units, pairs


def _delete(connection: sqlite3.Connection, table: str, condition: str, value: int) -> int:
    """Delete a few rows in one transaction; how many."""
    with writing(connection):
        statement = f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {condition} LIMIT ?)"
        return connection.execute(statement, (value, STEP)).rowcount
