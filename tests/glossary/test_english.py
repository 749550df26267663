"""English articles, plurals and possessives of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.english import (
    capitalize_first,
    forms,
    lower_first,
    plural,
    pluralize,
    possessive,
    split_head,
    with_article,
)
from glossary.term import Term


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("deputy akim of the city", "deputy akims of the city"), ("Ministry of Finance", "Ministries of Finance"),
        ("Chairman", "Chairmen"), ("Chairwoman of the Senate", "Chairwomen of the Senate"),
        ("Committee for Civil Society Affairs", "Committees for Civil Society Affairs"),
        ("Prosecutor General", "Prosecutors General"), ("Major General", "Major Generals"),
        ("Vice-Minister", "Vice-Ministers"), ("NGO", "NGOs"), ("state body", "state bodies"),
        ("Ambassador to the United States", "Ambassadors to the United States"), ("branch", "branches"),
        ("deputy", "deputies"), ("attorney", "attorneys"), ("Head of Government", "Heads of Government"),
        ("Commander-in-Chief", "Commanders-in-Chief"), ("akimat", "akimats"), ("human", "humans"), ("", ""),
        ("Armed Forces", "Armed Forces"), ("Committee on Foreign Affairs", "Committees on Foreign Affairs"),
        ("Ambassador Extraordinary and Plenipotentiary", "Ambassadors Extraordinary and Plenipotentiary"),
        ("Congress", "Congresses"), ("campus", "campuses"), ("ombudsman", "ombudsmen"),
        ("Consul General", "Consuls General"),
        ("Human Rights Ombudsman", "Human Rights Ombudsmen"), ("Person", "People"),
        ("CHAIRMAN", "CHAIRMEN"), ("POLICE", "POLICE"),
    ],
)  # fmt: skip
def test_plural_of_the_head(one: str, many: str) -> None:
    assert pluralize(one) == many


def test_plural_from_grammar() -> None:
    assert plural(Term("o", "en", "Ombudsman", grammar=("the", "plural=Ombudsmen"))) == "Ombudsmen"
    assert plural(Term("c", "en", "chief of staff", grammar=("plural=chiefs of staff",))) == "chiefs of staff"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Kazakhstan", "Kazakhstan's"), ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs'"),
        ("Congress", "Congress's"), ("NGOs", "NGOs'"),
    ],
)  # fmt: skip
def test_possessive(name: str, owner: str) -> None:
    assert possessive(name) == owner


def test_articles() -> None:
    assert with_article(Term("s", "en", "Senate", grammar=("the",))) == "the Senate"
    assert with_article(Term("a", "en", "akim")) == "the akim"
    assert with_article(Term("k", "en", "Kazakhstan", grammar=("no-article",))) == "Kazakhstan"
    assert with_article(Term("h", "en", "The Hague")) == "The Hague"


def test_capitals() -> None:
    assert capitalize_first("deputy akim") == "Deputy akim"
    assert capitalize_first("") == ""
    assert lower_first("Chairman") == "chairman"
    assert lower_first("UN agency") == "UN agency"


def test_forms_follow_the_case_rule() -> None:
    assert forms(Term("a", "en", "deputy akim", case="sentence")) == {
        "deputy akim", "Deputy akim", "deputy akims", "Deputy akims"
    }  # fmt: skip
    assert forms(Term("m", "en", "Ministry", case="keep")) == {"Ministry", "Ministries"}


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    assert "".join(split_head(text)) == text
    assert capitalize_first(text)[1:] == text[1:] or len(text[:1].upper()) != 1
    pluralize(text)
    possessive(text)
