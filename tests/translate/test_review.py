"""The check of whole translations: what it finds, of which class and where, and what it leaves alone."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from glossary.storage import default_termbase
from glossary.term import Language, Term, Termbase
from translate.errors import LanguageError
from translate.finding import CLASSES, Finding, Pair
from translate.review import Reviewer, mask

CASES = Path(__file__).parents[1] / "cases" / "check"
GOOD = [line.split("\t") for line in (CASES / "good.tsv").read_text("utf-8").splitlines()[1:]]
FAULTS = [line.split("\t") for line in (CASES / "faults.tsv").read_text("utf-8").splitlines()[1:]]

BASE = Termbase.from_terms(
    [
        Term("finance", "kk", "Қаржы министрлігі", grammar=("possessed",), case="keep"),
        Term("finance", "en", "Ministry of Finance", case="keep"),
        Term("finance", "en", "Finance Ministry", status="admitted", case="keep"),
        Term("finance", "en", "MoF", status="admitted", kind="abbreviation", case="keep"),
        Term("contract", "kk", "шарт"),
        Term("contract", "en", "contract", case="sentence"),
        Term("capital", "kk", "Нұр-Сұлтан", case="keep", until="2022-09-17"),
        Term("capital", "kk", "Астана", case="keep"),
        Term("capital", "en", "Nur-Sultan", grammar=("no-article",), case="keep", until="2022-09-17"),
        Term("capital", "en", "Astana", grammar=("no-article",), case="keep"),
    ]
)


@cache
def make_shipped(source: Language) -> Reviewer:
    return Reviewer(default_termbase(), source, "en" if source == "kk" else "kk")


def review(*pairs: tuple[str, str], source: Language = "kk", **options: object) -> list[Finding]:
    target: Language = "en" if source == "kk" else "kk"
    reviewer = Reviewer(BASE, source, target, **options)  # type: ignore[arg-type]
    return reviewer.review([Pair(one, other, line) for line, (one, other) in enumerate(pairs, 1)])


@pytest.mark.parametrize(("kazakh", "english"), GOOD)
def test_nothing_is_found_in_a_good_translation(kazakh: str, english: str) -> None:
    assert make_shipped("kk").review([Pair(kazakh, english)]) == []
    assert make_shipped("en").review([Pair(english, kazakh)]) == []


@pytest.mark.parametrize(("kind", "language", "source", "target", "find"), FAULTS)
def test_a_fault_is_found_with_its_class_and_its_place(
    kind: str, language: Language, source: str, target: str, find: str
) -> None:
    found = make_shipped(language).review([Pair(source, target)])
    assert {one.kind for one in found} - {"name"} <= {kind}
    places = [
        (one.source.of(source) if one.source else "", one.target.of(target) if one.target else "")
        for one in found
        if one.kind == kind
    ]
    assert places
    assert any(find in place for place in places) or not find


def test_the_cases_have_every_class_but_that_of_documents() -> None:
    assert {row[0] for row in FAULTS} == set(CLASSES) - {"inconsistent"}


def test_one_concept_has_one_wording_through_a_document() -> None:
    ours = "Қаржы министрлігі хабарлады."
    good = ("Қаржы министрлігінде жиын өтті.", "The Ministry of Finance held a meeting.")
    (found,) = review(good, good, (ours, "The Finance Ministry reported."))
    assert (found.pair, found.kind) == (2, "inconsistent")
    assert found.message == "'Қаржы министрлігі' is 'Finance Ministry' here and 'Ministry of Finance' elsewhere"
    assert review(good, (ours, "The MoF reported.")) == []  # an abbreviation after the name is none


def test_the_bare_noun_may_follow_a_name() -> None:
    ours = "Қаржы министрлігі хабарлады."
    named = ("Қаржы министрлігінде жиын өтті.", "The Ministry of Finance held a meeting.")
    assert review(named, (ours, "The Ministry reported.")) == []
    assert [one.kind for one in review((ours, "The Ministry reported."), named)] == ["missing"]


def test_a_person_is_spelled_in_one_way() -> None:
    found = review(
        ("Арман Қырықбаев келді.", "Arman Kyrykbayev came."),
        ("А.Қырықбаев сөйледі.", "A. Kyrykbayev spoke."),
        ("Арман Қырықбаев кетті.", "Arman Qyryqbaev left."),
    )
    assert [(one.pair, one.kind, one.message) for one in found] == [
        (2, "inconsistent", "'Qyryqbaev' is written 'Kyrykbayev' elsewhere")
    ]


def test_a_sentence_that_comes_again_is_translated_as_before() -> None:
    ours = "Жиынға қатысқан барлық азаматқа рақмет айтамыз."
    found = review(
        (ours, "We thank all who took part."), (ours, "we thank all who took part"), (ours, "Thanks to all.")
    )
    assert [(one.pair, one.message) for one in found] == [(2, "the same sentence is translated otherwise in line 1")]
    assert review(("Рақмет!", "Thanks!"), ("Рақмет!", "Thank you!")) == []


def test_titles_are_counted_one_by_one() -> None:
    ours = "Қаржы министрлігі Қаржы министрлігіне жауап берді."
    assert review((ours, "The Ministry of Finance answered the Ministry of Finance.")) == []
    (found,) = review((ours, "The Ministry of Finance answered it."))
    assert (found.kind, found.source) == ("missing", (18, 37))


def test_a_noun_of_ones_own_termbase_is_never_excused() -> None:
    pair = ("Екі тарап шарт жасасты.", "The two sides made a deal.")
    assert review(pair) == []
    (found,) = review(pair, firm=frozenset({"contract"}))
    assert found.message == "'шарт' should be 'contract'"


def test_without_a_date_the_names_of_any_time_are_right() -> None:
    pairs = [("Астанада жиын өтті.", "A meeting was held in Nur-Sultan.")]
    assert review(*pairs) == []
    (found,) = review(*pairs, date=datetime.date(2024, 5, 1))
    assert found.message == "'Астанада' should be 'Astana'"


def test_a_pair_of_one_language_is_refused() -> None:
    with pytest.raises(LanguageError):
        Reviewer(BASE, "kk", "kk")


def test_masked_texts_keep_their_length() -> None:
    text = "Қазақстан Президенті Қасым"
    (match,) = make_shipped("kk").match(text)[:1]
    assert len(mask(text, [match.span, match.span, None])) == len(text)


def test_reference_translations_are_hardly_ever_flagged(shared: Path) -> None:
    rows = [line.split("\t")[:2] for line in (shared / "corpus" / "dev" / "news.tsv").read_text("utf-8").splitlines()]
    assert len(make_shipped("kk").review([Pair(kk, en) for kk, en in rows])) <= 3 * len(rows) / 100
    assert len(make_shipped("en").review([Pair(en, kk) for kk, en in rows])) <= 3 * len(rows) / 100
