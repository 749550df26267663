"""Labels of contacts (*Тел.:*, *Address:*): few, fixed, and short, so that a model can only guess at them.

A label stands before a colon. It is a segment of its own and is looked up here, in the letters of its source: small
ones, a capital, capitals.
"""

import re
from collections.abc import Iterable, Iterator

from glossary.literal import find_literals
from glossary.term import Language
from glossary.text import Span

_ROWS = """
тел|Tel.
тел.|Tel.
телефон|Telephone
телефоны|Telephone
телефондары|Telephones
байланыс телефоны|Contact telephone
анықтама телефоны|Information line
сенім телефоны|Helpline
ұялы телефон|Mobile
ұялы|Mobile
факс|Fax
мекенжай|Address
мекенжайы|Address
мекен-жайы|Address
пошталық мекенжайы|Postal address
заңды мекенжайы|Registered address
электрондық пошта|E-mail
электрондық поштасы|E-mail
эл. пошта|E-mail
e-mail|E-mail
сайт|Website
сайты|Website
веб-сайт|Website
ресми сайт|Official website
ресми сайты|Official website
байланыс|Contact
байланыс ақпараты|Contact information
байланыс үшін|Contact
жұмыс уақыты|Working hours
жұмыс кестесі|Working hours
қабылдау бөлмесі|Reception
құрметпен|Yours sincerely
"""
"""Kazakh and English; of several Kazakh ones the first is what English becomes."""
_CLOSING = ("құрметпен", "yours sincerely")
"""What stands before a comma, alone on its line."""

_PAIRS = [row.split("|") for row in _ROWS.split("\n") if row]
_TABLES: dict[Language, dict[str, str]] = {
    "kk": {row[0]: row[1] for row in _PAIRS},
    "en": {english.lower(): kazakh for kazakh, english in reversed(_PAIRS)}
    | {"phone": "телефон", "tel": "тел.", "tel.": "тел.", "email": "электрондық пошта", "e-mail": "электрондық пошта"},
}


def _make_pattern(labels: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    return re.compile(rf"(?<![\w.-])(?:{names})(?=\s?:(?![/\d]))", re.IGNORECASE)


_LABELS = {language: _make_pattern(table) for language, table in _TABLES.items()}


def find_labels(text: str, source: Language) -> Iterator[Span]:
    """Yield the places of labels with their colons: one that a text begins with, or that a literal or digit follows.

    >>> text = "Тел.: 8-800-080-77-77, факс: 74-00-01. Шешім: тел. соғу"
    >>> [place.of(text) for place in find_labels(text, "kk")]
    ['Тел.:', 'факс:']
    """
    labels = list(_LABELS[source].finditer(text)) if ":" in text else []
    literals = {one.span.start for one in find_literals(text)} if labels else set()
    for found in labels:
        end = text.index(":", found.end()) + 1
        after = end + len(text[end:]) - len(text[end:].lstrip())
        if not text[: found.start()].strip() or after in literals or text[after : after + 1].isdigit():
            yield Span(found.start(), end)


def translate_label(text: str, source: Language) -> str | None:
    """Return the translation of a text that is a label with its colon, or the closing of a letter; None for others.

    >>> translate_label("Мекенжайы:", "kk"), translate_label("ФАКС:", "kk"), translate_label("Құрметпен,", "kk")
    ('Address:', 'FAX:', 'Yours sincerely,')
    >>> translate_label("Address:", "en"), translate_label("Шешім:", "kk")
    ('Мекенжай:', None)
    """
    found = re.fullmatch(r"\s*(.+?)(\s?[:,]?\s*)", text)
    name = found[1].lower() if found else ""
    if not found or name not in _TABLES[source] or (":" not in found[2]) == (name not in _CLOSING):
        return None
    written = _TABLES[source][name]
    if found[1].isupper() and len(found[1]) > 3:
        written = written.upper()
    else:
        written = (written[:1].upper() if found[1][:1].isupper() else written[:1].lower()) + written[1:]
    return written + found[2]
