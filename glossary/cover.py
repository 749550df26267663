"""Choose among candidates that overlap."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class Ranged(Protocol):
    """Something with a place in a text, in code points."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


T = TypeVar("T", bound=Ranged)


def cover(found: Iterable[T]) -> Iterator[T]:
    """Yield the best set of candidates without overlap (weighted interval scheduling), in order.

    The candidates, sorted by their starts, fall into groups that do not touch each other; each is solved
    by itself, so the cost is linear in the text.
    """
    group: list[T] = []
    end = -1
    for one in found:
        if group and one.start >= end:
            yield from _schedule(group)
            group = []
        group.append(one)
        end = max(end, one.end) if len(group) > 1 else one.end
    yield from _schedule(group)


def _schedule(group: list[T]) -> list[T]:
    """Return the best candidates of one group: most code points, then fewest, then latest starts."""
    if len(group) < 2:
        return group
    group = sorted(group, key=lambda one: (one.end, one.start))
    ends = [one.end for one in group]
    scores = [(0, 0, 0)]
    taken: list[int] = []
    for k, one in enumerate(group):
        before = bisect_right(ends, one.start, 0, k)
        length, count, starts = scores[before]
        score = (length + one.end - one.start, count - 1, starts + one.start)
        taken.append(before if score > scores[k] else -1)
        scores.append(max(score, scores[k]))
    chosen: list[T] = []
    k = len(group)
    while k:
        if taken[k - 1] >= 0:
            chosen.append(group[k - 1])
            k = taken[k - 1]
        else:
            k -= 1
    return chosen[::-1]
