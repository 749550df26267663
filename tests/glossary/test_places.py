"""Where terms stand: files and lines."""

from pathlib import Path

import pytest

from glossary.places import find_places, place_of
from glossary.storage import tsv
from glossary.term import Term

AKIM = Term("akim", "kk", "әкім")


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.tsv", "concept\tlanguage\tterm\n\nakim\tkk\tәкім\n", 3),
        ("a.tsv", 'concept\tlanguage\tterm\nx\tkk\t"a\nakim\tkk\tәкім\n', 3),
        ("a.tsv", "\ufeffterm\tconcept\tlanguage\r\nәкім\takim\tkk\r\n", 2),
        ("a.csv", 'concept,language,term\nx,kk,"a, b"\nakim,kk,әкім\n', 3),
        ("a.tsv", "сот\tcourt\nәкім\takim\n", 2),
        ("a.csv", "kk;en\nәкім;akim\n", 2),
        ("no-suffix", "concept\tlanguage\tterm\nakim\tkk\tәкім\n", 2),
    ],
)
def test_line_of_a_term(name: str, content: str, line: int, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    place = place_of(AKIM, find_places([tmp_path / name]))
    assert place == (str(tmp_path / name), line)


def test_a_term_that_stands_twice_has_both_lines(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("concept\tlanguage\tterm\nakim\tkk\tәкім\nakim\tkk\tәкім\n", "utf-8")
    places = find_places([tmp_path / "a.tsv"])
    assert [place_of(AKIM, places, nth) for nth in (0, -1)] == [(str(tmp_path / "a.tsv"), line) for line in (2, 3)]


def test_what_is_no_text_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.tsv").write_bytes(b"\xff\xfe\x00\x00")
    assert not find_places([tmp_path / "a.xlsx", tmp_path / "none.tsv"])
    assert place_of(AKIM, find_places([tmp_path / "b.tsv"])) is None


def test_every_term_of_a_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text(
        "concept\tlanguage\tterm\tfrom\tuntil\nx\tkk\tсот\t1995\t1999\nx\tkk\tсот\t2001\nx\ten\tcourt\n", "utf-8"
    )
    places = find_places([file])
    assert [place.line for term in tsv.load(file).terms() if (place := place_of(term, places))] == [2, 3, 4]
