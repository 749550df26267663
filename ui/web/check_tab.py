"""The tab that checks a translation that anyone made: two texts or files in, both sides with the finds marked out."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from glossary.term import Language
from ui.web.check_run import InputError, make_report, pair_lines, read_files, write_report
from ui.web.check_view import make_check_summary, make_check_view
from ui.web.documents import make_folder, remove_folder
from ui.web.highlight import make_problem, make_status
from ui.web.session import Session
from ui.web.tab import Page

HERE = Path(__file__).parent

KEPT = 3600.0
"""Seconds for which the files of a visitor stay who does nothing more."""

Update = dict[Any, Any]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the tab that change."""

    direction: Any
    source: Any
    target: Any
    files: Any
    run: Any
    status: Any
    links: Any
    view: Any
    folder: Any


def add_check_tab(page: Page) -> None:
    """Add everything of the tab to the page that is being built."""
    import gradio as gr

    style = (HERE / "check_tab.css").read_text("utf-8")
    gr.HTML(f"<style>{style}</style>", elem_classes="au-style")
    parts = _lay_out(page)

    def on_run(
        source: str, target: str, files: list[str] | None, direction: str, session: Any, folder: str
    ) -> Iterator[Update]:
        language: Language = "en" if direction == "en" else "kk"
        yield {parts.status: make_status(page.say("check-working")), parts.view: "", parts.links: ""}
        remove_folder(folder)
        yield run_check(
            page, parts, (source or "", target or ""), [Path(path) for path in files or ()], language, session
        )

    given = [parts.source, parts.target, parts.files, parts.direction, page.session, parts.folder]
    shown = [parts.status, parts.links, parts.view, parts.folder]
    parts.run.click(on_run, given, shown, concurrency_limit=2, api_visibility="private", show_progress="hidden")


def _lay_out(page: Page) -> Parts:
    """Make the parts, in the order in which they are read and reached by keyboard."""
    import gradio as gr

    say = page.say
    with gr.Row(elem_classes="au-toolbar"):
        choices = [(say("direction-kk"), "kk"), (say("direction-en"), "en")]
        direction = gr.Radio(
            choices,
            value="kk",
            label=say("direction"),
            elem_id="au-check-direction",
            elem_classes="au-direction",
            container=False,
        )
        with gr.Row(elem_classes="au-actions"):
            run = gr.Button(say("check"), variant="primary", elem_id="au-check-run", scale=0)
    gr.HTML(f'<p class="au-hint">{escape(say("check-empty"))}</p>')
    with gr.Row(elem_classes="au-sides"):
        texts = {
            side: gr.Textbox(
                label=say(f"check-{side}"),
                placeholder=say(f"check-{side}-hint"),
                lines=8,
                max_lines=16,
                elem_id=f"au-check-{side}",
            )
            for side in ("source", "target")
        }
    files = gr.File(label=say("check-files"), file_count="multiple", height=96, elem_id="au-check-files")
    gr.HTML(f'<p class="au-hint">{escape(say("check-files-hint"))}</p>')
    return Parts(
        direction=direction,
        source=texts["source"],
        target=texts["target"],
        files=files,
        run=run,
        status=gr.HTML("", elem_id="au-check-state"),
        links=gr.HTML("", elem_id="au-check-links"),
        view=gr.HTML("", elem_id="au-check-view"),
        folder=gr.State("", time_to_live=KEPT, delete_callback=remove_folder),
    )


def run_check(
    page: Page, parts: Parts, texts: tuple[str, str], files: list[Path], source: Language, session: Session
) -> Update:
    """Return what the page shows of a check: of files where some are given, else of the two texts."""
    try:
        bitext = read_files(files, source, page) if files else pair_lines(*texts, page)
        own = session.termbase
        report = make_report(bitext, source, own, page)
        made = make_folder(page.folder)
        written = write_report(report, made)
    except InputError as error:
        return {parts.status: make_problem(str(error)), parts.folder: ""}
    except Exception as error:
        logger.exception("a check failed")
        return {parts.status: make_problem(page.say("check-failed", problem=type(error).__name__)), parts.folder: ""}
    links = "".join(
        f'<a class="au-link" download href="/files/{made.name}/{path.name}">{escape(page.say(f"check-{kind}"))}</a>'
        for kind, path in written.items()
    )
    return {
        parts.status: make_check_summary(report, page.say, own=own is not None),
        parts.links: f'<div class="au-links">{links}</div>',
        parts.view: make_check_view(report, page.say),
        parts.folder: str(made),
    }
