"""The blocks of an HTML document: what is between the tags of its paragraphs, cells and headings."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from translate.formats.encoding import Encoding
from translate.formats.flow import lay_out
from translate.formats.format import Block, Part
from translate.formats.html_page import INLINE, KEPT, Page, find_language, is_described, rename_encoding
from translate.formats.html_tokens import Attribute, Token, read_attributes, read_tokens
from translate.formats.items import BLANK, Item
from translate.formats.template import Draft, Piece, Pieces, Slot

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PLACES = frozenset("area base embed img input link meta param source track wbr".split())
_CLOSED_BY = {  # what a start tag ends (HTML, section 13.1.2.4)
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "option": {"option"},
}
_TRANSLATED = frozenset({"alt", "title", "placeholder", "aria-label"})


class Reader:
    """Reads one document."""

    def __init__(self, text: str, encoding: Encoding, target: str) -> None:
        """Take a document's text, how it is encoded, and the language that it becomes."""
        self.text, self.encoding, self.target = text, encoding, target
        self.strict = text.lstrip("\ufeff \r\n").startswith("<?xml")
        self.draft = Draft()
        self.items: list[Item] = []
        self.stack: list[tuple[str, bool]] = [("", True)]
        self.open: Counter[str] = Counter()
        self.kept: list[Piece] | None = None
        self.depth = 0
        self.html: tuple[int, str] | None = None

    def read(self) -> Iterator[Part]:
        """Yield the parts of the document, at least one."""
        beginning, notes = self.encoding.beginning, self.encoding.notes
        for token in read_tokens(self.text, strict=self.strict):
            self._take(token)
            if self.draft.full and not self.items and self.kept is None:
                yield self.draft.finish(Page(self.encoding, beginning, self.html), notes)
                self.draft, self.html, beginning, notes = Draft(), None, b"", ()
        self._finish_kept()
        self._flush()
        if self.draft.pieces or not self.text or beginning or notes:
            yield self.draft.finish(Page(self.encoding, beginning, self.html), notes)

    @property
    def translated(self) -> bool:
        """Tell whether what stands here is translated."""
        return self.stack[-1][1]

    def _take(self, token: Token) -> None:
        """Take the next token."""
        source = self.text[token.start : token.end]
        if token.kind == "end":
            self._take_end(token, source)
        elif token.kind == "start":
            self._take_start(token)
        elif self.kept is not None or not self.translated:
            self._keep(source)
        elif token.kind == "text":
            self._take_text(source)
        elif token.kind == "raw":
            self._take_raw(token)
        else:
            self.items.append(Item("place", (rename_encoding(source, self.encoding),)))

    def _take_raw(self, token: Token) -> None:
        """Take an element whose content has no tags; that of a title is translated."""
        start, end = token.inner
        tag = self._read_tag(token)
        content, close = self.text[start:end], self.text[end : token.end]
        if token.name != "title":
            self.items.append(Item("place", (*tag, content + close)))
            return
        self._flush()
        self.draft.pieces.extend(tag)
        self.items.append(Item("text", (content,), html.unescape(content)))
        self._flush()
        self.draft.pieces.append(close)

    def _take_start(self, token: Token) -> None:
        name = token.name
        inline = name in INLINE or ":" in name
        if not inline and name not in _VOID:
            self._close_implied(name)
        attributes = read_attributes(self.text, token)
        translated = self._is_translated(name, attributes)
        tag = self._read_tag(token)
        whole = name in _VOID or token.empty
        if self.kept is not None or (not self.translated and (inline or name in _VOID)):
            self._keep(*tag)
        elif name == "br":
            self._take_break(tag)
        elif name in _PLACES or (inline and whole):
            self.items.append(Item("place", tag, solid=not translated and not whole))
        elif inline and translated:
            self.items.append(Item("open", tag, key=name))
        elif inline:
            self.kept, self.depth = list(tag), len(self.stack)
        else:
            self._flush()
            if name == "html" and len(tag) == 1:
                changed = find_language(self.text[token.start : token.end], token, attributes, self.target)
                self.html = (len(self.draft.pieces), changed)
            self.draft.pieces.extend(tag)
        if not whole:
            self.stack.append((name, translated))
            self.open[name] += 1

    def _take_end(self, token: Token, source: str) -> None:
        name = token.name
        inline = name in INLINE or ":" in name
        if self.kept is not None and self.open[name]:
            depth = next(at for at in range(len(self.stack) - 1, -1, -1) if self.stack[at][0] == name)
            if depth >= self.depth:
                self._pop(name)
                self._keep(source)
                if len(self.stack) <= self.depth:
                    self._finish_kept()
                return
            self._finish_kept()
        before = self.translated
        self._pop(name)
        if self.kept is not None or (inline and not (before and self.translated)):
            self._keep(source)
        elif inline:
            self.items.append(Item("close", (source,), key=name))
        else:
            self._flush()
            self.draft.pieces.append(source)

    def _pop(self, name: str) -> None:
        """Leave the innermost element of a name, if there is one."""
        while self.open[name]:
            one, _ = self.stack.pop()
            self.open[one] -= 1
            if one == name:
                return

    def _close_implied(self, name: str) -> None:
        """Leave elements that a start tag ends: list items, cells, paragraphs."""
        ended = _CLOSED_BY.get(name, {"p"})
        while self.stack[-1][0] in ended:
            self._pop(self.stack[-1][0])

    def _is_translated(self, name: str, attributes: list[Attribute]) -> bool:
        """Tell whether the content of an element is translated."""
        for attribute in attributes:
            if attribute.name == "translate":
                return attribute.value.strip().lower() != "no"
            if attribute.name == "class" and "notranslate" in attribute.value.split():
                return False
        return self.translated and name not in KEPT

    def _read_tag(self, token: Token) -> Pieces:
        """Return the pieces of a start tag, in which the attributes that people read are blocks."""
        end = token.inner[0] or token.end
        if token.name == "meta":
            source = self.text[token.start : end]
            if (renamed := rename_encoding(source, self.encoding)) != source:
                return (renamed,)
        if not self.translated:
            return (self.text[token.start : end],)
        attributes = read_attributes(self.text, token)
        if any(one.name == "translate" and one.value.lower() == "no" for one in attributes):
            return (self.text[token.start : end],)
        names = {"content"} if token.name == "meta" and is_described(attributes) else _TRANSLATED
        pieces: list[Piece] = []
        at = token.start
        for attribute in attributes:
            value = html.unescape(attribute.value)
            if attribute.name not in names or not any(map(str.isalpha, value)):
                continue
            text = re.sub(rf"[{BLANK}]+", " ", value.strip(BLANK))
            slot = Slot((attribute.value,), style=attribute.quote or "bare")
            pieces += [self.text[at : attribute.start], self.draft.add_block(Block(text), slot)]
            at = attribute.end
        return (*pieces, self.text[at:end])

    def _take_break(self, tag: Pieces) -> None:
        """Take a line break with the white space before it."""
        blank = ""
        if self.items and self.items[-1].kind == "text" and isinstance(source := self.items[-1].source[0], str):
            kept = source.rstrip(BLANK)
            blank = source[len(kept) :] if kept else ""
            if blank:
                self.items[-1] = Item("text", (kept,), self.items[-1].text.rstrip(BLANK))
        self.items.append(Item("break", (blank, *tag) if blank else tag))

    def _take_text(self, source: str) -> None:
        """Take a text; white space after a line break goes with the break."""
        if self.items and self.items[-1].kind == "break":
            kept = source.lstrip(BLANK)
            blank = source[: len(source) - len(kept)]
            self.items[-1] = Item("break", (*self.items[-1].source, blank))
            source = kept
        self.items.append(Item("text", (source,), html.unescape(source)))

    def _keep(self, *pieces: Piece) -> None:
        """Take what is not translated."""
        if self.kept is not None:
            self.kept.extend(pieces)
        else:
            self._flush()
            self.draft.pieces.extend(pieces)

    def _finish_kept(self) -> None:
        """End what is not translated within a paragraph."""
        if self.kept is not None:
            self.items.append(Item("place", tuple(self.kept), solid=True))
            self.kept = None

    def _flush(self) -> None:
        """End the paragraph."""
        if not self.items:
            return
        layout = lay_out(self.items)
        if layout is None:
            self.draft.pieces.extend(piece for item in self.items for piece in item.source)
        else:
            self.draft.pieces.extend(layout.add_to(self.draft))
        self.items = []
