"""`audarma terms`: its commands, their arguments and options. What they do is in the modules beside this one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ui.help import Commands

Command = TypeVar("Command", bound=Callable[..., Any])

TERMBASE_HELP = "your own termbase; its concepts go over those that ship; may be given several times"
ALONE_HELP = "do not use the termbase that ships"
FORMAT_HELP = """format to write: tsv or csv (our own columns), deepl, deepl-en-kk, google, google-en-kk, aws, tbx,
tbx-dct, tbx-2008, tmx or xlsx  [default: by the ending of the name]"""
JSON_HELP = "one JSON object a line instead of a table"
PATH = click.Path(path_type=Path)


@click.group(cls=Commands)
def terms() -> None:
    """Look into the termbase, keep your own, and see what it finds in a text."""


def with_layers(command: Command) -> Command:
    """Add the options that say which termbases are meant."""
    command = click.option("--no-default-termbase", "alone", is_flag=True, help=ALONE_HELP)(command)
    return click.option("--termbase", "termbases", multiple=True, type=PATH, help=TERMBASE_HELP)(command)


def with_filters(command: Command) -> Command:
    """Add the options that choose terms; each but the date may be given several times."""
    for name, metavar, said in (
        ("date", "YYYY-MM-DD", "only terms that were official on this day"),
        ("theme", "NAME", "only concepts of this file, without its suffix: places, justice, …"),
        ("kind", "KIND", "only full, short or abbreviation"),
        ("language", "LANGUAGE", "only terms in kk or en"),
        ("status", "STATUS", "only preferred, admitted, deprecated, forbidden or unverified"),
    ):
        several = name != "date"
        default = None if several else ""
        command = click.option(f"--{name}", multiple=several, default=default, metavar=metavar, help=said)(command)
    return command


def with_json(command: Command) -> Command:
    """Add the option for output that programs read."""
    return click.option("--json", "as_json", is_flag=True, help=JSON_HELP)(command)


@terms.command()
@click.argument("text", metavar="TEXT|FILE")
@click.option("--from", "source", default="kk", show_default=True, help="language of the text: kk or en")
@with_layers
@with_json
def match(text: str, source: str, termbases: tuple[Path, ...], alone: bool, as_json: bool) -> int:
    """Show the terms in a TEXT, or in a FILE of that name; - is standard input.

    A line for each: line, start and end (code points in the line), what stands there, concept, rendering,
    case and number.
    """
    from ui.terms_command import show_matches

    return show_matches(text, source, termbases, as_json, alone)


@terms.command("list")
@with_filters
@with_layers
@with_json
def list_terms(**options: Any) -> int:
    """List terms, a line for each: concept, language, term, status."""
    from ui.terms_listing import Choice, print_terms

    as_json = options.pop("as_json")
    return print_terms(Choice(**options), as_json)


@terms.command()
@click.argument("query")
@with_layers
@with_json
def search(query: str, termbases: tuple[Path, ...], alone: bool, as_json: bool) -> int:
    """Find concepts by a word or wording in any form, in either language.

    A line for each, the likeliest first: concept, Kazakh term, English term, why it was found. The exit code is 1
    where nothing is found.
    """
    from ui.terms_listing import print_hits

    return print_hits(query, termbases, alone, as_json)


@terms.command()
@click.argument("names", nargs=-1, required=True, metavar="CONCEPT|TERM...")
@with_layers
@with_json
def show(names: tuple[str, ...], termbases: tuple[Path, ...], alone: bool, as_json: bool) -> int:
    """Show concepts with all their terms, dates and sources; a concept is named by itself or by one of its terms."""
    from ui.terms_show import print_concepts

    return print_concepts(names, termbases, alone, as_json)


@terms.command()
@click.argument("file", type=PATH)
@click.argument("concept")
@click.argument("language")
@click.argument("term")
@click.option("--status", default=None, help="[default: preferred with a --source, else unverified]")
@click.option("--kind", default="full", show_default=True, help="full, short or abbreviation")
@click.option("--grammar", default="", help="such as possessed, or the; plural=chiefs of staff")
@click.option("--case", default="any", show_default=True, help="what capitals mean: keep, sentence or any")
@click.option("--from", "since", default="", metavar="DATE", help="when the name became official: YYYY, -MM, -DD")
@click.option("--until", default="", metavar="DATE", help="when it ceased to be")
@click.option("--part-of", default="", metavar="CONCEPT", help="what the concept is a part of")
@click.option("--successor", default="", metavar="CONCEPT", help="what took its place")
@click.option("--note", default="", help="a remark")
@click.option("--source", default="", help="page, law or decree")
@click.option(
    "--checked", default=None, metavar="DATE", help="when the source was read  [default: with a source, today]"
)
@click.option("--no-default-termbase", "alone", is_flag=True, help="do not compare with the termbase that ships")
def add(file: Path, alone: bool, **values: Any) -> int:
    """Add a term to your own termbase FILE (TSV), which is made where there is none.

    The row is checked as `lint` does. Where that finds an error nothing is written, and the exit code is 1.
    """
    from ui.terms_addition import add_term

    return add_term(file, values, alone)


@terms.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=PATH)
@click.option(
    "--severity", default="warning", show_default=True, help="the least that is shown: error, warning or note"
)
@click.option("--strict", is_flag=True, help="exit with 1 for a warning too")
@click.option("--no-default-termbase", "alone", is_flag=True, help="do not compare FILEs with the termbase that ships")
@with_json
def lint(files: tuple[Path, ...], severity: str, strict: bool, alone: bool, as_json: bool) -> int:
    """Look termbase FILEs over, or the termbase that ships where none is named.

    A line for each finding: file and line, severity, term, what is wrong, what to do, and the check in brackets.
    The exit code is 1 where an error is found.
    """
    from ui.terms_lint import print_findings

    return print_findings(files, severity, strict, alone, as_json)


@terms.command()
@click.argument("source", metavar="IN", type=PATH)
@click.argument("target", metavar="OUT", type=PATH)
@click.option("--to", "form", default="", metavar="FORMAT", help=FORMAT_HELP)
@click.option("--strict", is_flag=True, help="write nothing and exit with 1 where the format cannot hold everything")
def convert(source: Path, target: Path, form: str, strict: bool) -> int:
    """Write the termbase file IN as OUT in another format; OUT - is standard output.

    The format of IN is found by its content. What a termbase has no place for and what the other format cannot
    hold is listed on standard error.
    """
    from ui.terms_exchange import convert_file

    return convert_file(source, target, form, strict)


@terms.command()
@click.argument("old", metavar="A", type=PATH)
@click.argument("new", metavar="B", type=PATH)
@with_json
def diff(old: Path, new: Path, as_json: bool) -> int:
    """Show what termbase B has and A has not (+), the other way round (-), and what differs (~).

    The exit code is 0 where they have the same terms and 1 where they differ.
    """
    from ui.terms_difference import print_changes

    return print_changes(old, new, as_json)


@terms.command()
@click.argument("target", metavar="[OUT]", default="-", type=PATH)
@click.option("--to", "form", default="", metavar="FORMAT", help=FORMAT_HELP)
@click.option("--strict", is_flag=True, help="write nothing and exit with 1 where the format cannot hold everything")
@with_filters
@with_layers
def export(target: Path, form: str, strict: bool, **options: Any) -> int:
    """Write the termbase as it is used, yours over the one that ships, to OUT or standard output.

    The options choose terms as they do for `list`.
    """
    from ui.terms_exchange import export_terms
    from ui.terms_listing import Choice

    return export_terms(Choice(**options), target, form, strict)


@terms.command()
@click.argument("kazakh", metavar="KK", type=PATH)
@click.argument("english", metavar="EN", type=PATH)
@click.option("--out", type=PATH, help="file to write  [default: standard output]")
@click.option("--min-score", default=0.5, show_default=True, help="how sure a pair must be, 0 to 1")
@click.option("--model", default="auto", show_default=True, help="model that is asked; none asks none")
@with_layers
@with_json
def suggest(**options: Any) -> int:
    """Propose term pairs from a Kazakh text KK and its English translation EN, the surest first.

    The texts need not have the same lines. What is written is a termbase (TSV) of status unverified, whose notes
    say how sure each pair is and why: take out what is wrong, and use it with --termbase. Pairs that the termbase
    has already are left out.
    """
    from ui.suggest_command import Options, run

    return run(Options(**options))
