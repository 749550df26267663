"""The wordings of a termbase as a trie over words, each word in all forms that it may have there.

Edges are not spellings but *slots*, such as "*орынбасары* as a head, in any form" or "*әкімінің* inside a
chain"; a table from spelling to slots, made once, says which edges a word of a text may take.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from glossary import english
from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.morphology import Case, Form, izafet_variants, paradigm
from glossary.kazakh.sounds import read
from glossary.term import Language, Term, Termbase

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
"""A word of a normalised text: letters and digits, and apostrophes between them. Hyphens separate words."""
PLACE_NOUNS = frozenset({"қала", "облыс", "аудан", "ауыл", "округ", "кент", "өңір", "республика"})
"""In *қала әкімі* the first word says which office; *Балқаш қаласының әкімі* is of a city that is named."""

_ENGLISH_ENDINGS: tuple[tuple[str, Case], ...] = (("", "nominative"), ("'s", "genitive"))


class Reading(NamedTuple):
    """One way to take a spelling: the slot, what it carries, whether it differs from the listed wording.

    `exact` is what the word must begin with in its own capitals; "" where capitals do not matter.
    """

    slot: int
    form: Form | None = None
    changed: int = 0
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term at the end of its path; `rank` decides between terms with one wording."""

    term: Term
    rendering: Term | None
    rank: tuple[bool, int]
    words: int
    plural: bool = False
    hyphenated: bool = False


@dataclass(slots=True)
class Node:
    """A place in the trie: where each slot leads, and the terms that end here."""

    children: dict[int, "Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class Wordings:
    """The trie of one language: `root`, what each spelling may be (`readings`), and the first words (`starts`)."""

    def __init__(self, termbase: Termbase, source: Language, target: Language) -> None:
        self.root = Node()
        self.readings: dict[str, list[Reading]] = {}
        self._slots: dict[tuple[str, str, bool], int] = {}
        order = 0
        for concept in termbase.concepts.values():
            rendering = concept.preferred(target)
            for term in concept.in_language(source):
                order += 1
                (self._add_kazakh if source == "kk" else self._add_english)(term, rendering, (bool(term.until), order))
        first = self.root.children
        self.starts = {word for word, found in self.readings.items() if any(one.slot in first for one in found)}

    def _slot(self, role: str, word: str, *, possessed: bool = False) -> int:
        """Return the number of a slot; when it is new, enter the spellings that may fill it."""
        key = (role, word, possessed)
        if key in self._slots:
            return self._slots[key]
        slot = self._slots[key] = len(self._slots)
        low = fold(word)
        exact = word if role in ("abbreviation", "english abbreviation") else ""
        if role == "fixed":
            spellings = [(low, Reading(slot))]
        elif role == "inner":
            spellings = [(form, Reading(slot, None, int(i > 0))) for i, form in enumerate(izafet_variants(low))]
        elif role == "first":
            spellings = [(form, Reading(slot, None, int(form != low))) for form in paradigm(low) if form in _bare(low)]
        elif role in ("english", "english abbreviation"):
            spellings = [(low + end, Reading(slot, Form(case), 0, exact)) for end, case in _ENGLISH_ENDINGS]
        else:
            source = word if role == "abbreviation" else low
            forms = paradigm(source, possessed=possessed).items()
            spellings = [(spelling.replace("-", ""), Reading(slot, form, 0, exact)) for spelling, form in forms]
        for spelling, reading in spellings:
            self.readings.setdefault(spelling, []).append(reading)
        return slot

    def _add(self, slots: Iterable[int], entry: Entry) -> None:
        node = self.root
        for slot in slots:
            node = node.children.setdefault(slot, Node())
        node.entries.append(entry)

    def _add_kazakh(self, term: Term, rendering: Term | None, rank: tuple[bool, int]) -> None:
        """Enter a Kazakh term: its last word in all forms, the words before it as izafet allows."""
        words = WORD.findall(normalize(term.text).text)
        if not words:
            return
        entry = Entry(term, rendering, rank, len(words), hyphenated=read(words[-1]) is not None)
        if term.kind == "abbreviation":
            self._add((self._slot("abbreviation", word) for word in words), entry)
            return
        folded = [fold(word) for word in words]
        if not term.possessed:
            self._add([*(self._slot("fixed", word) for word in folded[:-1]), self._slot("head", folded[-1])], entry)
        if term.possessed or seems_possessed(folded):
            first = "first" if folded[0] in PLACE_NOUNS else "inner"
            slots = [self._slot("inner" if i else first, word) for i, word in enumerate(folded[:-1])]
            self._add([*slots, self._slot("head", folded[-1], possessed=True)], entry)

    def _add_english(self, term: Term, rendering: Term | None, rank: tuple[bool, int]) -> None:
        """Enter an English term: singular and plural, with and without *'s*, without its article."""
        for text, plural in ((term.text, False), (english.plural(term), True)):
            words = WORD.findall(normalize(text, kazakh=False).text)
            if len(words) > 1 and fold(words[0]) == "the":
                words = words[1:]
            if not words or (plural and text == term.text):
                continue
            if term.kind == "abbreviation":
                slots = [self._slot("english abbreviation", word) for word in words]
            else:
                folded = [fold(word) for word in words]
                slots = [*(self._slot("fixed", word) for word in folded[:-1]), self._slot("english", folded[-1])]
            self._add(slots, Entry(term, rendering, rank, len(words), plural))


def seems_possessed(words: Sequence[str]) -> bool:
    """Tell whether a phrase that is not marked as possessed may be: a glossary of two columns marks nothing.

    Its last word ends in -ы, -і, and not as the nouns for people in -шы and ordinals in -ншы do.

    >>> seems_possessed(["қаржы", "министрлігі"]), seems_possessed(["бас", "хатшы"]), seems_possessed(["алматы"])
    (True, False, False)
    """
    return len(words) > 1 and words[-1].endswith(("ы", "і")) and not words[-1].endswith(("шы", "ші"))


@lru_cache(maxsize=256)
def _bare(word: str) -> frozenset[str]:
    """Return the nominative and the genitive of a place noun."""
    return frozenset(form for form, what in paradigm(word).items() if what in (Form(), Form("genitive")))


@lru_cache(maxsize=1)
def hyphenated_endings() -> dict[str, Form]:
    """Return all endings that may stand behind a hyphen, with what they carry.

    They are taken from stems of every class of final sound and both harmonies, and with the third person
    that *ҚР* carries when it is read out in full (*ҚР-на*).
    """
    found: dict[str, Form] = {}
    for stem in ("ба", "бе", "бан", "бен", "бал", "бел", "бар", "бер", "баз", "без", "бас", "бес"):
        for form, what in paradigm(stem).items():
            found.setdefault(form[len(stem) :], what)
    for stem in ("басы", "бесі"):
        for form, what in paradigm(stem, possessed=True).items():
            if form.startswith(stem) and not what.plural and what.possessive == 3:
                found.setdefault(form[len(stem) :], Form(what.case, suffix=what.suffix))
    found.pop("", None)
    return found
