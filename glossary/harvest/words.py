"""Words of a text for the harvest: tokens, their dictionary forms, and which of them are common nouns."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from glossary.harvest.candidate import head_pairs
from glossary.heads import words_of
from glossary.kazakh.endings import Form
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import Analysis, analyse
from glossary.kazakh.sounds import lexicon

_LONGEST = 40
"""Code points; a longer word is none that is inflected."""
_OBLIQUE = ("dative", "accusative", "locative", "ablative", "instrumental")
_TOKEN = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*")


class Token(NamedTuple):
    """A word: its text, in small letters, its place, and what stands between the word before and it."""

    text: str
    low: str
    start: int
    end: int
    gap: str
    capital: bool


def split_tokens(text: str) -> list[Token]:
    """Return the words of a sentence, hyphenated ones whole.

    >>> [(token.text, token.gap) for token in split_tokens("Қаржы, премьер-министр")]
    [('Қаржы', ''), ('премьер-министр', ', ')]
    """
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word == "s" and text[match.start() - 1] in "'’":  # of a possessive: it is between words
            continue
        found.append(Token(word, fold(word), match.start(), match.end(), text[end : match.start()], word[0].isupper()))
        end = match.end()
    return found


def opens_sentence(token: Token) -> bool:
    """Tell whether a word stands behind the end of a sentence, a colon or a line, or first in the text."""
    return not token.gap or bool(re.search(r"[.!?:\n–—-]", token.gap))


class KazakhWords:
    """The words of a Kazakh text, by which it is told which of the readings of a word is meant.

    *Қаржы* is no possessed *қарж* where the text has no *қарж*; *қаланың* is a form of *қала* where it has that.
    `known` are more words that are nouns in their dictionary form.
    """

    def __init__(self, text: str, known: Iterable[str] = ()) -> None:
        """Read all words of a text once."""
        tokens = split_tokens(text)
        self._lexicon = frozenset(token.low for token in tokens) | frozenset(known)
        self._small = frozenset(token.text for token in tokens if not token.capital)
        self._read: dict[str, list[Analysis]] = {}
        self._lemmas: dict[str, str] = {}
        self._heads: dict[str, tuple[str, Form] | None] = {}
        inside = (token for token in tokens if token.capital and not opens_sentence(token))
        self._names = frozenset(form for token in inside for form in (token.low, self._first_lemma(token.low)))

    def _first_lemma(self, low: str) -> str:
        return next((fold(one.lemma) for one in self._readings(low)), low)

    def is_name(self, low: str) -> bool:
        """Tell whether a word, or its dictionary form, has a capital inside a sentence of the text."""
        return low in self._names or self.lemma(low) in self._names

    def lemma(self, low: str) -> str:
        """Return the dictionary form of a word in small letters, as far as the text tells it.

        >>> words = KazakhWords("қала қаланың қаржы")
        >>> words.lemma("қаланың"), words.lemma("қаржы")
        ('қала', 'қаржы')
        """
        found = self._lemmas.get(low)
        if found is None:
            found = self._lemmas[low] = self._first_lemma(low)
        return found

    def lemmas(self, word: str) -> list[str]:
        """Return the dictionary forms that a name may have, capitals kept, the likeliest first."""
        found = [one.lemma for one in self._readings(word) if len(one.lemma) > 1 and not one.form.plural]
        if word.isupper() and len(word) > 3:
            found = [lemma.upper() for lemma in found]
        return list(dict.fromkeys(found))[:6] or [word]

    def _readings(self, word: str) -> list[Analysis]:
        found = self._read.get(word)
        if found is None:
            found = self._read[word] = analyse(word, self._lexicon) if len(word) < _LONGEST else []
        return found

    def head(self, low: str) -> tuple[str, Form] | None:
        """Return the noun of the table of heads that a word is a form of, bare or in the third person.

        >>> KazakhWords("").head("министрлігінің")
        ('министрлік', Form(case='genitive', plural=False, possessive=3, suffix='', predicate=None))
        """
        if low not in self._heads:
            readings = analyse(low, head_pairs()) if len(low) < _LONGEST else []
            self._heads[low] = next(
                (
                    (one.lemma, one.form)
                    for one in readings
                    if one.lemma in head_pairs() and one.form.possessive in (None, 3) and not one.form.predicate
                ),
                None,
            )
        return self._heads[low]

    def is_oblique(self, low: str) -> bool:
        """Tell whether a word carries a case that no word inside a title has, and its noun is in the text too.

        >>> words = KazakhWords("Алматы қаласы Алматыда")
        >>> words.is_oblique("алматыда"), words.is_oblique("қаласы")
        (True, False)
        """
        found = self.head(low)
        if found and found[1].case in _OBLIQUE and not found[1].suffix:
            return True
        return any(
            one.form.case in _OBLIQUE and not one.form.suffix and fold(one.lemma) in self._lexicon
            for one in self._readings(low)
        )

    def possessed(self, low: str) -> str:
        """Return the noun that a word is the third person of, "" where it is none."""
        for one in self._readings(low):
            if one.form.possessive == 3 and not one.form.plural:
                return one.lemma
        return ""

    def is_body(self, low: str) -> bool:
        """Tell whether a word is a form of the name of a body: *министрлігінің*."""
        found = self.head(low)
        return found is not None and found[0] in words_of("body")

    def is_holder(self, low: str) -> bool:
        """Tell whether a word names somebody in office, in the nominative with its ending: *Президенті, Елбасы*."""
        found = self.head(low)
        if found is None or found[1].case != "nominative" or found[0] not in words_of("holder"):
            return False
        return found[1].possessive == 3 or is_lexicalised(found[0])

    def is_common(self, low: str) -> bool:
        """Tell whether the text has a word, or its dictionary form, in small letters as well."""
        return low in self._small or self.lemma(low) in self._small


def is_lexicalised(low: str) -> bool:
    """Tell whether a noun carries the third person ending in its dictionary form (*Елбасы*).

    >>> is_lexicalised("елбасы"), is_lexicalised("төраға")
    (True, False)
    """
    return low in lexicon("lexicalised")


class EnglishWords:
    """The words of an English text: which of them it has in small letters as well."""

    def __init__(self, text: str) -> None:
        """Read all words of a text once."""
        self._text = text

    @cached_property
    def small(self) -> frozenset[str]:
        """The words in small letters."""
        return frozenset(token.text for token in split_tokens(self._text) if not token.capital)
