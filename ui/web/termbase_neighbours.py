"""Looking over part of a termbase: some concepts with all that the checks compare them with, and nothing else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from glossary.kazakh.letters import fold, normalize
from glossary.lint import CHECKS, Finding, Subject, lint
from glossary.lint.term_checks import find_doubtful_heads
from glossary.term import Term, Termbase

CHECKED = tuple(name for name in CHECKS if name != "spelling")
"""The checks that look at some concepts; whether British or American spelling is rarer needs all of them."""

MOST = 60
"""Concepts that are looked over after one change: a wording that thousands share is a fault that is seen anyway."""


@dataclass(slots=True)
class Index:
    """Concepts by what leads to them: wordings, what they are part of or followed by; and forbidden wordings."""

    wordings: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    referring: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    forbidden: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, concept: str, terms: Iterable[Term]) -> None:
        """Add what a concept has."""
        for group, key in self._keys(terms):
            group[key][concept] = None

    def remove(self, concept: str, terms: Iterable[Term]) -> None:
        """Take out what a concept had."""
        for group, key in self._keys(terms):
            if key in group:
                group[key].pop(concept, None)
                if not group[key]:
                    del group[key]

    def _keys(self, terms: Iterable[Term]) -> Iterator[tuple[dict[str, dict[str, None]], str]]:
        for term in terms:
            yield self.wordings, plain(term)
            yield from ((self.referring, other) for other in (term.part_of, term.successor) if other)
            if term.status == "forbidden" and term.language == "en":
                yield self.forbidden, fold(term.text)

    def find(self, terms: Iterable[Term]) -> dict[str, None]:
        """Return the concepts with a wording of these terms, or that forbid what stands in one of them."""
        found: dict[str, None] = {}
        for term in terms:
            found |= self.wordings.get(plain(term), {})
            if term.language == "en":
                low = fold(term.text)
                for wrong, concepts in self.forbidden.items():
                    if wrong in low:
                        found |= concepts
        return found


def plain(term: Term) -> str:
    """Return a wording so that whatever any check takes for the same is the same."""
    text = fold(normalize(term.text, kazakh=term.language == "kk").text)
    return " ".join(text.replace("-", " ").replace('"', "").split())


@lru_cache(maxsize=2)
def index_termbase(termbase: Termbase) -> Index:
    """Return the index of a termbase that does not change."""
    index = Index()
    for concept in termbase.concepts.values():
        index.add(concept.id, concept.terms)
    return index


class Inspector:
    """Looks over concepts of a termbase that changes, which is laid over one that does not."""

    def __init__(self, beneath: Termbase) -> None:
        """Know no concept yet."""
        self.beneath = beneath
        self._lower = index_termbase(beneath)
        self._own = Index()
        self._terms: dict[str, list[tuple[int, Term]]] = {}

    def put(self, concept: str, terms: list[tuple[int, Term]]) -> None:
        """Take the terms of a concept in place of those it had, each with the number of its row."""
        self._own.remove(concept, self._list(concept))
        self._terms.pop(concept, None)
        if terms:
            self._terms[concept] = terms
            self._own.add(concept, self._list(concept))

    def find_touched(self, concepts: Collection[str], terms: Iterable[Term]) -> set[str]:
        """Return the concepts of which something else may be to be said once these concepts or terms change."""
        terms = list(terms)
        found = dict.fromkeys(concepts) | self._own.find(terms)
        for concept in (*concepts, *self._lower.find(terms)):
            found |= self._own.referring.get(concept, {})
            if concept in self.beneath.concepts:  # it may be hidden now, or no longer
                found |= self._own.find(self.beneath[concept].terms)
        for term in terms:
            if term.status == "forbidden" and term.language == "en":
                low = fold(term.text)
                found |= {concept: None for text, held in self._own.wordings.items() if low in text for concept in held}
        return set(list(found)[:MOST])

    def inspect(self, concepts: Collection[str]) -> dict[str, list[Finding]]:
        """Return what is found about some concepts, by concept."""
        own = [concept for concept in concepts if concept in self._terms]
        near, lower = self._surround(own)
        subject = self._build(near)
        beneath = Termbase({concept: self.beneath[concept] for concept in self.beneath.concepts if concept in lower})
        wanted = set(own)
        return _group(one for one in lint(subject, beneath, CHECKED) if one.concept in wanted)

    def inspect_all(self) -> dict[str, list[Finding]]:
        """Return what is found about all concepts."""
        return _group(lint(self._build(self._terms), self.beneath, CHECKED))

    def is_possessed(self, text: str) -> bool:
        """Tell whether the head of a Kazakh term plainly carries the third person ending."""
        base = Termbase.from_terms([Term("new", "kk", text)])
        found = find_doubtful_heads(Subject(base, Termbase(), base))
        return any(one.severity == "warning" for one in found)

    def _surround(self, own: Sequence[str]) -> tuple[set[str], set[str]]:
        """Return the concepts, here and beneath, that some of ours are compared with."""
        terms = [term for concept in own for term in self._list(concept)]
        named = {other for term in terms for other in (term.part_of, term.successor) if other}
        lower = (set(own) | named | set(self._lower.find(terms))) & self.beneath.concepts.keys()
        over = [term for concept in lower for term in self.beneath[concept].terms]
        near = {*own, *list(self._own.find(terms))[:MOST], *named, *lower, *list(self._own.find(over))[:MOST]}
        return near & self._terms.keys(), lower

    def _build(self, concepts: Iterable[str]) -> Termbase:
        """Return a termbase of some concepts, in the order of their first rows."""
        held = sorted((self._terms[concept] for concept in concepts), key=lambda terms: terms[0][0])
        return Termbase.from_terms(term for terms in held for _, term in terms)

    def _list(self, concept: str) -> list[Term]:
        return [term for _, term in self._terms.get(concept, ())]


def _group(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    grouped: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        grouped[one.concept].append(one)
    return dict(grouped)
