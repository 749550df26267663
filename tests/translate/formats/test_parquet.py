"""Parquet: texts of some columns change, and types, row groups, missing values and metadata stay."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.translate.formats.contract import FormatContract
from translate.errors import FormatError
from translate.formats import Block, Options, Part, Target
from translate.formats.parquet import Parquet

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXTS = ["Қала әкімі", None, "", "Бүгін жиын", "12"] * 100


def made(columns: dict[str, Any] | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    table = pyarrow.table(columns or {"n": list(range(500)), "text": TEXTS})
    table = table.replace_schema_metadata({"made": "by hand"})
    parquet.write_table(table, out, **({"row_group_size": 210} | options))
    return out.getvalue()


def read(content: bytes, *columns: str) -> list[Part]:
    return list(Parquet().read(io.BytesIO(content), Options(columns=columns)))


def write(content: bytes, *columns: str, change: Callable[[Block], str] = lambda block: block.text.upper()) -> bytes:
    out, options = io.BytesIO(), Options(columns=columns)

    def translated() -> Iterator[tuple[Part, list[Target]]]:
        for part in Parquet().read(io.BytesIO(content), options):
            yield part, [Target(change(block)) for block in part.blocks]

    Parquet().write(io.BytesIO(content), translated(), out, options)
    return out.getvalue()


def table_of(content: bytes) -> Any:
    return parquet.read_table(io.BytesIO(content))


class TestParquet(FormatContract):
    name = "parquet"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {"plain": made(), "empty": made({"text": pyarrow.array([], pyarrow.string())})}

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        whole = made()
        middle = len(whole) // 2
        return {
            "cut": whole[:-20],
            "empty": b"",
            "text": "Қала".encode() * 100,
            "no texts": made({"n": [1]}),
            "two columns": made({"a": ["b"], "c": ["d"]}),
            "damaged": whole[:10] + b"\xff" * (middle - 10) + whole[middle:],
        }


def test_the_only_column_and_its_row_groups() -> None:
    parts = read(made())
    assert [len(part.blocks) for part in parts] == [80, 4, 80, 4, 32]
    assert parts[0].notes == ("translated columns: text",)


def test_all_but_the_texts_stays() -> None:
    content = made(compression={"n": "gzip", "text": "zstd"}, use_dictionary=["n"])
    after = write(content)
    assert table_of(after).column("text").to_pylist() == [text and text.upper() for text in TEXTS]
    assert table_of(after).column("n").to_pylist() == list(range(500))
    assert table_of(after).schema.equals(table_of(content).schema, check_metadata=True)
    for find in (
        lambda group: group.num_rows,
        lambda group: [group.column(at).compression for at in (0, 1)],
        lambda group: [set(group.column(at).encodings) for at in (0, 1)],
    ):
        before, now = (parquet.ParquetFile(io.BytesIO(one)).metadata for one in (content, after))
        assert [find(before.row_group(at)) for at in range(3)] == [find(now.row_group(at)) for at in range(3)]


def test_other_types_of_texts() -> None:
    words = ["Алма", "Алмұрт", None, "Алма"]
    table = {
        "large": pyarrow.array(words, pyarrow.large_string()),
        "shared": pyarrow.array(words).dictionary_encode(),
        "list": [["Алма"], [], None, ["б"]],
    }
    content = made(table)
    after = table_of(write(content, "large", "2"))
    assert after.column("large").to_pylist() == after.column("shared").to_pylist() == ["АЛМА", "АЛМҰРТ", None, "АЛМА"]
    assert after.column("list").to_pylist() == table["list"]
    assert after.schema.equals(table_of(content).schema)
    with pytest.raises(FormatError, match=r"'list' is no column of texts; columns of texts are: large, shared"):
        read(content, "list")
    with pytest.raises(FormatError, match="'x' is no column;"):
        read(content, "x")


def test_a_change_in_the_last_row_group() -> None:
    texts = ["бір"] * 499 + ["екі"]
    after = write(made({"text": texts}), change=lambda block: "two" if block.text == "екі" else block.text)
    assert table_of(after).column("text").to_pylist() == [*texts[:-1], "two"]


def test_a_file_without_the_schema_of_arrow_gets_none() -> None:
    after = write(made(store_schema=False))
    assert parquet.ParquetFile(io.BytesIO(after)).metadata.metadata is None
    out = io.BytesIO()
    table = pyarrow.table({"text": ["бір"]})
    with parquet.ParquetWriter(out, table.schema, store_schema=False) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata({"made": "by another"})
    assert parquet.ParquetFile(io.BytesIO(write(out.getvalue()))).metadata.metadata == {b"made": b"by another"}
