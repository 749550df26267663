"""What can be seen between concepts: wordings of two, forbidden wordings in others, two spellings of English."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources

from glossary.check import find_rendering
from glossary.kazakh.letters import fold, normalize
from glossary.lint.concept_checks import overlap
from glossary.lint.finding import Finding, Subject, about
from glossary.storage.layers import hidden
from glossary.term import Concept, Language, Term

_WORD = re.compile(r"[\w'-]+")


def find_hidden(subject: Subject) -> Iterator[Finding]:
    """Yield concepts that hide one of the termbase beneath: under its identifier, or with its Kazakh wording.

    The second is easily done without meaning it.
    """
    told: set[tuple[str, str]] = set()
    for lost in hidden(subject.beneath, subject.termbase):
        if (lost.by, lost.term.concept) in told:
            continue
        told.add((lost.by, lost.term.concept))
        own = subject.termbase[lost.by].terms[0]
        if lost.way == "concept":
            message = f"takes the place of this concept beneath, with its {lost.term.text!r}"
            yield about("note", "hides", own, message, "add to it what you want to keep")
        else:
            message = f"takes the wording {lost.term.text!r} from {lost.term.concept!r} beneath"
            yield about("warning", "hides", own, message, "name the concept so if you mean the same")


def find_homonyms(subject: Subject) -> Iterator[Finding]:
    """Yield Kazakh wordings that two concepts have at one time: only the first is ever found."""
    for term, other in _shared_wordings(subject, "kk"):
        one, two = (subject.whole[found.concept].preferred("en") for found in (other, term))
        if one and two and one.text == two.text:
            message = f"is a wording of {other.concept!r} too, with the same rendering"
            yield about("note", "homonym", term, message, "join the two concepts, or make their wordings differ")
        else:
            rendered = f"is rendered as {one.text!r}" if one else "has no rendering"
            message = f"is a wording of {other.concept!r} too, which {rendered}"
            remedy = "take it out of one of them, or give them dates or flags that tell"
            yield about("warning", "homonym", term, message, remedy)


def find_shared_renderings(subject: Subject) -> Iterator[Finding]:
    """Yield English wordings that two concepts have at one time, of which one is preferred or both are."""
    for term, other in _shared_wordings(subject, "en"):
        both = term.status == other.status == "preferred"
        message = f"is a wording of {other.concept!r} too"
        remedy = "from English only the first is found: make the wordings differ if it matters"
        yield about("warning" if both else "note", "shared-rendering", term, message, remedy)


def _shared_wordings(subject: Subject, language: Language) -> Iterator[tuple[Term, Term]]:
    """Yield each term with the first of another concept that has its wording; each pair of concepts once."""
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for term in subject.whole.terms():
        if term.language == language and term.usable:
            found[_plain(term)].append(term)
    told: set[tuple[str, str, str]] = set()
    for wording, terms in found.items():
        for i, term in enumerate(terms):
            for other in terms[:i]:
                mark = (wording, other.concept, term.concept)
                if other.concept == term.concept or mark in told or not overlap(term, other):
                    continue
                told.add(mark)
                own = term if term.concept in subject.termbase.concepts else other
                if own.concept in subject.termbase.concepts:
                    yield (own, other if own is term else term)
                break


def _plain(term: Term) -> str:
    """Return a wording as the matcher compares it."""
    text = normalize(term.text, kazakh=term.language == "kk").text
    return text if term.kind == "abbreviation" else " ".join(fold(text).replace("-", " ").replace('"', "").split())


def find_forbidden_parts(subject: Subject) -> Iterator[Finding]:
    """Yield renderings with a wording that another concept forbids, where that concept is part of this one.

    *Governor of the National Bank* is right although an akim may not be a *governor*; an *облыс әкімі* who
    is a *governor of the region* is not, for the Kazakh title has the word *әкім* in it.
    """
    forbidden = [term for term in subject.whole.terms() if term.status == "forbidden" and term.language == "en"]
    for concept in subject.termbase.concepts.values():
        for rendering in concept.in_language("en"):
            if not rendering.usable:
                continue
            for wrong in forbidden:
                if wrong.concept != concept.id and fold(wrong.text) in fold(rendering.text):
                    yield from _judge_part(subject, concept, rendering, wrong)


def _judge_part(subject: Subject, concept: Concept, rendering: Term, wrong: Term) -> Iterator[Finding]:
    """Yield a finding where a rendering has a forbidden wording as whole words and the title has the concept's."""
    titles = [term for term in concept.in_language("kk") if term.usable]
    parts = [term for term in subject.whole[wrong.concept].in_language("kk") if term.usable]
    if not find_rendering(rendering.text, wrong):
        return
    if any(find_rendering(title.text, part) for title in titles for part in parts):
        message = f"has {wrong.text!r} in it, which is forbidden for {wrong.concept!r}"
        preferred = subject.whole[wrong.concept].preferred("en")
        remedy = f"write {preferred.text!r} instead" if preferred else "write another word"
        yield about("error", "forbidden", rendering, message, remedy)


def find_mixed_spelling(subject: Subject) -> Iterator[Finding]:
    """Yield preferred English terms that are spelt as fewer of the others are, British or American.

    Which words are spelt in two ways is read from `lexicon/spelling.tsv`. Institutions write their names as
    they please, so that this is a note.
    """
    spelt: dict[str, list[tuple[Term, str]]] = {"British": [], "American": []}
    for term in subject.termbase.terms():
        if term.language == "en" and term.status == "preferred":
            for word in map(str.lower, _WORD.findall(term.text)):
                if side := _sides().get(word):
                    spelt[side].append((term, word))
    fewer, more = sorted(spelt, key=lambda side: len(spelt[side]))
    for term, word in spelt[fewer]:
        message = f"{word!r} is {fewer}; {len(spelt[more])} words of preferred terms are {more}"
        yield about("note", "spelling", term, message, "spell them alike unless the institution does so itself")


@cache
def _sides() -> dict[str, str]:
    """Return for each word of one spelling which one it is; a hyphen alone makes no spelling (*co-operation*)."""
    lines = (resources.files("glossary") / "lexicon" / "spelling.tsv").read_text(encoding="utf-8").splitlines()
    sides: dict[str, str] = {}
    for line in lines[1:]:
        british, american, _ = line.split("\t")
        if british.replace("-", "").replace(" ", "") != american:
            sides |= {british: "British", american: "American"}
    return sides
