"""`audarma translate` on documents where something is in the way: nothing is lost, nothing is written over."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.ui.document_runs import COMMAND, Write, names, run, wait_for


@pytest.mark.parametrize("option", ["--summary", "--report"])
def test_an_account_is_not_written_over_unasked(option: str, folder: Path, tmp_path: Path, write: Write) -> None:
    summary = write("sum.json", "mine")
    done = run(folder, "--out-dir", tmp_path / "out", option, summary)
    assert done.returncode == 2
    assert "--overwrite" in done.stderr
    assert summary.read_text("utf-8") == "mine"
    assert not (tmp_path / "out").exists()
    assert run(folder, "--out-dir", tmp_path / "out", option, summary, "--overwrite").returncode == 0
    assert summary.read_text("utf-8").startswith("{")


def test_a_folder_inside_that_of_the_translations(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "--out-dir", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "deep" / "b.md").is_file()
    assert (tmp_path / "a.txt").is_file()


def test_a_run_is_gone_on_with_only_in_the_way_it_was_begun(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(folder, "--out-dir", out, "--column", "text").returncode == 0
    done = run(folder, "--out-dir", out, "--resume", "--column", "id")
    assert done.returncode == 2
    assert "columns id" in done.stderr
    assert run(folder, "--out-dir", out, "--resume", "--column", "text").returncode == 0


def test_what_was_not_asked_for_before_is_made_when_gone_on_with(folder: Path, tmp_path: Path) -> None:
    out, audits = tmp_path / "out", tmp_path / "audits"
    assert run(folder, "--out-dir", out).returncode == 0
    done = run(folder, "--out-dir", out, "--resume", "--bilingual", "tmx", "--audit-dir", audits)
    assert done.returncode == 0, done.stderr
    assert (out / "a.txt.tmx").is_file()
    assert len(list(audits.rglob("*.json"))) == 4


def test_a_single_document_that_is_done_is_not_ours_any_more(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(folder / "a.txt", "--out-dir", out).returncode == 0
    done = run(folder / "a.txt", "--out-dir", out, "--resume")
    assert done.returncode == 2
    assert "no run that could be gone on with" in done.stderr


@pytest.mark.parametrize("option", ["--audit-dir", "--report", "--summary"])
def test_nothing_is_written_among_the_files_of_the_run(option: str, folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "out" / ".audarma" / "mine.json"
    done = run(folder, "--out-dir", tmp_path / "out", option, place)
    assert done.returncode == 2
    assert "the run's own files" in done.stderr
    assert not place.exists()


@pytest.mark.parametrize("place", ["in", "out", "audits"])
def test_links_that_lead_to_themselves_are_one_line(place: str, folder: Path, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    named = {"in": folder, "out": tmp_path / "out", "audits": tmp_path / "audits"} | {place: loop}
    done = run(named["in"], "--out-dir", named["out"], "--audit-dir", named["audits"])
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "line",
    ["[]", "1", '{"step": 1}', '{"output": "a.txt", "step": "done", "stamp": 3}', "[" * 200_000],
    ids=["list", "number", "step", "stamp", "deep"],
)
def test_odd_lines_in_a_journal_are_as_none(line: str, folder: Path, tmp_path: Path, write: Write) -> None:
    write("out/.audarma/journal.jsonl", line + "\n")
    done = run(folder, "--out-dir", tmp_path / "out", "--resume")
    assert done.returncode == 0, done.stderr[-300:]
    assert len(names(tmp_path / "out")) == 4


def test_a_journal_that_is_no_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / ".audarma").mkdir(parents=True)
    os.mkfifo(tmp_path / "out" / ".audarma" / "journal.jsonl")
    done = run(folder, "--out-dir", tmp_path / "out", "--resume")
    assert done.returncode == 2
    assert "is no file" in done.stderr


def test_names_cannot_command_the_terminal(tmp_path: Path, write: Write) -> None:
    write("in/a\x1b[31m.docx", "no document")
    write("in/b.txt", "Елбасы.\n")
    done = run(tmp_path / "in", "--out-dir", tmp_path / "out")
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert "a\\x1b[31m.docx" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("where", ["full", "closed"])
def test_notes_that_cannot_be_written_stop_nothing(where: str, folder: Path, tmp_path: Path) -> None:
    command = " ".join([*COMMAND[:-1], str(folder), "--out-dir", str(tmp_path / "out")])
    shell = f"{command} 2>/dev/full" if where == "full" else f"( {command}; echo $? >{tmp_path}/code ) 2>&1 | true"
    done = subprocess.run(["/bin/bash", "-c", shell], check=False, timeout=120)
    for _ in range(300):
        if where == "full" or (tmp_path / "code").exists():
            break
        time.sleep(0.1)
    code = done.returncode if where == "full" else int((tmp_path / "code").read_text() or -1)
    assert code == 0
    assert len(names(tmp_path / "out")) == 4


def test_a_signal_ends_a_run_as_ctrl_c_does(tmp_path: Path, write: Write) -> None:
    for number in range(400):
        write(f"in/{number:03}.txt", f"{number} мектеп ашылды. Кеше {number} адам келді.\n" * 3)
    process = subprocess.Popen(
        [*COMMAND, str(tmp_path / "in"), "--out-dir", str(tmp_path / "out")], stderr=subprocess.PIPE, text=True
    )
    wait_for(tmp_path / "out" / "000.txt")
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert "--resume" in said
    assert "SIGTERM" in said
    assert not [name for name in names(tmp_path / "out") if ".audarma-" in name]


@pytest.mark.slow
def test_watching_writes_over_nothing_of_others(tmp_path: Path, write: Write) -> None:
    write("one/a.txt", "Елбасы келді.\n")
    (tmp_path / "two").mkdir()
    folders = [str(tmp_path / "one"), str(tmp_path / "two")]
    process = subprocess.Popen(
        [*COMMAND, *folders, "--out-dir", str(tmp_path / "out"), "--watch"], stderr=subprocess.PIPE, text=True
    )
    wait_for(tmp_path / "out" / "a.txt")
    first = (tmp_path / "out" / "a.txt").read_bytes()
    write("out/b.txt", "mine")
    write("two/a.txt", "Күн жылы.\n")
    write("one/b.txt", "Елбасы кеше келді.\n")
    (tmp_path / "two").rename(tmp_path / "away")
    time.sleep(3)
    (tmp_path / "away").rename(tmp_path / "two")
    write("two/c.txt", "Әкім келді.\n")
    wait_for(tmp_path / "out" / "c.txt")
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (tmp_path / "out" / "a.txt").read_bytes() == first
    assert (tmp_path / "out" / "b.txt").read_text("utf-8") == "mine"
    assert said.count("is the translation of") == 1
    assert said.count("is there already") == 1
