"""A server on the embedded model, in this process and on a free port, for all tests of the API."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from glossary.term import Language
from translate.function import load_translator
from translate.pipeline import Translator
from translate.service import Service
from ui.api.app import make_app

SECONDS = 60
QUEUE = 50


@dataclass(frozen=True)
class Server:
    """A server that listens, and what a client of it needs to know."""

    url: str
    service: Service
    client: httpx.Client

    def ask(self, path: str, **values: object) -> httpx.Response:
        return self.client.post(path, json=values)


@contextlib.contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve an application in a thread; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, log_config=None, log_level="critical", access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(SECONDS)


@contextlib.contextmanager
def served(service: Service, app: Starlette) -> Iterator[Server]:
    with serving(app) as url, httpx.Client(base_url=url, timeout=SECONDS) as client:
        yield Server(url, service, client)


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    def load(source: Language, target: Language) -> Translator:
        return load_translator(source, target, "embedded")

    service = Service(load, QUEUE, SECONDS)
    service.warm()
    yield service
    service.close(SECONDS)


@pytest.fixture(scope="session")
def server(service: Service) -> Iterator[Server]:
    with served(service, make_app(service)) as server:
        yield server
