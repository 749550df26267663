"""Writing a file whole or not at all."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

_Result = TypeVar("_Result")


def write_whole(path: str | Path, write: Callable[[BinaryIO], _Result]) -> _Result:
    """Let `write` fill a temporary file beside the target, which takes the target's place when it is complete.

    Whatever interrupts it, a file that was there before stays as it was, and no temporary file is left behind.
    Raises what `write` raises, and OSError.
    """
    target = Path(path).resolve()
    temporary = target.with_name(f".{target.name[:40]}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            result = write(file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return result
