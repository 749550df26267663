#!/usr/bin/env python3
"""Write what was measured into the README: the first screen's output, and the tables.

With `--check` it writes nothing and exits with 1 where the README's figures are not those of `scripts/results`.
The output may differ a little from processor to processor and is not checked.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "scripts" / "results"
SHOWN = 9
"""Lines of the example's translation on the first screen."""


SETS = (("quality-news", "television news, 300 sentences"), ("quality-xwmt", "world news, 700 sentences"))


def load(name: str) -> dict[str, Any]:
    """Return one result."""
    result: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    return result


def show_output() -> str:
    """Run the command on the example, as `scripts/run` does, and show its beginning."""
    command = [sys.executable, "-m", "ui.cli", "translate", str(ROOT / "ui/examples/library.kk.txt")]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    lines = done.stdout.decode().splitlines()[:SHOWN]
    notes = done.stderr.decode().splitlines()[-1:]
    return "\n".join(["```console", "$ scripts/run", *lines, "…", *notes, "```"])


def show_quality() -> str:
    """Return the table of quality, one row a test set and direction."""
    heads = ("text", "direction", "chrF++", "95% interval", "BLEU", "titles verified")
    rows = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    signatures = []
    for name, about in SETS:
        result = load(name)
        for direction in ("kk-en", "en-kk"):
            found = result[direction]
            chrf = found["chrF++"]
            low, high = chrf["interval95"]
            rows.append(
                f"| {about} | {direction.replace('-', '→')} | {chrf['score']:.1f} | {low:.1f}–{high:.1f}"
                f" | {found['BLEU']['score']:.1f} | {found['terms_verified']} of {found['terms']} |"
            )
        signatures.append(f"{about}: {result['kk-en']['signature']}; {result['kk-en']['chrF++']['signature']}")
    speed = load("speed")
    about_speed = (
        f"Speed on {speed['machine']}: an article of {speed['segments']} segments takes"
        f" {speed['command_seconds']['median']:.1f} s from process start to last byte;"
        f" {speed['share_outside_engine']:.1%} of translating is not the engine."
    )
    about = f"Signatures: {'; '.join(signatures)}. Figures are on development data; files in `scripts/results/`."
    return "\n".join([*rows, "", about_speed, "", about])


def fill(text: str, block: str, content: str) -> str:
    """Put content between the marks of a block."""
    pattern = re.compile(rf"(<!-- {block}:begin -->\n).*?(<!-- {block}:end -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"README.md has no block {block}")
    return pattern.sub(lambda match: f"{match.group(1)}{content}\n{match.group(2)}", text)


def main() -> None:
    """Write or check the README."""
    path = ROOT / "README.md"
    old = path.read_text("utf-8")
    new = fill(old, "quality", show_quality())
    if "--check" not in sys.argv:
        path.write_text(fill(new, "output", show_output()), "utf-8")
    elif new != old:
        raise SystemExit("README.md is not what scripts/readme.py would write: run it")


if __name__ == "__main__":
    main()
