"""All checks together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from glossary.lint import collisions, concept_checks, recognition, term_checks
from glossary.lint.finding import SEVERITIES, Finding, Subject
from glossary.places import Places, place_of
from glossary.term import Termbase

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "letters": term_checks.find_bad_letters,
        "control": term_checks.find_control_characters,
        "spaces": term_checks.find_bad_spaces,
        "brackets": term_checks.find_unbalanced,
        "values": term_checks.find_bad_values,
        "grammar": term_checks.find_contradicting_grammar,
        "source": term_checks.find_missing_sources,
        "head": term_checks.find_doubtful_heads,
        "common-word": term_checks.find_common_names,
        "duplicate": concept_checks.find_duplicates,
        "conflict": concept_checks.find_conflicts,
        "one-sided": concept_checks.find_one_sided,
        "reference": concept_checks.find_dead_references,
        "dates": concept_checks.find_time_overlaps,
        "hides": collisions.find_hidden,
        "homonym": collisions.find_homonyms,
        "shared-rendering": collisions.find_shared_renderings,
        "forbidden": collisions.find_forbidden_parts,
        "spelling": collisions.find_mixed_spelling,
        "not-found": recognition.find_unrecognised,
    }
)
"""The checks by the kind of what they find; `source` finds `checked` too."""


def lint(termbase: Termbase, beneath: Termbase | None = None, checks: Iterable[str] = tuple(CHECKS)) -> list[Finding]:
    """Look a termbase over and return what is found, the gravest first, then in the order of the termbase.

    `beneath` is the termbase that it is laid over when it is used: wordings, forbidden words and references
    are compared with that too, and only findings about `termbase` are returned. KeyError for a check that
    there is not.

    >>> from glossary.term import Term
    >>> base = Termbase.from_terms([Term("akim", "kk", "әкім"), Term("akim", "en", "akim (mayor", source="law")])
    >>> [(found.severity, found.kind) for found in lint(base)]
    [('error', 'brackets'), ('warning', 'source'), ('warning', 'not-found'), ('note', 'checked')]
    """
    lower = Termbase() if beneath is None else beneath
    subject = Subject(termbase, lower, lower.layered(termbase))
    found = [finding for name in checks for finding in CHECKS[name](subject)]
    order = {concept: i for i, concept in enumerate(termbase.concepts)}
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), order.get(one.concept, -1)))


def locate(findings: Iterable[Finding], places: Places) -> list[Finding]:
    """Return findings with the file and line of their terms, as far as these are known.

    Of a term that stands twice the last line is named, for that is the one too many.
    """
    return [
        replace(finding, place=place_of(finding.term, places, -1 if finding.kind == "duplicate" else 0))
        if finding.term
        else finding
        for finding in findings
    ]
