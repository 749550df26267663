"""Fields of word processing: an instruction, and between two signs the result that is seen.

The instruction is never touched. A result that has words is text within the field; that of a page number is a part
of the place where the field stands, and so are results that come from elsewhere, such as a mail merge.
"""

from collections import deque
from collections.abc import Sequence

from translate.formats.runs import Group, Item, Place, flatten, has_letters

_FOREIGN = frozenset(
    "ADDIN ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BARCODE CITATION CREATEDATE DATABASE DATE DISPLAYBARCODE "
    "DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN GREETINGLINE ADDRESSBLOCK IF "
    "INFO LASTSAVEDBY MERGEBARCODE MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NUMCHARS NUMPAGES NUMWORDS PAGE "
    "PRINTDATE REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SKIPIF SYMBOL TIME USERADDRESS USERINITIALS "
    "USERNAME".split()
)
"""Fields whose results are made again by the program, or are data (ECMA-376 part 1, 17.16.5)."""

_DEEPEST = 30
"""Fields within one another; what is around so many is taken for signs that belong to nothing. Word allows 20."""


def fold(items: Sequence[Item]) -> list[Item]:
    """Return items with each whole field in them as one: a group, or a place.

    A field that begins or ends in another paragraph (a table of contents) is not whole, and its signs are places.
    """
    folded: list[Item] = []
    begun: deque[tuple[int, int]] = deque(maxlen=_DEEPEST)
    for item in items:
        folded.append(item)
        role = item.role if isinstance(item, Place) else ""
        if role == "begin":
            begun.append((len(folded) - 1, -1))
        elif role == "separate" and begun and begun[-1][1] < 0:
            begun[-1] = (begun[-1][0], len(folded))
        elif role == "end" and begun:
            start, result = begun.pop()
            whole = folded[start:]
            del folded[start:]
            folded.append(_make_field(whole, result - start if result >= 0 else len(whole)))
    return folded


def is_foreign(instruction: str) -> bool:
    """Tell whether the result of a field is no text of the document.

    >>> is_foreign(' HYPERLINK "x" '), is_foreign(" page "), is_foreign("")
    (False, True, True)
    """
    words = instruction.split(None, 1)
    return not words or words[0].upper() in _FOREIGN


def _make_field(items: list[Item], result: int) -> Item:
    """Return one item for a field, of which the result begins at an index and ends before the last item."""
    head = items[:result]
    instruction = "".join(item.instruction for item in head if isinstance(item, Place))
    inside = items[result:-1]
    places = [item for item in head if isinstance(item, Place)]
    if is_foreign(instruction) or not has_letters(inside) or len(places) < len(head):
        return Place(flatten(items))
    return Group("field", inside, head=places, tail=[Place(flatten(items[-1:]))])
