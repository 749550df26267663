"""Reading XML that others sent: as a stream, with nothing that the file asks the parser to fetch or to expand.

A termbase in XML needs no entities. A file that declares one is refused before the parser sees it, and again
when the parser has read the document type; a document type without entities is never loaded, from the disk or
from the network. What the parser itself limits (depth, length of a text, growth) stays limited.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from glossary.errors import Problem, TermbaseError
from glossary.storage.decoding import find_encoding
from glossary.storage.limits import LONGEST_PROLOG, require_size

if TYPE_CHECKING:
    from lxml.etree import _Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_LAST_SHORT_LINE = 65_535
_PART = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")


def find_root(data: bytes) -> str:
    """Return the name of the root element, without its prefix, of the beginning of a file; "" where it has none.

    >>> find_root(b'<?xml version="1.0"?><!DOCTYPE martif SYSTEM "core.dtd"><martif type="TBX">')
    'martif'
    >>> find_root("әкім,akim".encode())
    ''
    """
    text = data[:LONGEST_PROLOG].decode(find_encoding(data), errors="replace")
    position = 0
    while match := _PART.match(text, position):
        position = match.end()
    found = _ROOT.match(text, position)
    return found.group(1).rpartition(":")[2] if found else ""


def stream(path: Path, *names: str) -> Iterator["_Element"]:
    """Yield the elements of these names, whatever their namespace, each whole; its memory is freed afterwards.

    Raises TermbaseError where the file is too large, is not well formed or declares entities; OSError.
    """
    from lxml import etree

    require_size(path)
    with path.open("rb") as file:
        if b"<!ENTITY" in file.read(LONGEST_PROLOG).replace(b"\0", b""):
            raise _entities(path)
        file.seek(0)
        events = etree.iterparse(
            file,
            events=("end",),
            tag=tuple(f"{{*}}{name}" for name in names),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )
        try:
            for _, element in events:
                document = element.getroottree().docinfo.internalDTD
                if document is not None and any(True for _ in document.iterentities()):
                    raise _entities(path)
                yield element
                _free(element)
        except etree.XMLSyntaxError as error:
            faults = [(entry.line, entry.message) for entry in events.error_log] or [(error.lineno or 0, error.msg)]
            line, what = faults[0]
            problem = Problem(line, "", f"is not well-formed XML ({what}): export the file again")
            raise TermbaseError(str(path), [problem]) from None


def name_of(element: "_Element") -> str:
    """Return the name of an element without its namespace; "" for what is no element, such as an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: "_Element") -> str:
    """Return the text inside an element, marked-up parts of it included; ValueError where an entity is in it."""
    if not len(element):
        return element.text or ""
    for inner in element.iter():
        if not isinstance(inner.tag, str):
            raise ValueError(f"has {inner.text}, which the file does not explain: write the character itself")
    return "".join(map(str, element.itertext()))


def line_of(element: "_Element") -> int:
    """Return the line on which an element begins; 0 where it is not known.

    libxml2 keeps the lines beyond 65,535 at the texts of a file alone, so an element that has none inside and
    none beside it has the line of the next one around it that has.
    """
    line = cast(int | None, element.sourceline) or 0
    around = element.getparent()
    while line == _LAST_SHORT_LINE and around is not None:
        line = cast(int | None, around.sourceline) or 0
        around = around.getparent()
    return line


def _entities(path: Path) -> TermbaseError:
    """Say that a file declares entities."""
    message = "declares entities, which can make a small file grow without end: write the characters themselves"
    return TermbaseError(str(path), [Problem(0, "", message)])


def _free(element: "_Element") -> None:
    """Give back the memory of an element that was read and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)
