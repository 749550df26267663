"""`audarma terms add`: a row more in a user's own termbase."""

import datetime
from pathlib import Path
from typing import Any

import click

from glossary import addition
from glossary.storage import default_termbase
from glossary.storage.rows import split_grammar
from glossary.term import Term
from translate.output import check_writable
from ui.exit_codes import DONE, FAILED


def add_term(file: Path, values: dict[str, Any], alone: bool = False) -> int:
    """Add a term to a file, unless it is wrong; the exit code. The other lines of the file stay as they are."""
    term = make_term(values)
    check_writable(file)
    try:
        found = addition.add_term(file, term, None if alone else default_termbase())
    except addition.AdditionError as error:
        click.echo(str(error), err=True)
        return FAILED
    for finding in found:
        click.echo(str(finding), err=True)
    click.echo(f"{file}: added {term.concept}, {term.language} {term.text!r}, {term.status}", err=True)
    return DONE


def make_term(values: dict[str, Any]) -> Term:
    """Return the term that the options describe; what they leave out depends on whether there is a source."""
    source, checked = values["source"], values["checked"]
    if checked is None:
        checked = datetime.date.today().isoformat() if source else ""
    return Term(
        concept=values["concept"],
        language=values["language"],
        text=values["term"].strip(),
        status=values["status"] or ("preferred" if source else "unverified"),
        kind=values["kind"],
        grammar=split_grammar(values["grammar"]),
        case=values["case"],
        since=values["since"],
        until=values["until"],
        part_of=values["part_of"],
        successor=values["successor"],
        note=values["note"],
        source=source,
        checked=checked,
    )
