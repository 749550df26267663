"""The values of a termbase: a term, a concept, and the termbase itself. All frozen.

A *concept* is one title or body; a *term* is one wording of it in one language. The termbase's own file
format, in which each of the fields below is a column, is read by `glossary.storage.tsv`.

A concept may have had several names, each with its time. On a day its name is the one that was official then:
the best by status of those whose `from` and `until` hold the day, the newest of equals; where no name was
official, the one that ended last before. A name without dates holds always, but beside names of its kind that
have ended it is the one since then. Where no day is named, each wording has a day of its own, the last on
which it was official, so that an old name keeps the rendering of its time and all others get today's.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from glossary.kazakh.letters import fold
from glossary.period import FIRST, LAST, Period, read_period

Language = Literal["kk", "en"]
Status = Literal["preferred", "admitted", "deprecated", "forbidden", "unverified"]
Kind = Literal["full", "short", "abbreviation"]
Capitals = Literal["keep", "sentence", "any"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
STATUSES: tuple[Status, ...] = get_args(Status)
KINDS: tuple[Kind, ...] = get_args(Kind)
CAPITALS: tuple[Capitals, ...] = get_args(Capitals)

_ORDER: tuple[Status, ...] = ("preferred", "unverified", "admitted")
"""What may be placed in a target text, the best first."""


@dataclass(frozen=True, slots=True)
class Term:
    """One wording of a concept in one language, in its dictionary form.

    `since` and `until` are the columns `from` and `until`: ISO dates (or years, or years and months)
    between which the name was official; empty where it is not limited. `grammar` holds the words of that
    column: `possessed` for a Kazakh head that carries a third person ending; `the`, `no-article` and
    `plural=…` for English.
    """

    concept: str
    language: Language
    text: str
    status: Status = "preferred"
    kind: Kind = "full"
    grammar: tuple[str, ...] = ()
    case: Capitals = "any"
    since: str = ""
    until: str = ""
    part_of: str = ""
    successor: str = ""
    note: str = ""
    source: str = ""
    checked: str = ""

    @property
    def possessed(self) -> bool:
        """Whether the Kazakh head carries a third person possessive ending (*министрлігі*, *Елбасы*)."""
        return "possessed" in self.grammar

    @property
    def usable(self) -> bool:
        """Whether the term may be placed in a target text."""
        return self.status in _ORDER

    @property
    def dated(self) -> bool:
        """Whether the time in which the term was official is limited."""
        return bool(self.since or self.until)


@dataclass(frozen=True, slots=True)
class Concept:
    """One title or body with all its terms, in the order of the file."""

    id: str
    terms: tuple[Term, ...]

    def in_language(self, language: Language) -> tuple[Term, ...]:
        """Return the terms of one language."""
        return tuple(term for term in self.terms if term.language == language)

    def preferred(self, language: Language, day: datetime.date = LAST) -> Term | None:
        """Return the term to use on a day, today's where none is given; None where no term may be used.

        >>> turkey = Concept("turkiye", (
        ...     Term("turkiye", "en", "Türkiye"),
        ...     Term("turkiye", "en", "Turkey", status="admitted", until="2022-06-02")))
        >>> turkey.preferred("en").text, turkey.preferred("en", datetime.date(2018, 10, 26)).text
        ('Türkiye', 'Turkey')
        """
        usable = [term for term in self.terms if term.language == language and term.usable]
        if not usable:
            return None
        best = min(_ORDER.index(term.status) for term in usable)
        if not any(term.dated for term in usable):
            return next(term for term in usable if term.status == _ORDER[best])
        kinds = {term.kind for term in usable if term.status == _ORDER[best]}
        names = [one for one in usable if one.status == _ORDER[best] or (one.dated and one.kind in kinds)]
        return min(names, key=lambda name: _distance(name, self.period(name), day))

    def period(self, term: Term) -> Period:
        """Return the time in which a term of this concept was official.

        A name without dates beside names of its kind that have ended is the one since then, if none is better
        by status; any other without dates is a variant, which may stand for the concept at all times.
        """
        if term.dated or not term.usable:
            return read_period(term.since, term.until)
        ends = [FIRST]
        for other in self.terms:
            if other.language == term.language and other.usable:
                if _ORDER.index(other.status) < _ORDER.index(term.status):
                    return Period()
                if other.until and other.kind == term.kind:
                    ends.append(read_period(other.since, other.until).end)
        return Period(max(ends))


def _distance(name: Term, period: Period, day: datetime.date) -> tuple[int, int, int]:
    """Return how far a name is from being the one of a day: the smaller, the nearer."""
    rank = _ORDER.index(name.status)
    if period.has(day):
        return 0, rank, -period.begin.toordinal()
    if period.end <= day:
        return 1, -period.end.toordinal(), rank
    return 2, period.begin.toordinal(), rank


@dataclass(frozen=True)
class Termbase:
    """A set of concepts by their identifiers, in the order of the file."""

    concepts: Mapping[str, Concept] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""

    @classmethod
    def from_terms(cls, terms: Iterable[Term], name: str = "") -> "Termbase":
        """Group terms by concept.

        >>> base = Termbase.from_terms([Term("akim", "kk", "әкім"), Term("akim", "en", "akim")])
        >>> base["akim"].preferred("en").text
        'akim'
        """
        grouped: dict[str, list[Term]] = {}
        for term in terms:
            grouped.setdefault(term.concept, []).append(term)
        concepts = {key: Concept(key, tuple(found)) for key, found in grouped.items()}
        return cls(MappingProxyType(concepts), name)

    def __hash__(self) -> int:
        """Return a hash of the contents, so that what is made from a termbase can be cached."""
        return hash(self.digest)

    def __getitem__(self, concept: str) -> Concept:
        """Return a concept by its identifier; KeyError where there is none."""
        return self.concepts[concept]

    def __len__(self) -> int:
        """Return the number of concepts."""
        return len(self.concepts)

    def terms(self) -> Iterator[Term]:
        """Yield all terms in the order of the file."""
        for concept in self.concepts.values():
            yield from concept.terms

    def layered(self, upper: "Termbase") -> "Termbase":
        """Return this termbase under another one, whose concepts come first.

        A concept of `upper` takes the place of the one with the same identifier. A Kazakh wording of `upper` is
        taken out of the other concepts, so that no two have it; one that has no Kazakh wording left is gone.
        Renderings are not taken out: two concepts may have one English name.

        >>> lower = Termbase.from_terms([Term("akim", "en", "mayor"), Term("city", "kk", "қала")])
        >>> both = lower.layered(Termbase.from_terms([Term("akim", "en", "akim"), Term("town", "kk", "Қала")]))
        >>> [(concept.id, concept.terms[0].text) for concept in both.concepts.values()]
        [('akim', 'akim'), ('town', 'Қала')]
        """
        taken = frozenset(key for term in upper.terms() for key in _wording_keys(term, taking=True))
        concepts = dict(upper.concepts)
        for key, concept in self.concepts.items():
            if key in concepts:
                continue
            left = [term for term in concept.terms if taken.isdisjoint(_wording_keys(term))]
            if len(left) == len(concept.terms):
                concepts[key] = concept
            elif any(term.language == "kk" for term in left):
                concepts[key] = Concept(concept.id, tuple(left))
        name = "+".join(filter(None, (self.name, upper.name)))
        return Termbase(MappingProxyType(concepts), name)

    def find_owner(self, wording: Term) -> str:
        """Return the first concept that takes a Kazakh wording of another termbase from it, "" where none does."""
        keys = set(_wording_keys(wording))
        owners = (term.concept for term in self.terms() if not keys.isdisjoint(_wording_keys(term, taking=True)))
        return next(owners, "")

    def at(self, day: datetime.date | None) -> "Termbase":
        """Return the termbase for a text of a day, None where it has none: each concept with one name.

        Wordings of other times are not lost. They stand under a key of their own (`turkiye@2022-06-01`), with
        the rendering that was official on the last day on which they were; their terms name the concept as
        before. What was not yet or no longer forbidden is left out. The name of the termbase stays.

        >>> base = Termbase.from_terms([
        ...     Term("capital", "kk", "Нұр-Сұлтан", until="2022-09-17"), Term("capital", "kk", "Астана"),
        ...     Term("capital", "en", "Nur-Sultan", until="2022-09-17"), Term("capital", "en", "Astana")])
        >>> {key: concept.preferred("en").text for key, concept in base.at(None).concepts.items()}
        {'capital': 'Astana', 'capital@2022-09-16': 'Nur-Sultan'}
        >>> base.at(datetime.date(2020, 1, 31))["capital"].preferred("en").text
        'Nur-Sultan'
        """
        from glossary.timing import name_concepts  # which makes concepts

        found = Termbase(MappingProxyType(name_concepts(self.concepts, day)), self.name)
        if day is None:
            vars(found)["digest"] = self.digest  # the same terms; working it out takes longer than all the rest
        return found

    @cached_property
    def digest(self) -> str:
        """The first 8 hexadecimal digits of the SHA-256 of all terms: part of the signature."""
        return hashlib.sha256("\n".join(map(repr, self.terms())).encode()).hexdigest()[:8]


def _wording_keys(term: Term, *, taking: bool = False) -> tuple[str, ...]:
    """Return what a Kazakh wording is known by; nothing for a term of another language.

    An abbreviation is itself only in its own capitals (*АЛЖИР* is not *Алжир*). A wording that is `taking` its
    place and is no abbreviation takes that of abbreviations too, for it is found in capitals as well.
    """
    if term.language != "kk":
        return ()
    low = fold(term.text)
    if term.kind == "abbreviation":
        return (f"={term.text}",) if taking else (f"={term.text}", f"~{low}")
    return (low, f"~{low}") if taking else (low,)
