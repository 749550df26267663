import io
import time

import pytest

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, swap
from tests.translate.formats.docx_rewriting import (
    BOLD,
    BREAK,
    NOTE,
    PAGE,
    TAB,
    blocks,
    louder,
    only,
    read,
    rewritten,
    translate,
)
from tests.translate.formats.office_documents import (
    STRICT,
    W,
    docx_members,
    list_members,
    make_docx,
    make_field,
    make_part,
    make_relations,
    make_zip,
    paragraph,
    read_member,
    read_members,
    run,
    sign,
    text_box,
)
from translate.errors import FormatError
from translate.formats import Block, Mark, Options, Target
from translate.formats.docx import FORMAT

STYLES = make_part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="My"><w:name w:val="Mine"/><w:basedOn w:val="Code"/></w:style>'
    '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>',
)


def python_docx_document() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Қалалық әкімдіктің қаулысы", 1)
    text = document.add_paragraph("Бұл құжат ")
    text.add_run("өте маңызды").bold = True
    text.add_run(" мәліметтерді қамтиды.")
    text.add_run("\tСолай.").italic = True
    document.add_paragraph("Бірінші тармақ", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "Атауы", "Саны", "Мектептер"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "Ішкі кесте"
    document.sections[0].header.paragraphs[0].text = "Қаржы министрлігі"
    document.sections[0].footer.paragraphs[0].text = "Мекенжайы: Астана қаласы"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(*content: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{''.join(content)}</w:tc></w:tr></w:tbl>"


def full_document() -> bytes:
    body = [
        paragraph(make_field('TOC \\o "1-3"', "Кіріспе")),
        paragraph("Бірінші ", run("қалың", BOLD), run("мәтін", f"{BOLD}<w:lang w:val='kk-KZ'/>"), NOTE, " соңы."),
        paragraph("Атауы", TAB, "Саны", BREAK, "Көлемі. ", BREAK, "Жаңа жол", PAGE, "Келесі бет"),
        paragraph("Қараңыз: ", f'<w:hyperlink r:id="rId9">{run("сайт")}{run("ымыз", BOLD)}</w:hyperlink>', " арқылы"),
        paragraph(text_box(paragraph("Жәшіктегі ", run("мәтін", BOLD), " осында")), "Сыртқы мәтін"),
        table(paragraph("Ұяшық"), table(paragraph("Ішкі")), paragraph()),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Басқару элементі')}</w:sdtContent></w:sdt>",
    ]
    return make_docx(
        "".join(body),
        {
            "header1.xml": make_part("hdr", paragraph("Жоғарғы жазу")),
            "footer1.xml": make_part("ftr", paragraph("Бет ", make_field("PAGE", "1"), " соңы")),
            "footnotes.xml": make_part(
                "footnotes",
                f'<w:footnote w:id="0">{paragraph(run("<w:separator/>"))}</w:footnote>'
                f'<w:footnote w:id="2">{paragraph(run("<w:footnoteRef/>"), " Ескерту мәтіні.")}</w:footnote>',
            ),
            "endnotes.xml": make_part("endnotes", f'<w:endnote w:id="2">{paragraph("Соңғы ескерту.")}</w:endnote>'),
            "comments.xml": make_part("comments", f'<w:comment w:id="1">{paragraph("Пікір")}</w:comment>'),
            "styles.xml": STYLES,
        },
    )


class TestContract(FormatContract):
    name = "docx"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {"full": full_document(), "python-docx": python_docx_document(), "empty": make_docx("")}

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        members = docx_members(paragraph("Мәтін"))
        document = str(members["word/document.xml"])
        whole = make_zip(members)

        def changed(document: str) -> bytes:
            return make_zip({**members, "word/document.xml": document})

        return {
            "text": "Бұл мәтін".encode(),
            "truncated": whole[: len(whole) // 2],
            "a zip file of another kind": make_zip({"a.txt": "а"}),
            "no document part": make_zip({name: one for name, one in members.items() if name != "word/document.xml"}),
            "no relations": make_zip({name: one for name, one in members.items() if name != "_rels/.rels"}),
            "broken XML": changed(document.replace("</w:body>", "")),
            "document type": changed(document.replace("<w:document", "<!DOCTYPE a>\n<w:document")),
            "wrong root": changed('<a xmlns="urn:x"/>'),
            "too deep": changed(make_part("document", "<w:p>" * 400 + "</w:p>" * 400)),
            "no header": make_docx(paragraph("а"), {"header1.xml": make_part("hdr", "")}).replace(
                b"word/header1.xml", b"word/header9.xml"
            ),
        }

    def same(self, before: bytes, after: bytes) -> None:
        assert list_members(after) == list_members(before)
        assert read_members(after) == read_members(before)


def test_all_stories_are_read_in_order() -> None:
    texts = [block.text for block in blocks(full_document())]
    assert texts == [
        "Кіріспе", "Бірінші қалыңмәтін соңы.", "Атауы", "Саны", "Көлемі.", "Жаңа жол",
        "Келесі бет", "Қараңыз: сайтымыз арқылы", "Сыртқы мәтін", "Жәшіктегі мәтін осында", "Ұяшық", "Ішкі",
        "Басқару элементі", "Жоғарғы жазу", "Бет  соңы", "Ескерту мәтіні.", "Соңғы ескерту.",
    ]  # fmt: skip


def test_only_the_parts_with_changed_text_change() -> None:
    before = full_document()
    after = translate(before, lambda one: louder(one) if one.text == "Ескерту мәтіні." else Target(one.text, one.marks))
    changed = [name for name, content in read_members(after).items() if content != read_members(before)[name]]
    assert changed == ["word/footnotes.xml"]
    assert list_members(after) == list_members(before)


def test_paragraphs_that_are_not_changed_stay_as_they_were() -> None:
    odd = '<w:p w:rsidR="00A1"><w:proofErr w:type="spellStart"/><w:r><w:t>Бір</w:t></w:r><w:r><w:t>ге</w:t></w:r></w:p>'
    before = make_docx(odd + paragraph("Екінші"))
    after = translate(before, lambda one: louder(one) if one.text == "Екінші" else Target(one.text, one.marks))
    assert odd in read_member(after, "word/document.xml")


def test_text_boxes_are_translated_once_and_written_twice() -> None:
    document = make_docx(paragraph(text_box(paragraph("Жәшік ", run("мәтіні", BOLD), " осында тұр")), "Сыртқы"))
    assert [block.text for block in blocks(document)] == ["Сыртқы", "Жәшік мәтіні осында тұр"]
    after = read_member(
        translate(document, lambda one: Target("Box" if "Жәшік" in one.text else "Outer")), "word/document.xml"
    )
    assert after.count(">Box<") == 2
    assert after.count(">Outer<") == 1
    assert "Жәшік" not in after


def test_text_boxes_that_differ_are_two_blocks() -> None:
    box = text_box(paragraph("Жәшік")).replace("Жәшік", "Басқа", 1)
    assert [block.text for block in blocks(make_docx(paragraph(box)))] == ["Басқа", "Жәшік"]


def test_hidden_text_code_and_symbols_are_left() -> None:
    body = (
        paragraph("Көрінетін ", run("жасырын", "<w:vanish/>"), " мәтін")
        + paragraph("Көрінетін ", run("жасырын", '<w:rStyle w:val="Hid"/>'), " мәтін")
        + paragraph("Көрінетін ", run("q", '<w:rFonts w:ascii="Wingdings"/>'), " мәтін")
        + paragraph("print('қала')", properties='<w:pStyle w:val="My"/>')
        + paragraph("көрінеді", run("ме", '<w:vanish w:val="0"/>'))
    )
    document = make_docx(body, {"styles.xml": STYLES})
    assert [block.text for block in blocks(document)] == [*["Көрінетін  мәтін"] * 3, "көрінедіме"]
    after = read_member(translate(document, louder), "word/document.xml")
    assert after.count("жасырын") == 2
    assert "print('қала')" in after


def test_what_has_no_letters_is_no_block() -> None:
    assert blocks(make_docx(paragraph("12 345,6") + paragraph(" ") + paragraph() + paragraph("– 2024 –"))) == []


def test_content_controls_lose_their_tie_to_data() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Атауы"/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr>'
        f"<w:sdtContent>{run('Қаулы')}</w:sdtContent></w:sdt>"
    )
    assert only("Бұл ", control, " жобасы") == Block("Бұл Қаулы жобасы", (Mark(1, Span(4, 9)),))
    body = rewritten("Бұл ", control, " жобасы", target=Target("A decree", (Mark(1, Span(2, 8)),)))
    assert '<w:alias w:val="Атауы"/></w:sdtPr><w:sdtContent><w:r><w:t>decree</w:t></w:r></w:sdtContent>' in body
    around = make_docx(control.replace(run("Қаулы"), paragraph("Қаулы")))
    assert "dataBinding" not in read_member(translate(around, louder), "word/document.xml")
    assert "dataBinding" in read_member(translate(around, lambda one: Target(one.text)), "word/document.xml")


def test_the_strict_edition_is_read_and_written() -> None:
    members = docx_members(paragraph("Бұл ", run("қалың", BOLD), " мәтін"))
    document = str(members["word/document.xml"]).replace(W, f"{STRICT}/wordprocessingml/main")
    relations = str(members["_rels/.rels"]).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006", f"{STRICT}/officeDocument"
    )
    content = make_zip({**members, "word/document.xml": document, "_rels/.rels": relations})
    assert [block.text for block in blocks(content)] == ["Бұл қалың мәтін"]
    after = translate(content, louder)
    assert blocks(after) == [Block(swap("Бұл қалың мәтін"), (Mark(1, Span(4, 9)),))]
    assert W not in read_member(after, "word/document.xml")


def test_notes_say_what_is_left_alone() -> None:
    members = docx_members(paragraph("а"), {"comments.xml": make_part("comments", "")})
    types = str(members["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        '<Override PartName="/_xmlsignatures/origin.sigs" '
        'ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/></Types>',
    )
    extra = {"word/vbaProject.bin": b"\x01\x02", "_xmlsignatures/origin.sigs": b""}
    content = make_zip({**members, "[Content_Types].xml": types, **extra})
    (part,) = read(content)
    assert [note.split()[1] for note in part.notes] == ["digital", "macros", "as"]
    assert "1 part with comments" in part.notes[2]
    assert read_members(translate(content, louder))["word/vbaProject.bin"] == b"\x01\x02"


def test_numbers_with_words_are_noted() -> None:
    level = '<w:abstractNum><w:lvl w:ilvl="0"><w:lvlText w:val="%1-тарау."/></w:lvl></w:abstractNum>'
    (part,) = read(make_docx(paragraph("Мәтін"), {"numbering.xml": make_part("numbering", level)}))
    assert part.notes == ("numbers of paragraphs are left as they are, with the words in them: %1-тарау.",)


def test_another_document_is_not_written_over() -> None:
    parts = [(part, [louder(block) for block in part.blocks]) for part in read(make_docx(paragraph("Мәтін")))]
    for other in (make_docx(paragraph("Басқа")), make_docx(paragraph("Мәтін") * 2), make_docx("")):
        out = io.BytesIO()
        with pytest.raises(FormatError, match="changed while"):
            FORMAT().write(io.BytesIO(other), parts, out, Options())
        assert out.getvalue() == b""


def test_other_office_documents_are_named() -> None:
    pptx = pytest.importorskip("pptx")
    out = io.BytesIO()
    pptx.Presentation().save(out)
    with pytest.raises(FormatError, match="is no text document but a presentation"):
        read(out.getvalue())


def test_long_documents_come_in_parts_and_are_put_together_again() -> None:
    document = make_docx("".join(paragraph(f"{number}-сөйлем туралы") for number in range(450)))
    parts = read(document)
    assert [len(part.blocks) for part in parts] == [200, 200, 50]
    after = translate(document, lambda one: Target(one.text.replace("сөйлем", "word")))
    assert [block.text for block in blocks(after)] == [f"{number}-word туралы" for number in range(450)]


def test_paragraphs_of_very_many_runs_take_time_in_proportion() -> None:
    def measure(count: int) -> float:
        document = make_docx(paragraph(*[run(f"сөз{n} ", BOLD if n % 2 else "") + NOTE for n in range(count)]))
        start = time.process_time()
        translate(document, louder)
        return time.process_time() - start

    measure(100)
    assert measure(8000) < 12 * max(measure(2000), 0.05)


def test_very_many_breaks_and_signs_take_time_in_proportion() -> None:
    def measure(count: int) -> float:
        breaks = "<w:p><w:r>" + "<w:t>сөз</w:t><w:br/>" * count + "</w:r></w:p>"
        fields = paragraph(sign("begin") * count, "сөз", sign("end") * count)
        start = time.process_time()
        translate(make_docx(breaks + fields), louder)
        return time.process_time() - start

    measure(100)
    assert measure(6000) < 12 * max(measure(1500), 0.05)


def test_parts_that_point_to_one_another_are_read_once() -> None:
    header = make_part("hdr", paragraph("Жазу"))
    members = docx_members(paragraph("Мәтін"), {"header1.xml": header, "header2.xml": header})
    around = make_relations({"Header1.xml": "header", "header2.xml": "header"})
    content = make_zip({**members, "word/_rels/header1.xml.rels": around, "word/_rels/header2.xml.rels": around})
    assert [block.text for block in blocks(content)] == ["Мәтін", "Жазу", "Жазу"]
