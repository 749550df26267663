"""The concepts of a termbase on a day: each with the name that was official then (`glossary.term.Termbase.at`).

What finds and places terms knows of no dates. So a concept that had several names is split here: one with the
names of the day under the concept's own key, and for each other time one with the wordings that had their last
day then and with the names of that day.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from glossary.kazakh.letters import fold
from glossary.period import LAST
from glossary.term import LANGUAGES, Concept, Language, Term


def name_concepts(concepts: Mapping[str, Concept], day: datetime.date | None) -> dict[str, Concept]:
    """Return concepts by their keys with the names of a day, of the present where it is None.

    Where two concepts have had one wording, the one that was official on the day comes first and is found.
    """
    named: dict[str, Concept] = {}
    for key, concept in concepts.items():
        if not any(term.dated for term in concept.terms):
            named[key] = concept
            continue
        now, others = _split(concept, day)
        named[key] = now
        for last, other in sorted(others.items(), reverse=True):
            named[f"{key}@{last}"] = other
    return named if day is None else _put_official_first(named, concepts, day)


def _split(concept: Concept, day: datetime.date | None) -> tuple[Concept, dict[datetime.date, Concept]]:
    """Return a concept with its names of a day, and by their last days those with its names of other times."""
    moment = LAST if day is None else day
    names = {language: concept.preferred(language, moment) for language in LANGUAGES}
    kept, rest = [], []
    for term in concept.terms:
        if concept.period(term).has(moment) or term in names.values() or (day is None and not term.usable):
            kept.append(term)
        elif term.usable:
            rest.append(term)
    apart = [term for term in rest if not _fits(concept, term, names)]
    if not apart and all(concept.preferred(language) == name for language, name in names.items()):
        whole = [term for term in concept.terms if term in kept or term in rest]
        return (concept if len(whole) == len(concept.terms) else Concept(concept.id, tuple(whole))), {}
    others: defaultdict[datetime.date, list[Term]] = defaultdict(list)
    for term in rest:
        others[concept.period(term).last_day()].append(term)
    now = kept if day is None else [_undate(term) for term in kept]
    return Concept(concept.id, tuple(now)), {last: _join(concept, terms, last) for last, terms in others.items()}


def _fits(concept: Concept, term: Term, names: Mapping[Language, Term | None]) -> bool:
    """Tell whether a wording of another time is rendered by the same name as those of the day."""
    last = concept.period(term).last_day()
    others = [language for language in LANGUAGES if language != term.language]
    return all(_text(concept.preferred(other, last)) == _text(names[other]) for other in others)


def _text(term: Term | None) -> str:
    return term.text if term else ""


def _join(concept: Concept, terms: Iterable[Term], last: datetime.date) -> Concept:
    """Return the wordings that had their last day together with the names of that day."""
    names = (concept.preferred(language, last) for language in LANGUAGES)
    return Concept(concept.id, tuple(dict.fromkeys([*terms, *(name for name in names if name)])))


def _undate(term: Term) -> Term:
    """Return a term as one that is official now, as those of the day are for a text of that day."""
    return replace(term, since="", until="") if term.dated and term.usable else term


def _put_official_first(
    named: dict[str, Concept], concepts: Mapping[str, Concept], day: datetime.date
) -> dict[str, Concept]:
    """Return the concepts in an order in which a wording leads to the one that had it officially on the day."""
    owners: defaultdict[tuple[Language, str], list[tuple[str, bool]]] = defaultdict(list)
    for key, concept in concepts.items():
        for term in concept.terms:
            if term.usable:
                owners[term.language, fold(term.text)].append((key, concept.period(term).has(day)))
    first: dict[str, None] = {}
    for found in owners.values():
        if len(found) > 1 and len({official for _, official in found}) > 1:
            first.update(dict.fromkeys(key for key, official in found if official))
    ahead = {}
    for key in first:
        terms = (_undate(term) if concepts[key].period(term).has(day) else term for term in named[key].terms)
        ahead[key] = Concept(key, tuple(terms))
    return {**ahead, **{key: concept for key, concept in named.items() if key not in first}}
