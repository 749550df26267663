"""The command and where its results go: what cannot be written is said first, and nothing is left half done."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.ui.test_cli import ARTICLE, lines, run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out-dir", "file"], "file"),
        (["--out-dir", "file/deeper"], "file"),
        (["--out-dir", "."], "good.txt"),
        (["--out-dir", "out", "--report", "out/good.txt"], "out/good.txt"),
        (["--report", "folder"], "folder"),
        (["--report", "file/audit.json"], "file"),
        (["--report", "good.txt"], "good.txt"),
        (["--report", "own.tsv", "--termbase", "own.tsv"], "own.tsv"),
        (["other/good.txt", "--out-dir", "out"], "good.txt"),
        (["-", "-"], "standard input"),
        (["--termbase", "folder"], "folder"),
        (["--report"], "--report"),
    ],
    ids=" ".join,
)
def test_an_output_that_cannot_be_is_said_before_anything_is_written(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "other").mkdir()
    for name in ("good.txt", "other/good.txt", "file"):
        (tmp_path / name).write_text("Күн жылы.\n", "utf-8")
    (tmp_path / "own.tsv").write_text("concept\tlanguage\tterm\na\tkk\tәкім\na\ten\takim\n", "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = run("translate", "good.txt", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(lines(done.stderr)) == 1
    assert said in done.stderr.decode()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_report_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Елбасы келді.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Күн жылы.\n", "utf-8")
    done = run("translate", "a.txt", "b.txt", "--report", "new/folder/audit.jsonl", "--quiet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    audits = [json.loads(line) for line in lines((tmp_path / "new" / "folder" / "audit.jsonl").read_bytes())]
    assert [audit["summary"]["terms"] for audit in audits] == [1, 0]


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Күн жылы.\n", "utf-8")
    (tmp_path / "audit.json").write_text("old", "utf-8")
    (tmp_path / "link.json").symlink_to("audit.json")
    assert run("translate", "a.txt", "--report", "link.json", "--overwrite", cwd=tmp_path).returncode == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "audit.json").read_text("utf-8"))["version"] == 1


def test_a_pipe_is_read_once_and_a_device_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "ui.cli", "translate", "--quiet", str(pipe), "--report", "/dev/null"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        pipe.write_text("Елбасы келді.\n", "utf-8")
        written, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert written.startswith(b"Elbasy")
    assert Path("/dev/null").is_char_device()


def test_results_are_utf8_whatever_the_environment_says() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "C", "LC_ALL": "C"}
    done = run("terms", "match", "Елбасының сөзі", env=environment)
    assert "Елбасының" in done.stdout.decode()
    done = run("translate", "--json", "--quiet", text="Әкім келді.", env=environment)
    assert json.loads(done.stdout.decode())["units"][0]["source"] == "Әкім келді."
    done = run("translate", "жоқ.txt", env=environment)
    assert done.returncode == 2
    assert "жоқ.txt" in done.stderr.decode()


@pytest.mark.parametrize(
    ("redirection", "code", "said"),
    [
        ("< /dev/null >&-", 2, "standard output"),
        ("<&-", 2, "standard input"),
        ("<<< Әкім > /dev/full", 2, "no space"),
        ("--json <<< Әкім > /dev/full", 2, "no space"),
        ("<<< Әкім 2>&-", 0, ""),
    ],
)
def test_closed_and_full_streams_are_no_crash(redirection: str, code: int, said: str) -> None:
    command = f'"{sys.executable}" -m ui.cli translate --quiet {redirection}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=120)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert len(lines(done.stderr)) == (1 if said else 0)


def test_bad_bytes_on_standard_input(tmp_path: Path) -> None:
    done = run("translate", "--out-dir", tmp_path / "out", text="Күн жылы.\n".encode() + b"\xd3")
    assert done.returncode == 2
    assert "standard input: not UTF-8 at byte 17" in done.stderr.decode()
    assert list(tmp_path.rglob("*.txt")) == []
    assert [path.name for path in tmp_path.rglob(".*")] == []


def test_a_reader_that_goes_away_is_no_crash() -> None:
    command = f'"{sys.executable}" -m ui.cli translate --quiet "{ARTICLE}" | head -c 0; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=120)
    assert done.stderr == b""
    assert done.returncode == 0


def test_interrupted_is_130() -> None:
    command = [sys.executable, "-m", "ui.cli", "translate", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(1.5)
        os.kill(process.pid, 2)
        _, said = process.communicate(timeout=30)
        assert process.returncode == 130
        assert b"Traceback" not in said


def test_an_interruption_leaves_no_file(tmp_path: Path) -> None:
    text = tmp_path / "long.txt"
    text.write_text("".join(f"Бүгін {i} бала далада ойнады.\n" for i in range(20_000)), "utf-8")
    (tmp_path / "out").mkdir()
    command = [sys.executable, "-m", "ui.cli", "translate", str(text), "--out-dir", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        for _ in range(300):
            time.sleep(0.1)
            if list((tmp_path / "out").iterdir()):
                break
        os.kill(process.pid, 2)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file() and ".audarma" not in path.parts]
