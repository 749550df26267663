"""The check of a whole translation that anyone made: titles, numbers and names, segment by segment and throughout.

What is found has one of the classes of `translate.finding`.
"""

import datetime
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from glossary.check import Violation
from glossary.compose import compose
from glossary.literal import blank_literals
from glossary.match import TermMatch, TermMatcher
from glossary.term import Language, Termbase
from glossary.text import Edit, NormalizedText, Span, Taken
from glossary.verification import Rules, Use, concepts_of, find_unwanted_wordings, verify
from translate import guard
from translate.consistency import find_inconsistencies
from translate.finding import Class, Finding, Pair
from translate.language import check_pair
from translate.literal import check_literals


class Reviewer:
    """Checks translations in one direction with one termbase.

    >>> from glossary.term import Term
    >>> reviewer = Reviewer(Termbase.from_terms([
    ...     Term("akim", "kk", "әкім"), Term("akim", "en", "akim", case="sentence"),
    ...     Term("akim", "en", "mayor", "forbidden", case="sentence")]), "kk", "en")
    >>> [(one.kind, one.message) for one in reviewer.review([Pair("Әкім 5 үй салды", "The mayor built 6 houses")])]
    [('forbidden', "'mayor' is forbidden for akim: write 'akim'"), ('number', "'5' became '6'")]
    """

    def __init__(
        self,
        termbase: Termbase,
        source: Language,
        target: Language,
        *,
        date: datetime.date | None = None,
        firm: Container[str] = frozenset(),
    ) -> None:
        """Build the matcher; LanguageError where the pair is none.

        With a date, only the names that were official on that day count; without one, those of any time. `firm`
        are concepts whose absence is never excused: those of a user's own termbase.
        """
        check_pair(source, target)
        self.source, self.target, self.date = source, target, date
        self._names = termbase.at(date)
        self._matcher = TermMatcher(self._names, source, target)
        self._rules = Rules(termbase if date is None else self._names, target, firm)

    def review(self, pairs: Sequence[Pair]) -> list[Finding]:
        """Return what is found in a document, in its order; n pairs in, any number of findings out."""
        found: list[Finding] = []
        uses: list[list[Use]] = []
        mentioned: set[str] = set()
        for index, pair in enumerate(pairs):
            mine, findings = self._review_pair(index, pair, mentioned)
            found += findings
            uses.append(mine)
            mentioned |= concepts_of(mine)
        found += find_inconsistencies(pairs, uses, self.source)
        return sorted(found, key=lambda one: one.pair)

    def match(self, text: str) -> list[TermMatch]:
        """Return the titles of a source that have a rendering, composed."""
        matches = compose(text, self._matcher.match(text), self.target, self._names)
        return [match for match in matches if match.rendering]

    def _review_pair(self, index: int, pair: Pair, mentioned: Container[str]) -> tuple[list[Use], list[Finding]]:
        """Return the titles of one pair and what is wrong with it."""
        whole = [self._find_whole(index, one) for one in guard.check_copy(pair.source, pair.target)]
        if whole:
            return [], whole
        uses = verify(pair.target, self.match(pair.source), self._rules, mentioned)
        found = [*self._find_wordings(index, pair, uses), *self._find_rest(index, pair, uses)]
        return uses, found

    def _find_whole(self, index: int, violation: Violation) -> Finding:
        return Finding(index, "untranslated", violation.message, target=violation.target)

    def _find_wordings(self, index: int, pair: Pair, uses: Sequence[Use]) -> Iterator[Finding]:
        """Yield the wordings that should not be there and the titles that are missing.

        A title in whose place an unwanted wording stands is not missing as well.
        """
        unwanted = find_unwanted_wordings(pair.target, uses, self._rules)
        missing = {id(use): use for use in uses if use.missing}
        concepts = {one.concept for one in unwanted}
        left = {one: [use for use in missing.values() if _is_for(one, use)][::-1] for one in concepts}
        for one in unwanted:
            use = _take(left[one.concept], missing)
            better = use.match.rendering if use else self._rules.termbase[one.concept].preferred(self.target)
            advice = f": write {better.text!r}" if better else ""
            kind: Class = "forbidden" if one.term.status == "forbidden" else "deprecated"
            message = f"{one.term.text!r} is {one.term.status} for {one.concept}{advice}"
            yield Finding(index, kind, message, use.match.span if use else None, one.span, one.concept)
        for use in missing.values():
            rendering = use.match.rendering
            message = f"{use.match.form!r} should be {rendering.text if rendering else ''!r}"
            yield Finding(index, "missing", message, use.match.span, None, use.match.concept)

    def _find_rest(self, index: int, pair: Pair, uses: Sequence[Use]) -> Iterator[Finding]:
        """Yield what the guard finds: numbers, names, and what was left as it was."""
        kinds: dict[str, Class] = {"number": "number", "name": "name", "untranslated": "untranslated"}
        sides = (mask(pair.source, [use.match.span for use in uses]), mask(pair.target, [use.span for use in uses]))
        source, target = sides if self.source == "kk" else (pair.source, sides[1])
        plain = Pair(blank_literals(pair.source, keep=("number",)), blank_literals(pair.target, keep=("number",)))
        violations = [
            *pair_numbers(guard.check_numbers(plain.source, plain.target, self.source, self.target), plain),
            *guard.check_names(source, target if self.target == "kk" else pair.target, self.source),
            *check_literals(pair.source, pair.target),
            *guard.check_script(blank_literals(pair.target), self.target),
        ]
        short = [one for one in guard.check_length(pair.source, pair.target) if len(pair.target) < len(pair.source)]
        for one in (*violations, *(replace(one, kind="untranslated") for one in short)):
            yield Finding(index, kinds[one.kind], one.message, one.source, one.target)


def pair_numbers(violations: Sequence[Violation], pair: Pair) -> Iterator[Violation]:
    """Yield the findings about numbers; where as many are missing as were added, each with the one in its place.

    >>> pair = Pair("5 үй", "6 houses")
    >>> both = [Violation("number", "", Span(0, 1)), Violation("number", "", None, Span(0, 1))]
    >>> [found.message for found in pair_numbers(both, pair)]
    ["'5' became '6'"]
    """
    missing = [one for one in violations if one.source and not one.target]
    extra = [one for one in violations if one.target and not one.source]
    if len(missing) != len(extra):
        yield from violations
        return
    yield from (one for one in violations if one.source and one.target)
    for one, other in zip(missing, extra, strict=True):
        if one.source and other.target:
            message = f"{one.source.of(pair.source)!r} became {other.target.of(pair.target)!r}"
            yield Violation("number", message, one.source, other.target)


def mask(text: str, spans: Sequence[Span | None]) -> str:
    """Return a text with small letters in place of titles, whose capitals are not those of names.

    >>> mask("Қазақстан Президенті келді", [Span(0, 20)])
    'xxxxxxxxxxxxxxxxxxxx келді'
    """
    taken = Taken()
    edits: list[Edit] = []
    for span in spans:
        if span and not taken.overlaps(span):
            taken.add(span)
            edits.append(Edit(span.start, span.end, "x" * (span.end - span.start), "term"))
    return NormalizedText.from_edits(text, edits).text if edits else text


def _take(last: list[Use], missing: dict[int, Use]) -> Use | None:
    """Take the last of some titles that is still missing out of both, None where there is none."""
    while last:
        if missing.pop(id(use := last.pop()), None):
            return use
    return None


def _is_for(concept: str, use: Use) -> bool:
    """Tell whether an unwanted wording may stand in the place of a title: it is one of it or of its noun."""
    concepts = {part.concept for part in (use.match, *use.match.parts)}
    return concept in concepts or any(one.startswith(f"{concept}-") or f"-{concept}" in one for one in concepts)
