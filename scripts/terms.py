"""Measure enforcement: are titles rendered as the termbase says, and is the sentence as good as before?

    scripts/evaluate terms --pairs FILE.tsv… [--gold FILE.jsonl --limit N] [--save NAME] [--examples N --seed S]

*Success*: of all occurrences that the matcher finds in the sources, the share whose rendering stands in the
target by the plain check of plain_check.py: a regular expression for each rendering, longest first, each place of
a target counted once. It shares nothing with `glossary.check`, which the ladder uses. A *silent* miss is an
occurrence that the audit calls verified and the plain check does not find.

Baselines in the same run: *none*, the bare engine; *source*, renderings written into the source and nothing
looked at afterwards; *regex*, the model's own translation of the term alone replaced in the output, as tools
without access to the model do. *unneeded*: of the sentences whose plain translation had every rendering already,
the share that came out otherwise than without a termbase. `load`: seconds of processor time (all threads; what
else the machine does changes it little) on a text in which one sentence in four has a term, with and without
enforcement, and the seconds of each rung on the clock.
"""

import argparse
import json
import random
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results
from plain_check import plain_check

from glossary.term import Language, Term, Termbase
from translate import Translator, load_translator
from translate.engine import Request
from translate.ladder import Ladder
from translate.unit import Translation, TranslationUnit

LOAD = 200
"""Sentences of the text that is timed."""


def measure_chrf(hypotheses: Sequence[str], references: Sequence[str]) -> dict[str, Any]:
    """Return chrF++ with its interval and signature."""
    from sacrebleu.metrics import CHRF

    metric = CHRF(word_order=2)
    score = metric.corpus_score(list(hypotheses), [list(references)], n_bootstrap=1000)
    interval = [round(float(score._mean + side * score._ci), 2) for side in (-1, 1)]
    return {"score": round(score.score, 2), "interval95": interval, "signature": str(metric.get_signature())}


def bare(engine: Any, texts: Sequence[str], source: Language, target: Language) -> list[str]:
    """Translate texts with nothing but the engine and the frame of the pipeline: no termbase."""
    translator = Translator(engine, Termbase(), source, target)
    return [translator.translate(text).text for text in texts]


class Case:
    """One sentence with titles: the source, what each of them should be, the reference if there is one."""

    def __init__(self, translator: Translator, source: str, reference: str) -> None:
        self.source, self.reference = source, reference
        self.matches = [match for match in translator.match(source) if match.rendering]
        self.renderings = [match.rendering for match in self.matches if match.rendering]


def replace_in_source(engine: Any, cases: Sequence[Case], source: Language, target: Language) -> list[str]:
    """Write each rendering over its title in the source and translate the result."""
    texts = []
    for case in cases:
        text = case.source
        for match in sorted(case.matches, key=lambda match: -match.span.start):
            text = text[: match.span.start] + match.rendering.text + text[match.span.end :]
        texts.append(text)
    return bare(engine, texts, source, target)


def replace_in_output(
    engine: Any, cases: Sequence[Case], plain: Sequence[str], source: Language, target: Language
) -> list[str]:
    """Replace what the model itself makes of a title by its rendering, where that stands in the output."""
    forms = list(dict.fromkeys(match.term.text for case in cases for match in case.matches))
    answers = engine.translate([Request(form, source, target) for form in forms])
    own = {form: answer[0].text.strip(" .") for form, answer in zip(forms, answers, strict=True)}
    found = []
    for case, text in zip(cases, plain, strict=True):
        for match in case.matches:
            if own[match.term.text]:
                wanted = re.compile(rf"(?<!\w){re.escape(own[match.term.text])}(?!\w)", re.IGNORECASE)
                text = wanted.sub(lambda _, rendering=match.rendering.text: rendering, text, count=1)
        found.append(text)
    return found


def judge(cases: Sequence[Case], targets: Sequence[str]) -> dict[str, Any]:
    """Return the success of some targets, and chrF++ where there are references."""
    checks = [plain_check(text, case.renderings) for case, text in zip(cases, targets, strict=True)]
    hits, total = sum(map(sum, checks)), sum(map(len, checks))
    figures: dict[str, Any] = {"occurrences": total, "rendered": hits, "success": round(hits / max(1, total), 4)}
    if all(case.reference for case in cases):
        figures["chrF++"] = measure_chrf(targets, [case.reference for case in cases])
    return figures


def measure_direction(translator: Translator, pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, Any], list[Any]]:
    """Measure one direction on pairs of a source and a reference; also return what examples are drawn from."""
    source, target, engine = translator.source, translator.target, translator.engine
    cases = [case for text, reference in pairs if (case := Case(translator, text, reference)).matches]
    plain = bare(engine, [case.source for case in cases], source, target)
    translations = [translator.translate(case.source) for case in cases]
    texts = [translation.text for translation in translations]
    figures: dict[str, Any] = {
        "signature": translator.signature,
        "sentences": len(pairs),
        "sentences_with_terms": len(cases),
        "none": judge(cases, plain),
        "source": judge(cases, replace_in_source(engine, cases, source, target)),
        "regex": judge(cases, replace_in_output(engine, cases, plain, source, target)),
        "enforced": judge(cases, texts),
    }
    already = [i for i, case in enumerate(cases) if all(plain_check(plain[i], case.renderings, capitals=True))]
    changed = [i for i in already if texts[i] != plain[i]]
    figures["unneeded"] = {"right_already": len(already), "changed": len(changed)}
    figures["audit"] = audit(cases, translations)
    termless = [text for text, _ in pairs if not Case(translator, text, "").matches]
    figures["untouched"] = count_untouched(translator, termless)
    examples = [
        (case.source, case.reference, *rest) for case, *rest in zip(cases, plain, texts, translations, strict=True)
    ]
    return figures, examples


def audit(cases: Sequence[Case], translations: Sequence[Translation]) -> dict[str, Any]:
    """Compare what the audit says of each occurrence with the plain check."""
    strategies: Counter[str] = Counter()
    verified = reported = silent = wrong_alarm = 0
    missed: list[str] = []
    for case, translation in zip(cases, translations, strict=True):
        uses = [use for unit in translation.units for use in unit.terms]
        expected = [Term(use.concept, case.renderings[0].language, use.rendering) for use in uses]
        grammar = {term.text: term for term in case.renderings}
        found = plain_check(translation.text, [grammar.get(term.text, term) for term in expected])
        for use, there in zip(uses, found, strict=True):
            verified += use.verified
            strategies[use.strategy if use.verified else "unenforced"] += 1
            reported += not use.verified
            if use.verified and not there:
                silent += 1
                missed.append(use.rendering)
            wrong_alarm += there and not use.verified
    return {
        "verified": verified,
        "reported_missing": reported,
        "silent_misses": silent,
        "silent_renderings": missed[:20],
        "reported_though_there": wrong_alarm,
        "strategies": dict(strategies),
    }


def count_untouched(translator: Translator, texts: Sequence[str]) -> dict[str, int]:
    """Count the sentences without terms that come out as they do without a termbase; all of them should."""
    without = bare(translator.engine, texts, translator.source, translator.target)
    same = sum(translator.translate(text).text == other for text, other in zip(texts, without, strict=True))
    return {"without_terms": len(texts), "identical": same}


def time_load(translator: Translator, sources: Sequence[str]) -> dict[str, Any]:
    """Time a text in which one sentence in four has a term: without a termbase, with it, and rung by rung."""
    with_terms = [text for text in sources if Case(translator, text, "").matches][: LOAD // 4]
    without = [text for text in sources if not Case(translator, text, "").matches][: 3 * len(with_terms)]
    mixed = [*with_terms, *without]
    random.Random(1).shuffle(mixed)
    text = "\n".join(mixed)
    engine = translator.engine

    def clock(make: Callable[[], Translator]) -> float:
        runs = []
        for _ in range(3):
            one = make()
            begun = time.process_time()
            one.translate(text)
            runs.append(time.process_time() - begun)
        return statistics.median(runs)

    plain = clock(lambda: Translator(engine, Termbase(), translator.source, translator.target))
    enforced = clock(lambda: Translator(engine, translator.termbase, translator.source, translator.target))
    return {
        "sentences": len(mixed),
        "with_terms": len(with_terms),
        "plain_seconds": round(plain, 2),
        "enforced_seconds": round(enforced, 2),
        "added": round(enforced / plain - 1, 3),
        "rungs": time_rungs(translator, text),
    }


def time_rungs(translator: Translator, text: str) -> dict[str, dict[str, float]]:
    """Return for each rung the requests and the seconds of its tries, decoding and verification together."""
    seconds: defaultdict[str, float] = defaultdict(float)
    requests: Counter[str] = Counter()
    original = Ladder._try

    def timed(self: Ladder, rungs: Any, *rest: Any) -> Any:
        begun = time.perf_counter()
        found = original(self, rungs, *rest)
        if rungs:
            seconds[rungs[0].name] += time.perf_counter() - begun
            requests[rungs[0].name] += len(rungs)
        return found

    Ladder._try = timed  # type: ignore[method-assign]
    try:
        Translator(translator.engine, translator.termbase, translator.source, translator.target).translate(text)
    finally:
        Ladder._try = original  # type: ignore[method-assign]
    return {name: {"requests": requests[name], "seconds": round(seconds[name], 2)} for name in seconds}


def read_gold(path: Path, limit: int) -> list[tuple[str, str]]:
    """Return sentences with a title of the gold standard, drawn with a fixed seed; they have no reference."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows if any(label in ("POSITION", "ORGANISATION") for _, _, label in spans_of(row))]
    random.Random(1).shuffle(texts)
    return [(text, "") for text in texts[:limit]]


def spans_of(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Return the spans of a row of the gold standard: start, end, label."""
    return [tuple(span) if not isinstance(span, dict) else (span["start"], span["end"], span["label"])
            for span in row["spans"]]  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=Path, nargs="+", required=True, help="files of Kazakh and English lines")
    parser.add_argument("--gold", type=Path, help="Kazakh sentences with titles, for success alone")
    parser.add_argument("--limit", type=int, default=1000, help="sentences of --gold")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--examples", type=int, default=0, help="print so many sentences before and after")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-load", action="store_true", help="do not time")
    parser.add_argument("--save", help="name of the file in scripts/results")


def show_example(example: tuple[str, str, str, str, Translation]) -> str:
    """Return an example for a person."""
    source, reference, before, after, translation = example
    units: Sequence[TranslationUnit] = translation.units
    uses = [f"{u.form} → {u.rendering} ({u.strategy if u.verified else 'UNENFORCED'})" for n in units for u in n.terms]
    return "\n".join([f"SOURCE    {source}", f"REFERENCE {reference}", f"BEFORE    {before}", f"AFTER     {after}",
                      f"TERMS     {'; '.join(uses)}", ""])  # fmt: skip


def run(args: argparse.Namespace) -> None:
    """Measure both directions on every file."""
    result: dict[str, Any] = {"seed": args.seed, "sets": {}}
    for path in args.pairs:
        rows = [tuple(line.split("\t")[:2]) for line in path.read_text("utf-8").splitlines()]
        for source, target in (("kk", "en"), ("en", "kk")):
            translator = load_translator(source, target, args.model)
            pairs = [(kk, en) if source == "kk" else (en, kk) for kk, en in rows]
            figures, examples = measure_direction(translator, pairs)
            if not args.no_load:
                figures["load"] = time_load(translator, [text for text, _ in pairs])
            result["sets"][f"{path.stem} {source}-{target}"] = figures
            for example in random.Random(args.seed).sample(examples, min(args.examples, len(examples))):
                print(show_example(example))
    if args.gold:
        translator = load_translator("kk", "en", args.model)
        figures, _ = measure_direction(translator, read_gold(args.gold, args.limit))
        result["sets"][f"{args.gold.stem} kk-en"] = figures
    print(show(result), file=sys.stderr)
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))


def show(result: dict[str, Any]) -> str:
    """Return the figures as a table for a person."""
    rows = []
    for name, found in result["sets"].items():
        audited, load = found["audit"], found.get("load", {})
        row = [f"{name:20}"]
        for way in ("none", "source", "regex", "enforced"):
            score = found[way].get("chrF++", {}).get("score")
            row.append(f"{way} {found[way]['success']:.2%}" + (f" ({score:.2f})" if score else ""))
        row.append(f"silent {audited['silent_misses']} {audited['silent_renderings'][:4]}")
        row.append(f"reported {audited['reported_missing']}")
        row.append(f"unneeded {found['unneeded']['changed']}/{found['unneeded']['right_already']}")
        row.append(f"untouched {found['untouched']['identical']}/{found['untouched']['without_terms']}")
        row.append(str(audited["strategies"]))
        row.append(f"added {load['added']:.0%} {load['rungs']}" if load else "")
        rows.append(" | ".join(row))
    return "\n".join(rows)
