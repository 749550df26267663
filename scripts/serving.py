"""Measure `audarma serve` under load: many users, each with one sentence after another, beside the command on a file.

    python scripts/serving.py FILE... [--users N] [--seconds N] [--sentences N] [--save NAME]

The sentences are lines of the files, of tables the first column. Each is sent with a number of its own, so that none
is remembered; the command translates the same. Of the command the time that it takes to start is left out.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results
from matching_speed import ROOT
from nllb_speed import read_lines

PAUSE = 1.0
"""Seconds that a user waits who is told to slow down, at most: none of them has more to do."""


@dataclass
class Load:
    """What users saw: seconds of each answer, how many answers of each status, and failures of connections."""

    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    failures: int = 0
    empty: int = 0


def number_lines(lines: Sequence[str], begin: int = 0) -> Iterator[str]:
    """Yield the lines again and again, each with a number that it has only once."""
    for count in range(begin, 1 << 40):
        line = lines[count % len(lines)]
        yield f"{line.rstrip('.')} ({count})."


def measure_command(lines: Sequence[str], many: int, model: str) -> float:
    """Return how many sentences `audarma translate` does in a second, without its start."""

    def run(texts: Sequence[str]) -> float:
        with tempfile.TemporaryDirectory() as folder:
            text = Path(folder, "text.txt")
            text.write_text("\n".join(texts) + "\n", "utf-8")
            command = [sys.executable, "-m", "ui.cli", "translate", "--quiet", "--model", model, str(text)]
            begun = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            return time.perf_counter() - begun

    numbered = number_lines(lines)
    start = run([next(numbered)])
    return many / (run([next(numbered) for _ in range(many)]) - start)


@contextmanager
def serving(model: str) -> Iterator[tuple[int, int]]:
    """Start a server; yields its port and its process."""
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--model", model]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        address = process.stdout.readline().split()[2]
        yield int(address.rpartition(":")[2]), process.pid
        process.terminate()
        assert process.wait(60) == 0


def read_memory(process: int) -> int:
    """Return the resident memory of a process in bytes."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def ask(port: int, text: str, streams: list[Any]) -> tuple[int, dict[str, Any], float]:
    """Send a text over a user's connection; returns status, answer, and the seconds that it is to wait."""
    if not streams:
        streams += await asyncio.open_connection("127.0.0.1", port)
    reader, writer = streams
    body = json.dumps({"q": text, "source": "kk", "target": "en"}).encode()
    head = (
        f"POST /translate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    )
    writer.write(head.encode() + b"\r\n\r\n" + body)
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    answer = json.loads(await reader.readexactly(int(headers["content-length"])))
    return int(lines[0].split()[1]), answer, float(headers.get("retry-after", 0))


async def use(port: int, texts: Iterator[str], end: float, load: Load) -> None:
    """Be a user until the end: send the next text when the last one is answered."""
    streams: list[Any] = []
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            status, answer, wait = await ask(port, next(texts), streams)
        except (OSError, EOFError, ValueError):
            load.failures += 1
            streams.clear()
            continue
        load.statuses[status] += 1
        if status == 200:
            load.times.append(time.monotonic() - begun)
            load.empty += not answer["translatedText"]
        await asyncio.sleep(min(wait, PAUSE))
    if streams:
        streams[1].close()


async def watch(process: int, seconds: float) -> list[int]:
    """Return the memory of a process at the start, in the middle and at the end."""
    found = [read_memory(process)]
    for _ in range(2):
        await asyncio.sleep(seconds / 2 - 0.05)
        found.append(read_memory(process))
    return found


async def run_users(
    port: int, process: int, lines: Sequence[str], users: int, seconds: float
) -> tuple[Load, list[int], float]:
    """Have users ask for so long; returns what they saw, the server's memory, and the seconds that it took."""
    load, texts = Load(), number_lines(lines)
    begun = time.monotonic()
    asking = [use(port, texts, begun + seconds, load) for _ in range(users)]
    memory, *_ = await asyncio.gather(watch(process, seconds), *asking)
    return load, memory, time.monotonic() - begun


def measure_load(
    users: int = 50,
    seconds: float = 120,
    files: Sequence[Path] = (ROOT.parent / "shared" / "corpus" / "dev" / "news.tsv",),
    *,
    sentences: int = 2_000,
    model: str = "embedded",
) -> dict[str, Any]:
    """Return what so many users get of the server in so many seconds, and what the command does on `sentences`."""
    lines = read_lines(files, 300)
    alone = measure_command(lines, sentences, model)
    with serving(model) as (port, process):
        load, memory, took = asyncio.run(run_users(port, process, lines, users, seconds))
    times = sorted(load.times)
    served = len(times) / took
    return {
        "users": users,
        "seconds": round(took, 1),
        "files": [file.name for file in files],
        "served_a_second": round(served, 1),
        "command_a_second": round(alone, 1),
        "share": round(served / alone, 2),
        "answers": {str(status): many for status, many in sorted(load.statuses.items())},
        "failures": load.failures,
        "empty": load.empty,
        "median_seconds": round(statistics.median(times), 3),
        "p95_seconds": round(times[int(0.95 * len(times))], 3),
        "slowest_seconds": round(times[-1], 3),
        "memory": dict(zip(("start", "middle", "end"), memory, strict=True)),
    }


def main(arguments: list[str]) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--sentences", type=int, default=2_000)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args(arguments)
    result = measure_load(args.users, args.seconds, args.files, sentences=args.sentences, model=args.model)
    results.save(args.save, result) if args.save else print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
