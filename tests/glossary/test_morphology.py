"""Kazakh inflection: a table of paradigms read both ways, and what is no inflection."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.kazakh.letters import LOWER
from glossary.kazakh.morphology import CASES, POSSESSORS, Case, ending_for_latin, inflect, is_form_of, paradigm
from glossary.kazakh.sounds import is_back, read

CASES_FILE = Path(__file__).parents[1] / "cases" / "paradigms.tsv"


def _rows() -> list[list[str]]:
    lines = CASES_FILE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_paradigm_is_generated_and_recognised(row: list[str]) -> None:
    lemma, possessed = row[0].rstrip("+"), row[0].endswith("+")
    forms = [inflect(lemma, case, possessed=possessed) for case in CASES[1:]]
    forms.append(inflect(lemma, plural=True, possessed=possessed))
    forms.append(inflect(lemma, possessed=True) if possessed else inflect(lemma, possessive=3))
    assert forms == row[1:]
    table = paradigm(lemma, possessed=possessed)
    for case, form in zip(CASES[1:], row[1:], strict=False):
        assert is_form_of(form, lemma, possessed=possessed)
        assert table[form.lower()].case == case


def test_table_is_large_enough() -> None:
    assert len(_rows()) >= 25


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("әкімдік", "әкім"), ("әкімшілік", "әкім"), ("Кәкім", "әкім"), ("әкімгершілік", "әкім"),
        ("министрлік", "министр"), ("қазақстандық", "Қазақстан"), ("елбасылық", "елбасы"),
        ("қалалық", "қала"), ("облыстық", "облыс"), ("төрағалық", "төраға"), ("министрлігіге", "министрлік"),
        ("орынбасарыны", "орынбасар"), ("халығы", "халық"), ("мектепі", "мектеп"), ("", "әкім"),
    ],
)  # fmt: skip
def test_derivations_and_errors_are_no_forms(form: str, lemma: str) -> None:
    assert not is_form_of(form, lemma)


@pytest.mark.parametrize(
    ("form", "lemma", "possessed"),
    [
        ("министрліктегі", "министрлік", False), ("министрлігіндегі", "министрлігі", True),
        ("әкімдікі", "әкім", False), ("әкімдеріміздің", "әкім", False), ("Елбасымыз", "Елбасы", True),
        ("министрлігіміздің", "министрлігі", True), ("субъектілерінің", "субъект", False),
        ("ҚР-дағы", "ҚР", False), ("ӘКІМГЕ", "әкім", False), ("президентіміз", "президент", False),
    ],
)  # fmt: skip
def test_further_forms(form: str, lemma: str, possessed: bool) -> None:
    assert is_form_of(form, lemma, possessed=possessed)


def test_possessors() -> None:
    assert [inflect("әкім", possessive=person) for person in POSSESSORS] == [
        "әкімім", "әкімің", "әкімі", "әкіміміз", "әкіміңіз"
    ]  # fmt: skip
    assert inflect("төраға", "dative", possessive=1) == "төрағама"
    assert inflect("халық", "genitive", possessive=4) == "халқымыздың"


def test_unknown_possessor_is_an_error() -> None:
    with pytest.raises(ValueError, match="no possessor 9"):
        inflect("әкім", possessive=9)


def test_only_the_last_word_changes_and_capitals_stay() -> None:
    assert inflect("Қаржы министрлігі", "dative", possessed=True) == "Қаржы министрлігіне"
    assert inflect("Премьер-министр", "genitive") == "Премьер-министрдің"


@pytest.mark.parametrize(
    ("word", "case", "ending"),
    [
        ("Boeing", "genitive", "тың"), ("Deputy Akim", "genitive", "ның"), ("Twitter", "locative", "де"),
        ("Store", "ablative", "дан"), ("BBC", "genitive", "дің"), ("Kazakhstan", "genitive", "ның"),
        ("Limited", "dative", "ке"), ("YouTube", "locative", "та"), ("Space", "instrumental", "пен"),
        ("President", "accusative", "ті"), ("Republic of Kazakhstan", "dative", "ға"), ("Boeing", "nominative", ""),
        ("Brexit", "accusative", "ті"), ("Wexford", "dative", "қа"), ("Press", "genitive", "тің"),
    ],
)  # fmt: skip
def test_endings_behind_latin_words(word: str, case: Case, ending: str) -> None:
    assert ending_for_latin(word, case) == ending


def test_ending_behind_a_possessed_latin_rendering() -> None:
    assert ending_for_latin("Elbasy", "dative", possessed=True) == "на"
    assert ending_for_latin("Elbasy", "accusative", possessed=True) == "н"


@pytest.mark.parametrize("word", ["", "-", " ", "\ud800", "а\u0301", "٣", "²", "Ⅳ", "שלום", "ь", "ъь", "i", "x-", "5-"])
def test_odd_words_do_not_crash(word: str) -> None:
    for case in CASES:
        inflect(word, case)
        ending_for_latin(word, case)
    assert paradigm(word)
    assert paradigm(word, possessed=True)
    assert is_back(word) in (True, False)
    read(word)


@given(st.text(alphabet=LOWER, min_size=2, max_size=12), st.sampled_from(CASES), st.booleans())
def test_what_is_inflected_is_recognised(word: str, case: Case, plural: bool) -> None:
    assert is_form_of(inflect(word, case, plural=plural), word)
    assert is_form_of(inflect(word, case, plural=plural, possessive=3), word)


@given(st.text(max_size=20))
def test_any_text_is_inflected(word: str) -> None:
    assert all(inflect(word, case).startswith(word) for case in CASES)
