"""Translated documents until they are fetched, in a folder that only the server can read."""

import asyncio
import secrets
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path, PurePath

KEPT = 300.0
"""Seconds after which a document goes that nobody has fetched."""
LONGEST_NAME = 80
"""Characters of a document's own name in the one that it is fetched by."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document on disk, and the name that it is given to the client under."""

    path: Path
    shown: str


class Files:
    """The documents that wait to be fetched, by names that cannot be guessed.

    A name is only looked up, and never made a path, so that none leads out of the folder.
    """

    def __init__(self, seconds: float = KEPT) -> None:
        """Make the folder; `seconds` is how long a document stays."""
        self._folder = Path(tempfile.mkdtemp(prefix="audarma-serve-"))
        self._remove_folder = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._kept: dict[str, Kept] = {}
        self._seconds = seconds

    def make_path(self, ending: str) -> Path:
        """Return where a document is to be written."""
        return self._folder / (secrets.token_hex(16) + ending)

    def keep(self, path: Path, shown: str) -> str:
        """Keep a document that has been written there for some minutes; returns the name that it is fetched by."""
        name = f"{path.stem}.{shown}"
        self._kept[name] = Kept(path, shown)
        asyncio.get_running_loop().call_later(self._seconds, self._forget, name, path)
        return name

    def find(self, name: str) -> Kept | None:
        """Return the document of a name, None where there is none."""
        return self._kept.get(name)

    def take(self, name: str) -> Kept | None:
        """Return the document of a name, which nobody finds any more; who takes it removes the file."""
        return self._kept.pop(name, None)

    def _forget(self, name: str, path: Path) -> None:
        self._kept.pop(name, None)
        path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove all documents, and the folder."""
        self._kept.clear()
        self._remove_folder()


def make_name(name: str, target: str) -> str:
    """Return the name of a translation: that of the document with the language added, without signs of paths.

    >>> make_name("есеп 1.docx", "en"), make_name("../../etc/пас:сворд.txt", "en"), make_name(".txt", "kk")
    ('есеп_1_en.docx', 'пас_сворд_en.txt', 'document_kk.txt')
    """
    path = PurePath(name.replace("\\", "/").rpartition("/")[2])
    stem, ending = (path.stem, path.suffix) if path.suffix else ("", path.name)
    clean = "".join(char if char.isalnum() or char in "-_." else "_" for char in stem).strip("._")
    return f"{clean[:LONGEST_NAME] or 'document'}_{target}{ending.lower()}"
