"""Names of persons and places in Latin letters, as Kazakhstan's press writes them.

The table is that of the press agencies and of most passports before 2018: ж zh, х kh, қ k, ғ g, й y, ү and
ұ u, ы y, і i, -ев after a vowel -yev. Names with a spelling of their own belong into the termbase.
"""

import re
from collections.abc import Iterator

from glossary.kazakh.letters import LETTERS, LOWER, UPPER, VOWELS
from glossary.text import Span

ROMAN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip

_WORD = re.compile(rf"[{LETTERS}]+")
_BYLINE = re.compile(rf"(?:[{UPPER}][{LOWER}]+|[{UPPER}]\.) [{UPPER}]{{3,}}(?:-[{UPPER}]{{3,}})?")


def _romanize_word(word: str) -> str:
    letters = []
    before = ""
    for at, char in enumerate(word):
        low = char.lower()
        roman = ROMAN.get(low, char)
        if low == "е" and (at == 0 or before in VOWELS + "ьъ"):
            roman = "ye"
        upper_around = word[at - 1 : at].isupper() or word[at + 1 : at + 2].isupper()
        if char.isupper():
            roman = roman.upper() if upper_around and len(word) > 1 else roman.capitalize()
        letters.append(roman)
        before = low
    return "".join(letters)


def romanize(text: str) -> str:
    """Write Kazakh words in Latin letters; everything else stays.

    >>> romanize("Арман Қырықбаев, Ерке БАЙЖІГІТ, Ғалымова")
    'Arman Kyrykbayev, Yerke BAYZHIGIT, Galymova'
    """
    return _WORD.sub(lambda match: _romanize_word(match.group()), text)


def is_byline(text: str) -> bool:
    """Tell whether a line is nothing but a person's name as papers sign with it: the surname in capitals.

    >>> is_byline("Ерке БАЙЖІГІТ"), is_byline("Қазақстан Республикасы"), is_byline("ҚР ҰҚК")
    (True, False, False)
    """
    return bool(_BYLINE.fullmatch(text.strip()))


_CASE = (
    "(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен"
    "|на|не)"
)
_SURNAME = re.compile(
    rf"((?:[{UPPER}][{LOWER}]+[ ])?)((?:[{UPPER}]\. ?)*)"
    rf"([{UPPER}][{LOWER}]*?(?:[ео]ва?|[её]ва|ин|ина|ұлы|қызы|улы|кызы)){_CASE}?(?![{LOWER}])"
)
_INITIAL = re.compile(rf"((?<!\w)(?:[{UPPER}]\. ?){{1,2}})([{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?)")
_COMMON = frozenset({"Берлин", "Кин"})


def find_names(text: str) -> Iterator[tuple[Span, str]]:
    """Yield persons' surnames with their romanised stem: by a surname's ending, or by initials before it.

    Surnames in -ов, -ев, -ин (and -а), -ұлы, -қызы carry most persons in the press (Kazakh has no other
    common mark of a surname). A case ending behind them is cut off.

    >>> [stem for _, stem in find_names("Кеше Алматыда Арман Қырықбаевтың сөзін Б. Дос тыңдады")]
    ['Kyrykbayev', 'Dos']
    """
    found: dict[Span, str] = {}
    for match in _SURNAME.finditer(text):
        if match.group(3) not in _COMMON and len(match.group(3)) > 4:
            found[Span(*match.span(3))] = romanize(match.group(3))
    for match in _INITIAL.finditer(text):
        span = Span(*match.span(2))
        if not any(span.overlaps(other) for other in found):
            word = match.group(2)
            found[span] = romanize(re.sub(_CASE + "$", "", word) if len(word) > 6 else word)
    yield from sorted(found.items())
