"""The default engine: CTranslate2 and sentencepiece, int8 on the processor, no torch."""

import math
from collections.abc import Sequence
from itertools import compress
from typing import Any

from translate.decoding import BEAM, Decoding
from translate.engine import Hypothesis, Request
from translate.engines.shape import read_shape
from translate.engines.tokens import (
    POSITIONS,
    Job,
    Tokenizer,
    decoding_kind,
    decoding_limit,
    join_parts,
    make_batches,
    make_links,
)
from translate.errors import EngineError, ModelError
from translate.language import NLLB_CODES
from translate.store import PIECES, Model


def sign(model: Model, beam: int = BEAM, compute_type: str = "int8") -> str:
    """Return the signature of an engine with this model, which need not be loaded yet."""
    name = f"{model.name} {model.version}".strip()
    return f"model {name} {compute_type} | beam {beam}"


class CTranslateEngine:
    """Runs a converted model of the M2M100 and NLLB architecture.

    `decoding` says how it is searched. `compute_type` is one of CTranslate2's; float32 is exact, for comparison with
    the reference engine. A request gets no more hypotheses than the beam has.
    """

    def __init__(self, model: Model, decoding: Decoding | None = None, *, compute_type: str = "int8") -> None:
        """Load the weights; ModelError where they cannot be."""
        import ctranslate2

        self.model, self.compute_type = model, compute_type
        try:
            self.decoding = (decoding or Decoding()).fit(read_shape(model.folder / "model.bin"))
            self._tokenizer = Tokenizer(model.folder / PIECES)
            self._translator: ctranslate2.Translator = ctranslate2.Translator(
                str(model.folder),
                compute_type=compute_type,
                inter_threads=self.decoding.threads,
                intra_threads=self.decoding.cores_each,
            )
        except (RuntimeError, OSError, ValueError) as error:
            raise ModelError(model.name, f"{model.folder} cannot be loaded ({error}); convert it again") from error

    @property
    def signature(self) -> str:
        """Model and decoding, for the signature of a translation."""
        return sign(self.model, self.decoding.beam, self.compute_type)

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        """Translate n requests into n lists of hypotheses, in the same order, best first.

        A source that is too long for the model is split, translated in parts and joined again.
        """
        jobs = [self._tokenizer.make_jobs(request) for request in requests]
        flat = [(index, job) for index, parts in enumerate(jobs) for job in parts]
        answers: list[list[list[Hypothesis]]] = [[] for _ in requests]
        by_job = self._decode([job for _, job in flat])
        for (index, _), hypotheses in zip(flat, by_job, strict=True):
            answers[index].append(hypotheses)
        return [join_parts(parts) for parts in answers]

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """Return the mean log-probability of a token of each given target, -inf where it is too long; n in, n out."""
        sources = [self._tokenizer.tokenize(request.text, request.source)[0] for request, _ in pairs]
        targets = [self._tokenizer.target(text, request.target) for request, text in pairs]
        fit = [max(len(source), len(target)) <= POSITIONS for source, target in zip(sources, targets, strict=True)]
        found = iter(self._score(list(compress(sources, fit)), list(compress(targets, fit))) if any(fit) else ())
        return [next(found) if fits else -math.inf for fits in fit]

    def _score(self, sources: list[list[str]], targets: list[list[str]]) -> list[float]:
        results = self._translator.score_batch(
            sources,
            targets,
            max_batch_size=self.decoding.batch_tokens,
            batch_type="tokens",
            max_input_length=0,
            offset=1,
        )
        return [sum(result.log_probs) / max(1, len(result.log_probs)) for result in results]

    def _decode(self, jobs: Sequence[Job]) -> list[list[Hypothesis]]:
        """Decode all jobs, batches side by side on the cores; n jobs in, n lists of hypotheses out."""
        kinds = [decoding_kind(job.request) for job in jobs]
        batches = make_batches(jobs, kinds, self.decoding.batch_tokens)
        pending = [(indices, self._submit([jobs[i] for i in indices])) for indices in batches]
        answers: list[list[Hypothesis]] = [[] for _ in jobs]
        for indices, results in pending:
            for i, result in zip(indices, results, strict=True):
                try:
                    answers[i] = self._read(jobs[i], result.result())
                except RuntimeError as error:
                    raise EngineError(f"the model {self.model.name} failed on a batch: {error}") from error
        return answers

    def _submit(self, jobs: Sequence[Job]) -> list[Any]:
        """Give one batch to CTranslate2; returns at once with results to wait for."""
        request = jobs[0].request
        prefixes: list[list[str] | None] = [
            self._tokenizer.target(job.request.prefix, job.request.target) for job in jobs
        ]
        results: list[Any] = self._translator.translate_batch(
            [job.tokens for job in jobs],
            target_prefix=prefixes,
            asynchronous=True,
            beam_size=self.decoding.beam,
            num_hypotheses=min(request.hypotheses, self.decoding.beam),
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
            text = self._tokenizer.decode(tokens)
            links = tuple(make_links(job, tokens, attention, text)) if attention else ()
            found.append(Hypothesis(text, result.scores[rank], links))
        return found
