"""A Kazakh sentence as the harvest reads it: its words, and which of them can be no part of a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.harvest.words import KazakhWords, Token, opens_sentence

STOP = frozenset(
    """
    бұл осы сол ол олар сондай мұндай барлық бүкіл әр әрбір түрлі көп бірнеше екі үш төрт бес де да деп дейді деді ал
    бірақ туралы кейін бұрын үшін қатар бірге арқылы сияқты ретінде бүгін кеше биыл енді тағы оның олардың осындай өз
    өзінің біздің сондай-ақ бар жоқ емес болып болған болды еткен етті отыр тұр жатыр келді дейін астам жуық жылы
    жылғы жыл күні соның оған оларға сөзінше айтуынша бүгінде қазір жаңа атап өтті бір кешегі ертең яғни осылайша
    сондықтан
    """.split()
)
NO_MODIFIER = re.compile(
    ".{2,}(?:[ғгқк]а|[ғгқк]е|[дтн]ан|[дтн]ен|[дт][ыі]|н[ыі]|ып|іп|[ғгқк][ае]н|[бп]ен|мен|ейді|айды|у[ғг][ае]|уда|нде|нда)"
)
"""Endings of cases and verbs that no word inside a title has; short words may only look as if they had one."""
NO_OPENING = re.compile(".{3,}(?:[ғгқк][ае]|[дт][ае]|ып|іп)")
"""Endings of words that open a sentence and no title; names of states may end as the words of the other list do."""
_LIKE_OPENING = frozenset("канада уганда руанда гренада мекке африка америка".split())
GENITIVE = re.compile(".{2,}[нтд][ыі]ң")
ATTRIBUTIVE = re.compile(".{2,}[дт][ае]ғ[ыі]|.{2,}[дт]ег[ыі]")
COUNTRY = "қр"
"""Of Kazakhstan: it may stand before any title and is left out as easily."""
ROMAN = re.compile("[IVXLCХІ]+")


@dataclass(frozen=True, slots=True)
class Chain:
    """A sentence in tokens, with those that are part of a person's name."""

    text: str
    tokens: Sequence[Token]
    persons: frozenset[int]

    def joined(self, at: int) -> bool:
        """Tell whether a token follows the one before it directly, perhaps with a quote between them."""
        return at > 0 and self.tokens[at].gap in (" ", ' "', '" ', "  ")

    def boundary(self, at: int) -> bool:
        """Tell whether nothing that belongs to a title can stand before a token."""
        if not self.joined(at):
            return True
        low = self.tokens[at - 1].low
        return low in STOP or low == COUNTRY or bool(NO_MODIFIER.fullmatch(low))


def is_outside(token: Token, words: KazakhWords) -> bool:
    """Tell whether a word is no part of a title: a Roman numeral, or one with the ending of a verb or an outer case."""
    if ROMAN.fullmatch(token.text):
        return True
    if not token.capital and len(token.low) > 4 and NO_MODIFIER.fullmatch(token.low):
        return True
    if token.capital and opens_sentence(token) and NO_OPENING.fullmatch(token.low):
        return token.low not in _LIKE_OPENING
    return words.is_oblique(token.low)


def dress(text: str) -> str:
    """Write the quotes of a Kazakh term as the language has them, one space between words.

    >>> dress('"Кеңес"  орталығы')
    '«Кеңес» орталығы'
    """
    text = re.sub(r"\s+", " ", text)
    text = re.sub('"([^"]*)"', r"«\1»", text)
    return text.replace('"', "")
