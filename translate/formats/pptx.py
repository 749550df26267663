"""PPTX, the presentations of PowerPoint and of other programs, also those with macros (PPTM).

Translated are the paragraphs of slides, in the order in which they are shown, with their tables, groups and diagrams,
and of the notes to each. Left alone are layouts and masters, charts, comments, and descriptions of pictures.
"""

from typing import ClassVar

from lxml.etree import _Element

from translate.errors import FormatError
from translate.formats.drawing import DrawingParagraphs
from translate.formats.format import Options
from translate.formats.markup_names import find_child, get_value, name_of
from translate.formats.office import OfficeFormat, follow, refuse_other
from translate.formats.package import Package
from translate.formats.story import Paragraphs

_KINDS = ("diagramData", "diagramDrawing", "notesSlide")


class Pptx(OfficeFormat):
    """Documents of PresentationML."""

    name: ClassVar[str] = "pptx"
    suffixes: ClassVar[tuple[str, ...]] = (".pptx", ".pptm")

    def list_stories(self, package: Package) -> list[str]:
        """Return the slides, each with what belongs to it; FormatError where it is no presentation."""
        main = package.find_main()
        root = package.read_xml(main).getroot()
        if name_of(root) != "p:presentation":
            raise refuse_other(package, main, "presentation")
        targets = {one.id: one.target for one in package.relations(main) if one.kind == "slide"}
        listed = find_child(root, "p:sldIdLst")
        slides: list[str] = []
        for element in listed if listed is not None else ():
            key = get_value(element, "r:id")
            if key and key not in targets:
                raise FormatError("", "is damaged: it lists a slide that it does not have; save it again")
            slides += [targets[key]] if key else []
        return follow(package, slides, _KINDS)

    def open_story(self, package: Package, root: _Element, options: Options) -> Paragraphs:
        """Return the paragraphs of a slide, of notes, or of a diagram."""
        del package
        return DrawingParagraphs(root, options.target)


FORMAT = Pptx
