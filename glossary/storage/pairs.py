"""Glossaries that are pairs of a Kazakh and an English term become concepts with terms."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from glossary.kazakh import letters
from glossary.storage.columns import Row, make_row

_NOTHING: Mapping[str, str] = MappingProxyType({})
_UNUSABLE = ("deprecated", "forbidden")


class Pair(NamedTuple):
    """A Kazakh and an English term that stand together; either may be empty. `given` has other columns."""

    line: int
    kazakh: str
    english: str
    given: Mapping[str, str] = _NOTHING


def identify(term: str) -> str:
    """Return a concept's identifier made from an English term; letters outside a-z fall away.

    >>> identify("Ministry of Finance (Kazakhstan)"), identify("әкім")
    ('ministry-of-finance-kazakhstan', 'concept-fb30b1e5')
    """
    words = re.findall("[a-z0-9]+", letters.fold(term).replace("'", ""))
    return "-".join(words) or f"concept-{zlib.crc32(term.encode()):08x}"


def rows_of_pairs(pairs: Iterable[Pair]) -> Iterator[Row]:
    """Yield a row for each term of the pairs, one that comes again only once; a whole pair that does is a fault.

    The concept is named after the English term. Where one term has several translations the first is preferred
    and the others are admitted. A pair with the status deprecated or forbidden says so of its English term,
    which goes to the concept that the Kazakh term has in another pair.
    """
    pairs = list(pairs)
    concepts = _name_concepts(pairs)
    preferred: set[tuple[str, str]] = set()
    written: set[tuple[str, ...]] = set()
    for pair, concept in zip(pairs, concepts, strict=True):
        warned = _is_warning(pair)
        repeated = (concept, *pair[1:3]) in written
        written.add((concept, *pair[1:3]))
        for language, term in (("kk", pair.kazakh), ("en", pair.english)):
            if not term or ((concept, language, term) in written and not (repeated and language == "kk")):
                continue
            written.add((concept, language, term))
            stated = "" if language == "kk" and warned else pair.given.get("status", "")
            if stated in ("", "preferred"):
                stated = "admitted" if (concept, language) in preferred else "preferred"
            if stated == "preferred":
                preferred.add((concept, language))
            given = {**pair.given, "concept": concept, "language": language, "term": term, "status": stated}
            yield make_row(pair.line, given)


def _is_warning(pair: Pair) -> bool:
    """Tell whether a pair says what its English term must not be."""
    return pair.given.get("status") in _UNUSABLE


def _name_concepts(pairs: list[Pair]) -> list[str]:
    """Return the concept of each pair.

    English terms that differ only in capitals or hyphens are one concept where a Kazakh term has both, and two
    where none has: a glossary must come back with the capitals that each of its entries had.

    >>> _name_concepts([Pair(1, "әкім", "akim"), Pair(2, "қала басшысы", "Akim"), Pair(3, "әкім", "AKIM")])
    ['akim', 'akim-2', 'akim']
    """
    by_english: dict[str, str] = {}
    by_kazakh: dict[str, str] = {}
    kazakh_of: dict[str, set[str]] = {}
    for pair in pairs:
        if _is_warning(pair) and pair.kazakh:
            continue
        name = identify(pair.english or pair.kazakh)
        concept = pair.given.get("concept") or by_english.get(pair.english, "")
        count = 1
        while not concept:
            chosen = f"{name}-{count}" if count > 1 else name
            if chosen not in kazakh_of or pair.kazakh in kazakh_of[chosen]:
                concept = chosen
            count += 1
        by_english.setdefault(pair.english, concept)
        by_kazakh.setdefault(pair.kazakh, concept)
        kazakh_of.setdefault(concept, set()).add(pair.kazakh)
    return [
        pair.given.get("concept")
        or (by_kazakh.get(pair.kazakh) if _is_warning(pair) else None)
        or by_english.get(pair.english)
        or identify(pair.english or pair.kazakh)
        for pair in pairs
    ]


def unique_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs without those that were there before, as a translation memory has them.

    >>> [pair.line for pair in unique_pairs([Pair(1, "сот", "court"), Pair(2, "сот", "court")])]
    [1]
    """
    once: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        once.setdefault((pair.kazakh, pair.english), pair)
    return list(once.values())
