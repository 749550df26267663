"""The termbase's own format: tab-separated text in UTF-8 with a header, one row a term.

The columns are the fields of `glossary.term.Term`; their order is free, and only concept, language and term
are required. There is no quoting and no escape: a value holds no tab and no line break. The simplest file
that people have is read too: two columns without a header, Kazakh and English.

A file is judged whole: one `TermbaseError` lists every fault by line.
"""

import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from glossary.errors import Problem, TermbaseError
from glossary.kazakh import letters
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

_FIELDS = {"term": "text", "from": "since"}
_DEFAULTS = {"status": "preferred", "kind": "full", "case": "any"}
_LANGUAGE_NAMES = {"kk": "kk", "kazakh": "kk", "қазақша": "kk", "en": "en", "english": "en", "ағылшынша": "en"}
_LINE_END = re.compile(r"\r\n|\n|\r")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


class Row(NamedTuple):
    """One line of the file that holds a term: its number, from 1, and its values by column."""

    line: int
    values: dict[str, str]


def load(path: str | Path, *, name: str | None = None, complete: bool = False) -> Termbase:
    """Read a termbase from a file; its name is that of the file without the suffix, unless given.

    With `complete`, part_of and successor must name concepts of this file; otherwise they may be in
    another layer. Raises TermbaseError with all faults, OSError where the file cannot be read.
    """
    path = Path(path)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TermbaseError(str(path), [_not_utf8(data, error)]) from None
    return _parse(text, path.stem if name is None else name, str(path), complete)


def loads(text: str, name: str = "", *, complete: bool = False) -> Termbase:
    r"""Read a termbase from a string; see `load`.

    >>> loads("concept\tlanguage\tterm\nakim\tkk\tәкім\nakim\ten\takim\n")["akim"].preferred("en").text
    'akim'
    >>> loads("қала әкімі\takim of the city\n")["akim-of-the-city"].preferred("kk").text
    'қала әкімі'
    """
    return _parse(text.removeprefix("\ufeff"), name, name, complete)


def dumps(termbase: Termbase) -> str:
    r"""Write a termbase to a string that `loads` reads back as an equal one.

    Raises TermbaseError where that cannot be: a value has a tab, or a row breaks a rule of the format. The
    line numbers are those of the file that would have been written.

    >>> print(dumps(Termbase.from_terms([Term("akim", "kk", "әкім")])).splitlines()[1].split("\t")[:4])
    ['akim', 'kk', 'әкім', 'preferred']
    """
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(_cell(term, column) for column in COLUMNS) for term in termbase.terms()]
    text = "\n".join(lines) + "\n"
    back = loads(text, termbase.name)
    if back != termbase:
        changed = [i for i, (old, new) in enumerate(zip(termbase.terms(), back.terms(), strict=False), 2) if old != new]
        message = "would not be read back as it is: take out spaces at the ends of values and line breaks"
        raise TermbaseError(termbase.name, [Problem(i, "", message) for i in changed or [0]])
    return text


def save(termbase: Termbase, path: str | Path) -> None:
    """Write a termbase to a file, whole or not at all: a temporary file beside it takes its place at the end.

    Raises TermbaseError as `dumps` does, and OSError.
    """
    text = dumps(termbase)
    target = Path(path).resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _parse(text: str, name: str, path: str, complete: bool) -> Termbase:
    """Read rows with or without a header, judge them, and build the termbase."""
    lines = [(number, line) for number, line in enumerate(_LINE_END.split(text), 1) if line.strip(" \t")]
    problems: list[Problem] = []
    header = _cells(lines[0][1].lower()) if lines else []
    known = set(header) & set(COLUMNS)
    if not lines:
        rows: Iterable[Row] = ()
    elif len(header) == 2 and not known:
        rows = _two_columns(lines, problems)
    elif faults := list(_judge_header(lines[0][0], header, known)):
        raise TermbaseError(path, faults)
    else:
        rows = _with_header(header, lines[1:], problems)
    rows = list(rows)
    for row in rows:
        problems += judge_row(row.line, row.values)
    problems += judge_whole(rows, complete)
    if problems:
        raise TermbaseError(path, problems)
    return Termbase.from_terms((_term(row.values) for row in rows), name)


def _judge_header(line: int, header: list[str], known: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the names of the columns."""
    if not known:
        what = "separate the columns by tabs" if len(header) == 1 else f"begin the file with {', '.join(REQUIRED)}, …"
        yield Problem(line, "", f"no header, and not two columns (Kazakh, English): {what}")
        return
    for column in header:
        if column not in COLUMNS:
            yield Problem(line, column or "(empty)", f"unknown column: the columns are {', '.join(COLUMNS)}")
        elif header.count(column) > 1:
            yield Problem(line, column, "stands twice in the header: keep one of them")
    for column in REQUIRED:
        if column not in known:
            yield Problem(line, column, "is missing in the header: add this column")


def _with_header(header: list[str], lines: Iterable[tuple[int, str]], problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows of a file with a header; lines with a wrong number of tabs go to `problems`."""
    for number, line in lines:
        cells = _cells(line)
        cells += [""] * (len(header) - len(cells))  # editors take the tabs off the end of a line
        if len(cells) != len(header):
            message = f"has {len(cells)} columns where the header has {len(header)}: check the tabs"
            problems.append(Problem(number, "", message))
            continue
        given = {column: cell for column, cell in zip(header, cells, strict=True) if cell}
        yield Row(number, dict.fromkeys(COLUMNS, "") | _DEFAULTS | given)


def _two_columns(lines: Sequence[tuple[int, str]], problems: list[Problem]) -> Iterator[Row]:
    """Yield two rows for each line `kazakh<TAB>english`, or as a first line such as `en<TAB>kk` says.

    The concept is named after the English term. Where one term has several translations the first is
    preferred and the others are admitted.
    """
    names = [_LANGUAGE_NAMES.get(cell.lower()) for cell in _cells(lines[0][1])]
    swapped = names == ["en", "kk"]
    seen: set[tuple[str, str]] = set()
    written: set[tuple[str, str]] = set()
    for number, line in lines[1:] if None not in names and len(set(names)) == 2 else lines:
        cells = _cells(line)
        if len(cells) != 2:
            problems.append(Problem(number, "", f"has {len(cells)} columns where two are expected: check the tabs"))
            continue
        kazakh, english = reversed(cells) if swapped else cells
        if not (kazakh and english):
            problems.append(Problem(number, "", "one of the two terms is empty: write it or take the line out"))
            continue
        if not swapped and _CYRILLIC.search(english) and not _CYRILLIC.search(kazakh):
            message = "the English term comes first: swap the columns, or begin the file with a line en<TAB>kk"
            problems.append(Problem(number, "", message))
            continue
        concept = _identifier(english)
        for language, term in (("kk", kazakh), ("en", english)):
            if language == "en" and (concept, english) in written:
                continue
            status = "admitted" if (concept, language) in seen else "preferred"
            seen.add((concept, language))
            written.add((concept, term))
            given = {"concept": concept, "language": language, "term": term, "status": status}
            yield Row(number, dict.fromkeys(COLUMNS, "") | _DEFAULTS | given)


def _identifier(english: str) -> str:
    """Return a concept's identifier made from an English term; letters outside a-z fall away.

    >>> _identifier("Ministry of Finance (Kazakhstan)")
    'ministry-of-finance-kazakhstan'
    """
    words = re.findall("[a-z0-9]+", letters.fold(english).replace("'", ""))
    return "-".join(words) or f"concept-{zlib.crc32(english.encode()):08x}"


def _cells(line: str) -> list[str]:
    """Split a line at its tabs; spaces around a value do not count."""
    return [cell.strip(" \u00a0") for cell in line.split("\t")]


def _cell(term: Term, column: str) -> str:
    """Return the value of one column."""
    value = getattr(term, _FIELDS.get(column, column))
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _term(values: dict[str, str]) -> Term:
    """Make a term of values that were judged right."""
    by_field = {_FIELDS.get(column, column): value for column, value in values.items()}
    return Term(**{**by_field, "grammar": split_grammar(by_field["grammar"])})  # type: ignore[arg-type]


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    """Say where the text stops being UTF-8, and what it probably is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(1, "", "is UTF-16, not UTF-8: save the file as UTF-8")
    line = data.count(b"\n", 0, error.start) + 1
    return Problem(line, "", f"is not UTF-8 (byte 0x{data[error.start]:02x}): save the file as UTF-8")
