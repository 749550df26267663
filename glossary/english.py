"""English nouns: articles, plurals and possessives of titles and names of bodies.

The head of a title is its last word before the first preposition: *deputy akim of the city*. Rules for
plurals and possessives: R. Quirk et al., A Comprehensive Grammar of the English Language (1985), 5.73-5.125.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from glossary.term import Term

IRREGULAR = MappingProxyType(
    {
        "man": "men", "woman": "women", "person": "people", "child": "children", "people": "people",
        "foot": "feet", "staff": "staff", "attorney": "attorneys", "police": "police", "media": "media",
        "personnel": "personnel", "basis": "bases", "crisis": "crises", "analysis": "analyses",
    }
)  # fmt: skip
_NO_MEN = frozenset({"human", "german", "roman", "ottoman", "norman"})
"""Nouns in -man that are not made of *man* (Quirk et al. 5.84)."""
_PLURAL = re.compile("[^suioa]s$")
"""How a noun in the plural ends: *Armed Forces*, *Affairs*. Of those in -ss, -us, -is, -os, -as most are not."""
_PREPOSITION = re.compile(r"\s+(?:of|for|on|in|to|at|under|with|by|from|against|over|between|de)\s", re.IGNORECASE)
_POSTPOSED = re.compile(
    r"\b(\w+)([ -](?:general|designate|elect|in-chief|(?:extraordinary and )?plenipotentiary|extraordinary))$",
    re.IGNORECASE,
)
_POSTPOSED_ENDS = ("eneral", "esignate", "lect", "hief", "lenipotentiary", "xtraordinary")
# Nouns that end in a military or diplomatic rank are heads themselves: Major Generals, Consuls General.
_RANKS = ("major", "lieutenant", "colonel", "brigadier")


def capitalize_first(text: str) -> str:
    """Return the text with a capital first letter; the rest stays.

    >>> capitalize_first("deputy akim of Almaty")
    'Deputy akim of Almaty'
    """
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return the text with a small first letter, unless its first word is an abbreviation.

    >>> lower_first("Chairman"), lower_first("UN agency")
    ('chairman', 'UN agency')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def with_article(term: Term) -> str:
    """Return a rendering with its definite article, which all take but those marked `no-article`.

    >>> with_article(Term("senate", "en", "Senate", grammar=("the",)))
    'the Senate'
    >>> with_article(Term("kazakhstan", "en", "Kazakhstan", grammar=("no-article",)))
    'Kazakhstan'
    """
    if "no-article" in term.grammar or term.text[:4].lower() == "the ":
        return term.text
    return f"the {term.text}"


def split_head(text: str) -> tuple[str, str, str]:
    """Return what stands before the head noun, the head noun, and what follows it.

    >>> split_head("deputy akim of the city"), split_head("Prosecutor General")
    (('deputy ', 'akim', ' of the city'), ('', 'Prosecutor', ' General'))
    """
    found = _PREPOSITION.search(text)
    end = found.start() if found else len(text)
    phrase = text[:end]
    postposed = _POSTPOSED.search(phrase) if phrase.endswith(_POSTPOSED_ENDS) else None
    if postposed and postposed.group(1).lower() not in _RANKS:
        return phrase[: postposed.start()], postposed.group(1), postposed.group(2) + text[end:]
    start = max(phrase.rfind(" "), phrase.rfind("-")) + 1
    return phrase[:start], phrase[start:], text[end:]


def _pluralize_noun(noun: str) -> str:
    low = noun.lower()
    many = IRREGULAR.get(low)
    if many is None and low.endswith("man") and low not in _NO_MEN:
        many = low[:-2] + "en"
    if many is not None:
        if noun.isupper() and len(noun) > 1:
            return many.upper()
        return noun[:1] + many[1:]
    if noun.isupper() and len(noun) > 1:
        return noun + "s"
    if _PLURAL.search(low):
        return noun
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if low.endswith(("s", "x", "z", "ch", "sh")) else "s")


def pluralize(text: str) -> str:
    """Return the plural of a title or a name: of its head noun.

    >>> pluralize("deputy akim of the city"), pluralize("Ministry of Finance"), pluralize("Chairwoman")
    ('deputy akims of the city', 'Ministries of Finance', 'Chairwomen')
    >>> pluralize("Armed Forces")
    'Armed Forces'
    """
    before, head, after = split_head(text)
    return before + _pluralize_noun(head) + after if head else text


def plural(term: Term) -> str:
    """Return the plural of a term: what `plural=` in its grammar says, else by rule.

    >>> plural(Term("chairman", "en", "Chairman", grammar=("plural=Chairmen",)))
    'Chairmen'
    >>> plural(Term("body", "en", "state body"))
    'state bodies'
    """
    for word in term.grammar:
        if word.startswith("plural="):
            return word.removeprefix("plural=")
    return pluralize(term.text)


def possessive(text: str) -> str:
    """Return the possessive of a name: *'s*, and only an apostrophe after a plural in *-s*.

    >>> possessive("Ministry of Finance"), possessive("Ministry of Foreign Affairs")
    ("Ministry of Finance's", "Ministry of Foreign Affairs'")
    """
    return text + ("'" if text.endswith(("s", "S")) and not text.endswith(("ss", "us")) else "'s")


@cache
def demonyms() -> Mapping[str, tuple[str, ...]]:
    """Return the adjectives of countries by their English names, from `lexicon/demonyms.tsv`.

    >>> demonyms()["Ukraine"]
    ('Ukrainian',)
    """
    lines = (resources.files("glossary") / "lexicon" / "demonyms.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for line in lines[1:]:
        adjective, country, _ = line.split("\t")
        found[country] = (*found.get(country, ()), adjective)
    return MappingProxyType(found)


def forms(term: Term) -> set[str]:
    """Return the surface forms in which a rendering counts as placed: singular and plural.

    Where `case` is not `keep`, the first letter may be a capital or small; possessives and articles stand
    around these forms and are not part of them.

    >>> sorted(forms(Term("akim", "en", "akim", case="sentence")))
    ['Akim', 'Akims', 'akim', 'akims']
    """
    found = {term.text, plural(term)}
    if term.case == "keep":  # Ресей азаматы is a Russian citizen as well as a citizen of Russia
        found.update(demonyms().get(term.text, ()))
    else:
        found |= {change(text) for text in tuple(found) for change in (capitalize_first, lower_first)}
    return found
