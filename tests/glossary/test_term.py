"""Terms, concepts and the termbase."""

import dataclasses

import pytest

from glossary.term import Concept, Term, Termbase

AKIM = [
    Term("akim", "kk", "әкім"),
    Term("akim", "en", "mayor", status="forbidden"),
    Term("akim", "en", "governor", status="admitted"),
    Term("akim", "en", "akim"),
]


def test_concepts_keep_the_order_of_the_file() -> None:
    base = Termbase.from_terms([*AKIM, Term("city", "kk", "қала"), Term("akim", "en", "Akim", status="deprecated")])
    assert list(base.concepts) == ["akim", "city"]
    assert [term.text for term in base.terms()] == ["әкім", "mayor", "governor", "akim", "Akim", "қала"]
    assert len(base) == 2


@pytest.mark.parametrize(
    ("statuses", "chosen"),
    [
        (("admitted", "preferred"), 1),
        (("admitted", "unverified"), 1),
        (("unverified", "preferred"), 1),
        (("forbidden", "admitted", "admitted"), 1),
        (("forbidden", "deprecated"), None),
        ((), None),
    ],
)
def test_which_term_is_preferred(statuses: tuple[str, ...], chosen: int | None) -> None:
    terms = tuple(Term("c", "en", str(i), status=status) for i, status in enumerate(statuses))  # type: ignore[arg-type]
    found = Concept("c", terms).preferred("en")
    assert (found and found.text) == (None if chosen is None else str(chosen))


def test_terms_of_one_language() -> None:
    assert [term.text for term in Termbase.from_terms(AKIM)["akim"].in_language("kk")] == ["әкім"]


def test_an_unknown_concept_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Termbase.from_terms(AKIM)["minister"]


def test_layers_replace_whole_concepts() -> None:
    lower = Termbase.from_terms([*AKIM, Term("city", "kk", "қала")], "lower")
    both = lower.layered(Termbase.from_terms([Term("akim", "en", "head")], "upper"))
    assert [term.text for term in both["akim"].terms] == ["head"]
    assert both.name == "lower+upper"
    assert "city" in both.concepts


def test_values_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        AKIM[0].text = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Termbase.from_terms(AKIM).concepts["new"] = Concept("new", ())  # type: ignore[index]


def test_properties_of_a_term() -> None:
    assert Term("c", "kk", "Елбасы", grammar=("possessed",)).possessed
    assert not Term("c", "kk", "әкім").possessed
    assert Term("c", "en", "x", status="unverified").usable
    assert not Term("c", "en", "x", status="forbidden").usable


def test_the_digest_tells_contents_apart_and_not_names() -> None:
    assert Termbase.from_terms(AKIM, "a").digest == Termbase.from_terms(AKIM, "b").digest
    assert Termbase.from_terms(AKIM).digest != Termbase.from_terms(AKIM[:-1]).digest
    assert len(Termbase.from_terms(AKIM).digest) == 8
