"""How a model is searched: what is asked for, what was measured, what fits into memory."""

import json
from pathlib import Path

import pytest

from translate import decoding
from translate.decoding import Decoding, choose_decoding, forget_tuning, name_file, read_tuning, write_tuning
from translate.engine import EngineChoice, Request, load_engine
from translate.engines.shape import Shape, read_shape
from translate.errors import ModelError
from translate.lazy import load_lazily
from translate.store import EMBEDDED, Model, find_model
from translate.tuning import Trial, choose_beam, choose_faster, list_sizes, list_threads, tune

REQUESTS = [Request(text, "kk", "en", 4) for text in ("Жаңа мектеп ашылды.", "Әкім келді.", "Бүгін күн суық болды.")]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDARMA_MODELS", str(tmp_path))
    return tmp_path


@pytest.fixture
def model() -> Model:
    return find_model("embedded")


def test_shape_is_that_of_the_configuration() -> None:
    shape = read_shape(EMBEDDED / "model.bin")
    vocabulary = json.loads((EMBEDDED / "shared_vocabulary.json").read_text("utf-8"))
    assert shape.tokens == len(vocabulary)
    assert shape.decoder_layers >= 1
    assert shape.width % 64 == 0


def test_what_is_no_model_has_no_shape(tmp_path: Path) -> None:
    for content in (b"", b"\x06\0\0\0", bytes(range(256)) * 9, b"\xff" * 4000):
        file = tmp_path / "model.bin"
        file.write_bytes(content)
        with pytest.raises(ValueError, match=r"model\.bin"):
            read_shape(file)


def test_batches_of_a_large_model_fit_into_memory() -> None:
    large = Shape(24, 24, 2048, 256_206)
    for threads in (1, 2, 64):
        for beam in (1, 4, 16):
            one = Decoding(beam, threads).fit(large)
            bytes_kept = one.batch_tokens * threads * large.cache_bytes(beam)
            assert bytes_kept <= decoding.CACHE or one.batch_tokens == decoding.LEAST
    assert Decoding(4, 2).fit(Shape(4, 2, 256, 8_000)).batch_tokens == decoding.MOST
    assert Decoding(4, 2, batch_tokens=7).fit(large).batch_tokens == 7


def test_what_was_measured_is_used_and_can_be_forgotten(model: Model) -> None:
    assert choose_decoding(model) == Decoding()
    kept = Decoding(beam=2, threads=1, cores_each=2, batch_tokens=333)
    write_tuning(model, kept, {"trials": []})
    assert choose_decoding(model) == kept
    assert choose_decoding(model, threads=3) == Decoding(beam=2, threads=3)
    assert choose_decoding(model, beam=5) == Decoding(5, 1, 2, 0)
    engine = load_engine("embedded")
    assert engine.decoding == kept  # type: ignore[attr-defined]
    assert engine.signature.endswith("beam 2")
    assert load_lazily("embedded", EngineChoice()).signature == engine.signature
    assert forget_tuning(model)
    assert not forget_tuning(model)
    assert choose_decoding(model) == Decoding()


@pytest.mark.parametrize(
    "change", [{"machine": "another"}, {"model": "0"}, {"format": 2}, {"decoding": {"beam": 1, "more": 1}}]
)
def test_what_was_measured_elsewhere_is_not_used(model: Model, change: dict[str, object]) -> None:
    path = write_tuning(model, Decoding(beam=2), {})
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    assert read_tuning(model) is None


def test_a_damaged_file_is_as_none(model: Model) -> None:
    write_tuning(model, Decoding(beam=2), {})
    name_file(model).write_bytes(b"\xff{")
    assert choose_decoding(model) == Decoding()


def test_an_engine_gives_no_more_hypotheses_than_its_beam() -> None:
    engine = load_engine("embedded", EngineChoice(beam=2, threads=1))
    assert [len(answer) for answer in engine.translate(REQUESTS)] == [2, 2, 2]
    assert "beam 2" in engine.signature


def test_threads_and_batches_do_not_change_what_is_said() -> None:
    several = [EngineChoice(threads=threads) for threads in (1, 2, 3)]
    answers = [load_engine("embedded", choice).translate(REQUESTS) for choice in several]
    assert answers[0] == answers[1] == answers[2]


def test_ways_to_share_cores() -> None:
    assert list_threads(1) == [{"threads": 1, "cores_each": 1}]
    assert [one["threads"] for one in list_threads(6)] == [6, 3, 2, 1]
    assert list_sizes(128) == [128]


def make_trial(speed: float, score: float = -1.0, beam: int = 4) -> Trial:
    return Trial(Decoding(beam), speed, score)


def test_a_setting_must_be_clearly_faster() -> None:
    first, hardly, clearly = make_trial(100, beam=1), make_trial(102, beam=2), make_trial(120, beam=3)
    assert choose_faster([first, hardly]).beam == 1
    assert choose_faster([first, hardly, clearly]).beam == 3


def test_the_beam_is_the_fastest_that_is_as_good() -> None:
    greedy, two, four = make_trial(300, -0.9, 1), make_trial(200, -0.805, 2), make_trial(100, -0.8, 4)
    assert choose_beam([greedy, two, four]).beam == 2
    assert choose_beam([greedy, four]).beam == 4


@pytest.mark.slow
def test_tuning_measures_what_it_says(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.tuning.SECONDS", 0.01)
    said: list[str] = []
    found = tune(model, REQUESTS, said.append, rounds=1)
    assert found.decoding in [trial.decoding for trial in found.trials]
    assert {trial.decoding.beam for trial in found.trials} == {1, 2, 3, 4}
    assert all(trial.speed > 0 and trial.score < 0 for trial in found.trials)
    assert said.count("beam") == 1
    fixed = tune(model, REQUESTS, said.append, rounds=1, beam=2)
    assert {trial.decoding.beam for trial in fixed.trials} == {2}
    with pytest.raises(ModelError):
        tune(Model("none", Path("/nowhere")), REQUESTS, said.append)
