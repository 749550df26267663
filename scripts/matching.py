"""Measure how well terms are found in Kazakh text, against a gold standard of titles and bodies.

The gold file has a sentence a line: {"text", "spans": [{"label", "start", "end", "text"}]}, places in code points.
What is found is that of the matcher with the shipped termbase, after `compose`.

Recall
    Of the gold spans labelled POSITION or ORGANISATION whose last word is a form of the last word of any
    Kazakh term of the termbase: the share found with exactly these boundaries or inside a longer title.
    Spans with another last word are counted as `outside_termbase`.
Precision
    Of all that is found, the share that is right. Left out, and counted, are names of places and the bare
    nouns for administrative units (*облыс*, *аудан*): neither is a title, and the gold does not mark them as
    one. What agrees with the gold is right: the boundaries of a span, or a title that consists of spans and
    the spaces between them; the gold has no concepts, so these are not compared. The share of right ones among
    the others comes from `matching-judged.tsv`.
Judged
    Disagreements (found but not in the gold; in the gold, with its last word in the termbase, but not found)
    are judged by a reader. `right`: what the matcher did is right, so the gold lacks the span or has it
    wrong. `wrong`: it is a false match, has the wrong boundaries or concept, or the title was missed. A
    verdict holds for a place and a concept ("" for what was missed); where they are no longer a disagreement
    it is not counted. The sample is that of the lowest hashes, so a change of the matcher leaves most of it
    in place, and only new disagreements in it have to be judged.

Intervals are Wilson's, of 95%.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import results
import verdicts

from glossary import Termbase, TermMatch, TermMatcher, compose, default_termbase
from glossary.heads import head_of
from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.morphology import paradigm
from glossary.storage import tsv
from glossary.wordings import WORD
from translate.pipeline import find_version

LABELS = ("POSITION", "ORGANISATION")
TARGETS = {"recall": 0.97, "precision": 0.95}
SAMPLE = 200
COUNTRY = ("kazakhstan", "republic-of-kazakhstan")
UNITS = ("region", "district", "village", "rural-district", "settlement", "city-of-republican-significance")
"""Concepts of administrative units as such, without a name."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A title or name that an annotator marked, in code points of its sentence."""

    label: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Comparison:
    """What was counted in all sentences."""

    gold: Counter[str] = field(default_factory=Counter)
    recall: dict[str, Counter[str]] = field(default_factory=lambda: {label: Counter() for label in LABELS})
    missed: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    found: int = 0
    agreeing: int = 0
    disagreements: list[verdicts.Disagreement] = field(default_factory=list)


def read_gold(path: Path) -> list[tuple[str, list[GoldSpan]]]:
    """Return the sentences of a gold file; exits where a span does not hold the text that it names."""
    sentences = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        spans = [GoldSpan(one["label"], one["start"], one["end"], one["text"]) for one in row["spans"]]
        for span in spans:
            if row["text"][span.start : span.end] != span.text:
                raise SystemExit(f"{path}, line {number}: {span} is not what stands there; offsets are code points")
        sentences.append((row["text"], spans))
    return sentences


def find_places(termbase: Termbase) -> frozenset[str]:
    """Return the concepts that are names of places: those of the files of places, without their offices."""
    folder = resources.files("glossary") / "data"
    ids = set(COUNTRY)
    for file in (folder / "places.tsv", folder / "countries.tsv"):
        if file.is_file():
            ids |= set(tsv.loads(file.read_text(encoding="utf-8"), file.name).concepts)
    kept = (termbase[one] for one in ids if one in termbase.concepts)
    return frozenset(one.id for one in kept if all(term.case == "keep" for term in one.in_language("kk")))


def find_heads(termbase: Termbase) -> frozenset[str]:
    """Return the last words of all Kazakh terms in all their forms, possessed or not, without hyphens."""
    forms: set[str] = set()
    for term in termbase.terms():
        words = WORD.findall(normalize(term.text).text) if term.language == "kk" else []
        if words:
            last = words[-1] if term.kind == "abbreviation" else fold(words[-1])
            forms.update(paradigm(last, possessed=term.possessed))
            if term.possessed:
                forms.update(paradigm(head_of(term)))
    return frozenset(form.replace("-", "") for form in forms)


def has_head(text: str, heads: frozenset[str]) -> bool:
    """Tell whether the last word of a title is among `heads`; an ending behind a hyphen belongs to the word.

    >>> heads = frozenset({"министріне", "қрның"})
    >>> [has_head(text, heads) for text in ("Премьер-министріне", "ҚР-ның", "ҚР-ның тұрғыны")]
    [True, True, False]
    """
    words = WORD.findall(fold(normalize(text).text).rpartition(" ")[2])
    return bool(words) and (words[-1] in heads or "".join(words) in heads)


def agrees(match: TermMatch, text: str, gold: Sequence[GoldSpan]) -> bool:
    """Tell whether a match is a gold title, or consists of gold spans, one a title, and spaces between them."""
    inner = [span for span in gold if match.span.start <= span.start and span.end <= match.span.end]
    rest = list(text[match.span.start : match.span.end])
    for span in inner:
        rest[span.start - match.span.start : span.end - match.span.start] = " " * (span.end - span.start)
    return any(span.label in LABELS for span in inner) and not "".join(rest).strip()


def grade(span: GoldSpan, matches: Sequence[TermMatch]) -> str:
    """Return what was found where a gold span is: `exact` and `longer` are right, the rest is missed."""
    touching = [one.span for one in matches if one.span.start < span.end and span.start < one.span.end]
    if any((one.start, one.end) == (span.start, span.end) for one in touching):
        return "exact"
    if any(one.start <= span.start and span.end <= one.end for one in touching):
        return "longer"
    if all(span.start <= one.start and one.end <= span.end for one in touching):
        return "only a part found" if touching else "nothing found"
    return "found across its boundary"


def compare(sentences: Iterable[tuple[str, list[GoldSpan]]], termbase: Termbase) -> Comparison:
    """Match every sentence and compare it with its gold spans."""
    matcher, heads, places = TermMatcher(termbase, "kk", "en"), find_heads(termbase), find_places(termbase)
    result = Comparison()
    for number, (text, gold) in enumerate(sentences, 1):
        matches = compose(text, matcher.match(text), "en", termbase)
        result.gold.update(span.label for span in gold)
        _compare_gold(result, number, gold, matches, heads)
        for match in matches:
            parts = set(match.concept.split("+"))
            if parts <= places or parts <= set(UNITS):
                result.left_out["names of places" if parts <= places else "administrative units"] += 1
                continue
            result.found += 1
            if agrees(match, text, gold):
                result.agreeing += 1
                continue
            rendering = match.rendering.text if match.rendering else "no rendering"
            touching = (one for one in gold if one.start < match.span.end and match.span.start < one.end)
            beside = "; ".join(f"{one.label}: {one.text}" for one in touching)
            place = (number, match.span.start, match.span.end)
            result.disagreements.append(verdicts.Disagreement(*place, match.form, match.concept, rendering, beside))
    return result


def _compare_gold(
    result: Comparison, number: int, gold: Sequence[GoldSpan], matches: Sequence[TermMatch], heads: frozenset[str]
) -> None:
    """Count the gold titles of one sentence."""
    for span in gold:
        if span.label not in LABELS:
            continue
        if not has_head(span.text, heads):
            result.recall[span.label]["outside_termbase"] += 1
            continue
        how = grade(span, matches)
        result.recall[span.label].update((how if how in ("exact", "longer") else "missed", "of"))
        if how not in ("exact", "longer"):
            result.missed[how] += 1
            touching = (one for one in matches if one.span.start < span.end and span.start < one.span.end)
            beside = "; ".join(f"{one.concept}: {one.form}" for one in touching)
            result.disagreements.append(
                verdicts.Disagreement(number, span.start, span.end, span.text, "", span.label, f"{how}: {beside}")
            )


def summarise(result: Comparison, judged: Mapping[verdicts.Key, verdicts.Verdict]) -> dict[str, Any]:
    """Return all figures; verdicts about what is no longer a disagreement are only counted."""
    held = [judged[one.key] for one in result.disagreements if one.key in judged]
    sample = verdicts.draw(result.disagreements, SAMPLE)
    return {
        "gold": dict(result.gold),
        "recall": _describe_recall(result, [one for one in held if not one.concept]),
        "precision": _describe_precision(result, [one for one in held if one.concept]),
        "left_out": dict(result.left_out),
        "verdicts": {
            "counted": len(held),
            "no_longer_apply": len(judged) - len(held),
            "sample": len(sample),
            "sample_not_judged": sum(one.key not in judged for one in sample),
        },
    }


def _describe_recall(result: Comparison, judged: Sequence[verdicts.Verdict]) -> dict[str, Any]:
    counts = sum(result.recall.values(), Counter())
    found, total, absent = counts["exact"] + counts["longer"], counts["of"], counts["missed"]
    gold_wrong = sum(one.verdict == "right" for one in judged)
    kinds = Counter(one.kind for one in judged if one.verdict == "wrong")

    def estimate(share_wrong: float) -> float:
        real = absent * (1 - share_wrong)
        return round(found / (found + real), 4) if found + real else 0.0

    return {
        "share": round(found / total, 4) if total else None,
        "interval95": [round(bound, 4) for bound in verdicts.wilson(found, total)],
        "target": TARGETS["recall"],
        "found": found,
        "of": total,
        "labels": {label: dict(counter) for label, counter in result.recall.items()},
        "missed": dict(result.missed.most_common()),
        "judged": {
            "missed": len(judged),
            "gold_wrong": gold_wrong,
            "share": estimate(gold_wrong / len(judged)) if judged else None,
            "interval95": [estimate(bound) for bound in verdicts.wilson(gold_wrong, len(judged))],
            "classes": dict(kinds.most_common()),
        },
    }


def _describe_precision(result: Comparison, judged: Sequence[verdicts.Verdict]) -> dict[str, Any]:
    right = sum(one.verdict == "right" for one in judged)
    differing = result.found - result.agreeing
    kinds = Counter(one.kind for one in judged if one.verdict == "wrong")

    def estimate(share: float) -> float:
        return round((result.agreeing + share * differing) / result.found, 4) if result.found else 0.0

    return {
        "share": estimate(right / len(judged)) if judged else None,
        "interval95": [estimate(bound) for bound in verdicts.wilson(right, len(judged))],
        "target": TARGETS["precision"],
        "found": result.found,
        "agreeing": result.agreeing,
        "differing": differing,
        "judged": len(judged),
        "judged_right": right,
        "classes": dict(kinds.most_common()),
    }


def sign(gold: Path, termbase: Termbase, judged: int) -> str:
    """Return what another needs to repeat the figures."""
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()[:8]
    parts = (f"audarma {find_version()}", "kk-en", f"termbase {termbase.name} {termbase.digest}")
    return " | ".join((*parts, f"gold {gold.name} {digest}", f"judged {judged}"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--gold", type=Path, required=True, help="sentences with spans, one JSON object a line")
    parser.add_argument("--save", help="name of the file in scripts/results")
    parser.add_argument("--sample", type=int, metavar="N", help="write N places that differ, those judged left out")
    parser.add_argument("--out", type=Path, help="where to write the sample; it has sentences, so keep it out of here")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="take over the verdicts of a judged sample first")


def run(args: argparse.Namespace) -> None:
    """Measure; write a sample where one is asked for."""
    if bool(args.sample) != bool(args.out):
        raise SystemExit("--sample and --out go together")
    if args.keep:
        print(f"{verdicts.keep(args.keep)} verdicts kept in {verdicts.JUDGED}")
    termbase, judged, sentences = default_termbase(), verdicts.load(), read_gold(args.gold)
    result = compare(sentences, termbase)
    if args.sample:
        sample = [one for one in verdicts.draw(result.disagreements, args.sample) if one.key not in judged]
        with args.out.open("w", encoding="utf-8", newline="") as stream:
            count = verdicts.write_sample(stream, sample, [text for text, _ in sentences])
        print(f"{count} places to judge in {args.out}")
        return
    figures = summarise(result, judged)
    figures = {"signature": sign(args.gold, termbase, figures["verdicts"]["counted"]), **figures}
    results.save(args.save, figures) if args.save else print(json.dumps(figures, ensure_ascii=False, indent=1))
