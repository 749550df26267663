"""Which sentences of a text and of its translation belong together.

The method is that of W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual Corpora
(Computational Linguistics 19, 1993): sentences that translate each other have like lengths, and a dynamic
program finds the likeliest sequence of beads. Anchors (numbers, names, terms that both sides have) are added
to the lengths, as Gale and Church propose for texts where lengths alone do not suffice.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from glossary.text import Span

PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089}
"""How likely a bead of so many sentences is: Gale and Church 1993, table 5, without their 2-2."""
VARIANCE = 6.8
"""Of the length of a translation, for each character of its source (Gale and Church 1993).

In government news in Kazakh and English it is 3 to 4; texts that are no line by line translations vary more.
"""
USUAL = 1.05
"""Code points of English for one of Kazakh: 1.09 in kaznerd_news, 1.03 in kaznu_gov_news, 0.97 in kaznu_gov_titles."""
LIKELY = (0.75, 1.6)
"""Between these the ratio of the whole texts is believed; outside, one of them has a part that the other has not."""
_DEAREST = 12.0
"""What a difference of lengths costs at most: a heading that was left out is no proof against its text."""
_ALONE = 2.0
"""What it costs, whatever its length, that a sentence has no translation.

By its length, as Gale and Church have it, a text of which half was left out would pair its longest sentences.
"""
_BREAK = 1.5
"""What it costs to join two sentences over the end of a paragraph."""
_WHOLE = 400_000
"""Cells of the table up to which all of it is filled; above, a band around the anchors."""
_MARGINS = (15, 60)
"""Sentences on either side of the line between anchors that the band has: at an anchor, and far from any."""
_RAREST = 4.0
"""What one anchor counts at most."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the alignment needs of a sentence: its length in code points, its paragraph, and its anchors."""

    length: int
    paragraph: int = 0
    anchors: frozenset[str] = frozenset()


class Bead(NamedTuple):
    """Sentences that belong together: half-open ranges of indices; one of the two may be empty."""

    kazakh: Span
    english: Span

    @property
    def is_pair(self) -> bool:
        """Whether both sides have a sentence."""
        return self.kazakh.end > self.kazakh.start and self.english.end > self.english.start


def align(kazakh: Sequence[Sentence], english: Sequence[Sentence]) -> list[Bead]:
    """Return the beads in the order of the texts; every sentence of both is in exactly one.

    Beads have 1-1, 1-2, 2-1, 1-0 or 0-1 sentences. Time is linear in long texts.

    >>> one, other = [Sentence(50), Sentence(20)], [Sentence(22), Sentence(27), Sentence(21)]
    >>> [(tuple(bead.kazakh), tuple(bead.english)) for bead in align(one, other)]
    [((0, 1), (0, 2)), ((1, 2), (2, 3))]
    """
    if not kazakh or not english:
        found = [Bead(Span(i, i + 1), Span(0, 0)) for i in range(len(kazakh))]
        return found + [Bead(Span(0, 0), Span(j, j + 1)) for j in range(len(english))]
    return _Table(kazakh, english).trace()


class _Table:
    """The dynamic program: for each pair of positions the cheapest way to it."""

    def __init__(self, kazakh: Sequence[Sentence], english: Sequence[Sentence]) -> None:
        self.kazakh, self.english = kazakh, english
        self.starts = [list(accumulate((one.length for one in side), initial=0)) for side in (kazakh, english)]
        ratio = self.starts[1][-1] / max(1, self.starts[0][-1])
        self.ratio = ratio if LIKELY[0] <= ratio <= LIKELY[1] else USUAL
        self.weights = weigh_anchors(kazakh, english)
        self.priors = {step: -math.log(prior) for step, prior in PRIORS.items()}
        self.rows = band(kazakh, english, self.weights)

    def trace(self) -> list[Bead]:
        """Fill the table row by row and read the cheapest way back from its end."""
        ways: list[dict[int, tuple[float, tuple[int, int]]]] = []
        for i, (low, high) in enumerate(self.rows):
            row: dict[int, tuple[float, tuple[int, int]]] = {}
            ways.append(row)
            for j in range(low, high):
                if i == j == 0:
                    row[0] = (0.0, (0, 0))
                    continue
                best: tuple[float, tuple[int, int]] | None = None
                for step in PRIORS:
                    before = ways[i - step[0]].get(j - step[1]) if i >= step[0] else None
                    if before is None:
                        continue
                    cost = before[0] + self.cost(i, j, step)
                    if best is None or cost < best[0]:
                        best = (cost, step)
                if best is not None:
                    row[j] = best
        found: list[Bead] = []
        i, j = len(self.kazakh), len(self.english)
        while i or j:
            step = ways[i][j][1]
            found.append(Bead(Span(i - step[0], i), Span(j - step[1], j)))
            i, j = i - step[0], j - step[1]
        return found[::-1]

    def cost(self, i: int, j: int, step: tuple[int, int]) -> float:
        """Return what the bead costs that ends before the sentences i and j."""
        ours, theirs = self.kazakh[i - step[0] : i], self.english[j - step[1] : j]
        length = self.starts[0][i] - self.starts[0][i - step[0]]
        cost = self.priors[step]
        if 0 in step:
            return cost + _ALONE
        cost += length_cost(length * self.ratio, self.starts[1][j] - self.starts[1][j - step[1]])
        for side in (ours, theirs):
            if len(side) == 2 and side[0].paragraph != side[1].paragraph:
                cost += _BREAK
        one = ours[0].anchors if len(ours) == 1 else ours[0].anchors | ours[1].anchors
        other = theirs[0].anchors if len(theirs) == 1 else theirs[0].anchors | theirs[1].anchors
        return cost - sum(self.weights[anchor] for anchor in one & other)


def length_cost(expected: float, length: float) -> float:
    """Return the negative logarithm of how likely so large a difference of lengths is in a translation.

    >>> length_cost(100, 100), round(length_cost(100, 150), 1), length_cost(100, 0)
    (0.0, 2.4, 12.0)
    """
    mean = (expected + length) / 2
    if mean == 0:
        return 0.0
    deviation = abs(length - expected) / math.sqrt(mean * VARIANCE)
    tail = math.erfc(deviation / math.sqrt(2))
    return min(_DEAREST, abs(math.log(tail))) if tail > 0 else _DEAREST


def weigh_anchors(kazakh: Sequence[Sentence], english: Sequence[Sentence]) -> dict[str, float]:
    """Return what each anchor that both texts have is worth: the rarer it is, the more."""
    ours = Counter(anchor for one in kazakh for anchor in one.anchors)
    theirs = Counter(anchor for one in english for anchor in one.anchors)
    most = max(len(kazakh), len(english))
    shared = ours.keys() & theirs.keys()
    return {anchor: min(_RAREST, math.log(1 + most / max(ours[anchor], theirs[anchor]))) for anchor in shared}


def band(kazakh: Sequence[Sentence], english: Sequence[Sentence], shared: dict[str, float]) -> list[tuple[int, int]]:
    """Return for each position in the Kazakh text the positions in the English one that are looked at.

    In long texts these are the ones near the line through the anchors that stand once on either side and in
    the same order on both.
    """
    last, end = len(kazakh), len(english)
    if last * end <= _WHOLE:
        return [(0, end + 1)] * (last + 1)
    points = [(0, 0), *_in_order(_single_anchors(kazakh, english, shared)), (last, end)]
    line: list[float] = []
    margins: list[int] = []
    for (x, y), (to_x, to_y) in pairwise(points):
        line += [y + (to_y - y) * (i - x) / (to_x - x) for i in range(x, to_x)]
        margins += [min(_MARGINS[1], _MARGINS[0] + max(to_x - x, to_y - y) // 2)] * (to_x - x)
    line.append(end)
    margins.append(_MARGINS[0])
    rows = []
    for i in range(last + 1):
        low, high = line[max(0, i - 1)], line[min(last, i + 1)]
        margin = max(margins[max(0, i - 1) : i + 2])
        rows.append((max(0, int(low) - margin), min(end, int(high) + margin) + 1))
    return rows


def _single_anchors(
    kazakh: Sequence[Sentence], english: Sequence[Sentence], shared: dict[str, float]
) -> list[tuple[int, int]]:
    """Return the places of anchors that one sentence of either side has, sorted, one for each place."""
    places: list[dict[str, int]] = []
    for side in (kazakh, english):
        counts = Counter(anchor for one in side for anchor in one.anchors if anchor in shared)
        places.append({anchor: at for at, one in enumerate(side) for anchor in one.anchors if counts[anchor] == 1})
    ours, theirs = places
    points = {(at, theirs[anchor]) for anchor, at in ours.items() if anchor in theirs and at > 0}
    return sorted(points)


def _in_order(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest selection in which both numbers rise.

    >>> _in_order([(1, 5), (2, 2), (3, 3), (4, 9), (5, 4)])
    [(2, 2), (3, 3), (5, 4)]
    """
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    # of points in one row only one may be taken: the larger second number comes first
    order = sorted(points, key=lambda point: (point[0], -point[1]))
    for index, (_, y) in enumerate(order):
        at = bisect_left(ends, y)
        before.append(tails[at - 1] if at else -1)
        if at == len(ends):
            ends.append(y)
            tails.append(index)
        else:
            ends[at], tails[at] = y, index
    found = []
    index = tails[-1] if tails else -1
    while index >= 0:
        found.append(order[index])
        index = before[index]
    return found[::-1]
