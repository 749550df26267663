"""Reading TBX (ISO 30042), the exchange format of termbases.

Three shapes are read: that of 2008 (`martif`, `termEntry`, `langSet`, `tig` or `ntig`), and those of 2019 (`tbx`,
`conceptEntry`, `langSec`, `termSec`) in which a data category is the attribute `type` of a general element (DCA)
or an element of its own (DCT). The categories are those of the dialect TBX-Basic; what other dialects have and a
termbase does not hold is counted as left out.

The file is read entry by entry, so memory grows with the terms and not with the markup.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import Problem
from glossary.storage.columns import Draft, Row, clean_value, make_row
from glossary.storage.exchange import TOOL, Names, fill_statuses, restore_order
from glossary.storage.loss import Tally
from glossary.storage.markup import LANGUAGE, line_of, name_of, stream, text_of
from glossary.storage.vocabulary import kind_of, language_of, status_of

if TYPE_CHECKING:
    from lxml.etree import _Element

ENTRIES = ("conceptEntry", "termEntry")
HEADERS = ("tbxHeader", "martifHeader")
OWN_FIELD = re.compile(r"audarma:(status|grammar|case|from|until|part_of|successor|checked|order|note) (.+)", re.DOTALL)
"""A note that holds a column for which TBX-Basic has no category."""
RELATIONS = {"part of": "part_of", "successor": "successor"}
"""What the text of a crossReference says of its target."""

_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_GROUPS = ("adminGrp", "descripGrp", "termGrp", "termNoteGrp", "transacGrp")
_GENERAL = ("admin", "descrip", "ref", "termNote", "transac", "xref")
_REMARKS = ("context", "definition", "descrip", "example", "explanation", "note", "usageNote")
_SOURCES = ("externalCrossReference", "source", "xSource")
_STATUSES = ("administrativeStatus", "normativeAuthorization")
_TRANSACTIONS = ("date", "responsibility", "transacNote", "transactionType")


class _Category(NamedTuple):
    """One data category of an entry, a language or a term."""

    name: str
    text: str
    target: str
    line: int


@dataclass(slots=True)
class _Found:
    """What the categories of one level say, in our columns."""

    values: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """The state of reading one file."""

    names: Names
    problems: list[Problem]
    tally: Tally


def read(path: Path) -> Draft:
    """Read the terms of a file; TermbaseError where it is no XML that can be read, OSError."""
    draft = Draft()
    reading = _Reading(Names(ours=False), draft.problems, Tally())
    for element in stream(path, *HEADERS, *ENTRIES):
        if name_of(element) in HEADERS:
            reading.names.ours = _is_ours(element)
        else:
            draft.rows += _read_entry(element, reading)
    draft.left_out = reading.tally.losses()
    return draft


def _is_ours(header: "_Element") -> bool:
    """Tell whether the description of the file says that Audarma wrote it."""
    return any(name_of(part) == "p" and (part.text or "").startswith(TOOL) for part in header.iter())


def _read_entry(entry: "_Element", reading: _Reading) -> Sequence[Row]:
    """Return the rows of one concept."""
    shared = _judge(_categories(entry, reading), reading)
    lines: list[int] = []
    found: list[dict[str, str]] = []
    for section in entry:
        if name_of(section) not in _LANGUAGES:
            continue
        tag = section.get(LANGUAGE) or section.get("lang") or ""
        language = language_of(tag)
        terms = [part for part in section if name_of(part) in _TERMS]
        if not tag:
            message = "has no xml:lang: write the code of the language"
            reading.problems.append(Problem(line_of(section), "language", message))
        elif language is None:
            for term in terms:
                reading.tally.add(f"language {tag}", _term_text(term, reading)[0])
        else:
            common = _judge(_categories(section, reading), reading)
            for term in terms:
                text, line = _term_text(term, reading)
                own = _judge(_categories(term, reading), reading)
                lines.append(line)
                found.append({**_merge(shared, common, own), "language": language, "term": text})
    if not found:
        return []
    fill_statuses(found)
    ordered = sorted(found, key=lambda values: values["language"] != "en")
    concept = reading.names.choose(_identifier(entry), [values["term"] for values in ordered])
    rows = [make_row(line, {**values, "concept": concept}) for line, values in zip(lines, found, strict=True)]
    return restore_order(rows)


def _identifier(entry: "_Element") -> str:
    """Return the identifier of an entry, without the mark that XML needs before a digit."""
    identifier = entry.get("id") or ""
    return identifier[1:] if re.match(r"_\d", identifier) else identifier


def _merge(*levels: _Found) -> dict[str, str]:
    """Return the columns of a term from what its concept, its language and it itself say."""
    values = {"status": ""}
    for level in levels:
        values |= level.values
    remarks = dict.fromkeys(remark for level in levels for remark in level.remarks)
    sources = dict.fromkeys(source for level in levels for source in level.sources)
    return values | {"note": "; ".join(remarks), "source": "; ".join(sources)}


def _term_text(section: "_Element", reading: _Reading) -> tuple[str, int]:
    """Return the wording of a term and its line; an empty one is judged later, as in any format."""
    for part in section.iter():
        if name_of(part) == "term":
            return _clean(part, reading), line_of(part)
    return "", line_of(section)


def _clean(element: "_Element", reading: _Reading) -> str:
    """Return the text of an element on one line; an entity in it becomes a problem."""
    try:
        return clean_value(text_of(element))
    except ValueError as error:
        reading.problems.append(Problem(line_of(element), name_of(element), str(error)))
        return ""


def _categories(element: "_Element", reading: _Reading) -> Iterator[_Category]:
    """Yield the data categories of one level, also those inside groups."""
    for part in element:
        name = name_of(part)
        if name in _GROUPS:
            yield from _categories(part, reading)
        elif name and name not in ("term", *_LANGUAGES, *_TERMS):
            kind = (part.get("type") or name) if name in _GENERAL else name
            yield _Category(kind, _clean(part, reading), part.get("target") or "", line_of(part))


def _judge(categories: Iterator[_Category], reading: _Reading) -> _Found:
    """Put the categories of one level into our columns."""
    found = _Found()
    for category in categories:
        name, text, target, line = category
        if name in _STATUSES:
            status = status_of(text)
            if status is None:
                message = f"unknown {name} {text!r}: write preferredTerm-admn-sts, admittedTerm-admn-sts, …"
                reading.problems.append(Problem(line, "status", message))
            found.values.setdefault("status", status or "")
        elif name == "termType":
            kind = kind_of(text)
            found.values["kind"] = kind or ""
            if not kind:
                reading.tally.add(f"termType {text}")
        elif name == "note" and (match := OWN_FIELD.fullmatch(text)):
            column, value = match.groups()
            if column == "note":
                found.remarks.append(value)
            else:
                found.values[column] = value
        elif name == "crossReference" and text in RELATIONS:
            found.values[RELATIONS[text]] = target.removeprefix("_") if target[1:2].isdigit() else target
        elif name in _REMARKS and text:
            found.remarks.append(text)
        elif name in _SOURCES and (text or target):
            found.sources.append("; ".join(filter(None, (text, target))))
        elif (name, text) != ("partOfSpeech", "noun") and name not in _TRANSACTIONS and (text or target):
            reading.tally.add(name, text)
    return found
