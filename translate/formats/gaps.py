"""Documents that hold both languages (XLIFF, TMX): where a translation is missing, and the document with it there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from translate.formats.format import Block, Part, Target
from translate.formats.inline_codes import Inline, weave
from translate.formats.xml_positions import Edit, escape_text, load, write_edits

BLOCKS = 200
LENGTH = 20_000
"""Blocks of a part, and code points of them, about, at most."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for a translation: what is written from byte `start` to `end` of the document.

    That is the translations of n segments, with n + 1 literals around them. `before` are the places before it that
    change with it: the state of a segment, the language of a file, which is the same edit for many gaps.
    """

    segments: tuple[Inline, ...]
    literals: tuple[str, ...]
    start: int
    end: int
    before: tuple[Edit, ...] = ()


def make_parts(gaps: Iterable[Gap], notes: list[str]) -> Iterator[Part]:
    """Yield gaps as parts of a document, the last of which has the notes, also where there is no gap."""
    held: list[Gap] = []
    count = length = 0
    for gap in gaps:
        held.append(gap)
        count += len(gap.segments)
        length += sum(len(segment.text) for segment in gap.segments)
        if count >= BLOCKS or length >= LENGTH:
            yield _make_part(held)
            held, count, length = [], 0, 0
    yield _make_part(held, notes)


def write_gaps(file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO) -> None:
    """Write a document with the translations of its gaps; where all targets of a gap are unchanged, it stays."""
    write_edits(load(file), _make_edits(parts), out)


def _make_part(gaps: Iterable[Gap], notes: Iterable[str] = ()) -> Part:
    gaps = tuple(gaps)
    blocks = tuple(Block(segment.text, segment.marks) for gap in gaps for segment in gap.segments)
    return Part(blocks, gaps, tuple(notes))


def _make_edits(parts: Iterable[tuple[Part, Sequence[Target]]]) -> Iterator[Edit]:
    """Yield the edits that the targets make, in the order of their places."""
    done = 0
    for part, targets in parts:
        pairs = iter(zip(part.blocks, targets, strict=True))
        for gap in part.rest:
            own = list(islice(pairs, len(gap.segments)))
            if all(_is_kept(block, target) for block, target in own):
                continue
            yield from (edit for edit in gap.before if edit.start >= done)
            pieces = [gap.literals[0]]
            for segment, (_, target), literal in zip(gap.segments, own, gap.literals[1:], strict=True):
                pieces += weave(target.text, target.marks, segment.codes, escape_text), literal
            yield Edit(gap.start, gap.end, "".join(pieces))
            done = gap.end


def _is_kept(block: Block, target: Target) -> bool:
    """Tell whether a block was left as it is; a text that is the same in both languages was translated."""
    return target.text == block.text and target.marks == block.marks and not target.units
