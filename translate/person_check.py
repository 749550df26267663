"""Are the persons of one side on the other, under the same names?

A name counts in any accepted romanisation (`glossary.kazakh.likeness`). One that is nearly right is reported as
written otherwise, with what it should be; one that nothing resembles, as left out. The letters of *Трамп* do not
tell that he is *Trump*, so what resembles the name of a foreigner is taken for it.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from glossary.check import Violation
from glossary.kazakh import names
from glossary.kazakh.letters import SPECIFIC, fold
from glossary.kazakh.likeness import compare, skeleton
from glossary.kazakh.name_lexicon import foreign_names, given_names, known_persons, latin_given_names
from glossary.kazakh.names import Person, romanize
from glossary.kazakh.spelling import is_known
from glossary.text import Span

_LATIN_WORD = re.compile(r"[A-ZÀ-ɏ][A-Za-zÀ-ɏ]*(?:[-'’][A-Za-zÀ-ɏ]+)*")
_SMALL_WORD = re.compile(r"(?<!\w)[a-z]{5,}")
_CYRILLIC_WORD = re.compile(r"(?<!\w)[\u0400-\u052f]{4,}(?:-[А-ЯЁӘІҢҒҮҰҚӨҺ][\u0400-\u052f]*)*")
_POSSESSIVE = re.compile("['’]s?$")
_COMMON_ENDING = re.compile("ina?$")
"""Common nouns end like this too (*медицина*): such a surname counts with a given name or an initial before it."""
_SURNAME = re.compile(
    "(?:[eo]v|[eo]va|ba[iy]|be[kc]|uly|kyzy|qyzy|sk(?:ii|iy|y|aya))$|.(?:gali|geldi|murat|khan|zhan|bayev|bayeva)$"
)
_SHORTEST = 4
"""Letters of a skeleton below which two names are too easily alike."""
_LONGEST = 60
"""Letters above which nothing is a name that is compared letter by letter."""


class _Word(NamedTuple):
    """A word with a capital, without the possessive ending, and its place."""

    text: str
    span: Span


def check_english(source: str, target: str) -> list[Violation]:
    """Look for each person of a Kazakh source in an English target.

    >>> [found.message for found in check_english("Кеше Арман Қырықбаев келді", "The minister came yesterday")]
    ["'Арман Қырықбаев' (Arman Kyrykbayev) is not in the translation"]
    >>> check_english("Кеше Арман Қырықбаев келді", "Arman Qyryqbaev came yesterday")
    []
    """
    persons = [one for one in names.find_persons(source) if one.surname not in target or one.given]
    words = _Words(_find_words(target) if persons else [])
    small = _Words(_find_small(target) if persons else [])
    free = words.without(persons)
    found: list[Violation] = []
    for person in persons:
        alone = person.name == person.surname
        if words.find_same(person):
            found += _check_given(person, words, free)
        elif small.find_same(person):
            continue  # a capital that is not there is no other name
        elif (like := free.find_like(person)) and _is_regular(person):
            message = f"{person.family or person.span.of(source)!r} is written {like.text!r}, not {person.surname!r}"
            found.append(Violation("name", message, person.span, like.span))
        elif not _may_be_foreign(person, words) and not (alone and _COMMON_ENDING.search(person.surname.lower())):
            message = f"{person.span.of(source)!r} ({person.name}) is not in the translation"
            found.append(Violation("name", message, person.span))
    return found


def check_kazakh(source: str, target: str) -> list[Violation]:
    """Look for each person of a Kazakh target in its English source, and for English names in the target.

    >>> [found.message for found in check_kazakh("Arman Kyrykbayev came", "Арман Қырықов келді")]
    ["'Қырықов' is written 'Kyrykbayev' in the source"]
    >>> [found.message for found in check_kazakh("Arman Kyrykbayev came", "Министр келді")]
    ["'Arman Kyrykbayev' is not in the translation"]
    """
    words = _Words(_find_words(source))
    persons = names.find_persons(target)
    small = _Words(_find_small(source) if persons else [])
    free = words.without(persons)
    found: list[Violation] = []
    taken: set[Span] = set()
    for person in persons:
        if words.find_same(person) or small.find_same(person):
            continue
        written = person.family or person.span.of(target)
        like = free.find_like(person)
        if like and _is_regular(person):
            taken.add(like.span)
            message = f"{written!r} is written {like.text!r} in the source"
            found.append(Violation("name", message, like.span, person.span))
        elif not _may_be_foreign(person, words) and person.name != person.surname:
            message = f"{person.span.of(target)!r} is not in the source"
            found.append(Violation("name", message, target=person.span))
    for given, family in _find_english_persons(words.all, source):
        if family.span not in taken and not _stands_in_kazakh(family.text, target):
            span = Span(given.span.start, family.span.start + len(family.text))
            found.append(Violation("name", f"{span.of(source)!r} is not in the translation", source=span))
    return found


def _find_small(text: str) -> list[_Word]:
    """Return the words without a capital: who forgets that of a name has not written another name."""
    return [_Word(one.group(), Span(*one.span())) for one in _SMALL_WORD.finditer(text)]


def _find_words(text: str) -> list[_Word]:
    return [_Word(_POSSESSIVE.sub("", one.group()), Span(*one.span())) for one in _LATIN_WORD.finditer(text)]


_ROUGH = str.maketrans("ioe", "uua")
"""Vowels that `compare` may take for each other, as one; words that are alike so are looked at closer."""


class _Words:
    """Words of a text, and which of them may be a name; each question is answered once, and each word asked once."""

    def __init__(self, words: Sequence[_Word]) -> None:
        self.all = words
        self._first: dict[str, _Word] = {}
        for word in words:
            self._first.setdefault(word.text, word)
        self._index: defaultdict[str, list[str]] = defaultdict(list)
        self._lengths: set[int] = set()
        for text in self._first:
            bones = skeleton(text)
            self._lengths.add(len(bones))
            for key in (f"={text.lower()}", f"~{bones.translate(_ROUGH)}", f"^{bones}", bones[:1]):
                self._index[key].append(text)
        self._same: dict[tuple[str, str], frozenset[str]] = {}
        self._like: dict[tuple[str, ...], _Word | None] = {}
        self._foreign: dict[str, bool] = {}

    def without(self, persons: Sequence[Person]) -> "_Words":
        """Return the words that are no person's name."""
        same = {text for one in persons for text in self.find_same(one)}
        return _Words([word for word in self.all if word.text not in same])

    def find_same(self, person: Person) -> frozenset[str]:
        """Return the words that are a person's name."""
        key = (person.family or person.given or person.name, person.surname)
        if key not in self._same:
            near = (text for name in key for text in self._find_near(name))
            self._same[key] = frozenset(text for text in near if _is_same(person, text))
        return self._same[key]

    def _find_near(self, name: str) -> Iterator[str]:
        """Yield all words that may be a name, and some more."""
        bones = skeleton(name)
        begins = (f"^{bones[:length]}" for length in self._lengths if _SHORTEST <= length < len(bones))
        for key in (f"={name.lower()}", f"~{bones.translate(_ROUGH)}", *begins):
            yield from self._index.get(key, ())

    def is_there(self, name: str) -> bool:
        """Tell whether a word is a spelling of a name."""
        return any(compare(name, text) == "same" for text in self._find_near(name))

    def find_like(self, person: Person) -> _Word | None:
        """Return a word that is a misspelling of a surname, None where there is none."""
        name = person.family or person.surname
        if len(skeleton(name)) < _SHORTEST:
            return None
        return self._find_first((name, person.surname), any)

    def find_likest(self, names: Sequence[str]) -> _Word | None:
        """Return a word that is a misspelling of a name in all its forms, None where there is none."""
        return self._find_first(tuple(names), all)

    def _find_first(self, names: tuple[str, ...], enough: Callable[[Iterable[bool]], bool]) -> _Word | None:
        key = (enough.__name__, *names)
        if key not in self._like:
            beginnings = {skeleton(name)[:1] for name in names}  # what is alike begins alike
            near = [self._first[text] for one in beginnings for text in self._index.get(one, ())]
            near.sort(key=lambda word: word.span)
            found = (word for word in near if enough(compare(name, word.text) == "like" for name in names))
            self._like[key] = next(found, None)
        return self._like[key]

    def may_have(self, low: str) -> bool:
        """Tell whether a word begins as a name in small letters does, or is rather like it."""
        if low not in self._foreign:
            size = len(low) + 2
            self._foreign[low] = any(
                text.lower().startswith(low[:4]) or (size < _LONGEST and _is_rather_like(low, text.lower()[:size]))
                for text in self._first
            )
        return self._foreign[low]


def _is_rather_like(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.7


def _is_same(person: Person, word: str) -> bool:
    """Tell whether a word is the surname of a person, or what else the person is called by."""
    own = (person.family or person.given or person.name, person.surname)
    return any(
        word.lower() == name.lower() or compare(name, word) == "same" or _is_inflected(name, word) for name in own
    )


def _is_inflected(name: str, word: str) -> bool:
    """Tell whether a name is a word with an ending that was not taken for one: *Алматыдағы*."""
    one, other = skeleton(name), skeleton(word)
    return len(other) >= _SHORTEST and one.startswith(other) and len(one) - len(other) > 2


def _is_regular(person: Person) -> bool:
    """Tell whether the English surname follows from the Kazakh one: a Kazakh or Slavic formation, or known."""
    if is_known(person.given, person.family) or _SURNAME.search(person.surname.lower()):
        return True
    return bool(person.given and person.family) and any(
        char in SPECIFIC for char in fold(person.family).removeprefix("әл-")
    )


def _may_be_foreign(person: Person, words: _Words) -> bool:
    """Tell whether a word may be how another tradition writes the name of a person."""
    if _is_regular(person) and person.given:
        return False
    return words.may_have(person.surname.lower().rpartition("-")[2])


def _check_given(person: Person, words: _Words, free: _Words) -> Iterator[Violation]:
    """Find a given name that is nearly right; one that is left out is none, nor are initials."""
    given = fold(person.given)
    if len(skeleton(given)) < _SHORTEST or given not in given_names() or given in foreign_names():
        return
    english = person.name.partition(" ")[0]
    known = (person.given, english)
    if any(words.is_there(name) for name in known):
        return
    if (word := free.find_likest(known)) is not None:
        message = f"{person.given!r} is written {word.text!r}, not {english!r}"
        yield Violation("name", message, person.span, word.span)


def _find_english_persons(words: Sequence[_Word], source: str) -> Iterator[tuple[_Word, _Word]]:
    """Yield the Kazakh persons that an English text names with given name and surname."""
    for given, family in pairwise(words):
        if source[given.span.end : family.span.start] != " " or given.text not in _kazakh_given_names():
            continue
        if _SURNAME.search(family.text.lower()):
            yield given, family


@cache
def _kazakh_given_names() -> frozenset[str]:
    """Return the given names in Latin letters that few but Kazakhs bear."""
    foreign = {given_names()[name] or romanize(name).capitalize() for name in foreign_names()}
    return latin_given_names() - foreign


@cache
def _known_families() -> dict[str, str]:
    """Return the Kazakh surnames of known persons by the English ones: Koshanov is *Қошан*."""
    return {person.english_family: family for family, persons in known_persons().items() for person in persons}


def _stands_in_kazakh(family: str, target: str) -> bool:
    """Tell whether a surname stands in a Kazakh text, with any ending."""
    wanted = skeleton(_known_families().get(family, family))
    stem = wanted[: max(_SHORTEST, len(wanted) - 1)]
    return any(skeleton(word).startswith(stem) for word in _CYRILLIC_WORD.findall(target))
