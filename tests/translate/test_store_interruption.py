"""Adding a model by the command as a process: ended at any moment, twice at once, on a full disk, through a proxy."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.checkpoints import make_checkpoint
from tests.hub import COMMIT, Hub, run_hub
from translate.errors import ModelError
from translate.store import ADDING, find_model, list_added, list_unfinished
from translate.verification import verify_model

pytestmark = pytest.mark.slow
pytest.importorskip("transformers", exc_type=ImportError)

ROOT = Path(__file__).parent.parent.parent
NAME = "facebook/made-up"
WEIGHTS = "pytorch_model.bin"

PROGRAM = """
import sys, time
from pathlib import Path
import huggingface_hub.constants, translate.addition
from ui.cli import main

huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE = 1 << 14  # 10 MB, which these weights have not
stop, marker = sys.argv[1:3]

def stopped(*arguments):
    Path(marker).touch()
    time.sleep(60)

if stop:
    setattr(translate.addition, stop, stopped)
main(sys.argv[3:])
"""


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkpoint(tmp_path_factory.mktemp("hub") / "made-up", safetensors=False)


@pytest.fixture
def hub(checkpoint: Path) -> Iterator[Hub]:
    with run_hub(**{"facebook__made-up": checkpoint}) as hub:
        yield hub


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDARMA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


class Adding:
    """Starts the command; `stop` names the step of `translate.addition` at which it waits to be killed."""

    def __init__(self, hub: Hub, folder: Path) -> None:
        self.marker = folder / "marker"
        hidden = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
        self.environment = {key: value for key, value in os.environ.items() if key not in hidden}
        self.environment |= {"HF_ENDPOINT": hub.address, "HF_HOME": str(folder / "hf"), "PYTHONPATH": str(ROOT)}
        self.environment |= {"OMP_NUM_THREADS": "1", "NO_PROXY": "127.0.0.1"}

    def start(self, *arguments: str, stop: str = "", **options: Any) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", PROGRAM, stop, str(self.marker), "model", "add", *(arguments or (NAME,))]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE, text=True, **options)

    def run(self, *arguments: str, **options: Any) -> tuple[int, str]:
        process = self.start(*arguments, **options)
        _, said = process.communicate(timeout=120)
        return process.returncode, said

    def wait_for_marker(self) -> None:
        end = time.monotonic() + 60
        while not self.marker.exists():
            assert time.monotonic() < end
            time.sleep(0.02)


@pytest.fixture
def adding(hub: Hub, tmp_path: Path) -> Adding:
    return Adding(hub, tmp_path)


def kill(process: "subprocess.Popen[str]") -> None:
    """End a process as a power cut would."""
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


def check_nothing_is_used() -> None:
    assert list_added() == []
    assert find_model("auto").name == "embedded"
    with pytest.raises(ModelError):
        find_model(NAME)


def check_whole(store: Path) -> None:
    assert verify_model(find_model(NAME)).problems == ()
    assert [path.name for path in (store / ADDING).iterdir()] == ["facebook--made-up.lock"]


def test_killed_in_the_download_it_goes_on_from_there(hub: Hub, store: Path, adding: Adding) -> None:
    hub.stalled.add(WEIGHTS)
    hub.gate.clear()
    process = adding.start()
    assert hub.halfway.wait(60)
    time.sleep(0.3)  # what has been sent is written
    kill(process)
    check_nothing_is_used()
    there = list_unfinished()[NAME]
    hub.gate.set()
    code, said = adding.run()
    assert code == 0, said
    check_whole(store)
    first, second = hub.sent(WEIGHTS)
    assert first == ""
    assert 0.3 * hub.repositories[NAME].joinpath(WEIGHTS).stat().st_size < int(second[len("bytes=") : -1]) <= there
    assert len(hub.sent("tokenizer.json")) == 1


@pytest.mark.parametrize("step", ["convert_checkpoint", "write_record", "put_in_place"])
def test_killed_in_the_conversion_nothing_is_used(step: str, hub: Hub, store: Path, adding: Adding) -> None:
    process = adding.start(stop=step)
    adding.wait_for_marker()
    kill(process)
    check_nothing_is_used()
    code, said = adding.run()
    assert code == 0, said
    check_whole(store)
    assert hub.sent(WEIGHTS) == [""]


def test_killed_at_any_moment_nothing_is_used(hub: Hub, store: Path, adding: Adding) -> None:
    start = time.monotonic()
    assert adding.run("embedded-copy-of-nothing")[0] == 2  # how long a start takes at least
    longest = 4 * (time.monotonic() - start)
    chance = random.Random(1)
    for _ in range(6):
        process = adding.start()
        time.sleep(chance.uniform(0, longest))
        kill(process)
        if list_added():  # it was quicker
            break
        check_nothing_is_used()
    code, said = adding.run()
    assert code == 0, said
    check_whole(store)


def test_interrupted_by_a_person_it_says_so(hub: Hub, store: Path, adding: Adding) -> None:
    hub.stalled.add(WEIGHTS)
    hub.gate.clear()
    process = adding.start()
    assert hub.halfway.wait(60)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.endswith("interrupted\n")
    assert "Traceback" not in said
    check_nothing_is_used()
    assert list(list_unfinished()) == [NAME]


def test_two_at_once_make_one(hub: Hub, store: Path, adding: Adding) -> None:
    hub.stalled.add(WEIGHTS)
    hub.gate.clear()
    first = adding.start()
    assert hub.halfway.wait(60)
    second = adding.start()
    assert second.stderr is not None
    assert "waiting for another process" in second.stderr.readline()
    hub.gate.set()
    _, said_first = first.communicate(timeout=120)
    _, said_second = second.communicate(timeout=120)
    assert (first.returncode, second.returncode) == (0, 0), said_first + said_second
    assert "is ready" in said_first
    assert "was there already" in said_second
    check_whole(store)
    assert hub.sent(WEIGHTS) == [""]


def test_the_second_takes_over_where_the_first_is_killed(hub: Hub, store: Path, adding: Adding) -> None:
    first = adding.start(stop="convert_checkpoint")
    adding.wait_for_marker()
    second = adding.start()
    assert second.stderr is not None
    assert "waiting" in second.stderr.readline()
    kill(first)
    _, said = second.communicate(timeout=120)
    assert second.returncode == 0, said
    check_whole(store)
    assert hub.sent(WEIGHTS) == [""]


def limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_disk_that_fills_up_in_the_download_is_one_line(hub: Hub, store: Path, adding: Adding) -> None:
    code, said = adding.run(preexec_fn=lambda: limit(600_000))
    assert code == 2
    assert "the disk is full" in said.splitlines()[-1]
    check_nothing_is_used()
    assert adding.run()[0] == 0
    check_whole(store)
    assert hub.sent(WEIGHTS)[-1].startswith("bytes=")


def test_a_disk_that_fills_up_in_the_conversion_is_one_line(
    hub: Hub, store: Path, adding: Adding, checkpoint: Path
) -> None:
    code, said = adding.run(str(checkpoint), preexec_fn=lambda: limit(100_000))
    assert code == 2
    assert "file too large" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert list_added() == []


def test_through_a_proxy(hub: Hub, store: Path, adding: Adding) -> None:
    adding.environment |= {"HF_ENDPOINT": "http://hub.invalid", "HTTP_PROXY": hub.address, "NO_PROXY": ""}
    code, said = adding.run(NAME, "--revision", COMMIT)
    assert code == 0, said
    check_whole(store)


def test_a_proxy_that_is_not_there_is_one_line(hub: Hub, store: Path, adding: Adding) -> None:
    adding.environment |= {"HF_ENDPOINT": "http://hub.invalid", "HTTP_PROXY": "http://127.0.0.1:1", "NO_PROXY": ""}
    code, said = adding.run()
    assert code == 2
    assert "the hub cannot be reached" in said.splitlines()[-1]
    assert "Traceback" not in said
