"""A source and its translation as pairs of segments: two text files, a table, a translation memory, XLIFF.

Whatever is wrong with an input is one `BitextError` that says what, where and what to do: files of different
lengths, the two languages the wrong way round, no text, bytes that are none.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from glossary.storage.decoding import decode
from glossary.storage.markup import find_root
from glossary.term import Language
from translate.errors import TranslationError
from translate.finding import Pair

LARGEST = 100_000_000
"""Bytes of a file that is read."""
TABLES = {".tsv": "\t", ".tab": "\t", ".csv": ","}
"""The separator by the ending of a table's name; a table that is named otherwise is none."""
_MARKUP = frozenset({"tmx", "xliff"})
_SAMPLE = 4_000
_LETTERS = 40
"""Letters that a side must have for its language to be told."""
_NAMES: dict[Language, str] = {"kk": "Kazakh", "en": "English"}


class BitextError(TranslationError):
    """A bilingual input cannot be read. `path` names the file, `line` is where (0 for the whole)."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        """Keep the place beside the message."""
        super().__init__(f"{path}{f':{line}' if line else ''}: {problem}")
        self.path, self.line = path, line


@dataclass(frozen=True, slots=True)
class Bitext:
    """A translated document: the name of the file that findings point into, and its pairs in order."""

    name: str
    pairs: tuple[Pair, ...]


def read_bitext(paths: Sequence[Path], source: Language, target: Language) -> Bitext:
    """Read a source file and a target file, line by line, or one file that has both; BitextError, OSError.

    Of one file, TMX and XLIFF are known by what is in them, a table by the ending of its name (.tsv, .csv).
    """
    if len(paths) == 2:
        name, pairs = str(paths[1]), list(_read_lines(paths[0], paths[1]))
    else:
        name, pairs = str(paths[0]), list(_read_one(paths[0], source, target))
    if not any(pair.source.strip() for pair in pairs):
        raise BitextError(name, 0, "has nothing to check: no segment has a source text")
    _require_languages(name, pairs, source, target)
    return Bitext(name, tuple(pairs))


def read_text(path: Path) -> str:
    """Return the text of a file; BitextError where it is too large, empty or no text."""
    size = path.stat().st_size
    if size > LARGEST:
        raise BitextError(str(path), 0, f"has {size:,} bytes, and at most {LARGEST:,} are read: split the file")
    data = path.read_bytes()
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG")):
        raise BitextError(str(path), 0, "is no text file: save its text as plain text in UTF-8")
    text, problem = decode(data)
    if problem:
        raise BitextError(str(path), problem.line, problem.message)
    if "\0" in text:
        raise BitextError(str(path), 0, "is no text file (it has zero bytes): save its text as plain text in UTF-8")
    if not text.strip():
        raise BitextError(str(path), 0, "is empty")
    return text


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text without their ends, in the way of editors: at line feeds only.

    >>> split_lines("a\r\nb\u2028c\n")
    ['a', 'b\u2028c']
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


def _read_lines(source: Path, target: Path) -> Iterator[Pair]:
    """Yield the lines of two files; empty ones belong together too."""
    ours, theirs = split_lines(read_text(source)), split_lines(read_text(target))
    if len(ours) != len(theirs):
        count = f"has {len(theirs)} lines, and {source} has {len(ours)}"
        at = _find_gap(ours, theirs)
        where = f"; line {at} is the first where only one of them is empty" if at else ""
        raise BitextError(str(target), at, f"{count}{where}: give both the same lines, one translated for each")
    yield from (Pair(one, other, line) for line, (one, other) in enumerate(zip(ours, theirs, strict=True), 1))


def _find_gap(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return the first line that only one side has text in, 0 where that tells nothing."""
    both = zip_longest(ours, theirs, fillvalue="")
    return next((line for line, (one, other) in enumerate(both, 1) if bool(one.strip()) != bool(other.strip())), 0)


def _read_one(path: Path, source: Language, target: Language) -> Iterator[Pair]:
    """Yield the pairs of a file that has both sides."""
    with path.open("rb") as file:
        root = find_root(file.read(65_536))
    if root in _MARKUP:
        from translate.bitext_markup import read_markup  # lxml is slow to load

        yield from read_markup(path, root, source, target)
    elif path.suffix.lower() in TABLES:
        yield from _read_table(path)
    else:
        endings = ", ".join(TABLES)
        raise BitextError(str(path), 0, f"is neither TMX nor XLIFF nor a table ({endings}): name two text files")


def _read_table(path: Path) -> Iterator[Pair]:
    """Yield the rows of a table of two columns; a first row with the names of languages is its header."""
    text = read_text(path)
    separator = TABLES[path.suffix.lower()]
    if separator == "\t":
        rows = list(enumerate((line.split("\t") for line in split_lines(text)), 1))
    else:
        rows = list(_read_csv(path, text))
    if rows and {cell.strip().lower() for cell in rows[0][1][:2]} <= {
        "kk",
        "en",
        "source",
        "target",
        "kazakh",
        "english",
    }:
        rows = rows[1:]
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < 2 or any(cell.strip() for cell in row[2:]):
            said = f"{len(row)} cells" if len(row) > 1 else "one cell"
            raise BitextError(str(path), line, f"has {said}: write two, the source and its translation")
        yield Pair(row[0], row[1], line)


def _read_csv(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file with their lines; the separator is the comma, or the semicolon of some offices."""
    sample = text[:_SAMPLE]
    separator = ";" if sample.count(";") > sample.count(",") and '"' not in sample else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise BitextError(str(path), line, f"cannot be cut into cells ({error}): close every quote") from None


def _require_languages(name: str, pairs: Sequence[Pair], source: Language, target: Language) -> None:
    """Raise where the sides are the wrong way round."""
    ours = find_script("".join(pair.source[:200] for pair in pairs[:200]))
    theirs = find_script("".join(pair.target[:200] for pair in pairs[:200]))
    if ours == target and theirs == source:
        advice = f"swap the files, or say --from {target} --to {source}"
        raise BitextError(name, 0, f"the sides are the wrong way round: the source is {_NAMES[ours]}; {advice}")
    if ours == target:
        raise BitextError(name, 0, f"the source is {_NAMES[target]}, not {_NAMES[source]}: see --from and --to")


def find_script(text: str) -> Language | None:
    """Return the language that the letters of a text are of, None where there are too few, or some of both.

    >>> find_script("Бұл қазақша жазылған ұзын сөйлем, онда жеткілікті әріп бар."), find_script("Бұл")
    ('kk', None)
    """
    cyrillic = sum("\u0400" <= char <= "\u052f" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    if cyrillic + latin < _LETTERS:
        return None
    return "kk" if cyrillic > 4 * latin else "en" if latin > 4 * cyrillic else None
