"""Work that one client gives to a service: documents to translate, and what is to be made of their translations.

A document is a list of texts that belong together, as the paragraphs of a file do: a quotation may go on from one to
the next, a person has one name in all, and the date that the first or last lines say is that of all.
"""

import itertools
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from glossary.dates import find_date
from translate.errors import TranslationError
from translate.lookahead import Item, Opened
from translate.pipeline import Reading, Translator
from translate.unit import Translation

TURN = 16
"""Segments of a job that are taken before the next one's turn."""
USUAL = 150
"""Code points of a segment of usual length."""

Found = list[list[Translation]]
"""A translation for each text of each document."""

Result = TypeVar("Result")
Finish = Callable[[Found, Translator], Generator[None, None, Result]]
"""What makes the result of translations; between its steps others have their turn."""


def cut_turns(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield the segments of a text in turns, fewer of them where they are long; one empty turn where there are none."""
    start = size = 0
    for at, item in enumerate(items):
        length = len(item.segment.text)
        if at > start and (at - start >= TURN or size + length > TURN * USUAL):
            yield items[start:at]
            start, size = at, 0
        size += length
    yield items[start:]


class LateError(TranslationError):
    """The time of a job was over before it was done."""


@dataclass(slots=True, eq=False)
class Piece:
    """Some segments of a text that are translated together, and the text that they belong to: its number of all."""

    job: "Job[Any]"
    whole: Opened
    part: Opened
    number: int

    @property
    def weight(self) -> int:
        """What it counts for, in segments of usual length: a text without any as one, since it is work too."""
        return max(1, len(self.part.items), self.size // USUAL)

    @property
    def size(self) -> int:
        """Its code points."""
        return sum(len(item.segment.text) for item in self.part.items)


class Job(Generic[Result]):
    """Documents of one client. `future` has the result; who cancels it gives up what has not been begun.

    All but `future`, `waiting` and `left` belongs to the thread that translates.
    """

    def __init__(
        self, client: str, documents: Sequence[Sequence[str]], seconds: float, finish: Finish[Result] | None
    ) -> None:
        """Begin its time, `seconds`, now. Without `finish` the result is the translations."""
        self.client, self.documents, self.finish = client, documents, finish
        self.seconds, self.deadline = seconds, time.monotonic() + seconds
        self.future: Future[Result] = Future()
        self.waiting = len(documents)
        """Documents that are not begun."""
        self.left = sum(len(text) for document in documents for text in document)
        """Code points that are not translated."""
        self.steps: Generator[None, None, Result] | None = None
        self.taken = False
        """Whether there is nothing to hand out, at least for now."""
        self._texts = sum(map(len, documents))
        self._done: dict[int, Translation] = {}
        self._pieces: Iterator[Piece] | None = None
        self._translator: Translator | None = None

    def is_wanted(self) -> bool:
        """Tell whether there is anything to hand out; a job whose time is over fails here."""
        if not self.future.done() and time.monotonic() > self.deadline:
            self.fail(LateError(f"it was not done within {self.seconds:g} seconds"))
        return not self.taken and not self.future.done()

    def fail(self, error: Exception) -> None:
        """End it with an error, unless it has ended."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)

    def end(self, result: Result) -> None:
        """End it with its result, unless it has ended."""
        with suppress(InvalidStateError):
            self.future.set_result(result)

    def take_turn(self, find: Callable[[], Translator]) -> list[Piece]:
        """Return the next pieces, of a turn's segments; what goes wrong in opening its texts is its error.

        `find` returns the translator.
        """
        turn: list[Piece] = []
        try:
            if self._pieces is None:
                self._translator = find()
                self._pieces = self._open(self._translator)
            while sum(piece.weight for piece in turn) < TURN:
                turn.append(next(self._pieces))
        except StopIteration:
            self.taken = True
        except Exception as error:  # noqa: BLE001 - it is for who waits for the job
            self.fail(error)
        return turn

    def _open(self, translator: Translator) -> Iterator[Piece]:
        """Yield the pieces of all documents; each text is opened when it is asked for."""
        numbers = itertools.count()
        for document in self.documents:
            self.waiting -= 1
            found = find_date("\n".join(document)) if translator.find_dates else None
            reading = Reading(translator.at(found))
            for text in document:
                opened, number = reading.open(text), next(numbers)
                for items in cut_turns(opened.items):
                    yield Piece(self, opened, Opened(opened.worker, opened.document, items), number)

    def take(self, piece: Piece) -> bool:
        """Take the next piece of a text that is translated; tells whether steps are to follow now."""
        self.left -= piece.size
        whole = piece.whole
        whole.units += piece.part.units
        if piece.part.error:
            self.fail(piece.part.error)
        if not whole.done or self.future.done():
            return False
        assert isinstance(whole.worker, Translator)
        self._done[piece.number] = whole.worker.join(whole.document, whole.units)
        if len(self._done) < self._texts:
            return False
        if self.finish is None:
            self.end(self._gather())  # type: ignore[arg-type]  # then it is what is found
            return False
        assert self._translator is not None
        self.steps = self.finish(self._gather(), self._translator)
        self.taken = False
        return True

    def _gather(self) -> Found:
        """Return the translations, shaped as the documents are."""
        every = (self._done[number] for number in range(self._texts))
        return [list(itertools.islice(every, len(document))) for document in self.documents]

    def step(self) -> bool:
        """Go a step towards the result; tells whether another one follows."""
        assert self.steps is not None
        try:
            next(self.steps)
        except StopIteration as last:
            self.end(last.value)
        except Exception as error:  # noqa: BLE001 - it is for who waits for the job
            self.fail(error)
        return not self.future.done()
