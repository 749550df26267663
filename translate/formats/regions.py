"""The items of a paragraph of an office document as blocks with marks.

Tabs, page breaks and line breaks between lines that stand alone (`line_breaks` says which) divide a paragraph, so that
they stay where they are. What is then left between two of them, without the places at its ends, is a region: one block.
What most of a region's text looks like is no mark, only what differs from it.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.text import Span
from translate.formats.format import Block, Mark
from translate.formats.line_breaks import find_continued
from translate.formats.runs import PLAIN, Group, Item, Place, Region, Style, Text, has_letters

FEW = 5
"""The plain letters of a paragraph are its rest, not a mark, if they are at least one for so many that stand out."""


def divide(items: Sequence[Item], default: Style = PLAIN) -> list[Item]:
    """Return the items with regions in place of those that are to be translated together.

    >>> [block.text for block in list_blocks(divide([Text("1"), Place([], "gap"), Text("Қала "), Text("әкімі")]))]
    ['Қала әкімі']
    """
    _open_gaps(items)
    return _divide(items, default)


def _open_gaps(items: Sequence[Item]) -> None:
    """Make gaps of the line breaks that end a sentence or a line that stands alone, also of those in groups."""
    lines: list[list[str]] = [[]]
    breaks: list[Place] = []
    for item in _flatten(items):
        if isinstance(item, Text):
            lines[-1].append(item.text)
        elif item.kind == "break":
            breaks.append(item)
            lines.append([])
        elif item.kind == "gap":
            _judge(breaks, lines)
            lines, breaks = [[]], []
    _judge(breaks, lines)


def _judge(breaks: Sequence[Place], lines: Sequence[Sequence[str]]) -> None:
    for place, continued in zip(breaks, find_continued(["".join(line) for line in lines]), strict=True):
        place.kind = "break" if continued else "gap"


def _flatten(items: Iterable[Item]) -> Iterator[Text | Place]:
    """Yield the texts and places among items in order, also those in groups."""
    for item in items:
        if isinstance(item, Group):
            yield from _flatten(item.items)
        elif not isinstance(item, Region):
            yield item


def _divide(items: Sequence[Item], default: Style) -> list[Item]:
    divided: list[Item] = []
    waiting: list[Item] = []
    for item in items:
        opened = isinstance(item, Group) and _has_gap(item)
        if opened or (isinstance(item, Place) and item.kind == "gap"):
            divided += _find_region(waiting, default)
            if isinstance(item, Group):
                item.items = _divide(item.items, default)
            divided.append(item)
            waiting = []
        else:
            waiting.append(item)
    return divided + _find_region(waiting, default)


def list_regions(items: Iterable[Item]) -> list[Region]:
    """Return the regions among items in order, also those in groups."""
    found: list[Region] = []
    for item in items:
        if isinstance(item, Region):
            found.append(item)
        elif isinstance(item, Group):
            found += list_regions(item.items)
    return found


def list_blocks(items: Iterable[Item]) -> list[Block]:
    """Return the blocks of the regions among items."""
    return [region.block for region in list_regions(items)]


def _has_gap(group: Group) -> bool:
    """Tell whether something in a group divides the paragraph."""
    return any(isinstance(item, Place) and item.kind == "gap" for item in _flatten(group.items))


def _find_region(items: list[Item], default: Style) -> list[Item]:
    """Return items that nothing divides, those between the ends that have no letters as a region."""
    if not has_letters(items):
        return items
    start, end = 0, len(items)
    while _is_outside(items[start]):
        start += 1
    while _is_outside(items[end - 1]):
        end -= 1
    before, core, after = items[:start], items[start:end], items[end:]
    if isinstance(first := core[0], Text) and (rest := first.text.lstrip()) != first.text:
        before.append(Text(first.text[: -len(rest)], first.style))
        core[0] = Text(rest, first.style)
    if isinstance(last := core[-1], Text) and (rest := last.text.rstrip()) != last.text:
        after.insert(0, Text(last.text[len(rest) :], last.style))
        core[-1] = Text(rest, last.style)
    if len(core) == 1 and isinstance(only := core[0], Group):
        only.items = _divide(only.items, default)
        return [*before, only, *after]
    return [*before, _compose(core, default), *after]


def _is_outside(item: Item) -> bool:
    """Tell whether an item at the end of a region need not be in it."""
    return isinstance(item, Place) or not _last_text(item)


def _last_text(item: Item) -> str:
    """Return the last text in an item that is more than spaces, "" where there is none."""
    if isinstance(item, Text):
        return item.text.rstrip()
    return "" if isinstance(item, Place) else next(filter(None, map(_last_text, reversed(item.items))), "")


def _compose(items: list[Item], default: Style) -> Region:
    """Return the region of items."""
    composer = _Composer()
    default = _find_default(items) or _find_default(_flatten(items)) or default
    composer.add(items, default, None)
    text = "".join(composer.pieces)
    for one in composer.found:
        one.trim(text)
    found = sorted(composer.found, key=lambda one: (one.start, -one.end))
    marks = tuple(Mark(number, Span(one.start, one.end)) for number, one in enumerate(found, 1))
    return Region(items, Block(text, marks), [one.thing for one in found], default)


@dataclass(slots=True)
class _Found:
    """A mark that is being made."""

    start: int
    end: int
    thing: Style | Place | Group
    longest: int = 0

    def trim(self, text: str) -> None:
        """Leave spaces at the ends of a formatting out of it where they look the same with and without it."""
        if isinstance(self.thing, Style) and not self.thing.visible and text[self.start : self.end].strip():
            inside = text[self.start : self.end]
            self.start += len(inside) - len(inside.lstrip())
            self.end -= len(inside) - len(inside.rstrip())


class _Composer:
    """Puts the text of items together, and notes where what is no plain text stands in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.found: list[_Found] = []
        self.length = 0
        self.spaced = True
        """Whether the text ends with a space, or has just begun."""
        self.broken = False
        """Whether a line break comes right before."""

    def add(self, items: list[Item], default: Style, owner: Group | None) -> None:
        """Add the items of a group, or of no group."""
        stretch: _Found | None = None
        place: _Found | None = None
        _smooth(items, default)
        for item in items:
            if isinstance(item, Text):
                item.text = item.text.lstrip() if self.broken else item.text
                if not item.text:
                    continue
                self._append(item.text)
                self.broken = False
                stretch = self._stretch(stretch, item, default)
                place = None
            elif isinstance(item, Place):
                if item.kind == "break" and not self.spaced:
                    self._append(" ")
                    if place is not None:
                        place.start = place.end = self.length
                self.broken = self.broken or item.kind == "break"
                place = self._place(place, item, owner)
            elif isinstance(item, Group):
                found = _Found(self.length, self.length, item)
                self.found.append(found)
                item.default = _find_default(item.items) or default
                self.add(item.items, item.default, item)
                found.end = self.length
                stretch = place = None

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.spaced = text[-1:].isspace() if text else self.spaced

    def _stretch(self, stretch: _Found | None, item: Text, default: Style) -> _Found | None:
        """Return the mark of the formatting of the text that was just added, None for the usual formatting."""
        if item.style.key == default.key:
            return None
        if stretch is None or not isinstance(stretch.thing, Style) or stretch.thing.key != item.style.key:
            stretch = _Found(self.length - len(item.text), self.length, item.style)
            self.found.append(stretch)
        stretch.end = self.length
        if len(item.text) > stretch.longest:
            stretch.longest, stretch.thing = len(item.text), item.style
        return stretch

    def _place(self, before: _Found | None, item: Place, owner: Group | None) -> _Found:
        """Return the mark of a place, that of the place right before it where there is one."""
        if before is not None and isinstance(before.thing, Place):
            before.thing.parts += item.parts
            before.thing.kind = "break" if item.kind == "break" else before.thing.kind
            return before
        found = _Found(self.length, self.length, Place(list(item.parts), item.kind, owner=owner))
        self.found.append(found)
        return found


def _smooth(items: list[Item], default: Style) -> None:
    """Give spaces the formatting of what is around them, and take those before line breaks away."""
    texts = [item for item in items if isinstance(item, Text)]
    for index, text in enumerate(texts):
        if not text.text.isspace() or text.style.visible:
            continue
        before = texts[index - 1].style if index else default
        after = texts[index + 1].style if index + 1 < len(texts) else default
        if before.key == after.key or text.style.key != after.key:
            text.style = before
    beside = False
    for item in reversed(items):
        if isinstance(item, Text):
            item.text = item.text.rstrip() if beside else item.text
            beside = beside and not item.text
        else:
            beside = isinstance(item, Place) and (item.kind == "break" or beside)


def _find_default(items: Iterable[Item]) -> Style | None:
    """Return the plainest formatting that many letters among the items have, None where there are none.

    What stands out is a mark even where it is longer than the rest: a title in bold, in a short sentence.
    """
    counts: Counter[Hashable] = Counter()
    longest: dict[Hashable, Text] = {}
    for item in items:
        if isinstance(item, Text) and (letters := sum(map(str.isalnum, item.text))):
            counts[item.style.key] += letters
            if len(item.text) > len(longest.setdefault(item.style.key, item).text):
                longest[item.style.key] = item
    if not counts:
        return None
    many = [key for key, letters in counts.items() if letters * FEW >= max(counts.values())]
    return longest[
        min(many, key=lambda key: (longest[key].style.link, _count_properties(longest[key].style), -counts[key]))
    ].style


def _count_properties(style: Style) -> int:
    return 0 if style.properties is None else len(style.properties)
