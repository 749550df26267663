"""What a bare noun refers to."""

from glossary.mention import find_referents
from glossary.term import Term, Termbase

POSSESSED = ("possessed",)
BASE = Termbase.from_terms(
    [
        Term("ministry", "kk", "министрлік"),
        Term("akim", "kk", "әкім"),
        Term("ministry-of-finance", "kk", "Қаржы министрлігі", grammar=POSSESSED),
        Term("ministry-of-energy", "kk", "Энергетика министрлігі", grammar=POSSESSED),
        Term("akim-of-almaty", "kk", "Алматы қаласының әкімі", grammar=POSSESSED),
        Term("republic", "kk", "Қазақстан Республикасы", grammar=POSSESSED, case="keep"),
    ]
)


def test_a_bare_noun_refers_to_the_only_one_named() -> None:
    concepts = ["ministry-of-finance", "ministry", "akim-of-almaty", "akim", "ministry"]
    assert find_referents(concepts, BASE) == ["", "ministry-of-finance", "", "akim-of-almaty", "ministry-of-finance"]


def test_the_same_one_twice_is_one() -> None:
    assert find_referents(["ministry-of-finance", "ministry-of-finance", "ministry"], BASE)[2] == "ministry-of-finance"


def test_of_two_none_is_meant() -> None:
    assert find_referents(["ministry-of-finance", "ministry", "ministry-of-energy"], BASE) == ["", "", ""]


def test_a_composed_title_names_its_parts() -> None:
    assert find_referents(["republic+ministry-of-energy", "ministry"], BASE) == ["", "ministry-of-energy"]


def test_nothing_named_and_nothing_there() -> None:
    assert find_referents(["ministry"], BASE) == [""]
    assert find_referents([], BASE) == []
