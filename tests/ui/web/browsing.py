"""The web form in a process of its own, and a browser that looks at it: what the tests of the pages stand on."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
    " --disable-component-update --disable-dev-shm-usage --disable-default-apps --force-color-profile=srgb"
).split()

GUARDED = """
import sys
seen, root, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
def watch(event, values):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        where = values[1] if event == "socket.connect" else values
        host = where[0] if isinstance(where, tuple) else where
        host = host.decode() if isinstance(host, bytes) else host
        if host not in ("127.0.0.1", "::1", "localhost", None, ""):
            with open(seen, "a") as file:
                print(event, where, file=file)
sys.addaudithook(watch)
sys.modules["uvloop"] = None  # its sockets are none of Python's, and would not be seen
sys.path.insert(0, root)
from ui.web_command import web
web(arguments, standalone_mode=False)
"""
"""Serves the form, and writes down each address outside this machine that the process asks for or connects to."""

Result = TypeVar("Result")


@dataclass(slots=True)
class Server:
    """A server that answers: its address, the process, seconds until it was ready, and what it asked of others."""

    address: str
    process: "subprocess.Popen[str]"
    seconds: float
    seen: Path
    folder: Path

    def asked(self) -> str:
        """Return what it asked of other machines, a line each."""
        return self.seen.read_text("utf-8") if self.seen.exists() else ""


@contextmanager
def serve(folder: Path, arguments: Sequence[str] = ()) -> Iterator[Server]:
    """Serve the form on a free port, with what it keeps below `folder`."""
    seen, kept = folder / "asked.txt", folder / "kept"
    kept.mkdir(parents=True)
    command = [sys.executable, "-c", GUARDED, str(seen), str(ROOT), "--port", "0", *arguments]
    environment = os.environ | {"TMPDIR": str(kept), "PYTHONDONTWRITEBYTECODE": "1"}
    begun = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr
            lines: list[str] = []
            while "http://" not in (line := process.stderr.readline()):
                lines.append(line)
                assert line, "".join(lines)
            address = line.partition(": ")[2].strip().rstrip("/")
            yield Server(address, process, time.monotonic() - begun, seen, kept)
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def browse(folder: Path, *, width: int = 1280, height: int = 1000, dark: bool = False) -> Iterator[Any]:
    """Open a browser with a new profile that writes down every request; it downloads into `folder`."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("Chromium and its driver are not installed")
    selenium = pytest.importorskip("selenium.webdriver")
    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder / "downloads")})
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = selenium.Chrome(options=options, service=make_service(DRIVER))
    try:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        yield driver
    finally:
        driver.quit()


def make_service(path: str) -> Any:
    """Return the service of the driver at this path; without a path selenium would look for one on the network."""
    from selenium.webdriver.chrome.service import Service

    return Service(path)


def wait(find: Callable[[], Result], seconds: float = 20) -> Result:
    """Return what `find` returns once it is true; AssertionError after some seconds."""
    from selenium.common.exceptions import WebDriverException

    end = time.monotonic() + seconds
    while True:
        try:
            if found := find():
                return found
        except WebDriverException:
            pass
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def find(driver: Any, selector: str) -> Any:
    """Return the first element that fits a CSS selector and is shown, None where there is none."""
    return next((one for one in driver.find_elements("css selector", selector) if one.is_displayed()), None)


def requested(driver: Any) -> set[str]:
    """Return the hosts that the browser has sent requests to."""
    hosts = set()
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            url = message["params"].get("request", message["params"])["url"]
            if url.startswith(("http", "ws")):
                hosts.add(urlsplit(url).hostname or "")
    return hosts
