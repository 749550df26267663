"""`audarma terms list` and `search`: terms and concepts as rows."""

import datetime
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from glossary.places import Place, place_of
from glossary.search import Hit, search
from glossary.selection import select
from glossary.storage.columns import values_of
from glossary.term import KINDS, LANGUAGES, STATUSES, Concept, Term, Termbase
from ui.exit_codes import DONE, FAILED
from ui.layers import find_layers, load_layers, require_layers


@dataclass(frozen=True, slots=True)
class Choice:
    """Which terms of which termbases are asked for on the command line; what is empty asks for all."""

    termbases: tuple[Path, ...] = ()
    alone: bool = False
    status: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    date: str = ""


def choose(choice: Choice) -> Termbase:
    """Return the terms that are asked for; UsageError for a value that there is not."""
    for option, given, allowed in (
        ("--status", choice.status, STATUSES),
        ("--language", choice.language, LANGUAGES),
        ("--kind", choice.kind, KINDS),
    ):
        check_values(option, given, allowed)
    require_layers(choice.termbases, choice.alone)
    base = load_layers(choice.termbases, choice.alone)
    return select(
        base,
        statuses=choice.status,
        languages=choice.language,
        kinds=choice.kind,
        concepts=find_themes(base, choice) if choice.theme else None,
        day=read_day(choice.date) if choice.date else None,
    )


def read_day(text: str) -> datetime.date:
    """Return the day that an option names; UsageError where it is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"--date {text}: write a day as YYYY-MM-DD") from None


def check_values(option: str, given: Iterable[str], allowed: Collection[str]) -> None:
    """Raise UsageError for a value that an option does not have."""
    for value in given:
        if value not in allowed:
            raise click.UsageError(f"{option} {value}: there is only {', '.join(allowed)}")


def find_themes(base: Termbase, choice: Choice) -> set[str]:
    """Return the concepts with a term in one of the files that are asked for by their names without suffix."""
    places = find_layers(choice.termbases, choice.alone)
    check_values("--theme", choice.theme, sorted({place.theme for found in places.values() for place in found}))
    found = ((term.concept, place_of(term, places)) for term in base.terms())
    return {concept for concept, place in found if place and place.theme in choice.theme}


def print_terms(choice: Choice, as_json: bool) -> int:
    """Print a row for each term; the exit code."""
    base = choose(choice)
    for term in base.terms():
        row = (term.concept, term.language, term.text, term.status)
        click.echo(dump(describe_term(term)) if as_json else "\t".join(row))
    if not len(base):
        click.echo("no such terms", err=True)
    return DONE


def print_hits(query: str, termbases: tuple[Path, ...], alone: bool, as_json: bool) -> int:
    """Print a row for each concept that is found; the exit code: 1 where there is none."""
    require_layers(termbases, alone)
    hits = search(load_layers(termbases, alone), query)
    for hit in hits:
        click.echo(show_hit(hit, as_json))
    if not hits:
        click.echo(f"nothing found for {query!r}", err=True)
    return DONE if hits else FAILED


def show_hit(hit: Hit, as_json: bool) -> str:
    """Return a row about a concept that was found."""
    kazakh, english = (preferred_text(hit.concept, language) for language in LANGUAGES)
    if not as_json:
        return "\t".join((hit.concept.id, kazakh, english, hit.reason))
    term = hit.term.text if hit.term else None
    return dump({"concept": hit.concept.id, "kk": kazakh, "en": english, "reason": hit.reason, "term": term})


def preferred_text(concept: Concept, language: Any) -> str:
    """Return the wording to use, "" where there is none."""
    term = concept.preferred(language)
    return term.text if term else ""


def describe_term(term: Term, place: Place | None = None) -> dict[str, Any]:
    """Return a term as a JSON object with the columns of the termbase's own format, empty ones left out.

    >>> describe_term(Term("akim", "kk", "әкім", since="1995"), Place("a.tsv", 2))["file"]
    'a.tsv'
    """
    known = {column: value for column, value in values_of(term).items() if value}
    return known | ({"file": place.path, "line": place.line} if place else {})


def dump(value: dict[str, Any]) -> str:
    """Return JSON in one line."""
    return json.dumps(value, ensure_ascii=False)
