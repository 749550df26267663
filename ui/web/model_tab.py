"""The tab about the model: which one translates, how well, under what terms, and how to get a better one."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from translate.catalogue import CATALOGUE
from translate.errors import ModelError
from translate.record import read_record
from translate.store import Model, find_added, find_model, list_added, measure_folder
from ui.web.tab import Page

HERE = Path(__file__).parent

SCORES: tuple[tuple[str, str, float, float], ...] = (
    ("embedded", "news", 51.0, 38.9),
    ("embedded", "xwmt", 29.8, 22.8),
    ("nllb-600m", "flores", 54.2, 44.6),
    ("nllb-1.3b", "flores", 57.2, 45.9),
    ("nllb-3.3b", "flores", 57.3, 46.3),
)
"""chrF++ of a model on a text, from Kazakh and from English. Of the embedded model what `scripts/evaluate` measured;
of the others what the catalogue names its source for."""

EMBEDDED_MILLIONS = "7.3"
"""Parameters of the embedded model, as its card says."""

COMMANDS = (
    ("pip install '.[nllb]'", "install"),
    ("audarma model add nllb-600m", "add"),
    ("audarma model tune", "tune"),
    ("audarma web", "web"),
)
"""What is typed to get a better model, and what each step is for."""

Say = Callable[..., str]


def add_model_tab(page: Page) -> None:
    """Add everything of the tab to the page that is being built; what is there is looked up at each visit."""
    import gradio as gr

    style = (HERE / "model_tab.css").read_text("utf-8")
    gr.HTML(f"<style>{style}</style>", elem_classes="au-style")
    shown = gr.HTML(elem_id="au-model")
    blocks: Any = gr.context.Context.root_block  # the page that is being built
    blocks.load(
        lambda: make_model_page(page.settings.model, page.say),
        None,
        shown,
        api_visibility="private",
        show_progress="hidden",
    )


def make_model_page(wanted: str, say: Say) -> str:
    """Return what is known of the model of a name, of its quality, and of the others, as HTML."""
    try:
        model = find_model(wanted)
        used, about = model.name, "".join(_make_about(model, say))
    except ModelError as error:
        used = ""
        about = f'<p class="au-problem" role="alert">{escape(say("model-broken", problem=error))}</p>'
    return "".join(
        (
            f'<section><h2 class="au-heading">{escape(say("model-in-use"))}</h2>{about}</section>',
            f'<section><h2 class="au-heading">{escape(say("model-quality"))}</h2>',
            f'<p class="au-hint">{escape(say("model-quality-hint"))}</p>{_make_scores(used, say)}</section>',
            f'<section><h2 class="au-heading">{escape(say("model-choices"))}</h2>{_make_choices(used, say)}</section>',
            f'<section><h2 class="au-heading">{escape(say("model-better"))}</h2>{_make_steps(say)}</section>',
        )
    )


def _make_about(model: Model, say: Say) -> Iterator[str]:
    """Yield what is said of the model that translates."""
    record = read_record(model.folder)
    embedded = model.name == "embedded"
    rows = {
        "model-name": model.name,
        "model-version": model.version,
        "model-languages": say("model-both-ways"),
        "model-parameters": show_parameters(model.name, say),
        "model-size": show_megabytes(measure_folder(model.folder), say),
        "model-license": show_license(model.name, record.license if record else "", say),
        "model-from": say("model-ships") if embedded else f"{record.source} {record.revision[:8]}" if record else "",
        "model-added": record.added[:10] if record else "",
    }
    facts = "".join(f"<dt>{escape(say(key))}</dt><dd>{escape(value)}</dd>" for key, value in rows.items() if value)
    yield f'<dl class="au-facts">{facts}</dl>'
    if embedded:
        yield f'<p class="au-note">{escape(say("model-small"))}</p>'
        card = model.folder / "README.md"
        if card.is_file():
            yield f'<details class="au-card-text"><summary>{escape(say("model-card"))}</summary>'
            yield f'<div lang="en">{render_card(card.read_text("utf-8"))}</div></details>'


def render_card(text: str) -> str:
    r"""Return a model card as HTML, its headings below ours; HTML in it is shown and not run.

    >>> render_card("# Card <b>")
    '<h3>Card &lt;b&gt;</h3>\n'
    """
    from markdown_it import MarkdownIt

    tokens = (parser := MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")).parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    return str(parser.renderer.render(tokens, parser.options, {}))


def _make_scores(used: str, say: Say) -> str:
    """Return the table of what models score."""
    columns = ("model-column-name", "model-column-text", "model-column-kk", "model-column-en")
    head = "".join(f'<th scope="col">{escape(say(column))}</th>' for column in columns)
    rows = "".join(
        f'<tr{_mark(name, used)}><th scope="row">{escape(name)}</th>'
        + _make_cells(columns[1:], (say("model-text-" + text), f"{kazakh:.1f}", f"{english:.1f}"), say)
        + "</tr>"
        for name, text, kazakh, english in SCORES
    )
    return f'<div class="au-sheet"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _make_choices(used: str, say: Say) -> str:
    """Return the table of all models that are there or known by name."""
    columns = ("model-column-name", "model-parameters", "model-size", "model-license")
    head = "".join(f'<th scope="col">{escape(say(column))}</th>' for column in columns)
    rows = "".join(
        f'<tr{_mark(name, used)}><th scope="row">{escape(name)} <span class="au-state">'
        f"{escape(say('model-state-used' if name == used else f'model-state-{state}'))}</span></th>"
        f"{_make_cells(columns[1:], (show_parameters(name, say), size, terms), say)}</tr>"
        for name, state, size, terms in list_models(say)
    )
    return f'<div class="au-sheet"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def list_models(say: Say) -> Iterator[tuple[str, str, str, str]]:
    """Yield each model that is there or known by name: its name, state, size and licence, the best first."""
    try:
        added = list_added()
    except (ModelError, OSError):  # no home folder, or none that may be read: nothing can have been added
        added = []
    for name in added:
        state, terms = "added", ""
        try:
            find_model(name)
            record = read_record(find_added(name))
            terms = record.license if record else ""
        except ModelError:
            state = "damaged"
        yield name, state, show_megabytes(measure_folder(find_added(name)), say), show_license(name, terms, say)
    for name, source in reversed(CATALOGUE.items()):
        if name not in added:
            yield name, "available", "", show_license(name, source.license, say)
    size = show_megabytes(measure_folder(find_model("embedded").folder), say)
    yield "embedded", "ships", size, show_license("embedded", "", say)


def _make_cells(columns: Sequence[str], values: Sequence[str], say: Say) -> str:
    """Return the cells of a row, each with the name of its column, which narrow screens show."""
    pairs = zip(columns, values, strict=True)
    return "".join(f'<td data-label="{escape(say(column))}">{escape(value)}</td>' for column, value in pairs)


def _mark(name: str, used: str) -> str:
    return ' class="au-used"' if name == used else ""


def _make_steps(say: Say) -> str:
    """Return the commands that add a better model."""
    steps = "".join(
        f"<li><code>{escape(command)}</code><span>{escape(say('model-step-' + key))}</span></li>"
        for command, key in COMMANDS
    )
    return f'<p class="au-hint">{escape(say("model-better-hint"))}</p><ol class="au-steps">{steps}</ol>'


def show_megabytes(size: int, say: Say) -> str:
    """Return bytes for people.

    >>> from ui.messages import say
    >>> show_megabytes(8_900_000, say("en")), show_megabytes(623_456_789, say("kk"))
    ('8.9 MB', '623 МБ')
    """
    return say("model-megabytes", size=f"{size / 1e6:.1f}" if size < 1e7 else f"{size / 1e6:.0f}")


def show_parameters(name: str, say: Say) -> str:
    """Return how many parameters a model has, "" where that is not known.

    >>> from ui.messages import say
    >>> show_parameters("nllb-1.3b", say("en")), show_parameters("embedded", say("kk"))
    ('1300 million', '7.3 млн')
    """
    if name == "embedded":
        return say("model-million", count=EMBEDDED_MILLIONS)
    if name not in CATALOGUE:
        return ""
    number, _, scale = CATALOGUE[name].parameters.partition(" ")
    return say("model-million", count=f"{float(number) * (1000 if scale == 'billion' else 1):.0f}")


def show_license(name: str, terms: str, say: Say) -> str:
    """Return the terms of a model for people.

    >>> from ui.messages import say
    >>> show_license("nllb-600m", "CC-BY-NC-4.0", say("en")), show_license("x", "", say("en"))
    ('CC-BY-NC-4.0: not for commercial use', 'not known')
    """
    if name == "embedded":
        return say("model-license-embedded")
    if "-nc" in terms.lower():
        return say("model-license-no-commerce", name=terms.upper())
    return terms or say("model-license-unknown")
