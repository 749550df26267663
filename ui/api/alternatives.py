"""Other translations of a text: what the model would write next, where it is as good."""

from collections.abc import Generator, Sequence

from translate.engine import Request
from translate.guard import inspect
from translate.job import Found
from translate.pipeline import Translator
from translate.punctuation import has_words, make_plain, prepare, restore
from translate.unit import Translation, TranslationUnit

STEP = 32
"""Segments that are decoded between the turns of others."""
SPARE = 4
"""Hypotheses that are asked for beyond those that are wanted, since some are not as good."""


def find_alternatives(found: Found, translator: Translator, many: int) -> Generator[None, None, list[list[str]]]:
    """Return up to so many other translations of each text, different from it and from each other.

    Each segment of one is the next hypothesis of the model that has every rendering that was placed in the
    translation, and no fault that the translation has not; where there is none it is the translation's.
    """
    result: list[list[str]] = []
    for (translation,) in found:
        others: list[list[str]] = []
        for at in range(0, len(translation.units), STEP):
            others += find_hypotheses(translation.units[at : at + STEP], translator, many)
            yield
        texts = (join(translation, [one[rank : rank + 1] for one in others]) for rank in range(many))
        result.append([text for text in dict.fromkeys(texts) if text != translation.text])
    return result


def find_hypotheses(units: Sequence[TranslationUnit], translator: Translator, many: int) -> list[list[str]]:
    """Return for each segment up to so many other targets, best first; n in, n out."""
    source, target = translator.source, translator.target
    asked = [unit for unit in units if unit.target != unit.segment.text and has_words(unit.segment.text, source)]
    prepared = [prepare(unit.segment.text) for unit in asked]
    requests = [Request(make_plain(text, source), source, target, many + SPARE) for text, _ in prepared]
    answers = translator.engine.translate(requests) if requests else []
    found: dict[int, list[str]] = {}
    for unit, (text, frame), hypotheses in zip(asked, prepared, answers, strict=True):
        wordings = (restore(one.text, frame, text, target) for one in hypotheses)
        good = [one for one in wordings if is_as_good(one, unit, translator)]
        found[unit.segment.index] = list(dict.fromkeys(good))[:many]
    return [found.get(unit.segment.index, []) for unit in units]


def is_as_good(wording: str, unit: TranslationUnit, translator: Translator) -> bool:
    """Tell whether another wording has the renderings of a unit, and no more faults."""
    if not wording or wording == unit.target:
        return False
    if any(use.target and use.target.of(unit.target) not in wording for use in unit.terms):
        return False
    pair = translator.source, translator.target
    faults = [len(inspect(unit.segment.text, text, *pair)) for text in (wording, unit.target)]
    return faults[0] <= faults[1]


def join(translation: Translation, wordings: Sequence[Sequence[str]]) -> str:
    """Return the text of a translation with other wordings of its segments, where there are any."""
    pieces: list[str] = []
    at = 0
    for unit, wording in zip(translation.units, wordings, strict=True):
        end = translation.text.index(unit.target, at)
        pieces += translation.text[at:end], wording[0] if wording else unit.target
        at = end + len(unit.target)
    return "".join([*pieces, translation.text[at:]])
