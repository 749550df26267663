"""Writing TBX-Basic (ISO 30042) in the shapes of 2008 and of 2019 that `glossary.storage.tbx` reads.

What Basic has a category for is in it: administrativeStatus, termType, partOfSpeech (a title is a noun), source,
crossReference for the concepts that one belongs to and is followed by, note. What all terms of a concept share
stands at the concept. The rest (capitals, grammar, the dates between which a name was official, the date of the
check, the statuses that Basic lacks) stands in notes that begin with `audarma:`, as `tbx.OWN_FIELD` reads them;
the dates of a transacGrp are those of the record and not those of the name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from glossary.storage.columns import require_writable, values_of
from glossary.storage.exchange import TOOL, own_fields, positions
from glossary.storage.loss import Loss
from glossary.storage.tbx import RELATIONS
from glossary.term import LANGUAGES, Concept, Term, Termbase

_STATUSES = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "supersededTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",  # what other tools warn of; our own word stands in a note too
}
_EXACT = ("preferred", "admitted", "deprecated")
_KINDS = {"full": "fullForm", "short": "shortForm", "abbreviation": "abbreviation"}
_SHARED = ("note", "source", "part_of", "successor")
_CARRIED = ("concept", "language", "term", "kind", "note", "source", "part_of", "successor")
_RELATED = {column: words for words, column in RELATIONS.items()}

_BEGINNING_2008 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader>
<fileDesc><titleStmt><title>{title}</title></titleStmt><sourceDesc><p>{tool} termbase</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
</martifHeader>
<text><body>
"""
_BEGINNING_2019 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"{modules}>
<tbxHeader>
<fileDesc><titleStmt><title>{title}</title></titleStmt><sourceDesc><p>{tool} termbase</p></sourceDesc></fileDesc>
</tbxHeader>
<text><body>
"""
_MODULES = ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'
_TAGS = {
    "administrativeStatus": "min:administrativeStatus",
    "partOfSpeech": "min:partOfSpeech",
    "termType": "basic:termType",
    "source": "basic:source",
    "crossReference": "basic:crossReference",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """The names of the elements in one edition, and whether categories are elements of their own."""

    entry: str
    language: str
    term: str
    beginning: str
    end: str
    tagged: bool = False

    def category(self, element: str, name: str, text: str, target: str = "") -> str:
        """Return one data category."""
        aim = f" target={quoteattr(target)}" if target else ""
        if self.tagged:
            return f"<{_TAGS[name]}{aim}>{escape(text)}</{_TAGS[name]}>"
        return f'<{element} type="{name}"{aim}>{escape(text)}</{element}>'


_OLD = _Shape("termEntry", "langSet", "tig", _BEGINNING_2008, "</body></text>\n</martif>\n")
_DCA = _Shape("conceptEntry", "langSec", "termSec", _BEGINNING_2019, "</body></text>\n</tbx>\n")
_DCT = _Shape("conceptEntry", "langSec", "termSec", _BEGINNING_2019, "</body></text>\n</tbx>\n", tagged=True)


def write(termbase: Termbase, file: BinaryIO, suffix: str = ".tbx") -> list[Loss]:
    """Write TBX of 2019, style DCA; nothing is lost. TermbaseError where a row is bad."""
    del suffix
    return _write(termbase, file, _DCA)


def write_tagged(termbase: Termbase, file: BinaryIO, suffix: str = ".tbx") -> list[Loss]:
    """Write TBX of 2019, style DCT; nothing is lost. TermbaseError where a row is bad."""
    del suffix
    return _write(termbase, file, _DCT)


def write_2008(termbase: Termbase, file: BinaryIO, suffix: str = ".tbx") -> list[Loss]:
    """Write TBX of 2008, which older tools read; nothing is lost. TermbaseError where a row is bad."""
    del suffix
    return _write(termbase, file, _OLD)


def _write(termbase: Termbase, file: BinaryIO, shape: _Shape) -> list[Loss]:
    """Write a whole file, one concept at a time."""
    require_writable(termbase, termbase.name)
    style, modules = ("dct", _MODULES) if shape.tagged else ("dca", "")
    title = escape(termbase.name or "termbase")
    file.write(shape.beginning.format(title=title, tool=TOOL, style=style, modules=modules).encode())
    entries = ("\n".join(_entry(concept, termbase, shape)) for concept in termbase.concepts.values())
    file.writelines(entry.encode() + b"\n" for entry in entries)
    file.write(shape.end.encode())
    return []


def _entry(concept: Concept, termbase: Termbase, shape: _Shape) -> Iterator[str]:
    """Yield the lines of one concept."""
    values = [values_of(term) for term in concept.terms]
    shared = {name: values[0][name] for name in _SHARED if all(row[name] == values[0][name] for row in values)}
    grouped = [[term for term in concept.terms if term.language == language] for language in LANGUAGES]
    places = positions(concept.terms, [term for group in grouped for term in group])
    yield f"<{shape.entry} id={quoteattr(_identifier(concept.id))}>"
    yield from _remarks(shared, termbase, shape)
    for language, group in zip(LANGUAGES, grouped, strict=True):
        if group:
            yield f'<{shape.language} xml:lang="{language}">'
            for term, row, index in zip(concept.terms, values, range(len(values)), strict=True):
                if term.language == language:
                    own = {name: value for name, value in row.items() if name not in shared}
                    yield from _term(term, own | {"order": places.get(index, "")}, termbase, shape)
            yield f"</{shape.language}>"
    yield f"</{shape.entry}>"


def _term(term: Term, values: dict[str, str], termbase: Termbase, shape: _Shape) -> Iterator[str]:
    """Yield the lines of one term: its notes of the term first, as the edition of 2008 wants it."""
    yield f"<{shape.term}>"
    yield f"<term>{escape(term.text)}</term>"
    if term.status in _STATUSES:
        yield shape.category("termNote", "administrativeStatus", _STATUSES[term.status])
    yield shape.category("termNote", "termType", _KINDS[term.kind])
    yield shape.category("termNote", "partOfSpeech", "noun")
    yield from _remarks(values, termbase, shape)
    carried: Sequence[str] = (*_CARRIED, "status") if term.status in _EXACT else _CARRIED
    for name, value in own_fields(values, carried).items():
        if value:
            yield _note(f"audarma:{name} {value}")
    yield f"</{shape.term}>"


def _remarks(values: dict[str, str], termbase: Termbase, shape: _Shape) -> Iterator[str]:
    """Yield what may stand at a concept or at a term."""
    if source := values.get("source"):
        yield shape.category("admin", "source", source)
    for column, words in _RELATED.items():
        target = values.get(column)
        if target and target in termbase.concepts:
            yield shape.category("ref", "crossReference", words, _identifier(target))
        elif target:  # a concept of another termbase: a reference inside this file would lead nowhere
            yield _note(f"audarma:{column} {target}")
    if note := values.get("note"):
        yield _note(f"audarma:note {note}" if note.startswith("audarma:") else note)


def _note(text: str) -> str:
    """Return a note."""
    return f"<note>{escape(text)}</note>"


def _identifier(concept: str) -> str:
    """Return a concept's identifier as XML allows it: it may not begin with a digit."""
    return f"_{concept}" if concept[0].isdigit() else concept
