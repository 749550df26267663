"""Candidates in a Kazakh sentence: chains before a head, names with capitals, names in quotes, abbreviations.

An official name has a capital at its first word and goes on in small letters to its head (*Қаржы министрлігі*;
O on бас әріп), which carries the third person ending where something stands before it (M 2.2, izafet).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.harvest.candidate import DEEPEST, Candidate
from glossary.harvest.kazakh_chain import COUNTRY, GENITIVE, STOP, Chain, dress, is_outside
from glossary.harvest.kazakh_names import find_names, find_quoted, read_abbreviation
from glossary.harvest.words import KazakhWords, Token, is_lexicalised, opens_sentence, split_tokens
from glossary.heads import Role, words_of
from glossary.kazakh.endings import Form
from glossary.kazakh.morphology import inflect
from glossary.text import Span

LONGEST = 10
"""Words before a head; ministries with three fields have eight."""
LONGEST_SMALL = 3
"""Words before a head that begin with a small letter (*қала әкімінің орынбасары*)."""

_TWO_TITLES = 0.4
"""How sure the limits of a chain are in which somebody in office stands bare before other words.

*Қазақстан Президенті Сербия Республикасының Президентімен*: mostly these are two titles, the first a subject.
"""
_AND = frozenset({"және", "мен", "бен", "пен"})
_SILENT = _AND | {"атындағы", "жөніндегі", "бойынша"}
_STATES = frozenset({"республика", "корольдік", "патшалық", "мемлекет"})
"""Heads that nobody owns: a genitive before them belongs to something else."""
_OF_STATES = frozenset({"басшы", "президент", "елші", "король"})
"""Heads before which a capital behind *және* begins the name of a second state."""
_TWO: tuple[Role, ...] = ("holder", "deputy", "staff", "body", "organisation", "company", "envoy", "mission", "place")
"""Roles of nouns that end a title before *және*; what follows is another one."""
_SHORT = re.compile(r"\s?\((?:бұдан әрі\s?[-–—]?\s?)?([A-ZА-ЯӘІҢҒҮҰҚӨҺ]{2,8})\)")


class _End(NamedTuple):
    """The last word of a term: its noun, what it carries, and its dictionary form without an owner."""

    lemma: str
    form: Form
    bare: str


def find_kazakh(text: str, words: KazakhWords, persons: Sequence[Span] = ()) -> list[Candidate]:
    """Return the candidates of a sentence whose letters have been repaired; places are code points in it.

    `persons` are the places of persons' names, which are in no candidate.

    >>> text = "Бүгін Қаржы министрлігінің өкілі келді."
    >>> [found.text for found in find_kazakh(text, KazakhWords(text)) if " " in found.text and found.edges > 0.5]
    ['Қаржы министрлігі', 'Қаржы министрлігінің өкілі']
    """
    tokens = split_tokens(text)
    chain = Chain(text, tokens, frozenset(i for i, token in enumerate(tokens) if _is_in(token, persons)))
    found: dict[tuple[str, int], Candidate] = {}
    everything = list(_find_all(chain, words))
    quoted = {one.text.strip("«»") for one in everything if one.text.startswith("«")}
    for one in everything:
        if one.nested <= DEEPEST and one.text not in quoted:
            found.setdefault((one.text, one.span.start), one)
    return list(found.values())


def _is_in(token: Token, spans: Sequence[Span]) -> bool:
    return any(token.start < span.end and token.end > span.start for span in spans)


def _find_all(chain: Chain, words: KazakhWords) -> Iterator[Candidate]:
    for at, token in enumerate(chain.tokens):
        if at in chain.persons:
            continue
        if end := _read_head(token, words):
            yield from _before_head(chain, at, end, words)
        elif abbreviation := read_abbreviation(chain, at):
            yield abbreviation
        elif token.capital:
            yield from find_names(chain, at, words)
    yield from find_quoted(chain, words)


def _read_head(token: Token, words: KazakhWords) -> _End | None:
    """Return a token as a head of the table; None for any other word."""
    found = words.head(token.low)
    if found is None:
        return None
    lemma, form = found
    bare = lemma if not token.capital else lemma[:1].upper() + lemma[1:]
    return _End(lemma, form, bare)


def _before_head(chain: Chain, at: int, end: _End, words: KazakhWords) -> Iterator[Candidate]:
    """Yield the cuts of the chain that a head ends."""
    tokens = chain.tokens
    yield _cut(chain, at, at, end, words, 0.6 if chain.boundary(at) else 0.3)
    coordinated, alone = False, 1.0
    for start in range(at - 1, max(-1, at - LONGEST - 1), -1):
        token, low = tokens[start], tokens[start].low
        listed = coordinated and tokens[start + 1].gap == ", "
        if start in chain.persons or not (chain.joined(start + 1) or listed):
            return
        coordinated = coordinated or low in _AND
        if low in _AND and _joins_titles(chain, start, end, words):
            return
        if end.lemma in _STATES and GENITIVE.fullmatch(low):
            return
        against = tokens[start + 1].low == "қарсы"
        if low in _SILENT:
            continue
        if not against and (low in STOP or token.text[0].isdecimal() or is_outside(token, words)):
            return
        if start < at - 1 and words.is_holder(low) and not words.head(tokens[start + 1].low):
            alone = _TWO_TITLES
        if token.capital:
            yield _cut(chain, start, at, end, words, _judge_capital(chain, start, words) * alone)
        elif at - start <= LONGEST_SMALL:
            before_genitive = start > 0 and GENITIVE.fullmatch(tokens[start - 1].low)
            sure = chain.boundary(start) or (before_genitive and chain.joined(start))
            yield _cut(chain, start, at, end, words, (0.75 if sure else 0.3) * alone)


def _joins_titles(chain: Chain, at: int, end: _End, words: KazakhWords) -> bool:
    """Tell whether a conjunction stands between two titles or two places, not inside one title.

    *Мәдениет және спорт министрлігі* is one; *Мәжіліс пен Үкімет*, *Астана және Алматы қалалары* are two.
    """
    if not 0 < at < len(chain.tokens) - 1:
        return True
    before = words.head(chain.tokens[at - 1].low)
    if before and any(before[0] in words_of(role) for role in _TWO):
        return True
    return chain.tokens[at + 1].capital and (end.lemma in words_of("place") or end.lemma in _OF_STATES)


def _judge_capital(chain: Chain, start: int, words: KazakhWords) -> float:
    """Return how sure it is that a title begins with a word that has a capital."""
    if opens_sentence(chain.tokens[start]):
        follows = chain.tokens[start + 1].capital
        return 0.9 if words.is_name(chain.tokens[start].low) else 0.4 if follows else 0.75
    before = chain.tokens[start - 1]
    if before.low in STOP or before.low == COUNTRY:
        return 1.0
    if before.capital and chain.joined(start):
        if opens_sentence(before) and not words.is_name(before.low):
            return 0.7
        return 0.9 if GENITIVE.fullmatch(before.low) or before.text.isupper() else 0.45
    return 1.0


def _cut(chain: Chain, start: int, at: int, end: _End, words: KazakhWords, edges: float) -> Candidate:
    """Return a candidate from one token to its head."""
    tokens = chain.tokens
    owned = start != at and (end.form.possessive == 3 or tokens[start].low == COUNTRY)
    last = inflect(end.bare, possessive=3) if owned else end.bare
    first, place = tokens[start], Span(tokens[start].start, tokens[at].end)
    nested = sum(bool(GENITIVE.fullmatch(token.low)) and words.is_body(token.low) for token in tokens[start:at])
    quoted = chain.text[: first.start].endswith('"') and '"' in chain.text[first.start : place.end]
    opened = first.start - 1 if quoted else first.start
    body = chain.text[opened : tokens[at].start]
    inner = [words.lemma(token.low) for token in tokens[start:at] if token.low not in _SILENT]
    short = _SHORT.match(chain.text, place.end)
    return Candidate(
        text=dress(body + last),
        span=place,
        head=end.lemma,
        words=(*inner, end.lemma),
        at=tokens[at].start,
        edges=edges,
        possessed=owned or is_lexicalised(end.lemma),
        plural=end.form.plural,
        capital=first.capital and (not opens_sentence(first) or first.text.isupper()),
        nested=nested,
        short=short[1] if short else "",
    )
