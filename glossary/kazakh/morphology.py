"""Kazakh nominal inflection: number, possession, case and what follows them, read and written by rule.

Only inflection: *әкімдік* and *қазақстандық* are words of their own and no forms of *әкім* and *Қазақстан*.
The endings are in `glossary.kazakh.endings`, the stems in `glossary.kazakh.stems`, both with their sources;
here are the functions that others use.
"""

import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from glossary.kazakh.endings import CASES, POSSESSORS, Case, Form, Suffix, all_endings
from glossary.kazakh.letters import VOWELS, fold
from glossary.kazakh.sounds import is_back, last_part, last_sound, read
from glossary.kazakh.stems import Stem, bases, find_stems

__all__ = [
    "CASES",
    "POSSESSORS",
    "Analysis",
    "Case",
    "Form",
    "Stem",
    "Suffix",
    "analyse",
    "bases",
    "ending_for_latin",
    "find_stems",
    "inflect",
    "is_form_of",
    "izafet_root",
    "izafet_variants",
    "paradigm",
    "read_form",
    "read_forms",
]

LONGEST_ENDING = 24
"""Code points: -лар, -ымыз, -дағы and a predicative ending in a row are shorter."""

_GENITIVE = re.compile("[нтд][ыі]ң$")
_PARTICLE = re.compile(r"\s+([мбп][аеыі])$", re.IGNORECASE)


class Analysis(NamedTuple):
    """One reading of a word: its lemma, what it carries, and whether a question particle stands behind it."""

    lemma: str
    form: Form
    asked: bool = False


@lru_cache(maxsize=1024)
def paradigm(lemma: str, possessed: bool = False) -> Mapping[str, Form]:
    """Return all forms of a lemma in small letters, each with what it carries; the first reading wins.

    >>> paradigm("министрлігі", possessed=True)["министрлігінің"].case
    'genitive'
    >>> paradigm("ҚР")["қр-дағы"].suffix
    'attributive'
    """
    forms: dict[str, Form] = {}
    for stem, mark, found in find_stems(lemma, possessed):
        low = fold(stem)
        for ending, form in found.forms.items():
            forms.setdefault(low + (mark + ending if ending else ""), form)
    return MappingProxyType(forms)


def inflect(
    lemma: str,
    case: Case = "nominative",
    *,
    plural: bool = False,
    possessive: int | None = None,
    suffix: Suffix = "",
    predicate: int | None = None,
    possessed: bool = False,
) -> str:
    """Return a form of a noun or a phrase; only the last word changes and capitals stay.

    `possessed` tells that the lemma already carries the third person ending. Abbreviations (a last word
    all in capitals), numbers and Latin words take their ending behind a hyphen. Raises ValueError where no
    such form is.

    >>> inflect("Қаржы министрлігі", "dative", possessed=True), inflect("министрлігі", plural=True, possessed=True)
    ('Қаржы министрлігіне', 'министрліктері')
    >>> inflect("халық", "genitive", possessive=3), inflect("ҚР", "genitive"), inflect("БҰҰ", "dative")
    ('халқының', 'ҚР-ның', 'БҰҰ-ға')
    >>> inflect("министрлік", "locative", suffix="attributive"), inflect("депутат", predicate=4, plural=True)
    ('министрліктегі', 'депутатпыз')
    >>> inflect("ҚАРЖЫ МИНИСТРЛІГІ", "genitive", possessed=True)
    'ҚАРЖЫ МИНИСТРЛІГІНІҢ'
    """
    person = 3 if possessed and possessive is None else possessive
    wanted = Form(case, plural, person, suffix, predicate)
    part = last_part(lemma)
    for stem, mark, found in find_stems(lemma, possessed):
        ending = found.spellings.get(wanted)
        if ending is None:
            continue
        whole = stem + (mark + ending if ending else "")
        if mark or len(part) < 2 or not part.isupper():
            return whole
        start = len(lemma) - len(part)
        return whole[:start] + whole[start:].upper()
    if person not in (None, *POSSESSORS):
        raise ValueError(f"no possessor {person!r}: use one of {POSSESSORS}")
    raise ValueError(f"no form of {lemma!r} is {wanted}")


def ending_for_latin(word: str, case: Case, possessed: bool = False) -> str:
    """Return the ending to write behind a hyphen after a Latin rendering, "" for the nominative.

    >>> ending_for_latin("Boeing", "genitive"), ending_for_latin("Deputy Akim", "genitive")
    ('тың', 'нің')
    >>> ending_for_latin("Ministry of Finance", "dative"), ending_for_latin("Elbasy", "dative", possessed=True)
    ('қа', 'на')
    """
    return inflect(word, case, possessed=possessed)[len(word) :].lstrip("-")


def read_forms(form: str, lemma: str, possessed: bool = False) -> list[Form]:
    """Return all that a word may carry when it is a form of a lemma, the likeliest first.

    An abbreviation, a number or a Latin word in its own capitals is read with an ending in small letters where
    the hyphen is missing as well (*ҚРның*), which O does not allow but people write.

    >>> [found.case for found in read_forms("журналисті", "журналист")], read_forms("әкімдік", "әкім")
    (['accusative', 'nominative'], [])
    """
    low = fold(form)
    readings: list[Form] = []
    for stem, mark, found in find_stems(lemma, possessed):
        start = fold(stem)
        if not low.startswith(start):
            continue
        ending = low[len(start) :]
        if mark and ending:
            if ending.startswith(mark):
                ending = ending[len(mark) :] or mark
            elif not (form.startswith(stem) and form[len(stem) :].islower()):
                continue
        readings += found.readings.get(ending, ())
    return list(dict.fromkeys(readings))


def read_form(form: str, lemma: str, possessed: bool = False) -> Form | None:
    """Return the likeliest of `read_forms`: what a word carries when it is a form of a lemma, else None.

    >>> read_form("әкімдерінің", "әкім")
    Form(case='genitive', plural=True, possessive=3, suffix='', predicate=None)
    """
    return next(iter(read_forms(form, lemma, possessed)), None)


def is_form_of(form: str, lemma: str, possessed: bool = False) -> bool:
    """Tell whether a word is an inflected form of a lemma.

    What a suffix derives is none (*әкімдік, әкімші, әкімдей, әкімше*), but -сыз/-сіз is spelt like the predicative
    ending of the polite second person, so that *депутатсыз* is *you are a deputy* as well as *without a deputy*.

    >>> is_form_of("әкімдерінің", "әкім"), is_form_of("әкімдік", "әкім"), is_form_of("Елбасына", "Елбасы", True)
    (True, False, True)
    """
    return bool(read_forms(form, lemma, possessed))


def analyse(form: str, lexicon: Container[str] = frozenset()) -> list[Analysis]:
    """Return the readings of a word: every noun that it may be a form of, with what it carries.

    Rules alone cannot tell *Алматы* + ның from *алмат* + ының; lemmas in `lexicon` (in small letters) come
    first, then those with the longest ending. A question particle behind the word (*әкім бе*) is read with it;
    it stands apart and follows the harmony and the last sound (QG, шылау; M 6.1).

    >>> [(found.lemma, found.form.case, found.form.possessive) for found in analyse("министрлігіне")[:2]]
    [('министрлік', 'dative', 3), ('министрлігіне', 'nominative', None)]
    >>> analyse("Алматының", {"алматы"})[0].lemma, analyse("60-тан")[0].form.case, analyse("қала ма")[0].asked
    ('Алматы', 'ablative', True)
    """
    particle = _PARTICLE.search(form)
    word = form[: particle.start()] if particle else form
    if particle and not _agrees(word, fold(particle[1])):
        return []
    if len(word) > 3 and word.isupper() and read(word) is None:
        word = fold(word)  # a headline: its capitals tell nothing
    found: list[tuple[bool, int, Analysis]] = []
    for cut in range(max(1, len(word) - LONGEST_ENDING), len(word) + 1):
        rest = fold(word[cut:]).lstrip("-")
        # A linking vowel stands between a loan and its ending (факт-і-ге).
        if rest not in all_endings() and not (rest[:1] == "і" and rest[1:] in all_endings()):
            continue
        for lemma in _lemmas(word[:cut].rstrip("-")):
            unknown = fold(lemma) not in lexicon
            for form_read in read_forms(word, lemma):
                found.append((unknown, cut, Analysis(lemma, form_read, particle is not None)))
    found.sort(key=lambda item: item[:2])
    return list(dict.fromkeys(analysis for _, _, analysis in found))


def _lemmas(stem: str) -> Iterator[str]:
    """Yield the nouns that a stem may be of: one vowel at least, or an abbreviation or number.

    No noun ends in г, ғ or б but for loans that `soften` knows (O; M 1.4.2), so such a stem is that of к, қ, п.
    """
    if len(stem) < 2 and not stem.isdecimal():
        return
    if not any(char in VOWELS for char in fold(stem)) and read(stem) is None:
        return
    base = bases(stem + "ы")[0]
    if base != stem:
        yield base
    if stem[-1] not in "гғб" or base == stem:
        yield stem
    if stem[-1] in "лнрт":
        yield stem + "ь"


def _agrees(word: str, particle: str) -> bool:
    """Tell whether a question particle goes with a word: ма/ме, ба/бе after м н ң з ж, па/пе when voiceless."""
    heard = read(word) or word
    first = {"N": "б", "Z": "б", "T": "п"}.get(last_sound(heard), "м")
    return particle == first + ("а" if is_back(heard) else "е")


def izafet_root(word: str) -> str:
    """Return the bare noun of an inner word of a chain, which may stand in the genitive, possessed, or both.

    >>> izafet_root("әкімінің"), izafet_root("әкім"), izafet_root("хатшының")
    ('әкім', 'әкім', 'хатшы')
    """
    low = fold(word)
    if len(low) < 3 or read(word) is not None:
        return low
    stem = low[:-3] if _GENITIVE.search(low) else low
    if stem[-1:] in ("ы", "і") and not stem.endswith(("шы", "ші")):
        return next((root for root in (*bases(stem), stem) if inflect(root, possessive=3) == stem), stem)
    return stem


def izafet_variants(word: str) -> list[str]:
    """Return how an inner word of a chain may stand: as written first, then bare, genitive, possessed, both.

    *әкімінің орынбасары*, *әкімнің орынбасары* and *әкім орынбасары* are one title (M 2.2, izafet).

    >>> izafet_variants("әкімінің")
    ['әкімінің', 'әкім', 'әкімнің', 'әкімі']
    """
    low, root = fold(word), izafet_root(word)
    if len(low) < 3 or read(word) is not None:
        return [low]
    forms = [low, root, inflect(root, "genitive"), inflect(root, possessive=3)]
    forms += [inflect(root, "genitive", possessive=3)]
    return list(dict.fromkeys(forms))
