"""What the formats of office documents have in common: a package, and in it some parts that have paragraphs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO, NamedTuple

from lxml.etree import _Element

from translate.errors import FormatError
from translate.formats.format import Block, Options, Part, Target
from translate.formats.package import Package, Relation, serialize_xml, write_package
from translate.formats.story import Paragraphs, read_blocks, write_targets

MOST_BLOCKS = 200
"""Blocks of a part."""
MOST_TEXT = 20_000
"""Code points of a part, about."""

_LEFT = {
    "chart": "chart",
    "comments": "part with comments",
    "aFChunk": "embedded document",
    "package": "embedded document",
    "oleObject": "embedded document",
}
"""What has text that is left as it is, by the kind of the relation that points to it."""


class Piece(NamedTuple):
    """Where the blocks of a part are from: the name of a part of the package, and the number of the first one."""

    name: str
    start: int


class OfficeFormat:
    """Reads and writes packages; what differs from format to format is which parts have paragraphs, and how."""

    def list_stories(self, package: Package) -> list[str]:
        """Return the names of the parts that have text, in the order of the document."""
        raise NotImplementedError

    def open_story(self, package: Package, root: _Element, options: Options) -> Paragraphs:
        """Return what reads and writes the paragraphs of a part."""
        raise NotImplementedError

    def list_notes(self, package: Package, names: Sequence[str]) -> tuple[str, ...]:
        """Return what a person should know of a document whose text is in these parts."""
        notes: list[str] = []
        if any("digital-signature" in package.content_type(name) for name in package.names):
            notes.append("the digital signature does not hold for the translation: it must be signed again")
        if any("vbaProject" in package.content_type(name) for name in package.names):
            notes.append("the macros are carried over as they are, and no one has looked at what they do")
        targets = {(relation.kind, relation.target) for name in names for relation in package.relations(name)}
        counts = Counter(_LEFT[kind] for kind, _ in targets if kind in _LEFT)
        if counts:
            left = ", ".join(f"{count} {what}{'s' * (count > 1)}" for what, count in sorted(counts.items()))
            notes.append(f"left as they are: {left.replace('part with commentss', 'parts with comments')}")
        return tuple(notes)

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the blocks of a document in parts, at least one; notes are with the first."""
        package = Package.open(file)
        names = self.list_stories(package)
        for name in names:
            package.read_xml(name)  # what is wrong is said before anything is translated
        notes = self.list_notes(package, names)
        for name in names:
            story = self.open_story(package, package.read_xml(name).getroot(), options)
            for start, blocks in _cut(read_blocks(story)):
                yield Part(blocks, Piece(name, start), notes)
                notes = ()
        if notes:
            yield Part((), None, notes)

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the document; parts of the package where no text changed are the same byte for byte."""
        found: dict[str, dict[int, tuple[tuple[Block, ...], Sequence[Target]]]] = {}
        for part, targets in parts:
            if isinstance(part.rest, Piece):
                found.setdefault(part.rest.name, {})[part.rest.start] = (part.blocks, targets)
        package = Package.open(file)
        changed: dict[str, bytes] = {}
        for name, pieces in found.items():
            tree = package.read_xml(name)
            story = self.open_story(package, tree.getroot(), options)
            ordered = [pieces[start] for start in sorted(pieces)]
            blocks = list(chain.from_iterable(piece[0] for piece in ordered))
            targets = list(chain.from_iterable(piece[1] for piece in ordered))
            if write_targets(story, targets, blocks):
                changed[name] = serialize_xml(tree)
        write_package(file, changed, out)


def follow(package: Package, names: Iterable[str], kinds: Sequence[str]) -> list[str]:
    """Return some parts, each with the parts of certain kinds that it points to, in the order of the kinds.

    FormatError where one is missing.
    """
    found: dict[str, None] = {}
    waiting = list(reversed(list(names)))
    while waiting:
        name = package.require(waiting.pop())
        if name not in found:
            found[name] = None
            related = [relation for relation in package.relations(name) if _is_inside(relation, kinds)]
            related.sort(key=lambda relation: kinds.index(relation.kind))
            waiting += [relation.target for relation in reversed(related)]
    return list(found)


def _is_inside(relation: Relation, kinds: Sequence[str]) -> bool:
    return relation.kind in kinds and not relation.external


def _cut(blocks: Iterable[Block]) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Yield blocks in pieces, each with the number of its first block."""
    piece: list[Block] = []
    start = length = 0
    for block in blocks:
        piece.append(block)
        length += len(block.text)
        if len(piece) >= MOST_BLOCKS or length >= MOST_TEXT:
            yield start, tuple(piece)
            start, length = start + len(piece), 0
            piece = []
    if piece:
        yield start, tuple(piece)


def refuse_other(package: Package, name: str, wanted: str) -> FormatError:
    """Return the error that says what a document is that is not of the wanted kind."""
    said = package.content_type(name)
    kinds = {"wordprocessingml": "text document", "presentationml": "presentation", "spreadsheetml": "workbook"}
    kind = next((kind for word, kind in kinds.items() if word in said or word.removesuffix("ml") in said), "")
    return FormatError("", f"is no {wanted}" + (f" but a {kind}: give its name the right ending" if kind else ""))
