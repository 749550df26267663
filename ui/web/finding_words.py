"""Findings in the language of the page: the check writes them in English, one sentence for each kind of find."""

import re
from collections.abc import Callable

_QUOTED = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
"""A text as Python writes it, in either quotes."""

PATTERNS: tuple[tuple[str, str], ...] = (
    ("finding-should-be", rf"{_QUOTED} should be {_QUOTED}"),
    ("finding-missing", rf"{_QUOTED} is missing"),
    ("finding-not-in-source", rf"{_QUOTED} is not in the source"),
    ("finding-name-missing", rf"{_QUOTED} \(([^)]*)\) is not in the translation"),
    ("finding-not-in-translation", rf"{_QUOTED} is not in the translation"),
    ("finding-became", rf"{_QUOTED} became {_QUOTED}"),
    ("finding-written", rf"{_QUOTED} is written {_QUOTED}, not {_QUOTED}"),
    ("finding-written-in-source", rf"{_QUOTED} is written {_QUOTED} in the source"),
    ("finding-elsewhere", rf"{_QUOTED} is {_QUOTED} here and {_QUOTED} elsewhere"),
    ("finding-word-thrice", r"one word three times in a row"),
    ("finding-phrase", r"one phrase (\d+) times"),
    ("finding-twice", rf"{_QUOTED} twice in a row"),
    ("finding-more-often", rf"{_QUOTED} stands more often than in the source"),
    ("finding-empty", r"the translation is empty"),
    ("finding-shorter", r"the translation is much shorter than the source"),
    ("finding-longer", r"the translation is much longer than the source"),
    ("finding-same", r"the same as the source"),
    ("finding-forbidden", rf"{_QUOTED} is forbidden for (\S+)"),
    ("finding-deprecated", rf"{_QUOTED} is deprecated for (\S+)"),
    ("finding-english", r"the text looks like English, not Kazakh: .*"),
    ("finding-russian", r"the text looks like Russian, not Kazakh: .*"),
    ("finding-kazakh", r"the text looks like Kazakh or Russian, not English: .*"),
)
"""The message of each sentence, and the pattern of the English one; what it holds fills the message in order."""


def describe_finding(message: str, say: Callable[..., str]) -> str:
    """Return a finding in the language of `say`; one that is not known stays in English.

    >>> from ui.messages import say
    >>> describe_finding("'500' is missing", say("kk"))
    'аудармада «500» жоқ'
    >>> describe_finding("something new", say("kk"))
    'something new'
    """
    for key, pattern in PATTERNS:
        if found := re.fullmatch(pattern, message, flags=re.DOTALL):
            parts = [_unquote(part) for part in found.groups()]
            return say(key, **dict(zip("abc", parts, strict=False)))
    return message


def _unquote(part: str) -> str:
    """Return what a quoted text says."""
    if part[:1] not in "'\"" or part[:1] != part[-1:]:
        return part
    return re.sub(r"\\(['\"\\])", r"\1", part[1:-1])
