"""The command `audarma`. Standard output is for results, standard error for progress and notes.

Exit codes: 0 done, 1 content failed (`--strict`), 2 wrong use or input, 130 interrupted.
"""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ui.exit_codes import DONE, INTERRUPTED, MISUSED

MODEL_HELP = "auto, embedded, or the folder of an NLLB model converted to CTranslate2"
TERMBASE_HELP = "your own termbase (TSV); its concepts go over those that ship; may be given several times"

REPORT_HELP = "write the audit (JSON; of several files one a line, in their order) to this file"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="audarma", prog_name="audarma", message="%(prog)s %(version)s")
def audarma() -> None:
    """Translate between Kazakh and English; official titles come out as the institution writes them."""


@audarma.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--from", "source", default="kk", show_default=True, help="language of the text: kk or en")
@click.option("--to", "target", default=None, help="language to translate into  [default: the other one]")
@click.option("--model", default="auto", show_default=True, help=MODEL_HELP)
@click.option("--termbase", "termbases", multiple=True, type=click.Path(path_type=Path), help=TERMBASE_HELP)
@click.option("--out-dir", type=click.Path(path_type=Path), help="write each translation there, under its file's name")
@click.option("--report", type=click.Path(path_type=Path), help=REPORT_HELP)
@click.option(
    "--json", "as_json", is_flag=True, help="print the audit instead of the text; of several files one a line"
)
@click.option("--strict", is_flag=True, help="exit with 1 where a title could not be rendered as the termbase says")
@click.option("--quiet", is_flag=True, help="no progress and no notes, only errors")
def translate(**options: Any) -> int:
    """Translate FILEs, or standard input where none is named.

    The translation goes to standard output, or with --out-dir into files of the same names. Line breaks and
    spaces between sentences stay as they are.
    """
    from ui.translate_command import Options, run

    return run(Options(**options))


@audarma.group()
def terms() -> None:
    """Look into the termbase, and see what it finds in a text."""


@terms.command()
@click.argument("text", metavar="TEXT|FILE")
@click.option("--from", "source", default="kk", show_default=True, help="language of the text: kk or en")
@click.option("--termbase", "termbases", multiple=True, type=click.Path(path_type=Path), help=TERMBASE_HELP)
@click.option("--json", "as_json", is_flag=True, help="one JSON object a line instead of a table")
def match(text: str, source: str, termbases: tuple[Path, ...], as_json: bool) -> int:
    """Show the terms in a TEXT, or in a FILE of that name; - is standard input.

    A line for each: line, start and end (code points in the line), what stands there, concept, rendering,
    case and number.
    """
    from ui.terms_command import show_matches

    return show_matches(text, source, termbases, as_json)


def explain(error: Exception) -> str:
    """Return one line (a termbase's bad rows: one each) that says what is wrong and where."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "audarma"
        return f"{error.format_message()} (see {command} --help)"
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        said = (error.strerror or str(error) or type(error).__name__).lower()
        return f"{error.filename}: {said}" if error.filename else said
    return str(error) or type(error).__name__


def guard_errors(command: Callable[[], int | None]) -> int:
    """Run a command and turn what it raises into a message and an exit code."""
    try:
        code = command() or DONE
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.exceptions.Abort):
        click.echo("\ninterrupted", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click makes the one of the other
        abandon_output()  # the reader has gone, and has what it wanted
        return DONE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
    except Exception as error:
        from glossary.errors import GlossaryError  # here, for the sake of a quick --help
        from translate.errors import TranslationError

        if not isinstance(error, GlossaryError | TranslationError | OSError | click.ClickException):
            raise
        click.echo(f"audarma: {explain(error)}", err=True)
        abandon_output()
    return MISUSED


def abandon_output() -> None:
    """Send what is still to be written to standard output nowhere: Python would fail on it once more at exit."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def use_utf8() -> None:
    """Write UTF-8 whatever the environment says: results are files; what a name cannot be written in is escaped."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    use_utf8()
    sys.exit(guard_errors(lambda: audarma.main(arguments, "audarma", standalone_mode=False)))


if __name__ == "__main__":
    main()
