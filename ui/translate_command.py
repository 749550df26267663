"""`audarma translate`: files in, translations and audits out."""

import datetime
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import click

from glossary.dates import REACH, find_date, parse_date
from glossary.spelling import Spelling
from translate import Translation, Translator, load_translator, make_audit
from translate.engine import EngineChoice, EngineName
from translate.language import other_language, parse_language
from translate.memory import Memory
from translate.memory_upkeep import list_files
from translate.store import find_best
from translate.stream import join, read_parts
from ui import render
from ui.exit_codes import DONE, FAILED
from ui.layers import load_layers
from ui.output import Output, check_writable, is_special, replace_file
from ui.render import count

STANDARD_INPUT = "standard input"

EMBEDDED_NOTE = (
    "note: translating with the embedded model, a small one made to try Audarma with; `audarma model add nllb-600m`"
    " gets one that translates better (its weights are not for commercial use)"
)


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
    out_dir: Path | None = None
    report: Path | None = None
    as_json: bool = False
    strict: bool = False
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: how many segments and terms, and its audit where it was asked for."""

    name: str
    segments: int = 0
    terms: int = 0
    unenforced: int = 0
    audit: dict[str, Any] | None = None


def run(options: Options) -> int:
    """Translate everything that was named; the exit code. Nothing is written where an input is bad."""
    source = parse_language(options.source)
    target = parse_language(options.target) if options.target else other_language(source)
    if options.date not in (None, "none"):
        parse_date(options.date)
    check_outputs(options)
    check_inputs(options)
    termbase = load_layers(options.termbases, options.alone, quiet=options.quiet, verbose=options.verbose)
    memory = Memory(options.memory, notify=partial(click.echo, err=True)) if options.memory else None
    translator = load_translator(
        source,
        target,
        options.model,
        termbase,
        date=options.date,
        shipped=False,
        spelling=options.spelling,
        engine=options.engine,
        memory=memory,
    )
    if not options.quiet and options.model == "auto" and not find_best():
        click.echo(EMBEDDED_NOTE, err=True)
    outcomes = [translate_document(path, options, translator) for path in options.files or (Path("-"),)]
    audits = [outcome.audit for outcome in outcomes if outcome.audit is not None]
    if options.as_json:
        with Output(None) as out:
            out.write(dump(audits).encode("utf-8", "surrogatepass"))
            out.flush()
    if options.report:
        replace_file(options.report, dump(audits).encode("utf-8", "surrogatepass"))
    if memory and not options.quiet:
        click.echo(f"{memory.recalled} of {count(memory.asked, 'different segment')} from the memory", err=True)
    failed = options.strict and any(outcome.unenforced for outcome in outcomes)
    if failed or not options.quiet:
        click.echo(render.summarize(outcomes), err=True)
    return FAILED if failed else DONE


def check_inputs(options: Options) -> None:
    """Raise for the first input that cannot be read as text.

    What is no regular file (a pipe, a terminal) can be read only once, and is judged while it is translated.
    """
    for path in options.files:
        if str(path) == "-" or is_special(path):
            continue
        with path.open("rb") as file:
            for _ in read_parts(file, str(path)):
                pass


def read_day(path: Path, translator: Translator) -> datetime.date | None:
    """Return the date that a document says in its first or last lines, None where none is to be looked for.

    Of what can be read only once the first part is looked at when it is translated.
    """
    if not translator.find_dates or str(path) == "-" or is_special(path):
        return None
    first = last = ""
    with path.open("rb") as file:
        for part in read_parts(file, str(path)):
            first, last = first or part, last[-REACH:] + part
    return find_date(first, last)


def check_outputs(options: Options) -> None:
    """Raise where a result could not be written, or would be written over an input or another result."""
    memory = list_files(options.memory) if options.memory else ()
    inputs = {path.resolve() for path in (*options.files, *options.termbases, *memory) if str(path) != "-"}
    if [str(path) for path in options.files].count("-") > 1:
        raise click.UsageError("- (standard input) is named twice, but can be read only once")
    outputs = {}
    if options.out_dir:
        for path in options.files or (Path("-"),):
            output = name_output(options.out_dir, path)
            if output.resolve() in outputs:
                raise click.UsageError(f"two files have the same name: {output} would be written twice")
            outputs[output.resolve()] = output
    if options.report:
        if options.report.resolve() in outputs:
            raise click.UsageError(f"--report {options.report} is also the file of a translation; choose another name")
        outputs[options.report.resolve()] = options.report
    for place, output in outputs.items():
        if place in inputs:
            raise click.UsageError(f"{output} is an input and would be overwritten; choose another name or folder")
        check_writable(output)


def name_output(folder: Path, path: Path) -> Path:
    """Return the file of a translation in a folder: of the same name as what was translated."""
    return folder / ("translation.txt" if str(path) == "-" else path.name)


def translate_document(path: Path, options: Options, translator: Translator) -> Outcome:
    """Translate one file, or standard input, part by part; its audit is kept only where it was asked for."""
    name = STANDARD_INPUT if str(path) == "-" else str(path)
    keep = options.as_json or options.report is not None
    kept: list[Translation] = []
    outcome = Outcome(name)
    warned: set[str] = set()
    paragraphs = 0
    translator = translator.at(read_day(path, translator))
    with ExitStack() as stack:
        file = open_standard_input(options) if str(path) == "-" else stack.enter_context(path.open("rb"))
        out = stack.enter_context(open_output(path, options))
        for part in translate_parts(file, name, options, translator):
            if out is not None:
                out.write(part.text.encode("utf-8", "surrogatepass"))
                out.flush()
            if not options.quiet:
                show_notes(part, name, warned, paragraphs)
            paragraphs += part.paragraphs
            if keep:
                kept.append(part)
            uses = [use for unit in part.units for use in unit.terms]
            outcome = Outcome(
                name,
                outcome.segments + len(part.units),
                outcome.terms + len(uses),
                outcome.unenforced + sum(not use.verified for use in uses),
            )
    whole = join(kept) if kept else None
    audit = make_audit(whole) if whole else make_audit(translator.translate("")) if keep else None
    return Outcome(name, outcome.segments, outcome.terms, outcome.unenforced, audit)


def open_standard_input(options: Options) -> BinaryIO:
    """Return standard input; OSError where the process has none."""
    if sys.stdin is None:
        raise OSError("there is no standard input: name a file")
    if sys.stdin.isatty() and not options.quiet:
        click.echo("reading from the terminal; an empty line and Ctrl-D end the text", err=True)
    return sys.stdin.buffer


def translate_parts(file: BinaryIO, name: str, options: Options, translator: Translator) -> Iterator[Translation]:
    """Yield the translations of a document's parts, with progress on a terminal."""
    show = not options.quiet and sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    before = 0

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{name}: {before + done} of {before + total} segments", err=True, nl=False)

    for part in translator.translate_stream(read_parts(file, name), progress if show else None):
        before += len(part.units)
        if show:
            click.echo("\r\x1b[K", err=True, nl=False)
        yield part


def show_notes(part: Translation, name: str, warned: set[str], paragraphs: int) -> None:
    """Say on standard error what a person should look at, a warning once for each document.

    `paragraphs` is the number of paragraphs before this part.
    """
    for warning in part.warnings:
        if warning not in warned:
            click.echo(f"{name}: warning: {warning}", err=True)
            warned.add(warning)
    for line in render.list_findings(part, paragraphs):
        click.echo(f"{name}: {line}", err=True)


def open_output(path: Path, options: Options) -> Any:
    """Return where to write a document's text: a file, standard output, or (with --json) nowhere."""
    if options.out_dir:
        return Output(name_output(options.out_dir, path))
    return nullcontext() if options.as_json else Output(None)


def dump(audits: list[dict[str, Any]]) -> str:
    """Return one audit as indented JSON, several as JSON lines."""
    if len(audits) == 1:
        return json.dumps(audits[0], ensure_ascii=False, indent=1) + "\n"
    return "".join(json.dumps(audit, ensure_ascii=False) + "\n" for audit in audits)
