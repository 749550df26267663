"""What a person is told about a translation."""

from dataclasses import dataclass

from glossary.check import Violation
from glossary.term import Termbase
from glossary.text import Span
from tests.fakes import NaughtyEngine
from translate import Segment, Translation, TranslationUnit, Translator
from ui import render


@dataclass(frozen=True)
class Counts:
    segments: int
    terms: int
    unenforced: int


def test_summary_counts_all_documents() -> None:
    assert render.summarize([]) == "0 segments, no titles found"
    assert render.summarize([Counts(3, 0, 0)]) == "3 segments, no titles found"
    assert render.summarize([Counts(1, 1, 0)]) == "1 segment, 1 title found, 1 rendered and verified"
    assert render.summarize([Counts(2, 3, 1), Counts(3, 2, 0)]) == (
        "5 segments, 5 titles found, 4 rendered and verified, 1 NOT rendered"
    )


def test_findings_name_the_paragraph_as_people_count_it() -> None:
    violation = Violation("number", "'5' is missing")
    unit = TranslationUnit(Segment(0, 2, Span(4, 8), "5 ал"), "x", violations=(violation, violation))
    translation = Translation("\n\nx", (unit,), "kk", "en", "test")
    assert list(render.list_findings(translation)) == ["paragraph 3: number: '5' is missing"] * 2


def test_paragraphs_are_counted_through_the_parts_of_a_long_text() -> None:
    translation = Translator(NaughtyEngine("drop"), Termbase(), "kk", "en").translate("Күн жылы.\n\nЖел соқты.")
    numbers = [line.split(":")[0] for line in render.list_findings(translation, 100)]
    assert numbers == ["paragraph 101", "paragraph 103"]
