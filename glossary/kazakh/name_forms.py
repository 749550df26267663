"""One word with a capital: is it a given name, a patronymic, a surname, and which ending does it carry?

Surnames in -ов, -ев, -ин, -ский are Russian formations, -ұлы and -қызы (son, daughter of) the Kazakh ones
(Қазақ грамматикасы 2002, QG; O on кісі аттары). Endings follow the sounds of the name as those of any noun:
*Тоқаев-тың, Нұрлан-ға, Гүлшара-ның*; behind -ұлы, -қызы they are those of the third person: *Асанұлы-на*.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from glossary.kazakh.letters import LOWER, VOWELS, fold
from glossary.kazakh.morphology import CASES, inflect
from glossary.kazakh.name_lexicon import given_names, known_persons, words_no_names

Kind = Literal["given", "patronymic", "surname", "unknown", "barred"]

LONGEST = 40
"""Code points; a longer word is no name."""

LONGEST_ENDING = 8
"""Letters of a plural and a case behind a name."""

_CASE = "(?:[нтд][ыі]ң|ға|ге|қа|ке|[нтд][ыі]|[тд][ае]н?|н[ае]н|[мбп]ен|[нтд]ікі|[тд][ае][ғг][ыі])"
_PLURAL = "(?:[лтд][ае]р)"
_TAIL = f"(?:{_PLURAL}?(?:[ыі]м[ыі]з|м[ыі]з)?{_CASE}?)"
_THIRD = "(?:н[ыі]ң|н[ае]|н|нд[ае]|н[ае]н|мен|нікі)?"
_PATRONYMIC = re.compile(
    rf"(?P<stem>.{{2,}}?(?:ұлы|(?<!а)улы|[қк]ызы|тегі))(?P<end>{_THIRD})"
    rf"|(?P<stem2>.{{2,}}?(?:ович|евич|ьич|овна|евна|ична|о[гғ]лы|уулу|зода|заде))(?P<end2>{_TAIL})"
)
_STRONG_SURNAME = re.compile(rf"(?P<stem>.{{2,}}?(?:[оеё]ва?|енко))(?P<end>{_TAIL})")
_WEAK_SURNAME = re.compile(
    rf"(?P<stem>.{{2,}}?(?:[иы]на?|[сц]кий|[сц]кая|ный|ко|ук|юк|ич|янц?|швили|дзе|берг|сон))(?P<end>{_TAIL})"
)
_PARTS = [
    "бек",
    "бай",
    "хан",
    "жан",
    "ғали",
    "ғазы",
    "күл",
    "гүл",
    "нұр",
    "мұрат",
    "болат",
    "болсын",
    "берген",
    "берді",
    "берді",
    "келді",
    "сұлтан",
    "мұхамбет",
    "мұхамед",
    "мұхаммед",
    "ахмет",
    "бике",
    "сұлу",
    "рахман",
    "рахым",
    "қожа",
    "мырза",
    "батыр",
    "төре",
    "құл",
    "әлі",
]
_COMPOUND = re.compile(f".{{2,}}(?:{'|'.join(_PARTS)})")
_PLACE_END = re.compile(f".{{2,}}(?:стан|абад|бург|град|қала|көл|төбе|тау|өзен|құм|қорған|бұлақ)(?:{_TAIL})")
_COMMON_END = re.compile(
    ".{2,}(?:лық|лік|дық|дік|тық|тік|лығы|лігі|дығы|дігі|тығы|тігі|шылық|шілік|сыз|сіз|дай|дей|ша|ше|ғы|гі|ған|ген|қан"
    "|кен|ып|іп|ды|ді|ты|ті|сы|сі|лар|лер|дар|дер|тар|тер|ция|логия|изм|ма|ме|ба|бе|па|пе|ыңыз|іңіз|ңыз|ңіз|да|де)"
)
_THING = re.compile(".{2,}(?:[лдт][ыі][қкғг][ыі]?|ция(?:сы)?|изм[іи]?|[аяеіы]с[ыі]|[лдт][ае]р[ыі])")
_VERBAL_END = re.compile(".*(?:бал|кел|бер|тұр|бол|ту|қал)д[ыі]|.*әлі")


class NameForm(NamedTuple):
    """A word read as part of a name: its kind, its dictionary form, its ending, and how sure the kind is.

    `sure` given names and surnames may stand alone.
    """

    kind: Kind
    stem: str
    ending: str = ""
    sure: bool = False


@lru_cache(maxsize=1 << 16)
def read_form(word: str) -> NameForm:
    """Return what a Kazakh word with a capital is in a name.

    >>> read_form("Тоқаевтың")
    NameForm(kind='surname', stem='Тоқаев', ending='тың', sure=True)
    >>> read_form("Гүлшараның").stem, read_form("Асанұлына").ending, read_form("Ростов").kind
    ('Гүлшара', 'на', 'barred')
    """
    if len(word) > LONGEST or len(word) < 2:
        return NameForm("barred", word)
    return _read_listed(word) or _read_patronymic(word) or _read_surname(word) or _read_other(word)


def _read_listed(word: str) -> NameForm | None:
    """Read a word of the tables, the whole word before its shorter forms."""
    for stem, ending in ((word, ""), *split_endings(word)):
        low = fold(stem)
        if low in given_names():
            return NameForm("given", stem, ending, sure=True)
        if low in known_persons():  # Ли, Мэй are too short to stand alone, Рухани is an adjective as well
            return NameForm("surname", stem, ending, sure=len(stem) > 3 and low not in words_no_names())
        if low in words_no_names() or low.partition("-")[0] in words_no_names():
            return NameForm("barred", stem, ending)
    return None


def _read_patronymic(word: str) -> NameForm | None:
    match = _PATRONYMIC.fullmatch(word) if len(word) > 4 else None
    if match is None:
        return None
    stem = match["stem"] or match["stem2"]
    # Резервтегі, Каникулы: as common nouns end too, these two need a given name beside them
    return NameForm("patronymic", stem, word[len(stem) :], sure=len(stem) > 6 and not stem.endswith(("тегі", "улы")))


def _read_surname(word: str) -> NameForm | None:
    if len(word) < 4 or word.isupper():
        return None
    if (match := _STRONG_SURNAME.fullmatch(word)) and any(char in VOWELS for char in fold(match["stem"])[:-2]):
        return NameForm("surname", match["stem"], match["end"], sure=len(match["stem"]) > 4)
    if (match := _WEAK_SURNAME.fullmatch(word)) and len(match["stem"]) > 4:
        return NameForm("surname", match["stem"], match["end"])
    return None


def _read_other(word: str) -> NameForm:
    low = fold(word)
    if _PLACE_END.fullmatch(low):
        return NameForm("barred", word)
    splits = [] if _VERBAL_END.fullmatch(low) else split_endings(word)
    stem, ending = splits[0] if splits else (word, "")
    if len(stem) > 4 and _COMPOUND.fullmatch(fold(stem)):
        return NameForm("given", stem, ending)
    return NameForm("unknown", stem, ending)


def is_common(word: str) -> bool:
    """Tell whether a word looks like a common noun, an adjective or a verb, which names seldom do."""
    return bool(_COMMON_END.fullmatch(fold(word)))


def is_thing(word: str) -> bool:
    """Tell whether a word has the suffix of an abstract noun or the ending of a possessed one: *Республикасы*.

    >>> is_thing("Республикасы"), is_thing("Әкімдік"), is_thing("Мұртаза")
    (True, True, False)
    """
    return bool(_THING.fullmatch(fold(word)))


@lru_cache(maxsize=1 << 16)
def split_endings(word: str) -> tuple[tuple[str, str], ...]:
    """Return the stems that a word may be an inflected form of, with the ending; the longest ending first.

    Only endings that the sounds of the stem allow: *Байден* is no form of *Бай* (its ablative is *Байдан*).

    >>> split_endings("Нұрланға"), split_endings("Байден"), split_endings("Назарбаевтарға")[0]
    ((('Нұрлан', 'ға'),), (), ('Назарбаев', 'тарға'))
    """
    found = []
    if "-" in word and word.rpartition("-")[2][:1] in LOWER and word.rpartition("-")[0].isupper():
        stem, _, ending = word.rpartition("-")
        return ((stem, ending),)
    for length in range(min(LONGEST_ENDING, len(word) - 3), 1, -1):
        stem, ending = word[:-length], word[-length:]
        if _SHAPE.fullmatch(ending) and any(char in VOWELS for char in fold(stem)) and ending in endings_of(stem):
            found.append((stem, ending))
    return tuple(found)


_FRONT, _BACK = str.maketrans("аығқ", "еігк"), str.maketrans("еігк", "аығқ")
_SHAPE = re.compile(f"{_PLURAL}?(?:{_CASE})?")


def endings_of(stem: str) -> frozenset[str]:
    """Return the endings of cases and of the plural that a name may carry (QG, септік, көптік жалғаулары)."""
    forms = {inflect(stem, case, plural=plural)[len(stem) :] for case in CASES for plural in (False, True)}
    if fold(stem)[-1:] in "ию":  # Ғани-дың and Ғани-дің are both written
        forms |= {form.translate(_FRONT) for form in forms} | {form.translate(_BACK) for form in forms}
    genitive = inflect(stem, "genitive")[len(stem) :]
    pronominal = ("д" if genitive[:1] == "н" and fold(stem)[-1:] not in VOWELS else genitive[:1]) + "ікі"
    return frozenset(forms | {pronominal}) - {""}
