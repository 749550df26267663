"""TMX 1.4, the exchange format of translation memories: each pair of terms is a unit.

The concept is the `tuid`, and the columns without a place in TMX are properties `x-audarma-…` of the variants.
A term that may not be placed in a text, or that has no counterpart, is a unit of one variant, so that no tool
offers it as a translation. In a file that another tool wrote a unit is a pair of a glossary, and its
properties are counted as left out.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from glossary.errors import Problem
from glossary.storage.columns import COLUMNS, Draft, Row, clean_value, make_row, require_writable, values_of
from glossary.storage.counterparts import find_counterpart, usable_terms
from glossary.storage.exchange import TOOL, own_fields, positions, restore_order
from glossary.storage.loss import Loss, Tally
from glossary.storage.markup import LANGUAGE, line_of, name_of, stream
from glossary.storage.pairs import Pair, rows_of_pairs, unique_pairs
from glossary.storage.vocabulary import language_of
from glossary.term import Concept, Term, Termbase

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROPERTY = "x-audarma-"
_FIELDS = (*COLUMNS, "order")
_CARRIED = ("concept", "language", "term", "note")
_CODES = ("bpt", "ept", "it", "ph", "ut")
"""Elements inside a segment that hold a tool's codes and no text."""

_BEGINNING = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="{TOOL}" creationtoolversion="1" segtype="phrase" o-tmf="{TOOL}" adminlang="en" srclang="kk" \
datatype="plaintext"/>
<body>
"""


def read(path: Path) -> Draft:
    """Read the units of a file; TermbaseError where it is no XML that can be read, OSError."""
    draft = Draft()
    tally = Tally()
    ours = False
    groups: dict[str, list[Row]] = {}
    pairs: list[Pair] = []
    for element in stream(path, "header", "tu"):
        if name_of(element) == "header":
            ours = element.get("creationtool") == TOOL
        elif ours:
            rows = groups.setdefault(element.get("tuid") or "", [])
            rows += _read_own(element, draft.problems)
        else:
            pairs += _read_foreign(element, draft.problems, tally)
    draft.rows = list(rows_of_pairs(unique_pairs(pairs)))
    for rows in groups.values():
        once: dict[tuple[str, ...], Row] = {}
        for row in rows:  # a term is in the unit of each of its counterparts
            once.setdefault(_key(row), row)
        draft.rows += restore_order(list(once.values()))
    draft.left_out = tally.losses()
    return draft


def write(termbase: Termbase, file: BinaryIO, suffix: str = ".tmx") -> list[Loss]:
    """Write all terms of a termbase; nothing is lost. TermbaseError where a row is bad."""
    del suffix
    require_writable(termbase, termbase.name)
    file.write(_BEGINNING.encode())
    file.writelines("\n".join(_units(concept)).encode() + b"\n" for concept in termbase.concepts.values())
    file.write(b"</body>\n</tmx>\n")
    return []


def _key(row: Row) -> tuple[str, ...]:
    """Return what tells the terms of a concept apart."""
    return tuple(row.values[column] for column in ("language", "term", "from", "until"))


def _read_own(unit: "_Element", problems: list[Problem]) -> Iterator[Row]:
    """Yield a row for each variant of a unit that Audarma wrote."""
    for variant in unit.iter("{*}tuv"):
        values = {"concept": unit.get("tuid") or "", "language": variant.get(LANGUAGE) or ""}
        for part in variant:
            name, text = name_of(part), _text(part, problems)
            if name == "seg":
                values["term"] = text
            elif name == "note":
                values["note"] = text
            elif name == "prop":
                column = (part.get("type") or "").removeprefix(_PROPERTY)
                values |= {column: text} if column in _FIELDS else {}
        yield make_row(line_of(variant), values)


def _read_foreign(unit: "_Element", problems: list[Problem], tally: Tally) -> Iterator[Pair]:
    """Yield the pairs of a unit that another tool wrote."""
    terms: dict[str, list[str]] = {"kk": [], "en": []}
    notes = [_text(part, problems) for part in unit.iter("{*}note")]
    for prop in unit.iter("{*}prop"):
        tally.add(f"prop {prop.get('type') or ''}".strip(), _text(prop, problems))
    for variant in unit.iter("{*}tuv"):
        tag = variant.get(LANGUAGE) or variant.get("lang") or ""
        language = language_of(tag)
        texts = [_text(part, problems) for part in variant if name_of(part) == "seg"]
        if language is None:
            tally.add(f"language {tag or '(none)'}", "".join(texts))
        elif not any(texts):
            problems.append(Problem(line_of(variant), "term", "is empty: write the term or take the unit out"))
        else:
            terms[language] += texts
    if not (terms["kk"] and terms["en"]):
        tally.add("unit without Kazakh and English", next(iter(terms["kk"] + terms["en"]), ""))
        return
    given = {"note": "; ".join(dict.fromkeys(filter(None, notes)))}
    yield from (Pair(line_of(unit), kazakh, english, given) for kazakh in terms["kk"] for english in terms["en"])


def _text(element: "_Element", problems: list[Problem]) -> str:
    """Return the text of an element without the codes of tools; an entity in it becomes a problem."""
    parts = [element.text or ""]
    for inner in element:
        if not isinstance(inner.tag, str):
            message = f"has {inner.text}, which the file does not explain: write the character itself"
            problems.append(Problem(line_of(element), name_of(element), message))
        elif name_of(inner) not in _CODES:
            parts.append(_text(inner, problems))
        parts.append(inner.tail or "")
    return clean_value("".join(parts)) if name_of(element) in ("seg", "note", "prop") else "".join(parts)


def _units(concept: Concept) -> Iterator[str]:
    """Yield the lines of one concept."""
    pairs = list(_pairs(concept))
    written = list(dict.fromkeys(term for pair in pairs for term in pair))
    places = positions(concept.terms, written)
    for pair in pairs:
        yield f"<tu tuid={quoteattr(concept.id)}>"
        for term in pair:
            yield _variant(term, places.get(concept.terms.index(term), ""))
        yield "</tu>"


def _pairs(concept: Concept) -> Iterator[Sequence[Term]]:
    """Yield the terms of each unit: pairs first, then the terms that stand alone."""
    paired: set[Term] = set()
    for term in usable_terms(concept, "kk"):
        if other := find_counterpart(term, concept):
            paired |= {term, other}
            yield term, other
    for term in usable_terms(concept, "en"):
        if term not in paired and (other := find_counterpart(term, concept)):
            paired.add(term)
            yield other, term
    yield from ((term,) for term in concept.terms if term not in paired)


def _variant(term: Term, place: str) -> str:
    """Return one variant with the columns that TMX has no place for."""
    values = values_of(term)
    fields = own_fields(values | {"order": place}, _CARRIED)
    notes = f"<note>{escape(term.note)}</note>" if term.note else ""
    properties = "".join(
        f'<prop type="{_PROPERTY}{name}">{escape(value)}</prop>' for name, value in fields.items() if value
    )
    return f'<tuv xml:lang="{term.language}">{notes}{properties}<seg>{escape(term.text)}</seg></tuv>'
