"""A DOCX with both languages side by side, for people who check a translation or work on it.

A table of two columns on wide pages, a row for each segment. The terms that were found, and their renderings, are
coloured on both sides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, BinaryIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from glossary.term import Language
from glossary.text import Span
from translate.formats.format import Block, Options, Target
from translate.formats.wordprocessing import TAGS

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMES: dict[Language, str] = {"kk": "Қазақша", "en": "English"}
"""The languages as their speakers call them."""
COLOUR = "FFF2CC"
"""Behind terms: a light yellow, which can be read in print too."""

_FONT = "Times New Roman"
"""A font that has the Kazakh letters wherever Word or LibreOffice is."""
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTH = 7285
"""Of a column, in twentieths of a point: half of a wide A4 page without its margins."""


def write_bilingual_docx(
    pairs: Iterable[tuple[Block, Target]], options: Options, out: BinaryIO, title: str = ""
) -> None:
    """Write the blocks of a document and their translations as a table, a row for each segment.

    A block without segments is one row; what is empty on both sides is left out.
    """
    document = Document()
    _set_page(document)
    _set_font(document)
    if title:
        document.add_heading(_clean(title), level=1)
        document.core_properties.title = _clean(title)[:255]
    languages = (options.source, options.target)
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    body = table._tbl  # a table of many rows is built from elements: what the library does for each looks at all
    header = body.tr_lst[0]
    body.remove(header)
    for element in body.tblGrid:
        element.set(qn("w:w"), str(_WIDTH))
    maker = _RowMaker(languages)
    body.append(maker.make_header([NAMES[language] for language in languages]))
    for texts, spans in _list_rows(pairs):
        body.append(maker.make(texts, spans))
    document.save(out)


def _list_rows(
    pairs: Iterable[tuple[Block, Target]],
) -> Iterator[tuple[tuple[str, str], tuple[list[Span], list[Span]]]]:
    """Yield the texts of each row, and where there are terms in them."""
    for block, target in pairs:
        for unit in target.units:
            texts = (unit.segment.text, unit.target)
            if any(map(str.strip, texts)):
                source = [term.source for term in unit.terms]
                yield texts, (source, [term.target for term in unit.terms if term.target is not None])
        if not target.units and (block.text.strip() or target.text.strip()):
            yield (block.text, target.text), ([], [])


class _RowMaker:
    """Makes rows from a pattern, which is much faster than to make their elements one by one."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self.tags = [TAGS[language] for language in languages]
        self.cell = _element("w:tc")
        properties = _element("w:tcPr")
        properties.append(_element("w:tcW", w=str(_WIDTH), type="dxa"))
        self.cell.append(properties)

    def make_header(self, names: Sequence[str]) -> "_Element":
        """Return the row that stands at the top of each page."""
        row = _element("w:tr")
        properties = _element("w:trPr")
        properties.extend([_element("w:cantSplit"), _element("w:tblHeader")])
        row.append(properties)
        row.extend([self._make_cell([(name, "bold")], tag) for name, tag in zip(names, self.tags, strict=True)])
        return row

    def make(self, texts: Sequence[str], spans: Sequence[Iterable[Span]]) -> "_Element":
        """Return the row of a segment."""
        row = _element("w:tr")
        properties = _element("w:trPr")
        properties.append(_element("w:cantSplit"))
        row.append(properties)
        for text, terms, tag in zip(texts, spans, self.tags, strict=True):
            row.append(self._make_cell(_cut(text, terms), tag))
        return row

    def _make_cell(self, pieces: Iterable[tuple[str, str]], tag: str) -> "_Element":
        """Return a cell with one paragraph of pieces of text, each with how it looks."""
        cell = deepcopy(self.cell)
        paragraph = _element("w:p")
        for text, look in pieces:
            run = _element("w:r")
            properties = _element("w:rPr")
            if look == "bold":
                properties.append(_element("w:b"))
            elif look == "term":
                properties.append(_element("w:shd", val="clear", color="auto", fill=COLOUR))
            properties.append(_element("w:lang", val=tag))
            run.append(properties)
            _append_text(run, text)
            paragraph.append(run)
        cell.append(paragraph)
        return cell


def _cut(text: str, spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """Yield a text in pieces, each with whether it is in a term.

    >>> list(_cut("қала әкімі келді", [Span(5, 10), Span(0, 10)]))
    [('қала әкімі', 'term'), (' келді', '')]
    """
    at = 0
    for start, end in sorted(spans, key=lambda span: (span.start, -span.end)):
        if start >= at and end > start:
            if start > at:
                yield text[at:start], ""
            yield text[start:end], "term"
            at = end
    if at < len(text):
        yield text[at:], ""


def _append_text(run: "_Element", text: str) -> None:
    """Put a text into a run, with its line breaks and tabs."""
    for piece in filter(None, re.split("(\n|\t)", _clean(text))):
        if piece in "\n\t":
            run.append(_element("w:br" if piece == "\n" else "w:tab"))
            continue
        element = _element("w:t")
        element.text = piece
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(element)


def _clean(text: str) -> str:
    r"""Return a text with line breaks of one kind and without what XML cannot hold.

    >>> _clean("а\r\nб\x00")
    'а\nб'
    """
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _element(name: str, **values: str) -> "_Element":
    """Return a new element with attributes, whose names have the prefix of word processing."""
    element: _Element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _set_page(document: Any) -> None:
    """Make the pages wide A4 ones with narrow margins."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)


def _set_font(document: Any) -> None:
    """Use one font that has all letters, small enough for two columns."""
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for attribute in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{attribute}"), _FONT)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(2)
