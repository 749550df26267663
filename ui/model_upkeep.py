"""`audarma model add`, `verify` and `remove`."""

import os
import sys
import time
from collections.abc import Iterator
from importlib import resources
from typing import Any

import click

from translate import addition, store
from translate.download import Progress, show_size
from translate.store import find_best, find_model, list_added
from translate.verification import verify_model
from ui.exit_codes import DONE, FAILED
from ui.render import count

PAUSE = 0.2
"""Seconds between two looks at a download."""
SHOWN = 60
"""Characters of a sentence that are shown."""


def add_model(wanted: str, quiet: bool = False, **options: Any) -> int:
    """Add a model, with what is done on standard error; the exit code. ModelError where that cannot be."""
    order = addition.Order(wanted, **options, development=tuple(read_examples()))

    def report(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    model, made = addition.add_model(order, report, make_progress(quiet))
    size = show_size(store.measure_folder(model.folder))
    click.echo(f"{model.name} {'is ready' if made else 'was there already'}: {size} in {model.folder}", err=True)
    if find_best() != model.name:
        report(f"to translate with it: audarma translate --model {model.name} FILE")
    return DONE


def read_examples() -> Iterator[str]:
    """Yield the lines of the articles that ship, in both languages: text that no vocabulary was counted from."""
    for path in resources.files("ui").joinpath("examples").iterdir():
        if path.name.endswith(".txt"):
            yield from path.read_text("utf-8").splitlines()


def make_progress(quiet: bool) -> Progress:
    """Return what shows the progress of a download, on a terminal and not all the time."""
    shown = 0.0

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done >= total:
            click.echo("\r\x1b[K", err=True, nl=False)
        elif now - shown >= PAUSE:
            shown = now
            line = f"{show_size(done)} of {show_size(total)} ({done / total:.0%})"
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    def show_nothing(done: int, total: int) -> None:
        pass

    terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return show if terminal and not quiet else show_nothing


def verify_models(names: tuple[str, ...], quiet: bool) -> int:
    """Print for each model whether it is whole, and its sentences; the exit code is 1 where one is not.

    Raises ModelError where a name is not known.
    """
    failed = 0
    for name in names or (*list_added(), "embedded"):
        known = name in list_added()
        verdict = verify_model(store.Model(name, store.find_added(name)) if known else find_model(name))
        failed += bool(verdict.problems)
        for problem in verdict.problems:
            click.echo(f"{name}: {problem}")
        if not quiet and not verdict.problems:
            click.echo(f"{name}: whole")
            for trip in verdict.trips:
                click.echo("  " + " → ".join(shorten(text) for text in trip))
    if failed:
        click.echo(f"{count(failed, 'model')} not whole; to mend one: audarma model add --again NAME", err=True)
    return FAILED if failed else DONE


def shorten(text: str) -> str:
    """Return a sentence that fits into a line: a model that is no good may loop.

    >>> len(shorten("la " * 100)), shorten("")
    (60, '(nothing)')
    """
    return text if 0 < len(text) <= SHOWN else f"{text[: SHOWN - 1]}…" if text else "(nothing)"


def remove_models(names: tuple[str, ...]) -> int:
    """Remove models; the exit code. ModelError at the first that is not there."""
    for name in names:
        freed = store.remove_model(name)
        click.echo(f"{name} is removed: {show_size(freed)} freed", err=True)
    return DONE
