"""Bookmarks and the text of comments go with their words."""

import re

import pytest

from glossary.text import Span
from tests.translate.formats.docx_rewriting import blocks, marks, only, rewritten
from tests.translate.formats.office_documents import make_docx, make_field, paragraph, run
from translate.formats import Block, Mark, Target

MARK, MARK_END = '<w:bookmarkStart w:id="7" w:name="а"/>', '<w:bookmarkEnd w:id="7"/>'
REMARK, REMARK_END = '<w:commentRangeStart w:id="3"/>', '<w:commentRangeEnd w:id="3"/>'
SIGN = run('<w:commentReference w:id="3"/>')
ORDER = re.compile(r"bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|commentReference|>([^<>]+)<")


def list_order(body: str) -> list[str]:
    return [match.group(1) or match.group() for match in ORDER.finditer(body)]


def test_a_range_is_a_mark_over_its_words() -> None:
    assert only("Бүгін ", MARK, "қала әкімі", MARK_END, " келді") == Block(
        "Бүгін қала әкімі келді", (Mark(1, Span(6, 16)),)
    )


def test_a_range_is_written_around_its_words_in_the_right_order() -> None:
    content = ("Жаңа ", MARK, "мектепті", MARK_END, " әкім ашты")
    target = Target("The akim opened a school", (Mark(1, Span(18, 24)),))
    assert list_order(rewritten(*content, target=target)) == [
        "The akim opened a ", "bookmarkStart", "school", "bookmarkEnd",
    ]  # fmt: skip


def test_the_sign_of_a_comment_stays_with_its_range() -> None:
    content = ("Жаңа ", REMARK, "мектепті", REMARK_END, SIGN, " әкім ашты")
    assert marks(only(*content)) == [(5, 13)]
    target = Target("A school was opened", (Mark(1, Span(2, 8)),))
    assert list_order(rewritten(*content, target=target)) == [
        "A ", "commentRangeStart", "school", "commentRangeEnd", "commentReference", " was opened",
    ]  # fmt: skip


def test_the_sign_of_another_comment_stays_a_place() -> None:
    other = SIGN.replace('"3"', '"4"')
    assert marks(only("Жаңа ", REMARK, "мектепті", REMARK_END, other, " әкім ашты")) == [(5, 13), (13, 13)]


def test_a_range_around_a_whole_paragraph_is_no_mark() -> None:
    assert only(MARK, "Қала ", run("әкімі", "<w:b/>"), " бүгін келді", MARK_END) == Block(
        "Қала әкімі бүгін келді", (Mark(1, Span(5, 10)),)
    )


@pytest.mark.parametrize(
    "content",
    [
        ("Жаңа ", MARK, "мектепті әкім ашты"),
        ("Жаңа ", MARK_END, "мектепті әкім ашты"),
        ("Жаңа ", MARK, MARK_END, "мектепті әкім ашты"),
        ("Жаңа ", MARK_END, "мектепті ", MARK, "әкім ашты"),
        ("Жаңа ", MARK, "мектепті ", REMARK_END, "әкім ашты"),
    ],
)
def test_signs_that_make_no_range_with_words_are_places(content: tuple[str, ...]) -> None:
    assert all(start == end for start, end in marks(only(*content)))


def test_of_ranges_that_cross_the_later_one_is_a_group() -> None:
    block = only("Жаңа ", MARK, "мектеп ", REMARK, "пен ", MARK_END, "бақша", REMARK_END, " бар")
    assert marks(block) == [(5, 5), (12, 21), (16, 16)]


def test_ranges_in_links_and_fields_are_groups_too() -> None:
    for content in (
        f"<w:hyperlink>{run('осы ')}{MARK}{run('жерден')}{MARK_END}</w:hyperlink>",
        make_field("HYPERLINK а", "осы ", MARK, run("жерден"), MARK_END),
    ):
        assert marks(only("Бұл ", content, " алынды")) == [(4, 14), (8, 14)]


def test_a_range_over_several_lines_does_not_keep_them_together() -> None:
    lines = [MARK, "Бір", run("<w:tab/>"), "Екі", MARK_END]
    assert [block.text for block in blocks(make_docx(paragraph("Үш ", *lines)))] == ["Үш", "Бір", "Екі"]
