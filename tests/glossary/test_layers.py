"""Termbases on top of each other: what an upper one takes, and what is said of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import TermbaseError
from glossary.match import TermMatcher
from glossary.storage import default_termbase, load_termbase
from glossary.storage.layers import Hidden, hidden
from glossary.term import Language, Term, Termbase

LOWER = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "kk", "қала басшысы", status="admitted"),
        Term("akim", "en", "akim"),
        Term("akim", "en", "mayor", status="forbidden"),
        Term("usa", "kk", "АҚШ", kind="abbreviation"),
        Term("usa", "en", "United States"),
        Term("algeria", "kk", "Алжир"),
        Term("algeria", "en", "Algeria"),
    ],
    "lower",
)


def render(base: Termbase, text: str, source: Language = "kk", target: Language = "en") -> list[str]:
    matches = TermMatcher(base, source, target).match(text)
    return [match.rendering.text if match.rendering else "" for match in matches]


def test_by_concept_the_whole_concept_is_replaced() -> None:
    upper = Termbase.from_terms([Term("akim", "kk", "Әкім"), Term("akim", "en", "head of the city")], "upper")
    both = LOWER.layered(upper)
    assert render(both, "әкім, қала басшысы") == ["head of the city"]
    assert both.name == "lower+upper"
    assert {(one.term.text, one.way) for one in hidden(LOWER, upper)} == {
        ("әкім", "concept"), ("қала басшысы", "concept"), ("akim", "concept"), ("mayor", "concept"),
    }  # fmt: skip


def test_by_term_one_wording_is_taken_and_the_others_stay() -> None:
    upper = Termbase.from_terms([Term("governor", "kk", "ӘКІМ"), Term("governor", "en", "governor")])
    both = LOWER.layered(upper)
    assert render(both, "Әкімге, қала басшысына") == ["governor", "akim"]
    assert hidden(LOWER, upper) == [Hidden(LOWER["akim"].terms[0], "governor", "term")]


def test_a_concept_without_a_kazakh_wording_is_gone_and_all_of_it_is_said() -> None:
    upper = Termbase.from_terms([Term("desert", "kk", "алжир"), Term("desert", "en", "desert")])
    assert "algeria" not in LOWER.layered(upper).concepts
    assert [(one.term.text, one.by) for one in hidden(LOWER, upper)] == [("Алжир", "desert"), ("Algeria", "desert")]


def test_abbreviations_are_themselves_only_in_their_capitals() -> None:
    def ids(term: Term) -> set[str]:
        return set(LOWER.layered(Termbase.from_terms([term])).concepts)

    assert "algeria" in ids(Term("camp", "kk", "АЛЖИР", kind="abbreviation"))
    assert "usa" not in ids(Term("america", "kk", "АҚШ", kind="abbreviation"))
    assert "usa" not in ids(Term("america", "kk", "ақш"))


def test_english_renderings_may_be_shared_and_the_upper_one_is_read_back() -> None:
    upper = Termbase.from_terms([Term("chief", "kk", "бастық"), Term("chief", "en", "akim")])
    both = LOWER.layered(upper)
    assert render(both, "әкім, бастық") == ["akim", "akim"]
    assert render(both, "akim", "en", "kk") == ["бастық"]
    assert hidden(LOWER, upper) == []


def test_what_is_said_again_in_the_same_words_is_not_hidden() -> None:
    upper = Termbase.from_terms([Term("algeria", "kk", "Алжир", note="mine"), Term("algeria", "en", "Algeria")])
    assert hidden(LOWER, upper) == []


TERMS = st.builds(
    Term,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["kk", "en"]),
    st.sampled_from(["алма", "АЛМА", "Бала", "қала"]),
    kind=st.sampled_from(["full", "abbreviation"]),
)


@given(st.lists(TERMS, max_size=8), st.lists(TERMS, max_size=8))
def test_all_of_the_upper_layer_stays_and_the_rest_is_kept_or_said(low: list[Term], high: list[Term]) -> None:
    lower, upper = Termbase.from_terms(low), Termbase.from_terms(high)
    both = lower.layered(upper)
    left = {(term.concept, term.language, term.text) for term in both.terms()}
    assert {(term.concept, term.language, term.text) for term in high} <= left
    said = {(one.term.concept, one.term.language, one.term.text) for one in hidden(lower, upper)}
    assert said == {(term.concept, term.language, term.text) for term in low} - left
    assert all(one.by in upper.concepts for one in hidden(lower, upper))
    assert hidden(both, upper) == []
    full = {term.text.lower(): term.concept for term in high if term.language == "kk" and term.kind == "full"}
    for term in both.terms():
        if term.language == "kk" and term.concept not in upper.concepts:
            assert term.text.lower() not in full


def test_later_files_go_over_earlier_ones(tmp_path: Path) -> None:
    for name, concept, english in (("a", "owl", "owl"), ("b", "bird", "night bird")):
        rows = ("concept\tlanguage\tterm", f"{concept}\tkk\tжапалақ", f"{concept}\ten\t{english}")
        (tmp_path / f"{name}.tsv").write_text("\n".join(rows), "utf-8")
    one, other = tmp_path / "a.tsv", tmp_path / "b.tsv"
    assert render(load_termbase(one, other), "жапалақ") == ["night bird"]
    assert render(load_termbase(other, one), "жапалақ") == ["owl"]
    assert load_termbase(one, other).name == "a+b"
    (tmp_path / "a.tsv").write_text("concept\tlanguage\tterm\nA\tkk\tқала\n", "utf-8")
    with pytest.raises(TermbaseError, match=r"a\.tsv"):
        load_termbase(other, one)


def test_a_layer_over_the_shipped_termbase() -> None:
    shipped = default_termbase()
    upper = Termbase.from_terms([Term("leader", "kk", "Елбасы"), Term("leader", "en", "Leader")])
    assert render(shipped.layered(upper), "Елбасына хат жазды") == ["Leader"]
    assert "Елбасы" in [one.term.text for one in hidden(shipped, upper)]
