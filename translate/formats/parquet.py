"""Parquet: the texts of some columns are translated in their places, row group by row group.

Types, missing values, metadata, row groups and the compression of each column stay. Where nothing is changed, the file
itself is written.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, NamedTuple

from translate.errors import FormatError
from translate.formats.columns import has_letters
from translate.formats.format import Block, Options, Part, Target

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

ROWS = 200
"""Rows of a part, at most."""
LARGEST_GROUP = 4 << 30
"""Bytes of a row group, unpacked, which is held in memory when it is written."""

_CODECS = {"UNCOMPRESSED": "NONE", "LZ4_RAW": "LZ4", "LZ4_HADOOP": "LZ4"}
_DICTIONARIES = frozenset({"PLAIN_DICTIONARY", "RLE_DICTIONARY"})


class Slice(NamedTuple):
    """Some rows of a row group: where they begin, the columns, and for each block its row and its column in them."""

    group: int
    start: int
    columns: tuple[str, ...]
    places: tuple[tuple[int, str], ...]


Changes = dict[str, dict[int, str]]
"""What is new in a row group: by the column, the texts by their rows."""


class Parquet:
    """The format; see `translate.formats.format.Format`."""

    name: ClassVar[str] = "parquet"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet",)

    def read(self, file: BinaryIO, options: Options) -> Iterator[Part]:
        """Yield the rows, some hundred a part; FormatError where it is no Parquet, or which column is not clear."""
        table = _open(file)
        columns = _choose(table, options.columns)
        notes: tuple[str, ...] = (f"translated columns: {', '.join(columns)}",) if not options.columns else ()
        for group in range(table.num_row_groups):
            start = 0
            for rows in _read_rows(table, group, columns):
                places = [
                    (row, column)
                    for row in range(len(rows[columns[0]]))
                    for column in columns
                    if has_letters(rows[column][row] or "")
                ]
                blocks = tuple(Block(rows[column][row] or "") for row, column in places)
                yield Part(blocks, Slice(group, start, columns, tuple(places)), notes)
                start += len(rows[columns[0]])
                notes = ()

    def write(
        self, file: BinaryIO, parts: Iterable[tuple[Part, Sequence[Target]]], out: BinaryIO, options: Options
    ) -> None:
        """Write the table with the targets in it; nothing is written before the first row group that changes is."""
        del options
        writer: Any = None
        try:
            for group, changes in _gather(parts):
                if not changes and writer is None:
                    continue
                table = _open(file)
                if writer is None:
                    writer = _make_writer(table, out)
                    for before in range(group):
                        _copy(table, before, {}, writer)
                _copy(table, group, changes, writer)
        finally:
            if writer is not None:
                writer.close()
        if writer is None:
            file.seek(0)
            shutil.copyfileobj(file, out)


def _open(file: BinaryIO) -> "ParquetFile":
    """Return a table; FormatError where it cannot be read."""
    try:
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise FormatError("", "is read with pyarrow, which is not installed: pip install 'pyarrow>=16'") from None
    file.seek(0)
    with _reading():
        table = parquet.ParquetFile(file)
        sizes = [table.metadata.row_group(group).total_byte_size for group in range(table.num_row_groups)]
        list(table.schema_arrow)
    for size in sizes:
        if size > LARGEST_GROUP:
            raise FormatError("", f"a row group has {size:,} bytes, and is held in memory: write smaller row groups")
    return table


def _choose(table: "ParquetFile", wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the columns to translate; FormatError where they are not named and not clear, or have no texts."""
    names = list(table.schema_arrow.names)
    texts = [field.name for field in table.schema_arrow if _is_text(field.type)]
    if not wanted and len(texts) == 1:
        return (texts[0],)
    chosen: list[str] = []
    for name in wanted:
        if name not in names and name.isdecimal() and 1 <= int(name) <= len(names):
            name = names[int(name) - 1]
        if name not in texts or names.count(name) > 1:
            what = "is no column of texts" if name in names else "is no column"
            raise FormatError("", f"{name[:40]!r} {what}; columns of texts are: {', '.join(texts)[:150] or 'none'}")
        chosen.append(name)
    if not chosen:
        what = f"has several columns of texts ({', '.join(texts)[:150]})" if texts else "has no column of texts"
        raise FormatError("", f"{what}: name those to translate with --column" if texts else what)
    return tuple(dict.fromkeys(chosen))


def _is_text(kind: Any) -> bool:
    """Tell whether a column has texts, also where each is written once and referred to."""
    from pyarrow import types

    value = kind.value_type if types.is_dictionary(kind) else kind
    views = getattr(types, "is_string_view", None)
    return bool(types.is_string(value) or types.is_large_string(value) or (views and views(value)))


def _read_rows(table: "ParquetFile", group: int, columns: Sequence[str]) -> Iterator[dict[str, list[str | None]]]:
    """Yield some rows after the other of a row group, by their columns; FormatError where they are damaged."""
    with _reading():
        batches = table.iter_batches(batch_size=ROWS, row_groups=[group], columns=list(columns))
    while True:
        with _reading():
            batch = next(batches, None)
            rows = batch and {column: batch.column(column).to_pylist() for column in columns}
        if not rows:
            return
        yield rows


def _gather(parts: Iterable[tuple[Part, Sequence[Target]]]) -> Iterator[tuple[int, Changes]]:
    """Yield each row group with what is new in it."""
    current = 0
    changes: Changes = {}
    for part, targets in parts:
        place: Slice = part.rest
        while current < place.group:
            yield current, changes
            current, changes = current + 1, {}
        for (row, column), block, target in zip(place.places, part.blocks, targets, strict=True):
            if target.text != block.text:
                changes.setdefault(column, {})[place.start + row] = target.text
    yield current, changes


def _make_writer(table: "ParquetFile", out: BinaryIO) -> Any:
    """Return what writes row groups the way that a table has them."""
    from pyarrow import parquet

    metadata = table.metadata
    with _reading():
        group = metadata.row_group(0)
        columns = [group.column(index) for index in range(group.num_columns)]
        codecs = {column.path_in_schema: _CODECS.get(column.compression, column.compression) for column in columns}
        said = metadata.metadata or {}
    writer = parquet.ParquetWriter(
        out,
        table.schema_arrow,
        version=metadata.format_version if metadata.format_version in ("1.0", "2.4") else "2.6",
        compression=codecs,
        use_dictionary=[column.path_in_schema for column in columns if not _DICTIONARIES.isdisjoint(column.encodings)],
        write_statistics=[column.path_in_schema for column in columns if column.is_stats_set],
        store_schema=b"ARROW:schema" in said,
    )
    if said and b"ARROW:schema" not in said:
        writer.add_key_value_metadata(said)
    return writer


def _copy(table: "ParquetFile", group: int, changes: Mapping[str, Mapping[int, str]], writer: Any) -> None:
    """Write a row group with what is new in it."""
    import pyarrow

    with _reading():
        rows = table.read_row_group(group)
    for column, texts in changes.items():
        index = rows.schema.get_field_index(column)
        field = rows.schema.field(index)
        pieces = []
        at = 0
        for chunk in rows.column(index).chunks:
            values = [texts.get(row, value) for row, value in enumerate(chunk.to_pylist(), at)]
            at += len(values)
            made = pyarrow.array(values, pyarrow.large_string())
            if pyarrow.types.is_dictionary(field.type):
                made = made.cast(field.type.value_type).dictionary_encode()
            pieces.append(made.cast(field.type))
        rows = rows.set_column(index, field, pyarrow.chunked_array(pieces, field.type))
    writer.write_table(rows, row_group_size=max(1, rows.num_rows))


@contextmanager
def _reading() -> Iterator[None]:
    """Make one FormatError of whatever pyarrow says of a file that it cannot read."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        said = " ".join(str(error).split())[:120]
        raise FormatError("", f"is no Parquet file that can be read ({said}): write it again") from None


FORMAT = Parquet
