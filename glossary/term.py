"""The values of a termbase: a term, a concept, and the termbase itself. All frozen.

A *concept* is one title or body; a *term* is one wording of it in one language. The termbase's own file
format, in which each of the fields below is a column, is read by `glossary.storage.tsv`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

Language = Literal["kk", "en"]
Status = Literal["preferred", "admitted", "deprecated", "forbidden", "unverified"]
Kind = Literal["full", "short", "abbreviation"]
Capitals = Literal["keep", "sentence", "any"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
STATUSES: tuple[Status, ...] = get_args(Status)
KINDS: tuple[Kind, ...] = get_args(Kind)
CAPITALS: tuple[Capitals, ...] = get_args(Capitals)


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
        return self.status in ("preferred", "admitted", "unverified")


@dataclass(frozen=True, slots=True)
class Concept:
    """One title or body with all its terms, in the order of the file."""

    id: str
    terms: tuple[Term, ...]

    def in_language(self, language: Language) -> tuple[Term, ...]:
        """Return the terms of one language."""
        return tuple(term for term in self.terms if term.language == language)

    def preferred(self, language: Language) -> Term | None:
        """Return the term to use: the preferred one, else an unverified, else an admitted one, else None."""
        terms = self.in_language(language)
        for status in ("preferred", "unverified", "admitted"):
            for term in terms:
                if term.status == status:
                    return term
        return None


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
        """Return this termbase with the concepts of `upper` in place of those of the same identifier.

        >>> lower = Termbase.from_terms([Term("akim", "en", "mayor")])
        >>> lower.layered(Termbase.from_terms([Term("akim", "en", "akim")]))["akim"].terms[0].text
        'akim'
        """
        name = "+".join(filter(None, (self.name, upper.name)))
        return Termbase(MappingProxyType({**self.concepts, **upper.concepts}), name)

    @cached_property
    def digest(self) -> str:
        """The first 8 hexadecimal digits of the SHA-256 of all terms: part of the signature."""
        return hashlib.sha256("\n".join(map(repr, self.terms())).encode()).hexdigest()[:8]
