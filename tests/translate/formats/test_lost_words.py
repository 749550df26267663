"""A link is never over nothing, and no empty markup is left where a model left words out."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text import Span
from tests.translate.formats.docx_rewriting import rewritten
from tests.translate.formats.office_documents import run
from translate.formats import Mark, Target
from translate.formats.lost_words import give_words

TEXT = "one two three"


def give(*spans: tuple[int, int], kind: str = "a") -> list[str]:
    """Return the words that links have, after they were given some."""
    target = Target(TEXT, tuple(Mark(number, Span(*span)) for number, span in enumerate(spans)))
    found = {mark.number: mark for mark in give_words(target, dict.fromkeys(range(len(spans)), kind), ()).marks}
    return [found[number].span.of(TEXT) for number in range(len(spans))]


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([(0, 0)], ["one"]),
        ([(4, 4)], ["two"]),
        ([(7, 7)], ["two"]),
        ([(13, 13)], ["three"]),
        ([(3, 4)], ["one"]),
        ([(4, 7), (7, 7)], ["two", "three"]),
        ([(7, 7), (7, 7)], ["two", "three"]),
        ([(0, 13), (13, 13)], ["one two", "three"]),
        ([(0, 0), (0, 13)], ["one", "two three"]),
        ([(0, 13), (4, 7)], ["three", "two"]),
        ([(0, 7), (0, 7)], ["one two", "three"]),
        ([(0, 7), (4, 13)], ["one two", "three"]),
        ([(0, 13), (0, 3), (0, 3)], ["one", "three", "two"]),
    ],
)
def test_links_get_the_nearest_free_word(spans: list[tuple[int, int]], words: list[str]) -> None:
    assert sorted(give(*spans)) == sorted(words)


def test_links_may_share_words_only_with_marks_of_another_kind() -> None:
    assert give((4, 7), (5, 5), kind="") == ["two", "two"]
    assert sorted(give((0, 3), (4, 7), (8, 13), (8, 8))) == ["", "one", "three", "two"]


def test_formatting_without_words_goes_and_the_rest_stays() -> None:
    marks = (Mark(1, Span(4, 4)), Mark(2, Span(0, 3)), Mark(3, Span(5, 5)))
    assert give_words(Target(TEXT, marks), {}, [1, 2]).marks == (Mark(2, Span(0, 3)), Mark(3, Span(5, 5)))


def test_a_target_without_words_keeps_its_links() -> None:
    target = Target("…", (Mark(1, Span(0, 0)),))
    assert give_words(target, {1: "a"}, ()) == target


SPANS = st.tuples(st.integers(0, 13), st.integers(0, 13)).map(lambda ends: Span(min(ends), max(ends)))


@given(st.lists(SPANS, max_size=5))
def test_no_link_lies_over_another_and_none_is_lost(spans: list[Span]) -> None:
    target = Target(TEXT, tuple(Mark(number, span) for number, span in enumerate(spans)))
    found = give_words(target, dict.fromkeys(range(len(spans)), "a"), ()).marks
    assert sorted(mark.number for mark in found) == list(range(len(spans)))
    written = sorted(mark.span for mark in found if mark.span.of(TEXT).strip())
    assert not any(one.overlaps(other) for one, other in pairwise(written))


EDGES = st.sampled_from([(0, 3), (4, 7), (8, 13)])
CARRIED = st.one_of(
    st.sampled_from([0, 3, 4, 7, 8, 13]).map(lambda at: (at, at)),
    st.tuples(EDGES, EDGES).map(lambda ends: (min(ends)[0], max(ends)[1])),
)


@given(st.lists(CARRIED, max_size=3))
def test_no_link_is_empty_where_there_are_words_enough(spans: list[tuple[int, int]]) -> None:
    assert all(give(*spans))


def test_very_many_links_take_time_in_proportion() -> None:
    def measure(count: int) -> float:
        text = "сөз " * count
        marks = tuple(
            Mark(number, Span(0, 0) if number % 2 else Span(4 * number, 4 * number + 3)) for number in range(count)
        )
        start = time.process_time()
        give_words(Target(text, marks), dict.fromkeys(range(count), "a"), ())
        return time.process_time() - start

    assert measure(8000) < 12 * max(measure(2000), 0.05)


def test_a_link_of_word_processing_is_never_empty() -> None:
    links = [f'<w:hyperlink r:id="rId{n}">{run(word)}</w:hyperlink>' for n, word in enumerate(("осында", "сонда"))]
    content = ("Бұл ", links[0], " және ", links[1], " бар")
    for second in (Span(4, 4), Span(0, 8), Span(5, 8)):
        body = rewritten(*content, target=Target("Read now", (Mark(1, Span(0, 8)), Mark(2, second))))
        assert sorted(re.findall(r'r:id="(\w+)"><w:r>.*?<w:t>(\w+)<', body)) in (
            [("rId0", "Read"), ("rId1", "now")], [("rId0", "now"), ("rId1", "Read")],
        )  # fmt: skip
