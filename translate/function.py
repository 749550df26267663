"""The one function: a text in, its translation out."""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from glossary.dates import parse_date
from glossary.spelling import Spelling, respell
from glossary.storage import default_termbase, load_termbase
from glossary.term import Termbase
from translate.engine import Engine, EngineChoice, EngineName, load_engine
from translate.kept import Foreign
from translate.language import parse_language
from translate.lazy import load_lazily
from translate.memory import Memory
from translate.pipeline import Translator
from translate.unit import Translation

Date = datetime.date | str | None
"""A day, or what a person writes for one (`2018-10-26`); `none`; or None."""

Layer = Termbase | str | Path
"""A termbase, or the file of one."""


@lru_cache(maxsize=2)
def _load_engine(model: str, engine: EngineName | EngineChoice) -> Engine:
    return load_engine(model, engine)


def _load_when_needed(model: str, engine: EngineName | EngineChoice) -> Engine:
    choice = engine if isinstance(engine, EngineChoice) else EngineChoice(engine)
    return load_lazily(model, choice, lambda: _load_engine(model, engine))


def load_translator(  # noqa: PLR0913 - one for each thing that people choose
    source: str = "kk",
    target: str = "en",
    model: str = "auto",
    termbase: Layer | Sequence[Layer] | None = None,
    *,
    date: Date = None,
    shipped: bool = True,
    spelling: Spelling = "own",
    engine: EngineName | EngineChoice = "ctranslate2",
    memory: Memory | str | Path | None = None,
    foreign: Foreign = "keep",
) -> Translator:
    """Return a translator to use for many texts.

    `model` is `auto` (the best that is there), `embedded`, one that was added with `audarma model add`, or the
    folder of a converted model. `termbase` is one of your own, loaded or as a file, or several, of which a later
    one goes over an earlier one; their concepts go over those that ship, or stand alone where `shipped` is false.
    Titles are written as they were on `date`, else on that of each document which says one in its first or last
    lines; with `none` no date is looked for. Where there is no date each name is rendered by that of its own time.
    English titles have the `spelling` of their institution (`own`), or one throughout (`british`, `american`).
    `memory`, a translation memory or its file, keeps the sentences and their translations on disk and is asked
    before the model, which is loaded only when it is needed; without one nothing is kept. A file that cannot be
    used is a warning in the log, and no error.

    Segments that are in another language for certain (Russian in a Kazakh text) are kept as they are, or with
    `foreign="translate"` translated as if they were not.

    Raises LanguageError, ModelError, EngineError, `glossary.dates.DateError`, and `glossary.errors.TermbaseError` with
    every bad line of a termbase.
    """
    source_language, target_language = parse_language(source), parse_language(target)
    find_dates = date is None
    day = None if date == "none" else parse_date(date) if isinstance(date, str) else date
    base = default_termbase() if shipped else Termbase()
    for layer in _list_layers(termbase):
        base = base.layered(layer if isinstance(layer, Termbase) else load_termbase(layer))
    return Translator(
        _load_engine(model, engine) if memory is None else _load_when_needed(model, engine),
        respell(base, spelling),
        source_language,
        target_language,
        date=day,
        find_dates=find_dates,
        memory=Memory(memory) if isinstance(memory, str | Path) else memory,
        foreign=foreign,
    )


def _list_layers(termbase: Layer | Sequence[Layer] | None) -> Sequence[Layer]:
    """Return what was given as a list, the lowest layer first."""
    if termbase is None:
        return ()
    return (termbase,) if isinstance(termbase, Termbase | str | Path) else termbase


def translate(  # noqa: PLR0913 - those of load_translator
    text: str,
    source: str = "kk",
    target: str = "en",
    model: str = "auto",
    termbase: Layer | Sequence[Layer] | None = None,
    *,
    date: Date = None,
    shipped: bool = True,
    spelling: Spelling = "own",
    memory: Memory | str | Path | None = None,
    foreign: Foreign = "keep",
) -> Translation:
    """Translate a text; `str()` of what is returned is the text, its `units` say what was done and why.

    Arguments and errors are those of `load_translator`.
    """
    translator = load_translator(
        source, target, model, termbase, date=date, shipped=shipped, spelling=spelling, memory=memory, foreign=foreign
    )
    return translator.translate(text)
