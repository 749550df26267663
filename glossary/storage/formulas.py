"""Cells that a spreadsheet would take for a formula, made harmless and made themselves again.

A cell that begins with = + - or @ is run as a formula when the file is opened, whoever wrote it (OWASP, "CSV
Injection"). An apostrophe before it says that it is text.
"""

import re

_DANGER = re.compile(r"'*[=+\-@]")
_ESCAPED = re.compile(r"'+[=+\-@]")


def escape_formula(text: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> escape_formula("=1+1"), escape_formula("'-нің"), escape_formula("call-орталық")
    ("'=1+1", "''-нің", 'call-орталық')
    """
    return "'" + text if _DANGER.match(text) else text


def unescape_formula(text: str) -> str:
    """Return what `escape_formula` was given; other cells as they are.

    >>> unescape_formula("'=1+1"), unescape_formula("''-нің"), unescape_formula("'Nur Otan'")
    ('=1+1', "'-нің", "'Nur Otan'")
    """
    return text[1:] if _ESCAPED.match(text) else text


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a cell.

    >>> is_formula("=1+1"), is_formula("әкім")
    (True, False)
    """
    return bool(text) and text[0] in "=+-@"
