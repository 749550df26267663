"""Turns at the engine: fair, in small pieces, and over at once when the work is stopped."""

import threading
import time
from collections.abc import Sequence

import pytest

from tests.fakes import CopyEngine
from translate.engine import Hypothesis, Request
from ui.web.turns import TURN, StoppedError, TurnEngine, Turns, Work


class RecordingEngine(CopyEngine):
    """A copying engine that keeps the texts of each call, and takes its time."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.calls: list[list[str]] = []
        self.seconds = seconds
        self.inside = 0
        self.most = 0

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.calls.append([request.text for request in requests])
        time.sleep(self.seconds)
        self.inside -= 1
        return super().translate(requests)


def make_requests(name: str, count: int) -> list[Request]:
    return [Request(f"{name}{number}", "kk", "en") for number in range(count)]


def test_as_many_come_back_in_their_order() -> None:
    engine = RecordingEngine()
    requests = make_requests("а", 2 * TURN + 5)
    found = TurnEngine(engine, Turns(), Work(60)).translate(requests)
    assert [answers[0].text for answers in found] == [engine.answer(request.text) for request in requests]
    assert [len(call) for call in engine.calls] == [TURN, TURN, 5]
    assert TurnEngine(engine, Turns(), Work(60)).score([(requests[0], "a")] * 3) == [-1.0] * 3


def test_visitors_take_turns_and_only_one_is_inside() -> None:
    engine, turns = RecordingEngine(0.03), Turns()
    threads = [
        threading.Thread(target=TurnEngine(engine, turns, Work(60)).translate, args=(make_requests(name, 4 * TURN),))
        for name in "аб"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    order = "".join(call[0][0] for call in engine.calls)
    assert engine.most == 1
    assert sorted(order) == list("ааааабббб"[1:])
    assert "аба" in order or "баб" in order
    assert "ааа" not in order[1:-1], order  # nobody has two turns while another waits


def test_stopped_work_leaves_the_queue_and_frees_it() -> None:
    engine, turns, unwanted = RecordingEngine(), Turns(), Work(60)
    failed: list[str] = []

    def wait_in_vain() -> None:
        try:
            TurnEngine(engine, turns, unwanted).translate(make_requests("б", 1))
        except StoppedError as stopped:
            failed.append(stopped.reason)

    with turns.take(Work(60)):
        thread = threading.Thread(target=wait_in_vain)
        thread.start()
        unwanted.stop()
        thread.join(5)
    assert failed == ["stopped"]
    assert engine.calls == []
    assert TurnEngine(engine, turns, Work(60)).translate(make_requests("а", 1))


def test_work_ends_when_its_time_is_over() -> None:
    with pytest.raises(StoppedError) as stopped:
        TurnEngine(RecordingEngine(), Turns(), Work(-1)).translate(make_requests("а", 1))
    assert stopped.value.reason == "timeout"


def test_what_fails_inside_frees_the_turn() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.take(Work(60)):
        raise ZeroDivisionError
    with turns.take(Work(1)):
        pass
