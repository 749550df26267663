"""Which term of the other language belongs to a term, where a format holds pairs."""

from collections.abc import Sequence

from glossary.period import read_date
from glossary.term import Concept, Language, Term


def find_counterpart(term: Term, concept: Concept) -> Term | None:
    """Return the rendering of a term: of its own time if there is one, else the preferred one; None without any.

    A name that was official from 2019 to 2022 belongs to the name of those years and not to today's.

    >>> names = [
    ...     Term("capital", "kk", "Астана"),
    ...     Term("capital", "kk", "Нұр-Сұлтан", "deprecated", since="2019", until="2022"),
    ...     Term("capital", "en", "Astana"),
    ...     Term("capital", "en", "Nur-Sultan", "admitted", since="2019", until="2022"),
    ... ]
    >>> found = find_counterpart(names[1], Concept("capital", tuple(names)))
    >>> found.text if found else ""
    'Nur-Sultan'
    """
    language: Language = "en" if term.language == "kk" else "kk"
    candidates = [other for other in concept.in_language(language) if other.usable]
    preferred = concept.preferred(language)
    return max(candidates, key=lambda other: (_closeness(term, other), other == preferred), default=None)


def usable_terms(concept: Concept, language: Language) -> Sequence[Term]:
    """Return the terms that may be placed in a text, the one to use first."""
    preferred = concept.preferred(language)
    usable = [term for term in concept.in_language(language) if term.usable]
    return sorted(usable, key=lambda term: term != preferred)


def _closeness(term: Term, other: Term) -> int:
    """Return how well the times of two terms agree: 2 the same, 1 they meet, 0 they do not."""
    if (term.since, term.until) == (other.since, other.until):
        return 2
    starts = [period.first for text in (term.since, other.since) if (period := read_date(text))]
    ends = [period.last for text in (term.until, other.until) if (period := read_date(text))]
    return int(not starts or not ends or max(starts) <= min(ends))
