#!/usr/bin/env python3
"""Measure how good the translations are: BLEU and chrF++ with sacrebleu, each with its signature.

    scripts/evaluate quality --pairs FILE.tsv [--model M] [--limit N] [--save NAME]

FILE has `kk<TAB>en` lines. Both directions are measured, through the whole pipeline with the termbase.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results

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


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["quality"])
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--save", help="name of the file in scripts/results")
    args = parser.parse_args()
    kazakh, english = read_pairs(args.pairs, args.limit)
    sides = {"kk": kazakh, "en": english}
    result = {
        "pairs": args.pairs.name,
        "kk-en": measure("kk", "en", sides, args.model),
        "en-kk": measure("en", "kk", sides, args.model),
    }
    if args.save:
        results.save(args.save, result)
    else:
        import json

        print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
