"""The values that the checks work with: what is looked over, and what is found."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from glossary.places import Place
from glossary.term import Term, Termbase

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first: an error gives wrong translations or cannot be meant; a warning probably does; a note may."""


class Subject(NamedTuple):
    """A termbase that is looked over, the one that it will be laid over (`beneath`), and both as one (`whole`)."""

    termbase: Termbase
    beneath: Termbase
    whole: Termbase


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has found. `term` is None where the whole concept is meant, and `place` where it is not known."""

    severity: Severity
    kind: str
    concept: str
    term: Term | None
    message: str
    remedy: str
    place: Place | None = None

    def __str__(self) -> str:
        """Return the place, the severity, what is found and what to do, in one line.

        >>> term = Term("akim", "kk", "әкім (")
        >>> print(Finding("error", "brackets", "akim", term, "( is not closed", "close it", Place("a.tsv", 7)))
        a.tsv:7: error: akim, kk 'әкім (': ( is not closed: close it [brackets]
        """
        place = f"{self.place}: " if self.place else ""
        about = f"{self.concept}, {self.term.language} {self.term.text!r}" if self.term else self.concept
        return f"{place}{self.severity}: {about + ': ' if about else ''}{self.message}: {self.remedy} [{self.kind}]"


def about(severity: Severity, kind: str, term: Term, message: str, remedy: str) -> Finding:
    """Return a finding about one term."""
    return Finding(severity, kind, term.concept, term, message, remedy)
