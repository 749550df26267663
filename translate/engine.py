"""What an engine is, and the engines by name.

An engine turns batches of segments into hypotheses. It knows nothing of documents, terms or quotes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from glossary.term import Language
from glossary.text import Span
from translate.errors import EngineError

EngineName = Literal["ctranslate2", "huggingface"]
Device = Literal["auto", "cpu", "cuda", "mps"]
Dtype = Literal["auto", "float32", "bfloat16", "float16"]
"""The numbers an engine computes with; `auto` is what suits its device."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """An engine by its name, what it runs on where it leaves a choice, hypotheses searched, and threads.

    0 stands for what was measured on this machine (`audarma model tune`), else for the default.
    """

    name: EngineName = "ctranslate2"
    device: Device = "auto"
    dtype: Dtype = "auto"
    beam: int = 0
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to translate: its plain text, the pair, and how many hypotheses are wanted at most, best first.

    `prefix` is the beginning that the target must have (may be empty); the hypotheses contain it.
    `alignment` asks for word alignments.
    """

    text: str
    source: Language
    target: Language
    hypotheses: int = 1
    prefix: str = ""
    alignment: bool = False
    no_repeat: int = 0
    """Ban repeated n-grams of this many tokens; 0 bans nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """A word of the target and the word of the source it was mostly made from, with the weight in 0…1."""

    source: Span
    target: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation: its text, the mean log-probability of a token, and the alignment if it was asked."""

    text: str
    score: float
    alignment: tuple[Link, ...] = ()


class Engine(Protocol):
    """What runs a model. `translate` may be called from two threads at once."""

    @property
    def signature(self) -> str:
        """Model and decoding, for the signature of a translation."""
        ...

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        """Translate n requests into n lists of hypotheses, in the same order, best first."""
        ...

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """Return the mean log-probability of a token of each given target; n in, n out."""
        ...


def _load_ctranslate(model: str, choice: EngineChoice) -> Engine:
    from translate.decoding import choose_decoding
    from translate.engines.ctranslate import CTranslateEngine
    from translate.store import find_model

    if choice.device not in ("auto", "cpu") or choice.dtype != "auto":
        raise EngineError("the engine ctranslate2 runs on the processor in int8; device and dtype are for huggingface")
    found = find_model(model)
    return CTranslateEngine(found, choose_decoding(found, choice.beam, choice.threads))


def _load_huggingface(model: str, choice: EngineChoice) -> Engine:
    from translate.checkpoint import find_checkpoint
    from translate.decoding import BEAM
    from translate.engines.huggingface import HuggingFaceEngine

    if choice.threads:
        raise EngineError("threads are for the engine ctranslate2; torch takes those of OMP_NUM_THREADS")
    checkpoint = find_checkpoint(model)
    return HuggingFaceEngine(checkpoint, beam=choice.beam or BEAM, device=choice.device, dtype=choice.dtype)


ENGINES: dict[EngineName, Callable[[str, EngineChoice], Engine]] = {
    "ctranslate2": _load_ctranslate,
    "huggingface": _load_huggingface,
}
"""The engines by name. What one needs is imported when it is loaded."""


def load_engine(model: str = "auto", engine: EngineName | EngineChoice = "ctranslate2") -> Engine:
    """Return an engine with the model of this name: for `huggingface` the folder of a checkpoint.

    Raises ModelError where the model cannot be used, EngineError where the engine, its device or what it needs
    is not there.
    """
    choice = engine if isinstance(engine, EngineChoice) else EngineChoice(engine)
    if choice.name not in ENGINES:
        raise EngineError(f"unknown engine {choice.name!r}: use one of {', '.join(ENGINES)}")
    return ENGINES[choice.name](model, choice)
