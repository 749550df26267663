"""Short names for the elements of office documents: the same for both editions of the standard.

ECMA-376 has two sets of namespaces, `transitional`, which office programs write, and `strict`, which they can.
"""

from functools import lru_cache
from typing import Any

from lxml.etree import _Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://purl.oclc.org/ooxml/presentationml/main": "p",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
}


@lru_cache(maxsize=4096)
def shorten(tag: Any) -> str:
    """Return the name of an element or attribute with the usual prefix, without one in other namespaces.

    >>> shorten("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"), shorten("{urn:x}p"), shorten("id")
    ('w:p', '?:p', 'id')
    """
    if not isinstance(tag, str):
        return ""  # a comment, a processing instruction
    namespace, _, name = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], '?')}:{name}" if namespace else name


def name_of(element: _Element) -> str:
    """Return the short name of an element; "" for a comment."""
    return shorten(element.tag)


def sibling_name(element: _Element, name: str) -> str:
    """Return the full name that an element or attribute has in the namespace of another one."""
    return element.tag.rpartition("}")[0] + "}" + name


def find_child(element: _Element, name: str) -> _Element | None:
    """Return the first child of a short name."""
    return next((child for child in element if name_of(child) == name), None)


def get_value(element: _Element, name: str = "w:val") -> str:
    """Return an attribute by its short name; "" where there is none."""
    return next((str(value) for key, value in element.items() if shorten(key) == name), "")


def is_on(element: _Element | None) -> bool:
    """Tell whether a property that is on or off is on; it is where it says nothing else."""
    return element is not None and get_value(element) not in ("0", "false", "off")
