"""Paragraphs of word processing (WordprocessingML): their items, and runs written again."""

import re
from copy import deepcopy
from typing import Literal

from lxml.etree import _Element

from glossary.term import Language
from translate.formats.fields import fold, is_foreign
from translate.formats.format import Target
from translate.formats.markup_names import find_child, get_value, is_on, name_of, shorten, sibling_name
from translate.formats.placement import emit, replace_content
from translate.formats.ranges import gather
from translate.formats.runs import PLAIN, Group, Item, Place, Region, Style, Text, flatten, has_letters
from translate.formats.wordstyles import WordStyles

TAGS: dict[Language, str] = {"kk": "kk-KZ", "en": "en-US"}
"""The languages as spell-checkers know them."""

_NOISE = frozenset("w:lang w:noProof w:rPrChange w:bCs w:iCs w:szCs w:kern w:w w:fitText".split())
"""Formatting that changes within a sentence without a meaning: traces of checking and of fitting lines."""
_NARROW = 20
"""Up to this, in twentieths of a point, space between letters fits a line; more is emphasis."""
_VISIBLE = frozenset("w:u w:strike w:dstrike w:highlight w:shd w:bdr".split())
_DROPPED = frozenset(["", "w:rPr", "w:softHyphen", "w:lastRenderedPageBreak"])
_PROPERTIES = frozenset(["", "w:pPr", "w:proofErr", "w:smartTagPr", "w:customXmlPr", "w:fldData"])
_TRANSPARENT = frozenset(["w:smartTag", "w:customXml", "w:dir", "w:bdo"])
_GROUPS = frozenset(["w:hyperlink", "w:ins", "w:moveTo", "w:sdt", "w:fldSimple"])
_LATER = frozenset(["w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange"])
_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|marlett|zapf ?dingbats", re.IGNORECASE)
_PIECES = re.compile("(\n|\t|\u2011)")
_ELEMENTS = {"\n": "br", "\t": "tab", "\u2011": "noBreakHyphen"}
_ROLES: dict[str, Literal["begin", "separate", "end"]] = {"begin": "begin", "separate": "separate", "end": "end"}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class WordParagraphs:
    """Reads the paragraphs of a part of a document with certain styles, and writes runs in a language."""

    def __init__(self, root: _Element, styles: WordStyles, language: Language) -> None:
        self.root, self.styles, self.language = root, styles, TAGS[language]
        self.namespace = root.tag.rpartition("}")[0][1:]

    def list_paragraphs(self) -> list[_Element]:
        """Return the paragraphs of the part in their order."""
        return list(self.root.iter(sibling_name(self.root, "p")))

    def scan(self, paragraph: _Element) -> list[Item]:
        """Return the items of a paragraph, none where it is not to be translated."""
        properties = find_child(paragraph, "w:pPr")
        style = find_child(properties, "w:pStyle") if properties is not None else None
        if style is not None and get_value(style) in self.styles.skipped_paragraphs:
            return []
        return gather(fold(self._scan(paragraph)))

    def rebuild(self, paragraph: _Element, items: list[Item], targets: dict[Region, Target]) -> None:
        """Write the targets of some regions of a paragraph into it.

        What holds the text loses the tie to data that a program would write over the translation.
        """
        replace_content(paragraph, emit(items, targets, self))
        for element in [paragraph, *paragraph.iterancestors()]:
            if name_of(element) == "w:sdt":
                _untie(element)
        for element in list(paragraph.iter(sibling_name(paragraph, "sdt"))):
            _untie(element)

    def write_text(self, text: str, style: Style, *, translated: bool) -> list[_Element]:
        """Return one run; translated text has the language of the translation."""
        run = self._make("r")
        properties = self._make_properties(style, self.language if translated else "")
        if properties is not None:
            run.append(properties)
        for piece in filter(None, _PIECES.split(text)):
            element = self._make(_ELEMENTS.get(piece, "t"))
            if piece not in _ELEMENTS:
                element.text = piece
                if piece != piece.strip():
                    element.set(_XML_SPACE, "preserve")
            run.append(element)
        return [run]

    def write_place(self, element: _Element, run: _Element | None) -> _Element:
        """Return an element of a run in a run of its own: its own run where nothing else is in it."""
        if run is None:
            return element
        if all(child is element or name_of(child) in _DROPPED for child in run):
            return run
        alone = run.makeelement(run.tag)
        properties = _find_properties(run)
        if properties is not None:
            alone.append(deepcopy(properties))
        element.tail = None
        alone.append(element)
        return alone

    def _scan(self, parent: _Element) -> list[Item]:
        """Return the items of a paragraph or of what stands in one, fields still in pieces."""
        items: list[Item] = []
        for child in parent:
            name = name_of(child)
            if name == "w:r":
                items += self._scan_run(child)
            elif name in _PROPERTIES or (name == "w:bookmarkStart" and get_value(child, "w:name") == "_GoBack"):
                continue
            elif name in _TRANSPARENT:
                items += self._scan(child)
            elif name in _GROUPS:
                items.append(self._scan_group(child, name))
            else:
                items.append(Place([(child, None)]))
        return items

    def _scan_group(self, element: _Element, name: str) -> Item:
        holder = find_child(element, "w:sdtContent") if name == "w:sdt" else element
        items = gather(fold(self._scan(holder))) if holder is not None else []
        foreign = name == "w:fldSimple" and is_foreign(get_value(element, "w:instr"))
        if foreign or not has_letters(items):
            return Place([(element, None)])
        return Group(name, items, shell=element, holder=holder)

    def _scan_run(self, run: _Element) -> list[Item]:
        items: list[Item] = []
        properties = _find_properties(run)
        style, left = self._read_style(properties) if properties is not None else (PLAIN, False)
        for child in run:
            name = name_of(child)
            if name in _DROPPED:
                continue
            if name == "w:t":
                text = read_text(child)
                items += [Text(text, style, (child, run))] if text else []
            elif name == "w:noBreakHyphen":
                items.append(Text("\u2011", style, (child, run)))
            else:
                items.append(_read_place(child, name, run))
        return [Place(flatten(items))] if left and has_letters(items) else items

    def _read_style(self, properties: _Element) -> tuple[Style, bool]:
        """Return the formatting that a run's properties say, and whether the run is to be left alone."""
        key: list[object] = []
        left = visible = False
        for child in properties:
            name = name_of(child)
            if _is_noise(child, name):
                continue
            if name == "w:rFonts":
                left = left or any(is_symbol_font(str(value)) for value in child.attrib.values())
            elif name == "w:vanish":
                left = left or is_on(child)
            elif name == "w:rStyle":
                left = left or get_value(child) in self.styles.hidden_texts
            visible = visible or name in _VISIBLE
            key.append(_make_key(child))
        return Style(tuple(key), properties, visible), left

    def _make(self, name: str) -> _Element:
        """Return a new element in the namespace of the document."""
        return self.root.makeelement(sibling_name(self.root, name), nsmap={self.root.prefix: self.namespace})

    def _make_properties(self, style: Style, language: str) -> _Element | None:
        """Return the properties of a new run in their order (the language is one of the last)."""
        properties = deepcopy(style.properties) if style.properties is not None else None
        if not language:
            return properties
        properties = self._make("rPr") if properties is None else properties
        element = find_child(properties, "w:lang")
        if element is None:
            element = self._make("lang")
            after = (child for child in properties if not name_of(child).startswith("w:") or name_of(child) in _LATER)
            following = next(after, None)
            if following is None:
                properties.append(element)
            else:
                following.addprevious(element)
        element.set(sibling_name(self.root, "val"), language)
        return properties


def _find_properties(run: _Element) -> _Element | None:
    """Return the properties of a run, which come first; a run may have very many other children."""
    first = next(iter(run), None)
    return first if first is not None and name_of(first) == "w:rPr" else None


def is_symbol_font(name: str) -> bool:
    """Tell whether the letters of a font are pictures.

    >>> is_symbol_font("Wingdings 2"), is_symbol_font("Times New Roman")
    (True, False)
    """
    return _SYMBOL_FONTS.search(name) is not None


def read_text(element: _Element) -> str:
    """Return what a text element says: spaces at its ends count where it says so, and line ends are spaces."""
    text = element.text or ""
    if element.get(_XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _make_key(element: _Element) -> tuple[object, ...]:
    """Return what is equal for two properties that say the same."""
    values = tuple(sorted((shorten(key), value) for key, value in element.items() if shorten(key) != "w:hint"))
    return name_of(element), values, tuple(map(_make_key, element))


def _is_noise(element: _Element, name: str) -> bool:
    """Tell whether a property means nothing to a reader."""
    if name == "w:spacing":
        value = get_value(element).lstrip("-")
        return value.isdecimal() and int(value) <= _NARROW
    return not name or name in _NOISE or (name == "w:rFonts" and not _make_key(element)[1])


def _read_place(child: _Element, name: str, run: _Element) -> Place:
    """Return the place that an element of a run is."""
    place = Place([(child, run)])
    if name in ("w:tab", "w:ptab") or (name == "w:br" and get_value(child, "w:type") in ("page", "column")):
        place.kind = "gap"
    elif name in ("w:br", "w:cr"):
        place.kind = "break"
    elif name == "w:fldChar":
        place.role = _ROLES.get(get_value(child, "w:fldCharType"), "")
    elif name == "w:instrText":
        place.role, place.instruction = "instruction", child.text or ""
    return place


def _untie(element: _Element) -> None:
    properties = find_child(element, "w:sdtPr")
    if properties is not None:
        for child in [child for child in properties if child.tag.endswith("}dataBinding")]:
            properties.remove(child)
