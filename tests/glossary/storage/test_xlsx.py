"""Workbooks: our own, and what press offices send."""

import datetime
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from glossary.errors import TermbaseError
from glossary.storage import load, read, save
from glossary.storage.xlsx import LONGEST_CELL
from glossary.term import Term, Termbase
from tests.glossary.storage.contract import GOOD, LosslessContract

HEADER = ("concept", "language", "term", "from", "note")


def book(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


class TestXlsx(LosslessContract):
    name = "xlsx"

    def broken(self, path: Path) -> list[int]:
        rows = [HEADER, ("a", "kk", "сот", "", ""), ("a", "en", "", "", ""), (), ("b", "xx", "y", "soon", "")]
        book(path, Terms=rows)
        return [3, 5, 5]


def test_numbers_and_dates_are_read_as_text(tmp_path: Path) -> None:
    day = datetime.datetime(2018, 6, 28)
    path = book(tmp_path / "a.xlsx", Terms=[HEADER, ("a", "en", 2030, day, 1.5), ("a", "kk", "сот", 2018.0, True)])
    assert list(load(path).terms()) == [
        Term("a", "en", "2030", since="2018-06-28", note="1.5"),
        Term("a", "kk", "сот", since="2018", note="TRUE"),
    ]


def test_the_sheet_that_looks_like_a_termbase_is_read(tmp_path: Path) -> None:
    about = [("Баспасөз қызметі", "2024"), ("жауапты", "Press office", "third")]
    terms = [
        ("Атаулар тізімі",),
        (),
        ("№", "Қазақша", "Ағылшынша", "Ескертпе"),
        (1, "әкім ", "akim\n", "basic"),
        (2, "сот", "court"),
    ]
    reading = read(book(tmp_path / "a.xlsx", About=about, Terms=terms))
    assert list(reading.termbase.terms()) == [
        Term("akim", "kk", "әкім", note="basic"),
        Term("akim", "en", "akim", note="basic"),
        Term("court", "kk", "сот"),
        Term("court", "en", "court"),
    ]
    assert [str(loss) for loss in reading.left_out] == ["1: column № (2 times)"]


def test_two_columns_and_nothing_else(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Empty=[], Terms=[("akim", "әкім"), ("court", "сот")])
    assert [term.text for term in load(path).terms()] == ["әкім", "akim", "сот", "court"]


def test_formulas_are_written_as_text(tmp_path: Path) -> None:
    base = Termbase.from_terms([Term("a", "en", "=1+1", note="'=x"), Term("a", "kk", "-нің", note="_x0041_")], "a")
    save(base, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "'=1+1" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f" or (str(cell.value or "")[:1] in "=+-@" and cell.value)]
    assert load(tmp_path / "a.xlsx") == base


def test_an_error_in_a_cell_is_listed(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Terms=[("әкім", "akim"), ("сот", "#REF!")])
    with pytest.raises(TermbaseError, match="line 2: has a cell with the error #REF!"):
        load(path)


def test_a_cell_that_is_too_long_is_cut_and_said(tmp_path: Path) -> None:
    long = "a" * (LONGEST_CELL + 1)
    losses = save(Termbase.from_terms([Term("a", "en", "x", note=long)]), tmp_path / "a.xlsx")
    assert [str(loss) for loss in losses] == ["a, x: note is cut at 32,767 characters"]
    assert load(tmp_path / "a.xlsx")["a"].terms[0].note == long[:-1]


def repack(path: Path, name: str, data: bytes) -> Path:
    """Put another content into a part of a workbook, or add one."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
LAUGH = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("xl/media/image1.bin", b"\0" * 20_000_000, "unpacks to [0-9,]+ times its size"),
        ("xl/worksheets/sheet1.xml", LAUGH + SHEET % b"", "has a document type"),
        (
            "xl/sharedStrings.xml",
            ("<?xml version='1.0' encoding='UTF-16'?>" + LAUGH.decode()).encode("utf-16"),
            "document",
        ),
        ("xl/workbook.xml", b"<oops", "is no workbook that can be read"),
        (
            "xl/worksheets/sheet1.xml",
            SHEET % b'<row r="99999999999"><c><v>1</v></c></row>',
            "beyond what a termbase has",
        ),
        (
            "xl/worksheets/sheet1.xml",
            SHEET % (b'<row><c r="XFD1"><v>1</v></c></row>' * 2000),
            "beyond what a termbase has",
        ),
    ],
)
def test_a_workbook_made_to_hurt_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / "bad.xlsx"
    save(GOOD, path)
    with pytest.raises(TermbaseError, match=message):
        load(repack(path, name, data))


def test_an_archive_that_says_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    save(GOOD, path)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (3_900_000_000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(TermbaseError, match="unpacks to 3,900,"):
        load(path)


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    (tmp_path / "a.xlsx").write_bytes(stream.getvalue())
    with pytest.raises(TermbaseError, match="no Excel workbook"):
        load(tmp_path / "a.xlsx")
