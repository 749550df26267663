"""Which documents are meant: files, folders with what is in them, patterns; and where their translations go."""

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

import click

from translate.formats.registry import find_kind
from translate.journal import FOLDER
from translate.outcome import STANDARD_INPUT
from translate.output import TEMPORARY, resolve


@dataclass(slots=True)
class Inputs:
    """The documents found, each with its name below the output folder; files of other kinds are only counted."""

    named: list[tuple[Path, Path]] = field(default_factory=list)
    folders: bool = False
    left_out: int = 0


def find_inputs(
    wanted: Sequence[Path], include: Sequence[str], exclude: Sequence[str], out_dir: Path | None, *, known: bool
) -> Inputs:
    """Return the documents that are meant, those of a folder in the order of their names.

    Of folders, files of formats that are known; with `known`, all files, since their format is given. Patterns in
    `include` and `exclude` are compared with the name of a file, and with its path below the folder. Raises OSError
    for what is not there, and UsageError for a folder without an output folder.
    """
    found = Inputs()
    for path in list_wanted(wanted):
        if path != STANDARD_INPUT and path.is_dir():
            if out_dir is None:
                raise click.UsageError(f"{path} is a folder: name one for the translations with --out-dir")
            if resolve(out_dir) == resolve(path):
                raise click.UsageError(f"{path} cannot also be the folder for the translations (--out-dir)")
            found.folders = True
            for file in list_folder(path, out_dir):
                name = file.relative_to(path)
                if not choose(name, include, exclude):
                    continue
                if known or find_kind(file):
                    found.named.append((file, name))
                else:
                    found.left_out += 1
        else:
            if path != STANDARD_INPUT and not path.exists():
                path.open("rb")  # raises what the system says of it
            found.named.append((path, Path("translation.txt" if path == STANDARD_INPUT else path.name)))
    return found


def list_wanted(wanted: Sequence[Path]) -> Iterator[Path]:
    """Yield what was named; a pattern that the shell has left is expanded here."""
    for path in wanted or (STANDARD_INPUT,):
        if any(sign in str(path) for sign in "*?[") and not path.exists():
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - takes absolute patterns
            if not matches:
                raise click.UsageError(f"nothing fits {path}")
            yield from map(Path, matches)
        else:
            yield path


def list_folder(folder: Path, out_dir: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, but hidden ones and what was translated already.

    Where the folder itself is below the one for translations, nothing in it is one.
    """
    out = resolve(out_dir)
    around = resolve(folder).is_relative_to(out)
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$", FOLDER, TEMPORARY)) for part in parts)
        if not hidden and path.is_file() and (around or not resolve(path).is_relative_to(out)):
            yield path


def choose(name: Path, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Tell whether a file is meant by patterns.

    >>> choose(Path("a/b.docx"), ["*.docx"], ["a/*"]), choose(Path("b.docx"), ["*.docx"], ["a/*"])
    (False, True)
    """

    def fits(patterns: Sequence[str]) -> bool:
        return any(fnmatch(name.as_posix(), pattern) or fnmatch(name.name, pattern) for pattern in patterns)

    return (not include or fits(include)) and not fits(exclude)
