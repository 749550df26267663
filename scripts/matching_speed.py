"""Measure what finding terms costs: megabytes a second, seconds and memory to make a matcher, bad input.

    scripts/benchmark matching [--terms N] [--largest MB] [--memory GB] [--save NAME]

Every measurement is a process of its own, so that its peak of memory is its own. Times are seconds of processor
time, on one core; a megabyte is 10**6 bytes of UTF-8. The text is made from the sentences of the example and of
the tests, each as often as any other, in random order. The made-up terms have one to six words from syllables in
vowel harmony and real suffixes, drawn so that few words are frequent and many are rare, and an English rendering
each. All seeds are fixed.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import results

from glossary import Term, Termbase, TermMatcher, default_termbase
from glossary.kazakh.letters import SPECIFIC
from glossary.kazakh.morphology import inflect
from translate.pipeline import find_version

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1, 10, 100)
MEGABYTE = 10**6
STEMS = 40_000
SYLLABLES = {"back": ("бдғжзқлмнпрстш", "аоұы", "йлмнңрсшқ"), "front": ("бдгжзклмнпрстш", "әеөүі", "йлмнңрсшк")}
"""Consonants that open a syllable, vowels, and consonants that close one."""
SUFFIXES = {"back": ("лық", "шы", "лы", "хана", "ма", ""), "front": ("лік", "ші", "лі", "сіз", "ме", "")}
LENGTHS = (1, 2, 3, 4, 5, 6), (10, 30, 25, 15, 12, 8)
"""How many words a made-up term has, with weights."""


def read_sentences() -> list[str]:
    """Return the Kazakh sentences of the example and of the tests' cases."""
    found = (ROOT / "ui/examples/library.kk.txt").read_text("utf-8").splitlines()
    for name in ("segment_kk", "match_positive", "match_negative", "match_none"):
        with (ROOT / f"tests/cases/{name}.tsv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
        found += [row[0] for row in rows if row and not row[0].startswith("# ")]
    return [text for text in dict.fromkeys(found) if not set(text.lower()).isdisjoint(SPECIFIC)]


def make_lines(megabytes: float, extra: list[str] | None = None) -> list[str]:
    """Return permuted sentences of that size; a term of `extra` is put at the end of every third one."""
    rng = random.Random("lines")
    sentences, lines, size = read_sentences(), [], 0
    while True:
        rng.shuffle(sentences)
        for sentence in sentences:
            line = f"{sentence} {rng.choice(extra)}" if extra and len(lines) % 3 == 0 else sentence
            lines.append(line)
            size += len(line.encode()) + 1
            if size >= megabytes * MEGABYTE:
                return lines


def make_stems(rng: random.Random) -> list[str]:
    """Return made-up words, no two alike."""
    stems: dict[str, None] = {}
    while len(stems) < STEMS:
        harmony = rng.choice(("back", "front"))
        first, vowels, last = SYLLABLES[harmony]
        parts = [
            rng.choice(first) + rng.choice(vowels) + (rng.choice(last) if rng.random() < 0.5 else "")
            for _ in range(rng.randint(2, 3))
        ]
        stems["".join(parts) + rng.choice(SUFFIXES[harmony])] = None
    return list(stems)


def make_termbase(count: int) -> Termbase:
    """Return a termbase of `count` made-up Kazakh terms, each with an English one; three in five are possessed."""
    rng = random.Random("terms")
    stems = make_stems(rng)
    weights = [1 / (rank + 20) for rank in range(len(stems))]
    inflected = lru_cache(maxsize=None)(inflect)
    terms: dict[str, Term] = {}
    while len(terms) < count:
        words = rng.choices(stems, weights, k=rng.choices(*LENGTHS)[0])
        possessed = len(words) > 1 and rng.random() < 0.6
        if possessed:
            words[-1] = inflected(words[-1], possessive=3)
        text = " ".join(words)
        grammar = ("possessed",) if possessed else ()
        terms.setdefault(text, Term(f"concept-{len(terms)}", "kk", text, grammar=grammar))
    english = (Term(term.concept, "en", f"Body {i}") for i, term in enumerate(terms.values()))
    return Termbase.from_terms([*terms.values(), *english], f"made up {count}")


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / MEGABYTE, 1)


def clock(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of processor time that something takes, and what it returns."""
    begun = time.process_time()
    done = action()
    return time.process_time() - begun, done


def make_matcher(terms: int) -> tuple[TermMatcher, dict[str, Any]]:
    """Make the matcher of the shipped termbase, or of made-up terms, and say what it took."""
    termbase = make_termbase(terms) if terms else default_termbase()
    before = peak_megabytes()
    seconds, matcher = clock(lambda: TermMatcher(termbase, "kk", "en"))
    kazakh = sum(term.language == "kk" for term in termbase.terms())
    peaks = {"peak_mb": peak_megabytes(), "peak_mb_before": before}
    return matcher, {"terms": kazakh, "seconds": round(seconds, 2), **peaks}


def measure_text(terms: int, megabytes: float, fed: str, mixed: str = "") -> dict[str, Any]:
    """Match a text as one string or line by line; `mixed` if made-up terms stand in it."""
    matcher, built = make_matcher(terms)
    extra = [term.text for term in make_termbase(terms).terms() if term.language == "kk"] if mixed else None
    lines = make_lines(megabytes, extra)
    size = sum(len(line.encode()) + 1 for line in lines) / MEGABYTE
    if fed == "one string":
        text = "\n".join(lines)
        del lines
        seconds, found = clock(lambda: len(matcher.match(text)))
    else:
        seconds, found = clock(lambda: sum(len(matcher.match(line)) for line in lines))
    return {
        "terms": built["terms"],
        "mb": round(size, 2),
        "fed": fed,
        "seconds": round(seconds, 2),
        "mb_a_second": round(size / seconds, 2),
        "matches": found,
        "peak_mb": peak_megabytes(),
    }


def make_bad_input() -> Iterator[tuple[str, str]]:
    """Yield pieces of text that nobody should send, by name."""
    rng = random.Random("bad")
    letters = "".join(rng.choice("аәбгғдежзиіклмнңоөпқрстуұүшыәкім") for _ in range(99_991))
    yield "lone surrogates", "\ud800әкім\udfff "
    yield "combining marks", "ә\u0301к\u0308і\u0306м\u0303 " + "\u0301" * 50
    yield "a line without spaces", letters
    yield "one word again and again, no spaces", "әкім"
    yield "one term again and again", "қала әкімінің орынбасары "
    yield "hyphens", "әкім-"
    yield "quotes", '«әкім "'
    yield "right to left", "محكمة ووزير \u202eмікә\u202c שלום "
    yield "digits of other scripts", "٣٤٥ ۶۷۸ १२३ 𝟙𝟚 "
    yield "Latin look-alikes", "Eлiмiз cот aкiм "
    yield "invisible characters", "ә\u200bк\u00adі\u200dм\ufeff "
    yield "nothing but line breaks", "\r\n"
    yield "control characters", "\0\x07\x1bәкім\x85"


def measure_bad_input(name: str, megabytes: float) -> dict[str, Any]:
    """Match one of the pieces, repeated to one string of that size."""
    matcher, _ = make_matcher(0)
    piece = dict(make_bad_input())[name]
    text = piece * max(1, int(megabytes * MEGABYTE) // len(piece.encode("utf-8", "surrogatepass")))
    seconds, found = clock(lambda: len(matcher.match(text)))
    return {"seconds": round(seconds, 2), "matches": found, "peak_mb": peak_megabytes()}


JOBS = {"build": lambda terms: make_matcher(terms)[1], "text": measure_text, "bad": measure_bad_input}


def measure_job(memory: int, job: str, *arguments: object) -> dict[str, Any]:
    """Do a job in a process of its own; one that fails is a result too, with the last line that it wrote."""
    command = [sys.executable, __file__, "--memory", str(memory), "--job", json.dumps([job, *arguments])]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return {"failed": last or f"exit code {done.returncode}"}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure_all(terms: int, largest: int, memory: int) -> dict[str, Any]:
    """Return every figure."""
    measure = partial(measure_job, memory)
    sizes = [size for size in SIZES if size <= largest]
    ways = ("lines", "one string")
    return {
        "signature": f"audarma {find_version()} | kk-en | termbase default {default_termbase().digest}",
        "python": sys.version.split()[0],
        "build": {"shipped": measure("build", 0), "made_up": measure("build", terms)},
        "text": [{"mb": size, "fed": fed, **measure("text", 0, size, fed)} for size in sizes for fed in ways],
        "memory_limit_gb": memory,
        "text_made_up": {
            "without_made_up_terms": measure("text", terms, min(10, largest), "lines"),
            "with_made_up_terms": measure("text", terms, min(10, largest), "lines", "mixed"),
        },
        "bad_input_mb": min(10, largest),
        "bad_input": {name: measure("bad", name, min(10, largest)) for name, _ in make_bad_input()},
    }


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=100_000, help="made-up terms")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="megabytes of the longest text")
    parser.add_argument("--save", help="name of the file in scripts/results")
    parser.add_argument("--memory", type=int, default=8, help="gigabytes that one measurement may take")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.job:
        # Too long a text is to fail here and not to push everything else out of memory.
        resource.setrlimit(resource.RLIMIT_AS, (args.memory * 1000 * MEGABYTE, resource.RLIM_INFINITY))
        job, *rest = json.loads(args.job)
        print(json.dumps(JOBS[job](*rest)))
        return
    result = measure_all(args.terms, args.largest, args.memory)
    results.save(args.save, result) if args.save else print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
