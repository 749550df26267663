"""Tables of terms: cells in rows, whatever the file they came from (TSV, CSV, XLSX).

Three layouts are told apart. *Own columns*: a header with the names of the design. *Languages*: a header that
names Kazakh and English, by code or by word, as Amazon's custom terminology, Google's equivalent term sets and
people's spreadsheets have it; other columns may stand beside them. *Pairs*: two columns without a header, as
DeepL and Google write a glossary of one direction; a third and fourth with language codes, as DeepL allows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from glossary.errors import Problem
from glossary.storage.columns import COLUMNS, REQUIRED, Draft, make_row
from glossary.storage.loss import Tally
from glossary.storage.pairs import Pair, identify, rows_of_pairs, unique_pairs
from glossary.storage.vocabulary import column_of, is_other_language, language_of, status_of

_CYRILLIC = re.compile("[\u0400-\u052f]")
_TITLE_ROWS = 10
"""How many rows above a header of languages may hold a title."""


class Cells(NamedTuple):
    """One row of a table that is not empty: its number, from 1, and its cells, cleaned."""

    line: int
    cells: Sequence[str]


def read_table(table: Sequence[Cells], separator: str = "tabs") -> Draft:
    """Find out the layout of a table and read its rows; `separator` is what messages call the edge of a cell.

    >>> draft = read_table([Cells(1, ("en", "kk", "ru")), Cells(2, ("akim", "әкім", "аким"))])
    >>> [row.values["term"] for row in draft.rows], str(draft.left_out[0])
    (['әкім', 'akim'], 'аким: column ru (once)')
    """
    if not table:
        return Draft()
    if all(_has_codes(row.cells) for row in table):
        return _read_coded_pairs(table)
    place = find_header(table)
    if place is not None:
        return _read_languages(table[place], table[place + 1 :], separator)
    first = [cell.lower() for cell in table[0].cells]
    known = set(first) & set(COLUMNS)
    if known and (len(first) != 2 or len(known) == 2):
        return _read_own(table[0].line, first, table[1:], separator)
    if len(first) == 2:
        return _read_pairs(table, separator)
    return Draft(problems=[_no_layout(table[0], separator)])


def find_header(table: Sequence[Cells]) -> int | None:
    """Return the index of the row that names both languages, under a title at most; None where there is none.

    >>> find_header([Cells(1, ("Атаулар тізімі",)), Cells(3, ("№", "Қазақша", "Ағылшынша"))])
    1
    """
    for index, row in enumerate(table[:_TITLE_ROWS]):
        if {"kk", "en"} <= {language_of(cell) for cell in row.cells}:
            return index
        if sum(1 for cell in row.cells if cell) > 1:
            break
    return None


def _no_layout(row: Cells, separator: str) -> Problem:
    """Say that a table is none of the three layouts."""
    languages = [cell for cell in row.cells if language_of(cell) or is_other_language(cell)]
    if len(row.cells) == 1:
        what = f"separate the columns by {separator}"
    elif len(languages) == len(row.cells):
        what = "name a column kk and a column en"
    else:
        what = f"begin the file with {', '.join(REQUIRED)}, …, or with the codes of the languages"
    return Problem(row.line, "", f"no header, and not two columns (Kazakh, English): {what}")


def _read_own(line: int, header: list[str], table: Iterable[Cells], separator: str) -> Draft:
    """Read a table whose header has our columns; a wrong header is judged alone."""
    if faults := list(_judge_header(line, header)):
        return Draft(problems=faults)
    draft = Draft()
    for number, cells in table:
        if len(cells) > len(header):
            message = f"has {len(cells)} columns where the header has {len(header)}: check the {separator}"
            draft.problems.append(Problem(number, "", message))
        else:  # editors take the tabs off the end of a line
            draft.rows.append(make_row(number, dict(zip(header, cells, strict=False))))
    return draft


def _judge_header(line: int, header: list[str]) -> Iterator[Problem]:
    """Yield what is wrong with the names of our columns."""
    for column in header:
        if column not in COLUMNS:
            yield Problem(line, column or "(empty)", f"unknown column: the columns are {', '.join(COLUMNS)}")
        elif header.count(column) > 1:
            yield Problem(line, column, "stands twice in the header: keep one of them")
    for column in REQUIRED:
        if column not in header:
            yield Problem(line, column, "is missing in the header: add this column")


def _read_languages(header: Cells, table: Iterable[Cells], separator: str) -> Draft:
    """Read a table whose header names languages; what has no column in a termbase is counted as left out."""
    draft = Draft(layout="aws")
    tally = Tally()
    languages = [language_of(cell) for cell in header.cells]
    columns = [None if language else column_of(cell) for language, cell in zip(languages, header.cells, strict=True)]
    synonyms = None in languages  # where other columns stand too, tools put synonyms into one cell: a|b
    pairs: list[Pair] = []
    for number, cells in table:
        if len(cells) > len(languages):
            message = f"has {len(cells)} columns where the header has {len(languages)}: check the {separator}"
            draft.problems.append(Problem(number, "", message))
            continue
        terms: dict[str, list[str]] = {"kk": [], "en": []}
        given: dict[str, str] = {}
        beside = 0
        for cell, language, column, name in zip(cells, languages, columns, header.cells, strict=False):
            if language and cell:
                parts = cell.split("|") if synonyms else [cell]
                terms[language] += [part.strip() for part in parts if part.strip()]
            elif column and cell:
                given[column] = f"{given[column]}; {cell}" if column in given else cell
            elif cell and not language:
                beside += 1
                tally.add(f"column {name or '(empty)'}", cell)
        problem = _read_status(number, given)
        if problem:
            draft.problems.append(problem)
        if terms["kk"] and terms["en"]:
            pairs += _cross(number, terms["kk"], terms["en"], given)
        elif beside:
            tally.add("row without a term in both languages", next(cell for cell in cells if cell))
        else:
            draft.problems.append(_gap(number))
    draft.rows = list(rows_of_pairs(pairs))
    draft.left_out = tally.losses()
    return draft


def _read_status(line: int, given: dict[str, str]) -> Problem | None:
    """Put our word for a status into its place; return a problem where there is none."""
    if "status" not in given:
        return None
    status = status_of(given["status"])
    if status:
        given["status"] = status
        return None
    message = f"unknown status {given['status']!r}: write preferred, admitted, deprecated, forbidden or unverified"
    return Problem(line, "status", message)


def _cross(line: int, kazakh: list[str], english: list[str], given: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the pairs of a row that has several terms in a language; all belong to one concept."""
    if len(kazakh) > 1 or len(english) > 1:
        given = {"concept": identify(english[0]), **given}
    yield Pair(line, kazakh[0], english[0], given)
    yield from (Pair(line, term, "", given) for term in kazakh[1:])
    yield from (Pair(line, "", term, given) for term in english[1:])


def _read_pairs(table: Sequence[Cells], separator: str) -> Draft:
    """Read two columns; the language that comes first is the one whose letters most of the rows show there."""
    draft = Draft(layout="deepl")
    signs = [_direction(row.cells) for row in table]
    swapped = signs.count("en-kk") > signs.count("kk-en")
    usual = "en-kk" if swapped else "kk-en"
    pairs: list[Pair] = []
    for (line, cells), sign in zip(table, signs, strict=True):
        if len(cells) > 2:
            message = f"has {len(cells)} columns where two are expected: check the {separator}"
            draft.problems.append(Problem(line, "", message))
        elif len(cells) < 2 or not (cells[0] and cells[1]):
            draft.problems.append(_gap(line))
        elif sign not in ("", usual):
            message = "has its languages the other way round than most of the file: swap the two terms"
            draft.problems.append(Problem(line, "", message))
        else:
            kazakh, english = reversed(cells) if swapped else cells
            pairs.append(Pair(line, kazakh, english))
    draft.rows = list(rows_of_pairs(pairs))
    return draft


def _direction(cells: Sequence[str]) -> str:
    """Return which language comes first in a row, as far as its letters show it; "" where they do not."""
    if len(cells) != 2:
        return ""
    first, second = (bool(_CYRILLIC.search(cell)) for cell in cells)
    return "" if first == second else "kk-en" if first else "en-kk"


def _has_codes(cells: Sequence[str]) -> bool:
    """Tell whether the third and the fourth cell are codes of languages, and the first is a term."""
    named = [bool(language_of(cell)) or is_other_language(cell) for cell in cells]
    return len(cells) == 4 and named[2:] == [True, True] and not named[0]


def _read_coded_pairs(table: Iterable[Cells]) -> Draft:
    """Read rows `source, target, code of the source, code of the target`."""
    draft = Draft(layout="deepl")
    tally = Tally()
    pairs: list[Pair] = []
    for line, cells in table:
        codes = (language_of(cells[2]), language_of(cells[3]))
        if set(codes) != {"kk", "en"}:
            tally.add(f"pair {cells[2]}-{cells[3]}", cells[0])
        elif not (cells[0] and cells[1]):
            draft.problems.append(_gap(line))
        else:
            kazakh, english = cells[:2] if codes[0] == "kk" else reversed(cells[:2])
            pairs.append(Pair(line, kazakh, english))
    draft.rows = list(rows_of_pairs(unique_pairs(pairs)))  # a glossary of both directions has each pair twice
    draft.left_out = tally.losses()
    return draft


def _gap(line: int) -> Problem:
    """Say that a pair is not whole."""
    return Problem(line, "", "one of the two terms is empty: write it or take the line out")
