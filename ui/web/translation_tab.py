"""The tab that translates: text or document in, both languages side by side out."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from glossary.term import Language
from ui.web.documents import Download, remove_folder
from ui.web.tab import Page
from ui.web.translation_run import Order, State, list_formats, measure, run_document, run_text

EXAMPLES = Path(__file__).parent.parent / "examples"

KEPT = 3600.0
"""Seconds for which the files of a visitor stay who does nothing more."""

Update = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the tab that change."""

    direction: Any
    text: Any
    document: Any
    editor: Any
    run: Any
    stop: Any
    edit: Any
    copy: Any
    status: Any
    view: Any
    downloads: Any
    folder: Any

    def shown(self) -> list[Any]:
        """Return what a translation writes to."""
        buttons = [self.run, self.stop, self.edit, self.copy]
        return [self.editor, *buttons, self.status, self.view, self.downloads, self.folder]


def add_translation_tab(page: Page) -> None:
    """Add everything of the tab to the page that is being built."""
    parts = _lay_out(page)
    _connect(page, parts)


def _lay_out(page: Page) -> Parts:
    """Make the parts, in the order in which they are read and reached by keyboard."""
    import gradio as gr

    say = page.say
    with gr.Row(elem_classes="au-toolbar"):
        choices = [(say("direction-kk"), "kk"), (say("direction-en"), "en")]
        direction = gr.Radio(choices, value="kk", label=say("direction"), elem_id="au-direction", container=False)
        with gr.Row(elem_classes="au-actions"):
            run = gr.Button(say("translate"), variant="primary", elem_id="au-run", scale=0)
            stop = gr.Button(say("stop"), variant="stop", elem_id="au-stop", scale=0, visible=False)
            edit = gr.Button(say("edit"), elem_id="au-edit", scale=0, visible=False)
            copy = gr.Button(say("copy"), elem_id="au-copy", scale=0, visible=False)
    with gr.Column(elem_id="au-editor") as editor:
        with gr.Row(equal_height=True):
            text = gr.Textbox(
                label=say("text"), placeholder=say("text-hint"), lines=12, max_lines=24, elem_id="au-text"
            )
            gr.HTML(f'<div class="au-empty"><p>{escape(say("empty-target"))}</p></div>', elem_id="au-empty")
        _add_examples(page, text, direction)
        hint = say("document-hint", formats=list_formats(), limit=measure(page.settings.max_file_size))
        gr.HTML(f'<p class="au-hint" id="au-document-hint">{escape(hint)}</p>')
        document = gr.File(label=say("document"), height=96, elem_id="au-document")
    status = gr.HTML("", elem_id="au-state")
    downloads = gr.HTML("", elem_id="au-downloads", visible=False)
    view = gr.HTML("", elem_id="au-view", visible=False)
    folder = gr.State("", time_to_live=KEPT, delete_callback=remove_folder)
    return Parts(
        direction=direction,
        text=text,
        document=document,
        editor=editor,
        run=run,
        stop=stop,
        edit=edit,
        copy=copy,
        status=status,
        view=view,
        downloads=downloads,
        folder=folder,
    )


def _add_examples(page: Page, text: Any, direction: Any) -> None:
    """Add a button for each text that ships: it is put into the editor, with its direction."""
    import gradio as gr

    with gr.Row(elem_classes="au-examples"):
        gr.HTML(f"<p>{escape(page.say('examples'))}</p>")
        for content, language in list_examples():
            gr.Button(content.partition("\n")[0][:60], size="sm", scale=0).click(
                lambda content=content, language=language: (content, language),
                outputs=[text, direction],
                api_visibility="private",
                show_progress="hidden",
            )


def list_examples() -> list[tuple[str, Language]]:
    """Return the texts that ship with their languages, in the order of their names."""
    languages: tuple[Language, ...] = ("kk", "en")
    found = [(path, language) for language in languages for path in sorted(EXAMPLES.glob(f"*.{language}.txt"))]
    return [(path.read_text("utf-8"), language) for path, language in found]


def _connect(page: Page, parts: Parts) -> None:
    """Say what happens when something is pressed."""
    import gradio as gr

    async def on_run(
        text: str, path: str | None, source: str, session: Any, folder: str, request: gr.Request
    ) -> AsyncIterator[Update]:
        order = await asyncio.to_thread(_make_order, page, source, session, request.session_hash)
        states = run_document(order, Path(path)) if path else run_text(order, text or "")
        async for state in states:
            yield make_update(page, parts, state, folder)

    def on_stop(request: gr.Request) -> None:
        page.desk.stop(request.session_hash or "")

    def on_edit() -> Update:
        shown = {parts.editor: True, parts.edit: False, parts.copy: False, parts.run: True}
        hidden = dict.fromkeys((parts.view, parts.downloads), False)
        found = {part: gr.update(visible=visible) for part, visible in {**shown, **hidden}.items()}
        return {**found, parts.status: ""}

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    given = [parts.text, parts.document, parts.direction, page.session, parts.folder]
    parts.run.click(on_run, given, parts.shown(), concurrency_limit=None, **quiet)
    parts.stop.click(on_stop, queue=False, **quiet)
    parts.edit.click(on_edit, outputs=parts.shown(), **quiet)
    parts.copy.click(None, js="() => audarma.copy()", **quiet)
    parts.document.change(
        lambda path: gr.update(value=page.say("translate-document" if path else "translate")),
        parts.document,
        parts.run,
        **quiet,
    )


def _make_order(page: Page, source: str, session: Any, visitor: str | None) -> Order:
    """Return what a visitor wants, with the termbase of their session."""
    termbase = page.desk.find_termbase(getattr(session, "termbase", None))
    return Order(page, "en" if source == "en" else "kk", termbase, visitor or "")


def make_update(page: Page, parts: Parts, state: State, folder: str) -> Update:
    """Return what changes on the page for a state; files of the translation before go at its end."""
    import gradio as gr

    shown = bool(state.view)
    ended = not state.running
    update: Update = {
        parts.status: state.status,
        parts.view: gr.update(value=state.view, visible=shown),
        parts.editor: gr.update(visible=not shown and ended),
        parts.run: gr.update(visible=not shown and ended),
        parts.stop: gr.update(visible=state.running),
        parts.edit: gr.update(visible=ended and shown),
        parts.copy: gr.update(visible=bool(state.download and shown)),
        parts.downloads: gr.update(visible=bool(state.download)),
    }
    if state.download:
        remove_folder(folder)
        update[parts.downloads] = gr.update(value=make_links(state.download, page.say), visible=True)
        update[parts.folder] = str(state.download.files["own"].parent)
    return update


def make_links(download: Download, say: Callable[..., str]) -> str:
    """Return links to the files of a translation, which the server hands out at `/files`."""
    own = download.files["own"]
    label = say("download-text") if own.name.startswith("audarma.") else f"{say('download-own')} ({own.suffix[1:]})"
    labels = {"own": label, **{kind: say(f"download-{kind}") for kind in download.files if kind != "own"}}
    links = "".join(
        f'<a class="au-link" download href="/files/{path.parent.name}/{escape(path.name)}">{escape(labels[kind])}</a>'
        for kind, path in download.files.items()
    )
    return f'<div class="au-links">{links}</div>'
