"""`audarma translate`: documents in, the same documents out, with their audits."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from glossary.dates import parse_date
from glossary.term import Language
from translate import Translator, load_translator
from translate.batch import translate_documents
from translate.formats import Options as FormatOptions
from translate.journal import Journal
from translate.language import other_language, parse_language
from translate.memory import Memory
from translate.outcome import STANDARD_INPUT, Document, Outcome
from translate.output import Output, replace_file
from translate.store import find_best
from ui import render
from ui.exit_codes import DONE, FAILED, MISUSED
from ui.inputs import Inputs, find_inputs
from ui.layers import load_layers
from ui.progress import measure, show_progress
from ui.render import count
from ui.summary import write_summary
from ui.translate_options import (
    Options,
    check_existing,
    check_options,
    check_outputs,
    check_readable,
    make_document,
    sign_options,
)
from ui.watch import Watch

if TYPE_CHECKING:
    from translate.cluster import Piece

EMBEDDED_NOTE = (
    "note: translating with the embedded model, a small one made to try Audarma with; `audarma model add nllb-600m`"
    " gets one that translates better (its weights are not for commercial use)"
)
Running = Callable[..., Iterator[Outcome]]
"""What translates documents and tells (`told`) how far it is."""


def run(options: Options) -> int:
    """Translate everything that was named; the exit code. Nothing is written where what was asked for is wrong."""
    source = parse_language(options.source)
    target = parse_language(options.target) if options.target else other_language(source)
    if options.date not in (None, "none"):
        parse_date(options.date)
    check_options(options)
    about = FormatOptions(source, target, options.columns, options.encoding)
    inputs = find_inputs(options.files, options.include, options.exclude, options.out_dir, known=bool(options.format))
    documents = [make_document(path, name, options, about) for path, name in inputs.named]
    check_outputs(documents, options)
    if not options.out_dir or (len(documents) == 1 and not inputs.folders):
        check_readable(documents)
    settings = make_settings(options, source, target)
    memory = Memory(options.memory, notify=partial(click.echo, err=True)) if options.memory else None
    translator = load_translator(**settings, memory=memory)
    if not options.quiet and options.model == "auto" and not find_best():
        click.echo(EMBEDDED_NOTE, err=True)
    ended = DONE
    if options.out_dir is None:
        outcomes = translate_all(documents, partial(translate_documents, documents, translator), options, inputs)
    else:
        with Journal(options.out_dir, [options.audit_dir] if options.audit_dir else []) as journal:
            translator.memory = memory or Memory(journal.memory)
            outcomes, ended = run_into_folder(documents, translator, settings, options, inputs, journal)
    places = {document.path: place for place, document in enumerate(documents)}
    outcomes.sort(key=lambda outcome: places.get(outcome.document.path, len(places)))
    if memory and not options.quiet:
        click.echo(f"{memory.recalled} of {count(memory.asked, 'different segment')} from the memory", err=True)
    code = conclude(outcomes, options, inputs)
    return ended if ended and code != MISUSED else code


def run_into_folder(
    documents: list[Document],
    translator: Translator,
    settings: dict[str, Any],
    options: Options,
    inputs: Inputs,
    journal: Journal,
) -> tuple[list[Outcome], int]:
    """Translate documents into the folder of a journal, where a run may be stopped at any moment and gone on with.

    Returns what became of each, and the exit code where a signal has ended watching.
    """
    ended = DONE
    about = documents[0].options if documents else FormatOptions(translator.source, translator.target)
    journal.sign(translator.signature + sign_options(options), anew=options.overwrite)
    pieces = cut_documents(documents) if options.cluster else []
    waiting = check_existing([piece.document for piece in pieces] if options.cluster else documents, options, journal)
    running: Running = partial(translate_documents, waiting, translator, begin=journal.begin)
    if options.cluster:
        running = run_cluster([piece for piece in pieces if piece.document in waiting], settings, options, journal)
    outcomes = list_done(documents, waiting, journal)
    if outcomes and not options.quiet:
        click.echo(f"{count(len(outcomes), 'document')} done already", err=True)
    try:
        outcomes += translate_all(waiting, running, options, inputs, journal)
        if options.watch:
            arrived = partial(translate_documents, translator=translator, begin=journal.begin)
            ended = Watch(documents, about, options, journal).follow(
                outcomes,
                lambda new, found: translate_all(new, partial(arrived, new), options, found, journal),
                partial(show, options=options, several=True),
            )
    except KeyboardInterrupt:
        click.echo(f"\nto go on: the same command with --resume; what is done is in {journal.folder}", err=True)
        raise
    journal.close(whole=not any(outcome.error for outcome in outcomes), keep=inputs.folders or options.cluster)
    return outcomes, ended


def list_done(documents: Sequence[Document], waiting: Sequence[Document], journal: Journal) -> list[Outcome]:
    """Return what became of documents in the runs before, for the account of all."""
    left = {document.output for document in waiting}
    done = [document for document in documents if document.output and document.output not in left]
    entries = [(document, journal.find(document.output)) for document in done if document.output]
    return [Outcome(document, **entry.counts, notes=["done before"]) for document, entry in entries if entry]


def make_settings(options: Options, source: Language, target: Language) -> dict[str, Any]:
    """Return what a translator is loaded with, the termbases read."""
    termbase = load_layers(options.termbases, options.alone, quiet=options.quiet, verbose=options.verbose)
    return {
        "source": source,
        "target": target,
        "model": options.model,
        "termbase": termbase,
        "date": options.date,
        "shipped": False,
        "spelling": options.spelling,
        "engine": options.engine,
        "foreign": options.foreign,
    }


def cut_documents(documents: Sequence[Document]) -> "list[Piece]":
    """Return the tasks that documents are cut into for a cluster."""
    from translate.cluster import cut_document

    return [piece for document in documents for piece in cut_document(document)]


def run_cluster(pieces: "Sequence[Piece]", settings: dict[str, Any], options: Options, journal: Journal) -> Running:
    """Return what runs tasks on a cluster; all of them count as begun."""
    from translate.cluster import translate_on_cluster

    def run(told: object) -> Iterator[Outcome]:
        for piece in pieces:
            if piece.document.output:
                journal.begin(piece.document.output)
        yield from translate_on_cluster(pieces, settings, workers=options.workers, address=options.ray_address)

    return run


def translate_all(
    documents: Sequence[Document],
    running: Running,
    options: Options,
    inputs: Inputs,
    journal: Journal | None = None,
) -> list[Outcome]:
    """Follow a run, write down each document that is done, and say what a person should look at."""
    several = inputs.folders or options.watch or options.cluster
    size = sum(measure(document.path) for document in documents)
    outcomes: list[Outcome] = []
    with show_progress(len(documents), size, quiet=options.quiet) as progress:
        for outcome in running(told=progress.follow):
            if journal and not outcome.error:
                journal.end(outcome)
            progress.finish(outcome, measure(outcome.document.path))
            show(outcome, options, several=several)
            outcomes.append(replace(outcome, findings=[] if several else outcome.findings))
    return outcomes


def show(outcome: Outcome, options: Options, *, several: bool) -> None:
    """Say on standard error what became of a document: a line, or where there are few, each thing to look at."""
    path = outcome.document.path
    name = "standard input" if path == STANDARD_INPUT else render.make_printable(str(path))
    if outcome.error:
        click.echo(f"{name}: {outcome.error}", err=True)
        return
    if options.quiet:
        return
    for note in outcome.notes:
        click.echo(f"{name}: warning: {note}", err=True)
    if several:
        click.echo(f"{name}: {render.summarize([outcome])}", err=True)
        return
    for number, violation in outcome.findings:
        click.echo(f"{name}: paragraph {number}: {violation.kind}: {violation.message}", err=True)


def conclude(outcomes: Sequence[Outcome], options: Options, inputs: Inputs) -> int:
    """Write what is about all documents, and return the exit code."""
    kept = [one.document.audit for one in outcomes if not one.error]
    audits = [audit.getvalue() for audit in kept if isinstance(audit, io.BytesIO) and audit.getvalue()]
    single = len(audits) == 1 and not inputs.folders
    content = audits[0] if single else b"".join(map(flatten, audits))
    if options.as_json:
        with Output(None) as out:
            out.write(content)
            out.flush()
    if options.report:
        replace_file(options.report, content)
    for path in options.summary:
        with Output(path) as file:
            write_summary(path.suffix.lower(), outcomes, file)
    bad = [outcome for outcome in outcomes if outcome.error]
    failed = options.strict and any(outcome.unenforced for outcome in outcomes)
    if len(outcomes) == len(bad) == 1:
        return MISUSED
    if failed or bad or not options.quiet:
        click.echo(render.summarize(outcomes), err=True)
    if inputs.left_out and not options.quiet:
        click.echo(f"{count(inputs.left_out, 'file')} of other kinds left out", err=True)
    if bad and len(bad) == len(outcomes):
        return MISUSED
    return FAILED if failed or bad else DONE


def flatten(audit: bytes) -> bytes:
    """Return an audit on one line."""
    return (
        json.dumps(json.loads(audit.decode("utf-8", "surrogatepass")), ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
        + b"\n"
    )
