r"""SubRip: numbers, times and tags such as `<i>` and `{\an8}` stay, the texts of cues are translated."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from translate.errors import FormatError
from translate.formats.encoding import read_text
from translate.formats.format import Options, Part, Target
from translate.formats.subtitles import LARGEST, LINE, TIMING, Cue, Piece, find_times, make_parts, write_parts

_NUMBER = re.compile(r"\s*\d+\s*")


class Srt:
    """Subtitles of SubRip."""

    name: ClassVar[str] = "srt"
    suffixes: ClassVar[tuple[str, ...]] = (".srt",)

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of subtitles; FormatError where there is no cue, before the first part."""
        text, encoding = read_text(file, options, LARGEST)
        if text.strip("\ufeff \r\n\t") and not TIMING.search(text):
            raise FormatError("", "has no cues of SubRip (00:00:01,000 --> 00:00:02,000): is it another format?")
        yield from make_parts(find_cues(text), encoding, str)

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the subtitles with the targets."""
        out.writelines(write_parts(parts, str))


def find_cues(text: str) -> list[Piece]:
    r"""Return the cues of a file, and what stands between them. The text of a cue may have empty lines in it.

    >>> find_cues("1\n00:00:01,000 --> 00:00:02,000\nҚала\n\n")
    ['1\n', '00:00:01,000 --> 00:00:02,000\n', Cue(start=1000, end=2000, text='Қала'), '\n\n']
    """
    lines = [match.group() for match in LINE.finditer(text) if match.group()]
    times = [find_times(line.rstrip("\r\n")) for line in lines]
    heads = [at for at, time in enumerate(times) if time]
    begins = [_find_number(lines, at) for at in heads]
    pieces: list[Piece] = ["".join(lines[: heads[0] if heads else len(lines)])]
    for at, begin, following in zip(heads, [*begins[1:], len(lines)], [*heads[1:], len(lines)], strict=False):
        time = times[at]
        body = "".join(lines[at + 1 : begin])
        words = body.rstrip(" \t\r\n")
        pieces.append(lines[at])
        if words and time:
            pieces.append(Cue(*time, words))
        pieces.append(body[len(words) :] + "".join(lines[begin:following]))
    return [piece for piece in pieces if piece]


def _find_number(lines: Sequence[str], at: int) -> int:
    """Return where a cue begins whose times are in a line: at its number, if the line before is one.

    A number that follows on text without an empty line is the text's, unless it is at the margin of a file that has
    no empty lines.
    """
    if at == 0 or not _NUMBER.fullmatch(lines[at - 1]):
        return at
    alone = at == 1 or not lines[at - 2].strip() or TIMING.match(lines[at - 2]) is not None
    return at - 1 if alone or not any(not line.strip() for line in lines[max(0, at - 8) : at + 8]) else at


FORMAT = Srt
