"""Which words of the two texts translate each other, learnt from the texts themselves.

IBM model 1 (P. F. Brown et al., The Mathematics of Statistical Machine Translation, Computational Linguistics
19, 1993) in both directions; a link is the geometric mean of the two probabilities.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

Words = Sequence[str]

ROUNDS = 4
"""Of expectation and maximisation; more of them only make rare words surer than they are."""
_LONGEST = 60
"""Words of one side that are taken; a longer bead says little about any of its words."""


class WordLinks:
    """How likely words translate each other, from beads of dictionary forms in small letters.

    >>> beads = [(["қаржы", "министрлік"], ["ministry", "finance"]), (["ауыл", "министрлік"], ["ministry", "village"])]
    >>> links = WordLinks([*beads, (["қаржы"], ["finance"])])
    >>> links.between("қаржы", "finance") > 0.7 > 0.2 > links.between("қаржы", "village")
    True
    >>> links.between("қаржы", "treasury")
    0.0
    """

    def __init__(self, beads: Sequence[tuple[Words, Words]]) -> None:
        """Learn from beads; none of the two sides may be empty."""
        beads = [(ours[:_LONGEST], theirs[:_LONGEST]) for ours, theirs in beads if ours and theirs]
        self._there = _learn(beads)
        self._back = _learn([(theirs, ours) for ours, theirs in beads])

    def between(self, kazakh: str, english: str) -> float:
        """Return how likely two words are each other's translation, in 0…1."""
        there = self._there.get((kazakh, english), 0.0)
        return math.sqrt(there * self._back.get((english, kazakh), 0.0)) if there else 0.0


def _learn(beads: Sequence[tuple[Words, Words]]) -> dict[tuple[str, str], float]:
    """Return how likely each word of the first side becomes a word of the second.

    A word that stands in one bead only is seen too seldom to be sure of: half an occurrence without any
    translation is added to each.
    """
    table: dict[tuple[str, str], float] = {}
    for number in range(ROUNDS):
        counts: defaultdict[tuple[str, str], float] = defaultdict(float)
        totals: defaultdict[str, float] = defaultdict(lambda: 0.5)
        for ours, theirs in beads:
            for word in theirs:
                shares = [table.get((other, word), 0.0) for other in ours] if number else [1.0] * len(ours)
                whole = sum(shares)
                if whole <= 0:
                    continue
                for other, share in zip(ours, shares, strict=True):
                    part = share / whole
                    if part > 0.001:
                        counts[other, word] += part
                        totals[other] += part
        table = {key: count / totals[key[0]] for key, count in counts.items()}
    return {key: value for key, value in table.items() if value > 0.01}
