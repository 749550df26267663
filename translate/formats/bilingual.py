"""A translated document as both languages beside each other: for translation tools (TMX, XLIFF), and to be read.

One unit is one segment; a block that was left as it is, or of which no segments are known, is one as a whole. What is
written is text, whatever it looks like, and is never run.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from glossary.check import Violation
from glossary.text import Span
from translate.formats.bilingual_page import END, begin_page
from translate.formats.format import Block, Mark, Options, Target
from translate.formats.inline_codes import Code, weave
from translate.formats.xml_positions import escape_text, make_writable
from translate.unit import Segment, TermUse, TranslationUnit

BILINGUALS = ("tmx", "xliff", "html", "docx")
"""What a document can be written as beside its own format."""
COLOURS = 6
"""Colours of terms in a page; a segment with more of them begins again with the first."""
TOOL = "Audarma translation"
"""What a file says of who wrote it. It is neither that of a termbase nor that of a memory, which are read whole."""

_NAMES = {"kk": "Қазақша", "en": "English"}


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind of file writes the beginning, a unit and the end."""

    begin: Callable[[Options, str], str]
    unit: Callable[[TranslationUnit, int, Options], str]
    end: str


def write_bilingual(
    kind: str, pairs: Iterable[tuple[Block, Target]], options: Options, out: BinaryIO, title: str = ""
) -> None:
    """Write the blocks of a document and their targets as one of `BILINGUALS`; ValueError for another kind.

    They are written as they come, but for a document, which is written when all are there.
    """
    if kind not in BILINGUALS:
        raise ValueError(f"{kind!r} is none of {', '.join(BILINGUALS)}")
    if kind == "docx":
        from translate.formats.bilingual_docx import write_bilingual_docx

        write_bilingual_docx(pairs, options, out, title)
        return
    words = _KINDS[kind]
    out.write(words.begin(options, title).encode())
    out.writelines(words.unit(unit, number, options).encode() for number, unit in enumerate(units_of(pairs), 1))
    out.write(words.end.encode())


def units_of(pairs: Iterable[tuple[Block, Target]]) -> Iterator[TranslationUnit]:
    """Yield the segments of all blocks with their translations; a block without any is one.

    >>> [unit.target for unit in units_of([(Block("Иә"), Target("Yes")), (Block(" "), Target(" "))])]
    ['Yes']
    """
    for block, target in pairs:
        if target.units:
            yield from target.units
        elif block.text.strip():
            yield TranslationUnit(Segment(0, 0, Span(0, len(block.text)), block.text), target.text)


def _weave_terms(
    text: str, uses: Iterable[tuple[int, Span | None]], codes: dict[int, Code], write: Callable[[str], str]
) -> str:
    """Return a text with its terms marked."""
    marks = [Mark(number, span) for number, span in uses if span and span.start < span.end]
    return weave(text, marks, codes, write)


def _weave_both(
    unit: TranslationUnit, code: Callable[[int, TermUse], Code], write: Callable[[str], str]
) -> tuple[str, str]:
    """Return both texts of a unit with the terms marked in both."""
    codes = {number: code(number, use) for number, use in enumerate(unit.terms)}
    source = _weave_terms(unit.segment.text, ((n, use.source) for n, use in enumerate(unit.terms)), codes, write)
    target = _weave_terms(unit.target, ((n, use.target) for n, use in enumerate(unit.terms)), codes, write)
    return source, target


def _begin_tmx(options: Options, title: str) -> str:
    note = f"<note>{escape_text(title)}</note>" if title else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="{TOOL}" creationtoolversion="1" segtype="sentence" o-tmf="{TOOL}" adminlang="en" '
        f'srclang="{options.source}" datatype="plaintext">{note}</header>\n<body>\n'
    )


def _write_tmx(unit: TranslationUnit, number: int, options: Options) -> str:
    notes = "".join(f"<note>{escape_text(_say(violation))}</note>" for violation in unit.violations)
    texts = ((options.source, "", unit.segment.text), (options.target, ' creationid="MT!"', unit.target))
    variants = "".join(
        f'<tuv xml:lang="{language}"{signed}><seg>{escape_text(text)}</seg></tuv>' for language, signed, text in texts
    )
    return f'<tu tuid="{number}">{notes}{variants}</tu>\n'


def _begin_xliff(options: Options, title: str) -> str:
    original = f" original={_attribute(title)}" if title else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
        f'srcLang="{options.source}" trgLang="{options.target}" xml:space="preserve">\n<file id="f1"{original}>\n'
    )


def _write_xliff(unit: TranslationUnit, number: int, options: Options) -> str:
    del options

    def mark(at: int, use: TermUse) -> Code:
        value = f"{use.concept}: {use.rendering}{'' if use.verified else ' (not verified)'}"
        return Code(f'<mrk id="t{at + 1}" type="term" value={_attribute(value)}>', "</mrk>")

    source, target = _weave_both(unit, mark, escape_text)
    notes = "".join(
        f"<note category={_attribute(one.kind)}>{escape_text(one.message)}</note>" for one in unit.violations
    )
    notes = f"<notes>{notes}</notes>" if notes else ""
    return (
        f'<unit id="u{number}">{notes}<segment state="translated">'
        f"<source>{source}</source><target>{target}</target></segment></unit>\n"
    )


def _begin_html(options: Options, title: str) -> str:
    title = title or f"{_NAMES[options.source]} – {_NAMES[options.target]}"
    source, target = options.source, options.target
    return begin_page(_escape_html(title), target, ((source, _NAMES[source]), (target, _NAMES[target])))


def _write_html(unit: TranslationUnit, number: int, options: Options) -> str:
    def mark(at: int, use: TermUse) -> Code:
        said = f"{use.concept} · {use.strategy} · {'verified' if use.verified else 'not verified'}"
        kind = f"t{at % COLOURS}" + ("" if use.verified else " open")
        return Code(f'<mark class="{kind}" title="{_escape_html(said)}">', "</mark>")

    source, target = _weave_both(unit, mark, _escape_html)
    said = "".join(f"<li>{_escape_html(_say(violation))}</li>" for violation in unit.violations)
    below = f'<tr class="said"><td></td><td colspan="2"><ul>{said}</ul></td></tr>' if said else ""
    return (
        f'<tbody><tr><td class="n">{number}</td><td lang="{options.source}">{source}</td>'
        f'<td lang="{options.target}">{target}</td></tr>{below}</tbody>\n'
    )


def _say(violation: Violation) -> str:
    return f"{violation.kind}: {violation.message}"


def _attribute(text: str) -> str:
    """Return a text as an attribute of XML, in quotes."""
    return quoteattr(make_writable(text))


def _escape_html(text: str) -> str:
    return escape(make_writable(text))


_KINDS = {
    "tmx": Words(_begin_tmx, _write_tmx, "</body>\n</tmx>\n"),
    "xliff": Words(_begin_xliff, _write_xliff, "</file>\n</xliff>\n"),
    "html": Words(_begin_html, _write_html, END),
}
