"""TMX: our own files, and translation memories of other tools."""

from pathlib import Path

import pytest

from glossary.errors import TermbaseError
from glossary.storage import load, read, save
from glossary.term import Term, Termbase
from tests.glossary.storage.contract import LosslessContract

CASES = Path(__file__).parents[2] / "cases" / "termbases"


class TestTmx(LosslessContract):
    name = "tmx"

    def broken(self, path: Path) -> list[int]:
        path.write_text(
            '<tmx version="1.4"><header creationtool="x"/><body>\n'
            '<tu><tuv xml:lang="kk"><seg>сот</seg></tuv><tuv xml:lang="en"><seg> </seg></tuv></tu>\n'
            '<tu><tuv xml:lang="kk"><seg>министрi</seg></tuv><tuv xml:lang="en"><seg>minister</seg></tuv></tu>\n'
            '<tu><tuv xml:lang="kk"><seg>той</seg></tuv>\n<tuv xml:lang="en"><seg>той</seg></tuv></tu>\n'
            "</body></tmx>\n",
            "utf-8",
        )
        return [2, 3, 4]


def test_a_memory_of_another_tool() -> None:
    reading = read(CASES / "memory.tmx")
    assert list(reading.termbase.terms()) == [
        Term("supreme-court", "kk", "Жоғарғы Сот", note="from the law"),
        Term("supreme-court", "en", "Supreme Court", note="from the law"),
    ]
    assert [str(loss) for loss in reading.left_out] == [
        "press office: prop client (once)",
        "прокурор: language RU-RU (once)",
        "prosecutor: unit without Kazakh and English (once)",
    ]


def test_a_term_that_may_not_be_used_has_no_pair(tmp_path: Path) -> None:
    terms = [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "mayor", "forbidden"),
        Term("akim", "en", "akim", case="sentence", note="a < b"),
        Term("akim", "kk", "қала басшысы", "admitted"),
    ]
    base = Termbase.from_terms(terms, "akim")
    save(base, tmp_path / "akim.tmx")
    text = (tmp_path / "akim.tmx").read_text("utf-8")
    units = text.split("<tu ")[1:]
    assert [unit.count("<seg>") for unit in units] == [2, 2, 1]
    assert "mayor" in units[2]
    assert '<note>a &lt; b</note><prop type="x-audarma-case">sentence</prop>' in units[0]
    assert load(tmp_path / "akim.tmx") == base


def test_an_unknown_property_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    save(Termbase.from_terms([Term("a", "en", "x")]), path)
    text = path.read_text("utf-8").replace("<seg>", '<prop type="x-audarma-colour">red</prop><prop>y</prop><seg>')
    path.write_text(text, "utf-8")
    assert list(load(path).terms()) == [Term("a", "en", "x")]


def test_an_entity_in_a_segment(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header creationtool="x"/><body>\n<tu>'
        '<tuv xml:lang="kk"><seg>сот</seg></tuv><tuv xml:lang="en"><seg>the&nbsp;court</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    with pytest.raises(TermbaseError, match="line 2, seg: has &nbsp;"):
        load(path)
