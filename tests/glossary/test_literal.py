"""What counts as a literal, by the sentences of `cases/literals.tsv`, and what is one and the same on both sides."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.literal import NAMES, blank_literals, find_literals, find_lost


class Case(NamedTuple):
    """A row of the file; `literals` are joined with bars, those of documents as Kazakh writes them."""

    label: str
    language: str
    kind: str
    text: str
    literals: str

    @property
    def wanted(self) -> list[str]:
        return [one for one in self.literals.split(" | ") if one]


def read_cases() -> list[Case]:
    with (Path(__file__).parent.parent / "cases" / "literals.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Case(*row) for row in rows]


CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_literals_of_sentences(case: Case) -> None:
    found = find_literals(case.text)
    assert [one.write("kk") for one in found] == case.wanted
    assert all(one.span.of(case.text) == one.text for one in found)
    assert case.label == ("positive" if found else "negative")


def test_every_kind_has_a_sentence_in_both_languages_but_for_line_breaks() -> None:
    for kind in NAMES:
        languages = {case.language for case in CASES if kind in {one.kind for one in find_literals(case.text)}}
        assert languages == ({"en"} if kind == "escape" else {"kk", "en"}), kind


@pytest.mark.parametrize(
    ("text", "literal", "ending"),
    [
        ("info@example.kz-ке жазыңыз", "info@example.kz", "ке"),
        ("8-800-080-77-77-ге қоңырау шалыңыз", "8-800-080-77-77", "ге"),
        ("www.example.kz-тен оқыңыз", "www.example.kz", "тен"),
        ("№ 12-ге жүгініңіз", "№ 12", "ге"),
        ("№ 245-ө өкім", "№ 245-ө", ""),
        ("№ 245-ө-ге сәйкес", "№ 245-ө", "ге"),
        ("есеп.docx-тегі сандар", "есеп.docx", "тегі"),
        ("{name}-ге хат", "{name}", "ге"),
    ],
)
def test_a_kazakh_ending_is_no_part_of_a_literal(text: str, literal: str, ending: str) -> None:
    (found,) = find_literals(text)
    assert (found.text, found.ending) == (literal, ending)
    assert found.whole.of(text) == (f"{literal}-{ending}" if ending else literal)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("(https://example.kz/a_(b)).", "https://example.kz/a_(b)"),
        ("See www.example.kz!", "www.example.kz"),
        ("<info@example.kz>", "info@example.kz"),
        ("8 (727) 250-00-00, 5 адам", "8 (727) 250-00-00"),
        ("+77011234567", "+77011234567"),
        ("KZ86 125K ZT50 0410 0100", "KZ86 125K ZT50 0410 0100"),
        ('<a href="x.html" target="_b">', '<a href="x.html" target="_b">'),
        ("C:\\new\\table.txt", "C:\\new\\table.txt"),
        ("%.2f%%", "%.2f"),
    ],
)
def test_where_a_literal_begins_and_ends(text: str, literal: str) -> None:
    assert find_literals(text)[0].text == literal


@pytest.mark.parametrize(
    "text",
    [
        "8 500 000 000 теңге",
        "2018-10-26",
        "12-05-18",
        "1 234 567,89",
        "100%",
        "20% discount",
        "x <y and z> w",
        "3.14",
        "87011234567 теңге",
        "1000000000000000 амал",
        "38,7%% төмен",
    ],
)
def test_what_is_none(text: str) -> None:
    assert find_literals(text) == []


@given(st.text(alphabet="ab1.@#№%{}<>/\\-+ ()8кө:$", max_size=60))
def test_places_are_in_order_and_say_what_stands_there(text: str) -> None:
    at = 0
    for found in find_literals(text):
        assert at <= found.span.start < found.span.end
        assert found.span.of(text) == found.text
        at = found.whole.end
    assert len(blank_literals(text)) == len(text)


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("Тел. 8 (727) 250-00-00", "Tel. +7 727 250 00 00", []),
        ("Тел. 8 (727) 250-00-00", "Tel. +7 727 250 00 01", ["8 (727) 250-00-00"]),
        ("https://example.kz/kk/form", "https://example.kz/en/form/", []),
        ("https://example.kz/kk/form", "https://example.kz/en/forms", ["https://example.kz/kk/form"]),
        ("№ 15 мектеп", "School 15", []),
        ("№ 245-ө өкім", "Order No. 245", ["№ 245-ө"]),
        ("#ТазаҚала", "#CleanCity", []),
        ("{a} мен {a}", "{a}", ["{a}"]),
    ],
)
def test_what_a_translation_has_lost(source: str, target: str, lost: list[str]) -> None:
    assert [one.text for one in find_lost(source, target)] == lost
