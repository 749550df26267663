"""What an engine thinks of term pairs that a document proposes."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from translate.engine import Engine, Request
from translate.errors import EngineError
from translate.suggestion import Suggestion, plain

Answer = TypeVar("Answer")

ENGINE_WEIGHT = 2.0
"""What the engine's word adds to the logit of a score, between minus and plus half of it."""


def judge_by_engine(suggestions: Sequence[Suggestion], engine: Engine) -> list[Suggestion]:
    """Return suggestions ranked with an engine's word: how much less likely the English is than its own answer.

    The engine translates each Kazakh term and scores both English ones; n suggestions in, n out. EngineError where
    it answers for fewer.
    """
    requests = [Request(one.kazakh, "kk", "en") for one in suggestions]
    own = [answers[0].text if answers else "" for answers in expect(engine.translate(requests), len(requests))]
    given_pairs = [(request, one.english) for request, one in zip(requests, suggestions, strict=True)]
    scores = expect(engine.score(given_pairs), len(requests))
    best = expect(engine.score(list(zip(requests, own, strict=True))), len(requests))
    judged = []
    for suggestion, answer, given, likeliest in zip(suggestions, own, scores, best, strict=True):
        share = 1.0 if plain(answer) == plain(suggestion.english) else math.exp(min(0.0, given - likeliest))
        judged.append(_judge(suggestion, share))
    return sorted(judged, key=lambda one: (-one.score, -one.occurrences, one.concept))


def expect(answers: list[Answer], count: int) -> list[Answer]:
    """Return the answers of an engine; EngineError where they are not as many as were asked for.

    >>> expect([1.0, 2.0], 2)
    [1.0, 2.0]
    """
    if len(answers) != count:
        raise EngineError(f"the engine gave {len(answers)} answers to {count} requests")
    return answers


def _judge(suggestion: Suggestion, share: float) -> Suggestion:
    """Return a suggestion with what the engine thinks of it, 0…1."""
    score = min(0.999, max(0.001, suggestion.score))
    logit = math.log(score / (1 - score)) + ENGINE_WEIGHT * (share - 0.5)
    return replace(
        suggestion,
        score=round(1 / (1 + math.exp(-logit)), 3),
        why=(*suggestion.why, f"engine {share:.2f}"),
    )
