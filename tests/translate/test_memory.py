"""The translation memory: found again only what is the same, whole and whatever happens to the file."""

import datetime
import json
import multiprocessing
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.spelling import respell
from glossary.term import Term, Termbase
from tests import memories
from tests.fakes import FAULTS, CopyEngine, NaughtyEngine
from tests.memories import SCOPE, TERMBASE, Sleeper, make_some, make_translator, make_unit, request_texts
from translate import Translator, make_audit
from translate.memory import LONGEST, Memory, make_scope
from translate.memory_record import Key, Scope, make_keys, read_record, write_record
from translate.unit import Translation, TranslationUnit

TEXT = (
    "Кеше әкімнің орынбасары келді. Әкім 5 рет сөйледі.\nДана СЕЙІТ\n«Ұзақ сөйлем\nбітті» деді ол. "
    "Сөзді Арман Қырықбаев бастады. Бұл туралы Қырықбаев айтты.\n***\nӘкім 5 рет сөйледі."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


def audit(translation: Translation) -> str:
    return json.dumps(make_audit(translation), ensure_ascii=False)


def start(*arguments: str | Path, **options: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.memories", *map(str, arguments)]
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        command, cwd=Path(memories.__file__).parent.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        **options,
    )  # fmt: skip


@pytest.mark.parametrize("fault", ["none", *FAULTS])
def test_the_audit_is_the_same_with_and_without(fault: str, path: Path) -> None:
    plain = make_translator(None, NaughtyEngine(fault)).translate(TEXT)
    for engine in (NaughtyEngine(fault), Sleeper(), Sleeper()):
        with Memory(path) as memory:
            found = make_translator(memory, engine).translate(TEXT)
        assert audit(found) == audit(plain)
        assert found == plain


def test_only_what_is_new_is_translated(path: Path) -> None:
    with Memory(path) as memory:
        make_translator(memory).translate("Әкім келді. Күн жылы.")
        engine = CopyEngine()
        make_translator(memory, engine).translate("Күн жылы. Түн суық. Әкім келді.")
        assert request_texts(engine) == ["Түн суық."]
        assert (memory.asked, memory.recalled) == (5, 2)


def test_other_model_termbase_date_spelling_or_direction_is_no_hit(path: Path) -> None:
    class Other(CopyEngine):
        """Fakes another model."""

        signature = "model fake-other"

    british = Termbase.from_terms([Term("centre", "kk", "орталық"), Term("centre", "en", "centre")], "test")
    day = datetime.date(2018, 10, 26)
    text = "Орталық ашылды."
    translators = {
        "model": Translator(Other(), british, "kk", "en"),
        "first": Translator(CopyEngine(), british, "kk", "en"),
        "date": Translator(CopyEngine(), british, "kk", "en", date=day),
        "spelling": Translator(CopyEngine(), respell(british, "american"), "kk", "en"),
        "termbase": Translator(CopyEngine(), TERMBASE, "kk", "en"),
        "direction": Translator(CopyEngine(), british, "en", "kk"),
    }
    with Memory(path) as memory:
        for translator in translators.values():
            translator.memory = memory
            translator.translate(text)
        assert (memory.asked, memory.recalled) == (6, 0)
        again = Translator(Sleeper(), british, "kk", "en", memory=memory)
        assert (
            again.translate(f"{text}\n26.10.2018").units[0].terms == translators["date"].translate(text).units[0].terms
        )
        assert again.translate(text) == translators["first"].translate(text)


def test_a_model_in_another_folder_of_the_same_name_is_another(tmp_path: Path) -> None:
    scopes = []
    for number in range(2):
        folder = tmp_path / str(number) / "model"
        folder.mkdir(parents=True)
        (folder / "model.bin").write_bytes(bytes([number]) * 1_000_000)

        class Engine(CopyEngine):
            """Fakes a model with files."""

            model = type("Model", (), {"folder": folder})

        scopes.append(make_scope(Engine(), "kk", "en", "same"))
    assert scopes[0].signature == scopes[1].signature
    assert scopes[0].details != scopes[1].details


def test_a_person_spelled_otherwise_is_no_hit(path: Path) -> None:
    text = "Бұл туралы Асылов айтты."
    with Memory(path) as memory:
        memory.keep(SCOPE, {(text, ("Asylov",)): make_unit(text)}, {})
        assert not memory.recall(SCOPE, [(text, ("Assylov",)), (text, ())]).units
        assert memory.recall(SCOPE, [(text, ("Asylov",))]).units


@given(st.tuples(st.text(max_size=5), st.text(max_size=5)), st.tuples(st.text(max_size=5), st.text(max_size=5)))
def test_keys_differ_where_anything_differs(one: tuple[str, str], other: tuple[str, str]) -> None:
    def keys(texts: tuple[str, str]) -> list[bytes]:
        first, second = texts
        scopes = [Scope("kk", "en", first, second), Scope("en", "kk", first, second)]
        found = [*make_keys(scopes[0], [("a", ())], [""]), *make_keys(scopes[1], [("a", ())], [""])]
        return found + make_keys(SCOPE, [(first, (second,)), (first, ("", second)), (second, ())], ["", "", first])

    assert len(set(keys(one))) >= 4
    assert (keys(one)[:4] == keys(other)[:4]) is (one == other)


@settings(max_examples=60)
@given(st.lists(memories.units(), max_size=8))
def test_any_unit_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[Key, TranslationUnit]]
) -> None:
    wanted = dict(made)
    for key, unit in made:
        again = read_record(write_record(key, unit))
        assert again == (key, unit)
        assert [one.source for one in again[1].violations] == [one.source for one in unit.violations]
    with Memory(tmp_path_factory.mktemp("any") / "memory.db") as memory:
        memory.keep(SCOPE, wanted, {})
        assert memory.recall(SCOPE, list(wanted)).units == wanted


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.integers() | st.text(max_size=3), st.lists).map(json.dumps).map(str.encode)
)
def test_what_is_no_record_is_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of json, of decoding, or ours
        read_record(content)


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "memory.db"
    with Memory(path) as memory:
        memory.keep(SCOPE, make_some("text", 3), {})
        for part in path.parent.iterdir():
            assert stat.S_IMODE(part.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_not_used_longest_goes_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = 20_000
    monkeypatch.setattr("translate.memory.today", lambda: day)
    with Memory(path, most=20) as memory:
        memory.keep(SCOPE, make_some("old", 10), {})
        day += 1
        memory.keep(SCOPE, make_some("middle", 10), {})
        day += 1
        assert len(memory.recall(SCOPE, list(make_some("old", 5))).units) == 5
        memory.keep(SCOPE, make_some("new", 10), {})
        assert len(memory.recall(SCOPE, list(make_some("old", 10))).units) == 5
        assert len(memory.recall(SCOPE, list(make_some("middle", 10))).units) == 5
        assert len(memory.recall(SCOPE, list(make_some("new", 10))).units) == 10


def test_a_giant_segment_is_not_kept_and_a_large_call_is_answered(path: Path) -> None:
    with Memory(path) as memory:
        memory.keep(SCOPE, {("а" * (LONGEST + 1), ()): make_unit("а" * (LONGEST + 1))}, {})
        assert not memory.recall(SCOPE, [("а" * (LONGEST + 1), ())]).units
        many = make_some("text", 1700)
        memory.keep(SCOPE, many, {})
        assert memory.recall(SCOPE, list(many)).units == many


def test_several_processes_at_once(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        lost = pool.starmap(memories.write_blocks, [(str(path), f"process {number}", 8, 20) for number in range(4)])
    assert lost == [0, 0, 0, 0]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM units").fetchone() == (8 * 20 * 5,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize("blocks", [1, 7, 30])
def test_killed_while_it_writes(blocks: int, path: Path) -> None:
    process = start("write_until_killed", path)
    assert process.stdout
    for _ in range(blocks):
        last = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with Memory(path, notify=pytest.fail) as memory:
        for number in range(last + 1):
            wanted = make_some(f"block {number}", 64)
            assert memory.recall(SCOPE, list(wanted)).units == wanted
        memory.keep(SCOPE, make_some("after", 3), {})
        assert len(memory.recall(SCOPE, list(make_some("after", 3))).units) == 3


@pytest.mark.parametrize("limit", [1, 20_000, 60_000, 200_000])
def test_a_full_disk_stops_nothing(limit: int, path: Path) -> None:
    if limit > 60_000:
        with Memory(path) as memory:
            memory.keep(SCOPE, make_some("before", 50), {})
    process = start("fill_disk", path, str(limit))
    said, notes = process.communicate(timeout=120)
    assert (process.returncode, said) == (0, "1500\n"), notes
    (line,) = notes.splitlines()
    assert str(path) in line
    if limit > 60_000:
        with Memory(path, notify=pytest.fail) as memory:
            assert len(memory.recall(SCOPE, list(make_some("before", 50))).units) == 50


def test_a_folder_that_may_only_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are for their owner alone
        process = start("read_without_rights", folder)
        said, notes = process.communicate(timeout=60)
    assert (process.returncode, notes) == (0, "")
    assert said == "3 []\n0 2\n"
