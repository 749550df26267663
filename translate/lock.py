"""A lock between processes: one at a time adds or removes a model."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_lock(path: Path, wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of this name; where another process has it, `wait` is called once and then waited.

    The kernel frees it when its holder is gone, however that ended. The file stays: to remove it would let a third
    process lock another file of the same name.
    """
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
