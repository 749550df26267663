"""A Kazakh title from its nouns: which of them stand bare, and which carry the genitive and the third person.

*Қазақстан Республикасы Қаржы министрлігі Қазынашылық комитетінің төрағасы*: each noun after the first carries
the third person ending of what it belongs to, and the genitive stands once, on the last possessor (Muhamedowa
2015, 2.2, izafet). A genitive with each noun is avoided as a fault of style: J. K. Baltabaeva and K. S.
Niyazbekova, The genitive in Kazakh (Modern scientific researches and innovations, human.snauka.ru 2013/04).
So institutions write: *Қазақстан Республикасы Ұлттық экономика министрлігінің … департаменті* (order no. 70 of
2015), *Семей қаласы әкімінің орынбасары* (egemen.kz), *Қазақстан Республикасының Төтенше және Өкілетті
Елшісі* (akorda.kz, decree no. 589 of 2017).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from glossary.heads import PERSONS, Head, find_head, words_of
from glossary.kazakh.endings import Case
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import inflect
from glossary.term import Term

_GENITIVE = re.compile("[нтд][ыі]ң$")
_ORDINAL = re.compile("нш[ыі]$")
_SPLIT_ROLES = PERSONS | {"office"}
"""Heads before which a noun says whose they are; *Жоғары Сот Кеңесі* is a council and not that of a court."""
_QUOTES = ("»", '"', "”")


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun of a title with the words before it: `before` ends in a space or is empty.

    `possessed` tells that `word` already carries the third person ending; a `name` never carries it, and a
    `fixed` one (an abbreviation, a name in quotes) no ending at all.
    """

    word: str
    before: str = ""
    possessed: bool = False
    plural: bool = False
    person: bool = False
    name: bool = False
    fixed: bool = False


def take_apart(term: Term, *, plural: bool = False) -> list[Noun]:
    """Return the nouns of a Kazakh term, from the outermost possessor to its head.

    >>> def words(text): return [n.before + n.word for n in take_apart(Term("a", "kk", text, grammar=("possessed",)))]
    >>> words("қала әкімінің бірінші орынбасары"), words("Қаржы министрлігі")
    (['қала', 'әкімі', 'бірінші орынбасары'], ['Қаржы министрлігі'])
    """
    words = term.text.split(" ")
    head = find_head(term)
    role = head.role if head else ""
    fixed = term.kind == "abbreviation" or words[-1].endswith(_QUOTES)
    last = Noun(words[-1], "", term.possessed, plural, role in PERSONS, not role and not term.possessed, fixed)
    nouns: list[Noun] = []
    waiting: list[str] = []
    current = last
    for word in reversed(words[:-1]):
        found = _inner_noun(word, beside=_may_stand_between(waiting)) if role in _SPLIT_ROLES else None
        if found is None:
            waiting.insert(0, word)
            continue
        nouns.insert(0, _with_words(current, waiting))
        current, waiting = found, []
    return [_with_words(current, waiting), *nouns]


def _with_words(noun: Noun, words: Sequence[str]) -> Noun:
    return replace(noun, before="".join(f"{word} " for word in words)) if words else noun


def _may_stand_between(words: Sequence[str]) -> bool:
    """Tell whether a noun that is bare may be the possessor behind these words: only ordinals stand between."""
    return all(_ORDINAL.search(fold(word)) for word in words)


@lru_cache(maxsize=4096)
def _inner_noun(word: str, *, beside: bool) -> Noun | None:
    """Return the possessor that an inner word of a title is, None for a word that only describes.

    A genitive tells it; a bare noun is one `beside` what it has.
    """
    genitive = _GENITIVE.search(fold(word)) and len(word) > 4
    stem = word[:-3] if genitive else word
    if not (genitive or beside):
        return None
    if fold(stem) in words_of("home"):
        return Noun(stem, name=True)
    for possessed in (False, True):
        head = find_head(Term("", "kk", stem, grammar=("possessed",) if possessed else ()))
        if head and (not possessed or stem[-1:] in "ыі"):
            return Noun(stem, possessed=possessed, person=head.role in PERSONS)
    return None


def decline(noun: Noun, case: Case = "nominative", *, owned: bool) -> str:
    """Return a noun with the words before it; `owned` by a possessor that is named.

    >>> decline(Noun("Сот", "Жоғарғы "), "genitive", owned=True), decline(Noun("әкімі", possessed=True), owned=True)
    ('Жоғарғы Сотының', 'әкімі')
    """
    if noun.fixed:
        return noun.before + noun.word
    possessive = 3 if owned and not noun.possessed and not noun.name else None
    word = inflect(noun.word, case, plural=noun.plural, possessive=possessive, possessed=noun.possessed)
    return noun.before + word


def write_title(nouns: Sequence[Noun], *, described: str = "", acting: str = "") -> str:
    """Return the title of what is had by the nouns before it, outermost first, in the singular.

    `described` stands before the head with its own words (*бұрынғы*); `acting` is what follows the genitive
    of the head when someone only acts for it (*міндетін атқарушы*).

    >>> write_title([Noun("Алматы", name=True), Noun("әкім", person=True), Noun("орынбасар", person=True)])
    'Алматы әкімінің орынбасары'
    >>> write_title([Noun("Атырау", name=True), Noun("әкім", person=True)], acting="міндетін атқарушы")
    'Атырау әкімінің міндетін атқарушы'
    """
    head = replace(nouns[-1], plural=False)
    head = replace(head, before=f"{described}{head.before}")
    if acting:
        return f"{_join_possessors([*nouns[:-1], head], None)} {acting}"
    if len(nouns) == 1:
        return decline(head, owned=False)
    return f"{_join_possessors(nouns[:-1], head)} {decline(head, owned=True)}"


def _join_possessors(nouns: Sequence[Noun], head: Noun | None) -> str:
    """Return the possessors of a head, the last of them in the genitive unless it may stand bare."""
    words = [decline(noun, owned=i > 0) for i, noun in enumerate(nouns[:-1])]
    last, owned = nouns[-1], len(nouns) > 1
    bare = head is not None and _may_be_bare(last, head, owned=owned)
    return " ".join([*words, decline(last, "nominative" if bare else "genitive", owned=owned)])


def _may_be_bare(possessor: Noun, head: Noun, *, owned: bool) -> bool:
    """Tell whether the possessor directly before a head stands bare: *Украина Президенті*, *Мәжіліс депутаты*.

    Not a person, nor several, nor what carries the third person ending itself (*Атырау облысының әкімі*); and
    where words stand between, the genitive is needed (*Атырау облысының бұрынғы әкімі*: QG, ілік септігі).
    """
    if possessor.fixed:
        return True
    carries = possessor.possessed or (owned and not possessor.name)
    return not (carries or possessor.plural or possessor.person or head.before)


def role_of(term: Term) -> str:
    """Return the role of the head of a Kazakh term, "" for a name or a word that is not known.

    >>> role_of(Term("a", "kk", "Қаржы министрі", grammar=("possessed",))), role_of(Term("b", "kk", "Астана"))
    ('holder', '')
    """
    head: Head | None = find_head(term)
    return head.role if head else ""
