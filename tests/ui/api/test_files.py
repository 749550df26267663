"""POST /translate_file and GET /download_file: documents come back in their own format, once."""

import asyncio
import io
import stat
from pathlib import Path
from urllib.parse import unquote

import docx
import httpx
import pytest
from openpyxl import Workbook, load_workbook

from tests.ui.api.conftest import Server, served
from translate.service import Service
from ui.api.app import make_app
from ui.api.files import Files
from ui.api.limits import Limits

TIMES = "1\n00:00:01,000 --> 00:00:02,000\n"
PAIR = {"source": "kk", "target": "en"}


def send(server: Server, name: str, content: bytes, **pair: str) -> httpx.Response:
    return server.client.post("/translate_file", files={"file": (name, content)}, data=pair or PAIR)


def fetch(server: Server, answer: httpx.Response) -> httpx.Response:
    assert answer.status_code == 200, answer.text
    url = answer.json()["translatedFileUrl"]
    assert url.startswith(f"{server.url}/download_file/")
    return server.client.get(url)


def make_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Жаңалық")
    paragraph = document.add_paragraph("Елбасы ")
    paragraph.add_run("Астанаға").bold = True
    paragraph.add_run(" келді.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_text_is_given_once(server: Server) -> None:
    answer = send(server, "есеп 1.txt", "Елбасы келді.\r\n\r\nЕлбасы келді.".encode())
    found = fetch(server, answer)
    assert found.text == "Elbasy came.\r\n\r\nElbasy came."
    assert "есеп_1_en.txt" in unquote(found.headers["content-disposition"])
    again = server.client.get(answer.json()["translatedFileUrl"])
    assert again.status_code == 404
    assert again.json()["error"].startswith("File not found")


def test_a_word_document(server: Server) -> None:
    found = fetch(server, send(server, "a.docx", make_docx()))
    document = docx.Document(io.BytesIO(found.content))
    assert "Elbasy" in document.paragraphs[1].text
    assert [run.text.strip() for run in document.paragraphs[1].runs if run.bold] == ["Astana"]


def test_a_workbook(server: Server) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Елбасы келді.", 42])
    out = io.BytesIO()
    book.save(out)
    found = load_workbook(io.BytesIO(fetch(server, send(server, "a.xlsx", out.getvalue())).content))
    assert found.active is not None
    assert [cell.value for cell in found.active[1]] == ["Elbasy came.", 42]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", "<p>Елбасы <i>келді</i>.</p>", "<p>Elbasy <i>came</i>.</p>"),
        ("a.md", "# Елбасы келді\n", "# Elbasy arrived\n"),
        ("a.srt", f"{TIMES}Елбасы келді.\n", f"{TIMES}Elbasy came.\n"),
        ("A.TXT", "Елбасы келді.", "Elbasy came."),
        ("empty.txt", "\n", "\n"),
    ],
)  # fmt: skip
def test_other_formats(server: Server, name: str, content: str, expected: str) -> None:
    assert fetch(server, send(server, name, content.encode())).text == expected


def test_the_language_is_found_out(server: Server) -> None:
    kazakh = "Елбасы Астанаға келді.\n"
    assert "Elbasy" in fetch(server, send(server, "a.txt", kazakh.encode(), source="auto", target="en")).text
    assert fetch(server, send(server, "a.txt", kazakh.encode(), source="auto", target="kk")).text == kazakh
    russian = "На заседании рассмотрели новый проект закона о государственных закупках."
    answer = send(server, "a.txt", russian.encode(), source="auto", target="en")
    assert (answer.status_code, answer.json()) == (400, {"error": "ru is not supported"})


@pytest.mark.parametrize(
    ("name", "content", "pair", "error"),
    [
        ("a.exe", b"x", PAIR, "Invalid request: file format not supported"),
        ("a", b"x", PAIR, "Invalid request: file format not supported"),
        ("a.txt", b"", PAIR, "Invalid request: empty file"),
        ("a.txt", b"x", {"target": "en"}, "Invalid request: missing source parameter"),
        ("a.txt", b"x", {"source": "kk", "target": "fr"}, "fr is not supported"),
        ("a.txt", b"x" * 2_001, PAIR, "Invalid request: file (2001 bytes) exceeds the limit (2000 bytes)"),
    ],
)
def test_what_cannot_be_translated(
    service: Service, name: str, content: bytes, pair: dict[str, str], error: str
) -> None:
    with served(service, make_app(service, Limits(file=2_000))) as server:
        answer = send(server, name, content, **pair)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


def test_a_damaged_document(server: Server) -> None:
    answer = send(server, "a.docx", b"no package at all")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Invalid request: the file ")


def test_without_a_file(server: Server) -> None:
    answer = server.client.post("/translate_file", data=PAIR)
    assert (answer.status_code, answer.json()) == (400, {"error": "Invalid request: missing file parameter"})


def test_a_body_that_is_far_too_large(service: Service) -> None:
    with served(service, make_app(service, Limits(file=2_000))) as server:
        answer = send(server, "a.txt", b"x" * 2_000_000)
        assert answer.status_code == 400
        assert "exceeds the limit (1002000 bytes)" in answer.json()["error"]
        assert server.client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2f..%2fetc%2fpasswd", "%2e%2e", "/etc/passwd", "nothing.txt", "a%00.txt"]
)
def test_no_name_leads_out_of_the_folder(server: Server, name: str) -> None:
    answer = server.client.get(f"/download_file/{name}")
    assert answer.status_code == 404
    assert "error" in answer.json()


def test_names_of_paths_are_only_shown(server: Server) -> None:
    answer = send(server, "../../etc/пас сворд.txt", "Елбасы келді.".encode())
    assert unquote(fetch(server, answer).headers["content-disposition"]).endswith("''пас_сворд_en.txt")


def test_asking_for_the_head_does_not_take_the_document(server: Server) -> None:
    answer = send(server, "a.txt", "Елбасы келді.".encode())
    assert server.client.head(answer.json()["translatedFileUrl"]).status_code == 200
    assert fetch(server, answer).text == "Elbasy came."


def test_files_are_private_and_go_after_some_time() -> None:
    async def keep() -> tuple[Path, str]:
        path = files.make_path(".txt")
        path.write_text("текст", "utf-8")
        name = files.keep(path, "a_en.txt")
        assert files.find(name)
        await asyncio.sleep(0.2)
        return path, name

    files = Files(seconds=0.1)
    path, name = asyncio.run(keep())
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.exists()
    assert files.find(name) is None
    files.close()
    assert not path.parent.exists()
