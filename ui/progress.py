"""How far a run over documents is: a bar on a terminal, a line for each document elsewhere."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from translate.outcome import Outcome


class Progress(Protocol):
    """Follows a run."""

    def follow(self, outcome: Outcome) -> None:
        """Show that a part of a document is done."""
        ...

    def finish(self, outcome: Outcome, size: int) -> None:
        """Show that a document is done, of so many bytes."""
        ...


class Silent:
    """Shows nothing."""

    def follow(self, outcome: Outcome) -> None:
        """Show nothing."""

    def finish(self, outcome: Outcome, size: int) -> None:
        """Show nothing."""


class Bar:
    """A bar by the bytes of documents, with documents, segments a second and the time left."""

    def __init__(self, bar: Any, task: Any, documents: int) -> None:
        """Take a bar of rich."""
        self.bar, self.task, self.documents = bar, task, documents
        self.done = self.bytes = self.segments = self.current = 0
        self.begun = time.monotonic()

    def follow(self, outcome: Outcome) -> None:
        """Count the segments of the document in work."""
        self.current = outcome.segments
        self.show(outcome.document.path.name, self.bytes + outcome.read)

    def finish(self, outcome: Outcome, size: int) -> None:
        """Count a document that is done."""
        self.done, self.bytes = self.done + 1, self.bytes + size
        self.segments, self.current = self.segments + outcome.segments, 0
        self.show(outcome.document.path.name, self.bytes)

    def show(self, name: str, completed: int) -> None:
        """Bring the bar up to date."""
        segments = self.segments + self.current
        rate = segments / max(0.001, time.monotonic() - self.begun)
        what = f"{self.done} of {self.documents} documents, {rate:.0f} segments/s  {name[:30]}"
        self.bar.update(self.task, completed=completed, description=what)


@contextmanager
def show_progress(documents: int, size: int, *, quiet: bool) -> Iterator[Progress]:
    """Show a bar while documents of so many bytes are translated, on a terminal only."""
    if quiet or sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        BarColumn(20),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with RichProgress(*columns, console=Console(stderr=True, highlight=False), transient=True) as bar:
        yield Bar(bar, bar.add_task("", total=max(1, size)), documents)


def measure(path: Path) -> int:
    """Return the bytes of a document, 0 where that cannot be known."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
