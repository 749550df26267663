"""Marks whose words a model left out: formatting goes, but a link keeps to the word that is nearest to its place."""

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from glossary.text import Span
from translate.formats.format import Mark, Target

MOST = 100
"""Marks without words, of one text, that are given some: more are found in no document that people wrote."""
NEAR = 20
"""Words before and after a place, among which one is looked for."""
_WORD = re.compile(r"\w+(?:[-\u2011'’.]\w+)*")


def give_words(target: Target, lasting: Mapping[int, str], passing: Collection[int]) -> Target:
    """Return a target in which no mark of some numbers is over nothing.

    `lasting` marks get the nearest word. Each has a kind; of marks of one kind none may be within another, unless the
    kind is "". `passing` ones are dropped. Where there are more links than words, some stay empty.

    >>> give_words(Target("See here", (Mark(1, Span(4, 4)), Mark(2, Span(4, 4)))), {1: "a"}, [2]).marks
    (Mark(number=1, span=Span(start=4, end=8)),)
    """
    text = target.text
    gone = {mark.number for mark in target.marks if mark.number in passing and not mark.span.of(text).strip()}
    kept = [mark for mark in target.marks if mark.number not in gone]
    marks = {mark.number: mark for mark in reversed(kept)}
    for kind in {kind for kind in lasting.values() if kind}:
        _part(marks, [mark for mark in marks.values() if lasting.get(mark.number) == kind], text)
    wanting = [number for number in sorted(lasting.keys() & marks.keys()) if not marks[number].span.of(text).strip()]
    words = [Span(*match.span()) for match in _WORD.finditer(text)] if wanting else []
    for number in wanting[:MOST]:
        _give_word(marks, number, lasting, words)
    found = tuple(sorted(marks.values(), key=_order))
    return target if set(found) == set(target.marks) else replace(target, marks=found)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, mark.number


def _part(marks: dict[int, Mark], alike: Iterable[Mark], text: str) -> None:
    """Cut marks of one kind that lie over one another: they were beside one another.

    The shorter one stays whole, and the longer one keeps the longest piece that none has.
    """
    taken: list[Span] = []
    written = [mark for mark in alike if mark.span.of(text).strip()]
    for mark in sorted(written, key=lambda mark: (mark.span.end - mark.span.start, mark.number)):
        start, end = mark.span
        pieces: list[Span] = []
        first, last = max(bisect_left(taken, (start,)) - 1, 0), bisect_left(taken, (end,))
        for span in taken[first:last]:
            pieces.append(Span(start, max(start, span.start)))
            start = max(start, min(span.end, end))
        pieces.append(Span(start, end))
        longest = max((_strip(piece, text) for piece in pieces), key=lambda span: span.end - span.start)
        if longest != mark.span:
            marks[mark.number] = Mark(mark.number, longest)
        if longest.start < longest.end:
            insort(taken, longest)


def _strip(span: Span, text: str) -> Span:
    """Return a span without the white space at its ends."""
    said = span.of(text)
    start = span.start + len(said) - len(said.lstrip())
    return Span(start, max(start, span.end - (len(said) - len(said.rstrip()))))


def _give_word(marks: dict[int, Mark], number: int, lasting: Mapping[int, str], words: Sequence[Span]) -> None:
    """Put a mark over the nearest word that it may have: a free one, else one that another mark has several of."""
    kind, at = lasting[number], marks[number].span.start
    middle = bisect_left(words, (at,))
    near = list(words[max(0, middle - NEAR) : middle + NEAR])
    if not near:
        return
    around = Span(near[0].start, near[-1].end)
    others = [mark for mark in marks.values() if mark.span.overlaps(around)]
    near.sort(key=lambda word: (max(word.start - at, at - word.end, 0), -word.start))
    rivals = [mark for mark in others if kind and lasting.get(mark.number) == kind]
    for word in near:
        if not any(_crosses(mark.span, word) for mark in others) and not any(one.span.overlaps(word) for one in rivals):
            marks[number] = Mark(number, word)
            return
    for word in near:
        rival = next((mark for mark in rivals if mark.span.covers(word)), None)
        rest = _cut_off(rival.span, word, words) if rival is not None else None
        if rival is not None and rest is not None:
            marks[rival.number], marks[number] = Mark(rival.number, rest), Mark(number, word)
            return


def _cut_off(span: Span, word: Span, words: Sequence[Span]) -> Span | None:
    """Return what is left of a span when its first or last word goes to another, None where nothing would be."""
    first = bisect_left(words, (span.start,))
    last = bisect_left(words, (span.end,)) - 1
    if first < last and word == words[first]:
        return Span(words[first + 1].start, span.end)
    return Span(span.start, words[last - 1].end) if first < last and word == words[last] else None


def _crosses(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end
