"""A checked translation as HTML: both sides beside each other, what was found marked on them and listed below.

Pure functions. Whatever comes from a visitor or a termbase is escaped, and shown as it is.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from html import escape

from glossary.text import Span
from translate.finding import Finding, Pair
from ui.check_command import Report
from ui.web.finding_words import describe_finding, unquote
from ui.web.highlight import SHOWN, cut

_ADVICE = re.compile(r"(.*): write ('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", re.DOTALL)

Say = Callable[..., str]


def make_check_view(report: Report, say: Say) -> str:
    """Return the segments of a report; of a long document those with findings."""
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for one in report.findings:
        found[one.pair].append(one)
    pairs = report.bitext.pairs
    chosen = range(len(pairs)) if len(pairs) <= SHOWN else sorted(found)
    rows = "".join(_make_pair(pairs[at], at, found.get(at, ()), report, say) for at in chosen[:SHOWN])
    left = len(pairs) - min(len(chosen), SHOWN)
    more = f'<p class="au-note">{escape(say("check-left-out", count=left))}</p>' if left else ""
    both = len(pairs) <= SHOWN and 0 < len(found) < len(pairs)
    box = (
        f'<label class="au-only"><input type="checkbox" id="au-check-only"> {escape(say("check-only"))}</label>'
        if both
        else ""
    )
    names = "".join(f'<p class="au-name">{escape(say(one))}</p>' for one in (report.source, report.target))
    return f'{box}<div class="au-view au-checked"><div class="au-head">{names}</div>{rows}{more}</div>'


def make_check_summary(report: Report, say: Say, *, own: bool) -> str:
    """Return a line about the whole, and how many findings of each class there are."""
    counts = report.counts
    line = say("check-count", segments=len(report.bitext.pairs), findings=len(report.findings))
    line = line if counts else f"{line} · {say('check-clean')}"
    line = f"{line} · {say('check-own')}" if own else line
    chips = "".join(
        f'<li class="au-k-{kind}">{escape(say("kind-" + kind).rstrip(":"))} <b>{count}</b></li>'
        for kind, count in counts.items()
    )
    return f'<p class="au-status" role="status">{escape(line)}</p>' + (
        f'<ul class="au-kinds">{chips}</ul>' if chips else ""
    )


def _make_pair(pair: Pair, index: int, findings: Sequence[Finding], report: Report, say: Say) -> str:
    number = pair.line or index + 1
    ours = mark(pair.source, [(one.source, one.kind) for one in findings if one.source])
    theirs = mark(pair.target, [(one.target, one.kind) for one in findings if one.target])
    said = "".join(
        f'<li class="au-k-{one.kind}"><b>{escape(say("kind-" + one.kind))}</b> '
        f"{escape(describe(one.message, say))}</li>"
        for one in findings
    )
    listed = f'<ul class="au-findings" aria-label="{escape(say("findings"))}">{said}</ul>' if said else ""
    place = escape(say("check-place", number=number))
    return (
        f'<div class="au-unit au-first{" au-found" if findings else ""}" role="group" aria-label="{place}">'
        f'<p class="au-source" lang="{report.source}">{ours}</p>'
        f'<p class="au-target" lang="{report.target}">{theirs}</p>'
        f"{listed}</div>"
    )


def mark(text: str, places: Sequence[tuple[Span, str]]) -> str:
    """Return a text as HTML with what was found marked; of two that overlap the longer.

    >>> mark("a<b", [(Span(0, 1), "name")])
    '<mark class="au-k-name">a</mark>&lt;b'
    """
    cuts = cut(text, [(span.start, span.end, at) for at, (span, _) in enumerate(places)])
    return "".join(
        escape(part) if at is None else f'<mark class="au-k-{places[at][1]}">{escape(part)}</mark>' for part, at in cuts
    )


def describe(message: str, say: Say) -> str:
    """Return a finding with what to write instead, in the language of `say`.

    >>> from ui.messages import say
    >>> describe("'mayor' is forbidden for akim: write 'akim'", say("en"))
    '“mayor” is forbidden for akim; write “akim”'
    """
    if found := _ADVICE.fullmatch(message):
        return f"{describe_finding(found[1], say)}; {say('check-write', text=unquote(found[2]))}"
    return describe_finding(message, say)
