#!/usr/bin/env python3
"""Write what was measured into the README and the pages it leads to: the first screen's output, and the tables.

With `--check` it writes nothing and exits with 1 where their figures are not those of `scripts/results`.
The output may differ a little from processor to processor and is not checked.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "scripts" / "results"
SHOWN = 9
"""Lines of the example's translation on the first screen."""


SETS = (("quality-news", "television news, 300 sentences"), ("quality-xwmt", "world news, 700 sentences"))


def load(name: str) -> dict[str, Any]:
    """Return one result."""
    result: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    return result


def show_output() -> str:
    """Run the command on the example, as `scripts/run` does, and show its beginning."""
    command = [sys.executable, "-m", "ui.cli", "translate", str(ROOT / "ui/examples/library.kk.txt")]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    lines = done.stdout.decode().splitlines()[:SHOWN]
    notes = done.stderr.decode().splitlines()[-1:]
    return "\n".join(["```console", "$ scripts/run", *lines, "…", *notes, "```"])


def show_quality() -> str:
    """Return the table of quality, one row a test set and direction."""
    heads = ("text", "direction", "chrF++", "95% interval", "BLEU", "titles verified")
    rows = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    signatures = []
    for name, about in SETS:
        result = load(name)
        for direction in ("kk-en", "en-kk"):
            found = result[direction]
            chrf = found["chrF++"]
            low, high = chrf["interval95"]
            rows.append(
                f"| {about} | {direction.replace('-', '→')} | {chrf['score']:.1f} | {low:.1f}–{high:.1f}"
                f" | {found['BLEU']['score']:.1f} | {found['terms_verified']} of {found['terms']} |"
            )
        signatures.append(f"{about}: {result['kk-en']['signature']}; {result['kk-en']['chrF++']['signature']}")
    speed = load("speed")
    about_speed = (
        f"Speed on {speed['machine']}: an article of {speed['segments']} segments takes"
        f" {speed['command_seconds']['median']:.1f} s from process start to last byte;"
        f" {speed['share_outside_engine']:.1%} of translating is not the engine."
    )
    about = f"Signatures: {'; '.join(signatures)}. Figures are on development data; files in `scripts/results/`."
    return "\n".join([*rows, "", about_speed, "", about])


def show_matching() -> str:
    """Return the table of how well titles are found, and what finding them costs; each from its file."""
    parts = []
    if (RESULTS / "matching.json").exists():
        parts.append(show_found(load("matching")))
    if (RESULTS / "matching-speed.json").exists():
        parts.append(show_matching_speed(load("matching-speed")))
    return "\n\n".join(parts) or "Finding titles has not been measured."


def show_found(result: dict[str, Any]) -> str:
    """Return the table of recall and precision."""
    recall, precision = result["recall"], result["precision"]
    right = precision["share"]
    rows = ["| finding titles in news | of | share | 95% interval | target |", "| --- | --- | --- | --- | --- |"]
    rows.append(
        f"| recall: titles and bodies of a gold standard that are found whole | {recall['of']}"
        f" | {recall['share']:.1%} | {show_interval(recall)} | {recall['target']:.0%} |"
    )
    if recall["judged"]["share"] is not None:
        rows.append(
            f"| the same without errors of the gold standard, estimated from {recall['judged']['missed']} judged"
            f" | | {recall['judged']['share']:.1%} | {show_interval(recall['judged'])} | |"
        )
    rows.append(
        f"| precision: what is found is right, estimated from {precision['judged']} judged | {precision['found']}"
        f" | {'not judged' if right is None else f'{right:.1%}'} | {show_interval(precision)}"
        f" | {precision['target']:.0%} |"
    )
    outside = sum(label.get("outside_termbase", 0) for label in result["recall"]["labels"].values())
    left_out = result["left_out"]
    about = (
        f"Recall counts titles whose last word the termbase has; {outside} others are not in it. Precision leaves"
        f" out {left_out['names of places']} names of places and {left_out['administrative units']} nouns such as"
        f" *облыс*. Signature: {result['signature']}. Development data."
    )
    return "\n".join([*rows, "", about])


def show_interval(figures: dict[str, Any]) -> str:
    """Return an interval of shares in per cent."""
    low, high = figures["interval95"]
    return f"{low:.1%}–{high:.1%}"


def show_matching_speed(result: dict[str, Any]) -> str:
    """Return what finding titles costs, in one paragraph."""
    build, texts = result["build"]["made_up"], [one for one in result["text"] if "failed" not in one]
    lines = max((one for one in texts if one["fed"] == "lines"), key=lambda one: one["mb"])
    whole = max((one for one in texts if one["fed"] == "one string"), key=lambda one: one["mb"])
    failed = [f"{one['mb']} MB as {one['fed']}" for one in result["text"] if "failed" in one]
    beyond = f" ({', '.join(failed)} did not fit into {result['memory_limit_gb']} GB)" if failed else ""
    mixed = result["text_made_up"]["with_made_up_terms"]
    worst, slowest = max(result["bad_input"].items(), key=lambda item: item[1].get("seconds", float("inf")))
    took = f"{slowest['seconds']:.1f} s" if "seconds" in slowest else "failed"
    return (
        f"Finding titles takes one core {1000 / lines['mb_a_second']:.0f} ms a megabyte of Kazakh text, line by line"
        f" ({lines['mb_a_second']:.1f} MB/s, {lines['terms']} Kazakh terms), and {whole['seconds']:.0f} s and"
        f" {whole['peak_mb']:.0f} MB of memory for {whole['mb']:.0f} MB in one string{beyond}."
        f" With {build['terms']} made-up terms it is {mixed['mb_a_second']:.1f} MB/s; the matcher for them is made in"
        f" {build['seconds']:.1f} s and takes {build['peak_mb']:.0f} MB."
        f" The slowest of {len(result['bad_input'])} kinds of bad input ({worst}, {result['bad_input_mb']} MB in one"
        f" string): {took}. Measured on {result['machine']}; {result['signature']}."
    )


def show_termbase() -> str:
    """Return what the termbase that ships covers, and what termbases cost."""
    found, speed = load("coverage"), load("termbase-speed")
    rows = ["| titles and bodies in news | of | last word known | whole title known |", "| --- | --- | --- | --- |"]
    names = {"POSITION": "positions of a gold standard", "ORGANISATION": "organisations of a gold standard"}
    sets = [*((about, found["gold"][label]) for label, about in names.items()),
            ("capitalised titles in government news", found["chains"])]  # fmt: skip
    for about, figures in sets:
        cells = (f"{figures[way]['share']:.1%} ({show_interval(figures[way])})" for way in ("head", "whole"))
        rows.append(f"| {about} | {figures['of']} | {' | '.join(cells)} |")
    terms, start, tbx = found["terms"], speed["start"], speed["tbx"]
    about = (
        f"The termbase that ships has {terms['concepts']:,} concepts and {terms['terms']:,} terms, of which"
        f" {terms['statuses']['unverified']:,} are `unverified`. Development data: misses guided its rows."
        f" Signature: {found['signature']}."
    )
    cost = (
        f"It is ready {start['compiled_ms']:.0f} ms after a start ({start['from_rows_ms']:.0f} ms the first time)."
        f" A TBX of {tbx['rows']:,} terms ({tbx['file_mb']:.0f} MB) is read in {tbx['seconds']:.1f} s with"
        f" {tbx['peak_mb']} MB of memory. Measured on {speed['machine']}."
    )
    return "\n".join([*rows, "", about, "", cost])


def show_terms() -> str:
    """Return the table of enforcement: success and chrF++ by way, each set and direction a row; and of the check."""
    result = load("terms")
    heads = ("titles rendered (chrF++ of their sentences)", "no glossary", "in the source", "in the output", "enforced")
    rows = [f"| {' | '.join(heads)} | silent misses | time added |", "| --- " * (len(heads) + 2) + "|"]
    for name, found in result["sets"].items():
        cells = []
        for way in ("none", "source", "regex", "enforced"):
            score = found[way].get("chrF++")
            cells.append(f"{found[way]['success']:.1%}" + (f" ({score['score']:.1f})" if score else ""))
        added = f"{found['load']['added']:.0%}" if "load" in found else ""
        rows.append(
            f"| {name}, {found['none']['occurrences']} | {' | '.join(cells)}"
            f" | {found['audit']['silent_misses']} | {added} |"
        )
    first = next(iter(result["sets"].values()))
    about = (
        "Success is judged by a plain search that shares nothing with the code. *In the source*: renderings written"
        " into the source and not looked at again; *in the output*: the model's own translation of the term replaced,"
        " as services do. *Time added*: on text of which one sentence in four has a title. Development data;"
        f" {first['signature']}; {result['machine']}."
    )
    return "\n".join([*rows, "", about, "", show_check()])


def show_check() -> str:
    """Return the sentence about false alarms and recall of the check."""
    parts = []
    for name, found in load("check")["sets"].items():
        alarms, recall = found["alarms"], found["recall"]
        faults = sum(one["faults"] for one in recall.values())
        caught = sum(one["found"] for one in recall.values())
        parts.append(
            f"{name}: {alarms['false_per_100']:.1f} false findings in 100 segments, and {caught} of {faults} faults"
            " put in are found"
        )
    return f"`audarma check` on good translations, {'; '.join(parts)}. Development data."


def show_nllb() -> str:
    """Return the table of ways to run a model of the 600M shape, what limits it, and how a text's length counts."""
    result, growth, memory = load("nllb-speed"), load("growth"), load("memory-speed")
    heads = ("600M shape, made-up weights", "sentences/s", "peak memory", "ours, with as many hypotheses, is faster")
    rows = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    for name, found in result["methods"].items():
        ratio = result["ratios"].get(name)
        times = (
            f"{ratio['times']:.1f} times" + (f" (target {ratio['target']})" if ratio["target"] else "") if ratio else ""
        )
        rows.append(f"| {name} | {found['sentences_a_second']:.2f} | {found['peak_memory'] / 1e9:.2f} GB | {times} |")
    limits = result["limits"]
    adds, memory_bytes = limits["multiply_adds_a_second"] / 1e9, limits["bytes_a_second"] / 1e9
    about = (
        f"Each writes {result['tokens_a_sentence']} tokens for each of the sentences"
        f" ({result['source_tokens_a_sentence']} tokens on average); the weights are random, so nothing is said of"
        f" quality. {result['machine']}: it does {adds:.0f} billion int8 multiply-adds a second, of which ours, greedy,"
        f" reaches {limits['share_of_multiply_adds']:.0%}, and reads {memory_bytes:.0f} GB a second from memory, of"
        f" which the weights that ours reads are {limits['share_of_bandwidth']:.0%}. A text translated before comes"
        f" from the translation memory {memory['times_faster']['translate']:.0f} times faster."
    )
    last = max(growth["points"], key=lambda point: (point["sentences"], point["cores"]))
    first = min(growth["points"], key=lambda point: (point["sentences"], -point["cores"]))
    grown = (
        f"With the embedded model, enforcement and all, {last['sentences']:,} sentences take {last['seconds']:.0f} s on"
        f" {last['cores']} cores and {last['peak_memory'] / 1e6:.0f} MB, {first['sentences']:,} take"
        f" {first['seconds']:.1f} s and {first['peak_memory'] / 1e6:.0f} MB."
    )
    pictures = (
        "![Speed of ways to run a model of the 600M shape](scripts/results/nllb-speed.svg)\n\n"
        "![Time and memory by the number of sentences](scripts/results/growth.svg)"
    )
    return "\n".join([*rows, "", about, "", grown, "", pictures])


PAGES: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"quality": show_quality, "matching": show_matching, "terms": show_terms, "nllb": show_nllb},
    "glossary/README.md": {"termbase": show_termbase},
}
"""The blocks of each page that are made of results."""


def fill(text: str, block: str, content: str) -> str:
    """Put content between the marks of a block."""
    pattern = re.compile(rf"(<!-- {block}:begin -->\n).*?(<!-- {block}:end -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"a page has no block {block}")
    return pattern.sub(lambda match: f"{match.group(1)}{content}\n{match.group(2)}", text)


def main() -> None:
    """Write or check the pages."""
    check = "--check" in sys.argv
    for name, blocks in PAGES.items():
        path = ROOT / name
        old = new = path.read_text("utf-8")
        for block, show in blocks.items():
            new = fill(new, block, show())
        if name == "README.md" and not check:
            new = fill(new, "output", show_output())
        if check and new != old:
            raise SystemExit(f"{name} is not what scripts/readme.py would write: run it")
        if not check:
            path.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
