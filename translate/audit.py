"""The audit of a translation: what was found where, and what was placed where (JSON, version 1)."""

from typing import Any

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


def make_audit(translation: Translation) -> dict[str, Any]:
    """Return the audit as values that `json` can write.

    Source offsets are code points into a unit's `source`, target offsets into its `target`; `target` is
    None where `verified` is false.
    """
    units = translation.units
    uses = [use for unit in units for use in unit.terms]
    verified = sum(use.verified for use in uses)
    return {
        "version": VERSION,
        "source_language": translation.source_language,
        "target_language": translation.target_language,
        "text": translation.text,
        "signature": translation.signature,
        "summary": {
            "segments": len(units),
            "terms": len(uses),
            "verified": verified,
            "unenforced": len(uses) - verified,
            "violations": sum(len(unit.violations) for unit in units),
        },
        "units": [
            {
                "index": unit.segment.index,
                "paragraph": unit.segment.paragraph,
                "source": unit.segment.text,
                "target": unit.target,
                "terms": [_term(unit, use) for use in unit.terms],
                "violations": [{"kind": v.kind, "message": v.message} for v in unit.violations],
            }
            for unit in units
        ],
    }
