"""Paragraphs in drawings (DrawingML), which are those of presentations and diagrams: their items, and runs written."""

import re
from copy import deepcopy

from lxml.etree import _Element

from glossary.term import Language
from translate.formats.format import Target
from translate.formats.markup_names import find_child, name_of, shorten, sibling_name
from translate.formats.placement import emit, replace_content
from translate.formats.runs import PLAIN, Item, Place, Region, Style, Text
from translate.formats.wordprocessing import TAGS, is_symbol_font

_NOISE = frozenset("lang altLang dirty err noProof smtClean smtId bmk kern kumimoji spc normalizeH".split())
"""Formatting that changes within a sentence without a meaning: traces of checking and of fitting lines."""
_VISIBLE = frozenset("u strike a:highlight".split())
_LINKS = frozenset("a:hlinkClick a:hlinkMouseOver".split())
_FONTS = frozenset("a:latin a:ea a:cs a:sym".split())
_PROPERTIES = frozenset(["", "a:pPr", "a:endParaRPr"])
_PIECES = re.compile("([\t\v])")


class DrawingParagraphs:
    """Reads the paragraphs of a slide or a diagram, and writes runs in a language."""

    def __init__(self, root: _Element, language: Language) -> None:
        self.root, self.language = root, TAGS[language]
        self.paragraphs = [element for element in root.iter("{*}p") if name_of(element) == "a:p"]

    def list_paragraphs(self) -> list[_Element]:
        """Return the paragraphs of the part in their order."""
        return self.paragraphs

    def scan(self, paragraph: _Element) -> list[Item]:
        """Return the items of a paragraph. Tabs are characters here and divide all the same."""
        items: list[Item] = []
        for child in paragraph:
            name = name_of(child)
            if name == "a:r":
                items += self._scan_run(child)
            elif name not in _PROPERTIES:
                items.append(Place([(child, None)], "break" if name == "a:br" else "point"))
        return items

    def rebuild(self, paragraph: _Element, items: list[Item], targets: dict[Region, Target]) -> None:
        """Write the targets of some regions of a paragraph into it."""
        replace_content(paragraph, emit(items, targets, self))

    def write_text(self, text: str, style: Style, *, translated: bool) -> list[_Element]:
        """Return runs, and breaks between them; translated text has the language of the translation."""
        elements: list[_Element] = []
        for index, line in enumerate(text.split("\n")):
            if index:
                elements.append(self._make("br", style, translated=translated))
            if line:
                run = self._make("r", style, translated=translated)
                element = self._new("t")
                element.text = line
                run.append(element)
                elements.append(run)
        return elements

    def write_place(self, element: _Element, run: _Element | None) -> _Element:
        """Return the run that an element is in, else the element itself."""
        return element if run is None else run

    def _scan_run(self, run: _Element) -> list[Item]:
        element = find_child(run, "a:t")
        text = element.text or "" if element is not None else ""
        if element is None or not text:
            return [Place([(run, None)])]
        properties = find_child(run, "a:rPr")
        style = _read_style(properties) if properties is not None else PLAIN
        if properties is not None and any(
            name_of(child) in _FONTS and is_symbol_font(child.get("typeface", "")) for child in properties
        ):
            return [Place([(run, None)])]
        pieces = _PIECES.split(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " "))
        if len(pieces) == 1:
            return [Text(pieces[0], style, (element, run))]
        items: list[Item] = []
        for piece in filter(None, pieces):
            if piece == "\t":
                items.append(Place([(one, None) for one in self.write_text(piece, style, translated=False)], "gap"))
            elif piece == "\v":
                items.append(Place([(self._make("br", style, translated=False), None)], "break"))
            else:
                items.append(Text(piece, style))
        return items

    def _make(self, name: str, style: Style, *, translated: bool) -> _Element:
        """Return a new run or break with its formatting."""
        element = self._new(name)
        properties = deepcopy(style.properties) if style.properties is not None else self._new("rPr")
        if translated:
            properties.set("lang", self.language)
            for noise in ("altLang", "err", "dirty"):
                properties.attrib.pop(noise, "")
        if len(properties) or properties.attrib:
            element.append(properties)
        return element

    def _new(self, name: str) -> _Element:
        """Return a new element in the namespace of drawings."""
        model = self.paragraphs[0]
        return model.makeelement(sibling_name(model, name), nsmap={model.prefix: model.tag[1:].partition("}")[0]})


def _read_style(properties: _Element) -> Style:
    """Return the formatting that a run's properties say."""
    values = tuple(sorted((key, value) for key, value in properties.items() if key not in _NOISE))
    children = tuple(_make_key(child) for child in properties)
    seen = {key for key, value in values if value not in ("none", "noStrike")} | {name_of(one) for one in properties}
    key = (values, children) if values or children else ()
    return Style(key, properties, bool(seen & _VISIBLE), bool(seen & _LINKS))


def _make_key(element: _Element) -> tuple[object, ...]:
    """Return what is equal for two properties that say the same."""
    values = tuple(sorted((shorten(key), value) for key, value in element.items()))
    return name_of(element), values, tuple(map(_make_key, element))
