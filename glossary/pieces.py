"""What a chain may be made of beside the terms of a termbase: common heads, and names in Latin letters.

They are given the form of a match, so that a chain treats them alike; alone they count for nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from glossary.heads import HeadForm, find_head, read_heads
from glossary.kazakh.endings import Case, Form
from glossary.kazakh.letters import fold, normalize
from glossary.occurrence import TermMatch
from glossary.term import Term
from glossary.text import Span

_WORD = re.compile(r"(?:(?<![\w-])|(?<=(?<!\w)экс-))(?!экс-)[^\W_]+(?:-[^\W_]+)*")
"""A word with its hyphens, without *экс-* before it."""
_LATIN = re.compile(
    r"(?<![\w.&-])(?P<open>[\"«“])?"
    r"(?P<name>[A-Z][\w&.'’-]{0,60}(?:[ \u00a0](?:[A-Z0-9&][\w&.'’-]{0,60}|a|and|of|de|the|for)){0,30})(?<![.'’-])"
    r"(?P<close>[\"»”])?(?P<ending>-[нтд][ыі]ң)?(?=\s)",
    re.ASCII,
)
_LATIN_GENITIVE = re.compile(r"-[нтд][ыі]ң$")
_ROMAN = re.compile("[IVXLC]+")
_SHORTEST_NAME = 3
"""Letters; shorter ones are mostly common nouns: *IT, HR, TV*."""


def find_pieces(text: str, matches: Sequence[TermMatch]) -> list[TermMatch]:
    """Return the matches, and between them the heads and the Latin names of a text, in order.

    >>> [piece.form for piece in find_pieces("Baker Hughes президенті келді", [])]
    ['Baker Hughes', 'президенті']
    """
    names = list(find_names(text))
    if not matches and not names:
        return []
    found = [(match.span, False, match) for match in matches]
    found += [(piece.span, True, piece) for piece in (*names, *find_heads(text))]
    pieces: list[tuple[bool, TermMatch]] = []
    for span, own, piece in sorted(found, key=lambda one: one[:2]):
        if pieces and span.overlaps(pieces[-1][1].span):
            if own:
                continue
            pieces.pop()  # what the matcher found goes before
        pieces.append((own, piece))
    return list(_merge_districts(text, [piece for _, piece in pieces]))


def _merge_districts(text: str, pieces: Sequence[TermMatch]) -> Iterator[TermMatch]:
    """Yield the pieces with the name of a town and *ауданы* as one: the district has the name of its town."""
    waiting: TermMatch | None = None
    for piece in pieces:
        if waiting and (district := _make_district(text, waiting, piece)):
            waiting = district
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


def _make_district(text: str, name: TermMatch, noun: TermMatch) -> TermMatch | None:
    """Return a district whose name is known as that of a town, None where the two are something else."""
    town, district = name.rendering, noun.rendering
    if town is None or district is None or name.possessive or name.case != "nominative" or name.suffix:
        return None
    if fold(noun.term.text) != "аудан" or noun.possessive != 3 or noun.plural or find_head(name.term):
        return None
    if name.term.text.isascii() or name.term.case != "keep" or "no-article" not in town.grammar:
        return None
    if text[name.span.end : noun.span.start].strip():
        return None
    concept = f"{name.concept}+{noun.concept}"
    span = Span(name.span.start, noun.span.end)
    term = Term(concept, "kk", f"{name.term.text} ауданы", grammar=("possessed",), case="keep")
    rendering = Term(concept, "en", f"{town.text} {district.text}", grammar=("no-article",), case="keep")
    parts = (name, noun)
    return replace(noun, concept=concept, span=span, form=span.of(text), term=term, rendering=rendering, parts=parts)


def find_heads(text: str) -> Iterator[TermMatch]:
    """Yield the common heads in the third person, which say whose they are."""
    repaired = normalize(text)
    words = [(match.group(), match.span()) for match in _WORD.finditer(fold(repaired.text))]
    for i, (word, (start, end)) in enumerate(words):
        for found in read_heads(word):
            first = i - len(found.before)
            if first >= 0 and tuple(before for before, _ in words[first:i]) == found.before:
                start = words[first][1][0]
                if repaired.text[start:end].count(" ") == len(found.before):
                    yield _make_head(text, repaired.to_original(Span(start, end)), found)
                    break


def _make_head(text: str, span: Span, found: HeadForm) -> TermMatch:
    """Return a head as a match."""
    head, form = found.head, found.form
    concept = head.english.lower().replace(" ", "-")
    rendering = Term(concept, "en", head.english, case="keep" if head.english[:1].isupper() else "sentence")
    term = Term(concept, "kk", head.word, grammar=("possessed",) if head.possessed else ())
    return _make(text, span, term, rendering, form)


def find_names(text: str) -> Iterator[TermMatch]:
    """Yield the names in Latin letters with a capital, with the quotes around them and a genitive behind them.

    >>> [(name.form, name.rendering.text, name.case) for name in find_names("Кеше «Alstom»-ның басшысы XX ғасырда")]
    [('«Alstom»-ның', 'Alstom', 'genitive')]
    """
    for found in _LATIN.finditer(text):
        name = found["name"]
        if len(name) < _SHORTEST_NAME or _ROMAN.fullmatch(name) or bool(found["open"]) != bool(found["close"]):
            continue
        case: Case = "genitive" if found["ending"] else "nominative"
        concept = re.sub(r"\W+", "-", name.lower())
        rendering = Term(concept, "en", name, grammar=("no-article", f"plural={name}"), case="keep")
        yield _make(text, Span(*found.span()), Term(concept, "kk", name, case="keep"), rendering, Form(case))


def _make(text: str, span: Span, term: Term, rendering: Term, form: Form) -> TermMatch:
    """Return a match for what the termbase does not have."""
    return TermMatch(
        term.concept,
        span,
        span.of(text),
        term,
        rendering,
        form.case,
        form.plural,
        possessive=form.possessive,
        suffix=form.suffix,
    )
