"""What this machine can do at most: bytes read from memory, and int8 multiply-adds, a second, on all its cores."""

import json
import time
from collections.abc import Callable

ROUNDS = 30
BYTES = 1 << 30
ROWS, WIDTH, INNER = 2048, 1024, 4096
"""A multiplication of the size of a feed-forward layer of the 600M model, with rows enough for every core."""


def best(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of several runs."""
    work()
    seconds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def measure_bandwidth() -> float:
    """Return bytes a second that are read from memory, by summing a gigabyte."""
    import torch

    block = torch.ones(BYTES // 4, dtype=torch.float32)
    return BYTES / best(block.sum)


def measure_int8() -> tuple[float, str]:
    """Return int8 multiply-adds a second, and which of torch's ways to multiply reached them."""
    import torch

    found: dict[str, float] = {}
    one = torch.randint(-100, 100, (ROWS, WIDTH), dtype=torch.int8)
    other = torch.randint(-100, 100, (WIDTH, INNER), dtype=torch.int8)
    ways: dict[str, Callable[[], object]] = {"int_mm": lambda: torch._int_mm(one, other)}
    for name in torch.backends.quantized.supported_engines:
        if name != "none":
            ways[name] = make_linear(name)
    for name, way in ways.items():
        try:
            found[name] = ROWS * WIDTH * INNER / best(way)
        except RuntimeError:
            continue  # not on this processor
    name = max(found, key=found.__getitem__)
    return found[name], name


def make_linear(engine: str) -> Callable[[], object]:
    """Return a quantised linear layer of one of torch's libraries, at work."""
    import torch

    weight = torch.quantize_per_tensor(torch.randn(INNER, WIDTH), 0.02, 0, torch.qint8)
    inputs = torch.quantize_per_tensor(torch.randn(ROWS, WIDTH), 0.02, 128, torch.quint8)
    packed = None

    def work() -> object:
        nonlocal packed
        if packed is None:
            torch.backends.quantized.engine = engine
            packed = torch.ops.quantized.linear_prepack(weight, None)
        return torch.ops.quantized.linear(inputs, packed, 1.0, 0)

    return work


def main() -> None:
    """Print both limits as JSON."""
    speed, name = measure_int8()
    print(json.dumps({"bytes_a_second": measure_bandwidth(), "multiply_adds_a_second": speed, "by": name}))


if __name__ == "__main__":
    main()
