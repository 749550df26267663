"""Tables of separated cells (CSV, TSV): some columns are translated, and of the rest every byte stays.

They are read and written row by row, so that a table may be larger than the memory. What is quoted stays quoted; a
cell that is changed is quoted where it must be, and is no formula where it was none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from translate.formats.columns import SAMPLE, choose_columns, guard_formula, has_letters
from translate.formats.dialect import (
    SEPARATORS,
    Dialect,
    Row,
    find_dialect,
    read_cell,
    read_rows,
    states_separator,
    write_cell,
)
from translate.formats.encoding import Encoding, find_encoding, read_pieces
from translate.formats.format import Block, Options, Part, Target

ROWS = 500
"""Rows of a part, at most."""
LENGTH = 20_000
"""Code points of the blocks of a part, about, at most."""

WEIGHT = 1_000_000
"""Code points of the rows of a part, about, at most."""

_SAMPLE = 1 << 16


class Place(NamedTuple):
    """Where a block stands: the row in its part, and the cell in the row."""

    row: int
    cell: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What a part needs to be written again: its rows, where its blocks stand, and how the table is written."""

    rows: tuple[Row, ...]
    places: tuple[Place, ...]
    dialect: Dialect
    encoding: Encoding
    first: bool = False


def read_table(file: BinaryIO, options: Options, separator: str) -> Iterator[Part]:
    """Yield the parts of a table; `separator` is the one that the ending of its name speaks for.

    FormatError where a column is not there, or where it is no text.
    """
    encoding = find_encoding(file, options)
    sample, chunks = _peek(read_pieces(file, encoding))
    dialect = find_dialect(sample, separator)
    rows = read_rows(chunks, dialect)
    stated = list(islice(rows, 1))
    if not (stated and states_separator(stated[0])):
        rows, stated = chain(stated, rows), []
    first = _take(rows)
    choice = choose_columns([[read_cell(raw, dialect) for raw in row.cells] for row in first], options)
    head = [*stated, *first[: choice.header]]
    notes = (*encoding.notes, *choice.notes)
    if dialect.separator != separator:
        notes = (*notes, f"its cells are separated by {SEPARATORS.get(dialect.separator, repr(dialect.separator))}")
    yield Part((), Rows(tuple(head), (), dialect, encoding, first=True), notes)
    yield from _read_parts(chain(first[choice.header :], rows), choice.places, dialect, encoding)


def write_table(parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO) -> None:
    """Write the parts of a table with their targets."""
    for part, targets in parts:
        rest: Rows = part.rest
        changed: dict[int, list[str]] = {}
        for place, block, target in zip(rest.places, part.blocks, targets, strict=True):
            if target.text != block.text:
                cells = changed.setdefault(place.row, list(rest.rows[place.row].cells))
                cells[place.cell] = write_cell(guard_formula(target.text, block.text), cells[place.cell], rest.dialect)
        separator = rest.dialect.separator
        lines = (separator.join(changed.get(at, row.cells)) + row.end for at, row in enumerate(rest.rows))
        out.write((rest.encoding.beginning if rest.first else b"") + rest.encoding.encode("".join(lines)))


def _peek(chunks: Iterator[str]) -> tuple[str, Iterator[str]]:
    """Return the beginning of a text, and the whole again."""
    held: list[str] = []
    for chunk in chunks:
        held.append(chunk)
        if sum(map(len, held)) >= _SAMPLE:
            break
    return "".join(held), chain(held, chunks)


def _take(rows: Iterator[Row]) -> list[Row]:
    """Return the first rows, fewer where they are long."""
    taken: list[Row] = []
    weight = 0
    for row in islice(rows, SAMPLE):
        taken.append(row)
        weight += sum(map(len, row.cells))
        if weight >= WEIGHT:
            break
    return taken


def _read_parts(rows: Iterable[Row], columns: Sequence[int], dialect: Dialect, encoding: Encoding) -> Iterator[Part]:
    """Yield the parts of the rows under the header."""
    held: list[Row] = []
    blocks: list[Block] = []
    places: list[Place] = []
    length = weight = 0
    for row in rows:
        width = len(row.cells)
        for column in columns:
            if column < width and has_letters(row.cells[column]):
                text = read_cell(row.cells[column], dialect)
                if text[0] != "=":
                    blocks.append(Block(text))
                    places.append(Place(len(held), column))
                    length += len(text)
        held.append(row)
        weight += sum(map(len, row.cells))
        if len(held) >= ROWS or length >= LENGTH or weight >= WEIGHT:
            yield Part(tuple(blocks), Rows(tuple(held), tuple(places), dialect, encoding))
            held, blocks, places, length, weight = [], [], [], 0, 0
    if held:
        yield Part(tuple(blocks), Rows(tuple(held), tuple(places), dialect, encoding))
