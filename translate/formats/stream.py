"""Plain text that is read only once: standard input, a pipe. It must be UTF-8, and is written as it comes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from translate.errors import FormatError, TextError
from translate.formats.format import Block, Options, Part, Target
from translate.stream import read_parts


class Stream:
    """Plain text in parts, as `text`, but without a look at the whole of it first."""

    name: ClassVar[str] = "stream"
    suffixes: ClassVar[tuple[str, ...]] = ()

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of a text; FormatError where it stops being UTF-8."""
        try:
            for text in read_parts(file, "text"):
                yield Part((Block(text),))
        except TextError as error:
            raise FormatError("", error.problem) from error

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the targets one after another."""
        for _, targets in parts:
            out.write(targets[0].text.encode("utf-8", "surrogatepass"))
            out.flush()


FORMAT = Stream
