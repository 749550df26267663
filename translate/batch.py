"""Many documents, of any format: read, translated together, written again; memory is that of a few parts.

What is read ahead belongs to several documents: short ones fill a batch for the model together. A document that
cannot be read or written is reported, and the others go on. Files appear whole, in one rename, or not at all.
"""

import datetime
import io
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from glossary.check import Violation
from glossary.dates import REACH, find_date
from translate.audit import AuditWriter
from translate.carry import carry, find_links, needs_links
from translate.engine import Engine, Link
from translate.errors import EngineError, FormatError, TranslationError
from translate.formats.bilingual import write_bilingual
from translate.formats.format import Block, Format, Options, Part, Target
from translate.lookahead import Opened
from translate.output import Output, is_special
from translate.pipeline import Reading, Translator
from translate.spool import Spool
from translate.unit import Translation

STANDARD_INPUT = Path("-")
SHOWN = 1000
"""Findings of a document that are kept for people; the audit has all."""


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


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was when it was read: what tells that it has been changed since."""

    size: int
    modified: int

    @classmethod
    def of(cls, file: BinaryIO) -> "Stamp":
        """Return the stamp of an open file."""
        about = os.fstat(file.fileno())
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


Told = Callable[[Outcome], None]


@dataclass(slots=True)
class Begun:
    """A document that is being read: what it was when it was opened, and why it could not be read to its end."""

    document: Document
    stamp: Stamp | None = None
    read: int = 0
    error: Exception | None = None
    wanted: bool = True


class Feed:
    """Reads documents ahead of their translation, and hands out the parts of each with their translations."""

    def __init__(self, translator: Translator, documents: Iterable[Document]) -> None:
        """Take the documents, which are opened one after another when it is their turn."""
        self.translator, self.documents = translator, documents
        self.entries: deque[tuple[Begun, Part | None]] = deque()
        """What has been read: parts, and None where a document ends."""
        self.ready: deque[Translation] = deque()
        self.flow = translator.finish(self.read_all())
        self.current: Begun | None = None
        self.unfinished = False
        """Whether the end of the document that was begun last has not been reached."""

    def read_all(self) -> Iterator[Opened]:
        """Open the blocks of all documents; what goes wrong with one is kept for its turn."""
        for document in self.documents:
            begun = Begun(document)
            try:
                yield from self.read(begun)
            except (TranslationError, OSError, MemoryError) as error:
                begun.error = error
            self.entries.append((begun, None))

    def read(self, begun: Begun) -> Iterator[Opened]:
        """Open the blocks of one document."""
        document = begun.document
        with open_input(document.path) as file:
            begun.stamp = Stamp.of(file)
            reading = None if is_once(document.path) else Reading(self.translator.at(self.find_day(document)))
            for part in document.format.read(file, document.options):
                if not begun.wanted:
                    return
                if reading is None:
                    reading = Reading(self.translator.at(self.find_day_in(part)))
                begun.read = 0 if is_once(document.path) else file.tell()
                self.entries.append((begun, part))
                for block in part.blocks:
                    yield reading.open(block.text)
            if not is_once(document.path) and Stamp.of(file) != begun.stamp:
                raise FormatError("", "was changed while it was read; translate it again")

    def find_day(self, document: Document) -> datetime.date | None:
        """Return the date that a document says in its first or last lines."""
        if not self.translator.find_dates:
            return None
        first = last = ""
        with document.path.open("rb") as file:
            for part in document.format.read(file, document.options):
                text = "".join(f"{block.text}\n" for block in part.blocks)
                first, last = first if len(first) > REACH else first + text, last[-REACH:] + text
        return find_date(first, last)

    def find_day_in(self, part: Part) -> datetime.date | None:
        """Return the date that the first part says, of a document that can be read only once."""
        text = "".join(f"{block.text}\n" for block in part.blocks)
        return find_date(text, "") if self.translator.find_dates else None

    def next_entry(self) -> tuple[Begun, Part | None]:
        """Return what was read next; more is read and translated until there is something."""
        while not self.entries:
            translation = next(self.flow, None)
            if translation is not None:
                self.ready.append(translation)
            elif not self.entries:
                raise EngineError("more documents were asked for than were named")
        return self.entries.popleft()

    def take(self, part: Part) -> list[Translation]:
        """Return the translations of the blocks of a part."""
        return [self.ready.popleft() if self.ready else next(self.flow) for _ in part.blocks]

    def parts(self) -> Iterator[tuple[Part, list[Translation]]]:
        """Yield the parts of the document that was begun; what went wrong in reading is raised where it did."""
        while True:
            self.current, part = self.next_entry()
            if part is None:
                self.unfinished = False
                if self.current.error:
                    raise self.current.error
                return
            yield part, self.take(part)

    def skip_rest(self) -> None:
        """Leave out what is still to come of a document that was begun."""
        while self.unfinished:
            if self.current:
                self.current.wanted = False
            self.current, part = self.next_entry()
            if part is None:
                self.unfinished = False
            else:
                self.take(part)


def is_once(path: Path) -> bool:
    """Tell whether a document can be read only once: standard input, a pipe."""
    return path == STANDARD_INPUT or is_special(path)


def open_input(path: Path) -> BinaryIO:
    """Open a document for reading. Standard input stays open, and is read by who comes first."""
    if path != STANDARD_INPUT:
        return path.open("rb")
    if sys.stdin is None:
        raise OSError("there is no standard input: name a file")
    return open(sys.stdin.fileno(), "rb", closefd=False)


def translate_documents(
    documents: Sequence[Document],
    translator: Translator,
    told: Told = lambda outcome: None,
    begin: Callable[[Path], None] | None = None,
) -> Iterator[Outcome]:
    """Translate documents and yield what became of each, in their order.

    `told` follows the counts of each, `begin` is told of each output before it is written.
    """
    feed = Feed(translator, documents)
    for document in documents:
        outcome = Outcome(document)
        begun = time.monotonic()
        feed.current, feed.unfinished = None, True
        try:
            if begin and document.output:
                begin(document.output)
            write_document(document, feed, outcome, told)
        except BrokenPipeError:
            raise  # the reader of standard output has gone, and has what it wanted
        except (TranslationError, OSError, MemoryError) as error:
            outcome.error = explain(error)
        feed.skip_rest()
        outcome.seconds = time.monotonic() - begun
        yield outcome


def write_document(document: Document, feed: Feed, outcome: Outcome, told: Told) -> None:
    """Write the next document of a feed, with its audit and its bilingual versions."""
    with ExitStack() as stack:
        once = is_once(document.path)
        file: BinaryIO = io.BytesIO() if once else stack.enter_context(document.path.open("rb"))
        out = stack.enter_context(Output(document.output))
        audit = make_audit_writer(document, stack)
        spool = stack.enter_context(Spool())

        def targets() -> Iterator[tuple[Part, Sequence[Target]]]:
            for part, translations in feed.parts():
                if feed.current:
                    outcome.stamp, outcome.read = feed.current.stamp, feed.current.read
                outcome.notes += [note for note in part.notes if note not in outcome.notes]
                found = make_targets(part.blocks, translations, feed.translator.engine)
                for translation in translations:
                    if audit:
                        audit.add(translation)
                    outcome.count(translation)
                told(outcome)
                if document.bilingual:
                    spool.add(zip(part.blocks, found, strict=True))
                yield part, found

        document.format.write(file, targets(), out, document.options)
        if audit:
            translator = feed.translator
            audit.end(translator.source, translator.target, outcome.signature or translator.signature)
        for kind, path in document.bilingual.items():
            with Output(path) as two:
                write_bilingual(kind, spool.read(), document.options, two, document.path.name)


def make_audit_writer(document: Document, stack: ExitStack) -> AuditWriter | None:
    """Return what writes a document's audit, None where none is wanted."""
    if document.audit is None:
        return None
    if isinstance(document.audit, Path):
        return AuditWriter(stack.enter_context(Output(document.audit)))
    return AuditWriter(document.audit, whole_text=document.format.name in ("text", "stream"))


def make_targets(blocks: Sequence[Block], translations: Sequence[Translation], engine: Engine) -> list[Target]:
    """Return the targets of blocks, with their marks where they belong; the engine aligns what must be aligned."""
    waiting = [
        (number, unit)
        for number, (block, translation) in enumerate(zip(blocks, translations, strict=True))
        for unit in translation.units
        if unit.target != unit.segment.text and needs_links(block, unit)
    ]
    links: list[dict[int, Sequence[Link]]] = [{} for _ in blocks]
    if waiting:
        found = find_links(engine, [unit for _, unit in waiting], translations[waiting[0][0]])
        for (number, unit), alignment in zip(waiting, found, strict=True):
            links[number][unit.segment.index] = alignment
    return [
        Target(translation.text, carry(block, translation, linked) if block.marks else (), translation.units)
        for block, translation, linked in zip(blocks, translations, links, strict=True)
    ]


def explain(error: Exception) -> str:
    """Return in one line what is wrong with a document, without its name."""
    if isinstance(error, FormatError):
        return error.problem
    if isinstance(error, OSError):
        return (error.strerror or str(error) or type(error).__name__).lower()
    if isinstance(error, MemoryError):
        return "there is not enough memory for it"
    return str(error)
