"""Which body a bare common noun stands for: *министрлік* after a text has named one ministry and no other.

The noun keeps its own rendering (*the Ministry*): a text that says less in Kazakh says no more in English.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from glossary.heads import head_of
from glossary.term import Termbase


@lru_cache(maxsize=8)
def _kinds(termbase: Termbase) -> dict[str, str]:
    """Return for each concept with a full name the concept of its head alone: ministry-of-finance → ministry."""
    bare: dict[str, str] = {}
    named: dict[str, str] = {}
    for term in termbase.terms():
        if term.language != "kk" or term.kind == "abbreviation":
            continue
        head = head_of(term)
        if " " in term.text or "-" in term.text:
            named.setdefault(term.concept, head)
        elif not term.possessed and term.case != "keep":
            bare.setdefault(head, term.concept)
    return {concept: bare[head] for concept, head in named.items() if head in bare and bare[head] != concept}


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
    kinds = _kinds(termbase)
    named: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for part in concept.split("+"):
            if part in kinds:
                named[kinds[part]].add(part)
    return [next(iter(named[one])) if len(named.get(one, ())) == 1 else "" for one in concepts]
