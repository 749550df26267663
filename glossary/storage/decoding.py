"""Bytes of a text file become text: UTF-8 or UTF-16, with or without a byte order mark."""

import codecs

from glossary.errors import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


def find_encoding(data: bytes) -> str:
    r"""Return the encoding that the first bytes of a file show; UTF-8 where nothing speaks against it.

    Without a mark, text in UTF-16 is known by its zero bytes: every second byte of Latin letters and spaces,
    while UTF-8 has none.

    >>> find_encoding("әкім\takim".encode("utf-16-le")), find_encoding(b"akim"), find_encoding(b"\xff\xfea\0")
    ('utf-16-le', 'utf-8', 'utf-16')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 20:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def decode(data: bytes) -> tuple[str, Problem | None]:
    r"""Return the text of a file, or the place where it stops being text.

    >>> decode(b"\xef\xbb\xbfakim")
    ('akim', None)
    >>> print(decode(b"akim\n\xe0kim")[1])
    line 2: is not UTF-8 (byte 0xe0): save the file as UTF-8
    """
    encoding = find_encoding(data)
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-16"):
            return "", Problem(0, "", "is neither UTF-8 nor whole UTF-16: save the file as UTF-8")
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte 0x{data[error.start]:02x}): save the file as UTF-8"
        return "", Problem(line, "", message)
