"""CSV and TSV: the cells of some columns change, and nothing else does."""

import csv as standard
import io
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translate.formats.contract import FormatContract
from translate.errors import FormatError
from translate.formats import Options, Part, Target, find_format
from translate.formats.columns import choose_columns, is_header, is_text
from translate.formats.dialect import Dialect, Row, find_dialect, read_cell, read_rows, write_cell

PLAIN = "id,мәтін,күні\r\n1,Қала әкімі жиын өткізді.,2024-05-01\r\n2,Ертең қар жауады.,2024-05-02\r\n"
QUOTED = (
    'id;text;note\n"1";"Ол ""иә"" деді;\nсосын кетті.";\n'
    '2;Бүгін жаңбыр;артық;ұяшық\n3\n\n4;"Жиын бітті."; бос \n5;Соңы жоқ'
)
TABS = 'kk\ten\n"Нұр" партиясы\tNur party\nБірінші қатар осында тұр\tThe first row is here\n'


def made_by_csv(rows: Sequence[Sequence[str]], quoting: Literal[0, 1] = 0, delimiter: str = ",") -> bytes:
    file = io.StringIO(newline="")
    standard.writer(file, quoting=quoting, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def write(content: bytes, options: Options, translate: object = None, name: str = "csv") -> bytes:
    form = find_format(PurePath("x"), name)
    file, out = io.BytesIO(content), io.BytesIO()

    def translated() -> Iterator[tuple[Part, list[Target]]]:
        for part in form.read(file, options):
            made = translate or (lambda block: block.text.upper())
            yield part, [Target(made(block)) for block in part.blocks]  # type: ignore[operator]

    form.write(io.BytesIO(content), translated(), out, options)
    return out.getvalue()


def texts(content: bytes, options: Options | None = None, name: str = "csv") -> list[str]:
    form = find_format(PurePath("x"), name)
    return [block.text for part in form.read(io.BytesIO(content), options or Options()) for block in part.blocks]


def notes(content: bytes, options: Options | None = None, name: str = "csv") -> list[str]:
    form = find_format(PurePath("x"), name)
    return [note for part in form.read(io.BytesIO(content), options or Options()) for note in part.notes]


class TestCsv(FormatContract):
    name = "csv"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        rows = [["id", "сөйлем"], ["1", 'Ол: "иә", деді'], ["2", "Екі\nқатар"], ["3", "=SUM(Жыл)"], ["4", ""]]
        return {
            "plain": PLAIN.encode(),
            "quoted": QUOTED.encode(),
            "with a mark": b"\xef\xbb\xbf" + PLAIN.encode(),
            "utf-16": b"\xff\xfe" + PLAIN.encode("utf-16-le"),
            "minimal": made_by_csv(rows),
            "all quoted": made_by_csv(rows, standard.QUOTE_ALL, ";"),
            "old line ends": PLAIN.replace("\r\n", "\r").encode(),
            "stated": b"sep=|\n" + PLAIN.replace(",", "|").encode(),
            "empty": b"",
            "only a mark": b"\xef\xbb\xbf",
            "never closed": 'id,мәтін\n1,"Ашық тырнақша\n2,Келесі қатар\n'.encode(),
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {
            "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
            "cut letters": ("мәтін, сөз\n" * 20).encode()[:-2] + b"\xd0,\n",
            "a package": b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(200),
        }


class TestTsv(FormatContract):
    name = "tsv"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        rows = [["id", "text"], ["1", "Бір\tекі"], ["2", 'Үш "төрт"'], ["3", "Бес"]]
        return {"tabs": TABS.encode(), "quoted": made_by_csv(rows, delimiter="\t"), "commas": PLAIN.encode()}


def test_columns_of_text_are_found_and_said() -> None:
    assert texts(PLAIN.encode()) == ["Қала әкімі жиын өткізді.", "Ертең қар жауады."]
    said = notes(PLAIN.encode())
    assert "translated columns: 2 (мәтін) (--column says which)" in said
    assert "the first row names the columns and was left as it is" in said


def test_other_languages_are_left_alone() -> None:
    kazakh, russian = "Қала әкімі бүгін жиын өткізді. ", "Аким города сегодня провёл собрание. "
    rows = [["kk", "ru", "en"], *([kazakh * 2, russian * 2, "The akim held a meeting today."] for _ in range(5))]
    assert texts(made_by_csv(rows)) == [kazakh * 2] * 5
    assert "left alone, because they are in another language: 2 (ru), 3 (en)" in notes(made_by_csv(rows))
    english = texts(made_by_csv(rows), Options(source="en", target="kk"))
    assert english == ["The akim held a meeting today."] * 5


def test_columns_by_name_and_number() -> None:
    content = "a,b,c\nбір,екі,үш\n".encode()
    assert texts(content, Options(columns=("b",))) == ["екі"]
    assert texts(content, Options(columns=("C", "1"))) == ["бір", "үш"]
    assert texts("бір,екі\nүш,төрт\n".encode(), Options(columns=("2",))) == ["екі", "төрт"]
    with pytest.raises(FormatError, match="no column 'd'; there are 3, and the first row is: a, b, c"):
        texts(content, Options(columns=("d",)))
    with pytest.raises(FormatError, match="no column '4'"):
        texts(content, Options(columns=("4",)))


def test_a_column_of_numbers_is_named_before_it_is_counted() -> None:
    assert texts("1,2024\nбір,екі\n".encode(), Options(columns=("2024",))) == ["екі"]


def test_no_text_no_translation() -> None:
    assert texts(b"a,1\nb,2\n") == []
    assert any("no column looks like text" in note for note in notes(b"a,1\nb,2\n"))


def test_only_changed_cells_change() -> None:
    content = 'id;text;x\r\n1;Бір;"қал"\r\n 2 ;"Екі; ""үш""";=1+1\r\n'.encode()
    wanted = 'id;text;x\r\n1;БІР;"қал"\r\n 2 ;"ЕКІ; ""ҮШ""";=1+1\r\n'.encode()
    assert write(content, Options(columns=("text",))) == wanted


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("бір", "one, two", '"one, two"'),
        ("бір", "one\ntwo", '"one\ntwo"'),
        ("бір", 'say "one"', '"say ""one"""'),
        ("бір", "=cmd", "'=cmd"),
        ("бір", "-5, or so", '"\'-5, or so"'),
        ("- бір", "- one", "- one"),
        ("- бір", "+ one", "'+ one"),
        ('"бір"', "one", '"one"'),
    ],
)
def test_what_is_written_into_a_cell(source: str, target: str, written: str) -> None:
    content = f"x,text\n1,{source}\n".encode()
    assert write(content, Options(columns=("text",)), lambda _: target) == f"x,text\n1,{written}\n".encode()


def test_formulas_are_not_translated() -> None:
    assert texts('text\n"=HYPERLINK(""қала"")"\nқала\n'.encode(), Options(columns=("text",))) == ["қала"]


def test_tabs_without_quotes_stay_without() -> None:
    content = '"Нұр" партиясы\tx\nҚала\ty\n'.encode()
    assert texts(content, name="tsv") == ['"Нұр" партиясы', "Қала"]
    made = write(content, Options(), lambda _: '"Nur"\tparty\nline', "tsv")
    assert made == b'"Nur" party line\tx\n"Nur" party line\ty\n'


def test_an_unclosed_quote_among_tabs_means_nothing() -> None:
    lines = "".join(f"Сөйлем нөмірі {n} осында\tx\n" for n in range(30))
    content = f'"Ашық сөйлем\tx\n{lines}'.encode()
    assert len(texts(content, name="tsv")) == 31
    assert write(content, Options(), lambda block: block.text, "tsv") == content


def test_other_encodings_become_utf_8_and_that_is_said() -> None:
    content = "text,n\nпривет всем,1\n".encode("cp1251")
    options = Options(columns=("text",), encoding="cp1251")
    assert write(content, options, lambda _: "қала") == "text,n\nқала,1\n".encode()
    assert "read as windows-1251; written as UTF-8" in notes(content, options)


def test_a_quote_that_is_never_closed_loses_nothing() -> None:
    content = b'id,text\n1,"open\n' + "2,Қала үлкен\n".encode() * 200_000
    parts = list(find_format(PurePath("x.csv")).read(io.BytesIO(content), Options(columns=("text",))))
    assert sum(len(part.blocks) for part in parts) == 200_001


def test_large_rows_are_refused_and_large_tables_are_not() -> None:
    with pytest.raises(FormatError, match="this is no table"):
        list(read_rows(("x" * 1_000_000 for _ in range(30)), Dialect()))
    parts = find_format(PurePath("x.csv")).read(io.BytesIO(PLAIN.encode() * 3000), Options(columns=("2",)))
    assert max(len(part.rest.rows) for part in parts) <= 500


def test_backslashes_before_quotes() -> None:
    content = 'id,text\n1,"Ол \\"иә\\", деді"\n2,"Қала"\n'.encode()
    assert texts(content, Options(columns=("text",))) == ['Ол "иә", деді', "Қала"]
    assert write(content, Options(columns=("text",))) == 'id,text\n1,"ОЛ \\"ИӘ\\", ДЕДІ"\n2,"ҚАЛА"\n'.encode()


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["id", "text"], ["1", "Бүгін жиын болды."]], True),
        ([["Тақырып", "Бағасы"], ["Алма", "500"]], True),
        ([["Сын-пікір"], ["Бұл тауар маған қатты ұнады, рахмет."], ["Жеткізу кешігіп қалды, ренжідім."]], True),
        ([["әкім", "akim"], ["сот", "court"]], False),
        ([["1", "Бүгін жиын болды."], ["2", "Ертең де болады."]], False),
        ([["Бүгін жиын болды."], ["Ертең де болады, бұл жолы өте ұзақ болмақ."]], False),
        ([["id", "text"]], False),
        ([], False),
    ],
)
def test_headers(rows: list[list[str]], header: bool) -> None:
    assert is_header(rows) is header


def test_what_is_text() -> None:
    assert [cell for cell in ("5-сынып", "қала", "ҚР", "http://қала.kz/а", "2024 ж.") if is_text(cell)] == [
        "5-сынып",
        "қала",
        "ҚР",
    ]
    assert choose_columns([], Options()).places == ()


@given(
    st.lists(st.lists(st.text(alphabet='ab ,;"\r\n\t|', max_size=8), min_size=1, max_size=4), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from([standard.QUOTE_MINIMAL, standard.QUOTE_ALL]),
)
def test_cells_are_those_of_the_standard_library(rows: list[list[str]], separator: str, quoting: Literal[0, 1]) -> None:
    content = made_by_csv(rows, quoting, separator).decode()
    dialect = Dialect(separator)
    found = [[read_cell(raw, dialect) for raw in row.cells] for row in read_rows([content], dialect)]
    assert found == [row or [""] for row in standard.reader(io.StringIO(content, newline=""), delimiter=separator)]


@given(
    st.text(alphabet='ab,;"\r\n\\', max_size=40), st.integers(1, 7), st.sampled_from(["double", "backslash", "none"])
)
def test_rows_are_the_file_however_it_is_cut(text: str, step: int, quoting: Literal["double", "none"]) -> None:
    dialect = Dialect(",", quoting)
    rows = list(read_rows((text[at : at + step] for at in range(0, len(text), step)), dialect))
    assert "".join(",".join(row.cells) + row.end for row in rows) == text
    assert rows == list(read_rows([text], dialect))


@given(
    st.text(alphabet='ab,;"\r\n\\ =', max_size=20),
    st.sampled_from(["a", '"a"']),
    st.sampled_from(["double", "backslash"]),
)
def test_a_written_cell_is_read_again(text: str, raw: str, quoting: Literal["double", "backslash"]) -> None:
    dialect = Dialect(",", quoting)
    written = write_cell(text, raw, dialect)
    rows = list(read_rows([f"x,{written}\n"], dialect))
    assert rows == [Row(["x", written], "\n")]
    assert read_cell(written, dialect) == text


@given(st.text(alphabet='ab,;"\r\n\t|', max_size=60))
def test_a_dialect_is_found_for_anything(text: str) -> None:
    assert find_dialect(text).separator in ",;\t|"
