"""A stretch of words that may be a term, and the nouns in which terms of both languages end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from glossary.english import pluralize
from glossary.heads import words_of
from glossary.text import Span

_NO_PLURAL = ("us", "is", "ics", "ss")
DEEPEST = 1
"""Bodies inside a candidate that have its head; a longer chain is left to its parts, of which it is composed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a term: its dictionary form, its place in the sentence (code points), its head and its words.

    `words` are the words that carry meaning, head included, in their dictionary form and small letters;
    `head` is the one it ends in (Kazakh) or is about (English), `at` the code point where that begins: two
    candidates with the same `at` are two cuts of one phrase. `edges`, 0…1, tells how sure its limits are:
    1 where both are marked by capitals, quotes or punctuation. `lemmas` are other readings of the last word of
    a name. `nested` counts the bodies inside that have the head (*министрлігінің … комитеті*). `short` is the
    abbreviation that stands in brackets behind it.
    """

    text: str
    span: Span
    head: str
    words: tuple[str, ...]
    at: int
    edges: float
    possessed: bool = False
    plural: bool = False
    abbreviation: bool = False
    capital: bool = False
    nested: int = 0
    short: str = ""
    lemmas: tuple[str, ...] = ()


@cache
def head_pairs() -> Mapping[str, frozenset[str]]:
    """Return the English heads of terms that end in a Kazakh noun, from `lexicon/head_pairs.tsv`.

    >>> sorted(head_pairs()["әкімдік"])
    ['administration', 'akimat']
    """
    lines = (resources.files("glossary") / "lexicon" / "head_pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {word: frozenset(map(singular, english.split(" "))) for word, english, _ in rows}


@cache
def english_heads() -> frozenset[str]:
    """Return all English heads of the table."""
    return frozenset().union(*head_pairs().values())


@cache
def body_heads() -> frozenset[str]:
    """Return the English heads of bodies, which have officers and parts."""
    return frozenset().union(*(english for word, english in head_pairs().items() if word in words_of("body")))


@lru_cache(maxsize=1 << 16)
def singular(low: str) -> str:
    """Return the singular of an English noun in small letters, the word itself where it has none.

    >>> singular("ministries"), singular("centres"), singular("affairs"), singular("congress"), singular("religious")
    ('ministry', 'centre', 'affair', 'congress', 'religious')
    """
    if low.endswith(_NO_PLURAL):
        return low
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("men", "man"), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            one = low[: len(low) - len(ending)] + instead
            if pluralize(one) == low:
                return one
    return low
