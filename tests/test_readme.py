"""The README says what the commands print and what was measured."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_figures_are_those_of_the_results() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "readme.py"), "--check"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()


PAGES = (
    "README.md",
    "glossary/README.md",
    "translate/embedded/README.md",
    "translate/formats/README.md",
    "ui/api/README.md",
)
LINKS = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8"))]


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_links_lead_somewhere(page: str, link: str) -> None:
    assert (ROOT / page).parent.joinpath(link).exists()


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "Elbasy verified" in capsys.readouterr().out


def test_the_termbase_example_loads(tmp_path: Path) -> None:
    from glossary.storage import load_termbase

    (table,) = re.findall(r"```tsv\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "mine.tsv").write_text(table, "utf-8")
    assert len(load_termbase(tmp_path / "mine.tsv")) == 1
