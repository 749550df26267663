"""Heads, adjectives of countries and qualifiers in an English text."""

import pytest

from glossary.english_pieces import Qualifiers, find_pieces, qualifiers_before
from glossary.match import TermMatcher
from glossary.term import Term, Termbase

BASE = Termbase.from_terms(
    [
        Term("russia", "kk", "Ресей", case="keep"),
        Term("russia", "en", "Russia", case="keep", grammar=("no-article",)),
        Term("minister", "kk", "министр"),
        Term("minister", "en", "Minister", case="keep"),
    ]
)
MATCHER = TermMatcher(BASE, "en", "kk")


def _forms(text: str) -> list[str]:
    return [piece.match.form for piece in find_pieces(text, MATCHER.match(text), BASE)]


def test_pieces_stand_in_order() -> None:
    assert _forms("The press secretaries of the Russian Minister") == ["press secretaries", "Russian", "Minister"]


@pytest.mark.parametrize("text", ["overhead", "subhead-line", "russian", "Kazakh", "Russians"])
def test_no_piece(text: str) -> None:
    """A country that the termbase does not have is none; nor is a word inside another."""
    assert _forms(text) == []


def test_an_adjective_has_the_concept_of_its_country() -> None:
    (piece,) = find_pieces("a Russian song", [], BASE)
    assert (piece.match.concept, piece.adjective, piece.found) == ("russia", True, False)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("the former ", Qualifiers(4, "бұрынғы ")),
        ("ex-", Qualifiers(0, "бұрынғы ")),
        ("Acting ", Qualifiers(0, acting="міндетін атқарушы")),
        ("new acting ", Qualifiers(0, "жаңа ", "міндетін атқарушы")),
        ("a formerly ", Qualifiers(11)),
        ("re-former ", Qualifiers(10)),
    ],
)
def test_qualifiers(before: str, expected: Qualifiers) -> None:
    assert qualifiers_before(before + "akim", 0, len(before)) == expected


def test_first_is_a_rank_before_a_deputy_only() -> None:
    assert qualifiers_before("the first deputy", 0, 10, deputy=True) == Qualifiers(4, ordinal="бірінші ")
    assert qualifiers_before("the first akim", 0, 10) == Qualifiers(10)
