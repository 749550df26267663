"""Long texts in parts that end where lines end, and the translations of the parts as one."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from translate.errors import TextError
from translate.unit import Translation, TranslationUnit

PART = 20_000
"""Code points of a part, about: some hundred sentences."""

_BREAKS = "\n\r\u2028\u2029\x85\x0b\x0c"


def find_cut(text: str) -> int:
    r"""Return how much of a text to translate now: up to its last line break.

    0 where more should be read first. A carriage return at the very end may be half of `\r\n` and waits. A
    giant line is cut after its last sentence, else after its last space, else where it ends so far.

    >>> find_cut("бір\nекі"), find_cut("бір"), find_cut("бір\r")
    (4, 0, 0)
    """
    cut = max(text.rfind(mark, 0, len(text) - (mark == "\r")) for mark in _BREAKS) + 1
    if cut or len(text) < 20 * PART:
        return cut
    for mark in (". ", "! ", "? ", " "):
        if cut := text.rfind(mark, len(text) // 2) + 1:
            return cut + len(mark) - 1
    return len(text) - text.endswith("\r")


def read_parts(file: BinaryIO, name: str) -> Iterator[str]:
    """Yield the text of a UTF-8 file in parts; together they are the whole, byte for byte.

    At most about 20 parts of text are held in memory, also where there is no line break. TextError says at
    which byte the text is not UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    waiting, seen, beginning = "", 0, b""
    while True:
        block = file.read1(PART) if hasattr(file, "read1") else file.read(PART)
        beginning = beginning or block[:4]
        held = len(decoder.getstate()[0])
        try:
            waiting += decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise TextError(name, seen - held + error.start, beginning) from error
        seen += len(block)
        if not block:
            break
        if len(waiting) >= PART and (cut := find_cut(waiting)):
            yield waiting[:cut]
            waiting = waiting[cut:]
    if waiting:
        yield waiting


def join(translations: Iterable[Translation]) -> Translation | None:
    """Return the translations of consecutive parts as one, None where there is none.

    Segments and paragraphs are counted through, and spans point into the whole source. A part that does not
    end with its line (a giant one) shares a paragraph with the next part.
    """
    texts: list[str] = []
    units: list[TranslationUnit] = []
    warnings: dict[str, None] = {}
    first: Translation | None = None
    paragraphs = at = 0
    for part in translations:
        first = first or part
        if part.paragraphs and texts and not texts[-1].endswith(tuple(_BREAKS)):
            paragraphs -= 1
        if part.text:
            texts.append(part.text)
        for unit in part.units:
            segment = unit.segment
            moved = replace(
                segment, index=len(units), paragraph=segment.paragraph + paragraphs, span=segment.span.shift(at)
            )
            units.append(replace(unit, segment=moved))
        paragraphs += part.paragraphs
        at += part.source_length
        warnings.update(dict.fromkeys(part.warnings))
    if first is None:
        return None
    return replace(
        first,
        text="".join(texts),
        units=tuple(units),
        warnings=tuple(warnings),
        paragraphs=paragraphs,
        source_length=at,
    )
