"""One translation for a visitor, from what was entered to what is shown: a stream of states."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from glossary.term import Language, Termbase
from translate.audit import make_audit
from translate.errors import EngineError, ModelError
from translate.formats.registry import find_kind
from translate.language import other_language
from translate.pipeline import Translator
from translate.segment import segment
from translate.unit import Translation, TranslationUnit
from ui.web.desk import BusyError, drive, translate_text
from ui.web.documents import Advance, Download, make_folder, translate_document, write_text
from ui.web.highlight import make_problem, make_status, make_summary, make_view
from ui.web.tab import Page
from ui.web.title_card import make_card
from ui.web.turns import StoppedError, Work

LOOK = 0.4
"""Seconds between two looks at how far a document is."""

TEXT_NAME = "audarma.txt"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """What a visitor sees at a moment: HTML of the translation and of the line of state.

    `running` is whether more will come, and `download` what can be taken away.
    """

    view: str = ""
    status: str = ""
    running: bool = True
    download: Download | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What a visitor wants translated: from which language, with which termbase (over the server's), for whom."""

    page: Page
    source: Language
    termbase: Termbase
    visitor: str

    @property
    def target(self) -> Language:
        """The language to translate into."""
        return other_language(self.source)

    def show(self, units: Sequence[dict[str, Any]], whole: str = "") -> str:
        """Return the units of an audit as HTML."""
        cards = partial(make_card, termbase=self.termbase, target=self.target, say=self.page.say)
        return make_view(units, self.source, self.target, cards, self.page.say, whole)


async def run_text(order: Order, text: str) -> AsyncIterator[State]:
    """Yield the states of translating a pasted text."""
    say, limit = order.page.say, order.page.settings.max_length
    if not text.strip():
        yield State(status=make_problem(say("nothing")), running=False)
        return
    if len(text) > limit:
        message = say("too-long", length=group_digits(len(text)), limit=group_digits(limit))
        yield State(status=make_problem(message), running=False)
        return
    async for state in _guard(order, partial(_stream_text, order, text)):
        yield state


async def run_document(order: Order, path: Path) -> AsyncIterator[State]:
    """Yield the states of translating a document."""
    say, limit = order.page.say, order.page.settings.max_file_size
    if not find_kind(path):
        message = say("not-a-format", ending=path.suffix or path.name, formats=list_formats())
        yield State(status=make_problem(message), running=False)
        return
    if (size := path.stat().st_size) > limit:
        message = say("too-large", size=measure(size), limit=measure(limit))
        yield State(status=make_problem(message), running=False)
        return
    async for state in _guard(order, partial(_follow_document, order, path)):
        yield state


async def _guard(order: Order, states: Callable[[Work], AsyncIterator[State]]) -> AsyncIterator[State]:
    """Yield the states of a piece of work once there is a seat for it, and what went wrong as the last one."""
    say = order.page.say
    last = State(status=make_status(say("waiting")))
    yield last
    try:
        async with order.page.desk.seat(order.visitor) as work:
            async for last in states(work):
                yield last
    except BusyError:
        yield State(status=make_problem(say("busy")), running=False)
    except StoppedError as stopped:
        seconds = round(order.page.settings.timeout)
        message = say(stopped.reason, seconds=seconds)
        yield replace(last, status=make_status(message), running=False)
    except (ModelError, EngineError) as error:
        yield State(status=make_problem(say("no-model", problem=error)), running=False)
    except Exception as error:
        logger.exception("a translation failed")
        yield replace(last, status=make_problem(say("failed", problem=type(error).__name__)), running=False)


async def _stream_text(order: Order, text: str, work: Work) -> AsyncIterator[State]:
    say = order.page.say
    translator = await _find_translator(order, work)
    total = len((await asyncio.to_thread(segment, text, order.source)).segments)
    units: list[TranslationUnit] = []
    async for step in drive(translate_text(text, translator, work), work):
        if isinstance(step, Translation):
            folder = make_folder(order.page.folder)
            download = await asyncio.to_thread(write_text, step, text, folder, TEXT_NAME)
            audit = download.audit
            view = order.show(audit["units"], whole=step.text)
            yield State(view, make_summary(audit["summary"], download.notes, say), running=False, download=download)
            return
        units += step
        shown = make_audit(Translation("", tuple(units), order.source, order.target, ""))["units"]
        status = make_status(say("working", done=len(units), all=total), len(units) / max(total, 1))
        yield State(order.show(shown), status)


async def _follow_document(order: Order, path: Path, work: Work) -> AsyncIterator[State]:
    say = order.page.say
    translator = await _find_translator(order, work)
    advance = Advance()
    folder = make_folder(order.page.folder)
    task = asyncio.create_task(asyncio.to_thread(translate_document, path, translator, folder, work, advance))
    while not (await asyncio.wait({task}, timeout=LOOK))[0]:
        yield State(status=make_status(say("working-document", done=advance.segments), advance.share))
    try:
        download = task.result()
    except ValueError as error:
        yield State(status=make_problem(say("failed-document", problem=error)), running=False)
        return
    view = order.show(download.audit["units"])
    status = make_summary(download.audit["summary"], download.notes, say)
    yield State(view, status, running=False, download=download)


async def _find_translator(order: Order, work: Work) -> Translator:
    return await asyncio.to_thread(order.page.desk.find_translator, order.source, order.termbase, work)


def list_formats() -> str:
    """Return the endings of the documents that can be translated, for a person."""
    from translate.formats import FORMATS

    return ", ".join(endings[0].removeprefix(".").upper() for endings in FORMATS.values())


def group_digits(number: int) -> str:
    r"""Return a number with its thousands apart, as both languages write them with a thin space.

    >>> group_digits(50000)
    '50\u202f000'
    """
    return f"{number:,}".replace(",", "\u202f")


def measure(size: int) -> str:
    """Return bytes as megabytes.

    >>> measure(20_000_000), measure(1_500_000)
    ('20', '1.5')
    """
    return f"{size / 1e6:.1f}".removesuffix(".0")
