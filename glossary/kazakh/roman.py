"""Kazakh in Latin letters, as Kazakhstan's press writes names.

The table is that of the press agencies and of most passports before 2018: ж zh, х kh, қ k, ғ g, ү and ұ u, ы y,
і i, й y and before a consonant i, -ев after a vowel -yev. Given names that are fixed otherwise stand in
`glossary/lexicon/given_names.tsv`, persons in `glossary/lexicon/persons.tsv`.
"""

import re

from glossary.kazakh.letters import LETTERS, VOWELS

ROMAN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip

KNOWN = {"Қасым-Жомарт": "Kassym-Jomart"}
"""A name that stands in any text for one person, and that he writes otherwise than the table (akorda.kz)."""

_WORD = re.compile(rf"{'|'.join(KNOWN)}|[{LETTERS}]+")


def romanize(text: str) -> str:
    """Write Kazakh words in Latin letters by the table; everything else stays.

    >>> romanize("Арман Қырықбаев, Ерке БАЙЖІГІТ, Ғалымова")
    'Arman Kyrykbayev, Yerke BAIZHIGIT, Galymova'
    >>> romanize("Kеңес")
    'Kenes'
    """
    return _WORD.sub(_romanize_match, text)


def _romanize_match(match: re.Match[str]) -> str:
    """Return a run of Kazakh letters in Latin ones; behind a Latin letter it is the rest of a word."""
    word, before = match.group(), match.string[match.start() - 1 : match.start()]
    return KNOWN.get(word) or _romanize_word(word, before if before.isalpha() else "")


def _romanize_word(word: str, before: str) -> str:
    letters = []
    for at, char in enumerate(word):
        low = char.lower()
        roman = ROMAN.get(low, char)
        after = word[at + 1 : at + 2].lower()
        if low == "е" and (not before or before in VOWELS + "ьъ"):
            roman = "ye"
        if low == "й" and before in VOWELS and after and (after not in VOWELS or after == "ұ"):
            roman = "i"
        upper_around = word[at - 1 : at].isupper() or word[at + 1 : at + 2].isupper()
        if char.isupper():
            roman = roman.upper() if upper_around and len(word) > 1 else roman.capitalize()
        letters.append(roman)
        before = low
    return "".join(letters)
