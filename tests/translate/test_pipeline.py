"""The pipeline with engines that fake a model: what is kept, what is reported, what is the same twice."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.storage import default_termbase
from glossary.term import Term, Termbase
from tests.fakes import FAULTS, CopyEngine, NaughtyEngine
from translate import EngineError, LanguageError, Translator, make_audit
from translate.stream import join

TERMBASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("akim", "en", "mayor", status="forbidden", case="sentence"),
        Term("deputy-akim", "kk", "әкімнің орынбасары", grammar=("possessed",)),
        Term("deputy-akim", "en", "deputy akim", case="sentence"),
        Term("elbasy", "kk", "Елбасы", grammar=("possessed",), case="keep"),
        Term("elbasy", "en", "Elbasy", grammar=("no-article",), case="keep"),
    ],
    "test",
)


def make(engine: CopyEngine | None = None, termbase: Termbase = TERMBASE) -> Translator:
    return Translator(engine or CopyEngine(), termbase, "kk", "en")


def test_terms_are_rendered_and_audited() -> None:
    source = "Кеше Елбасының сөзін қала әкімінің орынбасары тыңдады."
    translation = make().translate(source)
    (unit,) = translation.units
    assert [use.rendering for use in unit.terms] == ["Elbasy", "deputy akim"]
    for use in unit.terms:
        assert use.verified
        assert use.strategy == "inline"
        assert use.target
        assert use.target.of(unit.target).lower() == use.rendering.lower()
        assert use.source.of(unit.segment.text) == use.form
    assert not [v for v in unit.violations if v.kind == "missing"]


def test_audit_is_json_of_version_1() -> None:
    audit = json.loads(json.dumps(make_audit(make().translate("Елбасы келді.\n\nӘкім де келді."))))
    assert audit["version"] == 1
    assert audit["summary"] == {"segments": 2, "terms": 2, "verified": 2, "unenforced": 0, "violations": 0}
    assert [unit["paragraph"] for unit in audit["units"]] == [0, 2]
    assert audit["units"][0]["terms"][0]["source"] == {"text": "Елбасы", "start": 0, "end": 6}
    assert audit["units"][0]["terms"][0]["target"] == {"text": "Elbasy", "start": 0, "end": 6}
    assert "test" in audit["signature"]
    assert "fake-copy" in audit["signature"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\ufeffӘкім келді.\r\n\r\n  Әкім кетті.  \r\n",
        "Бір.\u00a0Екі.\tҮш.\n\n\nТөрт\u2028Бес",
        "  \n\t\n",
        "Соңғы жол үзілмейді",
    ],
)
def test_separators_come_back_byte_for_byte(text: str) -> None:
    translation = make().translate(text)
    at, gaps, kept = 0, [], []
    for unit in translation.units:
        gaps.append(text[at : unit.segment.span.start])
        at = unit.segment.span.end
        kept.append(unit.target)
    gaps.append(text[at:])
    assert translation.text == "".join(g + t for g, t in zip(gaps, [*kept, ""], strict=True))
    assert translation.text.count("\n") == text.count("\n")


@settings(max_examples=60)
@given(st.text(alphabet='әкім орынбасарыЕлбс.«»"–-\n\r\t!?12,3\u00a0\ufeff', max_size=120))
def test_any_text_keeps_its_lines(text: str) -> None:
    assert make().translate(text).text.splitlines().__len__() == len(text.splitlines())


def test_text_without_terms_is_the_same_with_and_without_a_termbase() -> None:
    text = "Бүгін күн жылы. Балалар «Кеңес» орталығында ойнады – бәрі риза."
    assert make().translate(text).text == make(termbase=Termbase()).translate(text).text


def test_same_segment_same_target_and_translated_once() -> None:
    engine = CopyEngine()
    translation = make(engine).translate("Күн жылы.\nКүн жылы.\nКүн жылы.")
    assert len(engine.asked) == 1
    assert len({unit.target for unit in translation.units}) == 1


@pytest.mark.parametrize("fault", [*FAULTS, "too few"])
def test_no_fault_of_an_engine_is_silent(fault: str) -> None:
    text = "Әкім «Кеңес» орталығына 2018 жылы 60 адам келді деді. Әкімнің орынбасары да сонда болды."
    translator = make(NaughtyEngine(fault))
    if fault == "too few":
        with pytest.raises(EngineError):
            translator.translate(text)
        return
    translation = translator.translate(text)
    reported = [use for unit in translation.units for use in unit.terms if not use.verified]
    kinds = {violation.kind for unit in translation.units for violation in unit.violations}
    if fault == "strip quotes":
        assert all(use.verified for unit in translation.units for use in unit.terms)
    elif fault == "duplicate":
        assert kinds & {"number", "repetition", "length"}
    elif fault in ("paraphrase", "inflect wrongly"):
        assert all(use.verified for unit in translation.units for use in unit.terms)  # by the prefix
    else:
        assert kinds & {"missing", "number", "untranslated", "repetition", "length"}
    if fault in ("drop", "loop", "wrong language", "forget the prefix"):
        assert reported
        assert "missing" in kinds
        assert all(use.target is None for use in reported)


def test_quotes_that_span_lines_come_back_in_pairs() -> None:
    text = "«Қаламызда орталық бар\nБала «Кеңес» үйінде\nБіз дайынбыз» деді ол."
    lines = make().translate(text).text.split("\n")
    assert lines[0].startswith("“")
    assert "”" not in lines[0]
    assert "“Kenes”" in lines[1]
    assert lines[2].count("”") == 1
    assert "“" not in lines[2]


def test_bylines_are_romanised() -> None:
    engine = CopyEngine()
    assert make(engine).translate("Дана СЕЙІТ").text == "Dana SEYIT"
    assert not engine.asked


def test_english_given_as_kazakh_is_a_warning() -> None:
    assert make().translate("This is plainly an English sentence.").warnings
    assert not make().translate("Бұл қазақша сөйлем, Open Almaty туралы.").warnings


def test_a_stream_in_parts_is_the_same_as_the_whole() -> None:
    rng = random.Random(7)
    lines = [f"«Әкім {i} рет келді" if i % 7 == 0 else f"Елбасы {i} күн болды» деді." for i in range(60)]
    text = "\n".join(lines)
    parts, at = [], 0
    while at < len(text):
        cut = text.find("\n", at + rng.randrange(1, 200)) + 1 or len(text)
        parts.append(text[at:cut])
        at = cut
    whole, streamed = make().translate(text), join(make().translate_stream(parts))
    assert streamed == whole


def test_pair_must_be_a_pair() -> None:
    with pytest.raises(LanguageError):
        Translator(CopyEngine(), TERMBASE, "kk", "kk")


def test_shipped_termbase_on_a_composed_title() -> None:
    text = "ҚР Дін істері және азаматтық қоғам министрлігінің Азаматтық қоғам мәселелері комитетінің төрағасы келді"
    translation = make(termbase=default_termbase()).translate(text)
    wanted = (
        "Chairman of the Committee for Civil Society Affairs of the Ministry of Religious Affairs and Civil Society"
        " of the Republic of Kazakhstan"
    )
    assert wanted in translation.text
    assert all(use.verified for unit in translation.units for use in unit.terms)


def test_russian_given_as_kazakh_is_a_warning() -> None:
    text = "Заместитель акима города рассказал журналистам о новых школах и больницах."
    assert make().translate(text).warnings == (
        "the text looks like Russian, not Kazakh: hardly any of the letters that only Kazakh has",
    )


def test_a_title_that_stands_too_often_is_reported() -> None:
    class Twice(CopyEngine):
        """Fakes a model that says a title twice."""

        def answer(self, text: str) -> str:
            return super().answer(text).replace("Elbasy", "Elbasy and Elbasy")

    (unit,) = make(Twice()).translate("Елбасы келді.").units
    assert [use.verified for use in unit.terms] == [True]
    assert ("repetition", "'Elbasy' stands more often than in the source") in [
        (violation.kind, violation.message) for violation in unit.violations
    ]


def test_common_nouns_are_small_inside_a_sentence() -> None:
    class Later(CopyEngine):
        """Fakes a model that puts words before the title that a source begins with."""

        def answer(self, text: str) -> str:
            return "According to " + super().answer(text)

    (unit,) = make(Later()).translate("Әкімнің орынбасары келді").units
    assert unit.target.startswith("According to deputy akim ")
    (use,) = unit.terms
    assert use.target is not None
    assert use.target.of(unit.target) == "deputy akim"


def test_text_in_another_language_is_kept_or_translated_if_asked() -> None:
    text = "Әкім келді.\nПравительство рассмотрело проект закона и приняло решение.\nКүн жылы."
    engine = CopyEngine()
    kept = make(engine).translate(text)
    assert kept.text.splitlines()[1] == "Правительство рассмотрело проект закона и приняло решение."
    assert [v.message for v in kept.units[1].violations] == ["left as it was: it is in Russian"]
    assert len(engine.asked) == 2
    translated = Translator(CopyEngine(), TERMBASE, "kk", "en", foreign="translate").translate(text)
    assert translated.text.splitlines()[1].startswith("Pravitelstvo")
    assert translated.signature != kept.signature
