"""`audarma serve`: a server with LibreTranslate's API, on this machine unless it is told otherwise."""

import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.exit_codes import DONE
from ui.help import Grouped
from ui.terms_group import ALONE_HELP, TERMBASE_HELP
from ui.translate_arguments import MODEL_HELP

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from translate.service import Service

GROUPS = {
    "Server": ("--host", "--port", "--allow-origin", "--api-key-file"),
    "Limits": ("--char-limit", "--batch-limit", "--max-file-size", "--queue", "--timeout"),
    "Model and titles": ("--model", "--threads", "--beam", "--termbase", "--no-default-termbase", "--spelling"),
}
"""The options as the help shows them."""

KEYS_HELP = "ask for an API key: one a line, then a name and requests a minute where wanted  [default: open to all]"
NEEDED = {"starlette": "starlette", "uvicorn": "uvicorn", "python-multipart": "python_multipart"}
"""The packages of the extra, and the modules that they are imported as."""
GRACE = 30.0
"""Seconds in which what was taken is finished when the server is to end."""
BACKLOG = 256
"""Connections that wait to be accepted."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How the server was asked to end: the event that says so, and the signals in the order in which they came."""

    asked: threading.Event
    signals: list[int]


@click.command(cls=Grouped, groups=GROUPS)
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on; 0.0.0.0 for all")
@click.option("--port", type=click.IntRange(0, 65535), default=5000, show_default=True, help="0 for any free one")
@click.option("--allow-origin", "origins", multiple=True, help="site whose pages may ask from a browser, or *")
@click.option("--api-key-file", "keys", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=KEYS_HELP)
@click.option("--char-limit", type=click.IntRange(1), default=50_000, show_default=True, help="characters of a text")
@click.option("--batch-limit", type=click.IntRange(1), default=500, show_default=True, help="texts of a request")
@click.option(
    "--max-file-size", type=click.IntRange(1), default=20_000_000, show_default=True, help="bytes of a document"
)
@click.option("--queue", type=click.IntRange(1), default=2_000, show_default=True, help="texts that may wait")
@click.option(
    "--timeout", type=click.FloatRange(1), default=300, show_default=True, help="seconds that a request may take"
)
@click.option("--model", default="auto", show_default=True, help=MODEL_HELP)
@click.option("--threads", type=click.IntRange(1, 1024), help="batches decoded at once  [default: one a core]")
@click.option("--beam", type=click.IntRange(1, 32), help="hypotheses searched for each sentence")
@click.option("--termbase", "termbases", multiple=True, type=click.Path(path_type=Path), help=TERMBASE_HELP)
@click.option("--no-default-termbase", "alone", is_flag=True, help=ALONE_HELP)
@click.option(
    "--spelling", type=click.Choice(["own", "british", "american"]), default="own", show_default=True, help="of titles"
)
def serve(**options: Any) -> int:
    """Answer translation requests over HTTP, as LibreTranslate does, until Ctrl-C.

    Clients of LibreTranslate (Weblate, plug-ins of OmegaT and other tools) need only the address. Texts are neither
    kept nor logged, and none leaves this machine.
    """
    missing = [name for name, module in NEEDED.items() if not find_spec(module)]
    if missing:
        raise click.ClickException(f"{', '.join(missing)} missing: pip install '.[serve]'")
    return run(**options)


def run(*, host: str, port: int, origins: tuple[str, ...], keys: Path | None, **options: Any) -> int:
    """Listen, load, serve until a signal comes, and end in order."""
    from translate.store import find_best
    from ui.api.app import make_app
    from ui.api.detection import detect
    from ui.api.files import Files
    from ui.api.keys import read_keys
    from ui.api.limits import Limits
    from ui.translate_command import EMBEDDED_NOTE

    known = read_keys(keys) if keys else None
    with listen(host, port) as listening, noticed() as ending:
        service = make_service(options)
        if options["model"] == "auto" and not find_best():
            click.echo(EMBEDDED_NOTE, err=True)
        service.warm()
        detect("Бүгін күн жылы.")  # loads what tells languages apart
        limits = Limits(
            characters=options["char_limit"],
            batch=options["batch_limit"],
            file=options["max_file_size"],
        )
        files = Files()
        try:
            serve_until_asked(make_app(service, limits, known, origins, files), service, listening, ending)
        finally:
            files.close()
    if ending.signals[-1:] == [signal.SIGINT]:
        raise KeyboardInterrupt
    return DONE


def make_service(options: dict[str, Any]) -> "Service":
    """Return the service with the model and the termbases that were asked for; both directions share them."""
    from glossary.term import Language
    from translate.engine import EngineChoice
    from translate.function import load_translator
    from translate.pipeline import Translator
    from translate.service import Service
    from ui.layers import load_layers

    termbase = load_layers(options["termbases"], options["alone"])
    choice = EngineChoice(beam=options["beam"] or 0, threads=options["threads"] or 0)

    def load(source: Language, target: Language) -> Translator:
        return load_translator(
            source,
            target,
            options["model"],
            termbase,
            shipped=False,
            spelling=options["spelling"],
            engine=choice,
        )

    return Service(load, options["queue"], options["timeout"])


@contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """Open the port; ClickException with one clear line where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        said = (error.strerror or str(error)).lower().partition(" (while")[0]
        advice = "choose another one with --port; 0 takes any that is free"
        raise click.ClickException(f"cannot listen on port {port} of {host}: {said}; {advice}") from error
    with listening:
        yield listening


@contextmanager
def noticed() -> Iterator[Ending]:
    """Note the signals that ask for the end, in place of ending at once; a second one ends what is waited for."""
    ending = Ending(threading.Event(), [])

    def note(number: int, frame: object) -> None:
        ending.signals.append(number)
        ending.asked.set()
        if len(ending.signals) > 1:
            raise KeyboardInterrupt

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def serve_until_asked(app: "Starlette", service: "Service", listening: socket.socket, ending: Ending) -> None:
    """Serve until the end is asked for; what was taken is finished, and who comes meanwhile is told so."""
    import uvicorn

    config = uvicorn.Config(
        app, log_config=None, log_level="critical", access_log=False, server_header=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="audarma server", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    address, port = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    click.echo(f"serving on http://{shown}:{port}  (Ctrl-C ends it)")
    while not ending.asked.wait(1.0) and thread.is_alive():
        pass
    service.close(GRACE)
    server.should_exit = True
    thread.join(GRACE)
