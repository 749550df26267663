"""Find the terms of a termbase in a text, in any inflected form.

The trie of `glossary.wordings` is walked from each word of the text: one look-up a word.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from glossary.context import COORDINATORS, Words, fits, is_enumerated, is_joined, is_spelt, widen_to_quotes
from glossary.coordination import coordinate
from glossary.cover import cover
from glossary.kazakh.endings import Form
from glossary.kazakh.letters import fold, normalize
from glossary.occurrence import TermMatch
from glossary.term import Language, Termbase
from glossary.text import NormalizedText, Span
from glossary.wordings import WORD, Entry, Node, Wordings, count_marks, hyphenated_endings

__all__ = ["TermMatch", "TermMatcher"]

BLOCK = 1_000_000
"""Code points that are made plain together: bounds the memory of a text of any length."""
STRETCH = 20_000
"""Words that are looked at together."""
_SENTENCE_END = re.compile(r"[.!?…][\"'»”)]*\s+(?=[^\W\d_а-яәіңғүұқөһa-z])")


class _Found(NamedTuple):
    """A candidate, in code points of the normalised text; `shared` are the terms before it that share its head."""

    start: int
    end: int
    changed: int
    entry: Entry
    form: Form
    shared: tuple["_Conjunct", ...] = ()


class _Conjunct(NamedTuple):
    """A term without its head, which stands at the end of an enumeration: its words and what it is."""

    first: int
    start: int
    end: int
    entry: Entry


class _Open(NamedTuple):
    """Words of a term before a comma or conjunction, whose head may follow later."""

    first: int
    node: Node


class TermMatcher:
    """Finds terms of one language; made once for a termbase, then used for any number of texts.

    >>> from glossary.term import Term
    >>> base = Termbase.from_terms([Term("akim", "kk", "әкім"), Term("akim", "en", "akim")])
    >>> [(match.form, match.case) for match in TermMatcher(base, "kk", "en").match("Кәкім әкімге барды")]
    [('әкімге', 'dative')]
    """

    def __init__(self, termbase: Termbase, source: Language, target: Language) -> None:
        self.source: Language = source
        self.target: Language = target
        self._wordings = Wordings(termbase, source, target)

    def match(self, text: str | NormalizedText) -> list[TermMatch]:
        """Return the terms in a text in their order, none overlapping another.

        Of all covers the one with most code points wins, then the one with fewest matches, then the one
        whose first matches are longest. Terms that share their head (*қаржы және экономика министрліктері*)
        are one match, with a part for each.
        """
        if isinstance(text, NormalizedText):
            return list(self._match_block(text))
        found: list[TermMatch] = []
        for start, block in split_blocks(text):
            matches = self._match_block(normalize(block, kazakh=self.source == "kk"))
            found += (_shift(match, start) for match in matches) if start else matches
        return found

    def _match_block(self, text: NormalizedText) -> Iterator[TermMatch]:
        for words in split_words(text.text):
            for one in cover(_Search(self._wordings, words).run()):
                yield self._to_match(one, text)

    def _to_match(self, found: _Found, text: NormalizedText) -> TermMatch:
        span = text.to_original(Span(found.start, found.end))
        entry, form = found.entry, found.form
        match = TermMatch(
            entry.term.concept,
            span,
            span.of(text.original),
            entry.term,
            entry.rendering,
            form.case,
            form.plural or entry.plural,
            possessive=form.possessive,
            suffix=form.suffix,
        )
        if not found.shared:
            return match
        parts = []
        for one in found.shared:
            place = text.to_original(Span(one.start, one.end))
            term, rendering = one.entry.term, one.entry.rendering
            parts.append(TermMatch(term.concept, place, place.of(text.original), term, rendering, form.case))
        return coordinate(match, parts)


def split_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in blocks with the place where each begins, cut only behind the end of a sentence.

    >>> list(split_blocks("Бір. Екі."))
    [(0, 'Бір. Екі.')]
    """
    start = 0
    while len(text) - start > BLOCK:
        end = _SENTENCE_END.search(text, start + BLOCK)
        if end is None:
            break
        yield start, text[start : end.end()]
        start = end.end()
    yield start, text[start:]


def _shift(match: TermMatch, by: int) -> TermMatch:
    """Return a match whose places, and those of its parts, are moved on."""
    return replace(match, span=match.span.shift(by), parts=tuple(_shift(part, by) for part in match.parts))


def split_words(text: str) -> Iterator[Words]:
    """Yield a text as stretches of words, cut only where no term can go on."""
    low = fold(text)
    spans: list[tuple[int, int]] = []
    for match in WORD.finditer(low):
        if len(spans) >= STRETCH and not is_joined(text[spans[-1][1] : match.start()], shortened=True):
            yield Words(text, low, spans)
            spans = []
        spans.append(match.span())
    yield Words(text, low, spans)


class _Search:
    """The candidates of one stretch of words."""

    def __init__(self, wordings: Wordings, words: Words) -> None:
        self.root, self.read = wordings.root, wordings.slots.read
        self.words = words
        self.opens: dict[int, list[_Open]] = {}

    def run(self) -> list[_Found]:
        """Return all candidates in the order of their starts."""
        found: list[_Found] = []
        first_slots = self.root.children.keys()
        low, read = self.words.low, self.read
        for i, (start, end) in enumerate(self.words.spans):
            readings = read(low[start:end])
            if readings and any(reading.slot in first_slots for reading in readings):
                best: dict[tuple[int, int], _Found] = {}
                for one in self._walk(i):
                    held = best.get(one[:2])
                    if held is None or (one.changed, one.entry.rank) < (held.changed, held.entry.rank):
                        best[one[:2]] = one
                found += best.values()
        found.sort(key=lambda one: one.start)
        return found

    def _walk(self, first: int) -> Iterator[_Found]:
        """Yield the candidates that begin with one word."""
        words, spans = self.words, self.words.spans
        stack = [(self.root, first, 0, False)]
        while stack:
            node, i, changed, shortened = stack.pop()
            if i >= len(spans) or (i > first and not is_joined(words.gap(i - 1), shortened=shortened)):
                continue
            start, end = spans[i]
            for reading in self.read(words.low[start:end]):
                child = node.children.get(reading.slot)
                if child is None or not is_spelt(words.text[start:end], reading.exact):
                    continue
                if reading.shortened and words.text[end : end + 1] != ".":
                    continue
                total = changed + reading.changed
                stop = end + reading.shortened
                for entry in child.entries:
                    yield from self._end(first, i, stop, total, entry, reading.form or Form())
                if child.children:
                    stack.append((child, i + 1, total, reading.shortened or end == start + 1))
                    if self._is_open(i):
                        self.opens.setdefault(i, []).append(_Open(first, child))

    def _is_open(self, i: int) -> bool:
        """Tell whether an enumeration may go on behind a word."""
        return self.words.small(i + 1) in COORDINATORS or self.words.gap(i).startswith(",")

    def _end(self, first: int, last: int, stop: int, changed: int, entry: Entry, form: Form) -> Iterator[_Found]:
        """Yield the candidate whose last word has been reached, if its surroundings allow it."""
        words, text = self.words, self.words.text
        start, end = words.spans[first][0], words.spans[last][1]
        if entry.hyphenated and words.gap(last) == "-":
            ending = hyphenated_endings().get(words.small(last + 1))
            if ending:
                form, stop = ending, words.spans[last + 1][1]
        place = widen_to_quotes(text, start, stop)
        if place is None or entry.marks != count_marks(text, start, end):
            return
        if (form.plural or entry.plural) and is_enumerated(words, first, last, entry):
            yield from self._share(first, last, stop, entry, form)
        elif fits(words, first, last, entry, form):
            yield _Found(*place, changed, entry, form)

    def _share(self, first: int, last: int, stop: int, entry: Entry, form: Form) -> Iterator[_Found]:
        """Yield the candidate whose plural head is that of the terms before it as well, if all are known.

        In English the terms stand behind their head; that is not read.

        *Қаржы, еңбек және экономика министрліктері*: each of the three is looked for with the same head.
        """
        words = self.words
        if entry.term.language == "en":
            return
        heads = [reading.slot for reading in self.read(words.small(last))]
        shared = [_Conjunct(first, words.spans[first][0], stop, entry)]
        while (before := self._before(shared[0].first, heads)) is not None:
            shared.insert(0, before)
        at = shared[0].first
        open_before = words.small(at - 1) in COORDINATORS - {"мен"}  # мен is "I" too
        if len(shared) > 1 and not open_before and fits(words, at, last, shared[0].entry, form):
            yield _Found(shared[0].start, stop, 0, entry, form, tuple(shared))

    def _before(self, first: int, heads: list[int]) -> _Conjunct | None:
        """Return the longest term without its head that an enumeration has before a word."""
        words = self.words
        end = first - 2 if words.small(first - 1) in COORDINATORS else first - 1
        if end < 0 or (end == first - 1 and words.gap(end).strip() != ","):
            return None
        for first_word, node in sorted(self.opens.get(end, ()), key=lambda one: one.first):
            for slot in heads:
                child = node.children.get(slot)
                for entry in child.entries if child else ():
                    if entry.term.possessed and entry.rendering is not None:
                        return _Conjunct(first_word, words.spans[first_word][0], words.spans[end][1], entry)
        return None
