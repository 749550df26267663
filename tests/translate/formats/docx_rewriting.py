"""Reading, translating and writing text documents in tests: whole ones, and ones of a single paragraph."""

import io
from collections.abc import Callable

from tests.translate.formats.contract import swap
from tests.translate.formats.office_documents import make_docx, paragraph, read_member, run
from translate.formats import Block, Options, Part, Target
from translate.formats.docx import FORMAT

BOLD = "<w:b/>"
NOTE = run('<w:footnoteReference w:id="2"/>', '<w:rStyle w:val="FootnoteReference"/>')
TAB, BREAK, PAGE = run("<w:tab/>"), run("<w:br/>"), run('<w:br w:type="page"/>')
LANGUAGE = '<w:lang w:val="en-US"/>'


def read(content: bytes) -> list[Part]:
    return list(FORMAT().read(io.BytesIO(content), Options()))


def blocks(content: bytes) -> list[Block]:
    return [block for part in read(content) for block in part.blocks]


def only(*content: str, properties: str = "") -> Block:
    """Return the only block of a document with one paragraph."""
    (block,) = blocks(make_docx(paragraph(*content, properties=properties)))
    return block


def translate(content: bytes, change: Callable[[Block], Target], options: Options | None = None) -> bytes:
    out = io.BytesIO()
    parts = [(part, [change(block) for block in part.blocks]) for part in read(content)]
    FORMAT().write(io.BytesIO(content), parts, out, options or Options())
    return out.getvalue()


def louder(block: Block) -> Target:
    return Target(swap(block.text), block.marks)


def rewritten(*content: str, target: Target, name: str = "word/document.xml") -> str:
    """Return the body of a document with one paragraph after its only block was translated."""
    after = read_member(translate(make_docx(paragraph(*content)), lambda _: target), name)
    return (
        after.partition("<w:body>")[2].partition("<w:sectPr/>")[0].replace(LANGUAGE, "").replace("<w:rPr></w:rPr>", "")
    )


def marks(block: Block) -> list[tuple[int, int]]:
    return [(mark.span.start, mark.span.end) for mark in block.marks]
