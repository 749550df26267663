"""Which columns of a table are translated, and whether its first row names them: as people say, else as it looks.

Without a word from people, the columns whose cells are mostly text in the source language are. The first rows decide.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from glossary.kazakh.letters import SPECIFIC
from glossary.term import Language
from translate.errors import FormatError
from translate.formats.format import Options

SAMPLE = 500
"""Rows that decide."""

_DANGER = "=+-@"
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CODE = re.compile(  # addresses, identifiers, codes, dates as programs write them
    r"\s*(?:https?:\S*|www\.\S*|\S+@\S+\.\S+|[/\\~.]\S*|[\w.:/-]*\d[\w.:/-]*|[A-Za-z]+(?:[_./:\\-]+[A-Za-z]+)+|[A-Z]{2,5}|[a-z]{2}"
    r"|[a-z]+[A-Z]\w*|true|false|null|none|nan|yes|no)\s*",
    re.ASCII,
)
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[ _.:-][a-z0-9]+){0,3}|id|№|#", re.IGNORECASE)
_NAMES = frozenset(
    "source target text title kk en ru kz kaz eng kazakh english name description content body id key"
    " мәтін атауы тақырып аты сипаттама мазмұны түсініктеме қазақша ағылшынша орысша".split()
)
_SENTENCE = re.compile(r"[.!?…:;]\s*$")
_LONGEST_NAME = 60
_SHARE = 0.5
_ENOUGH = 200
"""Cyrillic letters of which Kazakh surely has some that Russian has not."""
_KAZAKH_SHARE = 0.02
"""The letters that only Kazakh has are about a seventh of a Kazakh text."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The places (from 0) of the columns to translate, whether the first row names them, and what to say of it."""

    places: tuple[int, ...]
    header: bool
    notes: tuple[str, ...] = ()


def choose_columns(rows: Sequence[Sequence[str]], options: Options) -> Choice:
    """Return which columns of a table to translate, given its first rows; FormatError where one is not there.

    >>> rows = [["id", "text"], ["1", "Бұл бірінші сөйлем."], ["2", "Бұл екінші сөйлем."]]
    >>> choose_columns(rows, Options()).places, choose_columns(rows, Options(columns=("id",))).places
    ((1,), (0,))
    """
    first = [cell.strip().lstrip("\ufeff") for cell in rows[0]] if rows else []
    if options.columns:
        return _choose_named(first, rows, options.columns)
    header = is_header(rows)
    body = rows[1:] if header else rows
    width = max(map(len, rows), default=0)
    columns = [[row[place] for row in body if place < len(row)] for place in range(width)]
    places = tuple(place for place, cells in enumerate(columns) if is_text_column(cells, options.source))
    names = [_name(first if header else (), place) for place in range(width)]
    chosen = ", ".join(names[place] for place in places)
    notes = [f"translated columns: {chosen} (--column says which)"] if chosen else []
    if width and not chosen:
        notes = ["no column looks like text in the source language, and nothing was translated: see --column"]
    others = ", ".join(
        names[place] for place, cells in enumerate(columns) if place not in places and is_text_column(cells, "")
    )
    if others:
        notes.append(f"left alone, because they are in another language: {others}")
    return Choice(places, header, (*notes, *_note_header(header)))


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row of a table looks like the names of its columns.

    >>> is_header([["id", "text"], ["1", "Бұл бірінші сөйлем."]]), is_header([["әкім", "akim"], ["сот", "court"]])
    (True, False)
    """
    first = [cell.strip().lstrip("\ufeff") for cell in rows[0]] if rows else []
    body = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if not body or not all(first) or len(set(first)) < len(first):
        return False
    if any(len(cell) > _LONGEST_NAME or (not _LETTER.search(cell) and cell not in "№#") for cell in first):
        return False
    if any(_SENTENCE.search(cell) for cell in first):
        return False
    if all(cell.lower() in _NAMES for cell in first):
        return True
    columns = [
        [row[place].strip() for row in body if place < len(row) and row[place].strip()] for place in range(len(first))
    ]
    if all(_NAME.fullmatch(cell) for cell in first) and any(_is_far(cells) for cells in columns):
        return True
    return any(_is_unlike(cell, cells) for cell, cells in zip(first, columns, strict=True))


def is_text_column(cells: Iterable[str], language: Language | str) -> bool:
    """Tell whether the cells of a column are mostly text in a language, any where it is "".

    >>> is_text_column(["Астана қаласы", ""], "kk"), is_text_column(["Astana"], "kk"), is_text_column(["KZ-11"], "")
    (True, False, False)
    """
    filled = [cell for cell in cells if cell.strip()]
    if not filled or sum(map(is_text, filled)) <= _SHARE * len(filled):
        return False
    text = "".join(filled)
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if language == "en":
        return latin > cyrillic
    if language == "kk":
        specific = sum(text.lower().count(letter) for letter in SPECIFIC)
        return cyrillic > latin and (cyrillic < _ENOUGH or specific > _KAZAKH_SHARE * cyrillic)
    return True


def is_text(cell: str) -> bool:
    """Tell whether a cell has words, and is no code, address or date.

    >>> [is_text(cell) for cell in ("Жұмыс бар", "әкім", "2024-05-01", "user_name", "a@b.kz", "USD", "KZ001")]
    [True, True, False, False, False, False, False]
    """
    return _WORD.search(cell) is not None and _CODE.fullmatch(cell) is None


def has_language(text: str, language: Language) -> bool:
    """Tell whether a single cell may be of a language, by its letters.

    >>> has_language("Windows жүйесі", "kk"), has_language("5-сынып A", "en"), has_language("Astana", "kk")
    (True, False, False)
    """
    cyrillic = len(_CYRILLIC.findall(text))
    return cyrillic > 0 if language == "kk" else len(_LATIN.findall(text)) > cyrillic


def has_letters(text: str) -> bool:
    """Tell whether there is anything to translate in a cell that was chosen.

    >>> has_letters("1 250,00"), has_letters("5 кг")
    (False, True)
    """
    return _LETTER.search(text) is not None


def guard_formula(target: str, source: str) -> str:
    """Return a cell that no spreadsheet runs as a formula, unless what was in its place began likewise.

    The apostrophe is that of `glossary.storage.formulas`.

    >>> guard_formula("-1 degrees", "1 градус"), guard_formula("- Yes", "- Иә")
    ("'-1 degrees", '- Yes')
    """
    dangerous = target[:1] and target[0] in _DANGER and target[0] != source[:1]
    return "'" + target if dangerous else target


def _choose_named(first: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[str]) -> Choice:
    """Return the columns that people named; a name that is a number counts from 1 where no header has it."""
    places: set[int] = set()
    header = False
    width = max(map(len, rows), default=0)
    for column in columns:
        wanted = column.strip()
        found = {place for place, cell in enumerate(first) if cell == wanted}
        found = found or {place for place, cell in enumerate(first) if cell.casefold() == wanted.casefold()}
        if found:
            header = True
            places |= found
        elif wanted.isdecimal() and 1 <= int(wanted) <= max(width, 1):
            places.add(int(wanted) - 1)
        elif rows:
            raise FormatError("", _missing(wanted, first, width))
    header = header or is_header(rows)
    return Choice(tuple(sorted(places)), header, _note_header(header))


def _missing(wanted: str, first: Sequence[str], width: int) -> str:
    """Say which columns there are."""
    names = ", ".join(cell[:30] for cell in first[:6]) + (", …" if len(first) > 6 else "")
    return f"has no column {wanted[:40]!r}; there are {width}, and the first row is: {names}"[:240]


def _note_header(header: bool) -> tuple[str, ...]:
    return ("the first row names the columns and was left as it is",) if header else ()


def _name(first: Sequence[str], place: int) -> str:
    name = first[place] if place < len(first) else ""
    return f"{place + 1} ({name[:40]})" if name else str(place + 1)


def _is_far(cells: Sequence[str]) -> bool:
    """Tell whether a column has what the name of a column is not: sentences, other letters, numbers."""
    return any(" " in cell or not cell.isascii() or not _LETTER.search(cell) for cell in cells)


def _is_unlike(name: str, cells: Sequence[str]) -> bool:
    """Tell whether a cell is so unlike those under it that it must be their name."""
    if not cells:
        return False
    if not any(_LETTER.search(cell) for cell in cells):
        return True
    return len(cells) > 1 and median(map(len, cells)) >= max(25, 3 * len(name)) and min(map(len, cells)) > len(name)
