"""What an engine is, and the engines by name.

An engine turns batches of segments into hypotheses. It knows nothing of documents, terms or quotes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from glossary.term import Language
from glossary.text import Span


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to translate: its plain text, the pair, and how many hypotheses are wanted, best first.

    `prefix` is the beginning that the target must have (may be empty); the hypotheses contain it.
    `alignment` asks for word alignments.
    """

    text: str
    source: Language
    target: Language
    hypotheses: int = 1
    prefix: str = ""
    alignment: bool = False
    no_repeat: int = 0
    """Ban repeated n-grams of this many tokens; 0 bans nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """A word of the target and the word of the source it was mostly made from, with the weight in 0…1."""

    source: Span
    target: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation: its text, the mean log-probability of a token, and the alignment if it was asked."""

    text: str
    score: float
    alignment: tuple[Link, ...] = ()


class Engine(Protocol):
    """What runs a model. `translate` may be called from two threads at once."""

    @property
    def signature(self) -> str:
        """Model and decoding, for the signature of a translation."""
        ...

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        """Translate n requests into n lists of hypotheses, in the same order, best first."""
        ...

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """Return the mean log-probability of a token of each given target; n in, n out."""
        ...
