"""Read a chain of English titles: what has what, from the outermost possessor to the head.

English says whose with *of*, with *'s*, and with the name or its adjective before (*Kazakh Foreign Minister*):
R. Quirk et al., A Comprehensive Grammar of the English Language (1985), 5.115-5.122, 17.38-17.45. Each *of*
goes with the noun directly before it. Not every *of* is a possession, so the roles of `glossary.heads` decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossary.english_pieces import FOLLOWING, Piece, Qualifiers, may_have, qualifiers_before
from glossary.heads import PERSONS, head_of
from glossary.izafet import Noun, decline, take_apart
from glossary.kazakh.morphology import inflect
from glossary.term import Term

SENT = ("envoy", "mission")
LONGEST = 10
"""Links of a chain behind one another; no title has more, whatever a broken text may have."""
_NEAR = 40
"""Code points that are looked at before and behind a title."""
_NEXT_WORD = re.compile(r"[ \u00a0]([a-z]+)\b")
_TELLS = re.compile(
    r"\b(?:accus|advis|appris|assur|convinc|inform|notif|persuad|remind|suspect|tell|told|warn)\w*\s+(?:\w+\s+){0,2}$"
)
"""Verbs with *of* and what somebody is told (Quirk et al. 16.57): *informed the Minister of Kazakhstan's plans*."""
_BY_LIST = re.compile("және|,")
"""What stands in a name that is a list itself, so that it cannot share its last noun with another."""
_LISTED = ("and", ",", ", and")
_ELECTED = frozenset({"парламент", "сенат", "мәжіліс", "мәслихат", "құрылтай"})
"""Bodies whose deputies stand for voters."""
_BEFORE_PLACE = frozenset({"in", "at", "from", "to", "near", "across", "throughout", "visited", "into", "for"})
"""After these words a name is a place where something happens and says of no title whose it is."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title as it is read: its nouns from the outermost possessor to the head, and the pieces it is made of."""

    nouns: tuple[Noun, ...]
    pieces: tuple[Piece, ...]
    head: Piece
    start: int
    next: int
    described: str = ""
    acting: str = ""

    @property
    def last(self) -> Piece:
        """The piece that ends the phrase in the text."""
        return max(self.pieces, key=lambda piece: piece.span.end)


class Reader:
    """Reads the titles of one text."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text, self.pieces = text, pieces
        self.leads = [
            qualifiers_before(text, pieces[i - 1].span.end if i else 0, piece.span.start, deputy=self._deputises(i))
            for i, piece in enumerate(pieces)
        ]

    def read(self, i: int, depth: int = 0) -> Phrase | None:
        """Return the longest title that begins with a piece; None where it has no Kazakh.

        `depth` counts how often *of* stands before it; beyond `LONGEST` nothing is read.
        """
        if depth > LONGEST:
            return None
        owners: list[Piece] = []
        while len(owners) < LONGEST and self._owns(i):
            owners.append(self.pieces[i])
            i += 1
        reads = self._read_deputy if self._deputises(i) else self._read_head
        return reads(i, owners, depth)

    def _read_deputy(self, i: int, owners: Sequence[Piece], depth: int) -> Phrase | None:
        """Return the title of the deputy of a person: what is said of the person is its possessor."""
        deputy, lead = self.pieces[i], self.leads[i]
        title = self._read_head(i + 1, owners, depth)
        if title is None:
            return None
        ordinal = "бірінші " if deputy.text.startswith("first") else lead.ordinal
        noun = Noun("орынбасар", ordinal, plural=title.head.match.plural, person=True)
        of_one = replace(title.nouns[-1], plural=False)
        start = owners[0].span.start if owners else lead.start
        return replace(
            title,
            nouns=(*title.nouns[:-1], of_one, noun),
            pieces=(*title.pieces, deputy),
            start=start,
            described=lead.described,
            acting=lead.acting,
        )

    def _read_head(self, i: int, owners: Sequence[Piece], depth: int) -> Phrase | None:
        """Return the title with a piece as its head, and with what follows it behind *of*."""
        head, lead = self.pieces[i], self.leads[i]
        if head.match.rendering is None:
            return None
        inner = self._read_owner(i, depth)
        following = inner.next if inner else i + 1
        pieces = [*owners, *(inner.pieces if inner else ()), head]
        nouns = [noun for owner in owners for noun in _nouns_of(owner)]
        nouns += inner.nouns if inner else ()
        own = take_apart(_rendering(head, inner), plural=head.match.plural)
        if inner is None and head.match.plural and " of " in head.text and len(own) > 1:
            own[0], others = self._list(own[0], following)
            pieces += others
            following += len(others)
        if head.role in SENT and (seat := self._seat(following)):
            own[-1] = replace(own[-1], before=f"{_sent_to(seat)} {own[-1].before}")
            pieces.append(seat)
            following += 1
        said = lead if head.role in PERSONS else Qualifiers(head.span.start)
        start = owners[0].span.start if owners else said.start
        return Phrase(tuple(nouns + own), tuple(pieces), head, start, following, said.described, said.acting)

    def _read_owner(self, i: int, depth: int) -> Phrase | None:
        """Return the possessor that stands behind a head with *of*; None where there is none that may have it.

        What is said of it goes with its noun: *бұрынғы Президенттің кеңесшісі*.
        """
        if not self._of(i):
            return None
        owner = self.read(i + 1, depth + 1)
        if owner is None or owner.acting or not may_have(owner.head, self.pieces[i]):
            return None
        if self._goes_on(owner, self.leads[i].start):
            return None
        if owner.described:
            noun = replace(owner.nouns[-1], before=owner.described + owner.nouns[-1].before)
            owner = replace(owner, nouns=(*owner.nouns[:-1], noun))
        return self._enumerate(owner) if self.pieces[i].match.plural else owner

    def _before(self, start: int) -> str:
        """Return the end of what stands before a place of the text."""
        return self.text[max(0, start - _NEAR) : start]

    def _goes_on(self, owner: Phrase, start: int) -> bool:
        """Tell whether a possessor behind *of* belongs to what follows it: *informed … of Kazakhstan's plans*.

        `start` is where the title before *of* begins.
        """
        if owner.last.genitive and owner.head.role == "" and _TELLS.search(self._before(start)):
            return True
        end = owner.last.span.end
        behind = _NEXT_WORD.match(self.text, end, end + _NEAR)
        if behind and behind[1] in FOLLOWING and not owner.last.genitive:
            return True
        return owner.next < len(self.pieces) and self._gap(owner.next - 1) == "" and not self.pieces[owner.next].name

    def _gap(self, i: int) -> str:
        """Return what joins a piece with the next one: *of*, *to*, *in*, *and*, "" for only a space, "?" else."""
        if i + 1 >= len(self.pieces):
            return "?"
        gap = self.text[self.pieces[i].span.end : self.leads[i + 1].start]
        if not gap[:1].isspace() and gap[:1] != ",":
            return "?"
        if gap.count("\n") > 1:
            return "?"
        words = gap.lower().split()
        if words and words[-1] in ("the", "a", "an"):
            words = words[:-1]
        return " ".join(words)

    def _of(self, i: int) -> bool:
        """Tell whether the next piece stands behind *of*, or behind *to* after one who advises."""
        gap = self._gap(i)
        return gap == "of" or (gap != "" and gap == self.pieces[i].preposition and self.pieces[i].role == "staff")

    def _owns(self, i: int) -> bool:
        """Tell whether a piece stands before the next one as its possessor: with *'s*, or as a bare name."""
        owner = self.pieces[i]
        if i + 1 >= len(self.pieces) or self._gap(i) != "" or self.leads[i].start != owner.span.start:
            return False
        deputised = self._deputises(i + 1)
        had = self.pieces[i + 2] if deputised else self.pieces[i + 1]
        if self._deputises(i) or not may_have(owner, had):
            return False
        return owner.genitive or self._stands_bare(owner, had, deputised=deputised, followed=self._of(i + 1))

    def _stands_bare(self, owner: Piece, had: Piece, *, deputised: bool, followed: bool) -> bool:
        """Tell whether a name or an adjective directly before a title says whose it is.

        Not of a common noun after an adjective (*a Russian judge*), nor of a title with *of* behind it, nor of
        one of several (*Kazakh and Russian Presidents*).
        """
        gap = self.text[owner.span.end : had.span.start].split()
        if {"the", "a", "an"} & set(gap) or had.role in ("place", "organisation", "company", "staff"):
            return False
        before = (self._before(owner.span.start).lower().split() or [""])[-1]
        if had.match.plural and (before in ("and", "or") or before.endswith(",")):
            return False
        title = self.text[had.span.start].isupper()
        if owner.adjective:
            return deputised or title or had.role in ("body", *SENT)
        if followed or before in _BEFORE_PLACE or not owner.named:
            return False
        if had.role == "body":
            return owner.role == "" and title
        return owner.role in ("", "place", "body") and had.role in ("holder", "deputy")

    def _deputises(self, i: int) -> bool:
        """Tell whether a piece is the word *deputy* before the title of a person."""
        if i + 1 >= len(self.pieces) or self.pieces[i].text not in ("deputy", "first deputy"):
            return False
        following = self.pieces[i + 1]
        gap = self.text[self.pieces[i].span.end : following.span.start]
        return gap in (" ", "-", "\u00a0") and following.role == "holder" and not following.adjective

    def _seat(self, i: int) -> Piece | None:
        """Return the place that an envoy is sent to, when it stands at `i`."""
        if i >= len(self.pieces) or self._gap(i - 1) not in ("to", "in"):
            return None
        seat = self.pieces[i]
        known = seat.role in ("", "place", "organisation") or _is_state(seat)
        return seat if known and seat.named and not seat.adjective else None

    def _enumerate(self, owner: Phrase) -> Phrase | None:
        """Return a possessor with those that follow it (*akims of Taraz and Semey*); None where they are unclear."""
        while owner.next < len(self.pieces) and self._gap(owner.next - 1) in _LISTED:
            other = self.pieces[owner.next]
            if other.role != owner.head.role or other.adjective:
                return owner
            noun = self._add(owner.nouns[0], owner.next) if len(owner.nouns) == 1 else None
            if noun is None:
                return None
            owner = replace(owner, nouns=(noun,), pieces=(*owner.pieces, other), next=owner.next + 1)
        return owner

    def _list(self, first: Noun, i: int) -> tuple[Noun, list[Piece]]:
        """Return the possessor inside a listed title with those that follow it: *akims of Almaty and Astana*."""
        others: list[Piece] = []
        while i < len(self.pieces) and self._gap(i - 1) in _LISTED:
            piece = self.pieces[i]
            noun = self._add(first, i) if piece.named and not piece.adjective and piece.role not in PERSONS else None
            if noun is None:
                break
            first = noun
            others.append(piece)
            i += 1
        return first, others

    def _add(self, first: Noun, i: int) -> Noun | None:
        """Return a noun with that of a piece behind it; a noun that both end in stands once, in the plural."""
        nouns = _nouns_of(self.pieces[i])
        if len(nouns) != 1 or self._of(i) or self._owns(i):
            return None
        (noun,) = nouns
        link = "және " if "and" in self._gap(i - 1) else ""
        comma = " " if link else ", "
        same = noun.name or (noun.word == first.word and noun.before)
        if first.possessed and first.before and same and not _BY_LIST.search(noun.before):
            added = noun.before if noun.word == first.word else f"{noun.word} "
            return replace(first, before=f"{first.before.rstrip()}{comma}{link}{added}", plural=True)
        return replace(noun, before=f"{decline(first, owned=False)}{comma}{link}{noun.before}")


def _nouns_of(piece: Piece) -> list[Noun]:
    """Return the nouns of a piece; none where it has no Kazakh."""
    rendering = piece.match.rendering
    return take_apart(rendering, plural=piece.match.plural) if rendering else []


def _rendering(head: Piece, owner: Phrase | None) -> Term:
    """Return the Kazakh of a head; the *deputy* of a person is no deputy of a parliament."""
    rendering = head.match.rendering or Term(head.match.concept, "kk", head.match.form)
    if head.text not in ("deputy", "deputies") or owner is None or owner.head.match.rendering is None:
        return rendering
    if owner.head.role in PERSONS:
        return replace(rendering, text="орынбасар", grammar=())
    elected = head_of(owner.head.match.rendering) in _ELECTED
    return replace(rendering, text="депутат", grammar=()) if elected else rendering


def _is_state(piece: Piece) -> bool:
    """Tell whether a name ends in *федерация*, which is a state here and elsewhere a union of clubs."""
    return piece.match.rendering is not None and head_of(piece.match.rendering) == "федерация"


def _sent_to(seat: Piece) -> str:
    """Return the place of an envoy as Kazakh says it: *Өзбекстандағы*, *БҰҰ жанындағы*."""
    rendering = seat.match.rendering or seat.match.term
    if seat.role == "organisation" and not _is_state(seat):
        return f"{rendering.text} жанындағы"
    return inflect(rendering.text, "locative", suffix="attributive", possessed=rendering.possessed)
