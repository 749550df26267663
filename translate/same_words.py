"""Words that are written the same in a text and its translation: numbers, addresses, names in Latin letters."""

import re
from collections.abc import Sequence

from glossary.text import Span

NUMBER_SIGN = re.compile(r"[(«“\"]?(?:№|#|no\.?|nos\.)", re.IGNORECASE)
"""What stands before a number as a word of its own."""
ENDING = re.compile("(?<=[0-9A-Za-z])-?[а-яәіңғүұқөһ]+$", re.IGNORECASE)
"""A Kazakh ending of a number: *1234-ші*, *2024-жылғы*."""
SIGNS = re.compile(r"^\W+|\W+$")


def match_same(
    source_words: Sequence[Span], target_words: Sequence[Span], source: str, target: str
) -> dict[int, frozenset[int]]:
    """Return for target words that say what source words say, as they are written, the numbers of those words.

    Words are the same without the signs around them and without Kazakh endings of numbers; one that one text has more
    often than the other is left out.

    >>> from translate.engines.tokens import split_words
    >>> source, target = "Бұл № 12-V заң", "This is Law No. 12-V"
    >>> match_same(tuple(split_words(source)), tuple(split_words(target)), source, target)
    {4: frozenset({2}), 3: frozenset({1})}
    """
    ours, theirs = list_keys(source_words, source), list_keys(target_words, target)
    same: dict[int, frozenset[int]] = {}
    for key, numbers in theirs.items():
        indices = ours.get(key, [])
        if len(indices) != len(numbers):
            continue
        for number, index in zip(numbers, indices, strict=True):
            same[number] = frozenset([index])
            counted = number and any(map(str.isdigit, key))
            if counted and NUMBER_SIGN.fullmatch(target_words[number - 1].of(target)):
                signed = index and NUMBER_SIGN.fullmatch(source_words[index - 1].of(source))
                same[number - 1] = frozenset([index - 1 if signed else index])
    return same


def list_keys(words: Sequence[Span], text: str) -> dict[str, list[int]]:
    """Return what is compared of the words that may be the same in both languages, each with their numbers."""
    keys: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        key = SIGNS.sub("", word.of(text))
        if any(map(str.isdigit, key)):
            key = ENDING.sub("", key)
        if sum(map(str.isalnum, key)) > 1 or key.isdigit():
            keys.setdefault(key.lower(), []).append(number)
    return keys
