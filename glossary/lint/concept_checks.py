"""What can be seen on one concept: its terms beside each other, its time, and the concepts that it names."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from glossary.kazakh.letters import fold
from glossary.lint.finding import Finding, Subject, about
from glossary.period import FIRST, LAST, Period, read_period
from glossary.term import LANGUAGES, Concept, Term

_NAMES = {"kk": "Kazakh", "en": "English"}


def overlap(one: Term, other: Term) -> bool:
    """Tell whether two terms were official together; one may end on the date on which the other begins.

    >>> old = Term("astana", "kk", "Ақмола", until="1998-05-06")
    >>> new = Term("astana", "kk", "Астана", since="1998-05-06")
    >>> overlap(old, new), overlap(old, Term("astana", "kk", "Целиноград", since="1961", until="1992"))
    (False, True)
    """
    if (one.since, one.until) == (other.since, other.until):
        return True
    times = [read_period(term.since, term.until) for term in (one, other)]
    return max(time.begin for time in times) < min(time.end for time in times)


def find_duplicates(subject: Subject) -> Iterator[Finding]:
    """Yield a term that a concept has twice at one time; capitals and spaces make no other term of it."""
    for concept in subject.termbase.concepts.values():
        seen: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in concept.terms:
            earlier = seen[term.language, " ".join(fold(term.text).split())]
            for same in earlier:
                if not overlap(same, term):
                    continue
                if same.text == term.text:
                    message = f"stands twice, as {same.status} and as {term.status}"
                    yield about("error", "duplicate", term, message, "keep one of them, or give them other dates")
                elif same.case != "keep" and term.case != "keep":
                    message = f"differs from {same.text!r} in capitals only, which make no difference here"
                    yield about("note", "duplicate", term, message, "keep one of them, or write keep into case")
                break
            earlier.append(term)


def find_conflicts(subject: Subject) -> Iterator[Finding]:
    """Yield preferred terms of one language that are official at one time."""
    for concept in subject.termbase.concepts.values():
        for language in LANGUAGES:
            preferred = [term for term in concept.in_language(language) if term.status == "preferred"]
            for one, other in combinations(preferred, 2):
                if one.text != other.text and overlap(one, other):
                    message = f"is preferred at the same time as {one.text!r}"
                    remedy = "make one of them admitted, or give them dates that do not overlap"
                    yield about("error", "conflict", other, message, remedy)


def find_one_sided(subject: Subject) -> Iterator[Finding]:
    """Yield concepts that have no term to use in one of the languages: they are never translated."""
    for concept in subject.termbase.concepts.values():
        for language in LANGUAGES:
            terms = concept.in_language(language)
            if not any(term.usable for term in terms):
                what = "only wordings that may not be used" if terms else "no term"
                remedy = f"add the {_NAMES[language]} term, unverified if there is no source"
                message = f"has {what} in {_NAMES[language]}"
                yield Finding("warning", "one-sided", concept.id, concept.terms[0], message, remedy)


def find_dead_references(subject: Subject) -> Iterator[Finding]:
    """Yield part_of and successor that name no concept, each once a concept."""
    for concept in subject.termbase.concepts.values():
        said: set[str] = set()
        for term in concept.terms:
            for column, other in (("part_of", term.part_of), ("successor", term.successor)):
                if other and other not in subject.whole.concepts and other not in said:
                    said.add(other)
                    message = f"{column} names {other!r}, which is no concept"
                    yield about("warning", "reference", term, message, "correct it or add the concept")


def find_time_overlaps(subject: Subject) -> Iterator[Finding]:
    """Yield concepts that are still official when the one that succeeds them already is."""
    for concept in subject.termbase.concepts.values():
        for successor in dict.fromkeys(term.successor for term in concept.terms if term.successor):
            if successor not in subject.whole.concepts or successor == concept.id:
                continue
            older = next(term for term in concept.terms if term.successor == successor)
            if not older.until:
                message = f"has the successor {successor!r} and no date on which it ended"
                yield about("note", "dates", older, message, "write the date into until")
                continue
            ended = life(concept).end
            begun = _begin_after(subject.whole[successor], ended)
            if FIRST < begun < ended < LAST:
                message = f"ends on {ended}, but its successor {successor!r} begins on {begun}"
                yield about("warning", "dates", older, message, "correct one of the dates")


def _begin_after(concept: Concept, day: datetime.date) -> datetime.date:
    """Return when the time began in which a concept was official behind a day: it may have been formed again."""
    times = sorted(
        (read_period(term.since, term.until) for term in concept.terms if term.usable), key=lambda x: x.begin
    )
    begun, last = FIRST, FIRST
    for time in times:
        if time.begin > last:
            if last > day:
                break
            begun = time.begin
        last = max(last, time.end)
    return begun


def life(concept: Concept) -> Period:
    """Return the time in which any name of a concept was official.

    >>> name = Term("capital", "kk", "Ақмола", since="1992-07-06", until="1998-05-06")
    >>> life(Concept("capital", (name,))).begin.isoformat()
    '1992-07-06'
    """
    times = [read_period(term.since, term.until) for term in concept.terms if term.usable] or [Period()]
    return Period(min(time.begin for time in times), max(time.end for time in times))
