"""The one function, on the model that ships: its termbases and its dates."""

import datetime
from pathlib import Path

import pytest

from glossary.dates import DateError
from glossary.errors import TermbaseError
from glossary.term import Term, Termbase
from translate import LanguageError, ModelError, Translation, load_translator, translate

OWN = Termbase.from_terms([Term("owl", "kk", "жапалақ"), Term("owl", "en", "night bird")], "own")


def renderings(translation: Translation) -> list[str]:
    return [use.rendering for unit in translation.units for use in unit.terms]


def test_a_date_picks_the_name_of_the_day() -> None:
    text = "Түркия туралы айтты."
    for date in ("2018-10-26", datetime.date(2018, 10, 26), "26.10.2018"):
        found = translate(text, date=date)
        assert renderings(found) == ["Turkey"]
        assert found.signature.endswith(" | date 2018-10-26")
    found = translate(text)
    assert renderings(found) == ["Türkiye"]
    assert "date" not in found.signature


def test_the_date_of_the_document_is_taken_unless_another_is_given() -> None:
    text = "Түркия туралы айтты.\nАстана, 2018 жылғы 26 қазан\n"
    assert "Turkey" in renderings(translate(text))
    assert "Türkiye" in renderings(translate(text, date="2023-10-26"))
    found = translate(text, date="none")
    assert "Türkiye" in renderings(found)
    assert "date" not in found.signature


def test_a_termbase_of_ones_own_over_the_shipped_one_or_alone(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("жапалақ\tnight bird\n", "utf-8")
    text = "Елбасы жапалақ көрді."
    for termbase in (OWN, tmp_path / "own.tsv", str(tmp_path / "own.tsv")):
        assert renderings(translate(text, termbase=termbase)) == ["Elbasy", "night bird"]
        assert renderings(translate(text, termbase=termbase, shipped=False)) == ["night bird"]
    assert renderings(translate(text, shipped=False)) == []


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("concept\tlanguage\tterm\nA\tkk\tқала\n", "utf-8")
    with pytest.raises(DateError):
        load_translator(date="2018")
    with pytest.raises(LanguageError):
        load_translator("kk", "kk")
    with pytest.raises(ModelError):
        load_translator(model="nothing")
    with pytest.raises(TermbaseError):
        load_translator(termbase=tmp_path / "bad.tsv")


def test_documents_of_many_dates_with_one_translator() -> None:
    translator = load_translator(termbase=OWN, shipped=False)
    for year in [*range(2001, 2021), 2001]:
        assert translator.translate(f"Жапалақ көрінді.\n1 мамыр {year} ж.").signature.endswith(f"date {year}-05-01")
    assert "date" not in translator.translate("Жапалақ көрінді.").signature


def test_a_stream_takes_the_date_from_its_beginning() -> None:
    translator = load_translator()
    first, *_ = translator.translate_stream(["26.10.2018\nТүркия туралы айтты.\n", "Тағы да Түркия.\n"])
    assert first.signature.endswith("date 2018-10-26")
    parts = list(translator.translate_stream(["26.10.2018\nТүркия туралы айтты.\n", "Тағы да Түркия.\n"]))
    assert [renderings(part) for part in parts] == [["Turkey"], ["Turkey"]]
    assert [renderings(part) for part in translator.translate_stream(["Түркия.\n", "26.10.2018\n"])] == [
        ["Türkiye"],
        [],
    ]
