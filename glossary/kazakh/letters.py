"""The Kazakh alphabet, and the repair of letters that only look Kazakh.

Everything here answers one question: which code points stand for which Kazakh letter? All tables of
letters and of punctuation that is to be made plain are defined in this file and nowhere else.

The alphabet is the Cyrillic one in force since 1940 (Қазақ тілінің орфографиялық ережелері, 42 letters);
case pairs are one to one, so folding never changes the length of a text.

Repairs are found as `Edit`s, so that every change can be explained and every offset followed back.
"""

import re
import unicodedata
from collections.abc import Iterator

from glossary.text import Edit, NormalizedText, Span

LOWER = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 small letters in alphabetical order."""
UPPER = LOWER.upper()
LETTERS = LOWER + UPPER
SPECIFIC = "әғқңөұүһі"
"""The letters that Russian does not have."""

BACK_VOWELS = "аоұы"
FRONT_VOWELS = "әеөүіэ"
NEUTRAL_VOWELS = "иуюяё"
"""Vowels whose harmony is told by their neighbours, or which come from Russian."""
VOWELS = BACK_VOWELS + FRONT_VOWELS + NEUTRAL_VOWELS
VOICELESS = "кқпстфхһцчшщ"
"""Consonants after which an ending begins with т, қ, к, п (the *қатаң* ones of the school grammar)."""
SONORANTS = "йлмнңру"
"""The *үнді* consonants; у is one of them after a vowel."""
VOICED = "бвгғджз"
"""The *ұяң* consonants. Words end in б, в, г, д only in loans, whose endings are those of a voiceless one."""

LOOKALIKES = dict(zip("acehikopxyABCEHIKMOPTXYəƏɵƟǝıëËθΘ", "асеһікорхуАВСЕНІКМОРТХҮәӘөӨәіёЁөӨ", strict=True))
"""Latin letters (and Greek theta) that people type for a Kazakh one, with the letter they stand for.

Capital *Y* is drawn as Ү and small *y* as у; capital *H* as Н and small *h* as һ.
"""

LEGACY = dict(zip("ЌќЋћЎўЈјҐґЄєЇїЅѕ", "ҚқҺһҰұӘәӨөҒғҮүҢң", strict=True))
"""Slavic letters that stand for Kazakh ones in texts made with the Kazakh fonts of the 1990s.

Those fonts drew the Kazakh letters on the places of code page 1251 that the national standard ST RK
1048-2002 later fixed (unicode.org/Public/MAPPINGS/VENDORS/MISC/KZ1048.TXT), so that the text reads
*Ќазаќстан Республикасыныѕ аумаєындаєы жјне … тїрлерін атќаратын ўйымдар, тґлем*. The table is exactly
KZ-1048 against code page 1251; code page PT154 puts ғ, ң, ү, ұ, ө elsewhere and is not repaired.
"""

VARIANTS = dict(zip("ӊӉӈӇҝҜԛԚ", "ңҢңҢқҚқҚ", strict=True))
"""Letters of other Cyrillic alphabets that are typed for a Kazakh one and stand for nothing else here."""

PLAIN_PUNCTUATION = {
    **dict.fromkeys("«»“”„‟″〝〞❝❞", '"'),
    **dict.fromkeys("‘’‚‛′`´‹›", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006", " "),
    **dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    "…": "...",
}
"""What a model that was trained on plain punctuation is given for each mark (Moses' normalisation)."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
"""Soft hyphen, zero width characters and direction marks: taken out before matching and translating."""

_CYR = "\u0400-\u052f"
_MARK = "\u0300-\u036f"
_LATIN = "".join(LOOKALIKES)
_SEAM = re.compile(f"(?<=[{_CYR}{_MARK}])[{_LATIN}]|[{_LATIN}](?=[{_CYR}])")
_CYRILLIC = re.compile(f"[{_CYR}]")
_MARKED_LATIN = re.compile(f"[^{_CYR}{_MARK}][{_MARK}]")
_ABBREVIATION_WITH_ENDING = re.compile(f"[A-Z]{{2,}}[{LOWER}]+")
_ROMAN = re.compile("[IІXХ]{2,}")
_ROMAN_LATIN = {"І": "I", "Х": "X"}
_COMPOSABLE = re.compile(f"[ИиЕе][{INVISIBLE}]*[\u0306\u0308]")
_PUNCTUATION = re.compile(f"[{re.escape(''.join(PLAIN_PUNCTUATION))}]|[{INVISIBLE}]+")
_VARIANT = re.compile(f"[{''.join(VARIANTS)}]")
_LEGACY = re.compile(f"[{''.join(LEGACY)}]")
_LEGACY_HINT = re.compile("[ЌќЅѕЈј]")
_ORDINARY = re.compile(f'[{LETTERS}0-9 .,:;!?()"-]*')
"""What nothing is to be repaired in; most segments are made of it."""
_EASTERN = frozenset("іўїєґ")
_MODERN = re.compile("[әғқңөұүӘҒҚҢӨҰҮ]")


def fold(text: str) -> str:
    """Make capitals small, one code point for each, so that offsets stay what they are.

    `str.lower` turns *İ* into two code points and `str.casefold` turns *ß* into two; such letters are
    left alone.

    >>> fold("ҚАРЖЫ Министрлігі İ")
    'қаржы министрлігі İ'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_kazakh_letter(char: str) -> bool:
    """Tell whether one code point is a letter of the Kazakh alphabet.

    >>> is_kazakh_letter("ә"), is_kazakh_letter("i")
    (True, False)
    """
    return char in LETTERS


def find_lookalikes(text: str) -> Iterator[Edit]:
    """Find Latin letters that stand inside Kazakh words.

    Decided for each part between hyphens, digits and other marks: the part has a Cyrillic letter, and
    every Latin letter in it looks like a Kazakh one. *Open Almaty*, *XI* and the first half of
    *call-орталық* have no Cyrillic letter and stay; so does *PCтер*, a Latin abbreviation with an ending.
    A Roman numeral typed with both (*ХIХ*) becomes Latin.

    >>> [(edit.start, edit.replacement) for edit in find_lookalikes("Елiмiз, XI call-орталық")]
    [(2, 'і'), (4, 'і')]
    """
    done = 0
    for seam in _SEAM.finditer(text):
        if seam.start() < done:
            continue
        start, done = _part_around(text, seam.start(), done)
        part = text[start:done]
        if not _CYRILLIC.search(part) or _MARKED_LATIN.search(part) or _ABBREVIATION_WITH_ENDING.fullmatch(part):
            continue
        if _ROMAN.fullmatch(part):
            for i, char in enumerate(part, start):
                if char in _ROMAN_LATIN:
                    yield Edit(i, i + 1, _ROMAN_LATIN[char], "roman")
            continue
        foreign = [i for i, char in enumerate(part) if not (_CYRILLIC.match(char) or unicodedata.combining(char))]
        if all(part[i] in LOOKALIKES for i in foreign):
            for i in foreign:
                yield Edit(start + i, start + i + 1, LOOKALIKES[part[i]], "lookalike")


def _part_around(text: str, position: int, floor: int) -> tuple[int, int]:
    """Return where the run of letters and combining marks around `position` begins (at `floor`) and ends."""
    start, end = position, position + 1
    while start > floor and (text[start - 1].isalpha() or unicodedata.combining(text[start - 1])):
        start -= 1
    while end < len(text) and (text[end].isalpha() or unicodedata.combining(text[end])):
        end += 1
    return start, end


def find_legacy(text: str) -> Iterator[Edit]:
    """Find letters of old Kazakh fonts (`LEGACY`) and of neighbouring alphabets (`VARIANTS`).

    Macedonian, Serbian, Azerbaijani, Ukrainian and Belarusian use the code points of `LEGACY` themselves.
    They are read as Kazakh only where a word has letters that none of these has together, such as ќ and ы;
    and in a text that has modern Kazakh letters as well, only in such words.

    >>> "".join(edit.replacement for edit in find_legacy("Ќазаќстан Республикасыныѕ аумаєы"))
    'Ққңғ'
    >>> list(find_legacy("Україна її, што быў, ноќта"))
    []
    """
    for match in _VARIANT.finditer(text):
        yield Edit(match.start(), match.end(), VARIANTS[match.group()], "variant")
    proven: list[tuple[int, int]] = []
    done = 0
    for hint in _LEGACY_HINT.finditer(text):
        if hint.start() >= done:
            start, done = _part_around(text, hint.start(), done)
            if _only_legacy(text[start:done].lower()):
                proven.append((start, done))
    if proven and not _MODERN.search(text):
        proven = [(0, len(text))]
    for start, end in proven:
        for match in _LEGACY.finditer(text, start, end):
            yield Edit(match.start(), match.end(), LEGACY[match.group()], "legacy")


def _only_legacy(word: str) -> bool:
    """Tell whether no living orthography has the letters of this word together.

    ќ and ѕ are Macedonian, ј Macedonian, Serbian and Azerbaijani; none of these has і, ў, ї, є or ґ, and
    Macedonian has no ы or э.
    """
    if word.startswith(("ќазаќ", "ќазає")):
        return True
    letters = frozenset(word)
    macedonian = not letters.isdisjoint("ќѕ")
    return (macedonian and not letters.isdisjoint("ыэ")) or (
        (macedonian or "ј" in letters) and not letters.isdisjoint(_EASTERN)
    )


def find_decomposed(text: str) -> Iterator[Edit]:
    r"""Find й and ё written as a base letter and a combining mark.

    >>> [edit.replacement for edit in find_decomposed("и\u0306од")]
    ['й']
    """
    for match in _COMPOSABLE.finditer(text):
        written = match.group()
        composed = unicodedata.normalize("NFC", written[0] + written[-1])
        if len(composed) == 1 and composed in LETTERS:
            yield Edit(match.start(), match.end(), composed, "composed")


def find_punctuation(text: str) -> Iterator[Edit]:
    r"""Find quotes, dashes, spaces and invisible characters that a model should see in their plain form.

    >>> [(edit.replacement, edit.reason) for edit in find_punctuation("«Кеңес» – 5\u00a0%")]
    [('"', 'punctuation'), ('"', 'punctuation'), ('-', 'punctuation'), (' ', 'punctuation')]
    """
    for match in _PUNCTUATION.finditer(text):
        plain = PLAIN_PUNCTUATION.get(match.group())
        if plain is None:
            yield Edit(match.start(), match.end(), "", "invisible")
        else:
            yield Edit(match.start(), match.end(), plain, "punctuation")


def normalize(text: str, *, kazakh: bool = True) -> NormalizedText:
    """Return the text as matching and the model should see it, with offsets back into the original.

    With `kazakh` false only punctuation and invisible characters are made plain. Letters are replaced one
    by one; the length changes only where an ellipsis becomes three full stops, an invisible character goes
    or й and ё are composed. Normalising twice changes nothing more. The reader never sees the result: it
    is for matching and for the model.

    >>> normalize("Елiмiз «Кеңес»").text
    'Еліміз "Кеңес"'
    """
    if _ORDINARY.fullmatch(text) or (text.isascii() and "\t" not in text):
        return NormalizedText.from_edits(text, ())
    edits = [*find_punctuation(text), *(find_decomposed(text) if kazakh else ())]
    result = NormalizedText.from_edits(text, edits)
    if not kazakh:
        return result
    # Each step sees the result of the one before: a soft hyphen hides that a word is mixed, and a Latin i
    # hides that a word is in an old font. Both steps keep the length, so places are those of `result.text`.
    lookalikes = list(find_lookalikes(result.text))
    legacy = list(find_legacy(NormalizedText.from_edits(result.text, lookalikes).text))
    if not lookalikes and not legacy:
        return result
    for edit in lookalikes + legacy:
        start, end = result.to_original(Span(edit.start, edit.end))
        edits.append(edit._replace(start=start, end=end))
    return NormalizedText.from_edits(text, edits)
