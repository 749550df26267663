import io
import re
from typing import Any

import pytest

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, swap
from tests.translate.formats.office_documents import (
    STRICT,
    list_members,
    make_relations,
    make_zip,
    read_member,
    read_members,
)
from translate.errors import FormatError
from translate.formats import Block, Mark, Options, Part, Target
from translate.formats.pptx import FORMAT

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_pptx(*paragraphs: str, parts: dict[str, str] | None = None, related: dict[str, str] | None = None) -> bytes:
    """Return a presentation of one slide with paragraphs, other parts, and what the slide points to."""
    shapes = f"<p:sp><p:txBody>{''.join(paragraphs)}</p:txBody></p:sp>"
    return make_zip(
        {
            "[Content_Types].xml": '<Types><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": make_relations({"ppt/presentation.xml": "officeDocument"}),
            "ppt/presentation.xml": (
                f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst>'
                "</p:presentation>"
            ),
            "ppt/_rels/presentation.xml.rels": make_relations({"slides/slide1.xml": "slide"}),
            "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}">{shapes}</p:sld>',
            "ppt/slides/_rels/slide1.xml.rels": make_relations(related or {}),
            **(parts or {}),
        }
    )


def paragraph(*content: str) -> str:
    return f"<a:p><a:pPr lvl='1'/>{''.join(content)}<a:endParaRPr lang='kk-KZ'/></a:p>"


def run(text: str, values: str = "", children: str = "") -> str:
    return f"<a:r><a:rPr {values}>{children}</a:rPr><a:t>{text}</a:t></a:r>"


def read(content: bytes) -> list[Part]:
    return list(FORMAT().read(io.BytesIO(content), Options()))


def blocks(content: bytes) -> list[Block]:
    return [block for part in read(content) for block in part.blocks]


def only(*content: str) -> Block:
    (block,) = blocks(make_pptx(paragraph(*content)))
    return block


def translate(content: bytes, target: Target | None = None) -> bytes:
    out = io.BytesIO()
    parts = [(part, [target or Target(swap(one.text), one.marks) for one in part.blocks]) for part in read(content)]
    FORMAT().write(io.BytesIO(content), parts, out, Options())
    return out.getvalue()


def rewritten(*content: str, target: Target) -> str:
    after = read_member(translate(make_pptx(paragraph(*content)), target), "ppt/slides/slide1.xml")
    return after.partition("<p:txBody>")[2].partition("</p:txBody>")[0]


def python_pptx_document() -> bytes:
    pptx = pytest.importorskip("pptx")
    chart = pytest.importorskip("pptx.enum.chart").XL_CHART_TYPE.COLUMN_CLUSTERED
    deck: Any = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Қаржы министрлігінің\vжылдық есебі"
    text = first.placeholders[1].text_frame.paragraphs[0]
    text.add_run().text = "Бұл "
    bold = text.add_run()
    bold.text, bold.font.bold = "өте маңызды", True
    link = text.add_run()
    link.text, link.hyperlink.address = " сайттағы есеп", "https://example.org"
    first.notes_slide.notes_text_frame.text = "Баяндамашыға ескерту."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Кесте"
    table = second.shapes.add_table(2, 2, 0, 0, 5_000_000, 1_000_000).table
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "Атауы", "Мектептер", "12"
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 1_000_000, 1_000_000).text_frame.text = "Топтағы мәтін\tекінші баған"
    data = pytest.importorskip("pptx.chart.data").CategoryChartData()
    data.categories = ["Бір", "Екі"]
    data.add_series("Қатар", (1, 2))
    second.shapes.add_chart(chart, 0, 0, 1_000_000, 1_000_000, data)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


class TestContract(FormatContract):
    name = "pptx"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {
            "python-pptx": python_pptx_document(),
            "by hand": make_pptx(paragraph(run("Бұл "), run("қалың", "b='1'"), run(" мәтін", "b='0'")), "<a:p/>"),
            "empty": make_pptx(),
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        members = read_members(make_pptx(paragraph(run("Мәтін"))))
        return {
            "text": b"text",
            "no slide": make_zip({name: one for name, one in members.items() if "slide1.xml" not in name}),
            "no relation": make_zip({**members, "ppt/_rels/presentation.xml.rels": make_relations({})}),
            "broken XML": make_zip({**members, "ppt/slides/slide1.xml": b"<p:sld>"}),
            "wrong root": make_zip({**members, "ppt/presentation.xml": b"<a/>"}),
        }

    def same(self, before: bytes, after: bytes) -> None:
        assert list_members(after) == list_members(before)
        assert read_members(after) == read_members(before)


def test_slides_come_in_order_each_with_its_notes() -> None:
    content = python_pptx_document()
    assert [block.text for block in blocks(content)] == [
        "Қаржы министрлігінің жылдық есебі", "Бұл өте маңызды сайттағы есеп", "Баяндамашыға ескерту.",
        "Кесте", "Атауы", "Мектептер", "Топтағы мәтін", "екінші баған",
    ]  # fmt: skip
    assert read(content)[0].notes == ("left as they are: 1 chart",)


def test_links_are_formatting() -> None:
    link = '<a:hlinkClick r:id="rId7"/>'
    content = (run("Біздің "), run("сай", "lang='kk-KZ'", link), run("т", "dirty='0'", link), run(" жұмыс істейді"))
    assert only(*content) == Block("Біздің сайт жұмыс істейді", (Mark(1, Span(7, 11)),))
    body = rewritten(*content, target=Target("site is ours", (Mark(1, Span(0, 4)),)))
    assert re.findall(r'hlinkClick r:id="(\w+)"/></a:rPr><a:t>([^<]*)<', body) == [("rId7", "site")]


def test_a_link_whose_words_are_lost_gets_others() -> None:
    links = [run(word, children=f'<a:hlinkClick r:id="rId{n}"/>') for n, word in enumerate(("сайт", "кітап"))]
    content = (run("Бұл біздің жаңа "), links[0], run(" және қызық "), links[1])
    body = rewritten(*content, target=Target("See our books", (Mark(1, Span(4, 4)), Mark(2, Span(8, 13)))))
    assert re.findall(r'hlinkClick r:id="(\w+)"/></a:rPr><a:t>([^<]*)<', body) == [("rId0", "our"), ("rId1", "books")]


def test_the_paragraph_keeps_its_properties_and_its_end() -> None:
    body = rewritten(run("Мәтін", "sz='1800' lang='kk-KZ' err='1'"), target=Target("Text"))
    assert body == (
        '<a:p><a:pPr lvl="1"/><a:r><a:rPr sz="1800" lang="en-US"/><a:t>Text</a:t></a:r>'
        '<a:endParaRPr lang="kk-KZ"/></a:p>'
    )


def test_breaks_fields_and_tabs() -> None:
    number = '<a:fld id="{1}" type="slidenum"><a:rPr/><a:t>‹№›</a:t></a:fld>'
    assert only(run("Бет "), number, run(" туралы")) == Block("Бет  туралы", (Mark(1, Span(4, 4)),))
    content = (run("Қаржы"), "<a:br><a:rPr/></a:br>", run("министрлігі"))
    assert only(*content) == Block("Қаржы министрлігі", (Mark(1, Span(6, 6)),))
    body = rewritten(*content, target=Target("Ministry of Finance", (Mark(1, Span(9, 9)),)))
    assert re.findall(r"<a:br>|<a:t>[^<]*", body) == ["<a:t>Ministry", "<a:br>", "<a:t>of Finance"]
    assert [one.text for one in blocks(make_pptx(paragraph(run("Аты\tЖөні"))))] == ["Аты", "Жөні"]
    written = read_member(translate(make_pptx(paragraph(run("Аты\tЖөні", "b='1'")))), "ppt/slides/slide1.xml")
    assert re.findall(r'<a:rPr b="1"(?: lang="en-US")?/><a:t>([^<]*)', written) == ["Ажж", "\t", swap("Жөні")]


def test_letters_of_symbol_fonts_are_places() -> None:
    assert only(run("Бұл "), run("q", children="<a:latin typeface='Wingdings'/>"), run("мәтін")).text == "Бұл мәтін"


def test_diagrams_are_translated_where_they_are_kept_and_where_they_are_drawn() -> None:
    def diagram(root: str) -> str:
        return f'<{root} xmlns="urn:dgm" xmlns:a="{A}"><t>{paragraph(run("Басқарма"))}</t></{root}>'

    parts = {"ppt/diagrams/data1.xml": diagram("dataModel"), "ppt/diagrams/drawing1.xml": diagram("drawing")}
    related = {"../diagrams/data1.xml": "diagramData", "../diagrams/drawing1.xml": "diagramDrawing"}
    content = make_pptx(parts=parts, related=related)
    assert [block.text for block in blocks(content)] == ["Басқарма"] * 2
    after = translate(content, Target("Department"))
    assert all("<a:t>Department<" in read_member(after, name) for name in parts)


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(FormatError, match=r"its part 'ppt/notesSlides/a.xml' is missing"):
        read(make_pptx(related={"../notesSlides/a.xml": "notesSlide"}))


def test_the_strict_edition_is_read_and_written() -> None:
    members = {
        name: one.replace(A.encode(), f"{STRICT}/drawingml/main".encode())
        .replace(P.encode(), f"{STRICT}/presentationml/main".encode())
        .replace(R.encode(), f"{STRICT}/officeDocument/relationships".encode())
        for name, one in read_members(make_pptx(paragraph(run("Бұл "), run("қалың", "b='1'"), run(" мәтін")))).items()
    }
    after = translate(make_zip(members))
    assert [one.text for one in blocks(after)] == [swap("Бұл қалың мәтін")]
    assert [one.marks for one in blocks(after)] == [(Mark(1, Span(4, 9)),)]
    assert A not in read_member(after, "ppt/slides/slide1.xml")
