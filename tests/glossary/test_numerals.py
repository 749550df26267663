"""Numbers in text, and the comparison of a translation's numbers with its source's."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.kazakh.numerals import compare_numbers, find_numbers
from glossary.term import LANGUAGES, Language

KAZAKH = """
8000-ға жуық мүшесі | 8000
60-тан астам | 60
2,3 млрд теңге | 2300000000
20 млрд теңгеге | 20000000000
5 мыңнан астам | 5000
5млн адам | 5000000
2018-2020 жылдарға | 2018 2020
2018–2020 жж. | 2018 2020
4000-нан астам | 4000
90 пайыздан | 90
90%-дан | 90
1-ші орын | 1
15-шi қарашада | 15
XI азаматтық форум | 11
ХХІ ғасыр | 21
ХIХ ғасыр | 19
V ғасыр, I тоқсан | 5 1 90
50,000 адам | 50000
1.500.000 теңге | 1500000
12 500 адам | 12500
12\u00a0500 адам | 12500
12 мың 500 теңге | 12500
1 миллиард 200 миллион | 1200000000
10-15 мың | 10000 15000
екі-үш мың | 2000 3000
отыз – қырық мың | 30000 40000
5 мың 2018 жылы | 5000 2018
жиырма бес | 25
жиырма бесінші | 25
екеуі | 2
екі мың он жетінші жылы | 2017
мың тоғыз жүз тоқсан бірінші жыл | 1991
жүз жиырма мың үш жүз | 120300
қырқыншы жылдары | 40
бір жарым миллион | 1500000
жарты миллион | 500000
бес бүтін оннан үш миллиард | 5300000000
нөл бүтін жүзден отыз бес | 0.35
төрт те сегіз пайыз | 4.8
17, 7 пайыз | 17.7
сағат 18:30-да | 18 30
сағат 20: 00-ге дейін | 20
05.06.2018 күні | 5 2018
1/2 бөлігі | -
G20 саммиті | -
COVID-19-дан | 19
А.Қырықбаев онда бірге болды | -
жүзеге асырылды, жүзінде, алтын, онымен | -
мыңдаған, жүздеген адам | -
№5 мектеп | 5
2018,2019,2020,2021 жылдары | 2018 2019 2020 2021
шоты 40817810570000123456 | -
"""
ENGLISH = """
8,000 members | 8000
2.3 billion tenge | 2300000000
£26billion a year | 26000000000
a 2.3-billion-tenge project | 2300000000
five thousand | 5000
two and a half | 2.5
two and a half million | 2500000
half a million | 500000
one point eight billion | 1800000000
a hundred and five | 105
five thousand two hundred and six | 5206
twenty-one | 21
the twenty-first century | 21 100
the 11th forum | 11
the eleventh forum | 11
the XI forum | 11
World War II | 2
2018-2020 | 2018 2020
10 to 15 million | 10000000 15000000
two or three thousand | 2000 3000
three decades | 30
in the nineties | 90
90 percent, 90% | 90 90
at 8.30pm | 20 30
12 500 people | 12500
1/2 of it | -
thousands of people, G20 | -
I, V and X | -
DVD, CD, MC, I am | -
twice, both, a dozen | 2 2 12
"""


def cases(table: str) -> list[tuple[str, list[Decimal]]]:
    """Read lines of `text | values`; a hyphen stands for no number."""
    rows = (line.split(" | ") for line in table.strip().splitlines())
    return [(text, [Decimal(value) for value in values.split() if value != "-"]) for text, values in rows]


@pytest.mark.parametrize(("text", "values"), cases(KAZAKH))
def test_numbers_in_kazakh(text: str, values: list[Decimal]) -> None:
    assert [number.value for number in find_numbers(text, "kk")] == values


@pytest.mark.parametrize(("text", "values"), cases(ENGLISH))
def test_numbers_in_english(text: str, values: list[Decimal]) -> None:
    assert [number.value for number in find_numbers(text, "en")] == values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("90 пайыз, 15-ші, XI съезд, 2018 жылы, 5 адам, бесінші", "percent ordinal roman year cardinal ordinal"),
        ("2018-жылғы, 2018 ж., 5%", "year year percent"),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    assert [number.kind for number in find_numbers(text, "kk")] == kinds.split()


@pytest.mark.parametrize(
    ("text", "language", "firm"),
    [
        ("бір", "kk", False),
        ("он", "kk", False),
        ("он бір", "kk", True),
        ("жүз", "kk", False),
        ("екі жүз", "kk", True),
        ("бірнеше мың", "kk", False),
        ("1", "kk", True),
        ("second", "en", False),
        ("a million", "en", False),
        ("fifteen", "en", True),
    ],
)
def test_which_numbers_are_firm(text: str, language: Language, firm: bool) -> None:
    assert [number.firm for number in find_numbers(text, language)] == [firm]


@pytest.mark.parametrize(
    ("kazakh", "english"),
    [
        ("Қорда 8000-ға жуық кітап тұр", "The stock is about 8,000 books"),
        ("Сұрақтың 5 мыңнан астамы қаралды", "Over five thousand questions were looked at"),
        ("құны 2,3 млрд теңге болды", "it cost 2.3 billion tenge"),
        ("XI азаматтық форум", "The 11th Civic Forum"),
        ("екі есеге өсіп", "doubled"),
        ("3 есе артты", "tripled"),
        ("Бір адам келді", "A man came"),
        ("Бұл бір жақсы іс", "This is a good thing"),
        ("90-жылдары", "in the 1990s"),
        ("жетпісінші жылдары", "in the seventies"),
        ("жиырма бірінші жылға дейін", "by 2021"),
        ("жиырма бес миллион", "25 million"),
        ("30 жыл бұрын", "three decades ago"),
        ("1-інші қаңтар, жылдың алғашқы күні", "on the first day of the year, on 1 January"),
        ("12,345 тонна", "12,345 tonnes"),
        ("05.06.2018", "5 June 2018"),
        ("кешкі 18:00-де", "at 6 pm"),
        ("бес-алты адам", "five or six people"),
    ],
)
def test_no_difference(kazakh: str, english: str) -> None:
    assert compare_numbers(kazakh, "kk", english, "en") == ((), ())
    assert compare_numbers(english, "en", kazakh, "kk") == ((), ())


@pytest.mark.parametrize(
    ("kazakh", "english", "missing", "extra"),
    [
        ("5 мыңнан астам", "more than 500", "5000", "500"),
        ("2,3 млрд теңге", "2.3 million tenge", "2300000000", "2300000"),
        ("60-тан астам кеңсе", "many offices", "60", ""),
        ("көп кеңсе", "more than 60 offices", "", "60"),
        ("2018-2020 жылдар", "2018", "2020", ""),
        ("1 адам", "a man", "1", ""),
        ("XI форум", "the forum", "11", ""),
        ("жиырма бес адам", "people", "25", ""),
        ("5 қала, 5 аудан", "5 cities and districts", "5", ""),
        ("15 мың", "15", "15000", "15"),
    ],
)
def test_differences(kazakh: str, english: str, missing: str, extra: str) -> None:
    difference = compare_numbers(kazakh, "kk", english, "en")
    assert [number.value for number in difference.missing] == [Decimal(value) for value in missing.split()]
    assert [number.value for number in difference.extra] == [Decimal(value) for value in extra.split()]


def test_spans_are_places_in_the_original() -> None:
    text = "\ufeffБиыл «екi мың» — 2,3\u00a0млрд…"
    assert [number.text for number in find_numbers(text, "kk")] == ["екi мың", "2,3\u00a0млрд"]
    assert all(number.span.of(text) == number.text for number in find_numbers(text, "kk"))


@given(st.integers(11, 10**11))
def test_an_integer_is_read_in_both_ways_of_writing(value: int) -> None:
    assert [number.value for number in find_numbers(f"барлығы {value} теңге", "kk")] == [value]
    assert [number.value for number in find_numbers(f"a total of {value:,} tenge", "en")] == [value]
    assert compare_numbers(f"{value:,}".replace(",", " "), "kk", f"{value:,}", "en") == ((), ())


@given(st.text(alphabet="он екі жүзмыңбіршы0123456789.,:/- IXandhundredtwomillion%\u00a0", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for language in LANGUAGES:
        found = find_numbers(text, language)
        assert all(number.span.of(text) == number.text for number in found)
        assert compare_numbers(text, language, text, language) == ((), ())
