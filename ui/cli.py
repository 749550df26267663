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
from ui.memory_group import memory
from ui.model_group import model
from ui.terms_group import ALONE_HELP, TERMBASE_HELP, terms

MODEL_HELP = "auto (the best that is there), a name from `audarma model list`, or a folder converted to CTranslate2"

DATE_HELP = (
    "write names as they were official on this day  [default: the day that the first or last lines say; without"
    " one each name is that of its own time, as with none]"
)
REPORT_HELP = "write the audit (JSON; of several files one a line, in their order) to this file"


MEMORY_HELP = (
    "keep the sentences and their translations in this file, and translate none twice  [default: nothing is kept]"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="audarma", prog_name="audarma", message="%(prog)s %(version)s")
def audarma() -> None:
    """Translate between Kazakh and English; official titles come out as the institution writes them."""


@audarma.command()
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(path_type=Path))
@click.option("--from", "source", default="kk", show_default=True, help="language of the text: kk or en")
@click.option("--to", "target", default=None, help="language to translate into  [default: the other one]")
@click.option("--model", default="auto", show_default=True, help=MODEL_HELP)
@click.option(
    "--engine",
    type=click.Choice(["ctranslate2", "huggingface", "ray"]),
    default="ctranslate2",
    show_default=True,
    help="what runs the model; huggingface takes the folder of a checkpoint, and needs audarma[nllb]; ray is"
    " ctranslate2 on several workers or machines, and needs audarma[cluster]",
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda", "mps"]),
    default="auto",
    show_default=True,
    help="what the engine huggingface runs on",
)
@click.option(
    "--dtype",
    type=click.Choice(["auto", "float32", "bfloat16", "float16"]),
    default="auto",
    show_default=True,
    help="the numbers it computes with  [auto: float32 on cpu, else float16]",
)
@click.option(
    "--beam",
    type=click.IntRange(1, 32),
    help="hypotheses searched for each sentence; 1 is fastest  [default: what `audarma model tune` found, else 4]",
)
@click.option("--threads", type=click.IntRange(1, 1024), help="batches decoded at once  [default: one a core]")
@click.option("--workers", type=click.IntRange(1, 10_000), help="of ray, each with one core  [default: all cores]")
@click.option(
    "--ray-address", default="", envvar="RAY_ADDRESS", help="of a cluster that runs already  [default: this machine]"
)
@click.option("--termbase", "termbases", multiple=True, type=click.Path(path_type=Path), help=TERMBASE_HELP)
@click.option("--no-default-termbase", "alone", is_flag=True, help=ALONE_HELP)
@click.option("--date", metavar="YYYY-MM-DD|none", help=DATE_HELP)
@click.option(
    "--spelling",
    type=click.Choice(["own", "british", "american"]),
    default="own",
    show_default=True,
    help="spelling of English titles: that of each institution, or one throughout",
)
@click.option(
    "--foreign",
    type=click.Choice(["keep", "translate"]),
    default="keep",
    show_default=True,
    help="what becomes of sentences in another language than the text's, such as Russian in a Kazakh one",
)
@click.option("--memory", type=click.Path(path_type=Path), envvar="AUDARMA_MEMORY", show_envvar=True, help=MEMORY_HELP)
@click.option("--no-memory", is_flag=True, help="neither ask nor keep a memory, whatever AUDARMA_MEMORY names")
@click.option("--format", default="", help="of all documents: text, markdown, docx, …  [default: as their names end]")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME|NUMBER",
    help="column of a table, or field of JSON lines, to translate",
)
@click.option("--encoding", default="", help="of text files  [default: UTF-8, else it is found out]")
@click.option("--include", multiple=True, metavar="PATTERN", help="of a folder, only files with such names")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="of a folder, no files with such names")
@click.option("--out-dir", type=click.Path(path_type=Path), help="write each translation there, under its file's name")
@click.option("--overwrite", is_flag=True, help="write over translations that are there already")
@click.option("--resume", is_flag=True, help="go on with a run that was stopped, however it ended")
@click.option("--watch", is_flag=True, help="go on and translate what arrives in the folders, until Ctrl-C")
@click.option(
    "--bilingual",
    multiple=True,
    type=click.Choice(["tmx", "xliff", "html", "docx"]),
    help="write each document in both languages beside each other too",
)
@click.option("--audit-dir", type=click.Path(path_type=Path), help="write the audit of each document there")
@click.option(
    "--summary", multiple=True, type=click.Path(path_type=Path), help="write one account of all: .json, .tsv, .html"
)
@click.option("--report", type=click.Path(path_type=Path), help=REPORT_HELP)
@click.option(
    "--json", "as_json", is_flag=True, help="print the audit instead of the text; of several files one a line"
)
@click.option("--strict", is_flag=True, help="exit with 1 where a title could not be rendered as the termbase says")
@click.option("--quiet", is_flag=True, help="no progress and no notes, only errors")
@click.option("--verbose", is_flag=True, help="list the terms that your termbases hide")
def translate(**options: Any) -> int:
    """Translate documents, folders of them, or standard input where none is named.

    Plain text, Markdown, HTML, DOCX, PPTX, XLSX, CSV, TSV, JSON lines, Parquet, SRT, VTT, XLIFF, TMX and PO come out
    as they were, with their text translated. The translation goes to standard output, or with --out-dir into files of
    the same names. Of several termbases a later one goes over an earlier one.
    """
    from translate.engine import EngineChoice
    from ui.translate_command import run
    from ui.translate_options import Options

    if options.pop("no_memory"):
        options["memory"] = None
    options["cluster"] = options["engine"] == "ray"
    if options["cluster"]:
        options["engine"] = "ctranslate2"
    options["workers"] = options["workers"] or 0
    named = {key: options.pop(key) for key in ("device", "dtype", "beam", "threads")}
    engine = EngineChoice(options.pop("engine"), **{key: value for key, value in named.items() if value})
    return run(Options(**options, engine=engine))


CHECK_DATE_HELP = (
    "names must be those that were official on this day  [default: the day that the first or last lines say;"
    " without one those of any time, as with none]"
)


@audarma.command()
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


audarma.add_command(terms)
audarma.add_command(model)
audarma.add_command(memory)


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
    code = guard_errors(lambda: audarma.main(arguments, "audarma", standalone_mode=False))
    if code == INTERRUPTED:
        abandon_output()
        os._exit(code)  # a thread that is decoding cannot be stopped; Python would wait for it
    sys.exit(code)


if __name__ == "__main__":
    main()
