"""XLIFF 1.2 and 2: segments without a translation get one, and every other byte stays.

A translation that somebody has made is never replaced: only what is missing, empty, said to be new (`new`,
`needs-translation`, `initial`) or a copy of its source without a state is filled. Its state then says that it is to be
looked at: `needs-review-translation` in 1.2, `translated` (and not yet `reviewed`) in 2.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar, NamedTuple

from glossary.storage.vocabulary import language_of
from translate.errors import FormatError
from translate.formats.columns import has_letters
from translate.formats.format import Options, Part, Target
from translate.formats.gaps import Gap, make_parts, write_gaps
from translate.formats.inline_codes import Ends, Inline, Schema, read_inline
from translate.formats.xml_positions import Edit, Element, Found, indentation, load, name_in, set_attributes, walk

_OLD = Schema(
    frozenset({"g", "mrk"}),
    (Ends("bx", "ex", ("rid", "id"), ("rid", "id")), Ends("bpt", "ept", ("rid", "id"), ("rid", "id"))),
)
_NEW = Schema(
    frozenset({"pc", "mrk"}), (Ends("sc", "ec", ("id",), ("startRef",)), Ends("sm", "em", ("id",), ("startRef",)))
)
_UNTRANSLATED = frozenset({"new", "needs-translation", "initial"})
_OLD_STATE, _NEW_STATE = "needs-review-translation", "translated"
_KEPT, _LOCKED = "kept", "locked"


class _Slot(NamedTuple):
    """A source, its target where there is one, and the byte where one goes."""

    source: Element
    target: Element | None
    place: int


class Xliff:
    """The format; see `translate.formats.format.Format`."""

    name: ClassVar[str] = "xliff"
    suffixes: ClassVar[tuple[str, ...]] = (".xlf", ".xliff")

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the segments without a translation; FormatError where it is no XLIFF of these languages."""
        content = load(file).content
        is_new = _judge(content, options)
        counts: Counter[str] = Counter()
        notes: list[str] = []
        yield from make_parts(_read_gaps(content, options, is_new, counts, notes), notes)

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the document with the translations in it."""
        del options
        write_gaps(file, parts, out)


def _judge(content: bytes, options: Options) -> bool:
    """Tell whether a document is of version 2, after reading it to its end; FormatError where it cannot be read."""
    version = ""
    for element, around in walk(content, (), ("xliff", "file")):
        if not around and element.name == "xliff":
            version = element.attributes.get("version", "1.2")
        if not version:
            break
        for names, wanted, side, option in (
            (("source-language", "srcLang"), options.source, "source", "--from"),
            (("target-language", "trgLang"), options.target, "target", "--to"),
        ):
            tag = element.first(names)
            if tag and language_of(tag) != wanted:
                raise FormatError("", f"its {side} language is {tag[:20]}, not {wanted}: see {option}")
    if not version:
        raise FormatError("", "is XML but no XLIFF: its outermost element is another one")
    if version[:2] not in ("1", "1.", "2", "2."):
        raise FormatError("", f"is XLIFF {version[:10]}; known are the versions 1.2 and 2")
    return version.startswith("2")


def _read_gaps(content: bytes, options: Options, is_new: bool, counts: Counter[str], notes: list[str]) -> Iterator[Gap]:
    """Yield the gaps of a document, and leave notes of what is none."""
    filled = False
    read = _read_new if is_new else _read_old
    for found in walk(content, ("unit" if is_new else "trans-unit",)):
        if _inherit(found, "translate") == "no":
            counts[_LOCKED] += 1
            continue
        language = _language_edit(found, content, options, is_new)
        for gap in read(found, content, options, counts):
            filled = True
            yield Gap(gap.segments, gap.literals, gap.start, gap.end, (*language, *gap.before))
    if counts[_KEPT]:
        notes.append(f"segments with a translation, which was kept: {counts[_KEPT]}")
    if counts[_LOCKED]:
        notes.append(f"units not to be translated, which were left as they are: {counts[_LOCKED]}")
    if filled:
        notes.append(f"new translations have the state {_NEW_STATE if is_new else _OLD_STATE}")


def _read_new(found: Found, content: bytes, options: Options, counts: Counter[str]) -> Iterator[Gap]:
    """Yield the gaps of a unit of version 2: its segments."""
    for segment in found.element.elements("segment"):
        source, target = segment.find("source"), segment.find("target")
        state = segment.attributes.get("state", "")
        if source is None or not has_letters(source.text()):
            continue
        if not _is_open(source, target, state):
            counts[_KEPT] += 1
            continue
        inline = read_inline(source, content, _NEW, preserve=_preserves(found, source))
        if has_letters(inline.text):
            tag = set_attributes(segment.start_tag(content), {"state": _NEW_STATE, "subState": None})
            edit = Edit(segment.start, segment.inner, tag)
            slot = _Slot(source, target, source.end)
            yield _make_gap((inline,), ("", ""), slot, content, options.target, {}, (edit,))


def _read_old(found: Found, content: bytes, options: Options, counts: Counter[str]) -> Iterator[Gap]:
    """Yield the gap of a unit of version 1.2, which has several segments where a tool has divided it."""
    unit = found.element
    source, target, divided = unit.find("source"), unit.find("target"), unit.find("seg-source")
    if source is None or not has_letters(source.text()):
        return
    state = target.attributes.get("state", "") if target else ""
    if unit.attributes.get("approved") == "yes" or not _is_open(source, target, state):
        counts[_KEPT] += 1
        return
    preserve = _preserves(found, source)
    segments = _find_segments(divided) if divided else []
    inlines: list[Inline] = []
    literals: list[str] = []
    position = divided.inner if divided and segments else source.inner
    for segment in segments:
        inline = read_inline(segment, content, _OLD, preserve=preserve)
        if has_letters(inline.text):
            inlines.append(inline)
            literals.append(content[position : segment.inner].decode())
            position = segment.inner_end
    if divided and segments:
        literals.append(content[position : divided.inner_end].decode())
    else:
        inlines, literals = [read_inline(source, content, _OLD, preserve=preserve)], ["", ""]
    if any(has_letters(inline.text) for inline in inlines):
        place = divided.end if divided else source.end
        changes = {"state": _OLD_STATE, "state-qualifier": None}
        yield _make_gap(inlines, literals, _Slot(source, target, place), content, options.target, changes)


def _make_gap(
    segments: Sequence[Inline],
    literals: Sequence[str],
    slot: _Slot,
    content: bytes,
    language: str,
    changes: dict[str, str | None],
    before: tuple[Edit, ...] = (),
) -> Gap:
    """Return a gap with the element of the target around it: the one that is there, or one like the source."""
    source, target, place = slot
    tag = source.start_tag(content)
    name = name_in(tag, "target")
    if target is None:
        kept = {key: source.attributes[key] for key in ("xml:lang", "xml:space") if key in source.attributes}
        kept |= {"xml:lang": language} if "xml:lang" in kept else {}
        tag = indentation(source, content) + set_attributes(f"<{name}>", kept | changes)
        start = end = place
    else:
        tag = target.start_tag(content)
        tag = set_attributes(tag.removesuffix("/>").rstrip() + ">" if target.is_empty else tag, changes)
        start, end = target.start, target.end
    whole = (tag + literals[0], *literals[1:-1], f"{literals[-1]}</{name}>")
    return Gap(tuple(segments), whole, start, end, before)


def _is_open(source: Element, target: Element | None, state: str) -> bool:
    """Tell whether there is no translation yet."""
    if target is None or not target.text().strip() or state in _UNTRANSLATED:
        return True
    return not state and target.text() == source.text()


def _find_segments(divided: Element) -> list[Element]:
    """Return the marked segments of a divided source; none where there is text outside them."""
    segments: list[Element] = []
    for element in divided.within():
        inside = any(segment.start < element.start < segment.end for segment in segments)
        if element.name == "mrk" and element.attributes.get("mtype") == "seg" and not inside:
            segments.append(element)
    whole = "".join(divided.text().split())
    return segments if whole == "".join("".join(segment.text().split()) for segment in segments) else []


def _language_edit(found: Found, content: bytes, options: Options, is_new: bool) -> tuple[Edit, ...]:
    """Return the edit that gives a document, or a file in it, its target language; none where it has one."""
    owner, attribute = ("xliff", "trgLang") if is_new else ("file", "target-language")
    element = next((element for element in found.around if element.name == owner), None)
    if element is None or element.first((attribute,)):
        return ()
    tag = set_attributes(element.start_tag(content), {attribute: options.target})
    return (Edit(element.start, element.inner, tag),)


def _inherit(found: Found, attribute: str) -> str:
    """Return an attribute of a unit, or the nearest one around it that has it; "" where none has."""
    chain = (found.element, *reversed(found.around))
    return next((element.attributes[attribute] for element in chain if attribute in element.attributes), "")


def _preserves(found: Found, source: Element) -> bool:
    """Tell whether white space is to be kept."""
    return (source.attributes.get("xml:space") or _inherit(found, "xml:space")) == "preserve"


FORMAT = Xliff
