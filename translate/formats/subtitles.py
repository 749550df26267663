"""Subtitles: the texts of cues, joined where a sentence goes on in the next cue, and split over the cues again.

The lines of a cue are one text; those that begin with a dash are lines of different people and stay apart.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.text import Span
from translate.formats.encoding import Encoding
from translate.formats.flow import Layout, lay_out
from translate.formats.format import Block, Mark, Part, Target
from translate.formats.items import Item
from translate.formats.subtitle_lines import DASHES, break_lines, split_text
from translate.formats.template import Draft, Pieces, Slot, Tag, Template, fill, settle, weave

LARGEST = 50_000_000
"""Bytes of a file that is read."""
GAP = 1000
"""Milliseconds between two cues in which a sentence may go on."""
CUES = 6
"""Cues of a sentence, at most."""

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")

_NOT_GOING_ON = "♪♫[(#*>" + DASHES
_CLOSED = re.compile(r"(?:(?<!\.\.)\.|[!?♪♫\])])[\"'»”’)\]]*$")
_BLANK_LINE = re.compile(r"(?:(?:\r\n|\r(?!\n)|\n)[ \t]*){2,}")
_VOICE = re.compile(r"<v[. ][^<>]*>")
_PUNCTUATED = 0.2
"""The share of cues that end a sentence in files whose sentences have ends."""
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z]\w*)[^<>\r\n]*>|<[\d:.]+>|\{\\[^{}\r\n]*\}|\{[a-zA-Z]:[^{}\r\n]*\}"
    r"|(?P<blank>[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*)"
)


class Cue(NamedTuple):
    """When a cue is shown, in milliseconds, and its text as it stands."""

    start: int
    end: int
    text: str


Piece = str | Cue


@dataclass(frozen=True, slots=True)
class Group:
    """How a block is spread over cues: what stands between their texts, their weights, their line end."""

    joints: tuple[str, ...]
    weights: tuple[int, ...]
    newline: str


class Rest(NamedTuple):
    """What else a part needs to be written."""

    encoding: Encoding
    beginning: bytes


class _Laid(NamedTuple):
    """A cue with its layout, and what stands before it since the last one."""

    cue: Cue
    layout: Layout
    between: str


def find_times(line: str) -> tuple[int, int] | None:
    """Return when a cue is shown, in milliseconds; None where the line does not say it.

    >>> find_times("00:01:02,500 --> 01:00:03,000 X1:5"), find_times("1")
    ((62500, 3603000), None)
    """
    match = TIMING.fullmatch(line)
    if not match:
        return None
    first, last = match.groups()[:4], match.groups()[4:]
    return _read_time(*first), _read_time(*last)


def _read_time(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def make_parts(pieces: Sequence[Piece], encoding: Encoding, read: Callable[[str], str]) -> Iterator[Part]:
    """Yield the parts of subtitles; `read` gives what a text without tags says."""
    punctuated = _is_punctuated(pieces)
    draft, beginning, notes = Draft(), encoding.beginning, encoding.notes
    group: list[_Laid] = []
    literal = ""
    for piece in pieces:
        layout = None if isinstance(piece, str) else lay_out(_read_items(piece.text, read))
        if isinstance(piece, str) or layout is None:
            literal += piece if isinstance(piece, str) else piece.text
            continue
        if group and not _goes_on(group, piece, layout, punctuated, literal):
            _add_group(draft, group)
            group = []
            if draft.full:
                yield draft.finish(Rest(encoding, beginning), notes)
                draft, beginning, notes = Draft(), b"", ()
        if not group:
            draft.pieces.append(literal)
            literal = ""
        group.append(_Laid(piece, layout, literal))
        literal = ""
    if group:
        _add_group(draft, group)
    draft.pieces.append(literal)
    yield draft.finish(Rest(encoding, beginning), notes)


def write_parts(parts: Iterable[tuple[Part, Sequence[Target]]], escape: Callable[[str], str]) -> Iterator[bytes]:
    """Yield the bytes of subtitles with their targets."""
    for part, targets in parts:
        template: Template = part.rest
        rest: Rest = template.extra

        def write(block: Block, slot: Slot, target: Target, resolve: Callable[[Pieces], str]) -> str:
            return _write_group(slot, target, resolve, escape)

        yield rest.beginning + rest.encoding.encode(fill(part, targets, write))


def _read_items(text: str, read: Callable[[str], str]) -> list[Item]:
    """Return the items of a cue's text."""
    items: list[Item] = []
    at = 0
    for match in _TAG.finditer(text):
        if match.start() > at:
            items.append(_make_text(text[at : match.start()], read))
        source = (match.group(),)
        at = match.end()
        if match["blank"]:
            following = _TAG.sub("", text[at : at + 200]).lstrip()
            apart = following[:1] in DASHES or len(re.findall(r"\r\n|\r|\n", match["blank"])) > 1
            items.append(Item("break", source) if apart else Item("text", source, " "))
        elif match["name"]:
            items.append(Item("close" if match["close"] else "open", source, key=match["name"].lower()))
        else:
            items.append(Item("place", source))
    if at < len(text):
        items.append(_make_text(text[at:], read))
    return items


def _make_text(source: str, read: Callable[[str], str]) -> Item:
    return Item("text", (source,), read(source))


def _is_punctuated(pieces: Iterable[Piece]) -> bool:
    """Tell whether sentences have ends in these subtitles."""
    texts = [_TAG.sub("", piece.text).rstrip() for piece in pieces if not isinstance(piece, str)]
    return sum(_CLOSED.search(text) is not None for text in texts) >= _PUNCTUATED * len(texts)


def _goes_on(group: Sequence[_Laid], cue: Cue, layout: Layout, punctuated: bool, between: str) -> bool:
    """Tell whether the sentence of a group of cues goes on in the next one."""
    last = group[-1]
    text, following = last.layout.block.text, layout.block.text
    if len(group) >= CUES or not -GAP < cue.start - last.cue.end < GAP or "\n" in text + following:
        return False
    if following[0] in _NOT_GOING_ON or text[0] in _NOT_GOING_ON or _CLOSED.search(text):
        return False
    if "NOTE" in between or _find_voice(last.cue) != _find_voice(cue):
        return False
    return following[0].islower() or (punctuated and not text.endswith(("…", "...", ":")))


def _find_voice(cue: Cue) -> str:
    """Return the tag that says who speaks."""
    found = _VOICE.search(cue.text)
    return found.group() if found else ""


def _add_group(draft: Draft, group: Sequence[_Laid]) -> None:
    """Add the block of one cue, or of several that are one sentence."""
    texts: list[str] = []
    marks: list[Mark] = []
    tags: list[Tag] = []
    source: list[str] = []
    joints: list[str] = []
    at = 0
    for number, (_, layout, between) in enumerate(group):
        if number:
            joints.append(_join((*group[number - 1].layout.after, between, *layout.before)))
            source.append(joints[-1])
        texts.append(layout.block.text)
        marks += [Mark(mark.number + len(tags), mark.span.shift(at)) for mark in layout.block.marks]
        tags += layout.slot.tags
        source.append(_join(layout.slot.source))
        at += len(layout.block.text) + 1
    newline = re.search(r"\r\n|\r|\n", "".join(cue.text + between for cue, _, between in group) + "".join(joints))
    kept = newline.group() if newline else _find_newline(draft)
    style = Group(tuple(joints), tuple(map(len, texts)), kept)
    slot = Slot(("".join(source),), tuple(tags), group[0].layout.slot.breaks, style)
    block = Block(" ".join(texts), tuple(marks))
    draft.pieces += [*group[0].layout.before, draft.add_block(block, slot), *group[-1].layout.after]


def _find_newline(draft: Draft) -> str:
    """Return the line end that stands before a cue."""
    found = re.search(
        r"\r\n|\r|\n", next((piece for piece in draft.pieces[::-1] if isinstance(piece, str) and piece), "")
    )
    return found.group() if found else "\n"


def _join(pieces: Pieces) -> str:
    return "".join(map(str, pieces))


def _write_group(slot: Slot, target: Target, resolve: Callable[[Pieces], str], escape: Callable[[str], str]) -> str:
    """Return the source of cues with a changed text."""
    group: Group = slot.style
    text = target.text if slot.breaks else target.text.replace("\n", " ")
    marks = settle(Target(text, target.marks), len(slot.tags))
    breaks = iter(slot.breaks)

    def write(piece: str, before: str) -> str:
        first, *others = [line.replace("\r", group.newline) for line in escape(piece).split("\n")]
        return first + "".join(_join(next(breaks, (group.newline,))) + other for other in others)

    written: list[str] = []
    spans = split_text(text, group.weights)
    for number, (start, end) in enumerate(spans):
        inside = _find_marks(marks, slot.tags, start, end, spans[number + 1][0] if number + 1 < len(spans) else None)
        lines = Target(break_lines(text[start:end]) or "…" * (len(spans) > 1), inside)
        made = weave(lines, slot.tags, write, resolve)
        if not any(_BLANK_LINE.search(_join(pieces)) for pieces in slot.breaks):
            made = _BLANK_LINE.sub(group.newline, made)
        written += [*group.joints[number - 1 : number], made]
    return "".join(written)


def _find_marks(
    marks: Sequence[Mark], tags: Sequence[Tag], start: int, end: int, following: int | None
) -> tuple[Mark, ...]:
    """Return the marks of a piece of a text; a place at its end is the next piece's, if there is one."""
    found: list[Mark] = []
    for mark in marks:
        first, last = max(mark.span.start, start), min(mark.span.end, end)
        here = start <= mark.span.start and (following is None or mark.span.start < following)
        if first < last or (tags[mark.number].place and here):
            first = min(first, end)
            found.append(Mark(mark.number, Span(first - start, max(first, last) - start)))
    return tuple(found)
