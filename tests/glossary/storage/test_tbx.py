"""TBX in its three shapes: our own files, and files as other tools write them."""

from pathlib import Path

import pytest

from glossary.errors import TermbaseError
from glossary.storage import load, read, save
from glossary.term import Term, Termbase
from tests.glossary.storage.contract import GOOD, LosslessContract

CASES = Path(__file__).parents[2] / "cases" / "termbases"
HEAD = '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n'
TAIL = "</body></text></tbx>\n"


def entry(kazakh: str, english: str, more: str = "") -> str:
    return (
        f'<conceptEntry><langSec xml:lang="kk"><termSec><term>{kazakh}</term></termSec></langSec>\n'
        f'<langSec xml:lang="en"><termSec><term>{english}</term>{more}</termSec></langSec></conceptEntry>\n'
    )


class Tbx(LosslessContract):
    def broken(self, path: Path) -> list[int]:
        status = '<termNote type="administrativeStatus">maybe</termNote>'
        bad = entry("әкім", "akim") + entry("министрi", "minister") + entry("сот", " ") + entry("той", "toi", status)
        path.write_text(HEAD + bad + TAIL, "utf-8")
        return [4, 7, 9]


class TestDca(Tbx):
    name = "tbx"


class TestDct(Tbx):
    name = "tbx-dct"


class Test2008(Tbx):
    name = "tbx-2008"


def test_a_file_of_a_terminology_manager() -> None:
    reading = read(CASES / "multiterm.tbx")
    assert reading.format == "tbx-2008"
    assert list(reading.termbase.concepts) == ["regional-akimat", "national-bank"]
    assert list(reading.termbase.terms()) == [
        Term("regional-akimat", "kk", "облыс әкімдігі"),
        Term(
            "regional-akimat",
            "en",
            "regional akimat",
            note="executive body of a region, headed by its akim",
            source="style sheet 3",
        ),
        Term(
            "regional-akimat",
            "en",
            "regional administration",
            "deprecated",
            note="executive body of a region, headed by its akim",
            source="style sheet 3",
        ),
        Term("national-bank", "kk", "Ұлттық банк", kind="short"),
        Term("national-bank", "en", "National Bank"),
        Term("national-bank", "en", "NBK", "admitted", "abbreviation"),
    ]
    assert [str(loss) for loss in reading.left_out] == [
        "public administration: subjectField (once)",
        "акимат области: language ru-RU (once)",
    ]


def test_a_file_of_a_localisation_platform() -> None:
    assert list(load(CASES / "localisation.tbx").terms()) == [
        Term("akim-of-the-district", "kk", "аудан әкімі", note="head of a district"),
        Term("akim-of-the-district", "en", "akim of the district", note="head of a district; no capital"),
        Term("akim-of-the-district-2", "kk", "аудан басшысы", "forbidden"),
        Term("akim-of-the-district-2", "en", "akim of the district"),
    ]


def test_both_styles_of_basic_say_the_same() -> None:
    tagged, typed = read(CASES / "basic_dct.tbx", name="basic"), read(CASES / "basic_dca.tbx", name="basic")
    assert tagged.termbase == typed.termbase
    link = "the law; https://example.org/law"
    assert list(typed.termbase["maslikhat"].terms) == [
        Term(
            "maslikhat",
            "kk",
            "мәслихат",
            note="elected for five years; Облыстық мәслихат бюджетті бекітті.",
            source=link,
        ),
        Term("maslikhat", "en", "maslikhat", note="elected for five years", source=f"{link}; law on local government"),
        Term("maslikhat", "en", "local council", "deprecated", note="elected for five years", source=link),
    ]
    assert [loss.what for loss in typed.left_out] == ["subjectField (once)"]


@pytest.mark.parametrize("name", ["multiterm", "localisation", "basic_dca"])
def test_the_terms_of_another_tool_come_back(tmp_path: Path, name: str) -> None:
    base = load(CASES / f"{name}.tbx")
    for form in ("tbx", "tbx-2008", "tbx-dct"):
        save(base, tmp_path / f"{name}.tbx", form)
        assert load(tmp_path / f"{name}.tbx") == base


def test_what_basic_has_a_category_for_is_in_it(tmp_path: Path) -> None:
    terms = [
        Term("court", "kk", "сот", "unverified", source="law", part_of="justice"),
        Term("court", "en", "court", "forbidden", "short", source="law", part_of="state", since="2014"),
        Term("justice", "en", "justice", "deprecated", "abbreviation", note="<x> & y"),
    ]
    save(Termbase.from_terms(terms, "law & order"), tmp_path / "law.tbx")
    text = (tmp_path / "law.tbx").read_text("utf-8")
    for piece in (
        "<title>law &amp; order</title>",
        '<conceptEntry id="court">\n<admin type="source">law</admin>',
        '<ref type="crossReference" target="justice">part of</ref>',
        "<note>audarma:part_of state</note>",
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>',
        '<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>',
        '<termNote type="termType">shortForm</termNote>',
        "<note>audarma:status forbidden</note>",
        "<note>audarma:status unverified</note>",
        "<note>audarma:from 2014</note>",
        "<note>&lt;x&gt; &amp; y</note>",
    ):
        assert piece in text
    assert text.count("<admin") == 1


def test_an_identifier_may_begin_with_a_digit(tmp_path: Path) -> None:
    base = Termbase.from_terms([Term("100-steps", "en", "100 Steps"), Term("a", "en", "x", part_of="100-steps")], "n")
    save(base, tmp_path / "n.tbx")
    text = (tmp_path / "n.tbx").read_text("utf-8")
    assert 'id="_100-steps"' in text
    assert 'target="_100-steps"' in text
    assert load(tmp_path / "n.tbx") == base


def test_running_numbers_are_no_identifiers(tmp_path: Path) -> None:
    text = entry("сот", "court").replace("<conceptEntry>", '<conceptEntry id="c7">')
    (tmp_path / "a.tbx").write_text(HEAD + text + TAIL, "utf-8")
    assert list(load(tmp_path / "a.tbx").concepts) == ["court"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "<conceptEntry><langSec><termSec><term>x</term></termSec></langSec></conceptEntry>" + TAIL, "xml:lang"),
        (HEAD + entry("сот", "court")[:-20], "line 3: is not well-formed XML"),
        (HEAD + entry("сот", "&nbsp;court") + TAIL, "not well-formed XML .*nbsp"),
        ('<!DOCTYPE tbx SYSTEM "x.dtd">' + HEAD + entry("сот", "&nbsp;court") + TAIL, "line 3, term: has &nbsp;"),
        (HEAD + entry("сот", "a</term><term>b").replace("</b>", "") + "<oops></body></text></tbx>", "well-formed"),
        ("<mtf><conceptGrp/></mtf>", "MultiTerm XML: export the termbase as TBX"),
        ("<?xml version='1.0'?><!-- x --><catalog/>", "root element 'catalog'"),
    ],
)
def test_a_bad_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.tbx"
    path.write_text(text, "utf-8")
    with pytest.raises(TermbaseError, match=message):
        load(path)


def test_lines_are_right_beyond_two_bytes(tmp_path: Path) -> None:
    path = tmp_path / "long.tbx"
    path.write_text(HEAD + "\n" * 70_000 + entry("сот", "") + entry("министрi", "minister") + TAIL, "utf-8")
    with pytest.raises(TermbaseError) as caught:
        load(path)
    empty, lookalike = (problem.line for problem in caught.value.problems)
    lines = path.read_text("utf-8").splitlines()
    assert "министрi" in lines[lookalike - 1]
    assert "<term></term>" in "".join(lines[empty - 1 : empty + 1])  # that of the section around it


def test_good_has_one_text_in_all_encodings(tmp_path: Path) -> None:
    path = tmp_path / "good.tbx"
    save(GOOD, path)
    text = path.read_text("utf-8").replace("UTF-8", "UTF-16")
    path.write_bytes(text.encode("utf-16"))
    assert load(path) == GOOD
