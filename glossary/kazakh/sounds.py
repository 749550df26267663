"""How the end of a word sounds, which decides what ending follows it; also of what is not spelt as it is read.

Sources: Қазақ грамматикасы (Астана 2002), QG; R. Muhamedowa, Kazakh: A Comprehensive Grammar (2015), M;
Қазақ тілінің орфографиялық ережелері (1983, 2013), O: an ending that is set off by a hyphen goes by the
sound. How abbreviations are read was counted in the hyphenated endings of government news (*ҚР-ның*,
*ЖІӨ-ге*, *ҰЭМ-де*, *АҚШ-тың*, *ЖШС-да*, *АҚ-ның*). Single words that no rule covers stand in
`glossary/lexicon/stems.tsv`. What is written in Latin letters is read by `glossary.kazakh.latin`.
"""

import re
from functools import cache
from importlib import resources

from glossary.kazakh.latin import read_latin
from glossary.kazakh.letters import BACK_VOWELS, FRONT_VOWELS, LOWER, UPPER, VOICELESS, VOWELS, fold

NUMERALS = {
    "0": "нөл", "1": "бір", "2": "екі", "3": "үш", "4": "төрт", "5": "бес", "6": "алты", "7": "жеті",
    "8": "сегіз", "9": "тоғыз", "10": "он", "20": "жиырма", "30": "отыз", "40": "қырық", "50": "елу",
    "60": "алпыс", "70": "жетпіс", "80": "сексен", "90": "тоқсан",
}  # fmt: skip
"""What is said last of a number that ends in these digits (QG, сан есім)."""
POWERS = {12: "триллион", 9: "миллиард", 6: "миллион", 3: "мың", 2: "жүз"}
"""What is said last of a number with so many zeros at its end or more, the largest first."""
FRONT_ENDS = ("ь", "нк", "рк", "лк", "нг", "рг", "кт", "кс", "ск", "кл")
"""Loans in these have front endings: their к, г or softened consonant is front (O 1983, §35; 2018, §95)."""

_HARD = frozenset(VOICELESS + "бвгд")
_BACK = frozenset(BACK_VOWELS + "я")
_FRONT = frozenset(FRONT_VOWELS + "ё")
_VOWELS = frozenset(VOWELS)
_SMALL = frozenset(LOWER)
_CAPITALS = frozenset(UPPER)
_QUOTES = "\"'.,()«»“”„’"
_LAST_PART = re.compile(r"[^\s\-]+$")
_NUMBER = re.compile(r"(\d{1,3}(?:\s\d{3})+|\d+)(?:[.,](\d+))?$")
_LATIN_END = re.compile("[A-Za-z]+$")
_CAPITAL_END = re.compile(f"[{UPPER}]{{2,}}$")
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_LETTERS = str.maketrans("ІХ", "IX")
# What a word of four or five letters does not begin with, end in, or have inside (see `is_abbreviation`).
_C = "[бвгғджзйкқлмнңпрстфхһцчшщ]"
_ODD_START = re.compile(f"(?:(?![бгдкпстф][рл]|с[тпкмнв]|шт){_C}{{2}})|{_C}{{3}}")
_ODD_END = re.compile(f"(?<!{_C})(?![рлнй]|.[рл]|с[тк]|к[тс]|фт|зд|мп){_C}{{2}}$|{_C}{{2}}(?![рл]){_C}$")
_ODD_MIDDLE = re.compile("[аәеёоөұүыіэ]{2}|([иуюя])\\1")


@cache
def lexicon(name: str) -> dict[str, str]:
    """Return a class of the table of exceptions: words or ends of words in small letters, with their stems.

    The classes `back-word`, `front-word` and `either-harmony` are of harmony; `read-as`, `acronym` and `latin` of
    what is not read as it is spelt; the others of the stem (`glossary.kazakh.stems`). An ending whose source is
    `unverified` stands in no grammar or text that was read.
    """
    table = resources.files("glossary") / "lexicon" / "stems.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: row[2] for row in rows if row[1] == name}


def last_part(word: str) -> str:
    """Return what stands after the last space or hyphen.

    >>> last_part("Премьер-министр"), last_part("")
    ('министр', '')
    """
    if word.isalpha():
        return word
    found = _LAST_PART.search(word)
    return found.group() if found else ""


def read_number(digits: str) -> str:
    """Return the last word of a number as it is read: *60-тан* (алпыс), *5-тен* (бес), *2018-ге* (сегіз).

    >>> [read_number(digits) for digits in ("60", "2018", "100", "1000000", "07")]
    ['алпыс', 'сегіз', 'жүз', 'миллион', 'жеті']
    """
    digits = digits.lstrip("0") or "0"
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros > 1:
        return next(name for power, name in POWERS.items() if zeros >= power)
    tail = digits[-2:] if zeros and len(digits) > 1 else digits[-1]
    return NUMERALS.get(tail, "бір")


def is_abbreviation(capitals: str) -> bool:
    """Tell whether a word in capitals is an abbreviation, not a word of a headline.

    It is, up to three letters; or without a vowel; or when it ends in a vowel that no Kazakh word ends in
    (о, ө, ұ, ү, э stand there only in loans). One of four or five letters is, when a word could not begin, end
    or go on like that (*КСРО, МӘМС, ЕҚЫҰ*); a longer one is a word. Those that look like words (*ОПЕК*) are in
    the table.

    >>> [is_abbreviation(word) for word in ("БҰҰ", "ҰЭМ", "ЕАЭО", "МӘМС", "ЮНИСЕФ")]
    [True, True, True, True, True]
    >>> [is_abbreviation(word) for word in ("ӘКІМ", "БАНК", "МИНИСТРЛІК", "ҚАУІПСІЗДІК")]
    [False, False, False, False]
    """
    low = fold(capitals)
    if len(low) <= 3 or low[-1] in "оөұүэ" or low in lexicon("acronym"):
        return True
    odd = _ODD_START.match(low) or _ODD_END.search(low) or _ODD_MIDDLE.search(low)
    return (len(low) <= 5 and odd is not None) or _VOWELS.isdisjoint(low)


def _read_abbreviation(capitals: str) -> str:
    """Return how an abbreviation is read, as far as its endings tell.

    One that ends in a vowel, or after two letters in a vowel and a consonant, is read as a word (*ҰЭМ-де,
    БАҚ-тың*); others by the names of their letters, which end in *а* (*ҚР-ның, ЖШС-да, АҚ-ның*) but for *эм*.
    """
    low = fold(capitals)
    known = lexicon("read-as").get(low)
    if known is not None:
        return known
    if low[-1] in _VOWELS or (len(low) > 2 and low[-2] in _VOWELS):
        return low
    return low[:-1] + "эм" if low[-1] == "м" else low + "а"


def _read_roman(numeral: str) -> str:
    """Return how a Roman numeral is read: it is an ordinal (*XX ғасыр*, жиырмасыншы).

    >>> _read_roman("XXI"), _read_roman("XX"), _read_roman("IV")
    ('бірнші', 'жиырманшы', 'төртнші')
    """
    values = [{"I": 1, "V": 5, "X": 10}[char] for char in numeral]
    total = sum(-v if any(v < after for after in values[i + 1 :]) else v for i, v in enumerate(values))
    said = read_number(str(total))
    return said + ("ншы" if is_back(said) else "нші")


def read(word: str) -> str | None:
    """Return how the end of an abbreviation, a number or a Latin word is read; None for other words.

    The spelling that is returned has the last sound and the harmony of what is said; it is no word. Words in
    capitals that could be of a headline are other words (see `is_abbreviation`).

    >>> read("БҰҰ"), read("ҚР"), read("ҚазҰУ"), read("60"), read("1 000 000"), read("3,5")
    ('бұұ', 'қра', 'ұу', 'алпыс', 'миллион', 'бес')
    >>> read("әкім"), read("МИНИСТРЛІК")
    (None, None)
    """
    text = word.rstrip(_QUOTES)
    if not text or text[-1] in _SMALL:
        return None
    last = text[-1]
    if last == "%":
        return "пайыз"
    if last.isdecimal():
        found = _NUMBER.search(text)
        return read_number(re.sub(r"\s", "", found[2] or found[1])) if found and found[0].isascii() else "бір"
    part = last_part(text).lstrip(_QUOTES)
    roman = part.translate(_ROMAN_LETTERS)
    if len(part) > 1 and _ROMAN.fullmatch(roman):
        return _read_roman(roman)
    if latin := _LATIN_END.search(part):
        return lexicon("latin").get(fold(latin.group())) or read_latin(latin.group())
    capitals = _CAPITAL_END.search(part)
    if capitals is None or (len(capitals.group()) == len(part) and not is_abbreviation(part)):
        return None
    return _read_abbreviation(capitals.group())


def is_back(word: str) -> bool:
    """Tell whether endings of a word, read as it is spelt, have back vowels (QG, сингармонизм; M 1.3).

    The last vowel decides. *у, и, ю* do not count, except inside a closed syllable, where they only stand
    in loans: *у* is back there (*ресурстар*), *и* and *ю* are front (*тарифтер*), and so is a final *и*
    (*Сочиде*). *я* is back, *ё* front (*актёрлер*: O 1983, §35). Words in *х* are back (*цехтар*: O 2018, §94),
    those in `FRONT_ENDS` front (*банкі, пункті, Петербургте*).

    >>> [is_back(word) for word in ("бала", "министр", "институт", "келу", "басқару", "Тоқаев", "апрель")]
    [True, False, True, False, True, True, False]
    """
    low = fold(last_part(word))
    if low in lexicon("back-word"):
        return True
    if low.endswith(FRONT_ENDS) or low in lexicon("front-word") or low[-1:] == "и":
        return False
    if low[-1:] == "х":
        return True
    if len(low) > 3 and low.endswith(("ев", "ов", "ёв")):
        return _is_surname_back(low)
    for i in range(len(low) - 1, -1, -1):
        char = low[i]
        if char in _BACK:
            return True
        if char in _FRONT:
            return False
        if char in "уию":
            closed = i + 1 < len(low) and low[i + 1] not in _VOWELS and not (i and low[i - 1] in _VOWELS)
            if closed:
                return char == "у"
    return not any(char in "ию" for char in low)


def _is_surname_back(low: str) -> bool:
    """Tell the harmony of a surname in -ов, -ев: the vowel before decides, after *и, у, ю* its own.

    Counted in news: *Тоқаевтың, Смайыловты, Ахметовті, Шөкеевті, Әлиевке, Мирзиёевтің, Каримовты*.
    """
    before = next((char for char in reversed(low[:-2]) if char in _VOWELS), "")
    if before in _FRONT:
        return False
    return before in _BACK or low[-2] == "о"


def last_sound(word: str) -> str:
    """Return the class of the last sound, which decides how an ending begins (QG, үндестік; M 1.4.1).

    V vowel, N м н ң, L л, R р й and the glides у и ю, Z з ж, T voiceless, and б в г д at the end of loans.
    """
    low = fold(word).rstrip("ьъ")
    return _SOUNDS.get(low[-1:], "V" if not low else "R")


_SOUNDS = {
    **dict.fromkeys(VOWELS, "V"),
    **dict.fromkeys(_HARD, "T"),
    **dict.fromkeys("мнң", "N"),
    **dict.fromkeys("рйуию", "R"),
    **dict.fromkeys("зж", "Z"),
    "л": "L",
}
