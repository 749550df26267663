"""Turns Kazakh text into English and English into Kazakh, with official titles as they are to be."""

from translate.audit import make_audit
from translate.engine import Engine, Hypothesis, Link, Request
from translate.errors import EngineError, LanguageError, ModelError, TranslationError
from translate.function import load_translator, translate
from translate.pipeline import Translator
from translate.unit import Document, Paragraph, Segment, TermUse, Translation, TranslationUnit

__all__ = [
    "Document",
    "Engine",
    "EngineError",
    "Hypothesis",
    "LanguageError",
    "Link",
    "ModelError",
    "Paragraph",
    "Request",
    "Segment",
    "TermUse",
    "Translation",
    "TranslationError",
    "TranslationUnit",
    "Translator",
    "load_translator",
    "make_audit",
    "translate",
]
