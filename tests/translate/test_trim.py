"""Trimming: what is cut as before, what a trimmed checkpoint is, and what is refused."""

import io
import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("google.protobuf")

from tests.checkpoints import make_checkpoint, make_sentences, train_pieces
from tests.translate.engine_contract import ask
from translate.checkpoint import read_pieces, read_vocabulary
from translate.conversion import convert_checkpoint
from translate.decoding import Decoding
from translate.engines.ctranslate import CTranslateEngine
from translate.engines.huggingface import HuggingFaceEngine
from translate.errors import ModelError
from translate.piece_selection import add_pieces, choose_pieces, cut_model, list_pieces, list_steps, read_model
from translate.store import PIECES, Model
from translate.trim import MAP, Loss, load_encoder, measure_loss, trim_checkpoint

SENTENCES = make_sentences()
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
LETTERS = sorted(set("".join(SENTENCES)))


@lru_cache(maxsize=1)
def full_model() -> Any:
    return read_model(train_pieces(900), "full")


@lru_cache(maxsize=1)
def all_pieces() -> list[str]:
    return sorted(list_pieces(full_model()).scores)


TEXTS = st.lists(st.sampled_from(WORDS) | st.text(LETTERS, max_size=12) | st.text(max_size=4), max_size=8).map(" ".join)
GLUED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
OTHERS = st.sets(st.integers(0, 890), max_size=80)


def close(wanted: list[str]) -> set[str]:
    """Return pieces with what they are joined from and all that is always kept."""
    pieces = list_pieces(full_model())
    kept = set(pieces.fixed)
    add_pieces(kept, wanted, pieces, 10**9)
    return kept


def choose_others(numbers: set[int]) -> list[str]:
    known = all_pieces()
    return [known[number] for number in numbers if number < len(known)]


@settings(max_examples=300)
@given(TEXTS | GLUED, OTHERS)
def test_text_made_of_kept_pieces_is_cut_as_before(text: str, others: set[int]) -> None:
    """The guarantee: whatever else is kept or dropped, a text whose pieces are kept is cut as by the full model."""
    before = load_encoder(full_model().SerializeToString())(text)
    after = load_encoder(cut_model(full_model(), close([*before, *choose_others(others)])))(text)
    assert after == before


@given(TEXTS | GLUED, OTHERS)
def test_any_text_stays_encodable(text: str, others: set[int]) -> None:
    kept = close(choose_others(others))
    before = load_encoder(full_model().SerializeToString())(text)
    after = load_encoder(cut_model(full_model(), kept))(text)
    assert "".join(after) == "".join(before)
    known = set(all_pieces())
    assert [piece for piece in after if piece not in kept] == [piece for piece in before if piece not in known]
    if kept.issuperset(piece for piece in before if piece in known):
        assert after == before


@given(GLUED)
def test_steps_are_those_of_the_model(word: str) -> None:
    """Each piece is made by the last of its steps, and the model cuts it to itself only if it has steps."""
    encode = load_encoder(full_model().SerializeToString())
    for piece in encode(word):
        if len(piece) > 1 and piece in list_pieces(full_model()).scores:
            assert list_steps(piece, list_pieces(full_model()))[-1] == piece


def test_without_the_steps_text_would_be_cut_otherwise() -> None:
    """What the closure is for: with the pieces of the texts alone many sentences come out in other pieces."""
    encode = load_encoder(full_model().SerializeToString())
    used = {piece for sentence in SENTENCES[:20] for piece in encode(sentence)}
    naive = load_encoder(cut_model(full_model(), used | list_pieces(full_model()).fixed))
    exact = load_encoder(cut_model(full_model(), close(sorted(used))))
    assert [naive(sentence) for sentence in SENTENCES[:20]] != [encode(sentence) for sentence in SENTENCES[:20]]
    assert [exact(sentence) for sentence in SENTENCES[:20]] == [encode(sentence) for sentence in SENTENCES[:20]]


def test_counted_pieces_come_first_and_both_alphabets_get_room() -> None:
    pieces = list_pieces(full_model())
    least = len(pieces.fixed)
    first, second = sorted((piece for piece in pieces.scores if list_steps(piece, pieces)), key=len)[-2:]
    kept = choose_pieces(pieces, [Counter({first: 3}), Counter({second: 1})], least + 60)
    assert {first, second} <= kept
    assert least < len(kept) <= least + 60
    filled = kept.difference(pieces.fixed, list_steps(first, pieces), list_steps(second, pieces))
    latin = [piece for piece in filled if piece.isascii() or piece.strip("▁").isascii()]
    assert len(filled) / 4 < len(latin) < len(filled) * 3 / 4


def test_loss_counts_pieces_that_are_cut_further() -> None:
    loss = measure_loss(lambda line: [line[:2], line[2:]], lambda line: [line[:2], *line[2:]], ["abcd", "abc"])
    assert loss == Loss(pieces=4, changed=1, pieces_after=5)
    assert loss.share == 0.25


@pytest.fixture(scope="module", params=["safetensors", "bin", "shards"])
def checkpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    shards = 3 if request.param == "shards" else 1
    folder = tmp_path_factory.mktemp(request.param) / "made-up"
    return make_checkpoint(folder, pieces=900, safetensors=request.param == "safetensors", shards=shards)


def test_a_trimmed_checkpoint_is_a_checkpoint(checkpoint: Path, tmp_path: Path) -> None:
    lines = SENTENCES[:300]
    report = trim_checkpoint(checkpoint, tmp_path / "cut", lines, keep=450, development=SENTENCES[300:400])
    before, after = read_vocabulary(checkpoint), read_vocabulary(tmp_path / "cut")
    assert (report.tokens_before, report.tokens) == (len(before), len(after))
    assert len(after) == len(read_pieces(tmp_path / "cut" / PIECES)) + 4 + 3 + 1
    assert report.bytes < report.bytes_before
    assert 0 < report.loss.share < 0.9
    assert "of the development data are cut further" in str(report)
    numbers = json.loads((tmp_path / "cut" / MAP).read_text("utf-8"))["map"]
    assert [before[int(old)] for old in numbers] == after
    assert list(numbers.values()) == list(range(len(after)))
    assert [token for token in after if token.endswith(("_Cyrl", "_Latn"))] == ["eng_Latn", "kaz_Cyrl", "rus_Cyrl"]


def test_what_the_model_computes_is_unchanged(checkpoint: Path, tmp_path: Path) -> None:
    """The rows of kept tokens are the same, and so is what comes out of the layers for a text made of them."""
    import torch

    trim_checkpoint(checkpoint, tmp_path / "cut", SENTENCES[:50], keep=450)
    full, cut = (HuggingFaceEngine(Model("x", folder), beam=1) for folder in (checkpoint, tmp_path / "cut"))
    tokens = full._tokenizer.tokenize(SENTENCES[3], "kk")[0]
    assert cut._tokenizer.tokenize(SENTENCES[3], "kk")[0] == tokens
    states = []
    for engine in (full, cut):
        numbers = torch.tensor([engine._number(tokens)])
        with torch.inference_mode():
            states.append(engine._torch_model.model(input_ids=numbers, decoder_input_ids=numbers).last_hidden_state)
    torch.testing.assert_close(states[0], states[1])


def test_a_trimmed_checkpoint_can_be_converted_and_run(checkpoint: Path, tmp_path: Path) -> None:
    trim_checkpoint(checkpoint, tmp_path / "cut", SENTENCES[:300], keep=450)
    convert_checkpoint(tmp_path / "cut", tmp_path / "converted", "cut")
    engine = CTranslateEngine(Model("cut", tmp_path / "converted"), Decoding(beam=1), compute_type="float32")
    reference = HuggingFaceEngine(Model("cut", tmp_path / "cut"), beam=1)
    pairs = [(ask("Мектеп ашылды"), "The school was opened."), (ask("The city", "en"), "қала")]
    assert engine.score(pairs) == pytest.approx(reference.score(pairs), rel=0.05)


def test_transformers_cuts_as_sentencepiece_does(checkpoint: Path, tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    trim_checkpoint(checkpoint, tmp_path / "cut", SENTENCES[:300], keep=450)
    theirs: Any = AutoTokenizer.from_pretrained(str(tmp_path / "cut"), src_lang="kaz_Cyrl")
    encode, numbers = load_encoder((tmp_path / "cut" / PIECES).read_bytes()), read_vocabulary(tmp_path / "cut")
    for sentence in SENTENCES[::40]:
        tokens = ["kaz_Cyrl", *encode(sentence), "</s>"]
        assert theirs(sentence)["input_ids"] == [numbers.index(token) for token in tokens]


def test_a_checkpoint_with_nothing_but_sentencepiece_is_trimmed_too(tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "bare")
    for file in ("tokenizer.json", "special_tokens_map.json", "tokenizer_config.json"):
        (folder / file).unlink()
    report = trim_checkpoint(folder, tmp_path / "cut", keep=400, languages=["kaz_Cyrl", "eng_Latn"])
    assert len(read_vocabulary(tmp_path / "cut")) == report.tokens
    HuggingFaceEngine(Model("cut", tmp_path / "cut"))


def test_what_cannot_be_trimmed_is_refused(tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "made-up")
    with pytest.raises(ModelError, match="not empty"):
        trim_checkpoint(folder, folder)
    with pytest.raises(ModelError, match="xxx_Latn"):
        trim_checkpoint(folder, tmp_path / "a", languages=["xxx_Latn"])
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:4000])
    with pytest.raises(ModelError, match="cannot be read"):
        trim_checkpoint(folder, tmp_path / "b")
    (folder / PIECES).write_bytes(b"no model")
    with pytest.raises(ModelError, match="cannot be read"):
        trim_checkpoint(folder, tmp_path / "c")


def test_only_bpe_can_be_trimmed() -> None:
    import sentencepiece

    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES), model_writer=made, model_type="unigram", vocab_size=300, minloglevel=2
    )
    with pytest.raises(ModelError, match="BPE"):
        read_model(made.getvalue(), "unigram")
