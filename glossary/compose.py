"""Join a chain of genitives into one title: *… министрлігінің … комитетінің төрағасы*.

In Kazakh the possessor stands first, in the genitive or bare (izafet), and what it has carries the third
person ending (Қазақ грамматикасы 2002; Muhamedowa 2015, 2.2); English has the order reversed, with *of*.

The same genitive is the subject of a verbal noun (*Қазақстанның Дүниежүзілік сауда ұйымына кіруі*, its
accession to the WTO), so only offices and the bodies of a state are taken for a possession.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from glossary.english import plural, with_article
from glossary.kazakh.letters import INVISIBLE, fold
from glossary.kazakh.morphology import bases, paradigm
from glossary.match import TermMatch
from glossary.term import Language, Term, Termbase
from glossary.text import Span

HOLDERS = (
    "әкім", "министр", "президент", "төраға", "төрайым", "депутат", "хатшы", "басшы", "елбасы", "премьер",
    "басқарушы", "судья", "прокурор", "елші", "директор", "ректор", "қолбасшы", "омбудсмен", "сенатор",
)  # fmt: skip
"""Nouns for people who are in office."""
STAFF = ("орынбасар", "кеңесші", "көмекші", "кеңсе", "аппарат", "әкімшілік", "өкіл", "резиденция")
"""What a person in office has."""
BODIES = (
    "министрлік", "комитет", "агенттік", "департамент", "басқарма", "әкімдік", "үкімет", "парламент", "сенат",
    "мәжіліс", "сот", "прокуратура", "кеңес", "ассамблея", "палата", "елшілік", "бюро", "қызмет", "комиссия",
    "мәслихат", "академия", "инспекция", "орталық", "институт", "университет", "гвардия", "полиция", "банк",
    "күштер", "бөлім", "сайлау", "құрылтай",
)  # fmt: skip
"""Bodies that a state or a larger body has."""
FORMER = re.compile(r"(?<!\w)(?:экс-|бұрынғы\s+)$", re.IGNORECASE)
"""What stands before the title of someone who was in office."""
ACTING = re.compile(r"\s+(?:міндетін\s+(?:уақытша\s+)?(атқарушы\w*)|м\.\s?а\.)", re.IGNORECASE)
"""What stands behind the genitive of a title that someone holds for another."""
CITY = paradigm("қаласы", possessed=True)
"""*қаласы* after the name of a city says no more than the name."""


def compose(text: str, matches: Sequence[TermMatch], target: Language, termbase: Termbase) -> list[TermMatch]:
    """Return the matches with every chain of them made one; the others stay as they are.

    `text` is the original that the spans point into. A chain is not joined where a part has no rendering,
    and a chain that is a wording of a concept in `termbase` has been found whole already. Only into English
    for now; into another language the matches are returned as they came.

    >>> from glossary.match import TermMatcher
    >>> base = Termbase.from_terms([
    ...     Term("senate", "kk", "Сенат", case="keep"), Term("senate", "en", "Senate", grammar=("the",)),
    ...     Term("deputy", "kk", "депутат"), Term("deputy", "en", "deputy")])
    >>> text = "Сенат депутаттарының сөзі"
    >>> found = compose(text, TermMatcher(base, "kk", "en").match(text), "en", base)
    >>> [(match.concept, match.rendering.text, match.case) for match in found]
    [('senate+deputy', 'deputy of the Senate', 'genitive')]
    """
    if target != "en":
        return list(matches)
    composed: list[TermMatch] = []
    chain: list[TermMatch] = []
    for match in matches:
        if chain and _follows(text, chain[-1], match, first=len(chain) == 1):
            chain.append(match)
            continue
        composed += _close(text, chain)
        chain = [match]
    composed += _close(text, chain)
    return [qualify(text, match) for match in composed]


def qualify(text: str, match: TermMatch) -> TermMatch:
    """Return the title of a person in office with *former* or *acting* before it where the text says so.

    >>> from glossary.match import TermMatcher
    >>> base = Termbase.from_terms([Term("a", "kk", "әкім"), Term("a", "en", "akim", case="sentence")])
    >>> for text in ("Бұрынғы әкім келді", "Қала әкімінің міндетін атқарушы келді"):
    ...     (found,) = TermMatcher(base, "kk", "en").match(text)
    ...     print(qualify(text, found).form, "=", qualify(text, found).rendering.text)
    Бұрынғы әкім = former akim
    әкімінің міндетін атқарушы = acting akim
    """
    rendering = match.rendering
    if rendering is None or match.term.language != "kk" or head_of(match.term) not in (*HOLDERS, "орынбасар"):
        return match
    if before := FORMER.search(text, 0, match.span.start):
        return _qualified(text, match, rendering, "former", Span(before.start(), match.span.end))
    if match.case == "genitive" and (after := ACTING.match(text, match.span.end)):
        form = paradigm("атқарушы").get(fold(after[1] or "атқарушы"))
        if form is not None:
            acting = replace(match, case=form.case, plural=form.plural)
            return _qualified(text, acting, rendering, "acting", Span(match.span.start, after.end()))
    return match


def _qualified(text: str, match: TermMatch, rendering: Term, word: str, span: Span) -> TermMatch:
    """Return a match over `span` whose rendering has a word before it."""
    many = f"plural={word} {plural(rendering)}"
    grammar = (*(item for item in rendering.grammar if not item.startswith("plural=")), many)
    title = replace(rendering, text=f"{word} {rendering.text}", grammar=grammar, case="sentence")
    parts = match.parts or (match,)
    return replace(match, span=span, form=span.of(text), rendering=title, parts=parts)


def head_of(term: Term) -> str:
    """Return the stem of the last word of a Kazakh term, in small letters.

    >>> head_of(Term("a", "kk", "Қаржы министрлігі", grammar=("possessed",))), head_of(Term("b", "kk", "вице-министр"))
    ('министрлік', 'министр')
    """
    word = fold(term.text).replace("-", " ").split()[-1:] or [""]
    return bases(word[0])[0] if term.possessed else word[0]


def _follows(text: str, left: TermMatch, right: TermMatch, *, first: bool) -> bool:
    """Tell whether the second match is what the first one has. `first`: no link of the chain stands before it."""
    if left.term.language != "kk" or left.rendering is None or right.rendering is None:
        return False
    if left.plural and left.term.possessed:
        return False  # the last of several names: Алматы, Шымкент қалаларының әкімдері
    if right.possessive != 3 or left.suffix or left.case not in ("nominative", "genitive"):
        return False
    if first and left.possessive is not None and not left.term.possessed:
        return False  # the name that it belongs to is not known: Балқаш ауданының әкімі
    return _may_have(left, right) and _adjacent(text, left, right)


def _may_have(left: TermMatch, right: TermMatch) -> bool:
    """Tell whether the one may be said to have the other."""
    had = head_of(right.term)
    if head_of(left.term) in HOLDERS and left.term.kind != "abbreviation":
        # Bare, a person is more likely the subject: Президент министрлеріне тапсырды.
        return had in STAFF and left.case == "genitive"
    if had in HOLDERS or had in STAFF:
        return True
    # Bare, a common noun says what kind of body it is: полиция басқармасы.
    kind_only = left.case == "nominative" and left.term.case != "keep" and left.possessive is None
    return had in BODIES and not kind_only


def _adjacent(text: str, left: TermMatch, right: TermMatch) -> bool:
    """Tell whether only white space stands between two matches, or *қаласы* after the name of a city."""
    gap = "".join(char for char in text[left.span.end : right.span.start] if char not in INVISIBLE)
    if not gap[:1].isspace() or not gap[-1:].isspace() or gap.count("\n") > 1:
        return False
    word = fold(gap.strip())
    if not word:
        return True
    form, rendering = CITY.get(word), left.rendering
    if form is None or rendering is None or form.plural or form.possessive != 3 or form.suffix:
        return False
    bare = left.case == "nominative" and left.possessive is None and left.term.case == "keep"
    return bare and form.case in ("nominative", "genitive") and "no-article" in rendering.grammar


def _join(possessor: Term, had: Term, *, deputy: bool) -> Term:
    """Return the rendering of what is had with that of its possessor behind it, or before it for a deputy."""
    if deputy:
        one, many = f"{had.text} {possessor.text}", f"{had.text} {plural(possessor)}"
    else:
        tail = f" of {with_article(possessor)}"
        one, many = had.text + tail, plural(had) + tail
    grammar = (*(word for word in had.grammar if not word.startswith("plural=")), f"plural={many}")
    return replace(had, text=one, grammar=grammar)


def _render(chain: Sequence[TermMatch]) -> Term | None:
    """Return the rendering of a chain, from the possessor to what is had; None where a part has none.

    The deputy of a person has the title of the person: *deputy Minister of Finance*.
    """
    result: Term | None = None
    holder = False
    for match in chain:
        rendering, head = match.rendering, head_of(match.term)
        if rendering is None:
            return None
        if match.plural and match is not chain[-1]:
            many = plural(rendering)
            rendering = replace(rendering, text=many, grammar=(f"plural={many}", *rendering.grammar))
        result = rendering if result is None else _join(result, rendering, deputy=holder and head == "орынбасар")
        holder = head in HOLDERS
    return result


def _close(text: str, chain: list[TermMatch]) -> list[TermMatch]:
    """Return a chain as one match, or as it is when it has only one link."""
    if len(chain) < 2:
        return chain
    last = chain[-1]
    joined = _render(chain)
    if joined is None:
        return chain
    concept = "+".join(match.concept for match in chain)
    span = Span(chain[0].span.start, last.span.end)
    rendering = Term(concept, joined.language, joined.text, "preferred", "full", joined.grammar, joined.case)
    term = Term(concept, "kk", span.of(text), "preferred", "full", ("possessed",), last.term.case)
    parts = tuple(chain)
    return [replace(last, concept=concept, span=span, form=span.of(text), term=term, rendering=rendering, parts=parts)]
