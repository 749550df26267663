"""Sentences find their translation, whatever is joined, split or left out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.harvest import Bead, Sentence, align

sentences = st.lists(st.builds(Sentence, st.integers(0, 300), st.integers(0, 5), st.frozensets(st.sampled_from("abc"))))


def pairs(beads: list[Bead]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((bead.kazakh.start, bead.kazakh.end), (bead.english.start, bead.english.end)) for bead in beads]


@given(sentences, sentences)
def test_every_sentence_is_in_one_bead(kazakh: list[Sentence], english: list[Sentence]) -> None:
    beads = align(kazakh, english)
    assert [i for bead in beads for i in range(*bead.kazakh)] == list(range(len(kazakh)))
    assert [i for bead in beads for i in range(*bead.english)] == list(range(len(english)))


def test_a_sentence_that_was_left_out_stays_alone() -> None:
    kazakh = [Sentence(80, 0, frozenset({"# 5"})), Sentence(250, 1), Sentence(60, 2, frozenset({"# 7"}))]
    english = [Sentence(90, 0, frozenset({"# 5"})), Sentence(70, 1, frozenset({"# 7"}))]
    assert [bead.is_pair for bead in align(kazakh, english)] == [True, False, True]


def test_a_translation_of_the_beginning_is_aligned_with_it() -> None:
    lengths = (40, 130, 75, 160, 50, 90, 120, 60)
    kazakh = [Sentence(length, i, frozenset({f"# {i}"} if i % 2 else ())) for i, length in enumerate(lengths)]
    english = [replace(one, length=round(one.length * 1.1)) for one in kazakh[:3]]
    assert pairs(align(kazakh, english))[:3] == [((i, i + 1), (i, i + 1)) for i in range(3)]


def test_two_sentences_become_one() -> None:
    kazakh = [Sentence(40), Sentence(45), Sentence(100)]
    english = [Sentence(88), Sentence(101)]
    assert pairs(align(kazakh, english)) == [((0, 2), (0, 1)), ((2, 3), (1, 2))]


@pytest.mark.parametrize("lost", [0, 400, 899])
def test_a_long_text_is_aligned_in_a_band(lost: int) -> None:
    kazakh = [Sentence(30 + i % 7 * 20, anchors=frozenset({f"# {i}"} if i % 5 == 0 else ())) for i in range(900)]
    english = kazakh[:lost] + kazakh[lost + 1 :]
    beads = align(kazakh, english)
    right = sum(bead.is_pair and kazakh[bead.kazakh.start] == english[bead.english.start] for bead in beads)
    assert right > 880
