"""Check a translation against the terms of its source: where is each rendering, and what is missing?

Counted by occurrence: a source with two ministers needs two in the target. An occurrence is a whole word or
words, in any valid form of the rendering, and belongs to one match only; *deputy akim* is not an *akim*.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from glossary import english
from glossary.kazakh.letters import normalize
from glossary.match import BLOCK, TermMatch, TermMatcher
from glossary.term import Language, Term, Termbase
from glossary.text import NormalizedText, Span, Taken

ViolationKind = Literal[
    "missing", "forbidden", "inconsistent", "number", "name", "untranslated", "repetition", "length"
]

_SAME = ("-\u2010\u2011", "'’", '"“”«»')
"""What is typed for one and the same mark; the hyphen comes first in its class."""
_PREFIXES = frozenset({"vice", "deputy", "co", "sub", "under", "first", "acting"})
_POSTPOSED = frozenset({"general", "elect", "designate", "in", "at"})
_JOINED = frozenset({"based", "led", "backed", "wide", "born", "made", "owned", "sponsored", "funded", "brokered"})
_SMALL_WORD = re.compile(r"(?<![\w'])(?!(?:a|an|the|of|and|or|for|on|in|to|at|by|with|from)\b)[a-z]+")
_HYPHEN_BEFORE = re.compile(r"(\w+)[-\u2010\u2011]$")
_HYPHEN_AFTER = re.compile(r"[-\u2010\u2011](\w+)")


@dataclass(frozen=True, slots=True)
class Violation:
    """A finding of the check, for a person to look at.

    `source` and `target` are the places that it is about in the two texts that were compared, where it is known;
    two findings with one message are equal.
    """

    kind: ViolationKind
    message: str
    source: Span | None = field(default=None, compare=False)
    target: Span | None = field(default=None, compare=False)


class Unwanted(NamedTuple):
    """A forbidden or deprecated wording of a concept, and where it stands in a target."""

    concept: str
    term: Term
    span: Span


_WORD_START = re.compile(r"\w{1,3}")


@lru_cache(maxsize=4096)
def _beginnings(term: Term) -> frozenset[str]:
    """Return what one of must stand in a target for any form to; compiling patterns takes far longer."""
    return frozenset(_WORD_START.findall(form.lower())[0] for form in english.forms(term))


@lru_cache(maxsize=4096)
def _english_pattern(term: Term) -> re.Pattern[str]:
    """Return a pattern of all valid forms of an English rendering, longest first.

    In a line of capitals every form may be in capitals, and in a headline the words of a title that is
    written small may begin with one. Spaces, hyphens, quotes and apostrophes may be typographic.
    """
    found = english.forms(term)
    if term.case != "keep":
        found = found | {_SMALL_WORD.sub(lambda match: match.group().capitalize(), form) for form in found}
    upper = {term.text} if term.kind == "abbreviation" else found  # MPS are no members of parliament
    found = found | {form.upper() for form in upper}
    forms = sorted(found, key=len, reverse=True)
    spaced = (r"\s+".join("".join(map(_spell, word)) for word in form.split()) for form in forms)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")


def _spell(char: str) -> str:
    """Return a pattern for one code point of a rendering in all ways in which it is typed."""
    return next((f"[{same}]" for same in _SAME if char in same), re.escape(char))


def _stands_alone(target: str, span: Span, term: Term) -> bool:
    """Tell whether no hyphen makes another word of a rendering: *vice-akim*, *akim-ның*, *Secretary-General*.

    A name may be joined with a name, and with a word such as *based*: *Kazakhstan-China*, *Almaty-based*.
    """
    name = term.text[:1].isupper()
    before = _HYPHEN_BEFORE.search(target, max(0, span.start - 40), span.start)
    if before and not (name and before.group(1)[:1].isupper() and before.group(1).lower() not in _PREFIXES):
        return False
    after = _HYPHEN_AFTER.match(target, span.end)
    if after is None:
        return True
    word = after.group(1)
    named = word[:1].isupper() and word.isascii() and word.lower() not in _POSTPOSED
    return name and (named or word in _JOINED)


@lru_cache(maxsize=4096)
def _kazakh_matcher(term: Term) -> TermMatcher:
    """Return a matcher that knows one Kazakh rendering in all its forms.

    What its grammar says of contexts tells names from common words in a text; where the rendering is expected
    it is not asked.
    """
    form = tuple(word for word in term.grammar if word == "possessed" or word.startswith("fixed"))
    return TermMatcher(Termbase.from_terms([replace(term, grammar=form)]), "kk", "en")


def find_rendering(target: str, rendering: Term) -> list[Span]:
    """Return where a rendering stands in the target, in any valid form.

    >>> find_rendering("Two deputy akims came.", Term("deputy-akim", "en", "deputy akim", case="sentence"))
    [Span(start=4, end=16)]
    """
    if rendering.language == "en":
        low = target.lower()
        if not any(beginning in low for beginning in _beginnings(rendering)):
            return []
        found = (Span(*match.span()) for match in _english_pattern(rendering).finditer(target))
        return [span for span in found if _stands_alone(target, span, rendering)]
    text = _normalize(target) if len(target) < BLOCK else target
    return [match.span for match in _kazakh_matcher(rendering).match(text)]


@lru_cache(maxsize=4)  # a target is searched for rendering after rendering
def _normalize(target: str) -> NormalizedText:
    return normalize(target)


def locate(target: str, matches: Sequence[TermMatch]) -> list[Span | None]:
    """Return for each match where its rendering stands in the target, None where it is missing.

    Longer renderings take their place first, so that what stands inside them counts for nothing else;
    those of one concept are taken in the order of the text.
    """
    places: list[Span | None] = [None] * len(matches)
    taken = Taken()
    left: dict[Term, Iterator[Span]] = {}  # of each rendering: what was taken once stays so
    order = sorted(
        range(len(matches)), key=lambda i: -len(rendering.text) if (rendering := matches[i].rendering) else 0
    )
    for i in order:
        rendering = matches[i].rendering
        if rendering is None:
            continue
        if rendering not in left:
            left[rendering] = iter(find_rendering(target, rendering))
        places[i] = next((span for span in left[rendering] if not taken.overlaps(span)), None)
        if (place := places[i]) is not None:
            taken.add(place)
    return places


def find_surplus(target: str, matches: Sequence[TermMatch], places: Sequence[Span | None]) -> list[Violation]:
    """Return a violation for each rendering that stands in the target more often than its title in the source.

    >>> from glossary.text import Span
    >>> akim = TermMatch("akim", Span(0, 4), "әкім", Term("akim", "kk", "әкім"), Term("akim", "en", "akim"))
    >>> [found.message for found in find_surplus("The akim met the akim.", [akim], [Span(4, 8)])]
    ["'akim' stands more often than in the source"]
    """
    taken = Taken(span for span in places if span)
    renderings = {match.rendering.text: match.rendering for match in matches if match.rendering}
    return [
        Violation("repetition", f"{text!r} stands more often than in the source")
        for text, rendering in renderings.items()
        if any(not taken.overlaps(span) for span in find_rendering(target, rendering))
    ]


def find_unwanted(
    target: str, concepts: Sequence[str], termbase: Termbase, language: Language, placed: Sequence[Span] = ()
) -> Iterator[Unwanted]:
    """Yield the forbidden and deprecated wordings of concepts in the target, unless they are part of what is `placed`.

    >>> from glossary.term import Termbase
    >>> base = Termbase.from_terms([
    ...     Term("akim", "en", "akim", case="sentence"), Term("akim", "en", "mayor", "forbidden", case="sentence")])
    >>> [(found.term.text, found.span) for found in find_unwanted("The mayor came.", ["akim"], base, "en")]
    [('mayor', Span(start=4, end=9))]
    """
    covering = Taken(placed)
    for concept in dict.fromkeys(concepts):
        if concept not in termbase.concepts:
            continue
        for term in termbase[concept].in_language(language):
            if term.status not in ("forbidden", "deprecated"):
                continue
            for span in find_rendering(target, term):
                if not covering.covers(span):
                    yield Unwanted(concept, term, span)


def find_forbidden(
    target: str,
    matches: Sequence[TermMatch],
    termbase: Termbase,
    language: Language,
    places: Sequence[Span | None] | None = None,
) -> list[Violation]:
    """Return the forbidden and deprecated wordings of the matched concepts that stand in the target.

    A wording that is part of a rendering in its place is none: *Governor of the National Bank* may stand
    where *governor* is forbidden for an akim. The parts of a composed title are looked at too. `places` are
    those that `locate` returned, where that is known already.
    """
    placed = [span for span in (locate(target, matches) if places is None else places) if span]
    parts = [part for match in matches for part in (match.parts or (match,))]
    found = {
        Violation("forbidden", f"{one.term.text!r} is {one.term.status} for {one.concept}", target=one.span): None
        for one in find_unwanted(target, [part.concept for part in parts], termbase, language, placed)
    }
    return list(found)
