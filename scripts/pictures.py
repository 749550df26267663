"""Draws what the pages of the documentation show, as SVG text in `scripts/results/`: `pictures.py [form] [docx]`.

* `form.svg`: the web form in English, with the beginning of the example article translated, printed by Chromium
  (chromium and chromedriver);
* `docx-before.svg`, `docx-after.svg`: a document that python-docx has made, and its translation as LibreOffice shows
  them (soffice).

All need pdftocairo, of Debian's poppler-utils.
"""

import base64
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.ui.web.browsing import browse, find, serve, wait  # noqa: E402

EXAMPLE = ROOT / "ui" / "examples" / "library.kk.txt"
PARAGRAPHS = 6
WIDTH, HEIGHT = 1200, 800  # pixels
INCH = 96  # pixels


def print_page(folder: Path) -> bytes:
    """Translate the beginning of the example in the form, and return the page as a PDF."""
    text = "\n".join([line for line in EXAMPLE.read_text("utf-8").splitlines() if line][:PARAGRAPHS])
    with serve(folder / "server") as server, browse(folder / "browser", width=WIDTH, height=HEIGHT) as page:
        page.get(f"{server.address}/en/")
        wait(lambda: find(page, "#au-text textarea")).click()
        page.execute_cdp_cmd("Input.insertText", {"text": text})
        time.sleep(1)
        find(page, "#au-run").click()
        wait(lambda: find(page, ".au-link"), 60)
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})
        sides = dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0)
        size = {"paperWidth": WIDTH / INCH, "paperHeight": HEIGHT / INCH}
        asked = {**sides, **size, "printBackground": True, "pageRanges": "1"}
        return base64.b64decode(page.execute_cdp_cmd("Page.printToPDF", asked)["data"])


def slim(svg: str) -> str:
    """Return a picture that looks the same with fewer bytes: two decimals, each clip and each style once."""
    svg = re.sub(r"(\d+\.\d{2})\d+", r"\1", svg)
    first: dict[str, str] = {}
    other: dict[str, str] = {}

    def keep(found: re.Match[str]) -> str:
        name, shape = found.group(1), " ".join(found.group(2).split())
        other[name] = first.setdefault(shape, name)
        return found.group() if other[name] == name else ""

    svg = re.sub(r'<clipPath id="([^"]*)">(.*?)</clipPath>\n?', keep, svg, flags=re.DOTALL)
    svg = re.sub(r"url\(#([^)]*)\)", lambda found: f"url(#{other.get(found.group(1), found.group(1))})", svg)
    letters = r"(?:<use [^>]*/>\n)"
    joined = re.compile(rf'(<g style="([^"]*)">\n{letters}+)</g>\n<g style="\2">\n(?={letters})')
    while (shorter := joined.sub(r"\1", svg)) != svg:
        svg = shorter
    return svg


def make_document(path: Path) -> None:
    """Make a press release with all kinds of formatting."""
    import docx
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Cm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(16), Cm(16)
    section.left_margin = section.right_margin = section.top_margin = Cm(1.5)
    section.header.paragraphs[0].text = "ҚР Мәдениет және спорт министрлігі"
    section.footer.paragraphs[0].text = "Баспасөз қызметі, Астана"
    document.add_heading("Қарағандыда жаңа кітапхана ашылды", 1)
    paragraph = document.add_paragraph("Кеше ")
    paragraph.add_run("Қазақстан Республикасының Мәдениет және спорт министрі").bold = True
    paragraph.add_run(" қалаға келді. Ол ")
    paragraph.add_run("Алматы облысының әкімі").italic = True
    paragraph.add_run(" және ")
    paragraph.add_run("Елбасының").font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph.add_run(" кітапханасы туралы айтты.")
    document.add_paragraph("Жаңа мектеп ашылды.", style="List Bullet")
    item = document.add_paragraph("", style="List Bullet")
    item.add_run("Үкімет").bold = True
    item.add_run(" жаңа заң қабылдады.")
    table = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    table.cell(0, 0).text, table.cell(0, 1).text = "Мекеме", "Басшысы"
    table.cell(1, 0).text = "Қаржы министрлігі"
    table.cell(1, 1).paragraphs[0].add_run("министрдің орынбасары").underline = True
    document.add_paragraph("Мекенжайы: Астана қаласы\nТел.: +7 (7172) 74-00-00\nE-mail: info@example.kz")
    document.save(str(path))


def print_document(path: Path, folder: Path) -> bytes:
    """Return a document as LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / f"{path.stem}.pdf").read_bytes()


def draw(name: str, page: bytes) -> None:
    """Write the first page of a PDF as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.pdf"), Path(folder, "page.svg")
        source.write_bytes(page)
        subprocess.run(["pdftocairo", "-svg", "-f", "1", "-l", "1", source, target], check=True)
        picture = slim(target.read_text("utf-8"))
    path = ROOT / "scripts" / "results" / f"{name}.svg"
    path.write_text(picture, "utf-8")
    print(f"{path}: {len(picture):,} bytes")


def main(wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "form" in wanted:
            draw("form", print_page(folder))
        if "docx" in wanted:
            make_document(folder / "release.docx")
            command = [sys.executable, "-m", "ui.cli", "translate", "--quiet", folder / "release.docx"]
            subprocess.run([*command, "--out-dir", folder / "english"], check=True, cwd=ROOT)
            draw("docx-before", print_document(folder / "release.docx", folder))
            draw("docx-after", print_document(folder / "english" / "release.docx", folder / "english"))


if __name__ == "__main__":
    main(sys.argv[1:] or ["form", "docx"])
