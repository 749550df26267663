"""Finding the format of a file, reading it, and writing one.

A file is known by what is in it: the beginning of an archive, the root element of XML, the separators of a
table. Its name decides only where the content says nothing.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from glossary.errors import Problem, TermbaseError
from glossary.storage import bilingual, delimited, tbx, tbx_writing, tmx, tsv, xlsx
from glossary.storage.archive import list_parts
from glossary.storage.atomic import write_whole
from glossary.storage.columns import Draft, build
from glossary.storage.decoding import find_encoding
from glossary.storage.limits import LONGEST_PROLOG
from glossary.storage.loss import Loss
from glossary.storage.markup import find_root
from glossary.term import Termbase

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of termbases: its name, what it is, the ending of its files, and whether it holds every column."""

    name: str
    description: str
    suffix: str
    read: Callable[[Path], Draft]
    write: Callable[[Termbase, BinaryIO, str], list[Loss]]
    lossless: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A termbase, the name of the format it was in, and what of the file it does not hold."""

    termbase: Termbase
    format: str
    left_out: tuple[Loss, ...]


_TABLE = delimited.read
_ALL = (
    Format("tsv", "Audarma's own columns, separated by tabs", ".tsv", tsv.read, tsv.write, lossless=True),
    Format("csv", "Audarma's own columns as CSV", ".csv", _TABLE, delimited.write, lossless=True),
    Format("deepl", "DeepL glossary, Kazakh to English", ".csv", _TABLE, bilingual.write_deepl),
    Format("deepl-en-kk", "DeepL glossary, English to Kazakh", ".csv", _TABLE, bilingual.write_deepl_reversed),
    Format("google", "Google glossary, Kazakh to English", ".csv", _TABLE, bilingual.write_google),
    Format("google-en-kk", "Google glossary, English to Kazakh", ".csv", _TABLE, bilingual.write_google_reversed),
    Format("aws", "custom terminology of Amazon Translate", ".csv", _TABLE, bilingual.write_aws),
    Format("tbx", "TBX-Basic of 2019, style DCA", ".tbx", tbx.read, tbx_writing.write, lossless=True),
    Format("tbx-dct", "TBX-Basic of 2019, style DCT", ".tbx", tbx.read, tbx_writing.write_tagged, lossless=True),
    Format("tbx-2008", "TBX-Basic of 2008 (ISO 30042:2008)", ".tbx", tbx.read, tbx_writing.write_2008, lossless=True),
    Format("tmx", "TMX 1.4", ".tmx", tmx.read, tmx.write, lossless=True),
    Format("xlsx", "Excel workbook with Audarma's own columns", ".xlsx", xlsx.read, xlsx.write, lossless=True),
)
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})
"""The formats by name. Reading does not need the name of a layout: `csv` reads what `deepl` writes."""

_BY_SUFFIX = {one.suffix: one.name for one in _ALL if one.name == one.suffix[1:]}
_ROOTS = {"martif": "tbx-2008", "tbx": "tbx", "tmx": "tmx"}
_REFUSED_ROOTS = {
    "mtf": "is MultiTerm XML: export the termbase as TBX",
    "TBX": "is TBX-Min, which no tool writes any more: export the termbase as TBX-Basic",
    "xliff": "is XLIFF, a translated document and not a termbase",
    "html": "is a web page: save the table itself as CSV or XLSX",
}
_REFUSED_BEGINNINGS = {
    b"\xd0\xcf\x11\xe0": "is an old or an encrypted Office file: save it as .xlsx, without a password",
    b"%PDF": "is a PDF: export the table as XLSX or CSV",
    b"{\\rtf": "is RTF: save the table as XLSX or CSV",
    b"SQLite": "is a database: export the termbase as TBX",
}


def load(path: str | Path, *, name: str | None = None, complete: bool = False) -> Termbase:
    """Read a termbase in any format; its name is that of the file without the suffix, unless given.

    What of the file a termbase cannot hold is logged; `read` returns it. With `complete`, part_of and successor
    must name concepts of this file. Raises TermbaseError with all faults, OSError.
    """
    reading = read(path, name=name, complete=complete)
    if reading.left_out:
        _LOG.warning("%s: %d kinds of data have no place in a termbase", path, len(reading.left_out))
    return reading.termbase


def read(path: str | Path, *, name: str | None = None, complete: bool = False) -> Reading:
    """Read a termbase as `load` does, and return with it the format and what was left out."""
    path = Path(path)
    format_name = find_format(path)
    draft = FORMATS[format_name].read(path)
    termbase = build(draft, path.stem if name is None else name, str(path), complete)
    return Reading(termbase, draft.layout or format_name, tuple(draft.left_out))


def save(termbase: Termbase, path: str | Path, format: str = "") -> list[Loss]:  # noqa: A002
    """Write a termbase, whole or not at all, in a format or in the one that the ending of the name stands for.

    Returns what the format could not hold. Raises TermbaseError where no format is known, or where the
    termbase breaks a rule so that it would not be read back; OSError. In both cases a file that was there
    before stays as it was.
    """
    path = Path(path)
    chosen = format or _BY_SUFFIX.get(path.suffix.lower(), "")
    if chosen not in FORMATS:
        what = f"no format {format!r}" if format else f"no format has the ending {path.suffix!r}"
        raise TermbaseError(str(path), [Problem(0, "", f"{what}: write one of {', '.join(FORMATS)}")])
    return write_whole(path, lambda file: FORMATS[chosen].write(termbase, file, path.suffix.lower()))


def find_format(path: str | Path) -> str:
    """Return the name of the format that a file is in, by its content and then by its name.

    Raises TermbaseError for a file that is known to be something else, with what to do; OSError.
    """
    path = Path(path)
    with path.open("rb") as file:
        head = file.read(LONGEST_PROLOG)
    if head.startswith(b"PK"):
        if "xl/workbook.xml" in list_parts(path):
            return "xlsx"
        raise _refused(path, "is an archive, but no Excel workbook: save the table as .xlsx")
    for beginning, reason in _REFUSED_BEGINNINGS.items():
        if head.startswith(beginning):
            raise _refused(path, reason)
    encoding = find_encoding(head)
    text = head.decode(encoding, errors="replace")
    if text.lstrip().startswith("<"):
        root = find_root(head)
        if root in _ROOTS:
            return _ROOTS[root]
        reason = _REFUSED_ROOTS.get(root, f"is XML with the root element {root!r}, and neither TBX nor TMX")
        raise _refused(path, reason)
    if "\0" in text:
        raise _refused(path, "is no text, no XML and no workbook: export the termbase as TBX, XLSX or CSV")
    lines = [line for line in text.splitlines() if line.strip()]
    if any("\t" in line for line in lines[:1]):
        return "tsv"
    if delimited.find_separator(text):
        return "csv"
    return _BY_SUFFIX.get(path.suffix.lower(), "tsv") if path.suffix.lower() in (".tsv", ".csv") else "tsv"


def _refused(path: Path, reason: str) -> TermbaseError:
    """Say that a file is no termbase."""
    return TermbaseError(str(path), [Problem(0, "", reason)])
