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


def find_format(path: PurePath, name: str = "") -> Format:
    """Return the format of this name, else that of a file's ending, plain text where it has none.

    FormatError where the name or the ending is not known.
    """
    if not name:
        ending = path.suffix.lower()
        name = next((name for name, endings in FORMATS.items() if ending in endings), "" if ending else "text")
    if name not in FORMATS:
        what = f"format {name!r}" if name else f"what is in {path.suffix} files"
        raise FormatError(str(path), f"{what} is not known; known are {', '.join(FORMATS)} (--format)")
    make: Callable[[], Format] = import_module(f"translate.formats.{name}").FORMAT
    return make()
