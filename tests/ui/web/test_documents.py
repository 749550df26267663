"""What visitors take away: the document in its own format, and the files beside it."""

import json
from pathlib import Path

import pytest

from glossary.storage import default_termbase
from tests.fakes import CopyEngine
from translate.pipeline import Translator
from ui.web.documents import Advance, Download, make_folder, remove_folder, translate_document, write_text
from ui.web.turns import StoppedError, TurnEngine, Turns, Work

TEXT = "Елбасы келді.\r\n\r\nҚала әкімі сөйледі.\r\n"


def make_translator(work: Work | None = None) -> Translator:
    engine = TurnEngine(CopyEngine(), Turns(), work or Work(60))
    return Translator(engine, default_termbase(), "kk", "en")


def translate_file(path: Path, folder: Path, work: Work | None = None) -> Download:
    work = work or Work(60)
    return translate_document(path, make_translator(work), folder, work, Advance())


def test_text_is_written_as_it_is_and_in_three_other_ways(tmp_path: Path) -> None:
    from docx import Document

    translation = make_translator().translate(TEXT)
    download = write_text(translation, TEXT, tmp_path, "audarma.txt")
    assert set(download.files) == {"own", "docx", "tmx", "json"}
    assert download.files["own"].read_bytes() == translation.text.encode()
    assert translation.text.count("\r\n") == 3
    assert json.loads(download.files["json"].read_text("utf-8")) == download.audit
    assert download.audit["summary"]["verified"] == 2
    (table,) = Document(str(download.files["docx"])).tables
    assert [cell.text for cell in table.rows[1].cells] == ["Елбасы келді.", "Elbasy keldi."]
    assert "<seg>Елбасы келді.</seg>" in download.files["tmx"].read_text("utf-8")


def test_document_comes_back_in_its_own_format(tmp_path: Path) -> None:
    (tmp_path / "хабар.html").write_text("<p>Кеше <b>Елбасы</b> келді.</p>\n", "utf-8")
    download = translate_file(tmp_path / "хабар.html", make_folder(tmp_path))
    assert download.files["own"].name == "хабар.en.html"
    page = download.files["own"].read_text("utf-8")
    assert page.startswith("<p>")
    assert "<b>Elbasy</b>" in page
    assert all(path.is_file() for path in download.files.values())
    assert [unit["source"] for unit in download.audit["units"]] == ["Кеше Елбасы келді."]


def test_damaged_document_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 no document")
    with pytest.raises(ValueError, match="damaged and cannot be unpacked"):
        translate_file(tmp_path / "a.docx", make_folder(tmp_path))


def test_stopped_document_leaves_no_translation(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Елбасы келді.\n" * 50, "utf-8")
    folder, work = make_folder(tmp_path), Work(60)
    work.stop()
    with pytest.raises(StoppedError):
        translate_file(tmp_path / "a.txt", folder, work)
    assert list(folder.iterdir()) == []


def test_folder_is_private_and_can_be_removed(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    assert folder.stat().st_mode & 0o077 == 0
    assert len(folder.name) == 32
    (folder / "a.txt").write_text("Иә", "utf-8")
    remove_folder(str(folder))
    remove_folder("")
    assert list(tmp_path.iterdir()) == []
