"""A translation with its source beside it, as TMX, XLIFF and HTML."""

import io
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from glossary.check import Violation
from glossary.text import Span
from translate.bitext import read_bitext
from translate.formats import Block, Options, Target
from translate.formats.bilingual import BILINGUALS, write_bilingual
from translate.unit import Segment, TermUse, TranslationUnit

EVIL = '<script>alert(1)</script> "q" \x00&'


def unit(source: str, target: str, terms: tuple[TermUse, ...] = (), *said: Violation) -> TranslationUnit:
    return TranslationUnit(Segment(0, 0, Span(0, len(source)), source), target, terms, said)


def pairs() -> list[tuple[Block, Target]]:
    terms = (
        TermUse("deputy-akim", Span(0, 15), "әкім орынбасары", "deputy akim", Span(4, 15), "replace", verified=True),
        TermUse("akim", Span(0, 4), "әкім", "akim", None, "model", verified=False),
    )
    first = unit("Әкім орынбасары келді.", "The deputy akim came.", terms, Violation("missing", f"akim {EVIL}"))
    return [
        (
            Block("Әкім орынбасары келді. Кетті."),
            Target("The deputy akim came. Left.", (), (first, unit("Кетті.", "Left."))),
        ),
        (Block("12,5\nкг"), Target("12.5\nkg")),
        (Block(" \n"), Target(" \n")),
        (Block(EVIL), Target(EVIL)),
    ]


def write(kind: str, title: str = "Құжат <1>", **options: str) -> str:
    out = io.BytesIO()
    write_bilingual(kind, iter(pairs()), Options(**options), out, title)  # type: ignore[arg-type]
    return out.getvalue().decode()


def test_xliff_has_segments_terms_and_what_is_to_be_said() -> None:
    tree = etree.fromstring(write("xliff").encode())
    names = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    assert (tree.get("version"), tree.get("srcLang"), tree.get("trgLang")) == ("2.0", "kk", "en")
    units = tree.findall(".//x:unit", names)
    assert [one.get("id") for one in units] == ["u1", "u2", "u3", "u4"]
    texts = [["".join(map(str, part.itertext())) for part in one.iter("{*}source", "{*}target")] for one in units]
    assert texts[0] == ["Әкім орынбасары келді.", "The deputy akim came."]
    assert texts[2] == ["12,5\nкг", "12.5\nkg"]
    assert texts[3][0] == EVIL.replace("\x00", "\ufffd")
    marks = [[mark.get("id") for mark in part.iter("{*}mrk")] for part in units[0].iter("{*}source", "{*}target")]
    assert marks == [["t1", "t2"], ["t1"]]
    assert {mark.get("type") for mark in tree.iter("{*}mrk")} == {"term"}
    note = units[0].find("x:notes/x:note", names)
    assert note is not None
    assert (note.get("category"), str(note.text).startswith("akim <script>")) == ("missing", True)
    assert all(segment.get("state") == "translated" for segment in tree.iter("{*}segment"))


def test_what_is_written_is_read_as_a_bitext(tmp_path: Path) -> None:
    wanted = ["Әкім орынбасары келді.", "Кетті.", "12,5 кг"]
    for kind, ending in (("tmx", "tmx"), ("xliff", "xlf")):
        path = tmp_path / f"a.{ending}"
        path.write_text(write(kind), encoding="utf-8")
        found = read_bitext([path], "kk", "en").pairs
        assert [pair.source for pair in found][:3] == wanted
        assert [pair.target for pair in found][:3] == ["The deputy akim came.", "Left.", "12.5 kg"]


def test_tmx_says_that_no_person_made_it() -> None:
    tree = etree.fromstring(write("tmx", source="en", target="kk").encode())
    assert tree.find("header").get("srclang") == "en"  # type: ignore[union-attr]
    assert [one.get("creationid") for one in tree.iter("tuv")] == [None, "MT!"] * 4
    assert [str(note.text).partition(" ")[0] for note in tree.iter("note")] == ["Құжат", "missing:"]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    for title in ("Құжат", EVIL):
        page = Page(write("html", title))
        tags = {tag for tag, _ in page.tags}
        assert not tags & {"script", "img", "link", "iframe", "object", "a", "base", "form"}
        names = {name for _, attributes in page.tags for name in attributes}
        assert not {name for name in names if name.startswith("on") or name in ("src", "href", "style")}
        assert "<script>alert(1)</script>" in page.text
        assert "url(" not in write("html", title)


def test_terms_have_matching_colours() -> None:
    page = Page(write("html"))
    marks = [attributes for tag, attributes in page.tags if tag == "mark"]
    assert [mark["class"] for mark in marks] == ["t0", "t1 open", "t0"]
    assert marks[0]["title"] == "deputy-akim · replace · verified"
    assert marks[1]["title"] == "akim · model · not verified"
    assert '<td lang="kk"><mark class="t0"' in write("html")
    assert "missing: akim" in page.text


def test_it_is_written_as_it_comes() -> None:
    out = io.BytesIO()
    seen: list[int] = []

    def many() -> Iterator[tuple[Block, Target]]:
        for number in range(5):
            seen.append(out.getvalue().count(b"<tu "))
            yield Block(f"Сөйлем {number}"), Target(f"Sentence {number}")

    write_bilingual("tmx", many(), Options(), out)
    assert seen == [0, 1, 2, 3, 4]


def test_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="tmx, xliff, html, docx"):
        write_bilingual("pdf", [], Options(), io.BytesIO())
    other = ModuleType("translate.formats.bilingual_docx")
    other.write_bilingual_docx = lambda pairs, options, out, title: out.write(title.encode())  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, other.__name__, other)
    assert write("docx") == "Құжат <1>"
    assert all(write(kind, "") for kind in BILINGUALS if kind != "docx")
