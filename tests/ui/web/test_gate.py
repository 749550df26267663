"""What every request passes: the password, the headers, the language of a page."""

import asyncio
import base64
from typing import Any

import pytest

from ui.web.gate import POLICY, Gate, choose_language, is_allowed

PAGE = b'<!doctype html><html\n\tlang="en"><link rel="manifest" href="/manifest.json" /><p lang="en">'


async def serve_page(scope: Any, receive: Any, send: Any) -> None:
    """Answer as a page does: in two pieces, and compressed where that is asked for."""
    assert b"accept-encoding" not in dict(scope["headers"]) or scope["path"] not in ("/kk/", "/en")
    headers = [(b"content-type", b"text/html"), (b"content-length", str(len(PAGE)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:40], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[40:]})


def ask(path: str, password: str = "", given: str = "") -> tuple[int, dict[bytes, bytes], bytes]:
    """Return the status, the headers and the body of an answer."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"accept-encoding", b"gzip, br")]
    if given:
        headers.append((b"authorization", b"Basic " + base64.b64encode(given.encode())))
    asyncio.run(Gate(serve_page, password)({"type": "http", "path": path, "headers": headers}, None, send))  # type: ignore[arg-type]
    start, *rest = sent
    assert len(start["headers"]) == len(dict(start["headers"]))  # none is there twice
    return start["status"], dict(start["headers"]), b"".join(message["body"] for message in rest)


@pytest.mark.parametrize(("path", "language"), [("/kk/", b"kk"), ("/en", b"en")])
def test_page_is_in_its_language(path: str, language: bytes) -> None:
    status, headers, body = ask(path)
    assert status == 200
    assert body == b'<!doctype html><html\n\tlang="' + language + b'"><p lang="en">'
    assert int(headers[b"content-length"]) == len(body)


def test_other_answers_pass_as_they_are_with_the_policy() -> None:
    _, headers, body = ask("/kk/asset")
    assert body == PAGE
    assert headers[b"content-security-policy"].decode() == POLICY
    assert "http" not in POLICY  # no other server


@pytest.mark.parametrize(
    ("given", "status"), [("", 401), ("ana:sauaT", 401), ("ana:", 401), ("ana:sauat", 200), ("ana:sauat:", 401)]
)
def test_nothing_is_shown_without_the_password(given: str, status: int) -> None:
    for path in ("/kk/", "/kk/asset", "/files/a/b"):
        found, _, body = ask(path, "ana:sauat", given)
        assert found == status
        assert bool(body) is (status == 200)


def test_password_may_have_any_letters() -> None:
    header = "Basic " + base64.b64encode("Әсем:құпия:сөз".encode()).decode()
    assert is_allowed(header, "Әсем:құпия:сөз")
    assert not is_allowed("Basic %%%", "a:b")
    assert not is_allowed(header.replace("Basic", "Bearer"), "Әсем:құпия:сөз")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "en"), ("kk", "kk"), ("ru,en;q=0.5,kk;q=0.5", "en"), ("en;q=0,kk;q=0.1", "kk"), ("en;q=x,kk-KZ;q=0.3", "kk")],
)
def test_language_is_the_one_that_is_wanted(accepted: str, language: str) -> None:
    assert choose_language(accepted) == language
