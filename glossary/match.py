"""Find the terms of a termbase in a text, in any inflected form.

The trie of `glossary.wordings` is walked from each word of the text: one look-up a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from glossary.cover import cover
from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.morphology import Case, Form
from glossary.term import Language, Term, Termbase
from glossary.text import NormalizedText, Span
from glossary.wordings import WORD, Entry, Wordings, hyphenated_endings

NAMES = frozenset({"әкім"})
"""Common nouns that are given names too (*Әкім Тарази*)."""
FORMER = frozenset({"экс", "ex"})
"""What may stand before a title with a hyphen without making it another title."""
COORDINATORS = frozenset({"және", "мен", "бен", "пен"})

_PATRONYMIC = re.compile("(ұлы|қызы|ович|евич|овна|евна)")
_SENTENCE_END = frozenset(".!?…\n\r")


@dataclass(frozen=True, slots=True)
class TermMatch:
    """One occurrence of a term.

    `span` is in code points into the text that was searched (the original, not its normalised form), and
    `form` is what stands there. `case` is what the Kazakh head carries after the dictionary form
    (``"genitive"``…); `plural` tells whether it stands in the plural. `rendering` is the term to place in
    the target, None where the concept has none. `parts` are the matches that a composed title was made of.
    `possessive` is the person of the possessive ending, as in `morphology.POSSESSORS` (3 for *әкімі*, *Елбасы*);
    `suffix` is ``"attributive"`` for *-дағы* and ``"pronominal"`` for *-нікі*, which stand after the case.
    """

    concept: str
    span: Span
    form: str
    term: Term
    rendering: Term | None
    case: Case = "nominative"
    plural: bool = False
    parts: tuple["TermMatch", ...] = ()
    possessive: int | None = None
    suffix: str = ""


class _Found(NamedTuple):
    """A candidate, in code points of the normalised text."""

    start: int
    end: int
    changed: int
    entry: Entry
    form: Form


class TermMatcher:
    """Finds terms of one language; made once for a termbase, then used for any number of texts.

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
        whose first matches are longest.
        """
        if isinstance(text, str):
            text = normalize(text, kazakh=self.source == "kk")
        return [self._to_match(found, text) for found in cover(self._search(text.text))]

    def _to_match(self, found: _Found, text: NormalizedText) -> TermMatch:
        span = text.to_original(Span(found.start, found.end))
        entry, form = found.entry, found.form
        plural = form.plural or entry.plural
        return TermMatch(
            entry.term.concept,
            span,
            span.of(text.original),
            entry.term,
            entry.rendering,
            form.case,
            plural,
            possessive=form.possessive,
            suffix=form.suffix,
        )

    def _search(self, text: str) -> list[_Found]:
        """Return all candidates in the order of their starts."""
        low = fold(text)
        words = [match.span() for match in WORD.finditer(low)]
        found: list[_Found] = []
        starts = self._wordings.starts
        for i, (start, end) in enumerate(words):
            if low[start:end] in starts:
                best: dict[int, _Found] = {}
                for one in self._walk(text, low, words, i):
                    held = best.get(one.end)
                    if held is None or (one.changed, one.entry.rank) < (held.changed, held.entry.rank):
                        best[one.end] = one
                found += best.values()
        return found

    def _walk(self, text: str, low: str, words: list[tuple[int, int]], first: int) -> Iterator[_Found]:
        """Yield the candidates that begin with one word."""
        stack = [(self._wordings.root, first, 0)]
        while stack:
            node, i, changed = stack.pop()
            if i >= len(words) or (i > first and not _joined(text, words[i - 1][1], words[i][0])):
                continue
            start, end = words[i]
            for reading in self._wordings.readings.get(low[start:end], ()):
                child = node.children.get(reading.slot)
                if child is None or not _spelt(text[start:end], reading.exact):
                    continue
                total = changed + reading.changed
                for entry in child.entries:
                    form, stop = reading.form or Form(), end
                    if entry.hyphenated and i + 1 < len(words) and text[end : words[i + 1][0]] == "-":
                        ending = hyphenated_endings().get(low[slice(*words[i + 1])])
                        form, stop = (ending, words[i + 1][1]) if ending else (form, end)
                    place = _quoted(text, words[first][0], stop)
                    commas = entry.term.text.count(",") == text.count(",", words[first][0], end)
                    if place and commas and _fits(text, low, words, first, i, entry, form):
                        yield _Found(*place, total, entry, form)
                if child.children:
                    stack.append((child, i + 1, total))


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether two words of a term may be separated by what stands between them.

    A space, any other white space with one line break at most, or a hyphen; a quote beside it does not
    matter (*«Нұр Отан» партиясы*).
    """
    gap = text[end:start].removeprefix(",")
    if gap in (" ", "-"):
        return True
    if '"' in gap:
        gap = gap.strip('"')
    return gap == "-" or (gap.isspace() and len(gap.strip(" \t").splitlines()) <= 1)


def _quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a term with both its quotes, None where the other one is out of reach."""
    if text.count('"', start, end) % 2 == 0:
        return start, end
    if text[max(0, start - 1) : start] == '"':
        return start - 1, end
    return (start, end + 1) if text[end : end + 1] == '"' else None


def _spelt(word: str, exact: str) -> bool:
    """Tell whether an abbreviation stands in its own capitals, with nothing but small letters after it."""
    return not exact or (word.startswith(exact) and (word == exact or word[len(exact) :].islower()))


def _fits(text: str, low: str, words: list[tuple[int, int]], first: int, last: int, entry: Entry, form: Form) -> bool:
    """Tell whether capitals, hyphens and neighbours allow a term where its words were found."""
    term, start, end = entry.term, words[first][0], words[last][1]
    if term.kind == "abbreviation":
        return True
    if form.plural and _is_enumerated(text, low, words, first, entry):
        return False
    if term.case == "keep":
        return not term.text[:1].isupper() or text[start].isupper()
    if entry.words > 1:
        return True
    if text[start - 1 : start] == "-" and first and words[first - 1][1] == start - 1:
        return low[slice(*words[first - 1])] in FORMER
    if text[end : end + 1] == "-" and last + 1 < len(words) and words[last + 1][0] == end + 1 and not entry.hyphenated:
        return not text[end + 1].isalpha()
    return not (fold(term.text) in NAMES and form.possessive is None and _is_name(text, words, first))


def _is_enumerated(text: str, low: str, words: list[tuple[int, int]], first: int, entry: Entry) -> bool:
    """Tell whether a proper name in the plural is the last of several that share its head.

    In *экономика және қаржы министрліктері* nothing is called *Ministries of Finance*.
    """
    rendering = entry.rendering
    if first == 0 or not entry.term.possessed or rendering is None:
        return False
    before = words[first - 1]
    joined = low[slice(*before)] in COORDINATORS or text[before[1] : words[first][0]].strip() == ","
    return joined and not {"the", "no-article"}.isdisjoint(rendering.grammar)


def _is_name(text: str, words: list[tuple[int, int]], i: int) -> bool:
    """Tell whether a title that is a given name too stands as a name (*жазушы Әкім Тарази*).

    It does when it has a capital inside a sentence and one capitalised word, or a patronymic, follows, or a
    capitalised word stands before it. Two capitalised words after it are the name of the one who has the
    title; so is what follows at the beginning of a sentence, unless it is a patronymic.
    """

    def named(k: int) -> bool:
        word = text[slice(*words[k])] if 0 <= k < len(words) else ""
        near = k < i or (k < len(words) and text[words[k - 1][1] : words[k][0]] in (" ", ". ", "."))
        return near and word[:1].isupper() and not word.isupper()

    start, end = words[i]
    if not text[start].isupper() or text[start:end].isupper():
        return False
    before = text[max(0, start - 20) : start].rstrip("\"'([-– ")
    opening = not before or before[-1] in _SENTENCE_END
    if named(i + 1) and _PATRONYMIC.search(text[slice(*words[i + 1])]):
        return True
    if opening:
        return False
    if named(i + 1):
        return not named(i + 2) or bool(_PATRONYMIC.search(text[slice(*words[i + 2])]))
    return i > 0 and text[words[i - 1][1] : start] == " " and named(i - 1)
