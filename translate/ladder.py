"""The enforcement ladder: strategies in order, for the whole batch at each rung, each verified.

S0 takes the plain sentence's hypotheses as they are. S1 writes the renderings into the source and lets the
model copy and inflect them, with the Kazakh ending of the place and without it. Only what failed goes up a
rung; of what passes, the hypothesis with the best score after the guard's findings is taken. What no rung
could do is kept at its best and reported as missing (S4). A segment without terms never leaves S0.
"""

from collections.abc import Sequence
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
    """A segment on the ladder: its prepared text, and the matches with spans into that text."""

    text: str
    matches: tuple[TermMatch, ...] = ()


def blank_terms(sentence: Sentence) -> str:
    """Return the text with a small letter in place of each code point of a term."""
    edits = (Edit(m.span.start, m.span.end, "x" * len(m.form), "term") for m in sentence.matches)
    return NormalizedText.from_edits(sentence.text, edits).text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified hypothesis: where each match's rendering stands in it, and what is wrong with it."""

    text: str
    strategy: Strategy
    places: tuple[Span | None, ...]
    violations: tuple[Violation, ...]
    value: float = field(compare=False)

    @property
    def passed(self) -> bool:
        """Whether every rendering stands in the target."""
        return None not in self.places


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder for one pair of languages, one engine and one termbase."""

    engine: Engine
    termbase: Termbase
    source: Language
    target: Language

    def climb(self, sentences: Sequence[Sentence]) -> list[Candidate]:
        """Translate n sentences into n candidates, in the same order."""
        best = self._try("model", sentences, [sentence.text for sentence in sentences])
        failed = [i for i, candidate in enumerate(best) if not candidate.passed]
        for ending in (True, False) if self.source == "kk" else (False,):
            if not failed:
                break
            again = [sentences[i] for i in failed]
            inline = [place.write_inline(sentence.text, sentence.matches, ending=ending) for sentence in again]
            for i, candidate in zip(failed, self._try("inline", again, inline), strict=True):
                if candidate.value > best[i].value:
                    best[i] = candidate
            failed = [i for i in failed if not best[i].passed]
        return best

    def _try(self, strategy: Strategy, sentences: Sequence[Sentence], texts: Sequence[str]) -> list[Candidate]:
        """Decode one text for each sentence and return the best verified hypothesis of each."""
        requests = [
            Request(punctuation.make_plain(text, self.source), self.source, self.target, HYPOTHESES) for text in texts
        ]
        answers = self.engine.translate(requests)
        if len(answers) != len(requests):
            raise EngineError(f"the engine answered {len(answers)} of {len(requests)} requests")
        return [
            max((self._verify(strategy, sentence, h, rank) for rank, h in enumerate(answer)), key=lambda c: c.value)
            if answer
            else self._verify(strategy, sentence, Hypothesis("", 0.0), 0)
            for sentence, answer in zip(sentences, answers, strict=True)
        ]

    def _verify(self, strategy: Strategy, sentence: Sentence, hypothesis: Hypothesis, rank: int) -> Candidate:
        """Look for every rendering in a hypothesis, and for what else is wrong with it."""
        placeable = [match for match in sentence.matches if match.rendering is not None]
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
        return Candidate(hypothesis.text, strategy, places, tuple(violations), value)
