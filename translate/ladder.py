"""The enforcement ladder: strategies in order, for the whole batch at each rung, each verified.

S0 takes the plain sentence's hypotheses as they are. S1 writes the renderings into the source and lets the
model copy and inflect them, with the Kazakh ending of the place and without it. S2 keeps the target up to the
first missing rendering, writes that behind it and lets the model go on from there; once for each that is
missing. S3 writes what is still missing over its place, where the model's translation of the term alone or the
words aligned with it stand, and mends article, number and case around it. Only what failed goes up a rung; of what
passes, the hypothesis with the best score after the guard's findings is taken. A sentence that loops is decoded
once more with a ban on repetition. What no rung could do is kept at its best and reported as missing (S4). A
segment without terms never leaves S0, but for names and loops.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from glossary import check, place
from glossary.match import TermMatcher
from glossary.repair import Wanted, make_prefix, want_name, write_over
from glossary.term import Language, Termbase
from glossary.text import Span
from translate import punctuation
from translate.candidate import TIE, Candidate, Sentence, Verifier, drop_swallowed, is_beaten
from translate.engine import Engine, Hypothesis, Request
from translate.errors import EngineError
from translate.unit import Strategy

__all__ = ["Candidate", "Ladder", "Sentence", "drop_swallowed"]

HYPOTHESES = 4
"""How many hypotheses each rung looks at; as many as the beam finds at no further cost."""

NO_REPEAT = 4
"""Tokens of a phrase that may not come twice when a sentence that loops is decoded again."""

PREFIXES = 3
"""How often a sentence is gone on with from a prefix: titles that are missing together are seldom more."""


class Step(NamedTuple):
    """How a rung of S1 writes renderings into the source: see `STEPS`."""

    name: str
    ending: bool
    only_missing: bool = False


STEPS = (
    Step("inline", ending=True),
    Step("inline, no ending", ending=False),
    Step("inline, only what is missing", ending=True, only_missing=True),
)
"""The rungs of S1, in order; a Kazakh ending is written behind English renderings only."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One try of a sentence: the plain text that the engine is given, and what its answer begins with."""

    name: str
    sentence: Sentence
    plain: str
    strategies: tuple[Strategy, ...]
    """For each match, what is said of it where its rendering stands in the answer."""
    prefix: str = ""
    no_repeat: int = 0


class Ladder:
    """The ladder for one pair of languages, one engine and one termbase."""

    def __init__(
        self, engine: Engine, termbase: Termbase, source: Language, target: Language, reader: TermMatcher
    ) -> None:
        """Take what all rungs share; `reader` finds the termbase's terms in targets."""
        self.engine, self.source, self.target = engine, source, target
        self.verifier = Verifier(termbase, source, target, reader)

    def climb(self, sentences: Sequence[Sentence]) -> list[Candidate]:
        """Translate n sentences into n candidates, in the same order."""
        model: Strategy = "model"
        rungs = [Rung("model", sentence, sentence.plain, (model,) * len(sentence.matches)) for sentence in sentences]
        best = [candidate for candidate in self._try(rungs, [-math.inf] * len(rungs)) if candidate]
        aligned = list(best)
        tried = {(i, rung.plain, "") for i, rung in enumerate(rungs)}
        for step in STEPS:
            again = [(i, self._inline(sentences[i], one, step)) for i, one in enumerate(best) if not one.passed]
            self._improve(best, rungs, again, aligned, tried)
        for _ in range(PREFIXES):
            failed = [i for i, one in enumerate(best) if None in one.places and None in aligned[i].places]
            self._improve(best, rungs, [(i, self._go_on(aligned[i])) for i in failed], aligned, tried)
        self._replace(best, aligned)
        looping = [i for i, candidate in enumerate(best) if candidate.loops]
        self._improve(best, rungs, [(i, replace(rungs[i], no_repeat=NO_REPEAT)) for i in looping], aligned, set())
        return best

    def _improve(
        self,
        best: list[Candidate],
        rungs: list[Rung],
        again: list[tuple[int, Rung]],
        aligned: list[Candidate],
        tried: set[tuple[int, str, str]],
    ) -> None:
        """Try sentences again, each by its index; where that is better, put it into `best` and its rung into `rungs`.

        `aligned` keeps the best candidate whose alignment is known, from which the later rungs start. What was
        `tried` with the same text and prefix is not tried once more.
        """
        new = [(i, rung) for i, rung in again if (i, rung.plain, rung.prefix) not in tried]
        tried |= {(i, rung.plain, rung.prefix) for i, rung in new}
        floors = [best[i].value if best[i].hypothesis.alignment else -math.inf for i, _ in new]
        found = self._try([rung for _, rung in new], floors)
        for (i, rung), candidate in zip(new, found, strict=True):
            if candidate is None:
                continue
            aligned[i] = max(aligned[i], candidate, key=lambda one: (bool(one.hypothesis.alignment), one.value))
            if candidate.value > best[i].value:
                best[i], rungs[i] = candidate, rung

    def _try(self, rungs: Sequence[Rung], floors: Sequence[float]) -> list[Candidate | None]:
        """Decode the text of each rung and return the best verified hypothesis of each, if above its floor."""
        requests = [
            Request(
                rung.plain,
                self.source,
                self.target,
                HYPOTHESES,
                prefix=rung.prefix,
                alignment=rung.name != "model",
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

    def _choose(self, rung: Rung, answer: Sequence[Hypothesis], floor: float) -> Candidate | None:
        """Return the best candidate of an answer that is worth more than `floor`, None where none is."""
        best: Candidate | None = None
        for rank, hypothesis in enumerate(answer):
            handicap = TIE if rank else 0.0
            if is_beaten(hypothesis.score - handicap, floor):
                break
            candidate = self.verifier.verify(
                rung.sentence, hypothesis, rung.strategies, plain=rung.plain, handicap=handicap, floor=floor
            )
            if candidate:
                best, floor = candidate, candidate.value
        return best

    def _inline(self, sentence: Sentence, best: Candidate, step: Step) -> Rung:
        """Write renderings into the text: all of them, or those that the best candidate so far has not."""
        found = best.places if step.only_missing and None in best.places else (None,) * len(sentence.matches)
        matches = [match for match, span in zip(sentence.matches, found, strict=True) if span is None]
        text = place.write_inline(sentence.text, matches, ending=step.ending, persons=sentence.persons)
        strategies: tuple[Strategy, ...] = tuple("inline" if span is None else "model" for span in found)
        return Rung(step.name, sentence, punctuation.make_plain(text, self.source), strategies)

    def _go_on(self, base: Candidate) -> Rung:
        """Keep what a candidate has before its first missing rendering, write that, and let the model go on."""
        sentence = base.sentence
        wanted, taken = self._missing(base)
        links = [(link.source, link.target) for link in base.hypothesis.alignment]
        prefix = make_prefix(base.hypothesis.text, links, wanted, sentence.text, taken)
        strategies: tuple[Strategy, ...] = tuple(
            known if span else "prefix" for known, span in zip(base.strategies, base.places, strict=True)
        )
        return Rung("prefix", sentence, base.plain, strategies, prefix)

    def _missing(self, base: Candidate) -> tuple[list[Wanted], list[Span]]:
        """Return the renderings that a candidate has not, and the places of those that it has."""
        matches = base.sentence.matches
        written = place.find_written(base.sentence.text, matches, base.plain)
        places = check.locate(base.hypothesis.text, matches)
        wanted = [
            Wanted(match, span)
            for match, span, found in zip(matches, written, base.places, strict=True)
            if found is None
        ]
        return wanted, [span for span, found in zip(places, base.places, strict=True) if span and found]

    def _replace(self, best: list[Candidate], aligned: Sequence[Candidate]) -> None:
        """Write what is missing over its place, found by what the model makes of the term alone or by alignment.

        What comes of it is scored by the engine like any translation, and put into `best` where that is better.
        """
        chosen = [i for i, one in enumerate(best) if not one.passed and not aligned[i].passed]
        missing = {i: self._missing(aligned[i]) for i in chosen}
        owns = self._translate_alone([one.match.form for wanted, _ in missing.values() for one in wanted])
        texts: dict[int, str] = {}
        for i, (wanted, taken) in missing.items():
            base = aligned[i]
            own = [owns[one.match.form] for one in wanted]
            links = [(link.source, link.target) for link in base.hypothesis.alignment]
            wanted = [*wanted, *self._misspelled(base)]
            text = write_over(base.hypothesis.text, links, wanted, base.sentence.text, taken, own)
            if text != base.hypothesis.text:
                texts[i] = text
        pairs = [(Request(best[i].sentence.plain, self.source, self.target), text) for i, text in texts.items()]
        for (i, text), score in zip(texts.items(), self.engine.score(pairs) if pairs else (), strict=True):
            base = aligned[i]
            strategies: tuple[Strategy, ...] = tuple(
                known if span else "replace" for known, span in zip(base.strategies, base.places, strict=True)
            )
            hypothesis = Hypothesis(text, score)
            floor = best[i].value
            found = self.verifier.verify(base.sentence, hypothesis, strategies, plain=base.plain, floor=floor)
            best[i] = found or best[i]

    def _translate_alone(self, forms: Sequence[str]) -> dict[str, str]:
        """Return what the model makes of each form by itself."""
        once = list(dict.fromkeys(forms))
        plain = [punctuation.make_plain(form, self.source) for form in once]
        answers = self.engine.translate([Request(text, self.source, self.target) for text in plain]) if once else []
        if len(answers) != len(once):
            raise EngineError(f"the engine answered {len(answers)} of {len(once)} requests")
        return {form: answer[0].text if answer else "" for form, answer in zip(once, answers, strict=True)}

    def _misspelled(self, base: Candidate) -> Iterator[Wanted]:
        """Yield the persons whose names a candidate has not, as renderings to write."""
        at = 0
        for person in base.sentence.persons:
            start = base.plain.find(person.name, at)
            if start >= 0:
                at = start + len(person.name)
                if person.surname not in base.hypothesis.text:
                    yield want_name(person.name, person.span, Span(start, at))
