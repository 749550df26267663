"""A termbase while it is edited: rows that may be wrong for now, and what is to be said of each.

A change costs what it touches, not what the table holds: the row is judged, then the concepts it is about and
those that share a wording with them are looked over again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from glossary.errors import Problem
from glossary.kazakh.letters import fold
from glossary.lint import Finding
from glossary.storage.columns import COLUMNS, Row, clean_value, make_row, values_of
from glossary.storage.pairs import identify
from glossary.storage.rows import judge_row, judge_whole, split_grammar
from glossary.term import Term, Termbase
from ui.web.termbase_neighbours import Inspector

MOST = 20_000
"""Rows of a table."""

LONGEST = 2_000
"""Code points of a cell."""

UNSOURCED = frozenset({"source", "checked"})
"""What is said of a term without a source: counted, not told row by row, for no pair of a plain glossary has one."""


@dataclass(slots=True)
class Entry:
    """A row: its number, which never changes, its values by column, its faults, and its term where it has none."""

    number: int
    values: dict[str, str]
    problems: tuple[Problem, ...] = ()
    term: Term | None = None
    text: str = field(default="", repr=False)

    def fill(self, given: Mapping[str, str]) -> None:
        """Take new values; empty ones mean what they mean in a file."""
        cleaned = {column: clean_value(given.get(column, ""))[:LONGEST] for column in COLUMNS}
        self.values = make_row(self.number, cleaned).values
        self.text = fold("\n".join((self.values["concept"], self.values["term"], self.values["source"])))


class Table:
    """The rows of a termbase that is laid over `beneath` where it is used."""

    def __init__(self, beneath: Termbase, rows: Iterable[Mapping[str, str]] = (), name: str = "own") -> None:
        """Take rows as they are: any of them may be wrong."""
        self.name = name
        self.entries: dict[int, Entry] = {}
        self._last = 0
        self._termbase: Termbase | None = None
        self._of_concept: dict[str, dict[int, None]] = {}
        self._inspector = Inspector(beneath)
        self.findings: dict[str, list[Finding]] = {}
        for given in rows:
            self._insert(given)
        for concept in list(self._of_concept):
            self._judge(concept)

    @classmethod
    def of(cls, termbase: Termbase, beneath: Termbase) -> "Table":
        """Return a table with a row for each term of a termbase."""
        return cls(beneath, map(values_of, termbase.terms()), termbase.name)

    @property
    def termbase(self) -> Termbase:
        """The termbase of the rows without errors; made anew after a change, when somebody asks."""
        if self._termbase is None:
            terms = (entry.term for entry in list(self.entries.values()) if entry.term)
            self._termbase = Termbase.from_terms(terms, self.name)
        return self._termbase

    def inspect(self) -> None:
        """Look all rows over; takes a second for some thousand of them."""
        self.findings = self._inspector.inspect_all()

    def add(self, given: Mapping[str, str]) -> int:
        """Add a row at the end and return its number; ValueError where the table is full."""
        if len(self.entries) >= MOST:
            raise ValueError(f"a table has at most {MOST} rows")
        entry = self._insert(given)
        self._renew({entry.values["concept"]}, [])
        return entry.number

    def add_title(self, kazakh: str, english: str) -> tuple[int, ...]:
        """Add a title with its rendering as two rows of one concept; return their numbers.

        The concept is that of the table which has one of the two already, else a new one named after the English
        term. A Kazakh head that plainly carries the third person ending is marked so.
        """
        pair = {"kk": clean_value(kazakh), "en": clean_value(english)}
        concept = self._find_concept(pair) or self._name_concept(pair["en"])
        numbers = []
        for language, text in pair.items():
            same = [self.entries[number] for number in self._of_concept.get(concept, ())]
            if any((one.values["language"], one.values["term"]) == (language, text) for one in same):
                continue
            taken = any(one.values["language"] == language for one in same)
            given = {"concept": concept, "language": language, "term": text}
            grammar = "possessed" if language == "kk" and self._inspector.is_possessed(text) else ""
            numbers.append(self.add({**given, "grammar": grammar, "status": "admitted" if taken else "unverified"}))
        return tuple(numbers)

    def change(self, number: int, column: str, value: str) -> None:
        """Write one cell; KeyError where there is no such row or column."""
        entry = self.entries[number]
        if column not in COLUMNS:
            raise KeyError(column)
        old, term = entry.values["concept"], entry.term
        self._forget(entry)
        entry.fill({**entry.values, column: value})
        self._of_concept.setdefault(entry.values["concept"], {})[number] = None
        self._renew({old, entry.values["concept"]}, [term])

    def remove(self, number: int) -> None:
        """Take a row out; KeyError where there is none."""
        entry = self.entries.pop(number)
        self._forget(entry)
        self._renew({entry.values["concept"]}, [entry.term])

    def find(self, query: str = "", *, only: str = "") -> list[int]:
        """Return the numbers of the rows with all words of a query; with `only`, of those with such findings.

        `only` is `error`, or `warning` for both.
        """
        words = fold(query).split()
        kinds = {"error": {"error"}, "warning": {"error", "warning"}}.get(only)
        wrong = self.list_wrong(kinds) if kinds else None
        return [
            number
            for number, entry in list(self.entries.items())
            if (wrong is None or number in wrong) and all(word in entry.text for word in words)
        ]

    def list_wrong(self, severities: Collection[str]) -> set[int]:
        """Return the numbers of the rows of which something of these severities is to be said."""
        numbers = {entry.number for entry in self.entries.values() if entry.problems and "error" in severities}
        for found in list(self.findings.values()):
            told = [one for one in found if one.severity in severities and one.kind not in UNSOURCED]
            numbers.update(self.find_row(one) for one in told)
        return numbers

    def tell(self, number: int) -> tuple[tuple[Problem, ...], list[Finding]]:
        """Return what is to be said of a row: its faults, and findings that are errors or warnings."""
        entry = self.entries[number]
        found = self.findings.get(entry.values["concept"], ())
        told = [one for one in found if one.severity != "note" and one.kind not in UNSOURCED]
        return entry.problems, [one for one in told if self.find_row(one) == number]

    def count(self) -> Counter[str]:
        """Return how many errors, warnings and terms without a source there are."""
        counted: Counter[str] = Counter(error=sum(len(entry.problems) for entry in self.entries.values()))
        for found in list(self.findings.values()):
            for one in found:
                if one.kind == "source":
                    counted["unsourced"] += 1
                elif one.kind not in UNSOURCED:
                    counted[one.severity] += 1
        return counted

    def find_row(self, finding: Finding) -> int:
        """Return the number of the row that a finding is about: of two equal ones the last, 0 for none."""
        numbers = list(self._of_concept.get(finding.concept, ()))
        same = (number for number in reversed(numbers) if self.entries[number].term == finding.term)
        return next(same, 0)

    def _insert(self, given: Mapping[str, str]) -> Entry:
        self._last += 1
        entry = Entry(self._last, {})
        entry.fill(given)
        self.entries[entry.number] = entry
        self._of_concept.setdefault(entry.values["concept"], {})[entry.number] = None
        return entry

    def _forget(self, entry: Entry) -> None:
        """Take a row out of what is known of its concept."""
        numbers = self._of_concept[entry.values["concept"]]
        del numbers[entry.number]
        if not numbers:
            del self._of_concept[entry.values["concept"]]

    def _renew(self, concepts: Collection[str], before: Iterable[Term | None]) -> None:
        """Judge concepts anew, and look over what they touch; `before` are terms that may be gone."""
        touched = self._inspector.find_touched(concepts, filter(None, before))
        for concept in concepts:
            self._judge(concept)
        now = [self.entries[number].term for concept in concepts for number in self._of_concept.get(concept, ())]
        touched |= self._inspector.find_touched(concepts, filter(None, now))
        for concept in touched:
            self.findings.pop(concept, None)
        self.findings |= self._inspector.inspect(touched)

    def _judge(self, concept: str) -> None:
        """Find the faults of the rows of a concept, and make terms of those that have none."""
        rows = [Row(number, self.entries[number].values) for number in sorted(self._of_concept.get(concept, ()))]
        problems: dict[int, list[Problem]] = {row.line: list(judge_row(row.line, row.values)) for row in rows}
        for problem in judge_whole([row for row in rows if not problems[row.line]]):
            problems[problem.line].append(problem)
        for row in rows:
            entry = self.entries[row.line]
            entry.problems = tuple(problems[row.line])
            entry.term = None if entry.problems else make_term(entry.values)
        self._termbase = None
        self._inspector.put(concept, [(row.line, term) for row in rows if (term := self.entries[row.line].term)])

    def _find_concept(self, pair: Mapping[str, str]) -> str:
        """Return the concept of the table that has one term of a pair, "" where none has."""
        wanted = {(language, fold(text)) for language, text in pair.items()}
        rows = (entry.values for entry in self.entries.values())
        return next((row["concept"] for row in rows if (row["language"], fold(row["term"])) in wanted), "")

    def _name_concept(self, english: str) -> str:
        """Return an identifier for a new concept that none of the table has."""
        name, count = identify(english), 1
        while (chosen := f"{name}-{count}" if count > 1 else name) in self._of_concept:
            count += 1
        return chosen


def make_term(values: Mapping[str, Any]) -> Term:
    """Return the term of a row without faults.

    >>> make_term(values_of(Term("akim", "en", "akim", grammar=("the",)))).grammar
    ('the',)
    """
    fields = {{"term": "text", "from": "since"}.get(column, column): value for column, value in values.items()}
    return Term(**{**fields, "grammar": split_grammar(fields["grammar"])})


def cut_page(numbers: list[int], page: int, size: int) -> tuple[int, list[int]]:
    """Return the page (from 0) that is nearest to the one asked for, and its numbers.

    >>> cut_page([1, 2, 3, 4, 5], 9, 2), cut_page([], 0, 2)
    ((2, [5]), (0, []))
    """
    last = max(0, (len(numbers) - 1) // size)
    page = min(max(page, 0), last)
    return page, numbers[page * size : (page + 1) * size]


def list_faults(table: Table) -> Iterator[Problem]:
    """Yield the faults of all rows, by row."""
    for entry in table.entries.values():
        yield from entry.problems
