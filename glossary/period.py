"""The time in which a name was official, as days: what the columns `from` and `until` of a termbase stand for.

A date may be a year or a month. Inside one that is so imprecise the earlier name still counts: `from` 2019-03
is sure from the last of March on, `until` 2019-03 up to the first.
"""

import calendar
import datetime
import re
from functools import lru_cache
from typing import NamedTuple

FIRST, LAST = datetime.date.min, datetime.date.max
"""The days that stand for a time without beginning and without end."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DAY = datetime.timedelta(days=1)


class Period(NamedTuple):
    """A half-open range of days: `begin` is the first, `end` the first that is no longer in it."""

    begin: datetime.date = FIRST
    end: datetime.date = LAST

    def has(self, day: datetime.date) -> bool:
        """Tell whether a day is in the period; `LAST` is in each that does not end.

        >>> Period(end=datetime.date(2022, 6, 2)).has(datetime.date(2022, 6, 2)), Period().has(LAST)
        (False, True)
        """
        return self.begin <= day and (day < self.end or self.end == LAST)

    def last_day(self) -> datetime.date:
        """Return the last day that is in the period, `LAST` where it does not end."""
        return self.end if self.end in (FIRST, LAST) else self.end - _DAY


@lru_cache(maxsize=4096)
def read_period(since: str, until: str) -> Period:
    """Return the time between two dates; an empty one, or what is no date, is no limit.

    >>> read_period("2019-03", "2022-09-17")
    Period(begin=datetime.date(2019, 3, 31), end=datetime.date(2022, 9, 17))
    """
    begin, end = read_date(since), read_date(until)
    return Period(begin.last if begin else FIRST, end.first if end else LAST)


class Days(NamedTuple):
    """The first and the last day of a date, which may be a year or a month."""

    first: datetime.date
    last: datetime.date


def read_date(text: str) -> Days | None:
    """Return the days that a date stands for; None where it is not YYYY, YYYY-MM or YYYY-MM-DD.

    >>> read_date("2018-06").last.isoformat()
    '2018-06-30'
    >>> read_date("26.12.2018") is None, read_date("2018-13") is None
    (True, True)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Days(first, first)
    return Days(first, datetime.date(year, month or 12, calendar.monthrange(year, month or 12)[1]))
