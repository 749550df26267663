"""`audarma memory` and `audarma translate --memory`, run as processes on the model that ships."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.ui.test_cli import lines, run

TEXT = "Елбасы келді.\nКүн жылы.\nЕлбасы келді.\n"
QUIET = {name: value for name, value in os.environ.items() if name != "AUDARMA_MEMORY"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


def test_the_second_time_from_the_memory(path: Path) -> None:
    first, second, third = (run("translate", "--memory", path, "--json", text=TEXT) for _ in range(3))
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout == third.stdout == run("translate", "--json", text=TEXT, env=QUIET).stdout
    assert "0 of 2 different segments from the memory" in lines(first.stderr)
    assert "2 of 2 different segments from the memory" in lines(second.stderr)
    assert run("translate", "--memory", path, "--quiet", text=TEXT).stderr == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_kept_unless_a_file_is_named(path: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = run("translate", text=TEXT, env=QUIET | home)
    assert b"memory" not in done.stderr
    assert not [found for found in tmp_path.rglob("*") if found.is_file() and "termbase-" not in found.name]
    named = QUIET | {"AUDARMA_MEMORY": str(path)}
    assert run("translate", "--no-memory", text=TEXT, env=named).returncode == 0
    assert not path.exists()
    assert run("translate", text=TEXT, env=named).returncode == 0
    assert path.exists()


def test_a_memory_that_cannot_be_used_is_one_line(path: Path) -> None:
    path.write_text("жай мәтін, дерекқор емес\n", "utf-8")
    done = run("translate", "--memory", path, "--quiet", text=TEXT)
    assert done.returncode == 0
    assert done.stdout == run("translate", "--quiet", text=TEXT).stdout
    (line,) = lines(done.stderr)
    assert line == (
        f"translation memory {path}: is no translation memory; name another file; translating goes on without it"
    )
    assert path.read_text("utf-8") == "жай мәтін, дерекқор емес\n"


def test_no_result_is_written_over_the_memory(path: Path, tmp_path: Path) -> None:
    run("translate", "--memory", path, text=TEXT)
    before = path.read_bytes()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "memory.db").write_text(TEXT, "utf-8")
    choices: list[list[str | Path]] = [["--report", path], [tmp_path / "in" / "memory.db", "--out-dir", tmp_path]]
    for options in choices:
        done = run("translate", "--memory", path, *options, text=TEXT)
        assert (done.returncode, done.stdout) == (2, b"")
        assert "would be overwritten" in lines(done.stderr)[0]
    done = run("memory", "export", path, path)
    assert done.returncode == 2
    assert path.read_bytes() == before


def test_info_export_import_clear(path: Path, tmp_path: Path) -> None:
    tmx, other = tmp_path / "memory.tmx", tmp_path / "other.db"
    run("translate", "--memory", path, text=TEXT)
    about = lines(run("memory", "info", path).stdout)
    assert about[0].startswith(f"{path}: 2 units, 0 pairs of human translations, ")
    assert "kk-en | model embedded" in about[1]
    assert lines(run("memory", "export", path, tmx).stderr) == ["2 units written"]
    done = run("memory", "import", other, tmx)
    assert lines(done.stderr) == [f"{tmx}: 0 new pairs, 0 known; 2 units that Audarma made"]
    assert run("memory", "export", other).stdout == tmx.read_bytes()
    done = run("translate", "--memory", other, text=TEXT)
    assert "2 of 2 different segments from the memory" in lines(done.stderr)
    assert lines(run("memory", "clear", other, "--unused-days", "3").stderr) == [
        f"{other}: 0 units and 0 pairs deleted"
    ]
    assert lines(run("memory", "clear", other).stderr) == [f"{other}: 2 units and 0 pairs deleted"]
    about_json = json.loads(run("memory", "info", "--json", other).stdout)
    assert (about_json["units"], about_json["pairs"], about_json["made"]) == (0, 0, [])


def test_a_human_translation_is_used(path: Path, tmp_path: Path) -> None:
    pair = '<tuv xml:lang="kk"><seg>Күн жылы.</seg></tuv><tuv xml:lang="en"><seg>What a warm day!</seg></tuv>'
    head = '<?xml version="1.0"?><tmx version="1.4"><header creationtool="Other" srclang="kk"/>'
    (tmp_path / "human.tmx").write_text(f"{head}<body><tu>{pair}</tu></body></tmx>", "utf-8")
    done = run("memory", "import", path, tmp_path / "human.tmx")
    assert lines(done.stderr) == [f"{tmp_path / 'human.tmx'}: 1 new pair, 0 known"]
    assert "What a warm day!" in lines(run("translate", "--memory", path, text=TEXT).stdout)


@pytest.mark.parametrize("command", ["info", "export", "clear"])
def test_a_file_that_is_not_there_is_one_line_and_is_not_made(command: str, path: Path) -> None:
    done = run("memory", command, path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert lines(done.stderr) == [f"audarma: {path}: is not there"]
    assert not path.exists()


def test_a_bad_tmx_is_one_line(path: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.tmx").write_text("<tmx><body>", "utf-8")
    for name in ("bad.tmx", "none.tmx"):
        done = run("memory", "import", path, tmp_path / name)
        assert done.returncode == 2
        (line,) = lines(done.stderr)
        assert name in line
