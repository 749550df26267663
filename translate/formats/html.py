"""HTML: the text of its paragraphs, headings and cells is translated, and every other byte stays.

So are the title, the description, and the attributes `alt`, `title`, `placeholder` and `aria-label`; not code, scripts,
styles, and what says `translate="no"` or is of the class `notranslate`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from translate.formats.encoding import read_text
from translate.formats.format import Block, Options, Part, Target
from translate.formats.html_page import FORMATTING, LASTING, Page, find_declared
from translate.formats.html_reader import Reader
from translate.formats.line_breaks import move_inside
from translate.formats.lost_words import give_words
from translate.formats.template import Pieces, Slot, Tag, Template, fill, is_changed, weave

_TAG = re.compile(r"<([\w:-]+)")
_BREAK = re.compile(r"\s*<br\b", re.IGNORECASE)
_NAMED = re.compile(r"\s(?:id|name)\s*=", re.IGNORECASE)
LARGEST = 100_000_000
"""Bytes of a page that is read."""


class Html:
    """Pages and pieces of pages, well made or not."""

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of a page; FormatError where it is no text, before the first part."""
        file.seek(0)
        text, encoding = read_text(file, options, LARGEST, find_declared(file.read(4096)))
        yield from Reader(text, encoding, options.target).read()

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the page with the targets; where there are any, its language is that of the targets."""
        for part, targets in parts:
            template: Template = part.rest
            page: Page = template.extra
            if page.html and any(map(is_changed, part.blocks, targets)):
                at, tag = page.html
                pieces = (*template.pieces[:at], tag, *template.pieces[at + 1 :])
                part = Part(part.blocks, Template(pieces, template.slots, page))
            out.write(page.beginning + page.encoding.encode(fill(part, targets, write_block)))


def write_block(block: Block, slot: Slot, target: Target, resolve: Callable[[Pieces], str]) -> str:
    """Return the source of a changed block: the text of an element, or the value of an attribute."""
    hard = "&nbsp;" if any(isinstance(piece, str) and "&nbsp;" in piece for piece in slot.source) else "\u00a0"
    if slot.style:
        return _write_value(target.text, slot.style).replace("\u00a0", hard)
    breaks = iter([resolve(pieces) for pieces in slot.breaks])
    last = resolve(slot.breaks[-1]) if slot.breaks else " "

    def escape(text: str, before: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", hard)
        first, *others = text.split("\n")
        return first + "".join(next(breaks, last) + other for other in others)

    numbers = [
        number for number, tag in enumerate(slot.tags) if tag.place and _BREAK.match("".join(map(str, tag.opening)))
    ]
    target = move_inside(block, target, numbers) if numbers else target
    return weave(_find_words(target, slot.tags), slot.tags, escape, resolve)


def _find_words(target: Target, tags: Sequence[Tag]) -> Target:
    """Return a target without markup that is over nothing: links are over a word, and formatting is left out."""
    lasting: dict[int, str] = {}
    passing: list[int] = []
    for number, tag in enumerate(tags):
        opening = "".join(piece for piece in tag.opening if isinstance(piece, str))
        match = _TAG.match(opening)
        if tag.place or match is None:
            continue
        name = match.group(1).lower()
        if name in LASTING or _NAMED.search(opening):
            lasting[number] = name if name in LASTING else ""
        elif name in FORMATTING:
            passing.append(number)
    return give_words(target, lasting, passing) if lasting or passing else target


def _write_value(text: str, quote: str) -> str:
    """Return the value of an attribute, quoted where it was not."""
    text = text.replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;")
    if quote == "bare":
        return '"' + text.replace('"', "&quot;") + '"'
    return text.replace(quote, "&quot;" if quote == '"' else "&#39;")


FORMAT = Html
