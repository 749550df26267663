"""Measure how much faster two workers of a cluster are than one, each with one core of this machine.

    scripts/benchmark cluster FILE... [--sentences 6000] [--rounds 2] [--save NAME]

The text is as many different lines of the files, of tables the first column, in a hundred documents. The clock runs
from the first document that is done to the last, so that starting Ray and loading models is not in it; what those take
is given beside it.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results
from nllb_speed import read_lines

from translate import load_translator
from translate.cluster import Piece, translate_on_cluster
from translate.formats import Options, find_format
from translate.outcome import Document

DOCUMENTS = 100
CORES = sorted(os.sched_getaffinity(0))


def run(paths: list[Path], out: Path, workers: int) -> dict[str, float]:
    """Translate documents with so many workers; seconds of the start, and sentences a second from then on."""
    pieces = [Piece(Document(path, find_format(path), Options(), out / path.name)) for path in paths]
    settings = {"source": "kk", "target": "en", "model": "embedded", "date": "none"}
    os.sched_setaffinity(0, CORES[:workers])  # what Ray starts has as many: a core for each worker
    begun = time.perf_counter()
    moments: list[tuple[float, int]] = []
    for outcome in translate_on_cluster(pieces, settings, workers=workers):
        assert not outcome.error, outcome.error
        moments.append((time.perf_counter() - begun, outcome.segments))
    first = moments[workers - 1][0]
    segments = sum(number for _, number in moments[workers:])
    return {"start": first, "speed": segments / (moments[-1][0] - first)}


def describe(found: list[dict[str, float]]) -> dict[str, Any]:
    """Return the medians of some runs."""
    return {
        "sentences_a_second": round(statistics.median(one["speed"] for one in found), 1),
        "all": [round(one["speed"], 1) for one in found],
        "start_seconds": round(statistics.median(one["start"] for one in found), 1),
    }


def main(arguments: list[str]) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args(arguments)
    tries: dict[int, list[dict[str, float]]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lines = read_lines(args.files, args.sentences)
        paths = [folder / f"{number:03}.txt" for number in range(DOCUMENTS)]
        for number, path in enumerate(paths):
            path.write_text("\n".join(lines[number::DOCUMENTS]) + "\n", "utf-8")
        for turn in range(args.rounds):
            for workers, found in tries.items():
                found.append(run(paths, folder / f"out-{workers}-{turn}", workers))
                print(workers, found[-1], file=sys.stderr)
    speeds = {workers: statistics.median(one["speed"] for one in found) for workers, found in tries.items()}
    result: dict[str, Any] = {
        "signature": load_translator(model="embedded", date="none").signature,
        "sentences": args.sentences,
        "workers": {str(workers): describe(found) for workers, found in tries.items()},
        "times_faster": round(speeds[2] / speeds[1], 2),
        "target": 1.7,
    }
    results.save(args.save, result) if args.save else print(json.dumps(result, indent=1))
