"""Long texts in parts that end where lines end, and the translations of the parts as one."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from translate.errors import TextError
from translate.unit import Translation, TranslationUnit

PART = 20_000
"""Code points of a part, about: some hundred sentences."""


def find_cut(text: str) -> int:
    r"""Return how much of a text to translate now: up to its last line break, or the last space of a giant line.

    0 where more should be read first. A line break at the very end may be half of `\r\n` and waits.

    >>> find_cut("бір\nекі"), find_cut("бір")
    (4, 0)
    """
    cut = max(text.rfind("\n", 0, len(text)), text.rfind("\r", 0, len(text) - 1)) + 1
    if cut or len(text) < 20 * PART:
        return cut
    return text.rfind(" ") + 1 or len(text)


def read_parts(file: BinaryIO, name: str) -> Iterator[str]:
    """Yield the text of a UTF-8 file in parts; together they are the whole, byte for byte.

    At most about 20 parts of text are held in memory, also where there is no line break. TextError says at
    which byte the text is not UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    waiting, seen = "", 0
    while True:
        block = file.read1(PART) if hasattr(file, "read1") else file.read(PART)
        held = len(decoder.getstate()[0])
        try:
            waiting += decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise TextError(name, seen - held + error.start) from error
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

    Segments and paragraphs are counted through, and spans point into the whole source.
    """
    texts: list[str] = []
    units: list[TranslationUnit] = []
    warnings: dict[str, None] = {}
    first: Translation | None = None
    paragraphs = at = 0
    for part in translations:
        first = first or part
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
