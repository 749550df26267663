"""Knows Kazakh, English and terms; imports no engine, no torch and no network."""

from glossary.check import Violation
from glossary.compose import compose
from glossary.errors import GlossaryError, TermbaseError
from glossary.match import TermMatch, TermMatcher
from glossary.storage import default_termbase, load_termbase
from glossary.term import Concept, Language, Term, Termbase
from glossary.text import NormalizedText, Span

__all__ = [
    "Concept",
    "GlossaryError",
    "Language",
    "NormalizedText",
    "Span",
    "Term",
    "TermMatch",
    "TermMatcher",
    "Termbase",
    "TermbaseError",
    "Violation",
    "compose",
    "default_termbase",
    "load_termbase",
]
