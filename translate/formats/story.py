"""The text of one part of an office document: its paragraphs one after the other, read or written again.

Some text is in a document twice: as new programs draw it and as old ones do (`mc:AlternateContent`). Where both are
the same, there is one block, and its translation is written to both places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lxml.etree import _Element

from translate.errors import FormatError
from translate.formats.format import Block, Target
from translate.formats.markup_names import name_of
from translate.formats.placement import Writer, differs
from translate.formats.regions import divide, list_regions
from translate.formats.runs import Item, Region


class Paragraphs(Writer, Protocol):
    """Reads and writes the paragraphs of one part."""

    def list_paragraphs(self) -> list[_Element]:
        """Return the paragraphs in their order; one within another comes after it."""
        ...

    def scan(self, paragraph: _Element) -> list[Item]:
        """Return the items of a paragraph, none where it is not to be translated."""
        ...

    def rebuild(self, paragraph: _Element, items: list[Item], targets: dict[Region, Target]) -> None:
        """Write the targets of some regions into a paragraph."""
        ...


def read_blocks(paragraphs: Paragraphs) -> Iterator[Block]:
    """Yield the blocks of a part."""
    twins = _Twins()
    count = 0
    for paragraph in paragraphs.list_paragraphs():
        regions = list_regions(divide(paragraphs.scan(paragraph)))
        if twins.place(paragraph, regions, count) == count:
            yield from (region.block for region in regions)
            count += len(regions)


def write_targets(paragraphs: Paragraphs, targets: Sequence[Target], blocks: Sequence[Block]) -> bool:
    """Write the targets of a part into its paragraphs, and tell whether anything changed.

    FormatError where the blocks are no longer those that were read: the file is another one.
    """
    twins = _Twins()
    count = 0
    changed = False
    for paragraph in paragraphs.list_paragraphs():
        items = divide(paragraphs.scan(paragraph))
        regions = list_regions(items)
        start = twins.place(paragraph, regions, count)
        if [region.block for region in regions] != list(blocks[start : start + len(regions)]):
            raise FormatError("", "is another one than was read: it changed while it was translated; try again")
        pairs = zip(regions, targets[start : start + len(regions)], strict=True)
        new = {region: target for region, target in pairs if differs(region, target)}
        if new:
            paragraphs.rebuild(paragraph, items, new)
            changed = True
        count += len(regions) if start == count else 0
    if count != len(blocks):
        raise FormatError("", "is another one than was read: it changed while it was translated; try again")
    return changed


@dataclass(slots=True)
class _Alternative:
    """What stands twice: the paragraphs of its first branch, each with its blocks and the number of its first."""

    branch: _Element
    first: list[tuple[int, list[Block]]] = field(default_factory=list)
    others: dict[_Element, int] = field(default_factory=dict)


class _Twins:
    """Finds the paragraph that is the same as another one, in the order in which they are read."""

    def __init__(self) -> None:
        self._alternatives: dict[_Element, _Alternative] = {}

    def place(self, paragraph: _Element, regions: list[Region], count: int) -> int:
        """Return the number of the first block of a paragraph: `count` where the paragraph is no other one again."""
        branch = next(paragraph.iterancestors("{*}Choice", "{*}Fallback"), None)
        around = branch.getparent() if branch is not None else None
        if branch is None or around is None or name_of(around) != "mc:AlternateContent":
            return count
        alternative = self._alternatives.setdefault(around, _Alternative(branch))
        blocks = [region.block for region in regions]
        if alternative.branch is branch:
            alternative.first.append((count, blocks))
            return count
        index = alternative.others.get(branch, 0)
        alternative.others[branch] = index + 1
        same = index < len(alternative.first) and alternative.first[index][1] == blocks and bool(blocks)
        return alternative.first[index][0] if same else count
