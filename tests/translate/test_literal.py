"""Literals come out code point by code point, whatever the engine does, or are reported; nothing else changes."""

import pytest

from glossary.kazakh.roll import Roll
from glossary.literal import find_literals
from glossary.storage import default_termbase
from glossary.term import Language, Term, Termbase
from glossary.text import Span
from tests.fakes import FAULTS, CopyEngine, NaughtyEngine
from tests.glossary.test_literal import CASES, Case
from translate import Translation, Translator, load_translator, make_audit
from translate.draft import cut
from translate.engine import load_engine
from translate.literal import STAND_INS, Mask, check_literals
from translate.lookahead import Item
from translate.memory import Memory
from translate.unit import Segment

TERMBASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("hospital", "kk", "№ 1 қалалық аурухана"),
        Term("hospital", "en", "First City Hospital", case="keep"),
    ],
    "test",
)
POSITIVE = [case for case in CASES if case.label == "positive"]


def make(engine: CopyEngine | None = None, source: Language = "kk", memory: Memory | None = None) -> Translator:
    target: Language = "en" if source == "kk" else "kk"
    return Translator(engine or CopyEngine(), TERMBASE, source, target, memory=memory)


def want(case: Case) -> list[str]:
    """Return the literals of a case as the target writes them, by a plain replacement."""
    return [one.replace("№", "No.") if case.language == "kk" else one for one in case.wanted]


def find_absent(case: Case, translation: Translation) -> list[str]:
    """Return the literals that are neither in the target, by a plain search, nor reported as missing."""
    said = [one.message for unit in translation.units for one in unit.violations if one.kind == "missing"]
    absent = [one for one in want(case) if one not in translation.text]
    return [one for one in absent if not any(one.removeprefix("No.").removeprefix("№") in message for message in said)]


@pytest.fixture(scope="module")
def embedded() -> dict[str, Translator]:
    engine, termbase = load_engine("embedded"), default_termbase()
    return {"kk": Translator(engine, termbase, "kk", "en"), "en": Translator(engine, termbase, "en", "kk")}


@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case.text)
def test_the_embedded_model_places_every_literal(case: Case, embedded: dict[str, Translator]) -> None:
    translation = embedded[case.language].translate(case.text)
    assert [one for one in want(case) if one not in translation.text] == []
    assert not any(name in translation.text.split() for name in STAND_INS)


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_an_engine_loses_a_literal_silently(fault: str) -> None:
    for case in POSITIVE:
        source: Language = "kk" if case.language == "kk" else "en"
        translation = make(NaughtyEngine(fault), source).translate(case.text)
        assert find_absent(case, translation) == [], case.text
        assert not any(name in message for name in STAND_INS for message in read_messages(translation)), case.text


def read_messages(translation: Translation) -> list[str]:
    return [one.message for unit in translation.units for one in unit.violations]


def test_what_is_lost_is_reported_by_its_kind() -> None:
    text = "Құрметті {name}, бізге info@example.kz, 8-800-080-77-77, № 12-ө арқылы жазыңыз."
    (unit,) = make(NaughtyEngine("drop")).translate(text).units
    assert [one.message for one in unit.violations if one.kind == "missing"] == [
        "the placeholder '{name}' is not in the translation",
        "the address 'info@example.kz' is not in the translation",
        "the telephone number '8-800-080-77-77' is not in the translation",
        "the number '№ 12-ө' is not in the translation",
    ]


def test_literals_are_no_titles_and_titles_stand_where_they_are_said_to() -> None:
    text = "Кеше info@example.kz-ке әкімнің хаты келді: № 245-ө."
    translation = make().translate(text)
    (unit,) = translation.units
    (use,) = unit.terms
    assert make_audit(translation)["summary"]["terms"] == 1
    assert use.source.of(text) == use.form == "әкімнің"
    assert use.target is not None
    assert use.target.of(unit.target) == "akim"
    assert "info@example.kz " in unit.target
    assert unit.target.endswith("No. 245-ө.")


def test_an_ending_is_left_out_in_english_and_fits_the_literal_in_kazakh() -> None:
    assert make().translate("Хатты info@example.kz-ке жазды.").text == "Khatty info@example.kz zhazdy."

    class Dative(CopyEngine):
        def answer(self, text: str) -> str:
            return "".join(f"{word}-ға " if word in STAND_INS else f"{word} " for word in text.split()).strip()

    assert make(Dative(), "en").translate("He wrote to info@example.kz and {name} too").text == (
        "He wrote to info@example.kz-ке and {name} too"
    )


def test_a_title_with_a_number_is_a_title_and_a_title_in_an_address_is_none() -> None:
    (unit,) = make().translate("Ол № 1 қалалық ауруханада жатыр, www.example.kz/әкім бетін оқыды.").units
    assert [use.rendering for use in unit.terms] == ["First City Hospital"]
    assert "First City Hospital" in unit.target
    assert "No. 1" not in unit.target
    assert "www.example.kz/әкім" in unit.target
    assert not [one for one in unit.violations if one.kind == "missing"]


@pytest.mark.parametrize("text", ["www.example.kz", "8 (727) 250-00-00", "info@example.kz, {0}", "№ 245-ө"])
def test_literals_alone_are_not_sent_to_the_model(text: str) -> None:
    engine = CopyEngine()
    assert make(engine).translate(text).text == text.replace("№", "No.")
    assert make(engine, "en").translate(text).text == text
    assert engine.asked == []


def test_the_model_sees_no_literal() -> None:
    engine = CopyEngine()
    make(engine).translate("Хатты info@example.kz мекенжайына %s жіберді.")
    assert all("@" not in one.text and "%" not in one.text for one in engine.asked)


@pytest.mark.parametrize("sign", ["No. ", "no. ", "No", "№", "№ ", "No.", "Nº "])
def test_the_sign_that_a_model_writes_before_a_number_is_made_ours(sign: str) -> None:
    class Signing(CopyEngine):
        def answer(self, text: str) -> str:
            return super().answer(text).replace("№ ", sign)

    engine = Signing()
    assert make(engine).translate("Балалар № 15-ө мектепте оқиды, 15 бала.").text == (
        "Balalar No. 15-ө mektepte oqidy, 15 bala.".replace("oqidy", "okidy")
    )
    assert len(engine.asked) == 1


def test_a_translation_that_a_person_made_is_kept_and_says_what_it_has_lost() -> None:
    text = "Хатты info@example.kz мекенжайына жіберіңіз, № 15 бөлме."
    segment = Segment(0, 0, Span(0, len(text)), text)
    key = text, ()
    right, wrong = "Write to info@example.kz, room 15.", "Write to us, room 15."
    unit = make().make([Item(key, segment, Roll())], {key: right})[key]
    assert (unit.target, unit.violations) == (right, ())
    unit = make().make([Item(key, segment, Roll())], {key: wrong})[key]
    assert unit.target == wrong
    assert [one.message for one in unit.violations] == ["the address 'info@example.kz' is not in the translation"]


def test_a_stand_in_that_the_text_has_already_is_not_used() -> None:
    text = "Ол ZW компаниясына info@example.kz мекенжайын берді."
    assert " ".join(make().translate(text).text.split()[:2]) == "Ol ZW"
    assert Mask.make(text, find_literals(text), "kk", "en").parts[0].wanted != "ZW"


def test_tags_stay_in_order_and_without_spaces_that_were_not_there() -> None:
    class Reversing(CopyEngine):
        def answer(self, text: str) -> str:
            return " ".join(reversed(super().answer(text).split()))

    text = "Осы <b>Сақтау</b> түймесін басыңыз"
    assert make(Reversing()).translate(text).text == "Basynyz tuimesin <b>Saktau</b> Osy"


def test_line_breaks_that_are_written_part_sentences() -> None:
    text = r"Күн жылы.\nӘкім келді.\n"
    (unit,) = make().translate(text).units
    assert unit.target == r"Kun zhyly.\nAkim keldi.\n"
    (use,) = unit.terms
    assert use.source.of(text) == "Әкім"
    assert use.target is not None
    assert use.target.of(unit.target) == "Akim"
    segment = Segment(3, 1, Span(10, 10 + len(text)), text)
    assert all(part.span.shift(-10).of(text) == part.text for part in cut(segment, "kk"))


@pytest.mark.parametrize("case", [case for case in CASES if case.label == "negative"], ids=lambda case: case.text)
def test_sentences_without_literals_reach_the_model_as_they_are(case: Case) -> None:
    engine = CopyEngine()
    make(engine, "kk" if case.language == "kk" else "en").translate(case.text)
    assert engine.asked
    assert not any(name in one.text.split() for one in engine.asked for name in STAND_INS)


def test_the_check_says_what_became_of_a_literal() -> None:
    source = "Бізге info@example.kz, №12-ө арқылы жазыңыз."
    assert check_literals(source, "Write to info@example.kz, No. 12-ө.") == []
    (found,) = check_literals(source, "Write to info@example.com, No. 12-ө.")
    assert found.source is not None
    assert found.source.of(source) == "info@example.kz"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Тел.: +7 (7172) 74-00-00, факс: 74-00-01", "Tel.: +7 (7172) 74-00-00, fax: 74-00-01"),
        ("Байланыс: 8-800-080-77-77", "Contact: 8-800-080-77-77"),
        ("Құрметпен,", "Yours sincerely,"),
    ],
)
def test_labels_of_contacts_are_looked_up(text: str, expected: str) -> None:
    assert load_translator().translate(text).text == expected


def test_a_list_of_literals_goes_as_one() -> None:
    listed = "info@example.kz, batys@example.kz, shygys@example.kz, akmola@example.kz, oral@example.kz"
    translation = load_translator().translate(f"Сұрақтарыңызды {listed} мекенжайларына жазыңыз.")
    assert listed in translation.text
    numbers = load_translator().translate("Қаладағы № 1, № 4, № 7 және № 10 мектептерде жөндеу аяқталды.")
    assert "No. 1, No. 4, No. 7 and No. 10" in numbers.text


def test_made_up_stand_ins_and_lost_words_are_reported() -> None:
    class Inventing(CopyEngine):
        """Fakes a model that writes a stand-in of its own, and for short texts nothing but the number."""

        def answer(self, text: str) -> str:
            return "№ 12." if "қабылданды" in text else f"{text} QN"

    translator = Translator(Inventing(), Termbase(), "kk", "en")
    (unit,) = translator.translate("Хатты info@example.kz мекенжайына жазыңыз.").units
    assert any("'QN' stands for nothing" in one.message for one in unit.violations)
    (unit,) = translator.translate("Өтініш № 12 қабылданды.").units
    assert any("none of the words" in one.message for one in unit.violations)


def test_many_addresses_in_one_sentence_fail_nothing() -> None:
    text = "Хатты " + " не ".join(f"bolim{number}@example.kz" for number in range(70)) + " мекенжайына жазыңыз."
    (unit,) = load_translator().translate(text).units
    assert unit.target
