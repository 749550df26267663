"""`audarma web`: the web form, on this machine."""

import asyncio
import errno
import socket
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ui.web.settings import Settings

BACKLOG = 128
LAST = 10.0
"""Seconds in which what programs have asked for is finished when the server ends."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on; 0.0.0.0 is every one")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(0, 65535), help="0 is any that is free")
@click.option("--auth", default="", metavar="USER:PASSWORD", help="ask for a name and a password")
@click.option(
    "--auth-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="the same from the first line of a file, which other users of this machine cannot see as they see a command",
)
@click.option("--model", default="auto", show_default=True, help="a name from `audarma model list`, or a folder")
@click.option(
    "--termbase",
    "termbases",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a termbase over the one that ships, for all visitors; may be given several times",
)
@click.option("--max-length", default=50_000, show_default=True, type=click.IntRange(1), help="characters of a text")
@click.option("--max-file-size", default=20.0, show_default=True, type=click.FloatRange(0.01), help="megabytes")
@click.option("--queue", default=32, show_default=True, type=click.IntRange(0), help="visitors that may wait")
@click.option("--timeout", default=600.0, show_default=True, type=click.FloatRange(1), help="seconds of a translation")
def web(**named: Any) -> int:
    """Show the web form: translate, look up and edit titles, check translations. Ctrl-C ends it.

    Open the address that is printed. Texts stay on this machine, and are removed when the form ends.
    """
    from ui.layers import load_layers
    from ui.web.settings import Settings

    password = read_password(named["auth"], named["auth_file"])
    if find_spec("gradio") is None:
        raise click.UsageError("the web form needs gradio: pip install '.[web]'")
    from translate.store import find_model

    find_model(named["model"])  # what is wrong with it is said now, and not to the first visitor
    settings = Settings(
        model=named["model"],
        termbase=load_layers(named["termbases"]),
        max_length=named["max_length"],
        max_file_size=round(named["max_file_size"] * 1e6),
        queue=named["queue"],
        timeout=named["timeout"],
    )
    with open_port(named["host"], named["port"]) as listening:
        serve(settings, listening, password)
    return 0


def read_password(given: str, file: Path | None) -> str:
    """Return `USER:PASSWORD`, "" where none is wanted; UsageError where it is not of that form."""
    if file:
        try:
            given = next(iter(file.read_text("utf-8").splitlines()), "").strip()
        except UnicodeDecodeError as error:
            raise click.UsageError(f"{file} is not UTF-8") from error
    if (given or file) and not all(given.partition(":")):
        raise click.UsageError("a name and a password are written USER:PASSWORD")
    return given


def open_port(host: str, port: int) -> socket.socket:
    """Return a socket that listens; UsageError where the port is taken or the address is none of this machine."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        said = (
            "is taken by another program"
            if error.errno == errno.EADDRINUSE
            else f"cannot be used ({error.strerror or error})"
        )
        raise click.UsageError(f"{host}:{port} {said}: name another with --port") from error


def serve(settings: "Settings", listening: socket.socket, password: str) -> None:
    """Serve the form on a socket until it is interrupted; what visitors have left is removed then."""
    import uvicorn

    from ui.web.app import make_app

    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    with tempfile.TemporaryDirectory(prefix="audarma-web-", ignore_cleanup_errors=True) as folder:
        app = make_app(settings, Path(folder), password=password)
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)

        class Server(uvicorn.Server):
            """Says the address once requests are answered, and at the end finishes what programs have asked for."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets=sockets)
                click.echo(f"Audarma: http://{shown}:{port}/", err=True)

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                await asyncio.to_thread(app.state.service.close, LAST)
                await super().shutdown(sockets=sockets)

        Server(config).run(sockets=[listening])
