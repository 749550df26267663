"""The date of a document, where its first or last lines say it; and dates as people write them.

Only a line that has nothing else counts, but for a place before the date and a time of day behind it: in a
sentence a date is that of an event. Two different dates in one place are none. The forms are those of Kazakh
official papers (*2008 жылғы 10 желтоқсан*), of letterheads and news pages (*26 қазан 2018 ж.*, *26.10.2018*),
and of English ones (*October 26, 2018*, *26 October 2018*); day and month in figures are in this order, as in
Kazakhstan, and never between slashes, which Americans read the other way round.
"""

import datetime
import re
from functools import cache

from glossary.errors import GlossaryError
from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.months import ENGLISH, KAZAKH

FIRST_LINES = 3
LAST_LINES = 2
LONGEST_LINE = 80
"""Code points: a line with a place, a date and a time is shorter."""
REACH = 20_000
"""Code points from either end of a document that are looked at."""
EARLIEST, LATEST = 1900, 2100
"""Years of documents; another one is a slip of the pen."""

_ENGLISH = tuple(name.lower() for name in ENGLISH)
_MONTHS = {name: i for names in (KAZAKH, _ENGLISH) for i, name in enumerate(names, 1)}
_MONTHS |= {name[:3]: i for i, name in enumerate(_ENGLISH, 1)} | {"sept": 9}

_DAY, _YEAR = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
# The month may be possessed by its year: 2018 жылдың 26 қазаны (Muhamedowa 2015, 2.2, izafet).
_KAZAKH_MONTH = f"(?P<month>{'|'.join(KAZAKH)})(?:[ыі]|с[ыі])?"
_ENGLISH_MONTH = rf"(?P<month>{'|'.join(_ENGLISH)}|sept|{'|'.join(name[:3] for name in _ENGLISH)})\.?"
_OF_YEAR = r"(?: ?ж\.| ?жыл(?:ы|ғы|дың)?)"
_FORMS = (
    rf"{_YEAR}{_OF_YEAR} {_DAY} {_KAZAKH_MONTH}",
    rf"{_DAY} {_KAZAKH_MONTH},? {_YEAR}{_OF_YEAR}?",
    rf"{_DAY}\.(?P<month>\d\d)\.{_YEAR}{_OF_YEAR}?",
    rf"{_YEAR}-(?P<month>\d\d)-{_DAY}",
    rf"{_ENGLISH_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    rf"{_DAY}(?:st|nd|rd|th)? {_ENGLISH_MONTH},? {_YEAR}",
)
_TIME = r"(?:[,.]? (?:сағат |at )?\d{1,2}[:.]\d\d(?: [ap]\.?m\.?)?)?"
# One to three words with a capital, and behind them a mark or what says that they are a city: Алматы қ. 5 маусым …
_NAME = r"[^\W\d_a-zа-яәіңғүұқөһ][\w'-]*"
_PLACE = re.compile(rf"{_NAME}(?: {_NAME}){{0,2}}(?: (?:қ\.|қаласы|ауылы|кенті|city)[,.]?|[,.]| -) ")


class DateError(GlossaryError):
    """What should be a date is none; `text` is what was written."""

    def __init__(self, text: str) -> None:
        """Keep the text beside the message."""
        super().__init__(f"{text!r} is not a date: write year, month and day, as in 2018-10-26")
        self.text = text


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form + _TIME + r"\.?") for form in _FORMS)


def parse_date(text: str) -> datetime.date:
    """Return the day that somebody wrote; DateError where it is none.

    >>> parse_date("2018-10-26") == parse_date("26.10.2018") == parse_date("2018 жылғы 26 қазан")
    True
    """
    found = _read_line(text)
    if found is None:
        raise DateError(text)
    return found


def find_date(beginning: str, end: str | None = None) -> datetime.date | None:
    r"""Return the date of a document, None where its first three or last two lines do not say it.

    `end` is the end of a document whose `beginning` is not the whole of it. Empty lines do not count. What
    the beginning says goes before what the end says.

    >>> find_date("Жаңа мектеп ашылды\nАстана, 2018 жылғы 26 қазан\n\nБүгін мектеп ашылды.").isoformat()
    '2018-10-26'
    >>> find_date("Ол 2018 жылғы 26 қазанда келді.") is None
    True
    """
    first = _lines(beginning, last=False)
    last = _lines(beginning if end is None else end, last=True)
    for lines in (first, last):
        found = {date for line in lines if (date := _read_line(line))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _lines(text: str, *, last: bool) -> list[str]:
    """Return the first or the last lines of a text that are not empty."""
    part = text[-REACH:] if last else text[:REACH]
    lines = [line for line in part.splitlines() if line.strip()]
    return lines[-LAST_LINES:] if last else lines[:FIRST_LINES]


def _read_line(line: str) -> datetime.date | None:
    """Return the date that a line says and nothing else but a place and a time."""
    if len(line.strip()) > LONGEST_LINE or not any(char.isdigit() for char in line):
        return None
    line = normalize(" ".join(line.split())).text
    place = _PLACE.match(line)
    for text in (line, line[place.end() :] if place else ""):
        low = fold(text)
        for pattern in _patterns():
            if match := pattern.fullmatch(low):
                return _make(match)
    return None


def _make(match: re.Match[str]) -> datetime.date | None:
    """Return the day that was written, None where no calendar has it."""
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS[month]
    year = int(match["year"])
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return datetime.date(year, number, int(match["day"]))
    except ValueError:
        return None
