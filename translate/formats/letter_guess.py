"""Which encoding of single bytes makes Kazakh, Russian or English of a text: judged by its letters and words."""

import re

CANDIDATES = ("cp1252", "cp1251", "kz1048", "ptcp154", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
"""Encodings of single bytes in which Kazakh, Russian and English texts are met. The first wins where two are alike."""

_LONGEST = 30_000
_WORST = 0.35
"""The score below which a text is none in an encoding: random bytes get at most 0.1, real texts at least 0.5."""

# Letters from the most to the least frequent: Kazakh as counted over 6 million letters of its texts, Russian as
# Lyashevskaya and Sharov's frequency dictionary (2009) has them, about. The score needs no more than the order.
_KAZAKH = "аеынтрілсдқмкобуизжңпшғйгұөүәявфхцэьючъһёщ"
_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_RANKS = {
    char: 1 - min(order.find(char) for order in (_KAZAKH, _RUSSIAN) if char in order) / 40
    for char in {*_KAZAKH, *_RUSSIAN}
}
_KAZAKH_ONLY = frozenset({"kz1048", "ptcp154"})
"""Those that need more of a text than a letter or two of a foreign name."""
_SIGNS = frozenset("«»„“”‘’–—…№§°•€₸£©®™·\u00a0")
_TOKEN = re.compile(r"[^\W\d_]+|[^\x00-\x7f]")
_NOT_ASCII = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")


def guess_encoding(sample: bytes) -> list[str]:
    """Return the encodings that make words of a text, the likeliest first; empty where none does.

    >>> guess_encoding("Қала әкімі жиналыс өткізді.".encode("kz1048"))[0]
    'kz1048'
    >>> guess_encoding("Глава города провёл совещание.".encode("koi8-r"))[0]
    'koi8-r'
    >>> guess_encoding("The café “Almaty” is open.".encode("cp1252"))[0], guess_encoding(bytes(range(128, 256)))
    ('cp1252', [])
    """
    telling = b"\n".join(match.group() for match in _NOT_ASCII.finditer(sample, 0, 20 * _LONGEST))[:_LONGEST]
    if sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x1b" for byte in telling) > len(telling) // 100:
        return []
    scores: dict[str, float] = {}
    for name in CANDIDATES:
        score = _judge(telling.decode(name, "replace")) - 0.01 * (name in _KAZAKH_ONLY)
        if score > _WORST:
            scores[name] = score
    return sorted(scores, key=lambda name: -scores[name])


def _judge(text: str) -> float:
    """Return how much what is not ASCII in a text looks like words: from about -2 to 1, by code points."""
    total = weight = 0.0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token.isascii():
            continue
        share = _judge_word(token) if token.isalpha() else 0.8 if token in _SIGNS else -2.0
        total += share * len(token)
        weight += len(token)
    return total / weight if weight else 0.0


def _judge_word(word: str) -> float:
    cased = word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())
    shape = 0.0 if cased else -1.0
    latin = sum(char.isascii() for char in word)
    if any("\u0400" <= char <= "\u052f" for char in word):
        foreign = sum(not char.isascii() and char.lower() not in _RANKS for char in word)
        mixed = sum(char.isascii() and char not in "iIhH" for char in word)  # Kazakh is met with a Latin i and h
        known = sum(_RANKS.get(char.lower(), 0.0) for char in word)
        return shape + (known - 2 * foreign - 2 * mixed) / len(word)
    return shape + (0.7 if latin * 2 >= len(word) else -1.0)
