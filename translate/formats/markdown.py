"""Markdown: CommonMark with tables, strike-through and front matter.

Paragraphs, headings, list items, cells, the texts of links and pictures are translated. Code, addresses, HTML blocks,
front matter and all marks of lists, quotations and headings stay byte for byte; so does a paragraph that is not
changed. One that is changed stands in one line, apart from the line breaks that are meant.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, ClassVar

from translate.formats.encoding import read_text
from translate.formats.format import Block, Options, Part, Target
from translate.formats.lost_words import give_words
from translate.formats.markdown_reader import Reader, Rest, Style
from translate.formats.markdown_signs import escape_text, is_read_as
from translate.formats.template import Pieces, Slot, Tag, Template, fill, settle, weave

LARGEST = 50_000_000
"""Bytes of a document that is read."""

_EMPHASIS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}


class Markdown:
    """Documents in Markdown."""

    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of a document; FormatError where it is no text, before the first part."""
        text, encoding = read_text(file, options, LARGEST)
        yield from Reader(text, encoding).read()

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the document with the targets."""
        for part, targets in parts:
            template: Template = part.rest
            rest: Rest = template.extra

            def write(
                block: Block, slot: Slot, target: Target, resolve: Callable[[Pieces], str], rest: Rest = rest
            ) -> str:
                return write_block(slot, target, resolve, rest.references)

            out.write(rest.beginning + rest.encoding.encode(fill(part, targets, write)))


def write_block(slot: Slot, target: Target, resolve: Callable[[Pieces], str], references: Mapping[str, Any]) -> str:
    """Return the source of a changed block, which is read as the target again.

    Emphasis that Markdown cannot have at its new place (beside a letter and a quote, for example) becomes tags.
    """
    text = target.text if slot.breaks else target.text.replace("\n", " ")
    target = Target(text, target.marks)
    links = {number: "a" for number, tag in enumerate(slot.tags) if not tag.place and tag.opening[:1] == ("[",)}
    target = give_words(target, links, ()) if links else target
    written = ""
    for stars, tags in ((None, None), ("*", None), (None, "<"), ("", "")):
        made = _find_tags(slot.tags, target, stars, tags)
        written = _weave(slot, target, resolve, made)
        if slot.style == "alt" or is_read_as(_weave(slot, target, _resolve_flat(resolve), made), text, references):
            return written
    return written


def _find_tags(tags: Sequence[Tag], target: Target, stars: str | None, html: str | None) -> dict[int, tuple[str, str]]:
    """Return how emphasis is written: as it stood, with stars, with tags, or not at all; empty emphasis never is."""
    found: dict[int, tuple[str, str]] = {}
    for mark in settle(target, len(tags)):
        sign = tags[mark.number].opening[0] if tags[mark.number].opening else ""
        if not isinstance(sign, str) or sign not in _EMPHASIS or tags[mark.number].place:
            continue
        if mark.span.start == mark.span.end or stars == "":
            found[mark.number] = ("", "")
        elif html:
            found[mark.number] = (f"<{_EMPHASIS[sign]}>", f"</{_EMPHASIS[sign]}>")
        elif stars and "_" in sign:
            found[mark.number] = (stars * len(sign), stars * len(sign))
    return found


def _resolve_flat(resolve: Callable[[Pieces], str]) -> Callable[[Pieces], str]:
    """Return what writes pieces without the beginnings of the lines of quotations and lists."""

    def resolved(pieces: Pieces) -> str:
        text = resolve(pieces)
        head, newline, _ = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
        return head + newline if newline and not head.strip(" \\") else text

    return resolved


def _weave(slot: Slot, target: Target, resolve: Callable[[Pieces], str], tags: Mapping[int, tuple[str, str]]) -> str:
    breaks = iter(slot.breaks)
    style: Style = slot.style

    def escape(text: str, before: str) -> str:
        out: list[str] = []
        for number, line in enumerate(text.split("\n")):
            if number:
                out.append(resolve(next(breaks, slot.breaks[-1])))
                before = "\n"
            out.append(escape_text(line, before, style))
        return "".join(out)

    return weave(target, slot.tags, escape, resolve, tags)


FORMAT = Markdown
