"""The table of messages: both languages say the same, and nothing that is said stands outside it."""

import ast
import re
import string
from pathlib import Path

import pytest

from glossary.check import Violation
from ui.messages import MESSAGES, check, model, page, say, termbase, translation
from ui.web.finding_words import PATTERNS, describe_finding

UI = Path(__file__).parents[3] / "ui"
MODULES = sorted((UI / "web").glob("*.py"))
SHOWN = {"label", "placeholder", "info", "title", "value", "aria_label", "show_label", "headers"}
"""Arguments of components that a visitor reads."""


def find_fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    kazakh, english = MESSAGES[key]
    assert kazakh.strip()
    assert english.strip()
    assert find_fields(kazakh) == find_fields(english)


def test_no_key_is_in_two_tables() -> None:
    tables = [page.MESSAGES, translation.MESSAGES, termbase.MESSAGES, check.MESSAGES, model.MESSAGES]
    assert sum(map(len, tables)) == len(MESSAGES)


def find_constants(path: Path) -> list[tuple[ast.AST, str]]:
    """Return the texts of a module that are no docstrings, each with what it stands in."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        (parent, node.value)
        for parent in ast.walk(tree)
        if not isinstance(parent, ast.Expr)
        for node in ast.iter_child_nodes(parent)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def is_shown(parent: ast.AST, text: str) -> bool:
    """Tell whether a text is an argument of a component that a visitor reads."""
    if isinstance(parent, ast.keyword):
        return parent.arg in SHOWN
    if not (isinstance(parent, ast.Call) and ast.unparse(parent.func).startswith("gr.") and parent.args):
        return False
    return isinstance(parent.args[0], ast.Constant) and parent.args[0].value == text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_nothing_that_is_said_stands_outside_the_table(path: Path) -> None:
    constants = find_constants(path)
    allowed = {"Елбасы келді."}  # the desk translates it to make ready
    assert not [text for _, text in constants if re.search("[а-яәғқңөұүһі]", text.lower()) and text not in allowed]
    said = [
        text
        for parent, text in constants
        if re.search(r"[^\W\d_]{2}", text) and text not in ("kk", "en") and is_shown(parent, text)
    ]
    assert not said


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_key_that_is_used_is_there(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        first = call.args[0] if call.args else None
        if name in ("say", "tell") and isinstance(first, ast.Constant) and first.value not in ("kk", "en"):
            assert first.value in MESSAGES


def test_script_has_no_words_of_its_own() -> None:
    script = (UI / "web" / "script.js").read_text("utf-8")
    literals = re.findall(r'"([^"\n]*)"', re.sub(r"//.*", "", script))
    assert not [text for text in literals if re.search(r"[A-Za-zА-я]{2,} [A-Za-zА-я]{2,} ", text) and "[" not in text]


@pytest.mark.parametrize(("key", "pattern"), PATTERNS)
def test_findings_have_their_messages(key: str, pattern: str) -> None:
    assert len(find_fields(MESSAGES[key][0])) <= re.compile(pattern).groups


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Violation("missing", f"{'Елбасының'!r} should be {'Elbasy'!r}"), "«Елбасының» орнында «Elbasy» болуы керек"),
        (Violation("name", f"{chr(39)!r} is not in the source"), "бастапқы мәтінде «'» жоқ"),
        (Violation("number", f"{'3'!r} became {'4'!r}"), "«3» орнына «4» жазылған"),
    ],
)
def test_finding_is_said_in_kazakh(found: Violation, expected: str) -> None:
    assert describe_finding(found.message, say("kk")) == expected
