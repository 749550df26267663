"""Candidates in an English sentence: chains of capitals with of, for, the, and inside; titles; abbreviations."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.english import lower_first, split_head
from glossary.harvest.candidate import DEEPEST, Candidate, body_heads, english_heads, singular
from glossary.harvest.cognates import ALIKE, similarity
from glossary.harvest.words import EnglishWords, Token, opens_sentence, split_tokens
from glossary.text import Span

LONGEST = 24
"""Words of a chain of capitals; of longer ones (headlines in capitals) only parts are taken."""
MODIFIERS = 3
"""Words before a head in small letters (*first deputy akim*)."""

CONNECTORS = frozenset({"of", "for", "the", "and", "on", "in", "to", "de", "against", "at", "al", "under", "with"})
_INNER = ("of", "for", "the", "and", "on", "in", "to", "de", "against", "al")
_STOP = frozenset(
    """
    the a an this that these those he she it they we you i in on at by for from with to of and or but as if when while
    after before during since according also however his her its their our my your who which where what how more most
    many much some any all both each no not new is are was were be been has have had will would can could may should
    said says noted added told there here then now today yesterday about over under between into through such same
    other than so only just very two three four five six seven eight nine ten eleven twelve few several first-ever mr
    mrs ms
    """.split()
)
_HEADLINE = frozenset(
    """
    receives received meets met visits visited visiting holds held takes took attends attended signs signed sends sent
    congratulates congratulated greets addresses opens opened chairs chaired participates participated appoints
    appointed dismissed discusses discussed comments awarded awards presents presented announces arrives arrived hosts
    hosted talks speaks delivers delivered launches launched familiarizes inspects inspected instructs instructed
    """.split()
)
"""Verbs that headlines write with a capital before a title."""
CONTENTLESS = CONNECTORS | _STOP
"""Words of which no term is made but for those between its words."""
_ABBREVIATION = re.compile("[A-Z][A-Z&]{1,7}")
_SHORT = re.compile(r"\s?\((?:the )?([A-Z][A-Za-z&]{1,7})\)")


class _Cut(NamedTuple):
    """A candidate in tokens, half-open, and how sure its two limits are."""

    start: int
    end: int
    edges: float


def find_english(text: str, words: EnglishWords, persons: Sequence[str] = ()) -> list[Candidate]:
    """Return the candidates of a sentence whose punctuation is plain; places are code points in it.

    `persons` are names of persons in any romanisation; what sounds like a word of them is in no candidate.

    >>> text = "He met the Chairman of the Committee for Languages."
    >>> sorted(found.text for found in find_english(text, EnglishWords(text)) if found.edges > 0.8)
    ['Chairman', 'Chairman of the Committee for Languages', 'Committee for Languages', 'Languages']
    """
    names = {word for person in persons for word in person.split() if len(word) > 2}
    tokens = [
        token._replace(capital=False, low="") if token.capital and _is_person(token.text, names) else token
        for token in split_tokens(text)
    ]
    found: dict[tuple[str, int], Candidate] = {}
    cuts = [*_capital_cuts(tokens, words), *_small_cuts(tokens)]
    for cut in sorted(cuts, key=lambda cut: -cut.edges):
        if one := _make(text, tokens, cut):
            found.setdefault((one.text, one.span.start), one)
    return list(found.values())


def _is_person(word: str, names: set[str]) -> bool:
    return any(similarity(name, word) >= ALIKE for name in names)


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the chains of words with capitals, with connectors between them, as half-open ranges of tokens."""
    at = 0
    while at < len(tokens):
        if not _is_name(tokens[at]):
            at += 1
            continue
        last = at
        ahead = at + 1
        while ahead < len(tokens) and ahead - last <= 3 and _is_joined(tokens[ahead].gap):
            if _is_name(tokens[ahead]):
                last = ahead
            elif tokens[ahead].low not in _INNER:
                break
            ahead += 1
        yield at, last + 1
        at = last + 1


def _is_name(token: Token) -> bool:
    return token.capital and token.low not in _STOP and token.low not in _HEADLINE


def _is_joined(gap: str) -> bool:
    """Tell whether a chain goes on over what stands between two words: a space, a quote, *'s*, a comma in a list."""
    return gap in (" ", ' "', '" ', ", ", "'s ", "' ", "’s ", "’ ", " & ")


def _capital_cuts(tokens: Sequence[Token], words: EnglishWords) -> Iterator[_Cut]:
    for low, high in _runs(tokens):
        names = [i for i in range(low, high) if tokens[i].capital]
        if low == 0 and high == 1 and tokens[0].low in words.small:
            continue
        for start in names:
            before = _judge_start(tokens, low, start)
            for end in names:
                if start <= end < start + LONGEST and _is_whole(tokens, start, end + 1):
                    yield _Cut(start, end + 1, before * _judge_end(tokens, high, end + 1))


def _is_whole(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a cut is one name: its commas are those of a list, and no second name with an article is in it.

    *Ministry of Labour, Health and Sport* is whole, *Government of Estonia and the Government of Latvia* is not.
    """
    if any(tokens[i].low == "and" and tokens[i + 1].low == "the" for i in range(start, end - 1)):
        return False
    commas = [i for i in range(start + 1, end) if tokens[i].gap.startswith(",")]
    if not commas:
        return True
    before = {token.low for token in tokens[start : commas[0]]}
    after = {token.low for token in tokens[commas[-1] : end]}
    return bool(before & {"of", "for", "on"}) and "and" in after and not after & {"of", "for"}


def _judge_start(tokens: Sequence[Token], low: int, start: int) -> float:
    """Return how sure it is that a term begins here."""
    if start == low:
        return 1.0
    before = tokens[start - 1].low
    if tokens[start].gap != " ":
        return 0.9
    if before in ("of", "for", "in", "to", "on", "the"):
        return 0.85
    return 0.5 if before == "and" else 0.4


def _judge_end(tokens: Sequence[Token], high: int, end: int) -> float:
    """Return how sure it is that a term ends here.

    What stands behind *for* and *on* is the field of a body and belongs to its name (*Committee for Languages*);
    what stands behind *of* may be the field or the owner (*Chairman of the Committee*).
    """
    if end == high or tokens[end].gap != " ":
        return 1.0
    after = tokens[end].low
    if after in ("in", "to", "of"):
        return 0.9
    return 0.5 if after in ("and", "for", "on") else 0.4


def _small_cuts(tokens: Sequence[Token]) -> Iterator[_Cut]:
    """Yield the phrases around a head that have small letters: *deputy akim of the city*, *Minister of agriculture*."""
    heads = english_heads()
    for at, token in enumerate(tokens):
        if singular(token.low) not in heads:
            continue
        ends = [at + 1, *_behind(tokens, at)]
        for start in range(at, max(-1, at - MODIFIERS - 1), -1):
            if start < at and (tokens[start + 1].gap not in (" ", '" ') or _is_no_modifier(tokens[start])):
                break
            sure = start == 0 or tokens[start].gap != " " or tokens[start - 1].low in _STOP
            for end in ends:
                if token.capital and not _is_mixed(tokens[start:end]):
                    continue
                closed = end == len(tokens) or tokens[end].gap != " " or tokens[end].low in _STOP
                yield _Cut(start, end, (0.85 if sure else 0.4) * (0.95 if closed else 0.6))


def _is_mixed(tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase has a word in small letters that carries meaning: *Minister of agriculture*."""
    return any(token.low and not token.capital and token.low not in CONTENTLESS for token in tokens)


def _is_no_modifier(token: Token) -> bool:
    return not token.low or token.low in _STOP or token.text[0].isdecimal()


def _behind(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Yield where a phrase may end that goes on behind its head with *of*, *for* or *to*."""
    start = at + 1
    if start >= len(tokens) or tokens[start].low not in ("of", "for", "to") or tokens[start].gap != " ":
        return
    start += 1
    if start < len(tokens) and tokens[start].low in ("the", "a"):
        start += 1
    for end in range(start, min(len(tokens), start + 6)):
        if tokens[end].gap != " " or (tokens[end].low in _STOP and tokens[end].low not in _INNER):
            return
        if tokens[end].low not in CONNECTORS:
            yield end + 1


def _make(text: str, tokens: Sequence[Token], cut: _Cut) -> Candidate | None:
    """Return a cut as a candidate; None where no word of it carries meaning."""
    first, last = tokens[cut.start], tokens[cut.end - 1]
    if not all(token.low for token in tokens[cut.start : cut.end]):
        return None
    place = Span(first.start, last.end)
    quoted = _with_quotes(text, place)
    if re.search(r'^[^"]*[^"\s(]"', quoted):  # begins inside a quotation that closes in it
        return None
    written = dress(quoted)
    before, head, _ = split_head(written)
    content = tuple(singular(token.low) for token in tokens[cut.start : cut.end] if token.low not in CONNECTORS)
    if not content or not head or (len(written) < 3 and not written.isupper()):
        return None
    small = [token for token in tokens[cut.start + 1 : cut.end] if token.low not in CONNECTORS and not token.capital]
    if cut.start == 0 and small and singular(head.lower()) == head.lower() and not head[:1].isupper():
        written = lower_first(written)
    short = _SHORT.match(text, place.end)
    nested = sum(
        token.start > place.start + len(before) and token.low in body_heads() for token in tokens[cut.start : cut.end]
    )
    if nested > DEEPEST:
        return None
    return Candidate(
        text=written,
        span=place,
        head=singular(head.strip("”“").lower()),
        words=content,
        at=place.start + len(before),
        edges=cut.edges,
        plural=singular(head.lower()) != head.lower(),
        abbreviation=bool(_ABBREVIATION.fullmatch(written)),
        capital=first.capital and not (opens_sentence(first) and len(content) - len(small) == 1),
        nested=nested,
        short=short[1] if short else "",
    )


def _with_quotes(text: str, place: Span) -> str:
    """Return a cut with the quotes at its ends that belong to it."""
    inside = text[place.start : place.end]
    if inside.count('"') % 2 == 0:
        return inside
    if text[place.start - 1 : place.start] == '"':
        return '"' + inside
    return inside + '"' if text[place.end : place.end + 1] == '"' else inside.replace('"', "")


def dress(text: str) -> str:
    """Write the quotes of an English term as the language has them, one space between words.

    >>> dress('"Kenes"  centre')
    '“Kenes” centre'
    """
    return re.sub('"([^"]*)"', r"“\1”", re.sub(r"\s+", " ", text)).replace('"', "")
