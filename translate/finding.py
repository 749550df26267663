"""What `audarma check` works with: pairs of segments, and what is wrong with one of them.

Findings have seven classes. *missing*: a title of the source has no rendering. *forbidden*, *deprecated*: it has
one that the termbase does not want. *inconsistent*: a title, a person or a sentence is rendered in one way here
and in another elsewhere. *number*, *name*: one side has it and the other has not; telephone and document numbers count
as numbers, addresses, placeholders and tags as names. *untranslated*: words were left
as they are, or most of a sentence is not there.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from glossary.text import Span

Class = Literal["missing", "forbidden", "deprecated", "inconsistent", "number", "name", "untranslated"]
CLASSES: tuple[Class, ...] = get_args(Class)


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment of the source and its translation; `line` is that of the target in its file (from 1)."""

    source: str
    target: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one pair: its class, what to say, and where in both texts, as far as that is known.

    `pair` is the index of the pair; `concept` that of the termbase, "" where it is about none. Spans are code
    points into the source and the target of the pair.
    """

    pair: int
    kind: Class
    message: str
    source: Span | None = None
    target: Span | None = None
    concept: str = ""
