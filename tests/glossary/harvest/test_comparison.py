"""What two candidates have in common, and what they only seem to have."""

import pytest

from glossary.harvest import Candidate, WordLinks, find_kazakh
from glossary.harvest.comparison import Comparison
from glossary.harvest.words import KazakhWords
from glossary.text import Span


def name(text: str) -> Candidate:
    return next(one for one in find_kazakh(text, KazakhWords(text)) if one.lemmas)


def english(word: str) -> Candidate:
    return Candidate(word, Span(0, len(word)), word.lower(), (word.lower(),), 0, 1.0, capital=True)


@pytest.mark.parametrize("text", ["Мәскеуге", '"Атамекен"', "Бішкекке"])
def test_a_name_that_sounds_like_nothing_has_no_matching_head(text: str) -> None:
    """To lose the ending of a case is no evidence that the two words mean the same."""
    comparison = Comparison(WordLinks([]))
    ours, head = comparison.reread(name(f"Ол {text} келді."), english("Zzz"), 0.0)
    assert head == 0.0
    comparison.begin([ours], [english("Zzz")])
    assert comparison.cover(ours, english("Zzz"), head).share == 0.0


@pytest.mark.parametrize(
    ("text", "other", "term"),
    [("Алматының", "Almaty", "Алматы"), ('"Боингтың"', "Boeing", "«Боинг»"), ("Көкжардан", "Kokzhar", "Көкжар")],
)
def test_the_english_tells_the_dictionary_form(text: str, other: str, term: str) -> None:
    ours, head = Comparison(WordLinks([])).reread(name(f"Ол {text} келді."), english(other), 0.0)
    assert (ours.text, head) == (term, 1.0)
