"""Where a rendering stands in a translation that a person made: not only word for word.

People write *akimat of the city of Astana* for *akimat of Astana*, put a name inside a title into quotes, or write
a title with small letters, in American spelling, or with full stops (*U.S.*). That is the same title. Another word
order or another noun is not.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from glossary import english
from glossary.kazakh.letters import fold, normalize
from glossary.spelling import read_spellings
from glossary.term import Term
from glossary.text import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FILLERS = frozenset("the a an of for in on and city town region state".split())
"""Words that may stand between those of an English title or be left out of it."""
_LINKS = frozenset("the a an of for in on and".split())
_MOST_BETWEEN = 4
"""Fillers between two words of a title: *of the city of*."""
_SHORTEST_STEM = 4
_LAND = re.compile("(?:стан|stan)$")
_CONTENT = re.compile(r"[^\W\d_]{5,}")
_STEM = 6
"""Letters by which two words of a common noun phrase are known for one: *agriculture, agricultural*."""


def find_variants(target: str, rendering: Term) -> list[Span]:
    """Return where an English rendering stands with fillers, quotes, other capitals or full stops.

    >>> akimat = Term("akimat-of-astana", "en", "akimat of Astana", case="sentence")
    >>> [span.of("The Akimat of the city of Astana said") for span in find_variants(
    ...     "The Akimat of the city of Astana said", akimat)]
    ['Akimat of the city of Astana']
    >>> centre = Term("aifc", "en", "Astana International Financial Centre")
    >>> find_variants('the "Astana" International Financial Centre', centre)
    [Span(start=5, end=43)]
    >>> find_variants("the Financial Centre in Astana", centre)
    []
    """
    if rendering.language != "en":
        return []
    if rendering.kind == "abbreviation" and rendering.text.isupper():
        dotted = r"\.\s?".join(re.escape(letter) for letter in rendering.text)
        return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){dotted}(?!\w)", target)]
    words, found = _read(target), []
    for wanted in _keys(rendering):
        for at in words.find(wanted[0]):
            end = _follow(words, at, wanted)
            if end is not None and not _is_cut(target, words.spans[at][0], words.spans[end][1]):
                found.append(Span(words.spans[at][0], words.spans[end][1]))
    return found


class _Words:
    """The words of an English text: where they stand, in their simple form, and as what they are forms of."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.simple = [_simplify(text[start:end]) for start, end in self.spans]
        self.forms = [_strip(word) for word in self.simple]
        self._index: dict[str, list[int]] = {}
        for i, form in enumerate(self.forms):
            self._index.setdefault(form, []).append(i)

    def find(self, wanted: str) -> list[int]:
        """Return which words are another one, in the singular or the plural, in their order."""
        return sorted(i for form in {wanted, english.pluralize(wanted)} for i in self._index.get(form, ()))


@lru_cache(maxsize=4)  # a target is searched for title after title
def _read(target: str) -> _Words:
    return _Words(target)


@lru_cache(maxsize=4096)
def _keys(rendering: Term) -> tuple[tuple[str, ...], ...]:
    """Return the words of a rendering that are no links, singular and plural; nothing where there are not two."""
    found = []
    for text in dict.fromkeys((rendering.text, english.plural(rendering))):
        words = tuple(word for word in map(_simplify, _WORD.findall(text)) if word not in _LINKS)
        if len(words) > 1:
            found.append(words)
    return tuple(found)


def _simplify(word: str) -> str:
    """Return a word in small letters and, where it is in the table of spellings, as it is written in Britain."""
    low = word.lower().replace("’", "'")
    return read_spellings().get(low, (low,))[0]


def _strip(word: str) -> str:
    """Return what a word is a form of that is possessed (*akim's*) or for a woman."""
    return word.removesuffix("'s").removesuffix("'").replace("woman", "man").replace("women", "men")


def _follow(words: _Words, at: int, wanted: Sequence[str]) -> int | None:
    """Return the word at which a title ends that begins at a word, None where it is not there.

    Its words may be in the plural: *akims of regions*.
    """
    for one in wanted[1:]:
        stop = min(len(words.forms), at + 2 + _MOST_BETWEEN)
        forms = (one, english.pluralize(one))
        next_at = next((i for i in range(at + 1, stop) if words.forms[i] in forms), None)
        if next_at is None or not all(word in _FILLERS for word in words.simple[at + 1 : next_at]):
            return None
        at = next_at
    return at


def _is_cut(target: str, start: int, end: int) -> bool:
    """Tell whether a mark inside says that these words are not of one phrase."""
    return re.search(r"[.!?;:]\s|\(", target[start:end]) is not None


@lru_cache(maxsize=128)  # a name may come again and again
def find_name(target: str, name: str) -> Span | None:
    """Return where a name of one word, or what is made of it, stands in a text of its language.

    >>> find_name("қазақстандық халқыма", "Қазақстан"), find_name("қырғыз елінің", "Қырғызстан")
    (Span(start=0, end=12), Span(start=0, end=6))
    >>> find_name("Қытай", "Қырғызстан")
    """
    stem = _LAND.sub("", fold(normalize(name).text))
    if len(stem) < _SHORTEST_STEM:
        return None
    return next((span for word, span in _read_letters(target) if word.startswith(stem)), None)


@lru_cache(maxsize=4)
def _read_letters(target: str) -> tuple[tuple[str, Span], ...]:
    """Return the words of a text in small plain letters and where they stand."""
    return tuple((fold(normalize(word.group()).text), Span(*word.span())) for word in _WORD.finditer(target))


def has_words(target: str, rendering: Term) -> bool:
    """Tell whether all words of an English title stand in a target, in any order: *ministries of finance and energy*.

    >>> has_words("the ministries of finance and energy", Term("a", "en", "Ministry of Energy"))
    True
    >>> has_words("the ministry", Term("a", "en", "Ministry of Energy"))
    False
    """
    words = _list_simple(target)
    return any(words >= set(key) for key in _keys(rendering)) or any(
        all(word in words or english.pluralize(word) in words for word in key) for key in _keys(rendering)
    )


@lru_cache(maxsize=4)
def _list_simple(target: str) -> frozenset[str]:
    """Return the words of a text in their simple form, also without *'s*."""
    words = {_simplify(word) for word in _WORD.findall(target)}
    return frozenset(words | {word.removesuffix("'s") for word in words})


@lru_cache(maxsize=128)  # a title may come again and again
def shares_words(target: str, text: str) -> bool:
    """Tell whether a target has words that are akin to most of those of a phrase, by their first letters.

    >>> shares_words("the agricultural sector", "agriculture"), shares_words("the sector", "agriculture")
    (True, False)
    >>> shares_words("agricultural goods", "department of agriculture")
    False
    """
    stems = [word[:_STEM] for word in _CONTENT.findall(fold(text))]
    words = _WORD.findall(fold(target))
    return 2 * sum(any(word.startswith(stem) for word in words) for stem in stems) > len(stems)
