"""The months that are named in a text, in Kazakh and in English.

*Наурыз* is a feast too and *May*, *march* are verbs, so such a word counts beside a number alone.
"""

import re
from functools import cache
from typing import NamedTuple

from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.morphology import paradigm
from glossary.term import Language
from glossary.text import Span

KAZAKH = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()
ENGLISH = "January February March April May June July August September October November December".split()
_SEASONS_TOO = frozenset({"наурыз", "маусым", "тамыз", "қазан", "қараша"})
"""A feast, a season, the hearth's and the cauldron's names, and surnames: they count beside a number alone."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_BEFORE = re.compile(r"\d[\d-]*(?:-?[ыі]?нш[ыі]|-ш[ыі]|st|nd|rd|th)?,?[ \u00a0]+(?:of )?$")
_NUMBER_AFTER = re.compile(r"[ \u00a0]+(?:\d|ай[ыд\W])")


class Named(NamedTuple):
    """A month from 1 to 12, and where it is named (code points)."""

    month: int
    span: Span


@cache
def _forms() -> dict[str, int]:
    """Return the months by every form of their Kazakh names."""
    return {form: number for number, name in enumerate(KAZAKH, 1) for form in paradigm(name)}


def find_months(text: str, language: Language) -> list[Named]:
    """Return the months that a text names, in its order.

    >>> [named.month for named in find_months("Сәуірде, ал 5 наурызда Наурыз тойы", "kk")]
    [4, 3]
    >>> [named.month for named in find_months("In March they may march on 5 May", "en")]
    [3, 5]
    """
    found = []
    for match in _WORD.finditer(text):
        month = _read(match.group(), language)
        if month and (not _is_doubtful(match.group(), month, language) or _has_number(text, match)):
            found.append(Named(month, Span(*match.span())))
    return found


def _read(word: str, language: Language) -> int:
    """Return the month that a word may name, 0 where it is none."""
    if language == "en":
        return ENGLISH.index(word) + 1 if word in ENGLISH else 0
    return _forms().get(fold(normalize(word).text), 0)


def _is_doubtful(word: str, month: int, language: Language) -> bool:
    """Tell whether a word may be something else."""
    return word == "May" if language == "en" else KAZAKH[month - 1] in _SEASONS_TOO


def _has_number(text: str, match: re.Match[str]) -> bool:
    """Tell whether a day, a year or the word for a month stands beside a word."""
    before = text[max(0, match.start() - 16) : match.start()]
    return bool(_NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(text, match.end()))
