"""`audarma terms suggest`: term pairs that a document and its translation propose."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from glossary.storage import tsv
from translate.engine import Engine
from translate.harvest import suggest
from translate.output import Output, check_writable, resolve
from translate.stream import read_parts
from translate.suggestion import Suggestion, make_termbase
from ui.exit_codes import DONE
from ui.layers import load_layers
from ui.render import count

LEAST = 0.5
"""Score from which on a pair is proposed unless told otherwise."""
MOST_UNLIKE = 3.0
"""How many times longer than the other a text may be before a note says that they may not belong together."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; the model `none` asks no engine."""

    kazakh: Path
    english: Path
    out: Path | None = None
    as_json: bool = False
    min_score: float = LEAST
    model: str = "auto"
    termbases: tuple[Path, ...] = ()
    alone: bool = False


def run(options: Options) -> int:
    """Print the proposals as a termbase in TSV (or JSON lines), or write them to a file; the exit code.

    Each pair is two rows of status `unverified`, the surest first; the note has the score and why. What is wrong with
    an input is raised before anything is written.
    """
    check_options(options)
    termbase = load_layers(options.termbases, options.alone)
    kazakh, english = read_file(options.kazakh), read_file(options.english)
    if kazakh.split() == english.split():
        raise click.UsageError(
            f"{options.kazakh} and {options.english} have the same text: one must be its translation"
        )
    show_notes(kazakh, english)
    found = suggest(kazakh, english, engine=load_engine(options.model), termbase=termbase)
    chosen = [suggestion for suggestion in found if suggestion.score >= options.min_score]
    text = "".join(map(show_json, chosen)) if options.as_json else tsv.dumps(make_termbase(chosen))
    with Output(options.out) as file:
        file.write(text.encode())
        file.flush()
    below = len(found) - len(chosen)
    click.echo(f"{count(len(chosen), 'pair')} proposed, {below} below a score of {options.min_score:g}", err=True)
    return DONE


def check_options(options: Options) -> None:
    """Raise UsageError for options that cannot be meant, OSError for an output that cannot be written."""
    if not 0 <= options.min_score <= 1:
        raise click.UsageError(f"--min-score {options.min_score:g} is not between 0 and 1")
    inputs = [path for path in (options.kazakh, options.english, *options.termbases) if str(path) != "-"]
    if resolve(options.kazakh) == resolve(options.english):
        raise click.UsageError(f"{options.kazakh} is named twice: give the Kazakh text first, the English one second")
    if options.out:
        if resolve(options.out) in [resolve(path) for path in inputs]:
            raise click.UsageError(f"--out {options.out} is an input and would be overwritten; choose another name")
        check_writable(options.out)


def read_file(path: Path) -> str:
    """Return the text of a file, - is standard input; UsageError where it has none, TextError where it is not UTF-8."""
    if str(path) == "-":
        if sys.stdin is None:
            raise OSError("there is no standard input: name a file")
        text = "".join(read_parts(sys.stdin.buffer, "standard input"))
    else:
        with path.open("rb") as file:
            text = "".join(read_parts(file, str(path)))
    if not text.removeprefix("\ufeff").strip():
        raise click.UsageError(f"{path} is empty: there is nothing to propose terms from")
    if "\0" in text:
        raise click.UsageError(f"{path} is no text, it has bytes of value 0; save it as plain text in UTF-8")
    return text.removeprefix("\ufeff")


def show_notes(kazakh: str, english: str) -> None:
    """Say on standard error where the texts hardly can be translations of each other."""
    short, long = sorted((len(kazakh.strip()), len(english.strip())))
    if long > MOST_UNLIKE * short:
        which = "Kazakh" if len(kazakh) > len(english) else "English"
        told = f"the {which} text is {long / short:.1f} times as long as the other; pairs may be few"
        click.echo(f"note: {told}", err=True)


def load_engine(model: str) -> Engine | None:
    """Return the engine of a model, None for `none`; ModelError where there is no such model."""
    if model == "none":
        return None
    from translate.engines.ctranslate import CTranslateEngine
    from translate.store import find_model

    return CTranslateEngine(find_model(model))


def show_json(suggestion: Suggestion) -> str:
    """Return a proposal as a line of JSON."""
    row = {
        "kazakh": suggestion.kazakh,
        "english": suggestion.english,
        "score": suggestion.score,
        "why": list(suggestion.why),
        "concept": suggestion.concept,
        "occurrences": suggestion.occurrences,
        "possessed": suggestion.possessed,
        "kind": suggestion.kind,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
