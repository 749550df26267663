"""The size of a converted model, read from the names in its `model.bin` without its weights."""

import re
import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

_LAYER = re.compile(r"(encoder|decoder)/layer_(\d+)/")
_EMBEDDINGS = ("decoder/embeddings/weight", "encoder/embeddings/weight", "encoder/embeddings_0/weight")
_FLOAT = 4


class Shape(NamedTuple):
    """Layers of encoder and decoder, width of a layer, and tokens of the vocabulary."""

    encoder_layers: int
    decoder_layers: int
    width: int
    tokens: int

    def cache_bytes(self, beam: int) -> int:
        """Return the bytes that decoding keeps for each token of a source, its target being about as long.

        Keys and values of each layer of the decoder, for the target and once more for the source, in each
        hypothesis that is searched.

        >>> Shape(12, 12, 1024, 40_000).cache_bytes(beam=4)
        786432
        """
        return 2 * 2 * self.decoder_layers * self.width * _FLOAT * beam


def read_shape(path: Path) -> Shape:
    """Return the shape of a CTranslate2 model (the format of its versions 4 to 6: converters/model_spec.py).

    ValueError where the file is none, OSError where it cannot be read.
    """
    layers = {"encoder": 0, "decoder": 0}
    tokens = width = 0
    try:
        with path.open("rb") as file:
            _read(file, "I"), _read_text(file), _read(file, "I")  # version, specification and its revision
            for _ in range(_read(file, "I")):
                name = _read_text(file)
                sides = [_read(file, "I") for _ in range(_read(file, "B"))]
                _read(file, "B")  # kind of its numbers
                file.seek(_read(file, "I"), 1)
                if found := _LAYER.match(name):
                    layers[found[1]] = max(layers[found[1]], int(found[2]) + 1)
                elif name in _EMBEDDINGS and len(sides) > 1:
                    tokens, width = sides[0], sides[1]
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is no model of CTranslate2 ({error})") from error
    if not (layers["decoder"] and width):
        raise ValueError(f"{path} has no decoder")
    return Shape(layers["encoder"], layers["decoder"], width, tokens)


def _read(file: BinaryIO, code: str) -> int:
    (value,) = struct.unpack(f"<{code}", file.read(struct.calcsize(f"<{code}")))
    return int(value)


def _read_text(file: BinaryIO) -> str:
    return file.read(_read(file, "H"))[:-1].decode()
