"""Renderings written over a translation: where, and with which article, number, case and capital."""

import pytest

from glossary.match import TermMatch, TermMatcher
from glossary.repair import Wanted, find_gap, find_own, find_place, fit, make_prefix, want_name, write_over
from glossary.term import Term, Termbase
from glossary.text import NormalizedText, Span

TERMBASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("finance", "kk", "Қаржы министрлігі", grammar=("possessed",)),
        Term("finance", "en", "Ministry of Finance", grammar=("the",), case="keep"),
        Term("elbasy", "kk", "Елбасы", grammar=("possessed",), case="keep"),
        Term("elbasy", "en", "Elbasy", grammar=("no-article",), case="keep"),
        Term("un", "kk", "БҰҰ", kind="abbreviation", case="keep"),
        Term("un", "en", "United Nations", grammar=("the",), case="keep"),
        Term("order", "kk", "орден"),
        Term("order", "en", "order"),
    ]
)
KAZAKH, ENGLISH = TermMatcher(TERMBASE, "kk", "en"), TermMatcher(TERMBASE, "en", "kk")


def match_of(text: str) -> TermMatch:
    (match,) = (KAZAKH if any("а" <= char <= "я" for char in text.lower()) else ENGLISH).match(text)
    return match


def written(target: str, old: str, source: str) -> str:
    """Return the target with the rendering of the one term of `source` in the place of `old`."""
    start = target.index(old)
    edit = fit(target, Span(start, start + len(old)), match_of(source), source)
    return NormalizedText.from_edits(target, [edit]).text


@pytest.mark.parametrize(
    ("target", "old", "source", "result"),
    [
        ("He met the mayor there.", "mayor", "әкім", "He met the akim there."),
        ("He met a mayor there.", "mayor", "әкім", "He met an akim there."),
        ("He met an old man.", "old man", "орденді", "He met an order."),
        ("He met a mayor there.", "mayor", "әкімдер", "He met akims there."),
        ("The mayors came.", "The mayors", "әкімдер", "The akims came."),
        ("the mayor's order", "mayor's", "әкімнің", "the akim's order"),
        ("Mayor came.", "Mayor", "әкім", "Akim came."),
        ("said finance office today", "finance office", "Қаржы министрлігі", "said the Ministry of Finance today"),
        ("its finance office", "finance office", "Қаржы министрлігі", "its Ministry of Finance"),
        ("Finance office said", "Finance office", "Қаржы министрлігі", "The Ministry of Finance said"),
        ("the leader said", "leader", "Елбасы", "Elbasy said"),
        ("with the UN's help", "UN's", "БҰҰ-ның", "with the United Nations' help"),
        ("министріне хат", "министріне", "wrote to the Ministry of Finance", "Қаржы министрлігіне хат"),
        ("ол кездесуден кейін", "кездесуден", "after Elbasy", "ол Елбасынан кейін"),
        ("ол кездесу туралы", "кездесу", "about Elbasy", "ол Елбасы туралы"),
        ("ол басшы дейін", "басшы", "to Elbasy", "ол Елбасына дейін"),
        ("Басшылар келді", "Басшылар", "akims came", "Әкімдер келді"),
        ("сол ұйымның ісі", "ұйымның", "the United Nations", "сол БҰҰ-ның ісі"),
    ],
)
def test_what_stands_around_it_is_mended(target: str, old: str, source: str, result: str) -> None:
    assert written(target, old, source) == result


def test_a_rendering_in_a_gap_takes_the_case_of_the_preposition() -> None:
    source = "The words of Elbasy were heard."
    edit = fit("Сөзі тыңдалды.", Span(0, 0), match_of(source), source)
    assert edit.replacement == "Елбасының "
    edit = fit("Кеше", Span(4, 4), match_of("to Elbasy"), "to Elbasy")
    assert edit.replacement == " Елбасына"


@pytest.mark.parametrize(
    ("target", "links", "written", "place"),
    [
        ("He said (mayor).", [((0, 4), (8, 16))], (0, 4), (9, 14)),
        ("The city mayor came", [((0, 4), (4, 8)), ((0, 4), (9, 14))], (0, 4), (4, 14)),
        ("no, no city head", [((0, 4), (0, 2)), ((0, 4), (7, 11)), ((0, 4), (12, 16))], (0, 4), (7, 16)),
        ("They came.", [((5, 9), (0, 4))], (0, 4), None),
        ("...", [((0, 4), (0, 3))], (0, 4), (3, 3)),
    ],
)
def test_the_place_is_the_longest_group_without_marks(
    target: str,
    links: list[tuple[tuple[int, int], tuple[int, int]]],
    written: tuple[int, int],
    place: tuple[int, int] | None,
) -> None:
    found = find_place(target, [(Span(*source), Span(*to)) for source, to in links], Span(*written))
    assert found == (Span(*place) if place else None)


def test_a_gap_is_beside_the_neighbours() -> None:
    links = [(Span(0, 4), Span(0, 2)), (Span(11, 15), Span(3, 7))]
    assert find_gap("He came.", links, Span(5, 10)) == Span(3, 3)
    assert find_gap("He came.", links, Span(16, 20)) == Span(7, 7)
    assert find_gap("He came.", [], Span(5, 10)) == Span(0, 0)
    assert find_gap("He came.", links, Span(5, 10), [Span(0, 7)]) == Span(0, 0)


def test_two_renderings_do_not_take_the_same_words() -> None:
    links = [(Span(0, 4), Span(0, 6)), (Span(5, 9), Span(0, 6))]
    source = "әкім мен Елбасы"
    wanted = [Wanted(match_of("әкім"), Span(0, 4)), Wanted(match_of("Елбасы"), Span(5, 9))]
    assert write_over("Mayors met", links, wanted, source, []) == "Akim met"


def test_a_place_that_has_its_rendering_is_not_written_over() -> None:
    links = [(Span(0, 4), Span(0, 6))]
    wanted = [Wanted(match_of("әкім"), Span(0, 4))]
    assert write_over("Elbasy met", links, wanted, "әкім", [Span(0, 6)]) == "Elbasy met"


def test_a_name_is_written_as_it_is() -> None:
    wanted = want_name("Arman Dosov", Span(0, 11), Span(0, 11))
    links = [(Span(0, 5), Span(4, 10)), (Span(6, 11), Span(11, 17))]
    assert write_over("The Armand Dossov came", links, [wanted], "Арман Досов", []) == "Arman Dosov came"


def test_a_prefix_ends_in_the_first_rendering_that_is_missing() -> None:
    links = [(Span(0, 4), Span(10, 15)), (Span(5, 9), Span(0, 4))]
    wanted = [Wanted(match_of("әкім"), Span(0, 4))]
    assert make_prefix("They met a mayor", links, wanted, "әкім", []) == "They met an akim"
    assert make_prefix("They met", [], wanted, "әкім", []) == "Akim"


def test_what_the_model_makes_of_the_term_alone_is_the_surer_witness() -> None:
    target, source = "They met the city head at noon", "Олар түсте әкіммен кездесті"
    links = [(Span(11, 18), Span(0, 4))]  # the alignment is wrong
    wanted = [Wanted(match_of("әкіммен"), Span(11, 18))]
    assert write_over(target, links, wanted, source, [], ["city head"]) == "They met the akim at noon"
    assert write_over(target, links, wanted, source, [], ["chief"]) == "Akim met the city head at noon"


def test_a_translation_of_a_term_that_is_most_of_the_target_is_no_place() -> None:
    assert find_own("something else", "something else") is None
    assert find_own("It is so and so again", "it") is None
    assert find_own("The head met the head of state", "head", [Span(4, 8)]) == Span(17, 21)
