"""What stands around the words of a term: may they be joined, and is it the term at all?

Capitals, hyphens, quotes and neighbours decide between homographs, together with the flags of an entry.
"""

import re
from dataclasses import dataclass

from glossary.kazakh.endings import Form
from glossary.wordings import Entry

FORMER = frozenset({"экс", "ex"})
"""What may stand before a title with a hyphen without making it another title."""
COORDINATORS = frozenset({"және", "мен", "бен", "пен"})
MEDIA = ("арна", "телеарна", "агенттік", "агенттіг", "газет", "журнал", "сайт", "портал", "радио", "ақпарат")
"""How the words begin that tell that the word before them is a name: *Хабар арнасы* (flag `name`)."""

KIN = ("ата", "апа", "аға", "көке", "тәте", "жеңге", "әже", "әпке", "іні", "бала")
"""How words of kinship begin, which follow a given name: *Әкім атай*, *Орынбасар апамыз*."""
NEAR = 6
"""Words on either side in which a word of the flag `unless` counts."""

_PATRONYMIC = re.compile("(ұлы|қызы|ович|евич|овна|евна)")
_SURNAME = re.compile("[оеё]ва?(?:[а-яәіңғүұқөһ]{0,4})$")
_POSSESSED = re.compile("[^дт][ыі](?:н|на|не|ның|нің|нда|нде|нан|нен|мен)?$")
_MORE = re.compile("(?:,| and) [A-Z]")
_GOES_ON = re.compile(r"\.[^\W_A-ZА-ЯӘҒҚҢӨҰҮҺІ]")
_AFTER_NOUNS = frozenset(
    {
        "of", "in", "on", "at", "to", "for", "from", "with", "by", "and", "or", "but", "who", "whom",
        "whose", "that", "was", "were", "is", "are", "has", "had", "have", "will", "would", "said", "says",
        "told", "met", "spoke", "took", "made", "gave", "went", "came", "led", "as", "after", "before",
        "during", "since", "when", "while", "if", "also", "not", "may", "can", "could", "should", "must",
        "did", "does", "became", "left", "commanding", "under", "over",
    }
)  # fmt: skip
"""What may follow a noun that is no noun itself."""
_TIED = frozenset("_@#&\\{}$=")
"""What ties a word into an address, a name of a user, mark-up or code."""
_SENTENCE_END = frozenset(".!?…\n\r:;")


@dataclass(frozen=True, slots=True)
class Words:
    """A normalised text, the same in small letters, and where its words stand (code points)."""

    text: str
    low: str
    spans: list[tuple[int, int]]

    def small(self, i: int) -> str:
        """Return a word in small letters, "" where there is none."""
        return self.low[slice(*self.spans[i])] if 0 <= i < len(self.spans) else ""

    def written(self, i: int) -> str:
        """Return a word as it stands, "" where there is none."""
        return self.text[slice(*self.spans[i])] if 0 <= i < len(self.spans) else ""

    def gap(self, i: int) -> str:
        """Return what stands between a word and the next one."""
        return self.text[self.spans[i][1] : self.spans[i + 1][0]] if 0 <= i < len(self.spans) - 1 else ""


def is_joined(gap: str, *, shortened: bool = False) -> bool:
    """Tell whether two words of a term may be separated by `gap`.

    A space, any other white space with one line break at most, a hyphen or a dash; a comma as in an
    enumeration, a quote beside it (*«Нұр Отан» партиясы*), the apostrophe of *Writers' Union*, and the full stop
    of an abbreviation do not matter.

    >>> [is_joined(gap) for gap in (" ", "-", ", ", " - ", "' ", ". ")], is_joined(". ", shortened=True)
    ([True, True, True, True, True, False], True)
    """
    if gap in (" ", "-", " - ", " & ", "' ") or (shortened and gap == "."):
        return True
    gap = gap.removeprefix("." if shortened else ",")
    if '"' in gap:
        gap = gap.strip('"')
    return gap == "-" or (gap.isspace() and len(gap.strip(" \t").splitlines()) <= 1)


def widen_to_quotes(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a term with both its quotes, None where the other one is out of reach."""
    if text.count('"', start, end) % 2 == 0:
        return start, end
    if text[max(0, start - 1) : start] == '"':
        return start - 1, end
    return (start, end + 1) if text[end : end + 1] == '"' else None


def is_spelt(word: str, exact: str) -> bool:
    """Tell whether an abbreviation stands in its own capitals, with nothing but small letters after it."""
    return not exact or (word.startswith(exact) and (word == exact or word[len(exact) :].islower()))


def fits(words: Words, first: int, last: int, entry: Entry, form: Form) -> bool:
    """Tell whether capitals, hyphens, neighbours and the form allow a term where its words were found."""
    term = entry.term
    start, end = words.spans[first][0], words.spans[last][1]
    if _is_tied(words.text, start, end):
        return False
    if term.kind == "abbreviation":
        return True
    if entry.flags and not _flags_allow(words, first, last, entry.flags):
        return False
    if term.case == "keep" and term.text[:1].isupper() and not words.text[start].isupper():
        return False
    if entry.words > 1:
        return True
    if entry.is_noun and _is_quoted_name(words, first):
        return False
    if entry.is_place:
        return not form.plural and form.possessive in (None, 4) and form.predicate is None
    return term.case == "keep" or _stands_alone(words, first, entry)


def _stands_alone(words: Words, first: int, entry: Entry) -> bool:
    """Tell whether a common noun is a word of its own and not half of another one: *министр-кеңесші*."""
    end = words.spans[first][1]
    if first and words.gap(first - 1) == "-":
        return words.small(first - 1) in FORMER
    return not (words.gap(first) == "-" and not entry.hyphenated and words.text[end + 1].isalpha())


def _describes(words: Words, last: int) -> bool:
    """Tell whether a word stands before a noun as its adjective: *general election*, not *general said*."""
    following = words.small(last + 1)
    if words.gap(last) not in (" ", "-") or not words.written(last + 1).islower():
        return False
    return following not in _AFTER_NOUNS and not following.endswith("ed")


def _is_adverbial(words: Words, first: int) -> bool:
    """Tell whether an adjective stands behind *in* as no noun: *in general*, *in private*."""
    return words.small(first - 1) == "in" and words.gap(first - 1) == " " and words.written(first).islower()


def _flags_allow(words: Words, first: int, last: int, flags: tuple[str, ...]) -> bool:
    """Tell whether the flags of an entry allow a term between two words (see `glossary.storage.rows.GRAMMAR`)."""
    for flag in flags:
        if flag == "name" and not _is_called(words, first, last):
            return False
        if flag == "given-name" and first == last and _is_given_name(words, first):
            return False
        if flag == "surname" and first == last and _is_surname(words, first):
            return False
        if flag == "adjective" and (_describes(words, last) or _is_adverbial(words, first)):
            return False
        if flag.startswith("unless="):
            near = (words.small(i) for i in range(first - NEAR, last + NEAR + 1) if not first <= i <= last)
            if any(word.startswith(tuple(flag[7:].split(","))) for word in near):
                return False
    return True


def _is_tied(text: str, start: int, end: int) -> bool:
    """Tell whether a place is part of an address, a path, mark-up or code and no word of a sentence.

    >>> [_is_tied(text, text.index("сот"), text.index("сот") + 3) for text in ("бұл сот.", "a@сот.kz", "сот_саны")]
    [False, True, True]
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _TIED and before:
        return True
    if after in _TIED and after:
        return True
    if (after == "." and _GOES_ON.match(text, end)) or (before == "<") or (before == "/" and text[start - 2] == "<"):
        return True
    if before == "." and re.search(r"\w{4,}\.$|www\.$", text[max(0, start - 12) : start]) and text[start].islower():
        return True
    if before == "/":
        chunk = text[max(0, start - 300) : start].rsplit(maxsplit=1)[-1]
        return chunk.startswith(("/", "www.")) or "://" in chunk or chunk.count("/") > 1
    return False


def _is_quoted_name(words: Words, i: int) -> bool:
    """Tell whether a common noun stands in quotes as the name of something: *«Президент» қонақүйі*."""
    start, end = words.spans[i]
    if words.text[max(0, start - 1) : start] != '"' or words.text[end : end + 2] != '" ':
        return False
    behind = words.written(i + 1)
    return behind.islower() and bool(_POSSESSED.search(behind)) and not behind.startswith(MEDIA)


def is_enumerated(words: Words, first: int, last: int, entry: Entry) -> bool:
    """Tell whether a proper name in the plural is the last of several that share its head.

    In *экономика және қаржы министрліктері* nothing is called *Ministries of Finance*, and as little in
    *Ministries of Finance and Energy*.
    """
    rendering = entry.rendering
    if entry.plural and entry.term.language == "en":
        return entry.term.case == "keep" and bool(_MORE.match(words.text, words.spans[last][1]))
    if first == 0 or not entry.term.possessed or rendering is None:
        return False
    joined = words.small(first - 1) in COORDINATORS or words.gap(first - 1).strip() == ","
    return joined and not {"the", "no-article"}.isdisjoint(rendering.grammar)


def _opens(words: Words, i: int) -> bool:
    """Tell whether a word is the first of a sentence."""
    start = words.spans[i][0]
    before = words.text[max(0, start - 20) : start].rstrip("\"'([-– ")
    return not before or before[-1] in _SENTENCE_END


def _is_called(words: Words, first: int, last: int) -> bool:
    """Tell whether a name that is a common word too is meant as the name: *Хабар* the channel, *хабар* news.

    It stands in quotes; or has a capital inside a sentence; or a noun such as *арнасы* behind it.
    """
    start, end = words.spans[first][0], words.spans[last][1]
    if not words.text[start].isupper():
        return False
    if words.text[max(0, start - 1) : start] == '"' and words.text[end : end + 1] == '"':
        return True
    if words.small(last + 1).startswith(MEDIA):
        return True
    written = words.text[start:end]
    return not _opens(words, first) and not (
        written.isupper() and len(written) > 1 and words.written(first - 1).isupper()
    )


def _named(words: Words, k: int, beside: int) -> bool:
    """Tell whether the word `k` has a capital and stands directly beside the word `beside`."""
    word = words.written(k)
    return words.gap(min(k, beside)) in (" ", ". ", ".") and word[:1].isupper() and not word.isupper()


def _is_given_name(words: Words, i: int) -> bool:
    """Tell whether a title that is a given name too stands as a name (*жазушы Әкім Тарази*).

    With a capital inside a sentence it is a name, unless two capitalised words follow, which are the name of
    the one who has the title. At the beginning of a sentence it is one before a patronymic or a word of kinship.
    """
    if not words.written(i)[:1].isupper() or words.written(i).isupper():
        return False
    if _named(words, i + 1, i) and _PATRONYMIC.search(words.written(i + 1)):
        return True
    if _opens(words, i):
        return words.small(i + 1).startswith(KIN)
    follows = _named(words, i + 1, i) and _named(words, i + 2, i + 1)
    return not follows or bool(_PATRONYMIC.search(words.written(i + 2)))


def _is_surname(words: Words, i: int) -> bool:
    """Tell whether a place that is called after a person stands for the person (*Қаныш Сәтбаев*)."""
    after = _named(words, i + 1, i) and _SURNAME.search(words.small(i + 1))
    return bool(after) or (i > 0 and _named(words, i - 1, i))
