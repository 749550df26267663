"""`audarma terms convert` and `export`: every format, what is lost, and what is left as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.storage import FORMATS, load
from tests.ui.test_cli import run as run_process
from ui.cli import audarma, guard_errors

Call = Callable[..., tuple[int, str]]

OWN = """concept\tlanguage\tterm\tstatus\tgrammar\tfrom\tnote
press-service\tkk\tбаспасөз қызметі\tpreferred\tpossessed\t2010\tбір
press-service\ten\tpress service\tpreferred
press-service\ten\tpress office\tforbidden
court\tkk\tсот\tunverified
court\ten\tcourt\tunverified
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.tsv"
    file.write_text(OWN, "utf-8")
    return file


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs the command and returns its exit code and its messages."""

    def run(*arguments: object) -> tuple[int, str]:
        words = ["terms", *map(str, arguments)]
        code = guard_errors(lambda: audarma.main(words, "audarma", standalone_mode=False))
        return code, capsys.readouterr().err

    return run


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_there_and_back(form: str, call: Call, own: Path, tmp_path: Path) -> None:
    there, back = tmp_path / f"there{FORMATS[form].suffix}", tmp_path / "back.tsv"
    code, said = call("convert", own, there, "--to", form)
    assert code == 0
    assert ("not held" in said) == (not FORMATS[form].lossless)
    assert call("convert", there, back)[0] == 0
    same = call("diff", own, back)[0] == 0
    assert same == FORMATS[form].lossless
    assert "сот" in {term.text for term in load(back).terms()}


def test_the_format_follows_the_name(call: Call, own: Path, tmp_path: Path) -> None:
    for suffix in (".tbx", ".tmx", ".xlsx", ".csv", ".tsv"):
        out = tmp_path / f"out{suffix}"
        assert call("convert", own, out)[0] == 0
        assert call("diff", own, out)[0] == 0


def test_strict_writes_nothing_where_something_is_lost(call: Call, own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old", "utf-8")
    code, said = call("convert", own, out, "--to", "deepl", "--strict")
    assert code == 1
    assert "press office" in said
    assert "nothing was written" in said
    assert out.read_text("utf-8") == "old"
    assert call("convert", own, out, "--to", "csv", "--strict")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("own.tsv", "own.tsv"), "is an input"),
        (("own.tsv", "out.doc"), "out.doc"),
        (("own.tsv", "out.tsv", "--to", "word"), "there is only tsv"),
        (("none.tsv", "out.tsv"), "none.tsv"),
        (("own.tsv", "own.tsv/out.tsv"), "own.tsv"),
        (("bad.tsv", "out.tsv"), "line 2"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_writes_nothing(
    arguments: tuple[str, ...], said: str, call: Call, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.parent)
    Path("bad.tsv").write_text("concept\tlanguage\tterm\nakim\txx\tәкім\n", "utf-8")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    code, message = call("convert", *arguments)
    assert code == 2
    assert said in message
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_export_has_all_layers(call: Call, own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.tsv"
    assert call("export", out, "--termbase", own)[0] == 0
    base = load(out)
    assert base["press-service"].terms[0].note == "бір"
    assert "ministry-of-finance" in base.concepts
    assert call("export", out, "--termbase", own, "--no-default-termbase", "--status", "unverified")[0] == 0
    assert [term.text for term in load(out).terms()] == ["сот", "court"]
    assert call("export", own, "--termbase", own)[0] == 2
    assert own.read_text("utf-8") == OWN


def test_export_goes_to_standard_output_as_tsv(own: Path, tmp_path: Path) -> None:
    done = run_process("terms", "export", "--termbase", own, "--no-default-termbase")
    assert done.returncode == 0, done.stderr.decode()
    (tmp_path / "out.tsv").write_bytes(done.stdout)
    assert list(load(tmp_path / "out.tsv").terms()) == list(load(own).terms())
    done = run_process("terms", "convert", own, "-", "--to", "tbx")
    assert b"<tbx" in done.stdout
    assert done.stderr == b""


def test_three_termbases_at_once_and_each_back(call: Call, tmp_path: Path) -> None:
    """A DeepL glossary, a TBX from a CAT tool and an XLSX from a press office are used together."""
    rows = {"deepl.csv": ("сот", "court"), "cat.tbx": ("алқа", "board"), "press.xlsx": ("бөлім", "section")}
    options: list[object] = []
    for name, (kazakh, english) in rows.items():
        (tmp_path / "pair.tsv").write_text(f"{kazakh}\t{english}\n", "utf-8")
        form = ("--to", "deepl") if name == "deepl.csv" else ()
        assert call("convert", tmp_path / "pair.tsv", tmp_path / name, *form)[0] == 0
        options += ["--termbase", tmp_path / name]
    assert call("export", tmp_path / "all.tsv", *options, "--no-default-termbase")[0] == 0
    assert [term.text for term in load(tmp_path / "all.tsv").terms() if term.language == "en"] == [
        "section", "board", "court"
    ]  # fmt: skip
    assert call("lint", *(tmp_path / name for name in rows), "--no-default-termbase")[0] == 0
