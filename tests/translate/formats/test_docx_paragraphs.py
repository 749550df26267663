import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.text import Span
from tests.translate.formats.contract import swap
from tests.translate.formats.docx_rewriting import (
    BOLD,
    BREAK,
    NOTE,
    PAGE,
    TAB,
    blocks,
    louder,
    marks,
    only,
    rewritten,
    translate,
)
from tests.translate.formats.office_documents import (
    make_docx,
    make_field,
    paragraph,
    read_member,
    run,
    sign,
)
from translate.formats import Block, Mark, Options, Target


@pytest.mark.parametrize(
    "noise",
    [
        '<w:lang w:val="kk-KZ"/>',
        "<w:noProof/>",
        '<w:rFonts w:hint="eastAsia"/>',
        '<w:spacing w:val="-2"/>',
        '<w:rPrChange w:id="1"><w:rPr><w:b/></w:rPr></w:rPrChange>',
    ],
)
def test_traces_of_checking_are_no_marks(noise: str) -> None:
    block = only(
        run("Қала ", noise), '<w:proofErr w:type="spellStart"/>', "әкі", run("мі", noise), '<w:bookmarkEnd w:id="1"/>'
    )
    assert block == Block("Қала әкімі")


def test_runs_that_look_alike_are_one_mark_and_the_usual_look_is_none() -> None:
    block = only(
        "Бұл ", run("қа", BOLD), run("ла", BOLD + "<w:noProof/>"), run(" ", ""), run("әкімі", BOLD), " келді деді"
    )
    assert block == Block("Бұл қала әкімі келді деді", (Mark(1, Span(4, 14)),))
    assert only(run("Қаулы туралы", BOLD)) == Block("Қаулы туралы")


def test_a_mark_has_no_spaces_at_its_ends() -> None:
    assert marks(only("Осы мәтін", run(" қалың ", BOLD), "болады")) == [(10, 15)]


def test_marks_are_written_where_the_target_has_them() -> None:
    body = rewritten(
        "Бұл жерде ", run("қалың", BOLD), " мәтін", target=Target("Bold text here", (Mark(1, Span(0, 4)),))
    )
    assert body == (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> text here</w:t></w:r></w:p>'
    )


def test_two_marks_may_change_places() -> None:
    content = ("Бұл жерде ", run("қалың", BOLD), " және тағы ", run("көлбеу", "<w:i/>"), " мәтін бар")
    body = rewritten(*content, target=Target("it is bold", (Mark(2, Span(0, 2)), Mark(1, Span(6, 10)))))
    assert re.findall(r"<w:rPr><w:(.)/></w:rPr><w:t>(\w+)<", body) == [("i", "it"), ("b", "bold")]


@pytest.mark.parametrize(
    "found",
    [
        (),
        (Mark(1, Span(3, 3)),),
        (Mark(1, Span(0, 99)),),
        (Mark(7, Span(0, 2)),),
        (Mark(1, Span(0, 5)), Mark(1, Span(2, 3))),
        (Mark(1, Span(0, 5)), Mark(2, Span(3, 8))),
    ],
)
def test_odd_marks_lose_no_text(found: tuple[Mark, ...]) -> None:
    content = ("Бұл жерде ", run("қалың", BOLD), " мәтін ", run("көлбеу", "<w:i/>"), " деді")
    body = rewritten(*content, target=Target("Some text", found))
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)<", body)) == "Some text"


def test_a_link_keeps_its_element_around_its_words() -> None:
    link = f'<w:hyperlink r:id="rId9" w:tooltip="Т">{run("біздің сайтта", "<w:u/>")}</w:hyperlink>'
    block = only("Бұл ", link, " жазылған")
    assert block == Block("Бұл біздің сайтта жазылған", (Mark(1, Span(4, 17)),))
    body = rewritten("Бұл ", link, " жазылған", target=Target("Read on our site now", (Mark(1, Span(8, 16)),)))
    assert (
        '<w:hyperlink r:id="rId9" w:tooltip="Т"><w:r><w:rPr><w:u/></w:rPr><w:t>our site</w:t></w:r></w:hyperlink>'
        in body
    )


def test_a_place_moves_with_its_mark() -> None:
    block = only("Бірінші сөз", NOTE, " екінші сөз")
    assert block == Block("Бірінші сөз екінші сөз", (Mark(1, Span(11, 11)),))
    body = rewritten("Бірінші сөз", NOTE, " екінші сөз", target=Target("Two words", (Mark(1, Span(3, 3)),)))
    assert body.index("Two") < body.index("footnoteReference") < body.index(" words")


def test_places_at_the_ends_are_no_marks_and_stay() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="а"/>'
    assert only(mark, run("<w:drawing/>"), " Мәтін ", NOTE, '<w:bookmarkEnd w:id="1"/>') == Block("Мәтін")
    body = rewritten(mark, run("<w:drawing/>"), " Мәтін ", NOTE, target=Target("Text"))
    assert re.findall(r"bookmarkStart|drawing|Text|footnoteReference", body) == [
        "bookmarkStart", "drawing", "Text", "footnoteReference",
    ]  # fmt: skip


def test_tabs_and_page_breaks_divide_and_stay() -> None:
    content = (TAB, "Қала әкімі", run("<w:tab/><w:tab/>"), "Ә. Серікова", PAGE, "Келесі")
    document = make_docx(paragraph(*content))
    assert [block.text for block in blocks(document)] == ["Қала әкімі", "Ә. Серікова", "Келесі"]
    after = read_member(translate(document, louder), "word/document.xml")
    assert re.findall(r"<w:tab/>|w:type=\"page\"|<w:t>", after) == (
        ["<w:tab/>", "<w:t>", "<w:tab/>", "<w:tab/>", "<w:t>", 'w:type="page"', "<w:t>"]
    )


def test_a_tab_in_a_link_divides_it() -> None:
    link = "<w:hyperlink><w:r><w:t>1.</w:t><w:tab/><w:t>Кіріспе</w:t><w:tab/><w:t>5</w:t></w:r></w:hyperlink>"
    assert only(link) == Block("Кіріспе")
    body = rewritten(link, target=Target("Introduction"))
    assert re.findall(r"hyperlink|<w:tab/>|>([\w.]+)<", body) == ["", "1.", "", "Introduction", "", "5", ""]


def test_a_line_break_within_a_sentence_is_a_place_with_a_space() -> None:
    content = ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ", BREAK, "ҚАРЖЫ МИНИСТРЛІГІ")
    assert only(*content) == Block("ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ҚАРЖЫ МИНИСТРЛІГІ", (Mark(1, Span(26, 26)),))
    body = rewritten(*content, target=Target("MINISTRY OF FINANCE", (Mark(1, Span(9, 9)),)))
    assert body == "<w:p><w:r><w:t>MINISTRY</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>OF FINANCE</w:t></w:r></w:p>"


def test_a_line_break_after_a_sentence_divides() -> None:
    document = make_docx(paragraph("Бірінші сөйлем.", BREAK, "Екінші", BREAK, BREAK, "Үшінші"))
    assert [block.text for block in blocks(document)] == ["Бірінші сөйлем.", "Екінші", "Үшінші"]


def test_deleted_text_is_left_and_inserted_text_is_translated() -> None:
    deleted = '<w:del w:id="1" w:author="А"><w:r><w:delText>ескі</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="А">{run("жаңа сөз")}</w:ins>'
    assert only("Осы ", deleted, inserted, " туралы") == Block(
        "Осы жаңа сөз туралы", (Mark(1, Span(4, 12)), Mark(2, Span(4, 4)))
    )
    body = rewritten(
        "Осы ", deleted, inserted, " бар", target=Target("a word", (Mark(2, Span(2, 2)), Mark(1, Span(2, 6))))
    )
    assert deleted + inserted[:20] in body
    assert '<w:ins w:id="2" w:author="А"><w:r><w:t>word</w:t></w:r></w:ins>' in body


def test_the_instruction_of_a_field_is_never_touched() -> None:
    link = make_field('HYPERLINK "https://example.org/қала"', run("сайт", BOLD), "тан")
    assert only("Бұл ", link, " алынды") == Block("Бұл сайттан алынды", (Mark(1, Span(4, 11)), Mark(2, Span(4, 8))))
    body = rewritten("Бұл ", link, " алынды", target=Target("Taken from a site", (Mark(1, Span(11, 17)),)))
    order = ["begin", "https://example.org/қала", "separate", "a site", "end"]
    assert [body.index(word) for word in order] == sorted(body.index(word) for word in order)
    assert "сайт" not in body


@pytest.mark.parametrize("instruction", ["PAGE", "MERGEFIELD Аты", "ADDIN ZOTERO_ITEM", "DATE \\@ 'd MMMM'"])
def test_results_that_come_from_elsewhere_are_part_of_a_place(instruction: str) -> None:
    whole = make_field(instruction, "«Аты»")
    assert only("Құрметті ", whole, " мырза") == Block("Құрметті  мырза", (Mark(1, Span(9, 9)),))
    body = rewritten("Құрметті ", whole, " мырза", target=Target("Dear  sir", (Mark(1, Span(5, 5)),)))
    assert whole in body


def test_a_field_over_several_paragraphs_is_kept() -> None:
    first = paragraph(sign("begin"), run("<w:instrText>TOC</w:instrText>"), sign("separate"), "Кіріспе")
    document = make_docx(first + paragraph("Қорытынды") + paragraph(sign("end")))
    assert [block.text for block in blocks(document)] == ["Кіріспе", "Қорытынды"]
    after = read_member(translate(document, louder), "word/document.xml")
    assert re.findall(r"begin|TOC|separate|end\"", after) == ["begin", "TOC", "separate", 'end"']


def test_simple_fields() -> None:
    pages = f'<w:fldSimple w:instr=" NUMPAGES ">{run("бес")}</w:fldSimple>'
    reference = f'<w:fldSimple w:instr=" REF а ">{run("1-кесте")}</w:fldSimple>'
    assert only("Барлығы ", pages, " бет, ", reference, " қараңыз") == Block(
        "Барлығы  бет, 1-кесте қараңыз", (Mark(1, Span(8, 8)), Mark(2, Span(14, 21)))
    )


def test_equations_rubies_and_comments_are_places() -> None:
    formula = "<m:oMath><m:r><m:t>а+б</m:t></m:r></m:oMath>"
    remark = '<w:commentRangeStart w:id="1"/>'
    assert only("Егер ", formula, " болса, ", remark, "онда") == Block(
        "Егер  болса, онда", (Mark(1, Span(5, 5)), Mark(2, Span(13, 13)))
    )


def test_smart_tags_are_looked_through() -> None:
    tag = f'<w:smartTag w:element="place"><w:smartTagPr/>{run("Алматы")}</w:smartTag>'
    assert only("Біз ", tag, " қаласындамыз") == Block("Біз Алматы қаласындамыз")


@pytest.mark.parametrize(("options", "tag"), [(Options("kk", "en"), "en-US"), (Options("en", "kk"), "kk-KZ")])
def test_translated_runs_have_the_target_language(options: Options, tag: str) -> None:
    properties = '<w:b/><w:lang w:val="ru-RU" w:eastAsia="ja-JP"/><w:rPrChange w:id="1"/>'
    after = read_member(
        translate(
            make_docx(paragraph(run("Мәтін", properties), TAB, run("12", "<w:i/>"))), lambda _: Target("Text"), options
        ),
        "word/document.xml",
    )
    assert f'<w:b/><w:lang w:val="{tag}" w:eastAsia="ja-JP"/><w:rPrChange w:id="1"/></w:rPr><w:t>Text<' in after
    assert "<w:rPr><w:i/></w:rPr><w:t" in after


def test_the_language_stands_where_the_schema_wants_it() -> None:
    properties = '<w:b/><w:specVanish w:val="0"/><w14:glow/>'
    body = read_member(translate(make_docx(paragraph(run("Мәтін", properties))), louder), "word/document.xml")
    assert '<w:b/><w:lang w:val="en-US"/><w:specVanish w:val="0"/><w14:glow/>' in body


def test_hyphens_that_do_not_break_are_text_and_soft_ones_are_not() -> None:
    content = "<w:r><w:t>Тем</w:t><w:softHyphen/><w:t>ір</w:t><w:noBreakHyphen/><w:t>бетон</w:t></w:r>"
    assert only(content) == Block("Темір\u2011бетон")
    assert "<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>" in rewritten(content, target=Target("a\u2011b"))


def test_a_target_may_have_signs_that_xml_has_not() -> None:
    body = rewritten("Мәтін", target=Target("a\x00b\ud800\n\tc<&"))
    assert "<w:t>ab</w:t><w:br/><w:tab/><w:t>c&lt;&amp;</w:t>" in body


WORDS = st.text(alphabet="абә .,1", max_size=6)
RUNS = st.builds(run, WORDS, st.sampled_from(["", BOLD, "<w:i/>", "<w:u/>", "<w:noProof/>"]))
RANGES = [f'<w:{sign} w:id="{number}"/>' for sign in ("bookmarkStart", "bookmarkEnd") for number in (1, 2)]
PLACES = st.sampled_from([NOTE, TAB, BREAK, PAGE, *RANGES, make_field("PAGE", "1")])
INSIDE = st.lists(RUNS | PLACES, max_size=4).map("".join)
GROUPS = st.one_of(
    INSIDE.map(lambda inside: f'<w:hyperlink w:anchor="а">{inside}</w:hyperlink>'),
    INSIDE.map(lambda inside: f'<w:ins w:id="1">{inside}</w:ins>'),
    INSIDE.map(lambda inside: make_field("HYPERLINK а", inside)),
    INSIDE.map(lambda inside: f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"),
)
PARAGRAPHS = st.lists(st.one_of(RUNS, RUNS, PLACES, GROUPS), max_size=10).map(lambda items: paragraph(*items))
KEPT = re.compile(
    r"<w:(?:footnoteReference|tab/|br|bookmarkStart|bookmarkEnd|fldChar|instrText|hyperlink|ins|sdtContent)\b"
)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_whatever_is_in_a_paragraph_is_in_it_again(content: str) -> None:
    document = make_docx(content)
    found = blocks(document)
    after = translate(document, louder)
    wanted = [swap(block.text) for block in found]
    assert ["".join(block.text.split()) for block in blocks(after)] == ["".join(text.split()) for text in wanted]
    before = sorted(KEPT.findall(read_member(document, "word/document.xml")))
    assert sorted(KEPT.findall(read_member(after, "word/document.xml"))) == before


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.data())
def test_wherever_marks_go_no_text_is_lost(content: str, data: st.DataObject) -> None:
    def move(block: Block) -> Target:
        text = data.draw(st.text(alphabet="xy ", min_size=1, max_size=8)).strip() or "x"
        spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        return Target(text, tuple(Mark(mark.number, Span(*sorted(data.draw(spans)))) for mark in block.marks))

    document = make_docx(content)
    targets = {block: move(block) for block in blocks(document)}
    after = read_member(translate(document, targets.__getitem__), "word/document.xml")
    written = "".join(re.findall(r"<w:t(?: [^>]*)?>([xy ]*)<", after))
    assert sorted(written.replace(" ", "")) == sorted(
        "".join(targets[block].text for block in blocks(document)).replace(" ", "")
    )


def test_controls_within_controls_stay() -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('сөз', BOLD)}</w:sdtContent></w:sdt>"
    outer = f"<w:sdt><w:sdtPr/><w:sdtContent>{inner} {run('бар')}</w:sdtContent></w:sdt>"
    after = read_member(translate(make_docx(paragraph("Осы ", outer)), louder), "word/document.xml")
    assert after.count("<w:sdtContent>") == 2


def test_what_stands_out_is_a_mark_even_where_it_is_longer_than_the_rest() -> None:
    title = run("Қазақстан Республикасының Қаржы министрлігі", BOLD)
    assert only("Кеше ", title, " айтты.") == Block(
        "Кеше Қазақстан Республикасының Қаржы министрлігі айтты.", (Mark(1, Span(5, 48)),)
    )
    nearly_all = run("Қазақстан Республикасының Қаржы министрлігі хабарлады", BOLD)
    assert only(nearly_all, " бір").marks == (Mark(1, Span(54, 57)),)
