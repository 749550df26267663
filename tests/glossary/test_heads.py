"""The table of heads: every row is sound, and terms are given the role of their noun."""

from importlib import resources

import pytest

from glossary.heads import Head, find_head, head_of, read_adjective, read_heads, table, words_of
from glossary.kazakh.letters import LOWER
from glossary.kazakh.morphology import inflect
from glossary.term import Term

POSSESSED = ("possessed",)
ROWS = (resources.files("glossary") / "lexicon" / "heads.tsv").read_text(encoding="utf-8").splitlines()


def test_no_word_has_a_role_twice() -> None:
    rows = [(head.word, head.role) for head in table()]
    assert len(set(rows)) == len(rows) == len(ROWS) - 1


@pytest.mark.parametrize("row", ROWS[1:])
def test_row_is_sound(row: str) -> None:
    word, role, english, detail, _, source = row.split("\t")
    assert source, "say where it was read, or unverified"
    assert set(word) <= set(LOWER + " -")
    if role in ("staff", "envoy", "mission"):
        assert detail in ("", "to", "in")
    if role == "place":
        assert detail.isdigit()
    if role == "place adjective":
        assert english
        assert not detail or detail in words_of("place")
    if role in ("adjective", "company", "deputy", "staff", "envoy", "mission", "home"):
        assert english


@pytest.mark.parametrize("head", [head for head in table() if head.english and " " not in head.word], ids=str)
def test_heads_are_read_in_the_third_person_only(head: Head) -> None:
    if head.role in ("place", "place adjective", "adjective", "home"):
        return
    found = {one.head.word: one.form for one in read_heads(inflect(head.word, "genitive", possessive=3))}
    assert found[head.word].case == "genitive"
    assert head.word not in {one.head.word for one in read_heads(head.word)}


@pytest.mark.parametrize(
    ("kazakh", "possessed", "role"),
    [
        ("Қаржы министрлігі", True, "body"),
        ("Қаржы министрі", True, "holder"),
        ("вице-министр", False, "holder"),
        ("Елбасы", True, "holder"),
        ("бірінші орынбасары", True, "deputy"),
        ("әкімнің бірінші орынбасары", True, "holder"),
        ("баспасөз хатшысы", True, "staff"),
        ("Президенттің баспасөз хатшысы", True, "staff"),
        ("Дүниежүзілік сауда ұйымы", True, "organisation"),
        ("Төтенше және Өкілетті Елші", False, "envoy"),
        ("«Нұр Отан» партиясы", True, "organisation"),
        ("Абай облысы", True, "place"),
        ("Қазақстан", False, None),
        ("", False, None),
    ],
)
def test_role_of_a_term(kazakh: str, possessed: bool, role: str | None) -> None:
    head = find_head(Term("a", "kk", kazakh, grammar=POSSESSED if possessed else ()))
    assert (head.role if head else None) == role


def test_head_is_a_stem_without_quotes() -> None:
    assert head_of(Term("a", "kk", "«Арна»")) == "арна"
    assert head_of(Term("b", "kk", "Су комитеті", grammar=POSSESSED)) == "комитет"


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("үшінші", "third"),
        ("3-інші", "third"),
        ("3-ші", "third"),
        ("он", ""),
        ("үш", ""),
        ("екіншісі", ""),
        ("құрметті", "honorary"),
        ("облыстық", ""),
    ],
)
def test_adjectives(word: str, english: str) -> None:
    assert read_adjective(word) == english
