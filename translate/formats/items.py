"""What a flow of text with inline markup is made of: texts, the beginnings and ends of markup, places, line breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from translate.formats.template import Pieces

Kind = Literal["text", "open", "close", "place", "break"]

BLANK = " \t\n\r\f"
"""White space that markup languages collapse."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a flow: `source` as it stands in the document, `text` what it says, `key` what pairs it.

    `solid` is a place that stands for words, so that it belongs to the sentence also at its edge; or a beginning of
    markup whose content is not translated. `changed` is what becomes of it where the text is changed, if it is not
    `source`: the end of a link of which the text is also the address.
    """

    kind: Kind
    source: Pieces
    text: str = ""
    key: str = ""
    solid: bool = False
    changed: Pieces | None = None


def join_sources(items: Sequence[Item]) -> Pieces:
    """Return the pieces of some items."""
    return tuple(piece for item in items for piece in item.source)


def find_pairs(items: Sequence[Item]) -> dict[int, int]:
    """Return for each beginning and end of markup where its other half is; halves that have none are left out.

    >>> [find_pairs([Item(kind, (), key=key) for kind, key in pairs]) for pairs in (
    ...     [("open", "b"), ("open", "i"), ("close", "i"), ("close", "b")], [("open", "b"), ("close", "i")])]
    [{1: 2, 2: 1, 0: 3, 3: 0}, {}]
    """
    pairs: dict[int, int] = {}
    stack: list[int] = []
    waiting: dict[str, int] = {}
    for at, item in enumerate(items):
        if item.kind == "open":
            stack.append(at)
            waiting[item.key] = waiting.get(item.key, 0) + 1
        elif item.kind == "close" and waiting.get(item.key):
            while stack:
                other = stack.pop()
                waiting[items[other].key] -= 1
                if items[other].key == item.key:
                    pairs[other], pairs[at] = at, other
                    break
    return pairs
