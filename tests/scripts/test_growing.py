"""Weights read back from what was exported, and grown: the larger model begins as the smaller one."""

from argparse import Namespace
from types import ModuleType

import numpy as np
import pytest

from tests.script_modules import load_script
from translate.store import EMBEDDED, PIECES


@pytest.fixture(scope="module")
def scripts() -> tuple[ModuleType, ModuleType]:
    return load_script("growing"), load_script("train")


def test_the_weights_that_ship_are_read_back(scripts: tuple[ModuleType, ModuleType]) -> None:
    growing, _ = scripts
    named = growing.name_as_transformers(growing.read_weights(EMBEDDED / "model.bin"))
    width = named["model.shared.weight"].shape[1]
    assert named["model.encoder.layers.0.self_attn.q_proj.weight"].shape == (width, width)
    assert all(values.dtype == np.float32 and np.isfinite(values).all() for values in named.values())


def test_a_grown_model_says_the_same(scripts: tuple[ModuleType, ModuleType]) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    growing, train = scripts
    named = growing.name_as_transformers(growing.read_weights(EMBEDDED / "model.bin"))
    width = named["model.shared.weight"].shape[1]
    ffn = named["model.encoder.layers.0.fc1.weight"].shape[0] // width
    layers = {side: len({n.split(".")[3] for n in named if n.startswith(f"model.{side}.layers.")})
              for side in ("encoder", "decoder")}  # fmt: skip
    vocabulary = train.Vocabulary(EMBEDDED / PIECES)
    answers = []
    for deeper, wider in ((0, 0), (2, 1)):
        sizes = Namespace(width=width, ffn=ffn + wider, encoder_layers=layers["encoder"] + deeper,
                          decoder_layers=layers["decoder"] + deeper)  # fmt: skip
        model = train.make_model(vocabulary, sizes).eval()
        growing.grow(named, model)
        source = torch.tensor([[vocabulary.languages[0], *vocabulary.encode("Елбасы"), *vocabulary.encode("келді"), 2]])
        target = torch.tensor([[2, vocabulary.languages[1], *vocabulary.encode("Elbasy")]])
        with torch.no_grad():
            answers.append(model(input_ids=source, decoder_input_ids=target).logits)
    assert torch.allclose(answers[0], answers[1], atol=1e-3)
    assert vocabulary.tokens[int(answers[0][0, 1].argmax())].startswith("▁Elbas")


def test_another_width_is_refused(scripts: tuple[ModuleType, ModuleType]) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    growing, train = scripts
    named = growing.name_as_transformers(growing.read_weights(EMBEDDED / "model.bin"))
    sizes = Namespace(width=64, ffn=4, encoder_layers=4, decoder_layers=2)
    with pytest.raises(ValueError, match="only depth and ffn may grow"):
        growing.grow(named, train.make_model(train.Vocabulary(EMBEDDED / PIECES), sizes))
