"""One person has one English name through a document."""

import pytest

from glossary.kazakh.names import Roll, enrol, find_again, find_persons, settle

DOCUMENT = "Әкім Арман Қырықбаев пен Мәжіліс төрағасы Ерлан Қошан жиынды ашты."


def roll_of(text: str) -> Roll:
    return enrol(find_persons(text))


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("Кейін А.Қырықбаевтың сөзі тыңдалды", [("A. Kyrykbayev", "тың")]),
        ("Қырықбаевқа сұрақ қойылды", [("Kyrykbayev", "қа")]),
        ("Сөз Қошанға берілді", [("Koshanov", "ға")]),
        ("Е.Қошан келісті", [("Ye. Koshanov", "")]),
        ("Бүгін ауа райы жақсы", []),
    ],
)
def test_person_is_known_again(segment: str, expected: list[tuple[str, str]]) -> None:
    found = find_again(segment, roll_of(DOCUMENT))
    assert [(person.name, person.ending) for person in found] == expected


def test_two_of_one_surname_are_two() -> None:
    roll = roll_of("Кеше Арман Қырықбаев пен Сәуле Қырықбаев келді")
    assert [one.given for one in roll.persons] == ["Арман", "Сәуле"]
    assert roll.find(find_persons("Мұны Қырықбаев айтты")[0]) is None
    initials = roll.find(find_persons("Мұны С.Қырықбаев айтты")[0])
    assert initials is not None
    assert initials.given == "Сәуле"


def test_namesake_of_a_known_person_keeps_his_spelling() -> None:
    """Асылов alone is Assylov by the table of persons, but not in a document about Марат Асылов."""
    alone = find_persons("Бұл туралы Асылов айтты")[0]
    assert alone.name == "Assylov"
    assert settle(alone, roll_of("Кеше Марат Асылов келді")).name == "Asylov"


def test_roll_is_a_value() -> None:
    first, second = roll_of(DOCUMENT), roll_of(DOCUMENT)
    assert first == second
    assert hash(first) == hash(second)
    more = enrol(find_persons("Кеше Асқар Мамин келді"), first)
    assert first == second
    assert len(more.persons) == len(first.persons) + 1
    assert enrol(find_persons(DOCUMENT), more) == more


def test_order_of_mentions_does_not_matter() -> None:
    early = roll_of("Кеше А.Қырықбаев келді. Бүгін Арман Қырықбаев сөйледі.")
    late = roll_of("Кеше Арман Қырықбаев келді. Бүгін А.Қырықбаев сөйледі.")
    assert early == late
