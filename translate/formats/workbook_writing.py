"""A workbook with other texts: the parts that change, each with every other byte as it was."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from translate.formats.cell_choice import CellChoice, choose_cells
from translate.formats.format import Options, Target
from translate.formats.rich_text import Text, escape_name, write_text
from translate.formats.workbook import (
    Cell,
    Key,
    Keyed,
    Place,
    Table,
    Workbook,
    name_of_column,
    open_workbook,
    read_cells,
)
from translate.formats.xml_positions import Document, Edit, set_attributes, walk, write_edits


@dataclass(slots=True)
class _Change:
    """What is known of a change while it is made.

    `doubled` are the new numbers of shared texts of which the old ones are still wanted.
    """

    book: Workbook
    strings: Sequence[Text]
    targets: Mapping[Key, Target]
    choice: CellChoice
    doubled: dict[int, int] = field(default_factory=dict)

    def cells(self, sheet: str, content: bytes) -> Iterator[tuple[Cell, Keyed, bool]]:
        """Yield the cells of a sheet whose texts have a translation, and whether it is for them."""
        for cell in read_cells(sheet, content):
            found = cell.read(content, self.strings)
            if found and found.key in self.targets:
                yield cell, found, self.choice.takes(cell, found.text.plain)


def change_workbook(file: BinaryIO, targets: Mapping[Key, Target], options: Options) -> dict[str, bytes]:
    """Return the parts of a workbook that its translations change, with their new content."""
    book = open_workbook(file)
    strings, tables = book.read_strings(), book.read_tables()
    formulas = book.read_formulas(tables)
    change = _Change(book, strings, targets, choose_cells(book, strings, tables, formulas, options))
    names = _read_names(change, tables)
    clashes = set(_find_clashes(tables, names))
    change.choice = change.choice.without(clashes)
    names = {place: name for place, name in names.items() if place not in clashes}
    _double(change)
    changed = {sheet: _write_sheet(change, sheet) for sheet in book.sheets}
    for table in tables:
        changed[table.part] = _write_table(book.load(table.part), table, names)
    if book.strings:
        changed[book.strings] = _write_strings(change, book.load(book.strings))
    if formulas.number:
        changed[book.main] = _write_main(book.load(book.main))
    return {part: content for part, content in changed.items() if content is not None}


def _read_names(change: _Change, tables: Sequence[Table]) -> dict[Place, str]:
    """Return the new texts of the cells that are names or labels of tables."""
    wanted = {place for table in tables for place in (*table.names, *table.labels)}
    names: dict[Place, str] = {}
    for sheet in {place.sheet for place in wanted}:
        for cell, found, taken in change.cells(sheet, change.book.load(sheet).content):
            if taken and cell.place in wanted:
                names[cell.place] = change.targets[found.key].text
    return names


def _find_clashes(tables: Sequence[Table], names: Mapping[Place, str]) -> Iterator[Place]:
    """Yield the headings that would be alike, which a table does not allow; they keep their old names."""
    for table in tables:
        pairs = list(zip(table.names, table.columns, strict=False))
        texts = [names.get(place, name_of_column(column)).casefold() for place, column in pairs]
        old = {name_of_column(column).casefold() for _, column in pairs}
        count = Counter(texts)
        for (place, column), text in zip(pairs, texts, strict=True):
            if place in names and (count[text] > 1 or (text in old and text != name_of_column(column).casefold())):
                yield place


def _double(change: _Change) -> None:
    """Find the shared texts that are wanted in both languages; where texts alone decide there are none."""
    if change.choice.columns is None and not change.choice.locked:
        return
    for sheet in change.book.sheets:
        for _, found, taken in change.cells(sheet, change.book.load(sheet).content):
            if not taken and found.key.string not in change.doubled:
                change.doubled[found.key.string] = len(change.strings) + len(change.doubled)


def _write_sheet(change: _Change, sheet: str) -> bytes | None:
    """Return a sheet with other texts of its own, and other numbers of shared ones; None where it is the same."""
    document = change.book.load(sheet)
    edits: list[Edit] = []
    for cell, found, taken in change.cells(sheet, document.content):
        if not taken:
            continue
        value = cell.element.find("v")
        if found.key.string < 0:
            edits.append(Edit(found.text.start, found.text.end, write_text(found.text, change.targets[found.key])))
        elif value and found.key.string in change.doubled:
            edits.append(Edit(value.inner, value.inner_end, str(change.doubled[found.key.string])))
    return _apply(document, edits)


def _write_strings(change: _Change, document: Document) -> bytes | None:
    """Return the shared texts; what is wanted in both languages stands at the end a second time."""
    edits: list[Edit] = []
    added: dict[int, str] = {}
    root = next(found.element for found in walk(document.content, (), ("sst",)))
    end = document.content.rindex(b"</")
    for number, text in enumerate(change.strings):
        target = change.targets.get(Key(number))
        if target is None:
            continue
        if number in change.doubled:
            tag = f"{text.prefix}si"
            added[change.doubled[number]] = f"<{tag}>{write_text(text, target)}</{tag}>"
        else:
            edits.append(Edit(text.start, text.end, write_text(text, target)))
    if added:
        stated = root.attributes.get("uniqueCount", "")
        if stated.isdecimal():
            tag = set_attributes(root.start_tag(document.content), {"uniqueCount": str(int(stated) + len(added))})
            edits.insert(0, Edit(root.start, root.inner, tag))
        edits.append(Edit(end, end, "".join(added[number] for number in sorted(added))))
    return _apply(document, edits)


def _write_table(document: Document, table: Table, names: Mapping[Place, str]) -> bytes | None:
    """Return a table with the names and labels that its cells have now."""
    edits: list[Edit] = []
    for at, column in enumerate(table.columns):
        changes: dict[str, str | None] = {}
        for attribute, places in (("name", table.names), ("totalsRowLabel", table.labels)):
            if at < len(places) and places[at] in names and attribute in column.attributes:
                changes[attribute] = escape_name(names[places[at]]).replace("\n", "_x000a_")
        if changes:
            tag = set_attributes(column.start_tag(document.content), changes)
            edits.append(Edit(column.start, column.inner, tag))
    return _apply(document, edits)


def _write_main(document: Document) -> bytes | None:
    """Return the workbook's own part, which then asks for formulas to be computed when it is opened."""
    edits = [
        Edit(found.element.start, found.element.inner, set_attributes(tag, {"fullCalcOnLoad": "1"}))
        for found in walk(document.content, ("calcPr",))
        if 'fullCalcOnLoad="1"' not in (tag := found.element.start_tag(document.content))
    ]
    return _apply(document, edits)


def _apply(document: Document, edits: Sequence[Edit]) -> bytes | None:
    """Return a part with edits; None where there are none."""
    if not edits:
        return None
    out = io.BytesIO()
    write_edits(document, edits, out)
    return out.getvalue()
