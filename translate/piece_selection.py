"""Which pieces of a sentencepiece BPE model to keep, so that text made of kept pieces is cut as before.

BPE joins, again and again, the two neighbours whose joined string is the best piece of the model, the leftmost of
equals, and never parts what it joined. So inside a piece that stands in the end nothing happened but the joins that
the piece's own string gives when it stands alone: a join across its edge would have swallowed it. A model that has
all pieces of a text and, for each, the pieces that its string goes through (`list_steps`) has, at every step, the
join that the full model takes, and no other ones that the full model lacks. It takes the same, and ends the same.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Any

from glossary.kazakh.letters import LETTERS
from translate.errors import ModelError

SPACE = "\u2581"
KEEP = 40_000
"""Pieces kept of NLLB's 256,000: at this size the 600M model is 1.5 times as fast, and 36 percent smaller."""

RUN = 4
"""Characters in a row that must be known from a word for a piece to be likely. Tried on a model of 100,000 pieces made
of interface texts in 185 languages, 32,000 kept: 2.4 percent of English pieces cut further, with 3 in a row 2.8,
without the rule 3.3; of Kazakh ones 0.1 percent each time."""

NORMAL, UNUSED, USER_DEFINED = 1, 5, 4
BPE = 2
"""Kinds of pieces and of models, as sentencepiece_model.proto numbers them."""

MARKS = frozenset(SPACE + "0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»“”„‘’–—−…№§°©®™€₸₽•·")
CYRILLIC = frozenset(LETTERS) | MARKS
LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") | MARKS


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a model: the score of each that can be joined, and those that are kept whatever is counted."""

    scores: Mapping[str, float]
    fixed: frozenset[str]
    """Special pieces, bytes, those a user defined, and all single characters."""
    units: tuple[str, ...] = ()
    """Those a user defined: they are never cut."""


def read_model(content: bytes, name: str) -> Any:
    """Return a sentencepiece model as its protocol message; ModelError where it is none, or is no BPE model."""
    try:
        model: Any = import_module("sentencepiece.sentencepiece_model_pb2").ModelProto()
        model.ParseFromString(content)
    except ImportError as error:
        raise ModelError(name, f"to trim it, protobuf is needed ({error}): pip install 'audarma[nllb]'") from error
    except import_module("google.protobuf.message").DecodeError as error:
        raise ModelError(name, f"its sentencepiece model cannot be read ({error})") from error
    if model.trainer_spec.model_type != BPE:
        raise ModelError(name, "its sentencepiece model is no BPE model; only such a one can be trimmed exactly")
    return model


def list_pieces(model: Any) -> Pieces:
    """Return what a model's message says of its pieces."""
    scores = {one.piece: one.score for one in model.pieces if one.type in (NORMAL, UNUSED, USER_DEFINED)}
    fixed = frozenset(one.piece for one in model.pieces if one.type != NORMAL or len(one.piece) == 1)
    units = tuple(one.piece for one in model.pieces if one.type == USER_DEFINED)
    return Pieces(scores, fixed, units)


def cut_model(model: Any, kept: Collection[str]) -> bytes:
    """Return a sentencepiece model with the kept pieces only, in their order and with their scores."""
    cut = type(model)()
    cut.CopyFrom(model)
    del cut.pieces[:]
    cut.pieces.extend(one for one in model.pieces if one.piece in kept)
    cut.trainer_spec.vocab_size = len(cut.pieces)
    content: bytes = cut.SerializeToString()
    return content


def list_steps(string: str, pieces: Pieces) -> list[str]:
    """Return the pieces that a string goes through when it is joined alone, the last one being the whole string.

    Where it is not joined to one piece the list is empty: no text is ever cut to that piece.

    >>> list_steps("abc", Pieces({"a": 0, "b": 0, "c": 0, "bc": -1.0, "ab": -2.0, "abc": -3.0}, frozenset()))
    ['bc', 'abc']
    """
    parts = list(split_units(string, pieces.units))
    steps: list[str] = []
    while len(parts) > 1:
        joins = [(pieces.scores.get(left + right), -at) for at, (left, right) in enumerate(pairwise(parts))]
        possible = [(score, at) for score, at in joins if score is not None]
        if not possible:
            return []
        at = -max(possible)[1]
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
        steps.append(parts[at])
    return steps


def split_units(string: str, units: Sequence[str]) -> Iterator[str]:
    """Yield the characters of a string, and whole what a user defined as one piece, the longest first.

    >>> list(split_units("a<b>c", ["<b>"]))
    ['a', '<b>', 'c']
    """
    at = 0
    while at < len(string):
        unit = max((unit for unit in units if string.startswith(unit, at)), key=len, default=string[at])
        yield unit
        at += len(unit)


def choose_pieces(
    pieces: Pieces, counts: Sequence[Counter[str]], keep: int = KEEP, words: Collection[str] = ()
) -> set[str]:
    """Return about `keep` pieces, those that they are joined from among them.

    First come the fixed ones, then those counted, the most frequent first, one list of counts after another; then, as
    far as there is room, the best pieces of Kazakh and Russian letters and those of English letters, by turns. Of
    those the ones come first that could stand in one of the `words`: other languages have these letters too.
    """
    kept = set(pieces.fixed)
    for piece in pieces.fixed:
        kept.update(list_steps(piece, pieces))  # one that is there only to be joined, and parted in the end
    for count in counts:
        add_pieces(kept, (piece for piece, _ in count.most_common()), pieces, keep)
    known = {run for word in words for run in list_runs(f"{SPACE}{word.lower()}{SPACE}")}

    def is_unlikely(piece: str) -> bool:
        return any(run not in known for run in list_runs(piece.lower()))

    order = sorted(pieces.scores, key=lambda piece: (is_unlikely(piece), -pieces.scores[piece]))
    add_pieces(kept, take_turns(order), pieces, keep)
    return kept


def list_runs(string: str) -> list[str]:
    """Return all runs of `RUN` characters in a string.

    >>> list_runs("▁қала")
    ['▁қал', 'қала']
    """
    return [string[at : at + RUN] for at in range(len(string) - RUN + 1)]


def add_pieces(kept: set[str], wanted: Iterable[str], pieces: Pieces, keep: int) -> None:
    """Add pieces with what they are joined from until there are `keep`; what does not fit whole is left out."""
    for piece in wanted:
        if len(kept) >= keep:
            return
        if piece in kept or piece not in pieces.scores:
            continue
        new = set(list_steps(piece, pieces)).difference(kept)
        if len(kept) + len(new) <= keep:
            kept |= new


def take_turns(order: Sequence[str]) -> Iterator[str]:
    """Yield the pieces made of one alphabet only, in their order, from the two alphabets by turns.

    >>> list(take_turns(["th", "he", "ар", "ñ", "an"]))
    ['ар', 'th', 'he', 'an']
    """
    queues = [[piece for piece in order if alphabet.issuperset(piece)] for alphabet in (CYRILLIC, LATIN)]
    shorter = min(len(queue) for queue in queues)
    for both in zip(*queues, strict=False):
        yield from both
    for queue in queues:
        yield from queue[shorter:]
