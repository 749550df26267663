"""What a service reckons with: how fast it is, and how much a turn is."""

import time

from glossary.kazakh.roll import Roll
from glossary.text import Span
from tests.fakes import CopyEngine
from tests.memories import TERMBASE
from translate.job import cut_turns
from translate.lookahead import Item
from translate.pipeline import Translator
from translate.service import Service
from translate.unit import Segment


def test_waiting_for_work_is_no_work() -> None:
    service = Service(lambda source, target: Translator(CopyEngine(), TERMBASE, source, target), 100, 20)
    for _ in range(2):
        service.submit("a", [["Әкім келді."] * 40], "kk", "en").future.result(10)
        time.sleep(1.0)
    assert service._time < 0.9
    assert service.close(5)


def test_long_segments_make_short_turns() -> None:
    texts = [*["а" * 40] * 40, *["а" * 2_000] * 3]
    items = [Item((text, ()), Segment(i, 0, Span(0, len(text)), text), Roll()) for i, text in enumerate(texts)]
    assert [len(turn) for turn in cut_turns(items)] == [16, 16, 9, 1, 1]
    assert [len(turn) for turn in cut_turns([])] == [0]
