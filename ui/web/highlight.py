"""A translation as HTML: both languages beside each other, titles in matching colours, findings below.

Pure functions from an audit to text. Whatever comes from a visitor or a termbase is escaped, and shown as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from glossary.term import Language
from ui.web.finding_words import describe_finding
from ui.web.title_card import TitleCard

COLOURS = 6
"""Colours of titles, which follow one another through the whole text."""

SHOWN = 600
"""Segments of a translation that a page shows; a browser lays out no more of them at ease. The files have all."""

Unit = Mapping[str, Any]
"""A unit of an audit."""

Cards = Callable[[Mapping[str, Any]], TitleCard]


def make_view(
    units: Sequence[Unit], source: Language, target: Language, cards: Cards, say: Callable[..., str], whole: str = ""
) -> str:
    """Return the units as rows of two columns. `whole` is the text that the copy button takes, where it is known."""
    names = [f'<p class="au-name">{escape(say(one))}</p>' for one in (source, target)]
    rows = "".join(_make_rows(units[:SHOWN], source, target, cards, say))
    rest = len(units) - SHOWN
    more = f'<p class="au-note">{escape(say("not-shown", count=rest))}</p>' if rest > 0 else ""
    text = f'<div id="au-whole" hidden lang="{target}">{escape(whole)}</div>' if whole else ""
    return f'<div class="au-view"><div class="au-head">{"".join(names)}</div>{rows}{more}{text}</div>'


def _make_rows(
    units: Iterable[Unit], source: Language, target: Language, cards: Cards, say: Callable[..., str]
) -> Iterator[str]:
    paragraph, colour = -1, 0
    for unit in units:
        begins = unit["paragraph"] != paragraph
        paragraph = unit["paragraph"]
        both = [cards(use) for use in unit["terms"]]
        ours = _mark(unit, "source", both, colour, say)
        theirs = _mark(unit, "target", both, colour, say)
        colour += len(both)
        yield (
            f'<div class="au-unit{" au-first" if begins else ""}">'
            f'<p class="au-source" lang="{source}">{ours}</p><p class="au-target" lang="{target}">{theirs}</p>'
            f"{make_findings(unit['violations'], say)}</div>"
        )


def _mark(unit: Unit, side: str, cards: Sequence[TitleCard], colour: int, say: Callable[..., str]) -> str:
    """Return one side of a unit with its titles marked; `colour` is that of the first."""
    places = [(use[side]["start"], use[side]["end"], at) for at, use in enumerate(unit["terms"]) if use[side]]
    return "".join(
        _make_title(part, f"{unit['index']}-{at}", colour + at, cards[at], say) if at is not None else escape(part)
        for part, at in cut(unit[side], places)
    )


def _make_title(text: str, pair: str, colour: int, card: TitleCard, say: Callable[..., str]) -> str:
    """Return a title as what can be hovered, focused and clicked; what is said of it is in its data."""
    verified = say("verified" if card.verified else "not-verified")
    said = {
        "pair": pair,
        "name": card.name,
        "concept": card.concept,
        "from": card.source,
        "how": card.strategy,
        "state": verified,
    }
    data = "".join(f' data-{key}="{escape(value)}"' for key, value in said.items())
    kind = f"au-c{colour % COLOURS}" + ("" if card.verified else " au-open")
    return f'<span role="button" tabindex="0" aria-pressed="false" class="au-title {kind}"{data}>{escape(text)}</span>'


def cut(text: str, places: Iterable[tuple[int, int, int]]) -> Iterator[tuple[str, int | None]]:
    """Yield a text in pieces, each with the number of the title that it is; of two that overlap the longer is shown.

    >>> list(cut("қала әкімі келді", [(5, 10, 1), (0, 10, 0)]))
    [('қала әкімі', 0), (' келді', None)]
    """
    at = 0
    for start, end, number in sorted(places, key=lambda place: (place[0], -place[1])):
        if start < at or end <= start:
            continue
        if start > at:
            yield text[at:start], None
        yield text[start:end], number
        at = end
    if at < len(text):
        yield text[at:], None


def make_findings(violations: Sequence[Mapping[str, str]], say: Callable[..., str]) -> str:
    """Return what is to be said about a unit as a list, nothing where that is nothing."""
    if not violations:
        return ""
    said = "".join(
        f"<li><b>{escape(say('kind-' + one['kind']))}</b> {escape(describe_finding(one['message'], say))}</li>"
        for one in violations
    )
    return f'<ul class="au-findings" aria-label="{escape(say("findings"))}">{said}</ul>'


def make_summary(summary: Mapping[str, int], notes: Iterable[str], say: Callable[..., str]) -> str:
    """Return one line about a translation that is done, and what a person should know of it."""
    said = [
        say("count-segments", count=summary["segments"]),
        say("count-verified", count=summary["verified"], all=summary["terms"]) if summary["terms"] else "",
        say("count-unenforced", count=summary["unenforced"]) if summary["unenforced"] else "",
        say("count-findings", count=summary["violations"]) if summary["violations"] else "",
    ]
    line = " · ".join(filter(None, said))
    rest = "".join(f'<p class="au-note">{escape(describe_finding(note, say))}</p>' for note in notes)
    return make_status(line) + rest


def make_status(line: str, share: float | None = None) -> str:
    """Return a line of state, with a bar where work is under way: the share that is done (0…1), 0 where not known."""
    value = f' value="{share:.3f}"' if share else ""
    bar = "" if share is None else f'<progress max="1"{value} aria-label="{escape(line)}"></progress>'
    return f'<p class="au-status" role="status">{escape(line)}</p>{bar}'


def make_problem(message: str) -> str:
    """Return what went wrong, as something that a screen reader says at once."""
    return f'<p class="au-problem" role="alert">{escape(message)}</p>'
