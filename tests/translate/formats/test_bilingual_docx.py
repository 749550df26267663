import io
import re
import time

import pytest

pytest.importorskip("docx")

from docx import Document

from glossary.text import Span
from tests.translate.formats.office_documents import read_member
from translate.formats import Block, Options, Target
from translate.formats.bilingual_docx import COLOUR, write_bilingual_docx
from translate.unit import Segment, TermUse, TranslationUnit


def unit(source: str, target: str, *terms: tuple[Span, Span | None]) -> TranslationUnit:
    uses = tuple(TermUse("akim", one, "әкім", "akim", other, "model", other is not None) for one, other in terms)
    return TranslationUnit(Segment(0, 0, Span(0, len(source)), source), target, uses)


def write(*pairs: tuple[Block, Target], options: Options | None = None, title: str = "") -> bytes:
    out = io.BytesIO()
    write_bilingual_docx(pairs, options or Options(), out, title)
    return out.getvalue()


def rows(content: bytes) -> list[tuple[str, ...]]:
    (table,) = Document(io.BytesIO(content)).tables
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


MEETING = (
    Block("Қала әкімі келді. Жиын басталды."),
    Target(
        "The akim of the city came. The meeting began.",
        units=(
            unit("Қала әкімі келді.", "The akim of the city came.", (Span(5, 10), Span(4, 8))),
            unit("Жиын басталды.", "The meeting began.", (Span(0, 4), None)),
        ),
    ),
)


def test_there_is_a_row_for_each_segment() -> None:
    assert rows(write(MEETING, (Block("Тақырып"), Target("Title")), (Block(" "), Target("")))) == [
        ("Қазақша", "English"),
        ("Қала әкімі келді.", "The akim of the city came."),
        ("Жиын басталды.", "The meeting began."),
        ("Тақырып", "Title"),
    ]


def test_what_is_empty_on_one_side_only_is_kept() -> None:
    pair = (Block("Мәтін"), Target("", units=(unit("Мәтін", ""), unit(" ", " "))))
    assert rows(write(pair))[1:] == [("Мәтін", "")]


def test_terms_are_coloured_on_both_sides() -> None:
    document = read_member(write(MEETING), "word/document.xml")
    coloured = re.findall(rf'w:fill="{COLOUR}"/><w:lang w:val="([\w-]+)"/></w:rPr><w:t[^>]*>([^<]*)<', document)
    assert coloured == [("kk-KZ", "әкімі"), ("en-US", "akim"), ("kk-KZ", "Жиын")]


def test_page_header_languages_and_title() -> None:
    content = write(MEETING, options=Options("en", "kk"), title="Қаулы")
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert document.paragraphs[0].text == "Қаулы"
    assert rows(content)[0] == ("English", "Қазақша")
    text = read_member(content, "word/document.xml")
    assert text.count("<w:tblHeader/>") == 1
    assert re.findall(r'<w:lang w:val="([\w-]+)"/></w:rPr><w:t [^>]*>The meeting', text) == ["kk-KZ"]


def test_lines_and_what_xml_cannot_hold() -> None:
    pair = (Block("бір\r\nекі\x00"), Target("one\n\ttwo <&>\ud800"))
    assert rows(write(pair, title="а\x01"))[1] == ("бір\nекі", "one\n\ttwo <&>")


def test_nothing_to_write_is_a_table_with_a_header() -> None:
    assert rows(write()) == [("Қазақша", "English")]


def test_many_rows_are_quick() -> None:
    start = time.process_time()
    content = write(*[MEETING] * 2500)
    assert time.process_time() - start < 15
    assert read_member(content, "word/document.xml").count("<w:tr>") == 5001
