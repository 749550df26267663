"""A page may name the files that were sent to the server, and no others, whoever asks."""

import json
from pathlib import Path

import pytest

from tests.ui.web.browsing import Server
from ui.web.uploads import names_others


@pytest.mark.parametrize(
    "path",
    [
        "/etc/hostname",
        "sent/../../a.txt",
        "https://example.com/a.txt",
        "//example.com/a",
        "file:///etc/passwd",
        "",
        "\0",
    ],
    ids=repr,
)
def test_files_of_others_are_known(path: str, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    data = {"path": path, "meta": {"_type": "gradio.FileData"}}
    assert names_others(json.dumps({"data": ["", [data]]}).encode(), sent)
    assert names_others(json.dumps({"data": ["", [data]]}).encode("utf-16"), sent)
    ours = {"path": str(sent / "abc" / "a.txt")}
    assert not names_others(json.dumps({"data": ["", ours, "/etc/hostname"]}).encode(), sent)


def test_links_out_of_the_folder_are_followed(tmp_path: Path) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    (tmp_path / "sent" / "a.txt").symlink_to(tmp_path / "mine.txt")
    assert names_others(json.dumps({"path": str(tmp_path / "sent" / "a.txt")}).encode(), tmp_path / "sent")


def test_what_is_too_deep_is_refused_and_what_is_no_json_left_to_others(tmp_path: Path) -> None:
    assert names_others(b"[" * 200_000 + b"]" * 200_000, tmp_path)
    assert not names_others(b"no json", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["{file}", "/dev/zero", "http://example.com/a.txt"])
@pytest.mark.parametrize("where", ["queue/join", "run/translate", "call/translate"])
def test_the_server_reads_nothing_that_was_not_sent(where: str, target: str, server: Server, tmp_path: Path) -> None:
    httpx = pytest.importorskip("httpx")
    file = tmp_path / "private.txt"
    file.write_text("Елбасы.", "utf-8")
    data = {"path": target.format(file=file), "meta": {"_type": "gradio.FileData"}}
    answer = httpx.post(
        f"{server.address}/en/gradio_api/{where}",
        json={"data": ["", data, "kk", None, ""], "fn_index": 2, "session_hash": "x"},
        timeout=5,
    )
    assert answer.status_code == 400
    assert "example.com" not in server.asked()
    assert httpx.get(f"{server.address}/health", timeout=5).status_code == 200


@pytest.mark.slow
def test_names_that_no_file_can_have_are_not_there(server: Server) -> None:
    httpx = pytest.importorskip("httpx")
    for path in (f"/files/{'a' * 5000}/x", f"/files/a/{'x' * 5000}", "/files/a/%00"):
        assert httpx.get(server.address + path, timeout=5).status_code == 404
