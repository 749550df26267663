"""Finding concepts by what somebody types, on the termbase that ships and on one of our own."""

import datetime

import pytest

from glossary.search import search
from glossary.selection import select
from glossary.storage import default_termbase
from glossary.term import Term, Termbase

OWN = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("akim", "en", "mayor", "forbidden"),
        Term("akim-of-the-city", "kk", "қала әкімі", grammar=("possessed",)),
        Term("akim-of-the-city", "en", "akim of the city"),
        Term("capital", "kk", "Нұр-Сұлтан", "admitted", until="2022-09-17", case="keep"),
        Term("capital", "kk", "Астана", case="keep"),
        Term("capital", "en", "Astana", grammar=("no-article",), case="keep"),
    ]
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("әкім", [("akim", "wording"), ("akim-of-the-city", "words")]),
        ("ӘКІМДЕРІНЕ", [("akim", "form"), ("akim-of-the-city", "words")]),
        ("қаланың әкімінен", [("akim-of-the-city", "form")]),
        ("akims", [("akim", "form"), ("akim-of-the-city", "words")]),
        ("Mayor", [("akim", "wording")]),
        ("әкiм", [("akim", "wording"), ("akim-of-the-city", "words")]),  # with a Latin i
        ("stan", [("capital", "part")]),
        ("akim of the", [("akim", "form"), ("akim-of-the-city", "words")]),
        ("he-city", [("akim-of-the-city", "identifier")]),
        ("Астанада қала әкімі болды", [("akim-of-the-city", "form"), ("capital", "form")]),
        ("министр", []),
        ("", []),
        ("—", []),
        ("а", []),
    ],
)
def test_what_is_found(query: str, found: list[tuple[str, str]]) -> None:
    assert [(hit.concept.id, hit.reason) for hit in search(OWN, query)] == found


def test_each_concept_is_found_once_and_the_likeliest_first() -> None:
    hits = search(default_termbase(), "министрлігіне")
    assert hits[0].concept.id == "ministry"
    assert "ministry-of-finance" in [hit.concept.id for hit in hits]
    assert len({hit.concept.id for hit in hits}) == len(hits)


@pytest.mark.parametrize("language", ["kk", "en"])
def test_every_term_finds_its_concept(language: str) -> None:
    base = default_termbase()
    for term in [term for term in base.terms() if term.language == language][::40]:
        assert term.concept in [hit.concept.id for hit in search(base, term.text)], term


@pytest.mark.parametrize(
    ("choice", "texts"),
    [
        ({}, ["әкім", "akim", "mayor", "қала әкімі", "akim of the city", "Нұр-Сұлтан", "Астана", "Astana"]),
        ({"statuses": ["forbidden", "admitted"]}, ["mayor", "Нұр-Сұлтан"]),
        ({"statuses": ["forbidden"], "languages": ["kk"]}, []),
        ({"concepts": ["capital"], "languages": ["kk"]}, ["Нұр-Сұлтан", "Астана"]),
        ({"concepts": ["capital"], "languages": ["kk"], "day": datetime.date(2026, 1, 1)}, ["Астана"]),
        ({"kinds": ["abbreviation"]}, []),
    ],
)
def test_select(choice: dict[str, object], texts: list[str]) -> None:
    assert [term.text for term in select(OWN, **choice).terms()] == texts  # type: ignore[arg-type]
