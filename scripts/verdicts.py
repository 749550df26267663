"""What a reader decided about places where the matcher and the gold differ: a table without the sentences.

`results/matching-judged.tsv` has one row a place: the sentence's line in the gold file (from 1), the first code
point and the one behind the last, the words there, the concept that was found ("" for a gold span that was
missed), the verdict, its class and its reason. The gold may not be copied, so no sentence is in it.
"""

import csv
import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import results

JUDGED = results.FOLDER / "matching-judged.tsv"
COLUMNS = ("sentence", "start", "end", "form", "concept", "verdict", "class", "reason")
FOR_READER = ("rendering", "beside", "context")
"""Columns that only the sample has: what would be placed, what the other side has here, and the sentence."""
VERDICTS = ("right", "wrong")
SEED = "matching 1"
Z = 1.96
"""Standard deviations to each side that hold 95% of a normal distribution."""

Key = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row of the table. `right`: what the matcher did here is right; `wrong`: it is not."""

    sentence: int
    start: int
    end: int
    form: str
    concept: str
    verdict: str
    kind: str
    reason: str

    @property
    def key(self) -> Key:
        """The place and the concept that the verdict is about."""
        return self.sentence, self.start, self.end, self.concept


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A match that the gold does not have, or a gold span that was missed (then `concept` is "").

    `beside` tells what the other side has at this place.
    """

    sentence: int
    start: int
    end: int
    form: str
    concept: str = ""
    rendering: str = ""
    beside: str = ""

    @property
    def key(self) -> Key:
        """What a verdict is given for."""
        return self.sentence, self.start, self.end, self.concept

    @property
    def order(self) -> str:
        """A random place in the sample that stays the same whatever else is found."""
        return hashlib.sha256(f"{SEED} {self.key}".encode()).hexdigest()


def draw(disagreements: Iterable[Disagreement], size: int) -> list[Disagreement]:
    """Return a random sample that is the same each time.

    It is that of the lowest hashes, so what no longer is a disagreement leaves the others in place.

    >>> places = [Disagreement(line, 0, 5, "сот", "court") for line in range(99)]
    >>> {one.key for one in draw(places[1:], 9)} - {one.key for one in draw(places, 10)}
    set()
    """
    return sorted(disagreements, key=lambda one: one.order)[:size]


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95% interval of a share (E. B. Wilson 1927, Journal of the American Statistical Association 22).

    >>> [round(bound, 3) for bound in wilson(90, 100)]
    [0.826, 0.945]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not total:
        return 0.0, 1.0
    share, square = hits / total, Z * Z / total
    middle, reach = share + square / 2, Z * math.sqrt(share * (1 - share) / total + square / total / 4)
    return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))


def write_sample(stream: TextIO, sample: Iterable[Disagreement], sentences: Sequence[str]) -> int:
    """Write places to judge with their sentences, in the order of the text; return how many."""
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow((*COLUMNS, *FOR_READER))
    rows = sorted(sample, key=lambda one: one.key)
    for one in rows:
        text = sentences[one.sentence - 1]
        context = f"{text[: one.start]}[[{text[one.start : one.end]}]]{text[one.end :]}"
        cells = (
            one.sentence,
            one.start,
            one.end,
            one.form,
            one.concept,
            "",
            "",
            "",
            one.rendering,
            one.beside,
            context,
        )
        writer.writerow(" ".join(str(cell).split()) for cell in cells)
    return len(rows)


def load(path: Path = JUDGED) -> dict[Key, Verdict]:
    """Return the verdicts by their places; empty where there is no table. Exits with all bad rows listed."""
    if not path.exists():
        return {}
    verdicts, faults = {}, []
    with path.open(encoding="utf-8", newline="") as stream:
        for line, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            verdict, kind = (row.get("verdict") or "").strip(), (row.get("class") or "").strip()
            if not verdict:
                continue  # a sample that is not judged to its end
            if verdict not in VERDICTS or not kind:
                faults.append(f"{path}, line {line}: needs a class and a verdict that is one of {', '.join(VERDICTS)}")
                continue
            place = (int(row["sentence"]), int(row["start"]), int(row["end"]))
            one = Verdict(*place, row["form"], row["concept"], verdict, kind, (row["reason"] or "").strip())
            verdicts[one.key] = one
    if faults:
        raise SystemExit("\n".join(faults))
    return verdicts


def keep(sample: Path, path: Path = JUDGED) -> int:
    """Add the verdicts of a judged sample to the table, without its sentences; return how many are new or changed."""
    old = load(path)
    merged = {**old, **load(sample)}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(COLUMNS)
        for _, one in sorted(merged.items()):
            cells = (one.sentence, one.start, one.end, one.form, one.concept, one.verdict, one.kind, one.reason)
            writer.writerow(cells)
    return sum(old.get(key) != one for key, one in merged.items())
