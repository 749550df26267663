"""Which language a text is in, in the numbers that LibreTranslate gives."""

from typing import NamedTuple

from translate import foreign
from translate.foreign import Found, count_letters, find_language, is_cyrillic

CERTAIN, LIKELY = 0.9, 0.5
"""The least confidence in a language that the words of a text say for certain, and in one that its script suggests."""
CANDIDATES: tuple[Found, ...] = ("kk", "en", "ru")


class Detection(NamedTuple):
    """A language that a text may be in, and how sure that is, in percent."""

    language: str
    confidence: int


def detect(text: str) -> list[Detection]:
    """Return the languages that a text may be in, the likeliest first: of Kazakh, English and Russian.

    What the words do not say is taken for Kazakh where it is Cyrillic: much of it is names, which are the same in
    Russian. Where there are no letters it is English with confidence 0, as LibreTranslate says.

    >>> detect("Бүгін күн жылы болды.")[0].language, detect("The talks were held in Astana.")[0].language
    ('kk', 'en')
    >>> detect("12 + 30")
    [Detection(language='en', confidence=0)]
    """
    text = text[: foreign.LONGEST]
    count = count_letters(text)
    if not count.cyrillic + count.latin:
        return [Detection("en", 0)]
    certain = find_language(text)
    first: Found = certain or ("kk" if is_cyrillic(count) else "en")
    ranks = {language: foreign.rank(text, language) for language in CANDIDATES}
    share = ranks[first] / (sum(ranks.values()) or 1.0)
    share = max(share, CERTAIN if certain else LIKELY)
    rest = sum(rank for language, rank in ranks.items() if language != first) or 1.0
    others = {language: (1 - share) * rank / rest for language, rank in ranks.items() if language != first}
    found = sorted(others.items(), key=lambda item: -item[1])
    detections = [Detection(language, round(100 * one)) for language, one in [(first, share), *found]]
    return [one for one in detections if one.confidence]
