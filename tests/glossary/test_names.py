"""Names of persons: found, with their endings, and in Latin letters."""

import pytest

from glossary.kazakh.names import find_persons, is_byline, romanize

PERSONS = [
    ("Кеше Арман Қырықбаевтың сөзі тыңдалды", [("Arman Kyrykbayev", "тың")]),
    ("Жиынды Б.Дос пен Ғ. Мүсірепов ашты", [("B. Dos", ""), ("G. Musirepov", "")]),
    ("Сәуле Біржанова келді", [("Birzhanova", "")]),
    ("Бүгін Қасым-Жомарт Тоқаевқа хат жетті", [("Kassym-Jomart Tokayev", "қа")]),
    ("Мұнда Дана Сейітқызымен сұхбат бар", [("Dana Seyitkyzy", "мен")]),
    ("Қ.Жанұзақовтың айтуынша", [("K. Zhanuzakov", "тың")]),
]

NOT_PERSONS = [
    "Қазақстан Республикасының Президенті",
    "Атаулы көмек берілді",
    "Украина мен Молдова келісті",
    "Берлин қаласында",
    "Алматыда XI форум өтті",
    "2018 ж. Астана",
    "Бұл т.б. мәселе",
]

NAMES = [
    ("Нұрсұлтан Назарбаев", "Nursultan Nazarbayev"),
    ("Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev"),
    ("Ерлан Ыбырайұлы", "Yerlan Ybyraiuly"),
    ("Сергей Щукин", "Sergey Shchukin"),
    ("Айдана ЖҮНІСБЕК", "Aidana ZHUNISBEK"),
    ("Юрий Цой", "Yuriy Tsoy"),
    ("Хабиба Һашимова", "Khabiba Hashimova"),
]


@pytest.mark.parametrize(("text", "persons"), PERSONS)
def test_persons_are_found(text: str, persons: list[tuple[str, str]]) -> None:
    found = find_persons(text)
    assert [(person.name, person.ending) for person in found] == persons
    for person in found:
        assert person.span.of(text).endswith(person.ending)
        assert person.name.endswith(person.surname)


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_other_capitals_are_no_persons(text: str) -> None:
    assert find_persons(text) == ()


@pytest.mark.parametrize(("name", "latin"), NAMES)
def test_names_in_latin_letters(name: str, latin: str) -> None:
    assert romanize(name) == latin


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
