"""Measuring how a model is best searched on this machine: threads, size of batches, beam.

Each setting is tried in turn, several times, so that what else the machine does falls on all of them alike. The beam
is the smallest one whose translations the model itself likes as well as those of the widest: a smaller beam is faster
and finds poorer hypotheses, and there are fewer of them for the titles to be right in.
"""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from translate.decoding import BEAM, LEAST, MOST, Decoding, count_cores
from translate.engine import Hypothesis, Request
from translate.engines.ctranslate import CTranslateEngine
from translate.engines.shape import read_shape
from translate.store import Model

BEAMS = (1, 2, 3, 4)
ROUNDS = 3
NEAR = 0.01
"""Loss of the mean log-probability of a token that is let pass for speed: a hundredth of what chance explains."""
GAIN = 1.03
"""A setting is preferred to the default where it is faster by as much: less is noise."""
SECONDS = 4.0
"""What one try of a setting may take, about."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """A setting and what was measured of it: sentences a second, and the mean log-probability of a token."""

    decoding: Decoding
    speed: float
    score: float

    def __str__(self) -> str:
        """One line for people."""
        one = self.decoding
        batches = f"{one.threads} x {one.cores_each} cores, {one.batch_tokens} tokens a batch"
        return f"beam {one.beam}, {batches}: {self.speed:.1f} sentences/s, score {self.score:.3f}"


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was found best, and all that was tried."""

    decoding: Decoding
    trials: tuple[Trial, ...]

    def about(self) -> dict[str, object]:
        """Return what was tried as JSON has it."""
        return {"trials": [asdict(trial) for trial in self.trials]}


class Bench:
    """Runs the same sentences with different settings of one model."""

    def __init__(self, model: Model, requests: Sequence[Request], rounds: int, report: Report) -> None:
        """Take what all trials share."""
        self.model, self.requests, self.rounds, self.report = model, requests, rounds, report
        self.shape = read_shape(model.folder / "model.bin")
        self.trials: list[Trial] = []

    def compare(self, settings: Sequence[Decoding]) -> list[Trial]:
        """Try settings in turn; returns the medians, n settings in, n trials out."""
        engines = [CTranslateEngine(self.model, one.fit(self.shape)) for one in settings]
        speeds: list[list[float]] = [[] for _ in engines]
        scores = [0.0] * len(engines)
        for _ in range(self.rounds):
            for number, engine in enumerate(engines):
                begun = time.perf_counter()
                answers = engine.translate(self.requests)
                speeds[number].append(len(self.requests) / (time.perf_counter() - begun))
                scores[number] = mean_score(answers)
        found = [
            Trial(engine.decoding, statistics.median(speed), score)
            for engine, speed, score in zip(engines, speeds, scores, strict=True)
        ]
        for trial in found:
            self.report(str(trial))
        self.trials += found
        return found


def tune(model: Model, requests: Sequence[Request], report: Report, *, rounds: int = 0, beam: int = 0) -> Tuning:
    """Measure a model with some sentences, and return what is best; `beam` keeps one instead of choosing it.

    Each setting is tried in so many rounds, `ROUNDS` by default.

    ModelError where the model cannot be loaded.
    """
    start = Decoding(beam=beam or BEAM)
    bench = Bench(model, take_enough(model, requests, start), rounds or ROUNDS, report)
    report("threads")
    best = choose_faster(bench.compare([replace(start, **threads) for threads in list_threads(count_cores())]))
    report("tokens a batch")
    sizes = list_sizes(best.batch_tokens)
    best = choose_faster(bench.compare([replace(best, batch_tokens=size) for size in sizes]))
    if not beam:
        report("beam")
        widths = bench.compare([replace(best, beam=width, batch_tokens=best.batch_tokens) for width in BEAMS])
        best = choose_beam(widths)
    return Tuning(best, tuple(bench.trials))


def take_enough(model: Model, requests: Sequence[Request], decoding: Decoding) -> list[Request]:
    """Return so many of the sentences, again from the first where there are few, that they take some seconds."""
    engine = CTranslateEngine(model, decoding)
    engine.translate(requests[:2])  # the first run of a process is slower
    begun = time.perf_counter()
    engine.translate(requests)
    many = round(len(requests) * SECONDS / (time.perf_counter() - begun))
    return list(itertools.islice(itertools.cycle(requests), max(len(requests[:8]), many)))


def list_threads(cores: int) -> list[dict[str, int]]:
    """Return the ways to share cores among batches: one batch for each core, all cores for one, and between.

    >>> list_threads(4)
    [{'threads': 4, 'cores_each': 1}, {'threads': 2, 'cores_each': 2}, {'threads': 1, 'cores_each': 4}]
    """
    return [{"threads": cores // each, "cores_each": each} for each in range(1, cores + 1) if cores % each == 0]


def list_sizes(fitting: int) -> list[int]:
    """Return sizes of batches to try, the default first: what fits into memory, and smaller ones.

    >>> list_sizes(1024), list_sizes(317)
    ([1024, 512, 256], [317, 158])
    """
    return list(_halves(min(MOST, fitting)))


def _halves(size: int) -> Iterator[int]:
    for _ in range(3):
        if size >= LEAST:
            yield size
        size //= 2


def choose_faster(trials: Sequence[Trial]) -> Decoding:
    """Return the fastest setting, the first one where none is clearly faster."""
    best = max(trials, key=lambda trial: trial.speed)
    return (best if best.speed > trials[0].speed * GAIN else trials[0]).decoding


def choose_beam(trials: Sequence[Trial]) -> Decoding:
    """Return the setting with the smallest beam that is as good as the best and faster than those above it."""
    best = max(trial.score for trial in trials)
    good = [trial for trial in trials if trial.score >= best - NEAR]
    return max(good, key=lambda trial: trial.speed).decoding


def mean_score(answers: Sequence[Sequence[Hypothesis]]) -> float:
    """Return the mean score of the best hypotheses."""
    return statistics.fmean(answer[0].score for answer in answers if answer)
