"""The reference engine: transformers and torch, on the processor, CUDA or MPS, in whole or half precision.

It runs a checkpoint as it is published and does what the default engine does: the same tokens, the same search,
scores of the same meaning, the same attention. Where the two differ the conversion is at fault, or one of them.
"""

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pickle import UnpicklingError
from typing import Any

from translate.checkpoint import check_checkpoint, check_codes, read_vocabulary
from translate.decoding import BEAM
from translate.engine import Device, Dtype, Hypothesis, Request
from translate.engines.search import (
    OwnLimits,
    RareFirstEnd,
    choose_device,
    choose_dtype,
    hidden_progress,
    list_banned,
    until,
)
from translate.engines.tokens import (
    END,
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
from translate.store import PIECES, Model

UNKNOWN = "<unk>"

LOADING_ERRORS = (AttributeError, EOFError, KeyError, OSError, RuntimeError, TypeError, ValueError, UnpicklingError)
"""What transformers and torch raise for weights and configurations that are cut, mixed up or of another shape."""


@dataclass(frozen=True, slots=True)
class Target:
    """Target tokens that are judged: `fixed` of them are given, the others are the model's or a person's."""

    job: Job
    tokens: list[int]
    """Language, prefix and pieces, and the end token where the target is complete."""
    fixed: int
    no_repeat: int = 0


class HuggingFaceEngine:
    """Runs a checkpoint of the M2M100 and NLLB architecture with `transformers`.

    `beam` is the number of hypotheses searched, `batch_tokens` bounds the source tokens in one batch. `auto` is
    CUDA, then MPS, then the processor; there float32, on the two others float16. Two threads take turns. A request
    gets no more hypotheses than the beam has.
    """

    def __init__(
        self,
        model: Model,
        *,
        beam: int = BEAM,
        device: Device = "auto",
        dtype: Dtype = "auto",
        batch_tokens: int = 1024,
    ) -> None:
        """Load the weights; ModelError where they cannot be, EngineError where the device is not there."""
        check_checkpoint(model.folder)
        try:
            import torch
            import transformers
            from safetensors import SafetensorError
        except ImportError as error:
            problem = f"the engine huggingface needs torch and transformers ({error})"
            raise EngineError(f"{problem}: pip install '.[nllb]' in the project's folder") from error
        self.model, self.beam, self.batch_tokens = model, beam, batch_tokens
        self.device = choose_device(device)
        self.dtype = choose_dtype(dtype, self.device)
        self._vocabulary = read_vocabulary(model.folder)
        check_codes(model.name, self._vocabulary)
        self._numbers = {token: number for number, token in enumerate(self._vocabulary)}
        self._lock = threading.Lock()
        try:
            self._tokenizer = Tokenizer(model.folder / PIECES)
            with hidden_progress():
                loaded: Any = transformers.M2M100ForConditionalGeneration.from_pretrained(
                    str(model.folder),
                    dtype=getattr(torch, self.dtype),
                    local_files_only=True,
                    attn_implementation="eager",  # the others keep no attention
                )
            loaded.generation_config = transformers.GenerationConfig()  # its limit of 200 tokens is not ours
            self._torch_model = loaded.to(self.device).eval()
        except (*LOADING_ERRORS, SafetensorError) as error:
            raise ModelError(model.name, f"{model.folder} cannot be loaded ({error})") from error
        self._check_rows()

    def _check_rows(self) -> None:
        """Raise ModelError where the tokenizer has more tokens than the weights have rows."""
        rows = self._torch_model.config.vocab_size
        if len(self._vocabulary) > rows:
            raise ModelError(self.model.name, f"its tokenizer has {len(self._vocabulary)} tokens, its weights {rows}")

    @property
    def signature(self) -> str:
        """Model and decoding, for the signature of a translation."""
        name = f"{self.model.name} {self.model.version}".strip()
        return f"model {name} {self.dtype} {self.device} | beam {self.beam}"

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        """Translate n requests into n lists of hypotheses, in the same order, best first.

        A source that is too long for the model is split, translated in parts and joined again.
        """
        flat = [(index, job) for index, request in enumerate(requests) for job in self._tokenizer.make_jobs(request)]
        jobs = [job for _, job in flat]
        # Of one batch the decoder's inputs have one length: padding would shift its positions.
        kinds = [(decoding_kind(job.request), len(self._begin(job.request))) for job in jobs]
        by_job: list[list[Hypothesis]] = [[] for _ in jobs]
        for indices in make_batches(jobs, kinds, self.batch_tokens):
            for i, hypotheses in zip(indices, self._decode([jobs[i] for i in indices]), strict=True):
                by_job[i] = hypotheses
        answers: list[list[list[Hypothesis]]] = [[] for _ in requests]
        for (index, _), hypotheses in zip(flat, by_job, strict=True):
            answers[index].append(hypotheses)
        return [join_parts(parts) for parts in answers]

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """Return the mean log-probability of a token of each given target, -inf where it is too long; n in, n out."""
        targets = []
        for request, text in pairs:
            job = Job(request, *self._tokenizer.tokenize(request.text, request.source))
            targets.append(Target(job, self._number([*self._tokenizer.target(text, request.target), END]), fixed=1))
        scores = [-math.inf] * len(targets)
        fit = [i for i, one in enumerate(targets) if max(len(one.job.tokens), len(one.tokens)) <= POSITIONS]
        for batch in make_batches([targets[i].job for i in fit], [0] * len(fit), self.batch_tokens):
            chosen = [fit[index] for index in batch]
            for i, (found, _) in zip(chosen, self._judge([targets[i] for i in chosen]), strict=True):
                scores[i] = sum(found) / len(found)
        return scores

    def _number(self, tokens: Sequence[str]) -> list[int]:
        unknown = self._numbers[UNKNOWN]
        return [self._numbers.get(token, unknown) for token in tokens]

    def _begin(self, request: Request) -> list[int]:
        """Return the numbers of the tokens with which a target is given: its language and its prefix."""
        return self._number(self._tokenizer.target(request.prefix, request.target))

    def _decode(self, jobs: Sequence[Job]) -> list[list[Hypothesis]]:
        """Translate one batch; n jobs in, n lists of hypotheses out."""
        request = jobs[0].request
        beam = self.beam
        targets: list[Target] = []
        for row, tokens in enumerate(self._search(jobs, beam)):
            job = jobs[row // beam]
            targets.append(Target(job, tokens, len(self._begin(job.request)), request.no_repeat))
        found: list[Hypothesis] = []
        for chunk in range(0, len(targets), len(jobs)):
            part = targets[chunk : chunk + len(jobs)]
            for target, (scores, attention) in zip(part, self._judge(part), strict=True):
                found.append(self._read(target, scores, attention))
        lists = [sorted(found[at : at + beam], key=lambda one: -one.score) for at in range(0, len(found), beam)]
        return [hypotheses[: request.hypotheses] for hypotheses in lists]

    def _search(self, jobs: Sequence[Job], beam: int) -> list[list[int]]:
        """Return the target tokens of `beam` hypotheses of each job, one job after another, without padding."""
        import torch

        end = self._numbers[END]
        begins = [[end, *self._begin(job.request)] for job in jobs]
        limits = [decoding_limit(len(job.tokens)) for job in jobs]
        settings = self._settings(beam, jobs[0].request.no_repeat, max(limits))
        with self._lock, torch.inference_mode():
            inputs, mask = self._pad([self._number(job.tokens) for job in jobs])
            output = self._torch_model.generate(
                input_ids=inputs,
                attention_mask=mask,
                decoder_input_ids=torch.tensor(begins, device=self.device),
                generation_config=settings,
                logits_processor=[RareFirstEnd(len(begins[0]), end)],
                stopping_criteria=[OwnLimits(len(begins[0]), limits)],
            ).tolist()
        size = len(begins[0])
        return [[*row[1:size], *until(row[size:], end)] for row in output]

    def _settings(self, beam: int, no_repeat: int, limit: int) -> Any:
        """Return how to search: like CTranslate2, until as many hypotheses are complete as are searched."""
        import transformers

        configuration: Any = transformers.GenerationConfig
        end = self._numbers[END]
        return configuration(
            num_beams=beam,
            num_return_sequences=beam,
            do_sample=False,
            early_stopping=beam > 1,
            no_repeat_ngram_size=no_repeat,
            renormalize_logits=no_repeat > 0,
            max_new_tokens=limit,
            bos_token_id=self._numbers["<s>"],
            pad_token_id=self._numbers["<pad>"],
            eos_token_id=end,
            decoder_start_token_id=end,
        )

    def _pad(self, rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """Return rows as one tensor [rows, longest], filled at the end, and the mask of what is no filling."""
        import torch

        longest = max(len(row) for row in rows)
        filled = [[*row, *[self._numbers["<pad>"]] * (longest - len(row))] for row in rows]
        mask = [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
        return torch.tensor(filled, device=self.device), torch.tensor(mask, device=self.device)

    def _judge(self, targets: Sequence[Target]) -> list[tuple[list[float], list[list[float]]]]:
        """Return for each target the log-probability of its free tokens, and the attention of all but its language.

        The attention is that of the first head of the decoder's last layer, which is what CTranslate2 gives: a row
        for each target token, with a weight for each source token.
        """
        import torch

        wanted = any(target.job.request.alignment or self._numbers[UNKNOWN] in target.tokens for target in targets)
        end = self._numbers[END]
        with self._lock, torch.inference_mode():
            inputs, mask = self._pad([self._number(target.job.tokens) for target in targets])
            decoder_inputs, _ = self._pad([[end, *target.tokens[:-1]] for target in targets])
            output = self._torch_model.model(
                input_ids=inputs,
                attention_mask=mask,
                decoder_input_ids=decoder_inputs,
                output_attentions=wanted,
                use_cache=False,
            )
            found: list[tuple[list[float], list[list[float]]]] = []
            for row, target in enumerate(targets):
                # One target at a time: the logits of a whole batch over 256,206 tokens would be gigabytes.
                states = output.last_hidden_state[row, target.fixed : len(target.tokens)]
                scores = self._score_tokens(states, target)
                attention = []
                if wanted:
                    size = len(target.job.tokens)
                    weights = output.cross_attentions[-1][row, 0, 1 : len(target.tokens), :size]
                    attention = weights.float().tolist()
                found.append((scores, attention))
        return found

    def _score_tokens(self, states: Any, target: Target) -> list[float]:
        """Return the log-probability of each free token, from the decoder's states before it: [free tokens, width].

        What an n-gram ban forbids has no share in the probabilities.
        """
        import torch

        free = torch.tensor(target.tokens[target.fixed :], device=self.device)
        if not len(free):
            return []
        logits = self._torch_model.lm_head(states).float()
        for at in range(len(free)):
            banned = list_banned(target.tokens[: target.fixed + at], target.no_repeat)
            if banned:
                logits[at, banned] = float("-inf")
        scores: list[float] = logits.log_softmax(-1).gather(1, free[:, None])[:, 0].tolist()
        return scores

    def _read(self, target: Target, scores: Sequence[float], attention: Sequence[Sequence[float]]) -> Hypothesis:
        """Turn target tokens into a hypothesis.

        Its score is what CTranslate2 calls so: the mean over all tokens, of which the given ones count as certain.
        """
        rows = len(self._vocabulary)
        job, tokens = target.job, [self._vocabulary[n] if n < rows else UNKNOWN for n in target.tokens[1:]]
        score = sum(scores) / len(target.tokens)
        if tokens[-1:] == [END]:
            tokens = tokens[:-1]
        tokens = [replace_unknown(token, job, row) for token, row in zip_rows(tokens, attention)]
        text = self._tokenizer.decode(tokens)
        links = tuple(make_links(job, tokens, attention, text)) if job.request.alignment else ()
        return Hypothesis(text, score, links)


def zip_rows(tokens: Sequence[str], attention: Sequence[Sequence[float]]) -> Iterator[tuple[str, Sequence[float]]]:
    """Yield each token with its row of attention, an empty one where there is none."""
    for at, token in enumerate(tokens):
        yield token, attention[at] if at < len(attention) else ()


def replace_unknown(token: str, job: Job, row: Sequence[float]) -> str:
    """Return a target token, or for an unknown one the source token that it looks at most."""
    if token != UNKNOWN or not row:
        return token
    return job.tokens[max(range(len(row)), key=lambda at: row[at])]
