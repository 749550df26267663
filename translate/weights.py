"""The weights of a checkpoint, one tensor at a time: safetensors and `pytorch_model.bin`, whole or in numbered files.

Files larger than the memory can be read and written: what is not asked for stays on the disk.
"""

import json
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from translate.checkpoint import WEIGHTS, read_json
from translate.errors import ModelError

DTYPES = {
    "torch.float64": "F64", "torch.float32": "F32", "torch.float16": "F16", "torch.bfloat16": "BF16",
    "torch.int64": "I64", "torch.int32": "I32", "torch.int16": "I16", "torch.int8": "I8", "torch.uint8": "U8",
    "torch.bool": "BOOL",
}  # fmt: skip
"""The names that the safetensors format has for torch's kinds of numbers."""

INDEX = "model.safetensors.index.json"


class Weights:
    """The tensors of one file by name; a tensor is read when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Open a file; ModelError where it is damaged."""
        import pickle

        import safetensors
        import torch

        self.path = path
        try:
            if path.suffix == ".safetensors":
                library: Any = safetensors
                opened = library.safe_open(str(path), framework="pt")
                self.names = list(opened.keys())
                self._read: Callable[[str], Any] = opened.get_tensor
            else:
                tensors: dict[str, Any] = load_pickled(torch, path)
                self.names = [name for name, value in tensors.items() if isinstance(value, torch.Tensor)]
                self._read = tensors.__getitem__
        except (
            OSError,
            RuntimeError,
            ValueError,
            EOFError,
            pickle.UnpicklingError,
            safetensors.SafetensorError,
        ) as error:
            raise ModelError(path.parent.name, f"{path} cannot be read ({str(error)[:200]})") from error

    def __getitem__(self, name: str) -> Any:
        """Return a tensor."""
        return self._read(name)


def load_pickled(torch: Any, path: Path) -> dict[str, Any]:
    """Return the tensors of a file of `torch.save`, left on the disk where its format allows that."""
    with path.open("rb") as file:
        mapped = file.read(4) == b"PK\x03\x04"
    tensors: dict[str, Any] = torch.load(path, map_location="cpu", mmap=mapped, weights_only=True)
    return tensors


def list_weights(folder: Path) -> list[Path]:
    """Return the files of a checkpoint's weights; ModelError where one that the index names is missing."""
    first = next((folder / file for file in WEIGHTS if (folder / file).is_file()), None)
    if first is None:
        raise ModelError(folder.name, f"{folder} has no weights")
    if first.suffix != ".json":
        return [first]
    files = sorted({folder / name for name in read_json(first)["weight_map"].values()})
    for file in files:
        if not file.is_file():
            raise ModelError(folder.name, f"{file} is missing")
    return files


def write_safetensors(path: Path, tensors: Callable[[], Iterable[tuple[str, Any]]]) -> dict[str, int]:
    """Write tensors into a file of safetensors, one after another; returns the bytes of each.

    `tensors` is called twice, first for the names and shapes, and must give the same both times.
    """
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    sizes: dict[str, int] = {}
    at = 0
    for name, tensor in tensors():
        size = tensor.numel() * tensor.element_size()
        header[name] = {
            "dtype": DTYPES[str(tensor.dtype)],
            "shape": list(tensor.shape),
            "data_offsets": [at, at + size],
        }
        sizes[name] = size
        at += size
    text = json.dumps(header).encode("utf-8")
    text += b" " * (-len(text) % 8)
    import torch

    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, tensor in tensors():
            file.write(tensor.contiguous().reshape(-1).view(torch.uint8).numpy().data)
    return sizes


def rewrite(folder: Path, out: Path, change: Callable[[str, Any], Any]) -> int:
    """Write the weights of a checkpoint into another folder as safetensors; returns the number of tensors.

    `change` gets each name with its tensor and returns what is written for it, None to leave it out.
    """
    files = list_weights(folder)
    index: dict[str, str] = {}
    total = 0
    for number, file in enumerate(files):
        weights = Weights(file)
        name = "model.safetensors" if len(files) == 1 else f"model-{number + 1:05}-of-{len(files):05}.safetensors"

        def read(weights: Weights = weights) -> Iterator[tuple[str, Any]]:
            for key in weights.names:
                changed = change(key, weights[key])
                if changed is not None:
                    yield key, changed

        sizes = write_safetensors(out / name, read)
        total += sum(sizes.values())
        index |= dict.fromkeys(sizes, name)
    if len(files) > 1:
        about = {"metadata": {"total_size": total}, "weight_map": index}
        (out / INDEX).write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    return len(index)
