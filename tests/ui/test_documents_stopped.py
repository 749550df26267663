"""Runs over documents that are killed, interrupted, or that watch a folder until they are."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.ui.document_runs import COMMAND, Write, names, run, wait_for


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_or_written_twice(tmp_path: Path, write: Write) -> None:
    for number in range(60):
        write(f"in/{number:03}.txt", f"{number} мектеп ашылды. Елбасы {number} рет келді.\n" * 3)
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert run(tmp_path / "in", "--out-dir", whole).returncode == 0
    done_before: set[str] = set()
    for moment in (0.6, 1.0, 1.2, 1.4, 1.6):
        process = subprocess.Popen(
            [*COMMAND, str(tmp_path / "in"), "--out-dir", str(killed), "--resume"],
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        there = set(names(killed)) if killed.exists() else set()
        assert done_before <= there
        done_before = {name for name in there if not Path(name).name.startswith(".audarma-")}
        for name in done_before:
            assert (killed / name).read_bytes() == (whole / name).read_bytes()
    assert run(tmp_path / "in", "--out-dir", killed, "--resume").returncode == 0
    assert names(killed) == names(whole)
    assert all((killed / name).read_bytes() == (whole / name).read_bytes() for name in names(whole))


@pytest.mark.slow
def test_an_interruption_says_how_to_go_on(tmp_path: Path, write: Write) -> None:
    for number in range(400):
        write(f"in/{number:03}.txt", f"{number} мектеп ашылды. Кеше {number} адам келді.\n" * 3)
    process = subprocess.Popen(
        [*COMMAND, str(tmp_path / "in"), "--out-dir", str(tmp_path / "out")], stderr=subprocess.PIPE, text=True
    )
    for _ in range(300):
        time.sleep(0.1)
        if (tmp_path / "out").exists() and names(tmp_path / "out"):
            break
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in said
    assert "Traceback" not in said
    assert not [name for name in names(tmp_path / "out") if ".audarma-" in name]


@pytest.mark.slow
def test_what_arrives_is_translated(tmp_path: Path, write: Write) -> None:
    write("in/a.txt", "Елбасы келді.\n")
    process = subprocess.Popen(
        [*COMMAND, str(tmp_path / "in"), "--out-dir", str(tmp_path / "out"), "--watch"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(tmp_path / "out" / "a.txt")
        write("in/b.txt", "Елбасы кеше келді.\n")
        wait_for(tmp_path / "out" / "b.txt")
        assert "Elbasy" in (tmp_path / "out" / "b.txt").read_text("utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130


@pytest.mark.slow
def test_watching_says_what_is_bad_once_and_gives_account_at_its_end(tmp_path: Path, write: Write) -> None:
    write("in/bad.docx", "no document")
    write("in/a.txt", "Елбасы келді.\n")
    summary = tmp_path / "sum.json"
    process = subprocess.Popen(
        [*COMMAND, str(tmp_path / "in"), "--out-dir", str(tmp_path / "out"), "--watch", "--summary", str(summary)],
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(tmp_path / "out" / "a.txt")
    time.sleep(7)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert 1 <= said.count("bad.docx") <= 2
    counts = json.loads(summary.read_text("utf-8"))["summary"]
    assert (counts["documents"], counts["failed"]) == (2, 1)
