"""The distribution: what is in the wheel, and that it works where the project's folder is not."""

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PACKAGES = ("glossary", "translate", "ui")
WEIGHTS = ("config.json", "model.bin", "sentencepiece.bpe.model", "shared_vocabulary.json")


def run(*command: str | Path, folder: Path) -> str:
    """Run a command in a folder, cut off from the project and from the network; return its standard output."""
    blocked = ("PYTHONPATH", "PYTHONHOME")
    environment = {name: value for name, value in os.environ.items() if name not in blocked}
    environment |= {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--wheel-dir", folder, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel; the libraries it needs are those of the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("installed") / "қала with a space"
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=ROOT)
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--quiet", wheel, folder=ROOT.parent)
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip())
    libraries = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    own.joinpath("libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    return folder


def test_wheel_has_every_file_of_the_packages(wheel: Path) -> None:
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == expected
    for needed in ("glossary/data/state.tsv", *(f"{package}/py.typed" for package in PACKAGES)):
        assert needed in names


def test_wheel_has_the_weights(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in WEIGHTS if f"translate/embedded/{name}" not in names] == []


def test_wheel_has_the_license_and_one_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (commands,) = (name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        assert archive.read(commands).decode().split("\n")[:2] == ["[console_scripts]", "audarma = ui.cli:main"]
        assert any(name.endswith("/LICENSE") for name in archive.namelist())


def test_installed_packages_are_those_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = f"import {', '.join(PACKAGES)}; print(*[p.__file__ for p in ({', '.join(PACKAGES)})], sep='\\n')"
    places = run(installed / "bin" / "python", "-c", program, folder=tmp_path).splitlines()
    assert len(places) == len(PACKAGES)
    assert all(Path(place).is_relative_to(installed) for place in places)


def test_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert "0.1.0" in run(installed / "bin" / "audarma", "--version", folder=tmp_path)


def test_installed_command_translates(installed: Path, tmp_path: Path) -> None:
    if not (ROOT / "translate" / "embedded" / "model.bin").is_file():
        pytest.skip("the weights are not there")
    text = tmp_path / "letter.txt"
    text.write_text("Елбасы халыққа сәлем айтты.\n", encoding="utf-8")
    translated = run(installed / "bin" / "audarma", "translate", text, folder=tmp_path)
    assert translated.count("\n") == 1
    assert re.search("[A-Za-z]", translated)
