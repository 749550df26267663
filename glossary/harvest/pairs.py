"""Candidates of both languages that mean the same, each with what speaks for it.

What speaks for a pair: heads that translate each other (*министрлігі, Ministry*), the share of the words on
either side that have their translation on the other one (as cognates, or by the links of words), the limits of
the two phrases, how often they stand together in the document, and that they stand in like places.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from glossary.harvest.candidate import Candidate, head_pairs
from glossary.harvest.cognates import ALIKE, similarity
from glossary.harvest.comparison import Comparison
from glossary.harvest.word_links import WordLinks
from glossary.heads import Role, words_of

WEIGHTS = {"head": 1.0, "words": 7.0, "edges": 3.0, "together": 1.0, "place": 0.5, "size": 0.6, "official": 1.5}
"""What each feature, 0…1, adds to the logit of the score; `size` is counted by words."""
BIAS = -9.0
TITLES: tuple[Role, ...] = ("holder", "deputy", "envoy", "body", "mission")
"""Roles of nouns that are terms by themselves."""
_SIZES = 4
"""Words from which on a pair is as sure as longer ones."""
_MOST = 80
"""Candidates of one side of a bead that are compared."""
_LEAST_EDGES = 0.12
"""Product of the surenesses of limits below which two cuts are not compared."""
_LEAST = 0.3
"""Share of translated words below which a pair is not looked at further."""


class Side(NamedTuple):
    """The two sides of a bead: candidates, and the lengths of the texts in code points."""

    kazakh: Sequence[Candidate]
    english: Sequence[Candidate]
    lengths: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two candidates of one bead, and what speaks for them: each feature in 0…1."""

    bead: int
    kazakh: Candidate
    english: Candidate
    head: float
    words: float
    gain: float
    edges: float
    place: float
    together: float = 0.0

    @property
    def size(self) -> float:
        """How many words have meaning, in 0…1."""
        return min(_SIZES, len(self.kazakh.words) + len(self.english.words) - 1) / _SIZES

    @property
    def official(self) -> float:
        """How much speaks for an official title or a name, in 0…1: capitals on both sides, or a head of a title."""
        capitals = (self.kazakh.capital + self.english.capital) / 2
        return max(capitals, 0.8) if any(self.kazakh.head in words_of(role) for role in TITLES) else capitals

    @property
    def logit(self) -> float:
        """The weighted sum of all features."""
        return BIAS + sum(weight * float(getattr(self, name)) for name, weight in WEIGHTS.items())

    @property
    def value(self) -> float:
        """What decides between pairs of one bead: long ones, whose words are translated, before their parts.

        A chain of bodies is left to its parts, of which it can be composed.
        """
        owners = self.kazakh.nested + max(0, self.english.nested - self.kazakh.nested)
        return self.gain + self.head + 2.5 * self.edges + self.together - 1.5 * owners

    @property
    def score(self) -> float:
        """How sure the pair is, in 0…1."""
        return 1 / (1 + math.exp(-self.logit))


def pair_candidates(beads: Sequence[Side], links: WordLinks) -> list[Pair]:
    """Return for each bead the pairs of candidates that win it: no phrase of either side is in two of them."""
    comparison = Comparison(links)
    found = [list(_judge(number, bead, comparison)) for number, bead in enumerate(beads)]
    return [pair for pairs in _stand_together(beads, found) for pair in _choose(pairs)]


def _best_cuts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of a bead that are looked at, those with the surest limits."""
    if len(candidates) <= _MOST:
        return list(candidates)
    return sorted(candidates, key=lambda one: -one.edges)[:_MOST]


def _judge(number: int, bead: Side, comparison: Comparison) -> Iterator[Pair]:
    """Yield the pairs of a bead that something speaks for."""
    ours_length, theirs_length = (max(1, length) for length in bead.lengths)
    own, rivals = _best_cuts(bead.kazakh), _best_cuts(bead.english)
    comparison.begin(own, rivals)
    for candidate in own:
        middle = (candidate.span.start + candidate.span.end) / 2 / ours_length
        for theirs in rivals:
            if candidate.edges * theirs.edges < _LEAST_EDGES:
                continue
            head = comparison.head(candidate, theirs)
            if head < 0:
                continue
            ours, head = comparison.reread(candidate, theirs, head)
            words, gain = comparison.cover(ours, theirs, head)
            if words < _LEAST:
                continue
            place = 1 - abs(middle - (theirs.span.start + theirs.span.end) / 2 / theirs_length)
            yield Pair(number, ours, theirs, head, words, gain, math.sqrt(ours.edges * theirs.edges), place)


def _count(texts: Iterable[Iterable[str]]) -> Counter[str]:
    """Return in how many beads each text stands."""
    counts: Counter[str] = Counter()
    for bead in texts:
        counts.update(set(bead))
    return counts


def _stand_together(beads: Sequence[Side], found: Sequence[Sequence[Pair]]) -> list[list[Pair]]:
    """Return the pairs with how often their texts are in one bead: Dice's coefficient over the document.

    One occurrence more on each side is added, so that what stands there once is not as sure as what always
    stands together.
    """
    ours = _count((one.text for one in bead.kazakh) for bead in beads)
    theirs = _count((one.text for one in bead.english) for bead in beads)
    both = Counter(key for pairs in found for key in {(pair.kazakh.text, pair.english.text) for pair in pairs})
    return [
        [
            replace(
                pair,
                together=2
                * both[pair.kazakh.text, pair.english.text]
                / (ours[pair.kazakh.text] + theirs[pair.english.text] + 1),
            )
            for pair in pairs
        ]
        for pairs in found
    ]


def _choose(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the best pairs of which no two cut the same phrase of either side.

    Cuts of one phrase end in the same head; so *министрлігі* and *Қаржы министрлігі* are one phrase, but the
    ministry and its committee are two.
    """
    ours: set[int] = set()
    theirs: set[int] = set()
    winners: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: -pair.value):
        if pair.kazakh.at in ours or pair.english.at in theirs or any(_is_part(pair, other) for other in winners):
            continue
        ours.add(pair.kazakh.at)
        theirs.add(pair.english.at)
        winners.append(pair)
    return winners


def _is_part(pair: Pair, whole: Pair) -> bool:
    """Tell whether a name is only a part of a longer one on both sides.

    What a head is said of is a term too where it is a name, which sounds alike: *Алматы* in *Алматы қаласы*, but
    not *Дін* in *Дін істері министрлігі*.
    """
    if pair.kazakh.head in head_pairs() or pair.kazakh.abbreviation:
        return False
    if whole.kazakh.head in head_pairs() and similarity(pair.kazakh.text, pair.english.text) >= ALIKE:
        return False
    ours, theirs = (pair.kazakh.span, whole.kazakh.span), (pair.english.span, whole.english.span)
    return all(outer.start <= inner.start and inner.end <= outer.end for inner, outer in (ours, theirs))
