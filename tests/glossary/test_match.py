"""Finding terms: inflected forms, capitals, neighbours, overlaps, and what must not be found."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.kazakh.letters import normalize
from glossary.kazakh.morphology import CASES, inflect
from glossary.match import TermMatch, TermMatcher
from glossary.term import Term, Termbase

FILES = Path(__file__).parents[1] / "cases"
POSSESSED = ("possessed",)
TERMS = [
    Term("akim", "kk", "әкім", grammar=("given-name",)),
    Term("akim", "en", "akim", case="sentence"),
    Term("deputy-akim", "kk", "әкімнің орынбасары", grammar=POSSESSED),
    Term("deputy-akim", "en", "deputy akim", case="sentence"),
    Term("akim-of-the-city", "kk", "қала әкімі", grammar=POSSESSED),
    Term("akim-of-the-city", "en", "akim of the city", case="sentence"),
    Term("deputy-akim-of-the-city", "kk", "қала әкімінің орынбасары", grammar=POSSESSED),
    Term("deputy-akim-of-the-city", "en", "deputy akim of the city", case="sentence"),
    Term("elbasy", "kk", "Елбасы", grammar=POSSESSED, case="keep"),
    Term("elbasy", "en", "Elbasy", case="keep", grammar=("no-article",)),
    Term("ministry-of-finance", "kk", "Қаржы министрлігі", grammar=POSSESSED),
    Term("ministry-of-finance", "en", "Ministry of Finance", grammar=("the",), case="keep"),
    Term("ministry", "kk", "министрлік"),
    Term("ministry", "en", "Ministry", grammar=("the", "plural=Ministries"), case="keep"),
    Term("minister", "kk", "министр"),
    Term("minister", "en", "Minister", case="keep"),
    Term("prime-minister", "kk", "Премьер-министр"),
    Term("prime-minister", "en", "Prime Minister", case="keep"),
    Term("republic", "kk", "Қазақстан Республикасы", grammar=POSSESSED, case="keep"),
    Term("republic", "kk", "ҚР", "admitted", "abbreviation", case="keep"),
    Term("republic", "en", "Republic of Kazakhstan", grammar=("the",), case="keep"),
    Term("kazakhstan", "kk", "Қазақстан", case="keep"),
    Term("kazakhstan", "en", "Kazakhstan", grammar=("no-article",), case="keep"),
    Term("united-nations", "kk", "БҰҰ", "preferred", "abbreviation", case="keep"),
    Term("united-nations", "en", "UN", "preferred", "abbreviation", case="keep"),
    Term("almaty", "kk", "Алматы", case="keep"),
    Term("almaty", "kk", "Алматы қаласы", "admitted", grammar=POSSESSED, case="keep"),
    Term("almaty", "en", "Almaty", grammar=("no-article",), case="keep"),
    Term("assembly", "kk", "Қазақстан халқы Ассамблеясы", grammar=POSSESSED),
    Term("assembly", "en", "Assembly of People of Kazakhstan", case="keep"),
    Term("nur-otan", "kk", "Нұр Отан партиясы", grammar=POSSESSED),
    Term("nur-otan", "en", "Nur Otan party", case="keep"),
    Term("government", "kk", "Үкімет", case="keep"),
    Term("government", "en", "Government", grammar=("the",), case="keep"),
]
KAZAKH = TermMatcher(Termbase.from_terms(TERMS), "kk", "en")
ENGLISH = TermMatcher(Termbase.from_terms(TERMS), "en", "kk")


def _lines(name: str) -> list[str]:
    lines = (FILES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _show(matches: list[TermMatch]) -> str:
    return "|".join(f"{one.form}={one.concept}:{one.case}{':plural' if one.plural else ''}" for one in matches)


def _matcher(*terms: Term) -> TermMatcher:
    return TermMatcher(Termbase.from_terms(terms), "kk", "en")


@pytest.mark.parametrize("line", _lines("match_positive.tsv")[1:])
def test_positive(line: str) -> None:
    text, _, expected = line.partition("\t")
    matches = KAZAKH.match(text)
    assert _show(matches) == expected
    assert all(one.span.of(text) == one.form for one in matches)


@pytest.mark.parametrize("text", _lines("match_negative.tsv"))
def test_negative(text: str) -> None:
    found = KAZAKH.match(text)
    assert _show(found) == ""


def test_there_are_enough_negatives() -> None:
    assert len(_lines("match_negative.tsv")) >= 60


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_found_and_named(case: str) -> None:
    for term in (one for one in TERMS if one.language == "kk"):
        form = inflect(term.text, case, possessed=term.possessed)  # type: ignore[arg-type]
        found = KAZAKH.match(f"Сонда {form} болды")
        assert [(one.form, one.concept, one.case) for one in found] == [(form, term.concept, case)]


def test_rendering_is_the_preferred_term() -> None:
    (found,) = KAZAKH.match("әкімге")
    assert found.rendering is TERMS[1]
    assert found.term is TERMS[0]
    (bare,) = _matcher(Term("akim", "kk", "әкім"), Term("akim", "en", "mayor", "forbidden")).match("әкім")
    assert bare.rendering is None


def test_deprecated_and_forbidden_wordings_are_found() -> None:
    matcher = _matcher(Term("a", "kk", "облыс басы", "forbidden"), Term("a", "en", "akim"))
    assert _show(matcher.match("облыс басына")) == "облыс басына=a:dative"


@pytest.mark.parametrize("gap", [" ", "\u00a0", "   ", "\t", "\n", " \n ", "\r\n", "-"])
def test_gap_inside_a_term(gap: str) -> None:
    text = f"қаржы{gap}министрлігіне"
    assert _show(KAZAKH.match(text)) == f"{text}=ministry-of-finance:dative"


@pytest.mark.parametrize("gap", ["\n\n", ", ", " - ", ". ", "_", "\u0301 ", " (", "/"])
def test_no_term_across(gap: str) -> None:
    assert not [one for one in KAZAKH.match(f"қаржы{gap}министрлігіне") if one.concept == "ministry-of-finance"]


def test_invisible_characters_and_offsets() -> None:
    text = "…Қар\u00adжы министр\u200bлігі…"
    (found,) = KAZAKH.match(text)
    assert found.span.of(text) == "Қар\u00adжы министр\u200bлігі"
    assert KAZAKH.match(normalize(text)) == [found]


def test_longest_cover() -> None:
    matcher = _matcher(
        Term("ab", "kk", "ақ бала"), Term("bcd", "kk", "бала кітап дүкен"), Term("abc", "kk", "ақ бала кітап")
    )
    assert _show(matcher.match("ақ бала кітап дүкен")) == "бала кітап дүкен=bcd:nominative"
    pair = _matcher(Term("ab", "kk", "ақ бала"), Term("cd", "kk", "кітап дүкен"), Term("bc", "kk", "бала кітап"))
    assert _show(pair.match("ақ бала кітап дүкен")) == "ақ бала=ab:nominative|кітап дүкен=cd:nominative"


def test_one_wording_of_two_concepts() -> None:
    old = Term("old", "kk", "Ақпарат министрлігі", until="2018", grammar=POSSESSED)
    new = Term("new", "kk", "Ақпарат министрлігі", grammar=POSSESSED)
    third = Term("third", "kk", "Ақпарат министрлігі", grammar=POSSESSED)
    assert [one.concept for one in _matcher(old, new, third).match("Ақпарат министрлігі")] == ["new"]
    assert [one.concept for one in _matcher(old).match("Ақпарат министрлігі")] == ["old"]


def test_listed_wording_comes_before_a_variant() -> None:
    variant = Term("variant", "kk", "әкімнің кеңсесі", grammar=POSSESSED)
    listed = Term("listed", "kk", "әкім кеңсесі", grammar=POSSESSED)
    assert [one.concept for one in _matcher(variant, listed).match("әкім кеңсесіне")] == ["listed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The akim spoke.", "akim=akim:nominative"),
        ("Akims of regions", "Akims=akim:nominative:plural"),
        ("the deputy akim’s office", "deputy akim’s=deputy-akim:genitive"),
        ("Deputy Akim of the City", "Deputy Akim of the City=deputy-akim-of-the-city:nominative"),
        ("deputy akims of the city", "deputy akims of the city=deputy-akim-of-the-city:nominative:plural"),
        ("the MINISTRY OF FINANCE", "MINISTRY OF FINANCE=ministry-of-finance:nominative"),
        ("a ministry of finance, a ministry", ""),
        ("Ministries of Finance", "Ministries of Finance=ministry-of-finance:nominative:plural"),
        ("a minister of another country", ""),
        ("the UN, the un-named, UNESCO", "UN=united-nations:nominative"),
        ("the UN's budget", "UN's=united-nations:genitive"),
        ("akimat, Hakim, akim-elect", ""),
        ("Kazakhstan's Government", "Kazakhstan's=kazakhstan:genitive|Government=government:nominative"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert _show(ENGLISH.match(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ud800",
        "әкім\ud800",
        "а\u0301әкі\u0301м",
        "\u202eмікә",
        "\0",
        "\u0130\u0130 әкім",
        "ﬁﬂ",
        "﷽" * 9,
        "'",
        "-",
        '"',
    ],
)
def test_odd_text_does_not_crash(text: str) -> None:
    KAZAKH.match(text)
    ENGLISH.match(text)


@pytest.mark.parametrize(
    "piece", ["ә", "әкім", " ", "-", '"', "әкім ", "қала ", "әкім-", "қаржы\n", "\u0301", "Ә", "'a", "ҚР-"]
)
def test_long_text_takes_linear_time(piece: str) -> None:
    times = []
    for length in (50_000, 200_000):
        start = time.process_time()
        KAZAKH.match((piece * length)[:length])
        times.append(time.process_time() - start)
    assert times[1] < 4 * 3 * max(times[0], 0.02)


def test_possession_is_guessed_where_a_glossary_does_not_mark_it() -> None:
    matcher = _matcher(Term("tax", "kk", "салық қызметі"), Term("secretary", "kk", "бас хатшы"))
    assert _show(matcher.match("салықтың қызметіне")) == "салықтың қызметіне=tax:dative"
    assert _show(matcher.match("бас хатшыға")) == "бас хатшыға=secretary:dative"


def test_empty_termbase() -> None:
    assert TermMatcher(Termbase(), "kk", "en").match("әкім") == []
    assert _matcher(Term("x", "kk", "«»"), Term("y", "kk", "")).match("«» әкім") == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*"әкімқалҚР-.,»«\"' \n", "әкім", " орынбасары", "қала ", "Елбасы"])).map("".join))
def test_spans_are_in_order_and_true(text: str) -> None:
    found = KAZAKH.match(text)
    assert all(one.span.of(text) == one.form for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_long_text_is_matched_in_blocks_with_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Кеше «Нұр Отан» партиясы жиналды. Қаржы және қаржы министрліктері… Елiмiздің әкімі келді.\n" * 40
    whole = KAZAKH.match(text)
    monkeypatch.setattr("glossary.match.BLOCK", 50)
    assert KAZAKH.match(text) == whole
    assert len(whole) > 80
