"""Measure `audarma check` on good translations: how many of its findings are false, and how many faults it finds.

    scripts/evaluate check --pairs FILE.tsv… [--save NAME] [--list]

FILE has `kk<TAB>en` lines of translations that people made or read. Both directions are checked.

False alarms
    All findings on the files as they are, for 100 segments, by class. A reader has judged each: the verdicts are
    in `checking-judged.tsv` (`real`: the two sides differ in a number or a name, or a title is not as the termbase
    has it; `false`: the translation is right). A finding is known by a hash of its pair and message, so no
    sentence is kept here. What is new is counted as `unjudged`; --list prints it.
Recall
    Each fault is put into a good translation by a program, one at a time, and the pair is checked alone: a title
    taken out (*missing*) or replaced by a forbidden or deprecated wording, a number changed (*number*), two
    letters of a surname changed (*name*), a word of the source put in the place of a word (*untranslated*).
    Found is what yields a finding of the class of the fault that the good pair does not. Titles that the check
    does not look for by design (one-word nouns with many translations) are counted among the faults.
"""

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results

from glossary import default_termbase
from glossary.kazakh import names
from glossary.kazakh.likeness import compare
from glossary.term import Language, Termbase
from glossary.text import Span
from glossary.verification import verify
from translate.finding import CLASSES, Finding, Pair
from translate.pipeline import find_version
from translate.review import Reviewer

JUDGED = Path(__file__).parent / "results" / "checking-judged.tsv"
SEED = 5
_NUMBER = re.compile(r"(?<![\w.,:/-])[2-9]\d{0,5}(?![\w.,:/-])")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,}(?![\w-])")
_NAME = re.compile(r"[A-Z][A-Za-z]+(?:-[A-Za-z]+)*")


class Fault(NamedTuple):
    """A pair with a fault, and the class that is to be found."""

    kind: str
    pair: Pair


def read_pairs(path: Path, source: Language) -> list[Pair]:
    rows = [line.split("\t")[:2] for line in path.read_text("utf-8").splitlines()]
    return [Pair(*(row if source == "kk" else row[::-1]), line) for line, row in enumerate(rows, 1)]


def identify(pair: Pair, finding: Finding) -> str:
    """Return what a verdict is kept under."""
    text = "\n".join((pair.source, pair.target, finding.kind, finding.message))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def load_verdicts() -> dict[str, str]:
    """Return the verdict of each judged finding."""
    if not JUDGED.is_file():
        return {}
    return dict(line.split("\t")[:2] for line in JUDGED.read_text("utf-8").splitlines()[1:])


def put(text: str, span: Span, other: str) -> str:
    """Return a text with something else in a place, and no double spaces."""
    return " ".join((text[: span.start] + other + text[span.end :]).split())


def make_faults(pairs: Sequence[Pair], reviewer: Reviewer, termbase: Termbase) -> Iterator[Fault]:
    """Yield good pairs with one fault each."""
    chance = random.Random(SEED)
    language = reviewer.target
    for pair in pairs:
        for use in verify(pair.target, reviewer.match(pair.source), reviewer._rules):
            if use.span is None:
                continue
            yield Fault("missing", Pair(pair.source, put(pair.target, use.span, ""), pair.line))
            terms = termbase[use.match.concept].in_language(language) if use.match.concept in termbase.concepts else ()
            for term in terms:
                if term.status in ("forbidden", "deprecated"):
                    yield Fault(term.status, Pair(pair.source, put(pair.target, use.span, term.text), pair.line))
        for match in _NUMBER.finditer(pair.target):
            other = str(int(match.group()) + chance.randint(1, 8))
            yield Fault("number", Pair(pair.source, put(pair.target, Span(*match.span()), other), pair.line))
        yield from misspell(pair, reviewer.source, chance)
        words = list(_WORD.finditer(pair.target))
        foreign = [word.group().lower() for word in _WORD.finditer(pair.source)]
        if len(words) > 3 and foreign:
            place = Span(*chance.choice(words[1:]).span())
            yield Fault("untranslated", Pair(pair.source, put(pair.target, place, chance.choice(foreign)), pair.line))


def misspell(pair: Pair, source: Language, chance: random.Random) -> Iterator[Fault]:
    """Yield the pair with two letters of a surname changed, on the side of the target."""
    kazakh, english = (pair.source, pair.target) if source == "kk" else (pair.target, pair.source)
    for person in names.find_persons(kazakh):
        known = next(
            (w for w in _NAME.finditer(english) if compare(person.family or person.name, w.group()) == "same"), None
        )
        if known is None or not person.family:
            continue
        if source == "kk":
            place = Span(*known.span())
        else:
            start = kazakh.rfind(person.family, 0, person.span.end)
            place = Span(start, start + len(person.family))
        word = place.of(pair.target)
        if place.start < 0 or len(word) < 5:
            continue
        letters = "bdgklmnrtz" if source == "kk" else "бдгклмнртз"
        changed = list(word)
        for at in chance.sample(range(1, 4), 2):
            changed[at] = chance.choice([letter for letter in letters if letter != word[at].lower()])
        yield Fault("name", Pair(pair.source, put(pair.target, place, "".join(changed)), pair.line))


def measure_recall(pairs: Sequence[Pair], reviewer: Reviewer, termbase: Termbase, missed: list[str]) -> dict[str, Any]:
    """Put faults into good pairs and return how many are found, by class."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    good = {pair.line: {(one.kind, one.message) for one in reviewer.review([pair])} for pair in pairs}
    for fault in make_faults(pairs, reviewer, termbase):
        found = {
            one.kind for one in reviewer.review([fault.pair]) if (one.kind, one.message) not in good[fault.pair.line]
        }
        counts[fault.kind]["faults"] += 1
        counts[fault.kind]["found"] += fault.kind in found
        if fault.kind not in found:
            missed.append(f"{fault.kind}: {fault.pair.source}\n    {fault.pair.target}")
    return {kind: {**one, "recall": round(one["found"] / one["faults"], 3)} for kind, one in sorted(counts.items())}


def measure_alarms(pairs: Sequence[Pair], found: Sequence[Finding], verdicts: dict[str, str]) -> dict[str, Any]:
    """Return the findings on good translations by class and verdict."""
    judged = Counter(verdicts.get(identify(pairs[one.pair], one), "unjudged") for one in found)
    share = 100 / max(1, len(pairs))
    return {
        "segments": len(pairs),
        "findings": len(found),
        "by_class": {kind: count for kind in CLASSES if (count := sum(one.kind == kind for one in found))},
        "verdicts": dict(judged),
        "findings_per_100": round(len(found) * share, 2),
        "false_per_100": round(judged["false"] * share, 2),
    }


def show(pairs: Sequence[Pair], found: Sequence[Finding], verdicts: dict[str, str]) -> None:
    """Print findings without a verdict, for a reader."""
    for one in found:
        pair, key = pairs[one.pair], identify(pairs[one.pair], one)
        if key not in verdicts:
            print(f"{key}\t{one.kind}: {one.message}\n    {pair.source}\n    {pair.target}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=Path, nargs="+", required=True, help="files of Kazakh and English lines")
    parser.add_argument("--list", action="store_true", help="print findings without a verdict, and faults not found")
    parser.add_argument("--save", help="name of the file in scripts/results")


def run(args: argparse.Namespace) -> None:
    """Measure both directions on every file."""
    termbase, verdicts = default_termbase(), load_verdicts()
    result: dict[str, Any] = {
        "signature": f"audarma {find_version()} | check | termbase {termbase.name} {termbase.digest}"
        f" | seed {SEED} | judged {len(verdicts)}",
        "sets": {},
    }
    directions: tuple[tuple[Language, Language], ...] = (("kk", "en"), ("en", "kk"))
    for path in args.pairs:
        for source, target in directions:
            reviewer, missed = Reviewer(termbase, source, target), []
            pairs = read_pairs(path, source)
            found = reviewer.review(pairs)
            figures = {"alarms": measure_alarms(pairs, found, verdicts)}
            figures["recall"] = measure_recall(pairs, reviewer, termbase, missed)
            result["sets"][f"{path.stem} {source}-{target}"] = figures
            if args.list:
                show(pairs, found, verdicts)
                print(*missed, sep="\n")
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))
