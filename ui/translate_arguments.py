"""`audarma translate`: its arguments and options. What it does is in `ui.translate_command`."""

from pathlib import Path
from typing import Any

import click

from ui.help import Grouped
from ui.terms_group import ALONE_HELP, TERMBASE_HELP

GROUPS = {
    "Languages": ("--from", "--to", "--foreign"),
    "Titles": ("--termbase", "--no-default-termbase", "--date", "--spelling", "--strict"),
    "Model": ("--model", "--engine", "--device", "--dtype", "--beam", "--threads", "--memory", "--no-memory"),
    "Documents": ("--format", "--column", "--encoding", "--include", "--exclude"),
    "Where translations go": ("--out-dir", "--overwrite", "--resume", "--watch", "--bilingual"),
    "What was done": ("--json", "--report", "--audit-dir", "--summary"),
    "Several machines": ("--workers", "--ray-address"),
}
"""The options as the help shows them."""

MODEL_HELP = "auto (the best that is there), a name from `audarma model list`, or a folder converted to CTranslate2"

DATE_HELP = (
    "write names as they were official on this day  [default: the day that the first or last lines say; without"
    " one each name is that of its own time, as with none]"
)
REPORT_HELP = "write the audit (JSON; of several files one a line, in their order) to this file"


MEMORY_HELP = (
    "keep the sentences and their translations in this file, and translate none twice  [default: nothing is kept]"
)


@click.command(cls=Grouped, groups=GROUPS)
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
