"""The benchmark of the 600M shape: its sample, its sums, its made-up vocabulary; and the pictures."""

import json
from pathlib import Path

import pytest

from tests.script_modules import SCRIPTS, load_script
from translate.engines.shape import Shape

nllb_speed = load_script("nllb_speed")


def test_a_sample_has_lines_of_all_lengths() -> None:
    lines = ["x" * size for size in range(1, 101)]
    found = nllb_speed.sample(lines, 10)
    assert sorted(map(len, found)) == [6, 16, 26, 36, 46, 56, 66, 76, 86, 96]
    assert found == nllb_speed.sample(lines[::-1], 10)


def test_lines_of_tables_are_their_first_column_and_come_once(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("бір\tone\nекі\ttwo\nбір\tone\n\n", "utf-8")
    assert sorted(nllb_speed.read_lines([tmp_path / "a.tsv"], 10)) == ["бір", "екі"]


def test_the_work_of_a_sentence() -> None:
    """By hand: 12 layers of 12.6 million weights for each source token, 14.7 million and the output for each step."""
    adds, step = nllb_speed.count_work(Shape(12, 12, 1024, 40_000), 30)
    assert step == 12 * 14 * 1024**2 + 40_000 * 1024
    assert adds == pytest.approx(30 * 12 * (12 + 2) * 1024**2 + 32 * step)


def test_methods_are_compared_with_ours_searching_as_many_hypotheses() -> None:
    tries = {
        name: [{"sentences": 10, "seconds": seconds, "peak_memory": 5}]
        for name, seconds in (("ours, greedy", 1.0), ("ours, beam 2", 2.0), ("plain", 4.0), ("transformers", 10.0))
    }
    found = nllb_speed.summarize(tries)
    assert found["plain"]["sentences_a_second"] == 2.5
    assert found["ours, greedy"]["all"] == [10.0]


def test_made_up_pieces_are_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("google.protobuf")
    import sentencepiece

    made_up = load_script("made_up_nllb")
    monkeypatch.setattr(made_up, "NLLB_PIECES", 9_000)
    content = made_up.make_pieces()
    processor = sentencepiece.SentencePieceProcessor(model_proto=content)
    assert processor.get_piece_size() == 9_000
    text = "Қала әкімі жаңа мектепті ашты. The new school was opened."
    pieces = processor.encode(text, out_type=str)
    assert not set(pieces) & set(made_up.make_words())
    pair = made_up.CHARACTERS[0] * 2
    assert pair in processor.encode(pair, out_type=str)[-1]


def test_pictures_are_drawn_and_are_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plots = load_script("plots")
    points = [
        {"sentences": many, "cores": cores, "seconds": many / cores, "peak_memory": 1e8}
        for many in (100, 1000)
        for cores in (1, 2)
    ]
    methods = {
        "ours": {"sentences_a_second": 9.0, "peak_memory": 1e9},
        "other": {"sentences_a_second": 1.0, "peak_memory": 3e9},
    }
    for name, result in (("growth", {"points": points}), ("nllb-speed", {"methods": methods})):
        plots.DRAWINGS[name](result, tmp_path / "one.svg")
        plots.DRAWINGS[name](result, tmp_path / "two.svg")
        one = (tmp_path / "one.svg").read_text("utf-8")
        assert "<svg" in one
        assert one == (tmp_path / "two.svg").read_text("utf-8")


def test_pictures_show_the_results_that_are_there() -> None:
    results = SCRIPTS / "results"
    for name in ("growth", "nllb-speed"):
        assert (results / f"{name}.svg").exists() == (results / f"{name}.json").exists()
        json.loads((results / f"{name}.json").read_text("utf-8"))
