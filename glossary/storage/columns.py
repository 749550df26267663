"""The columns of a termbase, and how rows become a termbase: what all formats share.

A format's reader makes a `Draft`: rows, and the faults that it saw itself. `build` judges the whole and lists
every fault by line; nothing is taken from a file that has one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from glossary.errors import Problem, TermbaseError
from glossary.storage.loss import Loss
from glossary.storage.rows import judge_row, judge_whole, split_grammar
from glossary.term import Term, Termbase

COLUMNS = (
    "concept",
    "language",
    "term",
    "status",
    "kind",
    "grammar",
    "case",
    "from",
    "until",
    "part_of",
    "successor",
    "note",
    "source",
    "checked",
)
"""All columns, in the order in which they are written."""
REQUIRED = COLUMNS[:3]
DEFAULTS = {"status": "preferred", "kind": "full", "case": "any"}
"""What an empty cell means."""

_FIELDS = {"term": "text", "from": "since"}
_BLANK = dict.fromkeys(COLUMNS, "") | DEFAULTS
_BREAK = re.compile("[ \u00a0]*[\t\r\n][ \u00a0\t\r\n]*")


class Row(NamedTuple):
    """One term of a file: the number of its line, from 1, and its values by column."""

    line: int
    values: dict[str, str]


@dataclass(slots=True)
class Draft:
    """What was read from a file and is not judged yet."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Loss] = field(default_factory=list)
    layout: str = ""
    """The format's name where the content tells more than the kind of file does: `deepl` for two columns."""


def make_row(line: int, given: Mapping[str, str]) -> Row:
    """Return a row with the defaults where nothing is given.

    >>> make_row(7, {"concept": "akim", "status": ""}).values["status"]
    'preferred'
    """
    return Row(line, _BLANK | {column: value for column, value in given.items() if value})


def clean_value(text: str) -> str:
    r"""Return a value on one line: breaks and tabs, with the spaces around them, become one space.

    >>> clean_value(" акимат\n      города ")
    'акимат города'
    """
    return _BREAK.sub(" ", text).strip(" \u00a0")


def values_of(term: Term) -> dict[str, str]:
    """Return the columns of a term.

    >>> values_of(Term("akim", "en", "akim", grammar=("the", "plural=akims")))["grammar"]
    'the; plural=akims'
    """
    values = {column: getattr(term, _FIELDS.get(column, column)) for column in COLUMNS}
    return values | {"grammar": "; ".join(term.grammar)}


def build(draft: Draft, name: str, path: str, complete: bool = False) -> Termbase:
    """Judge the rows of a file and make a termbase of them; TermbaseError with all faults, by line.

    With `complete`, part_of and successor must name concepts of this file.
    """
    problems = list(draft.problems)
    for row in draft.rows:
        problems += judge_row(row.line, row.values)
    problems += judge_whole(draft.rows, complete)
    if problems:
        raise TermbaseError(path, problems)
    return Termbase.from_terms((_make_term(row.values) for row in draft.rows), name)


def require_writable(termbase: Termbase, path: str) -> None:
    """Raise TermbaseError where a termbase breaks a rule, so that a file of it would not be read back as it is.

    The numbers of the lines are those of a table with a header in the first line.
    """
    problems: list[Problem] = []
    rows = [Row(line, values_of(term)) for line, term in enumerate(termbase.terms(), 2)]
    for row, term in zip(rows, termbase.terms(), strict=True):
        problems += judge_row(row.line, row.values)
        if any(clean_value(value) != value for value in row.values.values()) or (
            split_grammar(row.values["grammar"]) != term.grammar
        ):
            message = "would not be read back as it is: take out spaces at the ends of values and line breaks"
            problems.append(Problem(row.line, "", message))
    problems += judge_whole(rows)
    if problems:
        raise TermbaseError(path, problems)


def _make_term(values: Mapping[str, str]) -> Term:
    """Make a term of values that were judged right."""
    by_field = {_FIELDS.get(column, column): value for column, value in values.items()}
    return Term(**{**by_field, "grammar": split_grammar(by_field["grammar"])})  # type: ignore[arg-type]
