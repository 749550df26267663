"""What is said of the model: it must be so."""

import json
import re
from pathlib import Path

import pytest

from translate import catalogue
from translate.store import EMBEDDED, VARIABLE
from ui.messages import say
from ui.web.model_tab import EMBEDDED_MILLIONS, SCORES, list_models, make_model_page

RESULTS = Path(__file__).parents[3] / "scripts" / "results"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of models that is this test's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("name", "text", "kazakh", "english"), [row for row in SCORES if row[0] == "embedded"])
def test_figures_of_the_embedded_model_are_those_that_were_measured(
    name: str, text: str, kazakh: float, english: float
) -> None:
    path = RESULTS / f"quality-{text}.json"
    if not path.is_file():
        pytest.skip("the results are not part of this distribution")
    measured = json.loads(path.read_text("utf-8"))
    assert f"model {name} " in measured["kk-en"]["signature"]
    found = [round(measured[pair]["chrF++"]["score"], 1) for pair in ("kk-en", "en-kk")]
    assert found == [kazakh, english]
    counted = re.findall(r"\d+", say("en")(f"model-text-{text}"))
    assert counted == [str(measured["kk-en"]["lines"])]


def test_figures_of_the_others_are_those_of_the_catalogue() -> None:
    source = Path(catalogue.__file__).read_text("utf-8")
    for name, _, kazakh, english in SCORES:
        if name != "embedded":
            assert name in catalogue.CATALOGUE
            assert re.search(rf"{kazakh} and\s+{english}", source)


def test_embedded_model_is_as_its_card_says() -> None:
    card = (EMBEDDED / "README.md").read_text("utf-8")
    assert f"{EMBEDDED_MILLIONS} million parameters" in card
    shown = make_model_page("embedded", say("en"))
    assert "8.9 MB" in shown
    assert "7.3 million" in shown
    assert "IS2AI/KazNERD" in shown
    assert "audarma model add nllb-600m" in shown


def test_models_are_listed_with_state_and_terms(store: Path) -> None:
    (store / "nllb-600m").mkdir()
    (store / "nllb-600m" / "audarma-model.json").write_text("{}", "utf-8")
    found = {name: (state, terms) for name, state, _, terms in list_models(say("en"))}
    assert list(found) == ["nllb-600m", "nllb-3.3b", "nllb-1.3b", "embedded"]
    assert found["nllb-600m"][0] == "damaged"
    assert found["nllb-3.3b"] == ("available", "CC-BY-NC-4.0: not for commercial use")
    assert found["embedded"][0] == "ships"


def test_model_that_is_not_there_is_said_and_escaped() -> None:
    shown = make_model_page("<b>none", say("kk"))
    assert "Модель жүктелмейді" in shown
    assert "<b>" not in shown
    assert "embedded" in shown
