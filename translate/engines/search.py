"""What the reference engine needs of torch and transformers to search as CTranslate2 does, and on which device."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from translate.engine import Device, Dtype
from translate.errors import EngineError


def choose_device(device: Device) -> str:
    """Return the device to run on; EngineError where the one asked for is not there."""
    import torch

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if device == "auto":
        return next(name for name, found in there.items() if found)
    if not there[device]:
        found = ", ".join(name for name, is_there in there.items() if is_there)
        raise EngineError(f"device {device}: torch finds none on this machine; use {found}")
    return device


def choose_dtype(dtype: Dtype, device: str) -> str:
    """Return the numbers to compute with: float32 on the processor, float16 elsewhere, unless asked otherwise.

    >>> choose_dtype("auto", "cpu"), choose_dtype("auto", "mps"), choose_dtype("bfloat16", "cpu")
    ('float32', 'float16', 'bfloat16')
    """
    if dtype == "auto":
        return "float32" if device == "cpu" else "float16"
    return dtype


@contextmanager
def hidden_progress() -> Iterator[None]:
    """Keep transformers from drawing its bar while weights are loaded: standard error is the command's."""
    import transformers

    logging: Any = transformers.utils.logging
    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


class RareFirstEnd:
    """Forbids an empty target unless it is the best: CTranslate2 does not search for one either."""

    def __init__(self, given: int, end: int) -> None:
        """`given` tokens stand at the beginning; `end` is the end token."""
        self.given, self.end = given, end

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Return the scores [rows, tokens] of the next token."""
        if input_ids.shape[1] != self.given:
            return scores
        rare = scores.argmax(-1) != self.end
        scores = scores.clone()
        scores[rare, self.end] = float("-inf")
        return scores


class OwnLimits:
    """Ends each target of a batch at its own limit, so that a loop is cut alike whatever else is in its batch."""

    def __init__(self, given: int, limits: Sequence[int]) -> None:
        """`limits` are the numbers of tokens that may follow the `given` ones, one for each job."""
        self.given, self.limits = given, limits

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        """Return for each row [rows of all jobs, one job after another] whether it ends here."""
        import torch

        each = len(input_ids) // len(self.limits)
        limits = torch.tensor(self.limits, device=input_ids.device).repeat_interleave(each)
        return input_ids.shape[1] - self.given >= limits


def until(tokens: Sequence[int], end: int) -> list[int]:
    """Return tokens to the first end token, and with it; all of them where there is none.

    >>> until([5, 6, 2, 1, 1], 2)
    [5, 6, 2]
    """
    tokens = list(tokens)
    return tokens[: tokens.index(end) + 1] if end in tokens else tokens


def list_banned(tokens: Sequence[int], size: int) -> list[int]:
    """Return the tokens that would repeat an n-gram of this size after these; none for a size of 0.

    >>> list_banned([7, 8, 9, 7, 8], 3)
    [9]
    """
    if size < 1 or len(tokens) < size:
        return []
    last = list(tokens[len(tokens) - size + 1 :])
    return [tokens[at + size - 1] for at in range(len(tokens) - size + 1) if list(tokens[at : at + size - 1]) == last]
