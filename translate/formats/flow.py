"""A flow of text with inline markup (HTML, Markdown, subtitles, messages) as a block with marks.

What is at its edges and says nothing (white space, pictures, markup around the whole) stays outside the block. White
space beside a place goes with the place where the text would look odd without it: `ол %s, бұл` becomes `ол, бұл`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from glossary.text import Span
from translate.formats.format import Block, Mark
from translate.formats.items import BLANK, Item, find_pairs, join_sources
from translate.formats.line_breaks import find_continued
from translate.formats.template import CLOSING, OPENING, Draft, Pieces, Side, Slot, Tag

_BLANKS = re.compile(f"[{BLANK}]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """A flow as a block: what stands before and after it, and how it stands in the document."""

    before: Pieces
    block: Block
    slot: Slot
    after: Pieces

    def add_to(self, draft: Draft) -> Pieces:
        """Add the block to a part; return the pieces of the whole flow."""
        return (*self.before, draft.add_block(self.block, self.slot), *self.after)


def lay_out(items: Sequence[Item], *, collapse: bool = True) -> Layout | None:
    """Return the block of a flow, None where it has no letters; `collapse` where white space is only white space.

    >>> place = Item("place", ("%s",), solid=True)
    >>> made = lay_out([Item("text", ("Қала ",), "Қала "), place, Item("text", (".",), ".")])
    >>> (made.block.text, made.slot.tags[0].before, made.slot.source) if made else None
    ('Қала.', 'spaced', ('Қала ', '%s', '.'))
    """
    if not any(map(str.isalpha, "".join(item.text for item in items))):
        return None
    items = _join(items)
    before, items, after = _trim(items)
    if not any(map(str.isalpha, "".join(item.text for item in items))):
        return None
    block, tags, breaks = _Setting(items, collapse).finish()
    return Layout(before, block, Slot(join_sources(items), tags, breaks), after)


def _join(items: Sequence[Item]) -> list[Item]:
    """Return items in which halves without the other, and markup without text or around what is kept, are places."""
    pairs = find_pairs(items)
    words = [0, *accumulate(len(item.text.strip()) for item in items)]
    letters = [0, *accumulate(sum(map(str.isalpha, item.text)) for item in items)]
    joined: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        other = pairs.get(at, -1)
        if item.kind in ("open", "close") and other < 0:
            joined.append(Item("place", item.source))
        elif other > at:
            note = item.key == "sup" and letters[other] == letters[at]
            if item.solid or note or words[other] == words[at]:
                blank = Item("text", (), " ")
                text = "" if item.solid else "".join(one.text for one in items[at + 1 : other])
                joined += [blank] * text.startswith(tuple(BLANK))
                joined.append(Item("place", join_sources(items[at : other + 1]), solid=item.solid or note))
                joined += [blank] * (text.strip() != "" and text.endswith(tuple(BLANK)))
                at = other
            else:
                joined.append(item)
        else:
            joined.append(item)
        at += 1
    return joined


def _trim(items: list[Item]) -> tuple[Pieces, list[Item], Pieces]:
    """Return what stands before and after the text of some items, and the items between."""
    pairs = find_pairs(items)
    items = list(items)
    low, high = 0, len(items)
    before: list[Item] = []
    after: list[Item] = []
    while low < high:
        first, last = items[low], items[high - 1]
        if _is_edge(first):
            before.append(first)
            low += 1
        elif _is_edge(last):
            after.append(last)
            high -= 1
        elif pairs.get(low) == high - 1 and last.changed is None:
            before.append(first)
            after.append(last)
            low, high = low + 1, high - 1
        else:
            break
    middle = items[low:high]
    if middle and middle[0].kind == "text" and (blank := _cut_blank(middle[0], start=True)):
        before.append(blank[0])
        middle[0] = blank[1]
    if middle and middle[-1].kind == "text" and (blank := _cut_blank(middle[-1], start=False)):
        after.append(blank[0])
        middle[-1] = blank[1]
    return join_sources(before), middle, join_sources(after[::-1])


def _is_edge(item: Item) -> bool:
    if item.kind == "text":
        return not item.text.strip(BLANK)
    return item.kind == "break" or (item.kind == "place" and not item.solid)


def _cut_blank(item: Item, *, start: bool) -> tuple[Item, Item] | None:
    """Return the white space at one end of a text, and the text without it; None where there is none."""
    if len(item.source) != 1 or not isinstance(item.source[0], str):
        return None
    source = item.source[0]
    kept = source.lstrip(BLANK) if start else source.rstrip(BLANK)
    if kept == source:
        return None
    text = item.text.lstrip(BLANK) if start else item.text.rstrip(BLANK)
    blank = source[: -len(kept)] if start else source[len(kept) :]
    return Item("text", (blank,)), replace(item, source=(kept,), text=text)


class _Setting:
    """Sets the items of a flow: first one after the other, then with the white space that the block has."""

    def __init__(self, items: Sequence[Item], collapse: bool) -> None:
        self.items, self.collapse = items, collapse
        self.raw = ""
        self.spans: list[tuple[int, int]] = []
        self.tags: list[Tag] = []
        self.breaks: list[Pieces] = []
        self._lay()
        self.places = [start for (start, _), tag in zip(self.spans, self.tags, strict=True) if tag.place]

    def _lay(self) -> None:
        """Lay the items out: the raw text, and where marks begin and end in it."""
        pairs = find_pairs(self.items)
        numbers: dict[int, int] = {}
        parts: list[str] = []
        size = 0
        continued = iter(_find_continued(self.items))
        for at, item in enumerate(self.items):
            text = ""
            if item.kind == "text":
                text = _BLANKS.sub(" ", item.text) if self.collapse else item.text
            elif item.kind == "break":
                going = next(continued)
                text = " " if going else "\n"
                if going:
                    self._add_tag(Tag(item.source, place=True), size + 1)
                else:
                    self.breaks.append(item.source)
            elif item.kind == "place":
                self._add_tag(Tag(item.source, place=True), size)
            elif item.kind == "open":
                numbers[at] = len(self.tags)
                last = self.items[pairs[at]]
                self._add_tag(Tag(item.source, last.source if last.changed is None else last.changed), size)
            else:
                number = numbers[pairs[at]]
                self.spans[number] = (self.spans[number][0], size)
            parts.append(text)
            size += len(text)
        self.raw = "".join(parts)

    def _add_tag(self, tag: Tag, position: int) -> None:
        self.tags.append(tag)
        self.spans.append((position, position))

    def finish(self) -> tuple[Block, tuple[Tag, ...], tuple[Pieces, ...]]:
        """Return the block, what its marks stand for, and its line breaks."""
        text, moved = self._set_blanks()
        marks: list[Mark] = []
        tags: list[Tag] = []
        for number, (tag, (start, end)) in enumerate(zip(self.tags, self.spans, strict=True)):
            first, last = moved[start], moved[end]
            if tag.place:
                tags.append(replace(tag, before=self._find_side(start, -1), after=self._find_side(start, 1)))
            else:
                tags.append(tag)
                while last > first and text[last - 1].isspace():
                    last -= 1
                while first < last and text[first].isspace():
                    first += 1
            marks.append(Mark(number, Span(first, last)))
        marks.sort(key=lambda mark: (mark.span.start, -mark.span.end, mark.number))
        return Block(text, tuple(marks)), tuple(tags), tuple(self.breaks)

    def _find_side(self, position: int, step: int) -> Side:
        """Return what stands beside a place."""
        count = bisect_right(self.places, position) - bisect_left(self.places, position)
        char = self.raw[position - 1 : position] if step < 0 else self.raw[position : position + 1]
        if count > 1 and not char.isspace():
            return "glued"
        return "spaced" if not char or char.isspace() else "glued" if char.isalnum() else "other"

    def _set_blanks(self) -> tuple[str, list[int]]:
        """Return the text of the block, and for each place in the raw text where it is in it."""
        raw, out, at, size = self.raw, [], 0, 0
        moved: list[int] = []
        for match in re.finditer(r"[ \n]+" if self.collapse else r" +", raw):
            start, end = match.span()
            moved.extend(range(size, size + start - at))
            out.append(raw[at:start])
            size += start - at
            blank = self._choose_blank(start, end)
            breaks = [0, *accumulate(char == "\n" for char in raw[start:end])]
            if "\n" in blank:
                moved.extend(size + breaks[k] for k in range(end - start))
            else:
                moved.extend(size + min(k, len(blank)) for k in range(end - start))
            out.append(blank)
            size += len(blank)
            at = end
        moved.extend(range(size, size + len(raw) - at + 1))
        return "".join(out) + raw[at:], moved

    def _choose_blank(self, start: int, end: int) -> str:
        """Return what becomes of the white space between two places of the raw text."""
        raw = self.raw
        if breaks := raw.count("\n", start, end):
            return "\n" * breaks
        if start == 0 or end == len(raw):
            return ""
        low, high = bisect_left(self.places, start), bisect_right(self.places, end)
        here = self.places[low:high]
        if here and ((here[-1] > start and raw[end] in CLOSING) or (here[0] < end and raw[start - 1] in OPENING)):
            return ""
        inside = any(start < place < end for place in here)
        return " " if self.collapse or inside else raw[start:end]


def _find_continued(items: Sequence[Item]) -> list[bool]:
    """Tell for each line break among items whether the sentence goes on after it."""
    lines: list[list[str]] = [[]]
    for item in items:
        if item.kind == "break":
            lines.append([])
        else:
            lines[-1].append(item.text)
    return find_continued(["".join(line) for line in lines])
