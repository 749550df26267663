"""An engine whose weights are loaded when something must really be translated: what a memory knows needs none."""

import threading
from collections.abc import Callable, Sequence

from translate.engine import Engine, EngineChoice, Hypothesis, Request, load_engine
from translate.store import Model


class LazyEngine:
    """Stands for an engine until it is asked; then `load` makes it, once, whichever thread comes first.

    `model` is what will be loaded, and `signature` what it is going to say of itself. Should the engine sign
    otherwise after all, that is the signature from then on.
    """

    def __init__(self, model: Model, signature: str, load: Callable[[], Engine]) -> None:
        """Load nothing yet."""
        self.model = model
        self._signature, self._load = signature, load
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @property
    def signature(self) -> str:
        """Model and decoding, for the signature of a translation."""
        return self._engine.signature if self._engine else self._signature

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        """Translate as the engine does; ModelError where its weights cannot be loaded."""
        return self._get().translate(requests)

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """Score as the engine does; ModelError where its weights cannot be loaded."""
        return self._get().score(pairs)

    def _get(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = self._load()
            return self._engine


def load_lazily(model: str, choice: EngineChoice, load: Callable[[], Engine] | None = None) -> Engine:
    """Return the engine of `load_engine`, whose weights are loaded when they are needed.

    The model's folder is looked at now: ModelError where it is not whole. The engine `huggingface` is loaded at
    once, since only torch can tell what it will run on. `load` makes the engine, by default `load_engine`.
    """

    def load_now() -> Engine:
        return load() if load else load_engine(model, choice)

    if choice.name != "ctranslate2" or choice.device not in ("auto", "cpu") or choice.dtype != "auto":
        return load_now()
    from translate.decoding import choose_decoding
    from translate.engines.ctranslate import sign
    from translate.store import find_model

    found = find_model(model)
    return LazyEngine(found, sign(found, choose_decoding(found, choice.beam, choice.threads).beam), load_now)
