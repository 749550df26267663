"""XLSX, the workbooks of Excel and of other spreadsheets.

The sheet that looks like a termbase is read: the first with our columns or with the names of both languages in
its header, else the first that has anything. Numbers and dates become text. Cells that a spreadsheet would
take for a formula are written with an apostrophe before them. The numbers of lines are those of the rows.
"""

import datetime
import itertools
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from glossary.errors import Problem, TermbaseError
from glossary.storage.archive import BROKEN, require_harmless
from glossary.storage.columns import COLUMNS, REQUIRED, Draft, clean_value, require_writable, values_of
from glossary.storage.formulas import escape_formula, unescape_formula
from glossary.storage.loss import Loss
from glossary.storage.tables import Cells, find_header, read_table
from glossary.term import Termbase

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook may hold."""

_LAST_ROW = 1_048_576
_MOST_COLUMNS = 256
_MOST_WIDE_ROWS = 1_000
_FIRST_ROWS = 12
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_WIDTHS = {"term": 48, "note": 40, "source": 40, "concept": 32, "grammar": 20}
_FAULTS = (*BROKEN, AttributeError, IndexError, KeyError, SyntaxError, TypeError, ValueError)
"""What openpyxl and the parsers under it raise for a workbook that is not one inside."""


def read(path: Path) -> Draft:
    """Read the rows of a workbook; TermbaseError where it cannot be unpacked or is too large, OSError."""
    import openpyxl

    require_harmless(path)
    problems: list[Problem] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and checks of data that openpyxl does not know
            with path.open("rb") as file:  # by its name openpyxl would judge the file, and not by its content
                table = _choose(openpyxl.load_workbook(file, read_only=True, data_only=True), problems)
    except _FAULTS as error:
        problem = Problem(0, "", f"is no workbook that can be read ({error!r}): save the file again as .xlsx")
        raise TermbaseError(str(path), [problem]) from None
    draft = read_table(table, "cells")
    draft.problems = problems + draft.problems
    return draft


def write(termbase: Termbase, file: BinaryIO, suffix: str = ".xlsx") -> list[Loss]:
    """Write all columns of a termbase to a sheet; a value longer than a cell is cut and listed.

    Raises TermbaseError where a row is bad.
    """
    import openpyxl

    del suffix
    require_writable(termbase, termbase.name)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Terms")
    sheet.freeze_panes = "A2"
    for index, column in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + index)].width = _WIDTHS.get(column, 13)
    sheet.append(COLUMNS)
    losses: list[Loss] = []
    for term in termbase.terms():
        values = {name: escape_formula(value) for name, value in values_of(term).items()}
        long = [name for name, value in values.items() if len(value) > LONGEST_CELL]
        losses += [Loss(term.concept, term.text, f"{name} is cut at {LONGEST_CELL:,} characters") for name in long]
        sheet.append([value[:LONGEST_CELL] for value in values.values()])
    book.save(file)
    return losses


def _choose(book: Any, problems: list[Problem]) -> list[Cells]:
    """Return the rows of the sheet that looks like a termbase."""
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    first: ReadOnlyWorksheet | None = None
    for sheet in sheets:
        sheet.reset_dimensions()  # some tools write wrong ones, and rows would be missing
        unread: list[Problem] = []
        head = list(itertools.islice(_rows(sheet, unread), _FIRST_ROWS))
        if unread and not head:
            problems += unread  # nothing but cells far off any table
        if find_header(head) is not None or (head and set(REQUIRED) <= set(map(str.lower, head[0].cells))):
            return list(_rows(sheet, problems))
        first = first or (sheet if head else None)
    return list(_rows(first, problems)) if first else []


def _rows(sheet: Any, problems: list[Problem]) -> Iterator[Cells]:
    """Yield the rows of a sheet that are not empty, without the empty cells at their ends."""
    wide = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        wide += len(row) > _MOST_COLUMNS
        if number > _LAST_ROW or wide > _MOST_WIDE_ROWS:
            problems.append(Problem(number, "", "is beyond what a termbase has: take out the cells far off the table"))
            return
        last = next((index for index in range(len(row), 0, -1) if row[index - 1] is not None), 0)
        cells = ["" if value is None else _text(value) for value in row[:last]]
        for cell in cells:
            if cell in _ERRORS:
                problems.append(Problem(number, "", f"has a cell with the error {cell}: correct its formula"))
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Cells(number, cells)


def _text(value: object) -> str:
    """Return a cell's value as text: a date as ISO writes it, a whole number without its point.

    >>> _text(2018.0), _text(datetime.datetime(2018, 6, 28)), _text("'=1"), _text(True)
    ('2018', '2018-06-28', '=1', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape_formula(clean_value(str(value)))
