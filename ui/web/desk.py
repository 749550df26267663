"""The desk where the texts and documents of all visitors are translated: who waits, whose work is under way.

Nothing of a text is kept: each piece of work has a translator of its own, and only the engine is shared.
"""

import asyncio
import math
import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from glossary.dates import find_date
from glossary.term import Language, Termbase
from translate.engine import Engine, load_engine
from translate.language import other_language
from translate.lookahead import Opened, translate_ahead
from translate.pipeline import Reading, Translator
from translate.service import Service
from translate.unit import Translation, TranslationUnit
from ui.web.settings import Settings
from ui.web.turns import TurnEngine, Turns, Work

SEATS = 4
"""Pieces of work under way at once, which take turns; each has a thread and a text in memory."""

FIRST = 3
"""Segments that are translated at least before the first of a text are shown."""

QUEUE = 2_000
"""Texts of programs that may wait."""

GROUP = 24
"""Segments that are shown together after the first."""

Item = TypeVar("Item")


class BusyError(Exception):
    """As many visitors wait as may."""


class Desk:
    """Translates for all visitors of a server."""

    def __init__(self, settings: Settings, load: Callable[[], Engine] | None = None) -> None:
        """Load nothing yet; `load` returns the engine, by default that of the model in the settings."""
        self.settings = settings
        self._load = load or (lambda: load_engine(settings.model))
        self._engine: Engine | None = None
        self._loading = threading.Lock()
        self._turns = Turns()
        self._seats: asyncio.Semaphore | None = None
        self._waiting = 0
        self._works: dict[str, Work] = {}

    @property
    def engine(self) -> Engine:
        """The engine, loaded by who asks first; ModelError or EngineError where it cannot be."""
        with self._loading:
            if self._engine is None:
                self._engine = self._load()
            return self._engine

    def warm(self) -> None:
        """Load the engine and translate one sentence each way, so that the first visitor need not wait for it."""
        for language, text in (("kk", "Елбасы келді."), ("en", "The akim came.")):
            self.find_translator("kk" if language == "kk" else "en", None, Work(60)).translate(text)

    def make_service(self) -> Service:
        """Return what translates for programs, which together take turns at the engine as one visitor does."""
        work = Work(math.inf)
        return Service(lambda source, _: self.find_translator(source, None, work), QUEUE, self.settings.timeout)

    @asynccontextmanager
    async def seat(self, visitor: str) -> AsyncIterator[Work]:
        """Wait for a seat and begin a piece of work; BusyError where too many wait.

        A visitor has one piece of work: the one before is stopped. It ends with the block.
        """
        self._seats = self._seats or asyncio.Semaphore(SEATS)  # belongs to the loop that runs now
        if self._seats.locked() and self._waiting >= self.settings.queue:
            raise BusyError
        self.stop(visitor)
        self._waiting += 1
        try:
            await self._seats.acquire()
        finally:
            self._waiting -= 1
        work = Work(self.settings.timeout)
        if visitor:
            self._works[visitor] = work
        try:
            yield work
        finally:
            work.stop()
            if self._works.get(visitor) is work:
                del self._works[visitor]
            self._seats.release()

    def stop(self, visitor: str) -> None:
        """Stop what is under way for a visitor, if anything is."""
        if work := self._works.get(visitor):
            work.stop()

    def find_termbase(self, own: Termbase | None) -> Termbase:
        """Return the termbase of a visitor: the server's, under the visitor's own where there is one."""
        return self.settings.termbase.layered(own) if own else self.settings.termbase

    def find_translator(self, source: Language, termbase: Termbase | None, work: Work) -> Translator:
        """Return a translator for one piece of work, with the server's termbase where none is given.

        Making one takes some hundredths of a second.
        """
        engine = TurnEngine(self.engine, self._turns, work)
        return Translator(engine, termbase or self.settings.termbase, source, other_language(source))


def translate_text(
    text: str, translator: Translator, work: Work
) -> Generator[list[TranslationUnit] | Translation, None, None]:
    """Yield the units of a text, some whole paragraphs at a time, and at the end its translation.

    The translation is what `Translator.translate` makes of the text: a unit may have changed there, where a bare noun
    stands for what the document has named. StoppedError where the work is stopped.
    """
    if translator.find_dates:
        translator = translator.at(find_date(text))
    opened = Reading(translator).open(text)
    for start, end in group_paragraphs([item.segment.paragraph for item in opened.items]):
        work.check()
        group = Opened(translator, opened.document, opened.items[start:end])
        (done,) = translate_ahead([group])
        if done.error:
            raise done.error
        yield done.units
    yield next(translator.finish([opened]))  # all is remembered but segments of great length


def group_paragraphs(paragraphs: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where groups of whole paragraphs begin and end, given the paragraph of each segment.

    >>> list(group_paragraphs([0, 0, 1, 1, 2] + [3] * 30))
    [(0, 4), (4, 35)]
    """
    start, size = 0, FIRST
    for at in range(1, len(paragraphs) + 1):
        if at == len(paragraphs) or (at - start >= size and paragraphs[at] != paragraphs[at - 1]):
            yield start, at
            start, size = at, GROUP


async def drive(steps: Generator[Item, None, None], work: Work) -> AsyncIterator[Item]:
    """Yield what a generator yields, each step of it made in a thread; who leaves early stops the work."""
    end = object()
    try:
        while (step := await asyncio.to_thread(next, steps, end)) is not end:
            yield step  # type: ignore[misc]  # it is no end
    finally:
        work.stop()
        with suppress(ValueError):  # it is in a step, and fails at its next turn
            steps.close()
