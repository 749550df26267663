"""A line without an end costs in proportion to its length, and is translated in segments of bounded length.

Time is compared between a size and four times that size: what grows with the square would take sixteen times as long.
"""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.check import locate
from glossary.kazakh.likeness import Spellings, compare
from glossary.kazakh.names import enrol, find_persons
from glossary.kazakh.numerals import compare_numbers
from glossary.match import TermMatch, TermMatcher
from glossary.place import find_written
from glossary.storage import default_termbase
from glossary.term import Language, Term
from glossary.text import Span, Taken
from glossary.verification import Rules, verify
from tests.fakes import CopyEngine
from translate.candidate import drop_swallowed
from translate.finding import Pair
from translate.guard import check_script
from translate.pipeline import Translator
from translate.review import Reviewer
from translate.segment import LONGEST, ORNAMENT, reassemble, segment

TIMES = 4
MOST = 9.0
"""How many times as long four times the input may take."""
FREE = 0.3
"""Seconds that say nothing."""

CLAUSES: dict[Language, dict[str, str]] = {
    "kk": {
        "titles": "қала әкімінің орынбасары Асқар Серіков, ",
        "bodies": "Қаржы министрлігінің төрағасы мен Сенат депутаттары, ",
        "places": "Алматы, Астана, Шымкент, ",
        "abbreviations": "ҚР БҰҰ АҚШ ",
        "initials": "А. Б. Серіков, ",
        "numbers": "12,345,",
        "numerals": "жүз бір мың екі ",
        "brackets": "әкім ( ",
        "quotes": "«әкім ",
        "hyphens": "әкім-",
        "letters": "қала",
    },
    "en": {
        "titles": "deputy akim of the city Askar Serikov, ",
        "bodies": "Chairman of the Ministry of Finance and deputies of the Senate, ",
        "places": "Almaty, Astana, Shymkent, ",
        "abbreviations": "UN USA WTO ",
        "initials": "A. B. Serikov, ",
        "numbers": "12,345,",
        "numerals": "one hundred and two thousand ",
        "brackets": "akim ( ",
        "quotes": "“akim ",
        "hyphens": "akim-",
        "letters": "city",
    },
}
LINES = [(language, name) for language, clauses in CLAUSES.items() for name in clauses]


def other(language: Language) -> Language:
    return "en" if language == "kk" else "kk"


def take_time(work: Callable[[int], object], size: int) -> float:
    """Return the seconds of processor that the work takes, the better of two tries."""
    times = []
    for _ in range(2):
        began = time.process_time()
        work(size)
        times.append(time.process_time() - began)
    return min(times)


def assert_linear(work: Callable[[int], object], size: int) -> None:
    work(2)  # what is made once
    small, large = take_time(work, size), take_time(work, TIMES * size)
    assert large < MOST * small + FREE, f"{small:.2f} s became {large:.2f} s"


@pytest.mark.slow
@pytest.mark.parametrize(("language", "name"), LINES)
def test_translating_a_line_without_end(language: Language, name: str) -> None:
    base, clause = default_termbase(), CLAUSES[language][name]

    def work(size: int) -> None:
        Translator(CopyEngine(), base, language, other(language)).translate(clause * size)

    assert_linear(work, 150)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "name"), LINES)
def test_finding_and_verifying_titles_in_a_line_without_end(language: Language, name: str) -> None:
    """Without persons: who is who on both sides is looked for by `translate.person_check`."""
    base = default_termbase()
    reviewer, rules = Reviewer(base, language, other(language)), Rules(base, other(language))
    ours = CLAUSES[language][name].replace(" Асқар Серіков", "").replace(" Askar Serikov", "")
    theirs = CLAUSES[other(language)][name].replace(" Асқар Серіков", "").replace(" Askar Serikov", "")

    def work(size: int) -> None:
        source = ours * size
        for target in (theirs * size, source, "Жоқ. No."):
            verify(target, reviewer.match(source), rules)

    assert_linear(work, 150)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "en"])
def test_checking_a_long_pair(language: Language) -> None:
    reviewer = Reviewer(default_termbase(), language, other(language))
    names = ("titles", "places", "numbers", "quotes")
    ours, theirs = ("".join(CLAUSES[one][name] for name in names) for one in (language, other(language)))

    def work(size: int) -> None:
        reviewer.review([Pair(ours.replace("Асқар Серіков, ", "") * size, theirs.replace("Askar ", "") * size)])

    assert_linear(work, 60)


def test_many_persons_are_enrolled() -> None:
    syllables = "бал қар жан тұр сер мақ ораз дос ел нар".split()

    def work(size: int) -> None:
        digits = (f"{at:04}" for at in range(size))
        families = ("".join(syllables[int(digit)] for digit in number).capitalize() for number in digits)
        persons = find_persons(", ".join(f"Асқар {family}ов" for family in families))
        assert len(enrol(persons).persons) > size / 2

    assert_linear(work, 1_500)


def test_many_equal_titles_are_located() -> None:
    (match,) = TermMatcher(default_termbase(), "kk", "en").match("әкім")
    assert_linear(lambda size: locate("The akim, " * size, [match] * size), 800)


def test_many_quotes_that_nobody_closes_are_checked() -> None:
    assert_linear(lambda size: check_script("Қала «" * size, "kk"), 8_000)


def test_numbers_that_are_alike_find_each_other() -> None:
    """Each of many numbers is paired with the one that is read otherwise, and none with two."""
    ours = " , ".join(["1.234"] * 500 + ["17"] * 2)
    assert compare_numbers(ours, "kk", " ; ".join(["1234"] * 500 + ["5 pm"] * 2), "en") == ((), ())
    missing, extra = compare_numbers(ours, "kk", " ; ".join(["1234"] * 499), "en")
    assert [one.text for one in missing] == ["1.234", "17", "17"]
    assert not extra
    assert_linear(lambda size: compare_numbers("12 , 345 , " * size, "kk", "67 ; 890 ; " * size, "en"), 400)


@pytest.mark.parametrize("clause", ["жаңа мектеп ашылды, ", "жаңа мектеп ашылды ", "мектеп"])
def test_a_segment_has_a_longest_length(clause: str) -> None:
    text = clause * (6_000 // len(clause)) + "және бәрі бітті."
    document = segment(text, "kk")
    assert max(len(one.text) for one in document.segments) <= LONGEST <= 3_000
    assert len(document.segments) < 8
    assert reassemble(document, [one.text for one in document.segments]) == text
    if "," in clause:
        assert {one.text[-1] for one in document.segments} <= {",", "."}


def test_a_sentence_that_is_not_too_long_is_one_segment() -> None:
    text = ("жаңа мектеп ашылды, " * LONGEST)[: LONGEST - 1].strip() + "."
    assert [one.text for one in segment(text, "kk").segments] == [text]


def test_a_row_of_marks_is_a_segment_of_its_own() -> None:
    marks = "(" * ORNAMENT
    assert [one.text for one in segment(f"Қала {marks} әкімі келді", "kk").segments] == ["Қала", marks, "әкімі келді"]
    assert len(segment(f"Қала {marks[2:]}әкімі келді", "kk").segments) == 1
    assert len(segment(f"Қала {' ' * ORNAMENT} әкімі келді", "kk").segments) == 1
    assert [one.text for one in segment(marks * 30, "kk").segments] == [marks * 30]
    engine = CopyEngine()
    text = Translator(engine, default_termbase(), "kk", "en").translate(f"Сөз {marks} бітті").text
    assert marks in text
    assert not any("((" in request.text for request in engine.asked)


def test_a_long_address_is_not_cut() -> None:
    address = "https://example.kz/" + "a1" * LONGEST
    assert [one.text for one in segment(f"Сайт {address} ашылды", "kk").segments] == ["Сайт", address, "ашылды"]


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(0, 6))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_taken_places_overlap_as_each_of_them_does(spans: list[Span], span: Span) -> None:
    taken = Taken()
    for one in spans:
        taken.add(one)
    assert taken.overlaps(span) == Taken(spans).overlaps(span) == any(span.overlaps(one) for one in spans)


@given(st.lists(st.integers(1, 4), max_size=10), SPANS)
def test_taken_places_cover_as_each_of_them_does(lengths: list[int], span: Span) -> None:
    spans = [Span(sum(lengths[:at]) + at, sum(lengths[: at + 1]) + at) for at in range(len(lengths))]
    assert Taken(spans).covers(span) == any(one.covers(span) for one in spans)


@given(st.randoms(use_true_random=False))
def test_swallowed_titles_are_those_of_a_plain_search(chance: random.Random) -> None:
    edges = sorted(chance.sample(range(40), 8))
    places = [Span(*edges[at : at + 2]) if chance.random() < 0.8 else None for at in range(0, 8, 2)]
    chance.shuffle(places)
    cuts = sorted(chance.sample(range(40), 4))
    term = Term("a", "en", "a")
    titles = [TermMatch("a", Span(*cuts[at : at + 2]), "", term, term) for at in (0, 2)]
    kept = list(places)
    for title in titles:
        inside = [i for i, one in enumerate(places) if one and one != title.span and title.span.covers(one)]
        if len(inside) == 1 and not any(one and one.covers(title.span) for one in places):
            kept[inside[0]] = None
    assert drop_swallowed(places, titles) == tuple(kept)


def test_each_of_many_equal_titles_has_its_own_place() -> None:
    base = default_termbase()
    source = "Қала әкімі мен аудан әкімі және облыс әкімі келді"
    matches = TermMatcher(base, "kk", "en").match("әкім, әкім, әкім")
    places = locate("The akim, the akim and a man", matches)
    assert places == [Span(4, 8), Span(14, 18), None]
    written = find_written(source, TermMatcher(base, "kk", "en").match("әкімі әкімі әкімі"), source)
    assert [span.of(source) for span in written] == ["әкімі"] * 3
    assert len(set(written)) == 3


def test_spellings_are_those_that_compare_finds() -> None:
    words = "Kyrykbaev Qyryqbaev Kirikbaev Smailov Dzhakupov Zhakypov Mamin Momin Utegen Otegen Asel Asal".split()
    for name in "Қырықбаев Смайлов Жақыпов Мамин Өтеген Әсел".split():
        assert Spellings(words).find(name) == [word for word in words if compare(name, word) == "same"]
