"""The formats by name and by the ending of file names. What one needs is imported when it is used."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from translate.errors import FormatError
from translate.formats.format import Format

FORMATS: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx", ".docm"),
    "pptx": (".pptx", ".pptm"),
    "xlsx": (".xlsx", ".xlsm"),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
    "jsonl": (".jsonl", ".ndjson"),
    "parquet": (".parquet",),
    "srt": (".srt",),
    "vtt": (".vtt",),
    "xliff": (".xlf", ".xliff"),
    "tmx": (".tmx",),
    "po": (".po", ".pot"),
}
"""The names of the formats, each a module of this package with `FORMAT`, and the endings of their files."""


def find_kind(path: PurePath) -> str:
    """Return the name of the format that a file's ending says, "" where it says none that is known."""
    ending = path.suffix.lower()
    return next((name for name, endings in FORMATS.items() if ending in endings), "")


def find_format(path: PurePath, name: str = "") -> Format:
    """Return the format of this name, else that of a file's ending, plain text where that is not known.

    FormatError where the name is not known.
    """
    name = name or find_kind(path) or "text"
    if name not in FORMATS:
        raise FormatError(str(path), f"format {name!r} is not known; known are {', '.join(FORMATS)} (--format)")
    make: Callable[[], Format] = import_module(f"translate.formats.{name}").FORMAT
    return make()
