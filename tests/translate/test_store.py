"""Models on disk: names, `auto`, verifying, removing, and one at a time."""

import json
import threading
from pathlib import Path

import pytest

from translate.addition import Order, add_model
from translate.catalogue import CATALOGUE, find_source
from translate.errors import ModelError
from translate.lock import hold_lock
from translate.record import RECORD
from translate.store import ADDING, EMBEDDED, find_model, find_store, list_added, list_unfinished, remove_model
from translate.verification import verify_model


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of its own for each test."""
    monkeypatch.setenv("AUDARMA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def add(wanted: object, **options: object) -> str:
    """Add a model; returns what was reported."""
    lines: list[str] = []
    add_model(Order(str(wanted), **options), lines.append)  # type: ignore[arg-type]
    return "\n".join(lines)


def pretend(store: Path, name: str) -> None:
    """Put a model under a name without the work: the one that ships, with a record."""
    add(EMBEDDED, name="copied")
    about = json.loads((store / "copied" / RECORD).read_text("utf-8"))
    (store / "copied").replace(store / name)
    (store / name / RECORD).write_text(json.dumps(about | {"name": name}), "utf-8")


# names


def test_names_of_the_catalogue_are_pinned_to_commits() -> None:
    assert list(CATALOGUE) == ["nllb-600m", "nllb-1.3b", "nllb-3.3b"]
    for source in CATALOGUE.values():
        assert len(source.revision) == 40
        assert source.license == "CC-BY-NC-4.0"


def test_a_name_may_be_written_in_capitals() -> None:
    assert find_source("NLLB-600M").name == "nllb-600m"


def test_another_revision_goes_over_the_pinned_one() -> None:
    assert find_source("nllb-600m", revision="main").revision == "main"


@pytest.mark.parametrize("wanted", ["", "nonsense", "auto", "embedded", "a/b/c", "../models", "-x/y", "a--b/c"])
def test_what_can_be_no_model_is_refused(wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError):
        find_source(wanted)


@pytest.mark.parametrize("name", ["auto", "Embedded", "a/b/c", "..", "../models", "a/../b", "-x", "a--b", ".hidden"])
def test_what_can_be_no_name_is_refused(name: str) -> None:
    for wanted in ("facebook/some-model", "nllb-600m", str(EMBEDDED)):
        with pytest.raises(ModelError):
            find_source(wanted, name=name)


def test_a_known_model_that_is_not_there_is_named_with_the_command_that_gets_it() -> None:
    with pytest.raises(ModelError, match=r"audarma model add nllb-1\.3b"):
        find_model("nllb-1.3B")
    with pytest.raises(ModelError, match="audarma model add someone/something"):
        find_model("someone/something")
    with pytest.raises(ModelError, match="Use embedded"):
        find_model("nonsense")


def test_the_store_is_where_the_variables_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_store() == tmp_path / "models"
    monkeypatch.delenv("AUDARMA_MODELS")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_store() == tmp_path / "audarma" / "models"


# auto


def test_auto_is_the_embedded_model_where_there_is_no_better_one() -> None:
    assert find_model("auto").name == "embedded"


def test_auto_is_the_best_that_is_there(store: Path) -> None:
    for name in ("nllb-1.3b", "nllb-600m", "aaa"):
        pretend(store, name)
    assert find_model("auto").name == "nllb-1.3b"
    assert list_added() == ["nllb-1.3b", "nllb-600m", "aaa"]
    remove_model("nllb-1.3b")
    assert find_model().name == "nllb-600m"


def test_auto_does_not_pass_over_a_damaged_model(store: Path) -> None:
    pretend(store, "nllb-600m")
    (store / "nllb-600m" / "model.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match=r"damaged.*audarma model add --again nllb-600m"):
        find_model("auto")


def edit(folder: Path, file: str, **changes: object) -> None:
    path = folder / file
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes, ensure_ascii=False), "utf-8")


# verify, remove


def test_verify_finds_a_changed_byte(store: Path) -> None:
    add(EMBEDDED, name="mine")
    path = store / "mine" / "model.bin"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert verify_model(find_model("mine")).problems == ("model.bin has another checksum",)


def test_verify_finds_a_missing_file(store: Path) -> None:
    add(EMBEDDED, name="mine")
    model = find_model("mine")
    (store / "mine" / "shared_vocabulary.json").unlink()
    assert verify_model(model).problems == ("shared_vocabulary.json is missing",)


def test_the_model_that_ships_is_whole_and_stays() -> None:
    assert verify_model(find_model("embedded")).problems == ()
    with pytest.raises(ModelError, match="cannot be removed"):
        remove_model("embedded")


def test_removed_is_gone_with_all_that_was_left_of_it(store: Path) -> None:
    add(EMBEDDED, name="mine")
    left = store / ADDING / "mine" / "download"
    left.mkdir(parents=True)
    (left / "model.bin.part").write_bytes(b"x" * 1000)
    assert list_unfinished() == {"mine": 1000}
    assert remove_model("mine") > 8_000_000
    assert list_added() == []
    assert list_unfinished() == {}
    with pytest.raises(ModelError, match="has not been added"):
        remove_model("mine")


def test_the_record_of_a_newer_version_is_not_guessed_at(store: Path) -> None:
    add(EMBEDDED, name="mine")
    edit(store / "mine", RECORD, format=99)
    with pytest.raises(ModelError, match="newer audarma"):
        find_model("mine")


# the lock


def test_one_at_a_time(tmp_path: Path) -> None:
    done: list[str] = []
    waiting = threading.Event()

    def second() -> None:
        with hold_lock(tmp_path / "x.lock", waiting.set):
            done.append("second")

    with hold_lock(tmp_path / "x.lock"):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        done.append("first")
    thread.join()
    assert done == ["first", "second"]
