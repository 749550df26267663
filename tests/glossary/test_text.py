"""Spans, edits and offset maps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text import Edit, NormalizedText, OffsetMap, Span

TEXTS = st.text(alphabet="абвäi …«»\u00ad\u0306", max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> NormalizedText:
    """Draw a text with edits applied, some of which may overlap."""
    original = draw(TEXTS)
    edits = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(original)))
        end = draw(st.integers(start, min(len(original), start + 4)))
        edits.append(Edit(start, end, draw(st.text(alphabet="xyz", max_size=3)), "test"))
    return NormalizedText.from_edits(original, edits)


def spans_of(text: str) -> list[Span]:
    return [Span(i, j) for i in range(len(text) + 1) for j in range(i, len(text) + 1)]


@given(edited())
def test_every_span_maps_inside_the_original(result: NormalizedText) -> None:
    for span in spans_of(result.text):
        start, end = result.to_original(span)
        assert 0 <= start <= end <= len(result.original)


@given(edited())
def test_the_map_has_one_place_for_each_code_point(result: NormalizedText) -> None:
    assert len(result.offsets.starts) == len(result.offsets.ends) == len(result.text)
    assert list(result.offsets.starts) == sorted(result.offsets.starts)
    assert list(result.offsets.ends) == sorted(result.offsets.ends)


@given(TEXTS)
def test_without_edits_the_map_is_the_identity(text: str) -> None:
    result = NormalizedText.from_edits(text, [])
    assert result.text == text
    assert all(result.to_original(span) == span for span in spans_of(text))


@given(edited())
def test_the_recorded_edits_give_the_same_text_again(result: NormalizedText) -> None:
    assert NormalizedText.from_edits(result.original, result.edits) == result


@given(edited())
def test_code_points_outside_the_edits_map_to_themselves(result: NormalizedText) -> None:
    touched = {place for edit in result.edits for place in range(edit.start, edit.end)}
    for place, char in enumerate(result.text):
        span = result.to_original(Span(place, place + 1))
        if len(span.of(result.original)) == 1 and span.start not in touched:
            assert span.of(result.original) == char


def test_of_two_overlapping_edits_the_first_in_the_text_wins() -> None:
    result = NormalizedText.from_edits("абвг", [Edit(1, 3, "2", ""), Edit(0, 2, "1", "")])
    assert result.text == "1вг"
    assert result.edits == (Edit(0, 2, "1", ""),)


@pytest.mark.parametrize("edit", [Edit(-1, 1, "", ""), Edit(0, 4, "", ""), Edit(2, 1, "", "")])
def test_an_edit_outside_the_text_is_refused(edit: Edit) -> None:
    with pytest.raises(ValueError, match="outside"):
        NormalizedText.from_edits("абв", [edit])


def test_an_empty_span_goes_to_an_empty_span() -> None:
    result = NormalizedText.from_edits("а…б", [Edit(1, 2, "...", "")])
    assert result.to_original(Span(4, 4)) == Span(2, 2)
    assert result.to_original(Span(5, 5)) == Span(3, 3)


def test_part_of_a_replacement_is_the_whole_original_edit() -> None:
    result = NormalizedText.from_edits("а…б", [Edit(1, 2, "...", "")])
    assert result.to_original(Span(2, 3)) == Span(1, 2)


def test_identity_is_lazy() -> None:
    assert OffsetMap.identity(10**9).to_original(Span(5, 7)) == Span(5, 7)


def test_span_arithmetic() -> None:
    assert Span(1, 3).shift(4) == Span(5, 7)
    assert Span(1, 3).of("абвг") == "бв"
    assert not Span(1, 1).overlaps(Span(1, 1))
