"""Which Latin words are spellings of a Kazakh name, which are misspellings, and which are other names."""

import pytest

from glossary.kazakh.likeness import compare, find_likest
from glossary.kazakh.roman import romanize

SAME = [
    "Тоқаев Tokayev Tokaev Toqaev Toqayev Tokaiev",
    "Қырықбаев Kyrykbayev Kyrykbaev Qyryqbaev Qırıqbaev Kirikbaev",
    "Ғалым Galym Ghalym Ğalym Ğalım",
    "Жұмабай Zhumabay Zhumabai Jumabay Jumabai Jūmabai",
    "Қасым-Жомарт Kassym-Jomart Kasym-Zhomart Qasym-Jomart",
    "Ерлан Yerlan Erlan",
    "Ілияс Ilyas Iliyas Ilias",
    "Әлия Aliya Alia Aliia Äliia",
    "Юсупов Yusupov Yussupov Iusupov",
    "Хамитов Khamitov Hamitov",
    "Шыңғыс Shyngys Shyńǵys Şyñğys",
    "Достоевский Dostoyevsky Dostoevskii Dostoevskiy",
    "Айгүл Aigul Aygul Aigül",
]
LIKE = [
    ("Қырықбаев", "Kyrykbanov"),
    ("Қырықбаев", "Karykbayev"),
    ("Смайылов", "Smayalov"),
    ("Назарбаев", "Nazarbajov"),
]
OTHER = [("Қырықбаев", "Smailov"), ("Асқаров", "Tokayev"), ("Дос", "Das"), ("Мамин", "Arman")]


@pytest.mark.parametrize("line", SAME)
def test_spellings(line: str) -> None:
    name, *words = line.split()
    assert [word for word in (*words, romanize(name)) if compare(name, word) != "same"] == []


@pytest.mark.parametrize(("name", "word"), LIKE)
def test_misspellings(name: str, word: str) -> None:
    assert compare(name, word) == "like"


@pytest.mark.parametrize(("name", "word"), OTHER)
def test_other_names(name: str, word: str) -> None:
    assert compare(name, word) == "other"


def test_the_right_spelling_wins_over_a_misspelling() -> None:
    assert find_likest("Қырықбаев", ["Kyrykbanov", "Qyryqbaev"]) == ("same", "Qyryqbaev")
