"""A segment between the text and the ladder, and how what comes down the ladder becomes its unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from glossary.literal import find_literals
from glossary.term import Language
from glossary.text import Span
from translate import punctuation
from translate.candidate import Candidate, Sentence, note_uses
from translate.document import make_small
from translate.labels import find_labels
from translate.literal import Mask
from translate.punctuation import Frame
from translate.unit import Segment, TermUse, TranslationUnit


@dataclass(frozen=True, slots=True)
class Draft:
    """A segment on its way: what was taken off for the model, and the sentence that goes up the ladder.

    `mask` has the literals of the segment, None where there are none.
    """

    segment: Segment
    frame: Frame
    sentence: Sentence
    mask: Mask | None = None


def finish(draft: Draft, candidate: Candidate, language: Language) -> TranslationUnit:
    """Give the chosen candidate its punctuation and its literals back, and say where its terms stand now.

    `language` is that of the target.
    """
    item, mask = draft.segment, draft.mask
    matches = draft.sentence.matches
    restored = punctuation.put_back(candidate.text, draft.frame, draft.sentence.text, language)
    places = [restored.follow(place) if place else None for place in candidate.places]
    target = restored.text
    for match, found in zip(matches, places, strict=True):
        if found and match.rendering and match.rendering.case != "keep" and match.rendering.text[:1].islower():
            target = make_small(target, found)
    text = mask.text.text if mask else item.text
    uses = note_uses(text, draft.frame.offset, matches, candidate.strategies, places)
    unit = TranslationUnit(item, target, uses, candidate.violations)
    return mask.reveal(unit) if mask else unit


def cut(segment: Segment, source: Language) -> list[Segment]:
    r"""Return the parts of a segment: labels, and what stands between line breaks that are written as such (`\n`).

    Itself where it has neither. A model that is given two sentences with a sign between them loses one.

    >>> [part.text for part in cut(Segment(0, 0, Span(0, 13), r"Сәлем!\nБүгін"), "kk")]
    ['Сәлем!', 'Бүгін']
    >>> [part.text for part in cut(Segment(0, 0, Span(0, 20), "Тел.: 74-00-00, әкім"), "kk")]
    ['Тел.:', '74-00-00, әкім']
    """
    breaks = [one.span for one in find_literals(segment.text) if one.kind == "escape"] if "\\" in segment.text else []
    labels = list(find_labels(segment.text, source))
    if not breaks and not labels:
        return [segment]
    starts = sorted([0, *(span.end for span in breaks), *chain.from_iterable(labels)])
    ends = sorted([*(span.start for span in breaks), *chain.from_iterable(labels), len(segment.text)])
    parts = []
    for start, end in zip(starts, ends, strict=True):
        text = segment.text[start:end]
        at = start + len(text) - len(text.lstrip())
        if text.strip():
            place = Span(at, at + len(text.strip()))
            parts.append(replace(segment, span=place.shift(segment.span.start), text=place.of(segment.text)))
    return parts


def join(segment: Segment, units: Sequence[TranslationUnit]) -> TranslationUnit:
    """Return the unit of a segment from those of its parts; what stands between them stays as it is."""
    if len(units) == 1 and units[0].segment == segment:
        return units[0]
    target, at = "", 0
    uses: list[TermUse] = []
    for unit in units:
        start = unit.segment.span.start - segment.span.start
        target += segment.text[at:start]
        for use in unit.terms:
            place = use.target.shift(len(target)) if use.target else None
            uses.append(replace(use, source=use.source.shift(start), target=place))
        target += unit.target
        at = start + len(unit.segment.text)
    found = dict.fromkeys(one for unit in units for one in unit.violations)
    return TranslationUnit(segment, target + segment.text[at:], tuple(uses), tuple(found))
