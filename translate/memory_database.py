"""The file of a translation memory: an SQLite database that several processes may use at once.

It is opened so that nothing which is not ours is ever changed, and so that whatever goes wrong is one
`MemoryFileError`. Transactions are short; with the write-ahead log readers never wait for a writer, and a process
that is killed leaves whole transactions only.
"""

import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate.errors import TranslationError

APPLICATION = 0x41444D31
"""What the header of our databases says of who made them ("ADM1")."""
VERSION = 1
"""Of the tables."""
WAIT = 5.0
"""Seconds to wait for another process; its transactions take milliseconds."""
PAUSE = 0.02
"""Seconds between two tries where SQLite itself does not wait."""

SCHEMA = """
CREATE TABLE contexts (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, signature TEXT NOT NULL,
    details TEXT NOT NULL, UNIQUE (source, target, signature, details)
);
CREATE TABLE units (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, context INTEGER NOT NULL, made INTEGER NOT NULL,
    used INTEGER NOT NULL, checksum INTEGER NOT NULL, content BLOB NOT NULL
);
CREATE INDEX units_by_use ON units (used);
CREATE TABLE pairs (
    id INTEGER PRIMARY KEY, kk_key BLOB NOT NULL, en_key BLOB NOT NULL, made INTEGER NOT NULL,
    checksum INTEGER NOT NULL, kk BLOB NOT NULL, en BLOB NOT NULL, UNIQUE (kk_key, en_key)
);
CREATE INDEX pairs_by_english ON pairs (en_key);
"""
"""Units are what the program made, pairs what people did. `made` is in seconds, `used` in days since 1970.

A row is believed only with its checksum: SQLite sees that a page makes no sense, but not that a letter is another.
"""

_PROBLEMS = {
    "SQLITE_NOTADB": "is no translation memory; name another file",
    "SQLITE_CORRUPT": "is damaged; delete it, or name another file",
    "SQLITE_FULL": "cannot be written: the disk is full",
    "SQLITE_IOERR": "cannot be read or written: the disk is full or out of order",
    "SQLITE_BUSY": "is in use by another process that does not let it go",
    "SQLITE_LOCKED": "is in use by another process that does not let it go",
    "SQLITE_READONLY": "may not be written",
    "SQLITE_CANTOPEN": "cannot be opened",
    "SQLITE_PERM": "may not be written",
}


def sum_row(*parts: object) -> int:
    """Return the checksum of a row's bytes; -1, which none has, where they are no bytes.

    >>> sum_row(b"key", b"content"), sum_row(b"key", None)
    (978914940, -1)
    """
    made = 0
    for part in parts:
        if not isinstance(part, bytes):
            return -1
        made = zlib.crc32(part, zlib.crc32(len(part).to_bytes(8, "little"), made))
    return made


class MemoryFileError(TranslationError):
    """A translation memory cannot be used. `path` is its file, `problem` what is wrong and what to do."""

    def __init__(self, path: Path, problem: str) -> None:
        """Keep the file beside the message."""
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into MemoryFileError."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        said = next((said for code, said in _PROBLEMS.items() if name.startswith(code)), f"cannot be used ({error})")
        raise MemoryFileError(path, said) from error
    except UnicodeDecodeError as error:  # in what SQLite says of the damage
        raise MemoryFileError(path, _PROBLEMS["SQLITE_CORRUPT"]) from error


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Hold the right to write for one transaction; nothing of it is left where it fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def open_database(path: Path, *, create: bool = True) -> tuple[sqlite3.Connection, bool]:
    """Open a translation memory; the connection, and whether it may be written.

    Where there is none it is made, with `create`, and its folder with it, both for their owner alone. Raises
    MemoryFileError where the file is none of ours or cannot be read; a file of another program is never changed.
    """
    try:
        if create:
            make_file(path)
        if not path.is_file():
            raise MemoryFileError(path, "is no file" if path.exists() else "is not there")
        writable = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK | os.X_OK)
        logged = has_log(path)
    except (OSError, ValueError) as error:  # ValueError: of a name that none can be
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise MemoryFileError(path, f"cannot be used ({said.lower()})") from error
    with explained(path):
        if writable:
            return open_as(path, "mode=rw"), True
        try:
            return open_as(path, "mode=ro"), False  # where another process has it open, and so its log
        except sqlite3.OperationalError:
            if logged:
                raise
        return open_as(path, "mode=ro&immutable=1"), False


def open_as(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection that any one thread at a time may use, to a database that is known to be ours."""
    address = f"{path.absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        prepare(connection, path, writable=mode == "mode=rw")
    except BaseException:
        connection.close()
        raise
    return connection


def has_log(path: Path) -> bool:
    """Tell whether there is a log with something in it: without it the database is not whole."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def find_path(path: str | Path) -> Path:
    """Return the path of a file that a person named; a `~` that stands for no home stays."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, where there is nothing yet."""
    if os.path.lexists(path):
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return  # another process was faster


def prepare(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    """See whether a database is ours, and make its tables where it is empty."""
    if is_empty(connection):
        if not writable:
            raise MemoryFileError(path, "is empty and may not be written")
        use_log(connection)
        with writing(connection):
            if is_empty(connection):  # another process may have been faster
                for statement in SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
    if read_number(connection, "application_id") != APPLICATION:
        raise MemoryFileError(path, "is a database of another program; name another file")
    version = read_number(connection, "user_version")
    if version != VERSION:
        raise MemoryFileError(path, f"was made by another version of audarma (format {version}); name another file")
    if writable:
        use_log(connection)
        connection.execute("PRAGMA synchronous = NORMAL")  # whole after a power cut as well, if without the last units
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten: these are people's texts


def use_log(connection: sqlite3.Connection) -> None:
    """Write by way of the log; where a file system cannot have one, as before."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:  # SQLite does not wait here
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(PAUSE)
        else:
            return


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether a database has neither tables nor an owner."""
    has_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    return has_tables is None and read_number(connection, "application_id") == 0


def read_number(connection: sqlite3.Connection, pragma: str) -> int:
    """Return what a number in the header of a database is."""
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
