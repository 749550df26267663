"""How a model is searched on this machine: beam, threads, size of batches; and what was found by measuring."""

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from translate.catalogue import folder_name
from translate.engines.shape import Shape
from translate.errors import ModelError
from translate.fingerprint import fingerprint_folder
from translate.store import Model, find_store

BEAM = 4
CACHE = 400_000_000
"""Bytes that decoding may keep in all threads together: a 600M model stays under 1.2 GB with it."""
MOST, LEAST = 1024, 128
"""Source tokens of a batch: more are no faster (measured on the embedded model and the 600M shape), fewer are slow."""
TUNING = ".tuning"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Decoding:
    """Hypotheses searched, batches decoded side by side, cores for each, and source tokens in a batch.

    0 stands for what suits: one batch for each core, and as many tokens as `CACHE` has room for.
    """

    beam: int = BEAM
    threads: int = 0
    cores_each: int = 1
    batch_tokens: int = 0

    def fit(self, shape: Shape) -> "Decoding":
        """Return the same with numbers for what was left open, for a model of this shape.

        >>> Decoding(threads=2).fit(Shape(12, 12, 1024, 40_000)).batch_tokens
        254
        """
        threads = self.threads or count_cores()
        room = CACHE // (threads * shape.cache_bytes(self.beam))
        return replace(self, threads=threads, batch_tokens=self.batch_tokens or min(MOST, max(LEAST, room)))


def count_cores() -> int:
    """Return the number of processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def describe_machine() -> str:
    """Return the processor's name and the number of cores: what speed depends on."""
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", errors="replace").splitlines()
        name = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{count_cores()} cores, {name}"


def choose_decoding(model: Model, beam: int = 0, threads: int = 0) -> Decoding:
    """Return how to search a model: what is asked for, else what was measured on this machine, else the default.

    With other threads than those that were measured the batches are the default's.
    """
    found = read_tuning(model) or Decoding()
    if threads:
        found = Decoding(beam=found.beam, threads=threads)
    return replace(found, beam=beam, batch_tokens=0) if beam and beam != found.beam else found


def name_file(model: Model) -> Path:
    """Return the file that has what was measured of a model."""
    return find_store() / TUNING / f"{folder_name(model.name)}.json"


def read_tuning(model: Model) -> Decoding | None:
    """Return what was measured of these weights on this machine, None where nothing was."""
    try:
        about: dict[str, Any] = json.loads(name_file(model).read_text("utf-8"))
        if about["format"] != FORMAT or about["machine"] != describe_machine():
            return None
        return Decoding(**about["decoding"]) if about["model"] == fingerprint_folder(model.folder) else None
    except (OSError, ValueError, TypeError, KeyError, ModelError):
        return None


def write_tuning(model: Model, decoding: Decoding, measured: Mapping[str, Any]) -> Path:
    """Keep what was measured, in one rename; returns the file. OSError where it cannot be written."""
    path = name_file(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    about = {"format": FORMAT, "machine": describe_machine(), "model": fingerprint_folder(model.folder)}
    text = json.dumps({**about, "decoding": asdict(decoding), **measured}, ensure_ascii=False, indent=1)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_text(text + "\n", "utf-8")
    temporary.replace(path)
    return path


def forget_tuning(model: Model) -> bool:
    """Forget what was measured of a model; whether there was anything."""
    path = name_file(model)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there
