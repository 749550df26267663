"""Sentences in which the termbase that ships must not find anything: words that only look like a title.

The files have no comments, for a hashtag begins a line. What is in `match_none_known_failures.tsv` is found today:
only the sense of the sentence, or its language, tells that it is not meant.
"""

import csv
from pathlib import Path

import pytest

from glossary import TermMatcher, default_termbase

CASES = Path(__file__).parents[1] / "cases"
FEWEST = 200


def read_cases(name: str) -> list[tuple[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["text"], row["why"]) for row in rows]


def number_lines(rows: list[tuple[str, str]]) -> list[str]:
    """Name the cases by their lines; ids of Kazakh letters would be escaped."""
    return [f"line{i}" for i, _ in enumerate(rows, 2)]


NONE = read_cases("match_none.tsv")
KNOWN_FAILURES = read_cases("match_none_known_failures.tsv")


@pytest.fixture(scope="module")
def matcher() -> TermMatcher:
    return TermMatcher(default_termbase(), "kk", "en")


@pytest.mark.parametrize(("text", "why"), NONE, ids=number_lines(NONE))
def test_nothing_is_found(matcher: TermMatcher, text: str, why: str) -> None:
    assert [(match.form, match.concept) for match in matcher.match(text)] == [], why


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="the words are those of a title")
@pytest.mark.parametrize(("text", "why"), KNOWN_FAILURES, ids=number_lines(KNOWN_FAILURES))
def test_something_is_found_that_should_not_be(matcher: TermMatcher, text: str, why: str) -> None:
    assert [(match.form, match.concept) for match in matcher.match(text)] == [], why


def test_there_are_enough_sentences_each_with_a_reason_and_only_once() -> None:
    assert len(NONE) >= FEWEST
    texts = [text for text, _ in NONE + KNOWN_FAILURES]
    assert len(set(texts)) == len(texts)
    assert all(text and why for text, why in NONE + KNOWN_FAILURES)
