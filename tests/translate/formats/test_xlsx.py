"""XLSX: texts of cells change; formulas, numbers, dates and other parts of the package stay as they are."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.table import Table

from glossary.text import Span
from tests.translate.formats.contract import FormatContract
from tests.translate.formats.workbooks import SPACE, changed, made, members, opened, packed, saved
from translate.errors import FormatError
from translate.formats import Block, Mark, Options, Part, Target
from translate.formats.xlsx import Xlsx


def read(content: bytes, *columns: str) -> tuple[list[Block], list[str]]:
    parts = list(Xlsx().read(io.BytesIO(content), Options(columns=columns)))
    return [block for part in parts for block in part.blocks], [note for part in parts for note in part.notes]


def texts(content: bytes, *columns: str) -> list[str]:
    return [block.text for block in read(content, *columns)[0]]


def upper(block: Block) -> Target:
    return Target(block.text.upper(), block.marks)


def write(content: bytes, *columns: str, change: Callable[[Block], Target] = upper) -> bytes:
    out, options = io.BytesIO(), Options(columns=columns)

    def translated() -> Iterator[tuple[Part, list[Target]]]:
        for part in Xlsx().read(io.BytesIO(content), options):
            yield part, [change(block) for block in part.blocks]

    Xlsx().write(io.BytesIO(content), translated(), out, options)
    return out.getvalue()


def fill(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.title = "Есеп"
    for row in (
        ["Атауы", "Саны", "Түсінік", "Күні"],
        ["Алма", 5, "Қызыл алма", date(2024, 5, 1)],
        ["Алмұрт", 7.5, "Алма", date(2024, 5, 2)],
        ["KZ-001", "=SUM(B2:B3)", '=IF(A2="Алма","Иә","Жоқ")', None],
        ["Apple", True, "https://қала.kz/а", "  бос орын  "],
    ):
        sheet.append(row)
    other = book.create_sheet("Екінші")
    other["B2"] = CellRichText(
        "Қала ", TextBlock(InlineFont(b=True), "әкі"), TextBlock(InlineFont(b=True), "мі"), " келді"
    )
    other["B3"] = "Екі\nқатар <b>"


def fill_table(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    for row in (["Атауы", "Бағасы", "Жалпы"], ["Алма", 5, "=Кесте[[#This Row],[Бағасы]]*2"], ["Бағасы", 7, 14]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Кесте", ref="A1:C3"))


class TestXlsx(FormatContract):
    name = "xlsx"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {
            "plain": made(fill),
            "by openpyxl": saved(fill),
            "table": made(fill_table),
            "empty": made(lambda _: None),
            "inline": inline(),
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        whole = made(fill)
        doctype = '<!DOCTYPE sst [<!ENTITY a "b">]><sst'
        return {
            "cut": whole[: len(whole) // 2],
            "empty": b"",
            "text": "Қала".encode(),
            "a zip": packed({"a.txt": b"b"}),
            "no such text": changed(whole, "xl/worksheets/sheet1.xml", lambda text: text.replace("<v>0<", "<v>99<")),
            "not well formed": changed(whole, "xl/worksheets/sheet2.xml", lambda text: text[:-9]),
            "entities": changed(whole, "xl/sharedStrings.xml", lambda text: text.replace("<sst", doctype)),
            "no sheet": packed({k: v for k, v in members(whole).items() if k != "xl/worksheets/sheet1.xml"}),
        }

    def same(self, before: bytes, after: bytes) -> None:
        assert members(after) == members(before)


def inline() -> bytes:
    """Return a workbook whose texts stand in their cells, with prefixes, and without places."""
    cells = (
        '<x:row><x:c t="inlineStr"><x:is><x:t>Бірінші ұяшық</x:t></x:is></x:c><x:c><x:v>5</x:v></x:c>'
        '<x:c t="inlineStr" r="C1"><x:is><x:r><x:rPr><x:b/></x:rPr><x:t>Екінші</x:t></x:r></x:is></x:c></x:row>'
        '<x:row><x:c t="inlineStr"><x:is><x:t>Үшінші ұяшық</x:t></x:is></x:c></x:row>'
    )
    sheet = f'<x:worksheet xmlns:x="{SPACE}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
    return changed(made(lambda _: None), "xl/worksheets/sheet1.xml", lambda _: sheet)


def test_all_texts_of_the_language_once() -> None:
    blocks, notes = read(made(fill))
    assert [block.text for block in blocks] == [
        *("Атауы", "Саны", "Түсінік", "Күні", "Алма", "Қызыл алма", "Алмұрт", "  бос орын  "),
        *("Қала әкімі келді", "Екі\nқатар <b>"),
    ]
    assert blocks[-2].marks == (Mark(1, Span(5, 10)),)
    assert "cells with formulas, which were left as they are: 2" in notes
    assert "formulas with words in them, which may no longer find what they compare: 1" in notes


def test_only_texts_change() -> None:
    content = made(fill)
    after = write(content)
    sheet = opened(after)["Есеп"]
    assert [cell.value for cell in sheet[1]] == ["АТАУЫ", "САНЫ", "ТҮСІНІК", "КҮНІ"]
    assert [cell.value for cell in sheet["A"]] == ["АТАУЫ", "АЛМА", "АЛМҰРТ", "KZ-001", "Apple"]
    assert sheet["C3"].value == "АЛМА"
    assert sheet["B4"].value == "=SUM(B2:B3)"
    assert sheet["D5"].value == "  БОС ОРЫН  "
    rich = opened(after)["Екінші"]["B2"].value
    assert [(str(run), isinstance(run, TextBlock) and run.font.b) for run in rich] == [
        ("ҚАЛА ", False),
        ("ӘКІМІ", True),
        (" КЕЛДІ", False),
    ]
    before, now = members(content), members(after)
    assert list(before) == list(now)
    assert {name for name in before if before[name] != now[name]} == {"xl/sharedStrings.xml", "xl/workbook.xml"}
    assert b'fullCalcOnLoad="1"' in now["xl/workbook.xml"]


def test_columns_by_letter_number_and_heading() -> None:
    content = made(fill)
    assert texts(content, "A")[:4] == ["Атауы", "Алма", "Алмұрт", "KZ-001"]
    assert texts(content, "2") == ["Саны", "Қала әкімі келді", "Екі\nқатар <b>"]
    assert texts(content, "түсінік") == ["Қызыл алма", "Алма", "https://қала.kz/а"]
    with pytest.raises(FormatError, match=r"no column 'Бағасы'.*It has: Атауы, Саны"):
        texts(content, "Бағасы")


def test_a_shared_text_is_doubled_where_only_some_cells_are_meant() -> None:
    after = write(made(fill), "Түсінік")
    sheet = opened(after)["Есеп"]
    assert (sheet["A2"].value, sheet["C3"].value) == ("Алма", "АЛМА")
    strings = members(after)["xl/sharedStrings.xml"].decode()
    count = re.search(r'uniqueCount="(\d+)"', strings)
    assert count
    assert int(count.group(1)) == strings.count("<si>")


def test_headings_of_tables_are_their_names() -> None:
    content = made(fill_table)
    blocks, notes = read(content)
    assert [block.text for block in blocks] == ["Атауы", "Жалпы", "Алма", "Бағасы"]
    assert "headings of tables that formulas speak of were left as they are: Бағасы" in notes
    after = write(content)
    sheet = opened(after).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["АТАУЫ", "Бағасы", "ЖАЛПЫ"]
    assert sheet["A3"].value == "БАҒАСЫ"
    assert [column.name for column in sheet.tables["Кесте"].tableColumns] == ["АТАУЫ", "Бағасы", "ЖАЛПЫ"]


def test_headings_that_would_be_alike_stay() -> None:
    def table(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        for row in (["Атауы", "Есімі", "Жасы"], ["Атауы", "Есімі", 5]):
            sheet.append(row)
        sheet.add_table(Table(displayName="T", ref="A1:C2"))

    names = {"Атауы": "Name", "Есімі": "Name", "Жасы": "Age\nin <years>"}
    after = write(made(table), change=lambda block: Target(names[block.text]))
    sheet = opened(after).worksheets[0]
    assert [cell.value for row in sheet.rows for cell in row] == [
        "Атауы",
        "Есімі",
        "Age\nin <years>",
        "Name",
        "Name",
        5,
    ]
    assert b'name="Age_x000a_in &lt;years&gt;"' in members(after)["xl/tables/table1.xml"]


def test_texts_of_their_own() -> None:
    assert texts(inline()) == ["Бірінші ұяшық", "Екінші", "Үшінші ұяшық"]
    assert texts(inline(), "C") == ["Екінші"]
    after = members(write(inline(), change=lambda _: Target(" a<\x01")))["xl/worksheets/sheet1.xml"].decode()
    assert '<x:c t="inlineStr"><x:is><x:t xml:space="preserve"> a&lt;_x0001_</x:t></x:is></x:c>' in after
    assert "<x:is><x:r><x:rPr><x:b/></x:rPr><x:t xml:space" in after


def rich(target: Target) -> Callable[[Block], Target]:
    """Return what gives all rich texts a target."""
    return lambda block: target if block.marks else upper(block)


def test_other_orders_and_missing_marks() -> None:
    content = made(fill)
    cases: list[tuple[tuple[Mark, ...], list[str]]] = [
        ((), ["akim city"]),
        ((Mark(1, Span(0, 4)),), ["akim", " city"]),
        ((Mark(1, Span(4, 99)),), ["akim", " city"]),
        ((Mark(1, Span(4, 4)), Mark(9, Span(0, 4))), ["akim city"]),
    ]
    for marks, wanted in cases:
        after = write(content, change=rich(Target("akim city", marks)))
        value = opened(after)["Екінші"]["B2"].value
        assert [str(run) for run in (value if isinstance(value, CellRichText) else [value])] == wanted


def test_macros_are_carried_over() -> None:
    content = packed({**members(made(fill)), "xl/vbaProject.bin": b"\xd0\xcf macro"})
    assert "its macros were carried over as they are, and not run" in read(content)[1]
    assert members(write(content))["xl/vbaProject.bin"] == b"\xd0\xcf macro"


def test_a_word_document_is_none() -> None:
    content = changed(
        made(fill), "[Content_Types].xml", lambda text: text.replace("spreadsheetml.sheet.main", "wordprocessingml.x")
    )
    with pytest.raises(FormatError, match="no workbook"):
        read(content)


def test_english_cells() -> None:
    parts = Xlsx().read(io.BytesIO(made(fill)), Options(source="en", target="kk"))
    assert [block.text for part in parts for block in part.blocks] == ["Apple"]


def test_parts_are_small() -> None:
    def many(book: openpyxl.Workbook) -> None:
        for number in range(500):
            book.worksheets[0].append([f"Сөйлем нөмірі {number}", number])

    parts = list(Xlsx().read(io.BytesIO(made(many)), Options()))
    assert [len(part.blocks) for part in parts] == [200, 200, 100]
