"""What a run over many documents has done, beside its outputs: so that it can go on wherever it was stopped.

A line of JSON for each step, on the disk before the step counts: a document is begun, a document is done. A line that
was cut off by a power failure is as none. Two runs do not write into one folder at once.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Self

from translate.errors import TranslationError
from translate.lock import hold_lock
from translate.memory_database import MemoryFileError
from translate.memory_upkeep import describe
from translate.outcome import Document, Outcome, Stamp, list_outputs
from translate.output import remove_temporary

FOLDER = ".audarma"
JOURNAL = "journal.jsonl"
MEMORY = "memory.db"
"""Translations of a run that is not at its end: a long document goes on where it was stopped."""


class JournalError(TranslationError):
    """A run cannot be gone on with, or another one writes into the same folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the journal knows it: what it was when it was read; counts where it is done."""

    stamp: Stamp | None = None
    done: bool = False
    counts: Mapping[str, Any] = field(default_factory=dict)


class Journal:
    """The journal of one output folder. Use it as a context: it holds the folder's lock."""

    def __init__(self, out: Path, also: Sequence[Path] = ()) -> None:
        """Name the output folder, which need not be there yet, and others in which the run writes files."""
        self.out, self.folder, self.also = out, out / FOLDER, also
        self.path = self.folder / JOURNAL
        self.entries: dict[str, Entry] = {}
        self.signature = ""
        self._file: BinaryIO | None = None
        self._stack = contextlib.ExitStack()

    @property
    def memory(self) -> Path:
        """The file that keeps the translations of the run until it is at its end."""
        return self.folder / MEMORY

    def __enter__(self) -> Self:
        """Take the lock, read what is there, and remove files that were half-written when a run was killed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in (self.path, self.memory):
            if os.path.lexists(path) and not path.is_file():
                raise JournalError(f"{path} is no file: remove it, and start the command again")
        self._stack.enter_context(hold_lock(self.folder / "lock", self._refuse))
        try:
            self._read()
            for folder in (self.out, *self.also):
                remove_temporary(folder)
            self._file = self._stack.enter_context(self.path.open("ab"))
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Free the lock; of a run that has begun nothing, nothing is left."""
        if not self.entries:
            self.discard()
        self._stack.close()

    def discard(self) -> None:
        """Remove the journal, and its folder where nothing has come into it."""
        self._stack.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.out.rmdir()

    def _refuse(self) -> None:
        raise JournalError(f"{self.out}: another run is writing into this folder")

    def _read(self) -> None:
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(self.path, whole)
        for line in content[:whole].splitlines():
            with contextlib.suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
                self._take(json.loads(line))

    def _take(self, step: dict[str, Any]) -> None:
        if "signature" in step:
            self.signature = str(step["signature"])
            return
        stamp = Stamp(*step["stamp"]) if step.get("stamp") else None
        self.entries[step["output"]] = Entry(stamp, step["step"] == "done", step.get("counts", {}))

    def _write(self, step: Mapping[str, Any]) -> None:
        assert self._file is not None
        self._file.write(json.dumps(step, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._take(dict(step))

    def sign(self, signature: str, *, anew: bool) -> None:
        """Say what the run translates with; JournalError where it is gone on with in another way than it was begun."""
        if self.signature == signature:
            return
        if self.signature and self.entries and not anew:
            raise JournalError(
                f"{self.out} was begun with {self.signature}, not with {signature}: go on with the same model and"
                " termbase, or use --overwrite to begin anew"
            )
        self._write({"signature": signature})

    def begin(self, output: Path) -> None:
        """Say that a document's output is about to be written; what is there under its name from now on is ours."""
        self._write({"step": "begun", "output": self.name(output)})

    def close(self, *, whole: bool, keep: bool) -> None:
        """End a run: where it is whole, its translations are not kept any longer, nor the journal unless `keep`."""
        done = any(entry.done for entry in self.entries.values())
        if not whole and (done or self.has_translations()):
            return
        if not done:
            self.discard()
            return
        for path in self.folder.glob(f"{MEMORY}*"):
            path.unlink(missing_ok=True)
        if not keep:
            self.discard()

    def has_translations(self) -> bool:
        """Tell whether anything has been translated that a document which failed can go on with."""
        with contextlib.suppress(MemoryFileError):
            return self.memory.exists() and describe(self.memory).units > 0
        return False

    def end(self, outcome: Outcome) -> None:
        """Say that a document is done."""
        assert outcome.document.output is not None
        stamp = outcome.stamp and [outcome.stamp.size, outcome.stamp.modified]
        counts = {key: getattr(outcome, key) for key in ("segments", "terms", "unenforced", "violations")}
        step = {"step": "done", "output": self.name(outcome.document.output), "stamp": stamp, "counts": counts}
        self._write(step)

    def find(self, output: Path) -> Entry | None:
        """Return what is known of the document that has this output."""
        return self.entries.get(self.name(output))

    def is_done(self, document: Document) -> bool:
        """Tell whether a document is done, its outputs are all there, and it is still what was translated."""
        assert document.output is not None
        entry = self.find(document.output)
        if not entry or not entry.done or not all(path.exists() for path in list_outputs(document)):
            return False
        return entry.stamp == Stamp.at(document.path)

    def name(self, output: Path) -> str:
        """Return what a document is called in the journal: its output's place in the folder."""
        return output.absolute().relative_to(self.out.absolute()).as_posix()
