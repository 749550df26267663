"""Finding formats, the names of files, and files that are meant to do harm."""

import logging
import os
import threading
from pathlib import Path

import pytest

from glossary.errors import TermbaseError
from glossary.storage import FORMATS, load, read, save
from glossary.storage import limits as limits_
from glossary.storage.formats import find_format
from glossary.term import Term, Termbase
from tests.glossary.storage.contract import GOOD

CASES = Path(__file__).parents[2] / "cases" / "termbases"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or an encrypted Office file"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"PK\x03\x04 nothing", "no Excel workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is no text|is not UTF-8"),
        (b"<html><body>404</body></html>", "is a web page"),
        (b"<", "neither TBX nor TMX"),
    ],
)
def test_a_file_that_is_something_else_says_what_to_do(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "terms.tsv"
    path.write_bytes(data)
    with pytest.raises(TermbaseError, match=message):
        load(path)


@pytest.mark.parametrize(("name", "found"), [("a.csv", "csv"), ("a.tsv", "tsv"), ("a.tbx", "tsv"), ("a", "tsv")])
def test_the_name_decides_where_the_content_does_not(tmp_path: Path, name: str, found: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert find_format(tmp_path / name) == found
    assert len(load(tmp_path / name)) == 0


@pytest.mark.parametrize("suffix", ["tsv", "csv", "tbx", "tmx", "xlsx", "XLSX"])
def test_the_ending_of_a_name_chooses_the_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"good.{suffix}"
    save(GOOD, path)
    assert find_format(path) == suffix.lower()
    assert load(path) == GOOD


def test_a_format_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(TermbaseError, match="no format 'docx': write one of tsv, csv, deepl"):
        save(GOOD, tmp_path / "a.tsv", "docx")
    with pytest.raises(TermbaseError, match=r"no format has the ending '\.docx'"):
        save(GOOD, tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.tbx")
    with pytest.raises(FileNotFoundError):
        save(GOOD, tmp_path / "none" / "a.tsv")


def test_every_format_says_what_it_is() -> None:
    for name, form in FORMATS.items():
        assert form.name == name
        assert form.description
        assert form.suffix.startswith(".")


def test_what_is_left_out_is_logged_without_the_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        load(CASES / "amazon.csv")
    assert "2 kinds of data" in caplog.text
    assert "Amazon Photos" not in caplog.text


def test_three_files_of_a_translator_at_once_and_each_back(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "press.xlsx")
    sources = (CASES / "deepl.csv", CASES / "multiterm.tbx", tmp_path / "press.xlsx")
    readings = [read(path) for path in sources]
    together = Termbase()
    for reading in readings:
        together = together.layered(reading.termbase)
    assert len(together) == sum(len(reading.termbase) for reading in readings)
    for source, reading in zip(sources, readings, strict=True):
        target = tmp_path / f"back-{source.name}"
        assert save(reading.termbase, target, reading.format) == []
        assert load(target, name=source.stem) == reading.termbase


BOMB = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)


@pytest.mark.parametrize("root", ["tbx", "martif", "tmx"])
@pytest.mark.parametrize(
    "prolog",
    [
        BOMB + "]>",
        '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY % j SYSTEM "file:///etc/hostname"> %j;]>',
        "<!DOCTYPE x [" + " " * 70_000 + '<!ENTITY j "lol">]>',
    ],
    ids=["laughs", "file", "parameter", "late"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_a_file_that_declares_entities_is_refused(tmp_path: Path, root: str, prolog: str, encoding: str) -> None:
    body = f'<{root}><header/><termEntry id="&j;"><langSet xml:lang="en">&j;</langSet></termEntry><tu>&j;</tu></{root}>'
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = head + prolog + body
    data = head.encode() + (prolog + body).encode("utf-7") if encoding == "utf-7" else text.encode(encoding)
    path = tmp_path / "bomb.xml"
    path.write_bytes(data)
    with pytest.raises(TermbaseError):
        load(path)


def test_an_external_document_type_is_never_fetched(tmp_path: Path) -> None:
    """The document type is a pipe that nobody writes to: opening it would wait for ever."""
    os.mkfifo(tmp_path / "core.dtd")
    path = tmp_path / "a.tbx"
    save(GOOD, path, "tbx-2008")
    text = path.read_text("utf-8").replace("TBXBasiccoreStructV02.dtd", (tmp_path / "core.dtd").as_uri())
    path.write_text(text, "utf-8")
    found: list[Termbase] = []
    reader = threading.Thread(target=lambda: found.append(load(path, name="good")), daemon=True)
    reader.start()
    reader.join(30)
    assert found == [GOOD]


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_file_that_is_too_large_is_refused(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"good{FORMATS[form].suffix}"
    save(GOOD, path, form)
    monkeypatch.setattr(limits_.require_size, "__defaults__", (50,))
    with pytest.raises(TermbaseError, match="at most 50 are read"):
        load(path)


def test_a_save_keeps_the_rights_of_a_file_and_follows_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "a.tsv", tmp_path / "link.tsv"
    target.write_text("")
    target.chmod(0o640)
    link.symlink_to(target)
    save(Termbase.from_terms([Term("a", "en", "x")]), link)
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert len(load(target)) == 1
