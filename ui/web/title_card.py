"""What a visitor is told of a title in a translation: its concept, the source of its name, and how it was placed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from glossary.term import Concept, Language, Term, Termbase


@dataclass(frozen=True, slots=True)
class TitleCard:
    """A title: its name in both languages, where that name comes from, and what was done, in words."""

    name: str
    concept: str
    source: str
    strategy: str
    verified: bool


def make_card(use: Mapping[str, Any], termbase: Termbase, target: Language, say: Callable[..., str]) -> TitleCard:
    """Return the card of one `term` of an audit; a title composed of several names all their sources."""
    parts = [termbase.concepts[one] for one in split_concept(use["concept"]) if one in termbase.concepts]
    sources: dict[str, None] = {}
    for concept in parts:
        term = find_term(concept, target, use["rendering"])
        if term and term.source:
            dated = f" ({say('read-on', day=term.checked)})" if term.checked else ""
            sources[f"{term.source}{dated}"] = None
    return TitleCard(
        name=f"{use['source']['text']} → {use['rendering']}",
        concept=", ".join(split_concept(use["concept"])),
        source="; ".join(sources) or say("no-source"),
        strategy=say(f"strategy-{use['strategy']}"),
        verified=bool(use["verified"]),
    )


def split_concept(concept: str) -> list[str]:
    """Return the concepts of a title; one that holds for a time of its own is known by its plain name.

    >>> split_concept("ministry+capital@2022-09-16")
    ['ministry', 'capital']
    """
    return [part.partition("@")[0] for part in concept.split("+")]


def find_term(concept: Concept, language: Language, rendering: str) -> Term | None:
    """Return the wording of a concept that a rendering is, else the preferred one."""
    same = (one for one in concept.in_language(language) if one.text.lower() == rendering.lower())
    return next(same, None) or concept.preferred(language)
