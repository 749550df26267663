"""`audarma model tune`: how a model is best searched on this machine, measured and kept."""

from importlib import resources
from pathlib import Path

import click

from translate.decoding import BEAM, forget_tuning, write_tuning
from translate.engine import Request
from translate.errors import TextError
from translate.segment import segment
from translate.store import find_model
from translate.tuning import tune
from ui.exit_codes import DONE

EXAMPLE = "library.kk.txt"


def tune_model(name: str, text: Path | None, beam: int | None, undo: bool, quiet: bool) -> int:
    """Measure a model and keep what is best, or forget it; the exit code. ModelError where there is no such model."""
    model = find_model(name)
    if undo:
        done = forget_tuning(model)
        click.echo(f"{model.name}: {'the default again' if done else 'nothing was kept'}", err=True)
        return DONE

    def report(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    found = tune(model, read_requests(text, beam), report, beam=beam or 0)
    path = write_tuning(model, found.decoding, found.about())
    trial = next(trial for trial in reversed(found.trials) if trial.decoding == found.decoding)
    click.echo(f"{model.name} from now on: {trial}")
    report(f"kept in {path}; audarma model tune --undo {name} forgets it")
    return DONE


def read_requests(text: Path | None, beam: int | None) -> list[Request]:
    """Return the sentences of a Kazakh text as the pipeline asks for them, those of the example where none is named."""
    try:
        content = (text or resources.files("ui").joinpath("examples", EXAMPLE)).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise TextError(str(text), error.start) from error
    found = [Request(item.text, "kk", "en", beam or BEAM) for item in segment(content, "kk").segments]
    if not found:
        raise click.UsageError(f"{text} has no sentences")
    return found
