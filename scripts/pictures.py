"""Draws the web form as the README shows it: a real page, printed by Chromium and written as SVG text.

    scripts/pictures.py              (needs chromium, chromedriver and pdftocairo, of Debian's poppler-utils)

The picture is `scripts/results/form.svg`: a page in English, with the beginning of the example article translated.
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


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.pdf").write_bytes(print_page(folder))
        subprocess.run(["pdftocairo", "-svg", folder / "page.pdf", folder / "page.svg"], check=True)
        picture = slim((folder / "page.svg").read_text("utf-8"))
    path = ROOT / "scripts" / "results" / "form.svg"
    path.write_text(picture, "utf-8")
    print(f"{path}: {len(picture):,} bytes")


if __name__ == "__main__":
    main()
