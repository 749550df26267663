"""Blocks and their targets on their way to a second output, on disk where they are many."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import Self

from translate.formats.format import Block, Target

IN_MEMORY = 8_000_000
"""Bytes that are held in memory; what is more goes into a temporary file without a name."""


class Spool:
    """A list of blocks with their targets that may be longer than the memory is large."""

    def __init__(self) -> None:
        """Begin empty."""
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when the spool is left

    def __enter__(self) -> Self:
        """Return the spool."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the space back."""
        self._file.close()

    def add(self, pairs: Iterable[tuple[Block, Target]]) -> None:
        """Add blocks with their targets."""
        for pair in pairs:
            pickle.dump(pair, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def read(self) -> Iterator[tuple[Block, Target]]:
        """Yield all in their order, each time from the first."""
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return
