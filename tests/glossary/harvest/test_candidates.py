"""What is a candidate in a sentence, and what is not."""

import pytest

from glossary.harvest import find_english, find_kazakh
from glossary.harvest.words import EnglishWords, KazakhWords
from glossary.text import Span

SURE = 0.6


def kazakh(text: str) -> list[str]:
    return [one.text for one in find_kazakh(text, KazakhWords(text)) if one.edges >= SURE]


def english(text: str) -> list[str]:
    return [one.text for one in find_english(text, EnglishWords(text)) if one.edges >= SURE]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Бүгін Қаржы министрлігінің өкілі келді.", "Қаржы министрлігі"),
        ("Оны Мәдениет және мұрағат ісі министрлігіне тапсырды.", "Мәдениет және мұрағат ісі министрлігі"),
        ("Кездесуге қала әкімінің орынбасары қатысты.", "қала әкімінің орынбасары"),
        ("Біз «Тұран Құрылыс» компаниясымен жұмыс істейміз.".replace("«", '"').replace("»", '"'),
         "«Тұран Құрылыс» компаниясы"),
        ("Шешімді ҚР Үкіметі қабылдады.", "ҚР Үкіметі"),
        ("Шешімді ҚР Үкіметі қабылдады.", "Үкімет"),
        ("Бұл туралы ОАДБ-ның өкілі айтты.", "ОАДБ"),
        ("Кеше Көкжардан келді.", "Көкжар"),
    ],
)  # fmt: skip
def test_kazakh_candidates(text: str, term: str) -> None:
    found = [one for one in find_kazakh(text, KazakhWords(text)) if one.edges >= SURE]
    assert term in [form for one in found for form in (one.text, *one.lemmas)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Жиынға Мәжіліс пен Үкімет өкілдері келді.", "Мәжіліс пен Үкімет"),
        ("Олар Астана және Алматы қалаларында тұрады.", "Астана және Алматы қаласы"),
        ("Бүгін Өзбекстандағы Қазақстан елшісі келді.", "Өзбекстандағы Қазақстан"),
        ("Сенатта мәслихат депутаттары жиналды.", "Сенатта мәслихат депутаты"),
        ("Кездесуге қала әкімі қатысты.", "Кездесуге қала әкімі"),
        ("Ол XII форумды ашты.", "XII форум"),
    ],
)
def test_no_kazakh_candidates(text: str, term: str) -> None:
    assert term not in kazakh(text)


def test_persons_are_in_no_candidate() -> None:
    text = "Министр Ерлан Сүлейменов келді."
    person = KazakhWords(text), [Span(8, 24)]
    assert not [one for one in find_kazakh(text, *person) if "Ерлан" in one.text or "Сүлейменов" in one.text]
    assert not [
        one for one in find_english("Minister Yerlan Suleimenov came.", EnglishWords(""), ["Ерлан Сүлейменов"])
        if "Yerlan" in one.text
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("He met the Chairman of the Committee for Languages.", "Committee for Languages"),
        ("The Ministry of Labour, Health and Sport said so.", "Ministry of Labour, Health and Sport"),
        ("They asked the deputy akim of the city about it.", "deputy akim of the city"),
        ("This was said by the Minister of agriculture.", "Minister of agriculture"),
        ("The Central Asian Development Bank (CADB) helped.", "Central Asian Development Bank"),
        ("President Receives Minister of Justice", "Minister of Justice"),
    ],
)
def test_english_candidates(text: str, term: str) -> None:
    assert term in english(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("He met the Chairman of the Committee for Languages.", "Committee"),
        ("He met the Chairman of the Committee for Languages.", "Chairman of the Committee"),
        (
            "The Government of Estonia and the Government of Latvia",
            "Government of Estonia and the Government of Latvia",
        ),
        ("President Receives Minister of Justice", "Receives Minister of Justice"),
    ],
)
def test_no_english_candidates(text: str, term: str) -> None:
    assert term not in english(text)


def test_places_are_of_the_sentence() -> None:
    text = "Оны Қаржы министрлігінің өкілі айтты."
    for one in find_kazakh(text, KazakhWords(text)):
        assert text[one.span.start : one.span.start + 3].lower() == one.text[:3].lower()
    assert {
        one.short for one in find_english("The Turan Fund (TF) and it", EnglishWords("")) if one.text == "Turan Fund"
    } == {"TF"}
