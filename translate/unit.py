"""The values that a translation is made of. All frozen; every stage returns new ones.

Offsets are code points: a segment's into the document, a term's into its segment's source and target.
"""

from dataclasses import dataclass
from typing import Literal

from glossary.check import Violation
from glossary.text import Span

Strategy = Literal["model", "inline", "prefix", "replace"]


@dataclass(frozen=True, slots=True)
class Segment:
    """What the engine sees of a text, normally a sentence: without the white space around it.

    `index` counts the segments of the document from 0, `paragraph` its paragraphs; `span` is its place in
    the original text, and `text` what stands there. `depth` is how many quotations are open where it
    begins.
    """

    index: int
    paragraph: int
    span: Span
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the document: its place without the line break, and its segments (none in an empty line)."""

    index: int
    span: Span
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its paragraphs. What stands between segments is white space and stays as it is."""

    text: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in order; the index of each is its place here."""
        return tuple(segment for paragraph in self.paragraphs for segment in paragraph.segments)


@dataclass(frozen=True, slots=True)
class TermUse:
    """One occurrence of a concept: where it was found, what was placed, where, and how.

    `target` is None where the rendering could not be verified. `refers_to` is the concept that a bare noun
    (*министрлік*) stands for where the document has named exactly one of that kind, else "".
    """

    concept: str
    source: Span
    form: str
    rendering: str
    target: Span | None
    strategy: Strategy
    verified: bool
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A segment with its target, the terms in it and what is to be said about it."""

    segment: Segment
    target: str
    terms: tuple[TermUse, ...] = ()
    violations: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of a whole text: `text`, the units in order, languages, and the signature.

    `warnings` concern the whole text; `paragraphs` and `source_length` (code points) measure its source.
    """

    text: str
    units: tuple[TranslationUnit, ...]
    source_language: str
    target_language: str
    signature: str
    warnings: tuple[str, ...] = ()
    paragraphs: int = 0
    source_length: int = 0

    def __str__(self) -> str:
        """Return the translated text."""
        return self.text
