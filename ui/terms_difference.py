"""`audarma terms diff`: what differs between two termbases."""

from pathlib import Path
from typing import Any

import click

from glossary.difference import Change, compare
from glossary.storage import load
from ui.exit_codes import DONE, FAILED
from ui.terms_listing import dump

SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def print_changes(old: Path, new: Path, as_json: bool) -> int:
    """Print a row for each difference; the exit code, as that of `diff`: 0 where there is none, else 1."""
    changes = compare(load(old), load(new))
    for change in changes:
        click.echo(dump(describe(change)) if as_json else show_change(change))
    return FAILED if changes else DONE


def show_change(change: Change) -> str:
    r"""Return a row about one difference.

    >>> show_change(Change("added", "akim"))
    '+\takim'
    """
    cells = [SIGNS[change.kind], change.concept]
    if change.term:
        cells += [change.term.language, change.term.text]
    cells += [f"{column}: {before or '(empty)'} → {after or '(empty)'}" for column, before, after in change.values]
    return "\t".join(cells)


def describe(change: Change) -> dict[str, Any]:
    """Return a difference as a JSON object; without a term it is about the whole concept."""
    term = change.term
    about = {"language": term.language, "term": term.text} if term else {}
    values = {column: [before, after] for column, before, after in change.values}
    return {"change": change.kind, "concept": change.concept, **about, **({"values": values} if values else {})}
