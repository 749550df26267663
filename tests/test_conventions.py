"""The conventions that neither ruff nor mypy can hold the tree to."""

import ast
import importlib
import re
import subprocess
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("glossary", "translate", "ui")
LONGEST = 300
WEIGHTS_LIMIT = 40_000_000  # bytes; what a clone and an installation can be asked to carry
VAGUE = {"base", "common", "helper", "helpers", "misc", "util", "utils"}
SKIPPED_FOLDERS = {"__pycache__", "build", "dist"}

# Written in pieces, so that this file does not have what it looks for.
OUT_OF_PLACE = re.compile(
    r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+)" + r"/"
    r"|(?:pypi|pythonhosted|test\.pypi)" + r"\.org"
    r"|registry\." + r"(?:npmjs|yarnpkg)|crates" + r"\.io|proxy\." + r"golang"
)


def project_files() -> list[Path]:
    """Return the files that belong to the project, as paths from its root: tracked ones, and new ones not ignored."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
        names = sorted(Path(name) for name in listed.split("\0") if name)
    except (OSError, subprocess.CalledProcessError):  # not a clone
        names = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [path for path in names if not any(is_litter(part) for part in path.parts)]
    return [path for path in names if (ROOT / path).is_file()]


def is_litter(part: str) -> bool:
    return part in SKIPPED_FOLDERS or (part.startswith(".") and part not in (".ci", ".gitignore"))


FILES = project_files()
MODULES = [path for path in FILES if path.suffix == ".py"]
INITS = [path for path in MODULES if path.parts[0] in PACKAGES and path.name == "__init__.py"]


def read_module(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def exported_names(tree: ast.Module) -> list[str] | None:
    """Return `__all__` of a module, None where it has none; ValueError where it is not a plain list or tuple."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return None


@pytest.mark.parametrize("path", INITS, ids=str)
def test_init_only_gathers_names(path: Path) -> None:
    """Imports, `__all__`, `__version__`, and functions of the module protocol that import late; no other code."""
    odd: list[str] = []
    for node in read_module(path).body:
        if isinstance(node, ast.FunctionDef) and node.name in ("__getattr__", "__dir__"):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            odd += [ast.unparse(inner) for inner in node.body if not isinstance(inner, ast.ImportFrom)]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__all__", "__version__"):
            continue
        elif not isinstance(node, ast.Import | ast.ImportFrom) and not is_docstring(node):
            odd.append(ast.unparse(node).partition("\n")[0])
    assert not odd, f"{path} is for imports and __all__; a module is the place for: {odd}"


@pytest.mark.parametrize("path", INITS, ids=str)
def test_init_says_what_is_public(path: Path) -> None:
    """One that imports or computes names lists them (ruff sorts the list); an empty one has none to list."""
    tree = read_module(path)
    names = exported_names(tree)
    if names is None:
        assert all(is_docstring(node) for node in tree.body), f"{path} has names but no __all__"
        return
    assert len(set(names)) == len(names)
    package = importlib.import_module(".".join(path.parent.parts))
    assert not [name for name in names if not hasattr(package, name)]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_module_has_a_telling_name(path: Path) -> None:
    assert not VAGUE & set(path.with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_module_is_short_or_says_why_not(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
    if lines > LONGEST:
        reason = f"Longer than {LONGEST} lines because "
        assert reason in (ast.get_docstring(read_module(path)) or ""), f"{path} has {lines} lines"


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] in PACKAGES], ids=str)
def test_only_the_edge_prints(path: Path) -> None:
    if path.parts[0] == "ui":
        return
    calls = [node for node in ast.walk(read_module(path)) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_file_names_no_machine(path: Path) -> None:
    """No absolute path of somebody's machine and no host of a package registry in any text file."""
    try:
        text = (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return  # weights
    assert not [found.group() for found in OUT_OF_PLACE.finditer(text)]


def test_packages_are_marked_as_typed() -> None:
    assert [package for package in PACKAGES if Path(package, "py.typed") not in FILES] == []


def test_weights_are_small_enough_to_ship() -> None:
    embedded = ROOT / "translate" / "embedded"
    assert sum(path.stat().st_size for path in embedded.rglob("*") if path.is_file()) < WEIGHTS_LIMIT


def test_run_knows_every_command() -> None:
    """`scripts/run` hands commands on and takes anything else for a file, so it lists the commands."""
    script = (ROOT / "scripts" / "run").read_text(encoding="utf-8")
    listed = re.search(r"^ *(translate \|[^)]*)\) ;;$", script, flags=re.MULTILINE)
    assert listed
    groups = [value for value in vars(importlib.import_module("ui.cli")).values() if isinstance(value, click.Group)]
    top = max(groups, key=lambda group: "translate" in group.commands)
    names = {name for name in listed.group(1).split(" | ") if not name.startswith("-")}
    assert set(top.commands) == names
