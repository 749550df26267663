"""The tab with the terms: looking titles up, and a termbase of one's own that can be edited."""

from html import escape
from pathlib import Path
from typing import Any

from glossary.search import search
from ui.web.documents import remove_folder
from ui.web.tab import Page
from ui.web.termbase_editing import KINDS, Editing, Parts, Update
from ui.web.termbase_view import make_hits

HERE = Path(__file__).parent

LONGEST_QUERY = 200
"""Code points of what is looked up."""

KEPT = 3600.0
"""Seconds for which the files of a visitor stay who does nothing more."""


def add_termbase_tab(page: Page) -> None:
    """Add everything of the tab to the page that is being built."""
    import gradio as gr

    style = (HERE / "termbase_tab.css").read_text("utf-8")
    gr.HTML(f"<style>{style}</style>", elem_classes="au-style")
    _add_search(page)
    gr.HTML(
        f'<h2 class="au-heading">{escape(page.say("terms-own"))}</h2>'
        f'<p class="au-hint">{escape(page.say("terms-own-hint"))}</p>'
    )
    parts = Parts(
        **_lay_out_entry(page),
        **_lay_out_choice(page),
        **_lay_out_rows(page),
        **_lay_out_saving(page),
        page=gr.State(0),
        folder=gr.State("", time_to_live=KEPT, delete_callback=remove_folder),
    )
    _connect(Editing(page, parts))


def _add_search(page: Page) -> None:
    import gradio as gr

    say = page.say
    query = gr.Textbox(
        label=say("terms-search"), placeholder=say("terms-search-hint"), max_lines=1, elem_id="au-terms-search"
    )
    query.change(  # a text that is pasted as a whole is no input to Gradio
        lambda query: find_hits(page, query),
        query,
        gr.HTML(find_hits(page, ""), elem_id="au-terms-hits"),
        trigger_mode="always_last",
        concurrency_limit=4,
        api_visibility="private",
        show_progress="hidden",
    )


def find_hits(page: Page, query: str) -> str:
    """Return what the termbase of the server has for a query, as HTML."""
    query = " ".join((query or "").split())[:LONGEST_QUERY]
    if not query:
        line = page.say("terms-search-empty", concepts=len(page.settings.termbase))
        return f'<p class="au-hint">{escape(line)}</p>'
    return make_hits(query, search(page.settings.termbase, query), page.say)


def _lay_out_entry(page: Page) -> dict[str, Any]:
    """Make what terms come in by: a file, or a pair that is written."""
    import gradio as gr

    say = page.say
    file = gr.File(label=say("terms-file"), height=96, elem_id="au-terms-file")
    gr.HTML(f'<p class="au-hint">{escape(say("terms-file-hint"))}</p>')
    with gr.Row(elem_classes="au-add"):
        kazakh = gr.Textbox(label=say("terms-new-kk"), max_lines=1, elem_id="au-new-kk")
        english = gr.Textbox(label=say("terms-new-en"), max_lines=1, elem_id="au-new-en")
        add = gr.Button(say("terms-add"), variant="primary", elem_id="au-terms-add", scale=0)
    status = gr.HTML("", elem_id="au-terms-status")
    return {"file": file, "status": status, "kazakh": kazakh, "english": english, "add": add}


def _lay_out_choice(page: Page) -> dict[str, Any]:
    """Make what says which rows are shown."""
    import gradio as gr

    say = page.say
    choices = [
        (say(f"terms-show-{key}"), value) for key, value in (("all", ""), ("warning", "warning"), ("error", "error"))
    ]
    with gr.Row(elem_classes="au-choice", visible=False) as tools:
        query = gr.Textbox(label=say("terms-filter"), max_lines=1, elem_id="au-terms-filter")
        only = gr.Radio(choices, value="", label=say("terms-show"), elem_id="au-terms-only")
        wide = gr.Checkbox(label=say("terms-columns"), elem_id="au-terms-wide", container=False)
    return {"tools": tools, "query": query, "only": only, "wide": wide}


def _lay_out_rows(page: Page) -> dict[str, Any]:
    """Make the rows, with what is said of them and the way to the next ones."""
    import gradio as gr

    say = page.say
    counts = gr.HTML("", elem_id="au-terms-counts")
    script = (HERE / "termbase_tab.js").read_text("utf-8")
    rows = gr.HTML(f'<p class="au-hint">{escape(say("terms-none"))}</p>', elem_id="au-rows", js_on_load=script)
    watching = "watch('value', () => window.audarmaTerms && window.audarmaTerms.mark(props.value));"
    marks = gr.HTML("", html_template="<i></i>", js_on_load=watching, elem_id="au-marks")
    with gr.Row(elem_classes="au-pager", visible=False) as pager:
        before = gr.Button(say("terms-before"), size="sm", scale=0, elem_id="au-terms-before")
        extent = gr.HTML("", elem_id="au-terms-range")
        after = gr.Button(say("terms-after"), size="sm", scale=0, elem_id="au-terms-after")
    return {
        "counts": counts,
        "rows": rows,
        "marks": marks,
        "pager": pager,
        "before": before,
        "extent": extent,
        "after": after,
    }


def _lay_out_saving(page: Page) -> dict[str, Any]:
    """Make what terms are taken away by."""
    import gradio as gr

    say = page.say
    with gr.Row(elem_classes="au-save", visible=False) as saving:
        gr.HTML(f"<p>{escape(say('terms-save'))}</p>")
        save = {kind: gr.Button(kind.upper(), size="sm", scale=0, elem_id=f"au-save-{kind}") for kind in KINDS}
        close = gr.Button(say("terms-close"), size="sm", scale=0, elem_id="au-terms-close")
        sure = gr.Button(
            say("terms-close-sure"), size="sm", variant="stop", scale=0, visible=False, elem_id="au-terms-sure"
        )
    return {"saving": saving, "save": save, "close": close, "sure": sure, "link": gr.HTML("", elem_id="au-terms-link")}


def _connect(editing: Editing) -> None:
    """Say what happens when something is written or pressed."""
    parts, session = editing.parts, editing.page.session
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    chosen = [session, parts.query, parts.only, parts.wide, parts.page]
    shown = parts.shown()
    parts.file.upload(editing.load, [session, parts.file, parts.wide], shown, concurrency_limit=2, **quiet)
    for press in (parts.add.click, parts.kazakh.submit, parts.english.submit):
        press(editing.add, [session, parts.kazakh, parts.english, parts.wide], shown, **quiet)
    import gradio as gr

    def on_edit(session: Any, event: gr.EventData) -> Update:
        return editing.change(session, event)

    def on_delete(session: Any, query: str, only: str, wide: bool, at: int, event: gr.EventData) -> Update:
        return editing.remove(session, (query, only, wide, at), event)

    # One at a time: two edits of a cell arrive in their order.
    edited = [parts.marks, parts.counts]
    parts.rows.edit(on_edit, session, edited, trigger_mode="multiple", concurrency_limit=1, **quiet)
    parts.rows.delete(on_delete, chosen, shown, trigger_mode="multiple", **quiet)
    parts.query.change(editing.choose, chosen[:4], shown, trigger_mode="always_last", **quiet)
    parts.only.change(editing.choose, chosen[:4], shown, **quiet)
    parts.wide.change(editing.show, chosen, shown, **quiet)
    parts.before.click(editing.turn_back, chosen, shown, **quiet)
    parts.after.click(editing.turn_on, chosen, shown, **quiet)
    follow = "() => setTimeout(() => document.querySelector('#au-terms-link a')?.click(), 80)"
    for kind, button in parts.save.items():
        saved = [parts.link, parts.folder]
        button.click(editing.make_saver(kind), [session, parts.folder], saved, **quiet).then(None, js=follow, **quiet)
    parts.close.click(editing.ask, None, [parts.close, parts.sure], **quiet)
    parts.sure.click(editing.close, [session, parts.wide], [*shown, parts.close, parts.sure], **quiet)
