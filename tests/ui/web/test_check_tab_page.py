"""The tabs that check and that tell of the model, as people use them: in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.web.browsing import find, wait
from tests.ui.web.test_termbase_tab_page import add, choose_tab, open_tab, write
from ui.messages import say

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAY = say("en")
SOURCE = "Қала әкімінің орынбасары 5 мектеп ашты.\nСынақ кеңесінде жиын өтті."
TARGET = "The deputy akim of the city opened 6 schools.\nThe Board of Trials held a meeting."
Open = Callable[..., Any]


def open_check(open_page: Open, language: str = "en", **look: Any) -> Any:
    page = open_tab(open_page, language, **look)
    choose_tab(page, 2)
    wait(lambda: find(page, "#au-check-source textarea"))
    return page


def run(page: Any) -> str:
    """Press the button and return the line of state once there is one that says the end."""
    find(page, "#au-check-run").click()
    wait(lambda: page.find_elements("css selector", ".au-checked, #au-check-state .au-problem"))
    return str(find(page, "#au-check-state").text)


def test_pasted_texts_are_checked_with_the_own_terms(open_page: Open, tmp_path: Path) -> None:
    page = open_tab(open_page)
    add(page, "сынақ кеңесі", "Trial Council")
    choose_tab(page, 2)
    write(page, "#au-check-source", SOURCE)
    write(page, "#au-check-target", TARGET)
    said = run(page)
    assert SAY("check-count", segments=2, findings=2) in said
    assert SAY("check-own") in said
    marks = [one.text for one in page.find_elements("css selector", ".au-checked mark")]
    assert marks == ["5", "6", "Сынақ кеңесінде"]
    page.save_screenshot(str(tmp_path / "check.png"))
    links = [one.get_attribute("href") for one in page.find_elements("css selector", "#au-check-links a")]
    fetch = "return fetch(arguments[0]).then((answer) => answer.text())"
    texts = [page.execute_script(fetch, link) for link in links]
    assert ["became" in text for text in texts] == [True, True]


def test_segments_without_findings_can_be_hidden(open_page: Open) -> None:
    page = open_check(open_page)
    write(page, "#au-check-source", SOURCE)
    write(page, "#au-check-target", TARGET)
    run(page)
    units = page.find_elements("css selector", ".au-checked .au-unit")
    assert [one.is_displayed() for one in units] == [True, True]
    find(page, "#au-check-only").click()
    assert [one.is_displayed() for one in units] == [True, False]


def test_files_are_checked(open_page: Open, tmp_path: Path) -> None:
    for name, text in (("target.txt", TARGET), ("source.txt", SOURCE)):
        (tmp_path / name).write_text(text, "utf-8")
    page = open_check(open_page, "kk")
    field = page.find_element("css selector", "#au-check-files input[type=file]")
    field.send_keys("\n".join(str(tmp_path / name) for name in ("target.txt", "source.txt")))
    wait(lambda: "target.txt" in find(page, "#au-check-files").text or "target" in find(page, "#au-check-files").text)
    assert say("kk")("check-count", segments=2, findings=1) in run(page)
    assert "«5» орнына «6» жазылған" in find(page, "#au-check-view").text


def test_lines_that_do_not_fit_are_told(open_page: Open) -> None:
    page = open_check(open_page)
    write(page, "#au-check-source", SOURCE)
    write(page, "#au-check-target", "The deputy akim.")
    assert run(page) == SAY("check-lines", ours=2, theirs=1)


def test_what_is_pasted_is_shown_and_not_run(open_page: Open) -> None:
    evil = "<img src=x onerror=\"document.title='ran'\"> 5"
    page = open_check(open_page)
    write(page, "#au-check-source", f"Елбасы келді {evil}")
    write(page, "#au-check-target", f"Elbasy came {evil}6")
    run(page)
    assert evil in find(page, ".au-checked .au-source").text
    assert not page.find_elements("css selector", "#au-check-view img")
    assert page.title == SAY("title")


@pytest.mark.parametrize("look", [{"dark": True}, {"width": 390, "height": 844}], ids=["dark", "phone"])
def test_tabs_fit(look: dict[str, Any], open_page: Open, tmp_path: Path) -> None:
    page = open_check(open_page, "kk", **look)
    write(page, "#au-check-source", SOURCE)
    write(page, "#au-check-target", TARGET)
    run(page)
    page.save_screenshot(str(tmp_path / "check.png"))
    measure = "return [document.documentElement.scrollWidth, innerWidth]"
    wide, width = page.execute_script(measure)
    assert wide <= width
    choose_tab(page, 3)
    wait(lambda: find(page, ".au-facts"))
    page.save_screenshot(str(tmp_path / "model.png"))
    wide, width = page.execute_script(measure)
    assert wide <= width


def test_model_in_use_and_the_way_to_a_better_one(open_page: Open) -> None:
    page = open_tab(open_page)
    choose_tab(page, 3)
    facts = wait(lambda: find(page, ".au-facts")).text
    assert SAY("model-both-ways") in facts
    assert "audarma model add nllb-600m" in find(page, ".au-steps").text
    find(page, ".au-card-text summary").click()
    assert "KazNERD" in wait(lambda: find(page, ".au-card-text div")).text
