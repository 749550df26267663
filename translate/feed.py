"""Documents read ahead of their translation, and handed out part by part with it."""

import contextlib
import datetime
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from glossary.dates import REACH, find_date
from translate.errors import EngineError, FormatError
from translate.formats.format import Part
from translate.lookahead import Opened
from translate.outcome import STANDARD_INPUT, Document, Stamp, is_once
from translate.pipeline import Reading, Translator
from translate.unit import Translation


@dataclass(slots=True)
class Begun:
    """A document that is being read: what it was when it was opened, and why it could not be read to its end."""

    document: Document
    stamp: Stamp | None = None
    read: int = 0
    error: Exception | None = None
    wanted: bool = True


class Feed:
    """Reads documents ahead of their translation, and hands out the parts of each with their translations."""

    def __init__(self, translator: Translator, documents: Iterable[Document]) -> None:
        """Take the documents, which are opened one after another when it is their turn."""
        self.translator, self.documents = translator, documents
        self.entries: deque[tuple[Begun, Part | None]] = deque()
        """What has been read: parts, and None where a document ends."""
        self.ready: deque[Translation | Exception] = deque()
        self.flow = translator.finish_each(self.read_all())
        self.current: Begun | None = None
        self.unfinished = False
        """Whether the end of the document that was begun last has not been reached."""

    def read_all(self) -> Iterator[Opened]:
        """Open the blocks of all documents; what goes wrong with one is kept for its turn."""
        for document in self.documents:
            begun = Begun(document)
            try:
                yield from self.read(begun)
            except Exception as error:  # noqa: BLE001 - kept for its turn, whatever it is
                begun.error = error
            self.entries.append((begun, None))

    def read(self, begun: Begun) -> Iterator[Opened]:
        """Open the blocks of one document."""
        document = begun.document
        with open_input(document.path) as file:
            begun.stamp = Stamp.of(file)
            reading = None if is_once(document.path) else Reading(self.translator.at(self.find_day(document)))
            for part in document.format.read(file, document.options):
                if not begun.wanted:
                    return
                if reading is None:
                    reading = Reading(self.translator.at(self.find_day_in(part)))
                begun.read = 0 if is_once(document.path) else file.tell()
                self.entries.append((begun, part))
                for block in part.blocks:
                    yield reading.open(block.text)
            if not is_once(document.path) and Stamp.of(file) != begun.stamp:
                raise FormatError("", "was changed while it was read; translate it again")

    def find_day(self, document: Document) -> datetime.date | None:
        """Return the date that a document says in its first or last lines."""
        if not self.translator.find_dates:
            return None
        first = last = ""
        with document.path.open("rb") as file:
            for part in document.format.read(file, document.options):
                text = "".join(f"{block.text}\n" for block in part.blocks)
                first, last = first if len(first) > REACH else first + text, last[-REACH:] + text
        return find_date(first, last)

    def find_day_in(self, part: Part) -> datetime.date | None:
        """Return the date that the first part says, of a document that can be read only once."""
        text = "".join(f"{block.text}\n" for block in part.blocks)
        return find_date(text, "") if self.translator.find_dates else None

    def next_entry(self) -> tuple[Begun, Part | None]:
        """Return what was read next; more is read and translated until there is something."""
        while not self.entries:
            translation = next(self.flow, None)
            if translation is not None:
                self.ready.append(translation)
            elif not self.entries:
                raise EngineError("more documents were asked for than were named")
        return self.entries.popleft()

    def take(self, part: Part) -> list[Translation]:
        """Return the translations of the blocks of a part; what went wrong with one of them is raised."""
        taken = [self.ready.popleft() if self.ready else next(self.flow) for _ in part.blocks]
        for one in taken:
            if isinstance(one, Exception):
                raise one
        return [one for one in taken if isinstance(one, Translation)]

    def parts(self) -> Iterator[tuple[Part, list[Translation]]]:
        """Yield the parts of the document that was begun; what went wrong in reading is raised where it did."""
        while True:
            self.current, part = self.next_entry()
            if part is None:
                self.unfinished = False
                if self.current.error:
                    raise self.current.error
                return
            yield part, self.take(part)

    def skip_rest(self) -> None:
        """Leave out what is still to come of a document that was begun."""
        while self.unfinished:
            if self.current:
                self.current.wanted = False
            self.current, part = self.next_entry()
            if part is None:
                self.unfinished = False
            else:
                with contextlib.suppress(Exception):  # it has failed already
                    self.take(part)


def open_input(path: Path) -> BinaryIO:
    """Open a document for reading. Standard input stays open, and is read by who comes first."""
    if path != STANDARD_INPUT:
        return path.open("rb")
    if sys.stdin is None:
        raise OSError("there is no standard input: name a file")
    return open(sys.stdin.fileno(), "rb", closefd=False)
