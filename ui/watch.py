"""`audarma translate --watch`: documents that arrive in a folder are translated, until Ctrl-C."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import click

from translate.formats import Options as FormatOptions
from translate.journal import Journal
from translate.outcome import Document, Outcome, Stamp, list_outputs
from translate.output import resolve
from ui.exit_codes import tell_code
from ui.inputs import Inputs, find_inputs
from ui.translate_options import Options, find_foreign, make_document

Run = Callable[[Sequence[Document], Inputs], list[Outcome]]
"""What translates documents and says what became of each."""

SETTLED = 2.0
"""Seconds for which a file that arrives must have stayed as it is: it may still be being copied."""


class Watch:
    """What is watched, and what was seen there."""

    def __init__(self, documents: Iterable[Document], about: FormatOptions, options: Options, journal: Journal) -> None:
        """Take the documents that were there at the beginning, and how those that arrive are to be read."""
        self.about, self.options, self.journal = about, options, journal
        self.owners: dict[Path, Path] = {}
        """Which document each output belongs to: of two with one name the first."""
        self.seen: dict[Path, Stamp] = {}
        """Documents that were translated or refused, as they were then; they are tried again when they change."""
        for document in documents:
            self.own(document)

    def own(self, document: Document) -> None:
        """Note whose outputs they are."""
        self.owners.update({resolve(path): document.path for path in list_outputs(document)})

    def follow(self, outcomes: list[Outcome], run: Run, refuse: Callable[[Outcome], None]) -> int:
        """Translate what arrives or changes until Ctrl-C; `outcomes` keeps the last one of each document.

        Returns the exit code of what has ended it.
        """
        if not self.options.quiet:
            click.echo("watching; Ctrl-C ends it", err=True)
        try:
            while True:
                for outcome in self.wait(run, refuse):
                    outcomes[:] = [one for one in outcomes if one.document.path != outcome.document.path] + [outcome]
        except KeyboardInterrupt as stop:
            click.echo("\nwatching ends", err=True)
            return tell_code(stop)

    def wait(self, run: Run, refuse: Callable[[Outcome], None]) -> list[Outcome]:
        """Wait until something arrives and has settled, and translate it."""
        before: Mapping[Path, Stamp] = {}
        while True:
            inputs, documents, now = self.look()
            new = [one for one in documents if before.get(one.path) == now[one.path] != self.seen.get(one.path)]
            self.seen.update({one.path: now[one.path] for one in new})
            refused = [Outcome(one, error=problem) for one in new if (problem := self.judge(one, now))]
            for outcome in refused:
                refuse(outcome)
            wanted = [one for one in new if not any(one is outcome.document for outcome in refused)]
            for document in wanted:
                self.own(document)
            if new:
                return refused + (run(wanted, inputs) if wanted else [])
            before = now
            time.sleep(SETTLED)

    def look(self) -> tuple[Inputs, list[Document], dict[Path, Stamp]]:
        """Return the documents that are there and not done, and how each is; nothing where a folder is away."""
        options, now = self.options, dict[Path, Stamp]()
        try:
            inputs = find_inputs(
                options.files, options.include, options.exclude, options.out_dir, known=bool(options.format)
            )
            documents = [make_document(path, name, options, self.about) for path, name in inputs.named]
        except (OSError, click.UsageError):
            return Inputs(), [], now
        for document in documents:
            try:
                if not self.journal.is_done(document):
                    now[document.path] = Stamp.at(document.path)
            except OSError:
                continue  # it went away meanwhile
        return inputs, [one for one in documents if one.path in now], now

    def judge(self, document: Document, now: Iterable[Path]) -> str:
        """Return why a document may not be translated, empty where it may: it would be written over something."""
        inputs = {resolve(path) for path in now}
        for path in list_outputs(document):
            owner = self.owners.get(resolve(path), document.path)
            if owner != document.path:
                return f"{path} is the translation of {owner}; give one of the two another name"
            if resolve(path) in inputs:
                return f"{path} is an input and would be overwritten"
        there = None if self.options.overwrite else find_foreign(document, self.journal)
        return f"{there} is there already: use --overwrite to write it anew" if there else ""
