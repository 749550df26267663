"""Kazakh nominal inflection: number, possession and case, with all that vowels and consonants do to them.

Only inflection: *әкімдік* and *қазақстандық* are words of their own and no forms of *әкім* and *Қазақстан*.

Sources, cited by the rules below: Қазақ грамматикасы (Астана 2002), QG; R. Muhamedowa, Kazakh: A
Comprehensive Grammar (Routledge 2015), M; J. Krueger, Introduction to Kazakh (Bloomington 1980), K;
Қазақ тілінің орфографиялық ережелері (1983, 2013), O.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from glossary.kazakh.letters import VOWELS, fold
from glossary.kazakh.sounds import is_back, last_part, last_sound, read

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"]
Suffix = Literal["", "attributive", "pronominal"]

CASES: tuple[Case, ...] = get_args(Case)
POSSESSORS = (1, 2, 3, 4, 5)
"""Whose it is: 1 *my*, 2 *your* (сен), 3 *his, her, its, their*, 4 *our*, 5 *your* (сіз)."""

# A high vowel of the last syllable falls out before a vowel (O §§ on халық – халқы; M 1.4).
VOWEL_LOSS = MappingProxyType(
    {
        "халық": "халқ", "орын": "орн", "кәсіпорын": "кәсіпорн", "мұрын": "мұрн", "қарын": "қарн",
        "ерін": "ерн", "мойын": "мойн", "қойын": "қойн", "дауыс": "даус", "ауыз": "ауз",
        "қауіп": "қауп", "ғұрып": "ғұрп", "құлық": "құлқ", "көрік": "көрк", "бөрік": "бөрк", "ерік": "ерк",
        "әріп": "әрп", "парық": "парқ", "құлып": "құлп", "көңіл": "көңл",
    }
)  # fmt: skip
# Loans whose last consonant stays as it is before a vowel, or was voiced to begin with (O; M 1.4.2).
UNVOICED_LOANS = ("принцип", "тип", "этап", "груп", "штык")
VOICED_LOANS = ("клуб", "штаб", "араб", "масштаб", "краб", "ог", "инг", "ург", "иг")
# Stems in -с and in -ы/-і, told apart before -сы/-сі: кеңес-і but төраға-сы, қаржы-сы but жұмыс-ы.
S_STEMS = ("кеңес", "бизнес", "күрес", "қатынас", "мирас", "атлас", "адрес", "елес", "интерес", "елбас")
VOWEL_STEMS = ("қаржы", "саты", "алты", "көрші", "жеті")


class Form(NamedTuple):
    """What an inflected word carries: case, number, possessor (as in `POSSESSORS`) and a further suffix.

    `attributive` is -ғы/-гі after the locative (*министрліктегі*), `pronominal` is -нікі (*әкімдікі*).
    """

    case: Case = "nominative"
    plural: bool = False
    possessive: int | None = None
    suffix: Suffix = ""


@lru_cache(maxsize=64)
def _cases(sound: str, back: bool) -> dict[tuple[Case, Suffix], str]:
    """Return the case endings after a sound (QG, септік жалғаулары; M 2.3; K 3).

    `P` is a third person possessive, which takes the pronominal н (*министрлігі-не, -н, -нде*); `M` a
    possessive of the first or second person singular, whose dative is -а/-е (*әкімім-е*).
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


def _plural(word: str, back: bool) -> str:
    """Return -лар, -дар or -тар with its harmony (QG, көптік жалғау; M 2.1)."""
    first = {"V": "л", "R": "л", "T": "т"}.get(last_sound(word), "д")
    return first + ("ар" if back else "ер")


def _soften(word: str) -> str:
    """Return the stem before a vowel: vowel loss, к → г, қ → ғ, п → б, ь dropped (O; M 1.4.2).

    >>> [_soften(word) for word in ("халық", "министрлік", "мектеп", "банк", "модель")]
    ['халқ', 'министрліг', 'мектеб', 'банк', 'модел']
    """
    part = last_part(word)
    if fold(part) in VOWEL_LOSS:
        return word[: len(word) - len(part)] + VOWEL_LOSS[fold(part)]
    if word.endswith("ь"):
        return word[:-1]
    voiced = {"к": "г", "қ": "ғ", "п": "б"}.get(word[-1:])
    if voiced and fold(word[-2:-1]) in VOWELS and not fold(word).endswith(UNVOICED_LOANS):
        return word[:-1] + voiced
    return word


def _possess(word: str, person: int, back: bool, fixed: bool = False) -> str:
    """Return the word with a possessive ending (QG, тәуелдік жалғау; M 2.2). у and и take -ы like consonants.

    `fixed` stems are set off by a hyphen and do not change.
    """
    y = "ы" if back else "і"
    if last_sound(word) == "V":
        return word + {1: "м", 2: "ң", 3: f"с{y}", 4: f"м{y}з", 5: f"ң{y}з"}[person]
    stem = word if fixed else _soften(word)
    return stem + {1: f"{y}м", 2: f"{y}ң", 3: y, 4: f"{y}м{y}з", 5: f"{y}ң{y}з"}[person]


def bases(possessed: str) -> list[str]:
    """Return the stems that a noun with a third person ending may come from, the likeliest first.

    >>> bases("министрлігі"), bases("төрағасы")[0], bases("кеңесі")[0], bases("халқы")
    (['министрлік'], 'төраға', 'кеңес', ['халық'])
    """
    low = fold(possessed)
    if low[-1:] not in ("ы", "і") or len(low) < 3:
        return [possessed]
    stem = possessed[:-1]
    last = stem[-1]
    if low[-2] == "с" and low[-3] in VOWELS and low[-3] not in "уию":
        verbal = low[-3] in "ыі" and low[-4:-3] not in ("ш", "") and not low[:-2].endswith(VOWEL_STEMS)
        with_s = verbal or low[:-1].endswith(S_STEMS) or len(low) <= 4
        return [stem, possessed[:-2]] if with_s else [possessed[:-2], stem]
    for whole, short in VOWEL_LOSS.items():
        if fold(stem).endswith(short) and (fold(stem) == short or fold(stem)[: -len(short)][-1] in " -"):
            return [stem[: len(stem) - len(short)] + whole]
    hard = {"г": "к", "ғ": "қ", "б": "п"}.get(last)
    if hard and not fold(stem).endswith(VOICED_LOANS):
        return [stem[:-1] + hard]
    return [stem]


def _possessives(word: str, sounds: str, *, plural: bool) -> Iterator[tuple[str, Form, str, bool]]:
    """Yield the stems with a possessive; behind a hyphen where a word is not written as it sounds."""
    back = is_back(sounds)
    for person in POSSESSORS:
        full = _possess(sounds, person, back, word != sounds)
        stem = full if word == sounds else f"{word}-{full[len(sounds) :]}"
        sound = "P" if person == 3 else "M" if person in (1, 2) else last_sound(full)
        yield stem, Form("nominative", plural, person), sound, back


def _stems(lemma: str, possessed: bool) -> Iterator[tuple[str, Form, str, bool]]:
    """Yield the stems that case endings are put on: (stem, form, class of sound, back)."""
    heard = read(lemma) or lemma
    fixed = heard != lemma
    back = is_back(heard)
    if possessed:
        yield lemma, Form(possessive=3), "P", back
    else:
        yield lemma, Form(), last_sound(heard), back
        yield from _possessives(lemma, heard, plural=False)
    roots = bases(lemma) if possessed and not fixed else [lemma]
    if lemma.endswith("кт") and not possessed:  # субъектісі, субъектілер beside субъекті, субъекттер (O)
        yield from _possessives(lemma + "і", lemma + "і", plural=False)
        roots.append(lemma + "і")
    for root in roots:
        many = root + ("-" if fixed else "") + _plural(heard if fixed else root, back)
        if not possessed:
            yield many, Form(plural=True), "R", back
        elif not fixed:
            yield from (item for item in _possessives(root, root, plural=False) if item[1].possessive != 3)
        yield from _possessives(many, many, plural=True)


@lru_cache(maxsize=4096)
def paradigm(lemma: str, possessed: bool = False) -> Mapping[str, Form]:
    """Return all forms of a lemma in small letters, each with what it carries; the first reading wins.

    >>> paradigm("министрлігі", possessed=True)["министрлігінің"]
    Form(case='genitive', plural=False, possessive=3, suffix='')
    >>> paradigm("ҚР")["қр-дағы"].suffix
    'attributive'
    """
    forms: dict[str, Form] = {}
    abbreviation = read(lemma) is not None
    for stem, form, sound, back in _stems(lemma, possessed):
        mark = "-" if abbreviation and stem == lemma else ""
        low = fold(stem)
        for (case, suffix), ending in _cases(sound, back).items():
            forms.setdefault(low + (mark + ending if ending else ""), Form(case, form.plural, form.possessive, suffix))
    return MappingProxyType(forms)


def inflect(
    lemma: str,
    case: Case = "nominative",
    *,
    plural: bool = False,
    possessive: int | None = None,
    possessed: bool = False,
) -> str:
    """Return a form of a noun or a phrase; only the last word changes and capitals stay.

    `possessed` tells that the lemma already carries the third person ending. Abbreviations (a last word
    all in capitals), numbers and Latin words take their ending behind a hyphen.

    >>> inflect("Қаржы министрлігі", "dative", possessed=True), inflect("министрлігі", plural=True, possessed=True)
    ('Қаржы министрлігіне', 'министрліктері')
    >>> inflect("халық", "genitive", possessive=3), inflect("ҚР", "genitive"), inflect("БҰҰ", "dative")
    ('халқының', 'ҚР-ның', 'БҰҰ-ға')
    """
    person = 3 if possessed and possessive is None else possessive
    for stem, form, sound, back in _stems(lemma, possessed):
        if (form.plural, form.possessive) == (plural, person):
            ending = _cases(sound, back)[case, ""]
            mark = "-" if ending and stem == lemma and read(lemma) is not None else ""
            return stem + mark + ending
    raise ValueError(f"no possessor {person!r}: use one of {POSSESSORS}")


def ending_for_latin(word: str, case: Case, possessed: bool = False) -> str:
    """Return the ending to write behind a hyphen after a Latin rendering, "" for the nominative.

    >>> ending_for_latin("Boeing", "genitive"), ending_for_latin("Deputy Akim", "genitive")
    ('тың', 'ның')
    >>> ending_for_latin("Ministry of Finance", "dative"), ending_for_latin("Elbasy", "dative", possessed=True)
    ('қа', 'на')
    """
    return inflect(word, case, possessed=possessed)[len(word) :].lstrip("-")


def is_form_of(form: str, lemma: str, possessed: bool = False) -> bool:
    """Tell whether a word is an inflected form of a lemma.

    >>> is_form_of("әкімдерінің", "әкім"), is_form_of("әкімдік", "әкім"), is_form_of("Елбасына", "Елбасы", True)
    (True, False, True)
    """
    return fold(form) in paradigm(lemma, possessed)


def izafet_variants(word: str) -> list[str]:
    """Return how an inner word of a chain may stand: as written first, then bare, genitive, possessed, both.

    *әкімінің орынбасары*, *әкімнің орынбасары* and *әкім орынбасары* are one title (M 2.2, izafet).

    >>> izafet_variants("әкімінің")
    ['әкімінің', 'әкім', 'әкімнің', 'әкімі']
    """
    low = fold(word)
    if len(low) < 3 or read(word) is not None:
        return [low]
    stem = low[:-3] if re.search("[нтд][ыі]ң$", low) else low
    roots = [stem]
    if stem[-1:] in ("ы", "і") and (stem != low or not stem.endswith(("шы", "ші"))):
        roots = [root for root in (*bases(stem), stem) if inflect(root, possessive=3) == stem] or [stem]
    root = roots[0]
    forms = [low, root, inflect(root, "genitive"), inflect(root, possessive=3)]
    forms += [inflect(root, "genitive", possessive=3)]
    return list(dict.fromkeys(forms))
