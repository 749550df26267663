"""The enforcement ladder: strategies in order, for the whole batch at each rung, each verified.

S0 takes the plain sentence's hypotheses as they are. S1 writes the renderings into the source and lets the
model copy and inflect them, with the Kazakh ending of the place and without it. S3 writes what is still
missing over the words that are aligned with it. Only what failed goes up a rung; of what passes, the
hypothesis with the best score after the guard's findings is taken. What no rung could do is kept at its best
and reported as missing (S4). A segment without terms never leaves S0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from glossary import check, place
from glossary.check import Violation
from glossary.match import TermMatch
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

TIE = 0.02
"""What taking a hypothesis that is not the model's first must gain, in log-probability of a token."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment on the ladder: its prepared text, and the matches with spans into that text.

    Every match has a rendering.
    """

    text: str
    matches: tuple[TermMatch, ...] = ()


def blank_terms(sentence: Sentence) -> str:
    """Return the text with a small letter in place of each code point of a term."""
    edits = (Edit(m.span.start, m.span.end, "x" * len(m.form), "term") for m in sentence.matches)
    return NormalizedText.from_edits(sentence.text, edits).text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified hypothesis: how and where each match's rendering was placed in it, and what is wrong with it."""

    text: str
    strategies: tuple[Strategy, ...]
    places: tuple[Span | None, ...]
    violations: tuple[Violation, ...]
    value: float = field(compare=False)

    @property
    def passed(self) -> bool:
        """Whether every rendering stands in the target."""
        return None not in self.places


@dataclass(frozen=True, slots=True)
class Rung:
    """One try of a sentence: the text that the engine is given, and what is done with its answer."""

    sentence: Sentence
    text: str
    strategy: Strategy

    @classmethod
    def inline(cls, sentence: Sentence, strategy: Strategy, ending: bool) -> "Rung":
        """Write the renderings into the text, with the Kazakh ending of their place or without."""
        return cls(sentence, place.write_inline(sentence.text, sentence.matches, ending=ending), strategy)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder for one pair of languages, one engine and one termbase."""

    engine: Engine
    termbase: Termbase
    source: Language
    target: Language

    def climb(self, sentences: Sequence[Sentence]) -> list[Candidate]:
        """Translate n sentences into n candidates, in the same order."""
        best = self._try([Rung(sentence, sentence.text, "model") for sentence in sentences])
        endings = (True, False) if self.source == "kk" else (False,)
        for strategy, ending in [("inline", ending) for ending in endings] + [("replace", endings[0])]:
            failed = [i for i, candidate in enumerate(best) if not candidate.passed]
            if not failed:
                break
            rungs = [
                Rung.inline(sentences[i], "replace" if strategy == "replace" else "inline", ending) for i in failed
            ]
            for i, candidate in zip(failed, self._try(rungs), strict=True):
                if candidate.value > best[i].value:
                    best[i] = candidate
        return best

    def _try(self, rungs: Sequence[Rung]) -> list[Candidate]:
        """Decode the text of each rung and return the best verified hypothesis of each."""
        plain = [punctuation.make_plain(rung.text, self.source) for rung in rungs]
        requests = [
            Request(text, self.source, self.target, HYPOTHESES, alignment=rung.strategy == "replace")
            for text, rung in zip(plain, rungs, strict=True)
        ]
        answers = self.engine.translate(requests)
        if len(answers) != len(requests):
            raise EngineError(f"the engine answered {len(answers)} of {len(requests)} requests")
        return [
            max(self._candidates(rung, request, answer or [Hypothesis("", 0.0)]), key=lambda c: c.value)
            for rung, request, answer in zip(rungs, requests, answers, strict=True)
        ]

    def _candidates(self, rung: Rung, request: Request, answer: Sequence[Hypothesis]) -> Iterator[Candidate]:
        """Yield a candidate for each hypothesis; on the last rung, with what is missing written over it."""
        sentence = rung.sentence
        for rank, hypothesis in enumerate(answer):
            candidate = self._verify(sentence, hypothesis, rank, (rung.strategy,) * len(sentence.matches))
            if rung.strategy == "replace" and not candidate.passed:
                written = place.find_written(sentence.text, sentence.matches, request.text)
                missing = [
                    (span, place.write_rendering(match, sentence.text, ending=False))
                    for match, span, found in zip(sentence.matches, written, candidate.places, strict=True)
                    if found is None
                ]
                links = [(link.source, link.target) for link in hypothesis.alignment]
                text = place.replace_aligned(hypothesis.text, links, missing)
                strategies: tuple[Strategy, ...] = tuple("inline" if p else "replace" for p in candidate.places)
                candidate = self._verify(sentence, Hypothesis(text, hypothesis.score), rank, strategies)
            yield candidate

    def _verify(
        self, sentence: Sentence, hypothesis: Hypothesis, rank: int, strategies: tuple[Strategy, ...]
    ) -> Candidate:
        """Look for every rendering in a hypothesis, and for what else is wrong with it."""
        placeable = sentence.matches
        places = tuple(check.locate(hypothesis.text, placeable))
        source = punctuation.make_plain(sentence.text, self.source)
        untitled = punctuation.make_plain(blank_terms(sentence), self.source)
        violations = guard.inspect(source, hypothesis.text, self.source, self.target, untitled=untitled)
        violations += check.find_forbidden(hypothesis.text, placeable, self.termbase, self.target)
        violations += [
            Violation("missing", f"{match.form!r} should be {match.rendering.text!r}")
            for match, span in zip(placeable, places, strict=True)
            if span is None and match.rendering
        ]
        value = hypothesis.score - guard.cost(violations, source, hypothesis.text)
        value -= MISSING_COST * places.count(None) + (TIE if rank else 0.0)
        return Candidate(hypothesis.text, strategies, places, tuple(violations), value)
