"""Plain text: its lines are paragraphs, and everything between and around them stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from translate.formats.encoding import Encoding, find_encoding, read_pieces
from translate.formats.format import Block, Options, Part, Target
from translate.stream import PART, find_cut


@dataclass(frozen=True, slots=True)
class Passage:
    """What a part needs to be written again: its text, its encoding, and the mark that it begins with."""

    text: str
    encoding: Encoding
    beginning: bytes = b""


class Text:
    """Plain text in parts that end where lines end; each is one block with many lines."""

    name: ClassVar[str] = "text"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of a text; FormatError where it is none, before the first part."""
        encoding = find_encoding(file, options)
        beginning, notes = encoding.beginning, encoding.notes
        for text in _cut(read_pieces(file, encoding)):
            blocks = (Block(text),) if any(map(str.isalpha, text)) else ()
            yield Part(blocks, Passage(text, encoding, beginning), notes)
            beginning, notes = b"", ()

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the text with the targets."""
        for part, targets in parts:
            passage: Passage = part.rest
            text = targets[0].text if targets else passage.text
            out.write(passage.beginning + passage.encoding.encode(text))


def _cut(pieces: Iterable[str]) -> Iterator[str]:
    """Yield a text in parts that end where lines end, at least one; memory is that of about 20 parts."""
    waiting, count = "", 0
    for piece in pieces:
        waiting += piece
        if len(waiting) >= PART and (cut := find_cut(waiting)):
            yield waiting[:cut]
            waiting, count = waiting[cut:], count + 1
    if waiting or not count:
        yield waiting


FORMAT = Text
