"""Who may import whom, and what an import may do: `glossary` ← `translate` ← `ui`, and nothing heavy at the start."""

import ast
import graphlib
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("glossary", "translate", "ui")
SOURCES = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

FORBIDDEN = {
    "glossary": ("translate", "ui"),
    "translate": ("ui",),
    "ui": (),
}
ENGINES = ("ctranslate2", "gradio", "huggingface_hub", "numpy", "ray", "sentencepiece", "torch", "transformers")
PARSERS = ("lxml", "openpyxl")
NETWORK = ("aiohttp", "asyncio", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib.request")

# The order inside `glossary`: a part imports from its own and lower numbers only.
LAYERS = {
    "errors": 0,
    "text": 0,
    "cover": 1,
    "kazakh": 1,
    "period": 0,
    "term": 1,
    "timing": 1,
    "dates": 2,
    "heads": 2,
    "english": 2,  # its functions take a Term, whose grammar says which article and plural it has
    "storage": 3,
    "izafet": 3,
    "english_wordings": 3,
    "occurrence": 2,
    "slots": 2,
    "coordination": 3,
    "pieces": 3,
    "wordings": 3,
    "chain": 4,
    "context": 4,
    "english_pieces": 4,
    "match": 5,
    "compose_kazakh": 5,
    "english_chain": 5,
    "literal": 4,
    "check": 6,
    "variants": 3,
    "verification": 7,
    "assembly": 5,
    "ownership": 5,
    "compose": 6,
    "mention": 3,
    "selection": 2,
    "spelling": 2,
    "difference": 2,
    "places": 4,
    "search": 6,
    "lint": 7,
    "addition": 8,
    "place": 6,
    "government": 2,
    "repair": 6,
    "harvest": 7,
}

# What comes with an extra, and so may be missing.
OPTIONAL = (
    "docx",
    "gradio",
    "huggingface_hub",
    "polib",
    "pptx",
    "ray",
    "starlette",
    "torch",
    "transformers",
    "uvicorn",
)

QUICK = ("glossary", "glossary.kazakh", "glossary.storage", "translate", "translate.engines", "ui", "ui.cli")
"""What must import without loading an engine and without reading a file: the packages and the command line."""

WATCHED_IMPORT = """
import json, logging, os, sys
name, root = sys.argv[1:]
sys.path.insert(0, root)
packages = tuple(os.path.join(root, package) + os.sep for package in ("glossary", "translate", "ui"))
opened, asked = [], []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith((".py", ".pyc")):
        opened.append(arguments[0])

def ask(self, key):
    frame = sys._getframe(1)
    while frame.f_code.co_filename.endswith(("os.py", "_collections_abc>", "_collections_abc.py")):
        frame = frame.f_back
    if frame.f_code.co_filename.startswith(packages):
        asked.append(key)
    return original(self, key)

original = type(os.environ).__getitem__
type(os.environ).__getitem__ = ask
sys.addaudithook(watch)
__import__(name)
result = {"modules": sorted(sys.modules), "opened": opened, "asked": asked, "handlers": len(logging.root.handlers)}
print(json.dumps(result))
"""


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(path: Path, late: bool = True) -> Iterator[str]:
    """Yield the dotted names that a file imports anywhere; without `late`, not those inside functions."""
    for node in walk(ast.parse((ROOT / path).read_text(encoding="utf-8")), late):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)  # ruff refuses relative ones


def walk(node: ast.AST, functions: bool) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if functions or not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from walk(child, functions)


def begins_with(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def resolve(name: str, modules: set[str]) -> str | None:
    """Return the module of the project that a dotted name belongs to.

    >>> resolve("glossary.text.Span", {"glossary", "glossary.text"})
    'glossary.text'
    """
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or None


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_packages_import_in_one_direction(path: Path) -> None:
    forbidden = (*FORBIDDEN[path.parts[0]], "scripts", "tests")
    assert not [name for name in imported_names(path) if begins_with(name, forbidden)]


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parts[0] == "glossary"], ids=str)
def test_glossary_knows_no_engine_and_no_network(path: Path) -> None:
    assert not [name for name in imported_names(path) if begins_with(name, ENGINES + NETWORK)]


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parts[0] == "glossary"], ids=str)
def test_parts_of_glossary_import_downwards(path: Path) -> None:
    part = path.with_suffix("").parts[1]
    if part in ("__init__", "data"):
        return
    assert part in LAYERS, f"give glossary/{part} its place in LAYERS"
    used = {name.split(".")[1] for name in imported_names(path) if name.startswith("glossary.")}
    assert used <= LAYERS.keys()
    assert not [name for name in used if LAYERS[name] > LAYERS[part]]


def test_modules_form_no_circle() -> None:
    """While modules are loaded, none may need one that needs it, also not by way of its package's `__init__`."""
    modules = {module_name(path) for path in SOURCES}
    graph: dict[str, set[str]] = {}
    for path in SOURCES:
        name = module_name(path)
        found = {resolve(imported, modules) for imported in imported_names(path, late=False)}
        graph[name] = {other for other in found if other and other != name}
    graphlib.TopologicalSorter(graph).prepare()


def test_nothing_imports_scripts() -> None:
    others = [path.relative_to(ROOT) for folder in ("tests", "scripts") for path in (ROOT / folder).rglob("*.py")]
    assert not [(path, name) for path in others for name in imported_names(path) if begins_with(name, ("scripts",))]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_module_can_be_imported(path: Path) -> None:
    """Only an extra that is not installed may be in the way; anything else that is missing is an error here."""
    try:
        importlib.import_module(module_name(path))
    except ModuleNotFoundError as error:
        if not begins_with(error.name or "", OPTIONAL):
            raise
        pytest.skip(f"{error.name} is not installed")


@pytest.mark.parametrize("name", QUICK)
def test_import_is_quick_and_silent(name: str) -> None:
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", WATCHED_IMPORT, name, str(ROOT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert not [module for module in result["modules"] if begins_with(module, ENGINES + PARSERS)]
    assert result["opened"] == []
    assert result["asked"] == []
    assert result["handlers"] == 0
    assert done.stderr == ""
