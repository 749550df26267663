"""Formatting carried to a translation: each mark once, within the text, where its words are."""

from hypothesis import given
from hypothesis import strategies as st

from glossary.text import Span
from translate import Segment, TermUse, Translation, TranslationUnit
from translate.carry import carry, find_links, needs_links
from translate.engine import Link
from translate.engines.tokens import split_words
from translate.formats import Block, Mark
from translate.function import load_translator

SOURCE = "Бүгін әкім жаңа мектепті ашты."
TARGET = "Today the akim opened a new school."
ORDER = [0, 1, 1, 4, 2, 2, 3]
"""For each word of the target the word of the source."""


def make(source: str = SOURCE, target: str = TARGET, terms: tuple[TermUse, ...] = ()) -> Translation:
    unit = TranslationUnit(Segment(0, 0, Span(0, len(source)), source), target, terms)
    return Translation(target, (unit,), "kk", "en", "test", source_length=len(source))


def links(source: str = SOURCE, target: str = TARGET) -> dict[int, list[Link]]:
    ours, theirs = list(split_words(source)), list(split_words(target))
    return {0: [Link(ours[index], theirs[number], 1.0) for number, index in enumerate(ORDER)]}


def mark(text: str, number: int = 1, source: str = SOURCE) -> Mark:
    start = source.index(text)
    return Mark(number, Span(start, start + len(text)))


def carried(*marks: Mark) -> list[str]:
    found = carry(Block(SOURCE, marks), make(), links())
    assert sorted(one.number for one in found) == sorted(one.number for one in marks)
    return [one.span.of(TARGET) for one in sorted(found, key=lambda one: one.number)]


def test_words_decide_where_a_mark_is() -> None:
    assert carried(mark("жаңа мектепті")) == ["a new school"]
    assert carried(mark("әкім")) == ["the akim"]
    assert carried(mark("ашты")) == ["opened"]
    assert carried(mark(SOURCE)) == [TARGET]


def test_signs_at_the_edge_stay_out_where_they_were_out() -> None:
    source, target = "Ол «мектепті» ашты.", "He opened the “school”."
    ours, theirs = list(split_words(source)), list(split_words(target))
    aligned = {0: [Link(ours[index], theirs[number], 1.0) for number, index in enumerate([0, 2, 1, 1])]}
    block = Block(source, (mark("мектепті", 1, source),))
    (found,) = carry(block, make(source, target), aligned)
    assert found.span.of(target).lstrip("the ").strip() == "“school" or found.span.of(target) == "the “school"
    block = Block(source, (mark("«мектепті»", 1, source),))
    (found,) = carry(block, make(source, target), aligned)
    assert found.span.of(target).endswith("”")


def test_a_term_is_where_its_rendering_is_whatever_the_alignment_says() -> None:
    use = TermUse("akim", Span(6, 10), "әкім", "akim", Span(10, 14), "model", verified=True)
    translation = make(terms=(use,))
    (found,) = carry(Block(SOURCE, (mark("әкім"),)), translation, {})
    assert found.span == Span(10, 14)


def test_places_stay_between_the_same_words_and_behind_their_word() -> None:
    footnote = Mark(1, Span(SOURCE.index(" жаңа"), SOURCE.index(" жаңа")))  # behind әкім
    (found,) = carry(Block(SOURCE, (footnote,)), make(), links())
    assert TARGET[: found.span.start].endswith("akim")
    first, last = Mark(1, Span(0, 0)), Mark(2, Span(len(SOURCE), len(SOURCE)))
    found_first, found_last = carry(Block(SOURCE, (first, last)), make(), links())
    assert (found_first.span, found_last.span) == (Span(0, 0), Span(len(TARGET), len(TARGET)))


def test_marks_over_several_segments() -> None:
    one, two = "Күн жылы. ", "Жел соқты."
    units = (
        TranslationUnit(Segment(0, 0, Span(0, 9), "Күн жылы."), "It is warm."),
        TranslationUnit(Segment(1, 0, Span(10, 20), two), "The wind blew."),
    )
    text = "It is warm. The wind blew."
    translation = Translation(text, units, "kk", "en", "test", source_length=20)
    whole, second = Mark(1, Span(0, 20)), Mark(2, Span(10, 20))
    found = {one.number: one.span.of(text) for one in carry(Block(one + two, (whole, second)), translation, {})}
    assert found == {1: text, 2: "The wind blew."}


def crosses(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


@st.composite
def nested(draw: st.DrawFn) -> tuple[Mark, ...]:
    """Draw marks that nest or follow one another."""
    spans: list[Span] = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(SOURCE)))
        span = Span(start, draw(st.integers(start, len(SOURCE))))
        if not any(crosses(span, other) for other in spans):
            spans.append(span)
    spans.sort(key=lambda span: (span.start, -span.end))
    return tuple(Mark(number, span) for number, span in enumerate(spans))


@given(nested(), st.lists(st.integers(0, 4), min_size=7, max_size=7), st.booleans())
def test_no_mark_is_lost_or_crosses_another(marks: tuple[Mark, ...], order: list[int], aligned: bool) -> None:
    ours, theirs = list(split_words(SOURCE)), list(split_words(TARGET))
    linked = {0: [Link(ours[index], theirs[number], 1.0) for number, index in enumerate(order)]} if aligned else {}
    found = carry(Block(SOURCE, marks), make(), linked)
    assert sorted(one.number for one in found) == [one.number for one in marks]
    assert all(0 <= one.span.start <= one.span.end <= len(TARGET) for one in found)
    assert not any(crosses(one.span, other.span) for one in found for other in found)


def test_the_engine_tells_which_words_go_together() -> None:
    translator = load_translator(date="none", model="embedded")
    source = "Министр Астанаға келді."
    translation = translator.translate(source)
    block = Block(source, (mark("Астанаға", 1, source),))
    (unit,) = translation.units
    assert needs_links(block, unit)
    assert not needs_links(Block(source, (Mark(1, Span(0, len(source))),)), unit)
    (aligned,) = find_links(translator.engine, [unit], translation)
    (found,) = carry(block, translation, {0: aligned})
    assert found.span.of(translation.text) == "Astana"
