"""TMX 1.4: units that have the source language and no translation get one, and every other byte stays.

A translation that the program adds is signed `MT!`, as translation tools mark what no person has made.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from glossary.storage.vocabulary import language_of
from translate.errors import FormatError
from translate.formats.columns import has_letters
from translate.formats.format import Options, Part, Target
from translate.formats.gaps import Gap, make_parts, write_gaps
from translate.formats.inline_codes import Ends, Schema, read_inline
from translate.formats.xml_positions import Element, indentation, load, name_in, set_attributes, walk

MACHINE = "MT!"
"""What `creationid` is for a translation that a program made."""

_SCHEMA = Schema(frozenset({"hi"}), (Ends("bpt", "ept", ("i",), ("i",)),))


class Tmx:
    """The format; see `translate.formats.format.Format`."""

    name: ClassVar[str] = "tmx"
    suffixes: ClassVar[tuple[str, ...]] = (".tmx",)

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the segments of units without a translation; FormatError where it is no TMX that can be read."""
        content = load(file).content
        tag = _judge(content, options)
        notes: list[str] = []
        yield from make_parts(_read_gaps(content, options, tag, notes), notes)

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the document with the translations in it."""
        del options
        write_gaps(file, parts, out)


def _judge(content: bytes, options: Options) -> str:
    """Return how a document writes the target language, after reading it to its end; FormatError where it cannot."""
    root, found = "", ""
    for element, around in walk(content, (), ("tmx", "tuv")):
        root = root or ("" if around else element.name)
        if not root:
            break
        if not found and element.name == "tuv" and language_of(_tag(element)) == options.target:
            found = _tag(element)
    if root != "tmx":
        raise FormatError("", "is XML but no TMX: its outermost element is another one")
    return found or options.target


def _read_gaps(content: bytes, options: Options, tag: str, notes: list[str]) -> Iterator[Gap]:
    """Yield the gaps of a document, and leave notes of what is none."""
    translated = foreign = filled = 0
    for unit, _ in walk(content, ("tu",)):
        variants = list(unit.elements("tuv"))
        ours = next((one for one in variants if language_of(_tag(one)) == options.source), None)
        theirs = [one for one in variants if language_of(_tag(one)) == options.target]
        segment = ours.find("seg") if ours else None
        if ours is None or segment is None:
            foreign += 1
        elif any((found := one.find("seg")) and found.text().strip() for one in theirs):
            translated += 1
        elif gap := _make_gap(ours, segment, theirs[0].find("seg") if theirs else None, content, tag):
            filled += 1
            yield gap
    if translated:
        notes.append(f"units with a translation, which was kept: {translated}")
    if foreign:
        notes.append(f"units without a text in the source language, which were left as they are: {foreign}")
    if filled:
        notes.append(f"new translations are signed {MACHINE} (creationid)")


def _make_gap(ours: Element, segment: Element, theirs: Element | None, content: bytes, tag: str) -> Gap | None:
    """Return the gap of a unit; None where there is nothing to translate."""
    preserve = "preserve" in (ours.attributes.get("xml:space"), segment.attributes.get("xml:space"))
    inline = read_inline(segment, content, _SCHEMA, preserve=preserve)
    if not has_letters(inline.text):
        return None
    variant, name = ours.start_tag(content), name_in(segment.start_tag(content), "seg")
    if theirs:
        return Gap((inline,), (f"<{name}>", f"</{name}>"), theirs.start, theirs.end)
    language = "xml:lang" if "xml:lang" in ours.attributes else "lang"
    around = name_in(variant, "tuv")
    opening = set_attributes(f"<{around}>", {language: tag, "creationid": MACHINE})
    return Gap(
        (inline,), (f"{indentation(ours, content)}{opening}<{name}>", f"</{name}></{around}>"), ours.end, ours.end
    )


def _tag(variant: Element) -> str:
    return variant.first(("xml:lang", "lang"))


FORMAT = Tmx
