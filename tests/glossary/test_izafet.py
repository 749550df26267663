"""Kazakh titles from their nouns: the genitive stands once, and what is had carries the third person."""

import pytest

from glossary.izafet import Noun, decline, role_of, take_apart, write_title
from glossary.term import Term

POSSESSED = ("possessed",)


@pytest.mark.parametrize(
    ("title", "nouns"),
    [
        ("әкімнің орынбасары", ["әкім", "орынбасары"]),
        ("қала әкімінің бірінші орынбасары", ["қала", "әкімі", "бірінші орынбасары"]),
        ("Сенат Төрағасы", ["Сенат", "Төрағасы"]),
        ("Жоғарғы Сот Төрағасы", ["Жоғарғы Сот", "Төрағасы"]),
        ("Жоғары Сот Кеңесі", ["Жоғары Сот Кеңесі"]),
        ("Қаржы министрлігі", ["Қаржы министрлігі"]),
        ("Орталық сайлау комиссиясының төрағасы", ["Орталық сайлау комиссиясы", "төрағасы"]),
        (
            "Президент Әкімшілігі Басшысының бірінші орынбасары",
            ["Президент", "Әкімшілігі", "Басшысы", "бірінші орынбасары"],
        ),
        ("Президенттің баспасөз хатшысы", ["Президент", "баспасөз хатшысы"]),
        ("Қазақстан Президенті", ["Қазақстан", "Президенті"]),
        ("Атырау облысының әкімі", ["Атырау облысы", "әкімі"]),
        ("полиция департаменті", ["полиция департаменті"]),
        ("Премьер-министрдің орынбасары", ["Премьер-министр", "орынбасары"]),
    ],
)
def test_title_is_taken_apart(title: str, nouns: list[str]) -> None:
    taken = take_apart(Term("a", "kk", title, grammar=POSSESSED))
    assert [noun.before + noun.word for noun in taken] == nouns


@pytest.mark.parametrize(
    ("owner", "title", "whole"),
    [
        ("Қазақстан", "Сенат Төрағасының орынбасары", "Қазақстан Сенаты Төрағасының орынбасары"),
        ("Қазақстан", "Президент Әкімшілігінің Басшысы", "Қазақстан Президенті Әкімшілігінің Басшысы"),
        ("Тараз", "қала әкімі", "Тараз қаласының әкімі"),
        ("Тараз", "әкімнің орынбасары", "Тараз әкімінің орынбасары"),
        ("Қазақстан", "Бас прокурордың орынбасары", "Қазақстан Бас прокурорының орынбасары"),
    ],
)
def test_nouns_inside_a_title_carry_the_possessor(owner: str, title: str, whole: str) -> None:
    assert write_title([Noun(owner, name=True), *take_apart(Term("a", "kk", title, grammar=POSSESSED))]) == whole


def test_abbreviations_and_quotes_carry_nothing() -> None:
    owner = take_apart(Term("a", "kk", "ҚР", kind="abbreviation"))
    quoted = take_apart(Term("b", "kk", "«Самұрық-Қазына»"))
    minister = take_apart(Term("c", "kk", "Қаржы министрі", grammar=POSSESSED))
    assert write_title([*owner, *minister]) == "ҚР Қаржы министрі"
    assert write_title([*quoted, Noun("басшы", person=True)]) == "«Самұрық-Қазына» басшысы"


def test_a_person_and_several_take_the_genitive() -> None:
    assert write_title([Noun("министр", person=True), Noun("кеңесші")]) == "министрдің кеңесшісі"
    assert write_title([Noun("облыс", plural=True), Noun("әкім", person=True)]) == "облыстардың әкімі"


def test_words_between_need_the_genitive() -> None:
    nouns = [Noun("Украина", name=True), Noun("Президент", person=True)]
    assert write_title(nouns) == "Украина Президенті"
    assert write_title(nouns, described="бұрынғы ") == "Украинаның бұрынғы Президенті"


def test_a_name_is_never_possessed() -> None:
    assert decline(Noun("Тараз", name=True), "genitive", owned=True) == "Тараздың"
    assert role_of(Term("a", "kk", "Тараз")) == ""
