"""Many documents, of any format: read, translated together, written again; memory is that of a few parts.

What is read ahead belongs to several documents: short ones fill a batch for the model together. A document that
cannot be read or written is reported, and the others go on. Files appear whole, in one rename, or not at all.
"""

import io
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from translate.audit import AuditWriter
from translate.carry import carry, find_links, needs_links
from translate.engine import Engine, Link
from translate.errors import FormatError, TranslationError
from translate.feed import Feed
from translate.formats.bilingual import write_bilingual
from translate.formats.format import Block, Part, Target
from translate.outcome import Document, Outcome, is_once
from translate.output import Output
from translate.pipeline import Translator
from translate.spool import Spool
from translate.unit import Translation

Told = Callable[[Outcome], None]

logger = logging.getLogger(__name__)


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
        except Exception as error:
            logger.debug("%s", document.path, exc_info=True)
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
    if isinstance(error, TranslationError):
        return str(error)
    return f"Audarma failed on it ({type(error).__name__}: {error}); please report this"
