"""CSV: tables, whatever separates their cells. What is said in `translate.formats.delimited` holds for them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar

from translate.formats.delimited import read_table, write_table
from translate.formats.format import Options, Part, Target


class Csv:
    """The format; see `translate.formats.format.Format`."""

    name: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the parts of a table, some hundred rows each; FormatError where a column is not there."""
        return read_table(file, options, ",")

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the table with the targets in it."""
        del file, options
        write_table(parts, out)


FORMAT = Csv
