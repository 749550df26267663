"""TMX: units without a translation get one, and every other byte stays."""

import io
from collections.abc import Callable, Iterator

import pytest
from lxml import etree

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, louder, swap
from translate.formats import Block, Mark, Options, Part, Target
from translate.formats.tmx import Tmx

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="tool" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="kk-KZ"
    datatype="plaintext"/>
  <body>
    <tu tuid="1">
      <tuv xml:lang="kk-KZ"><seg>Қала <bpt i="1">&lt;b&gt;</bpt>әкімі<ept i="1">&lt;/b&gt;</ept><ph/> келді.</seg></tuv>
    </tu>
    <tu><tuv xml:lang="kk-KZ"><seg>Бар</seg></tuv><tuv xml:lang="en-GB"><seg>There is</seg></tuv></tu>
    <tu><tuv xml:lang="ru"><seg>Другой</seg></tuv></tu>
    <tu><tuv xml:lang="en-GB"><seg/></tuv><tuv xml:lang="kk"><seg>Бос <hi>орын</hi></seg></tuv></tu>
    <tu><prop type="x">1</prop><tuv xml:lang="kk-KZ"><seg>15</seg></tuv></tu>
    <tu><tuv lang="KK"><seg>Ескі түрі</seg></tuv><tuv xml:lang="ru"><seg>Старый вид</seg></tuv></tu>
  </body>
</tmx>
"""


def write(content: str, change: Callable[[Block], Target]) -> str:
    out = io.BytesIO()

    def translated() -> Iterator[tuple[Part, list[Target]]]:
        for part in Tmx().read(io.BytesIO(content.encode()), Options()):
            yield part, [change(block) for block in part.blocks]

    Tmx().write(io.BytesIO(content.encode()), translated(), out, Options())
    return out.getvalue().decode()


class TestTmx(FormatContract):
    name = "tmx"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {
            "by hand": CONTENT.encode(),
            "utf-16": CONTENT.replace("UTF-8", "utf-16").encode("utf-16"),
            "empty": b"<tmx><body/></tmx>",
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {
            "cut": CONTENT.encode()[:-20],
            "another": b"<xliff/>",
            "a bomb": CONTENT.replace('"tmx14.dtd">', '"x" [<!ENTITY a "b">]>').encode(),
        }

    def test_what_is_written_is_read_again(self, documents: dict[str, bytes]) -> None:
        """Here as translations, so that nothing is left to translate."""
        for content in documents.values():
            wanted = [swap(block.text) for block in self.blocks(content)]
            made = self.rewrite(content, louder)
            assert self.blocks(made) == []
            for code in (tree := etree.fromstring(made)).iter("bpt", "ept", "ph"):
                code.text = ""
            texts = ["".join(map(str, segment.itertext())) for segment in tree.iter("seg")]
            assert set(wanted) <= set(texts)


def test_units_and_notes() -> None:
    parts = list(Tmx().read(io.BytesIO(CONTENT.encode()), Options()))
    blocks = [block for part in parts for block in part.blocks]
    assert [block.text for block in blocks] == ["Қала әкімі келді.", "Бос орын", "Ескі түрі"]
    assert blocks[0].marks == (Mark(0, Span(5, 10)), Mark(1, Span(10, 10)))
    assert parts[-1].notes == (
        "units with a translation, which was kept: 1",
        "units without a text in the source language, which were left as they are: 1",
        "new translations are signed MT! (creationid)",
    )


def test_what_is_written() -> None:
    made = write(CONTENT, lambda block: Target("One & two", tuple(Mark(m.number, Span(0, 3)) for m in block.marks)))
    codes = '<bpt i="1">&lt;b&gt;</bpt>{}<ept i="1">&lt;/b&gt;</ept>'
    first = f'<tuv xml:lang="en-GB" creationid="MT!"><seg>{codes.format("<ph/>One")} &amp; two</seg></tuv>'
    assert f"\n      {first}\n    </tu>" in made
    assert '<tu><tuv xml:lang="en-GB"><seg><hi>One</hi> &amp; two</seg></tuv><tuv xml:lang="kk">' in made
    assert '<seg>Ескі түрі</seg></tuv><tuv lang="en-GB" creationid="MT!"><seg>One &amp; two</seg></tuv><tuv' in made


def test_the_other_direction() -> None:
    unit = '<tu><tuv xml:lang="en"><seg>House</seg></tuv></tu>'
    parts = list(Tmx().read(io.BytesIO(f"<tmx>{unit}</tmx>".encode()), Options(source="en", target="kk")))
    assert [block.text for part in parts for block in part.blocks] == ["House"]
