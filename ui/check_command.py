"""`audarma check`: what is wrong with a translation that anyone made; as text, JSON or a page."""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from glossary.dates import REACH, find_date, parse_date
from glossary.storage.layers import load_termbase
from glossary.term import Language
from glossary.text import Span
from translate.bitext import Bitext, read_bitext
from translate.finding import CLASSES, Finding, Pair
from translate.language import check_pair, other_language, parse_language
from translate.output import Output, check_writable, resolve
from translate.pipeline import find_version
from translate.review import Reviewer
from ui.check_page import make_page
from ui.exit_codes import DONE, FAILED
from ui.layers import load_layers
from ui.render import count

VERSION = 1
"""Of the JSON."""
SHOWN = 160
"""Code points of a side that are printed around a find."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    files: tuple[Path, ...]
    source: str = "kk"
    target: str | None = None
    termbases: tuple[Path, ...] = ()
    alone: bool = False
    date: str | None = None
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    as_json: bool = False
    html: Path | None = None
    strict: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A checked document: its pairs, what was found in them, and what it was checked with."""

    bitext: Bitext
    findings: tuple[Finding, ...]
    source: Language
    target: Language
    signature: str

    @property
    def counts(self) -> dict[str, int]:
        """How many findings each class has, in the order of the classes; none has no entry."""
        found = Counter(finding.kind for finding in self.findings)
        return {kind: found[kind] for kind in CLASSES if found[kind]}


def run(options: Options) -> int:
    """Check a translation and say what is found; the exit code. Nothing is written where an input is bad."""
    check_options(options)
    report = make_report(options)
    if options.html:
        with Output(options.html) as file:
            file.write(
                make_page(report.bitext, report.findings, report.source, report.target, report.signature).encode()
            )
    text = dump(describe(report)) if options.as_json else "".join(f"{line}\n" for line in list_findings(report))
    with Output(None) as out:
        out.write(text.encode("utf-8", "surrogatepass"))
        out.flush()
    if not options.quiet:
        click.echo(summarize(report), err=True)
    return FAILED if options.strict and report.findings else DONE


def check_options(options: Options) -> None:
    """Raise UsageError for options that cannot be meant, OSError for a page that cannot be written."""
    if len(options.files) not in (1, 2):
        raise click.UsageError(
            "name a source file and its translation, or one file that has both (TMX, XLIFF, TSV, CSV)"
        )
    for kind in (*options.only, *options.ignore):
        if kind not in CLASSES:
            raise click.UsageError(f"unknown class {kind!r}: use {', '.join(CLASSES)}")
    if options.only and options.ignore:
        raise click.UsageError("--only and --ignore exclude each other")
    if options.html:
        inputs = {resolve(path) for path in (*options.files, *options.termbases)}
        if resolve(options.html) in inputs:
            raise click.UsageError(f"--html {options.html} is an input and would be overwritten; choose another name")
        check_writable(options.html)


def make_report(options: Options) -> Report:
    """Read what was named and check it; every error of an input comes from here."""
    source = parse_language(options.source)
    target = parse_language(options.target) if options.target else other_language(source)
    check_pair(source, target)
    day = parse_date(options.date) if options.date not in (None, "none") else None
    bitext = read_bitext(options.files, source, target)
    if options.date is None:
        day = find_day(bitext)
    termbase = load_layers(options.termbases, options.alone, quiet=options.quiet)
    own = frozenset(load_termbase(*options.termbases).concepts)
    found = Reviewer(termbase, source, target, date=day, firm=own).review(bitext.pairs)
    kept = (one for one in found if one.kind not in options.ignore and one.kind in (options.only or CLASSES))
    signature = f"audarma {find_version()} | check | {source}-{target}"
    signature += f" | termbase {termbase.name or 'none'} {termbase.digest}" + (f" | date {day}" if day else "")
    return Report(bitext, tuple(kept), source, target, signature)


def find_day(bitext: Bitext) -> datetime.date | None:
    """Return the date that the source says in its first or last lines, None where it says none."""
    lines = "\n".join(pair.source for pair in bitext.pairs)
    return find_date(lines[:REACH], lines[-REACH:])


def list_findings(report: Report) -> Iterator[str]:
    """Yield for each finding its line, and the two sides under the first one of a pair."""
    width = max(len(report.source), len(report.target))
    for index, finding in enumerate(report.findings):
        pair = report.bitext.pairs[finding.pair]
        yield f"{place_of(report.bitext, pair, finding.pair)}: {finding.kind}: {make_printable(finding.message)}"
        following = report.findings[index + 1].pair if index + 1 < len(report.findings) else None
        if following != finding.pair:
            yield f"    {report.source:{width}}  {excerpt(pair.source, finding.source)}"
            yield f"    {report.target:{width}}  {excerpt(pair.target, finding.target)}"


def place_of(bitext: Bitext, pair: Pair, index: int) -> str:
    """Return the file and line of a pair; where XML is too long for lines to be known, the number of the segment."""
    return f"{bitext.name}:{pair.line}" if pair.line else f"{bitext.name}: segment {index + 1}"


def excerpt(text: str, span: Span | None) -> str:
    r"""Return a text for one line of a terminal, what is far from the find left out.

    >>> excerpt("Әкім\tкелді", None)
    'Әкім келді'
    """
    start, end = span or (0, 0)
    first = max(0, start - SHOWN) if len(text) > 2 * SHOWN else 0
    last = min(len(text), max(end, first) + SHOWN) if len(text) > 2 * SHOWN else len(text)
    cut = make_printable(text[first:last])
    return f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}"


def make_printable(text: str) -> str:
    """Return a text without what moves a terminal's cursor, ends its line or turns its direction."""
    return _CONTROL.sub(" ", text)


def describe(report: Report) -> dict[str, Any]:
    """Return a report as a JSON object; offsets are code points into the two texts."""
    return {
        "version": VERSION,
        "file": report.bitext.name,
        "source_language": report.source,
        "target_language": report.target,
        "signature": report.signature,
        "summary": {
            "segments": len(report.bitext.pairs),
            "findings": len(report.findings),
            "classes": report.counts,
        },
        "findings": [describe_finding(report.bitext.pairs[one.pair], one) for one in report.findings],
    }


def describe_finding(pair: Pair, finding: Finding) -> dict[str, Any]:
    """Return a finding as a JSON object."""
    return {
        "class": finding.kind,
        "segment": finding.pair,
        "line": pair.line or None,
        "message": finding.message,
        "concept": finding.concept or None,
        "source": describe_side(pair.source, finding.source),
        "target": describe_side(pair.target, finding.target),
    }


def describe_side(text: str, span: Span | None) -> dict[str, Any]:
    """Return one side of a pair, with what the finding is about where that is known."""
    found = {"text": span.of(text), "start": span.start, "end": span.end} if span else None
    return {"text": text, "find": found}


def dump(value: dict[str, Any]) -> str:
    """Return indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def summarize(report: Report) -> str:
    """Return one line about the whole document."""
    segments, findings = count(len(report.bitext.pairs), "segment"), count(len(report.findings), "finding")
    listed: Sequence[str] = [f"{number} {kind}" for kind, number in report.counts.items()]
    return f"{segments}, {findings}" + (f": {', '.join(listed)}" if listed else "")
