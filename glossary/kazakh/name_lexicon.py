"""What is known of names before any text is read: given names, persons in the news, and words that are no names.

Three tables of `glossary/lexicon`, read when first asked for: `given_names.tsv`, `persons.tsv` (its column
`status` says whether the English spelling was read on the page in `source`) and `name_words.tsv`.
"""

from collections import defaultdict
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import inflect
from glossary.kazakh.roman import romanize


class KnownPerson(NamedTuple):
    """A person who stands in the news: given name and surname in Kazakh and in English.

    What stands between the first and the last word belongs to the given name (*Режеп Тайып Ердоған*).
    """

    given: str
    family: str
    english_given: str
    english_family: str


def _rows(name: str) -> list[list[str]]:
    table = resources.files("glossary") / "lexicon" / name
    return [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]


@cache
def given_names() -> dict[str, str]:
    """Return the given names in small letters, each with its English spelling; "" if by the letters."""
    return {fold(row[0]): row[1] for row in _rows("given_names.tsv")}


@cache
def ambiguous_names() -> frozenset[str]:
    """Return those given names, in small letters, that are words of the language as well (*Бірлік*, unity)."""
    return frozenset(fold(row[0]) for row in _rows("given_names.tsv") if row[2] == "word")


@cache
def foreign_names() -> dict[str, str]:
    """Return the given names, in small letters, that Kazakhs seldom bear: `russian` or `foreign`."""
    return {fold(row[0]): row[2] for row in _rows("given_names.tsv") if row[2] in ("russian", "foreign")}


@cache
def latin_given_names() -> frozenset[str]:
    """Return the given names in Latin letters, to know *Elon Musk* from *Open Almaty*."""
    return frozenset(english or romanize(kazakh).capitalize() for kazakh, english in given_names().items())


@cache
def known_persons() -> dict[str, tuple[KnownPerson, ...]]:
    """Return the persons of the table by their Kazakh surname in small letters."""
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    for row in _rows("persons.tsv"):
        given, _, family = row[0].rpartition(" ")
        english_given, _, english_family = row[1].rpartition(" ")
        found[fold(family)].append(KnownPerson(given, family, english_given, english_family))
    return {family: tuple(persons) for family, persons in found.items()}


@cache
def words_no_names() -> dict[str, str]:
    """Return words with a capital that begin or end no name, in small letters, each with its class.

    The classes are `place`, `opener` (a word that sentences begin with), `body` (institutions, months and
    adjectives in official names) and `title`.
    """
    found: dict[str, str] = {}
    for word, kind in _rows("name_words.tsv"):
        found[fold(word)] = kind
        if kind in ("body", "title"):  # Елбасымыз, Заңымыз, Жолы
            found.update((fold(inflect(word, possessive=who)), kind) for who in (1, 3, 4))
    return found


@cache
def title_forms() -> frozenset[str]:
    """Return titles and trades in the forms in which they stand before a name: *министрі, тілшіміз, президент*."""
    titles = [word for word, kind in words_no_names().items() if kind == "title"]
    return frozenset(chain.from_iterable((title, *_plurals(title)) for title in titles))


def _plurals(title: str) -> tuple[str, str]:
    return inflect(title, plural=True), inflect(title, plural=True, possessive=3)
