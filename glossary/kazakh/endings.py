"""The endings of Kazakh nominals: tables from spelling to meaning, one for each class of final sound and harmony.

A word's forms are its stem with one of these endings, so that a hundred thousand words share a few dozen
tables. Which stem takes which table is told by `glossary.kazakh.stems`.

Sources, cited by the rules below: Қазақ грамматикасы (Астана 2002), QG; R. Muhamedowa, Kazakh: A
Comprehensive Grammar (Routledge 2015), M; J. Krueger, Introduction to Kazakh (Bloomington 1980), K.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"]
Suffix = Literal["", "attributive", "pronominal", "question"]
Part = Literal[
    "nominative", "oblique", "bare", "lexicalised", "possessive", "foreign possessive", "plural", "plural possessive"
]

CASES: tuple[Case, ...] = get_args(Case)
POSSESSORS = (1, 2, 3, 4, 5)
"""Whose it is: 1 *my*, 2 *your* (сен), 3 *his, her, its, their*, 4 *our*, 5 *your* (сіз)."""
SPEAKERS = (1, 2, 4, 5)
"""Who is said to be it, numbered as `POSSESSORS`; the third person has no ending."""


class Form(NamedTuple):
    """What an inflected word carries: case, number, possessor (as in `POSSESSORS`) and what follows them.

    `suffix` is ``"attributive"`` for -ғы/-гі after the locative (*министрліктегі*), ``"pronominal"`` for
    -нікі (*әкімдікі*), ``"question"`` for мы/бы/пы written together with a predicative ending
    (*әкіммісің*). `predicate` is the person of a predicative ending (*депутатпын* 1, *депутатсыз* 5).
    """

    case: Case = "nominative"
    plural: bool = False
    possessive: int | None = None
    suffix: Suffix = ""
    predicate: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Endings:
    """All endings that a stem may take: what each spelling carries, and the spelling of each form.

    `forms` has the first reading of each spelling, `readings` all of them: *әкіміміз* is *our akim*, and *we are
    his akim*.
    """

    forms: Mapping[str, Form]
    readings: Mapping[str, tuple[Form, ...]]
    spellings: Mapping[Form, str]


@lru_cache(maxsize=64)
def case_endings(sound: str, back: bool) -> Mapping[tuple[Case, Suffix], str]:
    """Return the case endings after a sound (QG, септік жалғаулары; M 2.3; K 3).

    `sound` is a class of `glossary.kazakh.sounds.last_sound`, or `P` for a third person possessive, which
    takes the pronominal н (*министрлігі-не, -н, -нде*), or `M` for a possessive of the first or second
    person singular, whose dative is -а/-е (*әкімім-е*).
    """
    a, y = ("а", "ы") if back else ("е", "і")
    third, voiced = sound == "P", "ғ" if back else "г"
    gen = "н" if sound in "VNMP" else "т" if sound == "T" else "д"
    acc = "н" if sound == "V" else "т" if sound == "T" else "д"
    d = "нд" if third else "т" if sound == "T" else "д"
    abl = "н" if sound in "NMP" else "т" if sound == "T" else "д"
    pronominal = "н" if sound in "VP" else "т" if sound == "T" else "д"
    ins = "б" if sound == "Z" else "п" if sound == "T" else "м"
    hard = "қ" if back else "к"
    dative = f"н{a}" if third else a if sound == "M" else (hard if sound == "T" else voiced) + a
    return {
        ("nominative", ""): "",
        ("genitive", ""): f"{gen}{y}ң",
        ("dative", ""): dative,
        ("accusative", ""): "н" if third else acc + y,
        ("locative", ""): d + a,
        ("ablative", ""): f"{abl}{a}н",
        ("instrumental", ""): f"{ins}ен",
        ("locative", "attributive"): f"{d}{a}{voiced}{y}",
        ("genitive", "pronominal"): f"{pronominal}ікі",
    }


def _predicates(sound: str, back: bool) -> Iterator[tuple[str, bool, int, Suffix]]:
    """Yield the predicative endings (QG, жіктік жалғаулары; M 2.5): ending, plural, person, suffix.

    м becomes б after з and ж, п after a voiceless sound, in the endings of the first person (*әкіммін,
    қызбын, депутатпын*) and in the question (*депутатпысың*), which stands before those of the second.
    """
    y = "ы" if back else "і"
    m = "б" if sound == "Z" else "п" if sound == "T" else "м"
    d = "дар" if back else "дер"
    yield f"{m}{y}н", False, 1, ""
    yield f"{m}{y}з", True, 4, ""
    asks: tuple[tuple[str, Suffix], ...] = (("", ""), (m + y, "question"))
    for ask, suffix in asks:
        yield f"{ask}с{y}ң", False, 2, suffix
        yield f"{ask}с{y}з", False, 5, suffix
        yield f"{ask}с{y}ң{d}", True, 2, suffix
        yield f"{ask}с{y}з{d}", True, 5, suffix


def possessive_ending(sound: str, back: bool, person: int) -> str:
    """Return a possessive ending (QG, тәуелдік жалғау; M 2.2). у and и take -ы like consonants."""
    y = "ы" if back else "і"
    if sound == "V":
        return {1: "м", 2: "ң", 3: f"с{y}", 4: f"м{y}з", 5: f"ң{y}з"}[person]
    return {1: f"{y}м", 2: f"{y}ң", 3: y, 4: f"{y}м{y}з", 5: f"{y}ң{y}з"}[person]


def plural_ending(sound: str, back: bool) -> str:
    """Return -лар, -дар or -тар with its harmony (QG, көптік жалғау; M 2.1)."""
    return {"V": "л", "R": "л", "T": "т"}.get(sound, "д") + ("ар" if back else "ер")


def _closing(stem: str, sound: str, back: bool, person: int | None, *, plural: bool) -> Iterator[tuple[str, Form]]:
    """Yield what may end a word after `stem`: cases, and predicative endings after those that take them.

    Those are the nominative, the locative and the ablative (*депутатпын, Алматыдамын, Алматыданмын*: QG).
    """
    endings_found = case_endings(sound, back)
    for (case, suffix), ending in endings_found.items():
        yield stem + ending, Form(case, plural, person, suffix)
    places: tuple[tuple[Case, str], ...] = (("nominative", sound), ("locative", "V"), ("ablative", "N"))
    for case, after in places:
        for ending, many, who, suffix in _predicates(after, back):
            yield stem + endings_found[case, ""] + ending, Form(case, plural or many, person, suffix, who)


def _possessed(
    stem: str, sound: str, back: bool, persons: tuple[int, ...], *, plural: bool
) -> Iterator[tuple[str, Form]]:
    """Yield the possessive endings after `stem` with all that may follow them.

    Where several people are spoken to, -дар stands between (*отбасыларыңыздың, отбасыңыздардың*: QG); a `Form`
    does not tell them from one.
    """
    for person in persons:
        ending = possessive_ending(sound, back, person)
        sound_after = "P" if person == 3 else "M" if person in (1, 2) else "Z"
        yield from _closing(stem + ending, sound_after, back, person, plural=plural)
        if person in (2, 5):
            several = stem + ending + ("дар" if back else "дер")
            for (case, suffix), last in case_endings("R", back).items():
                yield several + last, Form(case, plural, person, suffix)


def _parts(sound: str, back: bool, part: Part) -> Iterator[tuple[str, Form]]:
    """Yield the endings of one part of the paradigm."""
    many = plural_ending(sound, back)
    if part == "nominative":
        yield "", Form()
    elif part in ("bare", "oblique"):
        found = _closing("", sound, back, 3 if sound == "P" else None, plural=False)
        yield from ((ending, form) for ending, form in found if ending or part == "bare")
    elif part == "lexicalised":
        yield from _closing("", "P", back, None, plural=False)
    elif part == "plural":
        yield from _closing(many, "R", back, None, plural=True)
    elif part == "plural possessive":
        yield from _possessed(many, "R", back, POSSESSORS, plural=True)
    else:
        persons = POSSESSORS if part == "possessive" else SPEAKERS
        yield from _possessed("", sound, back, persons, plural=False)


@lru_cache(maxsize=256)
def endings(sound: str, back: bool, *parts: Part) -> Endings:
    """Return the table of a stem that ends in a class of sound and may take some parts of the paradigm.

    `bare` are the cases of the singular, `nominative` and `oblique` its two halves, `lexicalised` the same with
    the endings of a possessed word that mean no possessor any more (*отбасы-на*); `possessive` are those of its
    possessed forms, `foreign possessive` the same without the third person, `plural` the plural with all that
    follows it, `plural possessive` only its possessed forms. Where one spelling has two readings the earlier
    part comes first, and a possessive before a predicative ending (*әкіміміз* is our akim).

    The sound `S` is that of -ст: it is T, but takes no further т (*журналис-тің* is журналист + ің: O 2018, §93).

    >>> endings("T", True, "bare").forms["тың"].case, endings("T", True, "bare").spellings[Form("dative")]
    ('genitive', 'қа')
    """
    dropped, sound = ("т", "T") if sound == "S" else ("", sound)
    cases: dict[str, list[Form]] = {}
    predicates: dict[str, list[Form]] = {}
    spellings: dict[Form, str] = {}
    for part in parts:
        for whole, form in _parts(sound, back, part):
            ending = whole.removeprefix(dropped)
            found = (cases if form.predicate is None else predicates).setdefault(ending, [])
            if form not in found:
                found.append(form)
            spellings.setdefault(form, ending)
    readings = {ending: (*cases.get(ending, ()), *predicates.get(ending, ())) for ending in {**cases, **predicates}}
    forms = {ending: carried[0] for ending, carried in readings.items()}
    return Endings(MappingProxyType(forms), MappingProxyType(readings), MappingProxyType(spellings))


@cache
def all_endings() -> frozenset[str]:
    """Return every ending of every class of stem, "" among them.

    >>> "дағы" in all_endings(), "лық" in all_endings()
    (True, False)
    """
    whole: tuple[Part, ...] = ("bare", "possessive", "plural", "plural possessive")
    tables = [endings(sound, back, *whole) for sound in "VRLNZTSP" for back in (True, False)]
    return frozenset(ending for table in tables for ending in table.forms)
