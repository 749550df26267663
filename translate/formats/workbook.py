"""A workbook (XLSX): its sheets in order, their cells, its texts, and the tables whose headings are names too."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from translate.errors import FormatError
from translate.formats.package import Package
from translate.formats.rich_text import Text, read_text, unescape
from translate.formats.xml_positions import Document, Element, load, walk

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_REFERENCE = re.compile(r"\[#?@?((?:'.|[^\[\]])+)\]")
_MAY_COMPUTE = re.compile(rb"<(?:\w+:)?(?:f[ >/o]|definedName|calculated|totalsRowF)")
_QUOTED = re.compile(r'"[^"]*[^\W\d_]{2}[^"]*"')


class Place(NamedTuple):
    """A cell: the part of its sheet, its row and its column, from 1."""

    sheet: str
    row: int
    column: int


class Key(NamedTuple):
    """What a text is: the shared one of a number, or where `string` is -1 that of one cell."""

    string: int
    place: Place | None = None


class Keyed(NamedTuple):
    """A text of a workbook and what it is."""

    key: Key
    text: Text


class Cell(NamedTuple):
    """A cell and how it is written; `kind` is `s` for a shared text, `inlineStr` for one of its own."""

    place: Place
    kind: str
    element: Element

    def read(self, content: bytes, strings: Sequence[Text]) -> Keyed | None:
        """Return the text of a cell; None where it has a number or is computed.

        FormatError where it has a shared text that is not there.
        """
        if self.kind == "inlineStr" and (element := self.element.find("is")):
            return None if self.element.find("f") else Keyed(Key(-1, self.place), read_text(element, content))
        if self.kind != "s" or not (value := self.element.find("v")) or self.element.find("f"):
            return None
        stated = value.text().strip()
        if not stated.isdecimal() or int(stated) >= len(strings):
            where = f"{self.place.sheet}, row {self.place.row}"
            raise FormatError("", f"is damaged: a cell in {where[:80]} has a text that is not there; save it again")
        return Keyed(Key(int(stated)), strings[int(stated)])


class Table(NamedTuple):
    """A table of a sheet: its part, and for each column its name, its cell, and its label in the row of totals."""

    part: str
    columns: tuple[Element, ...]
    names: tuple[Place, ...]
    labels: tuple[Place, ...]


class Formulas(NamedTuple):
    """What formulas say of texts: how many there are, the columns of tables they name, how many have words in them."""

    number: int
    names: frozenset[str]
    wordy: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook; its file must stay open."""

    package: Package
    main: str
    sheets: tuple[str, ...]
    strings: str
    """The part of the shared texts, "" where there is none."""

    def load(self, part: str) -> Document:
        """Return a part; FormatError where it cannot be read."""
        return load(io.BytesIO(self.package.read(part)))

    def read_strings(self) -> list[Text]:
        """Return the shared texts by their numbers."""
        if not self.strings:
            return []
        content = self.load(self.strings).content
        return [read_text(found.element, content) for found in walk(content, ("si",))]

    def read_tables(self) -> list[Table]:
        """Return the tables of all sheets."""
        found = []
        for sheet in self.sheets:
            for relation in self.package.relations(sheet):
                if relation.kind == "table" and not relation.external:
                    found.append(_read_table(sheet, relation.target, self.load(relation.target).content))
        return found

    def read_formulas(self, tables: list[Table]) -> Formulas:
        """Return what the formulas of all sheets, of names and of tables say."""
        count = wordy = 0
        names: set[str] = set()
        parts: list[tuple[str, tuple[str, ...]]] = [
            (sheet, ("f", "formula", "formula1", "formula2")) for sheet in self.sheets
        ]
        parts += [(self.main, ("definedName",))]
        parts += [(table.part, ("calculatedColumnFormula", "totalsRowFormula")) for table in tables]
        for part, elements in parts:
            content = self.load(part).content
            if not _MAY_COMPUTE.search(content):
                continue
            for found in walk(content, elements):
                text = found.element.text()
                count += found.element.name == "f"
                wordy += _QUOTED.search(text) is not None
                names.update(re.sub(r"'(.)", r"\1", name).casefold() for name in _REFERENCE.findall(text))
        return Formulas(count, frozenset(names), wordy)


def open_workbook(file: BinaryIO) -> Workbook:
    """Return a workbook; FormatError where the file is none that can be read."""
    package = Package.open(file)
    main = package.find_main()
    kind = package.content_type(main)
    if "spreadsheetml" not in kind and "ms-excel" not in kind:
        raise FormatError("", "is an office document but no workbook: see its name's ending")
    if "binary" in kind:
        raise FormatError("", "is a binary workbook (.xlsb): save it as .xlsx")
    relations = {relation.id: relation for relation in package.relations(main)}
    sheets: list[str] = []
    for element in package.read_xml(main).iter("{*}sheet"):
        names = [value for name, value in element.attrib.items() if str(name).endswith("}id")]
        relation = relations.get(str(names[0])) if names else None
        if relation and relation.kind == "worksheet" and not relation.external:
            sheets.append(package.require(relation.target))
    strings = next((relation.target for relation in relations.values() if relation.kind == "sharedStrings"), "")
    return Workbook(package, main, tuple(sheets), package.require(strings) if strings else "")


def read_cells(sheet: str, content: bytes) -> Iterator[Cell]:
    """Yield the cells of a sheet that have something in them."""
    row = column = 0
    line: Element | None = None
    for element, around in walk(content, ("c",)):
        if around and around[-1] is not line:
            line = around[-1]
            stated = line.attributes.get("r", "")
            row, column = int(stated) if stated.isdecimal() else row + 1, 0
        match = _PLACE.fullmatch(element.attributes.get("r", ""))
        row, column = (int(match.group(2)), column_of(match.group(1))) if match else (row, column + 1)
        if element.children:
            yield Cell(Place(sheet, row, column), element.attributes.get("t", "n"), element)


def column_of(letters: str) -> int:
    """Return the number of a column, from 1.

    >>> column_of("A"), column_of("AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _read_table(sheet: str, part: str, content: bytes) -> Table:
    """Return a table; one that says of no place has no cells."""
    found = next(walk(content, ("table",)), None)
    area = re.findall(_PLACE, found.element.attributes.get("ref", "")) if found else []
    holder = found.element.find("tableColumns") if found else None
    columns = tuple(holder.elements("tableColumn")) if holder else ()
    if found is None or not area:
        return Table(part, columns, (), ())
    first, top, bottom = column_of(area[0][0]), int(area[0][1]), int(area[-1][1])
    has_names = found.element.attributes.get("headerRowCount", "1") != "0"
    has_totals = found.element.attributes.get("totalsRowCount", "0") != "0"
    places = range(first, first + len(columns))
    names = tuple(Place(sheet, top, column) for column in places) if has_names else ()
    labels = tuple(Place(sheet, bottom, column) for column in places) if has_totals else ()
    return Table(part, columns, names, labels)


def name_of_column(column: Element) -> str:
    """Return the name of a column of a table."""
    return unescape(column.attributes.get("name", ""))
