"""Measure what the translation memory saves: the same text translated for the first time and again.

    scripts/benchmark memory FILE... [--model NAME] [--runs N] [--save NAME]

Every measurement is a process of its own. The text is all different lines of the files, of tables the first column.
`translate` is the time of that call alone, `process` that of the whole process, imports and termbase included. Wall
time of the first run depends on what else the machine does; seconds of the processor are given beside it.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results
from matching_speed import ROOT

RUN = """
import hashlib, json, sys, time
from pathlib import Path
from translate import load_translator, make_audit
text, model, memory = Path(sys.argv[1]).read_text("utf-8"), sys.argv[2], sys.argv[3] or None
translator = load_translator(model=model, memory=memory, date="none")
wall, processor = time.perf_counter(), time.process_time()
translation = translator.translate(text)
wall, processor = time.perf_counter() - wall, time.process_time() - processor
audit = json.dumps(make_audit(translation), ensure_ascii=False).encode("utf-8", "surrogatepass")
print(json.dumps({
    "translate": wall, "processor": processor, "segments": len(translation.units), "signature": translator.signature,
    "audit": hashlib.sha256(audit).hexdigest(), "engine_loaded": "ctranslate2" in sys.modules,
    "recalled": translator.memory.recalled if translator.memory else 0,
}))
"""


def run(text: Path, model: str, memory: str) -> dict[str, Any]:
    """Translate a text in a process of its own; what it measured, and how long all of it took."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", RUN, str(text), model, memory]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return {**json.loads(done.stdout), "process": time.perf_counter() - begun}


def main(arguments: list[str]) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args(arguments)
    lines = [line.split("\t")[0] for file in args.files for line in file.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        text, memory = Path(folder, "text.txt"), Path(folder, "memory.db")
        text.write_text("\n".join(dict.fromkeys(lines)) + "\n", "utf-8")
        without = run(text, args.model, "")
        first = run(text, args.model, str(memory))
        again = [run(text, args.model, str(memory)) for _ in range(args.runs)]
        size = memory.stat().st_size
    figures = ("translate", "processor", "process")
    second = {name: statistics.median(one[name] for one in again) for name in figures}
    result = {
        "signature": first["signature"],
        "files": [file.name for file in args.files],
        "segments": first["segments"],
        "first_seconds": {name: round(first[name], 3) for name in figures},
        "second_seconds": {name: round(second[name], 3) for name in figures},
        "without_memory_seconds": {name: round(without[name], 3) for name in figures},
        "times_faster": {name: round(first[name] / second[name], 1) for name in figures},
        "recalled": again[0]["recalled"],
        "engine_loaded_again": any(one["engine_loaded"] for one in again),
        "same_audit": len({one["audit"] for one in (without, first, *again)}) == 1,
        "memory_bytes": size,
    }
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))
