"""A part of a document as literal text with slots for blocks, and how a target is written into its slot.

The pieces of `<p>Қала</p>` are `<p>`, 0, `</p>`; slot 0 says how block 0 stands in the document, and what its marks
and line breaks stand for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from glossary.text import Span
from translate.formats.format import Block, Mark, Part, Target

Piece = str | int
"""Text as it stands in the document, or the number of a block in its part."""
Pieces = tuple[Piece, ...]
Side = Literal["spaced", "glued", "other"]
"""What stood beside a place: white space or nothing, a letter or digit, another sign."""

BLOCKS = 300
"""Blocks of a part, at most."""
LENGTH = 20_000
"""Code points of the blocks of a part, about, at most."""

CLOSING = ",.;:!?…)]}»›”’%"
OPENING = "([{«‹“„‘"


@dataclass(frozen=True, slots=True)
class Tag:
    """What a mark stands for: what is written before and after its text. `before` and `after` are those of a place."""

    opening: Pieces
    closing: Pieces = ()
    place: bool = False
    before: Side = "other"
    after: Side = "other"


@dataclass(frozen=True, slots=True)
class Slot:
    """How a block stands in its document.

    `tags` are what its marks stand for, by number; `breaks` what each line break in its text stands for. `style` is
    for the format that escapes the text.
    """

    source: Pieces
    tags: tuple[Tag, ...] = ()
    breaks: tuple[Pieces, ...] = ()
    style: Any = None


@dataclass(frozen=True, slots=True)
class Template:
    """The rest of a part: literal text and the numbers of blocks in order, and how each block stands in it."""

    pieces: Pieces
    slots: tuple[Slot, ...]
    extra: Any = None


@dataclass(slots=True)
class Draft:
    """A part that is being read."""

    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    length: int = 0

    @property
    def full(self) -> bool:
        """Tell whether the part has as many blocks as a part shall have."""
        return len(self.blocks) >= BLOCKS or self.length >= LENGTH

    def add_block(self, block: Block, slot: Slot) -> int:
        """Add a block, which the caller then puts into some pieces by the number that is returned."""
        self.blocks.append(block)
        self.slots.append(slot)
        self.length += len(block.text)
        return len(self.blocks) - 1

    def finish(self, extra: Any = None, notes: tuple[str, ...] = ()) -> Part:
        """Return the part."""
        return Part(tuple(self.blocks), Template(tuple(self.pieces), tuple(self.slots), extra), notes)


Writer = Callable[[Block, Slot, Target, Callable[[Pieces], str]], str]
"""Writes a changed target into its slot; it is given what writes pieces."""


def is_changed(block: Block, target: Target) -> bool:
    """Tell whether a target is not the block itself."""
    return target.text != block.text or sorted(target.marks, key=_order) != sorted(block.marks, key=_order)


def fill(part: Part, targets: Sequence[Target], write: Writer) -> str:
    """Return the text of a part with its targets; the blocks that are not changed are written as they stood."""
    template: Template = part.rest
    pairs = list(zip(part.blocks, template.slots, targets, strict=True))

    def resolve(pieces: Pieces) -> str:
        return "".join(piece if isinstance(piece, str) else resolve_block(piece) for piece in pieces)

    def resolve_block(number: int) -> str:
        block, slot, target = pairs[number]
        return write(block, slot, target, resolve) if is_changed(block, target) else resolve(slot.source)

    return resolve(template.pieces)


def settle(target: Target, count: int) -> list[Mark]:
    """Return the marks of a target as they can be written: in order, known, each once, within the text, nested.

    A span loses the white space at its edges.

    >>> settle(Target("бір екі", (Mark(1, Span(2, 9)), Mark(0, Span(0, 4)), Mark(7, Span(0, 1)))), 2)
    [Mark(number=0, span=Span(start=0, end=3)), Mark(number=1, span=Span(start=2, end=3))]
    """
    size = len(target.text)
    known: dict[int, Mark] = {}
    for mark in target.marks:
        if 0 <= mark.number < count and mark.number not in known:
            start, end = min(max(mark.span.start, 0), size), min(max(mark.span.end, 0), size)
            while start < end and target.text[end - 1].isspace():
                end -= 1
            while start < end and target.text[start].isspace():
                start += 1
            known[mark.number] = Mark(mark.number, Span(start, max(start, end)))
    settled: list[Mark] = []
    ends: list[int] = []
    for mark in sorted(known.values(), key=_order):
        start, end = mark.span
        while ends and ends[-1] <= start:
            ends.pop()
        end = min(end, ends[-1]) if ends and end > start else end
        settled.append(Mark(mark.number, Span(start, end)))
        if end > start:
            ends.append(end)
    return settled


def weave(
    target: Target,
    tags: Sequence[Tag],
    escape: Callable[[str, str], str],
    resolve: Callable[[Pieces], str],
    tagged: Mapping[int, tuple[str, str]] | None = None,
) -> str:
    """Return a target with what its marks stand for.

    `escape` is given a piece of the text and what has been written before it. `tagged` are tags that are written
    otherwise than they stood.
    """
    marks = settle(target, len(tags))
    out: list[str] = []
    ends: list[tuple[int, str]] = []
    at = 0

    def advance(position: int) -> None:
        nonlocal at
        if position > at:
            out.append(escape(target.text[at:position], "".join(out[-3:])))
            at = position

    def close(position: int) -> None:
        while ends and ends[-1][0] <= position:
            end, closing = ends.pop()
            advance(end)
            out.append(closing)

    for mark in marks:
        tag = tags[mark.number]
        start, end = mark.span
        close(start)
        before, after = find_spaces(tag, target.text[max(start - 1, 0) : start], target.text[start : start + 1])
        advance(start)
        opening, closing = (tagged or {}).get(mark.number) or (resolve(tag.opening), resolve(tag.closing))
        if tag.place and out and opening[:1].isspace():
            out[-1] = out[-1].rstrip(" ")
            before = ""
        out.append(before + opening)
        if end > start:
            ends.append((end, closing))
        else:
            out.append(closing + after)
    close(len(target.text))
    advance(len(target.text))
    return "".join(out)


def find_spaces(tag: Tag, before: str, after: str) -> tuple[str, str]:
    """Return the spaces to write on either side of a place that now stands between two code points.

    >>> find_spaces(Tag(("x",), place=True, before="spaced"), "а", ",")
    (' ', '')
    """
    if not tag.place:
        return "", ""
    left = needs_space(tag.before, before, OPENING)
    right = needs_space(tag.after, after, CLOSING)
    return " " * left, " " * right


def needs_space(side: Side, neighbour: str, close: str) -> bool:
    """Tell whether a place needs a space beside a neighbour; `close` are the signs that stand close to it."""
    if not neighbour or neighbour.isspace() or side == "glued":
        return False
    return neighbour.isalnum() or (side == "spaced" and neighbour not in close)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, mark.number
