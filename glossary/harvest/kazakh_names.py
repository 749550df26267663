"""Names in a Kazakh sentence: words with capitals that are no heads, names in quotes, abbreviations."""

import re
from collections.abc import Iterator

from glossary.harvest.candidate import Candidate, head_pairs
from glossary.harvest.kazakh_chain import ATTRIBUTIVE, ROMAN, STOP, Chain, dress, is_outside
from glossary.harvest.words import KazakhWords, opens_sentence, split_tokens
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import inflect
from glossary.text import Span

_ABBREVIATION = re.compile("([A-ZА-ЯӘІҢҒҮҰҚӨҺ]{2,7})(?:-[а-яәіңғүұқөһ]+)?")


def read_abbreviation(chain: Chain, at: int) -> Candidate | None:
    """Return a token that is an abbreviation, without its ending; None for any other, also for a Roman numeral."""
    match = _ABBREVIATION.fullmatch(chain.tokens[at].text)
    if not match or ROMAN.fullmatch(match[1]):
        return None
    text = match[1]
    token = chain.tokens[at]
    low = fold(text)
    place = Span(token.start, token.end)
    return Candidate(text, place, low, (low,), token.start, 0.9, abbreviation=True, capital=True)


def find_names(chain: Chain, at: int, words: KazakhWords) -> Iterator[Candidate]:
    """Yield the names that end in a word with a capital that is no head."""
    tokens = chain.tokens
    token = tokens[at]
    first_word = opens_sentence(token)
    if len(token.text) < 3 or token.low in STOP or (first_word and words.is_common(token.low)):
        return
    lemma, *others = words.lemmas(token.text)
    follows = at + 1 < len(tokens) and tokens[at + 1].capital and chain.joined(at + 1)
    start = at
    while True:
        alone = not _goes_on(chain, start, words)
        edges = (1.0 if alone else 0.45) * (0.5 if follows else 1.0) * (0.7 if start == 0 else 1.0)
        inner = [words.lemma(one.low) for one in tokens[start:at]]
        body = chain.text[tokens[start].start : token.start]
        yield Candidate(
            dress(body + lemma),
            Span(tokens[start].start, token.end),
            fold(lemma),
            (*inner, fold(lemma)),
            token.start,
            edges,
            capital=not opens_sentence(tokens[start]) and not (start == at and words.is_common(token.low)),
            lemmas=tuple(dress(body + other) for other in others),
        )
        if alone or at - start >= 4:
            return
        start -= 1


def _goes_on(chain: Chain, start: int, words: KazakhWords) -> bool:
    """Tell whether a name goes on to the left of a token."""
    if start == 0 or start - 1 in chain.persons or not chain.joined(start):
        return False
    before = chain.tokens[start - 1]
    if not before.capital or before.low in STOP or ATTRIBUTIVE.fullmatch(before.low):
        return False
    return not is_outside(before, words)


def find_quoted(chain: Chain, words: KazakhWords) -> Iterator[Candidate]:
    """Yield names in quotes, alone and with the possessed noun behind them that is no head of the table."""
    for match in re.finditer('"([^"]{2,60})"', chain.text):
        name = match[1].strip()
        if not name[:1].isupper() or name.count(" ") > 4 or re.search("[.!?]", name):
            continue
        inner = tuple(words.lemma(token.low) for token in split_tokens(name))
        if not inner:
            continue
        place = Span(match.start(), match.end())
        others = tuple(f"«{lemma}»" for lemma in words.lemmas(name)) if " " not in name else ()
        yield Candidate(f"«{name}»", place, inner[-1], inner, match.start(), 0.9, capital=True, lemmas=others)
        follow = next((token for token in chain.tokens if token.start >= match.end()), None)
        if follow is None or follow.gap != '" ' or follow.capital or fold(follow.text) in STOP:
            continue
        reading = words.possessed(follow.low)
        if reading and reading not in head_pairs():
            owned = inflect(reading, possessive=3)
            place = Span(match.start(), follow.end)
            yield Candidate(
                f"«{name}» {owned}", place, reading, (*inner, reading), follow.start, 0.8, possessed=True, capital=True
            )
