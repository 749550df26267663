"""The nouns that titles and bodies end in, and what each of them may stand to: read from `lexicon/heads.tsv`.

Kazakh says *whose* with a genitive or bare possessor before a noun in the third person (Muhamedowa 2015, 2.2,
izafet); what that means in English is told by the noun: an *орынбасар* takes the title of the person, a
*кеңесші* advises *to*, an *елші* is sent to a place in the locative with -ғы/-гі.

The columns of the table: `word`; `role`; `english`, the rendering in a chain for a noun that the termbase does
not have; `detail`, which depends on the role: the preposition after the English noun (*of* where there is
none; of an envoy or a mission, before the place), ``institution`` for who heads only what has a body, the
level of a place noun, the place noun that an adjective is made of; `note`; `source`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple, get_args

from glossary.kazakh.endings import Form
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import bases, read_form
from glossary.kazakh.number_words import tokens
from glossary.term import Term

Role = Literal[
    "holder",  # who is in office: әкім, министр
    "deputy",  # who takes the title of another
    "staff",  # who works for a person in office or for a body
    "office",  # what a person in office has: кеңсе
    "body",  # what a state, a place or a larger body has
    "organisation",  # has a head and staff, and is had by nobody: ұйым
    "company",
    "envoy",
    "mission",
    "place",
    "place adjective",
    "adjective",
    "conjunction",
    "international",
    "home",
    "name part",
]
PERSONS: frozenset[Role] = frozenset({"holder", "deputy", "staff", "envoy"})
"""Roles of people; bare before a verb they are its subject more likely than a possessor."""

_KEY = 3
"""Letters of a noun that no ending changes: stems are altered only at their end (O; M 1.4.2)."""
_THIRD_PERSON = ("сы", "сі", "ығы", "ігі", "меті", "ңесі")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Head:
    """One row of the table."""

    word: str
    role: Role
    english: str
    detail: str

    @property
    def possessed(self) -> bool:
        """Whether it carries the third person by itself (*баспасөз хатшысы*), as after a possessor."""
        return " " in self.word and self.word.endswith(_THIRD_PERSON)


class HeadForm(NamedTuple):
    """A head as it stands in a text: the words before its last one, and what the last one carries."""

    head: Head
    before: tuple[str, ...]
    form: Form


@cache
def table() -> tuple[Head, ...]:
    """Return all rows; ValueError for a role that is none."""
    lines = (resources.files("glossary") / "lexicon" / "heads.tsv").read_text(encoding="utf-8").splitlines()
    roles: dict[str, Role] = {role: role for role in get_args(Role)}
    rows = []
    for line in lines[1:]:
        word, role, english, detail, _, _ = line.split("\t")
        if role not in roles:
            raise ValueError(f"heads.tsv: {word}: no role {role!r}")
        rows.append(Head(word, roles[role], english, detail))
    return tuple(rows)


@cache
def words_of(role: Role) -> dict[str, Head]:
    """Return the rows of one role by their word.

    >>> words_of("place adjective")["облыстық"].english, "пен" in words_of("conjunction")
    ('regional', True)
    """
    return {head.word: head for head in table() if head.role == role}


@cache
def _nouns() -> dict[str, Head]:
    """Return the nouns that a term may end in."""
    qualifiers = ("place adjective", "adjective", "conjunction", "international", "home", "name part")
    found: dict[str, Head] = {}
    for head in table():
        *before, last = head.word.split()
        if head.role not in qualifiers:
            found[" ".join((*before, bases(last)[0] if head.possessed else last))] = head
    return found


def head_of(term: Term) -> str:
    """Return the stem of the last word of a Kazakh term, in small letters.

    >>> head_of(Term("a", "kk", "Қаржы министрлігі", grammar=("possessed",))), head_of(Term("b", "kk", "вице-министр"))
    ('министрлік', 'министр')
    """
    words = fold(term.text).replace("-", " ").split()
    word = words[-1].strip('"«»“”') if words else ""
    return bases(word)[0] if term.possessed else word


@lru_cache(maxsize=4096)
def find_head(term: Term) -> Head | None:
    """Return the noun that a Kazakh term ends in, with its role; None for a name.

    The deputy of a person who is named in the term is a holder: *төрағаның орынбасары*.

    >>> find_head(Term("a", "kk", "Қаржы министрлігі", grammar=("possessed",))).role
    'body'
    >>> find_head(Term("b", "kk", "төрағаның орынбасары", grammar=("possessed",))).role
    'holder'
    >>> find_head(Term("c", "kk", "баспасөз хатшысы", grammar=("possessed",))).role
    'staff'
    >>> find_head(Term("d", "kk", "Алматы"))
    """
    words = fold(term.text).replace("-", " ").split()
    stem = head_of(term)
    keys = [*(" ".join((*words[-count:-1], stem)) for count in (3, 2, 1)), words[-1] if words else ""]
    head = next((_nouns()[key] for key in keys if key in _nouns()), None)
    if head and head.role == "deputy" and any(word.startswith(tuple(words_of("holder"))) for word in words[:-1]):
        return Head(head.word, "holder", "", "")
    return head


@lru_cache(maxsize=10_000)
def read_heads(word: str) -> tuple[HeadForm, ...]:
    """Return the heads with an English noun whose last word this is in the third person, longest first.

    >>> [(found.head.english, found.form.case) for found in read_heads("кеңесшісінің")]
    [('adviser', 'genitive')]
    >>> read_heads("кеңесшінің")
    ()
    """
    found = []
    for head in _by_key().get(word[:_KEY], ()):
        *before, last = head.word.split()
        form = read_form(word, last, possessed=head.possessed)
        if form and form.possessive == 3 and form.predicate is None:
            found.append(HeadForm(head, tuple(before), form))
    return tuple(sorted(found, key=lambda one: -len(one.before)))


@cache
def _by_key() -> dict[str, list[Head]]:
    """Return the nouns with an English rendering by the first letters of their last word."""
    found: dict[str, list[Head]] = {}
    for head in _nouns().values():
        if head.english and head.role != "place":
            found.setdefault(head.word.split()[-1][:_KEY], []).append(head)
    return found


def read_adjective(word: str) -> str:
    """Return the English of an adjective that may stand before the head of a chain, "" for any other word.

    Ordinals stand in words or in digits (QG, сан есім).

    >>> [read_adjective(word) for word in ("бұрынғы", "екінші", "2-нші", "әдемі")]
    ['former', 'second', 'second', '']
    """
    if head := words_of("adjective").get(word):
        return head.english
    found = list(tokens(word, "kk")) if re.search("нш[ыі]$|-ш[ыі]$", word) else []
    if len(found) != 1 or found[0].end != len(word) or not (found[0].ordinal and 0 < found[0].value <= len(_ORDINALS)):
        return ""
    return _ORDINALS[int(found[0].value) - 1]
