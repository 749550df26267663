"""The styles of a word processing document that say that text is hidden, or is code: it is left alone."""

from dataclasses import dataclass

from lxml.etree import _Element

from translate.formats.markup_names import find_child, get_value, is_on, name_of

_CODE = frozenset(
    ["code", "code block", "html preformatted", "macro", "macro text", "preformatted", "source code", "sourcecode"]
)
"""Names of styles in small letters: those of Word, Pandoc and of people. LibreOffice's `Preformatted Text` is
used for letters and poems too, and is not among them."""
_DEEPEST = 20
"""Styles that a style may go back to; Word allows 10."""


@dataclass(frozen=True, slots=True)
class WordStyles:
    """The identifiers of styles of paragraphs and of texts whose text is left alone."""

    skipped_paragraphs: frozenset[str] = frozenset()
    hidden_texts: frozenset[str] = frozenset()

    @classmethod
    def read(cls, root: _Element) -> "WordStyles":
        """Find the styles in the part that has them; a style is what the one is that it is based on."""
        styles = {get_value(element, "w:styleId"): element for element in root if name_of(element) == "w:style"}
        hidden = {key for key in styles if any(map(_is_hidden, _follow(key, styles)))}
        code = {key for key in styles if any(map(_is_code, _follow(key, styles)))}
        kinds = {key: get_value(element, "w:type") for key, element in styles.items()}
        return cls(
            frozenset(key for key in hidden | code if kinds[key] == "paragraph"),
            frozenset(key for key in hidden if kinds[key] == "character"),
        )


def _follow(key: str, styles: dict[str, _Element]) -> list[_Element]:
    """Return a style and those that it is based on."""
    found: list[_Element] = []
    while key in styles and len(found) < _DEEPEST:
        found.append(styles[key])
        base = find_child(styles[key], "w:basedOn")
        key = get_value(base) if base is not None else ""
    return found


def _is_hidden(style: _Element) -> bool:
    properties = find_child(style, "w:rPr")
    return properties is not None and is_on(find_child(properties, "w:vanish"))


def _is_code(style: _Element) -> bool:
    name = find_child(style, "w:name")
    return name is not None and get_value(name).lower() in _CODE
