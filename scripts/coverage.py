"""Measure how many titles that people write have a concept in the termbase at all.

Gold
    The spans labelled POSITION or ORGANISATION of a gold file (see matching.py). A span is read in its sentence
    by the matcher with the shipped termbase, before `compose`:

    `head`: a match has the first letter of the span's last word, so that the office or the kind of body is known
    (the last word is what stands behind the last space; an ending behind a hyphen belongs to it). A name of a
    place and a bare unit (*облыс*, *аудан*) are no concept of a title and do not count as one: a club that is
    called after a city is missing.
    `whole`: the head is covered, and matches have every other word of the span as well. This is the stricter
    figure: *«Ақтерек» шаруа қожалығының басшысы* may have a head and no body.
    `composed`: one match, after `compose`, has the whole span, or more.

    Missing spans are those without `head`. They are listed by frequency, the forms of one title together.
Chains
    In the Kazakh column of a corpus: words before a noun of `lexicon/heads.tsv` that stand directly before it,
    at most eight, back to the nearest word with a capital and over those with a capital before that one. A word
    that no title has inside (a number, a verb, an outer case, a surname, an adverb of time) ends the chain, and
    so does a mark other than a quote. The first word of a sentence has its capital for another reason: it begins
    a chain only where the word behind it has a capital too. A noun with nothing before it is no chain, nor is the
    name of a country. `head`, `whole` and `composed` are as above; what is not `whole` is listed as missing. The
    chains are cut by rule and not by a reader, so a part of them begins too early or is no title.

The gold is development data, and the corpus is one of the termbase's sources: both figures are higher than those
of text that was never read. Intervals are Wilson's, of 95%, as if spans were independent of each other.

`coverage-decided.tsv` tells what was decided about the missing spans of the gold, all of them, the first 100 by
frequency among them, as they were with the termbase `8f4c79bd` of 2026-11-28: `added`, `term` (a wording of a
concept that was there), `exists` (what is needed is there, and the whole is composed of it, or the matcher asks
more of the context), `no title`, `gold error`.
"""

import argparse
import csv
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import matching
import results
import verdicts
from chains import WORD, Place, find_chains

from glossary import Termbase, TermMatch, TermMatcher, compose, default_termbase
from glossary.kazakh.letters import fold, normalize
from glossary.kazakh.morphology import analyse
from translate.pipeline import find_version

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
GOLD = SHARED / "dev" / "titles_gold.jsonl"
CORPUS = SHARED / "train" / "kaznu_gov_news.tsv"
DECIDED = results.FOLDER / "coverage-decided.tsv"
DECISIONS = ("added", "term", "exists", "no title", "gold error")
COLUMNS = ("span", "count", "class", "decision", "concept", "reason")
TARGET = 0.8
"""The share of POSITION spans whose head is covered that issue 4 asks for."""
LISTED = 100
LEVELS = ("head", "whole", "composed")


@dataclass(slots=True)
class Tally:
    """What was counted of one kind of titles."""

    counts: Counter[str] = field(default_factory=Counter)
    missing: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """The spans without a head by what they have in common, each with its spellings."""

    def describe(self) -> dict[str, Any]:
        """Return the counts with their shares and intervals."""
        of = self.counts["of"]
        figures: dict[str, Any] = {"of": of}
        for level in LEVELS:
            found = self.counts[level]
            figures[level] = {
                "covered": found,
                "share": round(found / of, 4) if of else None,
                "interval95": [round(bound, 4) for bound in verdicts.wilson(found, of)],
            }
        return figures | {"missing": sum(one.total() for one in self.missing.values()), "different": len(self.missing)}

    def rank(self) -> list[tuple[int, str]]:
        """Return the missing titles, the most frequent first, each in its most frequent spelling."""
        rows = [(one.total(), one.most_common(1)[0][0]) for one in self.missing.values()]
        return sorted(rows, key=lambda row: (-row[0], row[1]))


class Reader:
    """Tells of a place in a sentence whether the termbase has a concept for it."""

    def __init__(self, termbase: Termbase) -> None:
        self.termbase = termbase
        self.matcher = TermMatcher(termbase, "kk", "en")
        self.no_titles = matching.find_places(termbase) | frozenset(matching.UNITS)

    def match(self, text: str) -> list[TermMatch]:
        """Return what the matcher finds."""
        return self.matcher.match(text)

    def grade(self, text: str, place: Place, matches: Sequence[TermMatch]) -> set[str]:
        """Return which of `head` and `whole` hold for a place."""
        last = find_last(text, place)
        if not any(covers(one, last) and one.concept not in self.no_titles for one in matches):
            return set()
        words = (place.start + word.start() for word in WORD.finditer(text[place.start : place.end]))
        return {"head", "whole"} if all(any(covers(one, at) for one in matches) for at in words) else {"head"}

    def is_composed(self, text: str, place: Place, matches: Sequence[TermMatch]) -> bool:
        """Tell whether one match, after compose, has the whole place, but for quotes at its limits."""
        words = list(WORD.finditer(text[place.start : place.end]))
        if not words:
            return False
        first, end = place.start + words[0].start(), place.start + words[-1].start()
        composed = compose(text, list(matches), "en", self.termbase)
        return any(covers(one, first) and covers(one, end) for one in composed if one.concept not in self.no_titles)


def covers(match: TermMatch, at: int) -> bool:
    """Tell whether a match has the code point `at`."""
    return match.span.start <= at < match.span.end


def find_last(text: str, place: Place) -> int:
    """Return where the last word of a place begins.

    >>> find_last("Иә, «Хабар» арнасы.", Place(4, 19))
    12
    >>> find_last("ҚР-ның Премьер-министрі", Place(0, 23))
    7
    """
    body = re.sub(r"[\W_]+$", "", text[place.start : place.end])
    start = max(body.rfind(" "), body.rfind("\u00a0")) + 1
    word = WORD.search(body, start)
    return place.start + (word.start() if word else start)


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """Return what the forms of one title have in common.

    >>> key_of("«Көркем Телекомның»") == key_of("Көркем Телеком")
    True
    """
    words = WORD.findall(fold(normalize(text).text))
    if not words:
        return text
    readings = analyse(words[-1])
    return " ".join((*words[:-1], readings[0].lemma if readings else words[-1]))


def measure_gold(reader: Reader, sentences: Iterable[tuple[str, list[matching.GoldSpan]]]) -> dict[str, Tally]:
    """Count the gold spans of each label."""
    tallies = {label: Tally() for label in matching.LABELS}
    for text, spans in sentences:
        matches = reader.match(text)
        for span in spans:
            if span.label not in tallies:
                continue
            tally, place = tallies[span.label], Place(span.start, span.end)
            found = reader.grade(text, place, matches)
            tally.counts.update(("of", *found))
            tally.counts["composed"] += reader.is_composed(text, place, matches)
            if not found:
                tally.missing[key_of(span.text)][" ".join(span.text.split())] += 1
    return tallies


def measure_chains(reader: Reader, lines: Iterable[str]) -> Tally:
    """Count the chains of a corpus; those that are not covered as a whole are listed."""
    tally = Tally()
    for text in lines:
        places = list(find_chains(text))
        if not places:
            continue
        matches = reader.match(text)
        for place in places:
            found = reader.grade(text, place, matches)
            if all(one.concept in reader.no_titles for one in matches if covers(one, find_last(text, place))) and any(
                covers(one, place.start) and covers(one, place.end - 1) for one in matches
            ):
                continue  # a country: Ресей Федерациясы
            tally.counts.update(("of", *found))
            tally.counts["composed"] += reader.is_composed(text, place, matches)
            if "whole" not in found:
                tally.missing[key_of(text[place.start : place.end])][text[place.start : place.end]] += 1
    return tally


def read_kazakh(path: Path) -> list[str]:
    """Return the Kazakh column of a corpus, each line once."""
    return list(dict.fromkeys(line.split("\t")[0] for line in path.read_text("utf-8").splitlines()))


def load_decided(path: Path = DECIDED) -> list[dict[str, str]]:
    """Return what was decided; exits with all bad rows listed."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    faults = [
        f"{path}, line {line}: needs a decision ({', '.join(DECISIONS)}) and a concept or a reason"
        for line, row in enumerate(rows, 2)
        if row["decision"] not in DECISIONS or not (row["concept"] or row["reason"])
    ]
    if faults:
        raise SystemExit("\n".join(faults))
    return rows


def list_missing(tallies: dict[str, Tally]) -> list[tuple[str, int, str]]:
    """Return the missing spans of all labels: text, how often, label; the most frequent first."""
    rows = [(text, count, label) for label, tally in tallies.items() for count, text in tally.rank()]
    return sorted(rows, key=lambda row: (-row[1], row[2], row[0]))


def summarise(tallies: dict[str, Tally], decided: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Return the figures of the gold, and what became of the missing spans that were decided."""
    missing = {(label, key) for label, tally in tallies.items() for key in tally.missing}
    left = [row for row in decided if (row["class"], key_of(row["span"])) in missing]
    return {
        **{label: tally.describe() for label, tally in tallies.items()},
        "target": {"POSITION": TARGET},
        "decided": {
            "spans": len(decided),
            "decisions": dict(Counter(row["decision"] for row in decided).most_common()),
            "still_missing": dict(Counter(row["decision"] for row in left).most_common()),
        },
    }


def sign(termbase: Termbase, *files: Path) -> str:
    """Return what another needs to repeat the figures."""
    digests = (f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()[:8]}" for path in files)
    return " | ".join((f"audarma {find_version()}", f"termbase {termbase.name} {termbase.digest}", *digests))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--gold", type=Path, default=GOLD, help="sentences with spans, one JSON object a line")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="lines with Kazakh in the first column")
    parser.add_argument("--missing", type=int, metavar="N", help="print the first N missing spans and chains instead")
    parser.add_argument("--save", help="name of the file in scripts/results")


def run(args: argparse.Namespace) -> None:
    """Measure what is there; say what is not."""
    files = [path for path in (args.gold, args.corpus) if path.is_file()]
    for path in {args.gold, args.corpus} - set(files):
        print(f"skipped: {path} is not here; the corpora are kept beside the project and are no part of it")
    if not files:
        return
    termbase = default_termbase()
    reader = Reader(termbase)
    tallies = measure_gold(reader, matching.read_gold(args.gold)) if args.gold in files else {}
    chains = measure_chains(reader, read_kazakh(args.corpus)) if args.corpus in files else Tally()
    if args.missing:
        for text, count, label in list_missing(tallies)[: args.missing]:
            print(count, label, text, sep="\t")
        for count, text in chains.rank()[: args.missing]:
            print(count, "CHAIN", text, sep="\t")
        return
    figures: dict[str, Any] = {"signature": sign(termbase, *files)}
    figures["terms"] = describe_termbase(termbase)
    if tallies:
        figures["gold"] = summarise(tallies, load_decided())
    if args.corpus in files:
        figures["chains"] = chains.describe()
    results.save(args.save, figures) if args.save else print(json.dumps(figures, ensure_ascii=False, indent=1))


def describe_termbase(termbase: Termbase) -> dict[str, Any]:
    """Return how large the termbase is, and how much of it has a source."""
    terms = list(termbase.terms())
    return {
        "concepts": len(termbase.concepts),
        "terms": len(terms),
        "languages": dict(Counter(term.language for term in terms)),
        "statuses": dict(Counter(term.status for term in terms).most_common()),
        "concepts_all_unverified": sum(
            all(term.status == "unverified" for term in concept.terms) for concept in termbase.concepts.values()
        ),
    }
