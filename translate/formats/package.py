"""Office documents are zip packages of XML parts: reading them safely, and writing them again with some parts changed.

A package is judged as a whole when it is opened: what it says of its sizes first, so that a bomb is refused unread,
then each member is unpacked once, piece by piece, because the sizes may lie. No XML may have a document type.
"""

import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, normpath
from struct import error as StructError  # noqa: N812
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from urllib.parse import unquote

from translate.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _ElementTree

MOST_MEMBERS = 20_000
"""Members of a package; a presentation of a thousand slides has some four thousand."""
LARGEST_UNPACKED = 1 << 30
"""Bytes of all members together: much for a document with films, little for a disk."""
LARGEST_PART = 128 << 20
"""Bytes of one part that is held in memory: some ten thousand pages."""
MOST_TAGS = 10_000_000
"""Tags of an XML part whose tree is made, for which it takes up to some 1.5 GB of memory."""
HIGHEST_RATIO = 250
"""How much larger than packed a member may be. Tables of empty cells reach about 150, and a bomb a thousand."""
SMALL_MEMBER = 4 << 20
"""Bytes up to which any ratio is harmless."""

_CHUNK = 1 << 20
_TYPES = "[Content_Types].xml"
_OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, StructError, OSError, EOFError),
    *(IndexError, NotImplementedError, OverflowError, RuntimeError, ValueError),
)
"""What zipfile raises for an archive that is damaged."""


class Relation(NamedTuple):
    """Where a part points to: `kind` is the last word of its type, `target` a part's name, or an address."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """An open package; its file must stay open. Names are without a slash before them."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]

    @classmethod
    def open(cls, file: BinaryIO) -> "Package":
        """Judge a package; FormatError where it is damaged, encrypted, not safe, or no office document."""
        file.seek(0)
        beginning = file.read(len(_OLD_FILE))
        if beginning == _OLD_FILE:
            raise FormatError("", _explain_old(file))
        if not beginning:
            raise FormatError("", "is empty")
        if not beginning.startswith(b"PK"):
            raise FormatError("", "is no office document: its content is something else, so see its name's ending")
        try:
            archive = zipfile.ZipFile(file)
            members = archive.infolist()
            _require_plain(members)
            for member in members:
                _require_readable(archive, member)
        except _BROKEN as error:
            raise _damaged(error) from None
        package = cls(archive, tuple(member.filename for member in members))
        if _TYPES not in package.names:
            what = "is a zip file but no office document"
            if "mimetype" in package.names:
                what = "is an OpenDocument file or an e-book: save it in the format of Microsoft Office"
            elif any(name.endswith(".rels") for name in package.names):
                what = f"is damaged: {_TYPES} is missing; open it in an office program and save it again"
            raise FormatError("", what)
        return package

    def read(self, name: str) -> bytes:
        """Return the content of a part; FormatError where there is none, or it is too large to be held."""
        try:
            member = self.archive.getinfo(name)
        except KeyError:
            raise FormatError("", f"is damaged: its part {_show(name)} is missing; save it again") from None
        if member.file_size > LARGEST_PART:
            raise FormatError("", f"its part {_show(name)} has more than {LARGEST_PART >> 20} MB: split the document")
        try:
            return self.archive.read(member)
        except _BROKEN as error:
            raise _damaged(error) from None

    def read_xml(self, name: str) -> "_ElementTree":
        """Return the tree of a part; FormatError as `read` and `parse_xml`, with the part's name."""
        content = self.read(name)
        try:
            return parse_xml(content)
        except FormatError as error:
            raise FormatError("", f"its part {_show(name)} {error.problem}") from None

    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """Return where a part points to, in the order of the file; those of the package for no name."""
        folder, _, base = name.rpartition("/")
        path = f"{folder}/_rels/{base}.rels".lstrip("/")
        if path not in self.names:
            return ()
        found = []
        for element in self.read_xml(path).getroot().iterchildren("{*}Relationship"):
            kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = resolve(name, target)
                target = self._known.get(target.casefold(), target)  # capitals mean nothing in names of parts
            found.append(Relation(element.get("Id", ""), kind, target, external))
        return tuple(found)

    def find_main(self) -> str:
        """Return the name of the part that is the document itself; FormatError where there is none."""
        main = next((relation for relation in self.relations() if relation.kind == "officeDocument"), None)
        if main is None:
            raise FormatError("", "is damaged: nothing in it says which part is the document; save it again")
        return self.require(main.target)

    def require(self, name: str) -> str:
        """Return the name of a part that must be there; FormatError where it is not."""
        if name not in self._known.values():
            raise FormatError("", f"is damaged: its part {_show(name)} is missing; save it again")
        return name

    def content_type(self, name: str) -> str:
        """Return what the package says that a part is; "" where it says nothing."""
        return self._types.get("/" + name) or self._types.get(name.rpartition(".")[2].lower(), "")

    @cached_property
    def _known(self) -> dict[str, str]:
        return {name.casefold(): name for name in self.names}

    @cached_property
    def _types(self) -> dict[str, str]:
        """What parts are, by their names with a slash, and what they are by their endings in small letters."""
        found: dict[str, str] = {}
        for element in self.read_xml(_TYPES).getroot().iterchildren("{*}Default", "{*}Override"):
            key = element.get("PartName") or element.get("Extension", "").lower()
            found[key] = element.get("ContentType", "")
        return found


def write_package(file: BinaryIO, changed: Mapping[str, bytes], out: BinaryIO) -> None:
    """Write a package again, with other content for some parts.

    Order, kind of compression and times stay; the content of all other members is the same byte for byte. Where
    nothing is changed, what is written is the file itself. FormatError where a changed part is none of the package.
    """
    file.seek(0)
    if not changed:
        shutil.copyfileobj(file, out, _CHUNK)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            if missing := changed.keys() - set(archive.namelist()):
                raise FormatError("", f"its part {_show(min(missing))} is missing: it changed while it was translated")
            with zipfile.ZipFile(out, "w") as copy:
                copy.comment = archive.comment
                for member in archive.infolist():
                    _copy(archive, member, copy, changed.get(member.filename))
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _damaged(error) from None


def parse_xml(content: bytes) -> "_ElementTree":
    """Return the tree of an XML part; FormatError where it is not well formed, too large, or has a document type.

    >>> parse_xml(b"<a>1</a>").getroot().text
    '1'
    >>> parse_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    Traceback (most recent call last):
    translate.errors.FormatError: has a document type, which no office program writes: save the document again
    """
    from lxml import etree

    if content.count(b"<") > MOST_TAGS:
        raise FormatError("", f"has more than {MOST_TAGS:,} tags: split the document")
    plain = content.replace(b"\0", b"") if b"\0" in content[:64] else content  # UTF-16
    doctype = b"<!DOCTYPE" in plain
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        strip_cdata=False,
    )
    if not doctype:
        try:
            tree: _ElementTree = etree.ElementTree(etree.fromstring(content, parser))
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            said = " ".join(str(error).split())[:80]
            raise FormatError("", f"is not well-formed XML ({said}): save the document again") from None
        doctype = tree.docinfo.internalDTD is not None or bool(tree.docinfo.doctype)
    if doctype:
        raise FormatError("", "has a document type, which no office program writes: save the document again")
    return tree


def serialize_xml(tree: "_ElementTree") -> bytes:
    r"""Return the XML of a tree in UTF-8, with the declaration that office programs write.

    >>> serialize_xml(parse_xml("<a>ә</a>".encode())).decode()
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>ә</a>'
    """
    from lxml import etree

    alone = {True: ' standalone="yes"', False: ' standalone="no"', None: ""}[tree.docinfo.standalone]
    content = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"{alone}?>\n'.encode() + content


def resolve(part: str, target: str) -> str:
    """Return the name of the part that another one points to.

    >>> resolve("word/document.xml", "../docProps/core.xml"), resolve("word/document.xml", "/word/header1.xml")
    ('docProps/core.xml', 'word/header1.xml')
    """
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    return normpath(f"/{dirname(part)}/{target}" if not target.startswith("/") else target).lstrip("/")


def _require_plain(members: list[zipfile.ZipInfo]) -> None:
    """Raise FormatError for sizes, names and flags that no office document has."""
    if len(members) > MOST_MEMBERS:
        raise FormatError("", f"has {len(members):,} members, and at most {MOST_MEMBERS:,} are read: split it")
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED:
        raise FormatError("", f"unpacks to {unpacked >> 20:,} MB, and at most {LARGEST_UNPACKED >> 20:,} are read")
    seen: set[str] = set()
    for member in members:
        name = _show(member.filename)
        if member.flag_bits & 0x41:
            raise FormatError("", "is encrypted: save it without a password")
        if member.filename.startswith("/") or {"..", "."} & set(member.filename.split("/")) or "\\" in name[1:-1]:
            raise FormatError("", f"its member {name} has a path that no office program writes: save it again")
        if member.filename.casefold() in seen:
            raise FormatError("", f"has its member {name} twice, so that programs may differ on it: save it again")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FormatError("", f"its member {name} is packed in a way that no office program uses: save it again")
        if member.file_size > max(SMALL_MEMBER, HIGHEST_RATIO * member.compress_size):
            raise FormatError("", f"its member {name} unpacks to more than {HIGHEST_RATIO} times its size")
        seen.add(member.filename.casefold())


def _require_readable(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member; zipfile stops at the size that the archive states, and checks the sum then."""
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
    if size != member.file_size:
        raise zipfile.BadZipFile("a member is shorter than the archive says")


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, copy: zipfile.ZipFile, content: bytes | None) -> None:
    """Write a member as it was, or with other content."""
    info = zipfile.ZipInfo(member.filename, member.date_time)
    info.compress_type, info.external_attr = member.compress_type, member.external_attr
    info.create_system, info.comment = member.create_system, member.comment
    if content is not None:
        copy.writestr(info, content)
        return
    info.file_size = member.file_size
    with archive.open(member) as source, copy.open(info, "w") as target:
        shutil.copyfileobj(source, target, _CHUNK)


def _explain_old(file: BinaryIO) -> str:
    """Say which of two things a file is that begins as Microsoft's older ones do."""
    file.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in file.read(_CHUNK):
        return "is encrypted: save it without a password"
    return "is of the formats of Office before 2007 (.doc, .ppt, .xls), or encrypted: save it in a newer one, open"


def _damaged(error: Exception) -> FormatError:
    said = " ".join(str(error).split())[:80] or type(error).__name__
    return FormatError("", f"is damaged and cannot be unpacked ({said}): open it in an office program and save it")


def _show(name: str) -> str:
    """Return a name as messages have it, short and on one line."""
    return repr(name if len(name) <= 60 else name[:57] + "...")
