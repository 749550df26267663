"""`audarma memory`: its commands, their arguments and options. What they do is in `ui.memory_command`."""

from pathlib import Path

import click

from ui.help import Commands

MEMORY = click.argument("memory", metavar="FILE", type=click.Path(path_type=Path))


@click.group(cls=Commands)
def memory() -> None:
    """Look after translation memories: the files that `audarma translate --memory FILE` keeps.

    A memory holds sentences and their translations as they are; whoever may read the file may read them.
    """


@memory.command()
@MEMORY
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text")
def info(memory: Path, as_json: bool) -> int:
    """Say what is in a memory: how many units, made by which model with which termbase, and used when."""
    from ui.memory_command import print_info

    return print_info(memory, as_json)


@memory.command("import")
@MEMORY
@click.argument("files", nargs=-1, required=True, metavar="TMX...", type=click.Path(path_type=Path))
def import_files(memory: Path, files: tuple[Path, ...]) -> int:
    """Put the translations of TMX files into a memory, which is made where there is none.

    What people translated is used for a segment of the same text, in both directions, where its terms are as the
    termbase says; else it is reported and the segment translated anew. What Audarma exported comes back as it was.
    """
    from ui.memory_command import import_tmx

    return import_tmx(memory, files)


@memory.command()
@MEMORY
@click.argument("tmx", required=False, metavar="[TMX]", type=click.Path(path_type=Path))
def export(memory: Path, tmx: Path | None) -> int:
    """Write all that is in a memory as TMX 1.4, to a file or to standard output."""
    from ui.memory_command import export_tmx

    return export_tmx(memory, tmx)


@memory.command()
@MEMORY
@click.option(
    "--unused-days", type=click.IntRange(min=0), metavar="DAYS", help="only units that were not used for so many days"
)
def clear(memory: Path, unused_days: int | None) -> int:
    """Delete what is in a memory and overwrite it in the file."""
    from ui.memory_command import clear_memory

    return clear_memory(memory, unused_days)
