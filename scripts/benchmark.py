#!/usr/bin/env python3
"""Measure time: the whole command on one article, and how much of it is not the engine.

scripts/benchmark FILE [--runs N] [--save NAME]
scripts/benchmark matching [--save NAME]           # the matcher alone, see matching_speed.py
scripts/benchmark termbase [--save NAME]           # loading termbases, see storage_speed.py
scripts/benchmark memory FILE... [--save NAME]     # the same text again, see memory_speed.py
scripts/benchmark nllb FILE... [--save NAME]       # a model of the 600M shape beside others, see nllb_speed.py
scripts/benchmark cluster FILE... [--save NAME]    # one worker and two, see cluster_speed.py
scripts/benchmark kills FILE... [--save NAME]      # killed at random moments, see batch_faults.py
scripts/benchmark documents FILE... [--save NAME]  # memory by the number of documents, see batch_faults.py
scripts/benchmark growth FILE... [--save NAME]     # time and memory by length of text, see growth_speed.py
"""

import argparse
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results

from translate import Translator, load_translator
from translate.engine import Hypothesis, Request

PARTS = {
    "cluster": "cluster_speed",
    "documents": "batch_faults",
    "growth": "growth_speed",
    "kills": "batch_faults",
    "matching": "matching_speed",
    "memory": "memory_speed",
    "nllb": "nllb_speed",
    "plots": "plots",
    "termbase": "storage_speed",
}
"""Modules that measure something else than the command on an article."""


class Stopwatch:
    """An engine that measures how long another one is at work: in one call or in two at once."""

    def __init__(self, engine: object) -> None:
        self.engine, self.seconds, self.requests = engine, 0.0, 0
        self.signature = engine.signature
        self.lock, self.calls, self.begun = threading.Lock(), 0, 0.0

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        with self.lock:
            self.requests += len(requests)
            self.calls += 1
            if self.calls == 1:
                self.begun = time.perf_counter()
        answers = self.engine.translate(requests)
        with self.lock:
            self.calls -= 1
            if self.calls == 0:
                self.seconds += time.perf_counter() - self.begun
        return answers

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        return self.engine.score(pairs)


def time_command(file: Path) -> float:
    """Return the seconds from process start to last byte."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "ui.cli", "translate", "--quiet", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Read the command line and measure."""
    if sys.argv[1:2] and sys.argv[1] in PARTS:
        module = PARTS[sys.argv[1]]
        import_module(module).main(sys.argv[1 if module == "batch_faults" else 2 :])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args()
    whole = [time_command(args.file) for _ in range(args.runs)]
    loading = time.perf_counter()
    base = load_translator()
    loading = time.perf_counter() - loading
    text = args.file.read_text("utf-8")
    totals, engines = [], []
    for _ in range(args.runs):
        watch = Stopwatch(base.engine)
        translator = Translator(watch, base.termbase, "kk", "en")
        begun = time.perf_counter()
        translation = translator.translate(text)
        totals.append(time.perf_counter() - begun)
        engines.append(watch.seconds)
    total, engine = statistics.median(totals), statistics.median(engines)
    share = statistics.median(1 - seconds / whole for seconds, whole in zip(engines, totals, strict=True))
    result = {
        "signature": base.signature,
        "file": args.file.name,
        "segments": len(translation.units),
        "requests": watch.requests,
        "command_seconds": {"median": round(statistics.median(whole), 2), "all": [round(s, 2) for s in whole]},
        "loading_seconds": round(loading, 2),
        "translating_seconds": round(total, 3),
        "engine_seconds": round(engine, 3),
        "share_outside_engine": round(share, 4),
    }
    results.save(args.save, result) if args.save else print(result)


if __name__ == "__main__":
    main()
