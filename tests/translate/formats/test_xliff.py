"""XLIFF 1.2 and 2: translations go where there are none, and every other byte stays."""

import io
from collections.abc import Callable, Iterator

import pytest
from lxml import etree

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, louder, swap
from translate.errors import FormatError
from translate.formats import Block, Mark, Options, Part, Target
from translate.formats.xliff import Xliff
from translate.unit import Segment, TranslationUnit

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:o='urn:other'>
  <file original="a.html" source-language="kk-KZ" datatype="html" o:x="1>0">
    <body>
      <trans-unit id="1">
        <source>Қала <g id="1" ctype="bold">әкімі</g> жиын<x id="2"/> өткізді &amp; кетті.</source>
      </trans-unit>
      <trans-unit id='2' approved="yes"><source>Бекітілген</source><target state="final">Approved</target></trans-unit>
      <trans-unit id="3"><source>Жаңа мәтін</source><target state="new">Жаңа мәтін</target></trans-unit>
      <trans-unit id="4" translate="no"><source>Тимеңіз</source></trans-unit>
      <group translate="no"><trans-unit id="5"><source>Бұған да</source></trans-unit>
      <trans-unit id="6" translate="yes"><source>Мынаны аудар</source><target/></trans-unit></group>
      <trans-unit id="7"><source>12,5</source></trans-unit>
      <trans-unit id="8">
        <source>Бірінші. Екінші.</source>
        <seg-source><mrk mtype="seg" mid="0">Бірінші.</mrk> <mrk mtype="seg" mid="1">Екінші.</mrk></seg-source>
        <alt-trans><source>Басқа</source><target>Other</target></alt-trans>
      </trans-unit>
      <trans-unit id="9"><source>Қайта қара</source><target state="needs-review-translation">Look</target></trans-unit>
      <trans-unit id="10">
        <source>Бос орын</source><target state-qualifier="exact-match" state="new"></target>
      </trans-unit>
    </body>
  </file>
  <file original="b" source-language="kk" target-language="en"><body>
    <trans-unit id="1"><source>Жол <ph id="1">{0}</ph> бойы<bpt id="2">&lt;b&gt;</bpt>мен<ept id="2">&lt;/b&gt;</ept>
      жүр</source></trans-unit>
  </body></file>
</xliff>
"""
NEW = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="kk">
 <file id="f1">
  <unit id="u1">
   <originalData><data id="d1">&lt;br/&gt;</data></originalData>
   <segment id="s1">
    <source>Бірінші <pc id="1" dataRefStart="d1">сөйлем</pc>.<ph id="2" dataRef="d1"/></source>
   </segment>
   <ignorable><source> </source></ignorable>
   <segment id="s2" state="initial" subState="my:x"><source xml:lang="kk" xml:space="preserve"><sc id="3"/>Екінші<ec
 startRef="3"/> <mrk id="m1" type="term">сөйлем</mrk></source><target>копия</target></segment>
   <segment state="final"><source>Соңғы</source><target>Last</target></segment>
  </unit>
  <unit id="u2" translate="no"><segment><source>Тимеңіз</source></segment></unit>
  <unit id="u3"><segment><source>Үшінші <mrk id="m1" translate="no">сақта</mrk> сөз</source></segment></unit>
 </file>
</xliff>"""


def read(content: str | bytes, options: Options | None = None) -> list[Part]:
    content = content.encode() if isinstance(content, str) else content
    return list(Xliff().read(io.BytesIO(content), options or Options()))


def blocks(content: str | bytes) -> list[Block]:
    return [block for part in read(content) for block in part.blocks]


def write(content: str | bytes, change: Callable[[Block], Target] = louder) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    out = io.BytesIO()

    def translated() -> Iterator[tuple[Part, list[Target]]]:
        for part in Xliff().read(io.BytesIO(content), Options()):
            yield part, [change(block) for block in part.blocks]

    Xliff().write(io.BytesIO(content), translated(), out, Options())
    return out.getvalue()


def targets(content: bytes) -> list[str]:
    """Return the texts of the targets without what stands in codes."""
    found = []
    for node in etree.fromstring(content).iter("{*}target"):
        for code in node.iter("{*}ph", "{*}bpt", "{*}ept", "{*}mrk"):
            if code.get("translate") == "no" or not code.tag.endswith("mrk"):
                code.text = ""
        found.append("".join(map(str, node.itertext())))
    return found


class TestXliff(FormatContract):
    name = "xliff"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {
            "old": OLD.encode(),
            "new": NEW.encode(),
            "with a mark": b"\xef\xbb\xbf" + OLD.encode(),
            "utf-16": OLD.replace("UTF-8", "UTF-16").encode("utf-16"),
            "line ends": NEW.replace("\n", "\r\n").encode(),
            "empty": b'<xliff version="1.2"/>',
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        bomb = '<!DOCTYPE xliff [<!ENTITY a "әә"><!ENTITY b "&a;&a;">]>'
        outside = '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        return {
            "cut": OLD.encode()[:-60],
            "empty": b"",
            "no XML": "Қала".encode(),
            "another": b"<html/>",
            "a bomb": bomb.encode() + b'<xliff version="1.2">&b;</xliff>',
            "a file": outside.encode() + b'<xliff version="1.2">&x;</xliff>',
            "an entity": b'<!DOCTYPE xliff SYSTEM "x.dtd"><xliff version="1.2">&nbsp;</xliff>',
            "deep": b'<xliff version="1.2">' + b"<g>" * 100_000,
            "rather deep": b'<xliff version="1.2">' + b"<g>" * 400 + b"</g>" * 400 + b"</xliff>",
            "another version": b'<xliff version="3.0"/>',
            "another language": OLD.replace("kk-KZ", "ru").encode(),
            "another target": OLD.replace('target-language="en"', 'target-language="de"').encode(),
            "another encoding": OLD.encode()[:200] + b"\xff" + OLD.encode()[200:],
            "an unknown encoding": OLD.replace("UTF-8", "x-unknown").encode(),
        }

    def test_what_is_written_is_read_again(self, documents: dict[str, bytes]) -> None:
        """Here as translations, so that nothing is left to translate."""
        for name, content in documents.items():
            wanted = [swap(block.text) for block in self.blocks(content)]
            made = self.rewrite(content, louder)
            assert self.blocks(made) == [], name
            written = "".join(targets(made)).replace("\r", "")
            assert all(text in written for text in wanted), name


def test_what_is_translated() -> None:
    assert [block.text for block in blocks(OLD)] == [
        "Қала әкімі жиын өткізді & кетті.",
        "Жаңа мәтін",
        "Мынаны аудар",
        "Бірінші.",
        "Екінші.",
        "Бос орын",
        "Жол  бойымен жүр",
    ]
    assert blocks(OLD)[0].marks == (Mark(0, Span(5, 10)), Mark(1, Span(15, 15)))
    assert [block.text for block in blocks(NEW)] == ["Бірінші сөйлем.", "Екінші сөйлем", "Үшінші  сөз"]
    assert [mark.span for mark in blocks(NEW)[1].marks] == [Span(0, 6), Span(7, 13)]


def test_every_unit_of_version_1() -> None:
    made = write(OLD, lambda block: Target("T", tuple(Mark(mark.number, Span(0, 1)) for mark in block.marks))).decode()
    assert '<file original="a.html" source-language="kk-KZ" datatype="html" o:x="1>0" target-language="en">' in made
    state = 'state="needs-review-translation"'
    assert f'кетті.</source>\n        <target {state}><g id="1" ctype="bold"><x id="2"/>T</g></target>\n' in made
    assert f"<source>Жаңа мәтін</source><target {state}>T</target>" in made
    assert f"<source>Мынаны аудар</source><target {state}>T</target>" in made
    assert f'<target {state}><mrk mtype="seg" mid="0">T</mrk> <mrk mtype="seg" mid="1">T</mrk></target>' in made
    assert f"<source>Бос орын</source><target {state}>T</target>" in made
    assert '<target state="final">Approved</target>' in made
    assert made.count("<target") == OLD.count("<target") + 3
    assert '<bpt id="2">&lt;b&gt;</bpt>' in made.partition("жүр</source>")[2]


def test_every_segment_of_version_2() -> None:
    made = write(NEW, lambda block: Target(block.text.upper() + " <&>", block.marks)).decode()
    assert '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="kk" trgLang="en">' in made
    assert '<segment id="s1" state="translated">' in made
    first = '<target>БІРІНШІ <pc id="1" dataRefStart="d1">СӨЙЛЕМ</pc>.<ph id="2" dataRef="d1"/> &lt;&amp;&gt;</target>'
    assert f"\n    {first}\n   </segment>" in made
    second = (
        '<target><sc id="3"/>ЕКІНШІ<ec\n startRef="3"/> <mrk id="m1" type="term">СӨЙЛЕМ</mrk> &lt;&amp;&gt;</target>'
    )
    assert '<segment id="s2" state="translated"><source xml:lang="kk" xml:space="preserve"><sc id="3"/>' in made
    assert second in made
    assert '<target>ҮШІНШІ <mrk id="m1" translate="no">сақта</mrk> СӨЗ &lt;&amp;&gt;</target>' in made


def test_a_translation_that_is_the_same_text_is_one() -> None:
    def same(block: Block) -> Target:
        unit = TranslationUnit(Segment(0, 0, Span(0, len(block.text)), block.text), block.text)
        return Target(block.text, block.marks, (unit,))

    assert write(NEW, same).count(b"<target>") == 4


def test_existing_translations_are_kept_and_said() -> None:
    content = OLD.replace("<target/>", "<target>Mine</target>").replace('<target state="new">Ж', "<target>Б")
    assert b"Mine" in write(content)
    assert "segments with a translation, which was kept: 4" in read(content)[-1].notes
    assert "units not to be translated, which were left as they are: 2" in read(content)[-1].notes


def test_a_copy_of_the_source_is_no_translation() -> None:
    unit = '<trans-unit id="1"><source>Қала</source><target{}>Қала</target></trans-unit>'
    for state, count in (("", 1), (' state="translated"', 0)):
        content = f'<xliff version="1.2"><file>{unit.format(state)}</file></xliff>'
        assert len(blocks(content)) == count


def test_text_outside_segments_makes_the_unit_one() -> None:
    content = OLD.replace('</mrk> <mrk mtype="seg" mid="1">', '</mrk> артық <mrk mtype="seg" mid="1">')
    assert "Бірінші. Екінші." in [block.text for block in blocks(content)]


def test_prefixes_are_kept() -> None:
    content = (
        '<x:xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2"><x:file source-language="kk">'
        '<x:trans-unit id="1"><x:source>Бір <x:g id="1">екі</x:g></x:source></x:trans-unit></x:file></x:xliff>'
    )
    made = write(content, lambda block: Target("one two", (Mark(0, Span(0, 3)),))).decode()
    assert '<x:target state="needs-review-translation"><x:g id="1">one</x:g> two</x:target>' in made


def test_marks_may_be_missing_or_cross() -> None:
    content = (
        '<xliff version="2.0" srcLang="kk"><unit id="u"><segment><source><pc id="1">Бір</pc> <pc id="2">екі</pc>'
        "</source></segment></unit></xliff>"
    )
    assert b"<target>one two</target>" in write(content, lambda _: Target("one two"))
    crossing = Target("one two", (Mark(0, Span(0, 5)), Mark(1, Span(3, 99)), Mark(7, Span(0, 1))))
    made = etree.fromstring(write(content, lambda _: crossing))
    assert targets(etree.tostring(made)) == ["one two"]


def test_codes_that_cross_stand_at_their_places() -> None:
    content = (
        '<xliff version="1.2"><trans-unit id="1"><source><bx id="1"/>Бір <bx id="2"/>екі<ex id="1"/> үш<ex id="2"/>'
        "</source></trans-unit></xliff>"
    )
    (block,) = blocks(content)
    assert [mark.span for mark in block.marks] == [Span(0, 0), Span(4, 10), Span(7, 7)]
    assert targets(write(content)) == [swap("Бір екі үш")]


def test_windows_letters_are_written_as_numbers() -> None:
    unit = '<trans-unit id="1"><source>Да</source></trans-unit>'
    content = f'<?xml version="1.0" encoding="windows-1251"?><xliff version="1.2">{unit}</xliff>'
    made = write(content.encode("cp1251"), lambda _: Target("әй – я"))
    assert "&#1241;й – я".encode("cp1251") in made


def test_layout_is_no_text() -> None:
    source = '<source>\n   Бір\n   <g id="1">екі</g>\n  </source>'
    content = '<xliff version="1.2"><trans-unit id="1"{}>' + source + "</trans-unit></xliff>"
    (block,) = blocks(content.format(""))
    assert block == Block("Бір екі", (Mark(0, Span(4, 7)),))
    assert blocks(content.format(' xml:space="preserve"'))[0].text == "\n   Бір\n   екі\n  "
    assert blocks(content.format("").replace("\n   Бір\n   ", "Бір\n"))[0].text == "Бір\nекі"


def test_parts_are_small() -> None:
    units = "".join(f'<trans-unit id="{n}"><source>Сөйлем {n}</source></trans-unit>' for n in range(1000))
    content = f'<xliff version="1.2">{units}</xliff>'
    assert [len(part.blocks) for part in read(content)] == [200] * 5 + [0]
    assert len(targets(write(content))) == 1000


def test_an_error_is_one_before_anything_is_written() -> None:
    with pytest.raises(FormatError, match="no XLIFF"):
        write("<a/>")
