"""`audarma memory info`, `import`, `export` and `clear`."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from translate.download import show_size
from translate.memory_exchange import export_memory, import_memory
from translate.memory_upkeep import clear, describe, list_files, opened
from translate.output import Output, check_writable, resolve
from ui.exit_codes import DONE
from ui.render import count


def print_info(memory: Path, as_json: bool) -> int:
    """Print what is in a memory; the exit code. MemoryFileError where it cannot be read."""
    contents = describe(memory)
    if as_json:
        made = [asdict(one) | {"last": show_day(one.last)} for one in contents.made]
        click.echo(json.dumps({"units": contents.units, "pairs": contents.pairs, "bytes": contents.size, "made": made}))
        return DONE
    click.echo(
        f"{memory}: {count(contents.units, 'unit')}, {count(contents.pairs, 'pair')} of human translations,"
        f" {show_size(contents.size)}"
    )
    for one in contents.made:
        click.echo(f"{one.units:>9,}  last used {show_day(one.last)}  {one.signature}")
    return DONE


def show_day(day: int) -> str:
    """Return a day as people write it; days are counted from 1970.

    >>> show_day(20_000)
    '2024-10-04'
    """
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()


def import_tmx(memory: Path, files: Sequence[Path]) -> int:
    """Put TMX files into a memory, one after another; the exit code. Stops at the first that cannot be read."""
    with opened(memory, create=True, write=True) as connection:
        for path in files:
            result = import_memory(connection, path)
            said = [f"{count(result.pairs, 'new pair')}, {result.known} known"]
            said += [f"{count(result.units, 'unit')} that Audarma made"] if result.units else []
            said += [f"{number} left out {reason}" for reason, number in result.left_out.items()]
            click.echo(f"{path}: {'; '.join(said)}", err=True)
    return DONE


def export_tmx(memory: Path, tmx: Path | None) -> int:
    """Write a memory as TMX; the exit code."""
    if tmx and resolve(tmx) in {resolve(part) for part in list_files(memory)}:
        raise click.UsageError(f"{tmx} is the memory itself and would be overwritten; choose another name")
    if tmx:
        check_writable(tmx)
    with opened(memory) as connection, Output(tmx) as file:
        written, skipped = export_memory(connection, file)
        file.flush()
    lost = f"; {skipped} left out, with characters that XML cannot have" if skipped else ""
    click.echo(f"{count(written, 'unit')} written{lost}", err=True)
    return DONE


def clear_memory(memory: Path, unused_days: int | None) -> int:
    """Delete what is in a memory; the exit code."""
    units, pairs = clear(memory, unused_days=unused_days)
    click.echo(f"{memory}: {count(units, 'unit')} and {count(pairs, 'pair')} deleted", err=True)
    return DONE
