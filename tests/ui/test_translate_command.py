"""`audarma translate`: dates and layers of termbases, run as a process on the model that ships."""

import json
from pathlib import Path

import pytest

from tests.ui.test_cli import lines, run

TURKEY = "Түркия туралы айтты.\n"


def renderings(output: bytes) -> list[str]:
    audit = json.loads(output)
    return [term["rendering"] for unit in audit["units"] for term in unit["terms"]]


def write_terms(path: Path, *pairs: tuple[str, str, str]) -> Path:
    """Write a termbase of concepts with one Kazakh and one English term each."""
    rows = [f"{concept}\tkk\t{kazakh}\n{concept}\ten\t{english}\n" for concept, kazakh, english in pairs]
    path.write_text("concept\tlanguage\tterm\n" + "".join(rows), "utf-8")
    return path


def test_the_date_is_that_of_the_option_else_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(TURKEY, "utf-8")
    (tmp_path / "dated.txt").write_text(f"Хабар\nАстана, 2018 жылғы 26 қазан\n{TURKEY * 700}", "utf-8")
    (tmp_path / "ends.txt").write_text(f"{TURKEY * 700}26.10.2018\n", "utf-8")
    for name, options, wanted, date in (
        ("plain.txt", [], "Türkiye", None),
        ("plain.txt", ["--date", "2018-10-26"], "Turkey", "2018-10-26"),
        ("dated.txt", [], "Turkey", "2018-10-26"),
        ("ends.txt", [], "Turkey", "2018-10-26"),
        ("dated.txt", ["--date", "2023-05-01"], "Türkiye", "2023-05-01"),
        ("dated.txt", ["--date", "none"], "Türkiye", None),
    ):
        done = run("translate", tmp_path / name, "--json", "--quiet", *options)
        assert done.returncode == 0, done.stderr
        assert set(renderings(done.stdout)) - {"Astana"} == {wanted}
        signature = json.loads(done.stdout)["signature"]
        assert signature.endswith(f" | date {date}") if date else "date" not in signature


def test_each_document_has_its_own_date(tmp_path: Path) -> None:
    for year in (2018, 2023):
        (tmp_path / f"{year}.txt").write_text(f"1 мамыр {year} жыл\n{TURKEY}", "utf-8")
    done = run("translate", tmp_path / "2018.txt", tmp_path / "2023.txt", "--json", "--quiet")
    assert [renderings(line) for line in done.stdout.splitlines()] == [["Turkey"], ["Türkiye"]]


def test_standard_input_has_a_date_too() -> None:
    assert renderings(run("translate", "--json", text=f"26.10.2018\n{TURKEY}").stdout) == ["Turkey"]


@pytest.mark.parametrize("date", ["2018", "26.13.2018", "2018-02-30", "1018-10-26", "yesterday", ""])
def test_a_bad_date_is_one_clear_line(date: str) -> None:
    done = run("translate", "--date", date, text=TURKEY)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = lines(done.stderr)
    assert repr(date) in line
    assert "2018-10-26" in line


def test_two_files_that_contradict_each_other(tmp_path: Path) -> None:
    one = write_terms(tmp_path / "one.tsv", ("owl", "жапалақ", "owl"))
    two = write_terms(tmp_path / "two.tsv", ("bird", "Жапалақ", "night bird"))
    for first, second, english in ((one, two, "night bird"), (two, one, "owl")):
        done = run("translate", "--termbase", first, "--termbase", second, "--json", text="Жапалақ көрінді.")
        assert renderings(done.stdout) == [english]
        said = [line for line in lines(done.stderr) if "hides" in line]
        assert said == [f"{second}: note: hides 2 terms of 1 concept (--verbose lists them)"]


def test_what_is_hidden_is_listed_where_it_is_asked_for(tmp_path: Path) -> None:
    mine = write_terms(tmp_path / "mine.tsv", ("leader", "Елбасы", "Leader"))
    options = ("translate", "--termbase", mine)
    said = lines(run(*options, "--verbose", text="Елбасы келді.").stderr)
    assert f"{mine}: hides elbasy: Елбасы (kk, preferred), by leader" in said
    assert run(*options, "--quiet", text="Елбасы келді.").stderr == b""


def test_without_the_shipped_termbase(tmp_path: Path) -> None:
    mine = write_terms(tmp_path / "mine.tsv", ("owl", "жапалақ", "owl"))
    text = "Елбасы жапалақ көрді."
    assert renderings(run("translate", "--termbase", mine, "--json", text=text).stdout) == ["Elbasy", "owl"]
    alone = run("translate", "--no-default-termbase", "--termbase", mine, "--json", text=text)
    assert renderings(alone.stdout) == ["owl"]
    assert "default" not in json.loads(alone.stdout)["signature"]
    assert renderings(run("translate", "--no-default-termbase", "--json", text=text).stdout) == []
