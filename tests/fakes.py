"""Engines that are no models. Each says what it fakes, and is used only for what cannot be had otherwise."""

import re
from collections.abc import Callable, Sequence

from glossary.kazakh.names import romanize
from translate.engine import Hypothesis, Request

ENDING = re.compile(r"(?<=[A-Za-z])-[а-яәіңғүұқөһ]+")


class CopyEngine:
    """Fakes a model that copies: Latin words come through without their Kazakh ending, others romanised.

    So a rendering written into the source stands in the target, and nothing else is translated. A prefix is
    what the answer begins with, as in a real engine. `asked` keeps every request.
    """

    signature = "model fake-copy"

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        self.asked += requests
        return [[Hypothesis(self.begin(request), -1.0)] * request.hypotheses for request in requests]

    def begin(self, request: Request) -> str:
        """Return the answer to a request, which begins with its prefix."""
        text = self.answer(request.text)
        return text if text.startswith(request.prefix) else f"{request.prefix} {text}".strip()

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
    "wrong script": lambda text: text.replace("a", "а"),
    "inflect wrongly": lambda text: re.sub(r"\b(akim|Elbasy|court)", r"\1ovichka", text),
    "one word only": lambda text: text.split(" ")[0],
    "forget the prefix": lambda text: "something else",
    "change numbers": lambda text: re.sub(r"\d", "7", text),
}


class NaughtyEngine(CopyEngine):
    """Fakes a model with one of the faults that real models have; `too few` answers for one request less.

    Some of the faults go so far as to ignore a prefix, which no real engine does: the worst that can come.
    """

    def __init__(self, fault: str) -> None:
        super().__init__()
        self.fault = fault

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        answers = super().translate(requests)
        return answers[:-1] if self.fault == "too few" else answers

    def begin(self, request: Request) -> str:
        if self.fault in ("drop", "forget the prefix", "wrong language", "loop"):
            return self.answer(request.text)
        return super().begin(request)

    def answer(self, text: str) -> str:
        return FAULTS.get(self.fault, str)(super().answer(text))
