"""The command `audarma`. Standard output is for results, standard error for progress and notes.

Exit codes: 0 done, 1 content failed (`--strict`), 2 wrong use or input, 130 interrupted.
"""

import io
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import click

from ui.check_arguments import check
from ui.exit_codes import DONE, INTERRUPTED, MISUSED, Ended, tell_code
from ui.help import Commands
from ui.memory_group import memory
from ui.model_group import model
from ui.render import make_printable
from ui.serve_command import serve
from ui.terms_group import terms
from ui.translate_arguments import translate
from ui.web_command import web


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="audarma", prog_name="audarma", message="%(prog)s %(version)s")
def audarma() -> None:
    """Translate between Kazakh and English; official titles come out as the institution writes them."""


audarma.add_command(translate)
audarma.add_command(check)
audarma.add_command(terms)
audarma.add_command(model)
audarma.add_command(memory)
audarma.add_command(web)
audarma.add_command(serve)


def explain(error: Exception) -> str:
    """Return one line (a termbase's bad rows: one each) that says what is wrong and where."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "audarma"
        return f"{error.format_message()} (see {command} --help)"
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        said = (error.strerror or str(error) or type(error).__name__).lower()
        return f"{error.filename}: {said}" if error.filename else said
    return str(error) or type(error).__name__


def guard_errors(command: Callable[[], int | None]) -> int:
    """Run a command and turn what it raises into a message and an exit code."""
    try:
        code = command() or DONE
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.exceptions.Abort) as stop:
        cause = stop.__cause__ or stop  # click makes the one of the other
        said = f"ended by {signal.Signals(cause.number).name}" if isinstance(cause, Ended) else "\ninterrupted"
        click.echo(said, err=True)
        return tell_code(cause)
    except (BrokenPipeError, SystemExit):  # click makes the one of the other
        abandon_output()  # the reader has gone, and has what it wanted
        return DONE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
    except Exception as error:
        from glossary.errors import GlossaryError  # here, for the sake of a quick --help
        from translate.errors import TranslationError

        if not isinstance(error, GlossaryError | TranslationError | OSError | click.ClickException):
            raise
        message = make_printable(explain(error), keep="\n")
        click.echo(f"audarma: {message}", err=True)
        abandon_output()
    return MISUSED


def abandon_output() -> None:
    """Send what is still to be written to standard output nowhere: Python would fail on it once more at exit."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def use_utf8() -> None:
    """Write UTF-8 whatever the environment says: results are files; what a name cannot be written in is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.flush()
        raw = io.BufferedWriter(Notes(sys.stderr.fileno(), "wb", closefd=False))
        sys.stderr = io.TextIOWrapper(
            raw, encoding="utf-8", errors="backslashreplace", line_buffering=True, write_through=True
        )


class Notes(io.FileIO):
    """Standard error: where nobody reads it, or its disk is full, what is said is lost and the work is not."""

    def write(self, content: Any, /) -> int:
        """Write what can be written; the number of bytes."""
        try:
            return super().write(content) or 0
        except OSError:
            return len(content)


def end(number: int, frame: object) -> None:
    """End as Ctrl-C does where a signal asks for it, with the code of that signal."""
    raise Ended(number)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    use_utf8()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants it
            signal.signal(number, end)
    code = guard_errors(lambda: audarma.main(arguments, "audarma", standalone_mode=False))
    if code >= INTERRUPTED - 1:  # by a signal, of which Ctrl-C is one
        abandon_output()
        os._exit(code)  # a thread that is decoding cannot be stopped; Python would wait for it
    sys.exit(code)


if __name__ == "__main__":
    main()
