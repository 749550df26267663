"""DOCX, the documents of Word and of other word processors, also those with macros (DOCM).

Translated are the paragraphs of the text, of headers, footers, footnotes and endnotes, of tables, text boxes and
content controls, and of diagrams. Left alone are comments, deleted and hidden text, paragraphs whose style is one for
code, charts, descriptions of pictures, and the properties of the document (its title, its author), also where the title
is that of the first heading: search and archives know the document by it, and fields that show it are made again.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from lxml.etree import _Element

from translate.formats.drawing import DrawingParagraphs
from translate.formats.format import Options
from translate.formats.markup_names import get_value, name_of
from translate.formats.office import OfficeFormat, follow, refuse_other
from translate.formats.package import Package
from translate.formats.story import Paragraphs
from translate.formats.wordprocessing import WordParagraphs
from translate.formats.wordstyles import WordStyles

_WORD = re.compile(r"[^\W\d_]{3}")
_MOST_NUMBERS = 5
_KINDS = ("header", "footer", "footnotes", "endnotes", "diagramData", "diagramDrawing")


class Docx(OfficeFormat):
    """Documents of WordprocessingML."""

    name: ClassVar[str] = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm")

    def list_stories(self, package: Package) -> list[str]:
        """Return the text first, then what it points to; FormatError where it is no text document."""
        main = package.find_main()
        if name_of(package.read_xml(main).getroot()) != "w:document":
            raise refuse_other(package, main, "text document")
        return follow(package, [main], _KINDS)

    def list_notes(self, package: Package, names: Sequence[str]) -> tuple[str, ...]:
        """Return what a person should know of a document, also which numbers have words in them."""
        numbering = self._find(package, "numbering")
        words: dict[str, None] = {}
        for element in package.read_xml(numbering).getroot().iter("{*}lvlText") if numbering else ():
            if _WORD.search(get_value(element)):
                words[get_value(element)] = None
        said = "numbers of paragraphs are left as they are, with the words in them: "
        notes = (said + ", ".join(list(words)[:_MOST_NUMBERS]),) if words else ()
        return super().list_notes(package, names) + notes

    def open_story(self, package: Package, root: _Element, options: Options) -> Paragraphs:
        """Return the paragraphs of text, or those of a diagram."""
        if not name_of(root).startswith("w:"):
            return DrawingParagraphs(root, options.target)
        styles = self._find(package, "styles")
        known = WordStyles.read(package.read_xml(styles).getroot()) if styles else WordStyles()
        return WordParagraphs(root, known, options.target)

    def _find(self, package: Package, kind: str) -> str:
        """Return the name of the part of a kind that the document points to, "" where there is none."""
        found = (one.target for one in package.relations(package.find_main()) if one.kind == kind)
        return next((name for name in found if name in package.names), "")


FORMAT = Docx
