"""`audarma terms suggest`, as a command: what it writes can be read again, and what is wrong is one line."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.storage import load
from ui.cli import audarma, guard_errors

CASES = Path(__file__).parent.parent / "cases" / "harvest"
KAZAKH, ENGLISH = CASES / "school.kk.txt", CASES / "school.en.txt"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    """Return a function that runs a command of `terms` and returns its exit code, output and messages."""

    def run(*arguments: object) -> tuple[int, str, str]:
        words = ["terms", *map(str, arguments)]
        code = guard_errors(lambda: audarma.main(words, "audarma", standalone_mode=False))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def test_what_is_proposed_is_a_termbase_that_lints(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "own.tsv"
    code, written, said = call("suggest", KAZAKH, ENGLISH, "--out", out, "--model", "none", "--no-default-termbase")
    assert (code, written) == (0, "")
    assert "pairs proposed" in said
    assert {term.status for term in load(out).terms()} == {"unverified"}
    assert call("lint", out, "--no-default-termbase")[0] == 0
    text = "Мұрағат комитетінің есебі"
    code, matched, _ = call("match", text, "--termbase", out, "--no-default-termbase")
    assert (code, "archives-committee" in matched) == (0, True)
    code, _, said = call("suggest", KAZAKH, ENGLISH, "--termbase", out, "--model", "none", "--no-default-termbase")
    assert (code, said.startswith("0 pairs")) == (0, True)


def test_json_lines_are_the_surest_first(call: Call) -> None:
    code, written, _ = call("suggest", KAZAKH, ENGLISH, "--json", "--model", "none", "--min-score", "0.9")
    rows = [json.loads(line) for line in written.splitlines()]
    assert code == 0
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert all(row["score"] >= 0.9 and row["kazakh"] and row["english"] and row["why"] for row in rows)


def test_the_embedded_model_is_quick_enough(call: Call) -> None:
    begun = time.perf_counter()
    code, written, _ = call("suggest", KAZAKH, ENGLISH, "--no-default-termbase")
    assert code == 0
    assert "engine" in written
    assert time.perf_counter() - begun < 20


def test_no_engine_is_loaded_where_none_is_asked() -> None:
    program = (
        "import sys; from ui.suggest_command import Options, run; from pathlib import Path; "
        f"run(Options(Path({str(KAZAKH)!r}), Path({str(ENGLISH)!r}), model='none', alone=True)); "
        "sys.exit('ctranslate2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, cwd=CASES.parents[2])
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "name", ["empty", "blank", "binary", "latin1", "zeros", "missing", "swapped", "twice", "copied", "folder"]
)
def test_bad_input_is_one_line(name: str, call: Call, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    contents = {
        "empty": b"", "blank": b"\xef\xbb\xbf \n", "binary": bytes(range(256)), "latin1": b"caf\xe9 " * 9,
        "zeros": b"text\0text", "copied": KAZAKH.read_bytes(),
    }  # fmt: skip
    if name in contents:
        bad.write_bytes(contents[name])
    texts = {"swapped": (ENGLISH, KAZAKH), "twice": (KAZAKH, KAZAKH), "folder": (KAZAKH, tmp_path)}
    out = tmp_path / "out.tsv"
    code, written, said = call("suggest", *texts.get(name, (KAZAKH, bad)), "--out", out, "--model", "none")
    assert code == 2
    assert written == ""
    assert said.count("\n") == 1
    assert said.startswith("audarma: ")
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments", [("--min-score", "2"), ("--min-score", "nan"), ("--model", "nowhere"), ("--termbase", "nowhere.tsv")]
)
def test_options_that_cannot_be_meant(arguments: tuple[str, str], call: Call) -> None:
    code, written, said = call("suggest", KAZAKH, ENGLISH, *arguments)
    assert (code, written, said.count("\n")) == (2, "", 1)


def test_an_input_is_not_overwritten(call: Call, tmp_path: Path) -> None:
    own = tmp_path / "kk.txt"
    own.write_bytes(KAZAKH.read_bytes())
    assert call("suggest", own, ENGLISH, "--out", own)[0] == 2
    assert own.read_bytes() == KAZAKH.read_bytes()


def test_a_text_much_longer_than_the_other_gets_a_note(call: Call, tmp_path: Path) -> None:
    part = tmp_path / "en.txt"
    part.write_text("\n".join(ENGLISH.read_text("utf-8").splitlines()[:3]), "utf-8")
    code, _, said = call("suggest", KAZAKH, part, "--model", "none", "--no-default-termbase")
    assert code == 0
    assert "times as long" in said
