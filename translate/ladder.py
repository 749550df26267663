"""The enforcement ladder: strategies in order, for the whole batch at each rung, each verified.

S0 takes the plain sentence's hypotheses as they are. S1 writes the renderings into the source and lets the
model copy and inflect them, with the Kazakh ending of the place and without it. S3 writes what is still
missing over the words that are aligned with it. Only what failed goes up a rung; of what passes, the
hypothesis with the best score after the guard's findings is taken. A sentence that loops is decoded once more
with a ban on repetition. What no rung could do is kept at its best and reported as missing (S4). A segment
without terms never leaves S0, but for names and loops.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from glossary import check, place
from glossary.check import Violation
from glossary.kazakh import names
from glossary.match import TermMatch, TermMatcher
from glossary.term import Language, Termbase
from glossary.text import Edit, NormalizedText, Span
from translate import guard, punctuation
from translate.engine import Engine, Hypothesis, Request
from translate.errors import EngineError
from translate.unit import Strategy

HYPOTHESES = 4
"""How many hypotheses each rung looks at; as many as the beam finds at no further cost."""

MISSING_COST = 5.0
"""What a missing rendering takes off a score: more than all other findings together normally do."""

NAME_COST = 0.2
"""What a person's name that is spelled otherwise than by the table takes off a score."""

NO_REPEAT = 4
"""Tokens of a phrase that may not come twice when a sentence that loops is decoded again."""

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
        free = (one for one in persons if not any(one.span.overlaps(match.span) for match in matches))
        return cls(text, tuple(matches), plain, untitled, tuple(free))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified hypothesis: how and where each match's rendering was placed in it, and what is wrong with it."""

    text: str
    strategies: tuple[Strategy, ...]
    places: tuple[Span | None, ...]
    violations: tuple[Violation, ...]
    named: bool
    """Whether the persons of the source are spelled as the table of names spells them."""
    value: float = field(compare=False)

    @property
    def passed(self) -> bool:
        """Whether every rendering and every person's name stands in the target."""
        return None not in self.places and self.named

    @property
    def loops(self) -> bool:
        """Whether the hypothesis says one thing again and again."""
        return any(violation.kind == "repetition" for violation in self.violations)


class Step(NamedTuple):
    """How a rung writes renderings into the source: see `STEPS`."""

    ending: bool
    only_missing: bool = False
    replaces: bool = False


STEPS = (Step(ending=True), Step(ending=False), Step(ending=True, only_missing=True), Step(ending=True, replaces=True))
"""The rungs above the plain sentence, in order; a Kazakh ending is written behind English renderings only."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One try of a sentence: the plain text that the engine is given, and what is done with its answer."""

    sentence: Sentence
    plain: str
    strategies: tuple[Strategy, ...]
    """For each match, what is said of it where its rendering stands in the answer."""
    replaces: bool = False
    no_repeat: int = 0


def drop_swallowed(places: Sequence[Span | None], titles: Sequence[TermMatch]) -> tuple[Span | None, ...]:
    """Return the places without those that are only the beginning or end of another, longer title.

    *Ministry* in "Ministry of Foreign Affairs" is no rendering of *министрлік*. A title whose other words
    are renderings themselves ("akim of Almaty" of *akim* and *Almaty*) swallows nothing.
    """
    kept = list(places)
    for title in titles:
        inside = [i for i, place in enumerate(places) if place and place != title.span and title.span.covers(place)]
        if len(inside) == 1 and not any(place and place.covers(title.span) for place in places):
            kept[inside[0]] = None
    return tuple(kept)


def is_beaten(value: float, floor: float) -> bool:
    """Tell whether a value cannot be the best; where there is none yet (minus infinity), nothing is beaten."""
    return floor > -math.inf and value <= floor


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder for one pair of languages, one engine and one termbase."""

    engine: Engine
    termbase: Termbase
    source: Language
    target: Language
    reader: TermMatcher
    """Finds the termbase's terms in targets, to see whether a rendering is really part of another title."""
    swallowers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each rendering seen so far, the titles that have it as a part."""

    def climb(self, sentences: Sequence[Sentence]) -> list[Candidate]:
        """Translate n sentences into n candidates, in the same order."""
        model: Strategy = "model"
        rungs = [Rung(sentence, sentence.plain, (model,) * len(sentence.matches)) for sentence in sentences]
        best = [candidate for candidate in self._try(rungs, [-math.inf] * len(rungs)) if candidate]
        for step in STEPS:
            failed = [i for i, candidate in enumerate(best) if not candidate.passed]
            again = [self._inline(sentences[i], best[i], step) for i in failed]
            self._improve(best, rungs, failed, again)
        looping = [i for i, candidate in enumerate(best) if candidate.loops]
        self._improve(best, rungs, looping, [replace(rungs[i], no_repeat=NO_REPEAT) for i in looping])
        return best

    def _improve(self, best: list[Candidate], rungs: list[Rung], chosen: list[int], again: list[Rung]) -> None:
        """Try the chosen sentences again; where that is better, put it into `best` and its rung into `rungs`."""
        found = self._try(again, [best[i].value for i in chosen])
        for i, rung, candidate in zip(chosen, again, found, strict=True):
            if candidate:
                best[i], rungs[i] = candidate, rung

    def _try(self, rungs: Sequence[Rung], floors: Sequence[float]) -> list[Candidate | None]:
        """Decode the text of each rung and return the best verified hypothesis of each, if above its floor."""
        requests = [
            Request(
                rung.plain,
                self.source,
                self.target,
                HYPOTHESES,
                alignment=rung.replaces,
                no_repeat=rung.no_repeat,
            )
            for rung in rungs
        ]
        answers = self.engine.translate(requests) if requests else []
        if len(answers) != len(requests):
            raise EngineError(f"the engine answered {len(answers)} of {len(requests)} requests")
        return [
            self._choose(rung, answer or [Hypothesis("", 0.0)], floor)
            for rung, answer, floor in zip(rungs, answers, floors, strict=True)
        ]

    def _inline(self, sentence: Sentence, best: Candidate, step: Step) -> Rung:
        """Write renderings into the text: all of them, or those that the best candidate so far has not."""
        found = best.places if step.only_missing and None in best.places else (None,) * len(sentence.matches)
        matches = [match for match, span in zip(sentence.matches, found, strict=True) if span is None]
        text = place.write_inline(sentence.text, matches, ending=step.ending, persons=sentence.persons)
        strategies: tuple[Strategy, ...] = tuple("inline" if span is None else "model" for span in found)
        return Rung(sentence, punctuation.make_plain(text, self.source), strategies, step.replaces)

    def _may_swallow(self, text: str, matches: Sequence[TermMatch]) -> bool:
        """Tell, at little cost, whether a longer title with one of the renderings in it may stand in a target."""
        if self.target == "kk":
            return bool(matches)  # a longer title may be inflected inside
        low = text.lower()
        renderings = (match.rendering.text.lower() for match in matches if match.rendering)
        return any(longer in low for rendering in renderings for longer in self._longer(rendering))

    def _longer(self, rendering: str) -> tuple[str, ...]:
        """Return the wordings that have a rendering as a part, all in small letters."""
        if rendering not in self.swallowers:
            wordings = {term.text.lower() for term in self.termbase.terms() if term.language == self.target}
            found = (word for word in wordings if rendering in word and rendering != word)
            self.swallowers[rendering] = tuple(found)
        return self.swallowers[rendering]

    def _choose(self, rung: Rung, answer: Sequence[Hypothesis], floor: float) -> Candidate | None:
        """Return the best candidate of an answer that is worth more than `floor`, None where none is."""
        best: Candidate | None = None
        for rank, hypothesis in enumerate(answer):
            if is_beaten(hypothesis.score - (TIE if rank else 0.0), floor):
                break
            candidate = self._make_candidate(rung, hypothesis, rank, floor)
            if candidate:
                best, floor = candidate, candidate.value
        return best

    def _make_candidate(self, rung: Rung, hypothesis: Hypothesis, rank: int, floor: float) -> Candidate | None:
        """Verify a hypothesis; on the last rung, with what is missing written over it."""
        sentence = rung.sentence
        places = check.locate(hypothesis.text, sentence.matches) if rung.replaces else []
        if None not in places:
            return self._verify(sentence, hypothesis, rank, rung.strategies, floor)
        written = place.find_written(sentence.text, sentence.matches, rung.plain)
        missing = [
            (span, place.write_rendering(match, sentence.text, ending=False))
            for match, span, found in zip(sentence.matches, written, places, strict=True)
            if found is None
        ]
        links = [(link.source, link.target) for link in hypothesis.alignment]
        text = place.replace_aligned(hypothesis.text, links, missing)
        strategies: tuple[Strategy, ...] = tuple("inline" if found else "replace" for found in places)
        return self._verify(sentence, Hypothesis(text, hypothesis.score), rank, strategies, floor)

    def _verify(
        self, sentence: Sentence, hypothesis: Hypothesis, rank: int, strategies: tuple[Strategy, ...], floor: float
    ) -> Candidate | None:
        """Look for every rendering in a hypothesis, and for what else is wrong with it.

        Words that were left in Kazakh letters are written in Latin ones, and reported.

        None where its value, the score less what is wrong, is not above `floor`; the dear checks come last.
        """
        left = guard.check_script(hypothesis.text, self.target)
        text = names.romanize(hypothesis.text) if left and self.target == "en" else hypothesis.text
        matches = sentence.matches
        located = check.locate(text, matches)
        places = drop_swallowed(located, self.reader.match(text) if self._may_swallow(text, matches) else ())
        misspelled = sum(person.surname not in text for person in sentence.persons)
        value = hypothesis.score - (TIE if rank else 0.0)
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
        return Candidate(text, strategies, places, tuple(dict.fromkeys(violations)), named=not misspelled, value=value)
