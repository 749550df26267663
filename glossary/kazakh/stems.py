"""The stems of a Kazakh noun: what it becomes before its endings, and which endings each stem takes.

Also the way back: which noun a possessed form comes from. Words that do not follow the rules stand in
`glossary/lexicon/stems.tsv`, each with its source.

Sources, cited by the rules below: Қазақ грамматикасы (Астана 2002), QG; R. Muhamedowa, Kazakh: A
Comprehensive Grammar (Routledge 2015), M; Қазақ тілінің орфографиялық ережелері (1983, 2013), O.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from glossary.kazakh.endings import Endings, endings, possessive_ending
from glossary.kazakh.letters import VOWELS, fold
from glossary.kazakh.sounds import is_back, last_part, last_sound, lexicon, read

LINKING_ENDS = ("кт", "нг", "нк", "ск")
"""Loans in these are declined with a further і as well.

O 1983, §35: *фактіге*; counted: *рейтингісі, дискіге* beside *рейтингі, дискке*.
"""

_LINKED_POSSESSED = ("ктісі", "нгісі", "нкісі", "скісі")


class Stem(NamedTuple):
    """A stem, the hyphen that sets endings off from it ("" for most words), and the endings that it may take."""

    text: str
    mark: str
    endings: Endings


@cache
def _ends(name: str) -> tuple[str, ...]:
    """Return the ends of words of one class of the table."""
    return tuple(lexicon(name))


def soften(word: str) -> list[str]:
    """Return the stems before a vowel, the usual one first (O; M 1.4.2).

    к becomes г, қ ғ and п б after a vowel; a high vowel of the last syllable falls out in some words; ь is
    dropped.

    >>> [soften(word) for word in ("халық", "министрлік", "мектеп", "банк", "модель", "нарық")]
    [['халқ'], ['министрліг'], ['мектеб'], ['банк'], ['модел'], ['нарығ', 'нарқ']]
    """
    part = fold(last_part(word))
    start = word[: len(word) - len(part)]
    if lost := lexicon("vowel-loss").get(part):
        return [start + lost]
    variant = lexicon("vowel-loss-variant").get(part)
    short = [start + variant] if variant else []
    if word.endswith("ь"):
        return [word[:-1]]
    voiced = {"к": "г", "қ": "ғ", "п": "б"}.get(part[-1:])
    if voiced and part[-2:-1] in VOWELS and not part.endswith(_ends("unvoiced")):
        return [word[:-1] + voiced, *short]
    return [word, *short]


def bases(possessed: str) -> list[str]:
    """Return the nouns that a form with a third person ending may come from, the likeliest first.

    >>> bases("министрлігі"), bases("төрағасы")[0], bases("кеңесі")[0], bases("халқы")
    (['министрлік'], 'төраға', 'кеңес', ['халық'])
    """
    low = fold(possessed)
    if low[-1:] not in ("ы", "і") or len(low) < 3 or last_part(low) in lexicon("lexicalised"):
        return [possessed]
    stem = possessed[:-1]
    if low.endswith(_LINKED_POSSESSED):
        return [possessed[:-3]]
    cut = {**{short: whole for whole, short in lexicon("simplified").items()}, **lexicon("double")}
    for short, whole in cut.items():
        if low[:-1].endswith(short):
            return [stem + whole[len(short) :]]
    if low[-2] == "с" and low[-3] in VOWELS and low[-3] not in "уию":
        verbal = low[-3] in "ыі" and low[-4:-3] not in ("ш", "") and not low[:-2].endswith(_ends("vowel"))
        with_s = verbal or low[:-1].endswith(_ends("keeps-s")) or len(low) <= 4
        return [stem, possessed[:-2]] if with_s else [possessed[:-2], stem]
    part = fold(last_part(stem))
    for name in ("vowel-loss", "vowel-loss-variant"):
        for whole, short in lexicon(name).items():
            if part == short:
                return [stem[: len(stem) - len(short)] + whole]
    hard = {"г": "к", "ғ": "қ", "б": "п"}.get(stem[-1])
    if hard and not fold(stem).endswith(_ends("voiced")):
        return [stem[:-1] + hard]
    return [stem]


def find_stems(lemma: str, possessed: bool = False) -> list[Stem]:
    """Return the stems of a noun, those of its commoner forms first; capitals stay as they are.

    `possessed` tells that the lemma carries the third person ending already. The endings of abbreviations,
    numbers and Latin words go by how they are read and stand behind a hyphen (O).

    >>> [stem.text for stem in find_stems("халық")], [stem.text for stem in find_stems("министрлігі", possessed=True)]
    (['халық', 'халқ'], ['министрлігі', 'министрліг', 'министрлік'])
    """
    return list(_find_stems(lemma, possessed))


@lru_cache(maxsize=1024)
def _find_stems(lemma: str, possessed: bool) -> tuple[Stem, ...]:
    """Return what `find_stems` returns; whoever wants all forms of a noun asks for each of them."""
    heard = read(lemma)
    if heard is not None:
        return tuple(_set_off(lemma, heard, possessed))
    part, back = fold(last_part(lemma)), is_back(lemma)
    if part in lexicon("lexicalised"):
        return tuple(_of_lexicalised(lemma, back, possessed))
    if possessed:
        return tuple(_of_possessed(lemma, back))
    stems = tuple(_of_plain(lemma, back))
    if part in lexicon("either-harmony"):
        stems += tuple(_of_plain(lemma, not back))
    return stems


def _set_off(lemma: str, heard: str, possessed: bool) -> Iterator[Stem]:
    """Yield the stem of what is not written as it sounds; it never changes."""
    sound, back = last_sound(heard), is_back(heard)
    if possessed:
        yield Stem(lemma, "-", endings("P", back, "bare"))
        yield Stem(lemma, "-", endings(sound, back, "plural possessive"))
    else:
        yield Stem(lemma, "-", endings(sound, back, "bare", "possessive", "plural", "plural possessive"))


def _of_lexicalised(lemma: str, back: bool, possessed: bool) -> Iterator[Stem]:
    """Yield the stems of a compound whose third person ending means no possessor any more: *отбасы*.

    It has the cases of a possessed noun (*отбасына*) and of a plain one (*отбасыға*), the plural of a plain one.
    """
    yield Stem(lemma, "", endings("P", back, "bare" if possessed else "lexicalised"))
    parts = endings("V", back, "oblique", "foreign possessive", "plural", "plural possessive")
    yield Stem(lemma, "", parts)
    if not possessed:
        yield Stem(lemma, "", endings("P", back, "bare"))


def _of_plain(lemma: str, back: bool) -> Iterator[Stem]:
    """Yield the stems of a noun in its dictionary form."""
    spoken, sound = _spoken(lemma)
    if spoken != lemma:
        yield Stem(lemma, "", endings("T", back, "nominative"))
        yield Stem(
            spoken, "", endings(sound, back and sound != "V", "oblique", "possessive", "plural", "plural possessive")
        )
    elif sound == "S":
        yield Stem(lemma, "", endings(sound, back, "bare", "possessive", "plural", "plural possessive"))
    sound, soft = last_sound(lemma), soften(lemma)
    if sound == "V" or soft == [lemma]:
        yield Stem(lemma, "", endings(sound, back, "bare", "possessive", "plural", "plural possessive"))
    else:
        yield Stem(lemma, "", endings(sound, back, "bare", "plural", "plural possessive"))
        for stem in soft:
            yield Stem(stem, "", endings(_before_vowel(stem), back, "possessive"))
    if spoken == lemma and fold(lemma[-2:]) in LINKING_ENDS:
        linked = lemma + "і"
        yield Stem(linked, "", endings("V", is_back("і"), "oblique", "possessive", "plural", "plural possessive"))


def _spoken(lemma: str) -> tuple[str, str]:
    """Return what is said of a noun before an ending, and the class of its last sound.

    The last consonant of -ист, -зд and of -сс falls out before an ending (O 2018, §93, and counted: *журналистер,
    съезге, процесі*); some loans have a linking vowel (O 1983, §35: *фактіге, митингілер*). Their full spelling is
    met as well.
    """
    low = fold(lemma)
    if low.endswith("ист"):
        return lemma, "S"
    if low.endswith(_ends("linked")):
        return lemma + "і", "V"
    if low.endswith(("сс", *_ends("simplified"))):
        return lemma[:-1], last_sound(lemma[:-1])
    return lemma, last_sound(lemma)


def _of_possessed(lemma: str, back: bool) -> Iterator[Stem]:
    """Yield the stems of a noun that is given with the third person ending: *министрлігі*."""
    yield Stem(lemma, "", endings("P", back, "bare"))
    if fold(lemma).endswith(_LINKED_POSSESSED):
        yield Stem(lemma[:-2], "", endings("V", back, "foreign possessive", "plural possessive"))
        return
    for root in bases(lemma):
        sound = last_sound(root)
        stem = root if sound == "V" else lemma[:-1]
        before = sound if sound == "V" else _before_vowel(stem)
        if stem + possessive_ending(before, back, 3) == lemma:
            yield Stem(stem, "", endings(before, back, "foreign possessive"))
        spoken, sound = _spoken(root)
        yield Stem(spoken, "", endings(sound, back, "plural possessive"))


def _before_vowel(stem: str) -> str:
    """Return the class of a stem's last sound for endings that begin with a vowel: never that of a vowel."""
    sound = last_sound(stem)
    return "T" if sound == "V" else sound
