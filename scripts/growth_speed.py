"""Measure how time and memory grow with the length of a text: the whole command, on one core and on all.

    scripts/benchmark growth FILE... [--sentences 100 1000 10000] [--runs N] [--model NAME] [--save NAME]

The text is as many different lines of the files, of tables the first column. Every measurement is a process of its
own, from its start to the last byte, with its peak of memory; given is the median. `scripts/plots.py` draws it.
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
from matching_speed import ROOT
from nllb_speed import read_lines

from translate import load_translator
from translate.decoding import count_cores


def run(text: Path, cores: int, model: str) -> tuple[float, int]:
    """Translate a file on so many cores; returns seconds, and the peak of memory in bytes."""
    command = [sys.executable, "-m", "ui.cli", "translate", "--quiet", "--model", model, "--date", "none", str(text)]
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:  # a process of its own, so that wait4 tells its memory
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
        os.chdir(ROOT)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    return time.perf_counter() - begun, usage.ru_maxrss * 1024


def main(arguments: list[str]) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", nargs="+", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args(arguments)
    points: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for many in args.sentences:
            text = Path(folder, f"{many}.txt")
            text.write_text("\n".join(read_lines(args.files, many)) + "\n", "utf-8")
            for cores in sorted({1, count_cores()}):
                tries = [run(text, cores, args.model) for _ in range(args.runs)]
                seconds = statistics.median(seconds for seconds, _ in tries)
                peak = max(peak for _, peak in tries)
                point = {"sentences": many, "cores": cores, "seconds": round(seconds, 2), "peak_memory": peak}
                points.append({**point, "all_seconds": [round(seconds, 2) for seconds, _ in tries]})
                print(points[-1], file=sys.stderr)
    result = {
        "signature": load_translator(model=args.model, date="none").signature,
        "files": [file.name for file in args.files],
        "points": points,
    }
    results.save(args.save, result) if args.save else print(json.dumps(result, indent=1))
