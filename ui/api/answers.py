"""What a client is answered: the values of LibreTranslate's API, and the additions of Audarma's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from translate.audit import make_audit
from translate.formats import FORMATS
from translate.unit import Translation
from ui.api.detection import Detection
from ui.api.limits import Limits
from ui.api.requests import Wanted

NAMES = {"en": "English", "kk": "Kazakh"}


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of one text: `parts` are its translation, or in HTML those of its paragraphs."""

    text: str
    parts: Sequence[Translation] = ()
    alternatives: Sequence[str] = field(default_factory=list)


def list_languages() -> list[dict[str, Any]]:
    """Return the languages, each with those into which it is translated; into itself it stays as it is."""
    return [{"code": code, "name": name, "targets": sorted(NAMES)} for code, name in sorted(NAMES.items())]


def list_endings() -> list[str]:
    """Return the endings of the names of documents that can be translated here."""
    missing = () if find_spec("pyarrow") else ("parquet",)
    return [ending for name, endings in FORMATS.items() if name not in missing for ending in endings]


def make_settings(limits: Limits, *, keys: bool) -> dict[str, Any]:
    """Return what a form asks before it shows itself."""
    return {
        "charLimit": limits.characters,
        "frontendTimeout": 500,
        "apiKeys": keys,
        "keyRequired": keys,
        "suggestions": False,
        "filesTranslation": True,
        "supportedFilesFormat": list_endings(),
        "language": {
            "source": {"code": "kk", "name": NAMES["kk"]},
            "target": {"code": "en", "name": NAMES["en"]},
        },
    }


def list_detections(found: Sequence[Detection]) -> list[dict[str, Any]]:
    """Return detections as they are answered."""
    return [{"confidence": one.confidence, "language": one.language} for one in found]


def make_answer(wanted: Wanted, made: Sequence[Made], detected: Sequence[Detection]) -> dict[str, Any]:
    """Return the answer to a request for translations; `detected` has the language of each text, where it was asked.

    Of a list all values are lists too.
    """
    values: dict[str, list[Any]] = {"translatedText": [one.text for one in made]}
    if wanted.source is None:
        values["detectedLanguage"] = list_detections(detected)
    if wanted.alternatives:
        values["alternatives"] = [list(one.alternatives) for one in made]
    if wanted.terms:
        found = [list_findings(one, in_blocks=wanted.format == "html") for one in made]
        values["terms"] = [terms for terms, _ in found]
        values["violations"] = [violations for _, violations in found]
    return {name: value if wanted.listed else value[0] for name, value in values.items()}


def list_findings(made: Made, *, in_blocks: bool) -> tuple[list[Any], list[Any]]:
    """Return the terms and the violations of a text, in the shapes of the audit.

    Offsets are code points into the text and its translation; with `in_blocks` into the plain text of a paragraph of
    it and its translation, and `block` is the number of that paragraph, from 0.
    """
    terms: list[dict[str, Any]] = []
    violations: list[dict[str, Any]] = []
    for number, part in enumerate(made.parts):
        block = {"block": number} if in_blocks else {}
        moved = 0
        for unit, about in zip(part.units, make_audit(part)["units"], strict=True):
            start = unit.segment.span.start
            for term in about["terms"]:
                source, target = shift(term["source"], start), shift(term["target"], start + moved)
                terms.append({**term, "source": source, "target": target, **block})
            violations += [{**violation, **block} for violation in about["violations"]]
            moved += len(unit.target) - len(unit.segment.text)
    return terms, violations


def shift(place: dict[str, Any] | None, by: int) -> dict[str, Any] | None:
    """Return a place of the audit, moved by so many code points."""
    return place and {**place, "start": place["start"] + by, "end": place["end"] + by}
