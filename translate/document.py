"""What holds for a document as a whole: what its bare nouns refer to, and whether it is in its language."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from glossary.heads import find_head
from glossary.kazakh import letters
from glossary.literal import blank_literals
from glossary.mention import find_referents
from glossary.term import Language, Termbase
from glossary.text import Span
from translate.foreign import count_letters, find_language
from translate.unit import TermUse, TranslationUnit

_BODIES = ("body", "organisation")


def refer(units: Iterable[TranslationUnit], termbase: Termbase, target: Language) -> tuple[TranslationUnit, ...]:
    """Return the units of a document, as many as were given, with what its bare nouns refer to.

    In English a bare noun that stands for a body named in the document has a capital, as the short form of its
    name: *the Ministry of Finance … the Ministry* (New Hart's Rules 2014, 5.6). An *akim* has none.
    """
    units = list(units)
    referents = iter(find_referents([use.concept for unit in units for use in unit.terms], termbase))
    found = []
    for unit in units:
        terms = tuple(replace(use, refers_to=next(referents)) for use in unit.terms)
        text = unit.target
        if target == "en":
            for use in terms:
                if use.refers_to and use.target and is_body(use, termbase):
                    text = make_short_form(text, use.target)
        found.append(replace(unit, terms=terms, target=text) if terms else unit)
    return tuple(found)


def is_body(use: TermUse, termbase: Termbase) -> bool:
    """Tell whether a bare noun stands for a body and not for a person."""
    if use.concept not in termbase.concepts:
        return False
    heads = (find_head(term) for term in termbase[use.concept].in_language("kk"))
    return any(head and head.role in _BODIES for head in heads)


def make_short_form(target: str, span: Span) -> str:
    """Return the target with a capital at a place that *the* stands before; its length stays.

    >>> make_short_form("said the ministry", Span(9, 17)), make_short_form("at a ministry", Span(5, 13))
    ('said the Ministry', 'at a ministry')
    """
    if not target[: span.start].lower().endswith("the "):
        return target
    return target[: span.start] + target[span.start].upper() + target[span.start + 1 :]


def make_small(target: str, span: Span) -> str:
    """Return the target with a small letter at the beginning of a common noun that begins no sentence.

    >>> make_small("According to Deputy akim Dosov", Span(13, 24)), make_small("Akim Dosov came", Span(0, 4))
    ('According to deputy akim Dosov', 'Akim Dosov came')
    """
    before = target[: span.start].rstrip()
    word = span.of(target)
    if not before or before[-1] in '.!?:…"“«(-–—' or word[1:2].isupper():
        return target
    return target[: span.start] + target[span.start].lower() + target[span.start + 1 :]


def find_warnings(text: str, source: Language) -> Iterator[str]:
    """Say so where a text is hardly in the language it is said to be in.

    >>> list(find_warnings("This is an English sentence.", "kk"))
    ['the text looks like English, not Kazakh: hardly any letter in it is Cyrillic']
    """
    sample = letters.normalize(blank_literals(text[:1_500]), kazakh=source == "kk").text
    count = count_letters(sample)
    if count.cyrillic + count.latin < 15:
        return
    if source == "kk" and count.cyrillic < count.latin / 4:
        yield "the text looks like English, not Kazakh: hardly any letter in it is Cyrillic"
    elif source == "kk" and 40 < count.cyrillic > 50 * count.kazakh and find_language(sample) != "kk":
        # Kazakh that was typed without them has none either.
        yield "the text looks like Russian, not Kazakh: hardly any of the letters that only Kazakh has"
    if source == "en" and count.latin < count.cyrillic / 4:
        yield "the text looks like Kazakh or Russian, not English: hardly any letter in it is Latin"
