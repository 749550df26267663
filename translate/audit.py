"""The audit of a translation: what was found where, and what was placed where (JSON, version 1)."""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from glossary.text import Span
from translate.unit import TermUse, Translation, TranslationUnit

VERSION = 1


def _span(text: str, span: Span | None) -> dict[str, Any] | None:
    return {"text": span.of(text), "start": span.start, "end": span.end} if span else None


def _term(unit: TranslationUnit, use: TermUse) -> dict[str, Any]:
    return {
        "concept": use.concept,
        "source": _span(unit.segment.text, use.source),
        "rendering": use.rendering,
        "target": _span(unit.target, use.target),
        "strategy": use.strategy,
        "verified": use.verified,
        **({"refers_to": use.refers_to} if use.refers_to else {}),
    }


def summarize(units: Sequence[TranslationUnit]) -> dict[str, int]:
    """Return the counts of some units."""
    uses = [use for unit in units for use in unit.terms]
    verified = sum(use.verified for use in uses)
    return {
        "segments": len(units),
        "terms": len(uses),
        "verified": verified,
        "unenforced": len(uses) - verified,
        "violations": sum(len(unit.violations) for unit in units),
    }


def make_audit(translation: Translation) -> dict[str, Any]:
    """Return the audit as values that `json` can write.

    Source offsets are code points into a unit's `source`, target offsets into its `target`; `target` is
    None where `verified` is false.
    """
    return {
        "version": VERSION,
        "source_language": translation.source_language,
        "target_language": translation.target_language,
        "text": translation.text,
        "signature": translation.signature,
        "summary": summarize(translation.units),
        "units": [_unit(unit, 0, 0) for unit in translation.units],
    }


def _unit(unit: TranslationUnit, index: int, paragraph: int) -> dict[str, Any]:
    """Return a unit, counted from where its text begins in the document."""
    return {
        "index": index + unit.segment.index,
        "paragraph": paragraph + unit.segment.paragraph,
        "source": unit.segment.text,
        "target": unit.target,
        "terms": [_term(unit, use) for use in unit.terms],
        "violations": [{"kind": v.kind, "message": v.message} for v in unit.violations],
    }


class AuditWriter:
    """Writes the audit of a document block by block, so that no document is too long for it.

    It is that of `make_audit` without `text`, which a document of any format does not have, and with the summary at
    its end.
    """

    def __init__(self, out: BinaryIO, *, whole_text: bool = False) -> None:
        """Begin an audit; with `whole_text` the text of all blocks is held, and written at the end."""
        self.out = out
        self.texts: list[str] | None = [] if whole_text else None
        self.summary = dict.fromkeys(("segments", "terms", "verified", "unenforced", "violations"), 0)
        self.paragraphs = 0
        self._write(f'{{"version": {VERSION}, "units": [')

    def add(self, translation: Translation) -> None:
        """Add the units of a block."""
        for unit in translation.units:
            self._write(",\n" if self.summary["segments"] or unit.segment.index else "\n")
            self._write(json.dumps(_unit(unit, self.summary["segments"], self.paragraphs), ensure_ascii=False))
        for key, value in summarize(translation.units).items():
            self.summary[key] += value
        self.paragraphs += translation.paragraphs
        if self.texts is not None:
            self.texts.append(translation.text)

    def end(self, source: str, target: str, signature: str) -> None:
        """Finish it with the languages, the signature and the summary."""
        about: dict[str, Any] = {
            "source_language": source,
            "target_language": target,
            "signature": signature,
            "summary": self.summary,
        }
        if self.texts is not None:
            about = {"text": "".join(self.texts), **about}
        self._write(f"],\n{json.dumps(about, ensure_ascii=False)[1:-1]}}}\n")

    def _write(self, text: str) -> None:
        self.out.write(text.encode("utf-8", "surrogatepass"))
