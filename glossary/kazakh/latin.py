"""How words in Latin letters are read, as far as the Kazakh endings behind them tell (*Boeing-тың*).

The rules were counted in the hyphenated endings of government news and of Kazakh user interfaces, where the
reading is that of the Russian and Kazakh press. Names that no rule covers stand in
`glossary/lexicon/stems.tsv`.
"""

import re

from glossary.kazakh.letters import fold

_LETTERS = {
    "a": "эй", "b": "би", "c": "си", "d": "ди", "e": "и", "f": "эф", "g": "джи", "h": "эйч", "i": "ай",
    "j": "джей", "k": "кей", "l": "эл", "m": "эм", "n": "эн", "o": "оу", "p": "пи", "q": "кью", "r": "ар",
    "s": "эс", "t": "ти", "u": "ю", "v": "ви", "w": "дублю", "x": "икс", "y": "уай", "z": "зет",
}  # fmt: skip
# The last sound of a word as the Kazakh letter of the same class.
_ENDS = dict(zip("bcdfghjklmnpqrstvwxz", "бкдфгшжклмнпкрствусз", strict=True))
_SAID_AS_WORD = re.compile("[AEIOUY][A-Z]?$|^[A-Z]+[AEIOUY][A-Z]{2}$")
# Spellings, each with a simpler one that has the vowel and the last sound of what is said.
_SIMPLER = tuple(
    (re.compile(spelling), said)
    for spelling, said in (
        ("qu", "k"),
        ("([aou])y?[eo]v$", r"\1v"),  # Tokayev-тың: the vowel before decides, as in Cyrillic
        ("(e[^aeiouy]+)[eo]v$", r"\1v"),
        ("a([bcdfgjklmnpqstvz]|ch|st)e$", r"e\1"),  # Space-пен: эй
        ("^([^aeiouy]*)i([^aeiouy])e$", r"\1a\2"),  # Life-қа: ай
        ("(a|ae)tch$", "etch"),  # Scratch-тің
        ("ook$|[aou]([lnr])k$", r"e\1k"),  # Facebook-ке, Bank-ке: like банк, парк (O 1983, §35)
        ("([aeiouy].*[^aeiouy])e$", r"\1"),  # Store-дан: a final e is mute
        ("(?<=[^aeiouy])y$|e[ey]$", "и"),
        ("e[aei]|ie|a[iy](?=[^aeiouy])", "e"),
        ("o[oeu]", "o"),
        ("(?<=[aou])i", "y"),  # Boeing-тың, Android-қа: a glide, no vowel
    )
)


def read_latin(word: str) -> str:
    """Return a Kazakh spelling that has the harmony and the last sound of a Latin word.

    *a, o, u* are back, *e* and *i* front. Abbreviations go by the English names of their letters, unless they
    have more than two and end like a word (*NATO, POST*).

    >>> read_latin("Boeing"), read_latin("Limited"), read_latin("BBC"), read_latin("City"), read_latin("NATO")
    ('аг', 'ед', 'си', 'еи', 'а')
    """
    low = fold(word)
    spelled = word.isupper() and (len(word) <= 2 or not _SAID_AS_WORD.search(word))
    if spelled or not re.search("[aeiouy]", low):
        return _LETTERS.get(low[-1], "эй")
    for spelling, said in _SIMPLER:
        low = spelling.sub(said, low)
    vowel = next((char for char in reversed(low) if char in "aeiouи"), "y" if "y" in low else "e")
    front, last = vowel in "eiи", low[-1:]
    start = "е" if front else "а"
    if last in "aeo" or (last == "u" and low[-2:-1] not in "aeo"):
        return start
    return start + {"и": "и", "i": "и", "y": "й", "u": "у"}.get(last, _ENDS.get(last, "с"))
