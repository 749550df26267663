"""What stays with a reader: the focus where a button goes away, the text where the page's language changes."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.web.browsing import find, wait
from tests.ui.web.test_translation_page import press, write_text

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Any]


def test_focus_goes_to_the_button_that_takes_the_place(open_page: Open) -> None:
    page = open_page()
    write_text(page, "Елбасы келді. Қала әкімі сөйледі.")
    press(page, "#au-run")
    wait(lambda: find(page, ".au-link"))
    wait(lambda: page.execute_script("return document.activeElement.id") == "au-edit")
    press(page, "#au-edit")
    wait(lambda: page.execute_script("return document.activeElement.id") == "au-run")


def test_text_goes_to_the_page_in_the_other_language_and_is_kept_nowhere(open_page: Open) -> None:
    page = open_page()
    write_text(page, "Елбасы келді.")
    press(page, ".au-language")
    wait(lambda: page.execute_script("return document.documentElement.lang") == "kk")
    wait(lambda: (area := find(page, "#au-text textarea")) and area.get_attribute("value") == "Елбасы келді.")
    assert page.execute_script("return sessionStorage.length + localStorage.length") == 0
    press(page, "#au-run")
    wait(lambda: find(page, ".au-unit"))
