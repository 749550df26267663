"""What stands in messages of programs for something else (`%s`, `{name}`, tags): kept, and not translated."""

import re

from translate.formats.items import Item

_PRINTF = (  # without the flag that is a space: in "5% of" it is none
    r"%(?:\([^()\s]{1,60}\)|\d{1,2}\$)?[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGaAcCrsSp@]"
)
_PATTERN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w:-]*)(?:\s[^<>]*)?(?P<empty>/?)>"
    rf"|(?<!\d){_PRINTF}|{_PRINTF}(?![^\W\d_])|%%|%\d{{1,2}}(?!\d)"
    r"|\{\{[^{}]{1,80}\}\}|\{%[^{}]{1,80}%\}|[$%#]?\{[^{}\s]{0,60}\}|&#?\w{1,10};"
)
_VOID = frozenset({"br", "img", "hr", "wbr", "input"})


def read_placeholders(text: str) -> list[Item]:
    """Return the items of a message.

    >>> [item.source[0] for item in read_placeholders("100% of %d, {0} %(n)s") if item.kind == "place"]
    ['%d', '{0}', '%(n)s']
    """
    items: list[Item] = []
    at = 0
    for match in _PATTERN.finditer(text):
        if match.start() > at:
            items.append(Item("text", (text[at : match.start()],), text[at : match.start()]))
        source = (match.group(),)
        name = (match["tag"] or "").lower()
        if name and name not in _VOID and not match["empty"]:
            items.append(Item("close" if match["close"] else "open", source, key=name))
        else:
            items.append(Item("place", source, solid=not name))
        at = match.end()
    if at < len(text):
        items.append(Item("text", (text[at:],), text[at:]))
    return items
