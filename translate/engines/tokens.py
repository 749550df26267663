"""What engines share: text as tokens and back, long sources in parts, attention as links between words.

Tokens are NLLB's: the source is `[language] pieces </s>`, the target begins with its language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from glossary.term import Language
from glossary.text import Span
from translate.engine import Hypothesis, Link, Request
from translate.language import NLLB_CODES
from translate.segment import split_long

END = "</s>"
SPACE = "\u2581"

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a code point, which sentencepiece cannot take: it becomes the replacement character."""

LONGEST = 120
"""Pieces of a source that are translated in one go; NLLB and the embedded model saw few longer ones."""

POSITIONS = 1000
"""Tokens of a target that a model of this architecture can write: it has 1,024 places."""


def cut_hard(part: Span, limit: int) -> Iterator[Span]:
    """Yield a part in pieces of at most so many code points: what has no space in it is cut anywhere.

    >>> list(cut_hard(Span(1, 6), 3))
    [Span(start=1, end=4), Span(start=4, end=6)]
    """
    for start in range(part.start, part.end, max(1, limit)):
        yield Span(start, min(part.end, start + max(1, limit)))


def decoding_limit(pieces: int) -> int:
    """Return how many pieces a target may have: scaled with the source, so that nothing is cut silently.

    English and Kazakh differ by less than half in pieces (measured on the development data); three times
    and 20 more is reached by loops only.
    """
    return 3 * pieces + 20


@dataclass(frozen=True, slots=True)
class Job:
    """A request, or a part of a long one, as tokens."""

    request: Request
    tokens: list[str]
    spans: list[Span]
    """For each source token the code points of the request's text it covers (empty for language and end)."""


class Tokenizer:
    """The pieces of a model: text as its tokens, and tokens as text. May be used by two threads at once."""

    def __init__(self, path: Path) -> None:
        """Load a sentencepiece model; OSError, RuntimeError or ValueError where it cannot be."""
        import sentencepiece

        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text; half a surrogate pair becomes the replacement character."""
        pieces: list[str] = self._processor.encode(_SURROGATE.sub("\ufffd", text), out_type=str)
        return pieces

    def target(self, text: str, language: Language) -> list[str]:
        """Return the tokens that a target, or the beginning of one, has: its language, then its pieces."""
        return [NLLB_CODES[language], *self.encode(text)]

    def decode(self, tokens: Sequence[str]) -> str:
        """Return the text of target pieces, which have no language at their beginning."""
        text: str = self._processor.decode(list(tokens))
        return text

    def tokenize(self, text: str, language: Language) -> tuple[list[str], list[Span]]:
        """Return the source tokens of a text and the code points that each covers."""
        pieces: list[str] = []
        spans: list[Span] = []
        for word in split_words(text):
            at = word.start
            for piece in self.encode(word.of(text)):
                pieces.append(piece)
                end = min(word.end, at + len(piece.removeprefix(SPACE)))
                spans.append(Span(at, end))
                at = end
        empty = Span(0, 0)
        return [NLLB_CODES[language], *pieces, END], [empty, *spans, empty]

    def make_jobs(self, request: Request) -> list[Job]:
        """Return the parts of a request that are short enough for the model, one in most cases."""
        tokens, spans = self.tokenize(request.text, request.source)
        if request.prefix:
            needed = decoding_limit(len(tokens)) + len(self.target(request.prefix, request.target))
            if needed <= POSITIONS:
                return [Job(request, tokens, spans)]
            request = replace(request, prefix="")  # no model could write it: the text is translated in parts
        if len(tokens) <= LONGEST:
            return [Job(request, tokens, spans)]
        limit = max(1, len(request.text) * LONGEST // len(tokens))
        jobs = []
        parts = split_long(request.text, limit, request.source)
        for part in (short for whole in parts for short in cut_hard(whole, 2 * limit)):
            tokens, spans = self.tokenize(part.of(request.text), request.source)
            jobs.append(Job(request, tokens, [span.shift(part.start) for span in spans]))
        return jobs


def decoding_kind(request: Request) -> tuple[int, bool, int]:
    """Return what requests must share to be decoded in one batch."""
    return request.hypotheses, request.alignment, request.no_repeat


def split_words(text: str) -> Iterator[Span]:
    """Yield the words between spaces; the pieces of a text are those of its words one after another.

    >>> list(split_words("а  қала"))
    [Span(start=0, end=1), Span(start=3, end=7)]
    """
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield Span(at, at + len(word))
        at += len(word)


def make_links(job: Job, tokens: Sequence[str], attention: Sequence[Sequence[float]], text: str) -> Iterator[Link]:
    """Join the attention of pieces into links of words: for each target word the best source word."""
    source_words = list(split_words(job.request.text))
    words = list(find_words(job.spans, source_words))
    rows: list[list[Sequence[float]]] = []
    for token, row in zip(tokens, attention, strict=False):
        if token.startswith(SPACE) or not rows:
            rows.append([])
        rows[-1].append(row)
    for span, pieces in zip(split_words(text), rows, strict=False):
        weights = [0.0] * len(source_words)
        for word, weight in zip(words, map(sum, zip(*pieces, strict=True)), strict=False):
            if word is not None:
                weights[word] += weight / len(pieces)
        if weights:
            best = max(range(len(weights)), key=weights.__getitem__)
            yield Link(source_words[best], span, weights[best])


def find_words(pieces: Iterable[Span], words: Sequence[Span]) -> Iterator[int | None]:
    """Yield for each piece the index of the word that it is of, None for language and end; both in their order.

    >>> list(find_words([Span(0, 0), Span(0, 2), Span(2, 4), Span(5, 6), Span(0, 0)], [Span(0, 4), Span(5, 6)]))
    [None, 0, 0, 1, None]
    """
    at = 0
    for piece in pieces:
        if piece == (0, 0):
            yield None
            continue
        while at < len(words) and words[at].end <= piece.start:
            at += 1
        yield at if at < len(words) and piece.overlaps(words[at]) else None


def join_parts(parts: Iterable[list[Hypothesis]]) -> list[Hypothesis]:
    """Join the hypotheses of the parts of one long segment: the best with the best, and so on."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    joined = []
    for together in zip(*parts, strict=False):
        links: list[Link] = []
        text = ""
        for hypothesis in together:
            text = f"{text} {hypothesis.text}" if text else hypothesis.text
            by = len(text) - len(hypothesis.text)
            links += [Link(link.source, link.target.shift(by), link.weight) for link in hypothesis.alignment]
        joined.append(Hypothesis(text, sum(h.score for h in together) / len(together), tuple(links)))
    return joined


def make_batches(jobs: Sequence[Job], kinds: Sequence[object], batch_tokens: int) -> Iterator[list[int]]:
    """Yield the indices of jobs that are decoded together: of one kind, of like length, the shortest first.

    No batch has more than `batch_tokens` source tokens, padding counted, unless one job alone has more.
    """
    order = sorted(range(len(jobs)), key=lambda i: len(jobs[i].tokens))
    by_kind: dict[object, list[int]] = {}
    for i in order:
        by_kind.setdefault(kinds[i], []).append(i)
    for indices in by_kind.values():
        batch: list[int] = []
        for i in indices:
            if batch and (len(batch) + 1) * len(jobs[i].tokens) > batch_tokens:
                yield batch
                batch = []
            batch.append(i)
        yield batch
