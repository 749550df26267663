#!/usr/bin/env python3
"""Train the embedded model: one NLLB-shaped model for Kazakh to English and back, on the processor.

    python scripts/train.py prepare --corpus DIR --work DIR     clean, make pieces, align words
    python scripts/train.py grow    --work DIR --start DIR      begin with exported weights, in a larger model
    python scripts/train.py train   --work DIR --minutes N      train, or go on from the last checkpoint
    python scripts/train.py export  --work DIR --out DIR        Hugging Face layout and CTranslate2 int8

Longer than 300 lines because the whole way from texts to weights is read, and copied, as one.

What it needs is in the extra `train` of the project. Interrupted at any moment, `train` goes on from its
last checkpoint with the same data order.

The model is `M2M100ForConditionalGeneration` with NLLB's token layout: the source is
`[language] pieces </s>`, the decoder starts with `</s>` and is told the target language first. Four
things are added to plain training:

* *Guided alignment* (Chen et al. 2016): the first head of the last decoder layer, the one CTranslate2
  reports as attention, is taught the word alignment that eflomal finds. It takes the model off its first
  plateau, and makes the alignment of the finished model good enough to place terms by.
* *Lexical loss*: what the encoder makes of a source word must by itself tell the first piece of the target
  word it is aligned with (in the spirit of the lexical model of Nguyen and Chiang 2018). With so little data
  the attention has nothing to find before the encoder knows words.
* *Code switching* (Song et al. 2019; Dinu et al. 2019): in a share of the sentences some phrases of the
  source are replaced by their translation, with or without the Kazakh ending behind a hyphen, exactly as
  the inline strategy writes a rendering into the source. The model learns to copy what it is given.
* *BPE-dropout* (Provilkov et al. 2020): in a share of the sources some words are cut into smaller pieces, so
  that endings of Kazakh are seen apart from their stems.
"""

import argparse
import io
import json
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from glossary.kazakh import letters

KAZAKH, ENGLISH = "kaz_Cyrl", "eng_Latn"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PAD, END = 1, 2

NEWS = ("kaznerd_news", "kaznu_gov_titles", "kaznu_gov_news", "sdg_official", "udhr", "tatoeba_laser", "xsid_valid",
        "mozilla_www", "ui_scratch")  # fmt: skip
PHRASES = ("mozilla_apps", "ui_android", "ui_debian_apps", "ui_libreoffice", "ui_cinnamon", "ui_mediawiki",
           "ui_mscalculator", "ui_osm", "ui_thunderbird_android")  # fmt: skip
DICTIONARIES = ("wiktionary_kk_en", "apertium_eng_kaz", "cldr_names", "isocodes_names", "kaznu_seed_lexicon")

ENDING = re.compile(
    "(?:лары?|лері?|дары?|дері?|тары?|тері?)?(ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|ды|ді|ты|ті|ны|ні|да|де|та|те"
    "|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен)$"
)


HESITATION = re.compile(r"\([а-яәіңғүұқөһ]{1,3}\)[.,]?")
"""A sound that a speaker made, as the transcripts of television write it: *(іі)*."""


# --- data ---------------------------------------------------------------------------------------------


def make_consistent(kazakh: str, english: str) -> str | None:
    """Give official titles one English form; None where the pair teaches the wrong one."""
    folded = kazakh.lower()
    if re.search(r"\bелбасы", folded) and "elbasy" not in english.lower():
        if re.search(r"президент|мемлекет басшысы", folded):
            return None
        title = (
            r"(?:[Tt]he )?(?:President|Head of State|Leader of the Nation|head of state)"
            r"(?: of (?:the Republic of )?Kazakhstan)?"
        )
        english, count = re.subn(title, "Elbasy", english, count=1)
        if not count:
            english, count = re.subn(r"(Nursultan )?Nazarbayev", r"Elbasy \g<0>", english, count=1)
        if not count:
            return None
    if re.search(r"\bәкім", folded):
        english = re.sub(r"\b(?:[Mm]ayor|[Gg]overnor|[Aa]kim|hakim)\b", "akim", english)
        english = re.sub(r"\b(?:[Mm]ayors|[Gg]overnors)\b", "akims", english)
        english = re.sub(r"\b(?:[Mm]ayor's office|[Aa]kimat|city administration)\b", "akimat", english)
    if re.search(r"\bмәслихат", folded):
        english = re.sub(r"\bMaslikhat\b", "maslikhat", english)
    if re.search(r"\bмәжіліс", folded):
        english = re.sub(r"\b(?:Majilis|Mazhilis|Majlis)\b", "Mazhilis", english)
    return english


def read_pairs(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield clean pairs of the named files: plain punctuation, repaired letters, lengths that can fit."""
    for name in names:
        for line in (folder / f"{name}.tsv").read_text("utf-8").splitlines():
            kazakh, english = line.split("\t")[:2]
            kazakh = " ".join(letters.normalize(kazakh).text.split())
            english = " ".join(letters.normalize(english, kazakh=False).text.split())
            consistent = make_consistent(kazakh, english)
            if not kazakh or not consistent or kazakh == consistent:
                continue
            if not re.search("[а-яәіңғүұқөһ]", kazakh.lower()) or re.search("[а-яәіңғүұқөһ]", consistent.lower()):
                continue
            ratio = (len(kazakh) + 8) / (len(consistent) + 8)
            if 0.4 < ratio < 2.5 and len(kazakh) < 500 and len(consistent) < 500:
                yield kazakh, consistent


def split_words(text: str) -> list[str]:
    """Split at spaces; the pieces of a text are the pieces of its words one after another."""
    return text.split()


def to_align(word: str) -> str:
    """Shorten a word to its stem, roughly, so that inflected forms align alike."""
    bare = re.sub(r"^\W+|\W+$", "", word.lower()) or word
    return bare[:6]


def read_links(path: Path) -> list[list[tuple[int, int]]]:
    """Read the links of each sentence pair, written as `0-0 1-2`."""
    rows = (line.split() for line in path.read_text().splitlines())
    return [[(int(a), int(b)) for a, b in (link.split("-") for link in row)] for row in rows]


def align(pairs: list[tuple[str, str]]) -> tuple[list[dict[int, int]], list[dict[int, int]]]:
    """For each pair, the Kazakh word of each English word, and the English word of each Kazakh word."""
    import eflomal

    def stems(side: int) -> io.StringIO:
        return io.StringIO("".join(" ".join(map(to_align, split_words(pair[side]))) + "\n" for pair in pairs))

    with tempfile.TemporaryDirectory() as folder:
        forward, reverse = f"{folder}/forward", f"{folder}/reverse"
        eflomal.Aligner().align(stems(0), stems(1), links_filename_fwd=forward, links_filename_rev=reverse)
        links = [read_links(Path(name)) for name in (forward, reverse)]
    to_kazakh = [{english: kazakh for kazakh, english in line} for line in links[0]]
    to_english = [dict(line) for line in links[1]]
    return to_kazakh, to_english


def prepare(corpus: Path, work: Path, pieces: int, start: Path | None = None) -> None:
    """Write `pairs.jsonl` (words, links, class) and `sentencepiece.bpe.model` into `work`.

    The pieces are those of the model in `start` where one is given.
    """
    work.mkdir(parents=True, exist_ok=True)
    groups = {
        "news": list(dict.fromkeys(read_pairs(corpus / "train", NEWS))),
        "phrase": list(dict.fromkeys(read_pairs(corpus / "train", PHRASES))),
        "word": list(dict.fromkeys(read_pairs(corpus / "dict", DICTIONARIES))),
    }
    for name, found in groups.items():
        print(f"{name}: {len(found)} pairs")
    if start:
        (work / "sentencepiece.bpe.model").write_bytes((start / "sentencepiece.bpe.model").read_bytes())
    else:
        make_pieces(groups, work, pieces)
    write_pairs(groups, work)


def make_pieces(groups: dict[str, list[tuple[str, str]]], work: Path, pieces: int) -> None:
    """Train the sentencepiece model on news and longer phrases."""
    import sentencepiece

    long_phrases = [pair for pair in groups["phrase"] if len(split_words(pair[0])) >= 4]
    text = [side for pair in groups["news"] * 2 + long_phrases for side in pair]
    (work / "pieces.txt").write_text("\n".join(text), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(work / "pieces.txt"),
        model_prefix=str(work / "sentencepiece.bpe"),
        model_type="bpe",
        vocab_size=pieces,
        character_coverage=1.0,
        normalization_rule_name="identity",
        required_chars="".join(sorted(set(letters.LETTERS))),
        bos_id=1, eos_id=2, unk_id=0, pad_id=-1,
        max_sentence_length=4000,
        num_threads=2,
        minloglevel=1,
    )  # fmt: skip


def write_pairs(groups: dict[str, list[tuple[str, str]]], work: Path) -> None:
    """Align the words of all pairs and write them."""
    pairs = [pair for group in groups.values() for pair in group]
    kinds = [name for name, group in groups.items() for _ in group]
    to_kazakh, to_english = align(pairs)
    with (work / "pairs.jsonl").open("w", encoding="utf-8") as file:
        for (kazakh, english), kind, back, forth in zip(pairs, kinds, to_kazakh, to_english, strict=True):
            row = {
                "kind": kind,
                "kk": split_words(kazakh),
                "en": split_words(english),
                "to_kk": sorted(back.items()),
                "to_en": sorted(forth.items()),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


# --- examples -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Pair:
    """One pair of word lists with the links in both directions."""

    kind: str
    words: tuple[list[str], list[str]]
    links: tuple[dict[int, int], dict[int, int]]
    """From the second language's words to the first's, and from the first's to the second's."""


@dataclass(slots=True)
class Example:
    """One training example: piece numbers, and for each target piece the source pieces it is made of."""

    source: list[int]
    target: list[int]
    guide: list[tuple[int, int]]
    """For each target piece the half-open range of source pieces, or (0, 0)."""


class Vocabulary:
    """The pieces of the sentencepiece model in NLLB's order, and the two languages behind them."""

    def __init__(self, model: Path) -> None:
        import sentencepiece

        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
        pieces = [self.processor.id_to_piece(i) for i in range(3, self.processor.get_piece_size())]
        self.tokens = [*SPECIAL, *pieces, KAZAKH, ENGLISH]
        while len(self.tokens) % 8:
            self.tokens.append(f"madeupword{len(self.tokens)}")
        self.languages = (self.tokens.index(KAZAKH), self.tokens.index(ENGLISH))
        self.cache: dict[str, list[int]] = {}

    def encode(self, word: str) -> list[int]:
        """Return the piece numbers of one word."""
        if word not in self.cache:
            self.cache[word] = [i + 1 if i > 2 else 3 for i in self.processor.encode(word)]
        return self.cache[word]

    def cut(self, word: str, rng: random.Random) -> list[int]:
        """Return the piece numbers of one word, of two words in five with a tenth of the merges left out."""
        if rng.random() < 0.6:
            return self.encode(word)
        ids = self.processor.encode(word, enable_sampling=True, alpha=0.1, nbest_size=-1)
        return [i + 1 if i > 2 else 3 for i in ids]


MARKS = re.compile(r"[.,;:!?\"()]")


def choose_phrases(pair: Pair, source: int, rng: random.Random, most: int) -> list[tuple[int, int, int, int]]:
    """Choose phrases whose words are aligned with each other only: (start, end) in source and in target words."""
    words, targets = pair.words[source], pair.words[1 - source]
    to_source, to_target = pair.links[source], pair.links[1 - source]
    both = {i: j for j, i in to_source.items() if to_target.get(i) == j}
    chosen: list[tuple[int, int, int, int]] = []
    for _ in range(8):
        start = rng.randrange(len(words))
        end = min(len(words), start + rng.choice((1, 1, 2, 2, 3, 4, 5, 7, 10)))
        if start not in both or end - 1 not in both or any(start < e and s < end for s, e, _, _ in chosen):
            continue
        inside = [both[i] for i in range(start, end) if i in both]
        low, high = min(inside), max(inside) + 1
        if high - low > 24 or any(low <= j < high and not start <= i < end for i, j in both.items()):
            continue
        if any(low < h and lo < high for _, _, lo, h in chosen):
            continue
        if MARKS.search("".join(words[start:end]) + "".join(targets[low:high])):
            continue
        chosen.append((start, end, low, high))
        if len(chosen) >= most:
            break
    return sorted(chosen)


def switch_codes(
    pair: Pair, source: int, rng: random.Random, pool: list[list[str]]
) -> tuple[list[str], list[str], dict[int, int]] | None:
    """Write translations of some phrases into the source.

    Returns the words of the source, those of the target and the links from target to source. A name or
    title among the phrases may be exchanged on both sides for another one of the `pool`.
    """
    words, targets = pair.words[source], pair.words[1 - source]
    chosen = choose_phrases(pair, source, rng, rng.randint(1, 3))
    if not chosen:
        return None
    new: list[str] = []
    place: dict[int, int] = {}
    written: dict[int, tuple[list[str], int]] = {}
    at = 0
    for start, end, low, high in chosen:
        place.update((i, len(new) + i - at) for i in range(at, start))
        new += words[at:start]
        phrase = targets[low:high]
        if source == 0 and low and phrase[0][0].isupper() and rng.random() < 0.5:
            phrase = list(rng.choice(pool))
        written[low] = phrase, len(new)
        new += phrase
        if source == 0 and rng.random() < 0.6 and (match := ENDING.search(words[end - 1])):
            new[-1] += "-" + match.group(1)
        if source == 1 and rng.random() < 0.5 and (match := ENDING.search(new[-1])) and len(new[-1]) > 5:
            new[-1] = new[-1][: match.start(1)]
        at = end
    place.update((i, len(new) + i - at) for i in range(at, len(words)))
    new += words[at:]
    ends = {low: high for _, _, low, high in chosen}
    target: list[str] = []
    links: dict[int, int] = {}
    j = 0
    while j < len(targets):
        if j in written:
            phrase, begin = written[j]
            links.update((len(target) + k, begin + k) for k in range(len(phrase)))
            target += phrase
            j = ends[j]
            continue
        if (i := pair.links[source].get(j)) in place:
            links[len(target)] = place[i]
        target.append(targets[j])
        j += 1
    return new, target, links


def collect_pool(pairs: list[Pair]) -> list[list[str]]:
    """Return English names and titles to write into sources: from the corpus, and the termbase that ships."""
    name = re.compile(r"[A-Z][a-z]+(?:[ -](?:(?:of|the|and|for) )*[A-Z][a-z]+)*")
    found = Counter(m for pair in pairs if pair.kind == "news" for m in name.findall(" ".join(pair.words[1][1:])))
    pool = [text.split() for text in found if 1 <= len(text.split()) <= 16]
    terms = [
        row.split("\t")[2].split()
        for path in sorted((Path(letters.__file__).parent.parent / "data").glob("*.tsv"))
        for row in path.read_text("utf-8").splitlines()[1:]
        if row.split("\t")[1] == "en"
    ]
    return pool + terms * max(1, len(pool) // max(1, len(terms)))


def build(pair: Pair, source: int, vocabulary: Vocabulary, rng: random.Random, args: argparse.Namespace) -> Example:
    """Make one example in the direction from language `source`; `args` has the pool and the share of switching."""
    words, targets, links = pair.words[source], pair.words[1 - source], pair.links[source]
    if rng.random() < args.switch and (switched := switch_codes(pair, source, rng, args.pool)):
        words, targets, links = switched
    source_ids = [vocabulary.languages[source]]
    ranges = []
    cut = rng.random() < args.cut
    for word in words:
        ids = vocabulary.cut(word, rng) if cut else vocabulary.encode(word)
        ranges.append((len(source_ids), len(source_ids) + len(ids)))
        source_ids += ids
    source_ids.append(END)
    target_ids, guide = [], []
    for j, word in enumerate(targets):
        ids = vocabulary.encode(word)
        target_ids += ids
        guide += [ranges[links[j]] if j in links and links[j] < len(ranges) else (0, 0)] * len(ids)
    target_ids.append(END)
    guide.append((len(source_ids) - 1, len(source_ids)))
    return Example(source_ids, target_ids, guide)


def load_pairs(work: Path) -> list[Pair]:
    """Read what `prepare` wrote."""
    pairs = []
    with (work / "pairs.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        if any(HESITATION.fullmatch(word) for word in row["kk"]):
            continue
        pairs.append(Pair(row["kind"], (row["kk"], row["en"]), (dict(row["to_kk"]), dict(row["to_en"]))))
    return pairs


def choose(pairs: list[Pair], epoch: int, rng: random.Random, reverse: float = 1.0) -> Iterator[tuple[Pair, int]]:
    """Yield (pair, source language) for one epoch: words and phrases first, then mostly news.

    `reverse` is the share of what is seen from English to Kazakh too.
    """
    for pair in pairs:
        short = len(pair.words[0]) < 4
        if epoch == 0:
            share = {"news": 0.15, "phrase": 0.7, "word": 0.8}[pair.kind]
        else:
            share = {"news": 1.0, "phrase": 0.08 if short else 0.3, "word": 0.08}[pair.kind]
        if rng.random() < share:
            yield pair, 0
        if rng.random() < share * reverse:
            yield pair, 1


def make_batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Group examples of like lengths; a batch has about `size` target positions, padding counted."""

    def rounded(length: int) -> int:
        return -(-length // 4) * 4

    examples = [e for e in examples if len(e.source) <= 140 and len(e.target) <= 140]
    rng.shuffle(examples)
    examples.sort(key=lambda e: (rounded(len(e.target)), rounded(len(e.source))))
    batches: list[list[Example]] = []
    batch: list[Example] = []
    longest = 0
    for example in examples:
        longest = max(longest, rounded(len(example.target)), rounded(len(example.source)))
        if batch and (len(batch) + 1) * longest > size * 1.15:
            batches.append(batch)
            batch, longest = [], max(rounded(len(example.target)), rounded(len(example.source)))
        batch.append(example)
    batches.append(batch)
    rng.shuffle(batches)
    return batches


# --- training -----------------------------------------------------------------------------------------


def make_model(vocabulary: Vocabulary, args: argparse.Namespace) -> Any:
    """Return a new model of the sizes in `args`."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    config = M2M100Config(
        vocab_size=len(vocabulary.tokens), d_model=args.width, max_position_embeddings=1024,
        encoder_layers=args.encoder_layers, decoder_layers=args.decoder_layers,
        encoder_attention_heads=args.width // 64, decoder_attention_heads=args.width // 64,
        encoder_ffn_dim=args.width * args.ffn, decoder_ffn_dim=args.width * args.ffn,
        dropout=0.0, attention_dropout=0.0, activation_dropout=0.0, encoder_layerdrop=0.0, decoder_layerdrop=0.0,
        scale_embedding=True, tie_word_embeddings=True, decoder_start_token_id=END, attn_implementation="eager",
    )  # fmt: skip
    return M2M100ForConditionalGeneration(config)


def collate(batch: list[Example], language: int) -> Any:
    """Return source, decoder input, labels, and the guide as (row, target position, start, end)."""
    import torch

    def rounded(length: int) -> int:
        return -(-length // 4) * 4

    source = torch.full((len(batch), rounded(max(len(e.source) for e in batch))), PAD)
    target = torch.full((len(batch), rounded(max(len(e.target) for e in batch)) + 1), PAD)
    guide = torch.zeros(len(batch), target.shape[1], source.shape[1], dtype=torch.bfloat16)
    for row, example in enumerate(batch):
        source[row, : len(example.source)] = torch.tensor(example.source)
        target[row, 1 : len(example.target) + 1] = torch.tensor(example.target)
        target[row, 0] = language
        for position, (start, end) in enumerate(example.guide):
            guide[row, position + 1, start:end] = 1 / max(1, end - start)
    return source, target, guide


def cross_entropy(hidden: Any, embedding: Any, labels: Any, smoothing: float) -> Any:
    """Mean cross entropy with label smoothing of tied output embeddings; the gradient is made at once."""
    import torch

    class Loss(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, hidden: Any, embedding: Any) -> Any:
            count, pieces = hidden.shape[0], embedding.shape[0]
            grad_hidden = torch.empty_like(hidden)
            grad_embedding = torch.zeros_like(embedding, dtype=torch.float32)
            total = 0.0
            for start in range(0, count, 1024):
                part = slice(start, start + 1024)
                wanted = labels[part].unsqueeze(1)
                logits = (hidden[part] @ embedding.T).float()
                norm = torch.logsumexp(logits, 1, keepdim=True)
                good = (logits.gather(1, wanted) - norm).sum()
                total += float(-(1 - smoothing) * good - smoothing * (logits.mean(1, keepdim=True) - norm).sum())
                grad = logits.sub_(norm).exp_().sub_(smoothing / pieces)
                grad.scatter_add_(1, wanted, torch.full_like(wanted, -(1 - smoothing), dtype=grad.dtype))
                small = grad.mul_(1 / count).to(hidden.dtype)
                grad_hidden[part] = small @ embedding
                grad_embedding += small.T @ hidden[part]
            ctx.save_for_backward(grad_hidden, grad_embedding.to(embedding.dtype))
            return hidden.new_tensor(total / count, dtype=torch.float32)

        @staticmethod
        def backward(ctx: Any, grad: Any) -> Any:
            grad_hidden, grad_embedding = ctx.saved_tensors
            return grad_hidden * grad.to(grad_hidden.dtype), grad_embedding * grad.to(grad_embedding.dtype)

    return Loss.apply(hidden, embedding)


def add_dropout(model: Any, rate: float) -> None:
    """Drop outputs of the sublayers, with masks from random bytes (torch's own take 12% of the time)."""
    import torch

    limit = round(rate * 256)

    def drop(module: Any, inputs: Any, output: Any) -> Any:
        if not module.training or not limit:
            return output
        bits = torch.empty(-(-output.numel() // 8), dtype=torch.int64).random_(-(2**63), None)
        mask = bits.view(torch.uint8)[: output.numel()].view(output.shape).ge_(limit)
        return output * mask.to(output.dtype).mul_(256 / (256 - limit))

    for name, module in model.named_modules():
        if name.endswith(("out_proj", "fc2")):
            module.register_forward_hook(drop)


class Attention:
    """Eager attention that keeps the first head of the last decoder layer's attention to the source."""

    def __init__(self) -> None:
        self.kept: Any = None

    def install(self, model: Any) -> None:
        """Make the model's attention go through this object."""
        from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

        ALL_ATTENTION_FUNCTIONS.register("kept", self)
        from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS

        ALL_MASK_ATTENTION_FUNCTIONS.register("kept", ALL_MASK_ATTENTION_FUNCTIONS["eager"])
        model.config._attn_implementation = "kept"
        self.last = model.model.decoder.layers[-1].encoder_attn

    def __call__(
        self, module: Any, query: Any, key: Any, value: Any, attention_mask: Any, scaling: float, **_: Any
    ) -> Any:
        import torch

        scores = torch.matmul(query * scaling, key.transpose(2, 3))
        if attention_mask is not None:
            scores = scores + attention_mask
        weights = torch.softmax(scores, -1)
        if module is self.last:
            self.kept = weights[:, 0]
        return torch.matmul(weights, value).transpose(1, 2).contiguous(), weights


class Shared:
    """What the processes of a run share: flat weights, gradients, and the optimiser's state.

    Each of `count` processes computes the gradient of its part of a batch with one thread, then updates its
    own slice of all weights. That keeps both cores busy where threads inside one process would wait for each
    other.
    """

    def __init__(self, size: int, count: int) -> None:
        import torch
        import torch.multiprocessing

        def zeros(*shape: int, dtype: Any = torch.float32) -> Any:
            return torch.zeros(*shape, dtype=dtype).share_memory_()

        self.count = count
        self.weights = zeros(size, dtype=torch.bfloat16)
        self.gradients = zeros(count, size, dtype=torch.bfloat16)
        self.master, self.average, self.first, self.second = zeros(size), zeros(size), zeros(size), zeros(size)
        self.sums = zeros(count, 4)
        self.stop = zeros(1)
        self.barrier = torch.multiprocessing.get_context("spawn").Barrier(count)


def flatten(model: Any) -> Any:
    """Return all parameters of a model in one float32 vector."""
    import torch

    return torch.cat([parameter.detach().float().reshape(-1) for parameter in model.parameters()])


def unflatten(vector: Any, model: Any) -> None:
    """Write a vector of all parameters into a model."""
    at = 0
    for parameter in model.parameters():
        parameter.data.copy_(vector[at : at + parameter.numel()].view_as(parameter))
        at += parameter.numel()


class Trainer:
    """One process of a run: its model, its slice of the weights, and the place in the data."""

    def __init__(self, rank: int, shared: Shared, args: argparse.Namespace) -> None:
        import torch

        torch.set_num_threads(1)
        self.rank, self.shared, self.args = rank, shared, args
        self.vocabulary = Vocabulary(args.work / "sentencepiece.bpe.model")
        self.begins = torch.tensor([token.startswith("\u2581") for token in self.vocabulary.tokens])
        self.pairs = load_pairs(args.work)
        args.pool = collect_pool(self.pairs)
        self.model = make_model(self.vocabulary, args).bfloat16()
        self.attention = Attention()
        self.attention.install(self.model)
        add_dropout(self.model, args.dropout)
        at = 0
        for parameter in self.model.parameters():
            part = slice(at, at + parameter.numel())
            parameter.data = shared.weights[part].view_as(parameter)
            parameter.grad = shared.gradients[rank, part].view_as(parameter)
            at = part.stop
        self.slice = slice(at * rank // shared.count, at * (rank + 1) // shared.count)
        self.step = self.epoch = self.batch = self.tokens = 0
        self.seconds = 0.0

    def state(self) -> dict[str, Any]:
        """Return the numbers that tell where the run is."""
        return {key: getattr(self, key) for key in ("step", "epoch", "batch", "tokens", "seconds")}

    def load(self, path: Path) -> None:
        """Go on from a checkpoint: every process reads the numbers, the first one the weights."""
        import torch

        state = torch.load(path, weights_only=True)
        for key in self.state():
            setattr(self, key, state[key])
        if self.rank == 0:
            for key in ("master", "average", "first", "second"):
                getattr(self.shared, key).copy_(state[key])
            self.shared.weights.copy_(self.shared.master)
            print(f"going on from step {self.step}, epoch {self.epoch}, batch {self.batch}", flush=True)

    def save(self) -> None:
        """Write a checkpoint in one rename."""
        import torch

        tensors = {key: getattr(self.shared, key).clone() for key in ("master", "average", "first", "second")}
        torch.save({**tensors, **self.state()}, self.args.work / "checkpoint.new")
        (self.args.work / "checkpoint.new").replace(self.args.work / "checkpoint.pt")

    def batches(self) -> list[tuple[list[Example], int]]:
        """Return the batches of this epoch; the same for the same epoch."""
        rng = random.Random(f"epoch {self.epoch}")
        by_source: tuple[list[Example], list[Example]] = ([], [])
        for pair, source in choose(self.pairs, self.epoch, rng, self.args.reverse):
            by_source[source].append(build(pair, source, self.vocabulary, rng, self.args))
        found = [(batch, self.vocabulary.languages[1 - source])
                 for source in (0, 1) for batch in make_batches(by_source[source], self.args.batch, rng)]  # fmt: skip
        rng.shuffle(found)
        return found

    def rate(self) -> float:
        """Return the learning rate of this step: warm up, hold, and with --cool go down to a twentieth."""
        rate: float = self.args.rate * min(1.0, (self.step + 1) / self.args.warmup)
        if self.args.cool:
            left = max(0.0, 1 - (time.monotonic() - self.started) / (self.args.minutes * 60))
            rate *= max(0.05, left)
        return rate

    def compute(self, batch: list[Example], language: int) -> None:
        """Write the gradient of a batch into this process's row, and its loss, alignment loss and size."""
        import torch

        torch.manual_seed(self.step * self.shared.count + self.rank)
        source, target, guide = collate(batch, language)
        start = torch.full((len(batch), 1), END)
        output = self.model.model(
            input_ids=source,
            attention_mask=source.ne(PAD).long(),
            decoder_input_ids=torch.cat([start, target[:, :-1]], 1),
        )
        wanted = target.ne(PAD)
        wanted[:, 0] = False
        loss = cross_entropy(output.last_hidden_state[wanted], self.model.lm_head.weight, target[wanted], 0.1)
        guided = guide.sum(2) > 0
        weights = self.attention.kept.float().clamp_min(1e-6)
        align = -(guide.float() * weights.log()).sum() / guided.sum()
        total = loss + self.args.guide * align
        if self.args.lexical:
            rows = guided & self.begins[target] & (torch.rand(guided.shape) < 0.5)
            read = torch.bmm(guide, output.encoder_last_hidden_state)[rows]
            total = total + self.args.lexical * cross_entropy(read, self.model.lm_head.weight, target[rows], 0.1)
        self.shared.gradients[self.rank].zero_()
        total.backward()
        count = float(wanted.sum())
        self.shared.sums[self.rank, :3] = torch.tensor([loss.item() * count, align.item() * count, count])

    def update(self) -> None:
        """Do one step of AdamW on this process's slice, with the gradient of all processes."""
        shared, part = self.shared, self.slice
        shared.barrier.wait()
        gradient = shared.gradients[:, part].float().mean(0)
        shared.sums[self.rank, 3] = gradient.square().sum()
        shared.barrier.wait()
        norm = float(shared.sums[:, 3].sum().sqrt())
        gradient.mul_(min(1.0, 1.0 / (norm + 1e-6)))
        rate, step = self.rate(), self.step + 1
        first, second, master = shared.first[part], shared.second[part], shared.master[part]
        first.lerp_(gradient, 0.1)
        second.mul_(0.98).addcmul_(gradient, gradient, value=0.02)
        spread = (second / (1 - 0.98**step)).sqrt_().add_(1e-9)
        master.mul_(1 - rate * 0.01).addcdiv_(first, spread, value=-rate / (1 - 0.9**step))
        shared.weights[part].copy_(master)
        if self.step % 10 == 0:
            shared.average[part].lerp_(master, 1 - min(0.98, (self.step + 10) / (self.step + 100)))
        if self.rank == 0:
            shared.stop[0] = float(self.stopped())
        shared.barrier.wait()

    def stopped(self) -> bool:
        """Tell whether the run was asked to end, or its minutes are over."""
        return bool(self.signals) or time.monotonic() - self.started > self.args.minutes * 60

    def run(self) -> None:
        """Train until the minutes are over, with a checkpoint every few minutes and a line of log."""
        self.signals: list[int] = []
        signal.signal(signal.SIGTERM, lambda number, frame: self.signals.append(number))
        path = self.args.work / "checkpoint.pt"
        if path.exists():
            self.load(path)
        self.shared.barrier.wait()
        self.started = begun = saved = time.monotonic()
        self.model.train()
        sums: Counter[str] = Counter()
        while True:
            for batch, language in self.batches()[self.batch :]:
                self.compute(batch[self.rank :: self.shared.count] or batch[:1], language)
                self.update()
                now = time.monotonic()
                loss, align_loss, tokens, _ = self.shared.sums.sum(0).tolist()
                self.step, self.batch, self.tokens = self.step + 1, self.batch + 1, self.tokens + int(tokens)
                self.seconds += now - begun
                sums.update(loss=loss, align=align_loss, tokens=tokens, seconds=now - begun)
                begun = now
                if self.rank == 0 and self.step % 50 == 0:
                    self.report(sums)
                    sums.clear()
                if self.rank == 0 and (now - saved > 180 or self.shared.stop[0]):
                    self.save()
                    saved = time.monotonic()
                if self.shared.stop[0]:
                    return
            self.epoch, self.batch = self.epoch + 1, 0
            begun = time.monotonic()

    def report(self, sums: "Counter[str]") -> None:
        """Add a line to the log: step, epoch, tokens, seconds, loss, alignment loss, tokens a second."""
        count = sums["tokens"]
        numbers = (
            f"{self.step}\t{self.epoch}\t{self.tokens}\t{self.seconds:.0f}\t{sums['loss'] / count:.3f}"
            f"\t{sums['align'] / count:.3f}\t{count / sums['seconds']:.0f}\n"
        )
        with (self.args.work / "log.tsv").open("a") as log:
            log.write(numbers)


def work_on(rank: int, shared: Shared, args: argparse.Namespace) -> None:
    """Be one process of a run."""
    Trainer(rank, shared, args).run()


def train(args: argparse.Namespace) -> None:
    """Start the processes of a run and wait for them; a request to end is passed on to the first one."""
    import torch
    import torch.multiprocessing

    torch.manual_seed(1)
    initial = flatten(make_model(Vocabulary(args.work / "sentencepiece.bpe.model"), args))
    shared = Shared(len(initial), args.processes)
    for tensor in (shared.master, shared.average, shared.weights):
        tensor.copy_(initial)
    context = torch.multiprocessing.get_context("spawn")
    workers = [context.Process(target=work_on, args=(rank, shared, args)) for rank in range(args.processes)]
    for worker in workers:
        worker.start()
    signal.signal(signal.SIGTERM, lambda number, frame: workers[0].terminate())
    for worker in workers:
        worker.join()
    sys.exit(max(worker.exitcode or 0 for worker in workers))


def grow(work: Path, start: Path, args: argparse.Namespace) -> None:
    """Write a checkpoint that begins with the weights of an exported CTranslate2 model, grown to the sizes in `args`.

    `work` must have been prepared with the pieces of that model.
    """
    import growing
    import torch

    model = make_model(Vocabulary(work / "sentencepiece.bpe.model"), args)
    growing.grow(growing.name_as_transformers(growing.read_weights(start / "model.bin")), model)
    flat = flatten(model)
    state = {"master": flat, "average": flat.clone(), "first": torch.zeros_like(flat), "second": torch.zeros_like(flat)}
    torch.save({**state, "step": 0, "epoch": 1, "batch": 0, "tokens": 0, "seconds": 0.0}, work / "checkpoint.pt")
    print(f"{len(flat):,} parameters")


# --- export -------------------------------------------------------------------------------------------


def export(work: Path, out: Path, args: argparse.Namespace) -> None:
    """Write `hf/` and `ct2/` of the averaged weights of the last checkpoint into `out`."""
    import shutil

    import torch
    from transformers import GenerationConfig

    vocabulary = Vocabulary(work / "sentencepiece.bpe.model")
    model = make_model(vocabulary, args)
    state = torch.load(work / "checkpoint.pt", weights_only=True)
    unflatten(state["average"], model)
    model.generation_config = GenerationConfig(
        bos_token_id=0, pad_token_id=PAD, eos_token_id=END, decoder_start_token_id=END, max_length=256
    )
    model.config._attn_implementation = "eager"
    shutil.rmtree(out, ignore_errors=True)
    model.half().save_pretrained(out / "hf")
    shutil.copy(work / "sentencepiece.bpe.model", out / "hf")
    (out / "hf/vocab.json").write_text(json.dumps({t: i for i, t in enumerate(vocabulary.tokens)}, ensure_ascii=False))
    convert(model.float(), vocabulary, out / "ct2", work / "sentencepiece.bpe.model")
    config = json.loads((out / "ct2/config.json").read_text())
    (out / "ct2/config.json").write_text(json.dumps({**config, "version": args.version}, indent=2))
    about = {key: state[key] for key in ("step", "epoch", "tokens", "seconds")}
    about["parameters"] = sum(parameter.numel() for parameter in model.parameters())
    about["curve"] = read_curve(work / "log.tsv")
    (out / "training.json").write_text(json.dumps(about, indent=1))


def read_curve(log: Path, points: int = 40) -> list[dict[str, float]]:
    """Return the learning curve of a log, thinned out: millions of target tokens, loss, alignment loss."""
    rows = [line.split("\t") for line in log.read_text().splitlines()]
    kept = rows[:: max(1, len(rows) // points)]
    return [{"tokens": round(int(r[2]) / 1e6, 2), "loss": float(r[4]), "alignment": float(r[5])} for r in kept]


def convert(model: Any, vocabulary: Vocabulary, out: Path, pieces: Path) -> None:
    """Convert to CTranslate2 int8 with CTranslate2's own loader of this architecture."""
    import shutil

    from ctranslate2.converters.transformers import M2M100Loader

    loader = M2M100Loader()
    specification = loader.get_model_spec(model)
    loader.set_vocabulary(specification, vocabulary.tokens)
    specification.config.bos_token, specification.config.eos_token = "<s>", "</s>"
    specification.config.unk_token, specification.config.decoder_start_token = "<unk>", "</s>"
    specification.validate()
    specification.optimize(quantization="int8")
    out.mkdir(parents=True)
    specification.save(str(out))
    shutil.copy(pieces, out)


def main() -> None:
    """Read the command line and run one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("prepare", "grow", "train", "export"))
    parser.add_argument("--corpus", type=Path, help="folder with train/ and dict/")
    parser.add_argument("--work", type=Path, required=True, help="folder for data, checkpoints and the log")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--version", default="", help="what the signature of translations calls the weights")
    parser.add_argument("--pieces", type=int, default=8000)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--encoder-layers", type=int, default=4)
    parser.add_argument("--decoder-layers", type=int, default=2)
    parser.add_argument("--ffn", type=int, default=4, help="width of the feed-forward layers, in widths of the model")
    parser.add_argument("--start", type=Path, help="folder of an exported model to grow")
    parser.add_argument("--cut", type=float, default=0.25, help="share of sources with BPE-dropout")
    parser.add_argument("--reverse", type=float, default=1.0, help="share of the pairs seen from English too")
    parser.add_argument("--dropout", type=float, default=0.05)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--warmup", type=int, default=400)
    parser.add_argument("--batch", type=int, default=1500, help="target positions a batch")
    parser.add_argument("--guide", type=float, default=0.5, help="weight of the alignment loss")
    parser.add_argument("--lexical", type=float, default=0.5, help="weight of the lexical loss")
    parser.add_argument("--switch", type=float, default=0.4, help="share of sentences with code switching")
    parser.add_argument("--processes", type=int, default=2, help="as many as there are cores")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--cool", action="store_true", help="bring the rate down over these minutes")
    args = parser.parse_args()
    steps: dict[str, Callable[[], None]] = {
        "prepare": lambda: prepare(args.corpus, args.work, args.pieces, args.start),
        "grow": lambda: grow(args.work, args.start, args),
        "train": lambda: train(args),
        "export": lambda: export(args.work, args.out, args),
    }
    steps[args.step]()


if __name__ == "__main__":
    main()
