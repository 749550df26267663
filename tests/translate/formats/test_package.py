import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import nullcontext

import pytest

from tests.translate.formats.office_documents import (
    docx_members,
    list_members,
    make_docx,
    make_relations,
    make_zip,
    paragraph,
    read_members,
)
from translate.errors import FormatError
from translate.formats import package
from translate.formats.package import Package, parse_xml, resolve, serialize_xml, write_package

MEMBERS = docx_members(paragraph("Мәтін"))


def opened(content: bytes) -> Package:
    return Package.open(io.BytesIO(content))


def require_refused(content: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        opened(content)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250
    assert caught.value.path == ""


def add(name: str, content: str | bytes = "а") -> bytes:
    """Return a document with another member, which may have any name."""
    out = io.BytesIO(make_zip(MEMBERS))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns() if name in MEMBERS else nullcontext():
        archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def patch(content: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """Return a zip file in which the directory's entry of the last member is changed."""
    changed = bytearray(content)
    change(changed, content.rindex(b"PK\x01\x02"))
    return bytes(changed)


def test_parts_are_read_by_name() -> None:
    found = opened(make_zip(MEMBERS))
    assert found.names == tuple(MEMBERS)
    assert found.read("word/document.xml").decode() == MEMBERS["word/document.xml"]
    assert found.find_main() == "word/document.xml"
    assert found.content_type("word/document.xml").endswith("document.main+xml")
    assert found.content_type("а.XML") == "application/xml"
    with pytest.raises(FormatError, match=r"its part 'word/a.xml' is missing"):
        found.read("word/a.xml")


def test_relations_are_read_and_resolved() -> None:
    relations = make_relations({"header1.xml": "header", "/a/b.xml": "x", "../c%20d.xml": "y"}).replace(
        "</Relationships>",
        '<Relationship Id="e" Type="urn/hyperlink" Target="https://a" TargetMode="External"/></Relationships>',
    )
    found = opened(make_zip({**MEMBERS, "word/_rels/document.xml.rels": relations})).relations("word/document.xml")
    assert [one.target for one in found] == ["word/header1.xml", "a/b.xml", "c d.xml", "https://a"]
    assert [one.external for one in found] == [False, False, False, True]
    assert resolve("word/document.xml", "..\\..\\..\\etc") == "etc"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (b"<html>", "is no office document"),
        (b"PK\x03\x04" + bytes(40), "is damaged"),
        (make_zip(MEMBERS)[:-40], "is damaged"),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (make_zip({"a.txt": "а"}), "no office document"),
        (make_zip({k: v for k, v in MEMBERS.items() if "Content" not in k}), "is missing; open it"),
        (make_zip(MEMBERS, zipfile.ZIP_LZMA), "packed in a way"),
        (add("word/document.xml"), "twice"),
        (add("WORD/Document.xml"), "twice"),
        (add("../a.xml"), "has a path"),
        (add("/etc/a"), "has a path"),
        (add("word\\a.xml"), "has a path"),
        (add("word/./a.xml"), "has a path"),
        (add("a.bin", bytes(9_000_000)), "unpacks to more than"),
    ],
)
def test_what_is_no_package_is_refused(content: bytes, words: str) -> None:
    require_refused(content, words)


def test_encrypted_members_are_refused() -> None:
    def encrypt(content: bytearray, entry: int) -> None:
        content[entry + 8] |= 1

    require_refused(patch(make_zip(MEMBERS), encrypt), "is encrypted")


@pytest.mark.parametrize("size", [1, 5_000_000_000 % (1 << 32)])
def test_sizes_that_lie_are_refused(size: int) -> None:
    def lie(content: bytearray, entry: int) -> None:
        content[entry + 24 : entry + 28] = struct.pack("<I", size)

    require_refused(patch(make_zip(MEMBERS), lie), "is damaged|unpacks to")


def test_changed_content_is_refused() -> None:
    content = bytearray(make_zip(MEMBERS, zipfile.ZIP_STORED))
    content[content.index("Мәтін".encode())] ^= 1
    require_refused(bytes(content), "is damaged")


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [("MOST_MEMBERS", 3, "members"), ("LARGEST_UNPACKED", 100, "unpacks to")],
)
def test_limits(limit: str, value: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, limit, value)
    require_refused(make_zip(MEMBERS), words)


def test_a_part_too_large_to_be_held_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 10)
    with pytest.raises(FormatError, match="split the document"):
        opened(make_zip(MEMBERS)).read("word/document.xml")


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_TAGS", 3)
    with pytest.raises(FormatError, match="tags"):
        parse_xml(b"<a><b/><c/></a>")


def test_every_cut_of_a_package_is_refused_or_read() -> None:
    content = make_zip(MEMBERS)
    for end in range(0, len(content), 7):
        with pytest.raises(FormatError):
            opened(content[:end])


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"),
        '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a><a/>'.encode("cp037"),
        b"<a>&b;</a>",
        b"<a>",
        b"",
        b"<a>\xff</a>",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<a>" * 300 + b"</a>" * 300,
    ],
)
def test_xml_that_is_not_safe_is_refused(content: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        parse_xml(content)
    assert "\n" not in str(caught.value)


def test_the_part_with_broken_xml_is_named() -> None:
    found = opened(make_zip({**MEMBERS, "word/document.xml": "<a>"}))
    with pytest.raises(FormatError, match=r"its part 'word/document.xml' is not well-formed"):
        found.read_xml("word/document.xml")


def test_xml_is_written_as_it_was() -> None:
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a b="&lt;">ә <![CDATA[<]]><!--c--></a>'.encode()
    )
    assert serialize_xml(parse_xml(content)) == content


def test_nothing_changed_is_the_file_itself() -> None:
    content = make_docx(paragraph("Мәтін"))
    out = io.BytesIO()
    write_package(io.BytesIO(content), {}, out)
    assert out.getvalue() == content


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_one_part_changed_leaves_the_others(compression: int) -> None:
    content = make_zip({**MEMBERS, "word/media/сурет.png": bytes(range(256))}, compression)
    out = io.BytesIO()
    write_package(io.BytesIO(content), {"word/document.xml": b"<a/>"}, out)
    assert list_members(out.getvalue()) == list_members(content)
    assert read_members(out.getvalue()) == {**read_members(content), "word/document.xml": b"<a/>"}


def test_a_part_that_is_not_there_is_not_written() -> None:
    with pytest.raises(FormatError, match="is missing"):
        write_package(io.BytesIO(make_zip(MEMBERS)), {"a.xml": b""}, io.BytesIO())


def test_a_package_may_be_written_to_a_pipe() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.content = b""

        def writable(self) -> bool:
            return True

        def write(self, content: object) -> int:
            piece = bytes(content)  # type: ignore[call-overload]
            self.content += piece
            return len(piece)

    out = Pipe()
    write_package(io.BytesIO(make_zip(MEMBERS)), {"word/document.xml": b"<a/>"}, out)  # type: ignore[arg-type]
    assert opened(out.content).read("word/document.xml") == b"<a/>"
