"""Whether a model is whole and works: its files, its vocabulary, and a few sentences there and back."""

import json
from dataclasses import dataclass

from translate.checkpoint import check_codes, read_pieces
from translate.engine import Engine, Request
from translate.errors import ModelError
from translate.record import find_changes, read_record
from translate.store import PIECES, Model, check_folder

SENTENCES = (
    "Кеше қалада жаңа мектеп ашылды.",
    "Министрлік заң жобасын қабылдады.",
    "Халық саны 2018 жылы 18 миллионға жетті.",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: problems (none where the model is whole), and sentences with their way there and back."""

    problems: tuple[str, ...]
    trips: tuple[tuple[str, str, str], ...] = ()
    """Kazakh, its translation into English, and the translation of that into Kazakh."""


def verify_model(model: Model) -> Verdict:
    """Compare a model's files with its record, look at its vocabulary, and translate a few sentences with it."""
    problems: list[str] = []
    try:
        record = read_record(model.folder)
        if record:
            problems += find_changes(model.folder, record, thorough=True)
        if problems:
            return Verdict(tuple(problems))
        check_folder(model.name, model.folder)
        check_vocabulary(model)
        from translate.decoding import Decoding
        from translate.engines.ctranslate import CTranslateEngine

        trips = make_trips(CTranslateEngine(model, Decoding(beam=1, threads=1)))
    except ModelError as error:
        return Verdict((*problems, error.problem))
    for column, way in ((1, "from Kazakh into English"), (2, "from English into Kazakh")):
        if not any(trip[column].strip() for trip in trips):
            problems.append(f"nothing comes out {way}")
    return Verdict(tuple(problems), trips)


def check_vocabulary(model: Model) -> None:
    """Raise ModelError where both languages and all pieces of a converted model are not in its vocabulary."""
    tokens = json.loads((model.folder / "shared_vocabulary.json").read_text("utf-8"))
    check_codes(model.name, tokens)
    lost = set(read_pieces(model.folder / PIECES)).difference(tokens)
    if lost:
        raise ModelError(model.name, f"{len(lost)} pieces of {PIECES} are not in its vocabulary")


def make_trips(engine: Engine) -> tuple[tuple[str, str, str], ...]:
    """Return the sentences with their translation into English and back; empty where nothing came out."""
    english = [best[0].text for best in engine.translate([Request(text, "kk", "en") for text in SENTENCES])]
    asked = [Request(text or "-", "en", "kk") for text in english]
    kazakh = [best[0].text for best in engine.translate(asked)]
    return tuple(zip(SENTENCES, english, kazakh, strict=True))
