"""Read an exported CTranslate2 int8 model back into torch weights, and grow it into a larger one.

The weights that ship are a start for further training where the checkpoint they were made from is gone: int8 loses
little that a few hundred steps do not bring back. Layers that are added begin as the identity (their outputs are
zero), and so do the neurons that widen a feed-forward layer, so that the larger model begins where the smaller one
ended (Chen, Goodfellow and Shlens 2016, Net2Net).
"""

import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
"""CTranslate2's numbers for the types of its variables (include/ctranslate2/types.h)."""


def read_variables(path: Path) -> dict[str, Any]:
    """Return the variables of a CTranslate2 `model.bin` by name, those with a second name under both."""
    data, at = path.read_bytes(), 0

    def number(code: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{code}", data, at)
        at += struct.calcsize(code)
        return int(value)

    def text() -> str:
        nonlocal at
        length = number("H")
        value = data[at : at + length - 1].decode()
        at += length
        return value

    number("I"), text(), number("I")  # version of the file, name and revision of the specification
    found: dict[str, Any] = {}
    for _ in range(number("I")):
        name, rank = text(), number("B")
        shape = [number("I") for _ in range(rank)]
        kind, size = _TYPES[number("B")], number("I")
        found[name] = np.frombuffer(data, kind, size // np.dtype(kind).itemsize, at).reshape(shape)
        at += size
    for _ in range(number("I")):
        alias, name = text(), text()
        found[alias] = found[name]
    return found


def read_weights(path: Path) -> dict[str, Any]:
    """Return the float32 weights of an int8 model: each row is divided by its scale."""
    variables = read_variables(path)
    weights: dict[str, Any] = {}
    for name, values in variables.items():
        if values.dtype == np.int8 and f"{name}_scale" in variables:
            weights[name] = values.astype(np.float32) / variables[f"{name}_scale"].reshape(-1, 1)
        elif not name.endswith("_scale"):
            weights[name] = np.asarray(values, dtype=np.float32)
    return weights


def name_as_transformers(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Return the weights under the names that `M2M100ForConditionalGeneration` has for them."""
    found: dict[str, Any] = {"model.shared.weight": weights["decoder/embeddings/weight"]}

    def linear(to: str, name: str) -> None:
        found[f"{to}.weight"], found[f"{to}.bias"] = weights[f"{name}/weight"], weights[f"{name}/bias"]

    def fused(to: str, name: str, parts: str) -> None:
        for kind in ("weight", "bias"):
            for part, values in zip(parts, np.split(weights[f"{name}/{kind}"], len(parts)), strict=True):
                found[f"{to}.{part}_proj.{kind}"] = values

    def norm(to: str, name: str) -> None:
        found[f"{to}.weight"], found[f"{to}.bias"] = weights[f"{name}/gamma"], weights[f"{name}/beta"]

    for side in ("encoder", "decoder"):
        norm(f"model.{side}.layer_norm", f"{side}/layer_norm")
        for i in range(count_layers(weights, side)):
            old, new = f"{side}/layer_{i}", f"model.{side}.layers.{i}"
            fused(f"{new}.self_attn", f"{old}/self_attention/linear_0", "qkv")
            linear(f"{new}.self_attn.out_proj", f"{old}/self_attention/linear_1")
            norm(f"{new}.self_attn_layer_norm", f"{old}/self_attention/layer_norm")
            if side == "decoder":
                linear(f"{new}.encoder_attn.q_proj", f"{old}/attention/linear_0")
                fused(f"{new}.encoder_attn", f"{old}/attention/linear_1", "kv")
                linear(f"{new}.encoder_attn.out_proj", f"{old}/attention/linear_2")
                norm(f"{new}.encoder_attn_layer_norm", f"{old}/attention/layer_norm")
            linear(f"{new}.fc1", f"{old}/ffn/linear_0")
            linear(f"{new}.fc2", f"{old}/ffn/linear_1")
            norm(f"{new}.final_layer_norm", f"{old}/ffn/layer_norm")
    return found


def count_layers(weights: Mapping[str, Any], side: str) -> int:
    """Return how many layers one side of a model has."""
    return len({name.split("/")[1] for name in weights if re.match(rf"{side}/layer_\d+/", name)})


def spread(old: int, new: int) -> dict[int, int]:
    """Return for layers of a deeper model the layer of the smaller one that each is; the others are new.

    The first and the last stay where they are: the last one's attention is taught alignments.

    >>> spread(4, 6), spread(2, 3), spread(2, 2)
    ({0: 0, 2: 1, 3: 2, 5: 3}, {0: 0, 2: 1}, {0: 0, 1: 1})
    """
    return {round(i * (new - 1) / max(1, old - 1)): i for i in range(old)}


def grow(old: Mapping[str, Any], model: Any) -> None:
    """Write the weights of a smaller model into a larger one of the same width; ValueError where they do not fit."""
    import torch

    state = model.state_dict()
    sides = {side: _depths(old, state, side) for side in ("encoder", "decoder")}
    for name, values in state.items():
        if name == "lm_head.weight" or name.endswith("embed_tokens.weight"):
            continue  # tied to model.shared
        parts = name.split(".")
        source: str | None = name
        if parts[2] == "layers":
            layer = spread(*sides[parts[1]]).get(int(parts[3]))
            source = None if layer is None else ".".join([*parts[:3], str(layer), *parts[4:]])
        if source is None:
            if "out_proj" in name or "fc2" in name:
                values.zero_()
            continue
        small = torch.tensor(np.array(old[source]))
        if "fc2.weight" in name or "fc1.bias" in name:
            values.zero_()
        if small.dim() != values.dim() or any(a > b for a, b in zip(small.shape, values.shape, strict=True)):
            raise ValueError(
                f"{name} is {tuple(values.shape)} and was {tuple(small.shape)}: only depth and ffn may grow"
            )
        values[tuple(slice(0, size) for size in small.shape)] = small


def _depths(old: Mapping[str, Any], state: Mapping[str, Any], side: str) -> tuple[int, int]:
    """Return how many layers one side has in the smaller and in the larger model."""
    return tuple(  # type: ignore[return-value]
        len({name.split(".")[3] for name in names if name.startswith(f"model.{side}.layers.")})
        for names in (old, state)
    )
