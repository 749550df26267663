"""Is one thing called one thing throughout a document? Titles, persons and sentences that come again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from glossary.check import find_rendering
from glossary.kazakh import names
from glossary.kazakh.letters import fold
from glossary.kazakh.likeness import Spellings
from glossary.term import Language
from glossary.text import Span
from glossary.verification import Use
from translate.finding import Finding, Pair

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-ZÀ-ɏ][A-Za-zÀ-ɏ]*(?:-[A-Za-zÀ-ɏ]+)*")
_LONG = 5
"""Words of a sentence that is worth the same translation each time; shorter ones depend on what is around them."""


def find_inconsistencies(pairs: Sequence[Pair], uses: Sequence[Sequence[Use]], source: Language) -> Iterator[Finding]:
    """Yield what is rendered otherwise than in most places of the document, or than in the first of equals."""
    yield from _find_titles(pairs, uses)
    if source == "kk":
        yield from _find_persons(pairs)
    yield from _find_sentences(pairs)


def _find_titles(pairs: Sequence[Pair], uses: Sequence[Sequence[Use]]) -> Iterator[Finding]:
    """Compare the wordings of each title: full ones with full ones, since a short form may follow a full name."""
    places: defaultdict[tuple[str, str, str], list[tuple[int, Use, str]]] = defaultdict(list)
    for index, mine in enumerate(uses):
        for use in (part for one in mine for part in (one, *_split(one, pairs[index].target))):
            if use.wording:
                key = (use.match.concept, fold(use.match.term.text), use.wording.kind)
                places[key].append((index, use, use.wording.text))
    for found in places.values():
        for index, use, text, usual in _deviate([(index, use, text) for index, use, text in found]):
            message = f"{use.match.form!r} is {text!r} here and {usual!r} elsewhere"
            yield Finding(index, "inconsistent", message, use.match.span, use.span, use.match.concept)


def _split(use: Use, target: str) -> Iterator[Use]:
    """Yield the titles that a composed one is made of, where they stand word for word in what stands for it."""
    for part in use.match.parts if use.span else ():
        if use.span and part.rendering and part.concept != use.match.concept:
            for place in find_rendering(use.span.of(target), part.rendering)[:1]:
                yield Use(part, part.rendering, place.shift(use.span.start))


def _deviate(found: Sequence[tuple[int, Use, str]]) -> Iterator[tuple[int, Use, str, str]]:
    """Yield the places whose text is not the usual one, with that."""
    usual = Counter(text.lower() for _, _, text in found).most_common(1)[0][0]  # the first of equals
    shown = next(text for _, _, text in found if text.lower() == usual)
    yield from ((index, use, text, shown) for index, use, text in found if text.lower() != usual)


def _find_persons(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Compare the English spellings of each Kazakh surname, each of which is right by itself."""
    places: defaultdict[str, list[tuple[int, Span, Span]]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        persons = [person for person in names.find_persons(pair.source) if person.family]
        words: dict[str, Span] = {}
        for one in _NAME.finditer(pair.target) if persons else ():
            words.setdefault(one.group(), Span(*one.span()))
        spellings = Spellings(words)
        for person in persons:
            place = min((words[word] for word in spellings.find(person.family)), default=None)
            if place:
                places[fold(person.family)].append((index, person.span, place))
    for uses in places.values():
        spelled = [theirs.of(pairs[index].target) for index, _, theirs in uses]
        usual = Counter(word.lower() for word in spelled).most_common(1)[0][0]
        shown = next(word for word in spelled if word.lower() == usual)
        for (index, ours, theirs), word in zip(uses, spelled, strict=True):
            if word.lower() != usual:
                yield Finding(index, "inconsistent", f"{word!r} is written {shown!r} elsewhere", ours, theirs)


def _find_sentences(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Compare the translations of a sentence that comes again; letters and digits count, marks do not."""
    first: dict[tuple[str, ...], int] = {}
    for index, pair in enumerate(pairs):
        key = tuple(_WORD.findall(fold(pair.source)))
        if len(key) < _LONG or not pair.target.strip():
            continue
        before = first.setdefault(key, index)
        if _WORD.findall(fold(pairs[before].target)) != _WORD.findall(fold(pair.target)):
            message = f"the same sentence is translated otherwise in line {pairs[before].line or before + 1}"
            yield Finding(index, "inconsistent", message, Span(0, len(pair.source)), Span(0, len(pair.target)))
