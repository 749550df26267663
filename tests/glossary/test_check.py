"""Where a rendering stands in a target, and where it only seems to."""

import pytest

from glossary import check
from glossary.compose import compose
from glossary.match import TermMatch, TermMatcher
from glossary.storage import default_termbase
from glossary.term import Term, Termbase

AKIM = Term("akim", "en", "akim", case="sentence")
ELBASY = Term("elbasy", "en", "Elbasy", case="keep")
COUNTRY = Term("kazakhstan", "en", "Kazakhstan", grammar=("no-article",), case="keep")
SECRETARY = Term("secretary", "en", "Secretary", case="keep")
DEPUTY = Term("deputy-akim-of-the-city", "en", "deputy akim of the city", case="sentence")

FOUND = [
    (AKIM, "The akim came.", "akim"),
    (AKIM, "Akim came.", "Akim"),
    (AKIM, "Two akims came.", "akims"),
    (AKIM, "the akim's speech", "akim"),
    (AKIM, "the akims’ speech", "akims"),
    (AKIM, "(akim)", "akim"),
    (AKIM, "“akim”,", "akim"),
    (AKIM, "THE AKIM CAME", "AKIM"),
    (AKIM, "akim", "akim"),
    (DEPUTY, "Deputy Akim of the City Resigns", "Deputy Akim of the City"),
    (DEPUTY, "the deputy\u00a0akim of\nthe city", "deputy\u00a0akim of\nthe city"),
    (DEPUTY, "deputy akims of the city", "deputy akims of the city"),
    (ELBASY, "ELBASY", "ELBASY"),
    (COUNTRY, "Kazakhstan-China trade", "Kazakhstan"),
    (COUNTRY, "the China-Kazakhstan border", "Kazakhstan"),
    (COUNTRY, "a Kazakhstan-based firm", "Kazakhstan"),
    (Term("adal", "en", '"Adal" party', case="keep"), "the “Adal” party", "“Adal” party"),
    (Term("assembly", "en", "People's Assembly", case="keep"), "the People’s Assembly’s work", "People’s Assembly"),
    (Term("vice", "en", "Vice-Minister", case="keep"), "the Vice\u2011Minister", "Vice\u2011Minister"),
    (Term("akim", "kk", "әкім"), "Қала әкімдеріне айтты", "әкімдеріне"),
]


@pytest.mark.parametrize(("term", "target", "form"), FOUND)
def test_valid_forms_are_found(term: Term, target: str, form: str) -> None:
    (span,) = check.find_rendering(target, term)
    assert span.of(target) == form


NOT_FOUND = [
    (AKIM, "the akimat"),
    (AKIM, "a vice-akim"),
    (AKIM, "the akim-designate"),
    (AKIM, "akim-ның сөзі"),
    (AKIM, "Hakim"),
    (ELBASY, "the elbasy"),
    (COUNTRY, "Kazakhstan-дың"),
    (COUNTRY, "Kazakhstanis"),
    (SECRETARY, "the Secretary-General"),
    (SECRETARY, "the Vice-Secretary"),
    (DEPUTY, "deputy akim of a city"),
    (Term("un", "en", "UN", kind="abbreviation", case="keep"), "un"),
    (Term("akim", "kk", "әкім"), "Кәкім келді"),
]


@pytest.mark.parametrize(("term", "target"), NOT_FOUND)
def test_other_words_are_not(term: Term, target: str) -> None:
    assert check.find_rendering(target, term) == []


BASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("akim", "en", "governor", status="forbidden", case="sentence"),
        Term("deputy", "kk", "әкімнің орынбасары", grammar=("possessed",)),
        Term("deputy", "en", "deputy akim", case="sentence"),
        Term("bank-head", "kk", "Ұлттық банк төрағасы", grammar=("possessed",)),
        Term("bank-head", "en", "Governor of the National Bank", case="keep"),
        Term("bank-head", "en", "Chairman of the National Bank", status="deprecated", case="keep"),
    ]
)


def find(source: str) -> list[TermMatch]:
    return TermMatcher(BASE, "kk", "en").match(source)


def test_two_of_the_same_title_need_two_places() -> None:
    matches = find("Әкім әкімге айтты")
    assert None not in check.locate("The akim told the akim", matches)
    assert check.locate("The akim told him", matches).count(None) == 1
    first, second = check.locate("The akim told the akim", matches)
    assert first
    assert second
    assert first.end <= second.start


def test_a_title_inside_a_longer_one_does_not_count_for_it() -> None:
    matches = find("Әкім мен әкімнің орынбасары")
    assert [match.concept for match in matches] == ["akim", "deputy"]
    assert check.locate("The deputy akim came", matches)[0] is None
    assert None not in check.locate("The deputy akim and the akim came", matches)


def test_a_forbidden_word_inside_a_placed_rendering_is_none() -> None:
    matches = find("Әкім мен Ұлттық банк төрағасы")
    fine = "The akim and the Governor of the National Bank"
    assert check.find_forbidden(fine, matches, BASE, "en") == []
    (found,) = check.find_forbidden(f"{fine} met the governor", matches, BASE, "en")
    assert found.message == "'governor' is forbidden for akim"
    (found,) = check.find_forbidden("The akim and the Chairman of the National Bank", matches, BASE, "en")
    assert found.message == "'Chairman of the National Bank' is deprecated for bank-head"


def test_forbidden_wordings_of_the_parts_of_a_composed_title_are_found() -> None:
    base = Termbase.from_terms(
        [
            Term("senate", "kk", "Сенат", case="keep"),
            Term("senate", "en", "Senate", grammar=("the",), case="keep"),
            Term("deputy", "kk", "депутат"),
            Term("deputy", "en", "deputy", case="sentence"),
            Term("deputy", "en", "senator", status="forbidden", case="sentence"),
        ]
    )
    text = "Сенат депутаты"
    matches = compose(text, TermMatcher(base, "kk", "en").match(text), "en", base)
    assert len(matches) == 1
    assert check.find_forbidden("a senator", matches, base, "en")
    assert check.find_forbidden("a deputy of the Senate", matches, base, "en") == []


def test_every_shipped_rendering_is_found_however_it_stands() -> None:
    terms = [term for term in default_termbase().terms() if term.language == "en"]
    for term in terms:
        for target in (term.text, f"the {term.text}'s", f"({term.text}),", term.text.upper(), f"“{term.text}”"):
            assert check.find_rendering(target, term), target
