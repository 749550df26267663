"""The tab with the terms, as people use it: in a browser."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from glossary.storage import load, save
from glossary.term import Term, Termbase
from tests.ui.web.browsing import find, wait
from tests.ui.web.test_accessibility import find_barriers
from ui.messages import say

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAY = say("en")
EVIL = "<img src=x onerror=\"document.title='ran'\"> {{value}} ${1}"
Open = Callable[..., Any]

OWN = Termbase.from_terms(
    [
        Term("trial-council", "kk", "сынақ кеңесі", "unverified", grammar=("possessed",)),
        Term("trial-council", "en", "Trial Council", "unverified", note="a note, with a comma"),
        Term("forecast-board", "kk", "болжам басқармасы", "unverified", grammar=("possessed",)),
        Term("forecast-board", "en", "Forecast Board", "unverified"),
    ]
)


@pytest.fixture
def axe() -> str:
    """The script of axe-core."""
    package = pytest.importorskip("axe_core_python")
    return Path(package.__path__[0], "axe.min.js").read_text("utf-8")


def open_tab(open_page: Open, language: str = "en", **look: Any) -> Any:
    page = open_page(language, **look)
    wait(lambda: find(page, "#au-text textarea"))
    choose_tab(page, 1)
    wait(lambda: find(page, "#au-terms-search"))
    return page


def choose_tab(page: Any, number: int) -> None:
    page.execute_script("scrollTo(0, 0)")
    page.find_elements("css selector", "[role=tab]")[number].click()


def write(page: Any, field: str, text: str) -> None:
    """Put a text into a field of a name, as pasting does."""
    area = wait(lambda: find(page, f"{field} textarea, {field} input"))
    area.click()
    page.execute_cdp_cmd("Input.insertText", {"text": text})


def add(page: Any, kazakh: str, english: str) -> None:
    before = len(list_terms(page))
    write(page, "#au-new-kk", kazakh)
    write(page, "#au-new-en", english)
    find(page, "#au-terms-add").click()
    wait(lambda: len(list_terms(page)) > before)


def send(page: Any, path: Path) -> None:
    page.find_element("css selector", "#au-terms-file input[type=file]").send_keys(str(path))


def list_terms(page: Any) -> list[str]:
    return [one.get_attribute("value") for one in page.find_elements("css selector", ".au-cell-term input")]


def list_downloads(folder: Path, name: str) -> list[Path]:
    return list(folder.rglob(f"downloads/{name}"))


def read_said(page: Any, row: int) -> str:
    return str(page.find_element("css selector", f"#au-said-{row}").text)


@pytest.mark.parametrize(("query", "first"), [("министрлігіне", "ministry"), ("akims", "akim")])
def test_titles_are_found_while_they_are_typed(query: str, first: str, open_page: Open) -> None:
    page = open_tab(open_page)
    field = find(page, "#au-terms-search textarea, #au-terms-search input")
    field.send_keys(query)
    wait(lambda: page.find_element("css selector", ".au-hit code").text == first)
    assert find(page, ".au-hit small").text
    field.send_keys("zzz")
    wait(lambda: SAY("terms-not-found", query=f"{query}zzz") in page.page_source)


def test_added_title_is_used_at_once_and_by_nobody_else(open_page: Open) -> None:
    page, other = open_tab(open_page), open_page()
    add(page, "сынақ кеңесі", "Trial Council")
    for one, used in ((page, True), (other, False)):
        choose_tab(one, 0)
        write(one, "#au-text", "Сынақ кеңесінің төрағасы Астанаға келді.")
        find(one, "#au-run").click()
        wait(partial(find, one, ".au-link"))
        assert ("Trial Council" in find(one, ".au-target").text) is used
    choose_tab(other, 1)
    assert list_terms(other) == []


def test_file_is_opened_edited_and_taken_away(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "my terms.tsv"
    save(OWN, path)
    page = open_tab(open_page)
    send(page, path)
    wait(lambda: list_terms(page) == [term.text for term in OWN.terms()])
    wait(lambda: SAY("terms-inspecting") not in page.page_source)
    cell = page.find_elements("css selector", ".au-cell-term input")[1]
    cell.send_keys(" (")
    wait(lambda: "( has no counterpart" in read_said(page, 2))  # without leaving the cell
    assert find(page, "#au-row-2").get_attribute("class") == "au-error"
    assert page.switch_to.active_element == cell
    cell.send_keys("\ue003\ue003")  # Backspace, twice
    wait(lambda: not read_said(page, 2))
    find(page, "[data-delete='3']").click()
    wait(lambda: len(list_terms(page)) == 3)
    assert page.switch_to.active_element.get_attribute("data-delete") == "4"
    wait(lambda: "no Kazakh term" in read_said(page, 4))
    expected = [term for term in OWN.terms() if term.text != "болжам басқармасы"]
    for kind in ("tsv", "tbx", "xlsx"):
        find(page, f"#au-save-{kind}").click()
        [found] = wait(partial(list_downloads, tmp_path, f"my terms.{kind}"))
        assert list(load(found).terms()) == expected


def test_row_with_a_fault_is_said_to_be_missing(open_page: Open) -> None:
    page = open_tab(open_page)
    add(page, "сынақ кеңесі", "Trial Council")
    concept = page.find_elements("css selector", ".au-cell-concept input")[0]
    concept.send_keys(" X")
    wait(lambda: "small letters" in read_said(page, 1))
    wait(lambda: SAY("terms-count-left", count=1) in find(page, "#au-terms-counts").text)
    find(page, "#au-save-tsv").click()
    wait(lambda: SAY("terms-saved-part", name="own.tsv", count=1, left=1) in find(page, "#au-terms-link").text)


def test_bad_file_is_refused_with_all_bad_rows(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("concept\tlanguage\tterm\nA b\tkk\tсот\na\tru\tсуд\na\ten\tcourt\n", "utf-8")
    page = open_tab(open_page, "kk")
    add(page, "сынақ кеңесі", "Trial Council")
    send(page, path)
    faults = wait(lambda: page.find_elements("css selector", ".au-faults li"))
    assert [one.text.split(" ")[0] for one in faults] == ["2-жол", "3-жол"]
    assert list_terms(page) == ["сынақ кеңесі", "Trial Council"]  # what was there stays


def test_what_is_in_terms_is_shown_and_not_run(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "evil.csv"
    path.write_text('kk,en\n"сынақ","' + EVIL.replace('"', '""') + '"\n', "utf-8")
    page = open_tab(open_page)
    send(page, path)
    wait(lambda: EVIL in list_terms(page))
    write(page, "#au-terms-search", EVIL)
    wait(lambda: "Nothing found" in find(page, "#au-terms-hits").text)
    assert EVIL in find(page, "#au-terms-hits").text
    assert not page.find_elements("css selector", "#au-rows img, #au-terms-hits img, #au-terms-status img")
    assert page.title == SAY("title")


def test_ten_thousand_rows(open_page: Open, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    path = tmp_path / "many.csv"
    path.write_text("kk,en\n" + "".join(f"{at} сынақ кеңесі,Council {at}\n" for at in range(5_000)), "utf-8")
    page = open_tab(open_page)
    send(page, path)
    wait(lambda: len(list_terms(page)) == 50, 60)
    wait(lambda: SAY("terms-inspecting") not in page.page_source, 60)
    find(page, "#au-terms-after").click()
    wait(lambda: SAY("terms-range", first=51, last=100, all="10000") in find(page, "#au-terms-range").text)
    cell = page.find_elements("css selector", ".au-cell-term input")[5]
    begun = time.monotonic()
    cell.send_keys("(")
    wait(lambda: "no counterpart" in read_said(page, 56))
    taken = time.monotonic() - begun
    record_property("seconds", round(taken, 2))
    assert taken < 1.5  # with 150 ms of waiting for the next key, on a busy machine
    write(page, "#au-terms-filter", "Council 4999")
    wait(lambda: list_terms(page) == ["4999 сынақ кеңесі", "Council 4999"])


def test_all_is_removed_after_a_question(open_page: Open) -> None:
    page = open_tab(open_page)
    add(page, "сынақ кеңесі", "Trial Council")
    find(page, "#au-terms-close").click()
    wait(lambda: find(page, "#au-terms-sure")).click()
    wait(lambda: SAY("terms-closed") in page.page_source)
    assert list_terms(page) == []


@pytest.mark.parametrize(
    "look", [{}, {"dark": True}, {"dark": True, "width": 390, "height": 844}], ids=["light", "dark", "phone"]
)
def test_tab_fits_and_has_no_barrier(look: dict[str, Any], open_page: Open, axe: str, tmp_path: Path) -> None:
    page = open_tab(open_page, "kk", **look)
    write(page, "#au-terms-search", "akim")
    wait(lambda: find(page, ".au-hit"))
    add(page, "сынақ кеңесі", "Trial Council (")
    page.save_screenshot(str(tmp_path / "terms.png"))
    assert find_barriers(page, axe) == []
    find(page, "#au-terms-wide input").click()
    wait(lambda: page.find_elements("css selector", ".au-cell-checked input"))
    wide, width = page.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= width
    assert find_barriers(page, axe) == []
