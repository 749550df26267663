"""Several documents at once: nothing is lost, nothing twice, and all comes in the order of the texts."""

import gc
import threading
import weakref
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import CopyEngine
from tests.memories import TERMBASE
from translate import Translator
from translate.engine import Hypothesis, Request
from translate.lookahead import AHEAD, BLOCK, FIRST, Block
from translate.memory import Memory

SENTENCES = ["Әкім келді.", "Қала әкімінің орынбасары айтты.", "Жиналыс өтті.", "Алматы.", "", "Бұл жаңа мектеп пе?"]


def make(engine: CopyEngine | None = None, memory: Memory | None = None) -> Translator:
    return Translator(engine or CopyEngine(), TERMBASE, "kk", "en", memory=memory)


class Slow(CopyEngine):
    """Fakes an engine whose first answer comes after the second: blocks end in another order than they began."""

    def __init__(self) -> None:
        super().__init__()
        self.second, self.first_thread = threading.Event(), 0

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        self.first_thread = self.first_thread or threading.get_ident()
        if threading.get_ident() == self.first_thread:
            self.second.wait(2)
        else:
            self.second.set()
        return super().translate(requests)


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=3).map("\n".join), max_size=12), st.integers(1, 5))
def test_many_texts_are_translated_as_each_alone(texts: list[str], block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("translate.lookahead.BLOCK", block)
        together = list(make().translate_many(texts))
    assert together == [make().translate(text) for text in texts]


def test_order_does_not_depend_on_speed() -> None:
    texts = [f"{number} жиналыс өтті." for number in range(2 * BLOCK)]
    found = list(make(Slow()).translate_many(texts))
    assert [translation.text.split()[0] for translation in found] == [str(number) for number in range(2 * BLOCK)]


def test_each_text_goes_to_the_model_once_though_two_blocks_have_it() -> None:
    engine = CopyEngine()
    texts = [f"{number % 7} жиналыс өтті." for number in range(3 * BLOCK)]
    translations = list(make(engine).translate_many(texts))
    asked = [request.text for request in engine.asked]
    assert sorted(asked) == sorted(set(texts))
    assert len({translation.text for translation in translations}) == 7


def test_only_a_few_texts_are_taken_before_the_first_comes_out() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for number in range(100 * BLOCK):
            taken += 1
            yield f"{number} жиналыс өтті."

    stream = make().translate_many(texts())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert taken <= (AHEAD + 2) * BLOCK


def test_a_failing_engine_fails_where_its_text_is() -> None:
    class Failing(CopyEngine):
        """Fakes an engine that breaks at one text."""

        def answer(self, text: str) -> str:
            if text.startswith("300 "):
                raise RuntimeError("broken")
            return super().answer(text)

    stream = make(Failing()).translate_many(f"{number} жиналыс өтті." for number in range(4 * BLOCK))
    found: list[object] = []
    with pytest.raises(RuntimeError, match="broken"):
        found.extend(stream)
    assert len(found) <= 300
    assert len(make(Failing()).translate("Әкім келді.").units) == 1


def test_blocks_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks: list[weakref.ref[Block]] = []
    original = Block.__init__

    def watch(self: Block, *arguments: object) -> None:
        original(self, *arguments)  # type: ignore[arg-type]
        blocks.append(weakref.ref(self))

    monkeypatch.setattr(Block, "__init__", watch)
    for number, _ in enumerate(make().translate_many(f"{n % 200} жиналыс өтті." for n in range(20 * BLOCK))):
        if number == 15 * BLOCK:
            gc.collect()
            assert sum(block() is not None for block in blocks) <= AHEAD + 2
    assert len(blocks) == 22  # the first three have 32, 64 and 128


def test_progress_counts_each_document() -> None:
    told: list[tuple[int, int]] = []
    texts = ["Әкім келді. Жиналыс өтті.", "", "Алматы.\n" * (BLOCK + 10)]
    list(make().translate_many(texts, lambda done, total: told.append((done, total))))
    assert (2, 2) in told
    assert told[-1] == (BLOCK + 10, BLOCK + 10)
    assert (FIRST - 2, BLOCK + 10) in told


def test_quotations_and_persons_go_on_in_a_stream_and_not_in_many_texts() -> None:
    parts = ["Ол «жиналыс өтті\n", "әкім айтты» деді.\n"]
    streamed = list(make().translate_stream(parts))
    assert [unit.segment.depth for part in streamed for unit in part.units][-1] == 1
    many = list(make().translate_many(parts))
    assert [unit.segment.depth for part in many for unit in part.units][-1] == 0


def test_the_memory_is_asked_and_fed_block_by_block(tmp_path: object) -> None:
    memory = Memory(f"{tmp_path}/memory.db")
    texts = [f"{number} жиналыс өтті." for number in range(3 * BLOCK)]
    first = list(make(memory=memory).translate_many(texts))
    engine = CopyEngine()
    again = list(make(engine, memory).translate_many(texts))
    assert again == first
    assert engine.asked == []
