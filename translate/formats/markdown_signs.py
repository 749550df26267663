"""Text as Markdown: signs that would become markup are escaped, and what was written can be read again."""

import re
from collections.abc import Mapping
from typing import Any

from translate.formats.markdown_parser import read_spots
from translate.formats.markdown_reader import KEPT_TEXT, Style

_SIGN = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|[`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])"
    r"|&(?=#?\w+;)|~(?=~)|(?<=~)~|!(?=\[|$)|\{(?=[{%])"
)
_BEGINNING = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:-[-\s]*|=+\s*)$|[~]{3}|\||:(?=-)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_END = re.compile(r"(\s)(#+\s*)$")


def escape_text(text: str, before: str, style: Style) -> str:
    r"""Return a piece of a line as Markdown that says it; `before` is what has been written on the line.

    >>> escape_text("1. *snake_case* | [x]", "", "line")
    '1\\. \\*snake_case\\* | \\[x\\]'
    >>> escape_text("a | b", "", "cell"), escape_text("# a", "**", "line")
    ('a \\| b', '# a')
    """
    escaped = _SIGN.sub(lambda match: "\\" + match.group(), text)
    if style == "cell":
        escaped = escaped.replace("|", "\\|")
    elif style == "line" and (not before or before[-1] in "\r\n"):
        escaped = escaped.lstrip(" \t")
        escaped = _NUMBER.sub(r"\1\\\2", escaped, count=1) if _NUMBER.match(escaped) else escaped
        escaped = "\\" + escaped if _BEGINNING.match(escaped) else escaped
    if style == "line":
        escaped = _END.sub(r"\1\\\2", escaped)
    if before.endswith("]") and escaped[:1] in ("(", ":"):
        escaped = "\\" + escaped
    return escaped


def is_read_as(source: str, text: str, references: Mapping[str, Any]) -> bool:
    """Tell whether the source of a paragraph is read as a text, white space apart.

    >>> is_read_as("бір **екі**", "бір екі", {}), is_read_as("бір **екі.**үш", "бір екі.үш", {})
    (True, False)
    """
    source = source.replace("\\|", "|")
    parts: list[str] = []
    at = 0
    for spot in read_spots(source, references):
        parts.append(KEPT_TEXT.sub("", source[at : spot.start]))
        if spot.kind == "text_special":
            parts.append(spot.content)
        at = spot.end
    return "".join("".join([*parts, KEPT_TEXT.sub("", source[at:])]).split()) == "".join(text.split())
