"""Which cells of a workbook are translated: those of the columns that people name, else all texts of the language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary.term import Language
from translate.errors import FormatError
from translate.formats.columns import has_language, has_letters, is_text
from translate.formats.format import Options
from translate.formats.rich_text import Text
from translate.formats.workbook import Cell, Formulas, Place, Table, Workbook, column_of, name_of_column, read_cells

_LETTERS = re.compile("[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class CellChoice:
    """The columns of each sheet (None where all are meant), the rows with their names, and cells that are to stay."""

    language: Language
    columns: Mapping[str, frozenset[int]] | None = None
    headings: Mapping[str, int] | None = None
    locked: frozenset[Place] = frozenset()
    notes: tuple[str, ...] = ()

    def takes(self, cell: Cell, text: str) -> bool:
        """Tell whether a cell with a text is to be translated."""
        place = cell.place
        if place in self.locked:
            return False
        if self.columns is None:
            return is_text(text) and has_language(text, self.language)
        heading = self.headings and self.headings.get(place.sheet) == place.row
        return place.column in self.columns.get(place.sheet, ()) and not heading and has_letters(text)

    def without(self, places: Iterable[Place]) -> "CellChoice":
        """Return the choice with more cells that are to stay."""
        return replace(self, locked=self.locked.union(places))


def choose_cells(
    book: Workbook, strings: Sequence[Text], tables: Sequence[Table], formulas: Formulas, options: Options
) -> CellChoice:
    """Return which cells are translated; FormatError where a column is not there.

    A column is named by what its first cell says, by its letters, or by its number. The heading of a table of which a
    formula speaks stays.
    """
    locked: dict[Place, str] = {}
    for table in tables:
        for place, column in zip(table.names, table.columns, strict=False):
            if name_of_column(column).casefold() in formulas.names:
                locked[place] = name_of_column(column)
    notes = []
    if locked:
        names = ", ".join(dict.fromkeys(locked.values()))[:150]
        notes.append(f"headings of tables that formulas speak of were left as they are: {names}")
    if formulas.number:
        notes.append(f"cells with formulas, which were left as they are: {formulas.number}")
    if formulas.wordy:
        notes.append(f"formulas with words in them, which may no longer find what they compare: {formulas.wordy}")
    choice = CellChoice(options.source, locked=frozenset(locked), notes=tuple(notes))
    return _name_columns(book, strings, options.columns, choice) if options.columns else choice


def _name_columns(book: Workbook, strings: Sequence[Text], names: Sequence[str], choice: CellChoice) -> CellChoice:
    """Return a choice of the columns that people named."""
    found: set[str] = set()
    columns: dict[str, frozenset[int]] = {}
    headings: dict[str, int] = {}
    known: list[str] = []
    for sheet in book.sheets:
        row, heads = _read_heads(book, sheet, strings)
        known += heads.values()
        places: set[int] = set()
        for name in map(str.strip, names):
            named = {column for column, head in heads.items() if head.strip().casefold() == name.casefold()}
            if named:
                headings[sheet] = row
                found.add(name)
            places |= named
        columns[sheet] = frozenset(places)
    for name in map(str.strip, names):
        if name not in found:
            number = _read_column(name, known)
            columns = {sheet: places | {number} for sheet, places in columns.items()}
    notes = ("the headings by which columns were named were left as they are",) if headings else ()
    return replace(choice, columns=columns, headings=headings, notes=(*choice.notes, *notes))


def _read_heads(book: Workbook, sheet: str, strings: Sequence[Text]) -> tuple[int, dict[int, str]]:
    """Return the first row of a sheet that has texts, and what they are by their columns."""
    content = book.load(sheet).content
    row = 0
    heads: dict[int, str] = {}
    for cell in read_cells(sheet, content):
        if heads and cell.place.row != row:
            break
        if found := cell.read(content, strings):
            row = cell.place.row
            heads[cell.place.column] = found.text.plain
    return row, heads


def _read_column(name: str, known: Iterable[str]) -> int:
    """Return the column of letters or a number."""
    if name.isdecimal() and 1 <= int(name) <= 16_384:
        return int(name)
    if _LETTERS.fullmatch(name.upper()) and column_of(name) <= 16_384:
        return column_of(name)
    heads = ", ".join(list(dict.fromkeys(" ".join(head.split())[:30] for head in known))[:6])
    raise FormatError("", f"has no column {name[:40]!r}; name one by its letters or its heading. It has: {heads}"[:240])
