"""The web form as an application: a page a language, the files of visitors, and nothing from anywhere else."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args

from translate.audit import make_audit
from translate.unit import Translation
from ui.messages import say
from ui.web.desk import BusyError, Desk, drive, translate_text
from ui.web.gate import Gate, choose_language
from ui.web.settings import Settings
from ui.web.tab import Page, PageLanguage
from ui.web.turns import StoppedError
from ui.web.uploads import Uploads

HERE = Path(__file__).parent

TABS = ("translation", "termbase", "check", "model")
"""The tabs in their order; each is a module of this package that adds itself."""

LIFE = (120, 1800)
"""Seconds between two looks at files that visitors have sent, and after how many one is removed."""


MOST_BYTES = 2_000_000
"""Bytes that a request of a page may have beside the text."""


def make_app(settings: Settings, folder: Path, *, password: str = "", desk: Desk | None = None) -> Any:
    """Return the application (a `fastapi.FastAPI`) with a page at /kk, one at /en, and the API of `ui.api` beside them.

    `folder` is private to the server: files that visitors send, and those made for them, are kept below it for a
    while. With `password`, `NAME:PASSWORD`, nothing is shown without it. `desk` is where texts are translated, by
    default with the model in the settings.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before gradio looks at it
    os.environ["GRADIO_TEMP_DIR"] = str(folder / "sent")
    import gradio as gr
    from fastapi import FastAPI

    from ui.api.app import make_app as make_api
    from ui.api.files import Files
    from ui.api.limits import Limits

    desk = desk or Desk(settings)
    service, files = desk.make_service(), Files()
    made = folder / "made"
    made.mkdir(mode=0o700, parents=True, exist_ok=True)

    @asynccontextmanager
    async def warm(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=_warm, args=(desk,), daemon=True).start()
        yield
        files.close()

    app = FastAPI(lifespan=warm, docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(app, made)
    languages: tuple[PageLanguage, ...] = get_args(PageLanguage)
    for language in languages:
        blocks = make_page(language, settings, desk, made)
        blocks.run_history = False
        blocks.has_launched = True  # only then gradio asks whether a file was sent by a visitor
        app = gr.mount_gradio_app(
            app,
            blocks,
            f"/{language}",
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            enable_monitoring=False,
            show_error=False,
            max_file_size=settings.max_file_size,
            theme=make_theme(),
            css=(HERE / "style.css").read_text("utf-8"),
            head=make_head(language, settings),
        )
    limits = Limits(characters=settings.max_length, file=settings.max_file_size)
    app.mount("/", make_api(service, limits, files=files))
    app.state.service = service
    app.add_middleware(Uploads, sent=folder / "sent", most=MOST_BYTES + 6 * settings.max_length)
    app.add_middleware(Gate, password=password)
    return app


def _warm(desk: Desk) -> None:
    """Make ready for the first visitor; what is wrong with the model is said to who asks for a translation."""
    try:
        desk.warm()
    except Exception:
        return


def make_page(language: PageLanguage, settings: Settings, desk: Desk, made: Path) -> Any:
    """Return the page of a language (a `gradio.Blocks`)."""
    import gradio as gr
    from gradio.events import api

    from ui.web.session import Session

    tell = say(language)
    with gr.Blocks(title=tell("title"), analytics_enabled=False, delete_cache=LIFE) as blocks:
        page = Page(language, settings, gr.State(Session()), desk, made)
        gr.HTML(make_header(language))
        with gr.Tabs(elem_id="au-tabs", overflow_behavior="wrap"):
            for name in TABS:
                with gr.Tab(tell(f"tab-{name}"), id=name):
                    getattr(import_module(f"ui.web.{name}_tab"), f"add_{name}_tab")(page)
        api(make_endpoint(desk), api_name="translate", concurrency_limit=None)

        def leave(request: gr.Request) -> None:
            desk.stop(request.session_hash or "")

        blocks.unload(leave)
    return blocks


def make_endpoint(desk: Desk) -> Callable[..., Awaitable[tuple[str, dict[str, Any]]]]:
    """Return what programs call as `/translate`."""
    import gradio as gr

    from ui.api.requests import repair

    async def translate(text: str, source: Literal["kk", "en"] = "kk") -> tuple[str, dict[str, Any]]:
        """Translate a text from Kazakh (kk) or English (en): the translation, and its audit (version 1)."""
        if not isinstance(text, str):
            raise gr.Error(say("en")("nothing"))
        text = repair(text)
        if source not in ("kk", "en"):
            raise gr.Error(say("en")("not-a-source", source=source))
        if len(text) > desk.settings.max_length:
            raise gr.Error(say("en")("too-long", length=len(text), limit=desk.settings.max_length))
        try:
            async with desk.seat("") as work:
                translator = await asyncio.to_thread(desk.find_translator, source, None, work)
                async for step in drive(translate_text(text, translator, work), work):
                    if isinstance(step, Translation):
                        return step.text, make_audit(step)
        except BusyError as error:
            raise gr.Error(say("en")("busy")) from error
        except StoppedError as error:
            raise gr.Error(say("en")(error.reason, seconds=round(desk.settings.timeout))) from error
        raise gr.Error(say("en")("stopped"))

    return translate


def add_routes(app: Any, made: Path) -> None:
    """Add what is no page: the way to the right one, and the files that were made for visitors."""
    from fastapi import Request
    from fastapi.responses import FileResponse, RedirectResponse, Response

    async def go_on(request: Request) -> Response:
        return RedirectResponse(f"/{choose_language(request.headers.get('accept-language', ''))}/", 307)

    async def show_icon() -> Response:
        return FileResponse(HERE / "icon.svg", media_type="image/svg+xml")

    async def hand_out(folder: str, name: str) -> Response:
        path = made / folder / name
        try:
            ours = folder.isalnum() and path.parent.parent == made and path.is_file() and not path.is_symlink()
        except (OSError, ValueError):  # a name that no file can have
            ours = False
        if not ours:
            return Response("404", 404)
        kept = {"cache-control": "no-store"}
        return FileResponse(path, filename=name, media_type="application/octet-stream", headers=kept)

    app.add_route("/", go_on, methods=["GET", "HEAD"])
    app.get("/icon.svg")(show_icon)
    app.get("/favicon.ico")(show_icon)
    app.get("/files/{folder}/{name}")(hand_out)


def make_header(language: PageLanguage) -> str:
    """Return what stands above the tabs: the name, what this is, and the way to the page in the other language."""
    tell = say(language)
    other = tell("other-language-code")
    return (
        '<header class="au-header"><div><h1>Audarma</h1>'
        f'<p>{escape(tell("tagline"))}</p></div><a class="au-language" href="/{other}/" lang="{other}" '
        f'hreflang="{other}" title="{escape(tell("switch-hint"))}">{escape(tell("other-language"))}</a></header>'
    )


def make_theme() -> Any:
    """Return the theme: the fonts of the reader's system, one accent colour, the same in light and dark."""
    import gradio as gr

    fonts = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "sans-serif"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        font=fonts,
        font_mono=["ui-monospace", "Consolas", "monospace"],
        radius_size=gr.themes.sizes.radius_md,
        spacing_size=gr.themes.sizes.spacing_md,
    ).set(
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_800",
        button_primary_text_color="white",
        button_primary_text_color_dark="white",
        body_background_fill="*neutral_50",
        block_shadow="none",
        block_label_text_color="*neutral_600",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
    )


def make_head(language: PageLanguage, settings: Settings) -> str:
    """Return the script of the page, with the words that it says."""
    tell = say(language)
    script = (HERE / "script.js").read_text("utf-8")
    limit = settings.max_file_size
    keys = ("copied", "copy", "concept", "source-of-name", "how", "drop", "remove", "lang")
    words: MutableMapping[str, str] = {key: tell(key) for key in keys}
    words["too-large"] = tell("too-large", size="{size}", limit=f"{limit / 1e6:g}")
    written = ", ".join(f"{key!r}: {_quote(value)}" for key, value in words.items())
    icon = '<link rel="icon" type="image/svg+xml" href="/icon.svg">'
    icon += f"<style>:root {{ --au-drop: {_quote(tell('drop'))}; }}</style>"
    return f"{icon}<script>window.audarmaWords = {{{written}}}; window.audarmaLimit = {limit};\n{script}</script>"


def _quote(text: str) -> str:
    """Return a text as a string of JavaScript that no HTML can end."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")
