"""Termbases as HTML: what a search finds, rows that can be edited, and what is said of them.

Pure functions. Whatever comes from a visitor or a termbase is escaped, and shown as it is.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from html import escape

from glossary.errors import Problem
from glossary.lint import Finding
from glossary.search import Hit
from glossary.storage.columns import COLUMNS
from glossary.term import CAPITALS, KINDS, LANGUAGES, STATUSES, Concept, Language, Term
from ui.web.termbase_table import Entry, Table
from ui.web.termbase_words import describe_fault, describe_finding

FOUND = 40
"""Concepts of a search that are shown."""

FAULTS = 500
"""Faults of a file that are listed."""

FEW = ("concept", "language", "term", "status", "source")
"""The columns that are shown unless all are asked for."""

CLOSED: dict[str, tuple[str, ...]] = {"language": LANGUAGES, "status": STATUSES, "kind": KINDS, "case": CAPITALS}

Say = Callable[..., str]


def make_hits(query: str, hits: Sequence[Hit], say: Say) -> str:
    """Return what a search has found: a block for each concept, both languages beside each other."""
    if not hits:
        return f'<p class="au-status" role="status">{escape(say("terms-not-found", query=query))}</p>'
    key = "terms-found" if len(hits) <= FOUND else "terms-found-more"
    line = escape(say(key, count=len(hits), shown=FOUND))
    blocks = "".join(_make_concept(hit.concept, say) for hit in hits[:FOUND])
    return f'<p class="au-status" role="status">{line}</p><div class="au-view au-hits">{blocks}</div>'


def _make_concept(concept: Concept, say: Say) -> str:
    sides = "".join(
        f'<ul class="au-terms" aria-label="{escape(say(language))}">'
        f"{''.join(_make_term(term, language, say) for term in concept.in_language(language))}</ul>"
        for language in LANGUAGES
    )
    return f'<div class="au-hit"><code>{escape(concept.id)}</code>{sides}</div>'


def _make_term(term: Term, language: Language, say: Say) -> str:
    about = []
    if term.status != "preferred":
        about.append(f'<span class="au-chip au-{term.status}">{escape(say("status-" + term.status))}</span>')
    if term.dated:
        valid = say("terms-valid", begin=term.since or "…", end=term.until or "…")
        about.append(f'<span class="au-chip">{escape(valid)}</span>')
    source = f"{term.source}, {say('terms-read-on', day=term.checked)}" if term.source and term.checked else term.source
    rest = "".join(f"<small>{escape(text)}</small>" for text in (term.note, source) if text)
    return f'<li><span class="au-term" lang="{language}">{escape(term.text)}</span> {" ".join(about)}{rest}</li>'


def make_rows(table: Table, numbers: Sequence[int], columns: Collection[str], say: Say) -> str:
    """Return a page of a table, each cell a field; what is said of a row stands below it."""
    shown = [column for column in COLUMNS if column in columns]
    head = "".join(f'<th scope="col">{escape(say("column-" + column))}</th>' for column in shown)
    body = "".join(_make_row(table, table.entries[number], shown, say) for number in numbers)
    label = escape(say("terms-table"))
    return (
        f'<div class="au-scroll" tabindex="0" role="region" aria-label="{label}"><table class="au-table" '
        f'aria-label="{label}"><thead><tr><td></td>{head}<td></td></tr></thead><tbody>{body}</tbody></table></div>'
    )


def _make_row(table: Table, entry: Entry, columns: Sequence[str], say: Say) -> str:
    number = entry.number
    problems, findings = table.tell(number)
    kind = judge_severity(problems, findings)
    cells = "".join(
        f'<td class="au-cell-{column}" data-label="{escape(say("column-" + column))}">'
        f"{_make_cell(entry, column, say)}</td>"
        for column in columns
    )
    delete = escape(say("terms-delete", number=number))
    return (
        f'<tr id="au-row-{number}" data-row="{number}" class="{kind}"><th scope="row">{number}</th>{cells}'
        f'<td class="au-cell-delete"><button type="button" data-delete="{number}" aria-label="{delete}" '
        f'title="{delete}">×</button></td></tr>'
        f'<tr class="au-said"><td></td><td colspan="{len(columns) + 1}" id="au-said-{number}">'
        f"{make_said(problems, findings, say)}</td></tr>"
    )


def _make_cell(entry: Entry, column: str, say: Say) -> str:
    """Return the field of a cell: a choice where there are only some values, and the value is one of them."""
    value = entry.values[column]
    label = escape(say("terms-cell", column=say("column-" + column), number=entry.number))
    if value in CLOSED.get(column, ()):
        options = "".join(
            f'<option value="{one}"{" selected" if one == value else ""}>{escape(_name(column, one, say))}</option>'
            for one in CLOSED[column]
        )
        return f'<select data-column="{column}" aria-label="{label}">{options}</select>'
    language = (
        f' lang="{entry.values["language"]}"' if column == "term" and entry.values["language"] in LANGUAGES else ""
    )
    described = f' aria-describedby="au-said-{entry.number}"' if column == "term" else ""
    return (
        f'<input data-column="{column}" value="{escape(value)}" aria-label="{label}" maxlength="2000" '
        f'autocomplete="off" spellcheck="false"{language}{described}>'
    )


def _name(column: str, value: str, say: Say) -> str:
    if column == "language":
        return say(value)
    return say(f"status-{value}") if column == "status" else value


def judge_severity(problems: Sequence[Problem], findings: Sequence[Finding]) -> str:
    """Return the class of a row by the gravest that is said of it, "" where nothing is."""
    if problems or any(one.severity == "error" for one in findings):
        return "au-error"
    return "au-warning" if findings else ""


def make_said(problems: Iterable[Problem], findings: Iterable[Finding], say: Say) -> str:
    """Return what is said of a row as a list, nothing where that is nothing."""
    said = [f'<li class="au-error">{escape(describe_fault(one, say))}</li>' for one in problems]
    said += [f'<li class="au-{one.severity}">{escape(describe_finding(one, say))}</li>' for one in findings]
    return f"<ul>{''.join(dict.fromkeys(said))}</ul>" if said else ""


def make_refusal(name: str, problems: Sequence[Problem], say: Say) -> str:
    """Return why a file was not opened: every fault with its line."""
    key = "terms-refused-one" if len(problems) == 1 else "terms-refused"
    items = "".join(f"<li>{_make_place(one, say)}{escape(describe_fault(one, say))}</li>" for one in problems[:FAULTS])
    rest = len(problems) - FAULTS
    more = f"<li>{escape(say('terms-refused-more', count=rest))}</li>" if rest > 0 else ""
    head = f'<p class="au-problem" role="alert">{escape(say(key, name=name, count=len(problems)))}</p>'
    return f'{head}<ul class="au-faults" tabindex="0">{items}{more}</ul>'


def _make_place(problem: Problem, say: Say) -> str:
    return f"<b>{escape(say('terms-line', line=problem.line))}</b> " if problem.line else ""


def make_counts(table: Table, say: Say) -> str:
    """Return one line about a table: what is in use, and how much is to be said of it."""
    counted = table.count()
    used = sum(1 for entry in list(table.entries.values()) if entry.term)
    said = [say("terms-count", used=used)]
    if left := len(table.entries) - used:
        said.append(say("terms-count-left", count=left))
    keys = ("error", "warning", "unsourced")
    said += [say(f"terms-count-{key}", count=counted[key]) for key in keys if counted[key]]
    return f'<p class="au-status" role="status">{escape(" · ".join(said))}</p>'
