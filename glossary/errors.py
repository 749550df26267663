"""The errors of this package. Each carries what a program needs to show where the fault is."""

from collections.abc import Iterable
from typing import NamedTuple


class GlossaryError(Exception):
    """Root of all errors that `glossary` raises on purpose."""


class Problem(NamedTuple):
    """One fault in a file: the line (from 1; 0 for the whole file), the column's name ("" for the line), what to do."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return the place and the message.

        >>> print(Problem(7, "status", "unknown status 'prefered': write preferred or admitted"))
        line 7, status: unknown status 'prefered': write preferred or admitted
        """
        place = ", ".join(filter(None, (f"line {self.line}" if self.line else "", self.column)))
        return f"{place}: {self.message}" if place else self.message


class TermbaseError(GlossaryError):
    """A termbase was refused: `path` names it, `problems` has every fault that was found, in the order of lines.

    >>> print(TermbaseError("my.tsv", [Problem(2, "term", "is empty: write the term or take the row out")]))
    my.tsv has 1 problem:
      line 2, term: is empty: write the term or take the row out
    """

    def __init__(self, path: str, problems: Iterable[Problem]) -> None:
        """Keep the path (or another name for the source) and the problems."""
        self.path = path
        self.problems = tuple(sorted(problems))
        super().__init__(path, self.problems)

    def __str__(self) -> str:
        """Return all problems, one a line, under the name of the file."""
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        return "\n  ".join([f"{self.path or 'the termbase'} has {count}:", *map(str, self.problems)])
