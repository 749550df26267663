"""The termbases that a command works with: the one that ships, and the user's on top of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from glossary.places import Places, find_places, shipped_places
from glossary.storage.layers import Hidden, default_termbase, hidden, load_termbase
from glossary.term import Termbase
from ui.render import count

ADVICE = "--verbose lists them"


def load_layers(paths: Sequence[Path], alone: bool = False, *, quiet: bool = True, verbose: bool = False) -> Termbase:
    """Return the termbase that ships (not where `alone`) under those of the files, later ones over earlier ones.

    Unless `quiet`, what each file hides is said on standard error: how many terms, and with `verbose` which.
    """
    termbase = Termbase() if alone else default_termbase()
    for path in paths:
        upper = load_termbase(path)
        if not quiet:
            for line in list_hidden(str(path), hidden(termbase, upper), verbose=verbose):
                click.echo(line, err=True)
        termbase = termbase.layered(upper)
    return termbase


def require_layers(paths: Sequence[Path], alone: bool) -> None:
    """Raise UsageError where no termbase is left to look into."""
    if alone and not paths:
        raise click.UsageError("no termbase is left: name one with --termbase, or leave --no-default-termbase out")


def find_layers(paths: Sequence[Path], alone: bool = False) -> Places:
    """Return where the terms of these layers stand; a term that several have, in the uppermost."""
    places = {} if alone else dict(shipped_places())
    for path in paths:
        places |= find_places([path])
    return places


def list_hidden(name: str, terms: Sequence[Hidden], *, verbose: bool) -> Iterator[str]:
    """Yield what a person is told of the terms that the file `name` hides: a line, and with `verbose` one for each.

    >>> from glossary.term import Term
    >>> found = [Hidden(Term("akim", "en", "mayor", status="admitted"), "akim", "concept")]
    >>> list(list_hidden("mine.tsv", found, verbose=False))
    ['mine.tsv: note: hides 1 term of 1 concept (--verbose lists them)']
    >>> list(list_hidden("mine.tsv", found, verbose=True))[1:]
    ['mine.tsv: hides akim: mayor (en, admitted)']
    """
    if not terms:
        return
    concepts = Counter(one.term.concept for one in terms)
    said = f"{name}: note: hides {count(len(terms), 'term')} of {count(len(concepts), 'concept')}"
    yield said if verbose else f"{said} ({ADVICE})"
    if verbose:
        yield from (f"{name}: hides {one}" for one in terms)
