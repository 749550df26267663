"""The stems of nouns, and the nouns of possessed forms."""

import time

import pytest

from glossary.kazakh.endings import Form
from glossary.kazakh.letters import LOWER
from glossary.kazakh.stems import bases, find_stems, soften


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("министрлік", "министрліг"), ("аймақ", "аймағ"), ("мектеп", "мектеб"), ("халық", "халқ"), ("қалып", "қалп"),
        ("тарап", "тарап"), ("телескоп", "телескоп"), ("грипп", "грипп"), ("банк", "банк"), ("модель", "модел"),
        ("Серік", "Серіг"), ("әдет-ғұрып", "әдет-ғұрп"), ("кітап", "кітаб"),
    ],
)  # fmt: skip
def test_stem_before_a_vowel(word: str, stem: str) -> None:
    assert soften(word)[0] == stem


@pytest.mark.parametrize("word", ["нарық", "ауыл", "құқық", "қаріп"])
def test_words_with_two_stems(word: str) -> None:
    assert len(soften(word)) == 2


@pytest.mark.parametrize(
    ("possessed", "noun"),
    [
        ("министрлігі", "министрлік"), ("халқы", "халық"), ("қалпы", "қалып"), ("нарқы", "нарық"), ("клубы", "клуб"),
        ("төрағасы", "төраға"), ("кеңесі", "кеңес"), ("басшысы", "басшы"), ("процесі", "процесс"), ("съезі", "съезд"),
        ("фактісі", "факт"), ("рейтингісі", "рейтинг"), ("орынбасары", "орынбасар"), ("тарапы", "тарап"),
        ("әкім", "әкім"), ("отбасы", "отбасы"), ("Елбасы", "Елбасы"),
    ],
)  # fmt: skip
def test_noun_of_a_possessed_form(possessed: str, noun: str) -> None:
    assert bases(possessed)[0] == noun


def test_stems_share_their_tables() -> None:
    one, other = find_stems("қала"), find_stems("төраға")
    assert [stem.endings for stem in one] == [stem.endings for stem in other]
    assert one[0].endings.forms["ның"] == Form("genitive")


def test_every_reading_is_one_that_is_spelled() -> None:
    for lemma in ("қала", "мектеп", "халық", "журналист", "факт", "процесс", "отбасы", "ҚР"):
        for stem in find_stems(lemma):
            forms, readings, spellings = stem.endings.forms, stem.endings.readings, stem.endings.spellings
            assert forms == {ending: found[0] for ending, found in readings.items()}
            assert {form for found in readings.values() for form in found} == set(spellings)


@pytest.mark.parametrize("word", ["", "-", " ", "\ud800", "а\u0301", "٣", "²", "Ⅳ", "שלום", "ь", "ъь", "i", "x-", "5-"])
@pytest.mark.parametrize("possessed", [False, True])
def test_odd_words_have_stems(word: str, possessed: bool) -> None:
    assert find_stems(word, possessed)[0].text == word


def test_stems_are_cheap() -> None:
    words = [a + "а" + b + c + "к" for a in LOWER for b in LOWER for c in LOWER[:12]]
    start = time.perf_counter()
    for word in words:
        find_stems(word)
    assert (time.perf_counter() - start) / len(words) < 1e-4  # seconds; seven times what it takes
