"""Glossaries of translation services: DeepL, Google Cloud Translation and Amazon Translate.

They hold pairs of a source and a target term and nothing else, so writing one returns a list of what was lost.

*DeepL*: CSV or TSV, the source first, no header, one direction; each source once; a term at most 1,024 bytes
(the API's reference). *Google*: two columns, no header, for a glossary of one direction. *Amazon*: a header with
the codes of the languages; a terminology is of one direction, from the first column, unless it is uploaded as
MULTI. None of the three escapes a formula, and an apostrophe would become part of the term: a term that
spreadsheets would run is left out.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from glossary.storage.columns import DEFAULTS, values_of
from glossary.storage.counterparts import find_counterpart, usable_terms
from glossary.storage.delimited import write_cells
from glossary.storage.formulas import is_formula
from glossary.storage.loss import Loss
from glossary.storage.pairs import identify
from glossary.term import Concept, Language, Term, Termbase

LONGEST = 1024
"""Bytes of a term in UTF-8 that DeepL takes."""

_CARRIED = ("concept", "language", "term")
_NAMES: dict[Language, str] = {"kk": "Kazakh", "en": "English"}


class _Held(NamedTuple):
    """A pair that is written."""

    source: Term
    target: Term


def write_deepl(termbase: Termbase, file: BinaryIO, suffix: str = ".csv") -> list[Loss]:
    """Write a DeepL glossary from Kazakh to English; return what it does not hold."""
    return _write(termbase, file, suffix, "kk", longest=LONGEST)


def write_deepl_reversed(termbase: Termbase, file: BinaryIO, suffix: str = ".csv") -> list[Loss]:
    """Write a DeepL glossary from English to Kazakh; return what it does not hold."""
    return _write(termbase, file, suffix, "en", longest=LONGEST)


def write_google(termbase: Termbase, file: BinaryIO, suffix: str = ".csv") -> list[Loss]:
    """Write a Google glossary from Kazakh to English; return what it does not hold."""
    return _write(termbase, file, suffix, "kk")


def write_google_reversed(termbase: Termbase, file: BinaryIO, suffix: str = ".csv") -> list[Loss]:
    """Write a Google glossary from English to Kazakh; return what it does not hold."""
    return _write(termbase, file, suffix, "en")


def write_aws(termbase: Termbase, file: BinaryIO, suffix: str = ".csv") -> list[Loss]:
    """Write a custom terminology for Amazon Translate, Kazakh first; return what it does not hold."""
    return _write(termbase, file, suffix, "kk", header=True)


def _write(
    termbase: Termbase, file: BinaryIO, suffix: str, source: Language, *, header: bool = False, longest: int = 0
) -> list[Loss]:
    """Write the pairs of each concept, and return what they do not say."""
    losses: list[Loss] = []
    held: list[_Held] = []
    sources: dict[str, str] = {}
    for concept in termbase.concepts.values():
        pairs = list(_pairs(concept, source, losses, _judge_length(longest)))
        for pair in pairs:
            if pair.source.text in sources:
                other = sources[pair.source.text]
                losses.append(Loss(concept.id, pair.source.text, f"stands already for {other!r}: the pair is left out"))
                continue
            sources[pair.source.text] = pair.target.text
            held.append(pair)
        losses += _losses(concept, source, pairs)
    rows = [(pair.source.text, pair.target.text) for pair in held]
    write_cells(file, [("kk", "en"), *rows] if header else rows, suffix)
    return losses


def _judge_length(longest: int) -> Callable[[Term], str]:
    """Return what tells why a term cannot be written; "" where it can."""

    def judge(term: Term) -> str:
        if is_formula(term.text):
            return "begins like a formula of a spreadsheet: the term is left out"
        if longest and len(term.text.encode()) > longest:
            return f"is longer than {longest} bytes: the term is left out"
        return ""

    return judge


def _pairs(concept: Concept, source: Language, losses: list[Loss], judge: Callable[[Term], str]) -> Iterator[_Held]:
    """Yield the pairs of one concept; a term that cannot be one goes to `losses`."""
    for term in usable_terms(concept, source):
        target = find_counterpart(term, concept)
        if target is None:
            other = _NAMES["kk" if source == "en" else "en"]
            losses.append(Loss(concept.id, term.text, f"has no {other} term to be used: the term is left out"))
        elif reason := judge(term) or judge(target):
            losses.append(Loss(concept.id, term.text, reason))
        else:
            yield _Held(term, target)


def _losses(concept: Concept, source: Language, pairs: list[_Held]) -> Iterator[Loss]:
    """Yield what the pairs of a concept do not say of its terms."""
    written = {id(term) for pair in pairs for term in pair}
    sources = {id(pair.source) for pair in pairs}
    for term in concept.terms:
        if id(term) not in written:
            if not term.usable:
                yield Loss(concept.id, term.text, f"status {term.status}: the term is left out")
            elif not pairs and term.language != source:
                yield Loss(concept.id, term.text, f"has no {_NAMES[source]} term to be used: the term is left out")
            elif pairs and term.language != source:
                yield Loss(concept.id, term.text, "a second rendering: the term is left out")
            continue
        values = values_of(term)
        status = "preferred" if id(term) not in sources or term == pairs[0].source else "admitted"
        defaults = DEFAULTS | {"status": status}
        lost = [name for name, value in values.items() if name not in _CARRIED and value != defaults.get(name, "")]
        if lost:
            yield Loss(concept.id, term.text, f"without {', '.join(lost)}")
    if pairs and concept.id != identify(next(t.text for t in pairs[0] if t.language == "en")):
        yield Loss(concept.id, "", "the identifier: it is made from the English term when the file is read")
