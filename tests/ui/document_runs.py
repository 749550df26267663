"""`audarma translate` on documents, as a process, and what it has written."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

Write = Callable[[str, str], Path]
COMMAND = [sys.executable, "-m", "ui.cli", "translate", "--quiet"]


def run(*arguments: str | Path, quiet: bool = True) -> subprocess.CompletedProcess[str]:
    command = COMMAND if quiet else COMMAND[:-1]
    return subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


def names(out: Path) -> list[str]:
    return sorted(
        str(path.relative_to(out)) for path in out.rglob("*") if path.is_file() and ".audarma" not in path.parts
    )


def wait_for(path: Path) -> None:
    for _ in range(300):
        if path.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{path} did not come")
