"""British and American spelling of English renderings."""

import pytest

from glossary.spelling import SPELLINGS, respell, spell
from glossary.term import Term, Termbase

BASE = Termbase.from_terms(
    [
        Term("defence", "kk", "Қорғаныс министрлігі", grammar=("possessed",)),
        Term("defence", "en", "Ministry of Defence", grammar=("the",)),
        Term("defence", "en", "Ministry of Defense", "deprecated"),
        Term("defence", "en", "Ministry of Defenses", "forbidden"),
        Term("who", "kk", "ДДҰ", kind="abbreviation"),
        Term("who", "en", "World Health Organization", grammar=("the", "own-spelling")),
        Term("aifc", "kk", "АХҚО", kind="abbreviation"),
        Term("aifc", "en", "Astana International Financial Centre"),
        Term("aifc", "en", "Astana International Financial Center", "admitted"),
    ]
)


def english(base: Termbase) -> list[str]:
    return [term.text for term in base.terms() if term.language == "en"]


def test_own_is_the_same_object() -> None:
    assert respell(BASE, "own") is BASE


def test_american_takes_the_place_of_what_was_ruled_out() -> None:
    found = english(respell(BASE, "american"))
    assert found == [
        "Ministry of Defense",
        "Ministry of Defenses",
        "World Health Organization",
        "Astana International Financial Center",
    ]


def test_british_leaves_a_name_that_keeps_its_own() -> None:
    found = english(respell(BASE, "british"))
    assert found[:2] == ["Ministry of Defence", "Ministry of Defense"]
    assert "World Health Organization" in found
    assert found[-1] == "Astana International Financial Centre"


def test_preferred_stays_preferred() -> None:
    preferred = respell(BASE, "american")["aifc"].preferred("en")
    assert preferred is not None
    assert preferred.text == "Astana International Financial Center"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_again_changes_nothing(spelling: str) -> None:
    text = "The Labour Organisation's DEFENCE Programme, co-operation and healthcare centre"
    once = spell(text, spelling)  # type: ignore[arg-type]
    assert spell(once, spelling) == once  # type: ignore[arg-type]
    if spelling == "american":
        assert once == "The Labor Organization's DEFENSE Program, co-operation and healthcare center"
