"""What a model should not have to know about: quotes that span segments, labels, dashes, the final mark.

Models are trained on plain quotes in pairs. `prepare` takes a quotation mark that has no partner in its
segment away (or lends it one) and remembers it in a `Frame`; `put_back` puts everything back as the target
language writes it, and knows where each code point of the hypothesis has gone.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from glossary.kazakh import letters, numerals
from glossary.term import Language
from glossary.text import Edit, NormalizedText, Span

OPENING, CLOSING = "«“„", "»”"
QUOTES: dict[Language, tuple[str, str]] = {"kk": ("«", "»"), "en": ("“", "”")}
FINAL = ".!?…:;,"

MOST = 16
"""Code points that a prefix or a suffix grows to: more marks in a row are an ornament and no quotation."""

_DASHES = "-–—―"
_QUOTE = re.compile(f'[{OPENING}{CLOSING}"]')
_LABEL = re.compile(  # dashes of speech and of lists, bullets, numbers of items, Markdown's headings
    rf'(?:[{_DASHES}](?:\s+|(?=[^\W\d]|[{OPENING}"]))|[•·*▪●◦‣■►✓✔→]\s*|[#>]+\s+|\(?\d{{1,3}}[.)]\s+)+(?=\S)'
)
_SPACED_DASH = re.compile(rf"(?<=\s)[{_DASHES}](?=\s)")
_GLUED_DASH = re.compile(r"(?<=[^\W\d_])[—―](?=[^\W\d_])")
_CLOSERS = CLOSING + "“\"'’)]"
_LENT_CLOSING = re.compile(r'"(?=[.!?…]*\s*$)')
_SHORTENED = re.compile(  # a full stop that belongs to the word before it
    r"(?:\b[^\W\d_]|\.[^\W\d_]+|\b(?:Co|Corp|Dr|Esq|etc|Inc|Jr|Ltd|Mr|Mrs|Ms|Prof|Sr|St))\.$"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S{1,64}@\S{1,64}\.\w+"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:kz|com|org|net|ru|gov)\b(?:/\S*)?"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stood around and in a segment that the model does not see.

    `prefix` and `suffix` are marks of the source to put before and after; `lent` tells where a quote was
    added for the model and is to be taken off again; `typographic` that quotes come back as « » or “ ”;
    `dash` is the spaced dash of the source; `final` the mark it ends with, or nothing; `ellipsis` that it
    writes … as one sign. `offset` is what to add to a place in the prepared text to get its place in the
    segment (code points; one less where a quote was lent at the beginning).
    """

    prefix: str = ""
    suffix: str = ""
    lent: Literal["", "opening", "closing", "both"] = ""
    typographic: bool = False
    dash: str = "-"
    final: str = ""
    ellipsis: bool = False
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """A target with its marks: its `text`, and the `steps` in which it was made from the hypothesis."""

    text: str
    steps: tuple[NormalizedText, ...]

    def follow(self, span: Span) -> Span | None:
        """Return where a span of the hypothesis stands in `text`, None where it was taken out.

        >>> put_back("akim's", Frame(prefix="«", typographic=True), "әкімнің", "en").follow(Span(0, 4))
        Span(start=1, end=5)
        """
        for step in self.steps:
            span = Span(bisect_right(step.offsets.ends, span.start), bisect_left(step.offsets.starts, span.end))
            if span.start >= span.end:
                return None
        return span


def read_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each double quote with 1 where it opens, -1 where it closes, 0 for a sign of inches.

    « and » say it themselves. “ closes in „…“, ” is typed for both and so is ": what stands beside them
    (other quotes left aside) decides, and where that does not help, whether a quotation is open.

    >>> list(read_quotes('„Кеңес“ пен ""Нұр" үйі"'))
    [(0, 1), (6, -1), (12, 1), (13, 1), (17, -1), (22, -1)]
    >>> list(read_quotes('32" экран'))
    [(2, 0)]
    """
    opened = 0
    for match in _QUOTE.finditer(text):
        at, mark = match.start(), match.group()
        before = text[max(0, at - 8) : at].rstrip(OPENING + CLOSING + '"')[-1:]
        after = text[at : at + 8].lstrip(OPENING + CLOSING + '"')[:1]
        opens = not before or before.isspace() or before in "([{" + _DASHES
        closes = not after or after.isspace() or after in ".,;:!?…)]}" + _DASHES
        if mark == '"' and before.isdigit() and not opened:
            turn = 0
        elif mark in '“”"' and opens != closes:
            turn = 1 if opens else -1
        elif mark == '"':
            turn = -1 if opened else 1
        else:
            turn = 1 if mark in OPENING else -1
        opened = max(0, opened + turn)
        yield at, turn


def find_unpaired(text: str) -> tuple[list[int], list[int]]:
    """Return where the closing quotes without an opening one stand, and the opening ones without a closing.

    >>> find_unpaired("«Кеңес» орталығы» деді"), find_unpaired("«Кеңес")
    (([16], []), ([], [0]))
    """
    unopened: list[int] = []
    open_quotes: list[int] = []
    for at, turn in read_quotes(text):
        if turn > 0:
            open_quotes.append(at)
        elif turn < 0 and open_quotes:
            open_quotes.pop()
        elif turn < 0:
            unopened.append(at)
    return unopened, open_quotes


def prepare(text: str) -> tuple[str, Frame]:
    """Return the text as the model should see it (not yet normalised), and what to put back.

    >>> text, frame = prepare("– «Кітапхана жаңа зал ашты")
    >>> text, frame.prefix, frame.offset
    ('Кітапхана жаңа зал ашты', '– «', 3)
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    prefix, suffix, body = text[:start], "", text
    unopened, unclosed = find_unpaired(text)
    while unclosed and unclosed[0] == start and len(prefix) < MOST:
        prefix += text[start]
        start = len(text) - len(text[start + 1 :].lstrip())
        del unclosed[0]
    while unopened and unopened[-1] >= start and len(suffix) < MOST and not body[unopened[-1] + 1 :].strip(FINAL):
        at = unopened.pop()
        suffix = body[at] + suffix
        body = body[:at] + body[at + 1 :]
    body = body[start:]
    spaced = _SPACED_DASH.search(body)
    frame = Frame(
        prefix,
        suffix,
        "both" if unopened and unclosed else "opening" if unopened else "closing" if unclosed else "",
        typographic=any(char in OPENING + CLOSING for char in text),
        dash=spaced.group() if spaced else "–" if _GLUED_DASH.search(body) else "-",
        final=find_final(body),
        ellipsis="…" in body,
        offset=start - bool(unopened),
    )
    return '"' * bool(unopened) + body + '"' * bool(unclosed), frame


def find_final(text: str) -> str:
    """Return the mark that a text ends with, also where quotes or brackets close after it; "" without one.

    >>> find_final("деді."), find_final("«Алға!»"), find_final("«Кеңес»")
    ('.', '!', '')
    """
    last = text.rstrip(_CLOSERS)[-1:]
    return last if last and last in FINAL else ""


def put_back(target: str, frame: Frame, source: str, language: Language) -> Restored:
    """Give a hypothesis the marks of its source back; `source` is the prepared text it was made from.

    >>> text, frame = prepare("«Кітапхана жаңа зал ашты")
    >>> put_back("The library opened a new hall.", frame, text, "en").text
    '“The library opened a new hall'
    """
    taken = NormalizedText.from_edits(target, _find_lent(target, frame))
    text = taken.text
    edits = [*_find_final_edit(text, frame), *_find_capital(text, source)]
    if language == "kk":
        edits += numerals.find_grouped(text, source)
    if frame.dash != "-":
        edits += [Edit(*match.span(), frame.dash, "dash") for match in _SPACED_DASH.finditer(text)]
    if frame.ellipsis:
        edits += [Edit(*match.span(), "…", "ellipsis") for match in re.finditer(r"(?<!\.)\.{3}(?!\.)", text)]
    marked = NormalizedText.from_edits(text, edits)
    paired = NormalizedText.from_edits(marked.text, _find_pairs(marked.text, language) if frame.typographic else ())
    prefix, suffix = frame.prefix, frame.suffix
    if frame.typographic:
        opening, closing = QUOTES[language]
        prefix = re.sub(f'[{OPENING}"]', opening, prefix)
        suffix = re.sub(f'[{CLOSING}“"]', closing, suffix)
    end = len(paired.text)
    around = (
        [Edit(0, 0, prefix, "prefix"), Edit(end, end, suffix, "suffix")] if end else [Edit(0, 0, prefix + suffix, "")]
    )
    framed = NormalizedText.from_edits(paired.text, around)
    return Restored(framed.text, (taken, marked, paired, framed))


def restore(target: str, frame: Frame, source: str, language: Language) -> str:
    """Return the text of `put_back`.

    >>> restore('"Дайынбыз" деді', Frame(typographic=True, final="."), '"We are ready," he said.', "kk")
    '«Дайынбыз» деді.'
    """
    return put_back(target, frame, source, language).text


def straighten(text: str) -> str:
    """Make typographic double quotes straight, and nothing else; `put_back` turns them into pairs again.

    >>> straighten("«Open Almaty» – 5")
    '"Open Almaty" – 5'
    """
    return _QUOTE.sub('"', text)


def match_final(target: str, final: str) -> str:
    """Let the target end as the source does: with a full stop or without a mark, in a colon or a comma.

    Question and exclamation marks are the model's; a full stop that belongs to an abbreviation stays.

    >>> match_final("It works well.", ""), match_final("It works well", "."), match_final("Works?", "?")
    ('It works well', 'It works well.', 'Works?')
    >>> match_final("the U.S.", ""), match_final('He said "yes"', "."), match_final("as follows.", ":")
    ('the U.S.', 'He said "yes".', 'as follows:')
    """
    return NormalizedText.from_edits(target, _find_final_edit(target, Frame(final=final))).text


def make_plain(text: str, language: Language) -> str:
    """Return what the engine is given for a prepared text: plain letters, quotes, dashes and spaces.

    >>> make_plain("He came—late\u00a0again", "en")
    'He came - late again'
    """
    return " ".join(letters.normalize(_GLUED_DASH.sub(" - ", text), kazakh=language == "kk").text.split())


def has_words(text: str, language: Language) -> bool:
    """Tell whether there is anything to translate in a text: a letter of the language outside of addresses.

    Numbers, signs, emoji, addresses, and in a Kazakh text words in Latin letters stay as they are.

    >>> [has_words(text, "kk") for text in ("2018", "***", "www.gov.kz", "Open Almaty", "5 адам")]
    [False, False, False, False, True]
    """
    letter = "[\u0400-\u052f]" if language == "kk" else "[A-Za-z]"
    return re.search(letter, _ADDRESS.sub(" ", letters.normalize(text, kazakh=language == "kk").text)) is not None


def _find_lent(target: str, frame: Frame) -> Iterator[Edit]:
    """Find white space at the edges, and the quotes that were lent."""
    start, end = len(target) - len(target.lstrip()), len(target.rstrip())
    if frame.lent in ("opening", "both") and target[start : start + 1] == '"':
        start += len(target[start:]) - len(target[start + 1 :].lstrip())
    if frame.lent in ("closing", "both") and (match := _LENT_CLOSING.search(target, start)):
        yield Edit(*match.span(), "", "lent")
    yield Edit(0, min(start, len(target)), "", "lent")
    if end > start:
        yield Edit(end, len(target), "", "space")


def _find_final_edit(text: str, frame: Frame) -> Iterator[Edit]:
    """Find what to change at the end of a target."""
    end = len(text.rstrip(_CLOSERS))
    last = text[end - 1 : end] if end else ""
    if last == "." and not text[:end].endswith("..") and frame.final in ("", ":", ";", ","):
        if frame.final or not _SHORTENED.search(text[:end]):
            yield Edit(end - 1, end, frame.final, "final")
    elif frame.final and end and last not in FINAL:
        yield Edit(len(text), len(text), frame.final, "final")


def _find_capital(text: str, source: str) -> Iterator[Edit]:
    """Find a small letter at the beginning that stands for a capital of the source; *iPhone* is left alone."""
    first = next((char for char in source if char.isalnum()), "")
    at = next((i for i, char in enumerate(text) if char.isalnum()), 0)
    if first.isupper() and text[at : at + 1].islower() and not any(map(str.isupper, text[at:].partition(" ")[0])):
        capital = text[at].upper()
        yield Edit(at, at + 1, capital if len(capital) == 1 else text[at], "capital")


def _find_pairs(text: str, language: Language) -> Iterator[Edit]:
    """Find the straight quotes to be written as those of the language."""
    for at, turn in read_quotes(text):
        if text[at] == '"' and turn:
            yield Edit(at, at + 1, QUOTES[language][turn < 0], "quote")
