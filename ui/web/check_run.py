"""The check of a translation for a visitor: from what was pasted or sent to a report."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from glossary.term import Language, Termbase
from translate.bitext import Bitext, BitextError, find_script, read_bitext, read_text
from translate.finding import Pair
from translate.language import other_language
from translate.pipeline import find_version
from translate.review import Reviewer
from ui.check_command import Report, describe, dump, find_day
from ui.check_page import make_page
from ui.web.tab import Page

MOST = 5_000
"""Segments of a document that is checked."""


class InputError(Exception):
    """What was entered cannot be checked; says why in the language of the page."""


def pair_lines(source: str, target: str, page: Page) -> Bitext:
    """Return two texts as pairs of their lines, empty ones left out; InputError where they do not fit together."""
    say, limit = page.say, page.settings.max_length
    if not source.strip() or not target.strip():
        raise InputError(say("check-nothing"))
    if (longest := max(len(source), len(target))) > limit:
        raise InputError(say("too-long", length=longest, limit=limit))
    ours = [line for line in source.splitlines() if line.strip()]
    theirs = [(at, line) for at, line in enumerate(target.splitlines(), 1) if line.strip()]
    if len(ours) != len(theirs):
        raise InputError(say("check-lines", ours=len(ours), theirs=len(theirs)))
    return Bitext("check", tuple(Pair(one, other, at) for one, (at, other) in zip(ours, theirs, strict=True)))


def read_files(paths: Sequence[Path], source: Language, page: Page) -> Bitext:
    """Return the pairs of one bilingual file, or of two, in either order; InputError where they cannot be read."""
    say, limit = page.say, page.settings.max_file_size
    if len(paths) > 2:
        raise InputError(say("check-too-many-files", count=len(paths)))
    if (size := max(path.stat().st_size for path in paths)) > limit:
        raise InputError(say("too-large", size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:g}"))
    try:
        if len(paths) == 2 and find_script(read_text(paths[0])[:4000]) == other_language(source):
            paths = paths[::-1]
        bitext = read_bitext(paths, source, other_language(source))
    except BitextError as error:
        problem = str(error)
        for path in paths:
            problem = problem.replace(str(path), path.name)
        raise InputError(say("check-unreadable", problem=problem)) from error
    if len(bitext.pairs) > MOST:
        raise InputError(say("check-too-many", limit=MOST, count=len(bitext.pairs)))
    return Bitext(Path(bitext.name).name, bitext.pairs)


def make_report(bitext: Bitext, source: Language, own: Termbase | None, page: Page) -> Report:
    """Check pairs with the termbase of the server under the visitor's own; InputError for sides that are swapped."""
    target = other_language(source)
    sides = ("".join(getattr(pair, side)[:200] for pair in bitext.pairs[:200]) for side in ("source", "target"))
    if [find_script(side) for side in sides] == [target, source]:
        raise InputError(page.say("check-turned"))
    day = find_day(bitext)
    termbase = page.desk.find_termbase(own)
    if own is None and day is None:
        reviewer = _make_reviewer(termbase, source)
    else:
        firm = frozenset(own.concepts) if own else frozenset()
        reviewer = Reviewer(termbase, source, target, date=day, firm=firm)
    found = tuple(reviewer.review(bitext.pairs))
    signature = f"audarma {find_version()} | check | {source}-{target} | termbase {termbase.name} {termbase.digest}"
    return Report(bitext, found, source, target, signature + (f" | date {day}" if day else ""))


@lru_cache(maxsize=2)
def _make_reviewer(termbase: Termbase, source: Language) -> Reviewer:
    """Return the reviewer of the termbase of the server; it keeps nothing of what it reviews."""
    return Reviewer(termbase, source, other_language(source))


def write_report(report: Report, folder: Path) -> dict[str, Path]:
    """Write a report as a page for people and as JSON for programs."""
    files = {"html": folder / "audarma-check.html", "json": folder / "audarma-check.json"}
    written = (report.bitext, report.findings, report.source, report.target, report.signature)
    files["html"].write_text(make_page(*written), "utf-8", errors="surrogatepass")
    files["json"].write_text(dump(describe(report)), "utf-8", errors="surrogatepass")
    return files
