"""The parts that numbers are made of in Kazakh and in English: digits, numerals with their endings, scales.

`tokens` finds them in a text; `glossary.kazakh.numerals` puts them together.

Kazakh numerals and their endings: Қазақ грамматикасы (2002), «Сан есім».
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from glossary.kazakh import letters
from glossary.term import Language
from glossary.text import Span

Kind = Literal["cardinal", "ordinal", "year", "percent", "roman"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text: its value, where it stands (code points), and how it is written.

    `spelled` tells that it is in words only. The absence of a number that is not `firm` means nothing.
    """

    value: Decimal
    span: Span
    text: str
    kind: Kind = "cardinal"
    spelled: bool = False
    firm: bool = True


class Token(NamedTuple):
    """A part of a number. `sort` says how it combines; `last` that an ending closes the number."""

    sort: str
    value: Decimal
    start: int
    end: int
    last: bool = False
    ordinal: bool = False


def _table(sort: str, words: str, first: int = 1, step: int = 1) -> dict[str, tuple[str, Decimal]]:
    """Number the words of a line; words with a stroke between them have the same value."""
    rows = enumerate(words.split())
    return {word: (sort, Decimal(first + i * step)) for i, row in rows for word in row.split("|")}


def _scales(*rows: str) -> dict[str, tuple[str, Decimal]]:
    """Give the words of each row the value of the next power of a thousand."""
    return {word: ("scale", Decimal(1000) ** i) for i, row in enumerate(rows, 1) for word in row.split()}


_PARTICLES = ("да", "де", "та", "те")
"""*and*; but *төрт те сегіз пайыз* is 4.8 percent."""
_LONGEST = 16
"""More digits than this are an account or a serial number; Decimal keeps 28 digits."""
_PLACES = (Decimal("0.1"), Decimal("0.01"), Decimal("0.001"))
_KAZAKH = {
    **_table("unit", "нөл бір екі үш төрт бес алты жеті сегіз тоғыз", 0),
    **_table("ten", "он жиырма отыз қырық|қырқ елу алпыс жетпіс сексен тоқсан", 10, 10),
    **_table("alone", "екеу|қос үшеу төртеу бесеу алтау жетеу", 2),
    **_scales("мың", "миллион млн", "миллиард млрд", "триллион трлн"),
    "жүз": ("hundred", Decimal(100)),
    "жарым": ("half", Decimal("0.5")),
    **{f"бүтін {word}": ("point", place) for word, place in zip(("оннан", "жүзден", "мыңнан"), _PLACES, strict=True)},
    "бүтін": ("point", _PLACES[0]),
    **dict.fromkeys(_PARTICLES, ("point", _PLACES[0])),
    "жарты": ("unit", Decimal("0.5")),
}
_ENGLISH = {
    **_table("unit", "zero one two three four five six seven eight nine", 0),
    **_table("teen", "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10),
    **_table("ten", "twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    **_table(
        "alone", "single|once|sole twice|both|couple|pair|double|doubled|twofold|two-fold triple|tripled|threefold"
    ),
    **_table("alone", "fourfold|quadrupled fivefold sixfold sevenfold eightfold ninefold tenfold", 4),
    **_scales("thousand", "million mln mn", "billion bn bln", "trillion tn trln"),
    "hundred": ("hundred", Decimal(100)),
    "century": ("alone", Decimal(100)),
    "decade": ("decade", Decimal(10)),
    "point": ("point", _PLACES[0]),
    **_table("alone", "dozen|noon|midnight", 12),
    **_table("decades", "twenties thirties forties fifties sixties seventies eighties nineties", 20, 10),
    "and a half": ("half", Decimal("0.5")),
    "half a": ("unit", Decimal("0.5")),
    "half": ("alone", Decimal("0.5")),
}
_ENGLISH_ORDINALS = {
    **_table("unit", "first second third fourth fifth sixth seventh eighth ninth"),
    **_table("teen", "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth", 10),
    **_table("teen", "nineteenth", 19),
    **_table("ten", "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, 10),
    **_table("alone", "firstly secondly thirdly fourthly fifthly"),
    "hundredth": ("hundred", Decimal(100)),
    "thousandth": ("scale", Decimal(1000)),
}
_CASES = "[нтд][ыі]ң|[ғгқк][ае]|[нтд][ыі]|[тд][ае]|[тдн][ае]н|[мбп]ен|[дт][ае]й|[лдт][ыі][қк]"
_POSSESSED = "[сы]?[ыі](?:н(?:[ыі]ң|а|е|да|де|ан|ен)?|мен)?"
_NOT_NUMBERS = frozenset(
    (
        *("онда", "оны", "онымен", "онысы", "бірге", "бірде", "бірден", "бірдей", "бірін", "бірлік"),
        *("жүзі", "жүзін", "жүзінде", "жүзінен", "жүзік", "екені"),
    )
)
"""Words that only look like an inflected numeral: *there*, *together*, *at once*, *his face*."""

_AMOUNT = "(?: ?%| ?пайыз| ?процент| ?мың| ?мил| ?млн| ?млрд| ?три?л| ?per ?cent| ?thousand| ?[mbtr]{1,2}illion)"
_DIGITS = rf"\d{{1,3}}, \d\d?(?={_AMOUNT})|"
_DIGITS += r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+){0,30}"
_SPOKEN_POINT = re.compile(rf" (?:{'|'.join(_KAZAKH)}){_AMOUNT}")
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_LETTERS = str.maketrans("ІХС", "IXC")
_AFTER_SINGLE_ROMAN = r"(?= ?-?(?:ғасыр|съез|тоқсан|тарау|дәреже|топ|том|century|quarter|congress))"


@cache
def _words(language: Language) -> dict[str, tuple[str, Decimal]]:
    """Return the number words of a language with their sort and value."""
    return _KAZAKH if language == "kk" else _ENGLISH | _ENGLISH_ORDINALS


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Compile what may be a part of a number in one language."""
    words = _words(language)
    stems = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    if language == "kk":
        ending = rf"(?P<ordinal>с?[ыі]?нш[ыі])?(?:{_POSSESSED})?(?:-?(?:{_CASES}))?"
        mark = r"-(?:[ыі]?нш[ыі]|ш[ыі])(?!\w)"
    else:
        ending, mark = "(?P<ordinal>(?!))?(?:(?<=decade)s)?", r"(?:st|nd|rd|th)(?!\w)"
    return re.compile(
        rf"(?P<skip>(?<![\w/])\d+/\d+)"
        rf"|(?P<date>(?<![\d.])\d\d?\.\d\d?\.\d{{4}}(?!\d))"
        rf"|(?P<clock>(?<![\w:.])(?:\d\d?: ?\d\d(?!\d|:)|\d\d?(?:\.\d\d)?(?= ?[ap]\.?m\b)))(?P<noon> ?[ap]\.?m\b)?"
        rf"|(?<!\w)(?:(?P<digits>{_DIGITS})(?P<mark>{mark})?)"
        rf"|(?<![^\W\d])(?P<stem>{stems}){ending}(?!\w)"
        rf"|(?<![\w-])(?P<roman>[IVXІХ]{{2,}}(?!\w)|[IVXІХ](?!\w){_AFTER_SINGLE_ROMAN})",
        re.IGNORECASE,
    )


def _digits(text: str, language: Language) -> list[Decimal]:
    """Return the values of a run of digits and separators: one, or several where it is a list (2,3,4).

    >>> _digits("2,3", "kk"), _digits("8,000", "en"), _digits("12 500", "kk"), _digits("1.500.000", "kk")
    ([Decimal('2.3')], [Decimal('8000')], [Decimal('12500')], [Decimal('1500000')])
    """
    text = text.replace(" ", "")
    grouped = re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text)
    if grouped and (language == "en" or "," in text[4:] or text.endswith("000")):
        return [Decimal(text.replace(",", ""))]
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}|[1-9]\d{0,2}\.000", text):
        return [Decimal(text.replace(".", ""))]
    parts = re.split("[.,]", text)
    return [Decimal(".".join(parts))] if len(parts) <= 2 else [Decimal(part) for part in parts]


def tokens(text: str, language: Language) -> Iterator[Token]:
    """Yield the parts of numbers in the order of the text."""
    words = _words(language)
    for match in _pattern(language).finditer(text):
        start, end = match.span()
        if digits := match["digits"]:
            values = [value for value in _digits(digits, language) if len(value.as_tuple().digits) <= _LONGEST]
            sort = "digits" if len(values) == 1 else "fixed"
            for value in values:
                yield Token(sort, value, start, end, bool(match["mark"]), bool(match["mark"]))
        elif match["stem"]:
            word = letters.fold(match.group())
            if word not in _NOT_NUMBERS and (word not in _PARTICLES or _SPOKEN_POINT.match(text, end)):
                sort, value = words[letters.fold(match["stem"])]
                ordinal = bool(match["ordinal"]) or word in _ENGLISH_ORDINALS
                inflected = ordinal or (language == "kk" and len(word) > len(match["stem"]))
                yield Token(sort, value, start, end, inflected, ordinal)
        elif match["date"]:
            day, _, year = match["date"].split(".")
            yield from (Token("fixed", Decimal(value), start, end) for value in (day, year))
        elif match["clock"]:
            hours, minutes = map(int, [*re.split("[:.] ?", match["clock"]), 0][:2])
            afternoon = "p" in (match["noon"] or "").lower() and hours < 12
            yield Token("fixed", Decimal(hours + 12 * afternoon), start, end)
            if minutes:
                yield Token("fixed", Decimal(minutes), start, end)
        elif match["roman"] and match["roman"].isupper():
            written = match["roman"].translate(_ROMAN_LETTERS)
            if _ROMAN.fullmatch(written):
                yield Token("roman", Decimal(_roman(written)), start, end, last=True)


def _roman(text: str) -> int:
    """Return the value of a Roman numeral.

    >>> _roman("XIX"), _roman("IV")
    (19, 4)
    """
    values = ["IVX".index(char) for char in text]
    numbers = [(1, 5, 10)[value] for value in values]
    return sum(-n if any(n < m for m in numbers[i + 1 : i + 2]) else n for i, n in enumerate(numbers))
