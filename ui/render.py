"""How a run is shown to a person: the summary at the end."""

import unicodedata
from collections.abc import Sequence
from typing import Protocol

UNSHOWN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Kinds of characters that are not shown as they are: controls, overrides of direction, halves of pairs."""


class Counted(Protocol):
    """What the summary needs to know of a document."""

    @property
    def segments(self) -> int:
        """The number of segments."""
        ...

    @property
    def terms(self) -> int:
        """The number of occurrences of terms."""
        ...

    @property
    def unenforced(self) -> int:
        """How many of them could not be rendered as the termbase says."""
        ...

    @property
    def violations(self) -> int:
        """How many findings there are in all."""
        ...

    @property
    def error(self) -> str:
        """Why it failed, "" where it did not."""
        ...


def make_printable(text: str, keep: str = "") -> str:
    r"""Return a text without characters that a terminal would obey, such as those in the name of a file.

    >>> make_printable("a\x1b[31m\u202eb.txt")
    'a\\x1b[31m\\u202eb.txt'
    """
    return "".join(
        sign if sign in keep or unicodedata.category(sign) not in UNSHOWN else ascii(sign)[1:-1] for sign in text
    )


def summarize(documents: Sequence[Counted]) -> str:
    """Return one line about all documents, how many they are where there are several or one failed."""
    segments = sum(document.segments for document in documents)
    terms = sum(document.terms for document in documents)
    unenforced = sum(document.unenforced for document in documents)
    titles = "no titles found"
    if terms:
        titles = f"{count(terms, 'title')} found, {terms - unenforced} rendered and verified"
    missed = f", {unenforced} NOT rendered" if unenforced else ""
    failed = sum(bool(document.error) for document in documents)
    several = f"{count(len(documents), 'document')}, " if len(documents) > 1 or failed else ""
    several += f"{failed} FAILED, " if failed else ""
    findings = sum(document.violations for document in documents)
    found = f", {count(findings, 'finding')}" if findings else ""
    return f"{several}{count(segments, 'segment')}, {titles}{missed}{found}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "title"), count(2, "title")
    ('1 title', '2 titles')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
