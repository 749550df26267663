"""Turns at the engine: what many visitors want of it is done a little of each after another, and can be stopped."""

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from translate.engine import Engine, Hypothesis, Request
from translate.errors import TranslationError

TURN = 64
"""Requests that are decoded before the next visitor's turn: a second of the small model's time, about."""

LOOK = 0.2
"""Seconds after which who waits looks whether it is still wanted."""


class StoppedError(TranslationError):
    """Work that is not wanted any more, or took too long; `reason` says which."""

    def __init__(self, reason: Literal["stopped", "timeout"]) -> None:
        """Keep why."""
        super().__init__(reason)
        self.reason = reason


class Work:
    """One piece of work for a visitor: whether it is still wanted, and until when. `seconds` is what it may take."""

    def __init__(self, seconds: float) -> None:
        """Begin it now."""
        self.deadline = time.monotonic() + seconds
        self.stopped = False

    def stop(self) -> None:
        """Want no more of it; what is in the engine is finished, and nothing after it begun."""
        self.stopped = True

    def check(self) -> None:
        """Raise StoppedError where it is not wanted any more or its time is over."""
        if self.stopped:
            raise StoppedError("stopped")
        if time.monotonic() > self.deadline:
            raise StoppedError("timeout")


class Turns:
    """A lock that is given to who has waited longest."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()

    @contextmanager
    def take(self, work: Work) -> Iterator[None]:
        """Wait for a turn and hold it; StoppedError where the work is stopped first."""
        ticket = object()
        with self._changed:
            self._waiting.append(ticket)
        try:
            with self._changed:
                while self._waiting[0] is not ticket:
                    work.check()
                    self._changed.wait(LOOK)
            work.check()
            yield
        finally:
            with self._changed:
                self._waiting.remove(ticket)
                self._changed.notify_all()


class TurnEngine:
    """The engine as one piece of work sees it: each call waits for its turns, and fails once the work is stopped."""

    def __init__(self, engine: Engine, turns: Turns, work: Work) -> None:
        """Share `engine` with all who share `turns`."""
        self.engine, self.turns, self.work = engine, turns, work

    @property
    def signature(self) -> str:
        """Model and decoding, for the signature of a translation."""
        return self.engine.signature

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        """Translate as the engine does, some requests at a time."""
        found: list[list[Hypothesis]] = []
        for at in range(0, len(requests), TURN):
            with self.turns.take(self.work):
                found += self.engine.translate(requests[at : at + TURN])
        return found

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """Score as the engine does, some pairs at a time."""
        found: list[float] = []
        for at in range(0, len(pairs), TURN):
            with self.turns.take(self.work):
                found += self.engine.score(pairs[at : at + TURN])
        return found
