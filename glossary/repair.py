"""Write a rendering over what a translation has in its place, and mend what stands around it.

English: article, plural, possessive and capital. Kazakh: case and number. Pure work on strings; where the place
is comes from the alignment of an engine, and what comes of it is verified by `glossary.check`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from glossary import english
from glossary.government import find_case
from glossary.kazakh import letters, morphology
from glossary.kazakh.endings import Case
from glossary.match import TermMatch
from glossary.term import Term
from glossary.text import Edit, NormalizedText, Span

Links = Sequence[tuple[Span, Span]]
"""Pairs of a source word's and a target word's span."""

_SHORTEST_OWN = 3
"""Code points of a translation of a term alone that is looked for: *it* may stand anywhere."""
_WORD_MARKS = " \"'.,;:!?()“”«»"
_ARTICLE = re.compile(r"(?:(?<=\s)|^)(the|an?)\s+$", re.IGNORECASE)
_OWN_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:\b(?:the|an?|this|that|these|those|his|her|its|their|our|my|your|each|every|any|no|some|former|acting)|['’]s)\s+$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_NAME_AFTER = re.compile(r"\s+[A-Z][a-z]+(?:\s+[A-Z]|\b)")
_VOWEL = re.compile(r"(?:[aeiou]|hon|hour|[FHLMNRSX][A-Z])(?!ni(?:[^nm]|$)|uro|ne\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rendering that is to stand in a target: its match, and where the source that was translated has it."""

    match: TermMatch
    written: Span


def want_name(name: str, span: Span, written: Span) -> Wanted:
    """Return a person's English name as a rendering that is to stand in a target; `span` is its place in the source."""
    term = Term("", "en", name, grammar=("no-article",), case="keep")
    return Wanted(TermMatch("", span, name, term, term), written)


def find_place(target: str, links: Links, written: Span, taken: Sequence[Span] = ()) -> Span | None:
    """Return the words of the target that are aligned with a place of the source; None where none are.

    Of several groups of neighbouring words the longest is taken; words in `taken` belong to others. Marks at
    the edges are left out.

    >>> find_place("They came.", [(Span(0, 6), Span(0, 4)), (Span(7, 12), Span(5, 10))], Span(7, 12))
    Span(start=5, end=9)
    """
    words = sorted(to for start, to in links if start.overlaps(written))
    groups: list[list[Span]] = []
    for word in words:
        if any(word.overlaps(other) for other in taken):
            continue
        if groups and not target[groups[-1][-1].end : word.start].strip():
            groups[-1].append(word)
        else:
            groups.append([word])
    if not groups:
        return None
    group = max(groups, key=len)
    text = target[group[0].start : group[-1].end]
    start = group[0].start + len(text) - len(text.lstrip(_WORD_MARKS))
    return Span(start, max(start, group[-1].end - len(text) + len(text.rstrip(_WORD_MARKS))))


def find_gap(target: str, links: Links, written: Span, taken: Sequence[Span] = ()) -> Span:
    """Return the empty place of the target where a rendering without any aligned word may stand.

    It is before the word aligned with the next word of the source, else behind that of the one before, and
    never inside a place that is taken.

    >>> find_gap("He came home.", [(Span(0, 2), Span(0, 2)), (Span(9, 13), Span(3, 7))], Span(3, 8))
    Span(start=3, end=3)
    """
    following = min(((start, to) for start, to in links if start.start >= written.end), default=None)
    before = max(((start, to) for start, to in links if start.end <= written.start), default=None)
    if following:
        at = following[1].start
    elif before:
        at = before[1].start + len(target[before[1].start : before[1].end].rstrip(_WORD_MARKS))
    else:
        at = 0
    for other in taken:
        if other.start < at < other.end:
            at = other.start
    return Span(at, at)


def choose_article(rendering: Term, plural: bool, before: str, own: str, rest: str) -> str:
    """Return the article to write before an English rendering, with a space behind it, or nothing.

    `own` is the article that stood in the place (in small letters), `before` and `rest` are what stands
    around it without that article.

    >>> court = Term("court", "en", "court", case="sentence")
    >>> choose_article(court, False, "He saw ", "an", " there"), choose_article(court, True, "", "a", "")
    ('a ', '')
    >>> choose_article(Term("senate", "en", "Senate", grammar=("the",)), False, "said ", "", " today")
    'the '
    """
    if "no-article" in rendering.grammar or rendering.text[:4].lower() == "the ":
        return ""
    if own in ("a", "an"):
        if plural:
            return ""
        if "the" in rendering.grammar:
            return "the "
        return "an " if _VOWEL.match(rendering.text) else "a "
    if own == "the":
        return "the "
    if "the" in rendering.grammar and not plural and not _DETERMINER.search(before) and not _NAME_AFTER.match(rest):
        return "the "
    return ""


def _fit_english(target: str, place: Span, match: TermMatch, rendering: Term) -> Edit:
    """Return the edit that writes an English rendering into a place."""
    old = place.of(target)
    start = place.start
    own = _OWN_ARTICLE.match(old)
    article = own[0].strip() if own else ""
    if not article and (found := _ARTICLE.search(target, 0, start)):
        article, start = found[1], found.start(1)
    before, rest = target[:start], target[place.end :]
    text = english.plural(rendering) if match.plural else rendering.text
    if _POSSESSIVE.search(old):
        text = english.possessive(text)
    text = choose_article(rendering, match.plural, before, article.lower(), rest) + text
    free = rendering.case != "keep" or text[:4].lower() in ("the ", "a ", "an ")
    if free and _begins_sentence(target, start, place):
        text = english.capitalize_first(text)
    return Edit(start, place.end, _space(target, start, place, text), "term")


def _fit_kazakh(target: str, place: Span, match: TermMatch, rendering: Term, source: str) -> Edit:
    """Return the edit that writes a Kazakh rendering into a place, in the case that the place has."""
    case = find_case(place.of(target), target[place.end :], source, match.span.start)
    text = inflect_rendering(rendering, case, match.plural)
    if rendering.case != "keep" and _begins_sentence(target, place.start, place):
        text = english.capitalize_first(text)
    return Edit(place.start, place.end, _space(target, place.start, place, text), "term")


def _begins_sentence(target: str, start: int, place: Span) -> bool:
    """Tell whether a rendering begins the target, and with a capital where something stood there before."""
    return not target[:start].strip(_WORD_MARKS) and (place.end == start or target[start : start + 1].isupper())


def inflect_rendering(rendering: Term, case: Case, plural: bool) -> str:
    """Return a Kazakh rendering in a case; abbreviations have no plural.

    >>> inflect_rendering(Term("a", "kk", "Қаржы министрлігі", grammar=("possessed",)), "dative", False)
    'Қаржы министрлігіне'
    """
    plural = plural and rendering.kind != "abbreviation"
    try:
        return morphology.inflect(rendering.text, case, plural=plural, possessed=rendering.possessed)
    except ValueError:
        return rendering.text


def _space(target: str, start: int, place: Span, text: str) -> str:
    """Return what is written into a gap with the spaces that part it from the words around it."""
    if place.end > place.start:
        return text
    if start and not target[start - 1].isspace() and target[start - 1] not in "\"'(«“":
        text = " " + text
    if place.end < len(target) and (target[place.end].isalnum() or target[place.end] in "\"'(«“"):
        text += " "
    return text


def fit(target: str, place: Span, match: TermMatch, source: str) -> Edit:
    """Return the edit that writes the rendering of a match into a place of the target; ValueError without one.

    >>> akim = Term("akim", "kk", "әкім"), Term("akim", "en", "akim", case="sentence")
    >>> edit = fit("He saw a mayor.", Span(9, 14), TermMatch("akim", Span(0, 4), "әкім", *akim), "әкім")
    >>> edit.start, edit.replacement
    (7, 'an akim')
    """
    rendering = match.rendering
    if rendering is None:
        raise ValueError(f"{match.concept} has no rendering")
    if rendering.language == "en":
        return _fit_english(target, place, match, rendering)
    return _fit_kazakh(target, place, match, rendering, source)


def find_own(target: str, own: str, taken: Sequence[Span] = ()) -> Span | None:
    """Return where the model's own translation of a term stands in a target, outside of what is `taken`.

    In Kazakh its last word may have any ending. What is more than half of the target is none: an engine that
    answers everything alike would otherwise have its whole sentence written over.

    >>> find_own("The head of the city came yesterday.", "Head of the city."), find_own("Ол бастықтың сөзі", "бастық")
    (Span(start=4, end=20), Span(start=3, end=12))
    """
    words = own.strip(_WORD_MARKS)
    if not _SHORTEST_OWN <= len(words) <= len(target) / 2:
        return None
    ending = "[а-яәіңғүұқөһ]*" if words[-1].lower() in letters.LETTERS else ""
    wanted = re.compile(rf"(?<!\w){re.escape(words)}{ending}(?!\w)", re.IGNORECASE)
    spans = (Span(*found.span()) for found in wanted.finditer(target))
    return next((span for span in spans if not any(span.overlaps(other) for other in taken)), None)


def write_over(
    target: str,
    links: Links,
    wanted: Sequence[Wanted],
    source: str,
    taken: Sequence[Span],
    owns: Sequence[str] = (),
) -> str:
    """Return the target with renderings written over the words aligned with them; what has none is left out.

    `taken` are the places that have their renderings already. `owns` are what the model makes of each term alone,
    as many as `wanted`: where that stands in the target, it is the surer witness of the place.
    """
    used = list(taken)
    edits: list[Edit] = []
    for i, one in enumerate(wanted):
        place = (find_own(target, owns[i], used) if i < len(owns) else None) or find_place(
            target, links, one.written, used
        )
        if place is None or place.end == place.start:
            continue
        edit = fit(target, place, one.match, source)
        if any(edit.start < other.end and other.start < edit.end for other in edits):
            continue
        edits.append(edit)
        used.append(Span(edit.start, edit.end))
    return NormalizedText.from_edits(target, sorted(edits, key=lambda edit: edit.start)).text


def make_prefix(target: str, links: Links, wanted: Sequence[Wanted], source: str, taken: Sequence[Span]) -> str:
    """Return the beginning of the target up to the first missing rendering, and that rendering.

    From there on the engine goes on by itself, so that the rest of the sentence agrees with it.
    """
    places = [
        (find_place(target, links, one.written, taken) or find_gap(target, links, one.written, taken), one)
        for one in wanted
    ]
    place, first = min(places, key=lambda found: found[0].start)
    edit = fit(target, place, first.match, source)
    return (target[: edit.start] + edit.replacement).rstrip()
