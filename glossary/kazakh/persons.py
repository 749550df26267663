"""Persons' names in a Kazakh text: where they stand, which parts they have, and which ending they carry.

A name is told by what it is made of (`name_forms`), by initials, and by the title before it. A capital alone
is no evidence: the first word of a sentence needs a name's form, and a single word of which nothing is known
needs a title before it. What a text has in quotation marks or before *ауданы, көшесі, облысы* is the name of
something else.

The work is linear in the length of the text: words with a capital are found by one pass of a pattern without
backtracking, and only neighbours of each other are looked at together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from glossary.kazakh.letters import LETTERS, LOWER, SPECIFIC, UPPER, fold
from glossary.kazakh.name_forms import NameForm, is_common, is_thing, read_form
from glossary.kazakh.name_lexicon import ambiguous_names, foreign_names, latin_given_names, title_forms
from glossary.kazakh.spelling import is_known, spell_person
from glossary.text import Span

Kind = Literal["full", "initials", "surname", "given"]

_CAPITAL = f"[{UPPER}A-Z]"
_LETTER = f"[{LETTERS}A-Za-zÀ-ɏ]"
_TOKEN = re.compile(
    rf"{_CAPITAL}(?<!\w{_CAPITAL})"
    rf"(?:(?P<initials>ж?\.(?: ?-?{_CAPITAL}ж?\.){{0,3}})|{_LETTER}*(?:[-’']{_LETTER}+)*)"
)
_PARTICLE = re.compile(" (?:бин|ибн|бинт|бен|фон|фон дер|ван|ван дер|ван ден|аль|эль|дель) ")
_LAST_WORD = re.compile(r"([\w-]+)(?:[ \u00a0]|, | [-–—] |: )$")
_OTHER_THING = re.compile(
    "[ \u00a0](?:аудан|облыс|қалас|ауыл|аул|көше|даңғыл|өзен|көлі|кент|станс|станция|округ|алаң|саябақ|атындағы|тауы"
    "|су қойма|театр|стадион|университет|мешіт|клуб|командас|холдинг|банк|компания|кеніш|қорық|әуежай|аралы|мемлекеті)"
)
_BYLINE = re.compile(rf"(?:[{UPPER}][{LOWER}]+|[{UPPER}]\.) [{UPPER}]{{3,}}(?:-[{UPPER}]{{3,}})?")
_OPEN, _CLOSE = "«“\"„'", "»”\"“'"

# What a name may be made of: g given name, c a compound that reads like one, p patronymic, s surname, w what may
# be a surname, u unknown, k unknown in capitals, i initials, L Latin given name, l Latin word, - particle.
_FULL = re.compile(
    "s[gc]p|s[gc](?![swugck-])|[gcu]p[swk]?|s[uc]p|[gc][swk]|[gc][gc][uswk]|[gc]i?[gcuswk]|[gcu](?:-[gcusw])+[usw]?"
    "|L[lL](?!l)|Lil|us"
)
_WITH_INITIALS = re.compile("i[gcuswkpLl]|s(?:i)(?![gcuswkp])")
_TITLED = re.compile("[uwgcs][uwgcsk]{1,2}|[lL]{2}(?!l)|[uws]")


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in a Kazakh text: its place, ending included, and its parts.

    `name` and `surname` are English, `name` with all that stands before the surname; `surname` is the last
    word of a name that has none. `ending` is the ending in Cyrillic letters. `given` (a name or initials),
    `patronymic` and `family` are the Kazakh parts in their dictionary form, "" where the text has none. `certain`
    tells whether the English spelling follows from the Kazakh one; that of *Жак Ширак* (Chirac) does not.
    """

    span: Span
    name: str
    surname: str
    ending: str
    kind: Kind = "surname"
    given: str = ""
    patronymic: str = ""
    family: str = ""
    certain: bool = True


class _Token(NamedTuple):
    start: int
    end: int
    code: str
    form: NameForm


def find_persons(text: str, *, uncertain: bool = False) -> tuple[Person, ...]:
    """Find persons' names, in the order of the text; no two overlap.

    With `uncertain`, foreign persons too whose English spelling nobody can tell from the Kazakh one.

    >>> [(p.name, p.ending) for p in find_persons("Кеше Арман Қырықбаевтың сөзін Б.Дос тыңдады")]
    [('Arman Kyrykbayev', 'тың'), ('B. Dos', '')]
    >>> len(find_persons("Кеше Жак Ширак келді")), len(find_persons("Кеше Жак Ширак келді", uncertain=True))
    (0, 1)
    >>> [p.name for p in find_persons("Берлин мен Ростовта Қазақстан Президенті Қасым-Жомарт Тоқаев болды")]
    ['Kassym-Jomart Tokayev']
    """
    found = _find_cached(text) if len(text) < 5000 else tuple(_find(text))
    return found if uncertain else tuple(person for person in found if person.certain)


@lru_cache(maxsize=4096)  # the segments of a long document, which are read once for its roll and once each
def _find_cached(text: str) -> tuple[Person, ...]:
    return tuple(_find(text))


def _find(text: str) -> Iterator[Person]:
    for run in _runs(text):
        codes = "".join(token.code for token in run)
        at = 0
        while at < len(run):
            length, kind = _match(text, run, codes, at)
            if length and (person := _make_person(text, run[at : at + length], kind)) is not None:
                yield person
            at += max(length, 1)


def _runs(text: str) -> Iterator[list[_Token]]:
    """Yield words with a capital that stand side by side and may belong together.

    A word that carries an ending, or that no name has, ends a run.
    """
    run: list[_Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if text[start - 3 : start] == "әл-":  # әл-Фараби
            word, start = f"Ә{text[start - 2 : end]}", start - 3
        token = _read_token(word, start, end, initials=match["initials"] is not None)
        if run:
            link = _link(text, run[-1], start)
            if link is not None and run[-1].form.ending:
                link = None if not _make_whole(text, run, token) else link
            if link is None:
                yield run
                run = []
            elif link:
                run.append(_Token(run[-1].end, start, "-", run[-1].form))
        run.append(token)
        if len(run) > 12:
            yield run
            run = []
    if run:
        yield run


def _make_whole(text: str, run: list[_Token], token: _Token) -> bool:
    """Take an ending back that was only read into the last word of a run, and tell whether it was so.

    *Едіге* has the form of a dative, but before a surname and behind a title it is a name.
    """
    last = run[-1]
    if last.code not in "uc" or token.code not in "sp" or len(last.form.ending) > 2:
        return False
    if not _has_title(text, run, len(run) - 1):
        return False
    run[-1] = last._replace(code="u", form=NameForm("unknown", text[last.start : last.end]))
    return True


def _link(text: str, last: _Token, start: int) -> str | None:
    """Return what joins two words of a name, "" for a space; None if nothing does."""
    between = text[last.end : start]
    if between in (" ", "\u00a0") or (not between and last.code == "i"):
        return ""
    if len(between) > 10 or last.code not in "gcuws" or not _PARTICLE.fullmatch(between):
        return None
    # бен is "and" after з and ж (QG: мен, бен, пен); elsewhere, where "and" is мен or пен, it is the Arabic particle.
    return None if between == " бен " and fold(last.form.stem)[-1:] in "зж" else between


def _read_token(word: str, start: int, end: int, *, initials: bool) -> _Token:
    if initials:
        return _Token(start, end, "i", NameForm("unknown", word))
    if word[0].isascii():
        stem, dash, ending = word.rpartition("-")
        if not (dash and ending[0] in LOWER):
            stem, ending = word, ""
        code = "x" if stem.isupper() else "L" if stem in latin_given_names() else "l"
        return _Token(start, end, code, NameForm("unknown", stem, ending))
    capitals = len(word) > 1 and word[:2].isupper()
    form = read_form(word.title() if capitals and word.isupper() and len(word) > 3 else word)
    if capitals and not word.isupper():
        return _Token(start, end, "x", form)
    if form.kind == "barred" or (capitals and len(word) < 4):
        return _Token(start, end, "x", form)
    if capitals:
        form = form._replace(stem=word[: len(form.stem)])
        return _Token(start, end, "k" if form.kind in ("unknown", "surname") else _code(form), form)
    return _Token(start, end, _code(form), form)


def _code(form: NameForm) -> str:
    if form.kind == "given":
        return "g" if form.sure else "c"
    if form.kind == "surname":
        return "s" if form.sure else "w"
    return {"patronymic": "p", "unknown": "u", "barred": "x"}[form.kind]


def _match(text: str, run: list[_Token], codes: str, at: int) -> tuple[int, Kind]:
    """Return how many tokens of a run make up a name that begins at one of them, 0 if none, and its kind."""
    first = run[at]
    if first.code == "x":
        return 0, "full"
    if match := _WITH_INITIALS.match(codes, at):
        return match.end() - at, "initials"
    opens = at == 0 and _opens_sentence(text, first.start)
    if (match := _FULL.match(codes, at)) and not (opens and _is_opener(first)):
        last = run[match.end() - 1]
        if last.code not in "uc" or not is_thing(last.form.stem):
            return match.end() - at, "full"
    if _has_title(text, run, at) and not is_common(first.form.stem):
        match = _TITLED.match(codes, at)
        if match and not (opens and match.end() - at == 1) and not _OTHER_THING.match(text, run[match.end() - 1].end):
            return match.end() - at, "full" if match.end() - at > 1 else "surname"
    if _may_stand_alone(text, first, opens=opens):
        return 1, "given" if first.code == "g" else "surname"
    return 0, "full"


def _is_opener(token: _Token) -> bool:
    """Tell whether the first word of a sentence is rather an ordinary word than the beginning of a name."""
    if token.code == "g":
        return False
    # Сөз Қошанға, Ауыл Жданов: of a word of which nothing is known, a short one is the more often a noun
    return token.code in "uc" and (is_common(token.form.stem) or len(token.form.stem) < 5)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(" \u00a0\"'«“„(-–—")
    return not before or before[-1] in ".!?…\n\r\t"


def _has_title(text: str, run: list[_Token], at: int) -> bool:
    """Tell whether a title stands before the token: *министрі*, *тілшіміз*, *Президент*."""
    start = run[at].start
    match = _LAST_WORD.search(text, max(0, start - 30), start)
    return match is not None and fold(match[1]) in title_forms()


def _may_stand_alone(text: str, token: _Token, *, opens: bool) -> bool:
    if token.code not in "gsp" or not token.form.sure or _OTHER_THING.match(text, token.end):
        return False
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
    if before and after and before in _OPEN and after in _CLOSE:
        return False
    if token.code == "g" and fold(token.form.stem) in ambiguous_names():
        return _is_addressed(text, token, opens=opens)
    return True


def _is_addressed(text: str, token: _Token, *, opens: bool) -> bool:
    """Tell whether somebody is spoken to: *Бірлік, сіз эфирдесіз. Рақмет, Бірлік.*"""
    before, after = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 1]
    if opens:
        return after == "," and before[-1:] not in ("«", "“", '"')
    return before == ", " and after in (".", "!", "?") and after != ""


def _make_person(text: str, tokens: list[_Token], kind: Kind) -> Person | None:
    codes = "".join(token.code for token in tokens)
    last = tokens[-1]
    words = [text[token.start : token.end] for token in tokens[:-1]]
    words.append(last.form.stem)
    span = Span(tokens[0].start, last.end)
    if "L" in codes or "l" in codes:
        return Person(span, " ".join(words), words[-1], last.form.ending, kind, " ".join(words[:-1]), "", words[-1])
    if codes[0] == "s" and len(codes) > 1:
        family, rest = [words[0]], list(zip(codes[1:], words[1:], strict=True))
    else:
        has_family = codes[-1] != ("p" if len(codes) > 1 else "g")
        family, rest = words[-1:] if has_family else [], list(zip(codes, words, strict=True))
        rest = rest[:-1] if has_family else rest
    given = " ".join(word.strip() for code, word in rest if code != "p")
    patronymic = " ".join(word for code, word in rest if code == "p")
    certain = is_known(given, "".join(family)) or _is_plain(codes, given, last)
    parts = spell_person(given, patronymic, "".join(family))
    order = (2, 0, 1) if codes[0] == "s" and len(codes) > 1 else (0, 1, 2)
    name = " ".join(parts[index] for index in order if parts[index])
    return Person(
        span, name, name.rpartition(" ")[2], last.form.ending, kind, given, patronymic, "".join(family), certain
    )


def _is_plain(codes: str, given: str, last: _Token) -> bool:
    """Tell whether a name is a Kazakh or Russian formation, which the table of letters spells well."""
    origin = foreign_names().get(fold(given.partition(" ")[0] or last.form.stem))
    if origin == "foreign" or "-" in codes:
        return False
    unknown = last.code in "uw" and not any(char in SPECIFIC for char in fold(last.form.stem))
    return not (unknown and (origin == "russian" or codes[0] in "uw"))


def is_byline(text: str) -> bool:
    """Tell whether a line is nothing but a person's name as papers sign with it: the surname in capitals.

    >>> is_byline("Ерке БАЙЖІГІТ"), is_byline("Қазақстан Республикасы"), is_byline("ҚР ҰҚК")
    (True, False, False)
    """
    return bool(_BYLINE.fullmatch(text.strip()))
