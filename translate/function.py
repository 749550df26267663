"""The one function: a text in, its translation out."""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from glossary.dates import parse_date
from glossary.spelling import Spelling, respell
from glossary.storage import default_termbase, load_termbase
from glossary.term import Termbase
from translate.engines.ctranslate import CTranslateEngine
from translate.language import parse_language
from translate.pipeline import Translator
from translate.store import find_model
from translate.unit import Translation

Date = datetime.date | str | None
"""A day, or what a person writes for one (`2018-10-26`); `none`; or None."""

Layer = Termbase | str | Path
"""A termbase, or the file of one."""


@lru_cache(maxsize=2)
def _load_engine(model: str) -> CTranslateEngine:
    return CTranslateEngine(find_model(model))


def load_translator(
    source: str = "kk",
    target: str = "en",
    model: str = "auto",
    termbase: Layer | Sequence[Layer] | None = None,
    *,
    date: Date = None,
    shipped: bool = True,
    spelling: Spelling = "own",
) -> Translator:
    """Return a translator to use for many texts.

    `model` is `auto`, `embedded` or the folder of a converted model. `termbase` is one of your own, loaded
    or as a file, or several, of which a later one goes over an earlier one; their concepts go over those that
    ship, or stand alone where `shipped` is false. Titles are written as they were on `date`, else on that of
    each document which says one in its first or last lines; with `none` no date is looked for. Where there is
    no date each name is rendered by that of its own time. English titles have the `spelling` of their
    institution (`own`), or one throughout (`british`, `american`).

    Raises LanguageError, ModelError, `glossary.dates.DateError`, and `glossary.errors.TermbaseError` with
    every bad line of a termbase.
    """
    source_language, target_language = parse_language(source), parse_language(target)
    find_dates = date is None
    day = None if date == "none" else parse_date(date) if isinstance(date, str) else date
    base = default_termbase() if shipped else Termbase()
    for layer in _list_layers(termbase):
        base = base.layered(layer if isinstance(layer, Termbase) else load_termbase(layer))
    engine = _load_engine(model)
    return Translator(
        engine, respell(base, spelling), source_language, target_language, date=day, find_dates=find_dates
    )


def _list_layers(termbase: Layer | Sequence[Layer] | None) -> Sequence[Layer]:
    """Return what was given as a list, the lowest layer first."""
    if termbase is None:
        return ()
    return (termbase,) if isinstance(termbase, Termbase | str | Path) else termbase


def translate(
    text: str,
    source: str = "kk",
    target: str = "en",
    model: str = "auto",
    termbase: Layer | Sequence[Layer] | None = None,
    *,
    date: Date = None,
    shipped: bool = True,
    spelling: Spelling = "own",
) -> Translation:
    """Translate a text; `str()` of what is returned is the text, its `units` say what was done and why.

    Arguments and errors are those of `load_translator`.
    """
    return load_translator(source, target, model, termbase, date=date, shipped=shipped, spelling=spelling).translate(
        text
    )
