"""One thread that translates for many clients: what waits of all requests goes to the engine together.

    submit(client, documents) ──▶ Job ──turns──▶ pieces of all jobs ──Lookahead──▶ job.future

A turn is some segments of one job; clients take turns, and so do the jobs of a client. So a book that somebody sends
costs a sentence that comes after it little time, and many single sentences are nearly as quick as one file of them.
"""

import logging
import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from glossary.term import Language
from translate.errors import TranslationError
from translate.job import Finish, Found, Job, Piece, Result
from translate.lookahead import BLOCK, Lookahead
from translate.pipeline import Translator

ROUND = 2 * BLOCK
"""Segments that are taken together; those of one direction fill blocks."""
AHEAD = 4
"""Blocks in work at once: those of few segments leave the engine room, and clients have to be answered meanwhile."""
SHARE = 5
"""Of those who are served, one in so many must wait before another block is begun beside a running one."""
LOOK = 0.005
"""Seconds between two looks at whether what is being decoded is ready."""
UNMEASURED = 2_000.0
"""Code points a second that are reckoned with before anything has been measured."""
FADING = 20.0
"""Seconds of work after which a measurement counts half."""
LONGEST_WAIT = 600
"""Seconds that a client is asked to wait at most."""
AGAIN = 5
"""Seconds after which another server may have taken the place of one that ends."""

Pair = tuple[Language, Language]

logger = logging.getLogger(__name__)


class RefusedError(TranslationError):
    """Work that is not taken; `seconds` says after how many it may be."""

    def __init__(self, message: str, seconds: int) -> None:
        """Keep the seconds beside the message."""
        super().__init__(message)
        self.seconds = seconds


class BusyError(RefusedError):
    """As many texts wait as may."""


class ClosedError(RefusedError):
    """The service ends: it takes nothing new, or could not finish what it had."""


class Turns:
    """Jobs that have something to hand out: clients take turns, and so do the jobs of a client."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._clients: OrderedDict[str, deque[tuple[Pair, Job[Any]]]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many jobs wait."""
        return sum(map(len, self._clients.values()))

    def add(self, pair: Pair, job: Job[Any]) -> None:
        """Put a job behind the others of its client."""
        self._clients.setdefault(job.client, deque()).append((pair, job))

    def take(self) -> tuple[Pair, Job[Any]] | None:
        """Take out the job whose turn it is, None where nobody waits; its client goes to the end of the queue.

        Who takes a job adds it again where it has more.
        """
        while self._clients:
            client, jobs = self._clients.popitem(last=False)
            pair, job = jobs.popleft()
            wanted = job.is_wanted()
            if jobs:
                self._clients[client] = jobs
                self._clients.move_to_end(client, last=wanted)
            if wanted:
                return pair, job
        return None


class Service:
    """Translates for many clients with the translators that `load` returns, one for each direction.

    Work may come from any thread; `load`, and all that a translator does, runs in the thread of the service. `queue`
    is how many documents may wait that are not begun, `seconds` the time that a job may take.
    """

    def __init__(self, load: Callable[[Language, Language], Translator], queue: int, seconds: float) -> None:
        """Load nothing yet, and begin to wait for work."""
        self.load, self.queue, self.seconds = load, queue, seconds
        self.closing = False
        """Whether nothing new is taken. Setting it takes no lock, so that the handler of a signal may."""
        self._changed = threading.Condition()
        self._turns = Turns()
        self._open: dict[Future[Any], Job[Any]] = {}
        self._ended = False
        self._translators: dict[Pair, Translator] = {}
        self._begun: deque[tuple[Pair, Piece]] = deque()
        self._stepping: list[tuple[Pair, Job[Any]]] = []
        self._size = self._time = 0.0
        self._since = time.monotonic()
        self._thread = threading.Thread(target=self._work, name="audarma service", daemon=True)
        self._thread.start()

    def warm(self) -> None:
        """Load both directions and translate a sentence each; raises what is wrong with model or termbase."""
        self.submit("", [["Әкім келді."]], "kk", "en").future.result()
        self.submit("", [["The akim came."]], "en", "kk").future.result()

    def submit(self, client: str, documents: Sequence[Sequence[str]], source: Language, target: Language) -> Job[Found]:
        """Take documents of a client, each a list of texts; n lists of translations are the result.

        BusyError where the queue is full, ClosedError where the service ends. No request is too large for an empty
        queue.
        """
        return self._add(Job[Found](client, documents, self.seconds, None), (source, target))

    def submit_for(
        self,
        client: str,
        documents: Sequence[Sequence[str]],
        source: Language,
        target: Language,
        finish: Finish[Result],
    ) -> Job[Result]:
        """Do the same, with something made of the translations, step by step, in the thread of the service."""
        return self._add(Job(client, documents, self.seconds, finish), (source, target))

    @property
    def rate(self) -> float:
        """Code points a second, as measured of late."""
        return self._size / self._time if self._time else UNMEASURED

    @property
    def idle(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not self._open

    def close(self, seconds: float) -> bool:
        """Take nothing new, wait so long for what was taken, and fail the rest; tells whether nothing was left."""
        self.closing = True
        with self._changed:
            whole = self._changed.wait_for(lambda: not self._open, seconds)
            left = list(self._open.values())
            self._ended = True
            self._changed.notify_all()
        for job in left:
            job.fail(ClosedError("the server ends", AGAIN))
        return whole

    def _add(self, job: Job[Result], pair: Pair) -> Job[Result]:
        if not any(job.documents):
            job.end([[] for _ in job.documents])  # type: ignore[arg-type]  # without text there is nothing to finish
            return job
        with self._changed:
            if self.closing:
                raise ClosedError("the server ends and takes nothing new", AGAIN)
            waiting = sum(one.waiting for one in self._open.values())
            if waiting and waiting + job.waiting > self.queue:
                seconds = math.ceil(sum(one.left for one in self._open.values()) / self.rate)
                message = f"{waiting} texts are waiting, and no more than {self.queue} may"
                raise BusyError(message, min(max(seconds, 1), LONGEST_WAIT))
            self._open[job.future] = job
            self._turns.add(pair, job)
            self._changed.notify_all()

        job.future.add_done_callback(self._forget)
        return job

    def _forget(self, future: Future[Any]) -> None:
        with self._changed:
            self._open.pop(future, None)
            self._changed.notify_all()

    def _work(self) -> None:
        """Translate what waits until the service has ended."""
        while not self._ended:
            line = Lookahead(None, AHEAD)
            try:
                while not self._ended:
                    self._go_on(line)
            except Exception as error:
                logger.debug("translating failed", exc_info=True)
                for _, piece in self._begun:
                    piece.job.fail(error)
                self._begun.clear()
            finally:
                line.close()

    def _go_on(self, line: Lookahead) -> None:
        """Do what there is to do next: begin what waits, finish what is ready, or wait for either."""
        pieces = self._gather() if self._is_time(line) else []
        for pair, piece in sorted(pieces, key=lambda one: id(one[1].whole.worker)):  # a block has one translator only
            if not self._begun:
                self._since = time.monotonic()  # what was before was no work
            self._begun.append((pair, piece))
            line.add(piece.part)
        line.begin_rest()
        stepping, self._stepping = self._stepping, []
        for pair, job in stepping:
            if job.step():
                self._return(pair, job)
        if line.running and line.running[0].ready():
            line.finish()
        self._deliver()
        if not pieces and not stepping and not (line.running and line.running[0].ready()):
            with self._changed:
                if not self._ended and (line.running or not self._turns):
                    self._changed.wait(LOOK if line.running else None)

    def _is_time(self, line: Lookahead) -> bool:
        """Tell whether to begin what waits: where the engine has room, and enough has come back to fill a block.

        So two blocks take turns: while one is decoded, the clients of the other are answered and ask again.
        """
        if len(line.running) >= AHEAD:
            return False
        return len(self._turns) >= (max(1, len(self._open) // SHARE) if line.running else 1)

    def _deliver(self) -> None:
        """Hand out what is translated, and measure how fast that was."""
        size = 0
        while self._begun and self._begun[0][1].part.done:
            pair, piece = self._begun.popleft()
            size += piece.size
            if piece.job.take(piece):
                self._return(pair, piece.job)
        now = time.monotonic()
        if size:
            self._measure(size, now - self._since)
        if size or not self._begun:
            self._since = now

    def _return(self, pair: Pair, job: Job[Any]) -> None:
        """Let a job wait for another turn."""
        with self._changed:
            self._turns.add(pair, job)

    def _measure(self, size: int, seconds: float) -> None:
        kept = 0.5 ** (seconds / FADING)
        self._size, self._time = self._size * kept + size, self._time * kept + seconds

    def _gather(self) -> list[tuple[Pair, Piece]]:
        """Return the pieces of a round: those of as many turns as it has room for."""
        pieces: list[tuple[Pair, Piece]] = []
        room = ROUND
        while room > 0:
            with self._changed:
                found = self._turns.take()
            if not found:
                break
            pair, job = found
            if job.steps:
                self._stepping.append(found)
                continue
            turn = job.take_turn(lambda pair=pair: self._find(pair))  # type: ignore[misc]
            pieces += [(pair, piece) for piece in turn]
            room -= sum(piece.weight for piece in turn)
            if job.is_wanted():
                self._return(pair, job)
        return pieces

    def _find(self, pair: Pair) -> Translator:
        if pair not in self._translators:
            self._translators[pair] = self.load(*pair)
        return self._translators[pair]
