"""The table of a visitor's own terms: what is said after each change is what a look at the whole would say."""

import random
import time
from collections.abc import Callable

import pytest

from glossary.lint import lint
from glossary.storage import default_termbase
from glossary.term import Term, Termbase
from ui.web.session import Session
from ui.web.termbase_neighbours import CHECKED
from ui.web.termbase_table import MOST, Table, cut_page

SHARED = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("akim", "en", "mayor", "forbidden", case="sentence"),
        Term("council", "kk", "кеңес"),
        Term("council", "en", "council"),
    ]
)
WORDS = ("әкім", "қала әкімі", "кеңес", "сынақ кеңесі", "akim", "city mayor", "Council", "test council (", "")
CELLS = {
    "term": WORDS,
    "concept": ("akim", "council", "one", "two", "three", "Bad One", ""),
    "language": ("kk", "en"),
    "status": ("preferred", "admitted", "forbidden", "unverified", "wrong"),
    "part_of": ("", "akim", "two", "nothing"),
    "successor": ("", "one", "council"),
    "until": ("", "2019", "2020-13", "2001-02-03"),
    "grammar": ("", "possessed", "the"),
}


def list_all(table: Table) -> list[str]:
    return sorted(str(one) for found in table.findings.values() for one in found)


@pytest.mark.parametrize("seed", range(25))
def test_each_change_says_what_a_look_at_the_whole_would_say(seed: int) -> None:
    chance = random.Random(seed)
    table = Table(SHARED)
    for _ in range(40):
        act, numbers = chance.random(), list(table.entries)
        if act < 0.3 or not numbers:
            table.add({column: chance.choice(values) for column, values in CELLS.items()})
        elif act < 0.4:
            table.remove(chance.choice(numbers))
        else:
            column = chance.choice(list(CELLS))
            table.change(chance.choice(numbers), column, chance.choice(CELLS[column]))
        assert list_all(table) == sorted(map(str, lint(table.termbase, SHARED, CHECKED)))


def test_look_at_the_whole_says_the_same() -> None:
    table = Table.of(SHARED, SHARED)
    table.inspect()
    before = list_all(table)
    table.change(1, "term", "әкімі")
    assert list_all(table) != before
    table.change(1, "term", "әкім")
    assert list_all(table) == before


def test_fault_keeps_a_row_out_of_the_termbase_until_it_is_mended() -> None:
    table = Table(SHARED)
    kazakh, english = table.add_title("сынақ кеңесі", "Test Council")
    table.change(english, "term", "Test Соuncil")  # with two Cyrillic letters
    assert [problem.column for problem in table.tell(english)[0]] == ["term"]
    assert [term.text for term in table.termbase.terms()] == ["сынақ кеңесі"]
    assert table.find(only="error") == [english]
    table.change(english, "term", "Test Council")
    assert [term.text for term in table.termbase.terms()] == ["сынақ кеңесі", "Test Council"]
    assert table.find(only="error") == []
    assert table.entries[kazakh].values["grammar"] == "possessed"


def test_second_preferred_term_is_the_fault_and_not_the_first() -> None:
    table = Table(SHARED)
    first = table.add({"concept": "body", "language": "en", "term": "Body"})
    second = table.add({"concept": "body", "language": "en", "term": "Organ"})
    assert not table.tell(first)[0]
    assert "preferred at the same time" in table.tell(second)[0][0].message
    table.remove(first)
    assert not table.tell(second)[0]


def test_title_is_added_to_the_concept_that_has_it() -> None:
    table = Table(SHARED)
    table.add_title("сынақ кеңесі", "Test Council")
    added = table.add_title("Сынақ кеңесі", "Trial Council")
    assert [table.entries[number].values["concept"] for number in added] == ["test-council", "test-council"]
    assert [table.entries[number].values["status"] for number in added] == ["admitted", "admitted"]
    assert table.add_title("сынақ кеңесі", "Test Council") == ()
    other = table.add_title("байқау кеңесі", "test council!")
    assert table.entries[other[0]].values["concept"] == "test-council-2"


def test_cells_are_cleaned_and_never_too_long() -> None:
    table = Table(SHARED)
    number = table.add({"concept": "a", "language": "kk", "term": " қала\n  кеңесі "})
    assert table.entries[number].values["term"] == "қала кеңесі"
    table.change(number, "note", "х" * 100_000)
    assert len(table.entries[number].values["note"]) == 2_000
    table.change(number, "status", "")
    assert table.entries[number].values["status"] == "preferred"


def test_what_is_not_there_is_not_changed() -> None:
    table = Table(SHARED)
    number = table.add_title("сынақ кеңесі", "Test Council")[0]
    for bad, column in ((number + 9, "term"), (number, "line")):
        with pytest.raises(KeyError):
            table.change(bad, column, "x")
    assert table.entries[number].values["term"] == "сынақ кеңесі"


def test_full_table_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.web.termbase_table.MOST", 2)
    table = Table(SHARED)
    table.add_title("сынақ кеңесі", "Test Council")
    with pytest.raises(ValueError, match="at most 2"):
        table.add_title("байқау кеңесі", "Trial Council")
    assert MOST >= 10_000


def test_page_and_filter() -> None:
    table = Table(SHARED)
    for at in range(60):
        table.add({"concept": f"body-{at}", "language": "en", "term": f"Body {at}"})
    assert table.find("body 1") == [number for number in table.entries if "1" in table.entries[number].values["term"]]
    assert table.find("BODY-7 body") == [8]
    assert cut_page(table.find(), 1, 50) == (1, list(range(51, 61)))


def test_session_has_no_termbase_before_a_row_is_right() -> None:
    session = Session()
    assert session.termbase is None
    table = session.open_table(SHARED)
    assert session.termbase is None
    table.add({"concept": "Wrong", "language": "en", "term": "x"})
    assert session.termbase is None
    table.add_title("сынақ кеңесі", "Test Council")
    assert session.termbase
    assert "test-council" in session.termbase.concepts


@pytest.mark.slow
def test_key_in_ten_thousand_rows_is_answered_at_once(record_property: Callable[[str, object], None]) -> None:
    terms = []
    for at in range(5_000):
        terms += [Term(f"body-{at}", "kk", f"{at} сынақ кеңесі", "unverified", grammar=("possessed",))]
        terms += [Term(f"body-{at}", "en", f"Test Council {at}", "unverified")]
    table = Table.of(Termbase.from_terms(terms), default_termbase())
    table.inspect()
    chance, taken = random.Random(1), []
    for _ in range(100):
        number = chance.randrange(1, 10_001)
        text = table.entries[number].values["term"] + chance.choice(("а", "x", ")", " министрлігі"))
        begun = time.perf_counter()
        table.change(number, "term", text)
        for shown in range(number, min(number + 50, 10_001)):
            table.tell(shown)
        table.count()
        taken.append(time.perf_counter() - begun)
    taken.sort()
    record_property("milliseconds", [round(1000 * taken[at], 1) for at in (50, 99)])
    assert taken[50] < 0.1
    assert taken[-2] < 0.2
