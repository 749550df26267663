"""What differs between two termbases."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossary.difference import compare
from glossary.term import Term, Termbase

AKIM = Term("akim", "kk", "әкім")
COURT = Term("court", "kk", "сот")

terms = st.lists(
    st.builds(
        Term,
        st.sampled_from("abc"),
        st.sampled_from(["kk", "en"]),
        st.sampled_from(["әкім", "сот"]),
        st.sampled_from(["preferred", "admitted"]),
        since=st.sampled_from(["", "1995"]),
    ),
    max_size=8,
)


def changes(old: list[Term], new: list[Term]) -> list[tuple[str, str, str]]:
    found = compare(Termbase.from_terms(old), Termbase.from_terms(new))
    return [(one.kind, one.concept, one.term.text if one.term else "") for one in found]


def test_concepts_come_and_go_with_their_terms() -> None:
    assert changes([AKIM], [COURT]) == [
        ("removed", "akim", ""),
        ("removed", "akim", "әкім"),
        ("added", "court", ""),
        ("added", "court", "сот"),
    ]


def test_a_changed_term_has_the_columns_that_differ() -> None:
    new = replace(AKIM, grammar=("possessed", "fixed"), since="1995")
    (change,) = compare(Termbase.from_terms([AKIM]), Termbase.from_terms([new]))
    assert change.values == (("grammar", "", "possessed; fixed"), ("from", "", "1995"))


def test_one_of_two_times_is_told_from_the_other() -> None:
    early, late = replace(AKIM, since="1992", until="1995"), replace(AKIM, since="2001")
    assert changes([early, late], [late]) == [("removed", "akim", "әкім")]


def test_order_is_no_difference() -> None:
    assert changes([AKIM, COURT], [COURT, AKIM]) == []


@given(terms)
def test_nothing_differs_from_itself(own: list[Term]) -> None:
    assert changes(own, own) == []


@given(terms, terms)
def test_the_other_way_round_what_came_has_gone(old: list[Term], new: list[Term]) -> None:
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    forth, back = changes(old, new), changes(new, old)
    assert sorted((turned[kind], *rest) for kind, *rest in forth) == sorted(back)
