"""A translator brings a DeepL glossary, a TBX of a CAT tool and a workbook of a press office, and gets each back."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from glossary.storage import load
from ui.cli import audarma, guard_errors

DEEPL = "жастар кеңесі,youth council\nқала алаңы,city square\n"
TBX = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>CAT tool</p></sourceDesc></fileDesc>
</martifHeader><text><body>
<termEntry id="c7"><langSet xml:lang="kk-KZ"><tig><term>өңірлік кітапхана</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="en-GB"><tig><term>regional library</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>oblast library</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deepl.csv").write_text(DEEPL, "utf-8")
    (tmp_path / "cat.tbx").write_text(TBX, "utf-8")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    terms = ["№", "Қазақша", "Ағылшынша"], [1, "қаланың бас сәулетшісі", "chief city architect"]
    for row in (["Баспасөз қызметі"], [], *terms):
        sheet.append(row)
    book.save(tmp_path / "press.xlsx")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command and returns its exit code, its output and its messages."""

    def call(*words: str) -> tuple[int, str, str]:
        code = guard_errors(lambda: audarma.main(list(words), "audarma", standalone_mode=False))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


NAMES = ("deepl.csv", "cat.tbx", "press.xlsx")
TEXT = "Кеше жастар кеңесінің мүшелері мен қаланың бас сәулетшісі өңірлік кітапханада кездесті.\n"


def test_all_three_are_used_at_once(folder: Path, run: Run) -> None:
    layers = [part for name in NAMES for part in ("--termbase", str(folder / name))]
    (folder / "text.txt").write_text(TEXT, "utf-8")
    code, _, errors = run("translate", str(folder / "text.txt"), *layers)
    assert code == 0, errors
    assert "3 titles found" in errors
    code, output, _ = run("terms", "match", TEXT, *layers)
    assert code == 0
    for rendering in ("youth council", "chief city architect", "regional library"):
        assert rendering in output


@pytest.mark.parametrize(
    ("name", "form"), [("deepl.csv", "deepl"), ("cat.tbx", "tbx-2008"), ("press.xlsx", "xlsx"), ("cat.tbx", "tmx")]
)
def test_each_comes_back(folder: Path, run: Run, name: str, form: str) -> None:
    back = folder / f"back-{form}{Path(name).suffix if form != 'tmx' else '.tmx'}"
    code, _, errors = run("terms", "convert", str(folder / name), str(back), "--to", form, "--strict")
    if name == "press.xlsx":  # the numbers in front of the rows have no place in a termbase, and that is said
        assert (code, "column №" in errors) == (1, True)
        code, _, errors = run("terms", "convert", str(folder / name), str(back), "--to", form)
    assert code == 0, errors
    assert load(back, name="x") == load(folder / name, name="x")
    if form == "deepl":
        assert back.read_text("utf-8") == DEEPL
