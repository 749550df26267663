"""The embedded model turned back into a checkpoint, so that the engines can be compared on weights that translate."""

import json
import shutil
import struct
from pathlib import Path
from typing import Any

import numpy as np

from tests.checkpoints import configuration, write_json
from translate.store import EMBEDDED, PIECES

NUMBERS = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""The kinds of numbers in `model.bin`, by the code that CTranslate2 has for them."""

Weights = dict[str, Any]


class Bytes:
    """Reads CTranslate2's `model.bin` from its beginning to its end."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def number(self, kind: str) -> int:
        (value,) = struct.unpack_from(f"<{kind}", self.content, self.at)
        self.at += struct.calcsize(kind)
        return int(value)

    def text(self) -> str:
        length = self.number("H")
        self.at += length
        return self.content[self.at - length : self.at - 1].decode("utf-8")

    def array(self) -> Any:
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind, size = NUMBERS[self.number("B")], self.number("I")
        self.at += size
        return np.frombuffer(self.content[self.at - size : self.at], kind).reshape(shape)


def read_model(path: Path) -> Weights:
    """Return the variables of a `model.bin`, int8 ones as the numbers that they stand for."""
    source = Bytes(path.read_bytes())
    source.number("I"), source.text(), source.number("I")
    raw = {}
    for _ in range(source.number("I")):
        name = source.text()
        raw[name] = source.array()
    return {
        name: array.astype(np.float32) / raw[f"{name}_scale"][:, None] if f"{name}_scale" in raw else array
        for name, array in raw.items()
        if not name.endswith("_scale")
    }


def name_attention(weights: Weights, theirs: str, ours: str, joined: dict[str, str]) -> Weights:
    """Return an attention's weights by transformers' names; CTranslate2 stacks several matrices into one."""
    found: Weights = {}
    for linear, letters in joined.items():
        for kind in ("weight", "bias"):
            parts = np.split(weights[f"{theirs}/{linear}/{kind}"], len(letters.split()))
            found |= {f"{ours}.{letter}_proj.{kind}": part for letter, part in zip(letters.split(), parts, strict=True)}
    return found | name_norm(weights, f"{theirs}/layer_norm", f"{ours}_layer_norm")


def name_norm(weights: Weights, theirs: str, ours: str) -> Weights:
    return {f"{ours}.weight": weights[f"{theirs}/gamma"], f"{ours}.bias": weights[f"{theirs}/beta"]}


def name_stack(weights: Weights, stack: str, layers: int) -> Weights:
    """Return the weights of the encoder or the decoder by transformers' names."""
    found = name_norm(weights, f"{stack}/layer_norm", f"model.{stack}.layer_norm")
    for layer in range(layers):
        theirs, ours = f"{stack}/layer_{layer}", f"model.{stack}.layers.{layer}"
        own = {"linear_0": "q k v", "linear_1": "out"}
        found |= name_attention(weights, f"{theirs}/self_attention", f"{ours}.self_attn", own)
        if stack == "decoder":
            cross = {"linear_0": "q", "linear_1": "k v", "linear_2": "out"}
            found |= name_attention(weights, f"{theirs}/attention", f"{ours}.encoder_attn", cross)
        found |= name_norm(weights, f"{theirs}/ffn/layer_norm", f"{ours}.final_layer_norm")
        for number in (0, 1):
            for kind in ("weight", "bias"):
                found[f"{ours}.fc{number + 1}.{kind}"] = weights[f"{theirs}/ffn/linear_{number}/{kind}"]
    return found


def embedded_checkpoint(folder: Path) -> Path:
    """Write the embedded model as a checkpoint of float32 into `folder`, and return it."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    weights = read_model(EMBEDDED / "model.bin")
    shared = weights["decoder/embeddings/weight"]
    layers = {
        stack: sum(name.startswith(f"{stack}/layer_") and name.endswith("ffn/linear_0/bias") for name in weights)
        for stack in ("encoder", "decoder")
    }
    named = {"model.shared.weight": shared}
    for stack, count in layers.items():
        named |= name_stack(weights, stack, count)
    save_file(
        {name: np.ascontiguousarray(array) for name, array in named.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    heads, width = int(weights["encoder/num_heads"]), shared.shape[1]
    about = configuration(len(shared)) | {"d_model": width, "num_hidden_layers": layers["encoder"]}
    for stack, count in layers.items():
        ffn = weights[f"{stack}/layer_0/ffn/linear_0/bias"].size
        about |= {f"{stack}_layers": count, f"{stack}_attention_heads": heads, f"{stack}_ffn_dim": ffn}
    write_json(folder / "config.json", about)
    tokens = json.loads((EMBEDDED / "shared_vocabulary.json").read_text("utf-8"))
    write_json(folder / "vocab.json", {token: number for number, token in enumerate(tokens)})
    shutil.copy(EMBEDDED / PIECES, folder)
    return folder
