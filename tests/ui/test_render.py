"""What a person is told about a run."""

from dataclasses import dataclass

from ui import render


@dataclass(frozen=True)
class Counts:
    segments: int
    terms: int
    unenforced: int
    error: str = ""
    violations: int = 0


def test_summary_counts_all_documents() -> None:
    assert render.summarize([]) == "0 segments, no titles found"
    assert render.summarize([Counts(3, 0, 0)]) == "3 segments, no titles found"
    assert render.summarize([Counts(1, 1, 0)]) == "1 segment, 1 title found, 1 rendered and verified"
    assert render.summarize([Counts(2, 3, 1), Counts(3, 2, 0)]) == (
        "2 documents, 5 segments, 5 titles found, 4 rendered and verified, 1 NOT rendered"
    )
    assert render.summarize([Counts(3, 0, 0, violations=2)]) == "3 segments, no titles found, 2 findings"
    assert render.summarize([Counts(2, 0, 0), Counts(0, 0, 0, "bad")]).startswith("2 documents, 1 FAILED, 2 segments")
