"""Is this hypothesis sane? Numbers, names, loops, length, script and quotes, against its source.

Each finding is a `Violation`, so what is wrong with the hypothesis that was chosen is also reported.
"""

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from glossary.check import Violation
from glossary.kazakh import names, numerals
from glossary.term import Language

WEIGHTS = {"number": 0.5, "name": 0.15, "untranslated": 0.7, "repetition": 1.0, "length": 0.5}
QUOTE_WEIGHT = 0.2
"""What a finding costs, in mean log-probability of a token. First values; not tuned yet."""

_LETTERS = re.compile(r"\w+")
_MIXED = re.compile("[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u052f]{2,}")
_SMALL_LATIN_WORD = re.compile(r"(?<![\w@#&./:'-])[a-z]{3,}(?![\w@./:'-])")
"""Names, brands and abbreviations keep their letters in Kazakh, and so do addresses; they have capitals or marks."""
_WORD = re.compile(r"[^\W\d]\w*")
_COMMON_ENDING = re.compile("ina?$")
"""Common nouns end like this too (*медицина*): such a surname counts with a given name or an initial before it."""


def check_numbers(source: str, target: str, source_language: Language, target_language: Language) -> list[Violation]:
    """Compare the numbers of both sides as multisets of values."""
    difference = numerals.compare_numbers(source, source_language, target, target_language)
    found = [Violation("number", f"{number.text!r} is missing") for number in difference.missing]
    return found + [Violation("number", f"{number.text!r} is not in the source") for number in difference.extra]


def check_names(source: str, target: str, source_language: Language) -> list[Violation]:
    """Look for each name of a Kazakh source in Latin letters in the target, by likeness."""
    if source_language != "kk":
        return []
    words: list[str] = []
    found = []
    for person in names.find_persons(source):
        if person.surname in target:
            continue
        words = words or [word.lower() for word in re.findall(r"[A-Z][\w'-]*", target)]
        low = person.surname.lower()
        if person.name == person.surname and _COMMON_ENDING.search(low):
            continue
        if not any(word.startswith(low[:4]) or _alike(low, word) for word in words):
            found.append(Violation("name", f"{person.span.of(source)!r} ({person.name}) is not in the translation"))
    return found


def _alike(stem: str, word: str) -> bool:
    return difflib.SequenceMatcher(None, stem, word[: len(stem) + 2], autojunk=False).ratio() >= 0.7


def check_repetition(source: str, target: str) -> list[Violation]:
    """Find a phrase of three words or more that comes again and again, or one word three times in a row.

    >>> check_repetition("", "I'm sorry, but I'm sorry, but I'm sorry, but")[0].kind
    'repetition'
    """
    words = [word.lower() for word in _WORD.findall(target)]
    if len(set(words)) > len(words) - 2:
        return []
    originals = [word.lower() for word in _WORD.findall(source)]
    if _stammers(words) and not _stammers(originals):
        return [Violation("repetition", "one word three times in a row")]
    grams = Counter(zip(words, words[1:], words[2:], strict=False))
    worst = max(grams.values(), default=0)
    allowed = max(Counter(itertools.pairwise(originals)).values(), default=1)
    if worst > max(2, allowed):
        return [Violation("repetition", f"one phrase {worst} times")]
    return []


def _stammers(words: Sequence[str]) -> bool:
    """Tell whether a word stands three times in a row."""
    return any(a == b == c for a, b, c in zip(words, words[1:], words[2:], strict=False))


def check_length(source: str, target: str) -> list[Violation]:
    """Find a target that is much shorter or longer than its source.

    The two languages have about as many letters; beyond a third and three times (with 15 letters free)
    lie 0.3% of the development pairs.
    """
    if not target.strip() and source.strip():
        return [Violation("length", "the translation is empty")]
    if len(target) * 3 + 15 < len(source):
        return [Violation("length", "the translation is much shorter than the source")]
    if len(target) > len(source) * 3 + 15:
        return [Violation("length", "the translation is much longer than the source")]
    return []


def check_script(target: str, target_language: Language) -> list[Violation]:
    """Find words that were left in the letters of the source language.

    >>> check_script("Бұл football емес, BBC-дің Apple туралы хабары: gov.kz", "kk")[0].message
    'left as it was: football'
    """
    if target_language == "en" and target.isascii():
        return []
    found = []
    if mixed := [word for word in _LETTERS.findall(target) if _MIXED.search(word)]:
        found.append(Violation("untranslated", f"two alphabets in one word: {', '.join(mixed[:5])}"))
    pattern = _CYRILLIC_WORD if target_language == "en" else _SMALL_LATIN_WORD
    if left := [word for word in pattern.findall(target) if not any(word in other for other in mixed)]:
        found.append(Violation("untranslated", f"left as it was: {', '.join(left[:5])}"))
    return found


def check_addresses(source: str, target: str) -> list[Violation]:
    """Find web and mail addresses that did not come through as they are.

    >>> check_addresses("Сайт: www.gov.kz, press@gov.kz.", "Site: www.gov.kz")[0].message
    "'press@gov.kz' is not in the translation"
    """
    if "@" not in source and "://" not in source and "www." not in source:
        return []
    addresses = (match.rstrip(".,;:!?)\"'") for match in _ADDRESS.findall(source))
    return [Violation("name", f"{item!r} is not in the translation") for item in addresses if item not in target]


def inspect(
    source: str, target: str, source_language: Language, target_language: Language, *, untitled: str | None = None
) -> list[Violation]:
    """Return all findings for a plain source and a plain hypothesis.

    `untitled` is the source without its terms, whose capitals are not names; by default the source.
    """
    return [
        *check_numbers(source, target, source_language, target_language),
        *check_names(source if untitled is None else untitled, target, source_language),
        *check_repetition(source, target),
        *check_length(source, target),
        *check_addresses(source, target),
        *check_script(target, target_language),
    ]


def cost(violations: Iterable[Violation], source: str, target: str) -> float:
    """Return what the findings, and quotation marks that were lost, take off the score of a hypothesis."""
    lost_quotes = source.count('"') != target.count('"')
    return sum(WEIGHTS.get(violation.kind, 0.0) for violation in violations) + QUOTE_WEIGHT * lost_quotes
