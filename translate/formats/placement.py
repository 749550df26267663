"""Translations put back into a paragraph: from items, texts and marks to the elements of its runs."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from lxml.etree import _Element

from translate.formats.format import Mark, Target
from translate.formats.line_breaks import move_inside
from translate.formats.lost_words import give_words
from translate.formats.runs import PLAIN, Group, Item, Place, Region, Style, Text

_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


_ALONE = frozenset(["w:hyperlink", "w:ins", "w:moveTo"])
"""Groups that may not be within one another."""

Thing: TypeAlias = Style | Place | Group
"""What a mark stands for."""


class Writer(Protocol):
    """Makes the elements of one format of office documents."""

    def write_text(self, text: str, style: Style, *, translated: bool) -> list[_Element]:
        """Return runs that have a text, in which there may be line breaks and tabs."""
        ...

    def write_place(self, element: _Element, run: _Element | None) -> _Element:
        """Return an element as it stands in a paragraph: in a run of its own, with its run's formatting."""
        ...


def emit(items: Iterable[Item], targets: Mapping[Region, Target], writer: Writer) -> list[_Element]:
    """Return the elements of items, with targets in place of some regions."""
    elements: list[_Element] = []
    for item in items:
        if isinstance(item, Place):
            elements += [writer.write_place(*part) for part in item.parts]
        elif isinstance(item, Text):
            elements += _write_same(item, writer)
        elif isinstance(item, Group):
            elements += _close(item, emit(item.items, targets, writer), writer)
        elif item in targets:
            elements += _fill(item, targets[item], writer)
        else:
            elements += emit(item.items, targets, writer)
    return elements


def differs(region: Region, target: Target) -> bool:
    """Tell whether a target is another text than its block, or has marks elsewhere."""
    block = region.block
    return target.text != block.text or sorted(target.marks, key=_number) != sorted(block.marks, key=_number)


def _number(mark: Mark) -> int:
    return mark.number


def _write_same(item: Text, writer: Writer) -> list[_Element]:
    """Return the element that a text was read from, where that is all of it, else a new one."""
    if item.origin is not None and (item.origin[0].text or "") == item.text:
        return [writer.write_place(*item.origin)]
    return writer.write_text(item.text, item.style, translated=False)


def _close(group: Group, elements: list[_Element], writer: Writer) -> list[_Element]:
    """Return the elements of a group that has these elements in it."""
    if group.shell is None or group.holder is None:
        before, after = (emit(places, {}, writer) for places in (group.head, group.tail))
        return [*before, *elements, *after]
    replace_content(group.holder, elements)
    return [group.shell]


def replace_content(holder: _Element, elements: list[_Element]) -> None:
    """Put elements in place of all in a holder, except what says its own properties (`pPr`, `endParaRPr`)."""
    first, last = [], []
    for child in list(holder):
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "endParaRPr":
            last.append(child)
        elif name.endswith("Pr"):
            first.append(child)
        holder.remove(child)
    for element in elements:
        element.tail = None
    holder.extend([*first, *elements, *last])


@dataclass(slots=True)
class _Frame:
    """A mark that has begun: where it ends, what is in it so far, how text in it looks; the group where it is one."""

    end: int
    elements: list[_Element]
    style: Style
    group: Group | None = None


def _fill(region: Region, target: Target, writer: Writer) -> list[_Element]:
    """Return the elements of a region with the text and the marks of a target.

    A mark that is missing, or is none of the block, is left out, and what crosses is cut where the other ends.
    """
    breaks = [number for number, thing in enumerate(region.things, 1) if _is_break(thing)]
    target = _find_words(region, move_inside(region.block, target, breaks) if breaks else target)
    text = target.text
    root = _Frame(len(text), [], region.default)
    filling = _Filling(text, [root], writer)
    things = {}
    for mark in target.marks:
        if 1 <= mark.number <= len(region.things) and mark.number not in things:
            things[mark.number] = (mark, region.things[mark.number - 1])
    filling.hide_spaces(mark.span.start for mark, thing in things.values() if _is_break(thing))
    for mark, thing in _order(things.values()):
        start = min(max(mark.span.start, 0), len(text))
        owner = thing.owner if isinstance(thing, Place) else None
        filling.advance(start, owner)
        if isinstance(thing, Place):
            filling.stack[-1].elements += emit([thing], {}, writer)
        else:
            filling.begin(min(max(mark.span.end, start), len(text)), thing)
    filling.advance(len(text), None)
    filling.finish()
    return root.elements


def _find_words(region: Region, target: Target) -> Target:
    """Return a target in which groups and links are over at least one word."""
    lasting: dict[int, str] = {}
    for number, thing in enumerate(region.things, 1):
        if isinstance(thing, Group):
            lasting[number] = thing.kind if thing.kind in _ALONE else ""
        elif isinstance(thing, Style) and thing.link:
            lasting[number] = "link"
    return give_words(target, lasting, ()) if lasting else target


def _is_break(thing: Thing) -> bool:
    return isinstance(thing, Place) and thing.kind == "break"


def _order(found: Collection[tuple[Mark, Thing]]) -> list[tuple[Mark, Thing]]:
    """Return marks in the order in which they are written.

    Where several begin, places come before groups and formatting, those that a group has right after it begins.
    """
    groups = {thing: mark for mark, thing in found if isinstance(thing, Group)}

    def key(item: tuple[Mark, Thing]) -> tuple[int, int, int, int, int]:
        mark, thing = item
        start, end = mark.span
        if not isinstance(thing, Place):
            return start, 1, -end, mark.number, 0
        around = groups.get(thing.owner) if thing.owner is not None else None
        if around is None or around.span.start != start:
            return start, 0, 0, 0, mark.number
        return start, 1, -around.span.end, around.number, mark.number

    return sorted(found, key=key)


@dataclass(slots=True)
class _Filling:
    """A text that is being written: what has begun (the outermost first), and how far it is written."""

    text: str
    stack: list[_Frame]
    writer: Writer
    at: int = 0
    hidden: set[int] | None = None

    def hide_spaces(self, places: Iterable[int]) -> None:
        """Leave the spaces beside line breaks out."""
        for place in places:
            self.hidden = self.hidden or set()
            start = end = min(max(place, 0), len(self.text))
            while start and self.text[start - 1].isspace():
                start -= 1
            while end < len(self.text) and self.text[end].isspace():
                end += 1
            self.hidden.update(range(start, end))

    def begin(self, end: int, thing: Style | Group) -> None:
        """Begin a group or a formatting; a link within a link is none."""
        outer = self.stack[-1]
        end = min(end, outer.end)
        if isinstance(thing, Style):
            self.stack.append(_Frame(end, outer.elements, thing))
        elif thing.kind in _ALONE and any(frame.group and frame.group.kind == thing.kind for frame in self.stack):
            self.stack.append(_Frame(end, outer.elements, outer.style))
        else:
            self.stack.append(_Frame(end, [], thing.default or PLAIN, thing))

    def advance(self, to: int, owner: Group | None) -> None:
        """Write the text up to a place, and end what ends there, except the group that owns what comes next."""
        while True:
            frame = self.stack[-1]
            self._write(min(to, frame.end))
            if len(self.stack) == 1 or frame.end > to:
                return
            if owner is not None and frame.group is owner and frame.end == to:
                return
            self._end()

    def finish(self) -> None:
        """End all that has begun."""
        while len(self.stack) > 1:
            self._end()

    def _write(self, to: int) -> None:
        piece = self.text[self.at : to]
        if self.hidden:
            piece = "".join(char for index, char in enumerate(piece, self.at) if index not in self.hidden)
        self.at = max(self.at, to)
        if piece := _UNWRITABLE.sub("", piece):
            self.stack[-1].elements += self.writer.write_text(piece, self.stack[-1].style, translated=True)

    def _end(self) -> None:
        frame = self.stack.pop()
        if frame.group is not None:
            self.stack[-1].elements += _close(frame.group, frame.elements, self.writer)
