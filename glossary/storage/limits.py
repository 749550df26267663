"""How much a file may ask for before it is refused: files come from mail and from the web."""

from pathlib import Path

from glossary.errors import Problem, TermbaseError

LARGEST_FILE = 400_000_000
"""Bytes. A termbase of a million terms in TBX has about 300 million."""
LARGEST_UNPACKED = 800_000_000
"""Bytes that the parts of a workbook may have together."""
HIGHEST_RATIO = 300
"""How many times larger than packed a part may be; sheets of real termbases have 5 to 40."""
SMALL_PART = 1_000_000
"""Bytes below which the ratio does not count: a sheet of equal rows packs very well."""
MOST_PARTS = 2_000
"""Files in a workbook."""
LONGEST_PROLOG = 65_536
"""Bytes of an XML file in which its root element must begin."""


def require_size(path: Path, largest: int = LARGEST_FILE) -> None:
    """Raise TermbaseError where a file is too large, OSError where it cannot be read."""
    size = path.stat().st_size
    if size > largest:
        message = f"has {size:,} bytes, and at most {largest:,} are read: split the file"
        raise TermbaseError(str(path), [Problem(0, "", message)])
