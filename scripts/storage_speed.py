"""Measure what termbases cost: the one that ships at a start, and a large TBX file in seconds and memory.

    scripts/benchmark termbase [--rows N] [--save NAME]

Every measurement is a process of its own. The start is the call of `default_termbase` alone, with the compiled
copy in the user's cache and without it. The large termbase has made-up terms (see matching_speed.py).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results
from matching_speed import ROOT, make_termbase

from glossary import default_termbase
from glossary.storage import save
from translate.pipeline import find_version

RUNS = 9

LOAD_SHIPPED = """
import time
from glossary.storage import default_termbase
begun = time.perf_counter()
base = default_termbase()
print(1000 * (time.perf_counter() - begun))
"""
LOAD_FILE = """
import json, resource, sys, time
from glossary.storage import load
begun = time.perf_counter()
base = load(sys.argv[1])
seconds = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": round(seconds, 2), "peak_mb": round(peak / 1e6), "concepts": len(base)}))
"""


def run(code: str, *arguments: str, cache: str) -> str:
    """Run code in a process of its own whose cache is in a folder; what it prints."""
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment).stdout


def measure_start() -> dict[str, Any]:
    """Return the milliseconds of a start with and without the compiled copy, the median of some."""
    with tempfile.TemporaryDirectory() as cache:
        run(LOAD_SHIPPED, cache=cache)
        warm = [float(run(LOAD_SHIPPED, cache=cache)) for _ in range(RUNS)]
    cold = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as cache:
            cold.append(float(run(LOAD_SHIPPED, cache=cache)))
    return {"compiled_ms": round(statistics.median(warm), 1), "from_rows_ms": round(statistics.median(cold), 1)}


def measure_file(rows: int) -> dict[str, Any]:
    """Write made-up terms as TBX and read them in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.tbx"
        save(make_termbase(rows // 2), path)
        size = path.stat().st_size
        found = json.loads(run(LOAD_FILE, str(path), cache=folder))
    return {"rows": rows // 2 * 2, "file_mb": round(size / 1e6, 1), **found}


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="terms of the large TBX, both languages together")
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args(arguments)
    base = default_termbase()
    result = {
        "signature": f"audarma {find_version()} | termbase default {base.digest}",
        "concepts": len(base),
        "terms": sum(1 for _ in base.terms()),
        "start": measure_start(),
        "tbx": measure_file(args.rows),
    }
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
