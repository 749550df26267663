"""Putting termbases on top of each other: files that people give, and the termbase that ships."""

import functools
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from glossary.storage import cache, tsv
from glossary.storage.formats import load
from glossary.term import Term, Termbase

DATA = "glossary/data"
"""Where the termbase that ships stands, as messages name it."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A term that a layer hides: the concept `by` has its place (`concept`) or its Kazakh wording (`term`).

    A concept that loses its last Kazakh wording is hidden with all its terms.
    """

    term: Term
    by: str
    way: Literal["concept", "term"]

    def __str__(self) -> str:
        """Return a line for a person.

        >>> print(Hidden(Term("akim", "en", "mayor", status="admitted"), "akim", "concept"))
        akim: mayor (en, admitted)
        >>> print(Hidden(Term("akim", "kk", "әкім"), "head", "term"))
        akim: әкім (kk, preferred), by head
        """
        line = f"{self.term.concept}: {self.term.text} ({self.term.language}, {self.term.status})"
        return line if self.way == "concept" else f"{line}, by {self.by}"


def hidden(lower: Termbase, upper: Termbase) -> list[Hidden]:
    """Return the terms of `lower` that are gone under `upper`, in the order of `lower`.

    What `upper` says in the same words, if with another status, source or date, is not hidden.

    >>> lower = Termbase.from_terms([Term("akim", "kk", "әкім"), Term("akim", "en", "akim")])
    >>> [found.term.text for found in hidden(lower, Termbase.from_terms([Term("head", "kk", "Әкім")]))]
    ['әкім', 'akim']
    """
    both = lower.layered(upper)
    left = {(term.concept, term.language, term.text) for term in both.terms()}
    found: list[Hidden] = []
    for concept in lower.concepts.values():
        gone = [term for term in concept.terms if (term.concept, term.language, term.text) not in left]
        if concept.id in upper.concepts:
            found += (Hidden(term, concept.id, "concept") for term in gone)
            continue
        owners = {term: upper.find_owner(term) for term in gone}
        first = next((owner for owner in owners.values() if owner), "")
        found += (Hidden(term, owner or first, "term") for term, owner in owners.items())
    return found


def load_termbase(*paths: str | Path) -> Termbase:
    """Read termbases in any format and lay each over the ones before it: a later file replaces the concepts it has.

    Where a later file has a Kazakh wording of another concept, it is the later one's (see `Termbase.layered`).
    Raises TermbaseError for the first file that has faults, with all of them; OSError where one cannot be
    read. Without a path the result is empty.

    >>> len(load_termbase())
    0
    """
    result = Termbase()
    for path in paths:
        result = result.layered(load(path))
    return result


@functools.cache
def default_termbase() -> Termbase:
    """Return the termbase that ships with Audarma, from the files of `glossary/data` or what is kept of them.

    It is kept in the user's folder for such things, where there is one (`glossary.storage.cache`).
    """
    files = [(entry.name, entry.read_bytes()) for entry in _data_files()]
    key = cache.make_key([*files, *_reader_files()])
    termbase = cache.load(key)
    if termbase is None:
        terms: list[Term] = []
        for name, content in files:
            terms += tsv.loads(content.decode("utf-8"), f"{DATA}/{name}").terms()
        termbase = Termbase.from_terms(terms, "default")
        cache.save(key, termbase)
    return termbase


def _data_files() -> list[Traversable]:
    """Return the files of the termbase that ships, in the order of their names."""
    found = (entry for entry in (resources.files("glossary") / "data").iterdir() if entry.name.endswith(".tsv"))
    return sorted(found, key=lambda entry: entry.name)


def _reader_files() -> list[tuple[str, bytes]]:
    """Return the modules that read and judge rows: where one is changed, what it made is no longer good."""
    package = resources.files("glossary")
    files = (package / "term.py", *((package / "storage").iterdir()))
    return sorted((file.name, file.read_bytes()) for file in files if file.name.endswith(".py"))
