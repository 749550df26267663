"""The page of `audarma check --html`: both sides beside each other, the finds marked. One file, no requests."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from glossary.term import Language
from translate.bitext import Bitext
from translate.finding import CLASSES, Class, Finding, Pair
from ui.render import count

ALL = 2_000
"""Segments up to which a page shows those without findings too; a longer one would be slow to read and to open."""

_NAMES: dict[Language, str] = {"kk": "Kazakh", "en": "English"}
_SAID = {
    "missing": "the title has no rendering",
    "forbidden": "a wording that the termbase forbids",
    "deprecated": "a wording that the termbase advises against",
    "inconsistent": "rendered otherwise elsewhere",
    "number": "one side has it, the other has not",
    "name": "left out or written otherwise",
    "untranslated": "left as it was, or left out",
}
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1f23; --dim: #5c6570; --ground: #fff; --card: #f5f6f8; --rule: #d9dde2;
  --red: #c62828; --orange: #b45309; --blue: #1d5fbf; --violet: #7a3fb5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --dim: #9aa4b0; --ground: #14171a; --card: #1d2125;
  --rule: #343a41; --red: #ff8a80; --orange: #f2b45c; --blue: #84b6ff; --violet: #cfa6f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 1.35rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .3rem 0; } .dim { color: var(--dim); font-size: .85rem; overflow-wrap: anywhere; }
.filters { display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; margin: 1rem 0; padding: .6rem .8rem;
  border: 1px solid var(--rule); border-radius: .4rem; }
.filters label { white-space: nowrap; cursor: pointer; } .filters b { color: var(--c, var(--ink)); }
.head, .pair { display: grid; grid-template-columns: 3.2rem 1fr 1fr; gap: .2rem 1rem; }
.head { color: var(--dim); font-size: .85rem; padding: 0 .8rem; }
.pair { padding: .55rem .8rem; border-top: 1px solid var(--rule); }
.pair.found { background: var(--card); }
.line { color: var(--dim); font-variant-numeric: tabular-nums; }
.side { overflow-wrap: anywhere; white-space: pre-wrap; }
ul { grid-column: 2 / -1; list-style: none; margin: .25rem 0 0; padding: 0; font-size: .9rem; }
li b { color: var(--c); }
mark { background: none; color: inherit; border-bottom: 2px solid var(--c);
  background: color-mix(in srgb, var(--c) 18%, transparent); border-radius: .15rem .15rem 0 0; }
.missing, .forbidden { --c: var(--red); } .deprecated, .inconsistent { --c: var(--orange); }
.number, .name { --c: var(--blue); } .untranslated { --c: var(--violet); }
body:has(#clean:not(:checked)) .pair:not(.found) { display: none; }
@media (max-width: 44rem) { .head { display: none; } .pair { grid-template-columns: 2.4rem 1fr; }
  .side, ul { grid-column: 2; } }
"""


def make_page(bitext: Bitext, findings: Sequence[Finding], source: Language, target: Language, signature: str) -> str:
    """Return the page of a checked document. Whatever comes from it is escaped, and the page may fetch nothing."""
    by_pair: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_pair[finding.pair].append(finding)
    counts = Counter(finding.kind for finding in findings)
    whole = len(bitext.pairs) <= ALL
    shown = [i for i in range(len(bitext.pairs)) if whole or i in by_pair]
    hiding = "".join(f"body:has(#c-{k}:not(:checked)) mark.{k} {{ --c: transparent; }}\n"
                     f"body:has(#c-{k}:not(:checked)) li.{k} {{ display: none; }}\n" for k in CLASSES)  # fmt: skip
    name = escape(Path(bitext.name).name)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name}: check</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}{hiding}</style>\n</head>\n<body>\n<h1>{name}</h1>",
        f"<p>{count(len(bitext.pairs), 'segment')}, {count(len(findings), 'finding')} in {len(by_pair)} of them</p>",
        f'<p class="dim">{escape(signature)}</p>',
        "" if whole else '<p class="dim">Segments without findings are left out of a document of this length.</p>',
        _make_filters(counts, whole=whole, clean=len(bitext.pairs) - len(by_pair)),
        f'<div class="head"><span>line</span><span>{_NAMES[source]}</span><span>{_NAMES[target]}</span></div>',
        *(_make_pair(bitext.pairs[i], i, by_pair.get(i, []), source, target) for i in shown),
        "</body>\n</html>\n",
    ]
    return "\n".join(filter(None, parts))


def _make_filters(counts: Counter[Class], *, whole: bool, clean: int) -> str:
    """Return a box to tick for each class that was found, and one for the segments without findings."""
    boxes = [
        f'<label class="{kind}" title="{_SAID[kind]}"><input type="checkbox" id="c-{kind}" checked> '
        f"<b>{kind}</b> {counts[kind]}</label>"
        for kind in CLASSES
        if counts[kind]
    ]
    if whole and clean:
        boxes.append(f'<label><input type="checkbox" id="clean" checked> without findings {clean}</label>')
    return f'<div class="filters">{"".join(boxes)}</div>' if boxes else ""


def _make_pair(pair: Pair, index: int, findings: Sequence[Finding], source: Language, target: Language) -> str:
    """Return one pair with what is said of it."""
    said = "".join(
        f'<li class="{finding.kind}"><b>{finding.kind}</b> {escape(finding.message)}</li>' for finding in findings
    )
    ours = mark(pair.source, [(one.source.start, one.source.end, one) for one in findings if one.source])
    theirs = mark(pair.target, [(one.target.start, one.target.end, one) for one in findings if one.target])
    return (
        f'<div class="pair{" found" if findings else ""}"><span class="line">{pair.line or index + 1}</span>'
        f'<span class="side" lang="{source}">{ours}</span><span class="side" lang="{target}">{theirs}</span>'
        + (f"<ul>{said}</ul>" if said else "")
        + "</div>"
    )


def mark(text: str, finds: Sequence[tuple[int, int, Finding]]) -> str:
    """Return a text as HTML with the finds marked; where two overlap, the shorter one's class is shown.

    >>> mark("a<b", [(0, 1, Finding(0, "name", 'is "b"'))])
    '<mark class="name" title="is &quot;b&quot;">a</mark>&lt;b'
    """
    return "".join(_mark_parts(text, finds))


def _mark_parts(text: str, finds: Sequence[tuple[int, int, Finding]]) -> Iterator[str]:
    borders = sorted({0, len(text), *(at for start, end, _ in finds for at in (start, end) if at <= len(text))})
    for start, end in pairwise(borders):
        over = [find for find in finds if find[0] <= start and end <= find[1]]
        part = escape(text[start:end])
        if over:
            kind = min(over, key=lambda find: find[1] - find[0])[2].kind
            title = escape("; ".join(find[2].message for find in over))
            yield f'<mark class="{kind}" title="{title}">{part}</mark>'
        else:
            yield part
