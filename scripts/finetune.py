#!/usr/bin/env python3
"""Fine-tune an NLLB checkpoint for terms, both directions in one model, with LoRA; on a GPU, or slowly without.

    python scripts/finetune.py CHECKPOINT --data DIR --work DIR --out DIR --minutes N [--rank 16 ...]
    audarma model add OUT

CHECKPOINT is a folder in the Hugging Face layout of M2M100/NLLB; the DIR of --data has files NAME.tsv with a pair a
line (Kazakh, tab, English), and `--weight NAME=2` lets those of one file be seen twice as often. Pairs are cleaned and
made consistent as in `train.py`. Titles of the termbase (and of `--termbase FILE`) are written into a share of the
sources as the ladder's inline strategy writes them, so that the model copies what it is given; `--phrases` does it
with other aligned phrases, and `--guide` teaches the attention by which renderings are placed (both need eflomal).

Only low-rank matrices beside the weights are trained (Hu et al. 2021), in float32; the weights themselves are in
bfloat16 where the device computes with it. What is exported is the moving average at its best held-out loss.

Stopped at any moment, the same command goes on from its last checkpoint: with the same losses on a processor, on a
GPU as far as its arithmetic is exact. --minutes counts all starts together; more of them go on with a finished run.
`log.tsv` in --work has a line for every few steps: the loss, and at times loss and chrF++ of what is held out.

Weights derived from NLLB's are under NLLB's licence, CC-BY-NC-4.0: not for commercial use. The folder that is
written says so; the data may add terms of their own. What it needs: pip install 'audarma[train]'.

Longer than 300 lines because a run and what it keeps, from the loaded weights to the merged ones, is read as one.
"""

import argparse
import contextlib
import hashlib
import json
import math
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import finetuning_data as data
import train
from finetuning_data import FinetuningError

from glossary.errors import GlossaryError
from glossary.storage import default_termbase, load_termbase
from translate.checkpoint import check_checkpoint
from translate.conversion import TIED, check_weights, explain, keep_quiet, read_tokens
from translate.engines.huggingface import LOADING_ERRORS
from translate.engines.search import choose_device
from translate.engines.tokens import decoding_limit
from translate.errors import TranslationError
from translate.lock import hold_lock
from translate.record import read_license
from translate.store import PIECES
from translate.weights import rewrite

PROJECTIONS = ["q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"]
LICENSE = "cc-by-nc-4.0"
NOTE = "Weights derived from NLLB are under CC-BY-NC-4.0: not for commercial use."
ABOUT = "finetuning.json"
COPIED = ("config.json", "generation_config.json", PIECES, "tokenizer.json", "vocab.json", "special_tokens_map.json",
          "tokenizer_config.json")  # fmt: skip
STOPPING = (signal.SIGINT, signal.SIGTERM)
COLUMNS = ("step", "epoch", "tokens", "seconds", "loss", "rate", "held_kk_en", "held_en_kk", "chrf_kk_en", "chrf_en_kk")
EXACT = ("rank", "alpha", "dropout", "batch", "accumulate", "rate", "warmup", "smoothing", "switch", "phrases", "guide",
         "weight", "held_out", "sentences", "every", "log_every", "seed")  # fmt: skip
"""What must be the same for a run to go on."""
ROWS = 512
"""Target tokens whose logits are computed at a time: over 256,206 tokens they are half a gigabyte."""

Numbers = dict[str, Any]


class Adapted:
    """A checkpoint with low-rank matrices beside its projections, on its device."""

    def __init__(self, args: argparse.Namespace) -> None:
        """Load the weights; FinetuningError without peft, EngineError where the device is not there."""
        try:
            import peft
            import torch
            import transformers
            from safetensors import SafetensorError
        except ImportError as error:
            problem = f"fine-tuning needs peft, torch and transformers ({error}): pip install 'audarma[train]'"
            raise FinetuningError(problem) from error
        self.args, self.device = args, choose_device(args.device)
        whole = args.dtype == "float32" or (args.dtype == "auto" and not has_bfloat16(self.device))
        self.dtype = torch.float32 if whole else torch.bfloat16
        loader: Any = transformers.M2M100ForConditionalGeneration
        options: Numbers = {"dtype": self.dtype, "local_files_only": True, "output_loading_info": True}
        try:
            with keep_quiet():
                model, about = loader.from_pretrained(str(args.checkpoint), ignore_mismatched_sizes=True, **options)
        except (*LOADING_ERRORS, SafetensorError) as error:
            raise FinetuningError(explain(error, args.checkpoint)) from error
        check_weights(about, args.checkpoint.name)
        model.generation_config = transformers.GenerationConfig()
        self.attention = train.Attention() if args.guide else None
        if self.attention:
            self.attention.install(model)
        if args.recompute:
            older = model.gradient_checkpointing_enable  # its name before transformers 6
            getattr(model, "activation_checkpointing_enable", older)({"use_reentrant": False})
        torch.manual_seed(args.seed)
        settings: Any = peft.LoraConfig(
            r=args.rank, lora_alpha=args.alpha or 2 * args.rank, lora_dropout=args.dropout, target_modules=PROJECTIONS
        )
        library: Any = peft
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # peft asks transformers for things by older names
            self.model = library.get_peft_model(model, settings).to(self.device)
        self.plain: Any = self.model.get_base_model()
        self.trained = {name: one for name, one in self.model.named_parameters() if one.requires_grad}

    def copy(self) -> Numbers:
        """Return what is trained, by name."""
        return {name: one.detach().clone() for name, one in self.trained.items()}

    def put(self, values: Numbers) -> None:
        """Write values over what is trained."""
        for name, one in self.trained.items():
            one.data.copy_(values[name])

    def sum_loss(self, batch: data.Batch, smoothing: float) -> tuple[Any, float, int]:
        """Return what to minimise, the cross entropy in it and the target tokens, all as sums over a batch."""
        import torch

        examples, language = batch
        source, target, guide = (tensor.to(self.device) for tensor in train.collate(examples, language))
        start = torch.full_like(target[:, :1], train.END)
        wanted = target.ne(train.PAD)
        wanted[:, 0] = False  # the language is given
        with torch.autocast(self.device, torch.bfloat16, enabled=self.dtype == torch.bfloat16):
            output = self.plain.model(
                input_ids=source,
                attention_mask=source.ne(train.PAD).long(),
                decoder_input_ids=torch.cat([start, target[:, :-1]], 1),
                use_cache=False,
            )
            entropy = self._sum_entropy(output.last_hidden_state[wanted], target[wanted], smoothing)
        count = int(wanted.sum())
        total = entropy
        if self.attention and self.model.training:
            weights = self.attention.kept.float().clamp_min(1e-6)
            guided = (guide.float() * weights.log()).sum() / (guide.sum(2) > 0).sum()
            total = total - self.args.guide * count * guided
        return total, float(entropy.detach()), count

    def _sum_entropy(self, hidden: Any, labels: Any, smoothing: float) -> Any:
        """Return the cross entropy of some rows at a time: their logits are made again for the gradient."""
        import torch
        from torch.utils.checkpoint import checkpoint

        def some(rows: Any, wanted: Any) -> Any:
            logits = self.plain.lm_head(rows).float()
            return torch.nn.functional.cross_entropy(logits, wanted, label_smoothing=smoothing, reduction="sum")

        parts = zip(hidden.split(ROWS), labels.split(ROWS), strict=True)
        return torch.stack([checkpoint(some, *part, use_reentrant=False) for part in parts]).sum()

    def translate(self, batch: data.Batch) -> list[list[int]]:
        """Return the most probable tokens, one after another, for the sources of a batch."""
        import torch
        from transformers import GenerationConfig

        examples, language = batch
        source = train.collate(examples, language)[0].to(self.device)
        settings: Any = GenerationConfig
        how = settings(max_new_tokens=decoding_limit(source.shape[1]), pad_token_id=train.PAD)
        how.eos_token_id = how.decoder_start_token_id = train.END
        begin = torch.tensor([[train.END, language]] * len(examples), device=self.device)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.dtype == torch.bfloat16):
            found = self.plain.generate(
                input_ids=source, attention_mask=source.ne(train.PAD).long(), decoder_input_ids=begin,
                generation_config=how,
            )  # fmt: skip
        rows: list[list[int]] = found[:, 2:].tolist()
        return rows

    def deltas(self) -> Numbers:
        """Return what is added to each weight of the checkpoint, by its name, in float32."""
        found = {}
        for name, module in self.plain.named_modules():
            if hasattr(module, "get_delta_weight"):
                found[f"{name}.weight"] = module.get_delta_weight("default").detach().float().cpu()
        return found


def has_bfloat16(device: str) -> bool:
    """Tell whether a device computes with bfloat16 faster than with float32."""
    import torch

    if device == "cuda":
        return bool(torch.version.hip) or torch.cuda.get_device_capability() >= (8, 0)  # older ones emulate it
    return device == "cpu" and bool(getattr(torch.cpu, "_is_avx512_bf16_supported", bool)())


class Run:
    """A run: the model, its optimiser and moving average, the place in the data, the log."""

    def __init__(self, adapted: Adapted, course: data.Course, held: Sequence[data.Text], key: Numbers) -> None:
        """Begin, or go on from the checkpoint in `--work`; `key` has what a run must have kept to go on."""
        import torch

        self.adapted, self.course, self.args, self.key = adapted, course, adapted.args, key
        self.held = data.make_held_out(held, course.vocabulary, self.args.batch)
        self.sample = data.make_held_out(held[: self.args.sentences], course.vocabulary, self.args.batch)
        parameters = list(adapted.trained.values())
        self.optimiser = torch.optim.AdamW(parameters, lr=self.args.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.average = adapted.copy()
        self.best = adapted.copy()
        self.state: Numbers = {"step": 0, "place": data.Place(), "tokens": 0, "seconds": 0.0, "loss": 0.0, "counted": 0}
        self.state |= {"begin": [], "scores": [], "judged": -1, "best_loss": math.inf, "best_scores": []}
        self.path, self.log = self.args.work / "checkpoint.pt", self.args.work / "log.tsv"
        self.signals: list[int] = []
        if self.path.is_file():
            self._load()
        self._cut_log()
        self.earlier = self.state["seconds"]
        self.started = self.saved = time.monotonic()

    def _load(self) -> None:
        import torch

        kept = torch.load(self.path, map_location=self.adapted.device, weights_only=True)
        changed = [name for name, value in self.key.items() if kept["key"].get(name) != value]
        if changed:
            raise FinetuningError(f"{self.args.work} has a run with other {', '.join(changed)}: use another --work")
        self.adapted.put(kept["trained"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.average, self.best = kept["average"], kept["best"]
        self.state = {**kept["state"], "place": data.Place(*kept["state"]["place"])}
        print(f"going on from step {self.state['step']}", file=sys.stderr)

    def save(self) -> None:
        """Write a checkpoint in one rename."""
        import torch

        self.state["seconds"] = self.seconds()
        parts = {"trained": self.adapted.copy(), "average": self.average, "best": self.best, "key": self.key}
        state = {**self.state, "place": list(self.state["place"])}
        torch.save({**parts, "optimiser": self.optimiser.state_dict(), "state": state}, self.path.with_suffix(".new"))
        self.path.with_suffix(".new").replace(self.path)
        self.saved = time.monotonic()

    def _cut_log(self) -> None:
        """Take lines off the log that were written after the checkpoint; their steps are done again."""
        rows = self.log.read_text("utf-8").splitlines()[1:] if self.log.is_file() else []
        whole = [row for row in rows if row.count("\t") == len(COLUMNS) - 1]
        kept = [row for row in whole if int(row.split("\t")[0]) <= self.state["step"]]
        self.log.write_text("\n".join(["\t".join(COLUMNS), *kept]) + "\n", "utf-8")

    def seconds(self) -> float:
        """Return for how long the run has trained and evaluated, all starts together."""
        return float(self.earlier + time.monotonic() - self.started)

    def rate(self) -> float:
        """Return the learning rate: it rises to its peak, then falls with the square root of the step."""
        step = self.state["step"] + 1
        return float(self.args.rate * min(step / self.args.warmup, math.sqrt(self.args.warmup / step)))

    def train(self) -> bool:
        """Train until the minutes are over; tells whether they are, and not that it was asked to stop."""
        self.adapted.model.train()
        if not self.state["begin"]:
            self.state["begin"] = self.evaluate()
        for group, behind in self.course.walk(self.state["place"]):
            if self.signals or self.over():
                break
            self._step(group)
            self.state["place"] = behind
            due = self.state["step"] % self.args.every == 0
            if due:
                self._judge()
            if due or self.state["step"] % self.args.log_every == 0:
                self._report(judged=due)
            if time.monotonic() - self.saved >= self.args.save_minutes * 60:
                self.save()
        if not self.signals and self.state["judged"] != self.state["step"]:
            self._judge()
        self.save()
        return not self.signals

    def over(self) -> bool:
        """Tell whether the minutes or the steps of a run are used up."""
        steps = math.inf if self.args.steps is None else self.args.steps
        return bool(self.state["step"] >= steps) or self.seconds() >= self.args.minutes * 60

    def _step(self, group: Sequence[data.Batch]) -> None:
        """Do one step of the optimiser with the gradient of a group of batches."""
        import torch

        count = sum(len(example.target) for examples, _ in group for example in examples)
        entropy = 0.0
        for number, batch in enumerate(group):
            torch.manual_seed((self.args.seed * 1_000_003 + self.state["step"]) * 1_009 + number)  # for dropout
            total, part, _ = self.adapted.sum_loss(batch, self.args.smoothing)
            (total / count).backward()
            entropy += part
        if not math.isfinite(entropy):
            raise FinetuningError(
                f"the loss is {entropy} at step {self.state['step']}: lower --rate, in another --work"
            )
        torch.nn.utils.clip_grad_norm_(self.adapted.trained.values(), 1.0)
        for one in self.optimiser.param_groups:
            one["lr"] = self.rate()
        self.optimiser.step()
        self.optimiser.zero_grad()
        share = 1 - min(0.995, (self.state["step"] + 1) / (self.state["step"] + 10))
        for name, value in self.adapted.trained.items():
            self.average[name].lerp_(value.detach(), share)
        self.state["step"] += 1
        for key, more in (("tokens", count), ("loss", entropy), ("counted", count)):
            self.state[key] += more

    def _judge(self) -> None:
        """Evaluate the moving average, and keep it where it is the best so far."""
        with self._averaged():
            scores = self.state["scores"] = self.evaluate()
            if not scores or sum(scores[:2]) < self.state["best_loss"]:
                self.best, self.state["best_scores"] = self.adapted.copy(), scores
                self.state["best_loss"] = sum(scores[:2]) if scores else math.inf
        self.state["judged"] = self.state["step"]

    @contextlib.contextmanager
    def _averaged(self) -> Iterator[None]:
        """Let the model be the moving average for a while."""
        kept = self.adapted.copy()
        self.adapted.put(self.average)
        try:
            yield
        finally:
            self.adapted.put(kept)

    def evaluate(self) -> list[float]:
        """Return loss a token and chrF++ on what is held out, each kk-en and en-kk; nothing where that is nothing."""
        if not all((*self.held, *self.sample)):
            return []
        import torch

        self.adapted.model.eval()
        with torch.no_grad():
            losses = [self._mean_loss(batches) for batches in self.held]
            scores = [self._score(batches) for batches in self.sample]
        self.adapted.model.train()
        return [*losses, *scores]

    def _mean_loss(self, batches: Sequence[data.Batch]) -> float:
        found = [self.adapted.sum_loss(batch, 0.0) for batch in batches]
        return sum(entropy for _, entropy, _ in found) / sum(count for *_, count in found)

    def _score(self, batches: Sequence[data.Batch]) -> float:
        import sacrebleu

        decode = self.course.vocabulary.decode
        made = [decode(row) for batch in batches for row in self.adapted.translate(batch)]
        wanted = [decode(example.target) for examples, _ in batches for example in examples]
        return float(sacrebleu.corpus_chrf(made, [wanted], word_order=2).score)

    def _report(self, *, judged: bool) -> None:
        """Write a line of the log."""
        state = self.state
        scores = state["scores"] if judged and state["scores"] else []
        row = [str(state["step"]), str(state["place"].epoch), str(state["tokens"]), f"{self.seconds():.0f}"]
        row += [f"{state['loss'] / state['counted']:.6f}", f"{self.rate():.3g}", *(f"{one:.4f}" for one in scores)]
        with self.log.open("a", encoding="utf-8") as log:
            log.write("\t".join([*row, *[""] * (len(COLUMNS) - len(row))]) + "\n")
        state["loss"], state["counted"] = 0.0, 0


def find_license(checkpoint: Path) -> str:
    """Return the licence that a checkpoint's card states; without one it is taken for NLLB's."""
    return read_license(checkpoint) or LICENSE


def export(adapted: Adapted, run: Run, out: Path) -> None:
    """Write the checkpoint with what was learned merged into its weights, in their own type, in one rename.

    One tensor is read at a time. FinetuningError where the checkpoint names its weights in another way.
    """
    checkpoint, new = adapted.args.checkpoint, out.with_name(f"{out.name}.new")
    tied = json.loads((checkpoint / "config.json").read_text("utf-8")).get("tie_word_embeddings", True)
    adapted.put(run.best)
    deltas, merged = adapted.deltas(), set()

    def merge(name: str, tensor: Any) -> Any:
        if tied and name.endswith(TIED):
            return None
        if name not in deltas:
            return tensor
        merged.add(name)
        return (tensor.float() + deltas[name]).to(tensor.dtype)

    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    rewrite(checkpoint, new, merge)
    if len(merged) < len(deltas):
        raise FinetuningError(f"{checkpoint} has no weights {min(set(deltas) - merged)}: nothing was written")
    for name in COPIED:
        if (checkpoint / name).is_file():
            shutil.copyfile(checkpoint / name, new / name)
    about = {name: run.state[name] for name in ("step", "tokens", "seconds")}
    scores = {"columns": COLUMNS[6:], "before": run.state["begin"], "after": run.state["best_scores"]}
    text = json.dumps({"checkpoint": checkpoint.resolve().name, **about, **scores, "settings": run.key}, indent=1)
    (new / ABOUT).write_text(text + "\n", "utf-8")
    (new / "README.md").write_text(write_card(checkpoint), "utf-8")
    if out.is_dir():
        shutil.rmtree(out)
    new.replace(out)


def write_card(checkpoint: Path) -> str:
    """Return the model card of what was made from a checkpoint: its licence goes with the weights."""
    head = f"---\nlicense: {find_license(checkpoint)}\nlanguage:\n- kk\n- en\ntags:\n- nllb\n- translation\n---\n"
    name = checkpoint.resolve().name
    return f"{head}# {name}, fine-tuned for Kazakh and English terms\n\n{NOTE}\nHow it was made: `{ABOUT}`.\n"


def find_key(
    args: argparse.Namespace, groups: dict[str, list[data.Text]], held: list[data.Text], terms: str
) -> Numbers:
    """Return what must be the same for a run to go on: settings, pairs, termbase, checkpoint."""
    files = sorted(path for path in args.checkpoint.iterdir() if path.suffix in (".bin", ".safetensors", ".json"))
    sizes = repr([(path.name, path.stat().st_size) for path in files])
    made = hashlib.sha256(sizes.encode() + (args.checkpoint / "config.json").read_bytes()).hexdigest()[:16]
    settings = {name: getattr(args, name) for name in EXACT}
    return {**settings, "data": data.sum_pairs(groups, held), "termbase": terms, "checkpoint": made}


def say(text: str) -> None:
    print(text, file=sys.stderr)


def begin(args: argparse.Namespace) -> Run:
    """Read all that a run needs, and begin it or find where it was."""
    weights = dict(args.weight)
    groups, held = data.hold_out(data.read_groups(args.data, weights), args.held_out)
    for name, pairs in groups.items():
        say(f"{name}: {len(pairs)} pairs, weight {weights.get(name, 1):g}")
    termbase = default_termbase()
    for path in args.termbase:
        termbase = termbase.layered(load_termbase(path))
    key = find_key(args, groups, held, termbase.digest)
    adapted = Adapted(args)  # before the long part of the data: it may not fit
    samples = data.write_titles(data.link(groups, args.work, aligned=args.phrases > 0 or args.guide > 0), termbase)
    titles = sum(bool(one) for sample in samples for one in sample.inlined)
    say(f"{len(held)} pairs held out; {titles} sources with titles; {adapted.device}, {adapted.dtype}")
    sizes = {"batch": args.batch, "group": args.accumulate, "switch": args.switch, "phrases": args.phrases}
    course = data.Course(samples, data.Pieces(args.checkpoint), weights, seed=args.seed, **sizes)
    return Run(adapted, course, held, key)


def finetune(args: argparse.Namespace) -> bool:
    """Train and export; tells whether it came to that, and was not asked to stop before."""
    check_folders(args)
    say(f"weights of {args.checkpoint.name}: {find_license(args.checkpoint).upper()}. {NOTE}")
    with hold_lock(args.work / "lock", lambda: say(f"waiting for another process that works in {args.work}")):
        run = begin(args)
        before = {number: signal.signal(number, lambda n, _: run.signals.append(n)) for number in STOPPING}
        try:
            ended = run.train()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if not ended:
            say("stopped; the same command goes on from here")
            return False
        export(run.adapted, run, args.out)
    for name, *numbers in zip(COLUMNS[6:], run.state["begin"], run.state["best_scores"], strict=False):
        print(f"{name}: {numbers[0]:.2f} before, {numbers[1]:.2f} after")
    print(f"{args.out}: audarma model add {args.out}")
    return True


def check_folders(args: argparse.Namespace) -> None:
    """Raise FinetuningError or ModelError where a folder is not there, or is not to be written into."""
    if not args.checkpoint.is_dir():
        raise FinetuningError(f"{args.checkpoint}: there is no such folder of a checkpoint")
    check_checkpoint(args.checkpoint)
    read_tokens(args.checkpoint, args.checkpoint.name)
    if args.out.exists() and not (args.out / ABOUT).is_file():
        raise FinetuningError(f"{args.out} is there already and has no {ABOUT}: choose another --out")


def read_weight(text: str) -> tuple[str, float]:
    """Return name and number of a weight; ValueError where it is none.

    >>> read_weight("news=1.5")
    ('news', 1.5)
    """
    name, _, number = text.rpartition("=")
    weight = float(number)
    if not name or not 0 <= weight < math.inf:
        raise ValueError(text)
    return name.removesuffix(".tsv"), weight


def read_share(text: str) -> float:
    """Return a number from 0 to 1; ValueError where it is none."""
    if not 0 <= float(text) <= 1:
        raise ValueError(text)
    return float(text)


def read_positive(text: str) -> int:
    """Return a whole number from 1; ValueError where it is none."""
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, metavar="CHECKPOINT")
    parser.add_argument("--data", type=Path, required=True, help="folder of files NAME.tsv")
    parser.add_argument("--work", type=Path, required=True, help="folder for the checkpoint of the run and its log")
    parser.add_argument("--out", type=Path, required=True, help="folder for the merged model")
    parser.add_argument("--minutes", type=float, required=True, help="how long to train, all starts together")
    parser.add_argument("--steps", type=int, help="how many steps to train at most")
    parser.add_argument("--weight", type=read_weight, action="append", default=[], metavar="NAME=NUMBER")
    parser.add_argument("--termbase", type=Path, action="append", default=[], help="laid over the one that ships")
    parser.add_argument("--device", choices=("auto", "cuda", "mps", "cpu"), default="auto")
    parser.add_argument(
        "--dtype", choices=("auto", "bfloat16", "float32"), default="auto", help="of the frozen weights"
    )
    parser.add_argument("--recompute", action="store_true", help="less memory, a third more time")
    for name, kind, default, text in NUMBERS:
        about = f"{text} ({'twice the rank' if default is None else default})"
        parser.add_argument(f"--{name}", type=kind, default=default, help=about)
    return parser


NUMBERS: tuple[tuple[str, Any, float | None, str], ...] = (
    ("rank", read_positive, 16, "rank of the matrices"),
    ("alpha", float, None, "what they are scaled by, times the rank"),
    ("dropout", read_share, 0.05, "share of their inputs that is dropped"),
    ("batch", read_positive, 2000, "target positions of a batch, padding counted"),
    ("accumulate", read_positive, 4, "batches of a step"),
    ("rate", float, 3e-4, "highest learning rate"),
    ("warmup", read_positive, 200, "steps until it is reached"),
    ("smoothing", read_share, 0.1, "label smoothing"),
    ("switch", read_share, 0.5, "share of sources with titles that get them in the target language"),
    ("phrases", read_share, 0.0, "share of the other sources that get translations of aligned phrases"),
    ("guide", float, 0.0, "weight of the alignment loss"),
    ("held-out", int, 400, "pairs that are held out, a tenth of all at most"),
    ("sentences", int, 100, "held-out pairs that are translated for chrF++"),
    ("every", read_positive, 500, "steps between evaluations"),
    ("log-every", read_positive, 20, "steps between lines of the log"),
    ("save-minutes", float, 3, "minutes between checkpoints"),
    ("seed", int, 1, "of order, first matrices and dropout"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run; returns the exit code."""
    parser = make_parser()
    args = parser.parse_args(arguments)
    if args.guide and args.recompute:
        parser.error("--guide needs the attention that --recompute does not keep")
    try:
        return 0 if finetune(args) else 130
    except KeyboardInterrupt:
        return 130
    except (FinetuningError, GlossaryError, TranslationError, OSError) as error:
        print(f"finetune: {' '.join(str(error).split())}", file=sys.stderr)
    except RuntimeError as error:
        if "out of memory" not in str(error):
            raise
        print("finetune: out of memory: lower --batch and raise --accumulate, or use --recompute", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
