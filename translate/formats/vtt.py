"""WebVTT: times, settings, identifiers, notes and styles stay, the texts of cues are translated."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from translate.errors import FormatError
from translate.formats.encoding import read_text
from translate.formats.format import Options, Part, Target
from translate.formats.subtitles import LARGEST, LINE, Cue, Piece, find_times, make_parts, write_parts

_NOT_CUES = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t\r\n]|$)")


class Vtt:
    """Subtitles of the web."""

    name: ClassVar[str] = "vtt"
    suffixes: ClassVar[tuple[str, ...]] = (".vtt",)

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of subtitles; FormatError where they do not begin with WEBVTT, before the first part."""
        text, encoding = read_text(file, options, LARGEST)
        if not re.match(r"\ufeff?WEBVTT(?:[ \t\r\n]|$)", text):
            raise FormatError("", "does not begin with WEBVTT: is it another format?")
        yield from make_parts(find_cues(text), encoding, html.unescape)

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the subtitles with the targets."""
        out.writelines(write_parts(parts, _escape))


def find_cues(text: str) -> list[Piece]:
    r"""Return the cues of a file, and what stands between them.

    >>> find_cues("WEBVTT\n\nid\n00:01.000 --> 00:02.000 line:0\nҚала\n")
    ['WEBVTT\n\nid\n00:01.000 --> 00:02.000 line:0\n', Cue(start=1000, end=2000, text='Қала'), '\n']
    """
    pieces: list[Piece] = []
    literal: list[str] = []
    words: list[str] = []
    time: tuple[int, int] | None = None
    skipped = False
    before = ""

    def finish() -> None:
        nonlocal time
        body = "".join(words)
        kept = body.rstrip(" \t\r\n")
        if time and kept:
            pieces.extend(["".join(literal), Cue(*time, kept)])
            literal.clear()
            body = body[len(kept) :]
        literal.append(body)
        words.clear()
        time = None

    for match in LINE.finditer(text):
        line = match.group()
        found = None if skipped else find_times(line.rstrip("\r\n"))
        if found or not line.strip("\r\n"):
            finish()
            time, skipped = found, False
            literal.append(line)
        elif time:
            words.append(line)
        else:
            literal.append(line)
            skipped = skipped or (not before.strip("\r\n") and _NOT_CUES.match(line) is not None)
        before = line
    finish()
    pieces.append("".join(literal))
    return [piece for piece in pieces if piece]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


FORMAT = Vtt
