"""Engines that are no models. Each says what it fakes, and is used only for what cannot be had otherwise."""

import re
from collections.abc import Callable, Sequence

from glossary.kazakh.names import romanize
from translate.engine import Hypothesis, Request

ENDING = re.compile(r"(?<=[A-Za-z])-[а-яәіңғүұқөһ]+")


class CopyEngine:
    """Fakes a model that copies: Latin words come through without their Kazakh ending, others romanised.

    So a rendering written into the source stands in the target, and nothing else is translated. `asked`
    keeps every request.
    """

    signature = "model fake-copy"

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        self.asked += requests
        return [[Hypothesis(self.answer(request.text), -1.0)] * request.hypotheses for request in requests]

    def answer(self, text: str) -> str:
        return romanize(ENDING.sub("", text))

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        return [-1.0 for _ in pairs]


FAULTS: dict[str, Callable[[str], str]] = {
    "drop": lambda text: "",
    "paraphrase": lambda text: text.replace("akim", "mayor"),
    "duplicate": lambda text: f"{text} {text}",
    "loop": lambda text: "sorry, but I am " * 12,
    "strip quotes": lambda text: text.replace('"', ""),
    "wrong language": lambda text: "бұл аударма емес",
    "change numbers": lambda text: re.sub(r"\d", "7", text),
}


class NaughtyEngine(CopyEngine):
    """Fakes a model with one of the faults that real models have; `too few` answers for one request less."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        self.fault = fault

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        answers = super().translate(requests)
        return answers[:-1] if self.fault == "too few" else answers

    def answer(self, text: str) -> str:
        return FAULTS.get(self.fault, str)(super().answer(text))
