"""Findings in the language of the page: the check writes them in English, one sentence for each kind of find."""

import re
from collections.abc import Callable, Sequence

QUOTED = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
"""A text as Python writes it, in either quotes."""

PATTERNS: tuple[tuple[str, str], ...] = (
    ("finding-should-be", rf"{QUOTED} should be {QUOTED}"),
    ("finding-missing", rf"{QUOTED} is missing"),
    ("finding-not-in-source", rf"{QUOTED} is not in the source"),
    ("finding-name-missing", rf"{QUOTED} \(([^)]*)\) is not in the translation"),
    ("finding-not-in-translation", rf"{QUOTED} is not in the translation"),
    ("finding-became", rf"{QUOTED} became {QUOTED}"),
    ("finding-written", rf"{QUOTED} is written {QUOTED}, not {QUOTED}"),
    ("finding-written-in-source", rf"{QUOTED} is written {QUOTED} in the source"),
    ("finding-elsewhere", rf"{QUOTED} is {QUOTED} here and {QUOTED} elsewhere"),
    ("finding-word-thrice", r"one word three times in a row"),
    ("finding-phrase", r"one phrase (\d+) times"),
    ("finding-twice", rf"{QUOTED} twice in a row"),
    ("finding-more-often", rf"{QUOTED} stands more often than in the source"),
    ("finding-empty", r"the translation is empty"),
    ("finding-shorter", r"the translation is much shorter than the source"),
    ("finding-longer", r"the translation is much longer than the source"),
    ("finding-same", r"the same as the source"),
    ("finding-forbidden", rf"{QUOTED} is forbidden for (\S+)"),
    ("finding-deprecated", rf"{QUOTED} is deprecated for (\S+)"),
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
    return rephrase(message, PATTERNS, say)


def rephrase(message: str, patterns: Sequence[tuple[str, str]], say: Callable[..., str]) -> str:
    """Return the message of the first pattern that an English sentence fits, the sentence where it fits none."""
    for key, pattern in patterns:
        if found := re.fullmatch(pattern, message, flags=re.DOTALL):
            parts = [unquote(part) for part in found.groups()]
            return say(key, **dict(zip("abc", parts, strict=False)))
    return message


def unquote(part: str) -> str:
    r"""Return what a quoted text says, anything else as it is.

    >>> unquote("'a'"), unquote('"it\'s"'), unquote("'")
    ('a', "it's", "'")
    """
    if len(part) < 2 or part[0] not in "'\"" or part[0] != part[-1]:
        return part
    return re.sub(r"\\(['\"\\])", r"\1", part[1:-1])
