"""A server on this machine that speaks the hub's protocol as huggingface_hub uses it, and fails when told to.

It serves the files of folders as repositories at one commit: `/api/models/ID[/revision/REV]` with sizes and
checksums, and `/ID/resolve/REV/FILE` with `ETag`, `X-Repo-Commit`, `X-Linked-Size` and ranges. The large files are
told as those of LFS (SHA-256), the small ones as those of git (SHA-1), as the real one does.
"""

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LARGE = (".bin", ".safetensors", ".model")
BLOCK = 1 << 14


class Hub(ThreadingHTTPServer):
    """The server, its repositories, and what is to go wrong; `requests` is what it was asked."""

    daemon_threads = True

    def __init__(self, repositories: dict[str, Path]) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.repositories = repositories
        self.requests: list[tuple[str, str, str]] = []
        """Method, path and range of each request."""
        self.busy: Counter[str] = Counter()
        """How many more requests whose path ends so are answered with 503."""
        self.cuts: dict[str, list[int]] = {}
        """For a file: after how many bytes the next answers break off, one after another."""
        self.spoilt: Counter[str] = Counter()
        """How many more times a file comes with its last byte changed."""
        self.sizes: dict[str, int] = {}
        """Sizes that are told instead of the real ones."""
        self.redirect = False
        """Whether large files are given out by another host, as the real hub does."""
        self.tokens: list[tuple[str, str]] = []
        """Path and `Authorization` of each request that had one."""
        self.gated: set[str] = set()
        """Repositories that are given out on terms."""
        self.hidden: set[str] = set()
        """Files that are listed but answered with 404."""
        self.gate = threading.Event()
        """While it is not set, `stalled` files stop half way."""
        self.gate.set()
        self.stalled: set[str] = set()
        self.halfway = threading.Event()
        """Set when a stalled file has stopped."""

    @property
    def address(self) -> str:
        """What `HF_ENDPOINT` is to be."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def sent(self, file: str) -> list[str]:
        """Return the ranges that were asked of a file, empty where the whole was, in their order."""
        return [
            wanted
            for method, path, wanted in self.requests
            if method == "GET" and path.endswith(f"resolve/{COMMIT}/{file}")
        ]


@contextmanager
def run_hub(**repositories: Path) -> Iterator[Hub]:
    """Run a hub; in a repository's name `__` stands for the slash."""
    hub = Hub({name.replace("__", "/"): folder for name, folder in repositories.items()})
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.gate.set()
        hub.shutdown()
        hub.server_close()
        thread.join()


class Answer(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Hub

    def do_GET(self) -> None:
        self.answer(body=True)

    def do_HEAD(self) -> None:
        self.answer(body=False)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - so it is called there
        """Say nothing."""

    def answer(self, *, body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.requests.append((self.command, path, self.headers.get("Range", "")))
        if "Authorization" in self.headers:
            self.server.tokens.append((path, self.headers["Authorization"]))
        for ending, left in self.server.busy.items():
            if left and path.endswith(ending):
                self.server.busy[ending] -= 1
                return self.send(503, b"busy")
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            revision = parts[5] if len(parts) > 5 else "main"
            return self.tell("/".join(parts[2:4]), revision, tree=parts[4:5] == ["tree"])
        if len(parts) < 5 or parts[2] not in ("resolve", "elsewhere"):
            return self.send(404, b"")
        if self.server.redirect and parts[2] == "resolve" and path.endswith(LARGE):
            other = self.server.address.replace("127.0.0.1", "localhost")
            return self.send(302, b"", {"Location": other + path.replace("/resolve/", "/elsewhere/")})
        return self.give("/".join(parts[:2]), parts[3], "/".join(parts[4:]), body=body)

    def tell(self, name: str, revision: str, *, tree: bool) -> None:
        """Answer what is in a repository."""
        folder = self.server.repositories.get(name)
        if folder is None:
            return self.send(404, b'{"error":"Repository not found"}', {"X-Error-Code": "RepoNotFound"})
        if name in self.server.gated:
            return self.send(403, b"{}", {"X-Error-Code": "GatedRepo"})
        if revision not in ("main", COMMIT):
            return self.send(404, b'{"error":"Invalid rev id"}', {"X-Error-Code": "RevisionNotFound"})
        files = [self.describe(path) for path in sorted(folder.iterdir()) if path.is_file()]
        if tree:
            return self.send(200, json.dumps([as_in_tree(file) for file in files]).encode())
        about: dict[str, Any] = {
            "id": name,
            "modelId": name,
            "sha": COMMIT,
            "private": False,
            "siblings": files,
            "tags": [],
        }
        return self.send(200, json.dumps(about).encode(), {"Content-Type": "application/json"})

    def describe(self, path: Path) -> dict[str, Any]:
        content = path.read_bytes()
        size = self.server.sizes.get(path.name, len(content))
        about: dict[str, Any] = {"rfilename": path.name, "size": size, "blobId": git_digest(content)}
        if path.suffix in LARGE:
            about["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": size, "pointerSize": 130}
        return about

    def give(self, name: str, revision: str, file: str, *, body: bool) -> None:
        """Answer with a file, or with the range of it that was asked for."""
        folder = self.server.repositories.get(name)
        if folder is None or not (folder / file).is_file() or file in self.server.hidden:
            return self.send(404, b"", {"X-Error-Code": "RepoNotFound" if folder is None else "EntryNotFound"})
        content = (folder / file).read_bytes()
        digest = hashlib.sha256(content).hexdigest() if (folder / file).suffix in LARGE else git_digest(content)
        if self.server.spoilt[file]:
            self.server.spoilt[file] -= 1
            content = content[:-1] + bytes([content[-1] ^ 1])
        heads = {"ETag": f'"{digest}"', "X-Repo-Commit": COMMIT, "X-Linked-Size": str(len(content))}
        heads |= {"X-Linked-Etag": f'"{digest}"', "Accept-Ranges": "bytes"}
        wanted = self.headers.get("Range", "")
        if not wanted:
            return self.send(200, content, heads, file if body else None, body=body)
        start = int(wanted.removeprefix("bytes=").split("-")[0])
        if start >= len(content):
            return self.send(416, b"")
        heads["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return self.send(206, content[start:], heads, file if body else None, body=body)

    def send(
        self, code: int, content: bytes, heads: dict[str, str] | None = None, file: str | None = None, body: bool = True
    ) -> None:
        """Send an answer; one with a file breaks off or stops half way where it is to."""
        self.send_response(code)
        for key, value in (heads or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not body:
            return
        cuts = self.server.cuts.get(file or "")
        if cuts:
            self.wfile.write(content[: cuts.pop(0)])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(2)
            return
        try:
            for at in range(0, len(content), BLOCK):
                if file in self.server.stalled and at >= len(content) // 2 and not self.server.gate.is_set():
                    self.wfile.flush()
                    self.server.halfway.set()
                    self.server.gate.wait(30)
                self.wfile.write(content[at : at + BLOCK])
        except OSError:  # whoever asked has gone
            self.close_connection = True


def as_in_tree(file: dict[str, Any]) -> dict[str, Any]:
    """Return what a repository's tree says of a file."""
    about = {"type": "file", "path": file["rfilename"], "size": file["size"], "oid": file["blobId"]}
    return about | ({"lfs": {**file["lfs"], "oid": file["lfs"]["sha256"]}} if "lfs" in file else {})


def git_digest(content: bytes) -> str:
    """Return the name that git has for a file of this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
