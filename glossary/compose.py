"""Join a chain of genitives into one title: *… министрлігінің … комитетінің төрағасы*.

In Kazakh the possessor stands first, in the genitive or bare (izafet), and what it has carries the third
person ending (Қазақ грамматикасы 2002; Muhamedowa 2015, 2.2); English has the order reversed, with *of*.

The same genitive is the subject of a verbal noun (*Қазақстанның Дүниежүзілік сауда ұйымына кіруі*, its
accession to the WTO), so only offices and the bodies of a state are taken for a possession: see
`glossary.ownership`. A word between two links that is neither an adjective of `glossary.heads` nor part of a
name ends the chain: what is not known is never taken in, and nothing is joined across it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from glossary.assembly import NEAR, WORD_BEFORE, Chains, index_wordings, is_quoted
from glossary.chain import Link, render_chain
from glossary.compose_kazakh import compose_kazakh
from glossary.english import plural, with_article
from glossary.heads import PERSONS, find_head, words_of
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import inflect, read_form
from glossary.occurrence import TermMatch
from glossary.pieces import find_pieces
from glossary.term import Language, Term, Termbase
from glossary.text import Span

FORMER = re.compile(r"(?<!\w)(?:экс-|бұрынғы\s+)$", re.IGNORECASE)
"""What stands before the title of someone who was in office."""
NUMBERED = frozenset({"әскери бөлім", "әскери бөлімі"})
"""Bodies whose number stands before them in Kazakh and behind them in English: *56 әскери бөлімі*."""
_NUMBER = re.compile(r"(?<![\w/.,])(\d+(?:\s?/\s?\d+)?)\s+$")
ACTING = re.compile(r"\s+(?:міндетін\s+(?:уақытша\s+)?(атқарушы\w*)|м\.\s?а\.)", re.IGNORECASE)
"""What stands behind the genitive of a title that someone holds for another."""
_OWN_GENITIVE = re.compile(r"\w[нтд][ыі]ң\s")


def compose(text: str, matches: Sequence[TermMatch], target: Language, termbase: Termbase) -> list[TermMatch]:
    """Return the matches with every chain of them made one; the others stay as they are.

    `text` is the original that the spans point into. A chain is not joined where a part has no rendering,
    and a chain that is a wording of a concept in `termbase` has been found whole already. Heads that the
    termbase does not have (*баспасөз хатшысы*) come from `glossary.heads`, Latin names from the text; both
    count as links only, never alone. Into Kazakh see `glossary.compose_kazakh`.

    >>> from glossary.match import TermMatcher
    >>> base = Termbase.from_terms([
    ...     Term("senate", "kk", "Сенат", case="keep"), Term("senate", "en", "Senate", grammar=("the",)),
    ...     Term("deputy", "kk", "депутат"), Term("deputy", "en", "deputy")])
    >>> text = "Сенат депутаттарының сөзі"
    >>> found = compose(text, TermMatcher(base, "kk", "en").match(text), "en", base)
    >>> [(match.concept, match.rendering.text, match.case) for match in found]
    [('senate+deputy', 'deputy of the Senate', 'genitive')]
    """
    if target == "kk":
        return compose_kazakh(text, matches, termbase)
    given = {match.span for match in matches}
    chains = Chains(text, termbase).build(find_pieces(text, matches))
    composed: list[TermMatch] = []
    for chain, following in pairwise([*chains, []]):
        composed += _close(text, chain, following[0].match if following else None, given)
    return [qualify(text, _locate(text, match, termbase)) for match in composed]


def _locate(text: str, match: TermMatch, termbase: Termbase) -> TermMatch:
    """Return a body of a district or city with the name before it: *Бостандық аудандық полиция басқармасы*.

    The name alone is no term, since most are common words; it is known by its district's full name.
    """
    rendering, name = match.rendering, WORD_BEFORE.search(text, max(0, match.span.start - NEAR), match.span.start)
    adjective = words_of("place adjective").get(fold(match.form).split()[0]) if match.form else None
    if rendering is None or name is None or adjective is None or not adjective.detail or not name[1][:1].isupper():
        return match
    concept = index_wordings(termbase).get(f"{fold(name[1])} {inflect(adjective.detail, possessive=3)}")
    place = termbase[concept].preferred("en") if concept else None
    if concept is None or place is None:
        return match
    one, many = (f"{_drop_first(form, adjective.english)} of {with_article(place)}" for form in (
        rendering.text, plural(rendering)))  # fmt: skip
    title = replace(rendering, text=one, grammar=(*_without_plural(rendering), f"plural={many}"))
    span = Span(name.start(1), match.span.end)
    whole = f"{concept}+{match.concept}"
    return replace(match, concept=whole, span=span, form=span.of(text), rendering=title, parts=match.parts or (match,))


def _drop_first(text: str, word: str) -> str:
    """Return a rendering without the adjective that it begins with: *district police department*."""
    return text[len(word) + 1 :] if text.lower().startswith(f"{word} ") else text


def _without_plural(term: Term) -> tuple[str, ...]:
    return tuple(item for item in term.grammar if not item.startswith("plural="))


def _close(text: str, chain: list[Link], following: TermMatch | None, given: set[Span]) -> list[TermMatch]:
    """Return a chain as one match, and what stands at its end without being had as it was found.

    Only what is in `given` was found by the matcher; the rest counts for nothing outside a chain.
    """
    end = len(chain)
    while end and (chain[end - 1].seat or chain[end - 1].shared or chain[end - 1].role in ("", "place", "company")):
        end -= 1
    links = chain[:end]
    rest = [link.match for link in chain[end:] if link.match.span in given or link.match.parts]
    if not links:
        return rest
    start = links[0].match.span.start
    complete = end == len(chain) and not _goes_on(text, links[-1].match, following)
    before = WORD_BEFORE.search(text, max(0, start - NEAR), start) if complete else None
    described = _describe_first(before, links) if before else ""
    if before and described:
        links = [replace(links[0], adjectives=(described,)), *links[1:]]
        start = before.start()
    elif len(links) == 1:
        return [*(link.match for link in links if link.match.span in given), *rest]
    elif is_quoted(text, links[0].match):
        start -= 1
    return [_make_match(text, links, start), *rest]


def _make_match(text: str, links: Sequence[Link], start: int) -> TermMatch:
    """Return one match over a chain; its form is that of the last link."""
    last = links[-1].match
    parts = (*(link.match for link in links if link.match.span != last.span), last)
    concept = "+".join(part.concept for part in parts)
    joined = render_chain(links)
    span = Span(start, last.span.end)
    rendering = Term(concept, joined.language, joined.text, "preferred", "full", joined.grammar, joined.case)
    term = Term(concept, "kk", span.of(text), "preferred", "full", ("possessed",), last.term.case)
    return replace(last, concept=concept, span=span, form=span.of(text), term=term, rendering=rendering, parts=parts)


def _describe_first(before: re.Match[str], links: Sequence[Link]) -> str:
    """Return what the adjective before a chain says of its first link, "" where there is none.

    *облыстық сайлау комиссиясы* is the *regional* one; in *бұрынғы министрдің кеңесшісі* the minister is *former*.
    """
    link, word = links[0], fold(before[1])
    if link.role in PERSONS and len(links) > 1 and links[1].role in ("staff", "office"):
        return "former" if word == "бұрынғы" else ""
    if link.role not in ("body", "holder") or link.term.case == "keep":
        return ""
    head = words_of("place adjective").get(word)
    return head.english if head and not link.term.text.startswith(head.english) else ""


def _goes_on(text: str, last: TermMatch, following: TermMatch | None) -> bool:
    """Tell whether a noun in the third person follows that was not joined: *аудандық полиция басқармасы*."""
    return (
        following is not None and following.possessive == 3 and not text[last.span.end : following.span.start].strip()
    )


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
    head = find_head(match.parts[-1].term if match.parts else match.term)
    if (
        rendering
        and fold(match.term.text) in NUMBERED
        and (number := _NUMBER.search(text, max(0, match.span.start - NEAR), match.span.start))
    ):
        digits = "".join(number[1].split())
        title = replace(rendering, text=f"{rendering.text} {digits}", grammar=rendering.grammar)
        span = Span(number.start(1), match.span.end)
        return replace(match, span=span, form=span.of(text), rendering=title, parts=match.parts or (match,))
    if rendering is None or match.term.language != "kk" or head is None or head.role not in PERSONS:
        return match
    if (before := FORMER.search(text, max(0, match.span.start - NEAR), match.span.start)) and not _has_person(match):
        return _qualified(text, match, rendering, "former", Span(before.start(), match.span.end))
    if match.case == "genitive" and (after := ACTING.match(text, match.span.end)):
        form = read_form(fold(after[1] or "атқарушы"), "атқарушы")
        if form is not None:
            acting = replace(match, case=form.case, plural=form.plural)
            return _qualified(text, acting, rendering, "acting", Span(match.span.start, after.end()))
    return match


def _has_person(match: TermMatch) -> bool:
    """Tell whether *former* before a title may be said of its possessor: *бұрынғы министрдің кеңесшісі*."""
    first = find_head(match.parts[0].term) if len(match.parts) > 1 else None
    inner = match.form.split()[0] if _OWN_GENITIVE.search(match.form) else ""
    return (first is not None and first.role in PERSONS) or fold(inner).startswith(tuple(words_of("holder")))


def _qualified(text: str, match: TermMatch, rendering: Term, word: str, span: Span) -> TermMatch:
    """Return a match over `span` whose rendering has a word before it."""
    grammar = (*_without_plural(rendering), f"plural={word} {plural(rendering)}")
    title = replace(rendering, text=f"{word} {rendering.text}", grammar=grammar, case="sentence")
    parts = match.parts or (match,)
    return replace(match, span=span, form=span.of(text), rendering=title, parts=parts)
