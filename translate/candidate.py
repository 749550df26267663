"""What goes up the ladder and what comes of it: a sentence with its terms, and a verified hypothesis."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from glossary import check
from glossary.check import Violation
from glossary.kazakh import names
from glossary.match import TermMatch, TermMatcher
from glossary.term import Language, Termbase
from glossary.text import Edit, NormalizedText, Span, Taken
from translate import guard, punctuation
from translate.engine import Hypothesis
from translate.literal import write_signs
from translate.unit import Strategy, TermUse

MISSING_COST = 5.0
"""What a missing rendering takes off a score: more than all other findings together normally do."""

NAME_COST = 0.2
"""What a person's name that is spelled otherwise than by the table takes off a score."""

TIE = 0.02
"""What taking a hypothesis that is not the model's first must gain, in log-probability of a token."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment on the ladder: its prepared text, and the matches with spans into that text.

    Every match has a rendering. `plain` is the text as the engine gets it, and `untitled` the same with small
    letters in place of the terms, whose capitals are not those of names. `persons` are those named in the text.
    """

    text: str
    matches: tuple[TermMatch, ...]
    plain: str
    untitled: str
    persons: tuple[names.Person, ...] = ()

    @classmethod
    def make(
        cls,
        text: str,
        matches: Sequence[TermMatch],
        language: Language,
        persons: Sequence[names.Person] | None = None,
    ) -> "Sentence":
        """Work out the plain texts; `persons` are those of the text where the caller knows them."""
        plain = untitled = punctuation.make_plain(text, language)
        if matches:
            edits = (Edit(m.span.start, m.span.end, "x" * len(m.form), "term") for m in matches)
            untitled = punctuation.make_plain(NormalizedText.from_edits(text, edits).text, language)
        if persons is None:
            persons = names.find_persons(text) if language == "kk" else ()
        taken = Taken(match.span for match in matches)
        free = (one for one in persons if not taken.overlaps(one.span))
        return cls(text, tuple(matches), plain, untitled, tuple(free))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified hypothesis: how and where each match's rendering was placed in it, and what is wrong with it."""

    sentence: Sentence
    text: str
    strategies: tuple[Strategy, ...]
    places: tuple[Span | None, ...]
    violations: tuple[Violation, ...]
    named: bool
    """Whether the persons of the source are spelled as the table of names spells them."""
    value: float = field(compare=False)
    hypothesis: Hypothesis = field(compare=False, default=Hypothesis("", 0.0))
    """What the engine answered, with its alignment where that was asked for."""
    plain: str = field(compare=False, default="")
    """The source that the engine was given."""

    @property
    def passed(self) -> bool:
        """Whether every rendering and every person's name stands in the target."""
        return None not in self.places and self.named

    @property
    def loops(self) -> bool:
        """Whether the hypothesis says one thing again and again."""
        return any(violation.kind == "repetition" for violation in self.violations)


def drop_swallowed(
    places: Sequence[Span | None], titles: Sequence[TermMatch], concepts: Sequence[str] = ()
) -> tuple[Span | None, ...]:
    """Return the places without those that are only the beginning or end of another, longer title.

    `concepts` are those of the places: a longer wording of the same concept (*city of Turkistan*) is no other title.

    *Ministry* in "Ministry of Foreign Affairs" is no rendering of *министрлік*. A title whose other words
    are renderings themselves ("akim of Almaty" of *akim* and *Almaty*) swallows nothing.
    """
    kept = list(places)
    order = sorted((place, i) for i, place in enumerate(places) if place)
    covering = Taken(place for place, _ in order)
    for title in titles:
        within = order[bisect_left(order, ((title.span.start,),)) : bisect_left(order, ((title.span.end,),))]
        inside = sorted(i for place, i in within if place != title.span and title.span.covers(place))
        if inside and concepts and title.concept in concepts[inside[0]].split("+"):
            continue
        if len(inside) == 1 and not covering.covers(title.span):
            kept[inside[0]] = None
    return tuple(kept)


def note_uses(
    text: str,
    offset: int,
    matches: Sequence[TermMatch],
    strategies: Sequence[Strategy],
    places: Sequence[Span | None],
) -> tuple[TermUse, ...]:
    """Return what is said of each match: where it stands in its segment's text and in the target, and how it got there.

    `offset` is what to add to a place in the prepared text to get the one in the segment. n in, n out.
    """
    uses = []
    for match, strategy, place in zip(matches, strategies, places, strict=True):
        moved = match.span.shift(offset)
        span = Span(max(0, moved.start), min(len(text), moved.end))  # without a quote that was lent
        rendering = match.rendering.text if match.rendering else ""
        uses.append(TermUse(match.concept, span, span.of(text), rendering, place, strategy, place is not None))
    return tuple(uses)


def is_beaten(value: float, floor: float) -> bool:
    """Tell whether a value cannot be the best; where there is none yet (minus infinity), nothing is beaten."""
    return floor > -math.inf and value <= floor


@dataclass(frozen=True, slots=True)
class Verifier:
    """Judges hypotheses of one pair of languages by one termbase."""

    termbase: Termbase
    source: Language
    target: Language
    reader: TermMatcher
    """Finds the termbase's terms in targets, to see whether a rendering is really part of another title."""
    swallowers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each rendering seen so far, the titles that have it as a part."""

    def verify(
        self,
        sentence: Sentence,
        hypothesis: Hypothesis,
        strategies: tuple[Strategy, ...],
        *,
        plain: str = "",
        handicap: float = 0.0,
        floor: float = -math.inf,
    ) -> Candidate | None:
        """Look for every rendering in a hypothesis, and for what else is wrong with it.

        Words that were left in Kazakh letters are written in Latin ones, and reported. None where its value,
        the score less what is wrong, is not above `floor`; the dear checks come last. `handicap` is what it
        must be better by.
        """
        left = guard.check_script(hypothesis.text, self.target)
        text = write_signs(hypothesis.text, sentence.matches)
        text = names.romanize(text) if left and self.target == "en" else text
        matches = sentence.matches
        located = check.locate(text, matches)
        longer = self.reader.match(text) if self._may_swallow(text, matches) else ()
        places = drop_swallowed(located, longer, [match.concept for match in matches])
        surnames = Counter(person.surname for person in sentence.persons)
        misspelled = sum(times for surname, times in surnames.items() if surname not in text)
        value = hypothesis.score - handicap
        value -= MISSING_COST * places.count(None) + NAME_COST * misspelled
        if is_beaten(value, floor):
            return None
        violations = guard.inspect(sentence.plain, text, self.source, self.target, untitled=sentence.untitled)
        if text is not hypothesis.text:
            violations += left
        violations += check.find_forbidden(text, matches, self.termbase, self.target, located)
        violations += check.find_surplus(text, matches, located)
        violations += [
            Violation("missing", f"{match.form!r} should be {match.rendering.text!r}")
            for match, span in zip(matches, places, strict=True)
            if span is None and match.rendering
        ]
        value -= guard.cost(violations, sentence.plain, text)
        if is_beaten(value, floor):
            return None
        found = tuple(dict.fromkeys(violations))
        return Candidate(sentence, text, strategies, places, found, not misspelled, value, hypothesis, plain)

    def _may_swallow(self, text: str, matches: Sequence[TermMatch]) -> bool:
        """Tell, at little cost, whether a longer title with one of the renderings in it may stand in a target."""
        if self.target == "kk":
            return bool(matches)  # a longer title may be inflected inside
        low = text.lower()
        renderings = dict.fromkeys(match.rendering.text.lower() for match in matches if match.rendering)
        return any(longer in low for rendering in renderings for longer in self._longer(rendering))

    def _longer(self, rendering: str) -> tuple[str, ...]:
        """Return the wordings that have a rendering as a part, all in small letters."""
        if rendering not in self.swallowers:
            wordings = {term.text.lower() for term in self.termbase.terms() if term.language == self.target}
            found = (word for word in wordings if rendering in word and rendering != word)
            self.swallowers[rendering] = tuple(found)
        return self.swallowers[rendering]
