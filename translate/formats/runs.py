"""What is inside a paragraph of an office document: texts with their formatting, places, groups.

Nothing here changes the document, and nothing here knows one format of office documents from another.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from lxml.etree import _Element

from translate.formats.format import Block


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """The formatting of a run: two with the same key look alike. `properties` is the element that says it."""

    key: Hashable = ()
    properties: _Element | None = None
    visible: bool = False
    """Whether it can be seen on a space: underlined, coloured behind."""
    link: bool = False
    """Whether it leads somewhere, so that it may not be lost with its words."""


PLAIN = Style()


@dataclass(slots=True)
class Text:
    """Some text and its formatting. `origin` is the element that has it, and the run around that."""

    text: str
    style: Style = PLAIN
    origin: tuple[_Element, _Element] | None = None


@dataclass(slots=True)
class Place:
    """What stands at a place in the text: elements, each with the run it is in, None where it is in none.

    A `gap` divides the paragraph, a `break` divides words, a `point` is between two letters. `role` is that in a
    field, and `instruction` what the field is told to do.
    """

    parts: list[tuple[_Element, _Element | None]]
    kind: Literal["point", "break", "gap"] = "point"
    role: Literal["", "begin", "instruction", "separate", "end"] = ""
    instruction: str = ""
    owner: "Group | None" = None


@dataclass(slots=True, eq=False)
class Group:
    """Items with something around them: an element (`shell`; `holder` in it has the items), or what is before, after.

    The `kind` is the name of the element, because most may not be within one another.
    """

    kind: str
    items: "list[Item]"
    shell: _Element | None = None
    holder: _Element | None = None
    head: list[Place] = field(default_factory=list)
    tail: list[Place] = field(default_factory=list)
    default: Style = PLAIN


@dataclass(slots=True, eq=False)
class Region:
    """Items that are one block; `things` are what its marks stand for, that of mark 1 first."""

    items: "list[Item]"
    block: Block
    things: "list[Style | Place | Group]"
    default: Style


Item: TypeAlias = Text | Place | Group | Region


def has_letters(items: Iterable[Item]) -> bool:
    """Tell whether there is anything to translate among items.

    >>> has_letters([Text("12 "), Group("", [Text("б")])]), has_letters([Text("12")])
    (True, False)
    """
    return any(
        any(map(str.isalpha, item.text)) if isinstance(item, Text) else has_letters(item.items)
        for item in items
        if not isinstance(item, Place)
    )


def flatten(items: Iterable[Item]) -> list[tuple[_Element, _Element | None]]:
    """Return the elements that items were read from."""
    parts: list[tuple[_Element, _Element | None]] = []
    for item in items:
        if isinstance(item, Place):
            parts += item.parts
        elif isinstance(item, Text):
            parts += [item.origin] if item.origin else []
        elif isinstance(item, Group) and item.shell is not None:
            parts.append((item.shell, None))
        else:
            parts += flatten([*item.head, *item.items, *item.tail] if isinstance(item, Group) else item.items)
    return parts
