"""Downloads, with huggingface_hub as the client of a hub on this machine that fails in every way we know of."""

import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checkpoints import make_checkpoint
from tests.hub import COMMIT, Hub, run_hub
from translate.addition import Order, add_model
from translate.errors import ModelError
from translate.record import read_record
from translate.store import ADDING, find_model, list_added, list_unfinished, remove_model
from translate.verification import verify_model

NAME = "facebook/made-up"
WEIGHTS = "pytorch_model.bin"
CHUNK = 1 << 14

pytest.importorskip("transformers", exc_type=ImportError)
constants = pytest.importorskip("huggingface_hub.constants", exc_type=ImportError)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkpoint(tmp_path_factory.mktemp("hub") / "made-up", width=32, layers=1, safetensors=False)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDARMA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def hub(checkpoint: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub with one repository; the client is told of it as by `HF_ENDPOINT`, which it reads when it is imported."""
    with run_hub(**{"facebook__made-up": checkpoint}) as hub:
        monkeypatch.setattr(constants, "ENDPOINT", hub.address)
        monkeypatch.setattr(
            constants, "HUGGINGFACE_CO_URL_TEMPLATE", hub.address + "/{repo_id}/resolve/{revision}/{filename}"
        )
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub-cache"))
        monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", CHUNK)
        monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda seconds: None)
        yield hub


def add(name: str = NAME, **options: object) -> str:
    """Add a model; returns what was reported."""
    lines: list[str] = []
    add_model(Order(name, **options), lines.append)  # type: ignore[arg-type]
    return "\n".join(lines)


def fail(name: str = NAME, **options: object) -> str:
    """Add a model, which must fail; returns the one line that says why."""
    with pytest.raises(ModelError) as caught:
        add(name, **options)
    assert "\n" not in str(caught.value)
    assert list_added() == []
    with pytest.raises(ModelError):
        find_model(name)
    return str(caught.value)


def check_there(store: Path) -> None:
    """Assert that the model is there, works, knows where it came from, and that nothing else is left."""
    assert verify_model(find_model(NAME)).problems == ()
    record = read_record(find_model(NAME).folder)
    assert record is not None
    assert (record.source, record.revision) == (NAME, COMMIT)
    assert [path.name for path in (store / ADDING).iterdir()] == ["facebook--made-up.lock"]


# what is downloaded


def test_a_model_comes_with_what_it_needs_and_no_more(hub: Hub, store: Path) -> None:
    (hub.repositories[NAME] / "flax_model.msgpack").touch()
    said = add()
    check_there(store)
    assert f"downloading {NAME} at {COMMIT[:8]}" in said
    assert "not for commercial use" in said
    assert hub.sent(WEIGHTS) == [""]
    assert hub.sent("flax_model.msgpack") == []


def test_of_two_forms_of_weights_one_is_downloaded(hub: Hub, store: Path, tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "both", width=32, layers=1, safetensors=False, shards=2)
    make_checkpoint(folder, width=32, layers=1)
    hub.repositories[NAME] = folder
    add()
    assert hub.sent("model.safetensors") == [""]
    assert not [path for _, path, _ in hub.requests if path.endswith(".bin")]


def test_weights_in_numbered_files_come_all(hub: Hub, store: Path, tmp_path: Path) -> None:
    hub.repositories[NAME] = make_checkpoint(tmp_path / "two", width=32, layers=1, safetensors=False, shards=2)
    add()
    check_there(store)


def test_a_converted_repository_is_taken_as_it_is(hub: Hub, store: Path) -> None:
    add()
    hub.repositories["someone/converted"] = find_model(NAME).folder
    assert "converting" not in add("someone/converted")
    assert verify_model(find_model("someone/converted")).problems == ()


def test_the_terms_of_nllb_are_told_before_the_download(hub: Hub, store: Path) -> None:
    hub.repositories["facebook/nllb-200-distilled-600M"] = hub.repositories[NAME]
    said = add("nllb-600m", revision="main").splitlines()[0]
    assert said.endswith("its weights are under CC-BY-NC-4.0 (not for commercial use)")
    assert find_model("auto").name == "nllb-600m"
    assert add("nllb-600m", revision="main") == ""
    with pytest.raises(ModelError, match="is there already in revision 01234567"):
        add("nllb-600m")


def test_the_pinned_commit_is_what_is_asked_for(hub: Hub) -> None:
    hub.repositories["facebook/nllb-200-distilled-600M"] = hub.repositories[NAME]
    with pytest.raises(ModelError, match="has no revision f8d333a0"):
        add("nllb-600m")  # which the hub of this test has at another commit


def test_progress_tells_of_all_files_together(hub: Hub, store: Path) -> None:
    hub.cuts[WEIGHTS] = [5 * CHUNK]
    seen: list[tuple[int, int]] = []
    add_model(Order(NAME), progress=lambda done, total: seen.append((done, total)))
    assert len({total for _, total in seen}) == 1
    steps = [done for done, _ in seen]
    assert steps == sorted(steps)
    assert seen[-1][0] == seen[-1][1]


# the connection


def test_a_broken_connection_goes_on_where_it_broke(hub: Hub, store: Path) -> None:
    hub.cuts[WEIGHTS] = [5 * CHUNK, 3 * CHUNK, 0]
    add()
    check_there(store)
    asked = hub.sent(WEIGHTS)
    assert len(asked) == 4
    starts = [int(wanted.removeprefix("bytes=").rstrip("-") or 0) for wanted in asked]
    assert starts == sorted(starts)
    assert 0 < starts[1] <= 5 * CHUNK < starts[3] <= 8 * CHUNK


def test_a_hub_that_is_gone_for_good_is_one_line_and_the_next_start_goes_on(
    hub: Hub, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.hub.WAIT", 0.0)
    hub.cuts[WEIGHTS] = [10 * CHUNK, *[0] * 40]
    assert "what was downloaded is kept" in fail()
    assert list(list_unfinished()) == [NAME]
    hub.cuts.clear()
    before = len(hub.sent(WEIGHTS))
    add()
    check_there(store)
    (asked,) = hub.sent(WEIGHTS)[before:]
    assert int(asked.removeprefix("bytes=").rstrip("-")) > CHUNK


def test_a_busy_hub_is_asked_again(hub: Hub, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.hub.WAIT", 0.0)
    hub.busy = Counter({NAME: 2, WEIGHTS: 3, "config.json": 1})
    add()
    check_there(store)


def test_a_hub_that_stays_busy_is_one_line(hub: Hub, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.hub.WAIT", 0.0)
    hub.busy[WEIGHTS] = 1000
    assert "the hub answered 503" in fail()
    hub.busy.clear()
    add()
    assert len(hub.sent("tokenizer.json")) == 1  # which was there already
    check_there(store)


def test_no_network_is_one_line_at_once(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert "the hub cannot be reached" in fail()


def test_what_is_downloaded_is_converted_without_the_network(
    hub: Hub, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("translate.addition.convert", lambda *arguments: (_ for _ in ()).throw(OSError(28, "no space")))
        fail(revision=COMMIT)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:1")
    add(revision=COMMIT)
    check_there(store)


def test_files_come_from_another_host_without_the_token(hub: Hub, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.redirect = True
    add()
    check_there(store)
    assert any("elsewhere" in path for _, path, _ in hub.requests)
    assert hub.tokens
    assert not [path for path, _ in hub.tokens if "elsewhere" in path]


# wrong content


def test_a_file_that_comes_wrong_is_asked_for_again(hub: Hub, store: Path) -> None:
    hub.spoilt = Counter({WEIGHTS: 1, "config.json": 1})
    add()
    check_there(store)
    assert hub.sent(WEIGHTS) == ["", ""]


@pytest.mark.parametrize("file", [WEIGHTS, "tokenizer.json"])
def test_a_file_that_stays_wrong_is_never_used(file: str, hub: Hub, store: Path) -> None:
    hub.spoilt[file] = 1000
    assert f"{file} of {NAME} came twice with another checksum" in fail()
    hub.spoilt.clear()
    add()
    check_there(store)


@pytest.mark.parametrize("size", [1000, 10_000_000])
def test_a_file_of_another_size_is_never_used(size: int, hub: Hub, store: Path) -> None:
    hub.sizes[WEIGHTS] = size
    assert "another size" in fail(revision=COMMIT)
    hub.sizes.clear()
    add(revision=COMMIT)
    check_there(store)


def test_a_part_that_does_not_belong_is_thrown_away(hub: Hub, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.hub.WAIT", 0.0)
    hub.cuts[WEIGHTS] = [10 * CHUNK, *[0] * 40]
    fail()
    hub.cuts.clear()
    (part,) = store.rglob("*.part")
    part.write_bytes(b"\0" * part.stat().st_size)  # what a power cut leaves
    add()
    check_there(store)


def test_a_file_that_is_listed_and_not_there_is_one_line(hub: Hub) -> None:
    hub.hidden.add(WEIGHTS)
    assert "lacks a file that it lists" in fail()


def test_what_is_no_model_is_one_line(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    hub.repositories["someone/empty"] = tmp_path / "empty"
    assert "has no weights" in fail("someone/empty")
    assert "the hub has no model someone/nothing" in fail("someone/nothing")
    assert "has no revision v9" in fail(revision="v9")
    hub.gated.add(NAME)
    assert "set HF_TOKEN" in fail()


# the disk


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_too_little_disk_is_told_before_the_download(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.download.shutil.disk_usage", lambda path: Usage(10**9, 10**9, 300_000))
    said = fail()
    assert "300 kB free" in said
    assert "AUDARMA_MODELS" in said
    assert hub.sent("config.json") == []


# huggingface_hub's own cache


def test_what_other_programs_have_downloaded_is_not_downloaded_again(hub: Hub, store: Path) -> None:
    from huggingface_hub import snapshot_download

    kept = Path(snapshot_download(NAME, revision=COMMIT, allow_patterns=[WEIGHTS, "config.json"]))
    before = len(hub.sent(WEIGHTS))
    add()
    check_there(store)
    assert len(hub.sent(WEIGHTS)) == before
    remove_model(NAME)
    (kept / WEIGHTS).resolve().write_bytes((kept / WEIGHTS).read_bytes()[:-1] + b"\1")  # damaged, and so not used
    add()
    check_there(store)
    assert len(hub.sent(WEIGHTS)) == before + 1
