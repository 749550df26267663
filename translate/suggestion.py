"""A proposed term pair: what it says, why, and as terms of a termbase."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.compose import compose
from glossary.english import lower_first, split_head
from glossary.errors import TermbaseError
from glossary.harvest import Candidate, Pair
from glossary.harvest.candidate import head_pairs, singular
from glossary.harvest.cognates import ALIKE, VOWELS, similarity, sound_key
from glossary.heads import PERSONS, Role, words_of
from glossary.kazakh.letters import fold
from glossary.match import TermMatch, TermMatcher
from glossary.storage import tsv
from glossary.term import Kind, Language, Term, Termbase

_SURE = 0.9
"""Link of two words from which on once is enough."""
_BODIES: tuple[Role, ...] = ("body", "organisation", "mission", "office")
_ADJECTIVES = ("лық", "лік", "дық", "дік", "тық", "тік")
"""Endings of adjectives made of nouns (M 4.2); nouns in them name no one thing either."""
_LEAST_EDGES = 0.7
"""How sure the limits of a single name must be: it is no part of a longer one on either side."""
_AGAIN_ENOUGH = 3
"""Occurrences from which on two single words that do not sound alike may be a term."""
AGAIN = 0.5
"""What each doubling of the occurrences adds to the logit."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term pair that a document and its translation propose.

    `score`, 0…1, tells how sure it is, and `why` what speaks for it; `occurrences` counts the beads in which
    the pair won. `concept` is the identifier that a two-column file of the pair would get.
    """

    kazakh: str
    english: str
    score: float
    why: tuple[str, ...]
    concept: str
    occurrences: int = 1
    possessed: bool = False
    kind: Kind = "full"

    def terms(self) -> tuple[Term, Term]:
        """Return the pair as two terms of status `unverified`, with score and reasons in their note."""
        note = "; ".join((f"score {self.score:.2f}", *self.why))
        grammar = ("possessed",) if self.possessed else ()
        name = self.kind == "abbreviation" or self.kazakh[:1] == "«"
        return (
            Term(
                self.concept,
                "kk",
                self.kazakh,
                "unverified",
                self.kind,
                grammar,
                "keep" if name else "any",
                note=note,
            ),
            Term(
                self.concept,
                "en",
                self.english,
                "unverified",
                self.kind,
                case="keep" if self.english[:1].isupper() else "sentence",
                note=note,
            ),
        )


def make_termbase(suggestions: Iterable[Suggestion], name: str = "suggestions") -> Termbase:
    """Return suggestions as a termbase; a wording that two of them share stands in it once.

    >>> one = Suggestion("Сауда министрлігі", "Ministry of Trade", 0.9, (), "ministry-of-trade", possessed=True)
    >>> [(term.text, term.status) for term in make_termbase([one]).terms()]
    [('Сауда министрлігі', 'unverified'), ('Ministry of Trade', 'unverified')]
    """
    terms: dict[tuple[str, Language, str], Term] = {}
    for suggestion in suggestions:
        for term in suggestion.terms():
            terms.setdefault((term.concept, term.language, term.text), term)
    return Termbase.from_terms(terms.values(), name)


def sum_up(pairs: Sequence[Pair], termbase: Termbase) -> list[Suggestion]:
    """Return the pairs of all beads as suggestions, the surest first, without those the termbase has.

    A Kazakh term is proposed with the English one it stands with most surely; with and without quotes it is one term.
    """
    groups: defaultdict[str, defaultdict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for pair in pairs:
        groups[_key(pair.kazakh.text)][_key(pair.english.text)].append(pair)
    known = _Known(termbase)
    found: dict[tuple[str, str], Suggestion] = {}
    for rivals in groups.values():
        whole = sum(map(len, rivals.values()))
        best = max(rivals.values(), key=lambda same: _logit(same, whole))
        if not is_term(best):
            continue
        for suggestion in (_make(best, whole), *_shorten(best)):
            key = (fold(suggestion.kazakh), fold(suggestion.english))
            if key not in found and not known.has(suggestion):
                found[key] = suggestion
    ranked = sorted(found.values(), key=lambda one: (-one.score, -one.occurrences, one.concept))
    return [named for one in ranked if (named := _name(one, termbase)) is not None]


def _key(text: str) -> str:
    return fold(text).strip("«»“”")


def is_term(same: Sequence[Pair]) -> bool:
    """Tell whether a pair may be a term at all, and not a common noun or a word that happened to have a capital.

    A single word is one where it names somebody in office (*әкім*), where it is the noun of a body and has a capital
    inside a sentence, or where it is a name that sounds alike on both sides; an abbreviation or a name that does not
    must stand with the same English one again.
    """
    pair = max(same, key=lambda one: one.logit)
    ours, theirs = pair.kazakh, pair.english
    if len(ours.words) > 1 or ours.text[:1] == "«":
        return True
    if ours.head in head_pairs():
        capitals = any(one.kazakh.capital and one.english.capital for one in same)
        return _has_role(ours.head, PERSONS) or (capitals and _has_role(ours.head, _BODIES))
    if max(one.edges for one in same) < _LEAST_EDGES or is_adjective(ours.text, theirs.text):
        return False
    if ours.text.isascii() and fold(ours.text) == fold(theirs.text):
        return False  # a Latin word that is copied needs no term
    if pair.words >= ALIKE and similarity(ours.text, theirs.text) >= ALIKE:
        return any(one.kazakh.capital or one.english.capital for one in same)
    if ours.abbreviation:
        return len(same) > 1 or theirs.abbreviation
    inside = any(one.kazakh.capital for one in same) and any(one.english.capital for one in same)
    return inside and (len(same) >= _AGAIN_ENOUGH or pair.words >= _SURE)


def _has_role(head: str, roles: Iterable[Role]) -> bool:
    return any(head in words_of(role) for role in roles)


def is_adjective(kazakh: str, english: str) -> bool:
    """Tell whether one of two words is an adjective, which is a part of some name: *Азия, Asian*.

    >>> is_adjective("Азия", "Asian"), is_adjective("Әзербайжан", "Azerbaijani"), is_adjective("Ұжымдық", "Collective")
    (True, True, True)
    >>> is_adjective("Қазан", "Kazan"), is_adjective("Гаага", "Hague")
    (False, False)
    """
    low = fold(kazakh)
    if low.endswith(_ADJECTIVES) or (low.endswith("н") and sound_key(english) == sound_key(kazakh) + "i"):
        return True
    return fold(english).endswith(("an", "ish", "ese", "ic")) and sound_key(kazakh)[-1:] in VOWELS


def _logit(same: Sequence[Pair], whole: int) -> float:
    """Return how sure a pair is by all its occurrences, among `whole` of its Kazakh term."""
    mean = sum(pair.logit for pair in same) / len(same)
    return mean + AGAIN * math.log2(len(same)) + math.log(len(same) / whole)


def _make(same: Sequence[Pair], whole: int) -> Suggestion:
    """Return the occurrences of one pair as a suggestion."""
    best = max(same, key=lambda pair: pair.logit)
    english = _choose_spelling([pair.english for pair in same])
    if best.english.plural and (best.kazakh.plural or english[:1].islower()):
        english = make_singular(english)
    kazakh = _choose_spelling([pair.kazakh for pair in same], english)
    return Suggestion(
        kazakh=kazakh,
        english=english,
        score=round(1 / (1 + math.exp(-_logit(same, whole))), 3),
        why=tuple(_explain(best, len(same), whole)),
        concept="",
        occurrences=len(same),
        possessed=best.kazakh.possessed,
        kind="abbreviation" if best.kazakh.abbreviation and best.english.abbreviation else "full",
    )


def make_singular(text: str) -> str:
    """Return a phrase with its head in the singular.

    >>> make_singular("deputies of the Mazhilis"), make_singular("international organisations")
    ('deputy of the Mazhilis', 'international organisation')
    """
    before, head, after = split_head(text)
    one = singular(head.lower())
    return before + (one.capitalize() if head[:1].isupper() else one) + after


def _choose_spelling(candidates: Sequence[Candidate], english: str = "") -> str:
    """Return the commonest spelling: with a capital where one inside a sentence, or the English, has it."""
    text = Counter(one.text for one in candidates).most_common(1)[0][0]
    capital = any(one.capital for one in candidates) or english[:1].isupper()
    small = any(one.text[:1].islower() for one in candidates)
    if capital and not small:
        return text
    return lower_first(text)


def _explain(pair: Pair, count: int, whole: int) -> Iterator[str]:
    """Yield what speaks for a pair, in words."""
    ours, theirs = pair.kazakh, pair.english
    if similarity(ours.text, theirs.text) >= 0.9:
        yield "the same name"
    elif pair.head:
        yield f"heads {ours.head} and {theirs.head}"
    yield f"{pair.words:.0%} of the words translate each other"
    yield f"{count} of {whole} occurrences"


def _shorten(same: Sequence[Pair]) -> Iterator[Suggestion]:
    """Yield the abbreviations that stand in brackets behind both terms."""
    for pair in same:
        if pair.kazakh.short and pair.english.short:
            score = round(pair.score, 3)
            why = (f"stand in brackets behind {pair.kazakh.text} and {pair.english.text}",)
            yield Suggestion(pair.kazakh.short, pair.english.short, score, why, "", kind="abbreviation")


class _Known:
    """What a termbase says already: a term of it, or a title composed of its terms."""

    def __init__(self, termbase: Termbase) -> None:
        self._termbase = termbase
        self._kazakh = TermMatcher(termbase, "kk", "en")
        self._english = TermMatcher(termbase, "en", "kk")

    def has(self, suggestion: Suggestion) -> bool:
        """Tell whether the Kazakh term is one of the termbase, or is composed to the same English one."""
        matches = self._kazakh.match(suggestion.kazakh)
        if self._whole(matches, suggestion.kazakh):
            return True
        whole = self._whole(compose(suggestion.kazakh, matches, "en", self._termbase), suggestion.kazakh)
        if whole is None or whole.rendering is None:
            return False
        return plain(whole.rendering.text) == plain(suggestion.english)

    def _whole(self, matches: Sequence[TermMatch], text: str) -> TermMatch | None:
        """Return the match that is all of a text."""
        return next((match for match in matches if match.span.end - match.span.start >= len(text.strip("«»"))), None)


def plain(english: str) -> str:
    """Return an English title for comparing: in small letters, without articles.

    >>> plain("The Akim of the City")
    'akim of city'
    """
    return fold(english).removeprefix("the ").replace(" the ", " ")


def _name(suggestion: Suggestion, termbase: Termbase) -> Suggestion | None:
    """Return a suggestion with its concept; None for one that no row of a termbase can hold.

    The identifier is the one that a two-column file gets; where the termbase has a concept of that name, a
    number tells the two apart.
    """
    try:
        read = tsv.loads(f"{suggestion.kazakh}\t{suggestion.english}\n")
    except TermbaseError:
        return None
    concept = next(iter(read.concepts))
    number = 2
    name = concept
    while name in termbase.concepts:
        name, number = f"{concept}-{number}", number + 1
    return replace(suggestion, concept=name)
