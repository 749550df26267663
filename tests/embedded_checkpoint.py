"""The embedded model turned back into a checkpoint, so that the engines can be compared on weights that translate."""

import json
import shutil
from pathlib import Path

import numpy as np

from tests.checkpoints import configuration, write_json
from tests.script_modules import load_script
from translate.store import EMBEDDED, PIECES


def embedded_checkpoint(folder: Path) -> Path:
    """Write the embedded model as a checkpoint of float32 into `folder`, and return it."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    growing = load_script("growing")
    weights = growing.read_weights(EMBEDDED / "model.bin")
    named = growing.name_as_transformers(weights)
    shared = named["model.shared.weight"]
    layers = {stack: growing.count_layers(weights, stack) for stack in ("encoder", "decoder")}
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
