"""Documents and fragments of pages: read whole, their text translated, written again with their formatting."""

import io
from collections.abc import Generator, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from glossary.term import Language
from translate.batch import make_targets
from translate.errors import FormatError
from translate.formats import Format, Options, Part, Target
from translate.job import Found
from translate.pipeline import Translator
from translate.unit import Translation

MOST = 50_000
"""Blocks of a document, which are all held in memory."""
STEP = 32
"""Blocks whose formatting is put in its place between the turns of others."""


class Set(NamedTuple):
    """The translations of a document's blocks, and the blocks again with their formatting in its place."""

    translations: list[Translation]
    targets: list[Target]


class Paper:
    """A document that has been read, from a file that stays open."""

    def __init__(self, file: BinaryIO, kind: Format, options: Options) -> None:
        """Read it; FormatError where it is none of its format."""
        self.file, self.kind, self.options = file, kind, options
        self.parts: list[Part] = []
        blocks = 0
        for part in kind.read(file, options):
            blocks += len(part.blocks)
            if blocks > MOST:
                raise FormatError("", f"has more than {MOST:,} paragraphs or cells; use `audarma translate` for it")
            self.parts.append(part)

    @property
    def texts(self) -> list[str]:
        """The texts of its blocks."""
        return [block.text for part in self.parts for block in part.blocks]

    def write(self, targets: Sequence[Target], out: BinaryIO) -> None:
        """Write it with the targets of all blocks, in their order."""
        self.kind.write(self.file, self._share(targets), out, self.options)

    def _share(self, targets: Sequence[Target]) -> Iterator[tuple[Part, Sequence[Target]]]:
        at = 0
        for part in self.parts:
            yield part, targets[at : at + len(part.blocks)]
            at += len(part.blocks)

    def place(self, translations: Sequence[Translation], translator: Translator) -> Generator[None, None, Set]:
        """Put the formatting of all blocks where it belongs, step by step."""
        blocks = [block for part in self.parts for block in part.blocks]
        targets: list[Target] = []
        for at in range(0, len(blocks), STEP):
            step = slice(at, at + STEP)
            targets += make_targets(blocks[step], translations[step], translator.engine)
            yield
        return Set(list(translations), targets)


def read_fragment(text: str, source: Language, target: Language) -> Paper:
    """Read a fragment of HTML, or a page."""
    from translate.formats.html import Html

    options = Options(source=source, target=target, encoding="utf-8")
    return Paper(io.BytesIO(text.encode()), Html(), options)


def write_fragment(paper: Paper, targets: Sequence[Target]) -> str:
    """Return a fragment with its targets."""
    out = io.BytesIO()
    paper.write(targets, out)
    return out.getvalue().decode()


def place_all(papers: Sequence[Paper], found: Found, translator: Translator) -> Generator[None, None, list[Set]]:
    """Put the formatting of several documents where it belongs; n in, n out."""
    sets: list[Set] = []
    for paper, translations in zip(papers, found, strict=True):
        sets.append((yield from paper.place(translations, translator)))
    return sets
