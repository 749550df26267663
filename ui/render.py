"""How a translation is shown to a person: findings, and the summary at the end."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from translate import Translation


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


def list_findings(translation: Translation, before: int = 0) -> Iterator[str]:
    """Yield a line for each violation: the paragraph's number (from 1), the kind, the message.

    `before` is the number of paragraphs of the document before this translation.
    """
    for unit in translation.units:
        for violation in unit.violations:
            yield f"paragraph {before + unit.segment.paragraph + 1}: {violation.kind}: {violation.message}"


def summarize(documents: Sequence[Counted]) -> str:
    """Return one line about all documents."""
    segments = sum(document.segments for document in documents)
    terms = sum(document.terms for document in documents)
    unenforced = sum(document.unenforced for document in documents)
    titles = "no titles found"
    if terms:
        titles = f"{count(terms, 'title')} found, {terms - unenforced} rendered and verified"
    missed = f", {unenforced} NOT rendered" if unenforced else ""
    return f"{count(segments, 'segment')}, {titles}{missed}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "title"), count(2, "title")
    ('1 title', '2 titles')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
