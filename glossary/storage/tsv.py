"""The termbase's own format: tab-separated text in UTF-8 with a header, one row a term.

The columns are the fields of `glossary.term.Term`; their order is free, and only concept, language and term
are required. There is no quoting and no escape: a value holds no tab and no line break. The simplest files
that people have are read too: two columns without a header, Kazakh and English, and a header with the codes
of languages. UTF-16, in which spreadsheets save "Unicode text", is understood.

A file is judged whole: one `TermbaseError` lists every fault by line.
"""

import re
from pathlib import Path
from typing import BinaryIO

from glossary.storage.atomic import write_whole
from glossary.storage.columns import COLUMNS, REQUIRED, Draft, Row, build, clean_value, require_writable, values_of
from glossary.storage.decoding import decode
from glossary.storage.limits import require_size
from glossary.storage.loss import Loss
from glossary.storage.tables import Cells, read_table
from glossary.term import Termbase

__all__ = ["COLUMNS", "REQUIRED", "Row", "dumps", "load", "loads", "read", "save", "write"]

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE_END = re.compile(r"\r\n|\n|\r")


def load(path: str | Path, *, name: str | None = None, complete: bool = False) -> Termbase:
    """Read a termbase from a file; its name is that of the file without the suffix, unless given.

    With `complete`, part_of and successor must name concepts of this file; otherwise they may be in
    another layer. Raises TermbaseError with all faults, OSError where the file cannot be read.
    """
    path = Path(path)
    return build(read(path), path.stem if name is None else name, str(path), complete)


def loads(text: str, name: str = "", *, complete: bool = False) -> Termbase:
    r"""Read a termbase from a string; see `load`.

    >>> loads("concept\tlanguage\tterm\nakim\tkk\tәкім\nakim\ten\takim\n")["akim"].preferred("en").text
    'akim'
    >>> loads("қала әкімі\takim of the city\n")["akim-of-the-city"].preferred("kk").text
    'қала әкімі'
    """
    return build(_draft(text.removeprefix("\ufeff")), name, name, complete)


def read(path: Path) -> Draft:
    """Read the rows of a file; OSError where that cannot be, TermbaseError where it is too large."""
    require_size(path)
    text, problem = decode(path.read_bytes())
    return Draft(problems=[problem]) if problem else _draft(text)


def dumps(termbase: Termbase) -> str:
    r"""Write a termbase to a string that `loads` reads back as an equal one.

    Raises TermbaseError where that cannot be: a value has a tab, or a row breaks a rule of the format. The
    line numbers are those of the file that would have been written.

    >>> from glossary.term import Term
    >>> print(dumps(Termbase.from_terms([Term("akim", "kk", "әкім")])).splitlines()[1].split("\t")[:4])
    ['akim', 'kk', 'әкім', 'preferred']
    """
    require_writable(termbase, termbase.name)
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(values_of(term).values()) for term in termbase.terms()]
    return "\n".join(lines) + "\n"


def save(termbase: Termbase, path: str | Path) -> None:
    """Write a termbase to a file, whole or not at all: a temporary file beside it takes its place at the end.

    Raises TermbaseError as `dumps` does, and OSError.
    """
    data = dumps(termbase).encode()
    write_whole(path, lambda file: file.write(data))


def write(termbase: Termbase, file: BinaryIO, suffix: str = ".tsv") -> list[Loss]:
    """Write a termbase to an open file; nothing is lost, so the list is empty. TermbaseError as `dumps`."""
    del suffix  # other formats choose their separator by it
    file.write(dumps(termbase).encode())
    return []


def _draft(text: str) -> Draft:
    """Split the text into rows and cells, and read the table.

    Without our header the file is a spreadsheet's or a translation service's, which put quotes around a cell
    that has some inside.
    """
    lines = [(number, line) for number, line in enumerate(_LINE_END.split(text), 1) if line.strip(" \t")]
    table = [Cells(number, [clean_value(cell) for cell in line.split("\t")]) for number, line in lines]
    if table and REQUIRED[0] not in map(str.lower, table[0].cells):
        table = [Cells(number, [_unquote(cell) for cell in cells]) for number, cells in table]
    return read_table(table)


def _unquote(cell: str) -> str:
    """Take the quotes of a spreadsheet off a cell.

    >>> _unquote('"Kazakhstan ""Nur Otan"" party"'), _unquote('"Nur Otan" party')
    ('Kazakhstan "Nur Otan" party', '"Nur Otan" party')
    """
    return cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell
