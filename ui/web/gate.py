"""What every request passes: the password, where there is one, and what the browser may do with the answer."""

import base64
import binascii
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ui.web.tab import PageLanguage

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""The browser asks no other server for anything, whatever stands in a page. Gradio needs scripts in the page."""

HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Gate:
    """Wraps an ASGI application: asks for the password, adds headers, and gives pages the language they are in."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], password: str = "") -> None:
        """Take the application and `NAME:PASSWORD`, "" for none."""
        self.app, self.password = app, password

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if self.password and not is_allowed(headers.get(b"authorization", b"").decode("latin-1"), self.password):
            ask = [(b"www-authenticate", b'Basic realm="Audarma", charset="UTF-8"'), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 401, "headers": ask})
            await send({"type": "http.response.body", "body": b""})
            return
        path = scope["path"].rstrip("/")
        if path in ("/kk", "/en"):
            plain = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
            await self.app({**scope, "headers": plain}, receive, Rewriter(send, "kk" if path == "/kk" else "en").send)
        else:
            await self.app(scope, receive, lambda message: send(add_headers(message)))


class Rewriter:
    """Holds the answer to a request for a page, and sends it with the page's language in it."""

    def __init__(self, send: Send, language: PageLanguage) -> None:
        """Send to `send`."""
        self._send, self.language = send, language
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start":
            self._start = add_headers(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            body = rewrite(self._body.decode("utf-8"), self.language).encode()
            kept = [(key, value) for key, value in self._start["headers"] if key != b"content-length"]
            await self._send({**self._start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
            await self._send({"type": "http.response.body", "body": body})


def add_headers(message: Message) -> Message:
    """Return the beginning of an answer with our headers; anything else as it is."""
    if message["type"] != "http.response.start":
        return message
    ours = [(key.encode(), value.encode()) for key, value in HEADERS.items()]
    return {**message, "headers": [*message["headers"], *ours]}


def rewrite(page: str, language: PageLanguage) -> str:
    r"""Return a page of Gradio in its language, without what names other servers and without its manifest.

    >>> rewrite('<html\n lang="en" class="x"><meta property="og:url" content="https://gradio.app/" /><p>', "kk")
    '<html\n lang="kk" class="x"><p>'
    """
    page = re.sub(r'(<html[^>]*?\blang=")en(")', rf"\g<1>{language}\g<2>", page, count=1)
    page = re.sub(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", page)
    return re.sub(r'<link\s+rel="(?:manifest|preconnect)"[^>]*>', "", page)


def is_allowed(header: str, password: str) -> bool:
    """Tell whether an Authorization header has the password (`NAME:PASSWORD`).

    >>> is_allowed("Basic " + base64.b64encode(b"ana:sauat").decode(), "ana:sauat"), is_allowed("", "ana:sauat")
    (True, False)
    """
    kind, _, encoded = header.partition(" ")
    try:
        given = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    return kind.lower() == "basic" and secrets.compare_digest(given, password.encode())


def choose_language(accepted: str) -> PageLanguage:
    """Return the language of the page for an Accept-Language header: the first of ours that is wanted most.

    >>> choose_language("ru-RU,ru;q=0.9,kk;q=0.8,en;q=0.7"), choose_language("en-GB,kk;q=0.9"), choose_language("de")
    ('kk', 'en', 'en')
    """
    wanted: list[tuple[float, PageLanguage]] = []
    for part in accepted.split(","):
        name, *options = part.strip().lower().split(";")
        quality = next((option.strip()[2:] for option in options if option.strip().startswith("q=")), "1")
        try:
            weight = float(quality)
        except ValueError:
            continue
        if name.partition("-")[0] in ("kk", "en") and weight > 0:
            wanted.append((weight, "kk" if name.startswith("kk") else "en"))
    return max(wanted, key=lambda one: one[0])[1] if wanted else "en"
