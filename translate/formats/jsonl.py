"""JSON lines: the strings of some fields are translated, and every other byte stays.

A field is named with full stops between the names on its way (`article.body`); lists on the way count as nothing, so
that each string of a list and each field of the objects of a list is meant. Only the string itself is written anew,
with escapes where the one in its place had them. Lines are read and written one after the other.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, NamedTuple

from translate.errors import FormatError
from translate.formats.columns import has_letters
from translate.formats.format import Block, Options, Part, Target

DEFAULT = "text"
"""The field that is translated where people name none."""
LONGEST_LINE = 64_000_000
"""Bytes of a line, which must fit into memory."""
LINES = 500
LENGTH = 20_000
"""Lines of a part, and code points of its blocks, about, at most."""
WEIGHT = 1_000_000
"""Code points of the lines of a part, about, at most."""

_MARK = b"\xef\xbb\xbf"
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]', re.DOTALL)
_NOT_ASCII = re.compile(r"\\u(?!00[0-7])", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CAREFUL = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_DECODER = json.JSONDecoder(parse_int=len, parse_float=len, parse_constant=len)


class Place(NamedTuple):
    """Where the literal of a block stands: the line in its part, and the code points in the line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lines:
    """What a part needs to be written again: its lines with their ends, and where its blocks stand."""

    lines: tuple[str, ...]
    places: tuple[Place, ...]


class JsonLines:
    """The format; see `translate.formats.format.Format`."""

    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the lines, some hundred a part; FormatError with the number of the first that cannot be read.

        FormatError too where none of the first lines has one of the fields.
        """
        fields = frozenset(options.columns) or {DEFAULT}
        seen: dict[str, None] = {}
        held: list[str] = []
        blocks: list[Block] = []
        places: list[Place] = []
        length, weight, first = 0, 0, True
        for number, line in enumerate(_read_lines(file), 1):
            for path, start, end in _find_strings(line, number):
                if first:
                    seen[path] = None
                if path in fields and (text := _read_text(line[start:end])):
                    blocks.append(Block(text))
                    places.append(Place(len(held), start, end))
                    length += len(text)
            held.append(line)
            weight += len(line)
            if len(held) >= LINES or length >= LENGTH or weight >= WEIGHT:
                yield Part(tuple(blocks), Lines(tuple(held), tuple(places)), _judge_fields(fields, seen, first))
                held, blocks, places, length, weight, first = [], [], [], 0, 0, False
        if held:
            yield Part(tuple(blocks), Lines(tuple(held), tuple(places)), _judge_fields(fields, seen, first))

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the lines with the targets in them."""
        del file, options
        for part, targets in parts:
            rest: Lines = part.rest
            lines = list(rest.lines)
            changes = list(zip(rest.places, part.blocks, targets, strict=True))
            for place, block, target in reversed(changes):
                if target.text != block.text:
                    line = lines[place.line]
                    literal = _write_text(target.text, line[place.start : place.end])
                    lines[place.line] = line[: place.start] + literal + line[place.end :]
            out.write("".join(lines).encode())


def _read_lines(file: BinaryIO) -> Iterator[str]:
    """Yield the lines with their ends, the first with the byte order mark; FormatError where one is no UTF-8."""
    file.seek(0)
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise FormatError("", f"line {number} has more than {LONGEST_LINE:,} bytes: write one value on each line")
        try:
            yield line.decode()
        except UnicodeDecodeError as error:
            raise FormatError("", f"line {number} is not UTF-8 (byte {error.start + 1}): save it as UTF-8") from None


def _find_strings(line: str, number: int) -> Iterator[tuple[str, int, int]]:
    """Yield the fields of a line that are strings, and where their literals stand; FormatError where it is no JSON."""
    start = 1 if number == 1 and line.startswith("\ufeff") else 0
    if not line[start:].strip(" \t\r\n"):
        return
    try:
        _DECODER.decode(line[start:])
    except (ValueError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise FormatError("", f"line {number} is no JSON ({what[:120]}): write one whole value on each line") from None
    names: list[str] = []
    lists: list[bool] = []
    naming = False
    for token in _TOKEN.finditer(line, start):
        char = line[token.start()]
        if char == '"' and naming:
            names[-1] = json.loads(token.group())
        elif char == '"':
            path = ".".join(name for name, inside in zip(names, lists, strict=True) if not inside)
            yield path, token.start(), token.end()
        elif char in "{[":
            names.append("")
            lists.append(char == "[")
            naming = char == "{"
        elif char in "}]":
            names.pop()
            lists.pop()
            naming = False
        else:
            naming = char == "," and not lists[-1]


def _read_text(literal: str) -> str:
    """Return what a literal says; "" where there is nothing to translate in it, or half a character."""
    text: str = json.loads(literal)
    return text if has_letters(text) and not _SURROGATE.search(text) else ""


def _write_text(text: str, literal: str) -> str:
    r"""Return the literal of a text, with the escapes that the literal in its place had.

    >>> _write_text('"Nūr" – <b>', '"Нұр"'), _write_text("a–b</b>", r'"\u049b \u003c"')
    ('"\\"Nūr\\" – <b>"', '"a\\u2013b\\u003c/b>"')
    """
    escaping = literal.isascii() and _NOT_ASCII.search(literal) is not None
    written = json.dumps(text, ensure_ascii=escaping or _SURROGATE.search(text) is not None)
    lowered = literal.lower()
    for char, escape in _CAREFUL.items():
        if escape in lowered:
            written = written.replace(char, escape)
    return written.replace("/", "\\/") if "\\/" in literal else written


def _judge_fields(fields: frozenset[str] | set[str], seen: Iterable[str], first: bool) -> tuple[str, ...]:
    """Return what to say of the fields after the first part; FormatError where it has none of them."""
    if not first:
        return ()
    found = list(seen)
    missing = sorted(fields.difference(found))
    if len(missing) < len(fields):
        return tuple(f"the first lines have no string field {name}" for name in missing)
    known = ", ".join(name[:30] for name in found[:6] if name) + (", …" if len(found) > 6 else "")
    wanted = ", ".join(missing)[:60]
    raise FormatError("", f"has no string field {wanted}; name one with --column. It has: {known or 'none'}"[:240])


FORMAT = JsonLines
