"""Splitting is lossless, right on the sentences of tests/cases/segment_*.tsv, and linear on any text."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.kazakh.letters import INVISIBLE
from glossary.term import LANGUAGES, Language
from glossary.text import Span
from translate.errors import LanguageError
from translate.segment import DEEPEST, depth_after, reassemble, segment, split_long
from translate.unit import Document

CASES = Path(__file__).parents[1] / "cases"
BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
MESSY = st.text(
    alphabet="аіқӘЖОбт1Xxi...!?…,:;«»“”„\"'()[]–-*  \t\u00a0\ufeff\u200b\n\r\x85\u2028\ud800\x00😀\u0301ש",
    max_size=60,
)
PIECES = (
    'Ол келді.|«Иә!»|деді|А.|Қ.-Ж.|т.б.|2018 ж.|5|– Жоқ|«|»|“|”|"|(т.б.)| | |\n|\n\n|\r\n|қала.Ол|…|Mr. Lee|The end.'
    "|said|1.|Ә.Т.|[1]|😀|«Кеңес»"
)
SENTENCES = st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map("".join)
TEXTS = st.one_of(MESSY, SENTENCES, st.text(max_size=40))


def cases(language: Language) -> list[object]:
    """Read a case file: paragraph, its sentences with ` | ` between, label, what it is about."""
    params: list[object] = []
    for line in (CASES / f"segment_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        paragraph, expected, label, note = line.split("\t")
        assert label in ("positive", "negative", "known-failures"), line
        assert (label != "negative") or (expected == paragraph), line
        marks = [pytest.mark.xfail(strict=True, reason=note)] if label == "known-failures" else []
        params.append(pytest.param(language, paragraph, expected, marks=marks, id=f"{language}: {note}: {paragraph}"))
    return params


def is_blank(text: str) -> bool:
    return all(char.isspace() or char in INVISIBLE for char in text)


def texts(document: Document) -> list[str]:
    return [part.text for part in document.segments]


@pytest.mark.parametrize(("language", "paragraph", "expected"), [*cases("kk"), *cases("en")])
def test_sentences(language: Language, paragraph: str, expected: str) -> None:
    assert " | ".join(texts(segment(paragraph, language))) == expected


def test_there_are_enough_cases() -> None:
    assert len(cases("kk")) >= 60
    assert len(cases("en")) >= 25


@given(TEXTS, st.sampled_from(LANGUAGES), st.integers(0, 3))
def test_splitting_is_lossless(text: str, language: Language, depth: int) -> None:
    document = segment(text, language, depth=depth)
    assert document.text == text
    assert reassemble(document, texts(document)) == text
    position = 0
    for index, part in enumerate(document.segments):
        assert part.index == index
        assert part.text == part.span.of(text) != ""
        assert not is_blank(part.text[0])
        assert not is_blank(part.text[-1])
        assert is_blank(text[position : part.span.start])
        assert 0 <= part.depth <= max(DEEPEST, depth) + 1
        position = part.span.end
    assert is_blank(text[position:])


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_paragraphs_are_the_lines(text: str, language: Language) -> None:
    document = segment(text, language)
    position = 0
    for index, paragraph in enumerate(document.paragraphs):
        assert paragraph.index == index
        assert text[position : paragraph.span.start] in (("",) if not index else BREAKS)
        assert not any(mark in paragraph.span.of(text) for mark in BREAKS)
        for part in paragraph.segments:
            assert part.paragraph == index
            assert paragraph.span.start <= part.span.start < part.span.end <= paragraph.span.end
        assert bool(paragraph.segments) != is_blank(paragraph.span.of(text))
        position = paragraph.span.end
    assert text[position:] in ("", *BREAKS)


@given(st.lists(TEXTS.filter(lambda text: not is_blank(text)), min_size=1, max_size=4), st.sampled_from(LANGUAGES))
def test_a_stream_of_parts_is_segmented_like_the_whole(lines: list[str], language: Language) -> None:
    """Parts that end with a line that is not empty: the empty line before is what a part cannot know."""
    parts = [line.rstrip() + "\n" for line in lines]
    whole = segment("".join(parts), language)
    depth, streamed = 0, []
    for part in parts:
        document = segment(part, language, depth=depth)
        streamed += [(found.text, found.depth) for found in document.segments]
        depth = depth_after(document, depth=depth)
    assert streamed == [(found.text, found.depth) for found in whole.segments]
    assert depth == depth_after(whole)


@given(TEXTS, st.integers(1, 30), st.sampled_from(LANGUAGES))
def test_long_segments_are_cut_without_loss(text: str, limit: int, language: Language) -> None:
    position = 0
    for span in split_long(text, limit, language):
        assert 0 < span.end - span.start <= limit
        assert is_blank(text[position : span.start])
        position = span.end
    assert is_blank(text[position:])


@pytest.mark.parametrize("mark", BREAKS)
def test_every_line_break_ends_a_paragraph(mark: str) -> None:
    document = segment(f"қала{mark}ол{mark}{mark} {mark}А.{mark}Дос", "kk")
    assert texts(document) == ["қала", "ол", "А.", "Дос"]
    assert [len(paragraph.segments) for paragraph in document.paragraphs] == [1, 1, 0, 0, 1, 1]


def test_what_is_invisible_at_the_edge_belongs_to_no_segment() -> None:
    text = "\ufeff \tЖиын өтті.\u00a0\u200bОл аяқталды. \u00a0\n\u00a0\n\ufeff"
    document = segment(text, "kk")
    assert texts(document) == ["Жиын өтті.", "Ол аяқталды."]
    assert reassemble(document, ["A", "B"]) == "\ufeff \tA\u00a0\u200bB \u00a0\n\u00a0\n\ufeff"


def test_a_text_without_words() -> None:
    assert segment("", "kk") == Document("", ())
    assert segment(" \n", "kk").segments == ()
    assert reassemble(segment("\n\n", "en"), []) == "\n\n"


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("«Бір\nЕкі\n«Кеңес» орталығы\nБәрі дайын» деді.\nСоңы.", [0, 1, 1, 1, 0]),  # the inner » closes the inner «
        ("«Бір. Екі», – деді ол. Үш.", [0, 1, 0]),
        ("«Бір\n\nЕкі» деді.\n\nҮш", [0, 1, 0]),  # an empty line inside a quotation
        ("«Бір\n«Екі\nҮш» деді.\nТөрт", [0, 0, 1, 0]),  # a new mark on every line
        ("«Бір\n\n«Екі» деді.\n\nҮш", [0, 0, 0]),  # never closed; a new one after an empty line
        ("«Бір\n\n«Екі» деп» айтты.\n\nҮш", [0, 1, 0]),  # the line closes more than it opens
        ("“One\n\n“Two.” He left.", [0, 0, 0]),
        ("„Бір. Екі“ деді. Үш.", [0, 1, 0]),
        ("”Бір. Екі” деді. Үш.", [0, 1, 0]),
        ('"Бір. Екі" деді. Үш "төрт. Бес', [0, 1, 0, 1]),
        ('Ұзындығы 5" болды. Келесі', [0, 0]),
        ('"Бір\nЕкі', [0, 0]),  # straight quotes count in their line only
        ("Бір» деді. Екі", [0, 0]),
    ],
)
def test_depth(text: str, depths: list[int]) -> None:
    assert [part.depth for part in segment(text, "kk").segments] == depths


def test_depth_goes_on_in_the_next_part() -> None:
    first = segment("Ол айтты: «Бір.", "kk")
    blank = segment("\n\n", "kk", depth=depth_after(first))
    assert depth_after(blank, depth=depth_after(first)) == 1
    assert [part.depth for part in segment("Екі. Үш» деді. Төрт", "kk", depth=1).segments] == [1, 1, 0]


def test_marks_that_nobody_closes_do_not_add_up() -> None:
    assert depth_after(segment("Ол « деді\n" * 100, "kk")) == DEEPEST


def test_errors() -> None:
    with pytest.raises(LanguageError, match="'ru'"):
        segment("а", "ru")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="-1"):
        segment("а", "kk", depth=-1)
    with pytest.raises(ValueError, match=r"2 segments.* 1 targets"):
        reassemble(segment("Бір. Екі.", "kk"), ["One."])
    with pytest.raises(ValueError, match="limit is 0"):
        split_long("а", 0, "kk")


@pytest.mark.parametrize(
    ("text", "limit", "language", "parts"),
    [
        (" қысқа ", 20, "kk", ["қысқа"]),
        ("  ", 5, "kk", []),
        (
            "Бірінші бөлім бітті; екінші бөлім, міне, басталды",
            30,
            "kk",
            ["Бірінші бөлім бітті;", "екінші бөлім, міне, басталды"],
        ),
        ("Талап мынадай: құжат керек", 20, "kk", ["Талап мынадай:", "құжат керек"]),
        ("қала мен дала және тау мен теңіз", 20, "kk", ["қала мен дала", "және тау мен теңіз"]),
        ("the town and the steppe", 15, "en", ["the town", "and the steppe"]),
        ("барлығы 2 300 000 теңге", 20, "kk", ["барлығы", "2 300 000 теңге"]),
        ("ққққққққққ", 4, "kk", ["ққққ", "ққққ", "ққ"]),
    ],
)
def test_where_long_segments_are_cut(text: str, limit: int, language: Language, parts: list[str]) -> None:
    assert [span.of(text) for span in split_long(text, limit, language)] == parts


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert split_long("аааи\u0306", 4, "kk") == [Span(0, 3), Span(3, 5)]


REPEATED = (
    '.|«|"| |\n|қ|. |.«|А.|А. |қала.Ол|«А!» Ққ |.[1|! )|–|. – |а. «(((|\x00|سلام. |😀|1. |т. б. |: 1. |Mr. |“”|.\u200d'
    "|“A!” Bb |*.*|a-|.Қ|\ud800. "
)


@pytest.mark.parametrize("unit", REPEATED.split("|"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_time_is_linear(unit: str, language: Language) -> None:
    """Quadratic time would take minutes; linear time takes a tenth of a second."""
    text = unit * (60_000 // len(unit))
    start = time.process_time()
    document = segment(text, language)
    assert reassemble(document, texts(document)) == text
    split_long(text, 200, language)
    assert time.process_time() - start < 3


def test_the_real_article(shared: Path) -> None:
    text = (shared / "cases" / "civic_forum.kk.txt").read_text(encoding="utf-8")
    document = segment(text, "kk")
    assert texts(document) == [line.strip() for line in text.splitlines() if line.strip()]
    assert depth_after(document) == 0
