"""`audarma translate` on documents and folders, as a process: formats, faults, what is written beside."""

import json
import os
from pathlib import Path

import pytest

from tests.ui.document_runs import Write, names, run


def test_a_folder_comes_out_with_its_names_and_formats(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(folder, "--out-dir", out, quiet=False)
    assert done.returncode == 0, done.stderr
    assert names(out) == ["a.txt", "d.csv", "deep/b.md", "deep/c.html"]
    assert "Elbasy" in (out / "a.txt").read_text("utf-8")
    assert "**Elbasy**" in (out / "deep/b.md").read_text("utf-8")
    assert "```\nкод\n```" in (out / "deep/b.md").read_text("utf-8")
    assert "<i>Astana</i>" in (out / "deep/c.html").read_text("utf-8")
    assert (out / "d.csv").read_text("utf-8").startswith("id,text\n1,Elbasy")
    assert "1 file of other kinds left out" in done.stderr
    assert "4 documents" in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith(str(folder))]) >= 4


def test_patterns_choose(folder: Path, tmp_path: Path) -> None:
    run(folder, "--out-dir", tmp_path / "out", "--include", "*.md", "--include", "*.txt", "--exclude", "deep/*")
    assert names(tmp_path / "out") == ["a.txt"]
    run(folder / "*.csv", "--out-dir", tmp_path / "other")
    assert names(tmp_path / "other") == ["d.csv"]
    assert run(folder / "*.odt", "--out-dir", tmp_path / "none").returncode == 2


def test_what_is_there_is_not_written_over_unasked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(folder, "--out-dir", out).returncode == 0
    (out / "a.txt").write_text("mine", "utf-8")
    done = run(folder, "--out-dir", out)
    assert done.returncode == 2
    assert "--overwrite" in done.stderr
    assert done.stderr.count("\n") == 1
    assert (out / "a.txt").read_text("utf-8") == "mine"
    assert run(folder, "--out-dir", out, "--resume").returncode == 0
    assert (out / "a.txt").read_text("utf-8") == "mine"  # done before, and left as it is
    assert run(folder, "--out-dir", out, "--overwrite").returncode == 0
    assert "Elbasy" in (out / "a.txt").read_text("utf-8")


def test_only_what_is_new_or_changed_is_translated_again(folder: Path, tmp_path: Path, write: Write) -> None:
    out = tmp_path / "out"
    run(folder, "--out-dir", out)
    before = {name: (out / name).stat().st_mtime_ns for name in names(out)}
    write("in/e.txt", "Әкім келді.\n")
    write("in/a.txt", "Әкім де келді.\n")
    done = run(folder, "--out-dir", out, "--resume", quiet=False)
    assert done.returncode == 0, done.stderr
    changed = [name for name in names(out) if before.get(name) != (out / name).stat().st_mtime_ns]
    assert changed == ["a.txt", "e.txt"]


def test_a_bad_document_is_reported_and_the_rest_goes_on(folder: Path, tmp_path: Path, write: Write) -> None:
    write("in/bad.docx", "PK no document")
    report = tmp_path / "sum.json"
    done = run(folder, "--out-dir", tmp_path / "out", "--summary", report)
    assert done.returncode == 1
    assert "bad.docx: " in done.stderr
    assert "1 FAILED" in done.stderr
    assert "Traceback" not in done.stderr
    assert names(tmp_path / "out") == ["a.txt", "d.csv", "deep/b.md", "deep/c.html"]
    summary = json.loads(report.read_text("utf-8"))
    assert summary["summary"]["documents"] == 5
    assert summary["summary"]["failed"] == 1
    assert sum(bool(row["error"]) for row in summary["documents"]) == 1


def test_an_account_of_all_in_three_forms(folder: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"sum.{ending}" for ending in ("json", "tsv", "html")]
    options = [part for path in paths for part in ("--summary", path)]
    done = run(folder, "--out-dir", tmp_path / "out", "--audit-dir", tmp_path / "audits", *options)
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in paths[1].read_text("utf-8").splitlines()]
    assert len(rows) == 5
    assert len({len(row) for row in rows}) == 1
    assert "<table>" in paths[2].read_text("utf-8")
    assert "signature" in json.loads(paths[0].read_text("utf-8"))
    audits = sorted((tmp_path / "audits").rglob("*.json"))
    assert [path.name for path in audits] == [
        "a.txt.audit.json", "d.csv.audit.json", "b.md.audit.json", "c.html.audit.json",
    ]  # fmt: skip
    terms = [unit["terms"] for unit in json.loads(audits[-1].read_text("utf-8"))["units"]]
    assert terms[0][0]["rendering"] == "Elbasy"


def test_both_languages_beside_each_other(folder: Path, tmp_path: Path) -> None:
    kinds = ("tmx", "xliff", "html", "docx")
    options = [part for kind in kinds for part in ("--bilingual", kind)]
    done = run(folder / "a.txt", "--out-dir", tmp_path / "out", *options)
    assert done.returncode == 0, done.stderr
    assert names(tmp_path / "out") == ["a.txt", "a.txt.both.docx", "a.txt.both.html", "a.txt.tmx", "a.txt.xlf"]
    assert run(tmp_path / "out" / "a.txt.tmx").returncode == 0  # and can be read again


def test_columns_and_formats_can_be_named(tmp_path: Path, write: Write) -> None:
    table = write("in/data.log", '{"a": "Елбасы келді.", "b": "Елбасы келді."}\n')
    done = run(table, "--format", "jsonl", "--column", "b")
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert row["a"] == "Елбасы келді."
    assert "Elbasy" in row["b"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{in}",), "--out-dir"),
        (("{in}/a.txt", "--resume"), "--resume needs --out-dir"),
        (("{in}/a.txt", "--format", "odt"), "format 'odt' is not known"),
        (("{in}/a.txt", "--summary", "x.pdf"), ".json, .tsv or .html"),
        (("{in}/a.txt", "{in}/a.txt", "--out-dir", "{out}"), "would be written twice"),
        (("{in}", "--out-dir", "{in}"), "--out-dir"),
        (("{in}/a.txt", "--out-dir", "{in}"), "would be overwritten"),
        (("-", "--format", "docx"), "can be read only once"),
        (("{in}/a.txt", "--json", "--out-dir", "{out}"), "--audit-dir"),
    ],
    ids=str,
)
def test_what_cannot_be_is_one_line(arguments: tuple[str, ...], said: str, folder: Path, tmp_path: Path) -> None:
    filled = [argument.format(**{"in": folder, "out": tmp_path / "out"}) for argument in arguments]
    done = run(*filled)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    done = run(folder, "--out-dir", tmp_path / "out" / "deep")
    assert done.returncode == 2
    assert "may not be written" in done.stderr


def test_a_report_has_the_documents_that_could_be_read(folder: Path, tmp_path: Path, write: Write) -> None:
    write("in/bad.docx", "no document")
    report = tmp_path / "report.jsonl"
    done = run(folder, "--out-dir", tmp_path / "out", "--report", report)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [json.loads(line)["version"] for line in report.read_text("utf-8").splitlines()] == [1] * 4


def test_an_account_has_what_runs_before_have_done(folder: Path, tmp_path: Path, write: Write) -> None:
    summary = tmp_path / "sum.json"
    run(folder, "--out-dir", tmp_path / "out", "--summary", summary)
    before = json.loads(summary.read_text("utf-8"))["summary"]
    write("in/new.txt", "Әкім келді.\n")
    done = run(folder, "--out-dir", tmp_path / "out", "--resume", "--summary", summary, quiet=False)
    after = json.loads(summary.read_text("utf-8"))["summary"]
    assert after["documents"] == before["documents"] + 1 == 5
    assert after["segments"] == before["segments"] + 1
    assert "4 documents done already" in done.stderr


def test_nothing_is_left_of_a_run_that_was_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder / "a.txt", "--out-dir", out)
    assert run(folder / "a.txt", "--out-dir", out).returncode == 2
    assert [path.name for path in out.iterdir()] == ["a.txt"]
