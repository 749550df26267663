"""What one termbase has and another has not: concepts and terms added, removed, changed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import Literal

from glossary.term import Concept, Term, Termbase

_FIELDS = tuple(field.name for field in fields(Term) if field.name not in ("concept", "language", "text"))
_COLUMNS = {"since": "from"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `term` is None where a whole concept came or went; its terms follow, each with its own.

    `values` has for a changed term each column that differs, with the value before and after.
    """

    kind: Literal["added", "removed", "changed"]
    concept: str
    term: Term | None = None
    values: tuple[tuple[str, str, str], ...] = ()


def compare(old: Termbase, new: Termbase) -> list[Change]:
    """Return the differences, the concepts of `old` in their order and then those that are only in `new`.

    A term is the same term when concept, language and wording are the same; the order of terms is no
    difference.

    >>> old = Termbase.from_terms([Term("akim", "kk", "әкім"), Term("akim", "en", "mayor")])
    >>> new = Termbase.from_terms([Term("akim", "kk", "әкім", note="a"), Term("akim", "en", "akim")])
    >>> [(change.kind, change.term.text, change.values) for change in compare(old, new)]
    [('changed', 'әкім', (('note', '', 'a'),)), ('removed', 'mayor', ()), ('added', 'akim', ())]
    """
    nothing: tuple[Term, ...] = ()
    changes: list[Change] = []
    for key in dict.fromkeys((*old.concepts, *new.concepts)):
        before = old.concepts.get(key, Concept(key, nothing))
        after = new.concepts.get(key, Concept(key, nothing))
        if not (before.terms and after.terms):
            changes.append(Change("removed" if before.terms else "added", key))
        changes += _compare_terms(before, after)
    return changes


def _compare_terms(before: Concept, after: Concept) -> Iterator[Change]:
    """Yield the differences between two states of one concept."""
    old, new = _by_wording(before), _by_wording(after)
    for wording in dict.fromkeys((*old, *new)):
        one, other = old.get(wording, []), new.get(wording, [])
        same = [term for term in one if term in other]
        rest = [term for term in one if term not in same], [term for term in other if term not in same]
        for gone, come in zip_longest(*rest):
            if gone and come:
                yield Change("changed", before.id, come, tuple(_compare_values(gone, come)))
            else:
                yield Change("removed" if gone else "added", before.id, gone or come)


def _by_wording(concept: Concept) -> dict[tuple[str, str], list[Term]]:
    """Return the terms by language and wording: one that was official at two times is there twice."""
    found: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in concept.terms:
        found[term.language, term.text].append(term)
    return found


def _compare_values(old: Term, new: Term) -> Iterator[tuple[str, str, str]]:
    """Yield the columns in which two terms differ."""
    for name in _FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            values = ("; ".join(value) if isinstance(value, tuple) else str(value) for value in (before, after))
            yield (_COLUMNS.get(name, name), *values)  # type: ignore[misc]
