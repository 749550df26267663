"""How a table of separated cells is written: its separator, its quotes; its rows, of which every byte is kept.

A row is its cells as they stand in the file, quotes and all, and its line end: joined by the separator they are the
file again. A quote that is never closed, or is followed by more text, is an ordinary character, so that nothing of a
badly made table is lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple, get_args

from translate.errors import FormatError

Quoting = Literal["double", "backslash", "none"]

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""What may separate cells, and what notes call it."""
LONGEST_CELL = 1_000_000
"""Code points in which a quote must be closed."""
LONGEST_ROW = 20_000_000
"""Code points of a row, which must fit into memory."""

QUOTINGS: tuple[Quoting, ...] = get_args(Quoting)

_ROWS = 200
_ALIKE = 0.95
"""The share of rows with the same number of cells that speaks for quotes that mean nothing."""
_STATED = re.compile(r"sep=(.)\r?\n")
_BREAK = re.compile(r"\r\n|\n|\r")
_FLAT = re.compile(r"[\r\n\t]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What separates cells, and how a quote inside quotes is written; `none` where quotes mean nothing."""

    separator: str = ","
    quoting: Quoting = "double"


class Row(NamedTuple):
    """The cells of a row as they stand in the file, and its line end."""

    cells: list[str]
    end: str


def read_rows(chunks: Iterable[str], dialect: Dialect) -> Iterator[Row]:
    r"""Yield the rows of a text that comes in pieces; FormatError where a row is too long to be one.

    >>> list(read_rows(['a,"b\n', 'c"\r\nd'], Dialect()))
    [Row(cells=['a', '"b\nc"'], end='\r\n'), Row(cells=['d'], end='')]
    """
    waiting = ""
    for chunk in chunks:
        waiting += chunk
        position = 0
        while found := _cut(waiting, position, dialect, final=False):
            row, position = found
            yield row
        waiting = waiting[position:]
        if len(waiting) > LONGEST_ROW:
            raise FormatError("", f"a row has more than {LONGEST_ROW:,} characters, so this is no table")
    position = 0
    while found := _cut(waiting, position, dialect, final=True):
        row, position = found
        yield row


def read_cell(raw: str, dialect: Dialect) -> str:
    """Return what a cell says.

    >>> read_cell('"Ол ""иә"" деді"', Dialect()), read_cell('"Нұр Отан" партиясы', Dialect())
    ('Ол "иә" деді', '"Нұр Отан" партиясы')
    """
    if not _is_quoted(raw, dialect):
        return raw
    text = raw[1:-1].replace('""', '"')
    return re.sub(r'\\(["\\])', r"\1", text) if dialect.quoting == "backslash" else text


def write_cell(text: str, raw: str, dialect: Dialect) -> str:
    """Return the cell that says a text, quoted where it must be or where the cell in its place was.

    Where quotes mean nothing, line breaks and separators become spaces.

    >>> write_cell("akim, mayor", "әкім", Dialect()), write_cell("akim", '"әкім"', Dialect())
    ('"akim, mayor"', '"akim"')
    """
    separator = dialect.separator
    if dialect.quoting == "none":
        return _FLAT.sub(" ", text).replace(separator, " ")
    if not _is_quoted(raw, dialect) and not any(char in text for char in f'{separator}"\r\n'):
        return text
    if dialect.quoting == "backslash":
        return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
    return '"' + text.replace('"', '""') + '"'


def find_dialect(sample: str, separator: str = "") -> Dialect:
    r"""Return the dialect of the beginning of a table; `separator` is taken where it stands in it.

    >>> find_dialect("аты;жасы\nӘлия, Дина;5\n").separator, find_dialect("a b\n").separator
    (';', ',')
    >>> find_dialect('x,"he said \\"hi\\", twice"\n').quoting
    'backslash'
    """
    if stated := _STATED.match(sample):
        return _find_quoting(sample, stated.group(1))
    if separator and separator in sample:
        return _find_quoting(sample, separator)
    best, best_score = separator or ",", (0.0, 0.0, 0)
    for candidate in SEPARATORS:
        score = _judge(sample, Dialect(candidate))
        if score > best_score:
            best, best_score = candidate, score
    return _find_quoting(sample, best)


def states_separator(row: Row) -> bool:
    r"""Tell whether the first row of a table is the line that tells a spreadsheet the separator.

    >>> states_separator(Row(["sep=", ""], "\n")), states_separator(Row(["a", "b"], "\n"))
    (True, False)
    """
    return row.cells == ["sep=", ""]


def _judge(sample: str, dialect: Dialect) -> tuple[float, float, int]:
    """Return how well a dialect cuts the first rows: alike, without badly closed quotes, into filled cells, many."""
    rows = [cells for cells in _sample_rows(sample, dialect) if any(cells)]
    counts = Counter(map(len, rows))
    width, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    if width == 1:
        return 0.0, 0.0, 0
    cells = [cell for row in rows for cell in row]
    opened = sum(cell.startswith('"') for cell in cells)
    closed = 1 - _count_bad(sample, dialect) / opened if opened and dialect.quoting != "none" else 1.0
    return times / len(rows) * closed, sum(map(bool, cells)) / len(cells), width


def _find_quoting(sample: str, separator: str) -> Dialect:
    """Return the dialect whose quotes are those of a sample."""
    dialect, other, plain = (Dialect(separator, quoting) for quoting in QUOTINGS)
    bad = _count_bad(sample, dialect)
    if bad and '\\"' in sample and _count_bad(sample, other) < bad:
        dialect, bad = other, _count_bad(sample, other)
    if separator != "\t" or '"' not in sample:
        return dialect
    alike, whole = _judge(sample, plain)[0], _judge(sample, dialect)[0]
    longer = len(_sample_rows(sample, plain)) > len(_sample_rows(sample, dialect))
    return plain if bad or (longer and alike >= max(whole, _ALIKE)) else dialect


def _count_bad(sample: str, dialect: Dialect) -> int:
    """Return how many cells begin with a quote and are not quoted."""
    rows = _sample_rows(sample, dialect)
    return sum(cell.startswith('"') and not _is_quoted(cell, dialect) for cells in rows for cell in cells)


def _sample_rows(sample: str, dialect: Dialect) -> list[list[str]]:
    """Return the first rows, without one that the sample has not the whole of, unless it is all there is."""
    rows: list[list[str]] = []
    position = 0
    while len(rows) < _ROWS and (found := _cut(sample, position, dialect, final=False)):
        rows.append(found[0].cells)
        position = found[1]
    return rows or [row.cells for row in islice(read_rows([sample], dialect), _ROWS)]


def _is_quoted(raw: str, dialect: Dialect) -> bool:
    if len(raw) < 2 or raw[0] != '"' or raw[-1] != '"' or dialect.quoting == "none":
        return False
    return _patterns(dialect)[0].fullmatch(raw, 0, len(raw) - 1) is not None


@lru_cache(maxsize=64)
def _patterns(dialect: Dialect) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a quoted cell is up to its closing quote, and what a plain one is."""
    inside = r'"[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+' if dialect.quoting == "backslash" else r'"[^"]*+(?:""[^"]*+)*+'
    return re.compile(inside, re.DOTALL), re.compile(rf"[^{re.escape(dialect.separator)}\r\n]*+")


def _cut(text: str, start: int, dialect: Dialect, *, final: bool) -> tuple[Row, int] | None:
    """Return the row that begins at a place and where it ends; None where there is none, or not yet the whole.

    Rows without quotes, which are nearly all of nearly all tables, are cut without looking at each cell.
    """
    end = text.find("\n", start)
    stop = end if end >= 0 else len(text)
    lone = text.find("\r", start, stop - 1) >= 0
    if start == len(text) or (end < 0 and not lone and not final):
        return None
    if lone or (end < 0 and text[-1] == "\r") or (dialect.quoting != "none" and text.find('"', start, stop) >= 0):
        return _cut_cells(text, start, dialect, final=final)
    if end < 0:
        return Row(text[start:].split(dialect.separator), ""), len(text)
    if end > start and text[end - 1] == "\r":
        return Row(text[start : end - 1].split(dialect.separator), "\r\n"), end + 1
    return Row(text[start:end].split(dialect.separator), "\n"), end + 1


def _cut_cells(text: str, start: int, dialect: Dialect, *, final: bool) -> tuple[Row, int] | None:
    """Return the same, cell by cell."""
    cells: list[str] = []
    position = start
    while True:
        cell = _find_cell(text, position, dialect, final=final)
        if cell is None:
            return None
        cells.append(text[position:cell])
        if cell < len(text) and text[cell] == dialect.separator:
            position = cell + 1
            continue
        match = _BREAK.match(text, cell)
        end = match.group() if match else ""
        if not final and (not end or (end == "\r" and cell + 1 == len(text))):
            return None
        return Row(cells, end), cell + len(end)


def _find_cell(text: str, start: int, dialect: Dialect, *, final: bool) -> int | None:
    """Return where a cell ends; None where more of the text must be known."""
    inside, plain = _patterns(dialect)
    if dialect.quoting != "none" and (quoted := inside.match(text, start)):
        close = quoted.end()
        far = len(text) - start > LONGEST_CELL
        if close + 1 < len(text):
            if text[close] == '"' and text[close + 1] in f"{dialect.separator}\r\n":
                return close + 1
        elif not final and not far:
            return None
        elif final and text[close:] == '"':
            return close + 1
    match = plain.match(text, start)
    return match.end() if match else start
