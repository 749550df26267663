"""Names of persons: found, with their endings, and in Latin letters."""

import time
from pathlib import Path

import pytest

from glossary.kazakh.name_forms import read_form, split_endings
from glossary.kazakh.name_lexicon import known_persons
from glossary.kazakh.names import find_persons, is_byline, romanize, spell_person

CASES = Path(__file__).parent.parent / "cases"

NAMES = [
    ("Нұрсұлтан Назарбаев", "Nursultan Nazarbayev"),
    ("Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev"),
    ("Ерлан Ыбырайұлы", "Yerlan Ybyraiuly"),
    ("Сергей Щукин", "Sergey Shchukin"),
    ("Айдана ЖҮНІСБЕК", "Aidana ZHUNISBEK"),
    ("Юрий Цой", "Yuriy Tsoy"),
    ("Хабиба Һашимова", "Khabiba Hashimova"),
]

ENDINGS = [
    ("Тоқаевтың", "Тоқаев", "тың"),
    ("Қырықбаевқа", "Қырықбаев", "қа"),
    ("Әбдірахмановпен", "Әбдірахманов", "пен"),
    ("Нұрланға", "Нұрлан", "ға"),
    ("Гүлшараның", "Гүлшара", "ның"),
    ("Маминнің", "Мамин", "нің"),
    ("Асанұлынан", "Асанұлы", "нан"),
    ("Назарбаевтар", "Назарбаев", "тар"),
    ("Сатыбалды", "Сатыбалды", ""),
    ("Байден", "Байден", ""),
]


def read_cases(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, label) for text, label in rows[1:]]


@pytest.mark.parametrize(("text", "expected"), read_cases("names_positive.tsv"))
def test_persons_are_found(text: str, expected: str) -> None:
    found = find_persons(text, uncertain=True)
    assert "|".join(f"{person.name}:{person.ending}" for person in found) == expected
    for person in found:
        assert person.span.of(text).endswith(person.ending)
        assert person.name.endswith(person.surname)


@pytest.mark.parametrize(("text", "why"), read_cases("names_negative.tsv"))
def test_other_capitals_are_no_persons(text: str, why: str) -> None:
    assert find_persons(text, uncertain=True) == (), why


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Кеше Жак Ширак келді", False),
        ("Кеше Дональд Трамп келді", True),
        ("Кеше Анна Павлова келді", True),
        ("Кеше Артур Флак келді", False),
        ("Кеше Ерлан Шони келді", True),
        ("Президенті Манчини келді", False),
    ],
)
def test_only_what_can_be_spelled_is_certain(text: str, certain: bool) -> None:
    (person,) = find_persons(text, uncertain=True)
    assert person.certain is certain
    assert find_persons(text) == ((person,) if certain else ())


@pytest.mark.parametrize(("word", "stem", "ending"), ENDINGS)
def test_ending_is_split_off(word: str, stem: str, ending: str) -> None:
    form = read_form(word)
    assert (form.stem, form.ending) == (stem, ending)


def test_ending_must_fit_the_sounds() -> None:
    assert split_endings("Нұрланге") == ()  # the front vowel does not follow a back one


@pytest.mark.parametrize(("name", "latin"), NAMES)
def test_names_in_latin_letters(name: str, latin: str) -> None:
    assert romanize(name) == latin


def test_known_person_needs_a_name_that_fits() -> None:
    assert spell_person("Олжас", "", "Сүлейменов")[2] == spell_person("Тимур", "", "Сүлейменов")[2] == "Suleimenov"
    assert spell_person("Берік", "", "Асылов") == ("Berik", "", "Assylov")
    assert spell_person("Н.", "", "Асылов") == ("N.", "", "Asylov")
    assert spell_person("", "", "НАЗАРБАЕВ")[2] == "NAZARBAYEV"


def test_table_of_persons_is_whole() -> None:
    table = Path("glossary/lexicon/persons.tsv")
    lines = (Path(__file__).parent.parent.parent / table).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    assert len(rows) >= 120
    assert len({row[0] for row in rows}) == len(rows)
    for kazakh, english, status, source, checked in rows:
        assert " " in kazakh
        assert " " in english
        assert status in ("press", "unverified")
        assert bool(source) == bool(checked) == (status == "press")
    assert sum(len(persons) for persons in known_persons().values()) == len(rows)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Ерке БАЙЖІГІТ", True),
        ("А. СЕЙІТОВ", True),
        ("Дана ӘЛІ-АХМЕТ", True),
        ("ҚР ҰҚК", False),
        ("Қазақстан", False),
        ("Бүгін ЖАҢАЛЫҚ бар", False),
    ],
)
def test_bylines(line: str, verdict: bool) -> None:
    assert is_byline(line) is verdict


@pytest.mark.parametrize("text", ["А" * 100_000, "А-" * 50_000, "А." * 50_000, "Аа" * 50_000, "Абай " * 20_000])
def test_time_is_linear_in_bad_text(text: str) -> None:
    """Four times the text takes about four times as long; a quadratic pattern would take sixteen."""
    started = time.perf_counter()
    find_persons(text)
    once = time.perf_counter() - started
    started = time.perf_counter()
    find_persons(text * 4)
    assert time.perf_counter() - started < once * 10 + 0.1
