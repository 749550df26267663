"""Checkpoints from the hub, with huggingface_hub: what is there, whether it fits, and the files themselves.

huggingface_hub gives the addresses, the session (proxies, `HF_ENDPOINT`, `HF_TOKEN`) and the transfer of a file. That
a later start goes on where an earlier one was ended is done here: since version 2 the library throws an unfinished
file away. So is the comparison with the checksum that the hub tells, which the library does not do.
"""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from translate.catalogue import Source
from translate.checkpoint import WEIGHTS
from translate.errors import ModelError
from translate.hub import attempt
from translate.store import FILES

Progress = Callable[[int, int], None]

LISTING = "listing.json"
PART = ".part"
SPARE = 1.0
"""Disk that a conversion needs, times the size of the weights: a trimmed copy and the converted model."""

SMALL_FILES = (
    "README.md",
    "added_tokens.json",
    "config.json",
    "generation_config.json",
    "sentencepiece.bpe.model",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.json",
)
"""What a checkpoint may have besides its weights."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository: its size in bytes and its checksum, SHA-256 or (of small files) git's."""

    name: str
    size: int
    blob: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a repository at one commit that a conversion needs."""

    repository: str
    revision: str
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def fetch_listing(source: Source, folder: Path) -> Listing:
    """Return the files of a source; from the folder of an earlier download where it says the same commit.

    Raises ModelError where the hub cannot be reached, knows no such model, or the model has no weights.
    """
    kept = read_listing(folder)
    if kept and (kept.repository, kept.revision) == (source.repository, source.revision):
        return kept
    from huggingface_hub import HfApi

    def ask() -> Any:
        return HfApi(library_name="audarma").model_info(
            source.repository, revision=source.revision or None, files_metadata=True, timeout=30
        )

    about = attempt(ask, source)
    files = tuple(
        RemoteFile(file.rfilename, file.size or 0, file.blob_id or "", file.lfs.sha256 if file.lfs else "")
        for file in choose_files(about.siblings or (), source.name)
    )
    listing = Listing(source.repository, str(about.sha), files)
    if kept and kept != listing:
        shutil.rmtree(folder)  # of another commit
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LISTING).write_text(json.dumps(asdict(listing)), "utf-8")
    return listing


def read_listing(folder: Path) -> Listing | None:
    """Return the listing that an earlier start left in a folder, None where there is none that can be read."""
    try:
        about = json.loads((folder / LISTING).read_text("utf-8"))
        files = tuple(RemoteFile(**file) for file in about["files"])
        return Listing(about["repository"], about["revision"], files)
    except (OSError, ValueError, TypeError, LookupError):
        return None


def choose_files(siblings: Iterable[Any], name: str) -> list[Any]:
    """Return those files of a repository that a conversion needs: weights in one form, not in each."""
    found = {file.rfilename: file for file in siblings}
    if found.keys() >= set(FILES):  # converted already
        return [found[file] for file in ("README.md", *FILES) if file in found]
    weights = next((file for file in WEIGHTS if file in found), None)
    if weights is None or "config.json" not in found:
        raise ModelError(name, "its repository has no weights of transformers (model.safetensors, pytorch_model.bin)")
    wanted = [file for file in SMALL_FILES if file in found] + [weights]
    if weights.endswith(".index.json"):
        stem, suffix = weights.removesuffix(".index.json").rsplit(".", 1)
        wanted += sorted(file for file in found if file.startswith(f"{stem}-") and file.endswith(f".{suffix}"))
    return [found[file] for file in wanted]


def check_disk(listing: Listing, folder: Path, name: str) -> None:
    """Raise ModelError where the disk has no room for what is still to be downloaded and for the conversion."""
    there = sum(min(file.size, measure(folder, file)) for file in listing.files)
    needed = int(listing.size * (1 + SPARE)) - there
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            name,
            f"{folder} has {show_size(free)} free, {show_size(needed)} are needed for download and conversion;"
            " make room, or name a folder on another disk in AUDARMA_MODELS",
        )


def measure(folder: Path, file: RemoteFile) -> int:
    """Return how many bytes of a file are there."""
    for path in (folder / file.name, folder / (file.name + PART)):
        if path.is_file():
            return path.stat().st_size
    return 0


def show_size(size: float) -> str:
    """Return a number of bytes for people.

    >>> show_size(2_460_000_000), show_size(750)
    ('2.46 GB', '750 bytes')
    """
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size:.0f} bytes"


def download(source: Source, listing: Listing, folder: Path, progress: Progress = lambda done, total: None) -> None:
    """Bring all files of a listing into a folder; each is there under its name only when it is whole and right.

    `progress` is called with the bytes that are there and those of all files.

    Goes on with what an earlier start left. Raises ModelError for all that can go wrong on the way.
    """
    for number, file in enumerate(listing.files):
        path = folder / file.name
        bar = make_bar(sum(before.size for before in listing.files[:number]), listing.size, progress)
        if path.is_file() and is_right(path, file):
            continue
        path.unlink(missing_ok=True)
        if not take_cached(listing, file, path):
            for _ in range(2):  # a file that came wrong is asked for once more
                fetch(source, listing, file, path, bar)
                if is_right(path, file):
                    break
                path.unlink()
            else:
                (folder / LISTING).unlink(missing_ok=True)  # it may be what is wrong
                raise ModelError(
                    source.name,
                    f"{file.name} of {source.repository} came twice with another checksum than the hub tells;"
                    " try again later, or from another mirror (HF_ENDPOINT)",
                )


def take_cached(listing: Listing, file: RemoteFile, path: Path) -> bool:
    """Link to a file that other programs have downloaded into huggingface_hub's own cache, where it is right."""
    from huggingface_hub import try_to_load_from_cache

    cached = try_to_load_from_cache(listing.repository, file.name, revision=listing.revision)
    if not isinstance(cached, str) or not is_right(Path(cached), file):
        return False
    path.symlink_to(Path(cached).resolve())
    return True


def fetch(source: Source, listing: Listing, file: RemoteFile, path: Path, bar: type) -> None:
    """Download one file, from the byte on where an earlier attempt ended; it is not judged here."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers

    part = path.with_name(path.name + PART)
    if part.is_file() and part.stat().st_size > file.size:
        part.unlink()

    def get() -> None:
        with part.open("ab") as target:
            http_get(
                hf_hub_url(listing.repository, file.name, revision=listing.revision),
                target,
                resume_size=target.tell(),
                headers=build_hf_headers(library_name="audarma"),
                expected_size=file.size,
                displayed_filename=file.name,
                tqdm_class=bar,
            )

    try:
        attempt(get, source)
    except ModelError as error:
        if does_not_fit(error.__cause__):
            part.unlink(missing_ok=True)
            path.with_name(LISTING).unlink(missing_ok=True)  # it may be what is wrong
        raise
    part.replace(path)


def does_not_fit(error: BaseException | None) -> bool:
    """Tell whether the hub has no such range, or sent a file of another size: what is there is no beginning of it."""
    response = getattr(error, "response", None)
    if response is not None:
        return bool(response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
    return isinstance(error, OSError) and error.errno is None and "Consistency check" in str(error)


def make_bar(done: int, total: int, progress: Progress) -> type:
    """Return what huggingface_hub takes for a progress bar, and tells `progress` of the whole download.

    `done` is the bytes of the files before this one.
    """

    class Bar(contextlib.AbstractContextManager["Bar"]):
        def __init__(self, *arguments: object, initial: int = 0, **options: object) -> None:
            self.at = initial

        def __exit__(self, *error: object) -> None:
            """Nothing is left to be put away."""

        def update(self, more: float | None = 1) -> None:
            self.at += int(more or 0)
            progress(done + self.at, total)

    return Bar


def is_right(path: Path, file: RemoteFile) -> bool:
    """Tell whether a file is the one that the hub has: SHA-256, or git's SHA-1 of what is kept in git itself."""
    size = path.stat().st_size
    if size != file.size:
        return False
    made = hashlib.sha256() if file.sha256 else hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as content:
        while block := content.read(1 << 20):
            made.update(block)
    return made.hexdigest() == (file.sha256 or file.blob)
