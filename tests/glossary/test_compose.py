"""Chains of genitives become one title; what only looks like a chain stays as it is."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.compose import compose
from glossary.english import plural
from glossary.match import TermMatch, TermMatcher
from glossary.term import Term, Termbase

FILES = Path(__file__).parents[1] / "cases"


def _lines(name: str) -> list[str]:
    lines = (FILES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _pairs(name: str) -> list[tuple[str, str]]:
    """Return the rows of a table of two columns."""
    pairs = [line.split("\t") for line in _lines(name)[1:]]
    return [(text, title) for text, title in pairs]


def _read_terms() -> Iterator[Term]:
    for line in _lines("compose_terms.tsv")[1:]:
        concept, kazakh, english, case = line.split("\t")
        for text in kazakh.split("|"):
            possessed = ("possessed",) if text.endswith("+") else ()
            kind = "abbreviation" if text.isupper() else "full"
            yield Term(concept, "kk", text.rstrip("+"), "preferred", kind, possessed, case)  # type: ignore[arg-type]
        article, _, name = english.partition(" ")
        grammar = {"the": ("the",), "-": ("no-article",)}.get(article, ())
        text = name if grammar else english
        yield Term(concept, "en", text, grammar=grammar, case="keep" if text[0].isupper() else "sentence")


BASE = Termbase.from_terms([*_read_terms(), Term("untold", "kk", "құпия кеңес")])
MATCHER = TermMatcher(BASE, "kk", "en")


def _composed(text: str) -> list[TermMatch]:
    return compose(text, MATCHER.match(text), "en", BASE)


LONG = "ҚР Дін істері және азаматтық қоғам министрлігінің Азаматтық қоғам мәселелері комитетінің төрағасы"


def _titles(text: str) -> list[tuple[str, str]]:
    """Return the titles that were composed: what stands in the text, and the English in its number."""
    found = [match for match in _composed(text) if match.parts and match.rendering]
    return [(one.form, plural(one.rendering) if one.plural else one.rendering.text) for one in found if one.rendering]


@pytest.mark.parametrize(("text", "title"), _pairs("compose_positive.tsv"))
def test_chain_becomes_a_title(text: str, title: str) -> None:
    assert _titles(f"кеше {text} туралы айтылды") == [(text, title)]
    assert _titles(text) == [(text, title)]


@pytest.mark.parametrize("text", _lines("compose_negative.tsv"))
def test_nothing_is_joined(text: str) -> None:
    assert _titles(text) == []
    assert _titles(f"кеше {text} дейді") == []


@pytest.mark.xfail
@pytest.mark.parametrize(("text", "title"), _pairs("compose_known_failures.tsv"))
def test_known_failures(text: str, title: str) -> None:
    assert _titles(text) == [(text, title)]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (LONG, "nominative"),
        ("Алматы қаласының әкіміне", "dative"),
        ("Түркістан облысы әкімінің", "genitive"),
        ("ҚР Қаржы министрлігінде", "locative"),
        ("Қазақстан\u00a0Республикасының Президентіне", "dative"),
        ("Қазақстанның Премьер-министрімен", "instrumental"),
        ("Boeing-тің вице-президентінен", "ablative"),
    ],
)
def test_composed_match_is_that_of_its_head(text: str, case: str) -> None:
    padded = f"Кеше {text} туралы айтылды"
    (found,) = _composed(padded)
    assert found.rendering is not None
    assert (found.case, found.form, found.span.of(padded)) == (case, text, text)
    assert found.concept == "+".join(part.concept for part in found.parts)
    assert (found.rendering.status, found.rendering.language) == ("preferred", "en")


def test_parts_are_the_pieces() -> None:
    (found,) = _composed(f"{LONG} Әлия Ғалымова")
    assert found.concept == "republic+faith+civil+chairman"
    assert found.parts[0].form == "ҚР"
    assert found.possessive == 3


def test_unknown_words_are_never_taken_in() -> None:
    text = "Қазақстанның Цемент министрлігінің Азаматтық қоғам мәселелері комитетінің төрағасы"
    assert _titles(text) == [
        ("Азаматтық қоғам мәселелері комитетінің төрағасы", "Chairman of the Committee for Civil Society Affairs")
    ]


def test_places_before_nothing_stay_apart() -> None:
    text = "Түркістан облысының Сарыағаш ауданында жиын өтті"
    assert [match.form for match in _composed(text)] == ["Түркістан облысының", "Сарыағаш ауданында"]


def test_heads_and_latin_names_count_for_nothing_alone() -> None:
    assert _composed("Оның кеңесшісі Baker Hughes туралы айтты") == []


@pytest.mark.parametrize(
    "text",
    [
        "Алматы, Тараз қалалары. Түркістан облыстарының әкімдері",  # the last of several names
        "ҚР құпия кеңесінің төрағасы",  # a part without a rendering
        "ҚР\n\nҚаржы министрлігі",
        "Алматы дейтін қаласы әкімі",
        "Түркістан облысы қаласының әкімі",
    ],
)
def test_no_chain(text: str) -> None:
    assert not [one for one in _composed(text) if one.parts]


def test_other_targets_and_single_matches_are_left_alone() -> None:
    matches = MATCHER.match(LONG)
    assert compose(LONG, matches, "kk", BASE) == matches
    assert compose("", [], "en", BASE) == []
    single = MATCHER.match("әкім, әкім")
    assert compose("әкім, әкім", single, "en", BASE) == single


def test_composing_twice_changes_nothing() -> None:
    once = _composed(LONG)
    assert compose(LONG, once, "en", BASE) == once


WORDS = sorted({word for text, _ in _pairs("compose_positive.tsv") for word in text.split()})


@settings(max_examples=500)
@given(st.lists(st.sampled_from([*WORDS, ",", "."]), max_size=12).map(" ".join))
def test_no_match_is_lost_and_none_overlaps(text: str) -> None:
    """Of any words in any order: each match stays or is part of a title, and places are in order."""
    matches = MATCHER.match(text)
    composed = compose(text, matches, "en", BASE)
    assert all(one.span.end <= other.span.start for one, other in pairwise(composed))
    assert all(one.form == one.span.of(text) for one in composed)
    assert all(any(one.span.covers(match.span) for one in composed) for match in matches)
    assert all(one in matches or one.parts for one in composed)


OFFICES = Termbase.from_terms(
    [
        Term("pm", "kk", "Премьер-министр", case="keep"),
        Term("pm", "en", "Prime Minister", case="keep"),
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence", grammar=("plural=akims",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "form", "rendering"),
    [
        ("Кеше экс-әкім келді", "экс-әкім", "former akim"),
        ("Бұрынғы Премьер-министрдің сөзі", "Бұрынғы Премьер-министрдің", "former Prime Minister"),
        ("Қала әкімінің міндетін уақытша атқарушы Досов", "әкімінің міндетін уақытша атқарушы", "acting akim"),
        ("Қала әкімінің м.а. Досов", "әкімінің м.а.", "acting akim"),
        ("Қала әкімінің міндеті ауыр", "әкімінің", "akim"),
        ("Қазіргі әкім бұрынғы сөзін айтты", "әкім", "akim"),
    ],
)
def test_former_and_acting(text: str, form: str, rendering: str) -> None:
    (match,) = compose(text, TermMatcher(OFFICES, "kk", "en").match(text), "en", OFFICES)
    assert match.form == form == match.span.of(text)
    assert match.rendering is not None
    assert match.rendering.text == rendering
