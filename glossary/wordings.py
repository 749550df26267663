"""The wordings of a termbase as a trie over words.

Its edges are not spellings but the slots of `glossary.slots`: a word of a term in its role.
"""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from glossary import english_wordings, heads
from glossary.kazakh.endings import Form, endings
from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.sounds import read
from glossary.slots import Role, Slots
from glossary.term import Language, Term, Termbase

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
"""A word of a normalised text: letters and digits, and apostrophes between them. Hyphens separate words."""
PLACE_NOUNS = frozenset({"қала", "облыс", "аудан", "ауыл", "округ", "кент", "өңір", "республика"})
"""In *қала әкімі* the first word says which office; *Балқаш қаласының әкімі* is of a city that is named."""

Rank = tuple[int, bool, int]
"""Which of several terms with one wording is meant: a listed wording, a name still official, the order."""

FLAGS = ("name", "given-name", "surname", "unless=", "adjective")
"""What the grammar of a term may say of its context (`glossary.storage.rows.GRAMMAR`)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term at the end of its path; `rank` decides between terms with one wording.

    `flags` are the words of its grammar that the context is asked about; `is_place` marks a proper name of
    one word that takes no article in English, which is neither possessed nor counted; `is_noun` a term that
    ends in a noun for an office or body. `marks` are the commas and dashes between its words.
    """

    term: Term
    rendering: Term | None
    rank: Rank
    words: int
    plural: bool = False
    hyphenated: bool = False
    flags: tuple[str, ...] = ()
    is_place: bool = False
    is_noun: bool = False
    marks: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Node:
    """A place in the trie: where each slot leads, and the terms that end here."""

    children: dict[int, "Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def count_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return how many commas and how many dashes stand in a part of a normalised text.

    >>> count_marks("Тұңғыш Президент - Елбасы қоры", 0, 30)
    (0, 1)
    """
    return text.count(",", start, end), text.count(" - ", start, end)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the cyclic collector from walking again and again through a trie that grows and stays."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Wordings:
    """The trie of one language: its `root`, and the `slots` that lead through it."""

    def __init__(self, termbase: Termbase, source: Language, target: Language) -> None:
        self.root = Node()
        self.slots = Slots()
        with _uncollected():
            self._enter(termbase, source, target)

    def _enter(self, termbase: Termbase, source: Language, target: Language) -> None:
        """Enter every term of one language."""
        order = 0
        for concept in termbase.concepts.values():
            rendering = concept.preferred(target)
            for term in concept.in_language(source):
                order += 1
                add = self._add_kazakh if source == "kk" else self._add_english
                add(term, rendering, (0, bool(term.until), order))

    def _add(self, slots: Iterable[int], entry: Entry) -> None:
        node = self.root
        for slot in slots:
            node = node.children.setdefault(slot, Node())
        node.entries.append(entry)

    def _add_kazakh(self, term: Term, rendering: Term | None, rank: Rank) -> None:
        """Enter a Kazakh term: its last word in all forms, the words before it as izafet allows."""
        text = normalize(term.text).text
        words = WORD.findall(text)
        if not words:
            return
        flags = tuple(word for word in term.grammar if word.startswith(FLAGS))
        noun = fold(words[-1]) in _nouns()
        place = rendering is not None and "no-article" in rendering.grammar and term.case == "keep"
        entry = Entry(
            term,
            rendering,
            rank,
            len(words),
            hyphenated=read(words[-1]) is not None,
            flags=flags,
            is_place=place and not term.possessed and not noun,
            is_noun=noun,
            marks=count_marks(text, 0, len(text)),
        )
        if term.kind == "abbreviation":
            self._add((self.slots.number("abbreviation", word) for word in words), entry)
            return
        folded = [fold(word) for word in words]
        inner, head = folded[:-1], folded[-1]
        if not term.possessed:
            self._add([*(self.slots.number("fixed", word) for word in inner), self.slots.number("head", head)], entry)
        if term.possessed or seems_possessed(folded):
            slots = [self.slots.number(_role(term, word, first=i == 0), word) for i, word in enumerate(inner)]
            self._add([*slots, self.slots.number("head", head, possessed=True)], entry)

    def _add_english(self, term: Term, rendering: Term | None, rank: Rank) -> None:
        """Enter an English term with all wordings that a text may have for it; a listed one goes before others."""
        for wording in english_wordings.wordings(term):
            text = normalize(wording.text, kazakh=False).text
            words = WORD.findall(text)
            if len(words) > 1 and fold(words[0]) == "the":
                words = words[1:]
            if not words:
                continue
            if term.kind == "abbreviation":
                slots = [self.slots.number("english abbreviation", word) for word in words]
            else:
                folded = [fold(word) for word in words]
                inner = [self.slots.number("fixed", word) for word in folded[:-1]]
                slots = [*inner, self.slots.number("english", folded[-1])]
            variant = (1 + (term.status != "preferred")) if wording.changed else 0
            marks = count_marks(text, 0, len(text))
            flags = tuple(
                word for word in term.grammar if word.startswith(FLAGS) and not (wording.plural and word == "adjective")
            )
            entry = Entry(term, rendering, (variant, *rank[1:]), len(words), wording.plural, flags=flags, marks=marks)
            self._add(slots, entry)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Return the nouns for offices and bodies, which others may have: *Ұлыбритания Парламенті*."""
    return frozenset(head.word for head in heads.table() if head.role != "name part")


def _role(term: Term, word: str, *, first: bool) -> Role:
    """Return how an inner word of a possessed term may vary; `fixed` in its grammar forbids it."""
    if "fixed" in term.grammar or f"fixed={word}" in term.grammar:
        return "fixed"
    return "first" if first and word in PLACE_NOUNS else "inner"


def seems_possessed(words: Sequence[str]) -> bool:
    """Tell whether a phrase that is not marked as possessed may be: a glossary of two columns marks nothing.

    Its last word ends in -ы, -і, and not as the nouns for people in -шы and ordinals in -ншы do.

    >>> seems_possessed(["қаржы", "министрлігі"]), seems_possessed(["бас", "хатшы"]), seems_possessed(["алматы"])
    (True, False, False)
    """
    return len(words) > 1 and words[-1].endswith(("ы", "і")) and not words[-1].endswith(("шы", "ші"))


@lru_cache(maxsize=1)
def hyphenated_endings() -> dict[str, Form]:
    """Return all endings that may stand behind a hyphen, with what they carry.

    They are those of every class of final sound and both harmonies, and of the third person that *ҚР* carries
    when it is read out in full (*ҚР-на*).
    """
    found: dict[str, Form] = {}
    for sound in "VNLRZT":
        for back in (True, False):
            for ending, form in endings(sound, back, "bare", "possessive", "plural", "plural possessive").forms.items():
                found.setdefault(ending, form)
    for back in (True, False):
        for ending, form in endings("P", back, "bare").forms.items():
            found.setdefault(ending, Form(form.case, suffix=form.suffix))
    found.pop("", None)
    return found
