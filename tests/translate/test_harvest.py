"""Term pairs from a document and its translation."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from glossary.storage import tsv
from glossary.term import Termbase
from tests.fakes import CopyEngine, NaughtyEngine
from translate.engine import Hypothesis, Request
from translate.errors import EngineError, LanguageError
from translate.harvest import suggest
from translate.suggestion import Suggestion, make_termbase

CASES = Path(__file__).parent.parent / "cases" / "harvest"
KAZAKH = (CASES / "school.kk.txt").read_text("utf-8")
ENGLISH = (CASES / "school.en.txt").read_text("utf-8")
PAIRS = [tuple(line.split("\t")) for line in (CASES / "school.pairs.tsv").read_text("utf-8").splitlines()]
KNOWN = {"Абылай хан даңғылы": "the khan is read as a person"}


@pytest.fixture(scope="module")
def found() -> list[Suggestion]:
    return suggest(KAZAKH, ENGLISH, termbase=Termbase())


@pytest.mark.parametrize(
    ("kazakh", "english"),
    [
        pytest.param(*pair, marks=[pytest.mark.xfail(reason=why) for term, why in KNOWN.items() if term in pair])
        for pair in PAIRS
    ],
)
def test_a_pair_is_proposed(kazakh: str, english: str, found: list[Suggestion]) -> None:
    """The texts are not aligned line by line, and the English one joins sentences."""
    assert (kazakh, english) in [(one.kazakh, one.english) for one in found if one.score >= 0.5]


def test_the_surest_are_first_and_right(found: list[Suggestion]) -> None:
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len({(one.kazakh, one.english) for one in found}) == len(found)
    assert sum((one.kazakh, one.english) in PAIRS for one in found[:10]) >= 9


def test_no_person_is_proposed(found: list[Suggestion]) -> None:
    said = " ".join(one.kazakh for one in found)
    assert not [name for name in ("Бекетова", "Сүлейменов", "Ахметов") if name in said]


def test_proposals_are_a_termbase(found: list[Suggestion]) -> None:
    base = make_termbase(found)
    again = tsv.loads(tsv.dumps(base))
    assert list(again.terms()) == list(base.terms())
    assert {term.status for term in again.terms()} == {"unverified"}
    ministry = next(term for term in again.terms() if term.text == "Мәдениет және мұрағат ісі министрлігі")
    assert ministry.grammar == ("possessed",)
    assert "score" in ministry.note


def test_what_the_termbase_has_is_left_out(found: list[Suggestion]) -> None:
    rest = suggest(KAZAKH, ENGLISH, termbase=make_termbase(found[:4]))
    assert not {one.kazakh for one in found[:4]} & {one.kazakh for one in rest}
    assert suggest(KAZAKH, ENGLISH, termbase=make_termbase(found)) == []


def test_line_by_line_or_not_is_the_same(found: list[Suggestion]) -> None:
    kazakh, english = (text.replace("\n", " \r\n\r\n") for text in (KAZAKH, ENGLISH))
    again = {(one.kazakh, one.english) for one in suggest(kazakh, english, termbase=Termbase())}
    assert {(one.kazakh, one.english) for one in found[:8]} <= again


def test_latin_letters_in_kazakh_words_do_no_harm() -> None:
    odd = KAZAKH.replace("і", "i")
    assert "Мұрағат комитеті" in [one.kazakh for one in suggest(odd, ENGLISH, termbase=Termbase())]


@pytest.mark.parametrize("english", ["", " \n", "He came.", "12 345", "***"])
def test_texts_without_anything_in_common(english: str) -> None:
    assert suggest(KAZAKH, english, termbase=Termbase()) == []
    assert suggest("", english, termbase=Termbase()) == []


def test_a_part_of_a_text_gives_a_part_of_the_pairs() -> None:
    part = "\n".join(ENGLISH.splitlines()[:4])
    found = [(one.kazakh, one.english) for one in suggest(KAZAKH, part, termbase=Termbase()) if one.score >= 0.5]
    assert ("Мәдениет және мұрағат ісі министрлігі", "Ministry of Culture and Archives") in found
    assert not [pair for pair in found if pair[0] == "Мұрағат комитеті"]


def test_a_text_in_the_other_language_is_refused() -> None:
    with pytest.raises(LanguageError, match="give the Kazakh text first"):
        suggest(ENGLISH, KAZAKH)
    with pytest.raises(LanguageError, match="mostly in Cyrillic"):
        suggest(KAZAKH, KAZAKH)


def test_abbreviations_in_brackets() -> None:
    kazakh = "Өңірлік Даму Банкі (ӨДБ) есеп берді."
    english = "The Regional Development Bank (RDB) reported."
    found = {one.kazakh: one for one in suggest(kazakh, english, termbase=Termbase())}
    assert found["ӨДБ"].english == "RDB"
    assert found["ӨДБ"].kind == "abbreviation"


def test_an_engine_is_asked_once_for_all() -> None:
    engine = CopyEngine()
    found = suggest(KAZAKH, ENGLISH, engine=engine, termbase=Termbase())
    assert any(request.alignment for request in engine.asked)
    assert all(any(reason.startswith("engine") for reason in one.why) for one in found)


class Silent(CopyEngine):
    """Fakes a model that gives no hypothesis at all."""

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        return [[] for _ in requests]


@pytest.mark.parametrize("engine", [Silent(), *map(NaughtyEngine, ("drop", "loop", "wrong language"))])
def test_a_bad_engine_loses_no_pair(engine: CopyEngine, found: list[Suggestion]) -> None:
    asked = suggest(KAZAKH, ENGLISH, engine=engine, termbase=Termbase())
    assert {one.kazakh for one in asked} == {one.kazakh for one in found}


def test_an_engine_that_answers_for_fewer_is_an_error() -> None:
    with pytest.raises(EngineError, match="answers to"):
        suggest(KAZAKH, ENGLISH, engine=NaughtyEngine("too few"), termbase=Termbase())


def test_nothing_of_the_text_is_logged_above_debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    suggest(KAZAKH, ENGLISH, termbase=Termbase())
    assert not caplog.records
