"""What stands in a translation for each title of its source: the check of what a person, or any tool, made.

Stricter than reading and milder than `check.locate`, which looks for one rendering word for word: here any wording
that may be used for the concept counts, with the liberties of `glossary.variants`; a composed title counts where
its parts stand; and what a language says otherwise is excused. A noun such as *сот* (court, trial, lawsuit) has
many translations, so of one-word nouns only those are missed that are one word in both languages (*мәслихат*) or
that the termbase guards with a forbidden wording (*әкім*).
"""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from glossary import english
from glossary.check import Unwanted, find_rendering, find_unwanted
from glossary.heads import PERSONS, find_head, head_of
from glossary.kazakh.letters import fold
from glossary.kazakh.likeness import compare
from glossary.occurrence import TermMatch
from glossary.term import Language, Term, Termbase
from glossary.text import Edit, NormalizedText, Span, Taken
from glossary.variants import find_name, find_variants, has_words, shares_words

Finder = Callable[[str, Term], list[Span]]
"""Finds the places of a rendering in a target."""

HOME = frozenset({"republic-of-kazakhstan", "kazakhstan"})
"""The state that a text is from: *ҚР Премьер-министрі* is often only *the Prime Minister* in English."""
_HOME_NAMES: dict[Language, str] = {"kk": "Қазақстан", "en": "Kazakhstan"}
_SIGNS = {"us-dollar": "$", "united-states": "$", "euro": "€"}
"""What is written for a title in sums of money: *200 млрд АҚШ доллары, $200 billion*."""
_LONG = 3
"""Words of a title that may stand in another order."""
_WORDS_TOO = frozenset({"general", "major", "private"})
"""English titles that are adjectives as well, and more often."""


@dataclass(frozen=True, slots=True)
class Use:
    """A title of a source and what stands for it: `wording` at `span` of the target, None where nothing does.

    `excused` tells that nothing need stand there. `part_of` is the composed title that this is a part of.
    """

    match: TermMatch
    wording: Term | None = None
    span: Span | None = None
    excused: bool = False
    part_of: TermMatch | None = None

    @property
    def missing(self) -> bool:
        """Whether the title should stand in the target and does not."""
        return self.wording is None and not self.excused


class Rules(NamedTuple):
    """What titles are verified by: the termbase, the language of the target, and the concepts that are never excused.

    Those are a user's own: who puts a noun into a termbase wants to see it.
    """

    termbase: Termbase
    language: Language
    firm: Container[str] = frozenset()


def verify(target: str, matches: Sequence[TermMatch], rules: Rules, mentioned: Container[str] = ()) -> list[Use]:
    """Return what stands in the target for each match, in the order of the source.

    A composed title of which only a part is there is returned as its parts. `mentioned` are the concepts that
    the document has named before; the bare noun (*the Ministry*) may stand for such a one.

    >>> akim = Term("akim", "en", "akim", case="sentence")
    >>> match = TermMatch("akim", Span(0, 4), "әкім", Term("akim", "kk", "әкім"), akim)
    >>> rules = Rules(Termbase.from_terms([match.term, akim]), "en")
    >>> [use.span for use in verify("Two akims", [match], rules)], verify("Two men", [match], rules)[0].missing
    ([Span(start=4, end=9)], True)
    """
    places = _Places(target, rules)
    found = places.locate(matches)
    uses: list[Use] = []
    for match in matches:
        if match.rendering is None:
            continue
        if match.span in found:
            uses.append(found[match.span])
        elif match.parts and match.parts != (match,):
            uses += _verify_parts(match, places)
        else:
            uses.append(Use(match))
    placed = {use.match.concept for use in uses if use.wording}
    rest = _blank(target, [use.span for use in uses if use.span])
    return [use if use.wording else _excuse(use, (target, rest), rules, placed, mentioned) for use in uses]


def _blank(target: str, spans: Sequence[Span]) -> str:
    """Return a target without what is taken already."""
    return NormalizedText.from_edits(target, (Edit(*one, "\n" * (one.end - one.start), "") for one in spans)).text


class _Places:
    """The places of titles in one target. What one title has taken no other gets, so that none is looked at twice."""

    def __init__(self, target: str, rules: Rules) -> None:
        self.target, self.rules, self._taken = target, rules, Taken()
        self._left: dict[Hashable, Iterator[tuple[Term, Span]]] = {}

    def locate(self, matches: Sequence[TermMatch]) -> dict[Span, Use]:
        """Return the matches that stand in the target by their spans; longer ones take their place first."""
        found: dict[Span, Use] = {}
        order = sorted((-len(one.rendering.text), i) for i, one in enumerate(matches) if one.rendering)
        for find in (find_rendering, find_variants):
            for match in (matches[i] for _, i in order if matches[i].span not in found):
                for wording, span in self._list(match, find):
                    if not self._taken.overlaps(span):
                        self._taken.add(span)
                        found[match.span] = Use(match, wording, span)
                        break
        return found

    def _list(self, match: TermMatch, find: Finder) -> Iterator[tuple[Term, Span]]:
        """Return the places of a title that have not been looked at yet."""
        wordings, concepts = wordings_of(match, self.rules), tuple(_related(match, self.rules.termbase))
        key = (find is find_variants, *wordings, concepts)
        if key not in self._left:
            self._left[key] = _find_all(self.target, wordings, concepts, self.rules, find)
        return self._left[key]


def _find_all(
    target: str, wordings: Sequence[Term], concepts: Sequence[str], rules: Rules, find: Finder
) -> Iterator[tuple[Term, Span]]:
    """Yield each place in the target where a wording of a title stands, and not an unwanted one that is like it."""
    unwanted: Taken | None = None
    for wording in wordings:
        for span in find(target, wording):
            if unwanted is None:
                near = concepts if find is find_variants else ()
                unwanted = Taken(one.span for one in find_unwanted(target, near, rules.termbase, rules.language))
            if not unwanted.overlaps(span):
                yield wording, span


def wordings_of(match: TermMatch, rules: Rules) -> list[Term]:
    """Return what may stand for a match, its own rendering first."""
    concepts = [match.concept]
    if "woman" in fold(match.form):
        concepts += _index(rules.termbase).get(fold(match.form).replace("woman", "man"), ())
    found = [match.rendering] if match.rendering else []
    for concept in concepts:
        if concept in rules.termbase.concepts:
            found += (term for term in rules.termbase[concept].in_language(rules.language) if term.usable)
    return list({(term.text, term.grammar): term for term in found}.values())


def _verify_parts(match: TermMatch, places: _Places) -> list[Use]:
    """Return a composed title as its parts, or as one where none of them stands in the target."""
    parts = [part for part in match.parts if part.rendering]
    found = places.locate(parts)
    if not found:
        return [Use(match)]
    uses = [found.get(part.span, Use(part)) for part in parts]
    return [Use(use.match, use.wording, use.span, part_of=match) for use in uses]


def _excuse(use: Use, targets: tuple[str, str], rules: Rules, placed: Container[str], mentioned: Container[str]) -> Use:
    """Return a use that nothing was found for, excused where nothing need be.

    The target is given as it is, and without what stands there for other titles.
    """
    target, rest = targets
    match = use.match
    rendering = match.rendering
    if rendering is None:
        return use
    if _stands_otherwise(use, targets, rules, placed):
        return Use(match, excused=True, part_of=use.part_of)
    if match.concept in rules.firm:
        return use
    excused = not match.term.usable or _is_everyday(match, rules) or _is_rephrased(match, target)
    if not excused and (match.concept in placed or match.concept in mentioned):
        excused = " " in rendering.text and _has_head(rest, rendering)
    return Use(match, excused=excused, part_of=use.part_of)


def _stands_otherwise(use: Use, targets: tuple[str, str], rules: Rules, placed: Container[str]) -> bool:
    """Tell whether a title is there in another form, or need not be said again."""
    match, rendering = use.match, use.match.rendering
    target, rest = targets
    if rendering is None:
        return False
    if match.concept in HOME:
        return use.part_of is not None or find_name(target, _HOME_NAMES[rules.language]) is not None
    again = match.concept in placed
    if again and (match.term.kind == "abbreviation" or "no-article" in (*match.term.grammar, *rendering.grammar)):
        return True  # Дүниежүзілік сауда ұйымы (ДСҰ)
    if again:
        target = rest
    if (_is_name(match.term) or _is_name(rendering)) and find_name(target, rendering.text):
        return True
    if match.concept in _SIGNS and _SIGNS[match.concept] in target:
        return True
    enough = use.part_of is not None or len(rendering.text.split()) > _LONG
    return enough and rendering.language == "en" and has_words(target, rendering)


def _is_name(term: Term) -> bool:
    """Tell whether a term is a proper name of one word."""
    return term.case == "keep" and " " not in term.text


def _is_everyday(match: TermMatch, rules: Rules) -> bool:
    """Tell whether a title is a noun with many translations: see the head of this module."""
    rendering = match.rendering
    if rendering is None or " " in match.term.text or match.term.case == "keep":
        return False
    if match.concept in rules.termbase.concepts:
        terms = rules.termbase[match.concept].in_language("en")
        if any(term.status == "forbidden" for term in terms):
            return False
    one, other = (match.term, rendering) if match.term.language == "kk" else (rendering, match.term)
    return fold(other.text) in _WORDS_TOO or compare(one.text, other.text) == "other"


def _is_rephrased(match: TermMatch, target: str) -> bool:
    """Tell whether a common noun phrase for a thing is there in other words: *government agency* for *body*."""
    rendering = match.rendering
    if rendering is None or match.term.text[:1].isupper() or rendering.text[:1].isupper():
        return False
    head = find_head(match.term if match.term.language == "kk" else rendering)
    return (head is None or head.role not in PERSONS) and shares_words(target, rendering.text)


@lru_cache(maxsize=128)  # a title may come again and again
def _has_head(target: str, rendering: Term) -> bool:
    """Tell whether the bare noun of a title stands in the target."""
    head = english.split_head(rendering.text)[1] if rendering.language == "en" else head_of(rendering)
    written = (Term(rendering.concept, rendering.language, text, case="sentence") for text in (head, fold(head)))
    return bool(head) and any(find_rendering(target, bare) for bare in written)


def find_unwanted_wordings(target: str, uses: Sequence[Use], rules: Rules) -> list[Unwanted]:
    """Return the forbidden and deprecated wordings in a target, none inside another.

    Looked for are those of the titles in the source, of the nouns that these end in, and of all concepts those
    that can mean nothing else: forbidden, with a proper name in them (*mayor of Almaty*).
    """
    placed = [use.span for use in uses if use.span]
    concepts = [concept for use in uses for concept in _related(use.match, rules.termbase)]
    found = [*find_unwanted(target, concepts, rules.termbase, rules.language, placed)]
    low = target.lower()
    for term, beginning in _unambiguous(rules.termbase, rules.language):
        if beginning in low:
            found += (Unwanted(term.concept, term, span) for span in find_rendering(target, term))
    found.sort(key=lambda one: (one.span.start - one.span.end, one.span.start))
    kept: list[Unwanted] = []
    taken = Taken(placed)
    for one in found:
        if not taken.overlaps(one.span):
            kept.append(one)
            taken.add(one.span)
    return sorted(kept, key=lambda one: one.span.start)


def _related(match: TermMatch, termbase: Termbase) -> Iterator[str]:
    """Yield the concepts of a match, of its parts, and those of the noun that each ends in."""
    for part in (match, *match.parts):
        yield part.concept
        kazakh = next((term for term in (part.term, part.rendering) if term and term.language == "kk"), None)
        if kazakh:
            yield from _index(termbase).get(head_of(kazakh), ())


@lru_cache(maxsize=4)
def _index(termbase: Termbase) -> dict[str, tuple[str, ...]]:
    """Return the concepts by their usable wordings in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for term in termbase.terms():
        if term.usable:
            key = fold(term.text)
            found[key] = (*found.get(key, ()), term.concept)
    return found


@lru_cache(maxsize=8)
def _unambiguous(termbase: Termbase, language: Language) -> tuple[tuple[Term, str], ...]:
    """Return the forbidden wordings that have one meaning, each with its first letters."""
    forbidden = (term for term in termbase.terms() if term.status == "forbidden" and term.language == language)
    return tuple(
        (term, term.text.lower().split()[0][:3])
        for term in forbidden
        if " " in term.text and not term.text.islower() and fold(term.text) not in _index(termbase)
    )


def concepts_of(uses: Iterable[Use]) -> frozenset[str]:
    """Return the concepts that stand in the target."""
    return frozenset(use.match.concept for use in uses if use.wording)
