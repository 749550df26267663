"""A translation unit as the translation memory keeps it: its key, and its content as JSON that reads back equal.

A record is an array: source, persons, target, terms, violations. A term is an array of the fields of `TermUse`, a
violation one of its own, a span the two ends. Half a code point (a lone surrogate) is kept too.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from glossary.check import Violation, ViolationKind
from glossary.term import Language
from glossary.text import Span
from translate.unit import Segment, Strategy, TermUse, TranslationUnit

Key = tuple[str, tuple[str, ...]]
"""What the translation of a segment depends on in its document: its text, and how its persons are spelled."""

_KINDS = frozenset(get_args(ViolationKind))
_STRATEGIES = frozenset(get_args(Strategy))
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Scope:
    """What a translation depends on beside its segment: the direction, and what made it.

    `signature` is that of the translation; `details` tells what it does not say (`translate.fingerprint`).
    """

    source: Language
    target: Language
    signature: str
    details: str = ""


def make_keys(scope: Scope, keys: Sequence[Key], human: Sequence[str]) -> list[bytes]:
    """Return what n segments are found by in a scope, 16 bytes each; n in, n out.

    `human` is for each the translation that a person made of it, "" where there is none: what was done in view of
    one is not what is done without it.

    >>> scope = Scope("kk", "en", "model a")
    >>> [one, other, again] = make_keys(scope, [("Әкім", ()), ("Әкім", ("Dos",)), ("Әкім", ())], ["", "", ""])
    >>> one == again, one == other, len(one)
    (True, False, 16)
    """
    head = hashlib.blake2b(digest_size=_KEY_BYTES)
    for part in (scope.source, scope.target, scope.signature, scope.details):
        _add(head, part)
    found = []
    for (text, persons), given in zip(keys, human, strict=True):
        made = head.copy()
        for part in (text, given, *persons):
            _add(made, part)
        found.append(made.digest())
    return found


def make_text_key(text: str) -> bytes:
    r"""Return what a text is found by among those that people have translated; white space counts as one space.

    >>> make_text_key("Әкім  келді\n") == make_text_key("Әкім келді")
    True
    """
    return hashlib.blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _add(made: "hashlib.blake2b", part: str) -> None:
    """Add a text with its length, so that two texts are never taken for two others."""
    data = part.encode("utf-8", "surrogatepass")
    made.update(len(data).to_bytes(8, "little"))
    made.update(data)


def write_record(key: Key, unit: TranslationUnit) -> bytes:
    """Return a unit as JSON.

    >>> unit = TranslationUnit(Segment(0, 0, Span(0, 4), "Әкім"), "Akim", (), (Violation("name", "no", Span(0, 1)),))
    >>> print(write_record(("Әкім", ("Dos",)), unit).decode())
    ["Әкім",["Dos"],"Akim",[],[["name","no",[0,1],null]]]
    """
    terms = [
        [use.concept, use.source, use.form, use.rendering, use.target, use.strategy, use.verified, use.refers_to]
        for use in unit.terms
    ]
    violations = [[one.kind, one.message, one.source, one.target] for one in unit.violations]
    return dump_record([key[0], key[1], unit.target, terms, violations])


def dump_record(values: Sequence[Any]) -> bytes:
    """Return the fields of a record as JSON, always in the same bytes."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_record(content: bytes) -> tuple[Key, TranslationUnit]:
    """Return the key and the unit of a record; ValueError where it is none.

    The segment has the right text and no place in a document: who takes the unit puts his own in.

    >>> key, unit = read_record('["Әкім",[],"Akim",[["akim",[0,4],"Әкім","akim",[0,4],"model",true,""]],[]]'.encode())
    >>> key, unit.target, unit.terms[0].target
    (('Әкім', ()), 'Akim', Span(start=0, end=4))
    """
    try:
        source, persons, target, terms, violations = json.loads(content)
        key = _text(source), tuple(map(_text, persons))
        segment = Segment(0, 0, Span(0, len(source)), source)
        uses = tuple(_read_term(fields, source, _text(target)) for fields in terms)
        return key, TranslationUnit(segment, target, uses, tuple(map(_read_violation, violations)))
    except (TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"is no record of a translation ({error})") from error


def _read_term(fields: Sequence[Any], source: str, target: str) -> TermUse:
    concept, place, form, rendering, placed, strategy, verified, refers_to = fields
    if strategy not in _STRATEGIES or not isinstance(verified, bool):
        raise ValueError("is no record of a translation: a term has another strategy")
    found = _span(placed, target)
    if verified is not (found is not None):
        raise ValueError("is no record of a translation: a term is verified and has no place")
    span = _span(place, source)
    if span is None:
        raise ValueError("is no record of a translation: a term has no place")
    return TermUse(
        _text(concept), span, _text(form), _text(rendering), found, cast(Strategy, strategy), verified, _text(refers_to)
    )


def _read_violation(fields: Sequence[Any]) -> Violation:
    kind, message, source, target = fields
    if kind not in _KINDS:
        raise ValueError("is no record of a translation: it has a finding of another kind")
    return Violation(cast(ViolationKind, kind), _text(message), _span(source), _span(target))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _span(value: Any, text: str | None = None) -> Span | None:
    """Return a span, which must lie in a text where one is given."""
    if value is None:
        return None
    start, end = value
    if not (type(start) is int and type(end) is int and 0 <= start <= end) or (text is not None and end > len(text)):
        raise ValueError("is no record of a translation: a span lies outside its text")
    return Span(start, end)
