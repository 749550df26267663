"""A document of a run, and what became of it."""

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from glossary.check import Violation
from translate.formats.format import Format, Options
from translate.output import is_special
from translate.unit import Translation

STANDARD_INPUT = Path("-")
SHOWN = 1000
"""Findings of a document that are kept for people; the audit has all."""


def is_once(path: Path) -> bool:
    """Tell whether a document can be read only once: standard input, a pipe."""
    return path == STANDARD_INPUT or is_special(path)


@dataclass(frozen=True, slots=True)
class Document:
    """A document to translate: where it is, its format, and where its translation and its audit are to be written."""

    path: Path
    format: Format
    options: Options
    output: Path | None
    audit: Path | io.BytesIO | None = None
    bilingual: Mapping[str, Path] = field(default_factory=dict)
    """Files that have both languages, by their kind (`formats.bilingual`)."""


def list_outputs(document: Document) -> Iterator[Path]:
    """Yield every file that is to be written of a document."""
    if document.output:
        yield document.output
    if isinstance(document.audit, Path):
        yield document.audit
    yield from document.bilingual.values()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was when it was read: what tells that it has been changed since."""

    size: int
    modified: int

    @classmethod
    def of(cls, file: BinaryIO) -> "Stamp":
        """Return the stamp of an open file."""
        return cls._of(os.fstat(file.fileno()))

    @classmethod
    def at(cls, path: Path) -> "Stamp":
        """Return the stamp of a file that is not open; OSError where it is away."""
        return cls._of(path.stat())

    @classmethod
    def _of(cls, about: os.stat_result) -> "Stamp":
        return cls(about.st_size, about.st_mtime_ns)


@dataclass(slots=True)
class Outcome:
    """What became of a document: counts, what a person should know, and why it failed where it did."""

    document: Document
    segments: int = 0
    terms: int = 0
    unenforced: int = 0
    violations: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    findings: list[tuple[int, Violation]] = field(default_factory=list)
    """Violations with the number of their paragraph in the document, from 1; the first `SHOWN` of them."""
    paragraphs: int = 0
    error: str = ""
    stamp: Stamp | None = None
    read: int = 0
    """Bytes of the document that have been read, about."""
    signature: str = ""

    def count(self, translation: Translation) -> None:
        """Add a block that has been translated."""
        self.signature = translation.signature
        self.segments += len(translation.units)
        for unit in translation.units:
            self.terms += len(unit.terms)
            self.unenforced += sum(not use.verified for use in unit.terms)
            self.violations += len(unit.violations)
            number = self.paragraphs + unit.segment.paragraph + 1
            self.findings += [(number, one) for one in unit.violations][: SHOWN - len(self.findings)]
        self.paragraphs += translation.paragraphs
        self.notes += [warning for warning in translation.warnings if warning not in self.notes]
