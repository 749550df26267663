"""Names over time: which one a concept has on a day, and what a text of another time is given."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.match import TermMatcher
from glossary.period import FIRST, LAST, Period, read_period
from glossary.term import Language, Term, Termbase

NEVER_DATED = [Term("akim", "kk", "әкім"), Term("akim", "en", "akim")]
CAPITAL = [
    Term("capital", "kk", "Астана", until="2019-03-23"),
    Term("capital", "kk", "Нұр-Сұлтан", since="2019-03-23", until="2022-09-17"),
    Term("capital", "kk", "Астана", since="2022-09-17"),
    Term("capital", "en", "Astana", until="2019-03-23"),
    Term("capital", "en", "Nur-Sultan", since="2019-03-23", until="2022-09-17"),
    Term("capital", "en", "Astana", since="2022-09-17"),
]
TURKEY = [
    Term("turkiye", "kk", "Түркия"),
    Term("turkiye", "kk", "Түркия Республикасы", status="admitted", grammar=("possessed",)),
    Term("turkiye", "en", "Türkiye"),
    Term("turkiye", "en", "Turkey", status="admitted", until="2022-06-02"),
    Term("turkiye", "en", "Turkish Republic", status="forbidden", since="2022-06-02"),
]
ESWATINI = [
    Term("eswatini", "kk", "Эсватини"),
    Term("eswatini", "kk", "Свазиленд", status="unverified", until="2018-04-19"),
    Term("eswatini", "en", "Eswatini"),
    Term("eswatini", "en", "Swaziland", status="unverified", until="2018-04-19"),
]
BASE = Termbase.from_terms([*NEVER_DATED, *CAPITAL, *TURKEY, *ESWATINI])


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def render(base: Termbase, text: str, source: Language = "kk", target: Language = "en") -> list[str]:
    matches = TermMatcher(base, source, target).match(text)
    return [match.rendering.text if match.rendering else "" for match in matches]


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("1999-12-31", "Astana"),
        ("2019-03-22", "Astana"),
        ("2019-03-23", "Nur-Sultan"),
        ("2022-09-16", "Nur-Sultan"),
        ("2022-09-17", "Astana"),
        ("", "Astana"),
    ],
)
def test_a_concept_has_the_name_of_its_time(date: str, name: str) -> None:
    preferred = BASE.at(day(date))["capital"].preferred("en")
    assert preferred is not None
    assert preferred.text == name


@pytest.mark.parametrize(
    ("date", "renderings"),
    [
        ("", ["Astana", "Nur-Sultan", "Türkiye", "Swaziland", "Eswatini"]),
        ("2018-01-31", ["Astana", "Nur-Sultan", "Turkey", "Swaziland", "Eswatini"]),
        ("2020-01-31", ["Astana", "Nur-Sultan", "Turkey", "Swaziland", "Eswatini"]),
        ("2023-01-31", ["Astana", "Nur-Sultan", "Türkiye", "Swaziland", "Eswatini"]),
    ],
)
def test_every_wording_is_found_and_rendered_by_a_name_of_its_time(date: str, renderings: list[str]) -> None:
    base = BASE.at(day(date))
    assert render(base, "Астана, Нұр-Сұлтан, Түркия, Свазиленд, Эсватини") == renderings


@pytest.mark.parametrize("date", ["", "2018-01-31", "2020-01-31", "2023-01-31"])
def test_english_names_of_any_time_are_found_too(date: str) -> None:
    found = render(BASE.at(day(date)), "Astana, Nur-Sultan, Turkey, Türkiye, Swaziland, Eswatini", "en", "kk")
    assert found == ["Астана", "Нұр-Сұлтан", "Түркия", "Түркия", "Свазиленд", "Эсватини"]


def test_one_wording_of_two_times_is_rendered_by_the_date() -> None:
    base = Termbase.from_terms(
        [
            Term("a", "kk", "Мәдениет министрлігі", grammar=("possessed",), until="2014-08-06"),
            Term("a", "kk", "Мәдениет министрлігі", grammar=("possessed",), since="2023-09-01"),
            Term("a", "en", "Old Ministry", until="2014-08-06"),
            Term("a", "en", "New Ministry", since="2023-09-01"),
        ]
    )
    for date, name in (("2010-01-31", "Old Ministry"), ("2024-01-31", "New Ministry"), ("", "New Ministry")):
        assert render(base.at(day(date)), "Мәдениет министрлігі") == [name]


def test_of_two_concepts_with_one_wording_the_one_of_the_day_is_found() -> None:
    terms = [
        Term("new", "kk", "БМ", kind="abbreviation", since="2022-06-11"),
        Term("new", "en", "Ministry of Enlightenment", since="2022-06-11"),
        Term("old", "kk", "БМ", kind="abbreviation", until="2022-06-11"),
        Term("old", "en", "Ministry of Education and Science", until="2022-06-11"),
    ]
    for order in (terms, terms[2:] + terms[:2]):
        base = Termbase.from_terms(order)
        assert render(base.at(day("2018-10-26")), "БМ") == ["Ministry of Education and Science"]
        assert render(base.at(day("2023-10-26")), "БМ") == ["Ministry of Enlightenment"]
        assert render(base.at(None), "БМ") == ["Ministry of Enlightenment"]


def test_what_was_not_forbidden_then_is_not_forbidden() -> None:
    def forbidden(date: str) -> list[str]:
        return [term.text for term in BASE.at(day(date))["turkiye"].terms if term.status == "forbidden"]

    assert forbidden("2018-10-26") == []
    assert forbidden("2023-10-26") == forbidden("") == ["Turkish Republic"]


def test_a_body_that_was_not_there_on_the_day_keeps_its_name() -> None:
    base = Termbase.from_terms(
        [Term("agency", "kk", "агенттік", since="2019-06"), Term("agency", "en", "Agency", since="2019-06")]
    )
    for date in ("2012-01-31", "2025-01-31"):
        assert base.at(day(date))["agency"] is base["agency"]


def test_a_variant_without_dates_is_not_taken_for_the_older_name() -> None:
    base = Termbase.from_terms(
        [
            Term("a", "kk", "агенттік", since="2019-06"),
            Term("a", "en", "Agency", since="2019-06"),
            Term("a", "en", "Agensy", status="admitted"),
        ]
    )
    assert render(base.at(day("2012-01-31")), "агенттік") == ["Agency"]


def test_dates_of_a_year_or_month() -> None:
    base = Termbase.from_terms(
        [
            Term("a", "kk", "кеңес"),
            Term("a", "en", "Old Council", until="2019-03"),
            Term("a", "en", "New Council", since="2019-03"),
        ]
    )
    for date, name in (("2019-02-28", "Old"), ("2019-03-15", "Old"), ("2019-03-31", "New"), ("2020-01-01", "New")):
        assert render(base.at(day(date)), "кеңес") == [f"{name} Council"]


def test_without_dates_nothing_changes() -> None:
    base = Termbase.from_terms(NEVER_DATED, "x")
    assert base.at(None) == base == base.at(day("2018-10-26"))
    assert base.at(None).digest == base.digest


@pytest.mark.parametrize("dates", [("2019", "2018"), ("not a date", "2018-13-45"), ("2018", "2018"), ("0001", "9999")])
def test_odd_dates_of_terms_that_nobody_judged_do_no_harm(dates: tuple[str, str]) -> None:
    odd = [Term("a", "kk", "кеңес", since=dates[0], until=dates[1]), Term("a", "en", "council")]
    for date in ("", "2018-06-30"):
        assert render(Termbase.from_terms(odd).at(day(date)), "кеңес") == ["council"]


DATES = st.sampled_from(["", "2014", "2018-04", "2018-04-19", "2020-01-01", "2022"])
TERMS = st.builds(
    Term,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["kk", "en"]),
    st.sampled_from(["алма", "бала", "қала"]),
    st.sampled_from(["preferred", "admitted", "unverified", "forbidden"]),
    since=DATES,
    until=DATES,
)


@given(st.lists(TERMS, max_size=8), st.none() | st.dates(datetime.date(2010, 1, 1), datetime.date(2025, 1, 1)))
def test_no_usable_wording_and_no_rendering_is_lost(terms: list[Term], date: datetime.date | None) -> None:
    base = Termbase.from_terms(terms)
    named = base.at(date)
    usable = {(term.concept, term.language, term.text) for term in terms if term.usable}
    assert {(term.concept, term.language, term.text) for term in named.terms() if term.usable} == usable
    for key, concept in named.concepts.items():
        assert concept.id == key.partition("@")[0]
        for language in ("kk", "en"):
            assert (concept.preferred(language) is None) == (base[concept.id].preferred(language) is None)


def test_periods() -> None:
    assert read_period("", "") == Period(FIRST, LAST)
    assert Period().last_day() == LAST
    assert read_period("2020-02", "2021") == Period(datetime.date(2020, 2, 29), datetime.date(2021, 1, 1))
    assert read_period("2020-02-30", "x") == Period()
