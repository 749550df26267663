"""The tags, texts and comments of HTML with their places, every code point in one of them, however badly it is made."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["text", "start", "end", "raw", "other"]

_MARKUP = re.compile(r"<(?=[a-zA-Z!?]|/[a-zA-Z>])")
_START = re.compile(  # a quote counts only after an equals sign (HTML, section 13.2.5.35)
    r"<([a-zA-Z][^\s/>]*+)(?:[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=|[\"'])*+>"
)
_END = re.compile(r"</([a-zA-Z][^\s/>]*+)[^>]*+>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content has no tags (HTML, section 13.2.5.2 and following)."""


class Token(NamedTuple):
    """A tag, a text, a whole element whose content has no tags, or another thing. `name` is in small letters.

    `inner` is where the content of such an element begins and ends.
    """

    kind: Kind
    name: str
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)
    empty: bool = False


class Attribute(NamedTuple):
    """An attribute of a tag: its name in small letters, its value as it stands, where that is, and its quote."""

    name: str
    value: str
    start: int
    end: int
    quote: str


def read_tokens(text: str, *, strict: bool = False) -> Iterator[Token]:
    """Yield the tokens of a text; `strict` is XHTML, where `<script/>` has no content.

    >>> [(token.kind, token.name) for token in read_tokens("a<br>1 < 2<p x='>'></p")]
    [('text', ''), ('start', 'br'), ('text', ''), ('start', 'p'), ('other', '')]
    """
    at = 0
    while at < len(text):
        match = _MARKUP.search(text, at)
        start = match.start() if match else len(text)
        if start > at:
            yield Token("text", "", at, start)
        if not match:
            return
        token = _read_markup(text, start, strict)
        yield token
        at = token.end


def read_attributes(text: str, token: Token) -> list[Attribute]:
    """Return the attributes of a start tag that have a value; places are those in the text.

    >>> read_attributes("<a href='x' b c=d>", Token("start", "a", 0, 18))[0]
    Attribute(name='href', value='x', start=9, end=10, quote="'")
    """
    found = []
    end = token.inner[0] or token.end
    for match in _ATTRIBUTE.finditer(text, token.start + 1 + len(token.name), end - 1):
        value = match.group(2)
        if value is None:
            continue
        quote = value[0] if value[0] in "\"'" else ""
        start, stop = match.start(2) + len(quote), match.end(2) - len(quote)
        found.append(Attribute(match.group(1).lower(), text[start:stop], start, stop, quote))
    return found


def _read_markup(text: str, start: int, strict: bool) -> Token:
    """Return the tag or comment that begins at a place; what never ends is all of the rest."""
    second = text[start + 1]
    if second in "!?":
        return Token("other", "", start, _find_end(text, start))
    match = (_END if second == "/" else _START).match(text, start)
    if match is None:
        close = text.find(">", start)
        return Token("other", "", start, close + 1 or len(text))
    name = match.group(1).lower()
    if second == "/":
        return Token("end", name, start, match.end())
    empty = text.endswith("/>", start, match.end())
    if name in _RAW and not (empty and strict):
        stop = re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE).search(text, match.end())
        inner = (match.end(), stop.start() if stop else len(text))
        return Token("raw", name, start, stop.end() if stop else len(text), inner)
    return Token("start", name, start, match.end(), empty=empty)


def _find_end(text: str, start: int) -> int:
    """Return where a comment, a declaration or an instruction ends."""
    for beginning, close, skip in (("<!--", "-->", 2), ("<![CDATA[", "]]>", 9), ("<?", "?>", 2), ("<", ">", 1)):
        if text.startswith(beginning, start):
            end = text.find(close, start + skip)
            if end >= 0:
                return end + len(close)
            if beginning == "<!--":
                break
    return len(text)
