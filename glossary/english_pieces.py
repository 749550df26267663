"""What an English chain may be made of beside the terms of a termbase, and the words that qualify a title.

Common heads (*adviser*, *press secretary*) come from `glossary.heads`, the adjectives of countries (*Kazakh*,
*Russian*) from `lexicon/demonyms.tsv`. They are given the form of a match; alone they count for nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from glossary.english import demonyms, pluralize
from glossary.heads import PERSONS, Head, find_head, table
from glossary.occurrence import TermMatch
from glossary.term import Term, Termbase
from glossary.text import Span

_QUALIFIERS = {
    "former": "бұрынғы", "ex": "бұрынғы", "current": "қазіргі", "incumbent": "қазіргі", "new": "жаңа",
    "newly appointed": "жаңа тағайындалған", "honorary": "құрметті",
}  # fmt: skip
_ACTING = {"acting": "міндетін атқарушы", "interim": "міндетін уақытша атқарушы"}
_QUALIFIER = re.compile(rf"(?<![\w-])(?:(?P<word>{'|'.join((*_QUALIFIERS, *_ACTING))})[\s-])$", re.IGNORECASE)
_FIRST = re.compile(r"(?<![\w-])first\s$", re.IGNORECASE)
FOLLOWING = frozenset(
    {
        "apparatus", "board", "branch", "budget", "building", "commission", "committee", "council", "delegation",
        "department", "division", "faction", "group", "headquarters", "meeting", "member", "members", "mission",
        "office", "official", "officials", "party", "representative", "session", "spokesman", "spokesperson",
        "spokeswoman", "staff", "team", "website",
    }
)  # fmt: skip
"""Nouns that take the body before them for a description: in *head of the Senate delegation* no one heads it."""
_INSTITUTIONS = ("body", "organisation", "mission", "company", "office")
_HEAD_ROLES = ("holder", "deputy", "staff", "office", "body", "envoy", "mission")


@dataclass(frozen=True, slots=True)
class Piece:
    """One noun of a chain. `found` by the matcher; an `adjective` of a country; a `name`, which nobody has.

    `text` is what stands in the text in small letters, `preposition` what may stand for *of* after it.
    """

    match: TermMatch
    role: str
    text: str
    found: bool = True
    adjective: bool = False
    name: bool = False
    preposition: str = ""

    @property
    def span(self) -> Span:
        """Its place in the text, in code points."""
        return self.match.span

    @property
    def genitive(self) -> bool:
        """Whether it stands with *'s*."""
        return self.match.case == "genitive"

    @property
    def named(self) -> bool:
        """Whether it is the proper name of a place or a body."""
        return self.adjective or (self.match.term.text[:1].isupper() and self.match.form[:1].isupper())


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What stands before a title: where it begins, the Kazakh adjectives, and what follows for one who acts."""

    start: int
    described: str = ""
    acting: str = ""
    ordinal: str = ""


def qualifiers_before(text: str, floor: int, start: int, *, deputy: bool = False) -> Qualifiers:
    """Return the qualifiers directly before a title at `start`, not before `floor`.

    Before a `deputy`, *first* is his rank.

    >>> qualifiers_before("The former akim", 0, 11)
    Qualifiers(start=4, described='бұрынғы ', acting='', ordinal='')
    """
    described, acting, ordinal = "", "", ""
    if deputy and (first := _FIRST.search(text[floor:start])):
        start, ordinal = floor + first.start(), "бірінші "
    while found := _QUALIFIER.search(text[floor:start]):
        word = found["word"].lower()
        if word in _ACTING:
            acting = _ACTING[word]
        else:
            described = f"{_QUALIFIERS[word]} {described}"
        start = floor + found.start()
    return Qualifiers(start, described, acting, ordinal)


def may_have(owner: Piece, had: Piece) -> bool:
    """Tell whether the roles of two pieces allow that the one has the other.

    A place or a name (of a state, a party, a firm) has offices, bodies and smaller places; a body has officers
    and smaller bodies; a person has a deputy, staff and an office.
    """
    if had.match.rendering is None or owner.match.rendering is None or had.adjective or had.name:
        return False
    if owner.role in PERSONS:
        return had.role in ("deputy", "staff", "office") or had.text in ("deputy", "deputies")
    if owner.role in _INSTITUTIONS:
        return had.role in (*PERSONS, "office") or (had.role in ("body", "mission") and owner.role != "office")
    if owner.role == "place":
        return had.role in (*PERSONS, "office", "body", "mission", "place")
    return owner.named and had.role in (*PERSONS, "office", "body", "mission", "place")


def find_pieces(text: str, matches: Sequence[TermMatch], termbase: Termbase) -> list[Piece]:
    """Return the matches, and between them the common heads and the adjectives of countries, in order."""
    pieces = [_make_piece(match) for match in matches]
    taken = sorted(match.span for match in matches)  # none overlapping another
    countries = _countries(termbase)
    for found in _word_pattern().finditer(text):
        span = Span(*found.span())
        at = bisect_right(taken, span)
        if any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
            continue
        word = found.group()
        if word in _adjectives():
            if (names := countries.get(_adjectives()[word])) is not None:
                english, kazakh = names
                match = TermMatch(english.concept, span, word, english, kazakh)
                pieces.append(Piece(match, "", word.lower(), found=False, adjective=True))
            continue
        head, plural = _heads()[word.lower()]
        term = Term(head.english.lower().replace(" ", "-"), "en", head.english, case="sentence")
        kazakh = Term(term.concept, "kk", head.word)
        match = TermMatch(term.concept, span, word, term, kazakh, plural=plural)
        pieces.append(Piece(match, head.role, word.lower(), found=False, preposition=head.detail))
    return sorted(pieces, key=lambda piece: piece.span)


def _make_piece(match: TermMatch) -> Piece:
    """Return a match as a piece."""
    rendering = match.rendering
    head = find_head(rendering) if rendering else None
    role = head.role if head else ""
    name = head is None or (role in ("place", "holder") and "no-article" in match.term.grammar)
    return Piece(match, role, match.form.lower(), name=name, preposition=head.detail if head else "")


@cache
def _adjectives() -> Mapping[str, str]:
    """Return the countries by their adjectives."""
    return {adjective: country for country, adjectives in demonyms().items() for adjective in adjectives}


@cache
def _heads() -> Mapping[str, tuple[Head, bool]]:
    """Return the common heads by their English in small letters, in the singular and the plural."""
    found: dict[str, tuple[Head, bool]] = {}
    for head in table():
        if head.english and head.role in _HEAD_ROLES:
            one = head.english.lower()
            found.setdefault(one, (head, False))
            found.setdefault(pluralize(one), (head, True))
    return found


@cache
def _word_pattern() -> re.Pattern[str]:
    """Return what finds the heads in any capitals and the adjectives in their own."""
    heads = "|".join(sorted(map(re.escape, _heads()), key=len, reverse=True))
    adjectives = "|".join(sorted(map(re.escape, _adjectives()), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:(?:{adjectives})|(?i:{heads}))(?![\w-]|'s)")


@lru_cache(maxsize=8)
def _countries(termbase: Termbase) -> Mapping[str, tuple[Term, Term]]:
    """Return for the English name of each country its English and its Kazakh term."""
    wanted = frozenset(_adjectives().values())
    found: dict[str, tuple[Term, Term]] = {}
    for concept in termbase.concepts.values():
        kazakh = concept.preferred("kk")
        for term in concept.in_language("en"):
            if kazakh is not None and term.text in wanted:
                found.setdefault(term.text, (term, kazakh))
    return found
