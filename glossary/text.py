"""Places in a text: spans, edits, and the map from an edited text back to the original.

All numbers are code points, counted from 0; spans are half-open.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points.

    >>> Span(2, 5).of("а қала")
    'қал'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return what stands in `text` at this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both spans share a code point.

        >>> Span(0, 3).overlaps(Span(2, 4)), Span(0, 3).overlaps(Span(3, 4))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether the other span lies within this one.

        >>> Span(0, 3).covers(Span(1, 3)), Span(0, 3).covers(Span(1, 4))
        (True, False)
        """
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


class Edit(NamedTuple):
    """One change of a text: the code points from `start` to `end` become `replacement`, for a `reason`."""

    start: int
    end: int
    replacement: str
    reason: str


class Taken:
    """Places of a text that are taken already; to ask for one takes logarithmic time in their number.

    Places that share a code point count as one.

    >>> taken = Taken([Span(0, 3), Span(7, 9)])
    >>> taken.overlaps(Span(2, 5)), taken.overlaps(Span(3, 7)), taken.covers(Span(7, 8)), taken.covers(Span(8, 10))
    (True, False, True, False)
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Begin with some places, in any order."""
        self._spans: list[Span] = []
        for span in sorted(spans):
            self.add(span)

    def add(self, span: Span) -> None:
        """Take one more place."""
        at = self._before(span.end)
        while at >= 0 and self._spans[at].overlaps(span):
            other = self._spans.pop(at)
            span = Span(min(span.start, other.start), max(span.end, other.end))
            at -= 1
        self._spans.insert(at + 1, span)

    def overlaps(self, span: Span) -> bool:
        """Tell whether a place shares a code point with one that is taken."""
        at = self._before(span.end)
        return at >= 0 and self._spans[at].overlaps(span)

    def covers(self, span: Span) -> bool:
        """Tell whether a place lies within one that is taken."""
        at = self._before(span.start + 1)
        return at >= 0 and self._spans[at].covers(span)

    def _before(self, end: int) -> int:
        """Return the index of the last place that begins before `end`, -1 where none does."""
        return bisect_left(self._spans, (end,)) - 1


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """For each code point of a new text, where the code points it came from begin and end.

    `starts` and `ends` have as many items as the new text has code points; `length` is that of the
    original.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    length: int

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """Return the map of a text that was not changed."""
        return cls(range(length), range(1, length + 1), length)

    def to_original(self, span: Span) -> Span:
        """Return the span of the original text for a span of the new text.

        An empty span goes to an empty span. What was taken out of the original beside the span (an
        invisible character before or after it) stays outside. IndexError if the span ends after the text.

        >>> NormalizedText.from_edits("а…б", [Edit(1, 2, "...", "")]).offsets.to_original(Span(4, 5))
        Span(start=2, end=3)
        """
        start = self.starts[span.start] if span.start < len(self.starts) else self.length
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, self.ends[span.end - 1])


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text after repair: `text`, the `offsets` back into the `original`, and the `edits` that were made."""

    text: str
    offsets: OffsetMap
    original: str
    edits: tuple[Edit, ...] = ()

    @classmethod
    def from_edits(cls, original: str, edits: Iterable[Edit]) -> "NormalizedText":
        """Apply `edits` to `original`; of two that overlap the first one in the text wins.

        ValueError for an edit that does not lie inside the text.

        >>> NormalizedText.from_edits("abc", [Edit(1, 2, "", "invisible")]).text
        'ac'
        """
        ordered = sorted(edits)
        if not ordered:
            return cls(original, OffsetMap.identity(len(original)), original)
        if ordered[0].start < 0 or any(not edit.start <= edit.end <= len(original) for edit in ordered):
            raise ValueError(f"an edit lies outside the text of {len(original)} code points")
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done: list[Edit] = []
        position = 0
        for edit in ordered:
            if edit.start < position:
                continue
            pieces.append(original[position : edit.start])
            starts.extend(range(position, edit.start))
            ends.extend(range(position + 1, edit.start + 1))
            pieces.append(edit.replacement)
            starts.extend([edit.start] * len(edit.replacement))
            ends.extend([edit.end] * len(edit.replacement))
            position = edit.end
            done.append(edit)
        pieces.append(original[position:])
        starts.extend(range(position, len(original)))
        ends.extend(range(position + 1, len(original) + 1))
        return cls("".join(pieces), OffsetMap(starts, ends, len(original)), original, tuple(done))

    def to_original(self, span: Span) -> Span:
        """Return the span of the original for a span of `text`."""
        return self.offsets.to_original(span)
