"""The default engine: CTranslate2 and sentencepiece, int8 on the processor, no torch.

Tokens are NLLB's: the source is `[language] pieces </s>`, the target begins with its language.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from glossary.term import Language
from glossary.text import Span
from translate.engine import Hypothesis, Link, Request
from translate.errors import ModelError
from translate.language import NLLB_CODES
from translate.segment import split_long
from translate.store import PIECES, Model

END = "</s>"
SPACE = "\u2581"

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a code point, which sentencepiece cannot take: it becomes the replacement character."""

LONGEST = 120
"""Pieces of a source that are translated in one go; NLLB and the embedded model saw few longer ones."""


def decoding_limit(pieces: int) -> int:
    """Return how many pieces a target may have: scaled with the source, so that nothing is cut silently.

    English and Kazakh differ by less than half in pieces (measured on the development data); three times
    and 20 more is reached by loops only.
    """
    return 3 * pieces + 20


def count_cores() -> int:
    """Return the number of processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Job:
    """A request, or a part of a long one, as tokens."""

    request: Request
    tokens: list[str]
    spans: list[Span]
    """For each source token the code points of the request's text it covers (empty for language and end)."""


class CTranslateEngine:
    """Runs a converted model of the M2M100 and NLLB architecture.

    `beam` is the number of hypotheses searched; `threads` defaults to the cores of this machine, each of
    which decodes a batch of its own; `batch_tokens` bounds the source tokens in one batch.
    """

    def __init__(self, model: Model, *, beam: int = 4, threads: int | None = None, batch_tokens: int = 1024) -> None:
        """Load the weights; ModelError where they cannot be."""
        import ctranslate2
        import sentencepiece

        self.model, self.beam, self.batch_tokens = model, beam, batch_tokens
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(model.folder / PIECES))
            self._translator: ctranslate2.Translator = ctranslate2.Translator(
                str(model.folder), compute_type="int8", inter_threads=threads or count_cores(), intra_threads=1
            )
        except (RuntimeError, OSError, ValueError) as error:
            raise ModelError(model.name, f"{model.folder} cannot be loaded ({error}); convert it again") from error

    @property
    def signature(self) -> str:
        """Model and decoding, for the signature of a translation."""
        name = f"{self.model.name} {self.model.version}".strip()
        return f"model {name} int8 | beam {self.beam}"

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        """Translate n requests into n lists of hypotheses, in the same order, best first.

        A source that is too long for the model is split, translated in parts and joined again.
        """
        jobs = [self._make_jobs(request) for request in requests]
        flat = [(index, job) for index, parts in enumerate(jobs) for job in parts]
        answers: list[list[list[Hypothesis]]] = [[] for _ in requests]
        by_job = self._decode([job for _, job in flat])
        for (index, _), hypotheses in zip(flat, by_job, strict=True):
            answers[index].append(hypotheses)
        return [join_parts(parts) for parts in answers]

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """Return the mean log-probability of a token of each given target; n in, n out."""
        if not pairs:
            return []
        sources = [self._tokenize(request.text, request.source)[0] for request, _ in pairs]
        targets = [[NLLB_CODES[request.target], *self._encode(text)] for request, text in pairs]
        results = self._translator.score_batch(
            sources, targets, max_batch_size=self.batch_tokens, batch_type="tokens", max_input_length=0, offset=1
        )
        return [sum(result.log_probs) / max(1, len(result.log_probs)) for result in results]

    def _encode(self, text: str) -> list[str]:
        pieces: list[str] = self._pieces.encode(_SURROGATE.sub("\ufffd", text), out_type=str)
        return pieces

    def _tokenize(self, text: str, language: Language) -> tuple[list[str], list[Span]]:
        """Return the source tokens of a text and the code points that each covers."""
        pieces: list[str] = []
        spans: list[Span] = []
        for word in split_words(text):
            at = word.start
            for piece in self._encode(word.of(text)):
                pieces.append(piece)
                end = min(word.end, at + len(piece.removeprefix(SPACE)))
                spans.append(Span(at, end))
                at = end
        empty = Span(0, 0)
        return [NLLB_CODES[language], *pieces, END], [empty, *spans, empty]

    def _make_jobs(self, request: Request) -> list[Job]:
        """Return the parts of a request that are short enough for the model, one in most cases."""
        tokens, spans = self._tokenize(request.text, request.source)
        if len(tokens) <= LONGEST or request.prefix:
            return [Job(request, tokens, spans)]
        limit = max(1, len(request.text) * LONGEST // len(tokens))
        jobs = []
        for part in split_long(request.text, limit, request.source):
            tokens, spans = self._tokenize(part.of(request.text), request.source)
            jobs.append(Job(request, tokens, [span.shift(part.start) for span in spans]))
        return jobs

    def _batches(self, jobs: Sequence[Job]) -> Iterator[list[int]]:
        """Yield the indices of jobs that are decoded together: of one kind and of like length."""
        order = sorted(range(len(jobs)), key=lambda i: (decoding_kind(jobs[i].request), len(jobs[i].tokens)))
        batch: list[int] = []
        for i in order:
            if batch and (
                decoding_kind(jobs[i].request) != decoding_kind(jobs[batch[0]].request)
                or (len(batch) + 1) * len(jobs[i].tokens) > self.batch_tokens
            ):
                yield batch
                batch = []
            batch.append(i)
        if batch:
            yield batch

    def _decode(self, jobs: Sequence[Job]) -> list[list[Hypothesis]]:
        """Decode all jobs, batches side by side on the cores; n jobs in, n lists of hypotheses out."""
        pending = [(indices, self._submit([jobs[i] for i in indices])) for indices in self._batches(jobs)]
        answers: list[list[Hypothesis]] = [[] for _ in jobs]
        for indices, results in pending:
            for i, result in zip(indices, results, strict=True):
                answers[i] = self._read(jobs[i], result.result())
        return answers

    def _submit(self, jobs: Sequence[Job]) -> list[Any]:
        """Give one batch to CTranslate2; returns at once with results to wait for."""
        request = jobs[0].request
        prefixes: list[list[str] | None] = [
            [NLLB_CODES[job.request.target], *self._encode(job.request.prefix)] for job in jobs
        ]
        results: list[Any] = self._translator.translate_batch(
            [job.tokens for job in jobs],
            target_prefix=prefixes,
            asynchronous=True,
            beam_size=max(self.beam, request.hypotheses),
            num_hypotheses=request.hypotheses,
            no_repeat_ngram_size=request.no_repeat,
            max_input_length=0,
            max_decoding_length=max(
                decoding_limit(len(job.tokens)) + len(prefix or ()) for job, prefix in zip(jobs, prefixes, strict=True)
            ),
            return_scores=True,
            return_attention=request.alignment,
            replace_unknowns=True,
        )
        return results

    def _read(self, job: Job, result: Any) -> list[Hypothesis]:
        """Turn CTranslate2's answer into hypotheses."""
        found = []
        for rank, tokens in enumerate(result.hypotheses):
            attention = result.attention[rank][-len(tokens) :] if job.request.alignment else []
            code = NLLB_CODES[job.request.target]
            if tokens and tokens[0] == code:
                tokens, attention = tokens[1:], attention[1:]
            text = self._pieces.decode(tokens)
            links = tuple(make_links(job, tokens, attention, text)) if attention else ()
            found.append(Hypothesis(text, result.scores[rank], links))
        return found


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
    word_of = [
        next((i for i, word in enumerate(source_words) if span != (0, 0) and span.overlaps(word)), -1)
        for span in job.spans
    ]
    rows: list[list[Sequence[float]]] = []
    for token, row in zip(tokens, attention, strict=False):
        if token.startswith(SPACE) or not rows:
            rows.append([])
        rows[-1].append(row)
    for span, pieces in zip(split_words(text), rows, strict=False):
        weights: dict[int, float] = {}
        for row in pieces:
            for word, weight in zip(word_of, row, strict=False):
                weights[word] = weights.get(word, 0.0) + weight / len(pieces)
        weights.pop(-1, None)
        if weights:
            best = max(weights, key=lambda word: weights[word])
            yield Link(source_words[best], span, weights[best])


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
