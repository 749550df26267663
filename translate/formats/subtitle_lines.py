"""A translated text over the cues and the lines of subtitles: split at words, in proportion, into lines alike."""

import re
from collections.abc import Sequence
from itertools import accumulate

WIDTH = 42
"""Code points of a line: what the guidelines of broadcasters for Latin and Cyrillic letters have as the most."""

DASHES = "-–—―‐‑"
"""What a line of another speaker begins with; a line that is broken does not."""

_SPACE = re.compile(f" (?![{DASHES}])")
_PAUSES = ",;:.!?…–—»”"


def split_text(text: str, weights: Sequence[int]) -> list[tuple[int, int]]:
    """Return the spans of a text for cues in proportion to weights, at spaces, near a pause where one is close.

    Where there are fewer words than cues, the last spans are empty.

    >>> text = "We came in the morning, and they left."
    >>> [text[start:end] for start, end in split_text(text, [10, 10])]
    ['We came in the morning,', 'and they left.']
    >>> split_text("Yes", [5, 5])
    [(0, 3), (3, 3)]
    """
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    if len(clear := [at for at in starts if at == 0 or text[at] not in DASHES]) >= len(weights):
        starts = clear
    total = sum(weights) or 1
    near = len(text) / len(weights) / 4
    cuts: list[int] = []
    first = 1
    for number, weight in enumerate(accumulate(weights[:-1]), 1):
        ideal = len(text) * weight / total
        last = len(starts) - (len(weights) - number)
        choices = starts[first : last + 1]
        if not choices:
            cut = starts[first] if first < len(starts) else len(text)
        else:
            cut = min(choices, key=lambda at: abs(at - ideal) - near * (text[:at].rstrip()[-1:] in _PAUSES))
        cuts.append(cut)
        first = starts.index(cut) + 1 if cut < len(text) else len(starts)
    spans = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return [(start, start + len(text[start:end].rstrip())) for start, end in spans]


def break_lines(text: str, width: int = WIDTH) -> str:
    r"""Return a text in which some spaces are `\r`: as few as the width needs, with lines of about one length.

    Each line that the text has already (`\n`) is broken by itself.

    >>> break_lines("The mayor of the city met the people of the district today.")
    'The mayor of the city met the\rpeople of the district today.'
    """
    return "\n".join(_break_line(line, width) for line in text.replace("\r", " ").split("\n"))


def _break_line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    words = _SPACE.split(line)
    count = len(_fill(words, width))
    low, high = len(line) // count, width
    high = max(high, *map(len, words))
    while low < high:
        middle = (low + high) // 2
        if len(_fill(words, middle)) <= count:
            high = middle
        else:
            low = middle + 1
    return "\r".join(_fill(words, low))


def _fill(words: Sequence[str], width: int) -> list[str]:
    """Return lines of at most a width, or of one word that is longer."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
