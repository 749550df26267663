"""One account of all documents of a run: JSON, a table, or a page."""

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

from translate.outcome import Outcome

COLUMNS = ("document", "output", "segments", "terms", "unenforced", "violations", "seconds", "notes", "error")

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Audarma: summary</title><style>
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8885; padding: .35rem .6rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.bad td:first-child { border-left: .3rem solid #c2571a; }
</style></head><body>
"""


def write_summary(kind: str, outcomes: Sequence[Outcome], out: BinaryIO) -> None:
    """Write the account of a run as `.json`, `.tsv` or `.html`."""
    rows = [describe(outcome) for outcome in outcomes]
    text = {".json": write_json, ".tsv": write_table, ".html": write_page}[kind](rows, outcomes)
    out.write(text.encode("utf-8", "backslashreplace"))


def describe(outcome: Outcome) -> dict[str, Any]:
    """Return what is said of a document."""
    document = outcome.document
    counts = {name: getattr(outcome, name) for name in ("segments", "terms", "unenforced", "violations")}
    output = str(document.output) if isinstance(document.output, Path) else ""
    seconds = round(outcome.seconds, 3)
    return {"document": str(document.path), "output": output, **counts, "seconds": seconds,
            "notes": list(outcome.notes), "error": outcome.error}  # fmt: skip


def total(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Return the sums of all documents."""
    counts = {name: sum(row[name] for row in rows) for name in ("segments", "terms", "unenforced", "violations")}
    return {"documents": len(rows), "failed": sum(bool(row["error"]) for row in rows), **counts}


def write_json(rows: Sequence[dict[str, Any]], outcomes: Sequence[Outcome]) -> str:
    """Return the account as one JSON object."""
    signature = next((outcome.signature for outcome in outcomes if outcome.signature), "")
    about = {"version": 1, "signature": signature, "summary": total(rows), "documents": rows}
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def write_table(rows: Sequence[dict[str, Any]], outcomes: Sequence[Outcome]) -> str:
    """Return the account as a table: a header, and a line for each document."""
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        cells = ["; ".join(row[name]) if name == "notes" else str(row[name]) for name in COLUMNS]
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines) + "\n"


def write_page(rows: Sequence[dict[str, Any]], outcomes: Sequence[Outcome]) -> str:
    """Return the account as a page that needs nothing else."""
    return "".join(list_page(rows, next((one.signature for one in outcomes if one.signature), "")))


def list_page(rows: Sequence[dict[str, Any]], signature: str) -> Iterator[str]:
    """Yield the parts of the page: those documents first that a person should look at."""
    sums = total(rows)
    yield HEAD
    yield f"<h1>{sums['documents']} documents</h1><p>{sums['segments']} segments, {sums['terms']} titles found, "
    yield f"{sums['unenforced']} of them not rendered, {sums['violations']} findings, {sums['failed']} failed."
    yield f"<br><small>{escape(signature)}</small></p><table><thead><tr>"
    for name in COLUMNS:
        yield f"<th{mark_number(name)} scope='col'>{name}</th>"
    yield "</tr></thead><tbody>\n"
    for row in sorted(rows, key=lambda row: (not row["error"], -row["unenforced"], -row["violations"])):
        yield "<tr class='bad'>" if row["error"] or row["unenforced"] else "<tr>"
        for name in COLUMNS:
            text = "; ".join(row[name]) if name == "notes" else str(row[name])
            yield f"<td{mark_number(name)}>{escape(text)}</td>"
        yield "</tr>\n"
    yield "</tbody></table></body></html>\n"


def mark_number(name: str) -> str:
    """Return the class of columns with numbers."""
    return " class='number'" if name in ("segments", "terms", "unenforced", "violations", "seconds") else ""
