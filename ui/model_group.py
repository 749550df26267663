"""`audarma model`: its commands, their arguments and options. What they do is in the modules beside this one."""

from pathlib import Path
from typing import Any

import click

from ui.help import Commands

JSON_HELP = "JSON instead of text"


@click.group(cls=Commands)
def model() -> None:
    """Get better models, and look after those that are there."""


@model.command("list")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def list_models(as_json: bool) -> int:
    """List the models that are there or can be had by name, the best first; * is the one that is used.

    A line for each: name, whether it is there, its size on disk, the terms of its weights.
    """
    from ui.model_listing import print_models

    return print_models(as_json)


@model.command()
@click.argument("wanted", metavar="NAME|ID|FOLDER")
@click.option("--name", default="", help="name to use it by  [default: that of the catalogue, the hub or the folder]")
@click.option("--revision", default="", metavar="COMMIT", help="another commit, branch or tag than the pinned one")
@click.option(
    "--trim/--no-trim",
    default=None,
    help="cut the vocabulary to what Kazakh, English and Russian names need  [default: where it is large, as NLLB's]",
)
@click.option(
    "--trim-text",
    "trim_texts",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="text of the kind that will be translated; what its words need is kept first",
)
@click.option("--again", is_flag=True, help="add it anew where it is there already")
@click.option("--quiet", is_flag=True, help="no progress and no notes, only errors")
def add(**options: Any) -> int:
    """Download, convert and verify a model, so that `--model NAME` can use it.

    NAME is nllb-600m, nllb-1.3b or nllb-3.3b; ID any model of the M2M100 and NLLB architecture on the hub; FOLDER one
    on this machine, converted already or not. Where it is interrupted, the same command goes on. Models are kept in
    the folder that AUDARMA_MODELS names, else in the user's cache. HF_ENDPOINT, HF_TOKEN and HTTPS_PROXY are honoured.
    """
    from ui.model_upkeep import add_model

    return add_model(**options)


@model.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def info(name: str, as_json: bool) -> int:
    """Show where a model comes from, in which version, under what terms, and where it is."""
    from ui.model_listing import print_model

    return print_model(name, as_json)


@model.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--quiet", is_flag=True, help="only what is wrong")
def verify(names: tuple[str, ...], quiet: bool) -> int:
    """Look models over, all of them where none is named: checksums, vocabulary, a few sentences there and back.

    The exit code is 1 where one is not whole.
    """
    from ui.model_upkeep import verify_models

    return verify_models(names, quiet)


@model.command()
@click.argument("name", default="auto")
@click.option(
    "--text", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Kazakh text to measure with"
)
@click.option("--beam", type=click.IntRange(1, 32), help="keep this beam, and measure the rest")
@click.option("--undo", is_flag=True, help="forget what was measured")
@click.option("--quiet", is_flag=True, help="only what was found")
def tune(name: str, text: Path | None, beam: int | None, undo: bool, quiet: bool) -> int:
    """Measure how a model is best searched on this machine, and do so from now on.

    Threads, size of batches, and beam: the smallest one whose translations the model itself finds as good. It takes
    a minute or two, more with a large model. Let the machine do nothing else meanwhile.
    """
    from ui.model_tuning import tune_model

    return tune_model(name, text, beam, undo, quiet)


@model.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def remove(names: tuple[str, ...]) -> int:
    """Remove models that were added, and what an interrupted addition left."""
    from ui.model_upkeep import remove_models

    return remove_models(names)
