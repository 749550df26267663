"""XML of which a few places are written anew and every other byte stays: where each element stands in the file.

The parser is told nothing of the disk or the network, and a document that declares entities is refused, because they
can make a small file grow without end. Positions are bytes of the document in UTF-8.
"""

import codecs
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from glossary.storage.decoding import find_encoding
from translate.errors import FormatError

LARGEST = 400_000_000
"""Bytes of a document, which is held in memory."""
DEEPEST = 100
"""Elements around an element, at most; tools write some twenty, and each costs two calls."""

_XML = "http://www.w3.org/XML/1998/namespace "
_STEP = 1 << 16
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_TAG = re.compile(rb"""<[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>""")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (2.2, Char)."""


@dataclass(slots=True)
class Element:
    """An element, and where it stands: from `start` to `end`, what is in it from `inner` to `inner_end`.

    `name` is without its prefix; attributes of the namespace xml are called `xml:lang`, `xml:space`. Children are
    there where the element was asked for or is in one that was.
    """

    name: str
    namespace: str
    attributes: dict[str, str]
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.inner == self.end

    @property
    def is_translated(self) -> bool:
        """Whether nothing in the element says that its text is to be kept."""
        return self.attributes.get("translate") != "no" and self.attributes.get("mtype") != "protected"

    def first(self, names: Iterable[str]) -> str:
        """Return the first of some attributes that it has; "" where it has none of them."""
        return next((self.attributes[name] for name in names if name in self.attributes), "")

    def find(self, name: str) -> "Element | None":
        """Return the first child of a name, in the namespace of the element; None where there is none."""
        return next((child for child in self.elements(name)), None)

    def elements(self, name: str) -> "Iterator[Element]":
        """Yield the children of a name, in the namespace of the element."""
        for child in self.children:
            if isinstance(child, Element) and child.name == name and child.namespace == self.namespace:
                yield child

    def within(self) -> "Iterator[Element]":
        """Yield all elements in it, each before those in it."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.within()

    def text(self) -> str:
        """Return all text in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def of(self, content: bytes) -> str:
        """Return how it is written."""
        return content[self.start : self.end].decode()

    def start_tag(self, content: bytes) -> str:
        """Return how its first tag is written."""
        return content[self.start : self.inner].decode()

    def end_tag(self, content: bytes) -> str:
        """Return how its last tag is written."""
        return content[self.inner_end : self.end].decode()


class Found(NamedTuple):
    """An element that was asked for, and those around it, the outermost first."""

    element: Element
    around: tuple[Element, ...]


class Edit(NamedTuple):
    """The bytes from `start` to `end` become a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document in UTF-8 without its byte order mark, and what its file is written in."""

    content: bytes
    encoding: str
    beginning: bytes


def load(file: BinaryIO) -> Document:
    """Return a document that can be read; FormatError where it is too large or not of its encoding."""
    file.seek(0)
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FormatError("", f"has more than {LARGEST:,} bytes, and is held in memory: split it")
    encoding = find_encoding(data)
    marks = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
    beginning = next((mark for mark in marks if data.startswith(mark)), b"")
    encoding = marks.get(beginning, encoding)
    if encoding == "utf-8" and not beginning and (declared := _DECLARED.match(data[:1000])):
        encoding = declared.group(1).decode().lower()
    data = data.removeprefix(beginning)
    try:
        content = data.decode(encoding).encode()
        same = encoding == "utf-8" or content.decode().encode(encoding) == data
    except (UnicodeError, LookupError):
        same = False
    if not same:
        raise FormatError("", f"is not {encoding[:30]}, which it says it is written in: save it as UTF-8")
    return Document(content, encoding, beginning)


def walk(content: bytes, names: Collection[str], openings: Collection[str] = ()) -> Iterator[Found]:
    """Yield the elements of some names with all that is in them, in the order of their ends.

    One inside another one of them is not yielded by itself. Those of `openings` are yielded when they begin, without
    children. FormatError where the document is not well formed, is nested too deeply or declares entities.
    """
    reader = _Reader(content, names, openings)
    for at in range(0, len(content) + 1, _STEP):
        yield from reader.feed(content[at : at + _STEP], final=at + _STEP > len(content))


def set_attributes(tag: str, changes: Mapping[str, str | None]) -> str:
    """Return a tag with some attributes set, or taken out where they are None.

    >>> set_attributes("<target state='new'/>", {"state": "translated", "xml:lang": "en"})
    '<target state="translated" xml:lang="en"/>'
    """
    for name, value in changes.items():
        pattern = re.compile(rf"""\s+{re.escape(name)}\s*=\s*(?:"[^"]*"|'[^']*')""")
        written = "" if value is None else f" {name}={quoteattr(value)}"
        if pattern.search(tag):
            tag = pattern.sub(lambda _, written=written: written, tag, count=1)  # type: ignore[misc]
        elif written:
            end = len(tag) - (2 if tag.endswith("/>") else 1)
            tag = tag[:end].rstrip() + written + tag[end:]
    return tag


def name_in(tag: str, name: str) -> str:
    """Return a name with the prefix that the name of a tag has.

    >>> name_in("<x:source>", "target"), name_in("<source id='a:b'>", "target")
    ('x:target', 'target')
    """
    own = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
    prefix, colon, _ = own.rpartition(":")
    return prefix + colon + name


def indentation(element: Element, content: bytes) -> str:
    """Return the white space before an element, with which one beside it is written; "" where it follows text."""
    before = content[max(0, element.start - 200) : element.start]
    rest = before.rstrip(b" \t\r\n")
    return before[len(rest) :].decode() if rest.endswith(b">") else ""


def escape_text(text: str) -> str:
    r"""Return a text for XML; what XML cannot have becomes the replacement character.

    >>> escape_text("a<b & c\x00")
    'a&lt;b &amp; c�'
    """
    return escape(make_writable(text), {"\r": "&#13;"})


def make_writable(text: str) -> str:
    """Return a text with the replacement character for what neither XML nor HTML can have."""
    return _UNWRITABLE.sub("\ufffd", text)


def write_edits(document: Document, edits: Iterable[Edit], out: BinaryIO) -> None:
    """Write a document with edits, which come in the order of their places.

    Nothing is written before the first edit is known, and then as far as the edits are known. A letter that the
    encoding of the document lacks is written as its number.
    """
    beginning, position = document.beginning, 0

    def encode(content: bytes) -> bytes:
        plain = document.encoding == "utf-8"
        return content if plain else content.decode().encode(document.encoding, "xmlcharrefreplace")

    for edit in edits:
        out.write(beginning + encode(document.content[position : edit.start] + edit.text.encode()))
        beginning, position = b"", edit.end
    out.write(beginning + encode(document.content[position:]))


class _Reader:
    """Gathers elements while the parser runs."""

    def __init__(self, content: bytes, names: Collection[str], openings: Collection[str]) -> None:
        self._content, self._names, self._openings = content, names, openings
        self._open: list[Element] = []
        self._gathering = 0
        self._found: list[Found] = []
        self._parser = parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._refuse

    def feed(self, piece: bytes, *, final: bool) -> list[Found]:
        """Return what was found whole since the last piece."""
        self._found = []
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as error:
            what = f"{expat.ErrorString(error.code)}, line {error.lineno}"
            raise FormatError("", f"is not well-formed XML ({what}): export the file again") from None
        return self._found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise FormatError("", f"has elements in more than {DEEPEST} others, as no tool writes: export it again")
        namespace, _, local = name.rpartition(" ")
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._content, start)
        if tag is None:  # the parser has taken it for a tag
            raise FormatError("", "is XML in an encoding that it does not name: save it as UTF-8")
        own = {key.replace(_XML, "xml:"): value for key, value in attributes.items()}
        element = Element(local, namespace, own, start, tag.end())
        if self._gathering:
            self._open[-1].children.append(element)
        if local in self._openings:
            self._found.append(Found(element, tuple(self._open)))
        self._gathering += bool(self._gathering) or local in self._names
        self._open.append(element)

    def _end(self, name: str) -> None:
        del name
        element = self._open.pop()
        if self._content[element.inner - 2 : element.inner] == b"/>":
            element.inner_end = element.end = element.inner
        else:
            element.inner_end = self._parser.CurrentByteIndex
            element.end = self._content.index(b">", element.inner_end) + 1
        self._gathering -= bool(self._gathering)
        if element.name in self._names and not self._gathering:
            self._found.append(Found(element, tuple(self._open)))

    def _text(self, text: str) -> None:
        if self._gathering:
            children = self._open[-1].children
            if children and isinstance(children[-1], str):
                children[-1] += text
            else:
                children.append(text)

    def _refuse(self, *_: object) -> None:
        raise FormatError("", "declares entities, which can make a small file grow without end: export it without them")
