"""A translation memory as TMX 1.4, the format in which translation tools exchange theirs.

What the program made carries what it is found by in properties `x-audarma-…` of its unit, so that it reads back
equal into another memory. Where a person has changed such a unit in a tool meanwhile, as where another tool wrote it,
it is a pair that people translated, and stands in both directions.
"""

import calendar
import json
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.sax.saxutils import escape

from glossary.errors import TermbaseError
from glossary.storage.markup import LANGUAGE, find_root, name_of, stream
from glossary.storage.vocabulary import language_of
from glossary.term import Language
from translate.bitext import BitextError, find_script
from translate.bitext_markup import read_segment
from translate.memory import DAY, MOST, STEP, Row, prune, store_rows
from translate.memory_database import sum_row, writing
from translate.memory_record import Scope, dump_record, make_text_key, read_record

if TYPE_CHECKING:
    from lxml.etree import _Element

TOOL = "Audarma memory"
"""What the header of a file says of who wrote it."""
SAMPLE = 200
"""Pairs whose letters tell whether the languages are what the file says."""

_BEGINNING = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="{TOOL}" creationtoolversion="1" segtype="sentence" o-tmf="{TOOL}" adminlang="en" srclang="*all*" \
datatype="plaintext"/>
<body>
"""
_DATE = "%Y%m%dT%H%M%SZ"
"""Of TMX: UTC."""
_PROPERTY = "x-audarma-"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (2.2, Char)."""
_SPACE = re.compile(r"\s+")


class Pair(NamedTuple):
    """A pair that people translated, and when (seconds since 1970)."""

    kazakh: str
    english: str
    made: int


class Own(NamedTuple):
    """A unit that the program made, and what it belongs to."""

    scope: Scope
    row: Row


@dataclass(slots=True)
class Imported:
    """What became of a file: pairs and units that were put in, pairs that were there, and what was left out, by why."""

    pairs: int = 0
    units: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def export_memory(connection: sqlite3.Connection, file: BinaryIO) -> tuple[int, int]:
    """Write all units and pairs; how many were written, and how many have characters that XML cannot have."""
    written = skipped = 0
    file.write(_BEGINNING.encode())
    for lines in chain(_write_units(connection), _write_pairs(connection)):
        if _UNWRITABLE.search(lines):
            skipped += 1
        else:
            file.write(lines.encode())
            written += 1
    file.write(b"</body>\n</tmx>\n")
    return written, skipped


def import_memory(connection: sqlite3.Connection, path: Path) -> Imported:
    """Put what a TMX file has into a memory, some hundred units in one transaction; what became of them.

    The whole file is looked at first: nothing is put in where it cannot be read to its end (BitextError, OSError), or
    where the languages are not those that it says. Of several translations of one text the last counts.
    """
    with path.open("rb") as file:
        if find_root(file.read(65_536)) != "tmx":
            raise BitextError(str(path), 0, "is no TMX, the format in which translation memories are exchanged")
    _require_readable(path)
    result = Imported()
    units = read_tmx(path, result.left_out)
    while some := list(islice(units, STEP)):
        with writing(connection):
            _put_pairs(connection, [one for one in some if isinstance(one, Pair)], result)
            owned = [one for one in some if isinstance(one, Own)]
            for scope, group in groupby(owned, key=lambda one: one.scope):
                store_rows(connection, scope, [one.row for one in group])
            result.units += len(owned)
    while prune(connection, MOST):
        pass
    return result


def _require_readable(path: Path) -> None:
    """Read a file to its end; BitextError where that cannot be, or where its languages are not those that it says."""
    sample: list[Pair] = []
    for found in read_tmx(path, Counter()):
        if isinstance(found, Pair) and len(sample) < SAMPLE:
            sample.append(found)
    kazakh = find_script("".join(pair.kazakh for pair in sample))
    english = find_script("".join(pair.english for pair in sample))
    if kazakh == "en" or english == "kk":
        raise BitextError(str(path), 0, "has English where it says Kazakh, or Kazakh where it says English")


def _put_pairs(connection: sqlite3.Connection, pairs: Sequence[Pair], result: Imported) -> None:
    """Put pairs in as the newest, also those that were there before."""
    for pair in pairs:
        keys = make_text_key(pair.kazakh), make_text_key(pair.english)
        known = connection.execute("DELETE FROM pairs WHERE kk_key = ? AND en_key = ?", keys).rowcount
        texts = [text.encode("utf-8", "surrogatepass") for text in (pair.kazakh, pair.english)]
        connection.execute(
            "INSERT INTO pairs (kk_key, en_key, made, checksum, kk, en) VALUES (?, ?, ?, ?, ?, ?)",
            (*keys, pair.made, sum_row(*keys, *texts), *texts),
        )
        result.known += known
        result.pairs += 1 - known


def read_tmx(path: Path, left_out: Counter[str]) -> Iterator[Pair | Own]:
    """Yield the units of a file and count those that are none of Kazakh and English; BitextError, OSError."""
    ours = False
    try:
        for element in stream(path, "header", "tu"):
            if name_of(element) == "header":
                ours = element.get("creationtool") == TOOL
                continue
            texts = _read_texts(path, element, exact=ours)
            if "kk" not in texts or "en" not in texts:
                left_out["without Kazakh and English"] += 1
            elif ours and (own := _read_own(element, texts)):
                yield own
            elif not all(text.strip() for text in texts.values()):
                left_out["with an empty side"] += 1
            else:
                yield Pair(texts["kk"], texts["en"], _read_date(element))
    except TermbaseError as error:
        line, _, message = error.problems[0]
        raise BitextError(str(path), line, message) from None


def _read_texts(path: Path, unit: "_Element", *, exact: bool) -> dict[Language, str]:
    """Return the texts of a unit; where another tool wrote it, with white space as one writes it."""
    texts: dict[Language, str] = {}
    for variant in unit.iter("{*}tuv"):
        language = language_of(variant.get(LANGUAGE) or variant.get("lang") or "")
        segment = next((part for part in variant if name_of(part) == "seg"), None)
        if language and segment is not None:
            text = read_segment(path, segment)
            texts.setdefault(language, text if exact else _SPACE.sub(" ", text).strip())
    return texts


def _read_own(unit: "_Element", texts: Mapping[Language, str]) -> Own | None:
    """Return a unit that the program made; None for a pair, and where somebody has changed it since."""
    fields = {prop.get("type") or "": prop.text or "" for prop in unit.iter("{*}prop")}
    source: Language = "en" if unit.get("srclang") == "en" else "kk"
    target: Language = "kk" if source == "en" else "en"
    try:
        persons, terms, violations = json.loads(fields[f"{_PROPERTY}unit"])
        content = dump_record([texts[source], persons, texts[target], terms, violations])
        name = bytes.fromhex(fields[f"{_PROPERTY}key"])
        if sum_row(name, content) != int(fields[f"{_PROPERTY}checksum"]):
            return None
        read_record(content)
        scope = Scope(source, target, fields[f"{_PROPERTY}signature"], fields[f"{_PROPERTY}details"])
        used = _read_date(unit, "lastusagedate") // DAY
        return Own(scope, Row(name, _read_date(unit), used, content))
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _write_units(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the units that the program made, each with its line end; what is damaged is left out."""
    query = (
        "SELECT key, source, target, signature, details, made, used, checksum, content FROM units"
        " JOIN contexts ON contexts.id = context ORDER BY units.id"
    )
    for key, source, target, signature, details, made, used, checksum, content in connection.execute(query):
        if sum_row(key, content) != checksum:
            continue
        text, persons, translated, terms, violations = json.loads(content)
        fields = {
            "signature": signature,
            "details": details,
            "key": key.hex(),
            "checksum": str(checksum),
            "unit": dump_record([persons, terms, violations]).decode("utf-8", "surrogatepass"),
        }
        props = "".join(f'<prop type="{_PROPERTY}{name}">{_escape(value)}</prop>' for name, value in fields.items())
        dates = f'creationdate="{_write_date(made)}" lastusagedate="{_write_date(used * DAY)}"'
        variants = _write_variant(source, text) + _write_variant(target, translated)
        yield f'<tu srclang="{source}" {dates}>{props}{variants}</tu>\n'


def _write_pairs(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the pairs that people translated, each with its line end."""
    for made, checksum, *parts in connection.execute(
        "SELECT made, checksum, kk_key, en_key, kk, en FROM pairs ORDER BY id"
    ):
        if sum_row(*parts) != checksum:
            continue
        kazakh, english = (text.decode("utf-8", "surrogatepass") for text in parts[2:])
        variants = _write_variant("kk", kazakh) + _write_variant("en", english)
        yield f'<tu creationdate="{_write_date(made)}">{variants}</tu>\n'


def _write_variant(language: str, text: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{_escape(text)}</seg></tuv>'


def _escape(text: str) -> str:
    """Return a text for XML; a parser would make a line feed of a carriage return."""
    return escape(text, {"\r": "&#13;"})


def _write_date(seconds: int) -> str:
    return time.strftime(_DATE, time.gmtime(seconds))


def _read_date(unit: "_Element", attribute: str = "") -> int:
    """Return a date of a unit in seconds since 1970; now where it has none that can be read."""
    given = unit.get(attribute) if attribute else unit.get("changedate") or unit.get("creationdate")
    try:
        return max(0, calendar.timegm(time.strptime(given or "", _DATE)))
    except ValueError:
        return int(time.time())
