"""How words sound at their end, and how abbreviations, numbers and Latin words are read."""

from decimal import Decimal
from importlib import resources

import pytest

from glossary.kazakh.latin import read_latin
from glossary.kazakh.numerals import find_numbers
from glossary.kazakh.sounds import NUMERALS, POWERS, is_abbreviation, is_back, last_sound, lexicon, read, read_number


@pytest.mark.parametrize(("digits", "word"), NUMERALS.items())
def test_numerals_are_those_that_are_found_in_text(digits: str, word: str) -> None:
    assert [number.value for number in find_numbers(word, "kk")] == [Decimal(digits)]


@pytest.mark.parametrize(("power", "word"), POWERS.items())
def test_powers_are_those_that_are_found_in_text(power: int, word: str) -> None:
    assert [number.value for number in find_numbers(f"екі {word}", "kk")] == [Decimal(2) * 10**power]


@pytest.mark.parametrize(
    ("number", "word"),
    [("0", "нөл"), ("00", "нөл"), ("7", "жеті"), ("10", "он"), ("110", "он"), ("2020", "жиырма"), ("300", "жүз"),
     ("1500", "жүз"), ("12000", "мың"), ("5000000", "миллион"), ("1000000000", "миллиард")],
)  # fmt: skip
def test_last_word_of_a_number(number: str, word: str) -> None:
    assert read_number(number) == word


@pytest.mark.parametrize(
    ("written", "heard"),
    [("1 000 000", "миллион"), ("12 500", "жүз"), ("3,5", "бес"), ("0,10", "он"), ("G20", "жиырма"), ("5%", "пайыз"),
     ("XX", "жиырманшы"), ("XXI", "бірнші"), ("ХІХ", "тоғызншы"), ("VI", "алтыншы"), ("2018", "сегіз")],
)  # fmt: skip
def test_numbers_are_read(written: str, heard: str) -> None:
    assert read(written) == heard


ABBREVIATIONS = "БҰҰ ҰЭМ БАҚ АЭС ҚР ЖШС АҚШ ІІМ ЕАЭО КСРО МӘМС ЕҚЫҰ ЭЫДҰ АХҚО ҰҚШҰ БЖЗҚ НАТО ЮНЕСКО ЮНИСЕФ МАГАТЭ ЭКСПО"
HEADLINE = "ӘКІМ ҚАЛА БАНК ЦЕНТР АУЫЛ СУЫҚ ҮКІМЕТ ОБЛЫС ФОРУМ ТАРИФ МИНИСТРЛІК ПРЕЗИДЕНТ ҚАУІПСІЗДІК РЕСПУБЛИКА"


@pytest.mark.parametrize("word", ABBREVIATIONS.split())
def test_abbreviations(word: str) -> None:
    assert is_abbreviation(word)
    assert read(word) is not None


@pytest.mark.parametrize("word", HEADLINE.split())
def test_words_of_a_headline(word: str) -> None:
    assert not is_abbreviation(word)
    assert read(word) is None


@pytest.mark.parametrize("word", ["әкім", "Премьер-министр", "VIP-зал", "", "-", "«»", "Алматы"])
def test_other_words_are_read_as_they_are_spelt(word: str) -> None:
    assert read(word) is None


@pytest.mark.parametrize(
    ("word", "back"),
    [
        ("қызмет", False), ("кітап", True), ("мұғалім", False), ("ресурс", True), ("минут", True), ("тариф", False),
        ("цех", True), ("актёр", False), ("Сочи", False), ("ми", True), ("мұхит", True), ("бокс", True),
        ("Баку", False), ("округ", False), ("педагог", True), ("Каримов", True), ("Мирзиёев", False), ("Есімов", False),
        ("Смайылов", True), ("Путин", False), ("жою", True), ("күшею", False), ("парк", False), ("Минск", False),
    ],
)  # fmt: skip
def test_harmony(word: str, back: bool) -> None:
    assert is_back(word) == back


def test_last_sounds_of_all_classes() -> None:
    words = ("қала", "адам", "ел", "тау", "қыз", "мектеп", "клуб", "модель", "октябрь", "би", "цех", "шаһ")
    assert "".join(map(last_sound, words)) == "VNLRZTTLRRTT"


@pytest.mark.parametrize(
    ("word", "back", "sound"),
    [("Atyrau", True, "R"), ("Kostanay", True, "R"), ("Office", False, "T"), ("Week", False, "T"),
     ("XML", False, "L"), ("Committee", False, "R"), ("Nazarbayev", True, "T"), ("Karaganda", True, "V")],
)  # fmt: skip
def test_latin_words(word: str, back: bool, sound: str) -> None:
    heard = read_latin(word)
    assert (is_back(heard), last_sound(heard)) == (back, sound)


USED = (
    "vowel-loss vowel-loss-variant unvoiced voiced keeps-s vowel simplified double linked lexicalised either-harmony "
    "back-word front-word read-as acronym latin"
)


def test_no_row_of_the_table_is_of_another_class() -> None:
    table = (resources.files("glossary") / "lexicon" / "stems.tsv").read_text(encoding="utf-8")
    assert {line.split("\t")[1] for line in table.splitlines()[1:]} == set(USED.split())
    assert sum(len(lexicon(name)) for name in USED.split()) == len(table.splitlines()) - 1
