"""The codes that translation tools write into segments: read as marks, and woven into a target.

An element with text in it is a mark over that text; what holds codes or nothing stands at its place. Two elements
that open and close one code are one mark, where they do not cross another.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from glossary.text import Span
from translate.formats.format import Mark
from translate.formats.xml_positions import Element

_INDENTATION = re.compile(r"[ \t]*(?:\n[ \t]+)+\n?|^\n|\n$")
_OUTSIDE = -1


class Code(NamedTuple):
    """How a mark is written: what opens it and what closes it, and the number of the mark around it, -1 for none."""

    opening: str
    closing: str = ""
    parent: int = _OUTSIDE


class Ends(NamedTuple):
    """The names of two elements that open and close one code, and the attributes that tell which belong together."""

    opening: str
    closing: str
    opening_keys: tuple[str, ...]
    closing_keys: tuple[str, ...]


class Schema(NamedTuple):
    """Which elements hold text, and which come in pairs; all others stand at a place."""

    spans: frozenset[str]
    pairs: tuple[Ends, ...]


@dataclass(slots=True)
class Inline:
    """What an element says: its text, its marks, and how each is written, by its number."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    codes: dict[int, Code] = field(default_factory=dict)


def read_inline(element: Element, content: bytes, schema: Schema, *, preserve: bool) -> Inline:
    """Return what an element of a document says; without `preserve`, line breaks with indentation are spaces."""
    result = Inline()
    marks: list[Mark] = []
    _read(element, content, schema, result, marks, _OUTSIDE)
    if not preserve:
        _lay_out(result, marks)
    result.marks = tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.number)))
    return result


def weave(text: str, marks: Sequence[Mark], codes: Mapping[int, Code], escape: Callable[[str], str]) -> str:
    """Return a text with the codes of its marks in it. No text is lost, wherever the marks are.

    A mark that crosses another one ends with it; one that is not known, or comes again, is nothing. What stands at
    the edge of a mark is in it where it was in it before.

    >>> codes = {0: Code("<b>", "</b>"), 1: Code("<br/>", parent=0), 2: Code("<hr/>")}
    >>> marks = [Mark(0, Span(0, 3)), Mark(1, Span(3, 3)), Mark(2, Span(3, 3))]
    >>> weave("a<b.", marks, codes, lambda text: text.replace("<", "&lt;"))
    '<b>a&lt;b<br/></b><hr/>.'
    """
    once = {mark.number: _clamp(mark.span, len(text)) for mark in marks if mark.number in codes}
    spans: dict[int, list[tuple[int, int]]] = {}
    places: dict[int, list[int]] = {}
    for number, (start, end) in once.items():
        if start < end:
            spans.setdefault(start, []).append((-end, number))
        else:
            places.setdefault(start, []).append(number)
    pieces: list[str] = []
    open_marks: list[tuple[int, int]] = []
    done = 0
    for at in sorted({*spans, *places, *(-end for ends in spans.values() for end, _ in ends)}):
        pieces.append(escape(text[done:at]))
        done = at
        here = places.get(at, [])
        while open_marks and open_marks[-1][0] <= at:
            _, number = open_marks.pop()
            pieces += _put(here, [place for place in here if codes[place].parent == number], codes)
            pieces.append(codes[number].closing)
        opening = sorted(spans.get(at, []))
        numbers = {number for _, number in opening}
        pieces += _put(here, [place for place in here if numbers.isdisjoint(_around(place, codes))], codes)
        for end, number in opening:
            open_marks.append((min(-end, open_marks[-1][0]) if open_marks else -end, number))
            pieces.append(codes[number].opening)
            pieces += _put(here, [place for place in here if codes[place].parent == number], codes)
        pieces += _put(here, list(here), codes)
    return "".join([*pieces, escape(text[done:])])


def _read(element: Element, content: bytes, schema: Schema, result: Inline, marks: list[Mark], parent: int) -> None:
    """Read what is in an element: texts, marks with text in them, and places."""
    closings = _find_pairs(element.children, schema.pairs)
    opened = {closing: opening for opening, closing in closings.items()}
    parents = [parent]
    begun: dict[int, tuple[int, int]] = {}
    for index, child in enumerate(element.children):
        if isinstance(child, str):
            result.text += child
            continue
        start, whole = len(result.text), child.of(content)
        if index in opened:
            number, begin = begun[opened[index]]
            parents.pop()
            result.codes[number] = result.codes[number]._replace(closing=whole)
            marks.append(Mark(number, Span(begin, start)))
            continue
        number = len(result.codes)
        result.codes[number] = Code(whole, "", parents[-1])
        if index in closings:
            begun[index] = number, start
            parents.append(number)
        elif child.name in schema.spans and child.is_translated and not child.is_empty:
            result.codes[number] = Code(child.start_tag(content), child.end_tag(content), parents[-1])
            _read(child, content, schema, result, marks, number)
            marks.append(Mark(number, Span(start, len(result.text))))
        else:
            marks.append(Mark(number, Span(start, start)))


def _find_pairs(children: Sequence[Element | str], pairs: Sequence[Ends]) -> dict[int, int]:
    """Return which children close which, by where they stand; those that cross are none."""
    found: dict[int, int] = {}
    waiting: list[tuple[int, str, str]] = []
    for index, child in enumerate(children):
        if isinstance(child, str):
            continue
        for ends in pairs:
            if child.name == ends.opening:
                waiting.append((index, ends.opening, child.first(ends.opening_keys)))
            elif child.name == ends.closing:
                key = child.first(ends.closing_keys)
                same = [at for at, (_, name, other) in enumerate(waiting) if (name, other) == (ends.opening, key)]
                if same and same[-1] == len(waiting) - 1:
                    found[waiting[-1][0]] = index
                if same:
                    del waiting[same[-1]]
    return found


def _lay_out(result: Inline, marks: list[Mark]) -> None:
    """Make spaces of line breaks with indentation, and nothing of those at the edges."""
    text = result.text
    if "\n" not in text:
        return
    kept = ""
    places: list[int] = []
    position = 0
    for match in _INDENTATION.finditer(text):
        places += range(len(kept), len(kept) + match.start() - position)
        kept += text[position : match.start()]
        places += [len(kept)] * (match.end() - match.start())
        edge = match.start() == 0 or match.end() == len(text)
        kept += "" if edge or kept.endswith(" ") else " "
        position = match.end()
    places += range(len(kept), len(kept) + len(text) - position + 1)
    result.text = kept + text[position:]
    marks[:] = [Mark(mark.number, Span(places[mark.span.start], places[mark.span.end])) for mark in marks]


def _clamp(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _around(number: int, codes: Mapping[int, Code]) -> Iterator[int]:
    """Yield the marks around a mark, the nearest first."""
    while (number := codes[number].parent) in codes:
        yield number


def _put(here: list[int], chosen: Sequence[int], codes: Mapping[int, Code]) -> list[str]:
    """Take some of the marks that stand at a place, and return how they are written."""
    taken = set(chosen)
    here[:] = [number for number in here if number not in taken]
    return [codes[number].opening + codes[number].closing for number in chosen]
