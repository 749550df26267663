"""Units for tests of the translation memory, and what other processes do with one."""

import os
import resource
import sys
from pathlib import Path
from typing import TextIO

from hypothesis import strategies as st

from glossary.check import Violation
from glossary.term import Term, Termbase
from glossary.text import Span
from tests.fakes import CopyEngine
from translate import Segment, TermUse, TranslationUnit, Translator
from translate.engine import Request
from translate.memory import Memory
from translate.memory_record import Key, Scope

SCOPE = Scope("kk", "en", "model fake", "program x")

TERMBASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("akim", "en", "mayor", status="forbidden", case="sentence"),
        Term("deputy-akim", "kk", "әкімнің орынбасары", grammar=("possessed",)),
        Term("deputy-akim", "en", "deputy akim", case="sentence"),
    ],
    "test",
)


class Sleeper(CopyEngine):
    """Fakes an engine that must not be asked."""

    def answer(self, text: str) -> str:
        raise AssertionError("the engine was asked for what is in the memory")


def make_translator(memory: Memory | None, engine: CopyEngine | None = None, **options: object) -> Translator:
    return Translator(engine or CopyEngine(), TERMBASE, "kk", "en", memory=memory, **options)  # type: ignore[arg-type]


def make_unit(text: str, target: str = "") -> TranslationUnit:
    return TranslationUnit(Segment(0, 0, Span(0, len(text)), text), target or f"target of {text}")


def make_some(name: str, count: int) -> dict[Key, TranslationUnit]:
    texts = [f"{name} {number}" for number in range(count)]
    return {(text, ()): make_unit(text) for text in texts}


def request_texts(engine: CopyEngine) -> list[str]:
    asked: list[Request] = engine.asked
    return [request.text for request in asked]


TEXTS = st.text(max_size=40)


@st.composite
def units(draw: st.DrawFn) -> tuple[Key, TranslationUnit]:
    """Any unit: text with half code points and controls too, spans anywhere in it."""
    source, target = draw(st.text(st.characters(), max_size=40)), draw(st.text(st.characters(), max_size=40))
    persons = tuple(draw(st.lists(TEXTS, max_size=2)))

    def span(text: str) -> Span:
        start = draw(st.integers(0, len(text)))
        return Span(start, draw(st.integers(start, len(text))))

    uses = []
    for _ in range(draw(st.integers(0, 3))):
        place, found = span(source), draw(st.booleans())
        strategy = draw(st.sampled_from(["model", "inline", "prefix", "replace"]))
        uses.append(
            TermUse(
                draw(TEXTS),
                place,
                place.of(source),
                draw(TEXTS),
                span(target) if found else None,
                strategy,  # type: ignore[arg-type]
                found,
                draw(TEXTS),
            )
        )
    kinds = st.sampled_from(["missing", "number", "name"])
    found_wrong = tuple(
        Violation(draw(kinds), draw(TEXTS), span(source) if draw(st.booleans()) else None)  # type: ignore[arg-type]
        for _ in range(draw(st.integers(0, 2)))
    )
    return (source, persons), TranslationUnit(make_unit(source).segment, target, tuple(uses), found_wrong)


def write_blocks(path: str, name: str, blocks: int, size: int) -> int:
    """Write and read blocks of units of one's own and of units that all write; how many were not found again."""
    lost = 0
    with Memory(path) as memory:
        for number in range(blocks):
            made = make_some(f"{name} {number}", size) | make_some(f"all {number}", size)
            memory.keep(SCOPE, made, {})
            lost += len(made) - len(memory.recall(SCOPE, list(made)).units)
        return lost + (10_000 if memory.problem else 0)


def say(value: object, stream: TextIO = sys.stdout) -> None:
    """Tell the test that started this process."""
    stream.write(f"{value}\n")
    stream.flush()


def write_until_killed(path: str) -> None:
    """Write blocks for ever, and say after each that it is written."""
    with Memory(path) as memory:
        for number in range(1_000_000):
            memory.keep(SCOPE, make_some(f"block {number}", 64), {})
            say(number)


def fill_disk(path: str, limit: str) -> None:
    """Translate with a memory whose files may not grow beyond some bytes; print how many segments came back."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    memory = Memory(path, notify=lambda line: say(line, sys.stderr))
    text = "\n".join(f"Әкім {number} рет келді, бірақ ештеңе айтқан жоқ." for number in range(1500))
    say(len(make_translator(memory).translate(text).units))


def read_without_rights(name: str) -> None:
    """As somebody without rights, use a memory in a folder that may only be read; print what is found and said."""
    folder = Path(name)
    path = folder / "memory.db"
    with Memory(path) as memory:
        memory.keep(SCOPE, make_some("text", 3), {})
    (folder / "closed").mkdir(mode=0o000)
    path.chmod(0o644)
    folder.chmod(0o755)
    if os.geteuid() == 0:
        os.setuid(65534)
    else:
        folder.chmod(0o555)
    said: list[str] = []
    with Memory(path, notify=said.append) as memory:
        memory.keep(SCOPE, make_some("other", 3), {})
        say(f"{len(memory.recall(SCOPE, list(make_some('text', 3) | make_some('other', 3))).units)} {said}")
    Memory(folder / "closed" / "memory.db", notify=said.append).close()
    with Memory(folder / "new.db", notify=said.append) as memory:
        say(f"{len(memory.recall(SCOPE, list(make_some('text', 3))).units)} {len(said)}")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
