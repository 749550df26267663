"""Chains of genitives become one title; what only looks like a chain stays as it is."""

import pytest

from glossary.compose import compose
from glossary.english import plural
from glossary.match import TermMatch, TermMatcher
from glossary.term import Term, Termbase

POSSESSED = ("possessed",)
THE = ("the",)
BARE = ("no-article",)


def _pair(concept: str, kazakh: str, english: str, *, grammar: tuple[str, ...] = (), case: str = "any") -> list[Term]:
    """Return a Kazakh and an English term; a Kazakh term written with + is possessed."""
    possessed = POSSESSED if kazakh.endswith("+") else ()
    kind = "abbreviation" if kazakh.isupper() else "full"
    capitals = "keep" if english[:1].isupper() else "sentence"
    return [
        Term(concept, "kk", kazakh.rstrip("+"), "preferred", kind, possessed, case),  # type: ignore[arg-type]
        Term(concept, "en", english, "preferred", "full", grammar, capitals),  # type: ignore[arg-type]
    ]


BASE = Termbase.from_terms(
    [
        *_pair("republic", "ҚР", "Republic of Kazakhstan", grammar=THE, case="keep"),
        Term("republic", "kk", "Қазақстан Республикасы", "admitted", grammar=POSSESSED, case="keep"),
        *_pair("kazakhstan", "Қазақстан", "Kazakhstan", grammar=BARE, case="keep"),
        *_pair(
            "faith",
            "Дін істері және азаматтық қоғам министрлігі+",
            "Ministry of Religious Affairs and Civil Society",
            grammar=THE,
        ),
        *_pair("civil", "Азаматтық қоғам мәселелері комитеті+", "Committee for Civil Society Affairs", grammar=THE),
        *_pair("finance", "Қаржы министрлігі+", "Ministry of Finance", grammar=THE),
        *_pair("minister-of-finance", "Қаржы министрі+", "Minister of Finance"),
        *_pair("wto", "Дүниежүзілік сауда ұйымы+", "World Trade Organization", grammar=THE),
        *_pair("chairman", "төраға", "Chairman", grammar=("plural=Chairmen",)),
        *_pair("akim", "әкім", "akim"),
        *_pair("deputy-akim", "әкімнің орынбасары+", "deputy akim"),
        *_pair("akim-of-the-city", "қала әкімі+", "akim of the city"),
        *_pair("deputy-holder", "орынбасар", "deputy", grammar=("plural=deputies",)),
        *_pair("almaty", "Алматы", "Almaty", grammar=BARE, case="keep"),
        *_pair("turkistan", "Түркістан облысы+", "Turkistan region", grammar=BARE, case="keep"),
        *_pair("region", "облыс", "region"),
        *_pair("district", "аудан", "district"),
        *_pair("parliament", "Парламент", "Parliament", grammar=THE, case="keep"),
        *_pair("mazhilis", "Мәжіліс", "Mazhilis", grammar=THE, case="keep"),
        *_pair("deputy", "депутат", "deputy", grammar=("plural=deputies",)),
        *_pair("president", "Президент", "President", grammar=THE, case="keep"),
        *_pair("minister", "министр", "Minister"),
        *_pair("police", "полиция", "police"),
        *_pair("department", "басқарма", "department"),
        Term("untold", "kk", "құпия кеңес"),
    ]
)
MATCHER = TermMatcher(BASE, "kk", "en")


def _composed(text: str) -> list[TermMatch]:
    return compose(text, MATCHER.match(text), "en", BASE)


LONG = "ҚР Дін істері және азаматтық қоғам министрлігінің Азаматтық қоғам мәселелері комитетінің төрағасы"


TITLE = (
    "Chairman of the Committee for Civil Society Affairs of the Ministry of Religious Affairs and Civil Society "
    "of the Republic of Kazakhstan"
)


@pytest.mark.parametrize(
    ("text", "title", "case"),
    [
        (
            LONG,
            TITLE,
            "nominative",
        ),
        ("Алматы қаласы әкімінің орынбасары", "deputy akim of Almaty", "nominative"),
        ("Алматы қаласының әкіміне", "akim of Almaty", "dative"),
        ("Алматы әкімі", "akim of Almaty", "nominative"),
        ("Түркістан облысының әкімі", "akim of Turkistan region", "nominative"),
        ("Түркістан облысы әкімінің", "akim of Turkistan region", "genitive"),
        ("Парламент Мәжілісінің депутаты", "deputy of the Mazhilis of the Parliament", "nominative"),
        ("Қазақстан Парламенті Мәжілісі", "Mazhilis of the Parliament of Kazakhstan", "nominative"),
        ("ҚР Қаржы министрлігінде", "Ministry of Finance of the Republic of Kazakhstan", "locative"),
        ("ҚР-ның Қаржы министрлігі", "Ministry of Finance of the Republic of Kazakhstan", "nominative"),
        ("Қазақстан\u00a0Республикасының Президенті", "President of the Republic of Kazakhstan", "nominative"),
        ("Қаржы министрінің орынбасары", "deputy Minister of Finance", "nominative"),
        ("ҚР Қаржы министрінің орынбасары", "deputy Minister of Finance of the Republic of Kazakhstan", "nominative"),
        ("облыстардың әкімдері", "akim of the regions", "nominative"),
        ("Қазақстанның Президентімен", "President of Kazakhstan", "instrumental"),
    ],
)  # fmt: skip
def test_chain_becomes_a_title(text: str, title: str, case: str) -> None:
    padded = f"Кеше {text} туралы айтылды"
    (found,) = _composed(padded)
    assert found.rendering is not None
    assert (found.rendering.text, found.case, found.form) == (title, case, text)
    assert found.span.of(padded) == text
    assert found.concept == "+".join(part.concept for part in found.parts)
    assert found.rendering.status == "preferred"
    assert found.rendering.language == "en"


def test_parts_are_the_pieces() -> None:
    (found,) = _composed(f"{LONG} Әлия Ғалымова")
    assert found.concept == "republic+faith+civil+chairman"
    assert found.parts[0].form == "ҚР"
    assert found.possessive == 3


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Мәжіліс депутаттары", "deputies of the Mazhilis"),
        ("Қаржы министрінің орынбасарлары", "deputy Ministers of Finance"),
        ("министрлердің орынбасарлары", "deputy Ministers"),
        ("облыстардың әкімдері", "akims of the regions"),
    ],
)
def test_plural_of_a_title(text: str, many: str) -> None:
    (found,) = _composed(text)
    assert found.plural
    assert found.rendering is not None
    assert plural(found.rendering) == many


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстанның Дүниежүзілік сауда ұйымына кіруі",  # the subject of a verbal noun
        "Қазақстан Дүниежүзілік сауда ұйымына кірді",
        "Президент министріне тапсырма берді",  # a person, bare, is the subject
        "Президенттің Қаржы министріне тапсырмасы",
        "Қазақстан, Қаржы министрлігі",
        "Қазақстанда Қаржы министрлігі бар",
        "Алматыдағы әкімі",
        "Балқаш ауданының әкімі",  # whose district is not known
        "Алматы, Тараз қалалары. Түркістан облыстарының әкімдері",  # the last of several names
        "ҚР құпия кеңесінің төрағасы",  # a part without a rendering
        "полиция басқармасы",  # a kind, not a possessor
        "министрлік әкім",
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
