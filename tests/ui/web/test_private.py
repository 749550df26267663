"""Nothing leaves the machine, no visitor sees another's text, nothing that is entered runs, and nothing stays."""

import signal
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.web.browsing import Server, browse, find, requested, serve, wait
from tests.ui.web.test_translation_page import press, write_text
from ui.messages import say

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVIL = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
Open = Callable[..., Any]


def test_browser_and_server_ask_nobody_else(server: Server, open_page: Open) -> None:
    page = open_page()
    write_text(page, "Елбасы Астанаға келді.")
    for tab in page.find_elements("css selector", "[role=tab]"):
        tab.click()
    page.find_elements("css selector", "[role=tab]")[0].click()
    press(page, "#au-run")
    wait(lambda: find(page, ".au-link"))
    assert requested(page) == {"127.0.0.1"}
    assert not [line["message"] for line in page.get_log("browser")]
    assert server.asked() == ""


def test_guard_would_see_a_request(tmp_path: Path) -> None:
    """The guard of the server's process is no dummy: what asks another host is written down."""
    import subprocess
    import sys

    from tests.ui.web.browsing import GUARDED, ROOT

    asking = GUARDED.replace("from ui.web_command import web", "import socket").replace(
        "web(arguments, standalone_mode=False)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))",
    )
    subprocess.run([sys.executable, "-c", asking, str(tmp_path / "asked"), str(ROOT)], check=False, capture_output=True)
    assert "192.0.2.1" in (tmp_path / "asked").read_text("utf-8")


def test_what_is_entered_is_shown_and_not_run(open_page: Open) -> None:
    page = open_page()
    write_text(page, f"{EVIL} Елбасы келді.")
    press(page, "#au-run")
    wait(lambda: find(page, ".au-link"))
    assert EVIL in "".join(one.text for one in page.find_elements("css selector", ".au-source"))
    assert not page.find_elements("css selector", "#au-view img, #au-view script, #au-state img")
    assert wait(lambda: page.title) == say("en")("title")


def test_page_may_not_ask_another_server(open_page: Open) -> None:
    page = open_page()
    wait(lambda: find(page, "#au-text textarea"))
    ask = """
        const done = arguments[0];
        document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
        setTimeout(() => done("asked"), 3000);
        fetch("http://192.0.2.1/", {mode: "no-cors"}).catch(() => null);
    """
    page.set_script_timeout(10)
    assert page.execute_async_script(ask) == "connect-src"


def test_visitors_see_only_their_own_text(open_page: Open) -> None:
    one, other = open_page(), open_page()
    write_text(one, "Қала әкімі Астанаға келді.")
    press(one, "#au-run")
    link = wait(lambda: find(one, ".au-link")).get_attribute("href")
    write_text(other, "Елбасы сөйледі.")
    press(other, "#au-run")
    wait(lambda: find(other, ".au-link"))
    assert "Астана" not in other.page_source
    assert "Елбасы" not in find(one, "#au-view").text
    folder = link.rsplit("/", 2)[1]
    assert folder not in other.page_source
    for path in (f"/files/{folder}/../x", "/files/..%2f..%2fetc/passwd", f"/files/{folder}/%2e%2e", "/files/a/b"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(link.split("/files/")[0] + path, timeout=5)


def test_nothing_is_left_after_the_end(tmp_path: Path) -> None:
    pytest.importorskip("gradio")
    with serve(tmp_path) as server, browse(tmp_path / "browser") as page:
        page.get(f"{server.address}/kk/")
        write_text(page, "Құпия мәтін.")
        press(page, "#au-run")
        wait(lambda: find(page, ".au-link"))
        kept = [path for path in server.folder.rglob("*") if path.is_dir()]
        assert kept
        assert all(path.stat().st_mode & 0o077 == 0 for path in server.folder.iterdir())
        page.quit()
        server.process.send_signal(signal.SIGINT)
        server.process.wait(20)
        assert list(server.folder.iterdir()) == []


def test_password_is_asked_for_everything(tmp_path: Path) -> None:
    pytest.importorskip("gradio")
    (tmp_path / "password").write_text("ana:sauat\n", "utf-8")
    with serve(tmp_path, ["--auth-file", str(tmp_path / "password")]) as server:
        for path in ("/", "/kk/", "/en/config", "/kk/gradio_api/info", "/icon.svg"):
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(server.address + path, timeout=5)
        with browse(tmp_path / "browser") as page:
            page.get(f"{server.address.replace('http://', 'http://ana:sauat@')}/icon.svg")  # as typed into its dialog
            page.get(f"{server.address}/kk/")
            write_text(page, "Елбасы келді.")
            press(page, "#au-run")
            wait(lambda: find(page, ".au-link"))
            assert say("kk")("count-segments", count=1) in find(page, "#au-state").text
