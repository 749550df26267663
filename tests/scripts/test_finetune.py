"""Fine-tuning: the data it makes, a run that is stopped twice and ends the same, the merged model, what it refuses.

The checkpoint is the embedded model turned back into one, so that a run of seconds has something to learn.
"""

import itertools
import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from glossary.storage import default_termbase
from tests.embedded_checkpoint import embedded_checkpoint
from tests.script_modules import load_script
from translate.engine import Hypothesis, Request
from translate.pipeline import Translator
from ui.cli import audarma, guard_errors

finetune = load_script("finetune")
data = load_script("finetuning_data")
train = load_script("train")

WHO = [("Қала әкімі", "The akim of the city"), ("Министр", "The minister"), ("Мұғалім", "The teacher")]
WHEN = [("кеше", "yesterday"), ("бүгін", "today")]
WHERE = [("мектепке", "school"), ("кітапханаға", "library"), ("ауруханаға", "hospital"), ("музейге", "museum")]
WHAT = [("барды", "went"), ("келді", "came")]
PAIRS = [
    (f"{who} {when} {where} {what}.", f"{person} {did} to the {place} {day}.")
    for (who, person), (when, day), (where, place), (what, did) in itertools.product(WHO, WHEN, WHERE, WHAT)
]

Run = Callable[..., tuple[int, list[list[str]]]]


def write_pairs(folder: Path, pairs: Sequence[tuple[str, str]]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "news.tsv").write_text("".join("\t".join(pair) + "\n" for pair in pairs), "utf-8")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("safetensors")
    return embedded_checkpoint(tmp_path_factory.mktemp("checkpoints") / "small")


@pytest.fixture
def run(checkpoint: Path, tmp_path: Path) -> Iterator[Run]:
    """Return a function that runs the script in `work` and `out` of a folder; it returns exit code and log."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("peft")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    write_pairs(tmp_path / "data", PAIRS)

    def start(name: str, *more: str, checkpoint: Path = checkpoint) -> tuple[int, list[list[str]]]:
        folder = tmp_path / name
        arguments = ["--data", tmp_path / "data", "--work", folder / "work", "--out", folder / "out"]
        arguments += "--minutes 9 --device cpu --dtype float32 --batch 200 --accumulate 2 --rate 0.003".split()
        arguments += "--warmup 4 --sentences 2 --every 5 --log-every 1 --rank 4".split()
        code = finetune.main([str(checkpoint), *map(str, arguments), *more])
        log = folder / "work" / "log.tsv"
        return code, [row.split("\t") for row in log.read_text("utf-8").splitlines()] if log.is_file() else []

    yield start
    torch.set_num_threads(threads)


def without_seconds(log: list[list[str]]) -> list[list[str]]:
    return [row[:3] + row[4:] for row in log]


@pytest.mark.slow
def test_a_run_that_is_stopped_and_killed_ends_like_one_that_is_not(
    run: Run, checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, whole = run("whole", "--steps", "12")
    assert (code, len(whole)) == (0, 13)
    step, save = finetune.Run._step, finetune.Run.save

    def interrupt(self: Any, group: Any) -> None:
        step(self, group)
        if self.state["step"] == 3:
            signal.raise_signal(signal.SIGTERM)
        if self.state["step"] == 9:
            raise SystemExit

    monkeypatch.setattr(finetune.Run, "_step", interrupt)
    monkeypatch.setattr(finetune.Run, "save", lambda self: save(self) if self.state["step"] in (3, 6) else None)
    code, log = run("parts", "--steps", "12", "--save-minutes", "0")
    assert (code, [row[0] for row in log]) == (130, ["step", "1", "2", "3"])
    assert not (tmp_path / "parts" / "out").exists()
    with pytest.raises(SystemExit):  # when the last checkpoint is of step 6, and the log has lines after it
        run("parts", "--steps", "12", "--save-minutes", "0")
    assert len((tmp_path / "parts" / "work" / "log.tsv").read_text("utf-8").splitlines()) == 9
    monkeypatch.undo()
    assert without_seconds(run("parts", "--steps", "12", "--save-minutes", "0")[1]) == without_seconds(whole)
    made = [(tmp_path / name / "out" / "model.safetensors").read_bytes() for name in ("whole", "parts")]
    assert made[0] == made[1]
    about = json.loads((tmp_path / "whole" / "out" / "finetuning.json").read_text("utf-8"))
    assert all(late < early / 2 for early, late in zip(about["before"][:2], about["after"][:2], strict=True)), about
    check_merged(checkpoint, tmp_path / "whole", about["after"])
    check_can_be_added(tmp_path / "whole" / "out", monkeypatch, capsys)


def check_merged(checkpoint: Path, folder: Path, after: list[float]) -> None:
    """Every projection differs and nothing else; as a plain model it has the losses that the run had with LoRA."""
    from safetensors.torch import load_file

    old, new = (load_file(path / "model.safetensors") for path in (checkpoint, folder / "out"))
    assert old.keys() == new.keys()
    changed = {name for name in old if not old[name].equal(new[name])}
    assert changed == {name for name in old if name.split(".")[-2] in finetune.PROJECTIONS and name.endswith("weight")}

    options = "--data . --work . --out . --minutes 1 --device cpu --dtype float32".split()
    adapted = finetune.Adapted(
        finetune.make_parser().parse_args([str(folder / "out"), *options])
    )  # whose own matrices add nothing yet
    adapted.model.eval()
    held = data.make_held_out(data.hold_out({"news": PAIRS}, 400)[1], data.Pieces(folder / "out"), 200)
    for batches, loss in zip(held, after, strict=False):
        parts = [adapted.sum_loss(batch, 0.0) for batch in batches]
        assert sum(part[1] for part in parts) / sum(part[2] for part in parts) == pytest.approx(loss, abs=1e-3)


def check_can_be_added(out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    monkeypatch.setenv("AUDARMA_MODELS", str(out.parent / "models"))
    command = ["model", "add", str(out), "--name", "mine"]
    assert guard_errors(lambda: audarma.main(command, "audarma", standalone_mode=False)) == 0
    assert "CC-BY-NC-4.0 (not for commercial use)" in "".join(capsys.readouterr())
    assert (out.parent / "models" / "mine" / "model.bin").is_file()


@pytest.mark.slow
def test_recomputing_changes_no_loss_and_halves_do_little(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finetune, "export", lambda *_: None)
    kinds = {"plain": [], "recomputed": ["--recompute"], "half": ["--dtype", "bfloat16"]}
    logs = {name: run(name, "--steps", "2", "--held-out", "0", *more)[1] for name, more in kinds.items()}
    assert len(logs["plain"]) == 3
    assert without_seconds(logs["recomputed"]) == without_seconds(logs["plain"])
    losses = [[float(row[4]) for row in logs[name][1:]] for name in ("plain", "half")]
    assert losses[0] == pytest.approx(losses[1], rel=0.02)
    assert losses[0] != losses[1]


@pytest.mark.slow
def test_guiding_teaches_the_attention_that_is_kept(
    run: Run, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def align(pairs: list[tuple[str, str]]) -> tuple[list[dict[int, int]], list[dict[int, int]]]:
        return [{0: 0, 1: 0, 2: 0} for _ in pairs], [{0: 1} for _ in pairs]

    seen: dict[float, list[float]] = {}
    step = finetune.Run._step

    def watch(self: Any, group: Any) -> None:
        step(self, group)
        examples, _ = group[-1]
        guide = train.collate(examples, 0)[2].float()
        seen.setdefault(self.args.guide, []).append(
            float((guide * self.adapted.attention.kept.detach()).sum() / guide.sum())
        )

    monkeypatch.setattr(train, "align", align)
    monkeypatch.setattr(finetune, "export", lambda *_: None)  # large, and not looked at
    monkeypatch.setattr(finetune.Run, "_step", watch)
    for guide in ("5", "0.001"):
        assert run(guide, "--steps", "8", "--held-out", "0", "--guide", guide, "--switch", "0")[0] == 0
    assert sum(seen[5][-3:]) > sum(seen[0.001][-3:]) + 0.15, seen


class Recorder:
    """An engine that says nothing of use and remembers what it was asked."""

    def __init__(self) -> None:
        self.signature, self.asked = "recorder", list[str]()

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        self.asked += [request.text for request in requests]
        return [[Hypothesis("so", -1.0)] for _ in requests]

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        return [-1.0] * len(pairs)


def test_titles_are_written_into_a_source_as_the_ladder_writes_them() -> None:
    termbase = default_termbase()
    kazakh = "Қала әкімінің орынбасары кеше Елбасының сөзін тыңдады."
    english = "The deputy akim of the city yesterday listened to the speech of Elbasy."
    for source, target, text, other in (("kk", "en", kazakh, english), ("en", "kk", english, kazakh)):
        written = data.Inliner(termbase, source).write(text, other)
        engine = Recorder()
        Translator(engine, termbase, source, target).translate(text)  # type: ignore[arg-type]
        assert set(written[: 2 if source == "kk" else 1]) <= set(engine.asked), "with the ending, and without it"
        assert text not in written
    assert "Elbasy-ның" in data.Inliner(termbase, "kk").write(kazakh, english)[0]
    without = data.Inliner(termbase, "kk").write(kazakh, english.replace("Elbasy", "the leader"))
    assert all("Elbasy" not in text for text in without), "the target has no such rendering to copy"
    assert data.Inliner(termbase, "kk").write("Күн жылы.", "It is warm.") == []


def test_what_is_held_out_is_never_trained_on() -> None:
    doubled = [*PAIRS, *((kazakh, f"Indeed, {english}") for kazakh, english in PAIRS)]
    groups, held = data.hold_out({"news": doubled}, 6)
    assert len(held) == 6
    assert not {side for pair in held for side in pair} & {side for pair in groups["news"] for side in pair}
    assert set(data.hold_out({"a": doubled[::-1]}, 6)[1]) == set(held)


def test_cleaning_leaves_out_other_years_and_boilerplate() -> None:
    pairs = [("2018 жылы ашылды", "opened in 2018"), ("2018 жылы ашылды", "opened in 2016")]
    same = [(f"Толығырақ оқу {number}", "Read more") for number in range(9)]
    assert data.clean({"a": pairs, "b": [*pairs, *same]}) == {"a": pairs[:1], "b": same[: data.ALIKE]}


def test_a_weight_says_how_often_a_pair_is_seen(checkpoint: Path) -> None:
    pairs = [train.Pair(name, (["сөз"], ["word"]), ({}, {})) for name in ("a", "b") for _ in range(200)]
    samples = [data.Sample(pair, ((), ())) for pair in pairs]
    course = data.Course(samples, data.Pieces(checkpoint), {"b": 1.5}, 100, 1, 0.5, 0.0, 1)
    seen = Counter(samples[number].pair.kind for number in course._order(0))
    assert seen["a"] == 200
    assert 270 < seen["b"] < 330
    assert course._order(0) != course._order(1)


def test_a_walk_goes_on_in_the_middle(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "SECTION", 20)
    pairs = [train.Pair("news", (kazakh.split(), english.split()), ({}, {})) for kazakh, english in PAIRS]
    samples = data.write_titles(pairs, default_termbase())
    course = data.Course(samples, data.Pieces(checkpoint), {}, 150, 2, 0.5, 0.0, 1)
    whole = list(itertools.islice(course.walk(data.Place()), 30))
    assert whole[-1][1].epoch > 0, "or nothing is seen of the way to the next epoch"
    for start in range(29):
        assert next(course.walk(whole[start][1])) == whole[start + 1]
    sources = {course.vocabulary.decode(one.source[1:]) for group, _ in whole for batch, _ in group for one in batch}
    assert any(text.startswith("Akim of the city ") and text.endswith(" барды.") for text in sources)
    assert all(sources & set(side) for side in zip(*PAIRS, strict=True)), "both directions, as they are, too"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("data", "there is no such folder of data"),
        ("checkpoint", "there is no such folder of a checkpoint"),
        ("architecture", "its architecture is bart"),
        ("line", "these are not: bad.tsv:2, bad.tsv:4"),
        ("weight", "has no other.tsv"),
        ("out", "choose another --out"),
        ("peft", "pip install 'audarma[train]'"),
        ("weights", "a file in"),
        ("eflomal", "--phrases and --guide need eflomal"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    wrong: str, said: str, run: Run, checkpoint: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    more, other = [], tmp_path / "other"
    if wrong in ("architecture", "weights"):
        shutil.copytree(checkpoint, other)
        os.truncate(other / "model.safetensors", 5_000_000)
    if wrong == "architecture":
        (other / "config.json").write_text('{"model_type": "bart"}')
    elif wrong == "line":
        (tmp_path / "data" / "bad.tsv").write_text("бір\tone\nекі two\nүш\tthree\n\n", "utf-8")
    elif wrong == "out":
        (tmp_path / "a" / "out").mkdir(parents=True)
    elif wrong in ("peft", "eflomal"):
        monkeypatch.setitem(sys.modules, wrong, None)
        more = ["--phrases", "1"]
    else:
        more = {"data": ["--data", "nowhere"], "weight": ["--weight", "other=2"]}.get(wrong, [])
    start = other if wrong in ("architecture", "weights", "checkpoint") else checkpoint
    assert run("a", *more, checkpoint=start)[0] == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("finetune: ")
    assert said in line


@pytest.mark.slow
def test_a_run_is_not_mixed_with_another(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a", "--steps", "1", "--held-out", "0")[0] == 0
    write_pairs(tmp_path / "data", PAIRS[:-1])
    assert run("a", "--steps", "2", "--held-out", "0", "--rank", "8")[0] == 2
    assert "has a run with other rank, data: use another --work" in capsys.readouterr().err


@pytest.mark.parametrize("weight", ["news", "=2", "news=-1", "news=inf", "news=much"])
def test_a_weight_is_a_name_and_a_number(weight: str, run: Run) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("a", "--weight", weight)
