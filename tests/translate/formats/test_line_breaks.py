"""Lines of an address stay lines, and a sentence that was only folded stays one; cases in `line_breaks.tsv`."""

import csv
import re
import time
from pathlib import Path

import pytest

from glossary.text import Span
from tests.translate.formats.docx_rewriting import BREAK, blocks, rewritten
from tests.translate.formats.office_documents import make_docx, make_field, paragraph, run
from translate.formats import Mark, Target
from translate.formats.line_breaks import find_continued

CASES = Path(__file__).parents[2] / "cases" / "line_breaks.tsv"


def list_cases() -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    failing = pytest.mark.xfail(strict=True)
    return [
        pytest.param(row["text"], marks=[failing] if row["label"] == "known-failure" else [], id=row["text"])
        for row in rows
    ]


def split(text: str) -> tuple[list[str], list[bool]]:
    """Return the lines of a case, and for each break whether the sentence goes on."""
    pieces = re.split("([⏎↩])", text)
    return [line.strip() for line in pieces[::2]], [sign == "↩" for sign in pieces[1::2]]


@pytest.mark.parametrize("text", list_cases())
def test_lines_stand_alone_or_go_on(text: str) -> None:
    lines, wanted = split(text)
    assert find_continued(lines) == wanted


def test_both_kinds_of_cases_are_there() -> None:
    labels = [line.partition("\t")[0] for line in CASES.read_text("utf-8").splitlines()[1:]]
    assert labels.count("positive") > 10
    assert labels.count("negative") > 10


def test_nothing_is_divided_where_there_are_no_words_on_one_side() -> None:
    assert find_continued(["", "", ""]) == [True, True]
    assert find_continued(["", "Қала", "", "Ауыл", ""]) == [True, False, False, True]
    assert find_continued([]) == find_continued(["Қала"]) == []


def test_lines_of_a_document_are_blocks_also_within_links_and_controls() -> None:
    lines = ("Қаржы министрлігі", "010000, Астана қаласы", "Абай көшесі, 8")
    apart = [run(lines[0]), BREAK, run(lines[1]), BREAK, run(lines[2])]
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(apart)}</w:sdtContent></w:sdt>"
    ranged = ['<w:bookmarkStart w:id="1" w:name="а"/>', *apart, '<w:bookmarkEnd w:id="1"/>']
    for content in (apart, [control], ranged, [make_field("REF а", *apart)]):
        assert [block.text for block in blocks(make_docx(paragraph(*content)))] == list(lines)


def test_the_line_before_a_link_counts_too() -> None:
    link = f"<w:hyperlink>{BREAK}{run('жылдық есебі')}</w:hyperlink>"
    assert [block.text for block in blocks(make_docx(paragraph("Министрліктің", link)))] == [
        "Министрліктің жылдық есебі"
    ]
    link = link.replace("жылдық", "Жылдық")
    assert len(blocks(make_docx(paragraph("Министрлік", link)))) == 2


def test_a_break_that_came_to_an_end_moves_inside() -> None:
    content = ("Министрліктің", BREAK, "есебі")
    for at in (0, 22):
        body = rewritten(*content, target=Target("Report of the Ministry", (Mark(1, Span(at, at)),)))
        assert re.findall(r"<w:br/>|>([^<>]+)<", body) == ["Report of the", "", "Ministry"]
    body = rewritten(*content, target=Target("Report of the Ministry", (Mark(1, Span(7, 7)),)))
    assert re.findall(r"<w:br/>|>([^<>]+)<", body) == ["Report", "", "of the Ministry"]


def test_a_break_stays_at_the_end_of_a_single_word() -> None:
    body = rewritten("Жылдық", BREAK, "есебі", target=Target("Report", (Mark(1, Span(6, 6)),)))
    assert re.findall(r"<w:br/>|>([^<>]+)<", body) == ["Report", ""]


def test_many_lines_take_time_in_proportion() -> None:
    started = time.process_time()
    find_continued(["қала"] * 200_000)
    find_continued(["Бұл жолда қырық бестен көп таңба бар, сондықтан ол ұзын"] * 100_000)
    assert time.process_time() - started < 10
