"""The one function: a text in, its translation out."""

from functools import lru_cache
from pathlib import Path

from glossary.storage import default_termbase, load_termbase
from glossary.term import Termbase
from translate.engines.ctranslate import CTranslateEngine
from translate.language import parse_language
from translate.pipeline import Translator
from translate.store import find_model
from translate.unit import Translation


@lru_cache(maxsize=2)
def _load_engine(model: str) -> CTranslateEngine:
    return CTranslateEngine(find_model(model))


def load_translator(
    source: str = "kk",
    target: str = "en",
    model: str = "auto",
    termbase: Termbase | str | Path | None = None,
) -> Translator:
    """Return a translator to use for many texts.

    `model` is `auto`, `embedded` or the folder of a converted model. `termbase` is one of your own, loaded
    or as a file; its concepts go over those that ship. Raises LanguageError, ModelError, and
    `glossary.errors.TermbaseError` with every bad line of a termbase.
    """
    base = default_termbase()
    if termbase is not None:
        base = base.layered(termbase if isinstance(termbase, Termbase) else load_termbase(termbase))
    source_language, target_language = parse_language(source), parse_language(target)
    return Translator(_load_engine(model), base, source_language, target_language)


def translate(
    text: str,
    source: str = "kk",
    target: str = "en",
    model: str = "auto",
    termbase: Termbase | str | Path | None = None,
) -> Translation:
    """Translate a text; `str()` of what is returned is the text, its `units` say what was done and why.

    Arguments and errors are those of `load_translator`.
    """
    return load_translator(source, target, model, termbase).translate(text)
