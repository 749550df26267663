"""What is said of rows and of termbases, as HTML and in both languages."""

import html
import re
from pathlib import Path

import pytest

from glossary.errors import Problem, TermbaseError
from glossary.lint import lint
from glossary.search import search
from glossary.storage import read
from glossary.term import Term, Termbase
from ui.messages import MESSAGES, say
from ui.web.termbase_table import Table
from ui.web.termbase_view import FAULTS, FEW, make_hits, make_refusal, make_rows
from ui.web.termbase_words import PATTERNS, describe, describe_fault, describe_finding

EVIL = "<img src=x onerror=alert(1)> \"'{{value}}${1}"
KK = say("kk")

ROWS = [
    {"concept": "", "language": "kk", "term": "сот"},
    {"concept": "Бір", "language": "kk", "term": "сот"},
    {"concept": "a", "language": "ru", "term": "суд"},
    {"concept": "a", "language": "en", "term": ""},
    {"concept": "a", "language": "en", "term": "соurt"},
    {"concept": "a", "language": "kk", "term": "мiнистр"},
    {"concept": "a", "language": "kk", "term": "сот\u200bтар"},
    {"concept": "a", "language": "en", "term": '"court"'},
    {"concept": "a", "language": "en", "term": "court\x07"},
    {"concept": "a", "language": "en", "term": "court", "grammar": "plurals"},
    {"concept": "a", "language": "en", "term": "court", "from": "31.12.2020"},
    {"concept": "a", "language": "en", "term": "court", "from": "2020", "until": "2019"},
    {"concept": "a", "language": "en", "term": "court", "part_of": "a"},
    {"concept": "b", "language": "en", "term": "court"},
    {"concept": "b", "language": "en", "term": "court"},
    {"concept": "b", "language": "en", "term": "tribunal"},
]


def test_each_fault_of_a_row_is_said_in_kazakh() -> None:
    table = Table(Termbase(), ROWS)
    told = [problem for entry in table.entries.values() for problem in entry.problems]
    assert len(told) >= len(ROWS) - 1
    assert [problem for problem in told if describe(problem.message, KK) == problem.message] == []
    assert describe_fault(told[0], KK).startswith("Ұғым: бос")


def test_each_finding_is_said_in_kazakh() -> None:
    shared = Termbase.from_terms(
        [
            Term("akim", "kk", "әкім"),
            Term("akim", "en", "akim"),
            Term("akim", "en", "mayor", "forbidden"),
            Term("old", "kk", "ескі", until="2010"),
        ]
    )
    terms = [
        Term("head", "kk", "ескі"),
        Term("head", "en", "akim"),
        Term("city-akim", "kk", "қала әкімі", grammar=("possessed",)),
        Term("city-akim", "en", "city mayor"),
        Term("two", "kk", "қала министрлігі"),
        Term("two", "en", " Ministry  (city", grammar=("the", "no-article")),
        Term("three", "kk", "министр", grammar=("possessed",), part_of="nothing"),
        Term("three", "en", "minister"),
        Term("four", "kk", "министр"),
        Term("four", "en", "Minister of State"),
        Term("five", "en", "!!!"),
        Term("six", "kk", "мекеме", until="2020", successor="seven"),
        Term("seven", "kk", "орган", since="2015"),
        Term("seven", "en", "organ", "forbidden"),
    ]
    found = [one for one in lint(Termbase.from_terms(terms), shared) if one.severity != "note" and one.kind != "source"]
    assert len({one.kind for one in found}) >= 11
    assert [str(one) for one in found if describe_finding(one, KK).startswith(one.message)] == []


@pytest.mark.parametrize(("key", "pattern"), PATTERNS)
def test_message_has_no_more_values_than_its_sentence(key: str, pattern: str) -> None:
    assert len(set(re.findall(r"\{(\w)\}", MESSAGES[key][0]))) <= re.compile(pattern).groups


def test_sentence_that_is_not_known_stays() -> None:
    assert describe("something new", KK) == "something new"
    assert describe_fault(Problem(2, "kk", "something new"), KK) == "kk: something new"


def test_hit_shows_rendering_status_source_and_dates_escaped() -> None:
    base = Termbase.from_terms(
        [
            Term("court", "kk", "сот", source=EVIL, checked="2026-01-02", note="ескертпе"),
            Term("court", "en", "court", since="2001", until="2002-03"),
            Term("court", "en", f"tribunal {EVIL}", "forbidden"),
        ]
    )
    shown = make_hits("сотқа", search(base, "сотқа"), say("en"))
    assert "<img" not in shown
    for text in ("сот", "court", "2001 – 2002-03", "forbidden", "read on 2026-01-02", "ескертпе", EVIL):
        assert html.escape(text) in shown
    assert "<b>" not in make_hits("<b>", [], KK)


def test_rows_are_escaped_and_named() -> None:
    table = Table(Termbase(), [{"concept": EVIL, "language": EVIL, "term": EVIL, "source": EVIL, "status": EVIL}])
    shown = make_rows(table, [1], FEW, KK)
    assert "<img" not in shown
    assert shown.count(f'value="{html.escape(EVIL)}"') == 5
    assert 'aria-label="Термин, 1-жол"' in shown
    assert 'class="au-error"' in shown


def test_refusal_lists_every_bad_row_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    lines = ["concept\tlanguage\tterm\tstatus", "akim\tkk\tәкім\t", "akim\ten\takim\tgood", "\ten\t<b>x\t", "a\tkk\t\t"]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(TermbaseError) as refused:
        read(path)
    shown = make_refusal(path.name, refused.value.problems, KK)
    assert re.findall(r"(\d+)-жол", shown) == ["3", "4", "5"]
    assert str(tmp_path) not in shown
    many = make_refusal("x", [Problem(at, "term", "<i>") for at in range(FAULTS + 3)], say("en"))
    assert "and 3 more" in many
    assert "<i>" not in many
