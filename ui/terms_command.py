"""`audarma terms`: what is in the termbase, and what it finds."""

import json
from pathlib import Path

import click

from glossary.compose import compose
from glossary.match import TermMatcher
from glossary.storage import default_termbase, load_termbase
from translate.language import parse_language
from translate.stream import read_parts
from ui.exit_codes import DONE


def show_matches(text: str, source: str, termbases: tuple[Path, ...], as_json: bool) -> int:
    """Print the terms of a text or file; the exit code."""
    language = parse_language(source)
    target = "en" if language == "kk" else "kk"
    base = default_termbase()
    if termbases:
        base = base.layered(load_termbase(*termbases))
    matcher = TermMatcher(base, language, "en" if target == "en" else "kk")
    for number, line in enumerate(read_text(text).splitlines(), 1):
        for match in compose(line, matcher.match(line), "en" if target == "en" else "kk", base):
            row = {
                "line": number,
                "start": match.span.start,
                "end": match.span.end,
                "form": match.form,
                "concept": match.concept,
                "rendering": match.rendering.text if match.rendering else None,
                "case": match.case,
                "plural": match.plural,
            }
            if as_json:
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                number_name = "plural" if match.plural else "singular"
                cells = [*list(row.values())[:5], row["rendering"] or "", match.case, number_name]
                click.echo("\t".join(map(str, cells)))
    return DONE


def read_text(text: str) -> str:
    """Return the content of the file of that name, or the text itself where there is no such file."""
    try:
        is_file = Path(text).is_file()
    except OSError:  # too long for a name
        is_file = False
    if not is_file:
        return text
    with Path(text).open("rb") as file:
        return "".join(read_parts(file, text))
