"""Write renderings into a source sentence, as Kazakh itself writes foreign words (*Boeing-тың*).

The model copies what it finds there. Pure work on strings: what comes of it is verified by `glossary.check`.
"""

import re
from collections.abc import Sequence

from glossary import english
from glossary.kazakh import letters, morphology
from glossary.kazakh.names import Person
from glossary.literal import CONCEPT
from glossary.match import TermMatch
from glossary.text import Edit, NormalizedText, Span, Taken

_BEFORE_A_SENTENCE = " \u00a0\"'«“„‘([-–—•*#" + letters.INVISIBLE


def write_rendering(match: TermMatch, source: str, *, ending: bool) -> str:
    """Return what to write in the place of a match: the rendering in its number, with or without an ending.

    A common noun at the beginning of a sentence takes a capital. A literal stays as the source has it: *№ 15*.
    """
    rendering = match.rendering
    if rendering is None:
        return match.form
    text = match.term.text if match.concept.startswith(CONCEPT) else rendering.text
    if rendering.language == "en":
        if match.plural:
            text = english.plural(rendering)
        if (
            rendering.case != "keep"
            and not source[: match.span.start].strip(_BEFORE_A_SENTENCE)
            and match.form[:1].isupper()
        ):
            text = english.capitalize_first(text)
        if ending and match.case != "nominative" and (tail := morphology.ending_for_latin(text, match.case)):
            text = f"{text}-{tail}"
    elif match.plural and rendering.kind != "abbreviation":
        text = morphology.inflect(text, plural=True, possessed=rendering.possessed)
    return text


def write_inline(source: str, matches: Sequence[TermMatch], *, ending: bool, persons: Sequence[Person] = ()) -> str:
    """Return the source with the renderings of all matches written in place of what was found.

    Names of `persons` that stand outside the matches are written in Latin letters, in the same way.

    >>> from glossary.term import Term
    >>> from glossary.text import Span
    >>> akim = Term("akim", "kk", "әкім"), Term("akim", "en", "akim", case="sentence")
    >>> match = TermMatch("akim", Span(5, 12), "әкімнің", akim[0], akim[1], "genitive")
    >>> write_inline("Кеше әкімнің сөзі", [match], ending=True)
    'Кеше akim-нің сөзі'
    """
    edits = [
        Edit(match.span.start, match.span.end, write_rendering(match, source, ending=ending), "term")
        for match in matches
        if match.rendering is not None
    ]
    taken = Taken(match.span for match in matches)
    for person in persons:
        if not taken.overlaps(person.span):
            tail = f"-{person.ending}" if ending and person.ending else ""
            edits.append(Edit(person.span.start, person.span.end, person.name + tail, "name"))
    return NormalizedText.from_edits(source, edits).text


def find_written(source: str, matches: Sequence[TermMatch], inline: str) -> list[Span]:
    """Return where each match stands in `inline`, a text with renderings written into `source`.

    That is the rendering where it was written, else what stood in the source. `inline` may have been made plain
    since; both are looked for in their order, as whole words. An empty span stands for what is not there.

    >>> from glossary.term import Term
    >>> from glossary.text import Span
    >>> akim = Term("akim", "kk", "әкім"), Term("akim", "en", "akim", case="sentence")
    >>> match = TermMatch("akim", Span(5, 12), "әкімнің", akim[0], akim[1], "genitive")
    >>> find_written("Кеше әкімнің сөзі", [match], "Кеше akim-нің сөзі"), find_written("", [match], "әкімнің сөзі")
    ([Span(start=5, end=9)], [Span(start=0, end=7)])
    """
    spans: list[Span] = []
    at = 0
    later: dict[str, Span | None] = {}
    for match in matches:
        texts = [write_rendering(match, source, ending=False), match.form]
        texts += [letters.normalize(texts[0], kazakh=False).text, letters.normalize(match.form).text]
        found = None
        for text in dict.fromkeys(texts):
            first = _find_word(inline, text, at, later)
            if first and (found is None or first.start < found.start):
                found = first
        spans.append(found or Span(at, at))
        at = spans[-1].end
    return spans


def _find_word(inline: str, text: str, at: int, later: dict[str, Span | None]) -> Span | None:
    """Return where a text stands next as a whole word; `later` remembers what was found behind an earlier place."""
    known = later.get(text, Span(-1, -1))
    if known is not None and known.start < at:
        first = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)").search(inline, at)
        known = later[text] = Span(*first.span()) if first else None
    return known
