"""Which language a segment is in: Kazakh, Russian or English; and whether it is in another one than its document.

What is foreign is left untranslated, so a Kazakh sentence taken for Russian is lost to the reader, while a Russian
one taken for nothing costs little. Everything here therefore errs on the side of *cannot be told*: function words and
endings must say that a text is Russian, and statistics alone only where they are sure of several words that are no
names, since loan words and names are the same in both languages (*Прокси-сервер порты* is Kazakh).
"""

import re
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple

from glossary.kazakh import letters
from glossary.term import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

Found = Literal["kk", "ru", "en"]

LONGEST = 2_000
"""Code points that are looked at; a segment is a sentence, and what has no sentences shows itself in its beginning."""
_RANKED = ("kk", "ru", "en", "az", "de", "tr", "uz")
"""What the identifier chooses from. Kazakh in Latin letters is taken for Azerbaijani or Uzbek, lists of names for
German or Turkish: were they not there it would be English for certain."""

_KAZAKH_SHARE = 12
"""A text in which one code point of so many is a letter that only Kazakh has is Kazakh, with no further question.

So have 86 of 100 Kazakh sentences of the news; a Russian one with a Kazakh name in it has one of 20 or fewer.
"""
_FEWEST_LETTERS, _FEWEST_LETTERS_OF_ONE = 10, 20
"""Letters of a text that is Russian, the second where one word says so: *И медсестра, медбике* is spoken Kazakh."""
_SURE = 0.98
"""Where no word says so, how probable Russian must be in three words or more of which two are no names.

Of 204,445 Kazakh segments none is called Russian by it; 5 are where they are typed without their own letters.
"""
_KAZAKH_ENDING = re.compile("[а-яё]{3,}(?:[сш][ыи]|т[иы]ру|л[аеы]у|[лдт](?:ык|[ае]рд[ыи])|[дн][ыи]н|[дт][ые]р)")
"""Endings of Kazakh words as they are typed without those letters; Russian words may have them too."""
_FEWEST_LATIN_LETTERS = 12
_FEWEST_LATIN_WORDS = 3

_UNMARKED = str.maketrans("әғқңөұүһі", "агкноуухи")
"""What is typed for each letter that only Kazakh has where there is no keyboard for it."""
_KAZAKH_WORDS = frozenset(
    "және мен пен менен деп деген дейді деді үшін бұл бойынша туралы жайлы арасында арналған арнайы осы осындай сондай "
    "сол ол олар оны оның биыл былтыр болды болып болады болса болсын болмайды болар бола болу болған отыр отырмыз "
    "отырмын жатыр жатырмыз келді келген берді беру алды алу жою орнату керек емес екен еді сияқты немесе сонымен "
    "содан бірақ бірнеше алайда кейін дейін аталады аталатын ашылды басталды жыл жылы жылғы айында облысы облысында "
    "ауданы ауданында ауылы ауылында қаласы қаласында республикасы республикасының министрі министрлігі орталығы "
    "орынбасары жасады айтты адамдар балалар барлық басшысы басты жаңа мына барша бастап тарихы ашу жабу пайыз пайызы "
    "пайызын жалпы барысында қатысты негізінде ретінде арқылы жшс мкк кмм рмм шжк ауыл сайын жастар жастары".translate(
        _UNMARKED
    ).split()
)
"""Frequent words, as they are typed without the letters that only Kazakh has, that no Russian text has.

Those that Russian has too are left out: *да, он, от, бар, не, же, тұр, адам, сала*.
"""
_RUSSIAN_WORDS = frozenset(
    "и в во на с со к ко по о об обо из за для что как так это этот эта эти этого этой этом тот того тем его ее её их "
    "им или при до мы вы нас вас нам вам они она оно был была было были быть будет будут есть нет также тоже после "
    "перед под над между если чтобы но без через про уже еще ещё только лишь который которая которое которые которых "
    "которого которой котором которым все всех всего всем весь вся свой своей своего свои своих может могут можно "
    "нужно надо должен должна должны более менее чем где когда кто здесь сегодня вчера завтра года году лет около "
    "среди согласно ведь потому поэтому из-за очень себя себе".split()
)
"""Frequent words that no Kazakh sentence has of its own, folded.

Those that are Kazakh words too are left out, *а, да, же, не, он, от, та, там, ту, у, я*, and *том, те*, which stand in
names and loans.
"""
_RUSSIAN_ENDING = re.compile(
    "[а-яё]{2,}(?:"
    "[еоё]го|ому|ему|ый|[нкгхшщ]ий|[ая]я|ое|ые|[нкгхшщ]ие|ых|[нкшщ]их|ыми|[нкшщ]ими|[нв]ой|[нс]ую|скую"  # adjectives
    "|[тркгв]ами|ями|[ия]ях|[еа]ние|ени[яюй]|[еа]нием|ании|ост[ьи]|остью|ци[ию]|цией|ств[ауо]|ством"  # nouns
    "|[а-яё]{2}[рнктсм]ов"
    "|[аяуюе]ет|[аяуюиё]тся|ется|л(?:ся|ась|ось|ись)|ться|ить|ировать|ирует|ируют|[аяе]ют|[дтрлнж]ят"  # verbs
    "|овал[аио]?|[рлзп]ошл[аио]|[жч]ала|овит|[сз]ят|(?:[тщжчр]|[ао]в)ил[аио]?|азал[аио]?|писал[аио]?|[иы]сан[аоы]?|[жщшлч]ен[аоы]|ущ[иа]я)"
)
"""Endings of Russian adjectives, nouns and verbs that neither Kazakh words nor loans in Kazakh have.

Not in it are those of *тарих, несие, режимі, мерейтой, тазала, падишах, цунами, компания, карнавал, фестиваль,
кровать, визит, институт, арена*, also where they are typed without the letters that only Kazakh has.
"""
_KAZAKH_TOO = frozenset("бар ма ме ба бе па пе де".split())
"""Frequent Kazakh words that a Russian text may have, as a noun or in a name; not enough to say that it is Kazakh."""
_ENGLISH_WORDS = frozenset(
    "the of and to for with are was were by from that this these those has have had will would not be been its their "
    "his her which who than about after before into over you your can cannot should must may more when where".split()
)
"""Frequent words that neither Kazakh in Latin letters nor a name in another language has: not *in, is, on, as, at*."""

_SPECIFIC = re.compile(f"[{letters.SPECIFIC}{letters.SPECIFIC.upper()}]")
_CYRILLIC = re.compile("[\u0400-\u052f]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_EASTERN = re.compile("[їєґўјљњђћќѓѕ]", re.IGNORECASE)
"""Letters of Ukrainian, Belarusian, Serbian and Macedonian, where they are not those of an old Kazakh font."""
_QUOTED = re.compile('[«„“"][^»“”"]*[»“”"]')
_NO_WORD = re.compile(r"[/\\@_=<>{}|%$#]")
_OPENING, _CLOSING = "«„“\"'(", ",;:.!?…»”\"'"
_identifier_lock = Lock()


class Letters(NamedTuple):
    """How many letters of a text are Cyrillic, Latin, and of those that Russian does not have."""

    cyrillic: int
    latin: int
    kazakh: int


def count_letters(text: str) -> Letters:
    """Count the letters of a text by script.

    >>> count_letters("Open Almaty тілі")
    Letters(cyrillic=4, latin=10, kazakh=2)
    """
    return Letters(
        sum(map(len, _CYRILLIC.findall(text))), sum(map(len, _LATIN.findall(text))), len(_SPECIFIC.findall(text))
    )


def find_foreign(text: str, source: Language) -> Literal["kk", "ru", "en", ""]:
    """Return the language of a segment that is certainly not in the source language, else the empty string.

    With an English source each text of two Cyrillic words or more is foreign.

    >>> find_foreign("На заседании рассмотрели проект закона.", "kk"), find_foreign("Прокси-сервер порты", "kk")
    ('ru', '')
    """
    if source == "en" and text.isascii():
        return ""
    found = find_language(text)
    if source == "kk":
        return "" if found in (None, "kk") else found
    words = _split(text[:LONGEST], _CYRILLIC)
    if found == "en" or len(words) < 2 or _has_english(_QUOTED.sub(" ", text[:LONGEST])):
        return ""
    text = letters.normalize(text[:LONGEST]).text
    if found is None and is_cyrillic(count_letters(text)) and not _EASTERN.search(text):
        found = "kk" if _SPECIFIC.search(text) or rank(" ".join(words), "kk") > 0.5 else "ru"
    return found or ""


def is_cyrillic(count: Letters) -> bool:
    """Tell whether a text is one in Cyrillic letters, maybe with names in Latin ones."""
    return count.cyrillic > count.latin


def find_language(text: str) -> Found | None:
    """Tell which language a segment is in; None where it cannot be told: no letters, too few, a name, mixed.

    At most `LONGEST` code points are looked at. Thread safe.

    >>> find_language("Алматы облысы бойынша 17 пайыз"), find_language("The talks were held in Astana")
    ('kk', 'en')
    >>> find_language("Сергей Лавров"), find_language("2 500 000"), find_language("Wall Street Journal")
    (None, None, None)
    """
    text = text[:LONGEST]
    if text.isascii():
        return _tell_english(text)
    outside = text
    if len(_SPECIFIC.findall(text)) * _KAZAKH_SHARE < len(text):
        # What stands around a name or a quotation says which language the sentence is in.
        outside = letters.normalize(_QUOTED.sub(" ", text)).text
        text = letters.normalize(text).text
    if _EASTERN.search(text):
        return None
    count = count_letters(text)
    if count.kazakh and count.kazakh * _KAZAKH_SHARE >= count.cyrillic + count.latin:
        return "kk"
    if not is_cyrillic(count):
        return None if count.cyrillic else _tell_english(text)
    if count.kazakh:
        return _tell_with_names(outside)
    return None if count.latin and _has_english(outside) else _tell_plain(text, outside)


def _tell_english(text: str) -> Found | None:
    """Tell whether a text in Latin letters is English: names and headings in capitals are not told."""
    words = _split(text, _LATIN)
    if len(words) < _FEWEST_LATIN_WORDS or sum(map(len, words)) < _FEWEST_LATIN_LETTERS:
        return None
    folded = [word.lower() for word in words]
    function = len(_ENGLISH_WORDS.intersection(folded))
    small = sum(word.islower() and len(word) > 2 and word not in _ENGLISH_WORDS for word in words)
    if function > 2 or (function == 2 and (small or text.isupper())):
        return "en"
    if function and small:
        return "en" if rank(text, "en") > 0.5 else None
    return "en" if small > 2 and text.isascii() and rank(text, "en") > 0.95 else None


def _tell_plain(text: str, outside: str) -> Found | None:
    """Tell the language of a Cyrillic text that has no letter that only Kazakh has."""
    words = _split(text, _CYRILLIC)
    folded = {word.lower() for word in words}
    evidence = _count_russian(text, words)
    if not _KAZAKH_WORDS.isdisjoint(folded):
        return None if evidence > 1 else "kk"
    if len(words) < 2 or sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    if not evidence:
        return _tell_unmarked(text, outside)
    if evidence == 1 and (sum(map(len, words)) < _FEWEST_LETTERS_OF_ONE or not _KAZAKH_TOO.isdisjoint(folded)):
        return None
    least = 0.5 if evidence > 1 else 0.9
    around = _split(outside, _CYRILLIC)
    if around and len(around) < len(words) and (not _count_russian(outside, around) or rank(outside, "ru") < least):
        return None
    return "ru" if rank(text, "ru") > least else None


def _tell_unmarked(text: str, outside: str) -> Found | None:
    """Tell the language of a Cyrillic text of which no word says it, by statistics; a list with commas is not told."""
    if rank(text, "kk") > 0.9:
        return "kk"
    words = _split(outside, _CYRILLIC)
    if len(words) < 3 or sum(map(len, words)) < _FEWEST_LETTERS_OF_ONE or "," in text or ";" in text:
        return None
    if any(_KAZAKH_ENDING.fullmatch(word) or word.lower() in _KAZAKH_TOO for word in words):
        return None
    small = sum(word.islower() and len(word) > 3 for word in words)
    return "ru" if small > 1 and rank(text, "ru") > _SURE else None


def _tell_with_names(outside: str) -> Found | None:
    """Tell Russian with a Kazakh name in it from Kazakh that has few letters of its own, by what is not quoted."""
    words = _split(outside, _CYRILLIC)
    if any(_SPECIFIC.search(word) and not word.istitle() for word in words):
        return "kk"
    evidence = _count_russian(outside, words)
    if not evidence or not _KAZAKH_WORDS.isdisjoint(word.lower() for word in words):
        return "kk"
    return "ru" if evidence > 2 and rank(outside, "ru") > 0.9 else None


def _split(text: str, script: re.Pattern[str]) -> list[str]:
    """Return the words of a text in one script, without the marks around them; addresses and code are none.

    A letter beside a bracket or a full stop is the number of an item or an initial, and none either.
    """
    words = []
    for token in text.split():
        word = token.lstrip(_OPENING)
        if len(word) > 1:
            word = word.rstrip(_CLOSING)
            if len(word) == 1:
                continue
        if word and script.match(word) and not _NO_WORD.search(word):
            words.append(word)
    return words


def _count_russian(text: str, words: Sequence[str]) -> int:
    """Count the different Russian function words, and the words that are no names and have a Russian ending.

    Those of one letter count as one: they may be the numbers of items (*С витамин, В витамин*).
    """
    capitals = text.isupper()
    found = set()
    for i, word in enumerate(words):
        folded = word.lower()
        if folded in _RUSSIAN_WORDS:
            if len(word) > 1:
                found.add(folded)
            elif i == 0 or capitals or word.islower():
                found.add("")
        elif word.islower() and len(word) > 4 and _RUSSIAN_ENDING.fullmatch(word):
            found.add(word)
    return len(found)


def _has_english(text: str) -> bool:
    """Tell whether a text has an English function word."""
    return not _ENGLISH_WORDS.isdisjoint(word.lower() for word in _split(text, _LATIN))


def rank(text: str, language: Found) -> float:
    """Return how probable a language is, of those the identifier chooses from."""
    with _identifier_lock:
        identifier = _load_identifier()
    return float(dict(identifier.rank(text))[language])


@cache
def _load_identifier() -> "LanguageIdentifier":
    """Load py3langid's model: about a second, once; not its module's own identifier, which others may restrict."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_RANKED)
    return identifier
