"""English chains become one Kazakh title with the right endings; what only looks like a chain stays as it is."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.compose_kazakh import compose_kazakh
from glossary.kazakh.morphology import inflect
from glossary.match import TermMatcher
from glossary.occurrence import TermMatch
from glossary.term import Term, Termbase

CASES = Path(__file__).parents[1] / "cases"


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def _terms(concept: str, kazakh: str, english: str, kazakh_grammar: str, english_grammar: str) -> list[Term]:
    """Return the Kazakh and the English term of a row; a concept without Kazakh has no rendering."""
    grammar = tuple(filter(None, english_grammar.split("; ")))
    terms = [Term(concept, "en", english, grammar=grammar, case="keep" if english[:1].isupper() else "sentence")]
    if kazakh:
        terms.append(Term(concept, "kk", kazakh, grammar=tuple(filter(None, [kazakh_grammar]))))
    return terms


BASE = Termbase.from_terms([term for row in _rows("compose_english_terms.tsv") for term in _terms(*row)])
MATCHER = TermMatcher(BASE, "en", "kk")
POSITIVE = [row for row in _rows("compose_english.tsv") if row[1] != "-"]
NEGATIVE = [row[0] for row in _rows("compose_english.tsv") if row[1] == "-"]


def _composed(text: str) -> list[TermMatch]:
    return compose_kazakh(text, MATCHER.match(text), BASE)


def _title(match: TermMatch) -> str:
    """Return the rendering of a match in the number in which the title stands."""
    rendering = match.rendering
    assert rendering is not None
    return inflect(rendering.text, plural=match.plural, possessed=rendering.possessed)


def test_enough_cases() -> None:
    assert len(POSITIVE) >= 60
    assert len(NEGATIVE) >= 30


@pytest.mark.parametrize(("text", "title"), POSITIVE, ids=[row[0] for row in POSITIVE])
def test_chain_becomes_a_title(text: str, title: str) -> None:
    padded = f"Yesterday the {text} answered."
    (found,) = _composed(padded)
    assert _title(found) == title
    assert found.form == text == found.span.of(padded)
    assert found.concept == "+".join(part.concept for part in found.parts)
    assert found.rendering is not None
    assert (found.rendering.language, found.rendering.concept) == ("kk", found.concept)


@pytest.mark.parametrize("text", NEGATIVE)
def test_no_chain(text: str) -> None:
    matches = MATCHER.match(text)
    assert compose_kazakh(text, matches, BASE) == matches


@pytest.mark.parametrize("case", ["genitive", "dative", "ablative", "accusative"])
def test_the_rendering_can_be_declined(case: str) -> None:
    (found,) = _composed("the deputy akim of Taraz")
    assert found.rendering is not None
    declined = inflect(found.rendering.text, case, possessed=found.rendering.possessed)  # type: ignore[arg-type]
    endings = {"genitive": "ның", "dative": "на", "ablative": "нан", "accusative": "н"}
    assert declined == "Тараз әкімінің орынбасары" + endings[case]


def test_one_who_acts_is_not_possessed() -> None:
    (found,) = _composed("The acting akim of Taraz spoke.")
    assert found.rendering is not None
    assert found.rendering.grammar == ()
    assert inflect(found.rendering.text, "dative") == "Тараз әкімінің міндетін атқарушыға"


def test_genitive_of_the_whole_title() -> None:
    (found,) = _composed("the Chairman of the Treasury Committee's answer")
    assert (found.case, found.form) == ("genitive", "Chairman of the Treasury Committee's")


def test_number_is_that_of_the_head() -> None:
    (found,) = _composed("The akims of Taraz and Semey met.")
    assert found.plural
    assert found.rendering is not None
    assert found.rendering.text == "Тараз және Семей әкімі"


def test_parts_are_the_pieces_in_the_order_of_the_text() -> None:
    (found,) = _composed("Chairman of the Treasury Committee of the Ministry of Finance")
    assert [part.concept for part in found.parts] == ["chairman", "treasury", "finance"]


def test_heads_and_adjectives_count_for_nothing_alone() -> None:
    assert _composed("The head said that the Russian adviser left.") == []
    (found,) = _composed("The head of a Kazakh firm met the Minister.")
    assert found.concept == "minister"


def test_a_chain_ends_at_what_is_not_known() -> None:
    text = "the Treasury Committee of the Bureau of Wonders of the Ministry of Finance"
    found = _composed(text)
    assert [match.concept for match in found] == ["treasury", "unknown", "finance"]
    assert not any(match.parts for match in found)


def test_possessors_that_cannot_be_told_apart_are_not_joined() -> None:
    """Whose representatives: of both ministries of Russia, or of the one, and a ministry of Russia?"""
    found = _composed("representatives of the Ministry of Finance and the Ministry of Energy of Russia")
    assert [match.concept for match in found] == ["finance", "energy+russia"]


def test_composing_twice_changes_nothing() -> None:
    text = "The deputy akim of Taraz met the Chairman of the Senate of Kazakhstan."
    once = _composed(text)
    assert [match.concept for match in once] == ["deputy-akim+taraz", "chairman-of-senate+kazakhstan"]
    assert compose_kazakh(text, once, BASE) == once


WORDS = (
    "the", "of", "and", ",", "to", "in", "former", "acting", "first", "deputy", "Kazakhstan's", "Kazakh", "Ukraine",
    "akims", "Minister of Finance", "Chairmen", "adviser", "Senate", "Parliament", "Taraz", "Ambassador", ".", "is",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_no_match_is_lost(words: list[str]) -> None:
    """Each match is there alone or as a part of one title, and the titles stand in order."""
    text = " ".join(words)
    matches = MATCHER.match(text)
    found = compose_kazakh(text, matches, BASE)
    kept = [part for match in found for part in (match.parts or (match,)) if part in matches]
    assert sorted(kept, key=lambda match: match.span) == matches
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))
    assert all(match.form == match.span.of(text) for match in found)


def test_a_long_text_takes_as_long_as_its_length() -> None:
    text = "Kazakhstan of " * 5_000 + "adviser of the President's " * 5_000
    matches = MATCHER.match(text)
    start = time.process_time()
    compose_kazakh(text, matches, BASE)
    assert time.process_time() - start < 10


def test_nothing_to_compose() -> None:
    assert compose_kazakh("", [], BASE) == []
