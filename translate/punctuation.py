"""What a model should not have to know about: quotes that span segments, dashes, the final mark.

Models are trained on plain quotes in pairs. `prepare` takes a quotation mark that has no partner in its
segment away (or gives it one) and remembers it in a `Frame`; `restore` puts everything back as the target
language writes it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from glossary.kazakh import letters
from glossary.term import Language

OPENING, CLOSING = "«“„", "»”"
QUOTES: dict[Language, tuple[str, str]] = {"kk": ("«", "»"), "en": ("“", "”")}
FINAL = ".!?…:;,"

_LEADING_DASH = re.compile(r"[-–—]\s+")
_SPACED_DASH = re.compile(r"(?<=\s)[-–—](?=\s)")
_TRAILING_CLOSE = re.compile(rf"[{CLOSING}][.!?…,]*$")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stood around and in a segment that the model does not see.

    `prefix` and `suffix` are marks of the source to put before and after; `lent` tells that an opening
    quote was added for the model and is to be taken off again; `typographic` that quotes come back as
    « » or “ ”; `dash` is the spaced dash of the source; `final` the mark it ends with, or nothing.
    """

    prefix: str = ""
    suffix: str = ""
    lent: Literal["", "opening", "closing"] = ""
    typographic: bool = False
    dash: str = "-"
    final: str = ""


def count_unpaired(text: str) -> tuple[int, int]:
    """Return how many closing quotes have no opening before them, and how many opening no closing after.

    >>> count_unpaired("«Кеңес» орталығы» деді"), count_unpaired("«Кеңес")
    ((1, 0), (0, 1))
    """
    depth = unopened = 0
    for char in text:
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            if depth:
                depth -= 1
            else:
                unopened += 1
    return unopened, depth


def prepare(text: str) -> tuple[str, Frame]:
    """Return the text as the model should see it (not yet normalised), and what to put back.

    >>> text, frame = prepare("«Министрлік жол картасын жасады")
    >>> text, frame.prefix
    ('Министрлік жол картасын жасады', '«')
    """
    prefix = suffix = ""
    lent: Literal["", "opening", "closing"] = ""
    typographic = any(char in text for char in OPENING + CLOSING)
    if match := _LEADING_DASH.match(text):
        prefix, text = match.group(), text[match.end() :]
    unopened, unclosed = count_unpaired(text)
    if unclosed and text[:1] in OPENING and text[:1]:
        prefix, text = prefix + text[0], text[1:].lstrip()
    elif unclosed:
        text, lent = text + '"', "closing"
    elif unopened and (match := _TRAILING_CLOSE.search(text)):
        suffix = text[match.start()]
        text = text[: match.start()] + text[match.start() + 1 :]
    elif unopened:
        text, lent = '"' + text, "opening"
    dash = match.group() if (match := _SPACED_DASH.search(text)) else "-"
    final = text[-1:] if text[-1:] in FINAL else ""
    return text, Frame(prefix, suffix, lent, typographic, dash, final)


def pair_quotes(text: str, language: Language) -> str:
    """Turn straight double quotes into the pair of the language.

    >>> pair_quotes('the "Kenes" centre," she said', "en")
    'the “Kenes” centre,” she said'
    """
    opening, closing = QUOTES[language]
    result = []
    for at, char in enumerate(text):
        if char == '"':
            before = text[at - 1 : at]
            char = opening if not before or before.isspace() or before in "([-–—" + opening else closing
        result.append(char)
    return "".join(result)


def restore(target: str, frame: Frame, source: str, language: Language) -> str:
    """Give a hypothesis the marks of its source back.

    >>> _, frame = prepare("«Министрлік жол картасын жасады")
    >>> restore("The Ministry has drawn up a road map.", frame, "Министрлік", "en")
    '“The Ministry has drawn up a road map'
    """
    target = target.strip()
    if frame.lent == "opening" and target.startswith('"'):
        target = target[1:].lstrip()
    if frame.lent == "closing" and (match := re.search(r'"[.!?…]*$', target)):
        target = target[: match.start()] + target[match.start() + 1 :]
    target = match_final(target, frame.final)
    if source[:1].isupper() and target[:1].islower():
        target = target[0].upper() + target[1:]
    if frame.dash != "-":
        target = _SPACED_DASH.sub(frame.dash, target)
    prefix, suffix = frame.prefix, frame.suffix
    if frame.typographic:
        target = pair_quotes(target, language)
        opening, closing = QUOTES[language]
        prefix = re.sub(f"[{OPENING}]", opening, prefix)
        suffix = re.sub(f"[{CLOSING}]", closing, suffix)
    return prefix + target + suffix


def match_final(target: str, final: str) -> str:
    """Let the target end with a full stop exactly where the source does; other marks are the model's.

    >>> match_final("It works well.", ""), match_final("It works well", "."), match_final("Works?", "?")
    ('It works well', 'It works well.', 'Works?')
    """
    if not final and target.endswith(".") and not target.endswith(".."):
        return target[:-1]
    if final and target and target[-1] not in FINAL + '"”»)':
        return target + final
    return target


def make_plain(text: str, language: Language) -> str:
    """Return what the engine is given for a prepared text: plain letters, quotes, dashes and spaces."""
    return " ".join(letters.normalize(text, kazakh=language == "kk").text.split())
