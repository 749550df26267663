"""A checkpoint of the shape and size of nllb-200-distilled-600M, made up on this machine.

The sizes, the layers, the files and the 256,206 rows are those of the real one. The weights are random: they say
nothing of quality, and all of speed and memory. Its first pieces are those of the embedded model, so that Kazakh and
English are cut into about as many as by the real one; the others are pairs of Chinese characters.
"""

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import checkpoints
from translate.store import EMBEDDED, PIECES

NLLB_PIECES = 256_000
"""Pieces of NLLB's sentencepiece model, its three special ones among them."""
CHARACTERS = [chr(0x4E00 + number) for number in range(510)]


def make_words() -> Iterator[str]:
    """Yield the pieces that no Kazakh or English text has: one Chinese character, then two."""
    yield from CHARACTERS
    for pair in itertools.product(CHARACTERS, repeat=2):
        yield "".join(pair)


def make_pieces() -> bytes:
    """Return a sentencepiece BPE model with as many pieces as NLLB's."""
    import sentencepiece.sentencepiece_model_pb2 as messages

    model = messages.ModelProto()
    model.ParseFromString((EMBEDDED / PIECES).read_bytes())
    known = {piece.piece for piece in model.pieces}
    lowest = min(piece.score for piece in model.pieces)
    words = (word for word in make_words() if word not in known)  # each is joined from characters, as BPE needs it
    for number, word in enumerate(itertools.islice(words, NLLB_PIECES - len(model.pieces))):
        model.pieces.add(piece=word, score=lowest - 1 - number)
    model.trainer_spec.vocab_size = NLLB_PIECES
    small = messages.ModelProto()
    small.ParseFromString(checkpoints.train_pieces(700))
    model.normalizer_spec.CopyFrom(small.normalizer_spec)  # NLLB's; transformers cannot do without
    return model.SerializeToString()


def write_old_merges(path: Path) -> None:
    """Write merges as the published file has them, which all versions of transformers read: two pieces and a space."""
    tokenizer = json.loads(path.read_text("utf-8"))
    tokenizer["model"]["merges"] = [" ".join(pair) for pair in tokenizer["model"]["merges"]]
    path.write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")


def make_checkpoint(folder: Path, tokens: int) -> Path:
    """Write the checkpoint into a folder, where it is not there yet; transformers makes `tokens` tokens from it."""
    if (folder / "pytorch_model.bin").is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PIECES).write_bytes(make_pieces())
    tokenizer = checkpoints.write_tokenizer(folder)
    write_old_merges(folder / "tokenizer.json")
    about = checkpoints.configuration(len(tokenizer) + checkpoints.MADE_UP_WORDS)
    checkpoints.write_json(folder / "config.json", about)
    starts = {"bos_token_id": 0, "decoder_start_token_id": 2, "eos_token_id": 2, "pad_token_id": 1}
    forced = {"min_new_tokens": tokens, "max_new_tokens": tokens}  # random weights do not know where a sentence ends
    checkpoints.write_json(folder / "generation_config.json", {"_from_model_config": True, **starts, **forced})
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n# Made up\n", "utf-8")
    checkpoints.write_weights(folder, checkpoints.make_weights(1, about), safetensors=False, shards=1)
    return folder
