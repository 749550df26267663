"""Formats by the endings of files, and what is said of those of other programs."""

import io
from pathlib import PurePath

import pytest

from translate.errors import FormatError
from translate.formats import FORMATS, Options, find_format
from translate.formats.registry import NEIGHBOURS, find_kind


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("қаулы.doc", "save it as DOCX, for example with LibreOffice: soffice --headless --convert-to docx FILE"),
        ("қаулы.ODT", "--convert-to docx FILE"),
        ("қаулы.rtf", "--convert-to docx FILE"),
        ("қаулы.pdf", "soffice --headless --infilter=writer_pdf_import --convert-to docx FILE"),
        ("баяндама.ppt", "save it as PPTX"),
        ("кесте.ods", "save it as XLSX"),
    ],
)
def test_files_of_other_programs_are_refused_with_what_to_do(name: str, advice: str) -> None:
    unread = find_format(PurePath(name))
    with pytest.raises(FormatError) as caught:
        list(unread.read(io.BytesIO(b"%PDF"), Options()))
    assert advice in str(caught.value)
    with pytest.raises(FormatError):
        unread.write(io.BytesIO(), (), io.BytesIO(), Options())


def test_a_format_that_is_named_is_believed() -> None:
    assert find_format(PurePath("a.rtf"), "text").name == "text"
    assert find_format(PurePath("a.log")).name == "text"


def test_no_ending_is_both_read_and_refused() -> None:
    assert not [ending for ending in NEIGHBOURS if find_kind(PurePath(f"a{ending}"))]
    assert set(NEIGHBOURS.values()) <= set(FORMATS)
