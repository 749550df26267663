"""What the formats of translation tools (TBX, TMX) share: our own fields in them, identifiers, order.

Fields for which a format has no category are written under a name that begins with `audarma`, so that what
Audarma wrote can be read back whole and a tool that does not know them shows them as plain text.
"""

import re
from collections.abc import Iterable, Sequence

from glossary.storage.columns import DEFAULTS, Row
from glossary.storage.pairs import identify
from glossary.term import Term

TOOL = "Audarma"
"""What the header of a file says of who wrote it."""

_IDENTIFIER = re.compile("[a-z]+(-[a-z]+)*")
_ORDER = "order"


class Names:
    """Gives each concept of a file its identifier.

    A file of ours keeps its identifiers. In another one only an identifier that has no digit is a name that
    somebody chose; `c1`, `tid-12` and the like are running numbers, which mean something else in the next
    file, and such a concept is named after its English term.
    """

    def __init__(self, ours: bool) -> None:
        """Remember whether Audarma wrote the file."""
        self.ours = ours
        self._given: set[str] = set()

    def choose(self, identifier: str, terms: Sequence[str]) -> str:
        """Return the identifier of a concept with these terms, the English ones first.

        >>> names = Names(ours=False)
        >>> names.choose("c1", ["court"]), names.choose("c2", ["court"]), names.choose("supreme-court", ["court"])
        ('court', 'court-2', 'supreme-court')
        """
        if self.ours and identifier:
            return identifier
        if _IDENTIFIER.fullmatch(identifier):
            self._given.add(identifier)
            return identifier
        name = identify(terms[0])
        count = 1
        while (chosen := f"{name}-{count}" if count > 1 else name) in self._given:
            count += 1
        self._given.add(chosen)
        return chosen


def fill_statuses(rows: Iterable[dict[str, str]]) -> None:
    """Give the terms of one concept that have no status theirs: the first of a language is preferred.

    >>> rows = [{"language": "en", "status": ""}, {"language": "en", "status": ""}]
    >>> fill_statuses(rows)
    >>> [row["status"] for row in rows]
    ['preferred', 'admitted']
    """
    rows = list(rows)
    taken = {row["language"] for row in rows if row["status"] == "preferred"}
    for row in rows:
        if not row["status"]:
            row["status"] = "admitted" if row["language"] in taken else "preferred"
            taken.add(row["language"])


def own_fields(values: dict[str, str], carried: Iterable[str]) -> dict[str, str]:
    """Return the columns that a format has no category for and that say something.

    >>> own_fields({"case": "keep", "kind": "full", "from": "2014", "term": "x"}, ["term"])
    {'case': 'keep', 'from': '2014'}
    """
    known = set(carried)
    return {name: value for name, value in values.items() if name not in known and value != DEFAULTS.get(name, "")}


def positions(terms: Sequence[Term], written: Sequence[Term]) -> dict[int, str]:
    """Return, by the index in `terms`, the place of each term where the file has another order; empty if not.

    >>> one, two = Term("a", "en", "one"), Term("a", "kk", "two")
    >>> positions([one, two], [two, one]), positions([one, two], [one, two])
    ({0: '0', 1: '1'}, {})
    """
    if list(terms) == list(written):
        return {}
    return {index: str(index) for index in range(len(terms))}


def restore_order(rows: list[Row]) -> list[Row]:
    """Return the rows of one concept in the order that they had before they were written, and drop its field."""
    if any(row.values.get(_ORDER, "").isdecimal() for row in rows):
        last = str(len(rows))
        rows = sorted(rows, key=lambda row: int(row.values.get(_ORDER) or last))
    for row in rows:
        row.values.pop(_ORDER, None)
    return rows
