"""Find concepts by what somebody types: a wording in any form, some of its words, a part, an identifier."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from glossary.english import pluralize
from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.morphology import analyse, is_form_of
from glossary.match import TermMatcher
from glossary.term import Concept, Term, Termbase
from glossary.wordings import WORD

Reason = Literal["wording", "form", "words", "part", "identifier"]
"""Why a concept was found, the best reason first: the wording itself, a form of it, its words, letters of it."""
_ORDER: dict[Reason, int] = {reason: i for i, reason in enumerate(get_args(Reason))}
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that was found, why, and by which of its terms (by its identifier: None)."""

    concept: Concept
    reason: Reason
    term: Term | None


def search(termbase: Termbase, query: str) -> list[Hit]:
    """Return the concepts that a query may mean, each once, the likeliest first.

    The query may be in either language and in any grammatical form; capitals make no difference.

    >>> base = Termbase.from_terms([
    ...     Term("ministry-of-finance", "kk", "Қаржы министрлігі", grammar=("possessed",)),
    ...     Term("ministry-of-finance", "en", "Ministry of Finance"),
    ...     Term("finance-committee", "en", "Finance Committee")])
    >>> [(hit.concept.id, hit.reason) for hit in search(base, "қаржы министрлігіне")]
    [('ministry-of-finance', 'form')]
    >>> [(hit.concept.id, hit.reason) for hit in search(base, "министрліктердің")]
    [('ministry-of-finance', 'words')]
    >>> [(hit.concept.id, hit.reason) for hit in search(base, "financ")]
    [('ministry-of-finance', 'part'), ('finance-committee', 'part')]
    """
    wanted = _plain(query)
    if not any(char.isalnum() for char in wanted):
        return []
    best: dict[str, Hit] = {}
    for hit in (*_find_forms(termbase, query), *_find_wordings(termbase, wanted)):
        known = best.get(hit.concept.id)
        if known is None or _ORDER[hit.reason] < _ORDER[known.reason]:
            best[hit.concept.id] = hit
    order = {concept: i for i, concept in enumerate(termbase.concepts)}
    return sorted(best.values(), key=lambda hit: (_ORDER[hit.reason], order[hit.concept.id]))


def _plain(text: str) -> str:
    """Return a text in small letters with plain spaces and marks, lookalike letters repaired."""
    return " ".join(fold(normalize(text).text).split())


def _find_forms(termbase: Termbase, query: str) -> Iterator[Hit]:
    """Yield what the matcher finds in the query, read as either language."""
    for kazakh in (True, False):
        for match in _matcher(termbase, kazakh).match(query):
            for one in match.parts or (match,):
                if one.concept in termbase.concepts:
                    yield Hit(termbase[one.concept], "form", one.term)


@lru_cache(maxsize=4)
def _matcher(termbase: Termbase, kazakh: bool) -> TermMatcher:
    """Return the matcher of a termbase for one language."""
    return TermMatcher(termbase, "kk" if kazakh else "en", "en" if kazakh else "kk")


def _find_wordings(termbase: Termbase, wanted: str) -> Iterator[Hit]:
    """Yield the concepts with a wording that is the query, has its words in any form, or has its letters."""
    asked = [_Asked(word) for word in WORD.findall(wanted)]
    for concept in termbase.concepts.values():
        for term in concept.terms:
            text = _plain(term.text)
            if text == wanted:
                yield Hit(concept, "wording", term)
            elif asked and _has_words(WORD.findall(text), asked, term):
                yield Hit(concept, "words", term)
            elif len(wanted) >= _SHORTEST and wanted in text:
                yield Hit(concept, "part", term)
        if len(wanted) >= _SHORTEST and wanted.replace(" ", "-") in concept.id:
            yield Hit(concept, "identifier", None)


class _Asked:
    """A word of the query with the nouns that it may be a form of."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.lemmas = {fold(reading.lemma) for reading in analyse(word) if len(reading.lemma) > _SHORTEST}
        self.plurals = {word, pluralize(word)}

    def is_in(self, words: list[str], term: Term) -> bool:
        """Tell whether one of the words is this one in another form."""
        if term.language == "en":
            return any(word in self.plurals or pluralize(word) == self.word for word in words)
        return any(
            word == self.word or any(word[:3] == lemma[:3] and is_form_of(word, lemma) for lemma in self.lemmas)
            for word in words
        )


def _has_words(words: list[str], asked: list[_Asked], term: Term) -> bool:
    """Tell whether a wording has every word of the query in some form."""
    return all(one.is_in(words, term) for one in asked)
