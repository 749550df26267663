"""The texts of spreadsheets: runs of equal formatting as marks, and a target as runs again.

The formatting that most of a text has is no mark: a target has it wherever it has no other. Characters that XML has
no way to write stand in a text as `_x000D_` (ISO/IEC 29500-1, 22.4.2.4).
"""

import re
from dataclasses import dataclass

from glossary.text import Span
from translate.formats.format import Block, Mark, Target
from translate.formats.xml_positions import Element, escape_text, name_in

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a spreadsheet: its runs, each with how its formatting is written, "" where it has none.

    `prefix` is that of the names of its elements; `start` and `end` are where what is in its element stands.
    """

    runs: tuple[tuple[str, str], ...]
    prefix: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """What it says."""
        return "".join(text for _, text in self.runs)


def read_text(element: Element, content: bytes) -> Text:
    """Return what an element (`si`, `is`) says: the text in it, or its runs, without hints of pronunciation."""
    prefix = name_in(element.start_tag(content), "")
    runs: list[tuple[str, str]] = []
    for child in element.children:
        if isinstance(child, str) or child.name not in ("t", "r"):
            continue
        texts = [child] if child.name == "t" else list(child.elements("t"))
        looks = child.find("rPr")
        formatting = looks.of(content) if looks else ""
        text = "".join(unescape(one.text()) for one in texts)
        if runs and runs[-1][0] == formatting:
            runs[-1] = formatting, runs[-1][1] + text
        elif text:
            runs.append((formatting, text))
    return Text(tuple(runs), prefix, element.inner, element.inner_end)


def make_block(text: Text) -> Block:
    """Return a text as a block; each run that is formatted otherwise than most of it is a mark.

    >>> make_block(Text((("", "Қала "), ("<b/>", "әкімі")), "", 0, 0)).marks
    (Mark(number=1, span=Span(start=5, end=10)),)
    """
    usual = _usual(text)
    marks: list[Mark] = []
    at = 0
    for number, (formatting, run) in enumerate(text.runs):
        if formatting != usual:
            marks.append(Mark(number, Span(at, at + len(run))))
        at += len(run)
    return Block(text.plain, tuple(marks))


def write_text(text: Text, target: Target) -> str:
    """Return what is in an element that says a target; where marks overlap the later one wins.

    >>> write_text(Text((("", "Қала "), ("<b/>", "әкімі")), "", 0, 0), Target("akim of", (Mark(1, Span(0, 4)),)))
    '<r><b/><t>akim</t></r><r><t xml:space="preserve"> of</t></r>'
    """
    usual = _usual(text)
    looks = [usual] * len(target.text)
    for mark in target.marks:
        if mark.number < len(text.runs):
            span = range(max(0, mark.span.start), min(mark.span.end, len(looks)))
            looks[span.start : span.stop] = [text.runs[mark.number][0]] * len(span)
    prefix = text.prefix
    if not any(looks):
        return _write(target.text, prefix)
    pieces: list[str] = []
    start = 0
    for at in range(1, len(looks) + 1):
        if at == len(looks) or looks[at] != looks[start]:
            run = looks[start] + _write(target.text[start:at], prefix)
            pieces.append(f"<{prefix}r>{run}</{prefix}r>")
            start = at
    return "".join(pieces)


def escape_name(text: str) -> str:
    r"""Return a text as it stands in XML, but for the signs that any XML escapes.

    >>> escape_name("a\x01b_x000A_")
    'a_x0001_b_x005F_x000A_'
    """
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match.group()):04X}_", _LITERAL.sub("_x005F_", text))


def unescape(text: str) -> str:
    r"""Return what a text in XML says.

    >>> unescape("a_x0001_b_x005F_x000A_")
    'a\x01b_x000A_'
    """
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def _usual(text: Text) -> str:
    """Return the formatting of most of a text."""
    lengths: dict[str, int] = {}
    for formatting, run in text.runs:
        lengths[formatting] = lengths.get(formatting, 0) + len(run)
    return max(lengths, key=lambda formatting: lengths[formatting], default="")


def _write(text: str, prefix: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<{prefix}t{space}>{escape_text(escape_name(text))}</{prefix}t>"
