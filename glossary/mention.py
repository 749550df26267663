"""Which body a bare common noun stands for: *министрлік* after a text has named one ministry and no other.

The noun keeps its own rendering (*the Ministry*): a text that says less in Kazakh says no more in English.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from glossary.heads import head_of
from glossary.term import Term, Termbase


@lru_cache(maxsize=8)
def _kinds(termbase: Termbase) -> tuple[dict[str, Term], dict[str, str]]:
    """Return each concept's first full name, and the concept of each bare noun by its stem."""
    named: dict[str, Term] = {}
    bare: dict[str, str] = {}
    for term in termbase.terms():
        if term.language != "kk" or term.kind == "abbreviation":
            continue
        if " " in term.text or "-" in term.text:
            named.setdefault(term.concept, term)
        elif not term.possessed and term.case != "keep":
            bare.setdefault(head_of(term), term.concept)
    return named, bare


def _find_kind(concept: str, termbase: Termbase) -> str:
    """Return the concept of the head of a full name alone, "" where there is none: ministry-of-finance → ministry."""
    named, bare = _kinds(termbase)
    kind = bare.get(head_of(named[concept]), "") if concept in named else ""
    return "" if kind == concept else kind


def find_referents(concepts: Sequence[str], termbase: Termbase) -> list[str]:
    """Return for each concept of a document, in order, the one that it refers to, "" where it is not known.

    Only a bare noun refers, and only where the document names exactly one concept of that kind in full.
    Composed concepts (joined with `+`) name each of their parts.

    >>> from glossary.term import Term
    >>> base = Termbase.from_terms([
    ...     Term("ministry", "kk", "министрлік"),
    ...     Term("ministry-of-finance", "kk", "Қаржы министрлігі", grammar=("possessed",)),
    ...     Term("ministry-of-energy", "kk", "Энергетика министрлігі", grammar=("possessed",))])
    >>> find_referents(["ministry-of-finance", "ministry"], base)
    ['', 'ministry-of-finance']
    >>> find_referents(["ministry-of-finance", "ministry", "ministry-of-energy"], base)
    ['', '', '']
    """
    named: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for part in concept.split("+"):
            if kind := _find_kind(part, termbase):
                named[kind].add(part)
    return [next(iter(named[one])) if len(named.get(one, ())) == 1 else "" for one in concepts]
