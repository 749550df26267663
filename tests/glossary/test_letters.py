"""The Kazakh alphabet and the repair of letters; the sentences are in tests/cases/letters_*.tsv."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.kazakh import letters
from glossary.text import NormalizedText, Span

CASES = Path(__file__).parents[1] / "cases"
MESSY = st.text(
    alphabet="аеиіықғңәөұүһІХСеёйќѕјєїўґЌЅЋaceiopxyIXHCYnZəθ«»“–… .-1\u00a0\u00ad\u200b\ufeff\u0301\u0306\u0308ӊҝ",
    max_size=30,
)


def cases(name: str) -> list[list[str]]:
    r"""Read a case file: a header, then tab-separated fields in which \uXXXX stands for a code point."""
    text = (CASES / name).read_text(encoding="utf-8")
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return [line.split("\t") for line in plain.split("\n")[1:-1]]


@pytest.mark.parametrize(("kind", "text", "expected"), cases("letters_positive.tsv"))
def test_what_is_repaired(kind: str, text: str, expected: str) -> None:
    result = letters.normalize(text)
    assert result.text == expected
    assert kind in {edit.reason for edit in result.edits}


@pytest.mark.parametrize(("kind", "text"), cases("letters_negative.tsv"))
def test_what_must_not_change(kind: str, text: str) -> None:
    reasons = {edit.reason for edit in letters.normalize(text).edits}
    assert reasons <= (set() if kind == "punctuation" else {"punctuation"})


def test_there_are_enough_cases() -> None:
    assert len(cases("letters_positive.tsv")) >= 40
    assert len(cases("letters_negative.tsv")) >= 60


@given(MESSY)
def test_normalize_is_idempotent(text: str) -> None:
    once = letters.normalize(text).text
    assert letters.normalize(once).text == once


@given(MESSY)
def test_the_edits_explain_the_result(text: str) -> None:
    result = letters.normalize(text)
    assert NormalizedText.from_edits(text, result.edits) == result


@given(MESSY)
def test_only_the_documented_edits_change_the_length(text: str) -> None:
    for edit in letters.normalize(text).edits:
        same = len(edit.replacement) == edit.end - edit.start
        assert same or edit.reason in {"invisible", "composed"} or edit.replacement == "..."


@given(st.text(alphabet=letters.LETTERS + " .,-()\"'0123456789\nQWqwz", max_size=60))
def test_modern_text_stays_as_it_is(text: str) -> None:
    result = letters.normalize(text)
    assert result.text == text
    assert result.edits == ()


@given(
    st.lists(
        st.sampled_from(["Елiмiз", "«Кеңес»", "мем\u00adлекет", "и\u0306од", "Open", "ХIХ", "–", "а…"]), min_size=1
    )
)
def test_a_word_of_the_original_normalises_to_the_word_of_the_result(words: list[str]) -> None:
    result = letters.normalize(" ".join(words))
    for match in re.finditer(r"[^ ]+", result.text):
        original = result.to_original(Span(*match.span())).of(result.original)
        assert letters.normalize(original).text == match.group()


@given(st.text(max_size=40))
def test_fold_keeps_the_length(text: str) -> None:
    assert len(letters.fold(text)) == len(text)
    assert letters.fold(letters.fold(text)) == letters.fold(text)


def test_the_alphabet() -> None:
    assert len(letters.LOWER) == len(letters.UPPER) == len(set(letters.LOWER)) == 42
    assert letters.fold(letters.UPPER) == letters.LOWER
    assert set(letters.SPECIFIC) < set(letters.LOWER)


def test_each_letter_is_in_one_class() -> None:
    classes = letters.VOWELS + letters.VOICELESS + letters.VOICED + letters.SONORANTS
    assert sorted(classes.replace("у", "", 1)) == sorted(set(letters.LOWER) - set("ъь"))


def test_the_legacy_table_is_kz1048_read_as_code_page_1251() -> None:
    pairs = ((bytes([b]).decode("cp1251", "replace"), bytes([b]).decode("kz1048", "replace")) for b in range(128, 256))
    assert {wrong: right for wrong, right in pairs if wrong != right} == letters.LEGACY


def test_english_only_gets_plain_punctuation() -> None:
    assert letters.normalize("“Сat” – naïve…", kazakh=False).text == '"Сat" - naïve...'


def test_long_words_take_linear_time() -> None:
    assert len(letters.normalize("iі" * 50_000 + "ќ" * 50_000).text) == 150_000
