"""The guard: what it reports, and what it must not."""

from pathlib import Path

import pytest

from glossary.term import Language
from translate import guard
from translate.punctuation import make_plain

FINE = [
    ("Бүгін 2,3 млрд теңге бөлінді.", "Today 2.3 billion tenge was allocated."),
    ("Алматыда 60-тан астам офис бар.", "There are more than 60 offices in Almaty."),
    ("2018-2020 жылдарға арналған жоспар.", "The plan for 2018-2020."),
    ("Отырысқа 5 мыңнан астам адам қатысты.", "More than five thousand people took part in the meeting."),
    ("Кеше Арман Қырықбаев келді.", "Arman Kyrykbayev came yesterday."),
    ("Сонда Үкімет отырысы өтті.", "A Government meeting was held there."),
    ("Бұл 6000000000 теңге.", "This is 6,000,000,000 tenge."),
    ("Иә, иә, иә, деді ол.", "Yes, yes, yes, he said."),
    ("Медицина дамып келеді.", "Health care is developing."),
    ("Ескі Каминнен түтін шықты.", "Smoke came out of the old fireplace."),
]
WRONG = [
    ("Бүгін 2,3 млрд теңге бөлінді.", "Today 3.2 billion tenge was allocated.", "number"),
    ("Алматыда 60-тан астам офис бар.", "There are offices in Almaty.", "number"),
    ("Кеше Арман Қырықбаев келді.", "The minister came yesterday.", "name"),
    ("Кеше Дана Пушкина келді.", "The minister came yesterday.", "name"),
    ("Кеше Қ. Дарин келді.", "The minister came yesterday.", "name"),
    ("Бүгін жақсы күн.", "Today is a жақсы day.", "untranslated"),
    ("Ол келді.", "He came, came, came.", "repetition"),
    ("Бүгін жақсы күн.", "I'm sorry, but I'm sorry, but I'm sorry, but I'm sorry.", "repetition"),
    ("Бүгін жақсы күн болды, бәрі далаға шығып серуендеді, ал кешке үйге қайтты.", "Yes.", "length"),
]


@pytest.mark.parametrize(("source", "target"), FINE)
def test_nothing_is_found_in_a_good_translation(source: str, target: str) -> None:
    assert guard.inspect(source, target, "kk", "en") == []


@pytest.mark.parametrize(("source", "target", "kind"), WRONG)
def test_what_is_wrong_is_found(source: str, target: str, kind: str) -> None:
    assert kind in {violation.kind for violation in guard.inspect(source, target, "kk", "en")}


def test_lost_quotes_cost() -> None:
    assert guard.cost([], '"а" б', "a b") > guard.cost([], '"а" б', '"a" b') == 0


@pytest.mark.parametrize(
    "target",
    ["ТМД мен NATO кездесті.", "Qazaq Air ұшағы қонды.", "Сайт: egov.kz, пошта: dana@mail.kz", "iPhone сатып алды."],
)
def test_names_and_addresses_in_latin_letters_are_kazakh(target: str) -> None:
    assert guard.check_script(target, "kk") == []


def test_an_english_word_in_kazakh_is_found() -> None:
    (found,) = guard.check_script("Кеше football матчы және the ойын өтті.", "kk")
    assert found.message == "left as it was: football, the"


@pytest.mark.parametrize("name", ["news", "xwmt"])
@pytest.mark.parametrize("source", ["kk", "en"])
def test_reference_translations_are_hardly_ever_flagged(shared: Path, name: str, source: Language) -> None:
    rows = (shared / "corpus" / "dev" / f"{name}.tsv").read_text("utf-8").splitlines()[:300]
    flagged = numbers = 0
    for kazakh, english in (row.split("\t")[:2] for row in rows):
        text, target = (kazakh, english) if source == "kk" else (english, kazakh)
        other: Language = "en" if source == "kk" else "kk"
        kinds = {found.kind for found in guard.inspect(make_plain(text, source), target, source, other)}
        numbers += "number" in kinds
        flagged += bool(kinds - {"number"})
    assert numbers <= 4
    assert flagged <= 3


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Сайт https://gov.kz/kk ашылды", "The site was opened"),
        ("Ерлан Досов келді", "Yerlan Доsov came"),
    ],
)
def test_addresses_and_alphabets(source: str, target: str) -> None:
    assert guard.inspect(source, target, "kk", "en")


def test_addresses_that_came_through_are_fine() -> None:
    assert not guard.check_addresses("Сайт: https://gov.kz/kk.", "The site: https://gov.kz/kk.")
