"""Measure how right the term pairs are that `audarma terms suggest` proposes, and how many it finds.

    scripts/evaluate harvest --pairs FILE.tsv… [--documents N --lines N] [--out FILE.tsv] [--save NAME]

A corpus has a pair a line: Kazakh, tab, English. `--documents` documents are taken from it, spread evenly, of
`--lines` lines each; the two sides are given to `suggest` as two texts, with the termbase that ships switched off.

*Recall*: of the terms of the shipped termbase that its matcher finds on both sides of one line, the share that is
proposed with a score of 0.5 or more (what the command shows), with one of the concept's Kazakh wordings and one of
its English ones. Once each for a document. *Inside*: or within a longer pair that is proposed.
*Precision by rank*: of the first 10, 20, … proposals of all documents, the share that is right. The termbase tells
of some (`automatic`: its matcher reads the whole of both sides as one concept, or composes the one from the other);
of the others a reader decided (`harvest-judged.tsv`, by digests, as the corpus may not be copied): `right`, `trivial`
(right, but no term: a plain word or a person), `wrong`. What nobody decided is counted as `open`; as long as there is
any, no precision is given, for it would be that of the pairs that are easily judged.
`--out` writes the open ones for a reader: document, rank, Kazakh, English; with a verdict in a fifth column the
file is given back as `--judged FILE.tsv`.
"""

import argparse
import csv
import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

import results

from glossary.compose import compose
from glossary.kazakh.letters import fold
from glossary.match import TermMatcher
from glossary.storage import default_termbase
from glossary.term import Language, Termbase
from translate.engine import Engine
from translate.engines.ctranslate import CTranslateEngine
from translate.harvest import suggest
from translate.store import find_model
from translate.suggestion import Suggestion

JUDGED = results.FOLDER / "harvest-judged.tsv"
LEAST = 0.5
RANKS = (5, 10, 20)
VERDICTS = ("right", "trivial", "wrong")


class Document(NamedTuple):
    """Lines of a corpus and their translations."""

    name: str
    kazakh: Sequence[str]
    english: Sequence[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=Path, nargs="+", default=[], help="corpora")
    parser.add_argument(
        "--texts",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("KK", "EN"),
        help="a text and its translation, line by line",
    )
    parser.add_argument("--documents", type=int, default=4, help="documents of each corpus")
    parser.add_argument("--offset", type=int, default=0, help="lines before the first document")
    parser.add_argument("--lines", type=int, default=200, help="lines of each document")
    parser.add_argument("--model", default="embedded", help="engine; none asks no engine")
    parser.add_argument("--out", type=Path, help="where to write the first 20 that nobody judged")
    parser.add_argument("--judged", type=Path, help="such a file with verdicts, added to harvest-judged.tsv")
    parser.add_argument("--save", help="name of the file in scripts/results")


def run(args: argparse.Namespace) -> None:
    if args.judged:
        keep_verdicts(args.judged)
    documents = [
        document for path in args.pairs for document in take_documents(path, args.documents, args.lines, args.offset)
    ]
    documents += [Document(kk.name, read_lines(kk), read_lines(en)) for kk, en in args.texts]
    engine = None if args.model == "none" else CTranslateEngine(find_model(args.model))
    judge = Judge(default_termbase(), read_verdicts())
    measured = [measure(document, engine, judge) for document in documents]
    if args.out:
        write_open(args.out, measured, judge)
    result = summarise(measured, judge) | {
        "corpora": [path.name for path in args.pairs] + [kk.name for kk, _ in args.texts],
        "lines": args.lines,
        "offset": args.offset,
        "signature": f"audarma harvest | {engine.signature if engine else 'no engine'} | termbase off",
    }
    if args.save:
        results.save(args.save, result)
    else:
        print(results.json.dumps(result, ensure_ascii=False, indent=1))


def read_lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def take_documents(path: Path, count: int, size: int, offset: int = 0) -> Iterator[Document]:
    """Yield documents spread evenly over a corpus, the first one behind `offset` lines."""
    rows = [line.split("\t")[:2] for line in read_lines(path)]
    step = max(size, len(rows) // max(1, count))
    for start in range(offset, min(len(rows), offset + step * count), step):
        chosen = [row for row in rows[start : start + size] if len(row) == 2]
        yield Document(f"{path.stem}:{start + 1}", [row[0] for row in chosen], [row[1] for row in chosen])


class Measured(NamedTuple):
    """What was proposed for a document, and which concepts could have been."""

    document: Document
    found: Sequence[Suggestion]
    concepts: Set[str]
    recovered: Set[str]
    inside: Set[str]
    seconds: float


class Judge:
    """Tells whether a proposal is right: the termbase knows, or a reader said so."""

    def __init__(self, termbase: Termbase, verdicts: dict[str, str]) -> None:
        self.termbase, self.verdicts = termbase, verdicts
        self.kazakh = TermMatcher(termbase, "kk", "en")
        self.english = TermMatcher(termbase, "en", "kk")

    def concepts(self, text: str, language: Language, *, whole: bool) -> set[str]:
        """Return the concepts in a text, or those that are the whole of it."""
        matcher = self.kazakh if language == "kk" else self.english
        room = len(text.strip("«»“”")) if whole else 0
        return {match.concept for match in matcher.match(text) if match.span.end - match.span.start >= room}

    def shared(self, one: Suggestion) -> set[str]:
        """Return the concepts that both sides of a proposal are a wording of."""
        return self.concepts(one.kazakh, "kk", whole=True) & self.concepts(one.english, "en", whole=True)

    def inside(self, one: Suggestion) -> set[str]:
        """Return the concepts that stand in both sides of a proposal."""
        return self.concepts(one.kazakh, "kk", whole=False) & self.concepts(one.english, "en", whole=False)

    def say(self, one: Suggestion) -> tuple[str, str]:
        """Return the verdict and who gave it; `open` where nobody did."""
        said = self.verdicts.get(digest(one.kazakh, one.english))
        if said:
            return said, "reader"
        if self.shared(one) or self.composes(one):
            return "right", "automatic"
        return "open", "nobody"

    def composes(self, one: Suggestion) -> bool:
        """Tell whether the termbase composes the English title of the Kazakh one."""
        composed = compose(one.kazakh, self.kazakh.match(one.kazakh), "en", self.termbase)
        return any(
            match.rendering is not None
            and match.span.end - match.span.start >= len(one.kazakh.strip("«»"))
            and plain(match.rendering.text) == plain(one.english)
            for match in composed
        )


def plain(english: str) -> str:
    return fold(english).removeprefix("the ").replace(" the ", " ")


def digest(kazakh: str, english: str) -> str:
    return hashlib.sha256(f"{kazakh}\t{english}".encode()).hexdigest()[:16]


def measure(document: Document, engine: Engine | None, judge: Judge) -> Measured:
    begun = time.perf_counter()
    found = suggest("\n".join(document.kazakh), "\n".join(document.english), engine=engine, termbase=Termbase())
    seconds = time.perf_counter() - begun
    concepts: set[str] = set()
    for kazakh, english in zip(document.kazakh, document.english, strict=True):
        concepts |= judge.concepts(kazakh, "kk", whole=False) & judge.concepts(english, "en", whole=False)
    shown = [one for one in found if one.score >= LEAST]
    recovered = {concept for one in shown for concept in judge.shared(one)}
    inside = {concept for one in shown for concept in judge.inside(one)}
    return Measured(document, shown, frozenset(concepts), concepts & recovered, concepts & inside, seconds)


def summarise(measured: Sequence[Measured], judge: Judge) -> dict[str, Any]:
    """Return the figures over all documents, and recall for each corpus."""
    names = ("concepts", "recovered", "inside")
    concepts, recovered, inside = (sum(len(getattr(one, name)) for one in measured) for name in names)
    corpora: dict[str, Any] = {}
    for name in dict.fromkeys(one.document.name.partition(":")[0] for one in measured):
        own = [one for one in measured if one.document.name.partition(":")[0] == name]
        corpora[name] = {
            "documents": len(own),
            "recall": share(sum(len(one.recovered) for one in own), sum(len(one.concepts) for one in own)),
            "first_20": describe_rank(own, judge, 20),
        }
    return {
        "documents": len(measured),
        "recall": share(recovered, concepts),
        "recall_inside": share(inside, concepts),
        "proposed": sum(len(one.found) for one in measured),
        "concepts": concepts,
        "recovered": recovered,
        "precision": {f"first_{rank}": describe_rank(measured, judge, rank) for rank in RANKS},
        "by_corpus": corpora,
        "seconds_a_document": round(sum(one.seconds for one in measured) / len(measured), 2),
    }


def describe_rank(measured: Sequence[Measured], judge: Judge, rank: int) -> dict[str, Any]:
    counts = Counter(judge.say(suggestion) for one in measured for suggestion in one.found[:rank])
    said = Counter({verdict: sum(n for (what, _), n in counts.items() if what == verdict) for verdict in VERDICTS})
    decided = said.total()
    return {
        "precision": None if counts["open", "nobody"] else share(said["right"] + said["trivial"], decided),
        "useful": None if counts["open", "nobody"] else share(said["right"], decided),
        **said,
        "open": counts["open", "nobody"],
        "automatic": counts["right", "automatic"],
    }


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def read_verdicts() -> dict[str, str]:
    if not JUDGED.exists():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {row["digest"]: row["verdict"] for row in csv.DictReader(file, delimiter="\t")}


def keep_verdicts(path: Path) -> None:
    """Add a reader's verdicts to those that are kept."""
    verdicts = read_verdicts()
    for number, line in enumerate(read_lines(path), 1):
        _, _, kazakh, english, *said = line.split("\t")
        if said and said[0]:
            if said[0] not in VERDICTS:
                raise SystemExit(f"{path}:{number}: {said[0]!r} is none of {', '.join(VERDICTS)}")
            verdicts[digest(kazakh, english)] = said[0]
    rows = "".join(f"{key}\t{verdict}\n" for key, verdict in sorted(verdicts.items()))
    JUDGED.write_text("digest\tverdict\n" + rows, "utf-8")


def write_open(path: Path, measured: Sequence[Measured], judge: Judge) -> None:
    lines = [
        f"{one.document.name}\t{rank}\t{suggestion.kazakh}\t{suggestion.english}\t\n"
        for one in measured
        for rank, suggestion in enumerate(one.found[:20], 1)
        if judge.say(suggestion)[0] == "open"
    ]
    path.write_text("".join(lines), "utf-8")
