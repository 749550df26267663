"""Ranges of word processing: what stands between two signs, a bookmark or the text that a comment is about.

Where both signs are in one paragraph, or in one link of it, the range is a group: its words are known, and it goes
with them. Carried one by one, the two signs would come to stand around other words, or the wrong way round.
"""

from collections import deque
from collections.abc import Sequence

from translate.formats.markup_names import get_value, name_of
from translate.formats.runs import Group, Item, Place, has_letters

_BEGINNINGS = {"w:bookmarkStart": "bookmark", "w:commentRangeStart": "comment", "w:permStart": "permission"}
_ENDS = {"w:bookmarkEnd": "bookmark", "w:commentRangeEnd": "comment", "w:permEnd": "permission"}
_DEEPEST = 10
"""Ranges within one another; the signs of those around so many stay places."""

Key = tuple[str, str]
"""What kind of range a sign is of, and its identifier."""


def gather(items: Sequence[Item]) -> list[Item]:
    """Return items with each range that has words, and crosses no other, as a group.

    The sign of a comment right after its range belongs to the end of the range.
    """
    gathered: list[Item] = []
    begun: deque[tuple[int, Key]] = deque(maxlen=_DEEPEST)
    for item in items:
        if isinstance(item, Group) and item.kind == "field":
            item.items = gather(item.items)
        if isinstance(item, Place) and _joins_comment(gathered, item):
            continue
        gathered.append(item)
        if not isinstance(item, Place) or len(item.parts) != 1:
            continue
        name = name_of(item.parts[0][0])
        key = _BEGINNINGS.get(name) or _ENDS.get(name, ""), get_value(item.parts[0][0], "w:id")
        if name in _BEGINNINGS:
            begun.append((len(gathered) - 1, key))
        elif name in _ENDS and any(one == key for _, one in begun):
            start, innermost = begun[-1]
            begun = deque((one for one in begun if one[1] != key), maxlen=_DEEPEST)
            if innermost == key and has_letters(inside := gathered[start + 1 : -1]):
                gathered[start:] = [Group(key[0], inside, head=_places(gathered[start]), tail=_places(item))]
    return gathered


def _joins_comment(gathered: Sequence[Item], item: Place) -> bool:
    """Put the sign of a comment into the range before it, if it is that of the range; tell whether it was."""
    last = gathered[-1] if gathered else None
    if not isinstance(last, Group) or last.kind != "comment" or len(item.parts) != 1:
        return False
    sign, end = item.parts[0][0], last.tail[0].parts[0][0]
    if name_of(sign) != "w:commentReference" or get_value(sign, "w:id") != get_value(end, "w:id"):
        return False
    last.tail.append(item)
    return True


def _places(item: Item) -> list[Place]:
    return [item] if isinstance(item, Place) else []
