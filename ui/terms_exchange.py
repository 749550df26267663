"""`audarma terms convert` and `export`: a termbase in another format, with what that cannot hold."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from glossary import storage
from glossary.term import Termbase
from translate.output import check_writable, replace_file
from ui.exit_codes import DONE, FAILED
from ui.render import count
from ui.terms_listing import Choice, check_values, choose

SHOWN = 20
"""Losses that are listed one by one; of more there is only the number."""


def convert_file(source: Path, target: Path, form: str = "", strict: bool = False) -> int:
    """Write a termbase file in another format; the exit code."""
    check_target(target, form, (source,))
    reading = storage.read(source)
    show_losses("left out", reading.left_out)
    if reading.left_out and strict:
        click.echo("nothing was written", err=True)
        return FAILED
    return write_termbase(reading.termbase, target, form, strict)


def export_terms(choice: Choice, target: Path, form: str = "", strict: bool = False) -> int:
    """Write the terms that are asked for; the exit code."""
    check_target(target, form, choice.termbases)
    return write_termbase(choose(choice), target, form, strict)


def check_target(target: Path, form: str, sources: tuple[Path, ...]) -> None:
    """Raise for a format that there is not, and for a file that is read from or cannot be written."""
    if form:
        check_values("--to", [form], storage.FORMATS)
    if is_standard_output(target):
        return
    for source in sources:
        if target.exists() and source.exists() and target.samefile(source):
            raise click.UsageError(f"{target} is an input and would be overwritten; choose another name")
    check_writable(target)


def write_termbase(termbase: Termbase, target: Path, form: str, strict: bool) -> int:
    """Write a termbase to a file or to standard output and list on standard error what is lost; the exit code.

    It is written into a folder of its own first, so that nothing is left half done and, with `strict`, nothing at all
    where something is lost.
    """
    standard = is_standard_output(target)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / ("terms.tsv" if standard else target.name)
        losses = storage.save(termbase, draft, form or ("tsv" if standard else ""))
        content = draft.read_bytes()
    show_losses("not held", losses)
    if losses and strict:
        click.echo("nothing was written", err=True)
        return FAILED
    if standard:
        sys.stdout.buffer.write(content)
        return DONE
    replace_file(target, content)
    click.echo(f"{target}: {count(len(termbase), 'concept')}, {count(len(list(termbase.terms())), 'term')}", err=True)
    return DONE


def show_losses(what: str, losses: Sequence[storage.Loss]) -> None:
    """List on standard error what does not get through, the first ones by name."""
    for loss in losses[:SHOWN]:
        click.echo(f"{what}: {loss}", err=True)
    if len(losses) > SHOWN:
        click.echo(f"{what}: {len(losses) - SHOWN} more", err=True)


def is_standard_output(target: Path) -> bool:
    """Tell whether a file's name stands for standard output."""
    return str(target) == "-"
