"""The default engine on the model that ships."""

import shutil
from pathlib import Path

import pytest

from tests.translate.engine_contract import EngineContract
from translate.engine import Engine, Request
from translate.engines.ctranslate import CTranslateEngine
from translate.errors import ModelError
from translate.store import EMBEDDED, check_folder, find_model


@pytest.fixture(scope="module")
def embedded() -> CTranslateEngine:
    return CTranslateEngine(find_model("embedded"))


class TestCTranslate(EngineContract):
    @pytest.fixture
    def engine(self, embedded: CTranslateEngine) -> Engine:
        return embedded


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.bin"):
        find_model(str(tmp_path))
    with pytest.raises(ModelError, match="not known"):
        find_model("no-such-model")


def test_a_truncated_weight_file_is_one_clear_error(tmp_path: Path) -> None:
    for file in EMBEDDED.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    weights = tmp_path / "model.bin"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelError, match="cannot be loaded"):
        CTranslateEngine(check_folder("cut", tmp_path))


def test_a_vocabulary_without_the_languages_is_refused(tmp_path: Path) -> None:
    for file in EMBEDDED.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    vocabulary = tmp_path / "shared_vocabulary.json"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("kaz_Cyrl", "kaz_Latn"), "utf-8")
    with pytest.raises(ModelError, match="kaz_Cyrl"):
        check_folder("other", tmp_path)


def test_what_is_too_long_for_the_model_is_translated_in_parts(embedded: CTranslateEngine) -> None:
    brackets, clauses = "[" * 400 + "Үкімет" + "]" * 400, "Үкімет отырысы өтті " * 60
    requests = [
        Request(brackets, "kk", "en"),
        Request(clauses, "kk", "en", prefix="the Government " * 60),
        Request("Күн жылы.", "kk", "en"),
    ]
    answers = embedded.translate(requests)
    assert all(answer[0].text for answer in answers)
