"""XLSX: the texts of cells are translated; formulas, numbers, dates and every other part of the package stay.

A text that several cells share is translated once; where some of them are not to be translated, it is written a second
time for those that are. The heading of a table is also the name of a column, and both change together, unless a
formula speaks of the column. Names of sheets, comments, headers and footers and lists of choices stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from translate.formats.cell_choice import CellChoice, choose_cells
from translate.formats.format import Block, Options, Part, Target
from translate.formats.package import write_package
from translate.formats.rich_text import Text, make_block
from translate.formats.workbook import Key, Workbook, open_workbook, read_cells
from translate.formats.workbook_writing import change_workbook

BLOCKS = 200
LENGTH = 20_000
"""Blocks of a part, and code points of them, about, at most."""


class Xlsx:
    """The format; see `translate.formats.format.Format`."""

    name: ClassVar[str] = "xlsx"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the texts of the sheets in order, each shared one once; FormatError where it is no workbook."""
        book = open_workbook(file)
        strings, tables = book.read_strings(), book.read_tables()
        formulas = book.read_formulas(tables)
        choice = choose_cells(book, strings, tables, formulas, options)
        keys: list[Key] = []
        blocks: list[Block] = []
        seen: set[Key] = set()
        length = 0
        for key, text in _read_texts(book, strings, choice):
            if key in seen:
                continue
            seen.add(key)
            block = make_block(text)
            keys.append(key)
            blocks.append(block)
            length += len(block.text)
            if len(blocks) >= BLOCKS or length >= LENGTH:
                yield Part(tuple(blocks), tuple(keys))
                keys, blocks, length = [], [], 0
        yield Part(tuple(blocks), tuple(keys), (*choice.notes, *_notes(book)))

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the workbook with the targets in it, after the last of them has come."""
        targets: dict[Key, Target] = {}
        for part, translated in parts:
            for key, block, target in zip(part.rest, part.blocks, translated, strict=True):
                if (target.text, target.marks) != (block.text, block.marks):
                    targets[key] = target
        changed = change_workbook(file, targets, options) if targets else {}
        write_package(file, changed, out)


def _read_texts(book: Workbook, strings: Sequence[Text], choice: CellChoice) -> Iterator[tuple[Key, Text]]:
    """Yield the texts of all cells that are chosen."""
    for sheet in book.sheets:
        content = book.load(sheet).content
        for cell in read_cells(sheet, content):
            found = cell.read(content, strings)
            if found and choice.takes(cell, found.text.plain):
                yield found


def _notes(book: Workbook) -> list[str]:
    """Return what is to be said of other parts of a workbook."""
    notes = []
    if any(name.endswith("vbaProject.bin") for name in book.package.names):
        notes.append("its macros were carried over as they are, and not run")
    if any("/pivotTables/" in name for name in book.package.names):
        notes.append("its pivot tables show the old texts until they are refreshed")
    if any("/comments" in name for name in book.package.names):
        notes.append("its comments were left as they are")
    return notes


FORMAT = Xlsx
