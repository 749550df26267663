"""`audarma serve` as a process: how it begins, how it ends, and what it says."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[3]
SERVE = "from ui import cli; from ui.serve_command import serve; cli.audarma.add_command(serve); cli.main()"
TEXT = "Елбасы Астанаға келді."
SECONDS = 60

Process = subprocess.Popen[str]
Start = Callable[..., Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[Process] = []

    def start(*arguments: str | Path) -> Process:
        command = [sys.executable, "-c", SERVE, "serve", "--model", "embedded", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        begun.append(subprocess.Popen(command, text=True, env=environment, cwd=tmp_path, **pipes))  # type: ignore[call-overload]
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.communicate()


def read_address(process: Process) -> str:
    assert process.stdout
    line = process.stdout.readline()
    found = re.fullmatch(r"serving on (http://\S+)  \(Ctrl-C ends it\)\n", line)
    assert found, line + (process.stderr.read() if process.stderr else "")
    return found.group(1)


def ask(url: str, text: object = TEXT) -> httpx.Response:
    values = {"q": text, "source": "kk", "target": "en"}
    return httpx.post(f"{url}/translate", json=values, timeout=SECONDS)


@pytest.mark.parametrize(("number", "code", "said"), [(signal.SIGTERM, 0, ""), (signal.SIGINT, 130, "interrupted")])
def test_it_answers_and_ends_in_order(start: Start, number: int, code: int, said: str, tmp_path: Path) -> None:
    process = start("--port", "0")
    url = read_address(process)
    assert ask(url).json()["translatedText"].startswith("Elbasy")
    sent = httpx.post(
        f"{url}/translate_file",
        files={"file": ("a.txt", TEXT.encode())},
        data={"source": "kk", "target": "en"},
        timeout=SECONDS,
    )
    assert sent.status_code == 200
    assert list(tmp_path.glob("audarma-serve-*/*"))
    process.send_signal(number)
    out, error = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, error.strip()) == (code, "", said)
    assert not list(tmp_path.glob("audarma-serve-*"))


def test_what_is_begun_is_finished_and_what_comes_is_refused(start: Start) -> None:
    process = start("--port", "0", "--threads", "1")
    url = read_address(process)
    texts = [f"{TEXT} Оны {number} адам қарсы алды. Содан кейін {number} адам кетті." for number in range(400)]
    with ThreadPoolExecutor(1) as threads:
        begun = threads.submit(ask, url, texts)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        refused = ask(url)
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) >= 1
        assert len(begun.result(SECONDS).json()["translatedText"]) == len(texts)
    process.communicate(timeout=SECONDS)
    assert process.returncode == 0


def test_a_port_that_is_taken(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start("--port", str(port))
        out, error = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (2, "")
    assert error == (
        f"audarma: cannot listen on port {port} of 127.0.0.1: address already in use;"
        " choose another one with --port; 0 takes any that is free\n"
    )


def test_texts_are_not_logged(start: Start, tmp_path: Path) -> None:
    process = start("--port", "0", "--char-limit", "60")
    url = read_address(process)
    assert ask(url).status_code == 200
    assert ask(url, "Құпия " * 60).status_code == 400
    assert httpx.get(f"{url}/translate", params={"q": "Құпия сөз.", "source": "kk", "target": "xx"}).status_code == 400
    process.send_signal(signal.SIGTERM)
    out, error = process.communicate(timeout=SECONDS)
    assert (out, error) == ("", "")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "70000"], "Invalid value for '--port'"),
        (["--model", "none-such"], "model none-such"),
        (["--api-key-file", "missing"], "'missing' does not exist"),
        (["--host", "256.1.1.1"], "cannot listen on port 0 of 256.1.1.1"),
        (["--termbase", "missing.tsv"], "missing.tsv"),
    ],
)
def test_wrong_use(start: Start, arguments: list[str], said: str) -> None:
    process = start("--port", "0", *arguments)
    out, error = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (2, "")
    assert said in error
    assert "Traceback" not in error
    assert error.count("\n") == 1
