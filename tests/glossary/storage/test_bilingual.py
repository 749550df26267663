"""The glossaries of translation services: what they hold comes back, what they do not is listed."""

from pathlib import Path

import pytest

from glossary.storage import load, save
from glossary.term import Term, Termbase
from tests.glossary.storage.contract import GOOD, GlossaryContract

CAPITAL = Termbase.from_terms(
    [
        Term("capital", "kk", "Астана", case="keep"),
        Term("capital", "kk", "Нұр-Сұлтан", "admitted", since="2019-03", until="2022-09"),
        Term("capital", "kk", "Ақмола", "forbidden"),
        Term("capital", "en", "Astana"),
        Term("capital", "en", "Nur-Sultan", "admitted", since="2019-03", until="2022-09"),
        Term("river", "kk", "Есіл"),
    ]
)


class Pairs(GlossaryContract):
    def broken(self, path: Path) -> list[int]:
        path.write_text("әкім,akim\nмәслихат,\nсот,court,more\n", "utf-8")
        return [2, 3]


class TestDeepl(Pairs):
    name = "deepl"


class TestDeeplReversed(Pairs):
    name = "deepl-en-kk"


class TestGoogle(Pairs):
    name = "google"


class TestGoogleReversed(Pairs):
    name = "google-en-kk"


class TestAws(GlossaryContract):
    name = "aws"

    def broken(self, path: Path) -> list[int]:
        path.write_text("kk,en\nәкім,akim\nмәслихат,\n\nсот,court,more\n", "utf-8")
        return [3, 5]


@pytest.mark.parametrize(
    ("form", "suffix", "text"),
    [
        ("deepl", ".csv", "Астана,Astana\nНұр-Сұлтан,Nur-Sultan\n"),
        ("deepl", ".tsv", "Астана\tAstana\nНұр-Сұлтан\tNur-Sultan\n"),
        ("deepl-en-kk", ".csv", "Astana,Астана\nNur-Sultan,Нұр-Сұлтан\n"),
        ("google", ".csv", "Астана,Astana\nНұр-Сұлтан,Nur-Sultan\n"),
        ("aws", ".csv", "kk,en\nАстана,Astana\nНұр-Сұлтан,Nur-Sultan\n"),
        ("aws", ".tsv", "kk\ten\nАстана\tAstana\nНұр-Сұлтан\tNur-Sultan\n"),
    ],
)
def test_a_name_stands_beside_the_name_of_its_time(tmp_path: Path, form: str, suffix: str, text: str) -> None:
    path = tmp_path / f"capital{suffix}"
    losses = save(CAPITAL, path, form)
    assert path.read_text("utf-8") == text
    assert [loss.term for loss in losses if loss.concept == "river"] == ["Есіл"]


def test_what_is_lost_is_said_term_by_term(tmp_path: Path) -> None:
    losses = [str(loss) for loss in save(CAPITAL, tmp_path / "a.csv", "deepl")]
    assert losses == [
        "capital, Астана: without case",
        "capital, Нұр-Сұлтан: without from, until",
        "capital, Ақмола: status forbidden: the term is left out",
        "capital, Nur-Sultan: without status, from, until",
        "capital: the identifier: it is made from the English term when the file is read",
        "river, Есіл: has no English term to be used: the term is left out",
    ]


def test_a_source_stands_once(tmp_path: Path) -> None:
    base = Termbase.from_terms(
        [Term("a", "kk", "басшы"), Term("a", "en", "head"), Term("b", "kk", "басшы"), Term("b", "en", "leader")]
    )
    losses = save(base, tmp_path / "a.csv", "deepl")
    assert (tmp_path / "a.csv").read_text("utf-8") == "басшы,head\n"
    assert "b, басшы: stands already for 'head': the pair is left out" in map(str, losses)


def test_terms_that_a_service_would_not_take(tmp_path: Path) -> None:
    base = Termbase.from_terms(
        [Term("a", "kk", "ә" * 600), Term("a", "en", "x"), Term("b", "kk", "=б"), Term("b", "en", "y")]
    )
    losses = save(base, tmp_path / "a.csv", "deepl")
    assert (tmp_path / "a.csv").read_text("utf-8") == ""
    assert {loss.what.partition(":")[0] for loss in losses} >= {
        "is longer than 1024 bytes",
        "begins like a formula of a spreadsheet",
    }
    save(base, tmp_path / "b.csv", "google")
    assert len(load(tmp_path / "b.csv")) == 1


def test_the_terms_that_may_be_used_are_those_that_are_written(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "good.csv", "google")
    assert [term.text for term in load(tmp_path / "good.csv").terms()] == [
        "Қаржы министрлігі",
        "Ministry of Finance",
        "әкім",
        "akim",
        "қала басшысы",
    ]
