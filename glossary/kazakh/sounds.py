"""How the end of a word sounds, which decides what ending follows it; also of what is not spelt as it is read.

Sources: Қазақ грамматикасы (Астана 2002), QG; R. Muhamedowa, Kazakh: A Comprehensive Grammar (2015), M;
Қазақ тілінің орфографиялық ережелері (1983, 2013), O: an ending that is set off by a hyphen goes by the
sound. How abbreviations are read was counted in the hyphenated endings of government news (*ҚР-ның*,
*ЖІӨ-ге*, *ҰЭМ-де*, *АҚШ-тың*, *ЖШС-да*), and so for Latin words (*Boeing-тың*, *Store-дан*, *BBC-дің*).
"""

import re

from glossary.kazakh.letters import BACK_VOWELS, FRONT_VOWELS, LETTERS, VOICELESS, VOWELS, fold

_NUMBERS = {
    "0": "нөл", "1": "бір", "2": "екі", "3": "үш", "4": "төрт", "5": "бес", "6": "алты", "7": "жеті",
    "8": "сегіз", "9": "тоғыз", "10": "он", "20": "жиырма", "30": "отыз", "40": "қырық", "50": "елу",
    "60": "алпыс", "70": "жетпіс", "80": "сексен", "90": "тоқсан",
}  # fmt: skip
_POWERS = ((9, "миллиард"), (6, "миллион"), (3, "мың"), (2, "жүз"))
_LATIN_LETTERS = {
    "a": "эй", "b": "би", "c": "си", "d": "ди", "e": "и", "f": "эф", "g": "джи", "h": "эйч", "i": "ай",
    "j": "джей", "k": "кей", "l": "эл", "m": "эм", "n": "эн", "o": "оу", "p": "пи", "q": "кью", "r": "ар",
    "s": "эс", "t": "ти", "u": "ю", "v": "ви", "w": "дублю", "x": "икс", "y": "уай", "z": "зет",
}  # fmt: skip
# The last sound of a Latin word as the Kazakh letter of the same class.
_LATIN_SOUNDS = dict(zip("bcdfghjklmnpqrstvwxz", "бкдфгхжклмнпкрствусз", strict=True))

# Words whose endings do not follow from their last vowel (QG, сингармонизм).
BACK_WORDS = ("тарих", "мұхит", "ми")
FRONT_ENDS = ("ь", "нк", "рк", "лк", "нг", "рг", "кт")
_HARD = VOICELESS + "бвгд"
_LAST_PART = re.compile(r"[^\s\-]+$")


def last_part(word: str) -> str:
    """Return what stands after the last space or hyphen.

    >>> last_part("Премьер-министр"), last_part("")
    ('министр', '')
    """
    found = _LAST_PART.search(word)
    return found.group() if found else ""


def _read_number(digits: str) -> str:
    """Return the last word of a number as it is read (*60-тан*, *5-тен*, *2018-ге*)."""
    digits = digits.lstrip("0") or "0"
    if digits[-1] != "0" or len(digits) == 1:
        return _NUMBERS.get(digits[-1], "бір")
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 1:
        return _NUMBERS.get(digits[-2:], "он")
    return next(name for power, name in _POWERS if zeros >= power)


def _read_latin(word: str) -> str:
    """Return a Kazakh spelling that has the harmony and the last sound of a Latin word.

    *i* counts as little as *и* does (*Akim-ның*), a final *e* is mute (*Store-дан*), English *-ity*, *-try*
    end in *и*, any other final *y* in *ы* (*Elbasy-ның*).
    """
    low = fold(word)
    if word.isupper() and (len(word) < 2 or not re.search("[AEIOUY][A-Z]?$", word)):
        return _LATIN_LETTERS.get(low[-1], "эй")
    low = re.sub("(?<=[^aeiouy])e$", "", low) if re.search("[aeiouy].*[^aeiouy]e$", low) else low
    low = re.sub("(it|tr|ar|or|ur|ph|log|nc|c|l|e)y$", r"\1и", low)
    low = re.sub("e[aei]|ie|a[iy](?=[^aeiouy])", "e", re.sub("o[oeu]", "o", low))
    vowels = [char for char in low if char in "aeoui" or char == "и"]
    full = [char for char in vowels if char in "aeouи"]
    front = not full or full[-1] in "eи"
    last = low[-1:]
    end = {"i": "й", "и": "й", "y": "і" if front else "ы"}.get(last)
    if end is None and last in "aeou":
        return "е" if front else "а"
    return ("е" if front else "а") + (end or _LATIN_SOUNDS.get(last, "с"))


def read(word: str) -> str | None:
    """Return how the end of an abbreviation, a number or a Latin word is read; None for other words.

    An abbreviation that ends in a vowel, or in a vowel and a consonant, is read as a word (*ҰЭМ-де*,
    *БАҚ-тың*); others by the names of their letters, which end in a vowel (*ҚР-ның*, *ЖШС-да*).

    >>> read("БҰҰ"), read("ҚР"), read("60"), read("әкім")
    ('бұұ', 'қра', 'алпыс', None)
    """
    part = last_part(word).strip("\"'.,()")
    if not part:
        return None
    if part[-1].isdecimal():
        return _read_number(re.sub(r"^.*\D", "", part))
    if part.isascii() and part[-1].isalpha():
        return _read_latin(re.sub(r"^.*[^A-Za-z]", "", part))
    if len(part) > 1 and part.isupper() and part[-1] in LETTERS:
        low = fold(part)
        return low if low[-1] in VOWELS or low[-2] in VOWELS or low == "ақш" else low + "а"
    return None


def is_back(word: str) -> bool:
    """Tell whether endings of a word, read as it is spelt, have back vowels (QG, сингармонизм; M 1.3).

    The last vowel decides. *у, и, ю* do not count, except inside a closed syllable, where they only stand
    in loans: *у* is back there (*ресурстар*), *и* and *ю* are front (*тарифтер*). *я* and *ё* are back. A
    final *ь* is front (*июльде*), and so are loans that end in a consonant and *к* or *г*, or in *кт*
    (*банкі*, *пункті*, *Петербургте*). Surnames in -ов, -ев go by the vowel before (*Тоқаевқа*).

    >>> [is_back(word) for word in ("бала", "министр", "институт", "келу", "басқару", "Тоқаев", "апрель")]
    [True, False, True, False, True, True, False]
    """
    low = fold(last_part(word))
    if low in BACK_WORDS:
        return True
    if low.endswith(FRONT_ENDS):
        return False
    if len(low) > 3 and low.endswith(("ев", "ов")) and any(char in VOWELS for char in low[:-2]):
        low = low[:-2]
    for i in range(len(low) - 1, -1, -1):
        char = low[i]
        if char in BACK_VOWELS or char in "яё":
            return True
        if char in FRONT_VOWELS:
            return False
        if char in "уию":
            closed = i + 1 < len(low) and low[i + 1] not in VOWELS and not (i and low[i - 1] in VOWELS)
            if closed:
                return char == "у"
    return not any(char in "ию" for char in low)


def last_sound(word: str) -> str:
    """Return the class of the last sound, which decides how an ending begins (QG, үндестік; M 1.4.1).

    V vowel, N м н ң, L л, R р й and the glides у и ю, Z з ж, T voiceless, and б в г д at the end of loans.
    """
    low = fold(word).rstrip("ьъ")
    last = low[-1:] or "а"
    if last in "уию" or last in "рй":
        return "R"
    if last in VOWELS:
        return "V"
    for sounds, name in (("мнң", "N"), ("л", "L"), ("зж", "Z")):
        if last in sounds:
            return name
    return "T" if last in _HARD else "R"
