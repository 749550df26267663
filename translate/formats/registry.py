"""The formats by name and by the ending of file names. What one needs is imported when it is used."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, ClassVar

from translate.errors import FormatError
from translate.formats.format import Format, Options, Part, Target

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

_TEXTS = ("docx", ".doc .dot .odt .ott .fodt .rtf .wps .wpd .sxw")
_PRESENTATIONS = ("pptx", ".ppt .pps .odp .otp .fodp .sxi")
_WORKBOOKS = ("xlsx", ".xls .xlt .xlsb .ods .ots .fods .sxc")
NEIGHBOURS = {ending: form for form, endings in (_TEXTS, _PRESENTATIONS, _WORKBOOKS) for ending in endings.split()} | {
    ".pdf": "docx"
}
"""Endings of files that are not read, and the format in which an office program can save them."""


class Unread:
    """A format that is not read: each of its documents is refused with what to do about it."""

    name: ClassVar[str] = "unread"
    suffixes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, ending: str) -> None:
        """Take the ending of the file's name, small letters with the full stop."""
        self.ending = ending

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Raise FormatError, which says how the document becomes one that is read."""
        form = NEIGHBOURS[self.ending]
        reader = "--infilter=writer_pdf_import " if self.ending == ".pdf" else ""
        raise FormatError(
            "",
            f"{self.ending} is not read: save it as {form.upper()}, for example with LibreOffice: "
            f"soffice --headless {reader}--convert-to {form} FILE",
        )

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Raise FormatError, as in reading."""
        self.read(file, options)


def find_kind(path: PurePath) -> str:
    """Return the name of the format that a file's ending says, "" where it says none that is known."""
    ending = path.suffix.lower()
    return next((name for name, endings in FORMATS.items() if ending in endings), "")


def find_format(path: PurePath, name: str = "") -> Format:
    """Return the format of this name, else that of a file's ending, plain text where that is not known.

    FormatError where the name is not known. A file of another office program gets a format that refuses it.
    """
    ending = path.suffix.lower()
    if not name and ending in NEIGHBOURS and not find_kind(path):
        return Unread(ending)
    name = name or find_kind(path) or "text"
    if name not in FORMATS:
        raise FormatError(str(path), f"format {name!r} is not known; known are {', '.join(FORMATS)} (--format)")
    make: Callable[[], Format] = import_module(f"translate.formats.{name}").FORMAT
    return make()
