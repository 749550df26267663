"""What can be seen on one term alone: its letters, brackets, source, and the grammar of its head.

Each check takes what is looked over and yields findings; none depends on another.
"""

import re
from collections.abc import Iterator
from functools import cache

from glossary import heads
from glossary.kazakh import letters
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import bases, inflect
from glossary.kazakh.name_lexicon import ambiguous_names
from glossary.lint.finding import Finding, Subject, about
from glossary.storage.columns import values_of
from glossary.storage.rows import judge_row

_CLOSING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_PLAIN_REPAIRS = frozenset({"lookalike", "roman", "legacy", "variant", "composed", "invisible"})
"""The repairs of `letters.normalize` that tell of wrong letters, and not of typographic marks."""
_NAME_FLAGS = frozenset({"name", "given-name", "surname"})
_WORD = re.compile(r"[^\W\d_]+")


def find_bad_letters(subject: Subject) -> Iterator[Finding]:
    """Yield letters of another alphabet that look right, letters of old fonts and invisible characters."""
    for term in subject.termbase.terms():
        if term.language == "en":
            if wrong := _CYRILLIC.search(term.text):
                message = f"has the Cyrillic letter {wrong.group()!r} (U+{ord(wrong.group()):04X})"
                yield about("error", "letters", term, message, "write it in Latin letters")
            continue
        for edit in letters.normalize(term.text).edits:
            if edit.reason in _PLAIN_REPAIRS:
                written = term.text[edit.start : edit.end]
                codes = " ".join(f"U+{ord(char):04X}" for char in written)
                remedy = f"write {edit.replacement!r}" if edit.replacement else "take it out"
                yield about("error", "letters", term, f"has a wrong letter, {written!a} ({codes})", remedy)


def find_control_characters(subject: Subject) -> Iterator[Finding]:
    """Yield terms with characters that no text has: control characters, and the sign for unreadable bytes."""
    for term in subject.termbase.terms():
        if wrong := _CONTROL.search(term.text):
            message = f"has a control character (U+{ord(wrong.group()):04X})"
            yield about("error", "control", term, message, "take it out")


def find_bad_spaces(subject: Subject) -> Iterator[Finding]:
    """Yield terms that begin or end with a space, have two in a row, or one at the wrong side of a bracket."""
    for term in subject.termbase.terms():
        if term.text != term.text.strip():
            yield about("error", "spaces", term, "begins or ends with a space", "take it off")
        elif re.search(r"\s\s|[(\[«“]\s|\s[)\]»”,;]", term.text):
            remedy = "leave one between words and none inside brackets"
            yield about("warning", "spaces", term, "has a space too many", remedy)


def find_unbalanced(subject: Subject) -> Iterator[Finding]:
    """Yield terms with a bracket or quote that has no counterpart."""
    for term in subject.termbase.terms():
        if mark := unbalanced(term.text):
            yield about("error", "brackets", term, f"{mark} has no counterpart", "add the other one or take it out")


def unbalanced(text: str) -> str:
    """Return the first bracket or quote without a counterpart, "" where all have one. Apostrophes are none.

    >>> unbalanced("«Нұр Отан» партиясы (ХДП"), unbalanced('the "Nur Otan" party'), unbalanced("a)")
    ('(', '', ')')
    """
    waiting: list[str] = []
    for char in text:
        if char in _CLOSING:
            waiting.append(char)
        elif char in _CLOSING.values() and (not waiting or _CLOSING[waiting.pop()] != char):
            return char
    return waiting[-1] if waiting else '"' if text.count('"') % 2 else ""


def find_bad_values(subject: Subject) -> Iterator[Finding]:
    """Yield values that the termbase's own format would refuse: dates that are none, unknown grammar."""
    for term in subject.termbase.terms():
        for problem in judge_row(0, values_of(term)):
            if problem.column != "term":  # the checks above say it better
                yield about("error", "values", term, f"{problem.column}: {problem.message}", "correct the row")


def find_missing_sources(subject: Subject) -> Iterator[Finding]:
    """Yield terms that claim a status and name no source, and sources without the day on which they were read."""
    for term in subject.termbase.terms():
        if term.status != "unverified" and not term.source:
            remedy = "name the page, law or decree, or give the status unverified"
            yield about("warning", "source", term, f"is {term.status} and has no source", remedy)
        elif term.source and not term.checked:
            yield about("note", "checked", term, "has a source and no date", "write when the source was read")


def find_doubtful_heads(subject: Subject) -> Iterator[Finding]:
    """Yield Kazakh terms whose last word and whose flag `possessed` do not go together.

    The third person ending is -ы/-і after a consonant and -сы/-сі after a vowel (QG, тәуелдік жалғауы;
    M 1.4.2, 2.2), so what is marked must end in ы or і. What ends so and is not marked is doubtful where it
    is the regular form of a noun that titles end in (*министрлігі*, *төрағасы*).
    """
    for term in subject.termbase.terms():
        if term.language != "kk" or term.kind == "abbreviation":
            continue
        words = _WORD.findall(fold(term.text))
        last = words[-1] if words else ""
        if term.possessed and not last.endswith(("ы", "і")):
            message = f"is marked possessed, but {last!r} does not end in ы or і"
            yield about("error", "head", term, message, "take the mark out or write the head in the third person")
        elif not term.possessed and (base := possessed_base(last)) and (len(words) > 1 or base in _nouns()):
            severity = "warning" if base in _nouns() else "note"
            message = f"is not marked possessed, but {last!r} looks like the third person of {base!r}"
            yield about(severity, "head", term, message, "write possessed into grammar if it is")  # type: ignore[arg-type]


def possessed_base(word: str) -> str:
    """Return the noun whose third person a word may be, "" where it is none: a person in -шы, a name in -ы.

    >>> possessed_base("министрлігі"), possessed_base("хатшы"), possessed_base("министр")
    ('министрлік', '', '')
    """
    if not word.endswith(("ы", "і")) or word.endswith(("шы", "ші")):
        return ""
    return next((base for base in bases(word) if base != word and inflect(base, possessive=3) == word), "")


@cache
def _nouns() -> frozenset[str]:
    """Return the nouns that titles end in, in small letters."""
    roles = {"holder", "deputy", "staff", "office", "body", "organisation", "company", "envoy", "mission", "place"}
    return frozenset(head.word.split()[-1] for head in heads.table() if head.role in roles)


def find_common_names(subject: Subject) -> Iterator[Finding]:
    """Yield names of one word that are words of the language too, and are not flagged as such."""
    for term in subject.termbase.terms():
        if term.language != "kk" or term.case != "keep" or term.kind == "abbreviation" or term.possessed:
            continue
        flagged = not _NAME_FLAGS.isdisjoint(term.grammar) or any(word.startswith("unless=") for word in term.grammar)
        if not flagged and fold(term.text) in ambiguous_names():
            message = "is a common word and a given name as well as this name"
            remedy = "write name, given-name or surname into grammar, or unless= with words that tell"
            yield about("warning", "common-word", term, message, remedy)


def find_contradicting_grammar(subject: Subject) -> Iterator[Finding]:
    """Yield English terms that take an article and take none."""
    for term in subject.termbase.terms():
        if {"the", "no-article"} <= set(term.grammar):
            yield about("error", "grammar", term, "has both the and no-article", "keep one of them")
