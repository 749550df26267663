"""Numbers in Kazakh and English text, in digits and in words, as values that can be compared.

This is for checking translations: which numbers of a sentence are missing in the other language? The rules
prefer silence to a false alarm. Small numbers in words (*бір* is also the article, *second* also a unit) and
words such as *жүз* and *thousand* without a multiplier are found, but they are not `firm`.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from glossary.kazakh import letters
from glossary.kazakh.number_difference import NumberDifference, compare
from glossary.kazakh.number_words import Kind, Number, Token, tokens
from glossary.term import Language
from glossary.text import Edit, Span

_SPELLED = frozenset(["unit", "teen", "ten", "hundred", "scale", "half", "alone", "point", "decade", "decades"])
_VAGUE = frozenset(["hundred", "scale", "alone", "decade"])
_YEAR = re.compile(r"[ -]?(?:жыл|ж\.)")
_PERCENT = re.compile(r" ?(?:%|-?(?:пайыз|процент|per ?cent))")
_RANGE = re.compile(" ?- ?| to | or ")
_HUNDREDS_OF = re.compile("-?(?:д[ае]ған|д[ае]ген)")
"""*100-деген адам* are hundreds of people."""


class _Builder:
    """Puts tokens together into one number for as long as they fit."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.total = Decimal(0)
        self.whole = Decimal(0)
        self.place = Decimal(1)
        self.current: Decimal | None = None
        self.scale: Decimal | None = None

    @property
    def amount(self) -> Decimal | None:
        """What was said since the last scale; None if nothing."""
        return None if self.current is None else self.whole + self.current * self.place

    def add(self, token: Token, gap: str) -> bool:
        """Take the next token, which stands after `gap`, or refuse it."""
        before = self.tokens[-1].sort if self.tokens else ""
        if before and not self._joins(self.tokens[-1], token, gap):
            return False
        if token.sort in ("digits", "unit", "teen", "ten"):
            fits = self._add_simple(token, before)
        elif token.sort in ("hundred", "scale"):
            fits = self._add_power(token, before)
        elif token.sort in ("half", "point", "decade"):
            fits = self._add_tail(token, before)
        else:
            fits, self.current = True, token.value
        if fits:
            self.tokens.append(token)
        return fits

    def _add_simple(self, token: Token, before: str) -> bool:
        """Take a number below a thousand, or digits."""
        if self.current is None or before == "point":
            if self.scale is not None and (token.value >= self.scale or token.value % 1):
                return False
            self.current = token.value
            return True
        fits = {"unit": ("ten", "hundred"), "teen": ("hundred",), "ten": ("hundred",)}.get(token.sort, ())
        if before not in fits or token.value == 0:
            return False
        self.current += token.value
        return True

    def _add_power(self, token: Token, before: str) -> bool:
        """Take a hundred, a thousand and so on."""
        amount = Decimal(1) if self.amount is None else self.amount
        if token.sort == "hundred":
            if before not in ("", "scale", "unit", "digits") or amount % 1 or amount >= 10:
                return False
            self.current = amount * token.value
            return True
        if before == "scale" or (self.scale is not None and token.value >= self.scale):
            return False
        self.total += amount * token.value
        self.current, self.scale = None, token.value
        return True

    def _add_tail(self, token: Token, before: str) -> bool:
        """Take *and a half*, a decimal point that is said, or *decades*."""
        if token.sort == "decade":
            self.current = (1 if self.current is None else self.current) * token.value
            return True
        if self.current is None or before not in ("unit", "ten", "teen", "digits", "hundred") or self.place != 1:
            return False
        if token.sort == "half":
            self.current += token.value
        else:
            self.whole, self.place, self.current = self.current, token.value, Decimal(0)
        return True

    def _joins(self, before: Token, token: Token, gap: str) -> bool:
        """Tell whether two tokens may belong to one number, by what stands between them."""
        single = ("alone", "fixed", "roman", "decades")
        if before.last or before.sort in single or token.sort in single:
            return False
        if gap.strip(" \t") == "":
            return True
        if gap == "-":
            return token.sort in ("scale", "decade") or (before.sort, token.sort) == ("ten", "unit")
        words = all(part.sort != "digits" for part in self.tokens)
        return gap.strip().lower() == "and" and words and before.sort in ("hundred", "scale") and token.sort != "scale"


def _finish(builder: _Builder, text: str, found: list[Number]) -> None:
    """Add the number that was put together, if there is one, to those found before it."""
    if not builder.tokens:
        return
    first, last = builder.tokens[0], builder.tokens[-1]
    value = builder.total + (builder.amount or 0)
    value = Decimal(int(value)) if value % 1 == 0 else value.normalize()
    spelled = all(token.sort in _SPELLED for token in builder.tokens)
    vague = all(token.sort in _VAGUE for token in builder.tokens) or value == 90
    doubtful = spelled and (value <= 10 or vague)
    doubtful = doubtful or _HUNDREDS_OF.match(text, last.end) is not None
    kind: Kind = "ordinal" if last.ordinal else "cardinal"
    if first.sort == "roman":
        kind = "roman"
    elif _PERCENT.match(text, last.end):
        kind = "percent"
    elif _YEAR.match(text, last.end):
        kind = "year"
    span = Span(first.start, last.end)
    if builder.scale and found and _RANGE.fullmatch(text, found[-1].span.end, span.start):
        lower = found[-1].value * builder.scale  # 10-15 мың is 10 000 to 15 000
        if lower < value and found[-1].value < 1000:
            found[-1] = replace(found[-1], value=lower, firm=True)
    found.append(Number(value, span, span.of(text), kind, spelled, not doubtful))


def find_numbers(text: str, language: Language) -> list[Number]:
    """Find all numbers of a text in its order; spans are code points into `text`.

    Not read: fractions (1/2), digits after a letter (G20), the month of a date in digits, vague words
    (*мыңдаған*, *thousands*).

    >>> [str(number.value) for number in find_numbers("2,3 млрд теңге, 60-тан астам, екі мың он жетінші жылы", "kk")]
    ['2300000000', '60', '2017']
    >>> [str(number.value) for number in find_numbers("more than 8,000 of five thousand, the 11th", "en")]
    ['8000', '5000', '11']
    """
    return list(_find_numbers(text, language))


@lru_cache(maxsize=64)
def _find_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Do the work of `find_numbers`; a source is compared with many hypotheses."""
    normal = letters.normalize(text, kazakh=language == "kk")
    plain = normal.text
    found: list[Number] = []
    builder = _Builder()
    position = 0
    for token in tokens(plain, language):
        year = token.sort == "digits" and _YEAR.match(plain, token.end)
        if not builder.add(token, "," if year else plain[position : token.start]):
            _finish(builder, plain, found)
            builder = _Builder()
            if not builder.add(token, ""):
                continue
        position = token.end
    _finish(builder, plain, found)
    spans = (normal.to_original(number.span) for number in found)
    return tuple(replace(number, span=span, text=span.of(text)) for number, span in zip(found, spans, strict=True))


def compare_numbers(
    source_text: str, source_language: Language, target_text: str, target_language: Language
) -> NumberDifference:
    """Compare the numbers of a source and of its translation as multisets of values.

    Digits may stand for words and words for digits. A number is reported only where it is `firm`.

    >>> difference = compare_numbers("5 мыңнан астам адам, бір қала", "kk", "more than 500 people", "en")
    >>> [str(number.value) for number in difference.missing], [str(number.value) for number in difference.extra]
    (['5000'], ['500'])
    """
    return compare(find_numbers(source_text, source_language), find_numbers(target_text, target_language))


_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)")


def find_grouped(target: str, source: str) -> list[Edit]:
    """Find numbers of an English source whose commas came through; in Kazakh they would be decimal commas.

    >>> [edit.replacement for edit in find_grouped("Біз 1,200 мектеп саламыз", "1,200 schools")]
    ['1 200']
    """
    return [
        Edit(match.start(), match.end(), match.group().replace(",", " "), "number")
        for match in _GROUPED.finditer(target)
        if match.group() in source
    ]
