"""What a word of a text may be: the slots of a termbase that it can fill, and with which form.

A *slot* is a word of a term in its role, such as "*орынбасары* as a head, in any form" or "*әкімінің* inside
a chain". Nothing is written out: a word that is met for the first time is cut in two, its beginning looked up
among the stems, its rest in the table of endings of that stem. So a hundred thousand terms take seconds and
the cost of a text grows with its different words.
"""

from typing import Literal, NamedTuple

from glossary.kazakh.endings import Case, Endings, Form
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import find_stems, izafet_root
from glossary.kazakh.sounds import read

Role = Literal["fixed", "inner", "first", "head", "abbreviation", "english", "english abbreviation"]

SHORTENED = {"қ": "қала", "қал": "қала", "обл": "облыс", "ауд": "аудан", "респ": "республика", "окр": "округ"}
"""Abbreviations of place nouns, with a full stop behind them (Қазақ тілінің орфографиялық ережелері)."""

LONGEST_WORD = 80
"""Code points; no word of a term is longer, whatever a broken text may have."""
LONGEST_ENDING = 24
"""Code points: plural, possessive, locative, -ғы or a predicative ending in a row are shorter."""
REMEMBERED = 100_000
"""Words whose readings are kept, so that memory does not grow with the text."""

_ENGLISH_ENDINGS: tuple[tuple[str, Case], ...] = (("", "nominative"), ("'s", "genitive"))
# An inner word of a chain is bare, genitive, possessed, or both; in *қала әкімі* it is not possessed, which
# would be of a city that is named: *Балқаш қаласының әкімі* (Muhamedowa 2015, 2.2, izafet).
_INNER = frozenset({Form(), Form("genitive"), Form(possessive=3), Form("genitive", possessive=3)})
_FIRST = frozenset({Form(), Form("genitive")})
# -сыз behind a bare noun is "without" far more often than "you are" (Muhamedowa 2015, 3.4): *әкімсіз қалды*.
_WITHOUT = Form(predicate=5)


class Reading(NamedTuple):
    """One way to take a spelling: the slot, what it carries, whether it differs from the listed wording.

    `exact` is what the word must begin with in its own capitals; "" where capitals do not matter. A
    `shortened` word has a full stop behind it (*обл.*).
    """

    slot: int
    form: Form | None = None
    changed: int = 0
    exact: str = ""
    shortened: bool = False


class _Filler(NamedTuple):
    """What fills a slot with one of its stems: the endings, the forms allowed (None for all), the listed word."""

    slot: int
    endings: Endings
    allowed: frozenset[Form] | None
    listed: str
    exact: str


class Slots:
    """The slots of one language, and what each spelling may be.

    >>> slots = Slots()
    >>> number = slots.number("head", "министрлігі", possessed=True)
    >>> [(found.slot == number, found.form.case) for found in slots.read("министрлігіне")]
    [(True, 'dative')]
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[Role, str, bool], int] = {}
        self._whole: dict[str, list[Reading]] = {}
        self._stems: dict[str, list[_Filler]] = {}
        self._known: dict[str, tuple[Reading, ...]] = {}

    def number(self, role: Role, word: str, *, possessed: bool = False) -> int:
        """Return the number of a slot; a new one is entered."""
        key = (role, word, possessed)
        slot = self._numbers.get(key)
        if slot is None:
            slot = self._numbers[key] = len(self._numbers)
            self._enter(slot, role, word, possessed)
            self._known.clear()
        return slot

    def _enter(self, slot: int, role: Role, word: str, possessed: bool) -> None:
        """Enter what may fill a slot."""
        low = fold(word)
        if role == "fixed" or (role == "inner" and (len(low) < 3 or read(word) is not None)):
            self._whole.setdefault(low, []).append(Reading(slot))
        elif role in ("english", "english abbreviation"):
            exact = word if role == "english abbreviation" else ""
            for ending, case in _ENGLISH_ENDINGS:
                self._whole.setdefault(low + ending, []).append(Reading(slot, Form(case), 0, exact))
        elif role == "inner":
            root = izafet_root(low)
            self._whole.setdefault(low, []).append(Reading(slot))
            self._enter_stems(slot, root, low, _INNER)
            self._enter_shortened(slot, root, None)
        elif role == "first":
            self._enter_stems(slot, low, low, _FIRST)
        else:
            exact = word if role == "abbreviation" else ""
            self._enter_stems(slot, exact or low, low, None, possessed=possessed, exact=exact)
            if possessed:
                self._enter_shortened(slot, izafet_root(low), Form(possessive=3))

    def _enter_stems(
        self,
        slot: int,
        lemma: str,
        listed: str,
        allowed: frozenset[Form] | None,
        *,
        possessed: bool = False,
        exact: str = "",
    ) -> None:
        for stem in find_stems(lemma, possessed):
            filler = _Filler(slot, stem.endings, allowed, listed, exact)
            self._stems.setdefault(fold(stem.text).replace("-", ""), []).append(filler)

    def _enter_shortened(self, slot: int, root: str, form: Form | None) -> None:
        """Enter the abbreviations of a place noun: *обл.* for *облысы*."""
        for short, whole in SHORTENED.items():
            if whole == root:
                self._whole.setdefault(short, []).append(Reading(slot, form, 1, shortened=True))

    def read(self, word: str) -> tuple[Reading, ...]:
        """Return all readings of a word, given in small letters; the same words again cost one look-up."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[word] = tuple(self._find(word))
        return found

    def _find(self, word: str) -> list[Reading]:
        if len(word) > LONGEST_WORD:
            return []
        found = list(self._whole.get(word, ()))
        taken = {reading.slot for reading in found if not reading.shortened}
        said: list[Reading] = []
        for cut in range(len(word), max(0, len(word) - LONGEST_ENDING - 1), -1):
            for filler in self._stems.get(word[:cut], ()):
                form = filler.endings.forms.get(word[cut:])
                if form is None or form == _WITHOUT or filler.slot in taken:
                    continue
                if filler.allowed is not None:
                    if form in filler.allowed:
                        found.append(Reading(filler.slot, None, int(word != filler.listed), filler.exact))
                        taken.add(filler.slot)
                elif form.predicate is None:
                    found.append(Reading(filler.slot, form, 0, filler.exact))
                    taken.add(filler.slot)
                else:  # Елбасымыз is our Elbasy before it is "we are Elbasy"
                    said.append(Reading(filler.slot, form, 0, filler.exact))
        return [*found, *(reading for reading in said if reading.slot not in taken)]
