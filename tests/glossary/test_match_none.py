"""Sentences in which the termbase that ships must not find anything: words that only look like a title.

The files have no comments, for a hashtag begins a line. What is in `match_none_known_failures.tsv` is found today:
only the sense of the sentence, or its language, tells that it is not meant. The same for English, where
`match_some_english.tsv` has the words in the sense that is meant.
"""

import csv
from pathlib import Path

import pytest

from glossary import TermMatcher, default_termbase

CASES = Path(__file__).parents[1] / "cases"
FEWEST = 200
FEWEST_ENGLISH = 30


def read_cases(name: str) -> list[tuple[str, str]]:
    """Return the two columns of a file of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        _, *rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(text, detail) for text, detail in rows]


def number_lines(rows: list[tuple[str, str]]) -> list[str]:
    """Name the cases by their lines; ids of Kazakh letters would be escaped."""
    return [f"line{i}" for i, _ in enumerate(rows, 2)]


NONE = read_cases("match_none.tsv")
KNOWN_FAILURES = read_cases("match_none_known_failures.tsv")
ENGLISH = read_cases("match_none_english.tsv")
ENGLISH_KNOWN_FAILURES = read_cases("match_none_english_known_failures.tsv")
ENGLISH_FOUND = read_cases("match_some_english.tsv")


@pytest.fixture(scope="module")
def matcher() -> TermMatcher:
    return TermMatcher(default_termbase(), "kk", "en")


@pytest.fixture(scope="module")
def english_matcher() -> TermMatcher:
    return TermMatcher(default_termbase(), "en", "kk")


@pytest.mark.parametrize(("text", "why"), NONE, ids=number_lines(NONE))
def test_nothing_is_found(matcher: TermMatcher, text: str, why: str) -> None:
    assert [(match.form, match.concept) for match in matcher.match(text)] == [], why


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="the words are those of a title")
@pytest.mark.parametrize(("text", "why"), KNOWN_FAILURES, ids=number_lines(KNOWN_FAILURES))
def test_something_is_found_that_should_not_be(matcher: TermMatcher, text: str, why: str) -> None:
    assert [(match.form, match.concept) for match in matcher.match(text)] == [], why


@pytest.mark.parametrize(("text", "why"), ENGLISH, ids=number_lines(ENGLISH))
def test_nothing_is_found_in_english(english_matcher: TermMatcher, text: str, why: str) -> None:
    assert [(match.form, match.concept) for match in english_matcher.match(text)] == [], why


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="the words are those of a title")
@pytest.mark.parametrize(("text", "why"), ENGLISH_KNOWN_FAILURES, ids=number_lines(ENGLISH_KNOWN_FAILURES))
def test_something_is_found_in_english_that_should_not_be(english_matcher: TermMatcher, text: str, why: str) -> None:
    assert [(match.form, match.concept) for match in english_matcher.match(text)] == [], why


@pytest.mark.parametrize(("text", "concept"), ENGLISH_FOUND, ids=number_lines(ENGLISH_FOUND))
def test_the_same_words_are_found_where_a_title_is_meant(english_matcher: TermMatcher, text: str, concept: str) -> None:
    assert concept in [match.concept for match in english_matcher.match(text)]


def test_there_are_enough_sentences_each_with_a_reason_and_only_once() -> None:
    assert len(NONE) >= FEWEST
    assert len(ENGLISH) >= FEWEST_ENGLISH
    cases = NONE + KNOWN_FAILURES + ENGLISH + ENGLISH_KNOWN_FAILURES + ENGLISH_FOUND
    assert len({text for text, _ in cases}) == len(cases)
    assert all(text and detail for text, detail in cases)
