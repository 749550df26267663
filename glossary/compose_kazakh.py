"""Join a chain of English titles into one Kazakh title: *deputy akim of Taraz* is *Тараз әкімінің орынбасары*.

What belongs together is told by `glossary.english_chain`, how the nouns stand in Kazakh by `glossary.izafet`.
What is not known ends a chain, and nothing is joined across it.
"""

from collections.abc import Sequence

from glossary.english_chain import SENT, Phrase, Reader
from glossary.english_pieces import find_pieces
from glossary.izafet import write_title
from glossary.occurrence import TermMatch
from glossary.term import Capitals, Term, Termbase
from glossary.text import Span

_FORMER = "бұрынғы"


def compose_kazakh(text: str, matches: Sequence[TermMatch], termbase: Termbase) -> list[TermMatch]:
    """Return the matches of an English text with every chain of them made one; the others stay as they are.

    `text` is the original that the spans point into. The rendering of a chain is the Kazakh title in the
    singular, with ``possessed`` in its grammar where the head carries the third person ending; whether the
    title stands in the plural is told by the match. Of an English genitive at the end (*…'s*) the case of the
    match tells.

    >>> from glossary.match import TermMatcher
    >>> base = Termbase.from_terms([
    ...     Term("taraz", "kk", "Тараз", case="keep"), Term("deputy-akim", "en", "deputy akim", case="sentence"),
    ...     Term("taraz", "en", "Taraz", case="keep", grammar=("no-article",)),
    ...     Term("deputy-akim", "kk", "әкімнің орынбасары", grammar=("possessed",))])
    >>> text = "The deputy akims of Taraz met."
    >>> found = compose_kazakh(text, TermMatcher(base, "en", "kk").match(text), base)
    >>> [(match.form, match.rendering.text, match.plural) for match in found]
    [('deputy akims of Taraz', 'Тараз әкімінің орынбасары', True)]
    """
    if not matches:
        return []
    pieces = find_pieces(text, matches, termbase)
    reader = Reader(text, pieces)
    composed: list[TermMatch] = []
    i = 0
    while i < len(pieces):
        phrase = reader.read(i)
        if phrase is not None and _counts(phrase):
            composed.append(_make_match(text, phrase))
            i = phrase.next
            continue
        if pieces[i].found:
            composed.append(pieces[i].match)
        i += 1
    return composed


def _counts(phrase: Phrase) -> bool:
    """Tell whether a phrase is more than what the matcher found: several pieces, or *former* or *acting* before one.

    What the termbase does not have counts only beside what it has; an embassy is one of the countries that it has.
    """
    if len(phrase.pieces) > 1:
        return phrase.head.role in SENT or any(piece.found for piece in phrase.pieces)
    return phrase.head.found and (phrase.described.startswith(_FORMER) or phrase.acting != "")


def _make_match(text: str, phrase: Phrase) -> TermMatch:
    """Return the match of a phrase: over all its pieces, with the Kazakh title."""
    head, last = phrase.head.match, phrase.last.match
    span = Span(phrase.start, last.span.end)
    parts = tuple(sorted((piece.match for piece in phrase.pieces), key=lambda match: match.span))
    concept = "+".join(part.concept for part in parts)
    title = write_title(phrase.nouns, described=phrase.described, acting=phrase.acting)
    owned = len(phrase.nouns) > 1 or phrase.nouns[-1].possessed
    grammar = ("possessed",) if owned and not phrase.acting else ()
    capitals: Capitals = head.rendering.case if head.rendering else "any"
    rendering = Term(concept, "kk", title, "preferred", "full", grammar, capitals)
    term = Term(concept, "en", span.of(text), "preferred", "full", (), head.term.case)
    return TermMatch(concept, span, span.of(text), term, rendering, last.case, head.plural, parts)
