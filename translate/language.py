"""The languages by the names that people, termbases and models have for them."""

from typing import get_args

from glossary.term import Language
from translate.errors import LanguageError

NLLB_CODES: dict[Language, str] = {"kk": "kaz_Cyrl", "en": "eng_Latn"}
"""The code of each language in NLLB's vocabulary (FLORES-200: language and script)."""

NAMES: dict[str, Language] = {
    **{code: code for code in get_args(Language)},
    **{code.lower(): language for language, code in NLLB_CODES.items()},
    "kaz": "kk", "kazakh": "kk", "қазақ": "kk", "қазақша": "kk", "eng": "en", "english": "en", "ағылшын": "en",
}  # fmt: skip


def parse_language(name: str) -> Language:
    """Return the language for a name or code that a person typed; LanguageError where it is not known.

    >>> parse_language("kaz_Cyrl"), parse_language("English")
    ('kk', 'en')
    """
    language = NAMES.get(name.strip().lower())
    if language is None:
        raise LanguageError(f"unknown language {name!r}: use one of {', '.join(NLLB_CODES)}")
    return language


def other_language(language: Language) -> Language:
    """Return the language that a text is translated into where none is named.

    >>> other_language("kk")
    'en'
    """
    return "en" if language == "kk" else "kk"


def check_pair(source: Language, target: Language) -> None:
    """Raise LanguageError where there is nothing to translate between the two."""
    if source == target:
        raise LanguageError(f"source and target language are both {source!r}: use kk and en, or en and kk")
