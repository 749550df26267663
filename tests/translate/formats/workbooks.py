"""Workbooks for tests, and what is in their packages."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import openpyxl

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    """Return a workbook as openpyxl writes it: with the texts in their cells."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    fill(book)
    book.save(file)
    return file.getvalue()


def made(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    """Return a workbook as office programs write it: with a part of texts that cells share."""
    parts: dict[str, bytes | str] = dict(members(saved(fill)))
    strings: list[str] = []

    def share(match: re.Match[str]) -> str:
        if match.group(2) not in strings:
            strings.append(match.group(2))
        return f'{match.group(1)} t="s"><v>{strings.index(match.group(2))}</v></c>'

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        text = members(saved(fill))[name].decode()
        parts[name] = re.sub(
            r'(<c r="\w+"(?: s="\d+")?) t="inlineStr"><is>(.*?)</is></c>', share, text, flags=re.DOTALL
        )
    items = "".join(f"<si>{text}</si>" for text in strings)
    parts["xl/sharedStrings.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{SPACE}" count="{len(strings)}" '
        f'uniqueCount="{len(strings)}">{items}</sst>'
    )
    kind = '<Relationship Id="rIdS" Target="sharedStrings.xml" Type="http://x/relationships/sharedStrings"/></Rel'
    links = str(members(saved(fill))["xl/_rels/workbook.xml.rels"].decode())
    parts["xl/_rels/workbook.xml.rels"] = links.replace("</Rel", kind)
    types = members(saved(fill))["[Content_Types].xml"].decode()
    what = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{what}"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", override)
    main = members(saved(fill))["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = main.replace(' fullCalcOnLoad="1"', "")
    return packed(parts)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    parts: dict[str, bytes | str] = dict(members(content))
    parts[part] = change(members(content)[part].decode())
    return packed(parts)
