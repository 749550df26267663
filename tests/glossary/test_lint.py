"""What `lint` finds, and what it leaves alone; and that the termbase that ships passes it."""

from pathlib import Path

import pytest

from glossary.lint import CHECKS, SEVERITIES, lint, locate
from glossary.places import Places, find_places, place_of, shipped_places
from glossary.storage import default_termbase
from glossary.term import Term, Termbase

BODY = (
    Term("ministry-of-finance", "kk", "Қаржы министрлігі", grammar=("possessed",), source="law", checked="2024-01-01"),
    Term("ministry-of-finance", "en", "Ministry of Finance", grammar=("the",), source="law", checked="2024-01-01"),
)
AKIM = (
    Term("akim", "kk", "әкім", source="law", checked="2024-01-01"),
    Term("akim", "en", "akim", case="sentence", source="law", checked="2024-01-01"),
    Term("akim", "en", "governor", "forbidden", source="law", checked="2024-01-01"),
)


def pair(kazakh: str, english: str, concept: str = "new", **kazakh_values: object) -> tuple[Term, Term]:
    """Return the two terms of a concept, without a source and so unverified."""
    return (
        Term(concept, "kk", kazakh, "unverified", **kazakh_values),  # type: ignore[arg-type]
        Term(concept, "en", english, "unverified"),
    )


def find(*terms: Term, beneath: Termbase | None = None) -> list[tuple[str, str, str]]:
    """Return severity, kind and wording of what is found."""
    found = lint(Termbase.from_terms(terms), beneath)
    return [(one.severity, one.kind, one.term.text if one.term else "") for one in found]


def test_a_good_termbase_has_no_findings() -> None:
    assert find(*BODY, *AKIM) == []


def test_nothing_is_found_in_nothing() -> None:
    assert lint(Termbase()) == []


@pytest.mark.parametrize(
    ("terms", "finding"),
    [
        # letters, marks and spaces
        (pair("мәдениет министрi", "culture minister"), ("error", "letters", "мәдениет министрi")),
        (pair("Ќаржы басќармасы", "finance department"), ("error", "letters", "Ќаржы басќармасы")),
        (pair("мини\u00adстр", "minister"), ("error", "letters", "мини\u00adстр")),
        (pair("комитет", "Сommittee"), ("error", "letters", "Сommittee")),
        (pair("сот\x07", "court"), ("error", "control", "сот\x07")),
        (pair("сот ", "court"), ("error", "spaces", "сот ")),
        (pair("аудандық  сот", "district court"), ("warning", "spaces", "аудандық  сот")),
        (pair("«Жол картасы бағдарламасы", "road map"), ("error", "brackets", "«Жол картасы бағдарламасы")),
        (pair("сот", "court (of law"), ("error", "brackets", "court (of law")),
        (pair("сот", 'the "court'), ("error", "brackets", 'the "court')),
        # values
        (pair("сот", "court", since="2024-13"), ("error", "values", "сот")),
        (pair("сот", "court", since="2024", until="2020"), ("error", "values", "сот")),
        (pair("сот", "court", grammar=("posessed",)), ("error", "values", "сот")),
        ((*BODY[:1], Term("ministry-of-finance", "en", "Ministry", "unverified", grammar=("the", "no-article"))),
         ("error", "grammar", "Ministry")),
        # sources
        ((*BODY, Term("ministry-of-finance", "en", "Finance Ministry", "admitted")),
         ("warning", "source", "Finance Ministry")),
        ((*BODY, Term("ministry-of-finance", "en", "Finance Ministry", "admitted", source="law")),
         ("note", "checked", "Finance Ministry")),
        # heads
        (pair("Энергетика министрлігі", "Ministry of Energy"), ("warning", "head", "Энергетика министрлігі")),
        (pair("комитет төрағасы", "committee chairman"), ("warning", "head", "комитет төрағасы")),
        (pair("бас басқарма", "head department", grammar=("possessed",)), ("error", "head", "бас басқарма")),
        (pair("ақпарат көпірі", "information bridge"), ("note", "head", "ақпарат көпірі")),
        # names
        (pair("Арман", "Arman", case="keep"), ("warning", "common-word", "Арман")),
        # the terms of one concept
        ((*AKIM, AKIM[0]), ("error", "duplicate", "әкім")),
        ((*AKIM, Term("akim", "kk", "әкім", "forbidden", source="a", checked="2024")), ("error", "duplicate", "әкім")),
        ((*AKIM, Term("akim", "kk", "Әкім", "unverified")), ("note", "duplicate", "Әкім")),
        ((*AKIM, Term("akim", "en", "mayor", source="law", checked="2024")), ("error", "conflict", "mayor")),
        ((Term("sot", "kk", "сот", "unverified"),), ("warning", "one-sided", "сот")),
        ((Term("sot", "kk", "сот", "unverified"), Term("sot", "en", "kort", "forbidden", source="law", checked="2024")),
         ("warning", "one-sided", "сот")),
        (pair("сот", "court", part_of="justice"), ("warning", "reference", "сот")),
        (pair("сот", "court", successor="justice"), ("warning", "reference", "сот")),
        # time
        ((*pair("министрлік", "ministry", "old", successor="new"), *pair("агенттік", "agency")),
         ("note", "dates", "министрлік")),
        # other concepts
        ((*BODY, *pair("қаржы министрлігі", "finance board", grammar=("possessed",))),
         ("warning", "homonym", "қаржы министрлігі")),
        ((*BODY, *pair("қаржы министрлігі", "Ministry of Finance", grammar=("possessed",))),
         ("note", "homonym", "қаржы министрлігі")),
        ((*AKIM, *pair("қалабасы", "akim")), ("note", "shared-rendering", "akim")),
        ((*AKIM, *pair("облыс әкімі", "governor of the region", grammar=("possessed",))),
         ("error", "forbidden", "governor of the region")),
        # what the matcher cannot find
        (pair("***", "court"), ("warning", "not-found", "***")),
        (pair("сот (жоғарғы)", "court"), ("warning", "not-found", "сот (жоғарғы)")),
    ],
)  # fmt: skip
def test_what_is_found(terms: tuple[Term, ...], finding: tuple[str, str, str]) -> None:
    assert finding in find(*terms)


@pytest.mark.parametrize(
    "terms",
    [
        pair("«Нұр Отан» партиясы", "Nur Otan Party", grammar=("possessed",)),
        pair("ҚР Қаржы министрлігі", "Finance Ministry", grammar=("possessed",)),
        pair("бас хатшы", "Secretary General"),
        pair("бірінші вице-министр", "first vice minister"),
        pair("Алматы", "Almaty", case="keep"),
        pair("XI съезд", "11th congress"),
        pair("БҰҰ", "UN", kind="abbreviation", case="keep"),
        pair("Арман", "Arman", case="keep", grammar=("name",)),
        pair("«Самұрық-Қазына»", "Samruk-Kazyna", case="keep"),
        pair("Кот-д'Ивуар", "Côte d'Ivoire", case="keep"),
        (*AKIM, *pair("Ұлттық Банк Төрағасы", "Governor of the National Bank", grammar=("possessed",))),
    ],
    ids=lambda terms: terms[0].text,
)
def test_what_is_no_finding(terms: tuple[Term, ...]) -> None:
    assert find(*terms) == []


def test_preferred_terms_may_follow_each_other() -> None:
    names = ("Ақмола", "", "1998-05-06"), ("Астана", "1998-05-06", "2019-03-23"), ("Нұр-Сұлтан", "2019-03-23", "")
    followed = [
        Term("capital", "kk", name, case="keep", since=since, until=until, source="decree", checked="2024")
        for name, since, until in names
    ]
    english = Term("capital", "en", "Astana", grammar=("no-article",), source="decree", checked="2024")
    assert find(*followed, english) == []
    again = Term("capital", "kk", "Целиноград", case="keep", since="1990", until="1999", source="law", checked="2024")
    assert [found for found in find(*followed, english, again) if found[0] == "error"] == [
        ("error", "conflict", "Целиноград")
    ] * 2


def test_a_successor_that_begins_too_early() -> None:
    old = pair("министрлік", "ministry", "old", until="2020-05-01", successor="new")
    ended = (old[0], Term("old", "en", "ministry", "unverified", until="2020-05-01"))
    for day, expected in (("2019-01-01", [("warning", "dates", "министрлік")]), ("2020-05-01", [])):
        begun = (
            Term("new", "kk", "агенттік", "unverified", since=day),
            Term("new", "en", "agency", "unverified", since=day),
        )
        assert find(*ended, *begun) == expected


def test_a_successor_that_was_formed_again() -> None:
    old = pair("министрлік", "ministry", "old", until="2020-05-01", successor="new")
    ended = (old[0], Term("old", "en", "ministry", "unverified", until="2020-05-01"))
    before = Term("new", "kk", "агенттік", "unverified", since="2006", until="2012")
    again = Term("new", "kk", "агенттік", "unverified", since="2020-05-01")
    english = Term("new", "en", "agency", "unverified", since="2020-05-01")
    assert find(*ended, before, again, english) == []


def test_the_rarer_spelling_is_a_note() -> None:
    said = {"source": "law", "checked": "2024"}
    english = [("a", "Ministry of Labour"), ("b", "Ministry of Defence"), ("c", "Training Center")]
    terms = [Term(concept, "en", text, **said) for concept, text in english]  # type: ignore[arg-type]
    assert ("note", "spelling", "Training Center") in find(*terms)
    assert not any(kind == "spelling" for _, kind, _ in find(*terms[:2]))


def test_a_layer_is_compared_with_what_lies_under_it() -> None:
    lower = Termbase.from_terms((*BODY, *AKIM))
    own = pair("қаржы министрлігі", "finance board", "board", grammar=("possessed",), part_of="akim")
    assert find(*own) == [("warning", "reference", "қаржы министрлігі")]
    assert find(*own, beneath=lower) == [("warning", "hides", "қаржы министрлігі")]
    assert ("note", "shared-rendering", "akim") in find(*pair("қалабасы", "akim"), beneath=lower)
    replaced = pair("Қаржы министрлігі", "Treasury", "ministry-of-finance", grammar=("possessed",))
    assert find(*replaced, beneath=lower) == [("note", "hides", "Қаржы министрлігі")]
    assert find(*BODY, beneath=lower) == []


def test_findings_about_what_lies_under_a_layer_are_not_told() -> None:
    lower = Termbase.from_terms(pair("сот (", "court", "bad"))
    assert find(*BODY, beneath=lower) == []


def test_the_gravest_come_first() -> None:
    found = lint(Termbase.from_terms((*pair("сот ", "court", "a", part_of="x"), *pair("(", "bench", "b"))))
    ranks = [SEVERITIES.index(one.severity) for one in found]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_one_check_alone() -> None:
    base = Termbase.from_terms(pair("сот (", "court", part_of="nothing"))
    assert [found.kind for found in lint(base, checks=["brackets"])] == ["brackets"]
    with pytest.raises(KeyError):
        lint(base, checks=["no-such-check"])


def test_a_finding_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text(
        "concept\tlanguage\tterm\tstatus\n\nsot\tkk\tсот (\tunverified\nsot\ten\tcourt\tunverified\n", "utf-8"
    )
    terms = pair("сот (", "court", "sot")
    (found,) = locate(lint(Termbase.from_terms(terms), checks=["brackets"]), find_places([file]))
    assert str(found).startswith(f"{file}:3: error: sot, kk 'сот (': ( has no counterpart: ")


@pytest.fixture(scope="module")
def places() -> Places:
    return shipped_places()


def test_the_termbase_that_ships_has_no_errors(places: Places) -> None:
    errors = [str(found) for found in locate(lint(default_termbase()), places) if found.severity == "error"]
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize("kind", ["head", "source", "reference", "one-sided", "homonym"])
def test_the_termbase_that_ships_has_no_warnings_of_a_kind(kind: str, places: Places) -> None:
    found = [str(one) for one in locate(lint(default_termbase(), checks=[kind]), places) if one.severity != "note"]
    assert not found, "\n".join(found)


def test_every_term_that_ships_has_its_place(places: Places) -> None:
    assert not [term for term in default_termbase().terms() if place_of(term, places) is None]


def test_every_check_can_find_something() -> None:
    """The cases above have a finding of each kind: a check that can find nothing would pass any termbase."""
    marks = [mark for mark in getattr(test_what_is_found, "pytestmark", []) if mark.name == "parametrize"]
    tried = {finding[1] for mark in marks for _, finding in mark.args[1]} | {"spelling", "hides"}
    assert set(CHECKS) <= tried
