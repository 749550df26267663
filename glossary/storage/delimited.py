"""CSV: the tables of spreadsheets and of translation services, whatever their separator.

The separator (comma, semicolon, vertical bar or tab) is the one that cuts the first rows into the same number
of cells. Quotes are those of RFC 4180: around a cell that has a separator, a quote or a line break, doubled
inside. Cells that a spreadsheet would take for a formula are written with an apostrophe before them.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from glossary.errors import Problem
from glossary.storage.columns import COLUMNS, Draft, clean_value, require_writable, values_of
from glossary.storage.decoding import decode
from glossary.storage.formulas import escape_formula, unescape_formula
from glossary.storage.limits import require_size
from glossary.storage.loss import Loss
from glossary.storage.tables import Cells, read_table
from glossary.term import Termbase

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""What may separate cells, and what messages call it."""

_SAMPLE_ROWS = 25
_LINE_END = re.compile(r"\r\n|\n|\r")


def read(path: Path) -> Draft:
    """Read the rows of a file; OSError where that cannot be, TermbaseError where it is too large."""
    require_size(path)
    text, problem = decode(path.read_bytes())
    return Draft(problems=[problem]) if problem else read_text(text)


def read_text(text: str) -> Draft:
    r"""Read the rows of a text.

    >>> draft = read_text('әкім;akim\n"Сауда және интеграция министрлігі";"Ministry of Trade, and Integration"\n')
    >>> [row.values["term"] for row in draft.rows if row.values["language"] == "en"]
    ['akim', 'Ministry of Trade, and Integration']
    """
    separator = find_separator(text) or ","
    problems: list[Problem] = []
    table = list(_split(text, separator, problems))
    draft = Draft() if problems and not table else read_table(table, SEPARATORS[separator])
    draft.problems = problems + draft.problems
    return draft


def find_separator(text: str) -> str:
    r"""Return the separator of a text; "" where it has only one column.

    >>> find_separator("a;b, c\nd;e\n"), find_separator("әкім,akim"), find_separator("әкім"), find_separator(";;а,b")
    (';', ',', '', ',')
    """
    lines = list(_first_lines(text))
    if any("\t" in line for line in lines[:1]):
        return "\t"
    best, best_score = "", (0.0, 0.0, 0)
    for separator in SEPARATORS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)]
        except csv.Error:
            continue
        counts = Counter(map(len, rows))
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        filled = sum(cell != "" for row in rows for cell in row) / max(1, sum(map(len, rows)))
        score = (times / max(1, counts.total()), filled, width)
        if width > 1 and score > best_score:
            best, best_score = separator, score
    return best


def write(termbase: Termbase, file: BinaryIO, suffix: str = ".csv") -> list[Loss]:
    """Write all columns of a termbase; nothing is lost, so the list is empty. TermbaseError where a row is bad."""
    require_writable(termbase, termbase.name)
    write_cells(file, [COLUMNS], suffix)
    rows = (values_of(term).values() for term in termbase.terms())
    write_cells(file, ([escape_formula(value) for value in row] for row in rows), suffix)
    return []


def write_cells(file: BinaryIO, rows: Iterable[Sequence[str]], suffix: str) -> None:
    """Write rows with tabs where the file's name ends in .tsv or .txt, else with commas."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    csv.writer(text, delimiter="\t" if suffix in (".tsv", ".txt") else ",", lineterminator="\n").writerows(rows)
    text.detach()


def _first_lines(text: str) -> Iterator[str]:
    """Yield the first lines that are not empty, with their ends: quotes may go over several."""
    position = 0
    for _ in range(_SAMPLE_ROWS):
        match = _LINE_END.search(text, position)
        end = match.end() if match else len(text)
        if text[position:end].strip():
            yield text[position:end]
        position = end


def _split(text: str, separator: str, problems: list[Problem]) -> Iterator[Cells]:
    """Yield the rows that are not empty with the number of the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = "write a quote inside a quoted cell twice, and close every quote"
            problems.append(Problem(line, "", f"cannot be cut into cells ({error}): {what}"))
            continue
        cells = [unescape_formula(clean_value(cell)) for cell in row]
        if any(cells):
            yield Cells(line, cells)
