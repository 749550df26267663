"""The date of a document: what is one, and what only looks like one."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.dates import DateError, find_date, parse_date

BODY = "Бүгін қалада жаңа мектеп ашылды.\nОған әкім келді.\nБалалар қуанды.\nКеш түсті."


@pytest.mark.parametrize(
    "line",
    [
        "2018 жылғы 26 қазан",
        "2018 жылдың 26 қазаны",
        "2018 ж. 26 қaзан",  # a Latin letter in the month
        "2018\u00a0жылғы\u00a026 қазан",
        "Астана, 2018 жылғы 26 қазан",
        "АСТАНА ҚАЛАСЫ. 26 ҚАЗАН 2018 ЖЫЛ",
        "Алматы қ. 26 қазан 2018 ж.",
        "26 Қазан 2018, 10:30",
        "26.10.2018",
        "Өскемен қаласы, 26.10.2018 ж.",
        "26.10.2018 сағат 09:00",
        "2018-10-26",
        "October 26, 2018",
        "Oct. 26, 2018",
        "26th October 2018",
        "ASTANA – October 26, 2018",
        "New York, 26 October 2018.",
    ],
)
def test_a_line_that_is_a_date(line: str) -> None:
    wanted = datetime.date(2018, 10, 26)
    assert find_date(f"Жаңалық\n\n  {line}  \n{BODY}") == wanted
    assert find_date(f"{BODY}\n{line}\n") == wanted
    assert find_date(f"{BODY}\n{line}\nБаспасөз қызметі") == wanted
    assert parse_date(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Бүгін 26.10.2018",
        "Құжат 2018 жылғы 26 қазанда қабылданды",
        "2018 жылғы 26 қазанда",
        "26/10/2018",
        "10.26.2018",
        "31.02.2018",
        "26.10.1018",
        "26.10.18",
        "№ 26.10.2018",
        "Туған күні: 26.10.1960",
        "26 қазан",
        "2018 жыл",
        "2018",
        "Oct 2018",
        "26.10.2018 – 28.10.2018",
        "2018 жылғы 26 қазан, № 512",
        "",
    ],
)
def test_a_line_that_is_none(line: str) -> None:
    assert find_date(f"{line}\n{BODY}") is None
    with pytest.raises(DateError, match="2018-10-26"):
        parse_date(line)


def test_a_date_in_the_middle_is_that_of_something_else() -> None:
    assert find_date(f"{BODY}\n26.10.2018\n{BODY}") is None
    assert find_date("Бір\nЕкі\nҮш\n26.10.2018\nТөрт\nБес") is None


def test_two_dates() -> None:
    assert find_date(f"26.10.2018\n27.10.2018\n{BODY}") is None
    assert find_date(f"26.10.2018\n26 қазан 2018 ж.\n{BODY}") == datetime.date(2018, 10, 26)
    assert find_date(f"26.10.2018\n{BODY}\n27.10.2018") == datetime.date(2018, 10, 26)


def test_the_end_of_a_long_document() -> None:
    assert find_date(BODY, "Соңы\n26.10.2018\n") == datetime.date(2018, 10, 26)
    assert find_date(f"{BODY}\n26.10.2018", "") is None


@given(st.text(), st.text())
def test_any_text_is_read(beginning: str, end: str) -> None:
    find_date(beginning)
    find_date(beginning, end)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for text in (day.isoformat(), f"{day.day:02}.{day.month:02}.{day.year}", f"{day:%B} {day.day}, {day.year}"):
        assert parse_date(text) == day
