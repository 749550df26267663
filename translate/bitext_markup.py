"""Pairs of segments in TMX 1.4 and in XLIFF 1.2 and 2.0, read as a stream with entities off.

The codes that tools write into segments are left out, and what they hold of the text is kept. XLIFF: a unit that
is not to be translated is no pair, and one without a target has an empty one; the texts of 1.2 are those of
`seg-source` and `target`, segment by segment where both are segmented alike.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import TermbaseError
from glossary.storage.markup import LANGUAGE, line_of, name_of, stream
from glossary.storage.vocabulary import language_of
from glossary.term import Language
from translate.bitext import LARGEST, BitextError
from translate.finding import Pair

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset({"bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em"})
"""Elements inside a segment that hold a tool's codes and no text."""
_SPACE = re.compile(r"\s+")


def read_markup(path: Path, root: str, source: Language, target: Language) -> Iterator[Pair]:
    """Yield the pairs of a file in one direction; BitextError where it is none that can be read, OSError."""
    if path.stat().st_size > LARGEST:
        raise BitextError(str(path), 0, f"has more than {LARGEST:,} bytes: split the file")
    try:
        if root == "tmx":
            for element in stream(path, "tu"):
                yield from _read_tmx(path, element, source, target)
        else:
            yield from _read_xliff(path, source, target)
    except TermbaseError as error:
        line, _, message = error.problems[0]
        raise BitextError(str(path), line, message) from None


def _read_tmx(path: Path, unit: "_Element", source: Language, target: Language) -> Iterator[Pair]:
    """Yield the pair of a unit that has both languages."""
    texts: dict[Language, str] = {}
    for variant in unit.iter("{*}tuv"):
        language = language_of(variant.get(LANGUAGE) or variant.get("lang") or "")
        segment = next((part for part in variant if name_of(part) == "seg"), None)
        if language and segment is not None:
            texts.setdefault(language, _text(path, segment))
    if source in texts and target in texts:
        yield Pair(texts[source], texts[target], line_of(unit))


def _read_xliff(path: Path, source: Language, target: Language) -> Iterator[Pair]:
    """Yield the pairs of all units, after what the file says of its languages was looked at."""
    required = {source, target}
    for unit in stream(path, "trans-unit", "unit"):
        around = unit.getparent()
        while around is not None:
            declared = [around.get(name) for name in ("source-language", "target-language", "srcLang", "trgLang")]
            found = [language_of(tag) for tag in declared if tag]
            if found and (None in found or found[0] != source or set(found) - required):
                tags = " to ".join(tag for tag in declared if tag)
                raise BitextError(str(path), line_of(around), f"is from {tags}: see --from and --to")
            around = around.getparent()
        if unit.get("translate") != "no":
            yield from _read_old_unit(path, unit) if name_of(unit) == "trans-unit" else _read_unit(path, unit)


def _read_unit(path: Path, unit: "_Element") -> Iterator[Pair]:
    """Yield the segments of a unit of XLIFF 2."""
    for segment in unit.iter("{*}segment"):
        parts = {name_of(part): part for part in segment}
        if "source" in parts:
            target = _text(path, parts["target"]) if "target" in parts else ""
            yield Pair(_text(path, parts["source"]), target, line_of(segment))


def _read_old_unit(path: Path, unit: "_Element") -> Iterator[Pair]:
    """Yield the segments of a unit of XLIFF 1.2, or the unit as one."""
    parts = {name_of(part): part for part in unit}
    if "source" not in parts:
        return
    ours = _segments(parts["seg-source"]) if "seg-source" in parts else {}
    theirs = _segments(parts["target"]) if "target" in parts else {}
    if ours and ours.keys() == theirs.keys():
        yield from (Pair(_text(path, ours[mid]), _text(path, theirs[mid]), line_of(theirs[mid])) for mid in ours)
    else:
        target = _text(path, parts["target"]) if "target" in parts else ""
        yield Pair(_text(path, parts["source"]), target, line_of(unit))


def _segments(element: "_Element") -> dict[str, "_Element"]:
    """Return the marked segments of a text by their identifiers."""
    return {mark.get("mid") or "": mark for mark in element.iter("{*}mrk") if mark.get("mtype") == "seg"}


def read_segment(path: Path, element: "_Element") -> str:
    """Return the text of an element as it is, without the codes of tools; BitextError where an entity is in it."""
    parts = [element.text or ""]
    for inner in element:
        if not isinstance(inner.tag, str):
            said = f"has {inner.text}, which the file does not explain: write the character itself"
            raise BitextError(str(path), line_of(element), said)
        if name_of(inner) not in _CODES:
            parts.append(read_segment(path, inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def _text(path: Path, element: "_Element") -> str:
    """Return the same with white space as one writes it."""
    return _SPACE.sub(" ", read_segment(path, element)).strip()
