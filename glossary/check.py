"""Check a translation against the terms of its source: where is each rendering, and what is missing?

Counted by occurrence: a source with two ministers needs two in the target. An occurrence is a whole word or
words, in any valid form of the rendering, and belongs to one match only; *deputy akim* is not an *akim*.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from glossary import english
from glossary.match import TermMatch, TermMatcher
from glossary.term import Language, Term, Termbase
from glossary.text import Span

ViolationKind = Literal[
    "missing", "forbidden", "inconsistent", "number", "name", "untranslated", "repetition", "length"
]


@dataclass(frozen=True, slots=True)
class Violation:
    """A finding of the check, for a person to look at."""

    kind: ViolationKind
    message: str


@lru_cache(maxsize=4096)
def _english_pattern(term: Term) -> re.Pattern[str]:
    """Return a pattern of all valid forms of an English rendering, longest first."""
    forms = sorted(english.forms(term), key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spaced)})(?!\w)(?!-\w)")


@lru_cache(maxsize=4096)
def _kazakh_matcher(term: Term) -> TermMatcher:
    """Return a matcher that knows one Kazakh rendering in all its forms."""
    return TermMatcher(Termbase.from_terms([term]), "kk", "en")


def find_rendering(target: str, rendering: Term) -> list[Span]:
    """Return where a rendering stands in the target, in any valid form.

    >>> find_rendering("Two deputy akims came.", Term("deputy-akim", "en", "deputy akim", case="sentence"))
    [Span(start=4, end=16)]
    """
    if rendering.language == "en":
        return [Span(*match.span()) for match in _english_pattern(rendering).finditer(target)]
    return [match.span for match in _kazakh_matcher(rendering).match(target)]


def locate(target: str, matches: Sequence[TermMatch]) -> list[Span | None]:
    """Return for each match where its rendering stands in the target, None where it is missing.

    Longer renderings take their place first, so that what stands inside them counts for nothing else;
    those of one concept are taken in the order of the text.
    """
    places: list[Span | None] = [None] * len(matches)
    taken: list[Span] = []
    order = sorted(
        range(len(matches)), key=lambda i: -len(rendering.text) if (rendering := matches[i].rendering) else 0
    )
    for i in order:
        rendering = matches[i].rendering
        if rendering is None:
            continue
        for span in find_rendering(target, rendering):
            if not any(span.overlaps(other) for other in taken):
                places[i] = span
                taken.append(span)
                break
    return places


def find_forbidden(
    target: str, matches: Iterable[TermMatch], termbase: Termbase, language: Language
) -> list[Violation]:
    """Return the forbidden and deprecated wordings of the matched concepts that stand in the target."""
    found = []
    for concept in dict.fromkeys(match.concept for match in matches):
        if concept not in termbase.concepts:
            continue
        for term in termbase[concept].in_language(language):
            if term.status in ("forbidden", "deprecated") and find_rendering(target, term):
                found.append(Violation("forbidden", f"{term.text!r} is {term.status} for {concept}"))
    return found
