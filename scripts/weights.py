"""Try weights of the guard and of the ladder on development data: chrF++, violations and success for each.

    scripts/evaluate weights --pairs FILE.tsv… [--save NAME]

One weight is varied at a time, the others stay as they are in the code; what is best over all sets and both
directions is written there by hand, with the name of the result.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results

from translate import Translator, candidate, guard, ladder, load_translator

FACTORS = (0.0, 0.3, 0.6, 1.0, 1.5)
"""What all weights of the guard are multiplied by."""
TIES = (0.0, 0.05, 0.1)
NAMES = (0.05, 0.5)


@contextmanager
def changed(factor: float = 1.0, tie: float | None = None, name: float | None = None) -> Iterator[None]:
    """Run with other weights."""
    before = dict(guard.WEIGHTS), guard.QUOTE_WEIGHT, ladder.TIE, candidate.NAME_COST
    guard.WEIGHTS.update({kind: weight * factor for kind, weight in before[0].items()})
    guard.QUOTE_WEIGHT = before[1] * factor
    ladder.TIE = before[2] if tie is None else tie
    candidate.NAME_COST = before[3] if name is None else name
    try:
        yield
    finally:
        guard.WEIGHTS.update(before[0])
        guard.QUOTE_WEIGHT, ladder.TIE, candidate.NAME_COST = before[1:]


def measure(model: str, sets: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """Translate every set in both directions and score it."""
    from sacrebleu.metrics import CHRF

    found: dict[str, Any] = {}
    for name, rows in sets.items():
        for source, target in (("kk", "en"), ("en", "kk")):
            base = load_translator(source, target, model)
            translator = Translator(base.engine, base.termbase, base.source, base.target)
            pairs = rows if source == "kk" else [(en, kk) for kk, en in rows]
            translation = translator.translate("\n".join(text for text, _ in pairs))
            uses = [use for unit in translation.units for use in unit.terms]
            score = CHRF(word_order=2).corpus_score(translation.text.split("\n"), [[ref for _, ref in pairs]])
            found[f"{name} {source}-{target}"] = {
                "chrF++": round(score.score, 2),
                "violations": sum(len(unit.violations) for unit in translation.units),
                "verified": f"{sum(use.verified for use in uses)} of {len(uses)}",
            }
    found["mean chrF++"] = round(sum(one["chrF++"] for one in found.values()) / len(found), 3)
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--save", help="name of the file in scripts/results")


def run(args: argparse.Namespace) -> None:
    """Vary one weight at a time."""
    sets = {
        path.stem: [tuple(line.split("\t")[:2]) for line in path.read_text("utf-8").splitlines()] for path in args.pairs
    }
    grid: list[dict[str, float]] = [{"factor": factor} for factor in FACTORS]
    grid += [{"tie": tie} for tie in TIES] + [{"name": name} for name in NAMES]
    result: dict[str, Any] = {"signature": load_translator(model=args.model).signature, "tried": []}
    for weights in grid:
        with changed(**weights):
            result["tried"].append({**weights, **measure(args.model, sets)})
        print(weights, result["tried"][-1]["mean chrF++"], file=sys.stderr)
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))
