"""What HTML says of a page: which elements are within a line, what is kept, its language and its encoding."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translate.formats.encoding import Encoding
from translate.formats.html_tokens import Attribute, Token

INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink button canvas cite code data del dfn em font i ins kbd label map mark math"
    " meter nobr object output picture progress q ruby rb rp rt rtc s samp script small span strike strong style sub"
    " sup svg time tt u var audio video".split()
)
"""Elements that do not end a line (HTML, section 15.3.3 and following)."""
KEPT = frozenset("code kbd samp var pre svg math canvas object audio video listing plaintext".split())
"""Elements whose content is not translated."""
LASTING = frozenset("a button label".split())
"""Elements that do something, which they cannot where they have no words; none may be within another of its kind."""
FORMATTING = frozenset(
    "abbr acronym b bdi bdo big blink cite dfn em font i mark nobr q s small span strike strong sub sup tt u"
    " var".split()
)
"""Elements that say only how their words look or are meant: without words they say nothing."""

_CHARSET = re.compile(r"(charset\s*=\s*[\"']?)[\w.:-]+", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(r"(<\?xml[^>]{0,200}?encoding\s*=\s*[\"'])[\w.:-]+")
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_DESCRIPTIONS = frozenset({"description", "og:title", "og:description", "twitter:title", "twitter:description"})
_PROLOGUE = 4096


@dataclass(frozen=True, slots=True)
class Page:
    """What else a part of a page needs to be written: its encoding, the mark it begins with, and the tag `html`.

    Of that tag: which piece of the part it is, and what it becomes where anything was translated.
    """

    encoding: Encoding
    beginning: bytes = b""
    html: tuple[int, str] | None = None


def find_declared(beginning: bytes) -> str:
    """Return the encoding that a page says it has, else nothing.

    >>> find_declared(b'<html><meta charset="windows-1251">'), find_declared(b"<p>")
    ('windows-1251', '')
    """
    for pattern in (_XML_DECLARED, _DECLARED):
        if match := pattern.search(beginning[:_PROLOGUE]):
            return match.group(1).decode("ascii", "replace")
    return ""


def rename_encoding(source: str, encoding: Encoding) -> str:
    """Return a tag or declaration that says the encoding in which the page is written, where that is another."""
    if encoding.written == encoding.name:
        return source
    pattern = _XML if source.startswith("<?xml") else _CHARSET if source[:5].lower() == "<meta" else None
    return pattern.sub(rf"\g<1>{encoding.written}", source) if pattern else source


def is_described(attributes: Sequence[Attribute]) -> bool:
    """Tell whether an element `meta` holds text for people."""
    return any(
        attribute.name in ("name", "property") and attribute.value.strip().lower() in _DESCRIPTIONS
        for attribute in attributes
    )


def find_language(source: str, token: Token, attributes: Sequence[Attribute], target: str) -> str:
    """Return the tag `html` for a page in another language.

    >>> find_language("<html>", Token("start", "html", 0, 6), [], "en")
    '<html lang="en">'
    """
    stated = [attribute for attribute in attributes if attribute.name in ("lang", "xml:lang")]
    for attribute in reversed(stated):
        start, end = attribute.start - token.start, attribute.end - token.start
        source = source[:start] + target + source[end:]
    if not stated:
        at = 1 + len(token.name)
        source = f'{source[:at]} lang="{target}"{source[at:]}'
    return source
