"""Is a Latin word a spelling of a name? Whatever way of romanisation was followed.

One name is *Kyrykbayev* in the press, *Qyryqbaev* by the alphabet of 2021 and *Kirykbaev* in an old passport. What
these differ in is taken out, and what is left, the *skeleton*, is compared: ALA-LC, BGN/PCGN 1979, the passport
rules before 2018, and the official Latin alphabets of 2018 and 2021 (Decree 637 of 19 February 2018) have one
skeleton for each name.
"""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from glossary.kazakh.roman import romanize

Likeness = Literal["same", "like", "other"]

LIKE = 0.7
"""How much of two skeletons must agree for the one to be a misspelling of the other."""

LONGEST = 60
"""Letters of a skeleton above which a word is no name, and is not compared letter by letter."""

_STEPS = tuple(
    (re.compile(spelling), simple)
    for spelling, simple in (
        ("shch|sch|sh", "s"),
        ("dzh|zh|dj", "j"),
        ("ch|ts|tz", "c"),
        ("kh|gh", "h"),
        ("ng", "n"),
        ("ph", "f"),
        ("ck|q", "k"),
        ("x", "ks"),
        ("w", "u"),
        ("(?<!^)[yi]{1,2}(?=[aeou])|^[yi](?=[aeou])|j(?=[aeou]$)", ""),  # Ilyas, Iliyas; Yerlan, Erlan
        ("[yi]+", "i"),
        ("[^a-z]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_RUSSIFIED = ({"i", "u"}, {"o", "u"}, {"a", "e"})
"""Vowels that Russian has for ы, і, ө, ұ and ә: Жүніс is Жунус, Өтеген Утеген, Әсел Асель."""
_ROUGH = str.maketrans("ioe", "uua")
"""The vowels of `_RUSSIFIED` as two: what is the same is the same so, and some more."""
_GH = re.compile("(?<=[aeiouy])gh|^gh|gh(?=[aeiouy])")


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """Return what the spellings of one name have in common; Kazakh letters are read as Latin ones.

    >>> {skeleton(word) for word in ("Қырықбаев", "Kyrykbayev", "Qyryqbaev", "Qırıqbaev")}
    {'kirikbaev'}
    >>> {skeleton(word) for word in ("Ғалым", "Galym", "Ghalym", "Ğalım")}
    {'galim'}
    >>> skeleton("Kassym-Jomart") == skeleton("Қасым-Жомарт") == skeleton("Qasym-Zhomart")
    True
    """
    low = unicodedata.normalize("NFD", romanize(word).lower().replace("ı", "i"))
    low = "".join(char for char in low if not unicodedata.combining(char))
    low = _GH.sub("g", low)
    for spelling, simple in _STEPS:
        low = spelling.sub(simple, low)
    return low


@lru_cache(maxsize=1 << 15)  # each name of a segment with each word, hypothesis after hypothesis
def compare(name: str, word: str) -> Likeness:
    """Tell whether a word is a spelling of a name, a misspelling of it, or another word.

    >>> compare("Қырықбаев", "Kyrykbaev"), compare("Қырықбаев", "Kyrykbanov"), compare("Қырықбаев", "Smailov")
    ('same', 'like', 'other')
    """
    one, other = skeleton(name), skeleton(word)
    if one == other or _is_russified(one, other):
        return "same"
    if max(len(one), len(other)) > LONGEST:
        return "other"
    alike = one[:1] == other[:1] and difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE
    return "like" if alike else "other"


def _is_russified(one: str, other: str) -> bool:
    """Tell whether two skeletons differ only as a Kazakh name and its Russian form do.

    >>> _is_russified(skeleton("Жақыпов"), skeleton("Dzhakupov")), _is_russified(skeleton("Мамин"), skeleton("Momin"))
    (True, False)
    """
    if len(one) != len(other):
        return False
    return all(a == b or {a, b} in _RUSSIFIED for a, b in zip(one, other, strict=True))


def find_likest(name: str, words: Iterable[str]) -> tuple[Likeness, str]:
    """Return how like a name the likest of some words is, and that word ("" where none is).

    >>> find_likest("Мамин", ["Arman", "Mamyn"]), find_likest("Мамин", ["Arman"])
    (('same', 'Mamyn'), ('other', ''))
    """
    best = ""
    for word in words:
        likeness = compare(name, word)
        if likeness == "same":
            return "same", word
        if likeness == "like" and not best:
            best = word
    return ("like", best) if best else ("other", "")


class Spellings:
    """Words by their skeletons: finds the spellings of a name among many without comparing it with each.

    >>> sorted(Spellings(["Kyrykbaev", "Qyryqbaev", "Smailov"]).find("Қырықбаев"))
    ['Kyrykbaev', 'Qyryqbaev']
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, each once."""
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            self._words[skeleton(word).translate(_ROUGH)].append(word)

    def find(self, name: str) -> list[str]:
        """Return the words that `compare` takes for the same name, in their order."""
        near = self._words.get(skeleton(name).translate(_ROUGH), ())
        return [word for word in near if compare(name, word) == "same"]
