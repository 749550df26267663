"""Which numbers of a source does its translation lack, and which are only there?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from glossary.kazakh.number_words import Number

_SEPARATED = re.compile(r"[.,]\d{3}(?!\d)|^\d{1,2}\.\d\d$")
"""What is read in two ways: a group of three digits or decimals (1.234), a time or a decimal (9.30)."""
_AFTERNOON = re.compile(r"\d ?p\.?m\b", re.IGNORECASE)
_HALF_DAY = 12
"""Hours."""


class NumberDifference(NamedTuple):
    """The numbers of a source that its target lacks, and those that only the target has."""

    missing: tuple[Number, ...]
    extra: tuple[Number, ...]


def compare(source: Sequence[Number], target: Sequence[Number]) -> NumberDifference:
    """Compare the numbers of two texts as multisets of values; see `glossary.kazakh.numerals.compare_numbers`."""
    extra = _firm_without(target, source)
    known = len(extra)
    others = _Alike([*extra, *(number for number in target if not number.firm)])
    missing: list[Number] = []
    paired: set[int] = set()
    for number in _firm_without(source, target):
        at = others.find(number)
        if at is None:
            missing.append(number)
        elif at < known:
            others.take(at)
            paired.add(at)
    vague = _Alike([number for number in source if not number.firm])
    left = (number for at, number in enumerate(extra) if at not in paired)
    return NumberDifference(tuple(missing), tuple(number for number in left if vague.find(number) is None))


def _firm_without(numbers: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """Return the firm numbers for which the other side has no equal one left."""
    left = Counter(number.value for number in others)
    result = []
    for number in numbers:
        if number.firm and not left[number.value]:
            result.append(number)
        elif number.firm:
            left[number.value] -= 1
    return result


def _alike(one: Number, other: Number) -> bool:
    """Tell whether two numbers differ only in how separators are read, or in the century of a year."""
    if abs(one.value - other.value) == _HALF_DAY and (_AFTERNOON.search(one.text) or _AFTERNOON.search(other.text)):
        return True  # түнгі 11:30 is 11.30pm
    if not (one.spelled or other.spelled) and re.findall(r"\d", one.text) == re.findall(r"\d", other.text):
        return any(number.value % 1 != 0 and _SEPARATED.search(number.text) for number in (one, other))
    short, year = sorted((one, other), key=lambda number: number.value)
    if not (short.value < 100 and 1800 < year.value < 2100 and year.value % 100 == short.value):
        return False
    return short.value % 10 == 0 or short.kind in ("ordinal", "year")


class _Alike:
    """Numbers by what those have in common that are alike, so that few are compared; equal ones stand together."""

    def __init__(self, numbers: Sequence[Number]) -> None:
        self._places: dict[_Look, list[int]] = {}
        for at in range(len(numbers) - 1, -1, -1):
            self._places.setdefault(_look(numbers[at]), []).append(at)
        self._looks: defaultdict[str, list[_Look]] = defaultdict(list)
        self._numbers = numbers
        for look, places in self._places.items():
            for key in _keys(numbers[places[0]]):
                self._looks[key].append(look)

    def find(self, number: Number) -> int | None:
        """Return the index of the first number that is left and alike, None where there is none."""
        looks = {look for key in _wanted(number) for look in self._looks.get(key, ()) if self._places[look]}
        places = (self._places[look][-1] for look in looks)
        return min((at for at in places if _alike(number, self._numbers[at])), default=None)

    def take(self, at: int) -> None:
        """Take the first number that looks as that of an index does out."""
        self._places[_look(self._numbers[at])].pop()


_Look = tuple[Decimal, str, str, bool]


def _look(number: Number) -> _Look:
    """Return all of a number that `_alike` looks at."""
    return number.value, number.text, number.kind, number.spelled


def _keys(number: Number) -> Iterator[str]:
    """Yield what a number is found by: its value, its digits, its place in a century."""
    yield f"value {number.value.normalize()}"
    if digits := _digits(number):
        yield digits
    if 1800 < number.value < 2100:
        yield f"century {(number.value % 100).normalize()}"


def _wanted(number: Number) -> Iterator[str]:
    """Yield the keys of all numbers that may be alike, and of some more."""
    yield f"value {(number.value + _HALF_DAY).normalize()}"
    yield f"value {(number.value - _HALF_DAY).normalize()}"
    if digits := _digits(number):
        yield digits
    if number.value < 100:
        yield f"century {number.value.normalize()}"
    elif 1800 < number.value < 2100:
        yield f"value {(number.value % 100).normalize()}"


def _digits(number: Number) -> str:
    """Return the digits of a number as a key, "" where it is in words."""
    digits = "" if number.spelled else "".join(re.findall(r"\d", number.text))
    return digits and f"digits {digits}"
