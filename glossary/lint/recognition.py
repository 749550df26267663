"""Whether the matcher finds each term in itself: a term that is not found there is found nowhere."""

from collections.abc import Iterator

from glossary.kazakh.letters import fold
from glossary.lint.finding import Finding, Subject, about
from glossary.match import TermMatch, TermMatcher
from glossary.term import LANGUAGES, Term
from glossary.text import Span


def find_unrecognised(subject: Subject) -> Iterator[Finding]:
    """Yield terms that the matcher does not find in themselves whole and as their own concept, and say why.

    A wording of two concepts is passed over: `find_homonyms` and `find_shared_renderings` tell of it.
    """
    shared = _wordings_of_several(subject)
    for source, target in (LANGUAGES, LANGUAGES[::-1]):
        matcher = TermMatcher(subject.whole, source, target)
        for term in subject.termbase.terms():
            if term.language != source or (source, fold(term.text)) in shared:
                continue
            text, place = _show(term)
            found = matcher.match(text)
            if not any(match.concept == term.concept and match.span.covers(place) for match in found):
                message, remedy = explain(term, found)
                yield about("warning", "not-found", term, message, remedy)


def _wordings_of_several(subject: Subject) -> set[tuple[str, str]]:
    """Return the wordings, in small letters, that more than one concept has."""
    owners: dict[tuple[str, str], str] = {}
    shared: set[tuple[str, str]] = set()
    for term in subject.whole.terms():
        wording = (term.language, fold(term.text))
        if owners.setdefault(wording, term.concept) != term.concept:
            shared.add(wording)
    return shared


def _show(term: Term) -> tuple[str, Span]:
    """Return a text in which a term must be found, and where: a name that is a common word stands in quotes.

    Of a term that is all in quotes, what stands in them is enough.
    """
    text = term.text.removeprefix("the ").removeprefix("The ") if term.language == "en" else term.text
    quoted = len(text) > 2 and text[0] in '«"“' and text[-1] in '»"”'
    if "name" in term.grammar and not quoted:
        text, quoted = f"«{text}»", True
    return text, Span(quoted, len(text) - quoted)


def explain(term: Term, found: list[TermMatch]) -> tuple[str, str]:
    """Return why a term is not found, as far as what was found instead tells, and what to do.

    >>> explain(Term("a", "kk", "..."), [])
    ('has no word that can be looked for', 'write letters or digits')
    """
    if not any(char.isalnum() for char in term.text):
        return "has no word that can be looked for", "write letters or digits"
    if found and len(found[0].form) >= len(term.text):
        other = found[0]
        message = f"is found as {other.concept!r} ({other.term.text!r})"
        return message, "make the wordings differ, or take one of them out"
    if found:
        parts = ", ".join(f"{match.form!r} as {match.concept!r}" for match in found)
        return f"is not found whole, only {parts}", "look at its flags, capitals and marks between its words"
    return "is not found by the matcher", "look at its flags, capitals and marks between its words"
