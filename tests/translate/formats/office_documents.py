"""Office documents written by hand, part by part, as Word and LibreOffice write them."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STRICT = "http://purl.oclc.org/ooxml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" mc:Ignorable="w14"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def make_zip(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of members, all of the same time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            info.compress_type = compression
            archive.writestr(info, content)
    return out.getvalue()


def make_relations(targets: Mapping[str, str]) -> str:
    """Return the relations of a part: targets and the last words of their types."""
    lines = [
        f'<Relationship Id="rId{index}" Type="{R}/{kind}" Target="{target}"/>'
        for index, (target, kind) in enumerate(targets.items(), 1)
    ]
    return f'{DECLARATION}<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def make_part(root: str, content: str) -> str:
    """Return a part of a text document."""
    return f"{DECLARATION}<w:{root} {_NAMESPACES}>{content}</w:{root}>"


def docx_members(body: str, parts: Mapping[str, str] | None = None) -> dict[str, str | bytes]:
    """Return the members of a text document: its body, and other parts by their names in its folder.

    What a part is, is the name of its root element.
    """
    parts = parts or {}
    kinds = {"hdr": "header", "ftr": "footer"}
    roots = {name: content.partition("<w:")[2].partition(" ")[0] for name, content in parts.items()}
    targets = {name: kinds.get(root, root) for name, root in roots.items()}
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in targets.items()
    )
    return {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{types}</Types>'
        ),
        "_rels/.rels": make_relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": make_part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": make_relations(targets),
        **{f"word/{name}": content for name, content in parts.items()},
    }


def make_docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a text document."""
    return make_zip(docx_members(body, parts))


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph of runs and other elements; what is no element is the text of a run."""
    runs = "".join(item if item.startswith("<") else run(item) for item in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text, or of an element."""
    content = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def sign(kind: str) -> str:
    """Return one of the three signs of a field."""
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def make_field(instruction: str, *result: str) -> str:
    """Return a field with its result."""
    asked = run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
    shown = "".join(item if item.startswith("<") else run(item) for item in result)
    return f"{sign('begin')}{asked}{sign('separate')}{shown}{sign('end')}"


def text_box(content: str) -> str:
    """Return a run with a text box, as Word writes it: for new programs and for old ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
        f"{content}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{content}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def read_member(content: bytes, name: str) -> str:
    """Return a member of a zip file as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def list_members(content: bytes) -> list[tuple[str, tuple[int, ...], int, int]]:
    """Return what must stay of the members of a zip file: names, times, compression, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(one.filename, one.date_time, one.compress_type, one.external_attr) for one in archive.infolist()]


def read_members(content: bytes) -> dict[str, bytes]:
    """Return the content of all members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
