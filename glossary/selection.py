"""Parts of a termbase: the terms of a status, a language, a kind, or of some concepts."""

import datetime
from collections.abc import Collection

from glossary.term import Term, Termbase


def select(
    termbase: Termbase,
    *,
    statuses: Collection[str] = (),
    languages: Collection[str] = (),
    kinds: Collection[str] = (),
    concepts: Collection[str] | None = None,
    day: datetime.date | None = None,
) -> Termbase:
    """Return the terms that fit, in their order; what is empty (of concepts and day: None) asks for nothing.

    `day` asks for the terms that were official on it (see `glossary.term`).

    A concept of which no term fits is left out.

    >>> base = Termbase.from_terms([Term("akim", "kk", "әкім"), Term("akim", "en", "mayor", "forbidden")])
    >>> [term.text for term in select(base, statuses=["forbidden"]).terms()]
    ['mayor']
    >>> len(select(base, concepts=[]))
    0
    """

    def fits(term: Term) -> bool:
        return (
            (not statuses or term.status in statuses)
            and (not languages or term.language in languages)
            and (not kinds or term.kind in kinds)
            and (concepts is None or term.concept in concepts)
            and (day is None or termbase[term.concept].period(term).has(day))
        )

    return Termbase.from_terms(filter(fits, termbase.terms()), termbase.name)
