"""The reference engine, and that the default engine says the same on the same weights."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from tests.checkpoints import make_checkpoint
from tests.embedded_checkpoint import embedded_checkpoint
from tests.translate.engine_contract import EngineContract, ask
from translate.decoding import Decoding
from translate.engine import Engine, EngineChoice, Hypothesis, Request, load_engine
from translate.engines.ctranslate import CTranslateEngine
from translate.engines.huggingface import HuggingFaceEngine
from translate.errors import EngineError, ModelError
from translate.store import PIECES, Model, find_model

KAZAKH = (
    "Бүгін Қала әкімі Министрлік Оқушылар Премьер-министр".split(),
    "Алматыда Астанада Шымкент қаласында".split(" ", 1),
    "жаңа мектеп ашты|жиналыс өткізді|2018 жылы 1,5 млрд теңге бөлді|есеп берді, бірақ 😀 келіспеді".split("|"),
)
ENGLISH = ["The akim of the city opened a new school.", "Good morning!", "In 2018, 60 people came.", "“No,” she said."]


def make_requests() -> list[Request]:
    """Return 60 requests of all kinds, in both directions."""
    kazakh = [" ".join(words) + "." for words in product(*KAZAKH)]
    requests = [ask(text) for text in kazakh[:30]] + [ask(text, "en") for text in ENGLISH]
    requests += [ask(text, alignment=True) for text in kazakh[30:36]]
    requests += [ask(text, "en", alignment=True) for text in ENGLISH]
    requests += [ask(text, prefix="The Ministry of") for text in kazakh[:8]]
    requests += [ask(text, no_repeat=size) for text in kazakh[36:38] for size in (2, 3)]
    return [*requests, ask("", alignment=True), ask("Сәлем", prefix="Hello"), ask("中文 ǁ 🇰🇿"), ask(kazakh[0] * 12)]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Let torch use one thread: where others are busy, two wait for each other at every step."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The embedded model as a checkpoint."""
    return Model("embedded", embedded_checkpoint(tmp_path_factory.mktemp("embedded")))


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return Model("made-up", make_checkpoint(tmp_path_factory.mktemp("made-up") / "model"))


@pytest.fixture(scope="module")
def reference(checkpoint: Model) -> HuggingFaceEngine:
    return HuggingFaceEngine(checkpoint, beam=4)


class TestHuggingFace(EngineContract):
    @pytest.fixture
    def engine(self, reference: HuggingFaceEngine) -> Engine:
        return reference

    def test_signature_says_how_it_computes(self, engine: Engine) -> None:
        assert engine.signature == "model embedded float32 cpu | beam 4"


def compare(ours: list[Hypothesis], theirs: list[Hypothesis]) -> None:
    """Compare two lists of hypotheses of one request: texts, scores, links and their weights."""
    assert [one.text for one in ours] == [one.text for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-3)
        assert [(link.source, link.target) for link in one.alignment] == [
            (link.source, link.target) for link in other.alignment
        ]
        weights = [link.weight for link in other.alignment]
        assert [link.weight for link in one.alignment] == pytest.approx(weights, abs=2e-3)


def test_both_engines_say_the_same_greedily(checkpoint: Model) -> None:
    requests = make_requests()
    assert len(requests) >= 50
    ours = HuggingFaceEngine(checkpoint, beam=1).translate(requests)
    # One request a batch: the default engine's limit for loops is that of its batch.
    default = CTranslateEngine(find_model("embedded"), Decoding(1, batch_tokens=1), compute_type="float32")
    for one, other in zip(ours, default.translate(requests), strict=True):
        compare(one, other)


def test_both_engines_rank_the_same(checkpoint: Model, reference: HuggingFaceEngine) -> None:
    requests = [replace(request, hypotheses=4) for request in make_requests()[::2]]
    default = CTranslateEngine(find_model("embedded"), Decoding(4, batch_tokens=1), compute_type="float32")
    ours, theirs = reference.translate(requests), default.translate(requests)
    same = [[h.text for h in one] == [h.text for h in other] for one, other in zip(ours, theirs, strict=True)]
    assert sum(same) >= 0.9 * len(requests)  # two hypotheses may have almost one score
    pairs = [(request, one[0].text) for request, one in zip(requests, theirs, strict=True)]
    assert reference.score(pairs) == pytest.approx(default.score(pairs), abs=1e-3)


@pytest.mark.parametrize("safetensors", [True, False])
def test_both_engines_score_alike_on_files_as_published(made_up: Model, tmp_path: Path, *, safetensors: bool) -> None:
    """The converted weights are int8: with random ones what is written differs, the scores hardly do."""
    from translate.conversion import convert_checkpoint

    folder = made_up.folder if safetensors else make_checkpoint(tmp_path / "bin", safetensors=False, shards=2)
    convert_checkpoint(folder, tmp_path / "converted", "made-up")
    default = CTranslateEngine(Model("made-up", tmp_path / "converted"), Decoding(1, batch_tokens=1))
    ours = HuggingFaceEngine(Model("made-up", folder), beam=1)
    requests = [ask("кітапхана ашылды"), ask("Мектеп 2018 жылы жөнделді.", alignment=True), ask("The akim said.", "en")]
    pairs = [(request, "әкім ашылды" if request.target == "kk" else "The school was opened.") for request in requests]
    assert ours.score(pairs) == pytest.approx(default.score(pairs), rel=0.1)  # int8 against float32
    assert [len(answer) for answer in ours.translate(requests)] == [1, 1, 1]


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_half_precision_scores_about_the_same(checkpoint: Model, reference: HuggingFaceEngine, dtype: str) -> None:
    choice = EngineChoice("huggingface", "cpu", dtype)  # type: ignore[arg-type]
    engine = load_engine(str(checkpoint.folder), choice)
    assert dtype in engine.signature
    pairs = [(ask("Сәлем!"), "Hello!"), (ask("Қала әкімі айтты."), "The akim of the city said.")]
    assert engine.score(pairs) == pytest.approx(reference.score(pairs), abs=0.15)
    assert len(engine.translate([ask("Сәлем!")])[0]) == 1


def test_a_device_that_is_not_there_is_one_clear_error(checkpoint: Model) -> None:
    import torch

    if torch.backends.mps.is_available():
        pytest.skip("this machine has the device")
    with pytest.raises(EngineError, match=r"device mps: .* use .*cpu"):
        load_engine(str(checkpoint.folder), EngineChoice("huggingface", "mps"))
    with pytest.raises(EngineError, match="ctranslate2"):
        load_engine("embedded", EngineChoice(device="cuda"))
    with pytest.raises(EngineError, match="unknown engine"):
        load_engine("embedded", "other")  # type: ignore[arg-type]


def test_bad_checkpoints_are_one_clear_error(checkpoint: Model, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no folder"):
        load_engine("no-such-folder", "huggingface")
    folder = Path(shutil.copytree(checkpoint.folder, tmp_path / "bad"))
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_engine(str(folder), "huggingface")
    about = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(about | {"model_type": "t5"}), "utf-8")
    with pytest.raises(ModelError, match="t5"):
        load_engine(str(folder), "huggingface")
    (folder / PIECES).unlink()
    with pytest.raises(ModelError, match=PIECES):
        load_engine(str(folder), "huggingface")


def test_lost_language_codes_are_noticed(made_up: Model, tmp_path: Path) -> None:
    """A tokenizer without the codes makes `<unk>` of them, and the model then speaks any language."""
    folder = Path(shutil.copytree(made_up.folder, tmp_path / "bad"))
    for file in ("tokenizer.json", "special_tokens_map.json", "tokenizer_config.json"):
        path = folder / file
        path.write_text(path.read_text("utf-8").replace("kaz_Cyrl", "kaz_Latn"), "utf-8")
    with pytest.raises(ModelError, match="kaz_Cyrl"):
        HuggingFaceEngine(Model("bad", folder))


def test_a_translator_can_be_had_with_it(checkpoint: Model) -> None:
    from translate import load_translator

    translator = load_translator(model=str(checkpoint.folder), engine="huggingface")
    translation = translator.translate("Бүгін Елбасы Алматыда болды.")
    assert "Elbasy" in translation.text
    assert "float32" in translation.signature
