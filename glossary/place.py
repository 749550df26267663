"""Write renderings into a source sentence, as Kazakh itself writes foreign words (*Boeing-тың*).

The model copies what it finds there. Pure work on strings: what comes of it is verified by `glossary.check`.
"""

import re
from collections.abc import Sequence

from glossary import english
from glossary.kazakh import letters, morphology
from glossary.kazakh.names import Person
from glossary.match import TermMatch
from glossary.text import Edit, NormalizedText, Span

_WORD_MARKS = " \"'.,;:!?()“”«»"
_BEFORE_A_SENTENCE = " \u00a0\"'«“„‘([-–—•*#" + letters.INVISIBLE


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
    for person in persons:
        if not any(person.span.overlaps(match.span) for match in matches):
            tail = f"-{person.ending}" if ending and person.ending else ""
            edits.append(Edit(person.span.start, person.span.end, person.name + tail, "name"))
    return NormalizedText.from_edits(source, edits).text


def find_written(source: str, matches: Sequence[TermMatch], inline: str) -> list[Span]:
    """Return where each rendering stands in `inline`, a text with all renderings written into `source`.

    `inline` may have been made plain since; renderings are looked for in their order, as whole words. An
    empty span stands for one that is not there.
    """
    spans: list[Span] = []
    at = 0
    for match in matches:
        text = write_rendering(match, source, ending=False)
        plain = letters.normalize(text, kazakh=False).text
        wanted = re.compile(rf"(?<!\w)(?:{re.escape(text)}|{re.escape(plain)})(?!\w)")
        found = wanted.search(inline, at)
        spans.append(Span(*found.span()) if found else Span(at, at))
        at = spans[-1].end
    return spans


def replace_aligned(target: str, links: Sequence[tuple[Span, Span]], wanted: Sequence[tuple[Span, str]]) -> str:
    """Write renderings over the words of the target that are aligned with where they stand in the source.

    `links` are pairs of a source word's and a target word's span; `wanted` are the source spans with the
    rendering to write. Of several groups of neighbouring target words the longest is taken; a rendering that
    nothing is aligned with is left out.

    >>> links = [(Span(0, 6), Span(0, 4)), (Span(7, 12), Span(5, 9))]
    >>> replace_aligned("They came.", links, [(Span(0, 6), "Elbasy")])
    'Elbasy came.'
    """
    edits = []
    for source, rendering in wanted:
        words = sorted(to for start, to in links if start.overlaps(source))
        groups: list[list[Span]] = []
        for word in words:
            if groups and not target[groups[-1][-1].end : word.start].strip():
                groups[-1].append(word)
            else:
                groups.append([word])
        if not groups:
            continue
        group = max(groups, key=len)
        text = target[group[0].start : group[-1].end]
        start = group[0].start + len(text) - len(text.lstrip(_WORD_MARKS))
        edits.append(
            Edit(start, max(start, group[-1].end - len(text) + len(text.rstrip(_WORD_MARKS))), rendering, "term")
        )
    return NormalizedText.from_edits(target, edits).text
