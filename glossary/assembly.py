"""Put the pieces of a text together: which of them follow each other in a chain of genitives.

What one noun may be said to have is told by `glossary.ownership`; here is looked at what stands between and
before them. In doubt nothing is joined.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from glossary.chain import Link, level_of, make_link, names_home
from glossary.english import plural, with_article
from glossary.heads import PERSONS, find_head, read_adjective, words_of
from glossary.kazakh.letters import INVISIBLE, fold
from glossary.kazakh.morphology import inflect, read_form
from glossary.occurrence import TermMatch
from glossary.ownership import may_have
from glossary.term import Term, Termbase

NEAR = 80
"""Code points before a link that are looked at: two words and what stands between them."""
WORD_BEFORE = re.compile(r"(?<![\w-])(\w+)\s+$")
"""The word that a text ends in, with the white space behind it."""
_GENITIVE = re.compile("[нтд][ыі]ң$")
_ENUMERATED = re.compile(r"(?<!\w)(\w+)(?:,\s+|\s+(?:және|[мбп]ен)\s+)$")


@lru_cache(maxsize=8)
def index_wordings(termbase: Termbase) -> dict[str, str]:
    """Return the concept of every Kazakh wording, in small letters."""
    return {fold(term.text): term.concept for term in termbase.terms() if term.language == "kk" and term.usable}


def is_quoted(text: str, match: TermMatch) -> bool:
    """Tell whether a match stands in quotes of its own: *«Роскосмос» басшысы*."""
    before, after = text[match.span.start - 1 : match.span.start], text[match.span.end : match.span.end + 1]
    return bool(before and after) and before in '«"“„' and after in '»"”“'


def _is_stray(text: str, place: int) -> bool:
    """Tell whether a closing quote stands where none is open, as in *«Хабар» агенттігінің» төрағасы*."""
    before = text[max(0, place - 2 * NEAR) : place]
    return text[place : place + 1] in ("»", "”") and before.count("«") + before.count("“") == (
        before.count("»") + before.count("”")
    )


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two links: words in small letters, and the case that *қаласының* gives the first one."""

    words: tuple[str, ...] = ()
    case: str = ""
    plural: bool = False


class Chains:
    """Puts the pieces of one text together."""

    def __init__(self, text: str, termbase: Termbase) -> None:
        self.text, self.termbase = text, termbase

    def build(self, pieces: Sequence[TermMatch]) -> list[list[Link]]:
        """Return the pieces as chains of one link or more, in order; what has no rendering ends a chain."""
        done: list[list[Link]] = []
        chain: list[Link] = []
        for piece in pieces:
            link = make_link(piece) or Link(piece, piece.term, None)
            if link.head is None and is_quoted(self.text, piece):
                link = replace(link, head=words_of("company")["компания"])  # a firm: «Роскосмос» басшысы
            while chain:
                longer = self._attach(chain, link) if piece.rendering else None
                if longer:
                    break
                # A place before, or one of several, that turned out to share nothing.
                loose = len(chain) > 1 and (chain[0].seat or chain[1].shared)
                done.append(chain[:1] if loose else chain)
                chain = [replace(chain[1], shared=False, doubtful=chain[1].shared), *chain[2:]] if loose else []
            chain = longer if chain and longer else [link]
        return [*done, chain] if chain else done

    def _attach(self, chain: list[Link], link: Link) -> list[Link] | None:
        """Return the chain with one more link, None where the two do not belong together."""
        tail = chain[-1]
        if tail.match.rendering is None or tail.match.term.language != "kk":
            return None
        gap = self._read_gap(tail, link)
        if gap is None or set(gap.words) & words_of("conjunction").keys():
            return self._share(chain, link)
        return (self._send if link.seat or tail.seat else self._possess)(chain, link, gap)

    def _possess(self, chain: list[Link], link: Link, gap: _Gap) -> list[Link] | None:
        """Attach what the last link of a chain has."""
        tail, case = chain[-1], gap.case or chain[-1].match.case
        sent = chain[0].seat and len(chain) == 2  # Түркиядағы Қазақстан елшілігі: nothing else is sent
        if link.match.possessive != 3 or not self._can_possess(chain, link, case):
            return None
        if (sent and link.role not in ("envoy", "mission")) or (tail.shared and not link.match.plural):
            return None
        if gap.words[:1] and gap.words[0] in words_of("place adjective"):
            place = self._find_place(tail, gap.words[0]) if len(gap.words) == 1 and case == "nominative" else None
            return [*chain[:-1], place, link] if place and link.role in ("body", "holder") else None
        adjectives = tuple(map(read_adjective, gap.words))
        if not all(adjectives) or (adjectives and case != "genitive"):
            return None
        if not may_have(tail, link, case) or not self._may_hold_place(tail, link):
            return None
        first = fold(link.match.term.text).split()[0]
        if first in words_of("place adjective") and tail.role == "" and case == "nominative" and link.role == "body":
            return [*chain[:-1], _shorten(tail, first), link]
        return [*chain, replace(self._restore_article(link), adjectives=adjectives)]

    def _restore_article(self, link: Link) -> Link:
        """Return a title found whole as it stands with a possessor: *deputy of the Parliament of Kyrgyzstan*.

        Some bodies have no article in English while nothing says whose they are.
        """
        concept = self._find_inner(fold(link.match.term.text).split()[:-1])
        owner = self.termbase[concept].preferred("en") if concept else None
        if concept is None or owner is None or "no-article" not in owner.grammar:
            return link
        head = find_head(self.termbase[concept].in_language("kk")[0])
        if head is None or head.role != "body" or not link.term.text.endswith(f" of {owner.text}"):
            return link
        texts = (text.removesuffix(owner.text) for text in (link.term.text, plural(link.term)))
        one, many = (f"{text}the {owner.text}" for text in texts)
        return replace(link, term=replace(link.term, text=one, grammar=(f"plural={many}",)))

    def _send(self, chain: list[Link], link: Link, gap: _Gap) -> list[Link] | None:
        """Attach a place in the locative to the one who sends, or an envoy to the place it is sent to."""
        tail = chain[-1]
        adjectives = tuple(map(read_adjective, gap.words))
        if link.seat:
            sender = tail.role in ("", "place", "organisation") and tail.match.case in ("genitive", "nominative")
            return [*chain, link] if sender and not tail.seat and not gap.words and len(chain) == 1 else None
        if len(chain) == 1:
            return [*chain, link] if link.role == "" and not gap.words and link.match.possessive is None else None
        sent = link.role in ("envoy", "mission") and link.match.possessive == 3 and all(adjectives)
        return [*chain, replace(link, adjectives=adjectives)] if sent else None

    def _share(self, chain: list[Link], link: Link) -> list[Link] | None:
        """Attach what shares the head that follows with the link before it (*Сенат пен Мәжіліс депутаттары*)."""
        tail = chain[-1]
        gap = fold(self.text[tail.match.span.end : link.match.span.start])
        if gap.strip() not in (*words_of("conjunction"), ",") or gap.count("\n") > 1 or tail.seat or link.seat:
            return None
        if len(chain) > 1 and not tail.shared:
            return None
        if tail.match.case not in ("nominative", "genitive") or tail.match.possessive not in (None, 3):
            return None
        if link.match.possessive == 3 and (split := self._split(tail, link)):
            return [*chain, *split]
        alike = tail.role == link.role and tail.role in ("", "body", "place", "organisation")
        return [*chain, replace(link, shared=True)] if alike and not link.match.plural else None

    def _split(self, tail: Link, link: Link) -> tuple[Link, Link] | None:
        """Return the possessor and the head of a title found whole, where another possessor stands before it.

        The other one must be known to have such a head, or be a name as the first one is.
        """
        *before, last = fold(link.match.term.text).split()
        concept = self._find_inner(before)
        if concept is None or not link.match.plural:
            return None
        owner = self.termbase[concept]
        kazakh, english = owner.in_language("kk")[0], owner.preferred("en")
        known = f"{fold(tail.match.term.text)} {last}" in index_wordings(self.termbase)
        if english is None or not (known or (tail.role == "" and find_head(kazakh) is None)):
            return None
        end = f" of {with_article(english)}"
        one, many = link.term.text, plural(link.term)
        if not one.endswith(end) or not many.endswith(end):
            return None
        head = replace(link.term, text=one.removesuffix(end), grammar=(f"plural={many.removesuffix(end)}",))
        single = replace(link.match, plural=False)
        return Link(single, english, find_head(kazakh), shared=True), replace(link, term=head)

    def _find_inner(self, words: Sequence[str]) -> str | None:
        """Return the concept that some words in small letters are a wording of, in the genitive or not."""
        wordings = index_wordings(self.termbase)
        for end in range(len(words), 0, -1):
            for last in (words[end - 1], _GENITIVE.sub("", words[end - 1])):
                if concept := wordings.get(" ".join((*words[: end - 1], last))):
                    return concept
        return None

    def _can_possess(self, chain: list[Link], link: Link, case: str) -> bool:
        """Tell whether the last link stands as a possessor does, and is known whole."""
        match = chain[-1].match
        if match.suffix or case not in ("nominative", "genitive") or chain[-1].doubtful:
            return False
        if match.plural and match.term.possessed and not match.parts:
            return False  # the last of several names: Алматы, Шымкент қалаларының әкімдері
        if len(chain) > 1:
            return True
        if match.possessive is not None and not match.term.possessed:
            # The name that it belongs to is not known: … ауданының әкімі. A deputy takes no *of* in English.
            return chain[-1].role in PERSONS and link.role == "deputy"
        if chain[-1].role == "":
            before = WORD_BEFORE.search(self.text, max(0, match.span.start - NEAR), match.span.start)
            if before and fold(before[1]) in words_of("name part"):
                return False
            several = _ENUMERATED.search(self.text, max(0, match.span.start - NEAR), match.span.start)
            return not (link.match.plural and several and several[1][:1].isupper())
        return True

    def _read_gap(self, tail: Link, link: Link) -> _Gap | None:
        """Return what stands between two links, None where it is more than white space and whole words."""
        between = self.text[tail.match.span.end : link.match.span.start]
        if is_quoted(self.text, tail.match) or _is_stray(self.text, tail.match.span.end):
            between = between[1:]
        gap = "".join(char for char in between if char not in INVISIBLE)
        if gap.endswith("-"):  # экс-президенті
            gap = gap[:-1] + " "
        if not gap[:1].isspace() or not gap[-1:].isspace() or gap.count("\n") > 1:
            return None
        words = fold(gap).split()
        form = read_form(words[0], "қала") if words else None
        if form is None:
            return _Gap(tuple(words))
        bare = tail.match.case == "nominative" and tail.match.possessive is None and tail.match.term.case == "keep"
        if form.possessive != 3 or form.suffix or form.plural != tail.shared or not (bare and tail.role == ""):
            return None
        return _Gap(tuple(words[1:]), form.case) if "no-article" in tail.term.grammar else None

    def _find_place(self, tail: Link, adjective: str) -> Link | None:
        """Return the region, city or district of a name: *Шығыс Қазақстан облыстық*.

        A city is written by the rendering of its concept (*Almaty*), a region with the word (*Almaty region*).
        """
        noun = words_of("place adjective")[adjective].detail
        if tail.role or not noun or tail.match.term.kind == "abbreviation":
            return None
        concept = index_wordings(self.termbase).get(f"{fold(tail.match.term.text)} {inflect(noun, possessive=3)}")
        rendering = self.termbase[concept].preferred("en") if concept else None
        if concept is None or rendering is None:
            return tail if noun == "қала" and "no-article" in tail.term.grammar else None
        match = replace(tail.match, concept=concept, rendering=rendering)
        return replace(tail, match=match, term=rendering)

    def _may_hold_place(self, tail: Link, link: Link) -> bool:
        """Tell whether a place that is named in the second link can lie in that of the first.

        *ҚР Атырау облысының әкімі*, but in *Ресей Алматы әкімін шақырды* the country is the subject.
        """
        if tail.role not in ("", "place") or link.role == "place":
            return True
        *before, _ = fold(link.match.term.text).split() or [""]
        concept = self._find_inner(before) if before else None
        if concept is None:
            return True
        inner = self.termbase[concept].in_language("kk")[0]
        head = find_head(inner)
        if head is not None and head.role != "place":
            return head.role != "organisation"  # Үкімет басшысы is that of a state, БҰҰ Қауіпсіздік Кеңесі of none
        low = min((level for term in self.termbase[concept].in_language("kk") if (level := level_of(term))), default=0)
        if level_of(tail.match.term) == 1:
            return low > 1
        state = (
            level_of(tail.match.term) == 0 or tail.match.term.kind == "abbreviation" or tail.match.case == "genitive"
        )
        return state and names_home(tail) and low > 0


def _shorten(tail: Link, adjective: str) -> Link:
    """Return the name of a place as it stands before *regional court*: *Almaty*, without *region*."""
    noun = words_of("place adjective")[adjective].detail
    word = words_of("place")[noun].english if noun else ""
    name: Term = replace(tail.term, text=tail.term.text.removesuffix(f" {word}"))
    return replace(tail, term=name, premodifies=True)
