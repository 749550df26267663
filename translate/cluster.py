"""The batch on several machines: Ray Data hands documents, and pieces of large ones, to actors with a model each.

A task is a document, or a piece of one that can be cut without reading it: a row group of Parquet, some megabytes of
lines. Each writes a file of its own in one rename, so that a worker may die at any moment: Ray gives its task to
another one. Inputs and outputs lie where every machine sees them under the same path.
"""

import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translate.batch import translate_documents
from translate.engine import EngineChoice
from translate.errors import EngineError
from translate.function import load_translator
from translate.outcome import Document, Outcome, Stamp

PIECE = 4_000_000
"""Bytes of lines in a task, about: some minutes of work, so that little is done again where a worker dies."""
LINES = ("text", "jsonl")
"""Formats of which every line stands for itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A task: a document, and which part of it: bytes from and to, or a row group; all of it where both are None."""

    document: Document
    number: int = 0
    cut: tuple[int, int] | None = None
    row_group: int | None = None

    def open(self) -> bytes:
        """Return the piece as a document of its own."""
        if self.row_group is not None:
            import pyarrow
            from pyarrow import parquet

            out = pyarrow.BufferOutputStream()
            table = parquet.ParquetFile(self.document.path).read_row_group(self.row_group)
            parquet.write_table(table, out)
            return bytes(out.getvalue())
        assert self.cut is not None
        with self.document.path.open("rb") as file:
            file.seek(self.cut[0])
            return file.read(self.cut[1] - self.cut[0])


def cut_document(document: Document) -> Iterator[Piece]:
    """Yield the tasks of a document; a large one is written as a folder of parts under its name."""
    if document.format.name == "parquet":
        from pyarrow import parquet

        groups = parquet.ParquetFile(document.path).num_row_groups
        for number in range(groups) if groups > 1 else ():
            yield Piece(name_part(document, number), number, row_group=number)
        if groups > 1:
            return
    size = document.path.stat().st_size
    if document.format.name in LINES and size > PIECE:
        for number, cut in enumerate(cut_lines(document.path, size)):
            yield Piece(name_part(document, number), number, cut=cut)
        return
    yield Piece(document)


def cut_lines(path: Path, size: int) -> Iterator[tuple[int, int]]:
    """Yield where pieces of a file begin and end, in bytes: at ends of lines."""
    at = 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at + PIECE)
            file.readline()
            end = min(file.tell(), size)
            yield at, end
            at = end


def name_part(document: Document, number: int) -> Document:
    """Return a document whose files are those of one of its parts."""
    assert document.output is not None
    part = f"part-{number:05}{document.path.suffix}"
    audit = document.audit.with_suffix("") / f"{part}.json" if isinstance(document.audit, Path) else None
    return replace(document, output=document.output / part, audit=audit, bilingual={})


class Worker:
    """An actor: it has a translator, and takes one task after another."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Load the model, with one thread: there are as many workers as cores."""
        self.translator = load_translator(**settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Translate a batch of tasks; n in, n outcomes out."""
        return {"outcome": [translate_piece(piece, self.translator) for piece in batch["item"]]}


def translate_piece(piece: Piece, translator: Any) -> Outcome:
    """Translate one task; what it writes is there when this returns."""
    if piece.cut is None and piece.row_group is None:
        return next(translate_documents([piece.document], translator))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, piece.document.path.name)
        path.write_bytes(piece.open())
        outcome = next(translate_documents([replace(piece.document, path=path)], translator))
    outcome.document = piece.document
    with piece.document.path.open("rb") as file:
        outcome.stamp = Stamp.of(file)
    return outcome


def translate_on_cluster(
    pieces: Sequence[Piece], settings: dict[str, Any], *, workers: int, address: str = ""
) -> Iterator[Outcome]:
    """Translate tasks on a cluster, or on this machine where no address is given; outcomes come as they are done.

    `settings` are the arguments of `load_translator`. EngineError where Ray is not installed or cannot be reached.
    """
    try:
        import ray
    except ImportError as error:
        problem = f"to use a cluster, Ray is needed ({error}): pip install '.[cluster]' in the project's folder"
        raise EngineError(problem) from error
    choice = settings.get("engine")
    if not isinstance(choice, EngineChoice) or not choice.threads:
        settings = {**settings, "engine": replace(choice or EngineChoice(), threads=1)}
    try:
        ray.init(address=address or "local", log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise EngineError(f"Ray cannot be started or reached: {error}") from error
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        tasks = ray.data.from_items(list(pieces), override_num_blocks=max(1, len(pieces)))
        done = tasks.map_batches(
            Worker,
            fn_constructor_args=(settings,),
            batch_size=1,
            compute=ray.data.ActorPoolStrategy(
                size=min(workers or int(ray.cluster_resources().get("CPU", 1)), max(1, len(pieces)))
            ),
            num_cpus=1,
            max_restarts=-1,
            max_task_retries=-1,
        )
        for row in done.iter_rows():
            yield row["outcome"]
    finally:
        ray.shutdown()


__all__ = ["Piece", "Worker", "cut_document", "translate_on_cluster"]
