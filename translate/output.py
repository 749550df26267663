"""Where results go: standard output, or files that appear only when they are whole."""

import errno
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

TEMPORARY = ".audarma-"
"""How the names of files begin that are not whole yet."""


def name_temporary() -> str:
    """Return the beginning of names of this process's files: another one can tell whether it is still there."""
    return f"{TEMPORARY}{platform.node()[:40]}-{os.getpid()}-"


def remove_temporary(folder: Path) -> None:
    """Remove the files in a folder, and below it, that processes of this machine left when they were killed."""
    for path in folder.rglob(f"{TEMPORARY}{platform.node()[:40]}-*-*"):
        process = path.name.removeprefix(f"{TEMPORARY}{platform.node()[:40]}-").partition("-")[0]
        if process.isdigit() and path.is_file() and not is_running(int(process)):
            path.unlink(missing_ok=True)


def is_running(process: int) -> bool:
    """Tell whether there is a process of this number, other than this one."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


class Output:
    """Where a translation goes: standard output, or a file that appears only when it is whole.

    A link stays and what it leads to is replaced; a device or a pipe is written as it is.
    """

    def __init__(self, path: Path | None) -> None:
        """Write to `path`, to standard output where it is None."""
        if path is None and sys.stdout is None:
            raise OSError("standard output is closed: use --out-dir")
        self.path = resolve(path) if path and not is_special(path) else path
        self.file: Any = None if path else sys.stdout.buffer

    def __enter__(self) -> BinaryIO:
        """Open a temporary file beside the final one."""
        if self.path and is_special(self.path):
            self.file = self.path.open("wb")
        elif self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = tempfile.NamedTemporaryFile(dir=self.path.parent, prefix=name_temporary(), delete=False)
        return self.file  # type: ignore[no-any-return]

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Put the file in its place in one rename, or take it away after an error."""
        if not self.path:
            return
        temporary = Path(self.file.name)
        try:
            if kind is None:
                self.file.flush()
                if temporary != self.path:
                    os.fsync(self.file.fileno())  # a rename may reach the disk before what it names
            self.file.close()
            if kind is None and temporary != self.path:
                mode = self.path.stat().st_mode & 0o777 if self.path.exists() else 0o666 & ~current_umask()
                temporary.chmod(mode)
                temporary.replace(self.path)
        finally:
            if temporary != self.path:
                temporary.unlink(missing_ok=True)


def resolve(path: Path) -> Path:
    """Return a path without links; OSError where they lead back to themselves."""
    try:
        return path.resolve()
    except RuntimeError as error:  # what Python before 3.13 raises
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def check_writable(path: Path) -> None:
    """Raise OSError where a file cannot be written: its folder, or the first above it that is there, says so."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder, not a file to write", str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "may not be written", str(path))
    folder = resolve(path).parent
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is not a folder to write into", str(folder))
    if not is_special(path) and not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "may not be written into", str(folder))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one rename, so that an interruption leaves the old one."""
    with Output(path) as file:
        file.write(content)


def is_special(path: Path) -> bool:
    """Tell whether there is something that is neither a file nor a folder: a pipe, a device."""
    return path.exists() and not path.is_file() and not path.is_dir()


def current_umask() -> int:
    """Return the permissions that new files are not given."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
