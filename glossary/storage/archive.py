"""Judging a zip file before a library unpacks it: its size, its growth, and XML that declares entities."""

import zipfile
import zlib
from pathlib import Path

from glossary.errors import Problem, TermbaseError
from glossary.storage.limits import HIGHEST_RATIO, LARGEST_UNPACKED, MOST_PARTS, SMALL_PART, require_size

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What zipfile raises for an archive that is damaged, encrypted or packed in a way it does not know."""

_CHUNK = 1 << 20
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def list_parts(path: Path) -> list[str]:
    """Return the names of the parts of an archive; none where it is no archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except BROKEN:
        return []


def require_harmless(path: Path) -> None:
    """Raise TermbaseError where an archive is damaged, too large, or made to grow; OSError.

    What the archive says of its sizes is checked first, so that a bomb is refused unread; then each part is
    unpacked piece by piece, because the sizes may lie, and its XML may have no document type.
    """
    require_size(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            problem = _judge_sizes(parts)
            if not problem:
                problem = next(filter(None, (_judge_part(archive, part) for part in parts)), None)
    except BROKEN as error:
        problem = Problem(0, "", f"cannot be unpacked ({error}): save the file again, without a password")
    if problem:
        raise TermbaseError(str(path), [problem])


def _judge_sizes(parts: list[zipfile.ZipInfo]) -> Problem | None:
    """Return what is wrong with the sizes that an archive states."""
    if len(parts) > MOST_PARTS:
        return Problem(0, "", f"has {len(parts):,} parts, and at most {MOST_PARTS:,} are read")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        return Problem(0, "", f"unpacks to {unpacked:,} bytes, and at most {LARGEST_UNPACKED:,} are read: split it")
    for part in parts:
        if part.file_size > max(SMALL_PART, HIGHEST_RATIO * part.compress_size):
            ratio = part.file_size // max(1, part.compress_size)
            what = f"its part {part.filename!r} unpacks to {ratio:,} times its size"
            return Problem(0, "", f"{what}, as no termbase does: save the file again")
    return None


def _judge_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Problem | None:
    """Unpack one part and return what is wrong with it."""
    is_xml = part.filename.endswith((".xml", ".rels", ".vml"))
    tail = b""
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > part.file_size:
                return Problem(0, "", f"its part {part.filename!r} is larger than the archive says: save it again")
            if is_xml:
                chunk = tail + chunk.replace(b"\0", b"")
                if any(word in chunk for word in _FORBIDDEN):
                    what = f"its part {part.filename!r} has a document type, which no spreadsheet writes"
                    return Problem(0, "", f"{what}: save the file again")
                tail = chunk[-16:]
    return None
