"""Gettext catalogues: messages without a translation get one, marked as fuzzy, and all other lines stay.

The source is `msgid`. Translations that are there, comments and obsolete entries are kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, ClassVar

from glossary.term import Language
from translate.errors import FormatError
from translate.formats.encoding import Encoding, read_text
from translate.formats.flow import Layout, lay_out
from translate.formats.format import Block, Options, Part, Target
from translate.formats.placeholders import read_placeholders
from translate.formats.po_entries import Entry, String, read_entries, split_lines, write_string
from translate.formats.template import BLOCKS, LENGTH, Pieces, is_changed, weave

LARGEST = 50_000_000
"""Bytes of a catalogue that is read."""

_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_LANGUAGE = re.compile(r"(?<![\w-])Language:[^\\\"]*")
_KEY = re.compile(r"[\w-]+(?:[._/:][\w-]+)+")
"""A name that stands for a message: `page.title`."""
_PLURALS = "nplurals=2; plural=(n != 1);"
"""For Kazakh and for English (Unicode CLDR, plural rules)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A message without a translation: its block, and the entry, with the strings that the translation goes into."""

    layout: Layout
    entry: Entry
    strings: tuple[String, ...]


@dataclass(slots=True)
class Rest:
    """What a part needs to be written again: its lines, its gaps, the header if it is here."""

    lines: Sequence[str]
    first: int
    encoding: Encoding
    beginning: bytes = b""
    header: Entry | None = None
    gaps: list[Gap] = field(default_factory=list)


class Po:
    """Catalogues of messages, and their templates."""

    name: ClassVar[str] = "po"
    suffixes: ClassVar[tuple[str, ...]] = (".po", ".pot")

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of a catalogue; FormatError where it is none, before the first part."""
        file.seek(0)
        declared = _CHARSET.search(file.read(8192))
        text, encoding = read_text(file, options, LARGEST, declared.group(1).decode("ascii") if declared else "")
        lines = split_lines(text)
        entries = list(read_entries(lines))
        if text.strip() and not entries and not any(line.startswith("#") for line in lines):
            raise FormatError("", "has no msgid, so it is no PO file")
        yield from _make_parts(lines, entries, encoding)

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the catalogue with the targets; where there are any, its language is theirs."""
        for part, targets in parts:
            rest: Rest = part.rest
            lines = _fill(rest, part.blocks, targets, options.target)
            out.write(rest.beginning + rest.encoding.encode("".join(lines)))


def _make_parts(lines: Sequence[str], entries: Sequence[Entry], encoding: Encoding) -> Iterator[Part]:
    """Yield the parts of a catalogue, each of whole entries, at least one."""
    kept = sum(all(string.text for string in entry.targets) and entry.find("msgid") != "" for entry in entries)
    notes = encoding.notes + ((f"{kept} of its messages had a translation, which was kept",) if kept else ())
    rest = Rest((), 0, encoding, encoding.beginning)
    blocks: list[Block] = []
    for entry in entries:
        if not entry.find("msgid") and rest.header is None and not rest.first:
            rest.header = entry
        gaps = list(_find_gaps(entry))
        rest.gaps += gaps
        blocks += [gap.layout.block for gap in gaps]
        if len(blocks) >= BLOCKS or sum(len(block.text) for block in blocks) >= LENGTH:
            end = max(string.end for string in entry.strings)
            rest.lines = lines[rest.first : end]
            yield Part(tuple(blocks), rest, notes)
            rest, blocks, notes = Rest((), end, encoding), [], ()
    rest.lines = lines[rest.first :]
    yield Part(tuple(blocks), rest, notes)


def _find_gaps(entry: Entry) -> Iterator[Gap]:
    """Yield the messages of an entry that have no translation."""
    source, plural = entry.find("msgid"), entry.find("msgid_plural")
    empty = [string for string in entry.targets if not string.text]
    if not source or not empty:
        return
    chosen: list[tuple[str, list[String]]] = [(source, empty)]
    if plural:
        one = [string for string in empty if string.keyword == "msgstr[0]" and len(entry.targets) > 1]
        chosen = [(source, one), (plural, [string for string in empty if string not in one])]
    for text, strings in chosen:
        layout = None if _KEY.fullmatch(text) else lay_out(read_placeholders(text), collapse=False)
        if layout and strings:
            yield Gap(layout, entry, tuple(strings))


def _fill(rest: Rest, blocks: Sequence[Block], targets: Sequence[Target], language: Language) -> list[str]:
    """Return the lines of a part with the targets."""
    lines = list(rest.lines)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    marked: set[int] = set()
    for gap, block, target in zip(rest.gaps, blocks, targets, strict=True):
        if not is_changed(block, target) or not target.text.strip():
            continue
        layout = gap.layout
        text = _join(layout.before) + weave(target, layout.slot.tags, lambda text, _: text, _join) + _join(layout.after)
        for string in gap.strings:
            _replace(lines, string.start - rest.first, string.end - rest.first, string.keyword, text, newline)
        if id(gap.entry) not in marked:
            marked.add(id(gap.entry))
            _mark(lines, gap.entry, rest.first, newline)
    if rest.header and (marked or rest.encoding.written != rest.encoding.name):
        _change_header(lines, rest.header, language if marked else None, newline)
    return lines


def _replace(lines: list[str], start: int, end: int, keyword: str, text: str, newline: str) -> None:
    """Put a string into its lines; the others become empty, so that no line's number changes."""
    written = write_string(keyword, text, newline)
    if not lines[end - 1].endswith(("\n", "\r")):
        written = written.rstrip("\r\n")
    lines[start:end] = [written, *[""] * (end - start - 1)]


def _mark(lines: list[str], entry: Entry, first: int, newline: str) -> None:
    """Mark an entry as fuzzy: what a machine translated, a person should look at."""
    if entry.flags is None:
        at = (entry.place or 0) - first
        lines[at] = f"#, fuzzy{newline}{lines[at]}"
        return
    at = entry.flags - first
    flags = lines[at].strip()[2:].split(",")
    if not any(flag.strip() == "fuzzy" for flag in flags):
        lines[at] = lines[at].replace("#,", "#, fuzzy,", 1)


def _change_header(lines: list[str], header: Entry, language: Language | None, newline: str) -> None:
    """Set the language and the encoding that the header says; it is at the beginning of the part."""
    string = header.targets[0]
    start, end = string.start, string.end
    for at in range(start, end):
        lines[at] = re.sub(r"(charset=)[\w.:-]+", r"\g<1>UTF-8", lines[at])
        if language:
            lines[at] = lines[at].replace("nplurals=INTEGER; plural=EXPRESSION;", _PLURALS)
            lines[at] = _LANGUAGE.sub(f"Language: {language}", lines[at])
    if language and not any(_LANGUAGE.search(line) for line in lines[start:end]):
        closed = lines[end - 1].rstrip("\r\n")
        if string.text and not string.text.endswith("\n"):
            closed = closed.rstrip()[:-1] + '\\n"'
        lines[end - 1] = f'{closed}{newline}"Language: {language}\\n"{newline}'


def _join(pieces: Pieces) -> str:
    return "".join(map(str, pieces))


FORMAT = Po
