"""What happens in the table of a visitor's own terms: opening, writing, turning pages, taking away."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from glossary.errors import TermbaseError
from glossary.storage import FORMATS, Reading, read, save
from glossary.storage.columns import COLUMNS
from ui.web.documents import make_folder, remove_folder
from ui.web.highlight import make_problem, make_status
from ui.web.session import Session
from ui.web.tab import Page
from ui.web.termbase_table import MOST, Table, cut_page
from ui.web.termbase_view import FEW, judge_severity, make_counts, make_refusal, make_rows, make_said

SIZE = 50
"""Rows of a page of the table: all that is ever sent to a browser at once."""

KINDS = ("tsv", "tbx", "xlsx")
"""The formats that a termbase can be taken away in; each holds every column."""

NAMED = 8
"""Kinds of data without a place in a termbase that are named."""

_ODD = re.compile(r"[^\w .()+,-]+")

Update = dict[Any, Any]

logger = logging.getLogger(__name__)


def leave_all() -> Update:
    """Return what changes nothing on the page; an empty dictionary would be taken for a value."""
    import gradio as gr

    skipped: Update = gr.skip()
    return skipped


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the table that change."""

    file: Any
    status: Any
    kazakh: Any
    english: Any
    add: Any
    tools: Any
    query: Any
    only: Any
    wide: Any
    counts: Any
    rows: Any
    marks: Any
    pager: Any
    before: Any
    extent: Any
    after: Any
    saving: Any
    save: dict[str, Any]
    close: Any
    sure: Any
    link: Any
    page: Any
    folder: Any

    def shown(self) -> list[Any]:
        """Return what a change of the whole table writes to."""
        names = "file status kazakh english tools query only counts rows pager before extent after saving link page"
        return [getattr(self, one.name) for one in fields(self) if one.name in names.split()]


class Editing:
    """Answers what a visitor does; everything is in their session, nothing here."""

    def __init__(self, page: Page, parts: Parts) -> None:
        """Remember the page and its parts."""
        self.page, self.parts, self.say = page, parts, page.say

    def show(self, session: Session, query: str, only: str, wide: bool, at: int) -> Update:
        """Return the page of the rows that are chosen which is nearest to `at` (from 0)."""
        import gradio as gr

        parts, table = self.parts, session.table
        session.choice = (query or "", only or "")
        if table is None or not table.entries:
            nothing = f'<p class="au-hint">{escape(self.say("terms-none"))}</p>'
            hidden = {part: gr.update(visible=False) for part in (parts.tools, parts.pager, parts.saving)}
            return {**hidden, parts.rows: nothing, parts.counts: "", parts.page: 0}
        numbers = table.find(session.choice[0], only=session.choice[1])
        at, session.shown = cut_page(numbers, at, SIZE)
        columns = COLUMNS if wide else FEW
        rows = make_rows(table, session.shown, columns, self.say) if numbers else self._say_none()
        first, last = at * SIZE + 1, at * SIZE + len(session.shown)
        extent = escape(self.say("terms-range", first=first, last=last, all=len(numbers)))
        return {
            parts.rows: rows,
            parts.counts: make_counts(table, self.say),
            parts.page: at,
            parts.tools: gr.update(visible=True),
            parts.saving: gr.update(visible=True),
            parts.pager: gr.update(visible=len(numbers) > SIZE),
            parts.before: gr.update(interactive=at > 0),
            parts.after: gr.update(interactive=last < len(numbers)),
            parts.extent: f'<p class="au-status">{extent}</p>',
        }

    def choose(self, session: Session, query: str, only: str, wide: bool) -> Update:
        """Return the first page of the rows that are chosen, nothing where the choice is the one that is shown."""
        nothing = leave_all()
        if (query or "", only or "") == session.choice:
            return nothing  # it was the server that changed it
        return self.show(session, query, only, wide, 0)

    def turn_on(self, session: Session, query: str, only: str, wide: bool, at: int) -> Update:
        """Return the next page."""
        return self.show(session, query, only, wide, at + 1)

    def turn_back(self, session: Session, query: str, only: str, wide: bool, at: int) -> Update:
        """Return the page before."""
        return self.show(session, query, only, wide, at - 1)

    def load(self, session: Session, path: str | None, wide: bool) -> Iterator[Update]:
        """Open a file in place of the table: first that it is read, then its rows, then what is said of them."""
        import gradio as gr

        parts = self.parts
        if not path:
            return
        yield {parts.status: make_status(self.say("terms-loading"))}
        try:
            reading = self._read(Path(path))
        except Exception as error:
            yield {parts.file: gr.update(value=None), parts.status: self._refuse(Path(path).name, error)}
            return
        session.table = Table.of(reading.termbase, self.page.settings.termbase)
        reset = {parts.query: "", parts.only: "", parts.file: gr.update(value=None)}
        opened = self._tell_opened(Path(path).name, reading)
        inspecting = opened + make_status(self.say("terms-inspecting"))
        yield {**self.show(session, "", "", wide, 0), **reset, parts.status: inspecting}
        session.table.inspect()
        yield {**self.show(session, "", "", wide, 0), parts.status: opened}

    def _read(self, path: Path) -> Reading:
        """Return what is in a file; ValueError where it is too much."""
        limit = self.page.settings.max_file_size
        if (size := path.stat().st_size) > limit:
            raise ValueError(self.say("too-large", size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:g}"))
        reading = read(path)
        if (count := sum(1 for _ in reading.termbase.terms())) > MOST:
            raise ValueError(self.say("terms-too-many", count=count, limit=MOST))
        return reading

    def _refuse(self, name: str, error: Exception) -> str:
        """Return why a file was not opened."""
        if isinstance(error, TermbaseError):
            return make_refusal(name, error.problems, self.say)
        if isinstance(error, ValueError) and not isinstance(error, UnicodeError):
            return make_problem(str(error))
        logger.error("a termbase could not be read: %s", type(error).__name__)
        return make_problem(self.say("terms-unreadable", problem=type(error).__name__))

    def _tell_opened(self, name: str, reading: Reading) -> str:
        """Return what was opened, and what of the file is not in the table."""
        rows = sum(1 for _ in reading.termbase.terms())
        line = make_status(self.say("terms-loaded", name=name, rows=rows, format=reading.format.upper()))
        if not reading.left_out:
            return line
        what = "; ".join(str(loss) for loss in reading.left_out[:NAMED])
        more = "; …" if len(reading.left_out) > NAMED else ""
        return f'{line}<p class="au-note">{escape(self.say("terms-left-out", what=what + more))}</p>'

    def add(self, session: Session, kazakh: str, english: str, wide: bool) -> Update:
        """Add a title with its rendering, and show the end of the table."""
        parts = self.parts
        if not (kazakh or "").strip() or not (english or "").strip():
            return {parts.status: make_problem(self.say("terms-add-both"))}
        table = session.open_table(self.page.settings.termbase)
        try:
            numbers = table.add_title(kazakh, english)
        except ValueError:
            return {parts.status: make_problem(self.say("terms-full", limit=MOST))}
        said = self.say("terms-added" if numbers else "terms-there", kazakh=kazakh.strip(), english=english.strip())
        emptied = {parts.kazakh: "", parts.english: "", parts.query: "", parts.only: ""}
        return {**self.show(session, "", "", wide, len(table.entries)), **emptied, parts.status: make_status(said)}

    def change(self, session: Session, event: Any) -> Update:
        """Write a cell, and say what is to be said of the rows on the page now."""
        nothing = leave_all()
        table = session.table
        if table is None:
            return nothing
        try:
            table.change(int(event.row), str(event.column), str(event.value))
        except (KeyError, ValueError):
            return nothing  # the row has gone meanwhile
        said = {}
        for number in session.shown:
            if number in table.entries:
                problems, findings = table.tell(number)
                said[number] = [judge_severity(problems, findings), make_said(problems, findings, self.say)]
        return {self.parts.marks: json.dumps(said), self.parts.counts: make_counts(table, self.say)}

    def remove(self, session: Session, choice: tuple[str, str, bool, int], event: Any) -> Update:
        """Take a row out, and show the rows that are left."""
        if session.table and (number := int(event.row)) in session.table.entries:
            session.table.remove(number)
        return self.show(session, *choice)

    def make_saver(self, kind: str) -> Callable[[Session, str], Update]:
        """Return what writes the termbase in a format and gives the link to the file."""

        def save_terms(session: Session, folder: str) -> Update:
            termbase = session.termbase
            remove_folder(folder)
            if termbase is None or session.table is None:
                return {self.parts.link: make_problem(self.say("terms-save-none")), self.parts.folder: ""}
            made = make_folder(self.page.folder)
            name = f"{_ODD.sub('_', session.table.name).strip(' .')[:80] or 'terms'}{FORMATS[kind].suffix}"
            save(termbase, made / name, kind)
            left = sum(1 for entry in session.table.entries.values() if not entry.term)
            count = len(session.table.entries) - left
            line = self.say("terms-saved-part" if left else "terms-saved", name=name, count=count, left=left)
            link = f'<a class="au-link" download href="/files/{made.name}/{quote(name)}">{escape(line)}</a>'
            return {self.parts.link: f'<div class="au-links">{link}</div>', self.parts.folder: str(made)}

        return save_terms

    def ask(self) -> Update:
        """Ask whether all rows are to go."""
        import gradio as gr

        return {self.parts.close: gr.update(visible=False), self.parts.sure: gr.update(visible=True)}

    def close(self, session: Session, wide: bool) -> Update:
        """Take all rows away."""
        import gradio as gr

        session.table, session.shown = None, []
        buttons = {self.parts.close: gr.update(visible=True), self.parts.sure: gr.update(visible=False)}
        said = {self.parts.status: make_status(self.say("terms-closed")), self.parts.link: ""}
        return {**self.show(session, "", "", wide, 0), **buttons, **said}

    def _say_none(self) -> str:
        return f'<p class="au-hint">{escape(self.say("terms-no-row"))}</p>'
