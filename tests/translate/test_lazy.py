"""An engine that is loaded when it is needed: with a memory that knows all, never."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.fakes import CopyEngine
from tests.memories import TERMBASE
from translate import ModelError, Translator, load_translator
from translate.engine import Engine, EngineChoice, Request
from translate.lazy import LazyEngine, load_lazily
from translate.memory import Memory
from translate.store import Model

MODEL = Model("fake", Path("nowhere"))

SCRIPT = """
import sys
from translate import load_translator
translator = load_translator(memory=sys.argv[1])
print(translator.translate("Елбасы келді. Күн жылы.").text)
print("ctranslate2" in sys.modules, "sentencepiece" in sys.modules)
"""


def test_the_second_process_loads_no_engine(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "memory.db")]
    root = Path(__file__).parent.parent.parent
    first, second = (subprocess.run(command, capture_output=True, text=True, check=True, cwd=root) for _ in range(2))
    assert first.stdout.splitlines()[0] == second.stdout.splitlines()[0]
    assert first.stdout.splitlines()[1] == "True True"
    assert second.stdout.splitlines()[1] == "False False"
    assert second.stderr == ""


def test_it_is_what_the_eager_one_is(tmp_path: Path) -> None:
    text = "Елбасы келді."
    lazy, eager = load_translator(memory=tmp_path / "memory.db"), load_translator()
    assert isinstance(lazy.engine, LazyEngine)
    assert lazy.signature == eager.signature
    assert lazy.translate(text) == eager.translate(text)
    assert lazy.signature == eager.signature


def test_a_folder_that_is_no_model_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load_translator(model=str(tmp_path), memory=tmp_path / "memory.db")
    with pytest.raises(ModelError):
        load_lazily("nothing", EngineChoice())


def test_threads_load_it_once() -> None:
    loaded: list[Engine] = []

    def load() -> Engine:
        loaded.append(CopyEngine())
        return loaded[-1]

    engine = LazyEngine(MODEL, "model fake-copy", load)
    threads = [threading.Thread(target=engine.translate, args=([Request("а", "kk", "en")],)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loaded) == 1
    assert engine.score([(Request("а", "kk", "en"), "a")]) == [-1.0]


def test_an_engine_that_signs_otherwise_is_found_under_its_own_name(tmp_path: Path) -> None:
    made = []
    for _ in range(3):
        with Memory(tmp_path / "memory.db") as memory:
            engine = LazyEngine(MODEL, "model guessed", CopyEngine)
            made.append(Translator(engine, TERMBASE, "kk", "en", memory=memory).translate("Әкім келді."))
            assert memory.recalled == 0
    assert "fake-copy" in made[0].signature
    assert made[0] == made[1] == made[2]
    with Memory(tmp_path / "memory.db") as memory:
        Translator(CopyEngine(), TERMBASE, "kk", "en", memory=memory).translate("Әкім келді.")
        assert memory.recalled == 1
