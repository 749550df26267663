"""Long texts in parts: nothing is lost at their borders, and the parts together are the whole."""

import io
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.term import Term, Termbase
from tests.fakes import CopyEngine
from translate import Translation, Translator
from translate.errors import TextError
from translate.segment import segment
from translate.stream import PART, find_cut, join, read_parts

TERMBASE = Termbase.from_terms([Term("akim", "kk", "әкім"), Term("akim", "en", "akim", case="sentence")])


class Slow(io.BytesIO):
    """A file that gives a few bytes at a time, as a pipe does."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self.size = size

    def read1(self, size: int | None = -1) -> bytes:
        return self.read(self.size)


def read(data: bytes, size: int = 7) -> list[str]:
    file: BinaryIO = Slow(data, size)
    return list(read_parts(file, "text"))


@given(st.text(alphabet="әкім \n\r\u2028😀\ufeff", max_size=200), st.integers(1, 9))
def test_any_text_comes_through_any_pipe(text: str, size: int) -> None:
    assert "".join(read(text.encode(), size)) == text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x85"])
@pytest.mark.parametrize("shift", [0, 1, 2])
def test_parts_end_where_lines_end(ending: str, shift: int) -> None:
    line = "Қала әкімі келді." + ending
    text = "x" * shift + line * (3 * PART // len(line))
    parts = read(text.encode(), 4096)
    assert "".join(parts) == text
    assert len(parts) > 2
    assert all(part.endswith(ending) for part in parts[:-1])
    assert not any(part.startswith("\n") for part in parts)


def test_a_giant_line_is_cut_after_a_sentence_or_else_at_a_space_or_else_anywhere() -> None:
    for text, ending in (
        ("Әкім келді. Ол кетті, сосын " * 30_000, ". "),
        ("әкім " * 200_000, " "),
        ("ә" * 900_000, "ә"),
    ):
        parts = read(text.encode(), 65_536)
        assert "".join(parts) == text
        assert len(parts) > 1
        assert max(map(len, parts)) <= 22 * PART
        assert all(part.endswith(ending) for part in parts[:-1])


def test_half_a_line_break_waits() -> None:
    assert find_cut("бір\r") == 0
    assert find_cut("бір\r\nекі\r") == 5
    assert find_cut("ә" * 20 * PART + "\r") == 20 * PART


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (b"\xff", 0),
        ("Қала".encode() + b"\xff" + "Қала".encode(), 8),
        ("Қала\n".encode() + b"\xd2", 9),
        ("Қала".encode()[:-1], 6),
        (("ә" * (PART // 2)).encode() + "😀".encode()[:3], PART),
        (b"x" * (3 * PART) + b"\xe2\x82", 3 * PART),
        ("Қала".encode("utf-16"), 0),
    ],
)
@pytest.mark.parametrize("size", [1, 3, PART])
def test_what_is_not_utf8_is_refused_with_its_place(data: bytes, position: int, size: int) -> None:
    with pytest.raises(TextError) as caught:
        read(data, size) if len(data) < 100 else list(read_parts(io.BytesIO(data), "text"))
    assert caught.value.position == position
    assert caught.value.name == "text"


def translate_in_parts(parts: list[str]) -> Translation:
    joined = join(Translator(CopyEngine(), TERMBASE, "kk", "en").translate_stream(parts))
    assert joined
    return joined


def test_a_quotation_goes_on_from_part_to_part() -> None:
    parts = ["«Әкім келді\n", "Ол «Кеңес» үйінде\n", "\n", "Әкім кетті» деді.\n"]
    whole = Translator(CopyEngine(), TERMBASE, "kk", "en").translate("".join(parts))
    assert translate_in_parts(parts) == whole
    assert [unit.segment.depth for unit in whole.units] == [0, 1, 1]


def test_parts_of_one_giant_line_are_one_paragraph() -> None:
    parts = ["Бірінші жол.\n", "Әкім келді. ", "Әкім кетті. ", "Күн жылы.\nСоңғы жол.\n"]
    joined, text = translate_in_parts(parts), "".join(parts)
    assert joined == Translator(CopyEngine(), TERMBASE, "kk", "en").translate(text)
    assert [unit.segment.paragraph for unit in joined.units] == [
        item.paragraph for item in segment(text, "kk").segments
    ]


def test_nothing_joined_is_nothing() -> None:
    assert join([]) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\x03\x04\xff", "Word document"), ("Сөз".encode("utf-16"), "UTF-16"), (b"a\xff", "byte 1")],
)
def test_what_is_no_text_is_named(content: bytes, said: str) -> None:
    with pytest.raises(TextError, match=said):
        list(read_parts(io.BytesIO(content), "x"))
