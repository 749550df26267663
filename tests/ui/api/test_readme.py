"""The page about the API says what the server answers."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ui.api.conftest import Server
from ui.api.keys import read_keys
from ui.serve_command import serve

PAGE = (Path(__file__).parents[3] / "ui" / "api" / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\$ (curl .*)\n(.+)$", PAGE, re.MULTILINE)
ADDRESS = "http://127.0.0.1:5000"


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(("command", "answer"), EXAMPLES)
def test_examples(server: Server, command: str, answer: str, tmp_path: Path) -> None:
    if "report.docx" in command:
        (tmp_path / "report.txt").write_text("Елбасы келді.", "utf-8")
        command, answer = command.replace(".docx", ".txt"), answer.replace(".docx", ".txt")
    done = subprocess.run(
        shlex.split(command.replace(ADDRESS, server.url)), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    expected = re.escape(answer.replace(ADDRESS, server.url)).replace("…", "[0-9a-f]{32}")
    assert re.fullmatch(expected, done.stdout), done.stdout


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 7


def test_the_table_has_the_options_and_their_defaults() -> None:
    listed = dict(re.findall(r"^\| `(--[a-z-]+)` \|[^|]*\| (\d+) \|$", PAGE, re.MULTILINE))
    options = {option.opts[0]: option for option in serve.params}
    limits = set(serve.groups["Limits"])
    assert listed.keys() == limits
    assert {name: str(options[name].default) for name in limits} == listed


def test_the_file_of_keys(tmp_path: Path) -> None:
    (text,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "keys").write_text(text, "utf-8")
    assert len(read_keys(tmp_path / "keys")) == 2
