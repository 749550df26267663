"""Quotes, labels, dashes and final marks: what the model is given, and what the reader gets back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.term import Language
from glossary.text import Span
from translate.punctuation import (
    Frame,
    has_words,
    make_plain,
    match_final,
    prepare,
    put_back,
    restore,
)

PREPARED = [
    # text, what the model is given, prefix, suffix
    ("«Бала келді» деді ол.", "«Бала келді» деді ол.", "", ""),
    ("«Бала келді", "Бала келді", "«", ""),
    ("« Бала келді", "Бала келді", "«", ""),
    ("««Бала келді", "Бала келді", "««", ""),
    ("Бала келді».", "Бала келді.", "", "»"),
    ("Бала «Кеңес» үйінде»!", "Бала «Кеңес» үйінде!", "", "»"),
    ("«Кеңес» үйі бар деп айтты. «Бала", '«Кеңес» үйі бар деп айтты. «Бала"', "", ""),
    ("Бала келді» деді ол «Кеңес» туралы", '"Бала келді» деді ол «Кеңес» туралы', "", ""),
    ("Бала» деді ол. Сосын «Ал", '"Бала» деді ол. Сосын «Ал"', "", ""),
    ('"Бала келді', "Бала келді", '"', ""),
    ('Бала келді"', "Бала келді", "", '"'),
    ('32" экран', '32" экран', "", ""),
    ("„Кеңес“ үйі", "„Кеңес“ үйі", "", ""),
    ("– Бала келді ме?", "Бала келді ме?", "– ", ""),
    ("—Бала келді ме?", "Бала келді ме?", "—", ""),
    ("– «Бала келді", "Бала келді", "– «", ""),
    ("—\u00a0Бала» деді", '"Бала» деді', "—\u00a0", ""),
    ("1) Бала келді;", "Бала келді;", "1) ", ""),
    ("12. Бала келді.", "Бала келді.", "12. ", ""),
    ("• Бала", "Бала", "• ", ""),
    ("## Бала", "Бала", "## ", ""),
    ("-5 градус", "-5 градус", "", ""),
    ("2018. Бала", "2018. Бала", "", ""),
    ("12)", "12)", "", ""),
    ("•••", "•", "••", ""),
]


@pytest.mark.parametrize(("text", "given_text", "prefix", "suffix"), PREPARED)
def test_what_the_model_is_given(text: str, given_text: str, prefix: str, suffix: str) -> None:
    prepared, frame = prepare(text)
    assert (prepared, frame.prefix, frame.suffix) == (given_text, prefix, suffix)


RESTORED: list[tuple[str, str, Language, str]] = [
    # source, hypothesis, language of the hypothesis, what the reader gets
    ("«Бала келді", "The boy has come.", "en", "“The boy has come"),
    ("Бала келді».", "The boy has come.", "en", "The boy has come.”"),
    ("Бала келді» деді ол.", '"The boy has come," he said.', "en", "The boy has come,” he said."),
    ("Ол «Бала келді.", 'He said, "The boy has come."', "en", "He said, “The boy has come."),
    ("Бала» деді ол. Сосын «Ал.", '"Boy," he said. Then "And."', "en", "Boy,” he said. Then “And."),
    ('Ол: "Бала" деді', 'He said: "Boy"', "en", 'He said: "Boy"'),
    ("««Нұр» үйі» ашылды", '""Nur" house" opened', "en", "““Nur” house” opened"),
    ("– Бала келді ме?", "Has the boy come?", "en", "– Has the boy come?"),
    ("Бала — дос", "A boy - a friend", "en", "A boy — a friend"),
    ("1) бала", "boy.", "en", "1) boy"),
    ("Бала...", "Boy...", "en", "Boy..."),
    ("Бала…", "Boy...", "en", "Boy…"),
    ("Бала", "boy.", "en", "Boy"),
    ("Бала", "iPhone", "en", "iPhone"),
    ("Бала", '"boy" ran.', "en", '"Boy" ran'),
    ("Мыналар:", "The following.", "en", "The following:"),
    ("Бала келді", "", "en", ""),
    ("«Бала", "", "en", "“"),
    ("“We are ready,” he said.", '"Біз дайынбыз" деді ол.', "kk", "«Біз дайынбыз» деді ол."),
    ("The boy—late again—came.", "Бала - тағы кешігіп - келді.", "kk", "Бала – тағы кешігіп – келді."),
    ('A 32" “screen”', '32" "экран"', "kk", '32" «экран»'),
]


@pytest.mark.parametrize(("source", "hypothesis", "language", "wanted"), RESTORED)
def test_what_the_reader_gets(source: str, hypothesis: str, language: Language, wanted: str) -> None:
    prepared, frame = prepare(source)
    assert restore(hypothesis, frame, prepared, language) == wanted


@pytest.mark.parametrize(
    ("target", "final", "wanted"),
    [
        ("Done.", "", "Done"),
        ("Done", ".", "Done."),
        ("Done...", "", "Done..."),
        ("the U.S.", "", "the U.S."),
        ("by A. B.", "", "by A. B."),
        ("Apples, pears, etc.", "", "Apples, pears, etc."),
        ("Roads Ltd.", "", "Roads Ltd."),
        ("“Kenes.”", "", "“Kenes”"),
        ("said “yes”", ".", "said “yes”."),
        ("said “yes.”", ".", "said “yes.”"),
        ("Really?", ".", "Really?"),
        ("in 2018.", "", "in 2018"),
        ("", ".", ""),
        ("»", "", "»"),
    ],
)
def test_the_final_mark_is_the_one_of_the_source(target: str, final: str, wanted: str) -> None:
    assert match_final(target, final) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ('""Nur" house" opened', "en", "““Nur” house” opened"),
        ('He said "yes"', "en", "He said “yes”"),
        ('("yes")', "en", "(“yes”)"),
        ('"A"-"B"', "kk", "«A»-«B»"),
        ('"Why -" he said', "en", "“Why -” he said"),
        ("don't", "en", "don't"),
        ('5" and 7"', "en", '5" and 7"'),
    ],
)
def test_straight_quotes_become_pairs(text: str, language: Language, wanted: str) -> None:
    assert restore(text, Frame(typographic=True), text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("1234", "kk", False),
        ("😀 ***", "kk", False),
        ("https://www.gov.kz/бет", "kk", False),
        ("aidana@mail.kz", "en", False),
        ("egov.kz", "en", False),
        ("Open Almaty", "kk", False),
        ("Бала", "en", False),
        ("Елiмiз", "kk", True),
        ("A boy", "en", True),
        ("gov.kz сайты", "kk", True),
    ],
)
def test_what_has_nothing_to_translate(text: str, language: Language, wanted: bool) -> None:
    assert has_words(text, language) is wanted


def test_plain_text_for_the_model() -> None:
    assert make_plain("«Елiмiз» –\u00a0бай…", "kk") == '"Еліміз" - бай...'


def test_unpaired_quotes_in_a_hundred_thousand_marks_take_no_time() -> None:
    for text in ('"' * 100_000, "«" * 100_000, "•" * 100_000, '»" ' * 30_000, "- " * 50_000, "a-" * 50_000):
        prepare(text)
        match_final(text, "")
        has_words(text, "kk")
        put_back(text, Frame(typographic=True, lent="both"), text, "en")


MARKS = st.text(alphabet="Әкім \u00a0«»“”„\"'’-–—….!?:,;5)(•#\u00ad", max_size=30)


@given(MARKS)
def test_a_place_in_the_prepared_text_has_its_place_in_the_segment(text: str) -> None:
    text = text.strip()
    prepared, frame = prepare(text)
    opening = frame.lent in ("opening", "both")
    closing = frame.lent in ("closing", "both")
    kept = prepared[opening : len(prepared) - closing]
    whole = len(kept.rstrip(".!?…:;,"))
    start = frame.offset + opening
    assert text[start : start + whole] == kept[:whole]
    assert text.startswith(frame.prefix.rstrip()[:1])
    assert len(text.replace(" ", "").replace("\u00a0", "")) == len(
        (frame.prefix + kept + frame.suffix).replace(" ", "").replace("\u00a0", "")
    )


@given(
    MARKS, MARKS.map(lambda text: text.replace("Ә", "a").replace("к", "k")), st.sampled_from(["kk", "en"]), st.data()
)
def test_a_span_is_followed_to_the_same_text(source: str, around: str, language: Language, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(around)))
    hypothesis = f"{around[:at]} deputy Akim {around[at:]}"
    span = Span(at + 1, at + 12)
    prepared, frame = prepare(source.strip())
    restored = put_back(hypothesis, frame, prepared, language)
    found = restored.follow(span)
    assert found is not None
    assert found.of(restored.text).lower() == "deputy akim"
    assert restored.text == restore(hypothesis, frame, prepared, language)


def test_what_was_taken_out_is_followed_to_nothing() -> None:
    prepared, frame = prepare("Бала» деді")
    assert put_back('"Boy" said', frame, prepared, "en").follow(Span(0, 1)) is None
