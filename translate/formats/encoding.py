"""How a text file is encoded, found before it is read: by its mark, else UTF-8, else by what its letters look like.

What is written is UTF-8, except that UTF-16 with a byte order mark stays what it is; a byte order mark stays too.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from translate.errors import FormatError
from translate.formats.format import Options
from translate.formats.letter_guess import guess_encoding

PIECE = 20_000
"""Bytes that are decoded at once."""

_SAMPLE = 1 << 18
_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"PK\x03\x04", "a Word document or another package"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_NAMES = {"cp1251": "windows-1251", "cp1252": "windows-1252", "kz1048": "KZ-1048", "ptcp154": "PT154", "cp866": "CP866"}
_WIDE = frozenset({0x00, 0x04, 0x20, 0x21})
"""High bytes of Latin and Cyrillic letters and of dashes, quotes and signs in UTF-16."""
_ALIASES = {"utf-8-sig": "utf-8", "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "utf-8"}
"""What is meant by names of encodings (WHATWG Encoding, section 4.2)."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec that a text is read with, its byte order mark, and whether it was guessed from the letters."""

    name: str = "utf-8"
    mark: bytes = b""
    guessed: bool = False

    @property
    def written(self) -> str:
        """The codec that the text is written with."""
        return self.name if self.mark and self.name.startswith("utf-16") else "utf-8"

    @property
    def beginning(self) -> bytes:
        """The byte order mark that is written."""
        return self.mark if self.written == self.name else b""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of it: nothing where the text is written as it was read."""
        if self.written == self.name:
            return ()
        name = _NAMES.get(self.name, self.name.upper())
        return (f"read as {name}{' (guessed)' if self.guessed else ''}; written as UTF-8",)

    def encode(self, text: str) -> bytes:
        """Return the bytes that are written for a text; half of a surrogate pair becomes a question mark."""
        return text.encode(self.written, "replace")


def find_encoding(file: BinaryIO, options: Options, declared: str = "") -> Encoding:
    """Return the encoding of a whole text file; `declared` is what the document says of itself, if it does.

    FormatError where it is no text, and where it is not of its encoding, with the byte.
    """
    file.seek(0)
    sample = file.read(_SAMPLE)
    for beginning, what in _BINARY:
        if sample.startswith(beginning):
            raise FormatError("", f"is no text file: it looks like {what}; save its text as plain text in UTF-8")
    mark, name = next(((mark, name) for mark, name in _MARKS if sample.startswith(mark)), (b"", ""))
    if options.encoding:
        stated = _find_codec(options.encoding)
        if stated is None:
            raise FormatError("", f"has no encoding {options.encoding!r}: Python knows none of this name")
        if not (mark and name.startswith(stated)):
            mark, name = b"", stated
    if name:
        return _require_whole(file, Encoding(name, mark))
    if wide := _find_wide(sample):
        return _require_whole(file, Encoding(wide, guessed=True))
    position = _find_error(file, Encoding())
    if position is None:
        return Encoding()
    return _guess(file, position, declared)


def read_pieces(file: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """Yield the text of a file in pieces, without its mark; FormatError says at which byte it stops being text."""
    try:
        yield from filter(None, _decode(file, encoding, PIECE))
    except _NotDecodedError as error:
        raise _refuse(encoding, error.position) from None


def read_text(file: BinaryIO, options: Options, largest: int, declared: str = "") -> tuple[str, Encoding]:
    """Return the whole text of a file that is read at once, of at most so many bytes; FormatError."""
    size = file.seek(0, 2)
    if size > largest:
        raise FormatError("", f"has {size:,} bytes, and at most {largest:,} are read at once: split it")
    encoding = find_encoding(file, options, declared)
    return "".join(read_pieces(file, encoding)), encoding


def _find_codec(name: str) -> str | None:
    """Return Python's name of an encoding of texts."""
    try:
        "a".encode(name)
        codecs.getincrementaldecoder(name)
        found = codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        return None
    return _ALIASES.get(found, found)


def _find_wide(sample: bytes) -> str:
    """Return which UTF-16 a text without a mark is, by its high bytes; empty where it is none."""
    if not ({0x00, 0x04} & set(sample[:1000])):  # no text of single bytes has them
        return ""
    half = max(len(sample) // 2, 1)
    even, odd = (sum(map(sample[start::2].count, _WIDE)) for start in (0, 1))
    if max(even, odd) < 0.9 * half or len(sample) < 4:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _find_error(file: BinaryIO, encoding: Encoding) -> int | None:
    """Return the byte where a file is not of an encoding, or is no text; None where it is all text.

    The whole is looked at before any of it is translated: that takes a second for a gigabyte or so.
    """
    try:
        for text in _decode(file, encoding, _SAMPLE):
            if "\0" in text:
                raise FormatError("", "is no text file (it has zero bytes): save its text as plain text in UTF-8")
    except _NotDecodedError as error:
        return error.position
    return None


class _NotDecodedError(Exception):
    """A file is not of its encoding. `position` is the byte where."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def _decode(file: BinaryIO, encoding: Encoding, size: int) -> Iterator[str]:
    """Yield the text of a file without its mark, from pieces of so many bytes; some may give none."""
    decoder = codecs.getincrementaldecoder(encoding.name)()
    seen = len(encoding.mark)
    file.seek(seen)
    while True:
        piece = file.read(size)
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeError as error:
            raise _NotDecodedError(seen - held + getattr(error, "start", 0)) from None
        seen += len(piece)
        yield text
        if not piece:
            return


def _require_whole(file: BinaryIO, encoding: Encoding) -> Encoding:
    if (position := _find_error(file, encoding)) is not None:
        raise _refuse(encoding, position)
    return encoding


def _refuse(encoding: Encoding, position: int) -> FormatError:
    name = _NAMES.get(encoding.name, encoding.name.upper())
    return FormatError("", f"is not {name} at byte {position}: save it as UTF-8, or name its encoding")


def _guess(file: BinaryIO, position: int, declared: str) -> Encoding:
    """Return the encoding of a text that is not UTF-8 from some byte on."""
    file.seek(max(0, position - _SAMPLE // 2))
    sample = file.read(_SAMPLE)
    if b"\0" in sample:
        raise FormatError("", "is no text file (it has zero bytes): save its text as plain text in UTF-8")
    read = sample.decode("utf-8", "replace")
    bad = read.count("\ufffd")
    if sum(char > "\x7f" for char in read) - bad > 10 * bad:  # nearly all of it is UTF-8
        raise _refuse(Encoding(), position)
    stated = _find_codec(declared) if declared else None
    names = ([stated] if stated and stated != "utf-8" else []) + guess_encoding(sample)
    for name in names:
        encoding = Encoding(name, guessed=name != stated)
        if _find_error(file, encoding) is None:
            return encoding
    raise _refuse(Encoding(), position)
