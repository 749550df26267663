"""The links of a chain of genitives, and the English title that they make together.

Kazakh goes from the possessor to what is had, English the other way with *of* (R. Quirk et al., A
Comprehensive Grammar of the English Language, 1985, 5.115-5.122). The deputy of a person takes the title of
the person: *Deputy Prime Minister of Türkiye*.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossary.coordination import enumerate_words
from glossary.english import capitalize_first, demonyms, plural, with_article
from glossary.heads import Head, find_head, words_of
from glossary.kazakh.letters import fold
from glossary.occurrence import TermMatch
from glossary.term import Term

_DEPUTY = re.compile(r"(?:first )?deputy (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Link:
    """One noun of a chain.

    `term` is its English, in the number in which it stands in `match`; `head` the row of its last noun, None
    for a name. `adjectives` (English) stand before it. `seat` tells that it is the place an envoy is sent to,
    `shared` that it shares the head of the chain with the link before it, `doubtful` that it may have done so
    (*Чехия мен Қазақстан Үкіметі*), `premodifies` that its name stands before what it has (*Almaty city court*).
    """

    match: TermMatch
    term: Term
    head: Head | None
    adjectives: tuple[str, ...] = ()
    seat: bool = False
    shared: bool = False
    doubtful: bool = False
    premodifies: bool = False

    @property
    def role(self) -> str:
        """The role of its noun, "" for a name."""
        return self.head.role if self.head else ""


def make_link(match: TermMatch, adjectives: tuple[str, ...] = ()) -> Link | None:
    """Return the link of a match; None where it has no rendering or is no Kazakh term."""
    if match.rendering is None or match.term.language != "kk":
        return None
    named = match.parts[-1].term if match.parts else match.term
    return Link(match, match.rendering, find_head(named), adjectives, seat=match.suffix == "attributive")


def level_of(term: Term) -> int | None:
    """Return how far below a state the place of a Kazakh term is; None where its wording does not say so.

    >>> level_of(Term("a", "kk", "Абай облысы", grammar=("possessed",))), level_of(Term("b", "kk", "Абай"))
    (1, None)
    """
    head = find_head(term)
    return int(head.detail) if head and head.role == "place" else None


def render_chain(links: Sequence[Link]) -> Term:
    """Return the English title of a chain, from the possessor to what is had.

    >>> from glossary.text import Span
    >>> def link(kazakh, english, *grammar):
    ...     term = Term("a", "en", english, grammar=grammar, case="keep" if english[0].isupper() else "sentence")
    ...     return make_link(TermMatch("a", Span(0, 1), "", Term("a", "kk", kazakh), term))
    >>> render_chain([link("Сенат", "Senate", "the"), link("төраға", "Chairman"), link("орынбасар", "deputy")]).text
    'Deputy Chairman of the Senate'
    """
    seat = next((link.term for link in links if link.seat), None)
    links = [link for link in links if not link.seat]
    count = next((i for i, link in enumerate(links) if i and not link.shared), len(links))
    group, rest = links[:count], links[count:]
    before = group[-1]
    possessor = _describe(group[0]) if not rest else _enumerate([_number(link, _describe(link)) for link in group])
    for i, link in enumerate(rest):
        possessor = _join(before, possessor, link, seat if i == len(rest) - 1 else None)
        if i < len(rest) - 1:
            possessor = _number(link, possessor)
        before = link
    return possessor


def _enumerate(terms: Sequence[Term]) -> Term:
    """Return several possessors of one thing as one: *Senate and the Mazhilis*."""
    if len(terms) == 1:
        return terms[0]
    text = enumerate_words([terms[0].text, *(with_article(term) for term in terms[1:])])
    return replace(terms[0], text=text)


def _number(link: Link, term: Term) -> Term:
    """Return the English of a possessor in the number of its link."""
    if not link.match.plural:
        return term
    many = plural(term)
    return replace(term, text=many, grammar=(f"plural={many}", *term.grammar))


def _change(term: Term, one: str, many: str) -> Term:
    """Return a term with another text and plural; what stands with *of* behind it takes an article."""
    grammar = (word for word in term.grammar if not word.startswith("plural="))
    return replace(term, text=one, grammar=(*grammar, f"plural={many}"))


def _describe(link: Link) -> Term:
    """Return the English of a link with its adjectives before it."""
    if not link.adjectives:
        return link.term
    words = " ".join(link.adjectives)
    changed = _change(link.term, f"{words} {link.term.text}", f"{words} {plural(link.term)}")
    return replace(changed, case="sentence")


def _join(before: Link, possessor: Term, link: Link, seat: Term | None) -> Term:
    """Return what is had with its possessor, and with the place that an envoy is sent to."""
    if link.role == "deputy" and before.role in ("holder", "envoy", "staff"):
        return _entitle(link, possessor)
    if link.role == "company":
        return _change(link.term, f"{possessor.text} {link.term.text}", f"{possessor.text} {plural(link.term)}")
    had = link.term
    if before.premodifies:
        return _describe(
            replace(link, term=_change(had, f"{possessor.text} {had.text}", f"{possessor.text} {plural(had)}"))
        )
    one, many = had.text, plural(had)
    alone = link.head is not None and " " not in link.match.term.text and link.head.word in ("басшы", "жетекші")
    if alone and possessor.text in demonyms():
        one, many = "leader", "leaders"  # of a state; of a body it is the head
    if not names_home(link):
        one, many = _drop_state(one), _drop_state(many)
    if _DEPUTY.match(one):
        one, many = _capitalize(one), _capitalize(many)
    own = link.head.detail if link.head and link.role == "staff" and " to " not in one else ""
    preposition = own or "of"
    if link.role in ("envoy", "mission"):
        one, many = capitalize_first(one), capitalize_first(many)
    tail = last = f" {preposition} {with_article(possessor)}"
    bare = before.match.case == "nominative" and before.match.possessive is None
    if bare and before.match.term.case != "keep" and possessor.case != "keep" and before.role in ("place", "body"):
        last = f" {preposition} {plural(possessor)}"  # аудан әкімдері: each of a district of its own
    if link.role == "place":
        tail = last = f", {possessor.text}" if link.head and link.head.word == "қала" else tail
    else:
        had = replace(had, grammar=tuple(word for word in had.grammar if word != "no-article"))
    if seat and link.head:
        end = f" {link.head.detail or 'in'} {with_article(seat)}"
        tail, last = tail + end, last + end
    case = "keep" if one[:1].isupper() else had.case
    return _describe(replace(link, term=replace(_change(had, one + tail, many + last), case=case)))


def _entitle(link: Link, possessor: Term) -> Term:
    """Return the title of a deputy, in capitals where that of the person has them.

    *former* and its like are no part of the title.
    """
    words = [word for word in link.adjectives if word in ("first", "second", "third")]
    others = [word for word in link.adjectives if word not in words]
    title = " ".join((*words, link.term.text))
    capital = possessor.text[:1].isupper()
    title = " ".join(map(capitalize_first, title.split())) if capital else title
    start = " ".join((*others, title))
    # An abbreviation stays first: UN Deputy Secretary-General.
    body = possessor.text.partition(" ")[0]
    first = f"{body} " if body.isupper() and len(body) > 1 and not others else ""
    one, many = (text.removeprefix(first) for text in (possessor.text, plural(possessor)))
    changed = _change(link.term, f"{first}{start} {one}", f"{first}{start} {many}")
    return replace(changed, case="keep" if capital and not others else "sentence")


def _capitalize(title: str) -> str:
    """Return the title of a deputy in capitals, as it stands with the body it belongs to.

    >>> _capitalize("first deputy Chairman")
    'First Deputy Chairman'
    """
    end = found.end() if (found := _DEPUTY.match(title)) else 0
    return " ".join(map(capitalize_first, title[:end].split(" "))) + title[end:]


def _drop_state(text: str) -> str:
    """Return a rendering without the home state that it names though Kazakh does not.

    >>> _drop_state("Government of the Republic of Kazakhstan"), _drop_state("Minister of Finance")
    ('Government', 'Minister of Finance')
    """
    for name in home_names():
        for tail in (f" of the {name}", f" of {name}"):
            text = text.removesuffix(tail)
    return text


def home_names() -> tuple[str, ...]:
    """Return the English names of the state whose bodies a termbase may name in full, longest first."""
    return tuple(sorted((head.english for head in words_of("home").values()), key=len, reverse=True))


def names_home(link: Link) -> bool:
    """Tell whether a Kazakh wording itself says which state it is of: *Қазақстан халқы Ассамблеясы*.

    >>> from glossary.text import Span
    >>> term = Term("a", "kk", "Қазақстан Президенті", grammar=("possessed",))
    >>> names_home(make_link(TermMatch("a", Span(0, 1), "", term, Term("a", "en", "President of Kazakhstan"))))
    True
    """
    words = fold(link.match.term.text).replace("-", " ").split()
    return any(word.startswith(home) for word in words for home in words_of("home"))
