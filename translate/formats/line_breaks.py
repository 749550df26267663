"""Line breaks inside a paragraph: whether a line goes on with the sentence of the line before, or stands alone.

People press Shift+Enter for two reasons: to write lines (an address, a signature, a short list), and to make a
sentence or a title fit its place. A line that ends openly goes on whatever follows: with a dash, an unclosed bracket, a
conjunction, a genitive. A capital, a digit or a bullet begins a line of its own, except where the line before is so
long that the text was folded. A small letter goes on with a sentence that has begun with a capital.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from glossary.text import Span
from translate.formats.format import Block, Mark, Target

LONG = 45
"""Code points of a line that may have been folded; lines of an address and names of offices are mostly shorter."""

_CLOSERS = "»”“\"'’)]"
_SENTENCE_ENDS = tuple(".!?…")
_ENDS = (*_SENTENCE_ENDS, ":", ";")
_DASHES = tuple("-–—\u2011")
_PAIRS = ("()", "[]", "«»", "“”")
_ITEM = re.compile(r"(?:[•·▪◦●■*]|\w{1,2}[).])\s|[-–—]\s*(?:[^\W\d_]|\d)")
_SPOKEN = (",", "»", "”", '"')
_LABEL = re.compile(r"[^\W\d_][\w.-]{0,12}(?:\s[\w.-]{1,12})?:\s")
_ADDRESS = re.compile(r"\S*(?:@|://)|www\.", re.IGNORECASE)
_GENITIVE = re.compile(r"\w{2}[ндт][ыі]ң$", re.IGNORECASE)
"""The endings -ның, -дың, -тың and -нің, -дің, -тің; a word in the genitive belongs to one that comes after it."""
_OPEN_WORDS = frozenset("және мен бен пен немесе яки and or of the a an for to in on at by with from".split())
_LATER_WORDS = frozenset("туралы үшін бойынша арқылы дейін кейін жөнінде жөніндегі және мен бен пен немесе".split())
"""Conjunctions, and postpositions, which come after the words that they belong to."""


def find_continued(lines: Sequence[str]) -> list[bool]:
    """Tell for each of n - 1 breaks between n lines whether the sentence goes on after it.

    A break before the first words or after the last ones divides nothing; an empty line between others divides.

    >>> find_continued(["Қаржы министрлігі", "010000, Астана қаласы", "Мәңгілік Ел даңғылы, 8"])
    [False, False]
    >>> find_continued(["Қаржы министрлігінің", "жылдық есебі"])
    [True]
    """
    texts = [line.strip() for line in lines]
    written = [number for number, text in enumerate(texts) if text]
    closing = _find_closing(texts)
    continued: list[bool] = []
    begun = ""
    for number, (line, following) in enumerate(pairwise(texts)):
        begun = begun or line
        if not written or number < written[0] or number >= written[-1]:
            goes_on = True
        elif not line or not following:
            goes_on = False
        else:
            goes_on = _goes_on(line, following, begun, closing[number + 1])
        begun = begun if goes_on else ""
        continued.append(goes_on)
    return continued


def _find_closing(texts: Sequence[str]) -> list[bool]:
    """Tell for each line whether it is the last one of a sentence, or a long one before such a line."""
    closing: list[bool] = []
    after = False
    for text in reversed(texts):
        said = text.rstrip(_CLOSERS)
        after = said.endswith(_SENTENCE_ENDS) or (len(text) >= LONG and not said.endswith(_ENDS) and after)
        closing.append(after)
    return closing[::-1]


def _goes_on(line: str, following: str, begun: str, closing: bool) -> bool:
    """Tell whether a line goes on with the one before; `closing` where a sentence ends with it, or in time."""
    small = _find_first(following).islower()
    if line.endswith(_ENDS) or (line.rstrip(_CLOSERS).endswith(_ENDS) and not small):
        return False  # a question that somebody asks is not the end of the sentence that says so
    if _begins_item(line, following):
        return False
    if _is_open(line) or _first_word(following) in _LATER_WORDS:
        return True
    long = len(line) >= LONG
    if _ADDRESS.match(following) or (not long and _LABEL.match(following)):
        return False
    if small:
        return long or line.endswith(",") or not _find_first(begun).islower()
    return long and (line.endswith(",") or closing)


def _begins_item(line: str, following: str) -> bool:
    """Tell whether a line begins with a bullet, a dash or a number, as an item of a list.

    A dash after what somebody said, and before what the speaker did, begins none.
    """
    spoken = line.endswith(_SPOKEN) and not line.startswith(_DASHES) and following.startswith(_DASHES)
    return _ITEM.match(following) is not None and not (spoken and _find_first(following).islower())


def _is_open(line: str) -> bool:
    """Tell whether a line ends in the middle of a phrase."""
    if line.endswith(_DASHES) or any(line.count(pair[0]) > line.count(pair[1]) for pair in _PAIRS):
        return True
    last = line.rpartition(" ")[2]
    return last.lower() in _OPEN_WORDS or _GENITIVE.search(last) is not None


def _first_word(text: str) -> str:
    return text.partition(" ")[0].rstrip(",").lower()


def _find_first(text: str) -> str:
    """Return the first letter or digit of a text, "" where there is none."""
    return next((char for char in text if char.isalnum()), "")


def move_inside(block: Block, target: Target, breaks: Collection[int]) -> Target:
    """Return a target in which no line break within a sentence stands before or after all words.

    `breaks` are the numbers of the marks that are line breaks. Where the words changed places, one may come to stand
    at an end, and an empty line with it; it moves to the space that is nearest to where it was, in proportion.

    >>> block = Block("Министрліктің есебі", (Mark(1, Span(14, 14)),))
    >>> move_inside(block, Target("Report of the Ministry", (Mark(1, Span(22, 22)),)), [1]).marks
    (Mark(number=1, span=Span(start=14, end=14)),)
    """
    text = target.text
    spaces = [match.end() for match in re.finditer(r"(?<=\S)\s+(?=\S)", text)]
    was = {mark.number: mark.span.start for mark in block.marks if _is_inside(mark.span.start, block.text)}
    marks: list[Mark] = []
    for mark in target.marks:
        if mark.number in breaks and mark.number in was and spaces and not _is_inside(mark.span.start, text):
            wanted = was[mark.number] * len(text) // len(block.text)
            number = min(bisect_left(spaces, wanted), len(spaces) - 1)
            at = min(spaces[max(number - 1, 0) : number + 1], key=partial(_measure, wanted))
            mark = Mark(mark.number, Span(at, at))
        marks.append(mark)
    return replace(target, marks=tuple(marks)) if marks != list(target.marks) else target


def _is_inside(place: int, text: str) -> bool:
    """Tell whether there are words on both sides of a place."""
    return len(text) - len(text.lstrip()) < place < len(text.rstrip())


def _measure(one: int, other: int) -> int:
    return abs(one - other)
