"""What axe finds on the pages, and whether they can be used by keyboard alone."""

import importlib.util
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.ui.web.browsing import find, wait
from tests.ui.web.test_translation_page import LIBRARY, press, write_text
from ui.messages import say

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core: the file that AUDARMA_AXE names, else that of the package axe-core-python."""
    named = os.environ.get("AUDARMA_AXE")
    package = importlib.util.find_spec("axe_core_python")
    if not named and not (package and package.origin):
        pytest.skip("axe-core is not there: pip install axe-core-python, or name axe.min.js in AUDARMA_AXE")
    path = Path(named) if named else Path(str(package and package.origin)).with_name("axe.min.js")
    return path.read_text("utf-8")


def find_barriers(page: Any, axe: str) -> list[str]:
    """Return what axe finds that is serious or critical."""
    page.set_script_timeout(60)
    moving = "return document.getAnimations().filter((one) => one instanceof CSSTransition).length"
    wait(lambda: page.execute_script(moving) == 0)  # colours in between are none
    page.execute_script(axe)
    found = page.execute_async_script("axe.run(document).then((all) => arguments[0](all.violations))")
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def has_been_chosen(tab: Any) -> bool:
    return str(tab.get_attribute("aria-selected")) == "true"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_barrier(width: int, dark: bool, open_page: Open, axe: str) -> None:
    page = open_page("kk" if dark else "en", width=width, dark=dark)
    wait(lambda: find(page, "#au-text textarea"))
    assert find_barriers(page, axe) == []
    write_text(page, LIBRARY.read_text("utf-8"))
    press(page, "#au-run")
    wait(lambda: find(page, ".au-link"))
    page.find_elements("css selector", ".au-title")[2].click()
    wait(lambda: find(page, "#au-card"))
    assert find_barriers(page, axe) == []
    for tab in page.find_elements("css selector", "[role=tab]")[1:]:
        tab.click()
        wait(partial(has_been_chosen, tab))
        assert find_barriers(page, axe) == []


def test_axe_would_find_a_barrier(open_page: Open, axe: str) -> None:
    page = open_page()
    wait(lambda: find(page, "#au-text textarea"))
    page.execute_script("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')")
    assert [one for one in find_barriers(page, axe) if one.startswith("button-name")]


def test_keyboard_is_enough(open_page: Open) -> None:
    page = open_page("kk")
    write_text(page, "Елбасы Астанаға келді.")
    seen: set[str] = set()
    keys = page.switch_to
    for _ in range(40):
        keys.active_element.send_keys("\ue004")  # Tab
        seen.add(page.execute_script("const e = document.activeElement; return e.id || e.className || e.tagName"))
        if "au-run" in seen and page.switch_to.active_element.get_attribute("id") == "au-run":
            break
    assert page.switch_to.active_element.get_attribute("id") == "au-run", seen
    page.switch_to.active_element.send_keys("\ue007")  # Enter
    title = wait(lambda: find(page, ".au-title"))
    wait(lambda: find(page, ".au-link"))
    page.execute_script("document.querySelector('.au-link:last-of-type').focus()")
    page.switch_to.active_element.send_keys("\ue004")
    assert page.switch_to.active_element.get_attribute("data-pair") == title.get_attribute("data-pair")
    assert find(page, "#au-card")


def test_page_keeps_its_language(open_page: Open) -> None:
    page = open_page("kk")
    wait(lambda: find(page, "#au-text textarea"))
    write_text(page, "Елбасы келді.")
    assert page.execute_script("return document.documentElement.lang") == "kk"
    assert page.find_element("css selector", "#au-document button").get_attribute("aria-label") == say("kk")("drop")
    press(page, ".au-language")
    wait(lambda: "/en/" in page.current_url)
    wait(lambda: page.execute_script("return document.documentElement.lang") == "en")
