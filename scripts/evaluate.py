#!/usr/bin/env python3
"""Measure how good the translations are, and how well titles are found. Each figure has its signature.

    scripts/evaluate quality --pairs FILE.tsv [--model M] [--limit N] [--save NAME]
    scripts/evaluate matching --gold FILE.jsonl [--save NAME]
    scripts/evaluate matching --gold FILE.jsonl --sample N --out FILE.tsv
    scripts/evaluate coverage [--gold FILE.jsonl] [--corpus FILE.tsv] [--missing N | --save NAME]

    scripts/evaluate check --pairs FILE.tsv… [--save NAME] [--list]
    scripts/evaluate terms --pairs FILE.tsv… [--gold FILE.jsonl] [--save NAME]

`quality`: BLEU and chrF++ with sacrebleu. FILE has `kk<TAB>en` lines. Both directions are measured, through the
whole pipeline with the termbase. `matching`: recall and precision of the matcher, see matching.py.
`coverage`: how many titles have a concept at all, see coverage.py. `harvest`: see harvesting.py. `check`: false
alarms and recall of the check, see checking.py. `terms`: enforcement, see terms.py. `weights`: see weights.py.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import checking
import coverage
import harvesting
import matching
import results
import terms
import weights

from glossary.term import Language
from translate import Translator, load_translator


def read_pairs(path: Path, limit: int | None) -> tuple[list[str], list[str]]:
    """Return the Kazakh and the English lines of a file."""
    rows = [line.split("\t")[:2] for line in path.read_text("utf-8").splitlines()][:limit]
    return [row[0] for row in rows], [row[1] for row in rows]


def translate_lines(translator: Translator, lines: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Translate lines as one text; return the lines of the target, and counts of terms and findings."""
    begun = time.perf_counter()
    translation = translator.translate("\n".join(lines))
    seconds = time.perf_counter() - begun
    targets = translation.text.split("\n")
    if len(targets) != len(lines):
        raise SystemExit(f"{len(lines)} lines became {len(targets)}")
    uses = [use for unit in translation.units for use in unit.terms]
    counts = {
        "lines": len(lines),
        "seconds": round(seconds, 1),
        "sentences_a_second": round(len(translation.units) / seconds, 1),
        "terms": len(uses),
        "terms_verified": sum(use.verified for use in uses),
        "strategies": Counter(use.strategy for use in uses if use.verified),
        "violations": Counter(v.kind for unit in translation.units for v in unit.violations),
    }
    return targets, counts


def measure(source: Language, target: Language, sides: dict[str, list[str]], model: str) -> dict[str, Any]:
    """Translate one direction and score it."""
    from sacrebleu.metrics import BLEU, CHRF

    translator = load_translator(source, target, model)
    targets, counts = translate_lines(translator, sides[source])
    figures: dict[str, Any] = {"signature": translator.signature, **counts}
    for name, metric in (("BLEU", BLEU()), ("chrF++", CHRF(word_order=2))):
        score = metric.corpus_score(targets, [sides[target]], n_bootstrap=1000)
        figures[name] = {
            "score": round(score.score, 2),
            "interval95": [round(float(score._mean + side * score._ci), 2) for side in (-1, 1)],
            "signature": str(metric.get_signature()),
        }
    return figures


def evaluate_quality(args: argparse.Namespace) -> None:
    """Measure both directions."""
    kazakh, english = read_pairs(args.pairs, args.limit)
    sides = {"kk": kazakh, "en": english}
    result = {
        "pairs": args.pairs.name,
        "kk-en": measure("kk", "en", sides, args.model),
        "en-kk": measure("en", "kk", sides, args.model),
    }
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="what", required=True)
    quality = commands.add_parser("quality", help="BLEU and chrF++ of the translations")
    quality.add_argument("--pairs", type=Path, required=True)
    quality.add_argument("--model", default="embedded")
    quality.add_argument("--limit", type=int)
    quality.add_argument("--save", help="name of the file in scripts/results")
    quality.set_defaults(run=evaluate_quality)
    found = commands.add_parser("matching", help="recall and precision of the matcher")
    matching.add_arguments(found)
    found.set_defaults(run=matching.run)
    covered = commands.add_parser("coverage", help="how many titles have a concept in the termbase")
    coverage.add_arguments(covered)
    covered.set_defaults(run=coverage.run)
    checked = commands.add_parser("check", help="false alarms and recall of audarma check")
    checking.add_arguments(checked)
    checked.set_defaults(run=checking.run)
    enforced = commands.add_parser("terms", help="are titles rendered, and at what cost")
    terms.add_arguments(enforced)
    enforced.set_defaults(run=terms.run)
    proposed = commands.add_parser("harvest", help="term pairs that are proposed from a document and its translation")
    harvesting.add_arguments(proposed)
    proposed.set_defaults(run=harvesting.run)
    tried = commands.add_parser("weights", help="other weights of the guard and the ladder")
    weights.add_arguments(tried)
    tried.set_defaults(run=weights.run)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
