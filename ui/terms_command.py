"""`audarma terms`: what is in the termbase, and what it finds."""

import json
import sys
from pathlib import Path

import click

from glossary.compose import compose
from glossary.match import TermMatch, TermMatcher
from translate.language import other_language, parse_language
from translate.stream import read_parts
from ui.exit_codes import DONE
from ui.layers import load_layers, require_layers

NO_FILE = "; there is no file of that name, so it was taken for a text"


def show_matches(text: str, source: str, termbases: tuple[Path, ...], as_json: bool, alone: bool = False) -> int:
    """Print the terms of a text or file; the exit code."""
    language = parse_language(source)
    target = other_language(language)
    content = read_text(text)
    require_layers(termbases, alone)
    base = load_layers(termbases, alone)
    matcher = TermMatcher(base, language, target)
    found = False
    for number, line in enumerate(content.splitlines(), 1):
        for match in compose(line, matcher.match(line), target, base):
            found = True
            click.echo(show_json(number, match) if as_json else show_row(number, match))
    if not found:
        click.echo("no titles found" + ("" if content is not text or not looks_like_path(text) else NO_FILE), err=True)
    return DONE


def show_json(line: int, match: TermMatch) -> str:
    """Return a match as JSON; `line` counts from 1, start and end are code points in the line."""
    row = {
        "line": line,
        "start": match.span.start,
        "end": match.span.end,
        "form": match.form,
        "concept": match.concept,
        "rendering": match.rendering.text if match.rendering else None,
        "case": match.case,
        "plural": match.plural,
    }
    return json.dumps(row, ensure_ascii=False)


def show_row(line: int, match: TermMatch) -> str:
    """Return a match as a row of a table; a tab inside of a form becomes a space."""
    rendering = match.rendering.text if match.rendering else ""
    number = "plural" if match.plural else "singular"
    cells = (line, *match.span, match.form.replace("\t", " "), match.concept, rendering, match.case, number)
    return "\t".join(map(str, cells))


def looks_like_path(text: str) -> bool:
    """Tell whether somebody meant a file: no space, and a suffix or a slash.

    >>> looks_like_path("texts/a.txt"), looks_like_path("Елбасы келді.")
    (True, False)
    """
    return " " not in text and ("/" in text or bool(Path(text).suffix))


def read_text(text: str) -> str:
    """Return the content of the file of that name (- is standard input), or the text itself where there is none."""
    if text == "-":
        if sys.stdin is None:
            raise OSError("there is no standard input: name a file or a text")
        return "".join(read_parts(sys.stdin.buffer, "standard input"))
    try:
        exists = bool(text) and Path(text).exists()
    except (OSError, ValueError):  # too long for a name
        exists = False
    if not exists:
        return text
    with Path(text).open("rb") as file:
        return "".join(read_parts(file, text))
