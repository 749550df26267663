"""Measure a model of the 600M shape: our engine beside the ways that people run NLLB today.

    scripts/benchmark nllb FILE... [--sentences N] [--rounds N] [--folder FOLDER] [--save NAME]

The text is lines of the files, of tables the first column: a sample of all lengths. The checkpoint is made here
(`made_up_nllb.py`) and kept in --folder, where one is named. Its weights are random and say nothing of quality; what
every method is made to write is `TOKENS` tokens a sentence. Each method is a process of its own, in turn and in
several rounds; given is the median. `nllb-serve` is installed from PyPI into an environment of its own, with the last
transformers that it starts with.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import made_up_nllb
import results
from matching_speed import ROOT

from translate.conversion import convert_checkpoint
from translate.engines.shape import Shape, read_shape
from translate.engines.tokens import Tokenizer
from translate.store import PIECES
from translate.trim import trim_checkpoint

TOKENS = 32
SERVED = 16
"""Lines of one request to nllb-serve: a page of text pasted into its form."""
SERVE = ("nllb-serve==0.2.1", "transformers<4.42", "torch==2.13.0")
"""With later versions of transformers its requests fail: the tokenizer has no `lang_code_to_id` any more."""
KEPT = 32_000
"""Made-up pieces that are kept beside the embedded model's, so that the trimmed vocabulary has its usual size."""
FEW = {"transformers, one by one": 0.05, "transformers, batches of 16 by length": 0.25, "nllb-serve": 0.1}
"""Share of the sentences that slow methods are given; a sample of all lengths too."""
TARGETS = {
    "transformers, one by one": 40,
    "transformers, batches of 16 by length": 6,
    "plain CTranslate2, int8, its defaults": 1.5,
}
MEMORY_TARGET = 1.2e9


def read_lines(files: Sequence[Path], many: int) -> list[str]:
    """Return so many different lines, evenly from the shortest to the longest, in a fixed random order."""
    lines = [line.split("\t")[0].strip() for file in files for line in file.read_text("utf-8").splitlines()]
    ordered = sorted({line for line in lines if line}, key=lambda line: (len(line), line))
    return sample(ordered, min(many, len(ordered)))


def sample(lines: Sequence[str], many: int) -> list[str]:
    """Return so many lines of all lengths."""
    ordered = sorted(lines, key=lambda line: (len(line), line))
    chosen = [ordered[int((number + 0.5) * len(ordered) / many)] for number in range(many)]
    random.Random(1).shuffle(chosen)
    return chosen


def make_models(folder: Path) -> dict[str, Path]:
    """Make the checkpoint, its conversion as it is, and the trimmed one that `audarma model add` makes of it."""
    checkpoint = made_up_nllb.make_checkpoint(folder / "checkpoint", TOKENS)
    plain, trimmed, ours = folder / "plain", folder / "trimmed", folder / "ours"
    if not plain.is_dir():
        convert_checkpoint(checkpoint, plain, "600M")
    if not ours.is_dir():
        print(trim_checkpoint(checkpoint, trimmed, islice(made_up_nllb.make_words(), KEPT)))
        convert_checkpoint(trimmed, ours, "600M")
    return {"checkpoint": checkpoint, "plain": plain, "ours": ours}


def run(method: str, texts: Path, **options: Any) -> dict[str, Any]:
    """Run one method in a process of its own."""
    options |= {"texts": str(texts), "tokens": TOKENS}
    command = [sys.executable, str(ROOT / "scripts" / "nllb_methods.py"), method, json.dumps(options)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def install_serve(folder: Path) -> Path | None:
    """Return the Python of an environment that has nllb-serve, None where it cannot be installed."""
    python = folder / "serve" / "bin" / "python"
    if (folder / "serve" / "whole").exists():
        return python
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / "serve")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *SERVE], check=True)
    except subprocess.CalledProcessError as error:
        print(f"nllb-serve is left out: {error}", file=sys.stderr)
        return None
    (folder / "serve" / "whole").touch()
    return python


@contextmanager
def start_serve(python: Path, checkpoint: Path) -> Iterator[tuple[str, int]]:
    """Start nllb-serve with a checkpoint; yields its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(python), "-m", "nllb_serve", "-mi", str(checkpoint), "-p", str(port), "-ho", "127.0.0.1"]
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        try:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/translate", process.pid
        finally:
            process.kill()


def measure_serve(python: Path, checkpoint: Path, texts: Sequence[str]) -> dict[str, Any]:
    """Send texts to nllb-serve, a page at a time, as its web form does."""
    with start_serve(python, checkpoint) as (address, process):

        def ask(lines: Sequence[str]) -> int:
            body = json.dumps({"source": lines, "src_lang": "kaz_Cyrl", "tgt_lang": "eng_Latn"}).encode()
            request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=600) as answer:
                return len(json.load(answer)["translation"])

        ask(texts[:2])
        begun = time.perf_counter()
        done = sum(ask(texts[at : at + SERVED]) for at in range(0, len(texts), SERVED))
        seconds = time.perf_counter() - begun
        assert done == len(texts)
        status = Path(f"/proc/{process}/status").read_text()
    peak = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    return {"sentences": len(texts), "seconds": seconds, "peak_memory": peak}


def count_work(shape: Shape, source_tokens: float) -> tuple[float, float]:
    """Return the multiply-adds of one sentence, greedily, and the bytes of int8 weights that one decoding step reads.

    Those of the matrices: attention itself is a hundredth of them at this length.
    """
    square = shape.width**2
    encoder = shape.encoder_layers * 12 * square * source_tokens
    cross = shape.decoder_layers * 2 * square * source_tokens
    step = shape.decoder_layers * 14 * square + shape.tokens * shape.width
    return encoder + cross + TOKENS * step, step


def summarize(tries: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Return the median speed of each method, and its highest peak of memory."""
    return {
        name: {
            "sentences": found[0]["sentences"],
            "sentences_a_second": round(statistics.median(one["sentences"] / one["seconds"] for one in found), 3),
            "all": [round(one["sentences"] / one["seconds"], 3) for one in found],
            "peak_memory": max(one["peak_memory"] for one in found),
            **({"decoding": found[0]["decoding"]} if "decoding" in found[0] else {}),
        }
        for name, found in tries.items()
    }


def main(arguments: list[str]) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=320)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keep the checkpoint and the environments here")
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        result = measure(folder, read_lines(args.files, args.sentences), args.rounds)
    result["files"] = [file.name for file in args.files]
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))


def measure(folder: Path, lines: list[str], rounds: int) -> dict[str, Any]:
    """Run every method in turn, several times, and set them side by side."""
    models, serve = make_models(folder), install_serve(folder)
    checkpoint, plain, ours = (str(models[name]) for name in ("checkpoint", "plain", "ours"))
    samples = {name: sample(lines, max(8, round(len(lines) * FEW.get(name, 1)))) for name in (*FEW, "")}
    files = {name: folder / f"texts-{number}.json" for number, name in enumerate(samples)}
    for name, path in files.items():
        path.write_text(json.dumps(samples[name], ensure_ascii=False), "utf-8")
    methods: dict[str, tuple[str, dict[str, Any]]] = {
        "transformers, one by one": ("transformers", {"folder": checkpoint, "batch": 1}),
        "transformers, batches of 16 by length": ("transformers", {"folder": checkpoint, "batch": 16}),
        "plain CTranslate2, int8, its defaults": ("plain", {"folder": plain}),
        "ours, greedy": ("ours", {"folder": ours, "beam": 1}),
        "ours, beam 2": ("ours", {"folder": ours, "beam": 2}),
        "ours, beam 4": ("ours", {"folder": ours, "beam": 4}),
    }
    tries: dict[str, list[dict[str, Any]]] = {}
    for turn in range(rounds):
        for name, (method, options) in methods.items():
            found = run(method, files.get(name, files[""]), **options)
            tries.setdefault(name, []).append(found)
            print(f"{turn + 1}. {name}: {found['sentences'] / found['seconds']:.2f}/s", file=sys.stderr)
        if serve:
            found = measure_serve(serve, models["checkpoint"], samples["nllb-serve"])
            tries.setdefault("nllb-serve", []).append(found)
            print(f"{turn + 1}. nllb-serve: {found['sentences'] / found['seconds']:.2f}/s", file=sys.stderr)
    return {
        "weights": "made up: they say nothing of quality",
        "tokens_a_sentence": TOKENS,
        **compare(summarize(tries), tries["ours, greedy"], models["ours"], samples[""]),
    }


def compare(
    methods: dict[str, dict[str, Any]], greedy: Sequence[dict[str, Any]], ours: Path, lines: Sequence[str]
) -> dict[str, Any]:
    """Return how many times faster ours is than each, and what share of the machine's limits it reaches.

    CTranslate2 searches two hypotheses by default, the others one; each is compared with ours searching as many.
    """
    ratios = {}
    for name, found in methods.items():
        if not name.startswith("ours"):
            same = methods["ours, beam 2" if name.startswith("plain") else "ours, greedy"]
            ratios[name] = {
                "times": round(same["sentences_a_second"] / found["sentences_a_second"], 1),
                "target": TARGETS.get(name),
            }
    shape = read_shape(ours / "model.bin")
    tokenizer = Tokenizer(ours / PIECES)
    source = statistics.fmean(len(tokenizer.tokenize(line, "kk")[0]) for line in lines)
    command = [sys.executable, str(ROOT / "scripts" / "machine_limits.py")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    limits = json.loads(done.stdout.splitlines()[-1])
    adds, step_bytes = count_work(shape, source)
    speed = methods["ours, greedy"]["sentences_a_second"]
    steps = statistics.median(one["batches"] * TOKENS / one["seconds"] for one in greedy)
    return {
        "source_tokens_a_sentence": round(source, 1),
        "methods": methods,
        "ratios": ratios,
        "peak_memory": {"target": MEMORY_TARGET, **{k: v["peak_memory"] for k, v in methods.items()}},
        "limits": {
            **limits,
            "multiply_adds_reached": adds * speed,
            "share_of_multiply_adds": round(adds * speed / limits["multiply_adds_a_second"], 3),
            "weight_bytes_read": steps * step_bytes,
            "share_of_bandwidth": round(steps * step_bytes / limits["bytes_a_second"], 3),
        },
    }
