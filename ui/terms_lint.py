"""`audarma terms lint`: what is wrong or doubtful in termbases."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from glossary.errors import TermbaseError
from glossary.lint import SEVERITIES, Finding, lint, locate
from glossary.places import Place, find_places, shipped_places
from glossary.storage import default_termbase, load
from ui.exit_codes import DONE, FAILED
from ui.render import count
from ui.terms_listing import check_values, dump


def print_findings(files: tuple[Path, ...], severity: str, strict: bool, alone: bool, as_json: bool) -> int:
    """Print what is found in files, or in the termbase that ships; the exit code."""
    check_values("--severity", [severity], SEVERITIES)
    found = [finding for path in files for finding in lint_file(path, alone)] if files else lint_shipped()
    shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
    for finding in found:
        if finding.severity in shown:
            click.echo(dump(describe(finding)) if as_json else str(finding))
    counted = Counter(finding.severity for finding in found)
    click.echo(
        ", ".join(count(counted[one], one) + ("" if one in shown else " (not shown)") for one in SEVERITIES), err=True
    )
    return FAILED if counted["error"] or (strict and counted["warning"]) else DONE


def lint_shipped() -> list[Finding]:
    """Return what is found in the termbase that ships, with its files and lines."""
    return locate(lint(default_termbase()), shipped_places())


def lint_file(path: Path, alone: bool = False) -> list[Finding]:
    """Return what is found in one file; in one that is refused as a whole, its bad rows.

    The file is compared with the termbase that ships unless it is looked at `alone`. Raises OSError.
    """
    try:
        base = load(path)
    except TermbaseError as error:
        remedy = "nothing else can be checked before"
        return [
            Finding(
                "error", "row", "", None, f"{column}: {message}" if column else message, remedy, Place(str(path), line)
            )
            for line, column, message in error.problems
        ]
    found = locate(lint(base, None if alone else default_termbase()), find_places([path]))
    return [finding if finding.place else in_file(finding, path) for finding in found]


def in_file(finding: Finding, path: Path) -> Finding:
    """Return a finding of which the line is not known with its file."""
    return replace(finding, place=Place(str(path), 0))


def describe(finding: Finding) -> dict[str, Any]:
    """Return a finding as a JSON object."""
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        "file": finding.place.path if finding.place else None,
        "line": (finding.place.line or None) if finding.place else None,
        "concept": finding.concept or None,
        "language": finding.term.language if finding.term else None,
        "term": finding.term.text if finding.term else None,
        "message": finding.message,
        "remedy": finding.remedy,
    }
