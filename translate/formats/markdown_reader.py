"""The blocks of a Markdown document: paragraphs, headings, list items, cells, and the texts of pictures in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from markdown_it.token import Token

from translate.formats.encoding import Encoding
from translate.formats.flow import lay_out
from translate.formats.format import Part
from translate.formats.html_page import KEPT
from translate.formats.html_tokens import read_tokens
from translate.formats.items import Item
from translate.formats.markdown_parser import Spot, make_parser, read_spots, split_row
from translate.formats.template import Draft, Piece, Pieces, Slot

Style = Literal["line", "cell", "alt"]
"""Where a text stands: on lines of its own, in the cell of a table, in the brackets of a picture."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??(?:\1|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_LEADING = re.compile(r"\[[ xX]\][ \t]+|\[![A-Za-z]+\][ \t]*\n?|\[\^[^\]\s]+\]:[ \t]*")
_TRAILING = re.compile(r"[ \t]*\{[#.:][^{}]*\}$")
_PREFIX = re.compile(r"[ \t>*+\d.)-]*")
KEPT_TEXT = re.compile(r"\[\^[^\]\s]+\]|\{\{.*?\}\}|\{%.*?%\}")
"""A reference to a footnote; what template languages put into pages."""
_VOID = frozenset("img wbr input embed hr".split())


class Text(NamedTuple):
    """The text of a line or more as markdown-it has it, and the place of each code point in the document."""

    content: str
    places: Sequence[int]
    style: Style


class Rest(NamedTuple):
    """What else a part needs to be written: its encoding, its byte order mark, the addresses that links may name."""

    encoding: Encoding
    beginning: bytes
    references: Mapping[str, Any]


class Reader:
    """Reads one document."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        """Take a document's text and how it is encoded."""
        self.text, self.encoding = text, encoding
        front = _FRONT.match(text)
        self.at = 0
        first = front.end() if front else 0
        self.lines = [match.span() for match in _LINE.finditer(text, first) if match.end() > match.start()]
        self.references: dict[str, Any] = {}
        self.draft = Draft()

    def read(self) -> Iterator[Part]:
        """Yield the parts of the document, at least one."""
        rest = Rest(self.encoding, self.encoding.beginning, self.references)
        notes = self.encoding.notes
        source = "\n".join(self._line(number) for number in range(len(self.lines)))
        tokens = make_parser().parse(source, self.references)
        for text in self._find_texts(tokens):
            self._take(text)
            if self.draft.full:
                yield self.draft.finish(rest, notes)
                self.draft, rest, notes = Draft(), rest._replace(beginning=b""), ()
        self.draft.pieces.append(self.text[self.at :])
        yield self.draft.finish(rest, notes)

    def _line(self, number: int) -> str:
        start, end = self.lines[number]
        return self.text[start:end].rstrip("\r\n")

    def _find_texts(self, tokens: Sequence[Token]) -> Iterator[Text]:
        """Yield the texts of the document in order."""
        row: list[Token] = []
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "tr_open":
                row = []
            elif token.type == "tr_close":
                yield from self._find_cells(row)
            elif token.type == "inline" and before and before.type in ("th_open", "td_open"):
                row.append(token)
            elif token.type == "inline" and (text := self._find_text(token, before)):
                yield text

    def _find_text(self, token: Token, before: Token | None) -> Text | None:
        """Return the text of a paragraph or a heading; None where it is not found in the document."""
        first, last = token.map or (0, 0)
        contents = token.content.split("\n")
        if first + len(contents) > last:
            return None
        places: list[int] = []
        for number, content in enumerate(contents, first):
            line = self._line(number)
            body = content.lstrip(" \t")
            column = len(line) - len(body) if line.endswith(body) else line.rfind(body)
            if column < 0:
                return None
            start = self.lines[number][0] + column
            places += [start] * (len(content) - len(body))
            places += range(start, start + len(body) + 1)
        text = token.content
        if before and before.type == "heading_open" and (match := _TRAILING.search(text)):
            text = text[: match.start()]
        skip = match.end() if (match := _LEADING.match(text)) else 0
        return Text(text[skip:], places[skip:], "line")

    def _find_cells(self, row: Sequence[Token]) -> Iterator[Text]:
        """Yield the cells of a row, which stand in one line, after what may stand before a table."""
        number = row[0].map[0] if row and row[0].map else 0
        line = self._line(number)
        cells = split_row(line)
        for shift in (1, 0) if _PREFIX.fullmatch(line.partition("|")[0]) else (0,):
            found = cells[shift : shift + len(row)]
            if all(
                token.content == cell.text or (not shift and not at and cell.text.endswith(token.content))
                for at, (token, cell) in enumerate(zip(row, found, strict=False))
            ):
                for token, cell in zip(row, found, strict=False):
                    skip = len(cell.text) - len(token.content)
                    yield Text(token.content, [self.lines[number][0] + place for place in cell.places[skip:]], "cell")
                return

    def _take(self, text: Text) -> None:
        """Take a text that stands after all that have been taken."""
        if not text.content or text.places[0] < self.at:
            return
        items = self._read_items(text)
        start, end = text.places[0], text.places[len(text.content)]
        if layout := lay_out(items):
            slot = Slot(layout.slot.source, layout.slot.tags, layout.slot.breaks, text.style)
            number = self.draft.add_block(layout.block, slot)
            pieces: Pieces = (*layout.before, number, *layout.after)
        else:
            pieces = tuple(piece for item in items for piece in item.source)
        self.draft.pieces += [self.text[self.at : start], *pieces]
        self.at = end

    def _read_items(self, text: Text) -> list[Item]:
        """Return the items of a text."""
        items: list[Item] = []
        at = 0
        labels: list[int] = []
        for spot in read_spots(text.content, self.references):
            items += self._read_plain(text, at, spot.start)
            if spot.kind == "link_open":
                labels.append(spot.end)
            items.append(self._read_item(text, spot, labels.pop() if spot.kind == "link_close" else 0))
            at = spot.end
        return items + self._read_plain(text, at, len(text.content))

    def _read_item(self, text: Text, spot: Spot, label: int) -> Item:
        """Return the item of something within a line; `label` is where the text of a link begins that ends here."""
        source = self.text[text.places[spot.start] : text.places[spot.end]]
        kind, _, side = spot.kind.rpartition("_")
        if spot.kind == "link_close" and source in ("]", "][]"):
            return Item("close", (source,), key=kind, changed=(f"][{self._cut(text, label, spot.start)}]",))
        if side in ("open", "close"):
            return Item("open" if side == "open" else "close", (source,), key=kind)
        if spot.kind == "softbreak":
            return Item("text", (source,), " ")
        if spot.kind == "hardbreak":
            return Item("break", (source,))
        if spot.kind == "text_special":
            return Item("text", (source,), spot.content)
        if spot.kind == "html_inline":
            return _read_tag(source)
        if spot.kind == "image":
            return Item("place", self._read_image(text, spot))
        return Item("place", (source,), solid=True)

    def _read_image(self, text: Text, spot: Spot) -> Pieces:
        """Return the pieces of a picture, whose text is a block unless it is the picture's address too."""
        start, end = spot.start + 2, spot.start + 2 + len(spot.content)
        source = self.text[text.places[spot.start] : text.places[spot.end]]
        if text.content[end : spot.end] in ("]", "][]") or not any(map(str.isalpha, spot.content)):
            return (source,)
        inner = Text(spot.content, text.places[start : end + 1], "alt")
        layout = lay_out(self._read_items(inner))
        if layout is None:
            return (source,)
        slot = Slot(layout.slot.source, layout.slot.tags, layout.slot.breaks, "alt")
        number = self.draft.add_block(layout.block, slot)
        before, after = self._cut(text, spot.start, start), self._cut(text, end, spot.end)
        return (before, *layout.before, number, *layout.after, after)

    def _read_plain(self, text: Text, start: int, end: int) -> list[Item]:
        """Return the items of what is plain text to Markdown."""
        items: list[Item] = []
        for match in KEPT_TEXT.finditer(text.content, start, end):
            items.append(self._make_text(text, start, match.start()))
            items.append(Item("place", (self._cut(text, match.start(), match.end()),), solid=True))
            start = match.end()
        items.append(self._make_text(text, start, end))
        return [item for item in items if item.source != ("",)]

    def _make_text(self, text: Text, start: int, end: int) -> Item:
        return Item("text", (self._cut(text, start, end),), text.content[start:end])

    def _cut(self, text: Text, start: int, end: int) -> str:
        """Return a piece of a text as it stands in the document."""
        return self.text[text.places[start] : text.places[end]]


def _read_tag(source: str) -> Item:
    """Return the item of an HTML tag or comment within a line."""
    token = next(read_tokens(source))
    piece: tuple[Piece, ...] = (source,)
    if token.name == "br":
        return Item("break", piece)
    if token.kind not in ("start", "end") or token.name in _VOID or token.empty:
        return Item("place", piece)
    key = token.name if token.name == "sup" else f"<{token.name}"
    if token.kind == "end":
        return Item("close", piece, key=key)
    kept = token.name in KEPT or re.search(r"translate\s*=\s*[\"']?no\b|\bnotranslate\b", source) is not None
    return Item("open", piece, key=key, solid=kept)
