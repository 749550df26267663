"""Names of persons and places in Latin letters, as Kazakhstan's press writes them.

The table is that of the press agencies and of most passports before 2018: ж zh, х kh, қ k, ғ g, ү and ұ u, ы y,
і i, й y and before a consonant i, -ев after a vowel -yev. Names with a spelling of their own are in `KNOWN`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from glossary.kazakh.letters import LETTERS, LOWER, UPPER, VOWELS
from glossary.text import Span

ROMAN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip

KNOWN = {"Қасым-Жомарт": "Kassym-Jomart"}
"""Names that their bearers write otherwise than the table (the President's own site, akorda.kz)."""

_WORD = re.compile(rf"{'|'.join(KNOWN)}|[{LETTERS}]+")
_BYLINE = re.compile(rf"(?:[{UPPER}][{LOWER}]+|[{UPPER}]\.) [{UPPER}]{{3,}}(?:-[{UPPER}]{{3,}})?")


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


def romanize(text: str) -> str:
    """Write Kazakh words in Latin letters; everything else stays.

    >>> romanize("Арман Қырықбаев, Ерке БАЙЖІГІТ, Ғалымова")
    'Arman Kyrykbayev, Yerke BAIZHIGIT, Galymova'
    >>> romanize("Kеңес")
    'Kenes'
    """
    return _WORD.sub(_romanize_match, text)


def is_byline(text: str) -> bool:
    """Tell whether a line is nothing but a person's name as papers sign with it: the surname in capitals.

    >>> is_byline("Ерке БАЙЖІГІТ"), is_byline("Қазақстан Республикасы"), is_byline("ҚР ҰҚК")
    (True, False, False)
    """
    return bool(_BYLINE.fullmatch(text.strip()))


_CASE = (
    "(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен"
    "|на|не)"
)
_GIVEN = rf"(?P<given>[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)? )"
_INITIALS = rf"(?P<initials>(?<!\w)(?:[{UPPER}]\. ?){{1,2}})"
_BY_ENDING = re.compile(
    rf"(?:{_GIVEN}|{_INITIALS})?(?<!\w)"
    rf"(?P<surname>[{UPPER}][{LOWER}]+?(?:[еоё]ва?|ин|ина|ұлы|қызы|улы|кызы))(?P<ending>{_CASE})?(?![{LOWER}])"
)
_BY_INITIALS = re.compile(rf"{_INITIALS}(?P<surname>[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?)")
_NO_PERSONS = frozenset({"Берлин", "Пекин", "Медина", "Украина", "Аргентина", "Молдова"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in a Kazakh text: its place, ending included, and its parts in Latin letters.

    `name` has what stands before the surname too, `ending` is the case ending in Cyrillic letters.
    """

    span: Span
    name: str
    surname: str
    ending: str


@lru_cache(maxsize=64)
def find_persons(text: str) -> tuple[Person, ...]:
    """Find persons' names: by a surname's ending, or by initials before it.

    Surnames in -ов, -ев, -ин (and -а), -ұлы, -қызы carry most persons in the press. A given name before the
    surname belongs to it, but not the first word of the text, which may be any word with a capital.

    >>> [(p.name, p.ending) for p in find_persons("Кеше Арман Қырықбаевтың сөзін Б.Дос тыңдады")]
    [('Arman Kyrykbayev', 'тың'), ('B. Dos', '')]
    """
    found: list[Person] = []
    for match in _BY_ENDING.finditer(text):
        surname = match["surname"]
        if len(surname) < 5 or surname in _NO_PERSONS:
            continue
        given = match["given"] or ""
        start = match.start()
        if not given and not text[:start].strip() and not re.search("[еоё]ва?$", surname):
            continue  # Атаулы, Жылдарын: any first word
        if given and not text[:start].strip(" \"'«“(-–—"):
            start, given = match.start("surname"), ""
        if not given and not match["initials"] and surname.endswith(("ин", "ина")):
            continue  # Каминнен, Медицина
        found.append(_make_person(Span(start, match.end()), given, match["initials"], surname, match["ending"]))
    for match in _BY_INITIALS.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other.span) for other in found):
            surname = match["surname"]
            ending = re.search(_CASE + "$", surname) if len(surname) > 6 else None
            stem = surname[: ending.start()] if ending else surname
            found.append(_make_person(span, "", match["initials"], stem, ending.group() if ending else ""))
    return tuple(sorted(found, key=lambda person: person.span))


def _make_person(span: Span, given: str, initials: str | None, surname: str, ending: str | None) -> Person:
    before = given or re.sub(r"\. ?", ". ", initials or "")
    return Person(span, romanize(before + surname), romanize(surname), ending or "")
