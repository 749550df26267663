"""Codes inside segments: read as marks, and woven into any target without losing text."""

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from glossary.text import Span
from translate.formats import Block, Mark, Options, Target
from translate.formats.inline_codes import Code, Ends, Schema, read_inline, weave
from translate.formats.xliff import Xliff
from translate.formats.xml_positions import escape_text, walk

SCHEMA = Schema(frozenset({"g"}), (Ends("bx", "ex", ("rid",), ("rid",)),))

numbers = st.integers(0, 5)
marks = st.lists(
    st.builds(
        lambda number, start, end: Mark(number, Span(start, end)), numbers, st.integers(-1, 9), st.integers(-1, 9)
    ),
    max_size=8,
)
inner = st.recursive(
    st.sampled_from(
        ["бір ", "екі", "&lt;", "\n  ", "<x/>", '<bx rid="1"/>', '<ex rid="1"/>', '<bx rid="2"/>', '<ex rid="2"/>']
    )
    | st.sampled_from(["<!-- a<b -->", "<?pi a>b?>", "<![CDATA[<target>]]>", '<ph a="1>2">{0}</ph>', "<g/>"]),
    lambda more: (
        st.lists(more, max_size=4).map("".join) | st.lists(more, max_size=3).map(lambda x: f"<g>{''.join(x)}</g>")
    ),
    max_leaves=12,
)


def read(content: str, *, preserve: bool = True) -> Block:
    data = f"<s>{content}</s>".encode()
    inline = read_inline(next(walk(data, ("s",))).element, data, SCHEMA, preserve=preserve)
    return Block(inline.text, inline.marks)


@given(st.text(max_size=8), marks)
def test_no_text_is_lost_and_each_code_comes_once(text: str, given_marks: list[Mark]) -> None:
    codes = {n: Code(f'<g n="{n}">', "</g>", n - 1) for n in range(3)} | {n: Code(f'<x n="{n}"/>') for n in (3, 4)}
    tree = etree.fromstring(f"<s>{weave(text, given_marks, codes, escape_text)}</s>")
    written = "".join(map(str, tree.itertext()))
    assert written.replace("\ufffd", "") == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ufffe\uffff]", "", text)
    found = [int(str(node.get("n"))) for node in tree.iter("g", "x")]
    assert sorted(found) == sorted({mark.number for mark in given_marks if mark.number < 5})


@given(inner)
def test_what_is_read_is_woven_alike(content: str) -> None:
    data = f"<s>{content}</s>".encode()
    inline = read_inline(next(walk(data, ("s",))).element, data, SCHEMA, preserve=True)
    for mark in inline.marks:
        for other in inline.marks:
            assert not mark.span.start < other.span.start < mark.span.end < other.span.end
    again = read(weave(inline.text, inline.marks, inline.codes, escape_text))
    assert (again.text, sorted(mark.span for mark in again.marks)) == (
        inline.text,
        sorted(mark.span for mark in inline.marks),
    )


@given(inner)
def test_layout_moves_marks_with_their_text(content: str) -> None:
    block = read(content, preserve=False)
    assert all(0 <= mark.span.start <= mark.span.end <= len(block.text) for mark in block.marks)
    assert "\n  " not in block.text


@given(st.lists(inner, min_size=1, max_size=3), st.booleans())
def test_any_document_stays_itself(contents: list[str], new: bool) -> None:
    if new:
        segments = "".join(f"<segment><source>{content}</source></segment>" for content in contents)
        document = f'<xliff version="2.0" srcLang="kk"><unit id="1">{segments}</unit></xliff>'.encode()
    else:
        units = "".join(f"<trans-unit><source>{content}</source></trans-unit>" for content in contents)
        document = f'<xliff version="1.2"><file>{units}</file></xliff>'.encode()
    parts = list(Xliff().read(io.BytesIO(document), Options()))
    out = io.BytesIO()
    kept = [(part, [Target(block.text, block.marks) for block in part.blocks]) for part in parts]
    Xliff().write(io.BytesIO(document), kept, out, Options())
    assert out.getvalue() == document
    out = io.BytesIO()
    other = [(part, [Target("Q" + block.text, block.marks) for block in part.blocks]) for part in parts]
    Xliff().write(io.BytesIO(document), other, out, Options())
    targets = list(etree.fromstring(out.getvalue()).iter("target"))
    assert len(targets) == sum(len(part.blocks) for part in parts)


def test_pairs_are_one_mark() -> None:
    block = read('<bx rid="1"/>бір <bx rid="2"/>екі<ex rid="2"/><ex rid="1"/>')
    assert [mark.span for mark in block.marks] == [Span(0, 7), Span(4, 7)]
