"""`audarma terms show`: one concept with all that is known of it."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from glossary.kazakh.letters import fold
from glossary.places import Places, place_of
from glossary.search import search
from glossary.term import LANGUAGES, Concept, Term, Termbase
from ui.exit_codes import DONE
from ui.layers import find_layers, load_layers, require_layers
from ui.terms_listing import describe_term, dump, preferred_text

NEAREST = 4
"""How many concepts are named where none was found."""


def print_concepts(names: tuple[str, ...], termbases: tuple[Path, ...], alone: bool, as_json: bool) -> int:
    """Print concepts, each once; the exit code. Nothing is printed where one of the names is not known."""
    require_layers(termbases, alone)
    base = load_layers(termbases, alone)
    places = find_layers(termbases, alone)
    concepts = dict.fromkeys(concept for name in names for concept in find_concepts(base, name))
    for i, concept in enumerate(concepts):
        if as_json:
            terms = [describe_term(term, place_of(term, places)) for term in concept.terms]
            click.echo(dump({"concept": concept.id, "terms": terms}))
        else:
            click.echo(("\n" if i else "") + "\n".join(show_concept(concept, base, places)))
    return DONE


def find_concepts(base: Termbase, name: str) -> list[Concept]:
    """Return the concept of that identifier, or all that have that wording; ClickException where there is none."""
    if name in base.concepts:
        return [base[name]]
    hits = search(base, name)
    found = [hit.concept for hit in hits if hit.reason == "wording"]
    if not found:
        near = list(dict.fromkeys([*find_near(base, name), *(hit.concept.id for hit in hits)]))[:NEAREST]
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise click.ClickException(f"there is no concept or term {name!r}{hint}")
    return found


def find_near(base: Termbase, name: str) -> list[str]:
    """Return the concepts whose identifier or wording is spelt much like a name that is none.

    >>> find_near(Termbase.from_terms([Term("ministry", "kk", "министрлік")]), "министрлик")
    ['ministry']
    """
    spelt = {fold(term.text): term.concept for term in base.terms()} | {concept: concept for concept in base.concepts}
    return [spelt[near] for near in difflib.get_close_matches(fold(name), spelt, NEAREST)]


def show_concept(concept: Concept, base: Termbase, places: Places) -> Iterator[str]:
    """Yield the lines about one concept."""
    yield concept.id
    for label, others in (
        ("part of", dict.fromkeys(term.part_of for term in concept.terms if term.part_of)),
        ("succeeded by", dict.fromkeys(term.successor for term in concept.terms if term.successor)),
        ("succeeds", dict.fromkeys(term.concept for term in base.terms() if term.successor == concept.id)),
    ):
        for other in others:
            yield f"  {label}: {name_concept(base, other)}"
    for language in LANGUAGES:
        for term in concept.in_language(language):
            yield from show_term(term, places)


def name_concept(base: Termbase, concept: str) -> str:
    """Return an identifier with its wordings, where the termbase has it."""
    if concept not in base.concepts:
        return concept
    return f"{concept} ({' — '.join(filter(None, (preferred_text(base[concept], code) for code in LANGUAGES)))})"


def show_term(term: Term, places: Places) -> Iterator[str]:
    """Yield the lines about one term: the wording and what it is, then remark, source and place."""
    about = [term.status, *((term.kind,) if term.kind != "full" else ()), *term.grammar]
    if term.since or term.until:
        about.append(f"{term.since}–{term.until}")
    if term.case != "any":
        about.append(f"case {term.case}")
    yield f"  {term.language}  {term.text}  [{', '.join(about)}]"
    if term.note:
        yield f"      note: {term.note}"
    if term.source:
        yield f"      source: {term.source}" + (f", read {term.checked}" if term.checked else "")
    if place := place_of(term, places):
        yield f"      in {place}"
