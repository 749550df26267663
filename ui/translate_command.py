"""`audarma translate`: files in, translations and audits out."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import click

from glossary.term import Language
from translate import Translation, Translator, load_translator, make_audit
from translate.language import parse_language
from translate.stream import join, read_parts
from ui import render
from ui.exit_codes import DONE, FAILED

STANDARD_INPUT = "standard input"

EMBEDDED_NOTE = (
    "note: translating with the embedded model, a small one made to try Audarma with;"
    " --model FOLDER takes an NLLB model converted to CTranslate2, which translates better"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    files: tuple[Path, ...] = ()
    source: str = "kk"
    target: str | None = None
    model: str = "auto"
    termbases: tuple[Path, ...] = ()
    out_dir: Path | None = None
    report: Path | None = None
    as_json: bool = False
    strict: bool = False
    quiet: bool = False


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
    check_inputs(options)
    translator = load_translator(source, target, options.model, load_layers(options.termbases))
    if not options.quiet and options.model == "auto":
        click.echo(EMBEDDED_NOTE, err=True)
    outcomes = [translate_document(path, options, translator) for path in options.files or (Path("-"),)]
    audits = [outcome.audit for outcome in outcomes if outcome.audit is not None]
    if options.as_json:
        sys.stdout.write(dump(audits))
    if options.report:
        replace_file(options.report, dump(audits).encode())
    if not options.quiet:
        click.echo(render.summarize(outcomes), err=True)
    return FAILED if options.strict and any(outcome.unenforced for outcome in outcomes) else DONE


def other_language(source: Language) -> Language:
    """Return the language that a text is translated into where none is named."""
    return "en" if source == "kk" else "kk"


def load_layers(paths: tuple[Path, ...]) -> Any:
    """Return the user's termbases as one, later ones over earlier ones; None without any."""
    from glossary.storage import load_termbase

    return load_termbase(*paths) if paths else None


def check_inputs(options: Options) -> None:
    """Raise for the first input that cannot be read as text, and for an output that is an input."""
    names = [path.name for path in options.files]
    if options.out_dir and len(set(names)) < len(names):
        raise click.UsageError("two files have the same name and would become one in --out-dir")
    for path in options.files:
        if str(path) == "-":
            continue
        with path.open("rb") as file:
            for _ in read_parts(file, str(path)):
                pass
        if options.out_dir and (options.out_dir / path.name).resolve() == path.resolve():
            raise click.UsageError(f"{path} would be overwritten by its translation; choose another --out-dir")


def translate_document(path: Path, options: Options, translator: Translator) -> Outcome:
    """Translate one file, or standard input, part by part; its audit is kept only where it was asked for."""
    name = STANDARD_INPUT if str(path) == "-" else str(path)
    keep = options.as_json or options.report is not None
    kept: list[Translation] = []
    outcome = Outcome(name)
    warned: set[str] = set()
    with ExitStack() as stack:
        file: BinaryIO = sys.stdin.buffer if name == STANDARD_INPUT else stack.enter_context(path.open("rb"))
        out = stack.enter_context(open_output(path, options))
        for part in translate_parts(file, name, options, translator):
            if out is not None:
                out.write(part.text.encode("utf-8", "surrogatepass"))
                out.flush()
            if not options.quiet:
                show_notes(part, name, warned)
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


def translate_parts(file: BinaryIO, name: str, options: Options, translator: Translator) -> Iterator[Translation]:
    """Yield the translations of a document's parts, with progress on a terminal."""
    show = sys.stderr.isatty() and not options.quiet
    before = 0

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{name}: {before + done} of {before + total} segments", err=True, nl=False)

    for part in translator.translate_stream(read_parts(file, name), progress if show else None):
        before += len(part.units)
        if show:
            click.echo("\r\x1b[K", err=True, nl=False)
        yield part


def show_notes(part: Translation, name: str, warned: set[str]) -> None:
    """Say on standard error what a person should look at, a warning once for each document."""
    for warning in part.warnings:
        if warning not in warned:
            click.echo(f"{name}: warning: {warning}", err=True)
            warned.add(warning)
    for line in render.list_findings(part):
        click.echo(f"{name}: {line}", err=True)


class Output:
    """Where a translation goes: standard output, or a file that appears only when it is whole."""

    def __init__(self, path: Path | None) -> None:
        """Write to `path`, to standard output where it is None."""
        self.path = path
        self.file: Any = sys.stdout.buffer

    def __enter__(self) -> BinaryIO:
        """Open a temporary file beside the final one."""
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = tempfile.NamedTemporaryFile(dir=self.path.parent, prefix=".", delete=False)
        return self.file  # type: ignore[no-any-return]

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Put the file in its place in one rename, or take it away after an error."""
        if not self.path:
            return
        self.file.close()
        temporary = Path(self.file.name)
        if kind is None:
            temporary.chmod(0o666 & ~current_umask())
            temporary.replace(self.path)
        else:
            temporary.unlink()


def current_umask() -> int:
    """Return the permissions that new files are not given."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def open_output(path: Path, options: Options) -> Any:
    """Return where to write a document's text: a file, standard output, or (with --json) nowhere."""
    if options.out_dir:
        return Output(options.out_dir / ("translation.txt" if str(path) == "-" else path.name))
    return nullcontext() if options.as_json else Output(None)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one rename, so that an interruption leaves the old one."""
    with Output(path) as file:
        file.write(content)


def dump(audits: list[dict[str, Any]]) -> str:
    """Return one audit as indented JSON, several as JSON lines."""
    if len(audits) == 1:
        return json.dumps(audits[0], ensure_ascii=False, indent=1) + "\n"
    return "".join(json.dumps(audit, ensure_ascii=False) + "\n" for audit in audits)
