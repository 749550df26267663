"""The check of a translation: what is paired, what is found, and how it is shown."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from glossary.storage import default_termbase
from glossary.term import Term, Termbase
from glossary.text import Span
from ui.messages import say
from ui.web.check_run import InputError, _make_reviewer, make_report, pair_lines, read_files, write_report
from ui.web.check_view import describe, make_check_summary, make_check_view, mark
from ui.web.desk import Desk
from ui.web.tab import Page, Settings

EVIL = "<img src=x onerror=alert(1)>"
SOURCE = "Қала әкімінің орынбасары 5 мектеп ашты.\n\nЕлбасы Астанаға келді."
TARGET = "The deputy akim of the city opened 6 schools.\n \n\nElbasy arrived in Astana.\n"


@pytest.fixture
def page(tmp_path: Path) -> Page:
    settings = Settings(termbase=default_termbase(), max_length=500, max_file_size=2_000)
    return Page("en", settings, SimpleNamespace(), Desk(settings), tmp_path)


def find(source: str, target: str, page: Page, own: Termbase | None = None) -> list[tuple[str, int]]:
    report = make_report(pair_lines(source, target, page), "kk", own, page)
    return [(one.kind, one.pair) for one in report.findings]


def test_lines_are_paired_without_the_empty_ones(page: Page) -> None:
    bitext = pair_lines(SOURCE, TARGET, page)
    assert [(pair.source[:5], pair.target[:5], pair.line) for pair in bitext.pairs] == [
        ("Қала ", "The d", 1),
        ("Елбас", "Elbas", 4),
    ]
    assert find(SOURCE, TARGET, page) == [("number", 0)]
    assert find(SOURCE, TARGET.replace("6", "5"), page) == []


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("", "x", "Enter a source"),
        ("а", " \n", "Enter a source"),
        ("а\nб", "a", "2 lines and the translation 1"),
        ("а" * 501, "a", "501 characters"),
    ],
)
def test_what_does_not_fit_together_is_refused(source: str, target: str, said: str, page: Page) -> None:
    with pytest.raises(InputError, match=said):
        pair_lines(source, target, page)


def test_sides_that_are_swapped_are_told(page: Page) -> None:
    with pytest.raises(InputError, match="wrong way round"):
        make_report(pair_lines(TARGET, SOURCE.replace("\n\n", "\n"), page), "kk", None, page)


def test_terms_of_the_visitor_count_and_only_for_them(page: Page) -> None:
    own = Termbase.from_terms(
        [Term("trials", "kk", "сынақ кеңесі", grammar=("possessed",)), Term("trials", "en", "Trial Council")]
    )
    texts = ("Сынақ кеңесінде жиын өтті.", "A meeting took place at the Board of Trials.")
    assert find(*texts, page) == []
    kept = _make_reviewer.cache_info().currsize
    assert find(*texts, page, own) == [("missing", 0)]
    assert _make_reviewer.cache_info().currsize == kept  # nothing of a visitor is kept
    assert find(*texts, page) == []


def test_two_files_come_in_either_order(tmp_path: Path, page: Page) -> None:
    for name, text in (("a.txt", TARGET.replace("\n \n", "")), ("b.txt", SOURCE.replace("\n\n", "\n") + "\n")):
        (tmp_path / name).write_text(text, "utf-8")
    for names in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        bitext = read_files([tmp_path / name for name in names], "kk", page)
        assert bitext.pairs[1].source == "Елбасы Астанаға келді."
        assert bitext.name == "a.txt"


def test_one_file_may_have_both_sides(tmp_path: Path, page: Page) -> None:
    path = tmp_path / "both.tsv"
    path.write_text("kk\ten\nЕлбасы Астанаға келді.\tThe leader arrived in Astana.\n", "utf-8")
    report = make_report(read_files([path], "kk", page), "kk", None, page)
    assert [one.kind for one in report.findings] == ["missing"]


def test_file_that_cannot_be_read_is_named_without_its_folder(tmp_path: Path, page: Page) -> None:
    for name, text, said in (("x.doc", "a", "x.doc"), ("x.tsv", "бір ұяшық", "x.tsv:1"), ("y.tsv", "x" * 3_000, "MB")):
        (tmp_path / name).write_text(text, "utf-8")
        with pytest.raises(InputError, match=said) as refused:
            read_files([tmp_path / name], "kk", page)
        assert str(tmp_path) not in str(refused.value)
    with pytest.raises(InputError, match="3 are chosen"):
        read_files([tmp_path / "x.tsv"] * 3, "kk", page)


def test_view_marks_both_sides_and_escapes(page: Page) -> None:
    source, target = f"Қала әкімі 5 {EVIL}", f"The akim of the city 6 {EVIL}"
    report = make_report(pair_lines(source, target, page), "kk", None, page)
    shown = make_check_view(report, say("kk"))
    assert '<mark class="au-k-number">5</mark>' in shown
    assert '<mark class="au-k-number">6</mark>' in shown
    assert "«5» орнына «6» жазылған" in shown
    assert "<img" not in shown
    assert "<img" not in make_check_summary(report, say("kk"), own=True)


def test_long_document_shows_what_was_found(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.web.check_view.SHOWN", 3)
    source, target = (
        "\n".join(["5 үй салынды."] * 9),
        "\n".join(["5 houses were built."] * 8 + ["6 houses were built."]),
    )
    shown = make_check_view(make_report(pair_lines(source, target, page), "kk", None, page), say("en"))
    assert shown.count("au-unit") == 1
    assert "Another 8 segments" in shown


def test_report_can_be_taken_away(page: Page, tmp_path: Path) -> None:
    report = make_report(pair_lines(SOURCE, TARGET, page), "kk", None, page)
    files = write_report(report, tmp_path)
    assert "became" in files["json"].read_text("utf-8")
    assert '<mark class="number"' in files["html"].read_text("utf-8")


@pytest.mark.parametrize(
    "message", ["'mayor' is forbidden for akim: write 'akim'", "'vice akim' is deprecated for deputy-akim"]
)
def test_advice_is_said_in_kazakh(message: str) -> None:
    said: Any = describe(message, say("kk"))
    assert " is " not in said
    assert ("деп жазыңыз" in said) is ("write" in message)


def test_longer_of_two_marks_is_shown() -> None:
    places = [(Span(0, 4), "name"), (Span(0, 9), "missing")]
    assert mark("Қала әкім", places) == '<mark class="au-k-missing">Қала әкім</mark>'
