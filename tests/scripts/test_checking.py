"""The measurement of the check: which faults it makes, and what it counts."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from glossary.storage import default_termbase
from glossary.text import Span
from translate.finding import Finding, Pair
from translate.review import Reviewer

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"
PAIRS = [
    Pair("Астана әкімі Арман Қырықбаев 25 үй салды.", "The akim of Astana Arman Kyrykbayev built 25 houses.", 1),
    Pair("Қорғаныс министрлігі хабарлады.", "The Ministry of Defence reported.", 2),
]


@pytest.fixture(scope="module")
def checking() -> ModuleType:
    sys.path.insert(0, str(SCRIPTS))
    try:
        return importlib.import_module("checking")
    finally:
        sys.path.remove(str(SCRIPTS))


def test_every_class_of_fault_is_made_and_found(checking: ModuleType) -> None:
    base = default_termbase()
    reviewer, missed = Reviewer(base, "kk", "en"), list[str]()
    figures = checking.measure_recall(PAIRS, reviewer, base, missed)
    assert set(figures) == {"missing", "forbidden", "deprecated", "number", "name", "untranslated"}
    assert missed == []
    assert all(one["recall"] == 1 for one in figures.values())


def test_verdicts_are_counted(checking: ModuleType) -> None:
    found = [Finding(0, "name", "a", Span(0, 1)), Finding(1, "number", "b"), Finding(1, "number", "c")]
    verdicts = {checking.identify(PAIRS[0], found[0]): "false", checking.identify(PAIRS[1], found[1]): "real"}
    figures = checking.measure_alarms(PAIRS, found, verdicts)
    assert figures["verdicts"] == {"false": 1, "real": 1, "unjudged": 1}
    assert figures["by_class"] == {"number": 2, "name": 1}
    assert (figures["findings_per_100"], figures["false_per_100"]) == (150, 50)


def test_judged_findings_are_well_formed(checking: ModuleType) -> None:
    if not checking.JUDGED.is_file():
        pytest.skip("nothing is judged yet")
    rows = [line.split("\t") for line in checking.JUDGED.read_text("utf-8").splitlines()]
    assert rows[0] == ["finding", "verdict", "class", "reason"]
    assert all(len(row) == 4 and row[1] in ("real", "false") for row in rows[1:])
    assert len({row[0] for row in rows}) == len(rows)
