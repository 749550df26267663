"""What makes a row of a termbase right, and the rows of one termbase together.

Every rule yields `Problem`s with the line and the column; nothing stops at the first one. The rules hold for
each tabular format: a row is a mapping from the names of the columns in the design to strings.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from glossary.errors import Problem
from glossary.kazakh import letters
from glossary.period import read_date
from glossary.term import CAPITALS, KINDS, LANGUAGES, STATUSES

GRAMMAR = {
    "kk": ("possessed", "fixed", "fixed=…", "name", "given-name", "surname", "unless=…"),
    "en": ("the", "no-article", "plural=…", "own-spelling", "adjective", "unless=…"),
}
"""The values of the column grammar for each language.

For Kazakh: `possessed`, the head carries the third person ending; `fixed`, no inner word varies, and `fixed=`
with a word, this one does not; `name`, a name that is a common word too and is taken only in quotes, with a
capital inside a sentence or before *арнасы* and the like; `given-name`, a title that is a first name too;
`surname`, a place that is called after a person; `unless=` with beginnings of words between commas, no term
where one of these stands near (*аудан* is an area near *шаршы*).

For English: `the` and `no-article` say which article a name takes, `plural=` its plural; `own-spelling`, it is
British or American in every text; `adjective`, the noun is an adjective too and is none before another noun
(*general election*, *private company*) or behind *in* (*in general*); `unless=` as for Kazakh (*tennis court*).
"""

_CLOSED = {"language": LANGUAGES, "status": STATUSES, "kind": KINDS, "case": CAPITALS}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CONCEPT = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_REPAIRS = {
    "lookalike": "a letter of another alphabet that looks like a Kazakh one",
    "roman": "a Roman numeral of two alphabets",
    "legacy": "a letter of an old Kazakh font",
    "variant": "a letter of another Cyrillic alphabet",
    "composed": "a letter made of two code points",
    "invisible": "an invisible character",
}


class NumberedRow(Protocol):
    """A row with the number of the line it stands on."""

    @property
    def line(self) -> int:
        """The number of the line, from 1."""

    @property
    def values(self) -> Mapping[str, str]:
        """The values by column."""


def split_grammar(text: str) -> tuple[str, ...]:
    """Split the column grammar at semicolons and spaces; what follows `=` may hold spaces.

    >>> split_grammar("the; plural=chiefs of staff"), split_grammar("possessed")
    (('the', 'plural=chiefs of staff'), ('possessed',))
    """
    values: list[str] = []
    for chunk in text.split(";"):
        words = chunk.split()
        plain = next((i for i, word in enumerate(words) if "=" in word), len(words))
        values += words[:plain]
        if plain < len(words):
            values.append(" ".join(words[plain:]))
    return tuple(values)


def judge_row(line: int, values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the faults of one row that can be seen without the others."""
    for column, value in values.items():
        if _CONTROL.search(value):
            yield Problem(line, column, f"has a control character in {value!r}: take it out")
    for column, allowed in _CLOSED.items():
        if values[column] not in allowed:
            yield Problem(line, column, f"unknown {column} {values[column]!r}: write {', '.join(allowed)}")
    if not _CONCEPT.fullmatch(values["concept"]):
        wrong = f"{values['concept']!r} is not small letters a-z, digits and hyphens"
        what = wrong if values["concept"] else "is empty"
        yield Problem(line, "concept", f"{what}: write one such as deputy-akim")
    for column in ("part_of", "successor"):
        if values[column] and values[column] == values["concept"]:
            yield Problem(line, column, "names the concept itself: name another one or leave it empty")
    yield from _judge_term(line, values["language"], values["term"])
    yield from _judge_grammar(line, values["language"], values["grammar"])
    yield from _judge_dates(line, values)


def _judge_term(line: int, language: str, term: str) -> Iterator[Problem]:
    """Yield the faults of the wording."""
    if not term:
        yield Problem(line, "term", "is empty: write the term or take the row out")
        return
    if len(term) > 1 and term[0] == term[-1] == '"':
        yield Problem(line, "term", f"{term} stands in quotes, as spreadsheets write them: take them off, or use « »")
    if language == "kk":
        for edit in letters.normalize(term).edits:
            if edit.reason in _REPAIRS:
                written = term[edit.start : edit.end]
                codes = " ".join(f"U+{ord(char):04X}" for char in written)
                what = f"write {edit.replacement!r}" if edit.replacement else "take it out"
                yield Problem(line, "term", f"{term!r} has {_REPAIRS[edit.reason]} ({written!a}, {codes}): {what}")
    elif language == "en" and (match := _CYRILLIC.search(term)):
        yield Problem(line, "term", f"{term!r} has a Cyrillic letter (U+{ord(match.group()):04X}): write it in Latin")


def _judge_grammar(line: int, language: str, grammar: str) -> Iterator[Problem]:
    """Yield the values of grammar that this language does not have."""
    allowed = GRAMMAR.get(language, ())
    for value in split_grammar(grammar) if allowed else ():
        name, sign, word = value.partition("=")
        if value not in allowed and not (sign and word and f"{name}=…" in allowed):
            message = f"unknown value {value!r} for {language}: write {', '.join(allowed)}, or leave it empty"
            yield Problem(line, "grammar", message)


def _judge_dates(line: int, values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield dates that are none, and a period that ends before it begins."""
    read = {column: read_date(values[column]) for column in ("from", "until", "checked") if values[column]}
    for column, period in read.items():
        if period is None:
            message = f"{values[column]!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
            yield Problem(line, column, message)
    since, until = read.get("from"), read.get("until")
    if since and until and since.first > until.last:
        yield Problem(line, "until", f"{values['until']} is before from, {values['from']}: swap or correct them")


def judge_whole(rows: Sequence[NumberedRow], complete: bool = False) -> Iterator[Problem]:
    """Yield what is wrong between rows: duplicates, two preferred terms at a time, names that lead nowhere.

    With `complete`, each part_of and successor must be a concept of these rows.
    """
    first: dict[tuple[str, ...], int] = {}
    preferred: defaultdict[tuple[str, str], list[NumberedRow]] = defaultdict(list)
    for row in rows:
        values = row.values
        key = tuple(values[column] for column in ("concept", "language", "term", "from", "until"))
        if key in first:
            yield Problem(row.line, "term", f"{values['term']!r} stands already in line {first[key]}: keep one of them")
        elif values["status"] == "preferred":
            preferred[values["concept"], values["language"]].append(row)
        first.setdefault(key, row.line)
    for group in preferred.values():
        yield from _judge_preferred(group)
    if complete:
        concepts = {row.values["concept"] for row in rows}
        for row in rows:
            for column in ("part_of", "successor"):
                if row.values[column] and row.values[column] not in concepts:
                    message = f"there is no concept {row.values[column]!r}: correct it or add the concept"
                    yield Problem(row.line, column, message)


def _judge_preferred(group: Sequence[NumberedRow]) -> Iterable[Problem]:
    """Yield a problem for each preferred term whose time overlaps that of one before it."""
    for i, row in enumerate(group):
        for earlier in group[:i]:
            if _overlap(row.values, earlier.values):
                message = (
                    f"{row.values['term']!r} is preferred at the same time as {earlier.values['term']!r} in line "
                    f"{earlier.line}: make one admitted, or give them dates that do not overlap"
                )
                yield Problem(row.line, "status", message)
                break


def _overlap(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether two terms were official together; one may end on the date on which the other begins."""
    if (one["from"], one["until"]) == (other["from"], other["until"]):
        return True
    starts = [period.first for row in (one, other) if (period := read_date(row["from"]))]
    ends = [period.first for row in (one, other) if (period := read_date(row["until"]))]
    return max(starts, default=datetime.date.min) < min(ends, default=datetime.date.max)
