"""What was asked for on the command line of `audarma translate`, and whether it can be done."""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from glossary.spelling import Spelling
from translate.engine import EngineChoice, EngineName
from translate.errors import FormatError
from translate.formats import Options as FormatOptions
from translate.formats import find_format
from translate.formats.stream import Stream
from translate.journal import FOLDER, Journal
from translate.kept import Foreign
from translate.memory_upkeep import list_files
from translate.outcome import STANDARD_INPUT, Document, is_once, list_outputs
from translate.output import check_writable, resolve

ENDINGS = {"tmx": ".tmx", "xliff": ".xlf", "html": ".both.html", "docx": ".both.docx"}
"""What is added to a document's name for its version in both languages."""
BINARY = ("docx", "pptx", "xlsx", "parquet")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    files: tuple[Path, ...] = ()
    source: str = "kk"
    target: str | None = None
    model: str = "auto"
    engine: EngineName | EngineChoice = "ctranslate2"
    termbases: tuple[Path, ...] = ()
    alone: bool = False
    date: str | None = None
    spelling: Spelling = "own"
    memory: Path | None = None
    foreign: Foreign = "keep"
    format: str = ""
    columns: tuple[str, ...] = ()
    encoding: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    out_dir: Path | None = None
    overwrite: bool = False
    resume: bool = False
    watch: bool = False
    bilingual: tuple[str, ...] = ()
    audit_dir: Path | None = None
    summary: tuple[Path, ...] = ()
    report: Path | None = None
    as_json: bool = False
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    cluster: bool = False
    workers: int = 0
    ray_address: str = ""


def check_options(options: Options) -> None:
    """Raise UsageError where options do not go together."""
    if not options.out_dir:
        for name, wanted in (
            ("--bilingual", options.bilingual),
            ("--resume", options.resume),
            ("--overwrite", options.overwrite and not (options.summary or options.report)),
            ("--watch", options.watch),
            ("--engine ray", options.cluster),
        ):
            if wanted:
                raise click.UsageError(f"{name} needs --out-dir")
    if options.audit_dir and (options.report or options.as_json):
        raise click.UsageError("--audit-dir writes an audit for each document, --report and --json one file: use one")
    if options.workers and not options.cluster:
        raise click.UsageError("--workers is for --engine ray; --threads is for this one")
    if options.as_json and options.out_dir:
        raise click.UsageError("--json prints the audit instead of the text: leave out --out-dir, or use --audit-dir")
    for path in options.summary:
        if path.suffix.lower() not in (".json", ".tsv", ".html"):
            raise click.UsageError(f"--summary {path}: name a file that ends in .json, .tsv or .html")
    if [str(path) for path in options.files].count("-") > 1:
        raise click.UsageError("- (standard input) is named twice, but can be read only once")


def make_document(path: Path, name: Path, options: Options, about: FormatOptions) -> Document:
    """Return a document with all files that are to be written of it; FormatError where its format is not known."""
    once = is_once(path)
    if once and options.format not in ("", "text"):
        raise click.UsageError(f"{path} can be read only once, and so must be plain text; save it as a file first")
    kind = Stream() if once else find_format(path, options.format)
    output = options.out_dir / name if options.out_dir else Path(os.devnull) if options.as_json else None
    audit: Path | io.BytesIO | None = None
    if options.as_json or options.report:
        audit = io.BytesIO()
    elif options.audit_dir:
        audit = options.audit_dir / f"{name}.audit.json"
    both = {one: options.out_dir / f"{name}{ENDINGS[one]}" for one in options.bilingual} if options.out_dir else {}
    return Document(path, kind, about, output, audit, both)


def check_outputs(documents: Sequence[Document], options: Options) -> None:
    """Raise where a result could not be written, or would be written over an input or another result."""
    memory = list_files(options.memory) if options.memory else ()
    given = (*(document.path for document in documents), *options.termbases, *memory)
    inputs = {resolve(path) for path in given if path != STANDARD_INPUT}
    outputs: set[Path] = set()
    for output in list_results(documents, options):
        place = resolve(output)
        if options.out_dir and place.is_relative_to(resolve(options.out_dir / FOLDER)):
            raise click.UsageError(f"{output}: {FOLDER} is for the run's own files; choose another folder")
        if place in outputs:
            raise click.UsageError(f"{output} would be written twice; give one of the two another name or folder")
        if place in inputs:
            raise click.UsageError(f"{output} is an input and would be overwritten; choose another name or folder")
        outputs.add(place)
        check_writable(output)
    for name, written in (("--report", options.report), *(("--summary", path) for path in options.summary)):
        if written and written.is_file() and not (options.overwrite or options.resume):
            raise click.UsageError(f"{name} {written} is there already: use --overwrite, or another name")
    for document in documents:
        if document.output is None and document.format.name in BINARY and sys.stdout and sys.stdout.isatty():
            raise click.UsageError(f"{document.path} is no text to be shown here: name a folder with --out-dir")


def list_results(documents: Sequence[Document], options: Options) -> Iterator[Path]:
    """Yield every file that is to be written."""
    for document in documents:
        yield from (path for path in list_outputs(document) if path != Path(os.devnull))
    if options.report:
        yield options.report
    yield from options.summary


def check_readable(documents: Sequence[Document]) -> None:
    """Raise for the first document that cannot be read: what has gone to standard output cannot be taken back.

    What is no regular file (a pipe, a terminal) can be read only once, and is judged while it is translated.
    """
    for document in documents:
        if is_once(document.path):
            continue
        try:
            with document.path.open("rb") as file:
                for _ in document.format.read(file, document.options):
                    pass
        except FormatError as error:
            raise FormatError(str(document.path), error.problem) from error


def check_existing(documents: list[Document], options: Options, journal: Journal) -> list[Document]:
    """Return the documents that are still to be done; UsageError where an output is there that is nobody's."""
    waiting = []
    for document in documents:
        if options.resume and journal.is_done(document):
            continue
        there = find_foreign(document, journal) if options.resume else next(list_existing(document), None)
        if there and not options.overwrite:
            way = "and no run that could be gone on with has begun it: " if options.resume else ""
            other = "" if options.resume else ", or --resume to go on"
            raise click.UsageError(
                f"{there} is there already{', ' if way else ': '}{way}use --overwrite to write it anew{other}"
            )
        waiting.append(document)
    return waiting


def find_foreign(document: Document, journal: Journal) -> Path | None:
    """Return an output that is there and that no run into this folder has begun, None where there is none."""
    assert document.output is not None
    return None if journal.find(document.output) else next(list_existing(document), None)


def list_existing(document: Document) -> Iterator[Path]:
    """Yield the outputs of a document that are there."""
    return (path for path in list_outputs(document) if path.exists())


def sign_options(options: Options) -> str:
    """Return what else a run's outputs depend on, for its journal: how its documents are read."""
    asked = (("format", options.format), ("columns", " ".join(options.columns)), ("encoding", options.encoding))
    return "".join(f" | {name} {value}" for name, value in asked if value)
