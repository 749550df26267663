"""Formatting carried from a text to its translation: where each mark of a block stands in the target.

A mark over whole segments is over their targets. Inside a segment the words decide: a term of the mark is where its
rendering stands, other words where the model looked when it wrote (the links of an alignment). A mark is over one
piece of the target, the one that has most of its words and fewest others. A number, or another word that is written
the same in both texts, goes with itself, and `№` with the number after it, whatever the model looked at. No mark is
lost: where nothing of its text is in the target, it stands there empty, and its format decides what becomes of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossary.text import Span
from translate.engine import Engine, Link, Request
from translate.engines.tokens import split_words
from translate.formats.format import Block, Mark
from translate.punctuation import make_plain
from translate.same_words import match_same
from translate.unit import Translation, TranslationUnit

UNKNOWN = 0.1
"""What a word that goes with no other weighs against being taken."""
HALF = 0.5
LITTLE, LIGHT = 3, 0.3
"""Words of so few letters are mostly articles, prepositions and the like: they say less of what belongs together."""
OPENING = "«»“”„\"'‘(['–—-"
CLOSING = ".,;:!?…»”“\"'’)]%–—-"


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its target with their words, and for each target word the source words it goes with.

    `terms` are the words of terms, source and target, by their numbers.
    """

    source: Span
    target: Span
    source_words: tuple[Span, ...]
    target_words: tuple[Span, ...]
    linked: tuple[frozenset[int], ...]
    terms: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()


def needs_links(block: Block, unit: TranslationUnit) -> bool:
    """Tell whether a mark begins or ends inside a segment, so that it must be known which words go together."""
    span = unit.segment.span
    return any(span.start < end < span.end for mark in block.marks for end in mark.span)


def find_links(engine: Engine, units: Sequence[TranslationUnit], translation: Translation) -> list[tuple[Link, ...]]:
    """Return the alignment of segments with the targets that they have got; n units in, n out.

    The engine is made to write each target once more, and tells what it looks at; what it makes of it is left.
    """
    source, target = translation.source_language, translation.target_language
    requests = [
        Request(make_plain(unit.segment.text, source), source, target, prefix=unit.target, alignment=True)  # type: ignore[arg-type]
        for unit in units
    ]
    return [answer[0].alignment if answer else () for answer in engine.translate(requests)]


def carry(block: Block, translation: Translation, links: Mapping[int, Sequence[Link]]) -> tuple[Mark, ...]:
    """Return the marks of a block where they stand in its translation; `links` are by the index of the segment."""
    pairs = list(make_pairs(translation, links))
    found: list[Mark] = []
    for mark in block.marks:
        span = find_place(mark.span, pairs, block.text, translation.text)
        found.append(Mark(mark.number, fit(span, found, block.marks, mark)))
    return tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)))


def make_pairs(translation: Translation, links: Mapping[int, Sequence[Link]]) -> Iterator[Pair]:
    """Yield the segments of a translation with the places of their targets in its text."""
    moved = 0
    for unit in translation.units:
        source = unit.segment.span
        target = Span(source.start + moved, source.start + moved + len(unit.target))
        moved = target.end - source.end
        yield make_pair(unit, source, target, links.get(unit.segment.index, ()))


def make_pair(unit: TranslationUnit, source: Span, target: Span, links: Sequence[Link]) -> Pair:
    """Return a segment with its words; links count words, since the engine saw a plainer text."""
    source_words = tuple(split_words(unit.segment.text))
    target_words = tuple(split_words(unit.target))
    linked = [frozenset[int]() for _ in target_words]
    for number, index in number_links(links, source_words, target_words):
        linked[number] |= {index}
    for number, indices in match_same(source_words, target_words, unit.segment.text, unit.target).items():
        linked = [one - indices for one in linked]
        linked[number] = indices
    terms = []
    for use in unit.terms:
        if use.target is None:
            continue
        inside = number_words(source_words, use.source)
        rendering = number_words(target_words, use.target)
        for number, indices in enumerate(linked):
            linked[number] = indices & inside if number in rendering else indices - inside
        terms.append((inside, rendering))
    return Pair(
        source,
        target,
        tuple(word.shift(source.start) for word in source_words),
        tuple(word.shift(target.start) for word in target_words),
        tuple(linked),
        tuple(terms),
    )


def number_words(words: Sequence[Span], span: Span) -> frozenset[int]:
    """Return the numbers of the words that a span touches."""
    return frozenset(number for number, word in enumerate(words) if word.overlaps(span))


def number_links(links: Sequence[Link], source: Sequence[Span], target: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a target word and a source word, by proportion where there is no alignment."""
    if not links:
        for i in range(len(target)):
            if source:
                yield i, min(len(source) - 1, i * len(source) // len(target))
        return
    starts = sorted({link.source.start for link in links})
    known = {word.start: number for number, word in enumerate(source)}
    for number, link in enumerate(links[: len(target)]):
        index = known.get(link.source.start)
        if index is None:
            index = min(len(source) - 1, starts.index(link.source.start) * len(source) // len(starts))
        yield number, index


def find_place(span: Span, pairs: Sequence[Pair], source: str, target: str) -> Span:
    """Return where a span of the source stands in the target; all in code points of the whole texts."""
    inner = next((pair for pair in pairs if pair.source.covers(span) and pair.source != span), None)
    if inner and not (span.start == span.end and span.start in inner.source):
        return find_inside(span, inner, source, target)
    start = move(span.start, pairs, len(target), closing=False)
    return Span(start, max(start, move(span.end, pairs, len(target), closing=span.end > span.start)))


def move(at: int, pairs: Sequence[Pair], length: int, *, closing: bool) -> int:
    """Return where an end of a mark that goes over several segments stands in a target of this length."""
    moved = before = 0
    for pair in pairs:
        if at <= pair.source.start:
            return at + moved
        if at < pair.source.end:
            cut = find_cut(pair.linked, sum(1 for word in pair.source_words if word.start < at))
            if closing:
                return pair.target_words[cut - 1].end if cut else before
            return pair.target_words[cut].start if cut < len(pair.target_words) else pair.target.end
        moved, before = pair.target.end - pair.source.end, pair.target.end
    return min(length, at + moved)


def find_inside(span: Span, pair: Pair, source: str, target: str) -> Span:
    """Return where a span within one segment stands in its target."""
    if span.start == span.end:
        return find_point(span.start, pair, source, target)
    best = find_best(weigh_words(number_words(pair.source_words, span), pair))
    if best is None:
        return find_point(span.start, pair, source, target)
    first, last = pair.target_words[best.start], pair.target_words[best.end - 1]
    return trim(Span(first.start, last.end), span, source, target)


def weigh_words(words: frozenset[int], pair: Pair) -> list[float]:
    """Return for each target word how much it belongs to some source words: above 0 where it does.

    A term that is wholly among them has all of its rendering; one that is so for the most part has it where the
    alignment gives it nothing.
    """
    weights = []
    for word, linked in zip(pair.target_words, pair.linked, strict=True):
        weight = 1.0 if word.end - word.start > LITTLE else LIGHT
        weights.append((weight if linked & words else -weight) if linked else -UNKNOWN)
    for inside, rendering in pair.terms:
        shared = len(inside & words) / len(inside)
        if shared == 1 or (shared >= HALF and not any(weights[number] > 0 for number in rendering)):
            for number in rendering:
                weights[number] = 1.0
    return weights


def find_best(weights: Sequence[float]) -> Span | None:
    """Return the run of words with the greatest sum, None where none is above 0 (Kadane's algorithm).

    >>> find_best([-1, 2, -0.1, 1, -1]), find_best([-1])
    (Span(start=1, end=4), None)
    """
    best, sum_best, sum_here, start = None, 0.0, 0.0, 0
    for i, weight in enumerate(weights):
        if sum_here <= 0:
            sum_here, start = 0.0, i
        sum_here += weight
        if sum_here > sum_best:
            sum_best, best = sum_here, Span(start, i + 1)
    return best


def trim(found: Span, span: Span, source: str, target: str) -> Span:
    """Leave as many signs at the edges of the words inside as the source's mark has inside."""
    start, end = found
    text = span.of(source)
    more = count_closing(found.of(target)) - count_closing(text)
    if more > 0 and not source[span.end : span.end + 1].isalnum():
        end -= more
    more = count_opening(found.of(target)) - count_opening(text)
    if more > 0 and not source[: span.start][-1:].isalnum():
        start += more
    return Span(start, max(start, end))


def count_closing(text: str) -> int:
    """Return how many signs a text ends with.

    >>> count_closing("school”."), count_opening("“school")
    (2, 1)
    """
    return len(text) - len(text.rstrip(CLOSING))


def count_opening(text: str) -> int:
    """Return how many signs a text begins with."""
    return len(text) - len(text.lstrip(OPENING))


def find_point(at: int, pair: Pair, source: str, target: str) -> Span:
    """Return the place of a thing that stands within a segment: behind its word, or else between the same words."""
    word = next((i for i, word in enumerate(pair.source_words) if word.start < at <= word.end), None)
    if word is not None:
        ends = [pair.target_words[i].end for i, linked in enumerate(pair.linked) if word in linked]
        if ends:
            end = max(ends)
            if source[at - 1] not in CLOSING:
                while end > pair.target.start + 1 and target[end - 1] in CLOSING:
                    end -= 1
            return Span(end, end)
    before = sum(1 for one in pair.source_words if one.start < at)
    cut = find_cut(pair.linked, before)
    if cut == len(pair.target_words):
        return Span(pair.target.end, pair.target.end)
    start = pair.target_words[cut].start if cut else pair.target.start
    return Span(start, start)


def find_cut(linked: Sequence[frozenset[int]], before: int) -> int:
    """Return how many target words go with the first source words: the cut that fewest links cross.

    >>> find_cut([frozenset([1]), frozenset([0]), frozenset([2])], 2)
    2
    """
    crossing = sum(1 for one in linked for index in one if index < before)
    best, cut = crossing, 0
    for number, one in enumerate(linked):
        crossing += sum(1 if index >= before else -1 for index in one)
        if crossing < best:
            best, cut = crossing, number + 1
    return cut


def fit(span: Span, found: Iterable[Mark], marks: Sequence[Mark], mark: Mark) -> Span:
    """Return a span that crosses none of the marks before: it is cut at the edge, or stays inside what held it."""
    outer = {one.number: one.span for one in marks}
    for other in found:
        inside = outer[other.number].covers(mark.span) and outer[other.number] != mark.span
        if inside:
            start = min(max(span.start, other.span.start), other.span.end)
            span = Span(start, min(max(span.end, start), other.span.end))
        elif span.start < other.span.start < span.end < other.span.end:
            span = Span(span.start, other.span.start)
        elif other.span.start < span.start < other.span.end < span.end:
            span = Span(other.span.end, span.end)
    return span
