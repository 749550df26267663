"""The entries of a gettext catalogue with the lines that they stand in, so that all other lines stay as they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from translate.errors import FormatError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_KEYWORD = re.compile(
    r"[ \t]*(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?|domain)?[ \t]*(\"(?:[^\"\\]|\\.)*\")[ \t]*"
)
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)
_WIDTH = 77


@dataclass(slots=True)
class String:
    """A string of an entry: its keyword, the lines it stands in, and what it says."""

    keyword: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Entry:
    """An entry: its strings, and the lines of its flags (`#,`), and where flags would be put."""

    strings: list[String] = field(default_factory=list)
    flags: int | None = None
    place: int | None = None

    def find(self, keyword: str) -> str:
        """Return what the string of a keyword says, empty where there is none."""
        return next((string.text for string in self.strings if string.keyword == keyword), "")

    @property
    def targets(self) -> list[String]:
        """The strings that hold the translation: one, or one for each plural."""
        return [string for string in self.strings if string.keyword.startswith("msgstr")]


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their ends."""
    return [match.group() for match in _LINE.finditer(text) if match.group()]


def read_entries(lines: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries of a catalogue, without the obsolete ones; FormatError where a line is none of its lines."""
    entry = Entry()
    for number, line in enumerate(lines):
        bare = line.strip()
        match = _KEYWORD.fullmatch(line.rstrip("\r\n"))
        remark = not bare or bare.startswith("#")
        if match is None and not remark:
            raise FormatError("", f"line {number + 1} is no line of a PO file: {bare[:40]!r}")
        begins = remark or (match and match.group(1) and not match.group(1).startswith("msgstr"))
        if begins and entry.targets:
            yield entry
            entry = Entry()
        if match:
            _add_string(entry, match, number)
        elif bare.startswith(("#,", "#|")):
            entry.flags = number if bare.startswith("#,") else entry.flags
            entry.place = number if entry.place is None else entry.place
    if entry.targets:
        yield entry


def _add_string(entry: Entry, match: re.Match[str], number: int) -> None:
    """Add a line with a string to an entry."""
    keyword, text = match.group(1), unescape(match.group(2)[1:-1])
    if keyword is None:
        if not entry.strings:
            raise FormatError("", f"line {number + 1} has a string that belongs to no msgid or msgstr")
        entry.strings[-1].text += text
        entry.strings[-1].end = number + 1
        return
    if keyword.startswith("msgstr") and not any(string.keyword == "msgid" for string in entry.strings):
        raise FormatError("", f"line {number + 1} has a msgstr without a msgid")
    if keyword != "domain":
        entry.place = number if entry.place is None else entry.place
        entry.strings.append(String(keyword, number, number + 1, text))


def unescape(text: str) -> str:
    r"""Return what the inside of a string says.

    >>> unescape('\\"а\\"\\n\\x41\\101')
    '"а"\nAA'
    """

    def read(match: re.Match[str]) -> str:
        sign = match.group(1)
        if sign[0] in "01234567":
            return chr(int(sign, 8))
        if sign[0] == "x" and len(sign) > 1:
            return chr(int(sign[1:], 16))
        return _ESCAPES.get(sign, sign)

    return _ESCAPE.sub(read, text)


def write_string(keyword: str, text: str, newline: str) -> str:
    r"""Return the lines of a string, cut after line breaks and at spaces as gettext does.

    >>> write_string("msgstr", 'Бұл "қала"', "\n")
    'msgstr "Бұл \\"қала\\""\n'
    """
    whole = f'{keyword} "{text.translate(_WRITTEN)}"{newline}'
    if len(whole) <= _WIDTH + 4 and "\n" not in text[:-1]:
        return whole
    lines = [line for paragraph in text.splitlines(keepends=True) for line in _wrap(paragraph.translate(_WRITTEN))]
    return f'{keyword} ""{newline}' + "".join(f'"{line}"{newline}' for line in lines)


def _wrap(text: str) -> Iterator[str]:
    """Yield pieces of a line, each ending in a space but the last."""
    piece = ""
    for word in re.findall(r"[^ ]* +|[^ ]+", text):
        if piece and len(piece) + len(word) > _WIDTH:
            yield piece
            piece = ""
        piece += word
    if piece:
        yield piece
