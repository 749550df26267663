"""Segments that no model sees: what has no words, names of persons alone, and text that is in another language."""

from typing import Literal

from glossary.check import Violation
from glossary.kazakh import letters, names
from glossary.term import Language
from translate import punctuation
from translate.candidate import Candidate, Sentence
from translate.foreign import find_foreign
from translate.labels import translate_label
from translate.literal import is_literal, leave_out, write_stand_ins
from translate.unit import Segment, Strategy, TranslationUnit

Foreign = Literal["keep", "translate"]
"""What becomes of segments in another language than their text's: they stay, or are translated as if they were not."""

_LANGUAGES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}


def keep_foreign(segment: Segment, source: Language) -> TranslationUnit | None:
    """Return the unit of a segment that is in another language for certain, as it is; None for all others.

    >>> from glossary.text import Span
    >>> text = "Правительство рассмотрело проект закона."
    >>> keep_foreign(Segment(0, 0, Span(0, len(text)), text), "kk").violations[0].message
    'left as it was: it is in Russian'
    """
    language = find_foreign(segment.text, source)
    if not language:
        return None
    note = Violation("untranslated", f"left as it was: it is in {_LANGUAGES[language]}")
    return TranslationUnit(segment, segment.text, violations=(note,))


def needs_model(sentence: Sentence, source: Language) -> bool:
    """Tell whether a segment is to be translated: it has a title, or words and is not a person's name.

    Addresses, numbers of documents and other literals are no words; labels are looked up.
    """
    text = leave_out(sentence.text, sentence.matches)
    if translate_label(text, source):
        return False
    titles = any(not is_literal(match) for match in sentence.matches)
    return titles or (punctuation.has_words(text, source) and not names.is_byline(text))


def write_byline(sentence: Sentence, source: Language) -> Candidate:
    """Return a person's name in the letters of the target language, and what has no words as it is."""
    text = write_stand_ins(sentence.text, sentence.matches)
    if label := translate_label(text, source):
        target = label
    elif source == "kk" and names.is_byline(leave_out(sentence.text, sentence.matches)):
        target = names.romanize(letters.normalize(text).text)
    else:
        target = punctuation.straighten(text)
    model: Strategy = "model"
    count = len(sentence.matches)
    return Candidate(sentence, target, (model,) * count, (None,) * count, (), named=True, value=0.0)
