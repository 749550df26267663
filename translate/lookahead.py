"""Several documents at once: their segments in blocks, the next block decoded while the last one is verified.

A block has segments of one worker, of as many documents as it takes to fill it. Blocks are finished in the order in
which they were begun, so that what comes out does not depend on how fast anything was.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from glossary.kazakh.roll import Roll
from translate.memory import Recalled
from translate.memory_record import Key
from translate.unit import Document, Segment, TranslationUnit

BLOCK = 128
"""Segments that go up the ladder together: enough to fill batches, few enough to show progress."""

FIRST = 32
"""Segments of the first block; each next one has twice as many, up to `BLOCK`, so that something is done soon."""

AHEAD = 2
"""Blocks in work at once. While one is decoded another is verified; a third would only take memory."""

FEWEST = 4
"""Sentences that are worth a thread of their own."""

Progress = Callable[[int, int], None]
"""Called with the segments done and the segments there are."""


@dataclass(frozen=True, slots=True)
class Item:
    """A segment to translate. Its key says what its translation depends on; `roll` has the persons of its document."""

    key: Key
    segment: Segment
    roll: Roll


class Worker(Protocol):
    """What translates items: a `pipeline.Translator`. All but `make` is called by one thread, block after block."""

    def recall(self, items: Sequence[Item]) -> Recalled:
        """Return what is remembered of items with different keys, and make ready to translate the others."""
        ...

    def make(self, items: Sequence[Item], human: Mapping[Key, str]) -> dict[Key, TranslationUnit]:
        """Translate items with different keys; two threads may do so at once."""
        ...

    def remember(self, made: Mapping[Key, TranslationUnit], human: Mapping[Key, str]) -> None:
        """Keep what has been translated."""
        ...


@dataclass(slots=True, eq=False)
class Opened:
    """A document on its way: who translates it, and the units that are done, in the order of its segments.

    Where some could not be made there are fewer units, and `error` says why.
    """

    worker: Worker
    document: Document
    items: Sequence[Item]
    units: list[TranslationUnit] = field(default_factory=list)
    failed: int = 0
    error: Exception | None = None

    @property
    def done(self) -> bool:
        """Whether all units are there, but for those that could not be made."""
        return len(self.units) + self.failed == len(self.items)

    def take(self, unit: TranslationUnit | Exception, segment: Segment) -> None:
        """Take the unit of the next segment, or what went wrong with it."""
        if isinstance(unit, Exception):
            self.error = self.error or unit
            self.failed += 1
        else:
            self.units.append(replace(unit, segment=segment))


class Block:
    """Items in work, of any documents but of one worker; units that an earlier block makes are taken from there."""

    def __init__(self, worker: Worker, items: Sequence[tuple[Opened, Item]], before: Iterable["Block"]) -> None:
        """Look up what is known. `before` are the blocks that are still in work."""
        self.worker, self.items = worker, items
        self.earlier = {key: block for block in before if block.worker is worker for key in block.new}
        once = {item.key: item for _, item in items if item.key not in self.earlier}
        recalled = worker.recall(list(once.values()))
        self.units: dict[Key, TranslationUnit | Exception] = dict(recalled.units)
        self.human = recalled.human
        self.new: dict[Key, Item] = {key: item for key, item in once.items() if key not in self.units}
        self.made: Callable[[], dict[Key, TranslationUnit]] = self.make
        self.ready: Callable[[], bool] = lambda: True
        """Whether finishing it takes no waiting."""

    def make(self) -> dict[Key, TranslationUnit]:
        """Translate what nobody remembers."""
        return self.worker.make(list(self.new.values()), self.human) if self.new else {}

    def make_apart(self) -> dict[Key, TranslationUnit]:
        """Translate once more, each document alone, and keep what goes wrong with each."""
        made: dict[Key, TranslationUnit] = {}
        for _, group in groupby(self.items, key=itemgetter(0)):
            items = {item.key: item for _, item in group if item.key in self.new and item.key not in made}
            try:
                made |= self.worker.make(list(items.values()), self.human) if items else {}
            except Exception as error:  # noqa: BLE001 - see above
                self.units |= dict.fromkeys(items, error)
        return made

    def finish(self, progress: Progress | None) -> None:
        """Wait until all is translated, and give the documents their units; the blocks before are finished."""
        try:
            made = self.made()
        except Exception:  # noqa: BLE001 - whatever it is, it is the fault of one document, and not of all
            made = self.make_apart()
        if made:
            self.worker.remember(made, self.human)
        self.units.update(made)
        for opened, group in groupby(self.items, key=itemgetter(0)):
            for _, item in group:
                opened.take(self.units.get(item.key) or self.earlier[item.key].units[item.key], item.segment)
            if progress:
                progress(len(opened.units), len(opened.items))
        self.earlier = {}  # or each block would keep all that were before it


class Lookahead:
    """The blocks in work, and the items that wait for a block to be full."""

    def __init__(self, progress: Progress | None, ahead: int = AHEAD) -> None:
        """Make room for `ahead` blocks; `progress` is told of each document whose segments are done."""
        self.progress, self.ahead = progress, ahead
        self.size = min(FIRST, BLOCK)
        self.running: deque[Block] = deque()
        self.waiting: list[tuple[Opened, Item]] = []
        self.threads = ThreadPoolExecutor(ahead)

    def add(self, opened: Opened) -> None:
        """Begin a document; blocks that are full are translated meanwhile."""
        for item in opened.items:
            if len(self.waiting) == self.size or (self.waiting and self.waiting[0][0].worker is not opened.worker):
                self.begin(self.waiting)
                self.waiting, self.size = [], min(2 * self.size, BLOCK)
            self.waiting.append((opened, item))

    def begin(self, items: Sequence[tuple[Opened, Item]], *, alone: bool = False) -> None:
        """Put items to work, in a thread of their own unless they are alone."""
        while len(self.running) >= self.ahead:
            self.finish()
        block = Block(items[0][0].worker, items, self.running)
        if block.new and not alone:
            future = self.threads.submit(block.make)
            block.made, block.ready = future.result, future.done
        self.running.append(block)

    def begin_rest(self) -> None:
        """Put to work what waits, though it fills no block: in two halves where nothing else is in work."""
        middle = len(self.waiting) // 2 if not self.running else 0
        if middle >= FEWEST:
            self.begin(self.waiting[:middle])
            self.begin(self.waiting[middle:])
        elif self.waiting:
            self.begin(self.waiting, alone=not self.running)
        self.waiting = []

    def finish(self) -> None:
        """Finish the oldest block."""
        self.running.popleft().finish(self.progress)

    def close(self) -> None:
        """Begin nothing more; what is being decoded cannot be stopped, and is not waited for."""
        self.threads.shutdown(wait=False, cancel_futures=True)


def translate_ahead(documents: Iterable[Opened], progress: Progress | None = None) -> Iterator[Opened]:
    """Yield the documents with all their units, in their order; a few more are read and begun meanwhile.

    What goes wrong in translating one is its `error`, and the others go on.
    """
    queue, begun = Lookahead(progress), deque[Opened]()
    try:
        for opened in documents:
            begun.append(opened)
            queue.add(opened)
            while begun and begun[0].done:
                yield begun.popleft()
        queue.begin_rest()
        while begun:
            while not begun[0].done:
                queue.finish()
            yield begun.popleft()
    finally:
        queue.close()
