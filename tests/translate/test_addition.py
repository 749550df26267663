"""Adding models from folders: conversion, records, and what is said of what is no model."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.checkpoints import make_checkpoint
from translate.addition import Order, add_model
from translate.errors import ModelError
from translate.record import read_license, read_record
from translate.store import ADDING, EMBEDDED, find_model, list_added
from translate.verification import verify_model


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of its own for each test."""
    monkeypatch.setenv("AUDARMA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("transformers", exc_type=ImportError)
    return make_checkpoint(tmp_path_factory.mktemp("checkpoints") / "made-up", width=32, layers=1)


def add(wanted: object, **options: object) -> str:
    """Add a model; returns what was reported."""
    lines: list[str] = []
    add_model(Order(str(wanted), **options), lines.append)  # type: ignore[arg-type]
    return "\n".join(lines)


# folders


def test_a_converted_folder_is_copied_as_it_is(store: Path) -> None:
    add(EMBEDDED, name="mine")
    assert (store / "mine" / "model.bin").read_bytes() == (EMBEDDED / "model.bin").read_bytes()
    record = read_record(store / "mine")
    assert record is not None
    assert (record.name, record.source, record.license) == ("mine", str(EMBEDDED), read_license(EMBEDDED))
    assert find_model("mine").version == record.files["model.bin"].sha256[:8]
    assert verify_model(find_model("mine")).problems == ()
    assert [path.name for path in (store / ADDING).iterdir()] == ["mine.lock"]


def test_a_checkpoint_is_converted(checkpoint: Path, store: Path) -> None:
    said = add(checkpoint)
    assert "CC-BY-NC-4.0 (not for commercial use)" in said
    record = read_record(store / "made-up")
    assert record is not None
    assert record.tokens == record.tokens_before == 904
    assert set(record.software) == {"audarma", "ctranslate2", "transformers", "torch"}
    assert set(record.files) == {"model.bin", "config.json", "shared_vocabulary.json", "sentencepiece.bpe.model"}
    verdict = verify_model(find_model("made-up"))
    assert verdict.problems == ()
    assert any(english for _, english, _ in verdict.trips)


@pytest.mark.parametrize("kind", [{"safetensors": False}, {"shards": 2}, {"safetensors": False, "shards": 3}], ids=str)
def test_weights_in_each_form_give_the_same_model(
    kind: dict[str, Any], checkpoint: Path, store: Path, tmp_path: Path
) -> None:
    add(checkpoint)
    add(make_checkpoint(tmp_path / "other", width=32, layers=1, **kind))
    assert (store / "other" / "model.bin").read_bytes() == (store / "made-up" / "model.bin").read_bytes()


def test_a_checkpoint_with_nothing_but_sentencepiece_keeps_its_codes(checkpoint: Path, store: Path) -> None:
    """Else transformers loses the language codes of such a folder without a word (findings, transformers 5)."""
    bare = shutil.copytree(checkpoint, store.parent / "bare")
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        (bare / name).unlink()
    add(bare)
    add(checkpoint)
    for name in ("model.bin", "shared_vocabulary.json"):
        assert (store / "bare" / name).read_bytes() == (store / "made-up" / name).read_bytes()


def test_a_trimmed_checkpoint_says_what_it_lost(checkpoint: Path, store: Path) -> None:
    said = add(checkpoint, trim=True)
    record = read_record(store / "made-up")
    assert record is not None
    assert record.tokens < record.tokens_before == 904
    assert f"vocabulary trimmed from 904 to {record.tokens} tokens" in said
    assert "vocabulary_map.json" in record.files
    assert verify_model(find_model("made-up")).problems == ()


def test_a_large_vocabulary_is_trimmed_unless_told_otherwise(
    checkpoint: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.addition.LARGE", 900)
    assert "trimmed from" in add(checkpoint, name="one")
    assert "trimmed from" not in add(checkpoint, name="two", trim=False)


def test_what_is_there_is_not_made_again_unless_told(checkpoint: Path, store: Path) -> None:
    add(EMBEDDED, name="mine")
    before = (store / "mine").stat().st_ino
    assert add(EMBEDDED, name="mine") == ""
    assert (store / "mine").stat().st_ino == before
    with pytest.raises(ModelError, match="is there already, made from"):
        add(checkpoint, name="mine")
    assert "converting" in add(checkpoint, name="mine", again=True)
    record = read_record(store / "mine")
    assert record is not None
    assert record.source == str(checkpoint)


# bad input


def edit(folder: Path, file: str, **changes: object) -> None:
    path = folder / file
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes, ensure_ascii=False), "utf-8")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def lose_weight(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    del weights["model.decoder.layers.0.fc1.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def use_other_pieces(folder: Path) -> None:
    other = make_checkpoint(folder.parent / "other-pieces", width=16, layers=1, pieces=400)
    shutil.copy(other / "tokenizer.json", folder)


def lose_code(folder: Path) -> None:
    path = folder / "tokenizer.json"
    path.write_text(path.read_text("utf-8").replace("kaz_Cyrl", "kaz_Runr"), "utf-8")


BAD = {
    "empty folder": (lambda folder: [path.unlink() for path in folder.iterdir()], "is no NLLB checkpoint"),
    "no pieces": (lambda folder: (folder / "sentencepiece.bpe.model").unlink(), "sentencepiece.bpe.model missing"),
    "no weights": (lambda folder: (folder / "model.safetensors").unlink(), "model.safetensors"),
    "another architecture": (lambda folder: edit(folder, "config.json", model_type="marian"), "marian"),
    "no json": (lambda folder: (folder / "config.json").write_text("{"), "cannot be read"),
    "truncated weights": (lambda folder: cut(folder / "model.safetensors"), "truncated or damaged"),
    "no weights inside": (lambda folder: (folder / "model.safetensors").write_bytes(b""), "truncated or damaged"),
    "a weight is missing": (lose_weight, "not whole: 1 are missing"),
    "other sizes": (lambda folder: edit(folder, "config.json", d_model=64), "another shape"),
    "truncated pieces": (lambda folder: cut(folder / "sentencepiece.bpe.model"), "sentencepiece.bpe.model"),
    "other pieces": (use_other_pieces, "do not belong together"),
    "unknown codes": (lose_code, "kaz_Cyrl"),
    "too few rows": (lambda folder: edit(folder, "config.json", vocab_size=500), "do not belong together"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_checkpoint_is_one_line_and_leaves_nothing(name: str, checkpoint: Path, store: Path) -> None:
    spoil, said = BAD[name]
    folder = shutil.copytree(checkpoint, store.parent / "bad")
    spoil(folder)  # type: ignore[no-untyped-call]
    with pytest.raises(ModelError) as caught:
        add(folder)
    assert said in str(caught.value)
    assert str(caught.value).startswith("model bad: ")
    assert "\n" not in str(caught.value)
    assert [path.name for path in store.rglob("*")] == [".adding", "bad.lock"]


def test_truncated_torch_weights_are_one_line(store: Path, tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "bad", width=32, layers=1, safetensors=False)
    cut(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="truncated or damaged"):
        add(folder)
    (folder / "pytorch_model.bin").write_bytes(b"no pickle")
    with pytest.raises(ModelError, match="truncated or damaged"):
        add(folder)


def test_a_checkpoint_is_not_a_model_yet(checkpoint: Path) -> None:
    with pytest.raises(ModelError, match="not converted yet: audarma model add"):
        find_model(str(checkpoint))


def test_missing_software_is_named_with_the_command_that_gets_it(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.conversion.NEEDED", ("json", "no_such_library.inside"))
    with pytest.raises(ModelError, match=r"pip install 'audarma\[nllb\]'"):
        add(checkpoint)
    add(EMBEDDED, name="mine")  # which needs none of it


def test_a_store_that_cannot_be_written_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("AUDARMA_MODELS", str(tmp_path / "file" / "models"))
    with pytest.raises(ModelError, match="not a directory"):
        add(EMBEDDED, name="mine")


def test_what_cannot_be_translated_with_is_not_put_in_place(
    checkpoint: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.verification.make_trips", lambda engine: (("Иә.", "", ""),))
    with pytest.raises(ModelError, match="nothing comes out"):
        add(checkpoint)
    assert list_added() == []
