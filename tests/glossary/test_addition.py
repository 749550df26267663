"""Adding a term to a file: the other lines stay, and what is wrong is refused."""

import os
from pathlib import Path

import pytest

from glossary.addition import AdditionError, add_term, append_row
from glossary.errors import TermbaseError
from glossary.storage import tsv
from glossary.term import Term, Termbase

AKIM = Term("akim", "kk", "әкім", "unverified")


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    assert add_term(file, AKIM) == []
    assert add_term(file, Term("akim", "en", "akim", "unverified", grammar=("plural=akims",))) == []
    assert [term.text for term in tsv.load(file).terms()] == ["әкім", "akim"]
    assert [path.name for path in tmp_path.iterdir()] == ["own.tsv"]


@pytest.mark.parametrize(
    "start",
    [
        "concept\tlanguage\tterm\n",
        "\ufeffconcept\tlanguage\tterm\r\n",
        "\n\nterm\tlanguage\tConcept\nсот\tkk\tcourt",
        "concept\tlanguage\tterm\tstatus\tnote\ncourt\tkk\tсот\n",
        "concept\tlanguage\tterm\tnote\r\ncourt\tkk\tсот\tбір\r\n\r\n",
    ],
)
def test_the_other_lines_stay(start: str, tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_bytes(start.encode())
    before = list(tsv.load(file).terms())
    add_term(file, AKIM)
    assert list(tsv.load(file).terms()) == [*before, AKIM]
    written = file.read_bytes().decode()
    end = "\r\n" if "\r\n" in start else "\n"
    head, *rest = written.removeprefix("\ufeff").lstrip("\n").split(end)
    assert head.startswith(start.removeprefix("\ufeff").lstrip("\n").split(end)[0])
    assert written.startswith("\ufeff") == start.startswith("\ufeff")
    assert rest[-1] == ""
    assert "\n" not in "".join(rest) if end == "\r\n" else True


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        (Term("akim", "kk", "әкім (", "unverified"), "brackets"),
        (Term("akim", "kk", "әкiм", "unverified"), "letters"),
        (Term("Akim", "kk", "әкім", "unverified"), "values"),
        (Term("akim", "kk", "әкім", "unverified", since="26.12.2018"), "values"),
        (Term("akim", "fr", "maire", "unverified"), "values"),  # type: ignore[arg-type]
        (Term("court", "kk", "сот", "unverified"), "duplicate"),
        (Term("court", "kk", "төрелік", source="law", checked="2024"), "conflict"),
    ],
)
def test_what_is_wrong_is_refused(term: Term, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("concept\tlanguage\tterm\ncourt\tkk\tсот\n", "utf-8")
    before = file.read_bytes()
    with pytest.raises(AdditionError) as caught:
        add_term(file, term)
    assert kind in {finding.kind for finding in caught.value.findings}
    assert file.read_bytes() == before


def test_an_empty_term_and_a_tab_are_refused(tmp_path: Path) -> None:
    for text in ("", "қала\tәкімі", "қала\nәкімі"):
        with pytest.raises((AdditionError, TermbaseError)):
            add_term(tmp_path / "own.tsv", Term("akim", "kk", text, "unverified"))
        with pytest.raises(TermbaseError):
            add_term(tmp_path / "own.tsv", Term("akim", "kk", "әкім", "unverified", note=f"a{text or chr(9)}b"))
    assert list(tmp_path.iterdir()) == []


def test_what_lint_warns_of_is_added_and_told(tmp_path: Path) -> None:
    beneath = Termbase.from_terms([AKIM])
    (found,) = add_term(tmp_path / "own.tsv", Term("court", "kk", "сот", "unverified", part_of="justice"), beneath)
    assert (found.severity, found.kind) == ("warning", "reference")
    assert len(tsv.load(tmp_path / "own.tsv")) == 1


def test_two_columns_without_a_header_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("әкім\takim\n", "utf-8")
    with pytest.raises(TermbaseError, match=r"own\.tsv .*\n.*no header"):
        add_term(file, Term("court", "kk", "сот", "unverified"))


def test_faults_of_the_file_come_first(tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("concept\tlanguage\tterm\nakim\txx\tәкім\n", "utf-8")
    with pytest.raises(TermbaseError, match="line 2, language"):
        add_term(file, AKIM)


def test_an_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("concept\tlanguage\tterm\ncourt\tkk\tсот\n", "utf-8")
    before = file.read_bytes()

    def interrupt(number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add_term(file, AKIM)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["own.tsv"]


def test_a_row_may_have_columns_in_any_order() -> None:
    text = append_row("note\tterm\tlanguage\tconcept\n", AKIM)
    assert text == "note\tterm\tlanguage\tconcept\tstatus\n\tәкім\tkk\takim\tunverified\n"
