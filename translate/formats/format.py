"""What a document format is: it reads parts with blocks of text, and writes them again with the translations.

    file ──read──▶ Part(blocks, rest) ──(translated elsewhere)──▶ (Part, targets) ──write──▶ file

Reading and writing are lazy: a part is read when it is asked for and written before the next one is, so that memory
is that of one part. Nothing is translated here, and no term or engine is known here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, ClassVar, Protocol

from glossary.term import Language
from glossary.text import Span
from translate.unit import TranslationUnit


@dataclass(frozen=True, slots=True)
class Mark:
    """Formatting over some text of a block: bold, a link. Where the span is empty, a thing that stands at a place.

    `number` is what the format knows it by; no two marks of a block have the same one. Marks nest or follow one
    another, and do not cross. A place is, for example, a picture, a footnote's number, a line break.
    """

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """What is translated as one text: a paragraph, a cell, a caption. `text` is plain, whatever the format escapes.

    It may have several lines, each of which is a paragraph to the segmenter. Its marks are in order of their
    beginning, the longer first.
    """

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The translation of a block: its text, and where its marks stand now: each of the block's, once.

    `units` are the segments of the block with their translations, for formats that hold both languages; their
    offsets point into the block's text. A block that was left as it is has none.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    units: tuple[TranslationUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document: its blocks in order, and whatever else its format needs to write it again.

    `notes` are what a person should know of it, a line each: a guessed encoding, something that was left alone.
    """

    blocks: tuple[Block, ...]
    rest: Any = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What people may say about reading and writing; each format takes what it knows.

    `columns` are names or numbers (from 1) of the columns to translate, in JSON lines the dotted names of fields.
    `encoding` is that of a text where it is known, else it is found out.
    """

    source: Language = "kk"
    target: Language = "en"
    columns: tuple[str, ...] = ()
    encoding: str = ""


class Format(Protocol):
    """A document format. Its objects hold no state: one may read and write several documents at once.

    `read` raises FormatError where the file is not of the format, is damaged or is not safe to read; nothing has been
    written then. What `write` writes for unchanged targets (the text and marks of each block) is the document itself,
    byte for byte in formats that are text and part for part in packages.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """Endings of file names, small letters with the full stop, the usual one first."""

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of a document, of which the file can be sought."""
        ...

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the document with the targets of each part's blocks, as many as blocks, in their order.

        `file` is the document that was read, for what need not be held in memory.
        """
        ...
