"""Literals on their way through a model: each has a stand-in there, which goes up the ladder like a title.

A model rewrites what it cannot read, an address as well as `%s`, but copies an abbreviation of two capitals nearly
always. So that is what it gets; the ladder sees to it that it stands in the target, and there it becomes the literal
again, code point by code point, after everything that changes letters and marks.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, product

from glossary.check import Violation
from glossary.kazakh import morphology
from glossary.literal import (
    CONCEPT,
    NAMES,
    Kind,
    LiteralMatch,
    blank_literals,
    find_literals,
    find_lost,
    is_ending,
    join_rows,
)
from glossary.match import TermMatch
from glossary.term import Language, Term
from glossary.text import Edit, NormalizedText, Span
from glossary.wordings import hyphenated_endings
from translate.punctuation import Restored
from translate.unit import TranslationUnit

STAND_INS = "ZW VQ SQ QD QG QF WV NQ FQ JQ LQ DQ GZ QW".split()
"""No words, and no letters that look like Kazakh ones. The embedded model copies them best, in this order."""

_NUMBERS = frozenset[Kind]({"phone", "number", "identifier"})
_JOINER = re.compile(r"[^\W_]")
_LETTERS = re.compile(r"[\W\d_]+")
_MADE_UP = re.compile(r"(?<!\w)(?=[A-Z]*[QVWZ])[DFGJLNQSVWZ]{2,}(?!\w)")
"""What looks like a stand-in. *DVD* is one only where the source has it not."""
_SIGNED = re.compile(r"(?<!\w)(?:№|N[o°º]\.?|no\.)\s?(\d+)(?!\w)")
_STAND_IN = re.compile(
    r"(?<!\w)(?:(?P<name>[A-Z]{2,})|No\. (?P<digits>\d+))"
    r"(?![A-Za-z0-9])(?:(?P<hyphen>-?)(?P<ending>[а-яәіңғүұқөһ]+))?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A literal and what stands for it: `written` in the source that the model gets, `wanted` in its answer.

    `span` is its place in the masked text, with the Kazakh ending. `glued` tells on which sides no space stood
    beside it, where the masked text has one.
    """

    literal: LiteralMatch
    written: str
    wanted: str
    span: Span
    glued: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Mask:
    """A text with stand-ins for its literals, and the way back."""

    text: NormalizedText
    parts: tuple[Masked, ...]
    source: Language
    target: Language

    @classmethod
    def make(cls, text: str, found: Sequence[LiteralMatch], source: Language, target: Language) -> "Mask":
        """Return the mask of a text with these literals.

        >>> text = "Хатты info@example.kz-ке жазыңыз"
        >>> Mask.make(text, find_literals(text), "kk", "en").text.text
        'Хатты ZW-ке жазыңыз'
        """
        names = _choose_names(text, found, target)
        edits: list[Edit] = []
        parts: list[Masked] = []
        moved = 0
        for i, one in enumerate(found):
            start, end = one.span
            glued = _is_glued(text, start, found[i - 1].whole.end if i else -1), False
            if not one.ending:
                glued = glued[0], _JOINER.match(text, end) is not None
            written, wanted = names[one.text]
            new = " " * glued[0] + written + " " * glued[1]
            edits.append(Edit(start, end, new, "literal"))
            at = start + moved + glued[0]
            parts.append(Masked(one, written, wanted, Span(at, at + len(written) + one.whole.end - end), glued))
            moved += len(new) - (end - start)
        return cls(NormalizedText.from_edits(text, edits), tuple(parts), source, target)

    def match(self, offset: int) -> Iterator[TermMatch]:
        """Yield the stand-ins as matches; `offset` leads from the text that they are wanted for to the masked one."""
        for part in self.parts:
            concept = CONCEPT + part.literal.kind
            form = hyphenated_endings().get(part.literal.ending)
            grammar = ("no-article", f"plural={part.wanted}")
            rendering = Term(concept, self.target, part.wanted, kind="abbreviation", grammar=grammar, case="keep")
            term = replace(rendering, language=self.source, text=part.written)
            span = part.span.shift(-offset)
            said = part.span.of(self.text.text)
            yield TermMatch(concept, span, said, term, rendering, form.case if form else "nominative")

    def reveal(self, unit: TranslationUnit) -> TranslationUnit:
        """Return a unit of the masked text as one of the original: with the literals, and with those missing reported.

        Literals are no titles, so the audit does not count them.
        """
        found = list(self._order_tags(list(self._find_stand_ins(unit.target))))
        target = NormalizedText.from_edits(unit.target, self._make_edits(unit.target, found))
        back = Restored(target.text, (target,))
        uses = []
        for use in unit.terms:
            if use.concept.startswith(CONCEPT):
                continue
            source = self.text.to_original(use.source)
            place = back.follow(use.target) if use.target else None
            uses.append(replace(use, source=source, form=source.of(self.text.original), target=place))
        findings = [*self._tell(unit.violations, Counter(part.literal.text for part, _, _ in found))]
        findings += self._judge(unit.target, [span for _, span, _ in found])
        return TranslationUnit(unit.segment, target.text, tuple(uses), tuple(findings))

    def _judge(self, target: str, taken: Sequence[Span]) -> Iterator[Violation]:
        """Yield what is wrong with a target beside its literals: stand-ins that the model made up, no words left."""
        rest = NormalizedText.from_edits(target, (Edit(*span, " ", "literal") for span in taken)).text
        for made_up in dict.fromkeys(_MADE_UP.findall(rest)):
            if made_up not in self.text.original:
                yield Violation("untranslated", f"{made_up!r} stands for nothing in the source")
        words = _LETTERS.sub(" ", blank_literals(self.text.original)).split()
        if len(words) > 1 and not _LETTERS.sub(" ", rest).split():
            yield Violation("untranslated", "the translation has none of the words beside the addresses and numbers")

    def _make_edits(self, target: str, found: Sequence[tuple[Masked, Span, str]]) -> Iterator[Edit]:
        """Yield what makes literals of the stand-ins in a target; a Kazakh ending gets the sounds of its literal."""
        before = 0
        for part, (start, end), ending in found:
            if part.glued[0] and start > before and target[start - 1] == " ":
                start -= 1
            if part.glued[1] and target[end : end + 1] == " ":
                end += 1
            before = end
            text = part.literal.write(self.target)
            yield Edit(start, end, text + self._inflect(part.literal, text, ending), "literal")

    def _find_stand_ins(self, target: str) -> Iterator[tuple[Masked, Span, str]]:
        """Yield each stand-in in a target: what it is of, its place with the ending, and the Kazakh ending."""
        parts = {part.wanted: part for part in self.parts}
        for found in _STAND_IN.finditer(target):
            part = parts.get(found["name"] or f"No. {found['digits']}")
            letters = found["ending"] or ""
            if part and (not letters or found["hyphen"] or is_ending(letters)):
                yield part, Span(*found.span()), letters

    def _order_tags(self, found: Sequence[tuple[Masked, Span, str]]) -> Iterator[tuple[Masked, Span, str]]:
        """Yield stand-ins, those of tags in the order that the source has: one that closes stands behind its other."""
        tags = [part for part in self.parts if part.literal.kind == "tag"]
        complete = Counter(part.wanted for part, _, _ in found if part.literal.kind == "tag") == Counter(
            part.wanted for part in tags
        )
        order = iter(tags)
        for part, span, ending in found:
            yield (next(order) if complete and part.literal.kind == "tag" else part), span, ending

    def _inflect(self, literal: LiteralMatch, text: str, ending: str) -> str:
        """Return the ending to write behind a literal, with its hyphen; English has none."""
        form = hyphenated_endings().get(ending)
        if self.target == "en" or form is None or not literal.inflects:
            return ""
        tail = morphology.ending_for_latin(text, form.case)
        return f"-{tail}" if tail else ""

    def _tell(self, violations: Sequence[Violation], written: Counter[str]) -> Iterator[Violation]:
        """Yield the findings of a unit, said of the literals, and those literals that were not `written`."""
        names = {part.wanted: part.literal.write(self.target) for part in self.parts}
        names |= {part.written: part.literal.text for part in self.parts}
        wanted = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?![A-Za-z0-9])")
        ours = {say_missing(match) for match in self.match(0)}
        for one in violations:
            if one.message not in ours:
                yield replace(one, message=wanted.sub(lambda found: names[found[0]], one.message))
        for part in self.parts:
            if written[part.literal.text]:
                written[part.literal.text] -= 1
            else:
                yield from map(report, part.literal.parts or (part.literal,))


def say_missing(match: TermMatch) -> str:
    """Return how `translate.candidate` says that a rendering is missing."""
    return f"{match.form!r} should be {match.rendering.text!r}" if match.rendering else ""


def report(literal: LiteralMatch) -> Violation:
    """Return what is said of a literal that is not in a translation."""
    return Violation("missing", f"the {NAMES[literal.kind]} {literal.text!r} is not in the translation")


def is_literal(match: TermMatch) -> bool:
    """Tell whether a match is the stand-in of a literal."""
    return match.concept.startswith(CONCEPT)


def find_free(text: str, find_titles: Callable[[str], Sequence[TermMatch]]) -> list[LiteralMatch]:
    """Return the literals of a text but those that a title shares a word with; a title within one is none.

    *№ 1 қалалық аурухана* is a hospital, *example.kz/әкім* is no akim. Titles are looked for only where there
    are literals.
    """
    found = join_rows(text, find_literals(text))
    titles = [title.span for title in find_titles(text) if title.rendering] if found else ()
    return [
        one
        for one in found
        if not any(title.overlaps(one.span) and (title == one.span or not one.span.covers(title)) for title in titles)
    ]


def check_literals(source: str, target: str) -> list[Violation]:
    """Return a finding for each literal of a source that a translation has not, whoever made it.

    Of kind `number` for telephone numbers, accounts and numbers of documents, else `name`, like other things that
    are called the same in both languages. Where the digits of a document's number are not there either, that is
    for `guard.check_numbers` to say.

    >>> for found in check_literals("№ 245-ө, info@example.kz", "No. 245, info@example.com"):
    ...     print(found.kind, found.message)
    number the number '№ 245-ө' is not in the translation
    name the address 'info@example.kz' is not in the translation
    """
    lost = find_lost(source, target)
    known = [one for one in lost if not one.code or re.match(r"\d+", one.code)[0] in target]  # type: ignore[index]
    return [Violation("number" if one.kind in _NUMBERS else "name", report(one).message, one.span) for one in known]


def note_lost(unit: TranslationUnit) -> TranslationUnit:
    """Return a unit that a person translated with findings about the literals that are not in it."""
    lost = [replace(one, kind="missing") for one in check_literals(unit.segment.text, unit.target)]
    said = {f"{one.source.of(unit.segment.text)!r} is not in the translation" for one in lost if one.source}
    return replace(unit, violations=(*(one for one in unit.violations if one.message not in said), *lost))


def write_signs(text: str, matches: Sequence[TermMatch]) -> str:
    """Return a hypothesis in which each number of a document that is wanted has its sign as it is wanted.

    Models have learnt them all: *no. 15, No15, №15*.
    """
    wanted = {one.rendering.text for one in matches if one.rendering and one.concept == f"{CONCEPT}number"}
    if not any(name.startswith("No. ") for name in wanted):
        return text
    return _SIGNED.sub(lambda found: name if (name := f"No. {found[1]}") in wanted else found[0], text)


def leave_out(text: str, matches: Sequence[TermMatch]) -> str:
    """Return a prepared text without its stand-ins."""
    return NormalizedText.from_edits(text, (Edit(*one.span, " ", "literal") for one in matches if is_literal(one))).text


def write_stand_ins(text: str, matches: Sequence[TermMatch]) -> str:
    """Return a prepared text with the stand-ins that its target has."""
    edits = (Edit(*one.span, one.rendering.text, "literal") for one in matches if is_literal(one) and one.rendering)
    return NormalizedText.from_edits(text, edits).text


def _is_glued(text: str, start: int, before: int) -> bool:
    """Tell whether a literal follows a letter or the literal that ends at `before`."""
    return start == before or (start > 0 and _JOINER.match(text, start - 1) is not None)


def _choose_names(text: str, found: Sequence[LiteralMatch], target: Language) -> dict[str, tuple[str, str]]:
    """Return what stands for each literal, in the source and in the target.

    In an English target the number of a document is one for the model too, without what follows its digits: it
    knows where one stands (*School No. 15*).
    """
    longer = ("".join(letters) for size in count(3) for letters in product("QVWZ", repeat=size))
    free = (name for name in chain(STAND_INS, longer) if name not in text)
    names: dict[str, tuple[str, str]] = {}
    for one in found:
        if one.text in names:
            continue
        digits = re.match(r"\d*", one.code)
        wanted = f"No. {digits[0]}" if digits and digits[0] and target == "en" else ""
        if wanted and all(other != wanted for _, other in names.values()):
            names[one.text] = one.text[: one.text.index(one.code) + len(wanted) - len("No. ")], wanted
        else:
            name = next(free)
            names[one.text] = name, name
    return names
