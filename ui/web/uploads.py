"""Which files a page may name: those that were sent to this server, and no others of this machine or of any other."""

import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from ui.web.gate import Message, Receive, Scope, Send


class Uploads:
    """Wraps an ASGI application: requests of pages that name a file which was not sent here are refused.

    Gradio would read a file of this machine by its path, and fetch one from an address.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], sent: Path, most: int) -> None:
        """Take the application, the folder of files that were sent, and the bytes that a request may have."""
        self.app, self.sent, self.most = app, sent, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = scope.get("path", "")
        if scope["type"] != "http" or "/gradio_api/" not in path or path.rstrip("/").endswith("/upload"):
            await self.app(scope, receive, send)
            return
        messages: list[Message] = []
        size = 0
        while size <= self.most:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body"):
                break
        status = 413 if size > self.most else 400
        if size > self.most or names_others(b"".join(one.get("body", b"") for one in messages), self.sent):
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self.app(scope, replay, send)


def names_others(body: bytes, sent: Path) -> bool:
    """Tell whether a request names a file that is not below the folder of those that were sent.

    What is no JSON is refused by who reads it next.

    >>> names_others(b'{"data": [{"path": "/etc/hostname"}]}', Path("/tmp/sent")), names_others(b"{}", Path("/tmp"))
    (True, False)
    """
    try:
        value = json.loads(body or b"{}")
    except RecursionError:
        return True
    except ValueError:
        return False
    try:
        return not all(Path(path).resolve().is_relative_to(sent.resolve()) for path in _find_paths(value))
    except (ValueError, OSError, RuntimeError):  # no path at all, or links that lead to themselves
        return True


def _find_paths(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "path" and isinstance(part, str):
                yield part
            else:
                yield from _find_paths(part)
    elif isinstance(value, list):
        for part in value:
            yield from _find_paths(part)
