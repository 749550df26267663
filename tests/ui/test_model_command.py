"""`audarma model`: what its commands print, and their exit codes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checkpoints import make_checkpoint
from translate.store import EMBEDDED
from ui.cli import audarma, guard_errors

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDARMA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def call(store: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs the command and returns its exit code, its output and its messages."""

    def run(*arguments: object) -> tuple[int, str, str]:
        words = ["model", *map(str, arguments)]
        code = guard_errors(lambda: audarma.main(words, "audarma", standalone_mode=False))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_list_shows_what_there_is_and_what_can_be_had(call: Call) -> None:
    code, out, err = call("list")
    assert (code, err) == (0, "")
    rows = [line[2:].split() for line in out.splitlines()]
    assert [row[:2] for row in rows] == [
        ["nllb-3.3b", "available"],
        ["nllb-1.3b", "available"],
        ["nllb-600m", "available"],
        ["embedded", "ships"],
    ]
    assert "not for commercial use" in out.splitlines()[0]
    assert [line[0] for line in out.splitlines()] == [" ", " ", " ", "*"]


def test_list_marks_the_one_that_is_used(call: Call, store: Path) -> None:
    call("add", EMBEDDED, "--name", "mine")
    call("add", EMBEDDED, "--name", "small")
    (store / "small").replace(store / "nllb-600m")
    (store / "mine" / "model.bin").unlink()
    (store / ".adding" / "nllb-1.3b" / "download").mkdir(parents=True)
    (store / ".adding" / "nllb-1.3b" / "download" / "x.part").write_bytes(b"x" * 5000)
    code, out, _ = call("list", "--json")
    assert code == 0
    states = {row["name"]: (row["state"], row["auto"]) for row in json.loads(out)}
    assert states == {
        "nllb-600m": ("added", True),
        "mine": ("damaged", False),
        "nllb-1.3b": ("interrupted", False),
        "nllb-3.3b": ("available", False),
        "embedded": ("ships", False),
    }


def test_a_checkpoint_is_added_shown_verified_used_and_removed(call: Call, store: Path, tmp_path: Path) -> None:
    pytest.importorskip("transformers", exc_type=ImportError)
    folder = make_checkpoint(tmp_path / "made-up", width=32, layers=1)
    code, out, err = call("add", folder)
    assert (code, out) == (0, "")
    assert "CC-BY-NC-4.0 (not for commercial use)" in err
    assert "made-up is ready" in err
    code, out, _ = call("info", "made-up")
    assert code == 0
    assert f"source: {folder}\n" in out
    assert "tokens: 904\n" in out
    assert "license: CC-BY-NC-4.0 (not for commercial use)\n" in out
    code, out, _ = call("info", "made-up", "--json")
    assert json.loads(out)["files"]["model.bin"]["size"] > 100_000
    code, out, err = call("verify")
    assert (code, err) == (0, "")
    assert "made-up: whole\n" in out
    assert "embedded: whole\n" in out
    assert out.count("→") == 12
    program = "from translate import load_translator; print(load_translator(model='made-up').signature)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert "model made-up " in done.stdout
    code, out, err = call("remove", "made-up")
    assert (code, out) == (0, "")
    assert "made-up is removed" in err
    assert call("info", "made-up")[0] == 2


def test_added_twice_is_said(call: Call) -> None:
    assert call("add", EMBEDDED, "--name", "mine")[0] == 0
    code, _, err = call("add", EMBEDDED, "--name", "mine")
    assert code == 0
    assert err.startswith("mine was there already")


def test_quiet_says_nothing_but_the_result(call: Call) -> None:
    _, out, err = call("add", EMBEDDED, "--name", "mine", "--quiet")
    assert out == ""
    assert err.count("\n") == 1


def test_verify_exits_with_1_where_a_model_is_damaged(call: Call, store: Path) -> None:
    call("add", EMBEDDED, "--name", "mine")
    path = store / "mine" / "model.bin"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    code, out, err = call("verify", "mine")
    assert code == 1
    assert out == "mine: model.bin has another checksum\n"
    assert "audarma model add --again NAME" in err
    path.unlink()
    code, out, _ = call("verify")
    assert code == 1
    assert "mine: model.bin is missing\n" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "nonsense"), "known are nllb-600m, nllb-1.3b, nllb-3.3b"),
        (("add", "embedded"), "cannot be added"),
        (("add", "."), "is no NLLB checkpoint"),
        (("add", ".", "--revision", "x"), "has no revisions"),
        (("add", "a/b", "--name", "../x"), "--name"),
        (("info", "nllb-600m"), "audarma model add nllb-600m"),
        (("verify", "nonsense"), "not known"),
        (("remove", "embedded"), "cannot be removed"),
        (("remove", "nllb-600m"), "has not been added"),
        (("remove",), "NAME"),
        (("add",), "NAME|ID|FOLDER"),
    ],
    ids=str,
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], said: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert err.count("\n") == 1


def test_translating_says_how_to_get_a_better_model_until_there_is_one(
    call: Call, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Елбасы келді.\n", "utf-8")

    def translate() -> str:
        code = guard_errors(lambda: audarma.main(["translate", str(text)], "audarma", standalone_mode=False))
        assert code == 0
        return capsys.readouterr().err

    assert "audarma model add nllb-600m" in translate()
    call("add", EMBEDDED, "--name", "small")
    (store / "small").replace(store / "nllb-600m")
    assert "audarma model add" not in translate()


@pytest.mark.slow
def test_tuning_is_kept_shown_and_forgotten(
    call: Call, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.tuning.SECONDS", 0.01)
    monkeypatch.setattr("translate.tuning.ROUNDS", 1)
    text = tmp_path / "text.txt"
    text.write_text("Жаңа мектеп ашылды. Әкім келді.\n", "utf-8")
    code, out, err = call("tune", "embedded", "--text", text, "--beam", "2")
    assert code == 0
    assert out.startswith("embedded from now on: beam 2, ")
    assert "sentences/s" in err
    assert "tuned: beam 2" in call("info", "embedded")[1]
    assert json.loads(call("info", "embedded", "--json")[1])["tuned"]["beam"] == 2
    assert "the default again" in call("tune", "--undo", "embedded", "--quiet")[2]
    assert "tuned" not in call("info", "embedded")[1]
    text.write_text("\n", "utf-8")
    assert "has no sentences" in call("tune", "embedded", "--text", text)[2]
    text.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in call("tune", "embedded", "--text", text)[2]
