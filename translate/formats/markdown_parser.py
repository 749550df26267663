"""Markdown as markdown-it reads it, with the place in its text of everything within a line."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Inline = Callable[[StateInline, bool], bool]

_ROWS = re.compile(r"\\?\|")
_DELIMITERS = frozenset({"emphasis", "strikethrough"})


class Spot(NamedTuple):
    """Something within a line that is not plain text: its kind is markdown-it's name, its places are code points."""

    kind: str
    start: int
    end: int
    content: str = ""


class Cell(NamedTuple):
    """A cell of a table: its text without the white space around it, and where each code point stands in the row."""

    text: str
    places: list[int]


class _State(StateInline):
    """Notes how far the text was read when a token was made."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token


@cache
def make_parser() -> MarkdownIt:
    """Return a parser of CommonMark with tables and strike-through, which notes where things stand."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.ruler2.disable("fragments_join")
    names = parser.inline.ruler.get_active_rules()
    for name, rule in zip(names, parser.inline.ruler.getRules(""), strict=True):
        parser.inline.ruler.at(name, _note(name, rule))
    return parser


def read_spots(text: str, references: Mapping[str, Any]) -> list[Spot]:
    """Return what in a paragraph's text is not plain text, in order; `references` is the environment of the document.

    >>> [(spot.kind, spot.start, spot.end) for spot in read_spots("а **ә** `b`", {})]
    [('strong_open', 2, 4), ('strong_close', 5, 7), ('code_inline', 8, 11)]
    """
    parser = make_parser()
    state = _State(text, parser, dict(references), [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    placed = sorted((token for token in state.tokens if "span" in token.meta), key=lambda token: token.meta["span"])
    spots: list[Spot] = []
    for at, token in enumerate(placed):
        start, end = token.meta["span"]
        if token.type == "text":
            continue
        if token.type == "strong_open":
            start = placed[at - 1].meta["span"][0]
        elif token.type == "strong_close":
            end = placed[at + 1].meta["span"][1]
        elif token.type in ("softbreak", "hardbreak"):
            start = len(text[:start].rstrip(" "))
        start = max(start, spots[-1].end if spots else 0)
        spots.append(Spot(token.meta.get("kind", token.type), start, end, token.content))
    return spots


def _note(name: str, rule: Inline) -> Inline:
    """Return a rule that notes in its tokens which part of the text they stand for."""

    def noted(state: StateInline, silent: bool) -> bool:
        start, count, waiting = state.pos, len(state.tokens), bool(state.pending)
        if not rule(state, silent):
            return False
        made = state.tokens[count:]
        if silent or not made:
            return True
        if waiting and made[0].type == "text":
            made = made[1:]
        if name in _DELIMITERS:
            for token in made:
                token.meta["span"] = (start, start + len(token.content))
                start += len(token.content)
        elif name == "link":
            made[0].meta["span"] = (start, made[0].meta["at"])
            made[-1].meta["span"] = (made[-1].meta["at"], state.pos)
        elif made:
            made[0].meta.update(span=(start, state.pos), **({"kind": "autolink"} if len(made) > 1 else {}))
        return True

    return noted


def split_row(row: str) -> list[Cell]:
    r"""Return the cells of a row of a table, also the empty ones at its ends; `\|` is no border.

    >>> [cell.text for cell in split_row("| бір | a\\|b |")]
    ['', 'бір', 'a|b', '']
    """
    cells: list[Cell] = []
    chars: list[str] = []
    places: list[int] = []
    escaped = False
    for at, char in enumerate(row):
        if char == "|" and not escaped:
            cells.append(_trim(chars, places, at))
            chars, places = [], []
        elif char == "|":
            chars[-1] = "|"
        else:
            chars.append(char)
            places.append(at)
        escaped = char == "\\"
    cells.append(_trim(chars, places, len(row)))
    return cells


def _trim(chars: list[str], places: list[int], end: int) -> Cell:
    """Return a cell without the white space around it; its places have one more at the end."""
    text = "".join(chars)
    start = len(text) - len(text.lstrip(" \t"))
    stop = max(start, len(text.rstrip(" \t")))
    places = [*places, end]
    return Cell(text[start:stop], places[start : stop + 1])
