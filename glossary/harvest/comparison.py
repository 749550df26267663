"""How much two candidates of one bead have in common: their heads, and the words that translate each other."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from glossary.harvest.candidate import Candidate, english_heads, head_pairs
from glossary.harvest.cognates import ALIKE, similarity
from glossary.harvest.word_links import WordLinks
from glossary.kazakh.letters import fold

_EVEN = 0.3
"""How well a word must be translated to speak for the longer of two cuts of a phrase."""
_ELSEWHERE = 0.5
"""What a word loses of which the bead has a better translation outside of the pair."""
_MUCH_BETTER = 0.25
"""How much better that has to be."""
_COUNTRY = {"қр": frozenset({"republic", "kazakhstan", "rk"})}
"""An abbreviation that may stand before any title, and all that it means."""
_KNOWN = 0.08
"""Link of two words from which on it counts; the links of a word share one whole."""


_CASE = re.compile("(.{3,}?)(?:-?[дтн][ыі]ң|-?[ғқ]а|-?[гк]е|-[бпм]ен)(»?)")
"""Endings of genitive and dative (M 1.4.2), behind names that need not follow the harmony of vowels."""


class Cover(NamedTuple):
    """The share of words with a translation on the other side, 0…1, and what all words speak for together."""

    share: float
    gain: float


class Comparison:
    """Compares the candidates of a bead; what two words have to do with each other is looked up once a document."""

    def __init__(self, links: WordLinks) -> None:
        """Compare by these links, by the table of heads and by sound."""
        self._links = links
        self._rows: dict[str, dict[str, float]] = {}
        self._best: dict[str, float] = {}
        self._others: frozenset[str] = frozenset()
        self._known: dict[tuple[str, str], float] = {}

    def begin(self, kazakh: Iterable[Candidate], english: Iterable[Candidate]) -> None:
        """Look up the words of the candidates of a bead."""
        self._others = frozenset(word for theirs in english for word in theirs.words)
        self._rows, self._best = {}, {}
        for ours in kazakh:
            for word in ours.words:
                self._look_up(word)
        for row in self._rows.values():
            for other, value in row.items():
                self._best[other] = max(self._best.get(other, 0.0), value)

    def _look_up(self, word: str) -> dict[str, float]:
        """Return the English words of the bead that a Kazakh word has something to do with."""
        if word not in self._rows:
            values = ((other, self.between(word, other)) for other in self._others)
            self._rows[word] = {other: value for other, value in values if value}
        return self._rows[word]

    def head(self, ours: Candidate, theirs: Candidate) -> float:
        """Return whether the heads are each other's: 1 yes, 0 not known, -1 no."""
        wanted = head_pairs().get(ours.head)
        if wanted is not None:
            if theirs.head in wanted:
                return 1.0
            return -1.0 if theirs.head in english_heads() else 0.0
        if theirs.head in english_heads() or ours.abbreviation != theirs.abbreviation:
            return -1.0 if not ours.abbreviation and not theirs.abbreviation and len(ours.words) == 1 else 0.0
        return 1.0 if self.between(ours.head, theirs.head) >= ALIKE else 0.0

    def reread(self, ours: Candidate, theirs: Candidate, head: float) -> tuple[Candidate, float]:
        """Return a name in that of its dictionary forms which sounds most like the English one, and the head's value.

        Rules alone cannot tell *Алматы* + ның from *алмат* + ының; the English *Almaty* can. One that sounds like none
        of them (*Мәскеуге, Moscow*) loses the ending of a case where it may have one.
        """
        if not ours.lemmas:
            return ours, head
        last = theirs.words[-1]
        own = similarity(ours.words[-1], last)
        bare = strip_case(ours.text)
        best = max((*ours.lemmas, bare), key=lambda text: similarity(_last(text), last))
        value = similarity(_last(best), last)
        if max(own, value) < ALIKE and bare != ours.text and bare in ours.lemmas:
            return replace(ours, text=bare, lemmas=()), head  # the links know the word as it was read
        if value < ALIKE or value <= own:
            return ours, head
        word = fold(_last(best))
        found = replace(ours, text=best, head=word, words=(*ours.words[:-1], word), lemmas=())
        return found, float(last == theirs.head)

    def cover(self, ours: Candidate, theirs: Candidate, head: float) -> Cover:
        """Return how well the words of two candidates translate each other.

        The share is the harmonic mean of those of the two sides. Each word adds to the gain, or takes away from it
        where it has no translation, so that of two cuts of a phrase the one wins that has more translated words.
        A word that the bead translates better outside of the pair speaks against the cut.
        """
        same_head = head == 1.0
        best_ours = [self._best_of(word, theirs, same_head and word == ours.head) for word in ours.words]
        rows = [self._look_up(word) for word in ours.words]
        best_theirs = [
            1.0 if same_head and other == theirs.head else max((row.get(other, 0.0) for row in rows), default=0.0)
            for other in theirs.words
        ]
        sum_ours = sum(
            _weigh(value, max(row.values(), default=0.0)) for value, row in zip(best_ours, rows, strict=True)
        )
        sum_theirs = sum(
            _weigh(value, self._best.get(other, 0.0)) for value, other in zip(best_theirs, theirs.words, strict=True)
        )
        gain = sum_ours + sum_theirs - _EVEN * (len(best_ours) + len(best_theirs))
        if sum_ours <= 0 or sum_theirs <= 0:
            return Cover(0.0, gain)
        one, other_share = sum_ours / len(best_ours), sum_theirs / len(best_theirs)
        return Cover(2 * one * other_share / (one + other_share), gain)

    def _best_of(self, word: str, theirs: Candidate, is_head: bool) -> float:
        row = self._look_up(word)
        return 1.0 if is_head else max((row.get(other, 0.0) for other in theirs.words), default=0.0) if row else 0.0

    def between(self, kazakh: str, english: str) -> float:
        """Return how sure it is, in 0…1, that two words mean the same."""
        key = (kazakh, english)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._compare(kazakh, english)
        return found

    def _compare(self, kazakh: str, english: str) -> float:
        if english in head_pairs().get(kazakh, ()):
            return 1.0
        if kazakh in _COUNTRY:
            return float(english in _COUNTRY[kazakh])
        linked = self._links.between(kazakh, english)
        found = min(1.0, math.sqrt(linked)) if linked >= _KNOWN else 0.0
        if min(len(kazakh), len(english)) >= 3:
            alike = similarity(kazakh, english)
            found = max(found, alike if alike >= ALIKE - 0.1 else 0.0)
        return found


def strip_case(name: str) -> str:
    """Return a name without the ending of a case, if it may have one.

    >>> strip_case("«Боингтың»"), strip_case("Мәскеуге"), strip_case("Ресей")
    ('«Боинг»', 'Мәскеу', 'Ресей')
    """
    found = _CASE.fullmatch(name)
    return found[1] + found[2] if found else name


def _last(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1].strip("«»")


def _weigh(inside: float, anywhere: float) -> float:
    """Return what a word counts by its best translation in the pair, and the best one in the bead.

    >>> _weigh(0.6, 0.7), _weigh(0.2, 1.0)
    (0.6, -0.3)
    """
    claimed = anywhere >= ALIKE and anywhere - inside > _MUCH_BETTER
    return inside - _ELSEWHERE if claimed else inside
