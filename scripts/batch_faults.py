"""Try the batch command by force: killed at random moments and gone on with; memory by the number of documents.

    scripts/benchmark kills FILE... [--documents 1000] [--kills 20] [--seed 1] [--save NAME]
    scripts/benchmark documents FILE... [--counts 10 100 1000 10000] [--save NAME]

The documents are lines of the files (of tables the first column), a few in each, as text, Markdown, HTML, CSV, DOCX
(made by python-docx) and XLSX (made by openpyxl). `kills` translates them undisturbed, then once more with kill -9 at
random moments and `--resume` after each, and compares all that is written, byte for byte.
"""

import argparse
import hashlib
import html
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results
from matching_speed import ROOT
from nllb_speed import read_lines

from translate import load_translator


def write_docx(path: Path, lines: Sequence[str]) -> None:
    """Write a Word document with a heading, and the first word of each paragraph in bold."""
    import docx

    document = docx.Document()
    document.add_heading(lines[0], 1)
    for line in lines:
        first, _, rest = line.partition(" ")
        paragraph = document.add_paragraph()
        paragraph.add_run(first).bold = True
        paragraph.add_run(f" {rest}")
    document.save(str(path))


def write_xlsx(path: Path, lines: Sequence[str]) -> None:
    """Write a workbook with a number beside each line."""
    import openpyxl

    book = openpyxl.Workbook()
    for number, line in enumerate(lines):
        book.active.append([number, line.lstrip("=+-@")])
    book.save(path)


def write_text(make: Callable[[Sequence[str]], str]) -> Callable[[Path, Sequence[str]], None]:
    """Return what writes a text file."""
    return lambda path, lines: path.write_text(make(lines), "utf-8")


WRITERS: dict[str, Callable[[Path, Sequence[str]], Any]] = {
    ".txt": write_text(lambda lines: "\n\n".join(lines) + "\n"),
    ".md": write_text(lambda lines: f"# {lines[0]}\n\n" + "\n\n".join(f"- **{line}**" for line in lines) + "\n"),
    ".html": write_text(lambda lines: "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)),
    ".csv": write_text(lambda lines: "id;text\n" + "".join(f'{n};"{x}"\n' for n, x in enumerate(quote(lines)))),
    ".docx": write_docx,
    ".xlsx": write_xlsx,
}


def quote(lines: Sequence[str]) -> list[str]:
    """Return lines with quotes doubled, as CSV has them."""
    return [line.replace('"', '""') for line in lines]


def make_documents(folder: Path, lines: Sequence[str], many: int, seed: int) -> None:
    """Write documents of one to five lines into folders below one another."""
    chance = random.Random(seed)
    endings = list(WRITERS)
    at = 0
    for number in range(many):
        size = chance.randint(1, 5)
        chosen = [lines[(at + i) % len(lines)] for i in range(size)]
        at += size
        ending = endings[number % len(endings)]
        path = folder / f"{number % 7}" / f"document-{number:05}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        WRITERS[ending](path, chosen)


def command(folder: Path, out: Path, *more: str) -> list[str]:
    """Return the command that translates a folder."""
    options = [
        "--quiet",
        "--model",
        "embedded",
        "--date",
        "none",
        "--out-dir",
        str(out),
        "--audit-dir",
        f"{out}-audits",
    ]
    return [sys.executable, "-m", "ui.cli", "translate", str(folder), *options, *more]


def run(folder: Path, out: Path, *more: str, kill_after: float = 0) -> tuple[int, float, int]:
    """Run the command, and kill it after some seconds; returns its status, seconds and peak of memory in bytes."""
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(ROOT)
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execv(sys.executable, command(folder, out, *more))
    while True:
        pid, status, usage = os.wait4(child, os.WNOHANG)
        passed = time.perf_counter() - begun
        if pid:
            return os.waitstatus_to_exitcode(status), passed, usage.ru_maxrss * 1024
        if kill_after and passed > kill_after:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.01)


def digest(*folders: Path) -> dict[str, str]:
    """Return a checksum of each file of some folders, but of what a run keeps for itself."""
    found = {}
    for number, folder in enumerate(folders):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and name.parts[0] != ".audarma":
                found[f"{number}/{name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def audits(out: Path) -> Path:
    """Return the folder of a run's audits."""
    return out.with_name(f"{out.name}-audits")


def try_kills(folder: Path, lines: Sequence[str], args: argparse.Namespace) -> dict[str, Any]:
    """Translate a folder undisturbed, and with kills; compare."""
    documents = folder / "documents"
    make_documents(documents, lines, args.documents, args.seed)
    status, seconds, _ = run(documents, folder / "whole")
    assert status == 0, status
    chance = random.Random(args.seed)
    moments: list[float] = []
    out = folder / "killed"
    done_at: list[int] = []
    for _ in range(args.kills):
        moment = chance.uniform(0.3, 1.5 + seconds / args.kills * 1.6)
        status, passed, _ = run(documents, out, "--resume", kill_after=moment)
        moments.append(round(passed, 2))
        done_at.append(len(digest(out)))
        if status == 0:
            break
    kills = sum(1 for _ in moments) - (status == 0)
    if status != 0:
        status, _, _ = run(documents, out, "--resume")
    whole, killed = (digest(folder / name, audits(folder / name)) for name in ("whole", "killed"))
    assert status == 0, status
    left = [path.name for one in (out, audits(out)) for path in one.rglob(".audarma-*")]
    return {
        "documents": args.documents,
        "kinds": dict(Counter(path.suffix for path in documents.rglob("*.*") if path.is_file())),
        "seconds_undisturbed": round(seconds, 1),
        "kills": kills,
        "seconds_until_killed": moments,
        "outputs_there_when_killed": done_at,
        "files_compared": len(whole),
        "missing": sorted(set(whole) - set(killed)),
        "too_many": sorted(set(killed) - set(whole)),
        "different": sorted(name for name in whole if killed.get(name, whole[name]) != whole[name]),
        "half_written_left": left,
    }


def measure_documents(folder: Path, lines: Sequence[str], counts: Sequence[int]) -> dict[str, Any]:
    """Translate folders of more and more documents, and tell the peak of memory."""
    points = []
    for many in counts:
        documents = folder / str(many)
        make_documents(documents, lines, many, 1)
        status, seconds, peak = run(documents, folder / f"out-{many}")
        assert status == 0, status
        points.append({"documents": many, "seconds": round(seconds, 1), "peak_memory": peak})
        print(points[-1], file=sys.stderr)
    return {"points": points}


def main(arguments: list[str]) -> None:
    """Read the command line and measure; the first argument says what."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["kills", "documents"])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--counts", nargs="+", type=int, default=[10, 100, 1000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args(arguments)
    lines = read_lines(args.files, 20_000)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        result = (
            try_kills(folder, lines, args) if args.what == "kills" else measure_documents(folder, lines, args.counts)
        )
    result = {"signature": load_translator(model="embedded", date="none").signature, **result}
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))
