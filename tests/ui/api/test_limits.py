"""Who is refused and why: keys, limits, a full queue, a server that ends; and what becomes of who goes away."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from glossary.storage import default_termbase
from glossary.term import Language
from tests.fakes import CopyEngine
from tests.ui.api.conftest import SECONDS, Server, served
from translate.engine import Hypothesis, Request
from translate.pipeline import Translator
from translate.service import Service
from ui.api.app import make_app
from ui.api.errors import ApiError
from ui.api.keys import Key, Keys, read_keys
from ui.api.limits import Limits

PAIR = {"source": "kk", "target": "en"}


class SlowEngine(CopyEngine):
    """Fakes a model that copies, as `CopyEngine`, but answers only while its gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate, self.entered = threading.Event(), threading.Event()

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        self.entered.set()
        assert self.gate.wait(SECONDS)
        return super().translate(requests)


@pytest.fixture
def engine() -> Iterator[SlowEngine]:
    engine = SlowEngine()
    yield engine
    engine.gate.set()


@pytest.fixture
def slow(engine: SlowEngine) -> Iterator[Server]:
    """A server whose engine waits, with room for three texts, and two seconds for each request."""

    def load(source: Language, target: Language) -> Translator:
        return Translator(engine, default_termbase(), source, target)

    service = Service(load, 3, 2)
    try:
        with served(service, make_app(service)) as server:
            yield server
            engine.gate.set()
    finally:
        service.close(SECONDS)


def ask_in_thread(server: Server, text: str, threads: ThreadPoolExecutor) -> None:
    threads.submit(server.ask, "/translate", q=text, **PAIR)


def wait_until_waiting(server: Server, many: int) -> None:
    end = time.monotonic() + SECONDS
    while sum(job.waiting for job in server.service._open.values()) != many:
        assert time.monotonic() < end
        time.sleep(0.005)


def test_keys(service: Service) -> None:
    keys = Keys({"s3cret": Key("weblate"), "seldom": Key("press", 2)})
    with served(service, make_app(service, keys=keys)) as server:
        missing = server.ask("/translate", q="Су.", api_key="", **PAIR)
        assert missing.status_code == 400
        assert missing.json() == {"error": "Please contact the server operator to get an API key"}
        wrong = server.ask("/translate", q="Су.", api_key="s3cre", **PAIR)
        assert (wrong.status_code, wrong.json()) == (403, {"error": "Invalid API key"})
        assert server.ask("/translate", q="42", api_key="s3cret", **PAIR).json() == {"translatedText": "42"}
        form = server.client.post("/detect", data={"q": "The talks were held.", "api_key": "seldom"})
        assert form.status_code == 200
        assert server.ask("/translate", q="42", api_key="seldom", **PAIR).status_code == 200
        often = server.ask("/translate", q="42", api_key="seldom", **PAIR)
        assert (often.status_code, often.json()) == (429, {"error": "Slowdown: 2 per 1 minute"})
        assert 1 <= int(often.headers["retry-after"]) <= 60
        assert server.client.get("/languages").status_code == 200
        assert server.client.get("/frontend/settings").json()["keyRequired"] is True


def test_a_minute_later_a_key_is_good_again() -> None:
    now = [100.0]
    keys = Keys({"k": Key("a", 1)}, clock=lambda: now[0])
    assert keys.check("k") == "a"
    with pytest.raises(ApiError, match="1 per 1 minute") as refused:
        keys.check("k")
    assert refused.value.seconds == 60
    now[0] += 60
    assert keys.check("k") == "a"


def test_a_file_of_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("# keys\n\nabc\ndef Weblate\nghi OmegaT 60\njkl 5\n", "utf-8")
    keys = read_keys(path)
    assert [keys.check(key) for key in ("abc", "def", "ghi")] == ["key of line 3", "Weblate", "OmegaT"]
    path.write_text("abc one two three\nsame\nsame again\n", "utf-8")
    with pytest.raises(click.UsageError) as bad:
        read_keys(path)
    assert [line.partition(": ")[2][:6] for line in bad.value.message.splitlines()] == ["line 1", "line 3"]
    assert "abc" not in bad.value.message
    path.write_text("# none\n", "utf-8")
    with pytest.raises(click.UsageError, match="there is no key in it"):
        read_keys(path)


@pytest.mark.parametrize(
    ("q", "error"),
    [
        ("с" * 11, "Invalid request: request (11) exceeds text limit (10)"),
        (["Су.", "с" * 12], "Invalid request: request (12) exceeds text limit (10)"),
        (["Су."] * 4, "Invalid request: request (4) exceeds text limit (3)"),
    ],
)
def test_too_much_in_one_request(service: Service, q: str | list[str], error: str) -> None:
    with served(service, make_app(service, Limits(characters=10, batch=3))) as server:
        answer = server.ask("/translate", q=q, **PAIR)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


def test_a_full_queue(slow: Server, engine: SlowEngine) -> None:
    with ThreadPoolExecutor(4) as threads:
        ask_in_thread(slow, "Ол келді.", threads)
        assert engine.entered.wait(SECONDS)
        for number in range(3):
            ask_in_thread(slow, f"Ол {number} рет келді.", threads)
        wait_until_waiting(slow, 3)
        answer = slow.ask("/translate", q="Ол кетті.", **PAIR)
        assert answer.status_code == 429
        assert answer.json() == {"error": "Slowdown: 3 texts are waiting, and no more than 3 may"}
        assert int(answer.headers["retry-after"]) >= 1
        engine.gate.set()


def test_who_goes_away_frees_the_work(slow: Server, engine: SlowEngine) -> None:
    with ThreadPoolExecutor(1) as threads:
        ask_in_thread(slow, "Ол келді.", threads)
        assert engine.entered.wait(SECONDS)
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{slow.url}/translate", json={"q": ["Бетон құйылды."] * 3, **PAIR}, timeout=0.3)
        wait_until_waiting(slow, 0)
        engine.gate.set()
    time.sleep(0.1)
    assert not [request for request in engine.asked if "Бетон" in request.text]


def test_a_request_that_takes_too_long(slow: Server) -> None:
    slow.service.seconds = 0.1
    late = "Translation took too long: it was not done within 0.1 seconds; send less text at once"
    # The service is in the engine, and so it is the endpoint that gives up.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.api.waiting.GRACE", 0.1)
        answer = slow.ask("/translate", q="Ол келді.", **PAIR)
    assert (answer.status_code, answer.json()) == (504, {"error": late})


def test_a_server_that_ends(slow: Server, engine: SlowEngine) -> None:
    slow.service.closing = True
    for answer in (slow.ask("/translate", q="Ол келді.", **PAIR), slow.client.get("/health")):
        assert answer.status_code == 503
        assert answer.json() == {"error": "the server ends and takes nothing new"}
        assert int(answer.headers["retry-after"]) >= 1


def test_other_sites_only_where_they_are_allowed(service: Service, server: Server) -> None:
    origin = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in server.client.get("/languages", headers=origin).headers
    with served(service, make_app(service, origins=["https://example.org"])) as other:
        allowed = other.client.get("/languages", headers=origin).headers["access-control-allow-origin"]
        assert allowed == "https://example.org"
        asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
        assert other.client.options("/translate", headers=asked).status_code == 200
        stranger = other.client.get("/languages", headers={"Origin": "https://example.com"})
        assert "access-control-allow-origin" not in stranger.headers


def test_it_can_be_mounted(service: Service) -> None:
    outer = Starlette(routes=[Mount("/api", make_app(service))])
    with served(service, outer) as server:
        assert server.ask("/api/translate", q="42", **PAIR).json() == {"translatedText": "42"}
        files = {"file": ("a.txt", "Елбасы келді.".encode())}
        url = server.client.post("/api/translate_file", files=files, data=PAIR).json()["translatedFileUrl"]
        assert url.startswith(f"{server.url}/api/download_file/")
        assert server.client.get(url).text == "Elbasy came."


def test_what_goes_wrong_inside_is_not_told(slow: Server, engine: SlowEngine) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("a path and a text that are nobody's business")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "translate", fail)
        answer = slow.ask("/translate", q="Ол келді.", **PAIR)
    assert answer.status_code == 500
    assert answer.json()["error"].endswith("Audarma failed on it (RuntimeError); please report this")


def test_a_client_that_sends_nonsense_does_no_harm(server: Server) -> None:
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"POST /translate HTTP/1.1\r\nContent-Length: 10\r\nHost: x\r\n\r\nq=")
    assert asyncio.run(ask_health(server.url)) == 200


async def ask_health(url: str) -> int:
    async with httpx.AsyncClient() as client:
        return (await client.get(f"{url}/health")).status_code
