"""HTML: the text of its paragraphs, headings and cells is translated, and every other byte stays.

So are the title, the description, and the attributes `alt`, `title`, `placeholder` and `aria-label`; not code, scripts,
styles, and what says `translate="no"` or is of the class `notranslate`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from translate.formats.encoding import read_text
from translate.formats.format import Block, Options, Part, Target
from translate.formats.html_page import Page, find_declared
from translate.formats.html_reader import Reader
from translate.formats.template import Pieces, Slot, Template, fill, is_changed, weave

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

    return weave(target, slot.tags, escape, resolve)


def _write_value(text: str, quote: str) -> str:
    """Return the value of an attribute, quoted where it was not."""
    text = text.replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;")
    if quote == "bare":
        return '"' + text.replace('"', "&quot;") + '"'
    return text.replace(quote, "&quot;" if quote == '"' else "&#39;")


FORMAT = Html
