"""`audarma check`: its arguments and options. What it does is in `ui.check_command`."""

from pathlib import Path
from typing import Any

import click

from ui.terms_group import ALONE_HELP, TERMBASE_HELP

CHECK_DATE_HELP = (
    "names must be those that were official on this day  [default: the day that the first or last lines say;"
    " without one those of any time, as with none]"
)


@click.command()
@click.argument("files", nargs=-1, metavar="SOURCE [TARGET]", type=click.Path(path_type=Path))
@click.option("--from", "source", default="kk", show_default=True, help="language of the source: kk or en")
@click.option("--to", "target", default=None, help="language of the translation  [default: the other one]")
@click.option("--termbase", "termbases", multiple=True, type=click.Path(path_type=Path), help=TERMBASE_HELP)
@click.option("--no-default-termbase", "alone", is_flag=True, help=ALONE_HELP)
@click.option("--date", metavar="YYYY-MM-DD|none", help=CHECK_DATE_HELP)
@click.option("--only", multiple=True, metavar="CLASS", help="only findings of this class; may be given several times")
@click.option("--ignore", multiple=True, metavar="CLASS", help="no findings of this class; may be given several times")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object instead of text")
@click.option("--html", type=click.Path(path_type=Path), help="write a page with both sides and the finds marked")
@click.option("--strict", is_flag=True, help="exit with 1 where anything was found")
@click.option("--quiet", is_flag=True, help="no notes and no summary, only findings and errors")
def check(**options: Any) -> int:
    """Check a translation that anyone made: its titles, numbers and names, and whether they are consistent.

    SOURCE and TARGET are text files with the same lines. One file may have both sides: TMX, XLIFF 1.2 or 2.0, or
    a table of two columns (.tsv, .csv). Findings are missing, forbidden, deprecated, inconsistent, number, name
    or untranslated.
    """
    from ui.check_command import Options, run

    return run(Options(**options))
