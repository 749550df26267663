"""What no translation changes: addresses, telephone and document numbers, placeholders of programs, tags.

Found by a table of patterns, each for one kind. What is taken wrongly for a literal stays untranslated, so dates,
times, shares, sums, scores and abbreviations must not be found; what is missed is only left to the model.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from glossary.kazakh.letters import fold
from glossary.term import Language
from glossary.text import Edit, NormalizedText, Span
from glossary.wordings import hyphenated_endings

Kind = Literal[
    "email", "web", "file", "phone", "handle", "hashtag", "number", "identifier", "placeholder", "tag", "escape"
]

NAMES: dict[Kind, str] = {
    "email": "address",
    "web": "address",
    "file": "file name",
    "phone": "telephone number",
    "handle": "account",
    "hashtag": "hashtag",
    "number": "number",
    "identifier": "number",
    "placeholder": "placeholder",
    "tag": "tag",
    "escape": "line break",
}
"""What each kind is called where one is reported."""

CONCEPT = "literal:"
"""How the concept of a match begins that stands for a literal; its kind follows. Those of a termbase have no colon."""

_CODES = frozenset[Kind]({"placeholder", "tag", "escape"})
_SENTENCE_MARKS = ".,;:!?…'\"’»”"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_URL = r"[^\s<>\"«»“”„{}|\\^`]{1,2000}"
_TOP = "kz|com|org|net|ru|gov|edu|info|int|io|eu|uk|kg|uz|by|ua|tr|cn|us|de|biz|tv|me|app|dev|asia"
_FILES = (
    "docx?|xlsx?|pptx?|pdf|txt|csv|tsv|rtf|odt|ods|jpe?g|png|gif|svg|zip|rar|7z|html?|xml|json|jsonl|ya?ml|po|xliff?"
    "|tmx|tbx|srt|md|py|js|css|mp3|mp4|avi|exe|apk"
)
_MONEY = (
    r"(?![\s\u00a0]?(?:[%₸$€₽£]|(?:теңге|тенге|тг|доллар|еуро|евро|рубль|мың|млн|млрд|миллион|миллиард"
    r"|tenge|dollar|euro|rouble|ruble|KZT|USD|EUR|million|billion|thousand)))"
)
_GAP = r"[\s\u00a0-]?"
_PHONE = "|".join(
    (
        *(
            rf"(?:\+7|8){_GAP}(?:\(\d{{{area}}}\)|\d{{{area}}}){_GAP}\d{{{6 - area}}}{_GAP}\d\d{_GAP}\d\d"
            for area in (3, 4, 5)
        ),
        rf"\+(?!7)\d{{1,3}}{_GAP}\(?\d{{1,4}}\)?(?:{_GAP}\d{{2,4}}){{2,4}}",
        rf"(?:\(\d{{3,5}}\){_GAP})?\d{{3}}-\d\d-\d\d|\(\d{{4,5}}\){_GAP}\d{{1,2}}-\d\d-\d\d",
    )
)
"""With the ten digits of Kazakhstan, of another country, or within a city."""
_CODE = r"\d+(?:[-–/.](?:\d+|[^\W\d_]{1,4})(?![^\W_]))*"
"""The number of a document: *1234-V, 245-ө, 01-1-04/12*; an ending behind it is cut off later."""

_PATTERNS: dict[Kind, str] = {
    "email": rf"(?<![\w.+@-])[A-Za-z0-9][\w.%+-]{{0,63}}@{_LABEL}(?:\.{_LABEL})+(?![\w@])",
    "web": rf"(?<!\w)(?:(?:https?|ftp)://|www\.){_URL}"
    rf"|(?<![\w@.#-])(?:{_LABEL}\.){{1,4}}(?:{_TOP})(?![\w@]|-[A-Za-z0-9]|\.[A-Za-z])(?:/(?:{_URL})?)?"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{2,5})?(?![\w.]*\d)",
    "file": r"(?<![\w@./\\:])(?:[A-Za-z]:\\[\w.\\-]{1,200}"
    rf"|[\w-]{{1,80}}(?:\.[\w-]{{1,80}}){{0,3}}\.(?:{_FILES}))(?![\w@]|\.\w)",
    "phone": rf"(?<![\w.,/+(-])(?:{_PHONE})(?![\w/]|[.,]\d|-\d){_MONEY}",
    "handle": r"(?<![\w@./])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,29}[A-Za-z0-9_])(?![\w@])",
    "hashtag": r"(?<![\w#&/])#(?=\w*[^\W\d_])\w{2,60}",
    "number": rf"№\s?{_CODE}|(?<![\w.])No\.\s?{_CODE}",
    "identifier": r"(?<![\w-])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?(?![\w-]*\d)"
    rf"|(?<![\w.,-])(?!\d*0{{6}}(?!\d))\d{{12,20}}(?![\w]|[.,]\d){_MONEY}",
    "placeholder": r"\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|[$%#]?\{[^{}\s]{0,60}\}"
    r"|(?<![\w%)])%(?:\([^()\s]{1,60}\)|\d{1,2}\$)?[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|q|j|z|t)?"
    r"[diouxXeEfFgGcrs@](?![A-Za-z0-9_])"
    r"|(?<![\w%])%[A-Za-z_]{2,40}%(?!\w)|(?<!\d)%%|&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});",
    "tag": r"</?[A-Za-z][\w:-]*(?:\s+[\w:@.-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))*\s*/?>",
    "escape": r"(?:\\[nrt]|\\u[0-9a-fA-F]{4})+",
}
_PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))
_SIGN = re.compile(
    r"[@#№%{<\\&.:\d](?:(?<![.:\d])|(?<=\.)[A-Za-z]|(?<=No\.)|(?<=www\.)|(?<=:)//"
    r"|(?<=\d)(?:\d{5}|[-) \u00a0]+\(?\d\d|\.\d))"
)
"""What one of stands in every literal; most sentences have none. It begins with a class, which makes it fast."""
_NUMBER = re.compile(rf"(?:№|No\.)\s?({_CODE})")
_ENDING = re.compile(r"[-–\u2010\u2011]([а-яәіңғүұқөһ]+)(?![\w-])")
_ORDINAL = re.compile("[ыі]?нш[ыі]|ш[ыі]")
_WORDS_BETWEEN: dict[Language, dict[str, str]] = {
    "en": {"және": "and", "немесе": "or", "әрі": "and"},
    "kk": {"and": "және", "or": "немесе"},
}
_BETWEEN = re.compile(r"\s*[,;/|•]\s*|\s+(?:(?:және|әрі|немесе|and|or)\s+)?")
"""What stands between literals that are listed."""
_LANGUAGE_PART = re.compile(r"(?<=/)(?:kk|kz|kaz|en|eng|ru|rus)(?=/|$)")


@dataclass(frozen=True, slots=True)
class LiteralMatch:
    """One literal in a text: its kind, its place in code points, and what stands there.

    `ending` is the Kazakh ending that follows behind a hyphen (*info@example.kz-ке*), which is not part of it.
    """

    kind: Kind
    span: Span
    text: str
    ending: str = ""
    parts: "tuple[LiteralMatch, ...]" = ()
    """What a row is made of (`join_rows`); a single literal has none."""

    @property
    def whole(self) -> Span:
        """The place of the literal and of its ending."""
        return Span(self.span.start, self.span.end + (len(self.ending) + 1 if self.ending else 0))

    @property
    def inflects(self) -> bool:
        """Whether Kazakh may put an ending behind it: not behind what a program reads."""
        return self.kind not in _CODES

    @property
    def code(self) -> str:
        """The number of a document without its sign, "" for all other kinds."""
        found = _NUMBER.fullmatch(self.text) if self.kind == "number" and not self.parts else None
        return found[1] if found else ""

    def write(self, language: Language) -> str:
        """Return the literal as a language writes it: itself, but for the sign before the number of a document.

        >>> number = find_literals("№1234-V заң")[0]
        >>> number.write("en"), number.write("kk")
        ('No. 1234-V', '№ 1234-V')
        """
        if self.parts:
            return self._write_row(language)
        return f"{'No.' if language == 'en' else '№'} {self.code}" if self.code else self.text

    def _write_row(self, language: Language) -> str:
        written, at = "", 0
        for part in self.parts:
            start = part.span.start - self.span.start
            between = self.text[at:start]
            written += between.replace(between.strip(), _WORDS_BETWEEN[language].get(between.strip(), between.strip()))
            written += part.write(language)
            at = part.span.end - self.span.start
        return written


def join_rows(text: str, found: Sequence[LiteralMatch]) -> list[LiteralMatch]:
    """Return literals with those that are listed one after another as one: a model loses its way in a list.

    >>> row = join_rows(text := "№ 1, № 4 және №7 мектептер", find_literals(text))
    >>> [(one.text, one.write("en")) for one in row]
    [('№ 1, № 4 және №7', 'No. 1, No. 4 and No. 7')]
    """
    rows: list[list[LiteralMatch]] = []
    for one in found:
        before = rows[-1][-1] if rows else None
        if before and not before.ending and _is_listed(before.kind, one.kind):
            between = text[before.span.end : one.span.start]
            if _BETWEEN.fullmatch(between):
                rows[-1].append(one)
                continue
        rows.append([one])
    return [_make_row(text, row) if len(row) > 1 else row[0] for row in rows]


def _is_listed(before: Kind, kind: Kind) -> bool:
    """Tell whether literals of these kinds may make a row: what people read, or placeholders."""
    return (before in _CODES) == (kind in _CODES) and not {before, kind} & {"tag", "escape"}


def _make_row(text: str, row: Sequence[LiteralMatch]) -> LiteralMatch:
    span = Span(row[0].span.start, row[-1].span.end)
    return LiteralMatch(row[-1].kind, span, span.of(text), row[-1].ending, tuple(row))


def find_literals(text: str) -> list[LiteralMatch]:
    """Return the literals of a text in their order, none overlapping another.

    >>> [(found.kind, found.text, found.ending) for found in find_literals("info@example.kz-ке, № 245-ө, {name}")]
    [('email', 'info@example.kz', 'ке'), ('number', '№ 245-ө', ''), ('placeholder', '{name}', '')]
    >>> find_literals("2018-10-26 сағат 12:30-да, 50%-дан, 8 500 000 000 теңге, 3:1 және/немесе т.б. 5 ж.")
    []
    """
    return list(_read(text)) if _SIGN.search(text) else []


def _read(text: str) -> Iterator[LiteralMatch]:
    at = 0
    while found := _PATTERN.search(text, at):
        kind: Kind = found.lastgroup  # type: ignore[assignment]
        start, end = found.span()
        end = _find_end(kind, text, start, end)
        ending = _ENDING.match(text, end)
        known = ending[1] if ending and is_ending(ending[1]) else ""
        yield LiteralMatch(kind, Span(start, end), text[start:end], known)
        at = end


def is_ending(letters: str) -> bool:
    """Tell whether letters behind a hyphen are a Kazakh ending: of a case, or that of an ordinal number.

    >>> is_ending("ке"), is_ending("інші"), is_ending("ө")
    (True, True, False)
    """
    return letters in hyphenated_endings() or _ORDINAL.fullmatch(letters) is not None


def _find_end(kind: Kind, text: str, start: int, end: int) -> int:
    """Return where a literal ends without the marks and the Kazakh ending that its pattern took too."""
    if kind in ("web", "file", "number"):
        tail = re.search(r"[-–]([а-яәіңғүұқөһ]+)[^\w]*$", text[start:end])
        if tail and is_ending(tail[1]):
            end = start + tail.start()
    if kind == "web":
        while text[end - 1] in _SENTENCE_MARKS or (text[end - 1] in ")]" and not _is_paired(text[start:end])):
            end -= 1
    return end


def _is_paired(address: str) -> bool:
    """Tell whether the bracket that an address ends with opens in it as well: */wiki/Astana_(city)*."""
    return address.count("(") >= address.count(")") and address.count("[") >= address.count("]")


@lru_cache(maxsize=1024)
def _key(kind: Kind, text: str, code: str) -> str:
    """Return what must be the same on both sides, whoever wrote them."""
    if kind == "phone":
        digits = re.sub(r"\D", "", text)
        return digits[-10:]
    if kind == "web":
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", fold(text)).rstrip("/")
        return _LANGUAGE_PART.sub("", bare)
    if kind == "identifier":
        return re.sub(r"\s", "", text)
    return code or text


def find_lost(source: str, target: str) -> list[LiteralMatch]:
    """Return the literals of a source that are not in a translation, whoever made it, counted by occurrence.

    A telephone number may be grouped otherwise and an address be that of the page in the other language; a hashtag
    of Kazakh words may be translated.

    >>> [lost.text for lost in find_lost("Тел. 8 (727) 250-00-00, info@example.kz", "Tel. +7 727 250 00 00")]
    ['info@example.kz']
    """
    literals = [one for one in find_literals(source) if one.kind != "hashtag" or one.text.isascii()]
    if not literals:
        return []
    keys = [_key(one.kind, one.text, one.code) for one in find_literals(target)]
    lost = []
    for one in literals:
        key = _key(one.kind, one.text, one.code)
        if key in keys:
            keys.remove(key)
        elif not (one.code and re.search(rf"(?<!\w){re.escape(one.code)}(?!\w)", target)):  # School 15
            lost.append(one)
    return lost


def blank_literals(text: str, keep: Container[str] = ()) -> str:
    """Return a text of the same length with spaces in place of its literals, but for those of the kinds to `keep`.

    For what looks at words and numbers.

    >>> blank_literals("№ 15 бұйрық")
    '     бұйрық'
    """
    found = (one for one in find_literals(text) if one.kind not in keep)
    edits = [Edit(*one.span, " " * (one.span.end - one.span.start), "literal") for one in found]
    return NormalizedText.from_edits(text, edits).text
