"""A translation memory that cannot be used: one line says so, nothing is changed, and translating goes on."""

import logging
import random
import sqlite3
from pathlib import Path

import pytest

from tests.fakes import CopyEngine
from tests.memories import SCOPE, make_some, make_translator
from translate import memory_database
from translate.memory import Memory

TEXT = "Әкім келді. Күн жылы. Түн суық."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


def make_text_file(path: Path) -> None:
    path.write_text("Бұл ешқандай дерекқор емес, жай ғана мәтін.\n" * 100, "utf-8")


def make_foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE units (key TEXT)")
    connection.commit()
    connection.close()


def make_newer(path: Path) -> None:
    Memory(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def make_header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(3000))


def make_cut(path: Path) -> None:
    with Memory(path) as memory:
        memory.keep(SCOPE, make_some("text", 300), {})
    path.write_bytes(path.read_bytes()[:20_000])


CASES = [make_text_file, make_foreign_database, make_newer, make_header_only, make_cut]


@pytest.mark.parametrize("make", [*CASES, Path.mkdir])
def test_a_file_that_is_no_memory(make: object, path: Path) -> None:
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    said: list[str] = []
    with Memory(path, notify=said.append) as memory:
        found = make_translator(memory).translate(TEXT)
    assert found == make_translator(None).translate(TEXT)
    (line,) = said
    assert line.startswith(f"translation memory {path}: ")
    assert line.endswith(("translating goes on without it", "nothing more is kept in it"))
    assert "\n" not in line
    if make is not make_cut:
        assert (path.read_bytes() if path.is_file() else b"") == before


def test_bytes_that_have_changed_are_never_a_wrong_translation(path: Path) -> None:
    with Memory(path) as memory:
        wanted = make_some("text", 200)
        memory.keep(SCOPE, wanted, {})
    whole = path.read_bytes()
    rng = random.Random(5)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(rng.choice((1, 20, 500))):
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        path.write_bytes(broken)
        for name in ("-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)
        said: list[str] = []
        with Memory(path, notify=said.append) as memory:
            found = memory.recall(SCOPE, list(wanted)).units
            memory.keep(SCOPE, make_some("new", 3), {})
        assert all(unit == wanted[key] for key, unit in found.items())
        assert len(said) <= 1


def test_a_damaged_unit_is_translated_anew_and_mended(path: Path) -> None:
    with Memory(path) as memory:
        make_translator(memory).translate("Әкім келді.")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE units SET content = replace(content, 'akim', 'king')")
    connection.commit()
    connection.close()
    for asked in (True, False):
        engine = CopyEngine()
        with Memory(path, notify=pytest.fail) as memory:
            assert "kim" in make_translator(memory, engine).translate("Әкім келді.").text
        assert bool(engine.asked) is asked


def test_one_that_another_process_does_not_let_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_database, "WAIT", 0.1)
    with Memory(path) as memory:
        make_translator(memory).translate("Әкім келді.")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    said: list[str] = []
    with Memory(path, notify=said.append) as memory:
        assert make_translator(memory).translate(TEXT) == make_translator(None).translate(TEXT)
        assert memory.recalled == 1  # reading goes on
    holder.execute("ROLLBACK")
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("DELETE FROM pairs")
    with Memory(path, notify=said.append) as memory:
        assert make_translator(memory).translate(TEXT) == make_translator(None).translate(TEXT)
    holder.close()
    assert len(said) == 2
    assert "in use by another process" in said[0]
    assert "in use by another process" in said[1]


def test_without_a_listener_it_is_a_warning_and_no_text_is_logged(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_text_file(path)
    with caplog.at_level(logging.INFO), Memory(path) as memory:
        make_translator(memory).translate(TEXT)
    (record,) = caplog.records
    assert (record.levelname, record.name) == ("WARNING", "translate.memory")
    assert "келді" not in caplog.text
    assert memory.problem


def test_a_closed_memory_does_nothing(path: Path) -> None:
    memory = Memory(path, notify=pytest.fail)
    memory.close()
    memory.close()
    memory.keep(SCOPE, make_some("text", 3), {})
    assert not memory.recall(SCOPE, list(make_some("text", 3))).units


@pytest.mark.parametrize(
    "name", ["~nobody-of-this-name/memory.db", "a\0b", "n" * 300, "memory.db/memory.db", "/dev/null"]
)
def test_names_that_no_memory_can_have(name: str, path: Path) -> None:
    Memory(path).close()
    said: list[str] = []
    with Memory(path.parent / name, notify=said.append) as memory:
        assert make_translator(memory).translate(TEXT) == make_translator(None).translate(TEXT)
    assert len(said) == (not name.startswith("~"))
