"""What a word may be: forms in each role, abbreviations of place nouns, and words of any length."""

import pytest

from glossary.kazakh.endings import Form
from glossary.slots import LONGEST_WORD, Slots


def test_a_head_is_read_in_any_form_and_a_fixed_word_in_none() -> None:
    slots = Slots()
    head = slots.number("head", "министрлігі", possessed=True)
    fixed = slots.number("fixed", "қаржы")
    (reading,) = slots.read("министрліктерінің")
    assert (reading.slot, reading.form) == (head, Form("genitive", plural=True, possessive=3))
    assert [reading.slot for reading in slots.read("қаржы")] == [fixed]
    assert slots.read("қаржының") == ()


@pytest.mark.parametrize("form", ["әкімінің", "әкімнің", "әкімі", "әкім"])
def test_an_inner_word_varies_as_izafet_does(form: str) -> None:
    slots = Slots()
    inner = slots.number("inner", "әкімінің")
    assert [(reading.slot, reading.changed) for reading in slots.read(form)] == [(inner, int(form != "әкімінің"))]


@pytest.mark.parametrize("form", ["әкімге", "әкіміміз", "әкімдер", "әкімдік"])
def test_an_inner_word_does_not_vary_otherwise(form: str) -> None:
    slots = Slots()
    slots.number("inner", "әкімінің")
    assert slots.read(form) == ()


def test_the_first_place_noun_is_not_possessed() -> None:
    slots = Slots()
    slots.number("first", "қала")
    assert [bool(slots.read(form)) for form in ("қала", "қаланың", "қаласы", "қаласының")] == [True, True, False, False]


def test_an_abbreviated_place_noun_needs_its_full_stop() -> None:
    slots = Slots()
    slots.number("inner", "облысының")
    assert [reading.shortened for reading in slots.read("обл")] == [True]


def test_without_is_not_you_are() -> None:
    slots = Slots()
    slots.number("head", "әкім")
    assert slots.read("әкімсіз") == ()
    assert [reading.form for reading in slots.read("әкімсіздер")] == [Form(plural=True, predicate=5)]


def test_an_abbreviation_keeps_its_capitals() -> None:
    slots = Slots()
    slots.number("abbreviation", "ҚР")
    assert [(reading.exact, reading.form) for reading in slots.read("қрның")] == [("ҚР", Form("genitive"))]


def test_what_is_read_is_what_has_been_entered_since() -> None:
    slots = Slots()
    assert slots.read("министр") == ()
    slots.number("head", "министр")
    assert len(slots.read("министр")) == 1


@pytest.mark.parametrize("word", ["", "\ud800", "а\u0301", "ы" * (LONGEST_WORD + 1), "٣", "שלום"])
def test_odd_words_are_nothing(word: str) -> None:
    slots = Slots()
    slots.number("head", "министр")
    assert slots.read(word) == ()
