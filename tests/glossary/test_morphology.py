"""Kazakh inflection: a table of paradigms read both ways, further forms, and what is no form."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.kazakh.letters import LOWER, fold, normalize
from glossary.kazakh.morphology import (
    CASES,
    LONGEST_ENDING,
    POSSESSORS,
    Case,
    Form,
    analyse,
    ending_for_latin,
    inflect,
    is_form_of,
    izafet_variants,
    paradigm,
    read_form,
    read_forms,
)

CASES_FILE = Path(__file__).parents[1] / "cases" / "paradigms.tsv"
COLUMNS = {
    **{case: Form(case) for case in CASES[1:]},
    "plural": Form(plural=True),
    "plural-dative": Form("dative", plural=True),
    "plural-ablative": Form("ablative", plural=True),
    **dict(
        zip(
            ("my", "your", "its", "our", "your-polite"),
            (Form(possessive=person) for person in POSSESSORS),
            strict=True,
        )
    ),
    **{f"its-{case}": Form(case, possessive=3) for case in CASES[1:]},
    "attributive": Form("locative", suffix="attributive"),
    "pronominal": Form("genitive", suffix="pronominal"),
    "i-am": Form(predicate=1),
    "you-are": Form(predicate=5),
}
"""What each column of the table carries; a noun that is given possessed carries the third person besides."""


def _rows() -> list[dict[str, str]]:
    lines = [line for line in CASES_FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def _wanted(row: dict[str, str]) -> list[tuple[Form, str]]:
    """Return what each cell of a row carries, with the cell."""
    possessed = row["lemma"].endswith("+")
    forms = [(form, row[column]) for column, form in COLUMNS.items()]
    return [(form._replace(possessive=form.possessive or 3) if possessed else form, cell) for form, cell in forms]


ROWS = [pytest.param(row, id=row["lemma"]) for row in _rows()]


@pytest.mark.parametrize("row", ROWS)
def test_paradigm_is_written(row: dict[str, str]) -> None:
    lemma, possessed = row["lemma"].rstrip("+"), row["lemma"].endswith("+")
    written = {form: inflect(lemma, **form._asdict(), possessed=possessed) for form, _ in _wanted(row)}
    assert written == dict(_wanted(row))


@pytest.mark.parametrize("row", ROWS)
def test_paradigm_is_read(row: dict[str, str]) -> None:
    lemma, possessed = row["lemma"].rstrip("+"), row["lemma"].endswith("+")
    table = paradigm(lemma, possessed=possessed)
    for form, cell in _wanted(row):
        assert form in read_forms(cell, lemma, possessed), (cell, form)
        assert is_form_of(cell.upper(), lemma, possessed)
        assert fold(cell) in table


@pytest.mark.parametrize("row", [param for param in ROWS if not str(param.id).endswith("+")])
def test_paradigm_is_analysed(row: dict[str, str]) -> None:
    for form, cell in _wanted(row):
        readings = analyse(cell, {fold(row["lemma"])})
        assert any(fold(found.lemma) == fold(row["lemma"]) and found.form == form for found in readings), cell


def test_table_is_large_enough() -> None:
    assert len(_rows()) >= 180
    assert len(COLUMNS) == 24


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        # Words that suffixes derive (QG, сөзжасам): -лық, -шы, -лы, -дай, -ша, -қы, -шық, -дас, -кер, -хана, -лан.
        ("әкімдік", "әкім"), ("әкімшілік", "әкім"), ("әкімгершілік", "әкім"), ("министрлік", "министр"),
        ("қазақстандық", "Қазақстан"), ("елбасылық", "елбасы"), ("қалалық", "қала"), ("облыстық", "облыс"),
        ("төрағалық", "төраға"), ("адамдық", "адам"), ("алматылық", "Алматы"), ("ауылдық", "ауыл"),
        ("жұмысшы", "жұмыс"), ("әнші", "ән"), ("тілші", "тіл"), ("қызметші", "қызмет"), ("заңгер", "заң"),
        ("қалалы", "қала"), ("күшті-ақ", "күш"), ("бағалы", "баға"), ("мәнді-мағыналы", "мән"),
        ("әкімдей", "әкім"), ("баладай", "бала"), ("министрдей", "министр"), ("қазақтай", "қазақ"),
        ("қазақша", "қазақ"), ("әкімше", "әкім"), ("орысша", "орыс"), ("қысқы", "қыс"), ("кешкі", "кеш"),
        ("күзгі", "күз"), ("үйшік", "үй"), ("қалашық", "қала"), ("атай", "ата"), ("ағатай", "аға"),
        ("ауылдас", "ауыл"), ("жерлес", "жер"), ("кәсіпкер", "кәсіп"), ("емхана", "ем"), ("тілдік", "тіл"),
        ("заңдылық", "заң"), ("адамгершілік", "адам"), ("ұйымшыл", "ұйым"), ("күнбе-күн", "күн"),
        ("заңсыздық", "заң"), ("адамзат", "адам"), ("әкімлер", "әкім"), ("Кәкім", "әкім"),
        # Wrong harmony, wrong first sound, wrong stem.
        ("министрлігіге", "министрлік"), ("орынбасарыны", "орынбасар"), ("халығы", "халық"), ("мектепі", "мектеп"),
        ("министрдың", "министр"), ("халықға", "халық"), ("мектепде", "мектеп"), ("орыны", "орын"),
        ("қауіпі", "қауіп"), ("мүлігі", "мүлік"), ("кітапы", "кітап"), ("банкы", "банк"), ("клубға", "клуб"),
        ("принцибі", "принцип"), ("тарабы", "тарап"), ("қызмен", "қыз"), ("адамды-ның", "адам"), ("қаласі", "қала"),
        # Not behind a hyphen, or not as it is read.
        ("бақтың", "БАҚ"), ("аққа", "АҚ"), ("қрның", "ҚР"), ("АҚШ-ның", "АҚШ"), ("ҚР-тың", "ҚР"), ("ҚР-", "ҚР"),
        ("5-дан", "5"), ("6-тен", "6"), ("2018-ші", "2018"), ("XXI-ші", "XXI"), ("Boeing-дің", "Boeing"),
        ("", "әкім"),
    ],
)  # fmt: skip
def test_derivations_and_errors_are_no_forms(form: str, lemma: str) -> None:
    assert not is_form_of(form, lemma)


def test_the_caritive_is_spelt_like_a_predicative_ending() -> None:
    assert read_form("депутатсыз", "депутат") == Form(predicate=5)


@pytest.mark.parametrize(
    ("form", "lemma", "carried"),
    [
        ("әкімдеріміздің", "әкім", Form("genitive", plural=True, possessive=4)),
        ("төрағама", "төраға", Form("dative", possessive=1)),
        ("әкіміңе", "әкім", Form("dative", possessive=2)),
        ("әкіміңізге", "әкім", Form("dative", possessive=5)),
        ("үйлеріңіздерден", "үй", Form("ablative", plural=True, possessive=5)),
        ("отбасыңдарға", "отбасы", Form("dative", possessive=2)),
        ("депутатпыз", "депутат", Form(plural=True, predicate=4)),
        ("қызбын", "қыз", Form(predicate=1)),
        ("депутатсыңдар", "депутат", Form(plural=True, predicate=2)),
        ("депутатпысыз", "депутат", Form(suffix="question", predicate=5)),
        ("қызбысың", "қыз", Form(suffix="question", predicate=2)),
        ("Алматыдамыз", "Алматы", Form("locative", plural=True, predicate=4)),
        ("Алматыданмын", "Алматы", Form("ablative", predicate=1)),
        ("субъектілерінің", "субъект", Form("genitive", plural=True, possessive=3)),
        ("объектісінің", "объект", Form("genitive", possessive=3)),
        ("рейтингісінде", "рейтинг", Form("locative", possessive=3)),
        ("дискіге", "диск", Form("dative")),
        ("нарқы", "нарық", Form(possessive=3)),
        ("аулының", "ауыл", Form("genitive", possessive=3)),
        ("педагогтер", "педагог", Form(plural=True)),
        ("отбасыға", "отбасы", Form("dative")),
        ("елбасыға", "Елбасы", Form("dative")),
        ("журналисттер", "журналист", Form(plural=True)),
        ("1990-дардағы", "1990", Form("locative", plural=True, suffix="attributive")),
        ("5%-дан", "5%", Form("ablative")),
        ("ҚРның", "ҚР", Form("genitive")),
        ("АҚШта", "АҚШ", Form("locative")),
        ("ӘКІМГЕ", "әкім", Form("dative")),
        ("МИНИСТРЛІГІНІҢ", "МИНИСТРЛІК", Form("genitive", possessive=3)),
    ],
)
def test_further_forms(form: str, lemma: str, carried: Form) -> None:
    assert carried in read_forms(form, lemma)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("министрлігіндегі", "министрлігі"), ("Елбасымыз", "Елбасы"), ("Елбасыға", "Елбасы"),
     ("министрлігіміздің", "министрлігі"), ("субъектілерінің", "субъектісі"), ("съездерінде", "съезі"),
     ("процестеріне", "процесі")],
)  # fmt: skip
def test_further_forms_of_possessed_nouns(form: str, lemma: str) -> None:
    assert is_form_of(form, lemma, possessed=True)


def test_a_spelling_has_all_its_readings() -> None:
    assert read_forms("әкіміміз", "әкім") == [Form(possessive=4), Form(plural=True, possessive=3, predicate=4)]
    assert read_forms("журналистің", "журналист")[:2] == [Form("genitive"), Form(possessive=2)]


def test_other_dashes_and_spaces_are_read_after_normalising() -> None:
    for written in ("ҚР–ның", "ҚР‑ның", "ҚР—ның"):
        assert is_form_of(normalize(written).text, "ҚР")
    assert is_form_of(normalize("1\u00a0000\u00a0000-нан").text, "1 000 000")


@pytest.mark.parametrize(
    ("text", "asked"),
    [("әкім бе", True), ("қала ма", True), ("депутат па", True), ("қыз ба", True), ("әкімге ме", True),
     ("әкім ме", False), ("депутат ба", False), ("қала ба", False), ("мектеп па", False)],
)  # fmt: skip
def test_question_particles_follow_the_last_sound(text: str, asked: bool) -> None:
    assert any(found.asked for found in analyse(text)) == asked


def test_headlines_are_read_without_their_capitals() -> None:
    found = analyse("ЖИНАЛЫСЫНА", {"жиналыс"})[0]
    assert (found.lemma, found.form) == ("жиналыс", Form("dative", possessive=3))
    assert analyse("БҰҰ-ға")[0].lemma == "БҰҰ"


@pytest.mark.parametrize(
    ("word", "variants"),
    [
        ("халқының", {"халық", "халықтың", "халқы", "халқының"}),
        ("процесінің", {"процесс", "процестің", "процесі", "процесінің"}),
        ("субъектісінің", {"субъект", "субъектінің", "субъектісі", "субъектісінің"}),
        ("елбасының", {"елбасы", "елбасының"}),
        ("БҰҰ", {"бұұ"}),
    ],
)
def test_inner_words_of_a_chain(word: str, variants: set[str]) -> None:
    assert set(izafet_variants(word)) == variants


def test_unknown_possessor_is_an_error() -> None:
    with pytest.raises(ValueError, match="no possessor 9"):
        inflect("әкім", possessive=9)


def test_only_the_last_word_changes_and_capitals_stay() -> None:
    assert inflect("Қаржы министрлігі", "dative", possessed=True) == "Қаржы министрлігіне"
    assert inflect("Премьер-министр", "genitive") == "Премьер-министрдің"
    assert inflect("ҚАЛА", "dative") == "ҚАЛАҒА"
    assert inflect("МИНИСТРЛІК", possessive=3) == "МИНИСТРЛІГІ"


@pytest.mark.parametrize(
    ("word", "case", "ending"),
    [
        ("Boeing", "genitive", "тың"), ("Deputy Akim", "genitive", "нің"), ("Twitter", "locative", "де"),
        ("Store", "ablative", "дан"), ("BBC", "genitive", "дің"), ("Kazakhstan", "genitive", "ның"),
        ("Limited", "dative", "ке"), ("YouTube", "locative", "та"), ("Space", "instrumental", "пен"),
        ("President", "accusative", "ті"), ("Republic of Kazakhstan", "dative", "ға"), ("Boeing", "nominative", ""),
        ("Brexit", "accusative", "ті"), ("Wexford", "dative", "қа"), ("Press", "genitive", "тің"),
        ("Facebook", "dative", "ке"), ("JavaScript", "accusative", "ті"), ("Android", "dative", "қа"),
        ("Mozilla", "dative", "ға"), ("Corporation", "genitive", "ның"), ("Foundation", "dative", "ға"),
        ("iPhone", "dative", "ға"), ("Firefox", "genitive", "тың"), ("VPN", "dative", "ге"), ("PDF", "dative", "ке"),
        ("Wi-Fi", "accusative", "ды"), ("Tokayev", "genitive", "тың"), ("Akhmetov", "accusative", "ті"),
        ("Bank", "dative", "ке"), ("IP", "accusative", "ді"), ("Almaty", "dative", "ға"), ("City", "dative", "ге"),
    ],
)  # fmt: skip
def test_endings_behind_latin_words(word: str, case: Case, ending: str) -> None:
    assert ending_for_latin(word, case) == ending


def test_ending_behind_a_possessed_latin_rendering() -> None:
    assert ending_for_latin("Elbasy", "dative", possessed=True) == "на"
    assert ending_for_latin("Elbasy", "accusative", possessed=True) == "н"


@given(st.text(alphabet=LOWER, min_size=2, max_size=12), st.sampled_from(CASES), st.booleans())
def test_what_is_inflected_is_recognised(word: str, case: Case, plural: bool) -> None:
    assert is_form_of(inflect(word, case, plural=plural), word)
    assert is_form_of(inflect(word, case, plural=plural, possessive=3), word)


@given(st.text(max_size=20))
def test_any_text_is_inflected(word: str) -> None:
    assert all(fold(inflect(word, case)).startswith(fold(word)[:-1]) for case in CASES)


@given(st.text(alphabet=LOWER, min_size=2, max_size=12), st.booleans())
def test_no_ending_is_longer_than_analysis_looks(word: str, possessed: bool) -> None:
    assert max(map(len, paradigm(word, possessed))) <= len(word) + LONGEST_ENDING
