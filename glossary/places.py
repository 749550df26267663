"""Where the terms of a termbase stand: file and line, which the values of a termbase do not carry.

The line of a workbook is its row, that of XML the line on which the entry begins.
"""

from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from glossary.errors import GlossaryError
from glossary.storage.columns import Row
from glossary.storage.formats import FORMATS, find_format
from glossary.storage.layers import DATA
from glossary.term import Term


class Place(NamedTuple):
    """A line of a file, from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        """Return the place as compilers write it, so that editors can jump there.

        >>> print(Place("mine.tsv", 7))
        mine.tsv:7
        """
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def theme(self) -> str:
        """The name of the file without its suffix: in the termbase that ships there is one file a theme.

        >>> Place("glossary/data/places.tsv", 7).theme
        'places'
        """
        return Path(self.path).stem


Key = tuple[str, str, str, str, str]
"""What tells a term from all others: concept, language, wording, from and until."""
Places = Mapping[Key, tuple[Place, ...]]
_KEY_COLUMNS = ("concept", "language", "term", "from", "until")


def place_of(term: Term, places: Places, nth: int = 0) -> Place | None:
    """Return where a term stands, of several lines the `nth`; None where that is not known."""
    found = places.get((term.concept, term.language, term.text, term.since, term.until))
    return found[nth] if found else None


def find_places(paths: Iterable[str | Path]) -> Places:
    """Return where the terms of some files stand; those of a file that cannot be read have no place."""
    return _gather((str(path), row) for path in paths for row in _read_rows(Path(path)))


def shipped_places() -> Places:
    """Return where the terms of the termbase that ships stand.

    >>> any(place.theme == "places" for places in shipped_places().values() for place in places)
    True
    """
    return _gather((f"{DATA}/{file.name}", row) for file in _shipped_files() for row in _read_shipped(file))


def _shipped_files() -> list[Traversable]:
    """Return the files of the termbase that ships, in the order in which they are read."""
    folder = resources.files("glossary") / "data"
    return sorted((file for file in folder.iterdir() if file.name.endswith(".tsv")), key=lambda file: file.name)


def _read_shipped(file: Traversable) -> list[Row]:
    """Return the rows of a file that ships, wherever the package lies."""
    with resources.as_file(file) as path:
        return _read_rows(path)


def _read_rows(path: Path) -> list[Row]:
    """Return the rows of a file in any format, none of one that cannot be read."""
    try:
        return FORMATS[find_format(path)].read(path).rows
    except (GlossaryError, OSError):
        return []


def _gather(rows: Iterable[tuple[str, Row]]) -> Places:
    """Return the places of rows by what tells their terms from others."""
    found: dict[Key, list[Place]] = {}
    for path, row in rows:
        concept, language, term, since, until = (row.values[column] for column in _KEY_COLUMNS)
        found.setdefault((concept, language, term, since, until), []).append(Place(path, row.line))
    return {key: tuple(places) for key, places in found.items()}
