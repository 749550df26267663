"""Split a text into paragraphs and sentences, and put n targets back in place of n sentences.

Nothing is lost: segments and what stands between them, joined, are the text. A line is a paragraph; in it a
sentence ends at . ! ? or … with the quotes and brackets that close after the mark, unless what stands on
either side says otherwise. Each mark is judged by at most 40 code points before it and a few words after
it, so that time is linear in the length of the text. What no mark ends is cut at clauses, since all that
comes after costs more than in proportion to the length of a segment. All numbers are code points.

Longer than 300 lines because the abbreviations and verbs that the rules know stand beside them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from glossary.kazakh.letters import INVISIBLE, LOOKALIKES, LOWER, UPPER, fold
from glossary.term import LANGUAGES, Language
from glossary.text import Span
from translate.errors import LanguageError
from translate.unit import Document, Paragraph, Segment

LONGEST = 2_000
"""Code points of a segment; the longest sentence of the development data, a list in a law, has 700."""

ORNAMENT = 100
"""So many marks and spaces in a row are rulers, blanks or rubbish: a model loops on them, and they stay as they are."""

DEEPEST = 4
"""So many quotations at most are counted as open; more are marks that nobody closed."""

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_SPACES = "\t\x1c\x1d\x1e\x1f \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANK = _BREAKS + _SPACES + INVISIBLE
_OPENING = "«‹“„\"'‘([{_"
_DASHES = "-–—―"
_SIGNS = "№#$€£₸§@+~"
_TO_KAZAKH = str.maketrans(LOOKALIKES)

_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_MARK = re.compile(  # marks, what closes after them (quotes, brackets, notes such as [1], emoji), white space
    r"([.!?…‼⁇⁈⁉]+)"
    r"""((?:[»›”"“’')\]}*_]|[ \u00a0]»|\[\d{1,4}\]|[ \u00a0]?[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])*)"""
    rf"([{_BLANK}]*)"
)
_AHEAD = re.compile(rf"([{_DASHES}*•·]+[{_BLANK}]*)?([{re.escape(_OPENING)}]{{0,4}})(\S?)")
_WORD = re.compile(r"[\w-]{1,20}")
_NAME = re.compile(r"[a-z]{1,2}-?[A-Z]|[a-z]\w{1,30}[._]\w")  # iPhone, eGov, gov.kz: small letters that may begin
_CHAIN = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}|[^\W\d_]")  # А.Ж, Қ.-Ж, т.ғ.к, қ
_AND_SO_ON = re.compile(r"(?:^|\W)т\.\s?(?:б|т|с\.\s?с)$")
_YEAR = re.compile(r"^[\d.,–-]*\d(?=[^\W\d])")  # 2019ж.
_NUMBER = re.compile(r"(?:^|\s)[\d.,:/-]+$")
_LABEL = re.compile(  # of a list item or a heading, where a sentence begins or after a colon
    r"(?:^|[:;]\s)[\s«“\"#*_•–(\[-]*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC\u0406\u0425]{1,6}|[^\W\d_]"
    r"|\d{1,4}-(?:бап|тарау|бөлім|бөлімше|тармақ|қосымша|параграф|кесте|сурет|дәріс|сабақ|мысал)"
    r"|(?:§|№|Article|Chapter|Section|Part|Table|Figure|Annex) ?[\dIVX]{1,4})$"
)
_SMALL = re.compile(rf'[^/@.\\]*[{LOWER}]{{2}}[»”")]*')
_PREDICATE = re.compile(rf"[{LOWER}]+(?:[дт][ыі]|м[ыі][нз]|с[ыі][ңз]|[ғқгк][ае]н)|бар|жоқ|керек|емес|екен|мүмкін")
_GLUED = re.compile(rf'[«“„"(]{{0,2}}[{UPPER}][{LOWER}]')
_TWO_SMALL = re.compile(f"[{LOWER}]{{2}}")
_QUOTE = re.compile('[«»‹›“”„"]')
_PLACES = tuple(  # to cut a long segment at, the best first; then the conjunctions of the language, then spaces
    re.compile(p) for p in (r"[.!?…;][»”\")]*(?=\s)", r":(?=\s)", r",[»”\"]?(?=\s)", rf"\s(?=[{_DASHES}]+\s)")
)
_SPACE = re.compile(r"(?<!\d)\s|\s(?!\d)")
_APART = re.compile(rf"[\W_]{{{ORNAMENT},}}|(?<!\w)(?:https?://|www\.)\S{{{LONGEST},}}")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language knows of its sentences.

    After an abbreviation that is `going` the sentence goes on, unless one of the `starters` follows, words
    that begin sentences and are no names; after one that is `final` a capital begins a new sentence; one
    that is `numbered` counts only before a number. `says` is a name with a verb of saying after a quotation.
    """

    going: frozenset[str]
    final: frozenset[str]
    numbered: frozenset[str]
    starters: frozenset[str]
    says: re.Pattern[str]
    joints: re.Pattern[str]


# Abbreviations that are written with a full stop (Chicago Manual of Style, 17th edition, chapter 10), and what the
# first letters of Kazakh names become (Zh., Sh., Yu.). Case matters: "art" is a word, "Art. 5" is not.
_ENGLISH = _Rules(
    going=_words(
        "Mr Mrs Ms Dr Prof St st Gen Col Lt Sgt Capt Maj Cmdr Rev Hon Sen Rep Gov Pres Amb Mt Ft Acad Min Inc",
        "Ltd Co Corp Bros Jr Sr Esq vs eg ie cf viz al ca dept Dept est avg Ave Blvd Rd Univ Assn Jan Feb Mar www",
        "Apr Jun Jul Aug Sep Sept Oct Nov Dec Fig Figs Vol Ch Sec Art Eq Ed Eds ed eds Zh Sh Kh Yu Ya Ye Dzh Avg",
    ),
    final=_words("etc"),
    numbered=_words(
        "No Nos no nos pp art par para ext tel Tel fig vol sec ch Reg jan feb mar apr jun jul aug sep sept oct nov dec"
    ),
    starters=_words(
        "the this that these those he she it they we you his her its their our in on at for from but and or if when",
        "while after before as however also there then what who why how moreover meanwhile according both some many",
        "most all each during under since although because despite today yesterday",
    ),
    says=re.compile(r"(?:[A-Z]\S{0,30}\s+){1,4}(?:said|says|asked|replied|added|noted|explained|wrote)\b"),
    joints=re.compile(r"\s(?=(?:and|or|but|which|that|because|while|when|where|who|so|as)\s)"),
)
# Compiled from use in the press, laws and encyclopedias (ж., жж., ғ., т.б., обл., солт., акад.). т.б. and т.с.с. close
# an enumeration and so, mostly, the sentence. Signs of measures (км, кг, °C) are written without a full stop
# (GOST 8.417), so that one after them ends the sentence; мың and тыс are words too. Single letters and chains of
# them (қ., ж., А., т.ғ.к., ф.-м.ғ.д., б.з.д.) are known by their shape.
_KAZAKH = _Rules(
    going=_words(
        "акад проф доц асс канд докт инж ген полк подп кап лейт серж мин дир им марқ дж дз обл ауд көш даң пр-т просп",
        "шағ мкр ықш ш/а ст стан пос ар биікт тереңд жж ғғ ғас сағ сек қаң ақп нау наур сәу мам мау шіл там қырк қыр",
        "қаз қар жел янв фев февр апр авг сент окт нояб дек млн млрд трлн см салыст мыс мәс сур таб рис тарм ред",
        "құраст құр өңд илл тел факс моб эл лат грек гр англ ағылш фр нем араб биол геогр геол хим физ мат техн экон",
        "филол филос пед псих мед ист полит солт солтүс оңт оңтүс шығ бат орт макс брит коорд бағд мемл респ инст",
    )
    | frozenset(fold(word).translate(_TO_KAZAKH) for word in _ENGLISH.going),
    final=_words("т.б т.б.б т.б.с.с т.с.с т.т т.с с.с ж.т.б ж.б тг тнг долл руб мың тыс"),
    numbered=frozenset(),
    starters=_words(
        "ал алайда бірақ бұл бұлар бұған бұдан бұны бұның бүгін бүгінде біз біздің дегенмен егер енді кейін мен менің",
        "мұнда мұндай мұны мұның мұнымен ол олар оларға оларды олардың онда одан оны онымен оның оған осы осыдан",
        "осылай осылайша осының осыған сен сол содан солай сондай-ақ сондықтан сонда сонымен соның соған сөйтіп сіз",
        "себебі тіпті қазір әйтпесе әрине яғни өйткені",
    ),
    says=re.compile(
        rf"(?:[{UPPER}]\S{{0,30}}\s+){{1,4}}"
        r"(?:деп\b|(?:[^\s.!?…]{1,30}\s+){0,2}(?:деді|дейді|сұрады|жауап берді)\b)"
    ),
    joints=re.compile(r"\s(?=(?:және|немесе|бірақ|ал|әрі|сондай-ақ|алайда|себебі|өйткені|яғни)\s)"),
)
_RULES: dict[Language, _Rules] = {"kk": _KAZAKH, "en": _ENGLISH}


def segment(text: str, language: Language, *, depth: int = 0) -> Document:
    r"""Split a text into paragraphs (lines) and segments (sentences).

    White space, byte order marks and invisible characters at the edges belong to no segment; a line break
    (\n, \r\n, \r, the Unicode ones) always ends one. A sentence of more than `LONGEST` code points is cut as
    `split_long` does, and a row of at least `ORNAMENT` marks, or a longer address, is a segment of its own.

    `depth` is the number of quotations that an earlier part of the text left open. A quotation stays open over
    lines, also empty ones. It is given up where a line begins with an opening mark and either does not close it
    (the quotation goes on with a new mark, as in English, or is a new one) or comes after an empty line and closes
    what it opens. Straight quotes count within their line. Raises LanguageError for an unknown language, ValueError
    for a negative depth.

    >>> [s.text for s in segment("Жиын өтті. Оған Ә.Ж. Дос, т.б. келді.\n– Алға! – деді ол.", "kk").segments]
    ['Жиын өтті.', 'Оған Ә.Ж. Дос, т.б. келді.', '– Алға! – деді ол.']
    >>> [(s.depth, s.text) for s in segment("«Иә\n«Кеңес» – орталық» деді. Сосын кетті.", "kk").segments]
    [(0, '«Иә'), (1, '«Кеңес» – орталық» деді.'), (0, 'Сосын кетті.')]
    """
    if depth < 0:
        raise ValueError(f"depth is {depth}: it counts open quotations and cannot be negative")
    rules = _rules(language)
    paragraphs: list[Paragraph] = []
    count, after_empty = 0, False
    for index, line in enumerate(_lines(text)):
        spans = [part for span in _sentences(text, line, rules) for part in _bound(text, span, language)]
        depths: list[int] = []
        if spans:
            depth = _resume(text, Span(spans[0].start, line.end), depth, after_empty)
            depths, depth = _walk(text, [span.start for span in spans], line.end, depth)
        segments = tuple(
            Segment(count + at, index, span, span.of(text), open_quotations)
            for at, (span, open_quotations) in enumerate(zip(spans, depths, strict=True))
        )
        paragraphs.append(Paragraph(index, line, segments))
        count, after_empty = count + len(segments), not segments
    return Document(text, tuple(paragraphs))


def depth_after(document: Document, *, depth: int = 0) -> int:
    """Return how many quotations are open after a document, for the part of the text that follows it.

    `depth` is what the document was segmented with. Cut a text into parts at line breaks.

    >>> depth_after(segment("«Бірінші сөйлем. Екінші", "kk"))
    1
    """
    for paragraph in reversed(document.paragraphs):
        if paragraph.segments:
            first = paragraph.segments[0]
            return _walk(document.text, [first.span.start], paragraph.span.end, first.depth)[1]
    return depth


def reassemble(document: Document, targets: Sequence[str]) -> str:
    r"""Return the text with n targets in place of its n segments; ValueError where the numbers differ.

    >>> reassemble(segment("Иә.  Жоқ.\n", "kk"), ["Yes.", "No."])
    'Yes.  No.\n'
    """
    segments = document.segments
    if len(segments) != len(targets):
        raise ValueError(f"the document has {len(segments)} segments, but there are {len(targets)} targets")
    pieces: list[str] = []
    position = 0
    for part, target in zip(segments, targets, strict=True):
        pieces += document.text[position : part.span.start], target
        position = part.span.end
    return "".join([*pieces, document.text[position:]])


def split_long(text: str, limit: int, language: Language) -> list[Span]:
    """Split one segment into parts of at most `limit` code points, with only white space between them.

    Cuts after a mark that ends a sentence or a semicolon, else after a colon, a comma, before a dash, before
    a conjunction, at a space, and inside a word only where there is no space; of places of the same kind
    where the parts come out most alike. Raises ValueError where `limit` is less than 1, and LanguageError.

    >>> text = "Олар келді, біз кеттік және бәрі бітті"
    >>> [span.of(text) for span in split_long(text, 20, "kk")]
    ['Олар келді,', 'біз кеттік', 'және бәрі бітті']
    """
    if limit < 1:
        raise ValueError(f"limit is {limit}: a part has at least 1 code point")
    joints = _rules(language).joints
    spans: list[Span] = []
    start, end = _strip(text, 0, len(text))
    while end - start > limit:
        cut = start + _cut(text[start : start + limit + 1], end - start, joints)
        spans.append(_strip(text, start, cut))
        start, _ = _strip(text, cut, end)
    return [*spans, Span(start, end)] if start < end else spans


def _rules(language: Language) -> _Rules:
    if language not in _RULES:
        raise LanguageError(f"no rules for the sentences of {language!r}: use one of {', '.join(LANGUAGES)}")
    return _RULES[language]


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for match in _BREAK.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    if start < len(text):
        yield Span(start, len(text))


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return Span(start, end)


def _sentences(text: str, line: Span, rules: _Rules) -> list[Span]:
    spans: list[Span] = []
    start, end = _strip(text, line.start, line.end)
    for match in _MARK.finditer(text, start, end):
        if match.end() < end and _ends(text, start, match, rules):
            spans.append(_strip(text, start, match.end()))
            start = match.end()
    return [*spans, Span(start, end)] if start < end else spans


def _bound(text: str, sentence: Span, language: Language) -> Iterator[Span]:
    """Yield a sentence in parts that are short enough; what stands apart in it is a part of its own."""
    start, end = sentence
    for found in _APART.finditer(text, start, end) if end - start > ORNAMENT else ():
        apart = _strip(text, *found.span())
        if apart.start < apart.end:  # not only white space
            yield from _cut_clauses(text, _strip(text, start, apart.start), language)
            yield apart
            start = apart.end
    yield from _cut_clauses(text, _strip(text, start, end), language)


def _cut_clauses(text: str, sentence: Span, language: Language) -> Iterator[Span]:
    """Yield a sentence in parts of at most `LONGEST` code points, none where it is empty."""
    if sentence.end - sentence.start <= LONGEST:
        yield from (sentence,) if sentence.start < sentence.end else ()
    else:
        yield from (part.shift(sentence.start) for part in split_long(sentence.of(text), LONGEST, language))


def _ends(text: str, start: int, match: re.Match[str], rules: _Rules) -> bool:
    """Tell whether a mark ends the sentence that begins at `start`."""
    mark, closing, space = match.groups()
    kazakh = rules is _KAZAKH
    if not space and not (kazakh and _GLUED.match(text, match.end())):
        return False
    left = text[max(start, match.start() - 40) : match.start()].rstrip()
    tail = left.rsplit(None, 1)[-1].lstrip(_OPENING + _DASHES + "*") if left else ""
    if not any(map(str.isalnum, tail)) or (mark == "." and _LABEL.search(left)):
        return False
    kind = _abbreviation(left, tail, rules) if mark == "." else ""
    if not space:  # қала.Ол
        sure = not kind and (mark != "." or len(tail) > 2)
        return sure and _SMALL.fullmatch(tail.translate(_TO_KAZAKH)) is not None
    ahead = _AHEAD.match(text, match.end())
    dash, opening, char = ahead.groups() if ahead else ("", "", "")
    place = match.end() + len(dash or "") + len(opening)
    spoken = not frozenset('»›”"“’').isdisjoint(closing)
    if char.islower() and (dash or opening or not _NAME.match(text, place)):
        plain = kazakh and mark == "." and not (kind or closing or dash) and (opening or _TWO_SMALL.match(text, place))
        return bool(plain and _PREDICATE.fullmatch(tail.translate(_TO_KAZAKH)))
    if dash and (kind == "going" or (spoken and not opening)):
        return False
    if char.isalpha():
        kind = "going" if kind and ")" in closing else kind
        return _begins(text, place, kind, bool(dash) or (spoken and (kazakh or mark != ".")), rules)
    number = char.isdigit() and (tail in rules.numbered or (kazakh and _NUMBER.search(left)))
    return not kind and not number and (char.isdigit() or (char != "" and char in _SIGNS))


def _abbreviation(left: str, tail: str, rules: _Rules) -> Literal["", "going", "final"]:
    """Tell what kind of abbreviation the word before a full stop is, if it is one."""
    word = tail.capitalize() if tail.isupper() and len(tail) > 1 else tail
    if rules is _KAZAKH:
        tail = _YEAR.sub("", tail)
        word = fold(tail).translate(_TO_KAZAKH)
        if len(tail) == 1 and _AND_SO_ON.search(fold(left)):
            return "final"
    if word in rules.final:
        return "final"
    return "going" if word in rules.going or _CHAIN.fullmatch(tail) else ""


def _begins(text: str, place: int, kind: str, spoken: bool, rules: _Rules) -> bool:
    """Tell whether the capital at a place begins a sentence: what stands before it may be cut short, or speech."""
    match = _WORD.match(text, place)
    first = fold(match.group()) if match else ""
    starter = (first.translate(_TO_KAZAKH) if rules is _KAZAKH else first) in rules.starters
    if kind == "going":
        return starter
    return not (spoken and rules.says.match(text, place)) or starter


def _resume(text: str, line: Span, depth: int, after_empty: bool) -> int:
    """Return how many of the open quotations are still open where a line begins."""
    if not depth or text[line.start] not in "«“„":
        return depth
    opened, closed = (sum(text.count(mark, *line) for mark in marks) for marks in ("«“„", "»”"))
    return 0 if opened > closed or (opened == closed and after_empty) else depth


def _walk(text: str, starts: Sequence[int], end: int, depth: int) -> tuple[list[int], int]:
    """Return how many quotations are open at each of the `starts` in a line, and at its end."""
    depths: list[int] = []
    straight = False
    for match in _QUOTE.finditer(text, starts[0], end):
        at = match.start()
        while len(depths) < len(starts) and starts[len(depths)] <= at:
            depths.append(depth + straight)
        turn = _turn(match.group(), text[at - 1] if at else " ", text[at + 1] if at + 1 < end else " ")
        if match.group() == '"':
            straight = turn > 0 or (turn == 0 and not straight)
        else:
            depth = min(max(depth + turn, 0), DEEPEST)
    return depths + [depth + straight] * (len(starts) - len(depths)), depth


def _turn(mark: str, before: str, after: str) -> int:
    """Return 1 where a quotation mark opens, -1 where it closes, 0 where that cannot be told.

    “ closes in „…“, and ” is typed for both: their neighbours decide.
    """
    opens = before in _BLANK or before in "([{«“„" + _DASHES
    closes = after in _BLANK or after in ".,;:!?…)]}»”" + _DASHES
    if mark in '“”"' and opens != closes:
        return 1 if opens else -1
    return {'"': 0, "»": -1, "›": -1, "”": -1}.get(mark, 1)


def _cut(window: str, rest: int, joints: re.Pattern[str]) -> int:
    """Return where to cut off the beginning of `rest` code points; the window is the limit and one more."""
    limit = len(window) - 1
    goal = -(-rest // -(-rest // limit))
    for places in (*_PLACES, joints, _SPACE):
        cuts = [match.end() for match in places.finditer(window) if limit // 3 <= match.end() <= limit]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - goal))
    cut = max(window.rfind(" ", 1), 0) or limit
    while cut > max(1, limit - 8) and unicodedata.combining(window[cut]):
        cut -= 1
    return cut
