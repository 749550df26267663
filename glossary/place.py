"""Write renderings into a source sentence, as Kazakh itself writes foreign words (*Boeing-тың*).

The model copies what it finds there. Pure work on strings: what comes of it is verified by `glossary.check`.
"""

from collections.abc import Sequence

from glossary import english
from glossary.kazakh import morphology
from glossary.match import TermMatch
from glossary.text import Edit, NormalizedText


def write_rendering(match: TermMatch, source: str, *, ending: bool) -> str:
    """Return what to write in the place of a match: the rendering in its number, with or without an ending.

    A common noun at the beginning of a sentence takes a capital.
    """
    rendering = match.rendering
    if rendering is None:
        return match.form
    text = rendering.text
    if rendering.language == "en":
        if match.plural:
            text = english.plural(rendering)
        if rendering.case != "keep" and not source[: match.span.start].strip(" \"'«“(-–—") and match.form[:1].isupper():
            text = english.capitalize_first(text)
        if ending and match.case != "nominative" and (tail := morphology.ending_for_latin(text, match.case)):
            text = f"{text}-{tail}"
    return text


def write_inline(source: str, matches: Sequence[TermMatch], *, ending: bool) -> str:
    """Return the source with the renderings of all matches written in place of what was found.

    >>> from glossary.term import Term
    >>> from glossary.text import Span
    >>> akim = Term("akim", "kk", "әкім"), Term("akim", "en", "akim", case="sentence")
    >>> match = TermMatch("akim", Span(5, 12), "әкімнің", akim[0], akim[1], "genitive")
    >>> write_inline("Кеше әкімнің сөзі", [match], ending=True)
    'Кеше akim-ның сөзі'
    """
    edits = [
        Edit(match.span.start, match.span.end, write_rendering(match, source, ending=ending), "term")
        for match in matches
        if match.rendering is not None
    ]
    return NormalizedText.from_edits(source, edits).text
