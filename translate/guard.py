"""Is this hypothesis sane? Numbers, names, loops, length, script and quotes, against its source.

Each finding is a `Violation`, so what is wrong with the hypothesis that was chosen is also reported.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from glossary.check import Violation
from glossary.kazakh import months, numerals
from glossary.term import Language
from glossary.text import Span, Taken
from translate import person_check
from translate.punctuation import read_quotes

WEIGHTS = {"number": 0.5, "name": 0.15, "untranslated": 0.7, "repetition": 1.0, "length": 0.5}
QUOTE_WEIGHT = 0.2
"""What a finding costs, in mean log-probability of a token.

Tuned on the development data (`scripts/evaluate weights`, `scripts/results/weights.json`): with no guard chrF++ is
0.12 lower, with a third of these values to one and a half times it is the same within 0.01.
"""

_LONG_WORD = 4
"""Letters of the words of a pair that nobody says twice on purpose."""
_LETTERS = re.compile(r"\w+")
_MIXED = re.compile("[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]")
_QUOTED_NAME = re.compile(r'["«“„](?=[^"»”]{0,80}[A-Z])[^"«»“”\u0400-\u052f]{1,80}["»”]')
"""Between quotes: *"Trans Caspian fiber optic"* is a name."""
_CYRILLIC_WORD = re.compile(r"[\u0400-\u052f]{2,}")
_SMALL_LATIN_WORD = re.compile(r"(?<![\w@#&./:'-])[a-z]{3,}(?![\w@/'-]|[.:]\w)")
"""Names, brands and abbreviations keep their letters in Kazakh, and so do addresses; they have capitals or marks."""
_WORD = re.compile(r"[^\W\d]\w*")


def check_numbers(source: str, target: str, source_language: Language, target_language: Language) -> list[Violation]:
    """Compare the numbers of both sides as multisets of values, and the months that are named.

    >>> [found.message for found in check_numbers("2,3 млрд, бес мың адам", "2.3 bn, 50 people", "kk", "en")]
    ["'бес мың' is missing", "'50' is not in the source"]
    """
    difference = numerals.compare_numbers(source, source_language, target, target_language)
    missing, extra = ([one for one in numbers if one.value != 1] for numbers in difference)  # 1 жыл ішінде: in a year
    found = [Violation("number", f"{one.text!r} is missing", source=one.span) for one in missing]
    found += [Violation("number", f"{one.text!r} is not in the source", target=one.span) for one in extra]
    return found + check_months(source, target, source_language, target_language)


def check_months(source: str, target: str, source_language: Language, target_language: Language) -> list[Violation]:
    """Find a month that became another one; a month that is only left out is none (*this month*).

    >>> check_months("5 наурызда келді", "He came on 5 April", "kk", "en")[0].message
    "'наурызда' became 'April'"
    """
    ours, theirs = months.find_months(source, source_language), months.find_months(target, target_language)
    here, there = {one.month for one in ours}, {one.month for one in theirs}
    lost = [one for one in ours if one.month not in there]
    added = [one for one in theirs if one.month not in here]
    return [
        Violation("number", f"{one.span.of(source)!r} became {other.span.of(target)!r}", one.span, other.span)
        for one, other in zip(lost, added, strict=False)
    ]


def check_names(source: str, target: str, source_language: Language) -> list[Violation]:
    """Look for each person of the Kazakh side on the English side, in any accepted romanisation.

    From English the names of the target are looked for in the source, and English names with a Kazakh given
    name in the target.

    >>> [found.message for found in check_names("Арман Қырықбаев келді", "Arman Kyrikbaev came", "kk")]
    []
    >>> [found.message for found in check_names("Арман Қырықбаев келді", "Arman Karykbayev came", "kk")]
    ["'Қырықбаев' is written 'Karykbayev', not 'Kyrykbayev'"]
    """
    if source_language == "kk":
        return person_check.check_english(source, target)
    return person_check.check_kazakh(source, target)


def check_repetition(source: str, target: str) -> list[Violation]:
    """Find a phrase of three words or more that comes again and again, or one word three times in a row.

    >>> check_repetition("", "I'm sorry, but I'm sorry, but I'm sorry, but")[0].kind
    'repetition'
    """
    words = [word.lower() for word in _WORD.findall(target)]
    if len(set(words)) > len(words) - 2:
        return []
    originals = [word.lower() for word in _WORD.findall(source)]
    if _stammers(words) and not _stammers(originals):
        return [Violation("repetition", "one word three times in a row")]
    grams = Counter(zip(words, words[1:], words[2:], strict=False))
    worst = max(grams.values(), default=0)
    allowed = max(Counter(itertools.pairwise(originals)).values(), default=1)
    if worst > max(2, allowed):
        return [Violation("repetition", f"one phrase {worst} times")]
    if (doubled := _find_doubled(words)) and not _find_doubled(originals):
        return [Violation("repetition", f"{doubled!r} twice in a row")]
    return []


def _find_doubled(words: Sequence[str]) -> str:
    """Return two to six words that are said twice in a row, "" where there are none; *grew and grew and grew* are none.

    >>> _find_doubled("the minister of finance minister of finance said".split())
    'minister of finance'
    """
    for size in range(6, 1, -1):
        for at in range(len(words) - 2 * size + 1):
            phrase = words[at : at + size]
            said = len(set(phrase)) > 1 and (size > 2 or min(map(len, phrase)) >= _LONG_WORD)
            if said and phrase == words[at + size : at + 2 * size]:
                return " ".join(phrase)
    return ""


def _stammers(words: Sequence[str]) -> bool:
    """Tell whether a word stands three times in a row."""
    return any(a == b == c for a, b, c in zip(words, words[1:], words[2:], strict=False))


def check_length(source: str, target: str) -> list[Violation]:
    """Find a target that is much shorter or longer than its source.

    The two languages have about as many letters; beyond a third and three times (with 15 letters free)
    lie 0.3% of the development pairs.
    """
    if not target.strip() and source.strip():
        return [Violation("length", "the translation is empty")]
    if len(target) * 3 + 15 < len(source):
        return [Violation("length", "the translation is much shorter than the source")]
    if len(target) > len(source) * 3 + 15:
        return [Violation("length", "the translation is much longer than the source")]
    return []


def check_script(target: str, target_language: Language) -> list[Violation]:
    """Find words that were left in the letters of the source language.

    >>> check_script("Бұл football емес, BBC-дің Apple туралы хабары: gov.kz", "kk")[0].message
    'left as it was: football'
    """
    if target_language == "en" and target.isascii():
        return []
    if target_language == "kk":
        target = _QUOTED_NAME.sub(lambda match: "\n" * len(match.group()), target)
    found = []
    words = list(_LETTERS.finditer(target))
    if mixed := [word for word in words if _MIXED.search(word.group())]:
        found.append(_list_words("two alphabets in one word", mixed))
    pattern = _CYRILLIC_WORD if target_language == "en" else _SMALL_LATIN_WORD
    covering = Taken(Span(*word.span()) for word in mixed)
    left = [word for word in pattern.finditer(target) if not covering.covers(Span(*word.span()))]
    return [*found, _list_words("left as it was", left)] if left else found


def _list_words(said: str, words: Sequence[re.Match[str]]) -> Violation:
    """Return a finding about some words of a target; its place is from the first to the last of them."""
    listed = ", ".join(word.group() for word in words[:5])
    return Violation("untranslated", f"{said}: {listed}", target=Span(words[0].start(), words[-1].end()))


def check_copy(source: str, target: str) -> list[Violation]:
    """Find a target that is the source again, or nothing where the source has words.

    >>> check_copy("Бүгін жақсы күн.", "Бүгін жақсы  күн")[0].message
    'the same as the source'
    >>> check_copy("BBC News", "BBC News"), check_copy("Бір", "")[0].message
    ([], 'the translation is empty')
    """
    words, others = _WORD.findall(source), _WORD.findall(target)
    if words and not target.strip():
        return [Violation("untranslated", "the translation is empty")]
    small = any(word.islower() for word in words)
    if words and words == others and (small or any("\u0400" <= char <= "\u052f" for char in source)):
        return [Violation("untranslated", "the same as the source", target=Span(0, len(target)))]
    return []


def inspect(
    source: str, target: str, source_language: Language, target_language: Language, *, untitled: str | None = None
) -> list[Violation]:
    """Return all findings for a plain source and a plain hypothesis.

    `untitled` is the source without its terms, whose capitals are not names; by default the source.
    """
    return [
        *check_numbers(source, target, source_language, target_language),
        *check_names(source if untitled is None else untitled, target, source_language),
        *check_repetition(source, target),
        *check_length(source, target),
        *check_script(target, target_language),
    ]


def cost(violations: Iterable[Violation], source: str, target: str) -> float:
    """Return what the findings, and quotation marks that were lost, take off the score of a hypothesis."""
    lost_quotes = count_quotations(source) != count_quotations(target)
    return sum(WEIGHTS.get(violation.kind, 0.0) for violation in violations) + QUOTE_WEIGHT * lost_quotes


def count_quotations(text: str) -> tuple[int, int]:
    """Return how many quotations open in a text and how many close, whatever marks they have.

    >>> count_quotations('«Кеңес» пен "Нұр"'), count_quotations('“Kenes” and Nur"'), count_quotations('a 32" screen')
    ((2, 2), (1, 2), (0, 0))
    """
    turns = [turn for _, turn in read_quotes(text)]
    return turns.count(1), turns.count(-1)
