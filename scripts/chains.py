"""Capitalised chains of a Kazakh text that end in the noun of a title, cut by rule; see coverage.py."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from glossary.heads import table
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import paradigm

LONGEST = 8
"""Words before the noun."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_GAP = re.compile('[ \u00a0]?["«»“”]?[ \u00a0]?["«»“”]?')
_OUTSIDE = re.compile(
    r"\d.*|.*(?:[ғгқк][ае]н|[дт][ыі]|[бп]ен|мен|ып|іп|йді|йды|мақ|мек|ды|ді|ты|ті|нда|нде|[дт]ан|[дт]ен|н[ыі]|ға|ге)"
    r"|бұл|осы|сол|ол|кейін|туралы|бойы|күні|жылы|де|да|бүгін|кеше|сондай-ақ|соңында|өз|өзінің|оның|барлық|бірнеше"
)
"""Words with a small letter that do not stand inside a title: endings of verbs and of outer cases, pronouns."""
_OBLIQUE = re.compile(r".{2,}(?:[ғг][ае]|-[қк][ае]|.[дт][ае]|ден|тен)")
"""Words with a capital that end a chain: a dative, locative or ablative is outside of the title behind it."""
_SURNAME = re.compile(r"\w{2,}(?:[ое]в|ёв|ин|[ое]ва|ина|ұлы|қызы)(?:[тдн][ыі]ң)?")
_ADVERBS = frozenset("бұл осы сол бүгін кеше сондай-ақ соңында қазір енді сонымен".split())
_INSIDE = frozenset("және мен пен бен жоғары арнайы тәуелсіз даму қорғау".split())
_ROLES = frozenset(("holder", "deputy", "staff", "office", "body", "organisation", "envoy", "mission"))


class Place(NamedTuple):
    """A title in a sentence, in code points."""

    start: int
    end: int


@lru_cache(maxsize=1)
def find_head_forms() -> frozenset[str]:
    """Return the last words of the nouns of heads.tsv in all their forms, in small letters."""
    forms: set[str] = set()
    for head in table():
        if head.role in _ROLES:
            last = head.word.split()[-1]
            forms.update(paradigm(last), paradigm(last, possessed=True) if head.possessed else ())
    return frozenset(forms)


def find_chains(text: str) -> Iterator[Place]:
    """Yield the capitalised chains of a line that end in a title's head, the longest for each head.

    >>> text = "Кеше Ішкі істер министрлігінің өкілі келген министрге хат жазды."
    >>> [text[one.start : one.end] for one in find_chains(text)]
    ['Ішкі істер министрлігінің', 'Ішкі істер министрлігінің өкілі']
    """
    words = list(WORD.finditer(text))
    heads = find_head_forms()
    for at, word in enumerate(words):
        if not {fold(word[0]), fold(word[0]).rpartition("-")[2]} & heads:
            continue
        start = _find_start(text, words, at)
        if start is not None and start < at:
            yield Place(words[start].start(), word.end())


def _find_start(text: str, words: Sequence[re.Match[str]], at: int) -> int | None:
    """Return the word with which the chain before a head begins; None where none has a capital."""
    start: int | None = at if words[at][0][0].isupper() else None
    for i in range(at - 1, max(-1, at - LONGEST - 1), -1):
        if not _GAP.fullmatch(text[words[i].end() : words[i + 1].start()]):
            break
        if words[i][0][0].isupper():
            low = fold(words[i][0])
            if low in _ADVERBS or _OBLIQUE.fullmatch(low) or _SURNAME.fullmatch(words[i][0]):
                break
            if _opens(text, words[i].start()) and not words[i + 1][0][0].isupper():
                break
            start = i
            continue
        low = fold(words[i][0])
        if low not in _INSIDE and _OUTSIDE.fullmatch(low):
            break
        if start is not None and start < at:
            break
    return start


def _opens(text: str, at: int) -> bool:
    """Tell whether a word is the first of a sentence."""
    before = text[:at].rstrip(' \u00a0"«“–—-')
    return not before or before[-1] in ".!?:…"
