"""The data of `finetune.py`: weighted pairs, titles written into their sources, batches in an order that is exact.

Cleaning, consistency, code switching of aligned phrases and batches are those of `train.py`. What is added: titles
of the termbase are written into sources by the same functions as the ladder's inline strategy, wherever the target
has their rendering.
"""

import hashlib
import math
import random
import re
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import train

from glossary import check, place
from glossary.compose import compose
from glossary.kazakh import names
from glossary.match import TermMatcher
from glossary.term import Language, Termbase
from translate import punctuation
from translate.checkpoint import read_vocabulary
from translate.store import PIECES

LANGUAGES: tuple[Language, Language] = ("kk", "en")
SECTION = 20_000
"""Pairs that are made into batches at a time, so that memory is bounded and little is made again on resuming."""
ALIKE = 3
"""Pairs that may share one side: more of them are boilerplate or a table."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Text = tuple[str, str]
Words = tuple[list[str], ...]


class FinetuningError(Exception):
    """What a person has to change before training can start or go on, in one line."""


def read_groups(folder: Path, weights: Mapping[str, float]) -> dict[str, list[Text]]:
    """Return the clean pairs of each file of a folder by its name without `.tsv`, files of weight 0 left out.

    Raises FinetuningError where there is no such folder or file, or where lines are no pairs: all of them are named.
    """
    if not folder.is_dir():
        raise FinetuningError(f"{folder}: there is no such folder of data")
    files = [path.stem for path in sorted(folder.glob("*.tsv"))]
    unknown = sorted(set(weights).difference(files))
    if unknown or not files:
        raise FinetuningError(f"{folder} has no {', '.join(f'{name}.tsv' for name in unknown) or 'file *.tsv'}")
    chosen = [name for name in files if weights.get(name, 1.0) > 0]
    bad = [fault for name in chosen for fault in find_bad_lines(folder / f"{name}.tsv")]
    if bad:
        listed = ", ".join(bad[:20]) + (f" and {len(bad) - 20} more" if len(bad) > 20 else "")
        raise FinetuningError(f"{folder}: each line must be Kazakh, a tab, English; these are not: {listed}")
    return clean({name: list(train.read_pairs(folder, (name,))) for name in chosen})


def find_bad_lines(path: Path) -> Iterator[str]:
    """Yield the places of lines that have no tab; FinetuningError where the file is not UTF-8."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise FinetuningError(f"{path} is not UTF-8 at byte {error.start}") from error
    yield from (f"{path.name}:{number}" for number, line in enumerate(lines, 1) if "\t" not in line)


def clean(groups: Mapping[str, Iterable[Text]]) -> dict[str, list[Text]]:
    """Leave out pairs that come again, pairs whose years differ, and all but the first few that share a side.

    >>> clean({"a": [("2018 жылы", "in 2018"), ("2018 жылы", "in 2018"), ("2019 жылы", "in 2018")]})
    {'a': [('2018 жылы', 'in 2018')]}
    """
    seen: set[Text] = set()
    sides: Counter[tuple[int, str]] = Counter()
    found: dict[str, list[Text]] = {}
    for name, pairs in groups.items():
        found[name] = []
        for pair in pairs:
            keys = [(number, side.lower()) for number, side in enumerate(pair)]
            years = [Counter(_YEAR.findall(side)) for side in pair]
            if pair in seen or set(years[0]) != set(years[1]) or any(sides[key] >= ALIKE for key in keys):
                continue
            seen.add(pair)
            sides.update(keys)
            found[name].append(pair)
    return found


def hold_out(groups: Mapping[str, list[Text]], count: int) -> tuple[dict[str, list[Text]], list[Text]]:
    """Split pairs into those to train on and about `count` held out, at most a tenth, chosen by their checksums.

    The choice is the same whatever the order of the files. What shares a side with a held-out pair is in neither.
    """
    pairs = [pair for group in groups.values() for pair in group]
    order = sorted(pairs, key=lambda pair: hashlib.sha256("\t".join(pair).encode()).digest())
    held = order[: min(count, len(pairs) // 10)]
    sides = [{pair[number] for pair in held} for number in (0, 1)]
    rest = {
        name: [pair for pair in group if pair[0] not in sides[0] and pair[1] not in sides[1]]
        for name, group in groups.items()
    }
    return rest, held


def sum_pairs(groups: Mapping[str, list[Text]], held: Sequence[Text]) -> str:
    """Return a checksum of all pairs in their order."""
    return hashlib.sha256(repr([*groups.items(), held]).encode()).hexdigest()[:16]


def link(groups: dict[str, list[Text]], work: Path, *, aligned: bool) -> list[train.Pair]:
    """Return the pairs with the links between their words where they are to be `aligned`, else without.

    Links are kept in `work`: they come out a little different each time, and a run must go on with its own.
    """
    key, kept = f"{sum_pairs(groups, ())} {'aligned' if aligned else 'plain'}", work / "pairs.sum"
    if not (kept.is_file() and kept.read_text("utf-8") == key):
        if aligned:
            try:
                train.write_pairs(groups, work)
            except ImportError as error:
                raise FinetuningError("--phrases and --guide need eflomal: pip install 'audarma[train]'") from error
        kept.write_text(key, "utf-8")
    if aligned:
        return list(train.load_pairs(work))
    pairs = [train.Pair(name, (kk.split(), en.split()), ({}, {})) for name, rows in groups.items() for kk, en in rows]
    return [pair for pair in pairs if not any(map(train.HESITATION.fullmatch, pair.words[0]))]


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair, and for each of its languages as the source the wordings with renderings written into it."""

    pair: train.Pair
    inlined: tuple[Words, Words]


class Inliner:
    """Writes the renderings that a target has into its source, as strategy S1 of `translate.ladder` does."""

    def __init__(self, termbase: Termbase, source: Language) -> None:
        """Make the matcher of one direction."""
        self.termbase, self.source, self.target = termbase, source, LANGUAGES[1 - LANGUAGES.index(source)]
        self._matcher = TermMatcher(termbase, self.source, self.target)

    def write(self, text: str, target: str) -> list[str]:
        """Return the wordings of a text with titles that the target has, and persons in English, written in.

        With and without the Kazakh endings, and each of several titles alone, like the steps of the strategy.
        """
        found = compose(text, self._matcher.match(text), self.target, self.termbase)
        places = check.locate(target, found)
        matches = [match for match, span in zip(found, places, strict=True) if span]
        if not matches:
            return []
        persons = names.find_persons(text) if self.source == "kk" else ()
        named = [person for person in persons if person.name in target]
        chosen = [(matches, True), (matches, False)]
        chosen += [([match], True) for match in matches if len(matches) > 1]
        written = [place.write_inline(text, some, ending=ending, persons=named) for some, ending in chosen]
        plain = dict.fromkeys(punctuation.make_plain(one, self.source) for one in written)
        return [one for one in plain if one != text]


def write_titles(pairs: Sequence[train.Pair], termbase: Termbase) -> list[Sample]:
    """Return a sample for each pair, in their order."""
    inliners = [Inliner(termbase, language) for language in LANGUAGES]

    def write(pair: train.Pair, source: int) -> Words:
        texts = [" ".join(words) for words in pair.words]
        return tuple(map(train.split_words, inliners[source].write(texts[source], texts[1 - source])))

    return [Sample(pair, (write(pair, 0), write(pair, 1))) for pair in pairs]


class Pieces(train.Vocabulary):
    """The pieces of a checkpoint by the rows of its embeddings; its vocabulary may have been trimmed."""

    def __init__(self, checkpoint: Path) -> None:
        """Read pieces and vocabulary; FinetuningError where the order of the special tokens is not NLLB's."""
        import sentencepiece

        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(checkpoint / PIECES))
        self.tokens = read_vocabulary(checkpoint)
        if self.tokens[:4] != train.SPECIAL:
            raise FinetuningError(f"{checkpoint}: its vocabulary begins with {self.tokens[:4]}, not {train.SPECIAL}")
        self.numbers = {token: number for number, token in enumerate(self.tokens)}
        self.languages = (self.numbers[train.KAZAKH], self.numbers[train.ENGLISH])
        self.cache: dict[str, list[int]] = {}

    def encode(self, word: str) -> list[int]:
        """Return the numbers of the pieces of one word."""
        if word not in self.cache:
            unknown = self.numbers["<unk>"]
            self.cache[word] = [self.numbers.get(piece, unknown) for piece in self.processor.encode(word, out_type=str)]
        return self.cache[word]

    def decode(self, numbers: Sequence[int]) -> str:
        """Return the text of target tokens: special ones and languages are left out."""
        pieces = [self.tokens[number] for number in numbers if 3 < number < len(self.tokens)]
        languages = (train.KAZAKH, train.ENGLISH)
        text: str = self.processor.decode([piece for piece in pieces if piece not in languages])
        return text


class Place(NamedTuple):
    """Where a run is in its data: the next group of batches of a section of an epoch."""

    epoch: int = 0
    section: int = 0
    group: int = 0


Batch = tuple[list[train.Example], int]
"""Examples of one direction, and the row of their target language."""


@dataclass(frozen=True, slots=True)
class Course:
    """The data in the order in which a run sees them, the same for the same `seed`.

    `weights` say how often the pairs of a file are seen in an epoch, `batch` bounds the positions of a batch, padding
    counted, and `group` batches make a step. `switch` is the share of the sources with titles that are written with
    them, `phrases` that of the others in which aligned phrases are exchanged.
    """

    samples: Sequence[Sample]
    vocabulary: Pieces
    weights: Mapping[str, float]
    batch: int
    group: int
    switch: float
    phrases: float
    seed: int

    def walk(self, begin: Place) -> Iterator[tuple[list[Batch], Place]]:
        """Yield groups of batches from a place on, without end, each with the place behind it."""
        epoch, first, skipped = begin
        # Of the termbase and the names in the data; BPE-dropout is left out, since its choices cannot be made again.
        pool = train.collect_pool([train.Pair("news", one.pair.words, one.pair.links) for one in self.samples])
        while True:
            order, seen = self._order(epoch), begin != Place()
            for section in range(first, math.ceil(len(order) / SECTION)):
                part = order[section * SECTION : (section + 1) * SECTION]
                batches = self._make_batches(part, random.Random(f"{self.seed} {epoch} {section}"), pool)
                groups = [batches[at : at + self.group] for at in range(0, len(batches), self.group)]
                for number in range(skipped, len(groups)):
                    seen = True
                    yield groups[number], Place(epoch, section, number + 1)
                skipped = 0
            if not seen:
                raise FinetuningError("there is no pair to train on that is short enough")
            epoch, first = epoch + 1, 0

    def _order(self, epoch: int) -> list[int]:
        """Return the indices of the samples of an epoch; a weight of 1.5 is once or twice."""
        rng = random.Random(f"{self.seed} {epoch}")
        found: list[int] = []
        for number, sample in enumerate(self.samples):
            weight = self.weights.get(sample.pair.kind, 1.0)
            found += [number] * (int(weight) + (rng.random() < weight % 1))
        rng.shuffle(found)
        return found

    def _make_batches(self, part: Sequence[int], rng: random.Random, pool: list[list[str]]) -> list[Batch]:
        found: list[Batch] = []
        for source in (0, 1):
            examples = [self._build(self.samples[number], source, rng, pool) for number in part]
            language = self.vocabulary.languages[1 - source]
            found += [(batch, language) for batch in train.make_batches(examples, self.batch, rng) if batch]
        rng.shuffle(found)
        return found

    def _build(self, sample: Sample, source: int, rng: random.Random, pool: list[list[str]]) -> train.Example:
        pair, inlined, share = sample.pair, sample.inlined[source], self.phrases
        if inlined and rng.random() < self.switch:
            sides = [rng.choice(inlined), pair.words[1 - source]]
            pair, share = train.Pair(pair.kind, (sides[source], sides[1 - source]), ({}, {})), 0.0
        return train.build(pair, source, self.vocabulary, rng, Namespace(switch=share, pool=pool, cut=0.0))


def make_held_out(held: Sequence[Text], vocabulary: Pieces, batch: int) -> tuple[list[Batch], list[Batch]]:
    """Return the batches of what is held out in each direction, as it is, the same each time."""
    found: list[list[Batch]] = []
    plain = Namespace(switch=0.0, pool=[], cut=0.0)
    pairs = [train.Pair("held out", (one[0].split(), one[1].split()), ({}, {})) for one in held]
    for source in (0, 1):
        examples = [train.build(pair, source, vocabulary, random.Random(0), plain) for pair in pairs]
        batches = train.make_batches(examples, batch, random.Random(0))
        found.append([(one, vocabulary.languages[1 - source]) for one in batches if one])
    return found[0], found[1]
