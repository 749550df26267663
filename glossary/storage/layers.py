"""Putting termbases on top of each other: files that people give, and the termbase that ships."""

import functools
from importlib import resources
from pathlib import Path

from glossary.storage import tsv
from glossary.term import Term, Termbase


def load_termbase(*paths: str | Path) -> Termbase:
    """Read termbases and lay each over the ones before it: a later file replaces the concepts it has.

    Raises TermbaseError for the first file that has faults, with all of them; OSError where one cannot be
    read. Without a path the result is empty.

    >>> len(load_termbase())
    0
    """
    result = Termbase()
    for path in paths:
        result = result.layered(tsv.load(path))
    return result


@functools.cache
def default_termbase() -> Termbase:
    """Return the termbase that ships with Audarma, read once from the files of `glossary/data`."""
    terms: list[Term] = []
    files = (entry for entry in (resources.files("glossary") / "data").iterdir() if entry.name.endswith(".tsv"))
    for file in sorted(files, key=lambda entry: entry.name):
        terms += tsv.loads(file.read_text(encoding="utf-8"), f"glossary/data/{file.name}").terms()
    return Termbase.from_terms(terms, "default")
