"""Adding a model: downloaded, trimmed, converted, verified, and put in its place in one rename.

All that is not finished is in a folder of its own, `.adding/NAME` in the store, where no model is looked for:
`download` stays until the model is there, so that a later start goes on with it; `work` is made anew each time.
"""

import contextlib
import datetime
import importlib.metadata
import itertools
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from translate.catalogue import Source, find_source
from translate.checkpoint import check_checkpoint, read_vocabulary
from translate.conversion import check_software, convert_checkpoint
from translate.download import LISTING, Listing, Progress, check_disk, download, fetch_listing, show_size
from translate.errors import ModelError
from translate.lock import hold_lock
from translate.record import Record, read_license, read_record, sum_files, write_record
from translate.store import ADDING, FILES, Model, check_folder, find_added, find_store
from translate.verification import verify_model

LARGE = 100_000
"""Tokens from which on a vocabulary is trimmed unless told otherwise: NLLB's has 256,204 for 202 languages."""
MAP = "vocabulary_map.json"
"""What was trimmed: the new number of each old token, and what it costs."""
SOFTWARE = ("audarma", "ctranslate2", "transformers", "torch")

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be added: a name of the catalogue, an identifier of the hub or a folder; and how."""

    wanted: str
    name: str = ""
    """To use it by; by default the name of the catalogue, the identifier, or the folder's name."""
    revision: str = ""
    trim: bool | None = None
    """Whether its vocabulary is cut to what the pair needs; None: where it is large."""
    again: bool = False
    """Add it anew where it is there already."""
    trim_texts: tuple[Path, ...] = ()
    """Texts of the kind that will be translated: their pieces are kept before others."""
    development: tuple[str, ...] = ()
    """Lines on which the loss by trimming is measured."""


def add_model(
    order: Order, report: Report = lambda line: None, progress: Progress = lambda done, total: None
) -> tuple[Model, bool]:
    """Add a model; returns it, and whether it was added now and not before.

    `report` is called with lines that say what is done, `progress` with bytes of the download, done and in all.
    Raises ModelError for all that can be wrong with what was asked for, the network, the disk, or the files.
    """
    source = find_source(order.wanted, order.name, order.revision)
    target = find_added(source.name)
    adding = find_store() / ADDING / target.name

    def wait() -> None:
        report(f"waiting for another process that adds or removes {source.name}")

    try:
        with hold_lock(adding.with_name(f"{target.name}.lock"), wait):
            if target.is_dir() and not order.again:
                return check_same(source, target), False
            adding.mkdir(parents=True, exist_ok=True)
            try:
                make_model(source, order, adding, report, progress)
                put_in_place(adding, target)
            finally:
                tidy(adding)
            return check_folder(source.name, target), True
    except ModelError as error:
        if error.model == source.name:
            raise
        raise ModelError(source.name, error.problem) from error  # it was called by the folder it was made in
    except OSError as error:
        what = (error.strerror or str(error)).lower()
        raise ModelError(source.name, f"{error.filename or target}: {what}") from error


def check_same(source: Source, target: Path) -> Model:
    """Return the model that is there under a name; ModelError where it is another than the one that is wanted."""
    model, record = check_folder(source.name, target), read_record(target)
    wanted = source.repository or str(source.folder)
    if record and record.source != wanted:
        raise ModelError(source.name, f"is there already, made from {record.source}: choose another name (--name)")
    commit = re.fullmatch("[0-9a-f]{7,40}", source.revision)  # a branch or tag may mean the one that is there
    if record and commit and not record.revision.startswith(source.revision):
        there = record.revision[:8]
        raise ModelError(source.name, f"is there already in revision {there}: use --again to put another in its place")
    return model


def make_model(source: Source, order: Order, adding: Path, report: Report, progress: Progress) -> None:
    """Make the model in `work/model` of a folder, verified and with its record."""
    work = adding / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    made = work / "model"
    revision = ""
    checkpoint = source.folder
    if checkpoint is None:
        check_software(source.name)
        checkpoint = adding / "download"
        revision = bring(source, checkpoint, report, progress).revision
    converted = all((checkpoint / file).is_file() for file in FILES)
    if not converted:
        check_checkpoint(checkpoint)
        check_software(source.name)
    terms = read_license(checkpoint) or source.license
    report(f"terms of the weights: {show_license(terms)}")
    if converted:
        tokens = before = copy_model(checkpoint, made, source.name)
    else:
        tokens, before = convert(checkpoint, made, source.name, order, report)
    check_works(Model(source.name, made), report)
    record = Record(
        name=source.name,
        source=source.repository or str(source.folder),
        revision=revision,
        license=terms,
        added=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        tokens=tokens,
        tokens_before=before,
        software=list_software(),
        files=sum_files(made),
    )
    write_record(made, record)


def check_works(model: Model, report: Report) -> None:
    """Raise ModelError where a model that was just made is no good."""
    report("verifying: vocabulary, a few sentences there and back")
    verdict = verify_model(model)
    if verdict.problems:
        raise ModelError(model.name, f"does not work once converted: {'; '.join(verdict.problems)}")


def bring(source: Source, folder: Path, report: Report, progress: Progress) -> Listing:
    """Download a source into a folder, after what it needs has been looked at."""
    folder.mkdir(exist_ok=True)
    listing = fetch_listing(source, folder)
    check_disk(listing, folder, source.name)
    terms = f"; its weights are under {show_license(source.license)}" if source.license else ""
    report(f"downloading {source.repository} at {listing.revision[:8]}, {show_size(listing.size)}{terms}")
    download(source, listing, folder, progress)
    return listing


def convert(checkpoint: Path, out: Path, name: str, order: Order, report: Report) -> tuple[int, int]:
    """Convert a checkpoint, trimmed where that is wanted; returns its tokens after and before."""
    before = len(read_vocabulary(checkpoint))
    trimmed = order.trim or (order.trim is None and before >= LARGE)
    if trimmed:
        report(f"trimming the vocabulary of {before:,} tokens")
        checkpoint = trim(checkpoint, out.with_name("trimmed"), order, report)
    report("converting to int8")
    tokens = convert_checkpoint(checkpoint, out, name)
    if trimmed:
        shutil.copyfile(checkpoint / MAP, out / MAP)
    return tokens, before


def trim(checkpoint: Path, out: Path, order: Order, report: Report) -> Path:
    """Return the folder of a checkpoint whose vocabulary is cut to what the pair needs; what that costs is reported."""
    from translate.trim import trim_checkpoint

    texts = itertools.chain.from_iterable(read_lines(path, order.wanted) for path in order.trim_texts)
    report(str(trim_checkpoint(checkpoint, out, texts, development=order.development)))
    return out


def read_lines(path: Path, name: str) -> Iterator[str]:
    """Yield the lines of a text; ModelError where it is not UTF-8."""
    try:
        with path.open(encoding="utf-8") as file:
            yield from file
    except UnicodeDecodeError as error:
        raise ModelError(name, f"{path} is not UTF-8; its pieces cannot be counted") from error


def copy_model(folder: Path, out: Path, name: str) -> int:
    """Copy a model that is converted already; returns the number of its tokens."""
    check_folder(name, folder)
    out.mkdir()
    for file in FILES:
        shutil.copyfile(folder / file, out / file)
    return len(json.loads((out / "shared_vocabulary.json").read_text("utf-8")))


def put_in_place(adding: Path, target: Path) -> None:
    """Give a finished model its place, in one rename; one that was there before is taken away."""
    for path in (adding / "work" / "model").iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())  # a rename may reach the disk before what it names
    if target.is_dir():
        target.replace(adding / "work" / "before")
    (adding / "work" / "model").replace(target)
    shutil.rmtree(adding, ignore_errors=True)


def tidy(adding: Path) -> None:
    """Take away all but what is downloaded already, and that too where no byte of it is there."""
    shutil.rmtree(adding / "work", ignore_errors=True)
    if not any(path.is_file() and path.name != LISTING for path in adding.rglob("*")):
        shutil.rmtree(adding, ignore_errors=True)


def list_software() -> dict[str, str]:
    """Return what makes a model, and in which versions; what is not installed is left out."""
    found = {}
    for name in SOFTWARE:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def show_license(terms: str) -> str:
    """Return the terms of weights for people.

    >>> show_license("cc-by-nc-4.0")
    'CC-BY-NC-4.0 (not for commercial use)'
    >>> show_license("")
    'not stated; ask whoever made them'
    """
    if not terms:
        return "not stated; ask whoever made them"
    known = terms.upper() if terms.lower().startswith("cc-") else terms
    return f"{known} (not for commercial use)" if "-NC" in known else known
