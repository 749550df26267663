"""British and American spelling of English terms: which words differ, and a termbase in one of the two.

The words stand in `lexicon/spelling.tsv`, each with its source. A termbase keeps the spelling in which each
institution writes its own name; a house that writes one spelling throughout asks for it with `respell`. Names
that never change theirs (*World Health Organization* in a British text, *Labour Party* in an American one: New
Oxford Style Manual 2016, 3.6; Associated Press Stylebook, "foreign names") carry `own-spelling` in their grammar.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, get_args

from glossary.term import Concept, Term, Termbase

Spelling = Literal["own", "british", "american"]
"""`own` is that of each institution."""

SPELLINGS: tuple[Spelling, ...] = get_args(Spelling)

_WORD = re.compile(r"[A-Za-z]+")


@cache
def read_spellings() -> dict[str, tuple[str, str]]:
    """Return for each word of the table, in small letters, its British and its American spelling."""
    lines = (resources.files("glossary") / "lexicon" / "spelling.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, tuple[str, str]] = {}
    for line in lines[1:]:
        british, american, _ = line.split("\t")
        found[british] = found[american] = (british, american)
    return found


def copy_capitals(like: str, word: str) -> str:
    """Return a word with the capitals of another.

    >>> copy_capitals("Labour", "labor"), copy_capitals("DEFENCE", "defense")
    ('Labor', 'DEFENSE')
    """
    if like.isupper():
        return word.upper()
    return word.title() if like[:1].isupper() else word


def spell(text: str, spelling: Spelling) -> str:
    """Return a text with the words of the table in one spelling; hyphens and spaces stay as they are.

    >>> spell("Ministry of Labour and Defence", "american"), spell("Civil Defense Center", "british")
    ('Ministry of Labor and Defense', 'Civil Defence Centre')
    >>> spell("Co-operation", "american")
    'Co-operation'
    """
    if spelling == "own":
        return text
    table = read_spellings()
    side = SPELLINGS.index(spelling) - 1

    def change(match: re.Match[str]) -> str:
        pair = table.get(match[0].lower())
        changes = pair and pair[side].isalpha() and pair[1 - side].isalpha()
        return copy_capitals(match[0], pair[side]) if pair and changes else match[0]

    return _WORD.sub(change, text)


def respell(termbase: Termbase, spelling: Spelling) -> Termbase:
    """Return a termbase whose English renderings are in one spelling; `own` returns it as it is.

    A deprecated or forbidden wording that is only the other spelling of a rendering falls away, and so does
    one that has become the same as another.

    >>> base = Termbase.from_terms([
    ...     Term("defence", "en", "Ministry of Defence"),
    ...     Term("defence", "en", "Ministry of Defense", status="deprecated")])
    >>> [term.text for term in respell(base, "american").terms()]
    ['Ministry of Defense']
    """
    if spelling == "own":
        return termbase
    concepts = {key: Concept(key, tuple(_respell(concept, spelling))) for key, concept in termbase.concepts.items()}
    return Termbase(MappingProxyType(concepts), termbase.name)


def _respell(concept: Concept, spelling: Spelling) -> Iterator[Term]:
    """Yield the terms of a concept in a spelling."""
    spelt = [_spell_term(term, spelling) for term in concept.terms]
    usable = {(term.language, term.text) for term in spelt if term.usable}
    seen: set[tuple[str, ...]] = set()
    for term in spelt:
        key = (term.language, term.text, term.since, term.until)
        if key in seen or (not term.usable and key[:2] in usable):
            continue
        seen.add(key)
        yield term


def _spell_term(term: Term, spelling: Spelling) -> Term:
    """Return a term in a spelling; what is Kazakh, ruled out or keeps its own stays."""
    if term.language != "en" or not term.usable or "own-spelling" in term.grammar:
        return term
    text = spell(term.text, spelling)
    return term if text == term.text else replace(term, text=text)
