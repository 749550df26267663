"""Results as files: each figure with the signature that lets another repeat it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from translate import decoding

FOLDER = Path(__file__).parent / "results"


def describe_machine() -> str:
    """Return the processor and the number of cores that were used."""
    try:
        features = Path("/proc/cpuinfo").read_text()
    except OSError:
        features = ""
    extra = [flag for flag in ("avx2", "avx512_vnni", "avx512_bf16", "amx_int8") if flag in features]
    return decoding.describe_machine() + (f" ({', '.join(extra)})" if extra else "")


def save(name: str, result: dict[str, Any]) -> None:
    """Print a result and write it to `scripts/results/NAME.json`."""
    result = {**result, "machine": describe_machine(), "date": date.today().isoformat()}
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(result, ensure_ascii=False, indent=1)
    (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")
    print(text)
