"""How alike a Kazakh word and an English one sound: names and loans are found by it."""

import re
from functools import lru_cache

from glossary.kazakh.letters import fold
from glossary.kazakh.roman import romanize

ALIKE = 0.75
"""From here on two words are taken for one name (*Ғалымова, Galymova*; *Самарқанд, Samarkand*)."""

# The same sound as different romanisations write it, and as English writes words of Latin origin.
_SAME = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        ("shch|sch|ch(?=[lmnrst])", "s"), ("dzh|zh|dj|j", "j"), ("kh|gh", "h"), ("sh", "s"), ("tch|ch|ts|tz", "c"),
        ("ph", "f"), ("th", "t"), ("x", "ks"), ("ck|q", "k"), ("c(?=[eiy])", "s"), ("c(?![a-z])|c(?=[aouklrt])", "k"),
        ("w", "v"), ("y[eo]|i[eo]", "e"), ("i?y[aä]|ia", "ia"), ("yu|iu|ew", "iu"), ("ou|oo|ü|u", "u"), ("ee|y|ı", "i"),
        ("ai|ei", "ai"), ("[aä]+", "a"), ("[oö]", "o"), ("h(?=$)", ""), (r"(.)\1", r"\1"),
    )
)  # fmt: skip
VOWELS = frozenset("aeiou")


@lru_cache(maxsize=1 << 16)
def sound_key(word: str) -> str:
    """Return a word in a spelling that the romanisations of one name share; Kazakh is written in Latin first.

    >>> sound_key("Жамбыл"), sound_key("Zhambyl"), sound_key("Jambyl")
    ('jambil', 'jambil', 'jambil')
    """
    low = fold(romanize(word)).replace("'", "").replace("’", "")
    for pattern, key in _SAME:
        low = pattern.sub(key, low)
    return low


@lru_cache(maxsize=1 << 18)
def similarity(one: str, other: str) -> float:
    """Return how alike two words sound, in 0…1: one less the share of letters to change, vowels counting half.

    >>> similarity("Қырықбаев", "Kyrykbayev"), similarity("Астана", "Astana"), similarity("министр", "forum")
    (1.0, 1.0, 0.0)
    >>> round(similarity("Өзбекстан", "Uzbekistan"), 2), similarity("Қытай", "Kazakhstan") < ALIKE
    (0.91, True)
    """
    ours, theirs = sound_key(one), sound_key(other)
    if not ours or not theirs or not _may_be_alike(ours, theirs):
        return 0.0
    if ours == theirs:
        return 1.0
    whole = max(_weigh(ours), _weigh(theirs))
    return max(0.0, 1 - _distance(ours, theirs) / whole)


def _may_be_alike(one: str, other: str) -> bool:
    """Tell whether it is worth comparing: both begin with a vowel or the same consonant, and neither is far longer."""
    first = one[0] == other[0] or (one[0] in VOWELS and other[0] in VOWELS) or {one[0], other[0]} in _SISTERS
    return first and abs(len(one) - len(other)) <= max(2, min(len(one), len(other)) // 2)


_SISTERS = ({"k", "h"}, {"j", "g"}, {"k", "c"}, {"s", "c"}, {"v", "u"}, {"h", "g"}, {"e", "j"})


def _weigh(key: str) -> float:
    return sum(0.5 if char in VOWELS else 1.0 for char in key)


def _distance(one: str, other: str) -> float:
    """Return the Levenshtein distance, where a vowel costs half and a vowel for a vowel a quarter."""
    row = [0.0]
    for char in other:
        row.append(row[-1] + (0.5 if char in VOWELS else 1.0))
    for char in one:
        cost = 0.5 if char in VOWELS else 1.0
        above = row
        row = [above[0] + cost]
        for at, letter in enumerate(other):
            price = 0.5 if letter in VOWELS else 1.0
            change = 0.0 if char == letter else 0.25 if cost == price == 0.5 else max(cost, price)
            row.append(min(above[at] + change, above[at + 1] + cost, row[at] + price))
    return row[-1]
