"""From a text to its translation: the one file that knows every step and their order."""

import datetime
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import compress

from glossary.check import Violation
from glossary.compose import compose
from glossary.dates import find_date
from glossary.kazakh import names
from glossary.kazakh.roll import Roll, enrol, find_again
from glossary.match import TermMatch, TermMatcher
from glossary.term import Language, Termbase
from translate import punctuation
from translate.document import find_warnings, refer
from translate.draft import Draft, cut, finish, join
from translate.engine import Engine
from translate.human import adopt
from translate.kept import Foreign, keep_foreign, needs_model, write_byline
from translate.ladder import Ladder, Sentence
from translate.language import check_pair
from translate.literal import Mask, find_free, note_lost
from translate.lookahead import Item, Opened, Progress, translate_ahead
from translate.memory import Memory, Recalled, make_scope
from translate.memory_record import Key, Scope
from translate.segment import depth_after, reassemble, segment
from translate.unit import Document, Segment, Translation, TranslationUnit

REMEMBERED = 10_000
"""Segments whose translation is kept for when they come again."""

DAYS = 8
"""Dates of documents whose translators are kept; texts that are read together are mostly of few days."""

LONGEST_REMEMBERED = 500
"""Code points of a segment that is kept, so that memory is bounded; hardly any sentence is longer."""


@lru_cache(maxsize=16)
def make_matcher(termbase: Termbase, source: Language, target: Language) -> TermMatcher:
    """Return the matcher of a termbase; building one takes longer than translating a sentence."""
    return TermMatcher(termbase, source, target)


@cache
def find_version() -> str:
    """Return the version of the installed distribution, or `unknown` in a bare source tree."""
    try:
        return version("audarma")
    except PackageNotFoundError:
        return "unknown"


class Translator:
    """Translates texts of one pair of languages with one engine and one termbase.

    Made once and used for many texts: it keeps the segments it has translated, so that the same segment
    gets the same translation. Not safe for several threads at once.
    """

    def __init__(
        self,
        engine: Engine,
        termbase: Termbase,
        source: Language,
        target: Language,
        *,
        date: datetime.date | None = None,
        find_dates: bool = True,
        memory: Memory | None = None,
        foreign: Foreign = "keep",
    ) -> None:
        """Take what all texts share; LanguageError where the pair is none.

        Titles are written as they were on `date`. Where there is none it is that of each document that has one
        in its first or last lines, unless `find_dates` is off; else each name is that of its own time. What
        `memory` has is not translated again, and what is new is kept in it. Segments in another language than
        `source` are kept as they are, or translated as if they were not `foreign`.
        """
        check_pair(source, target)
        self.engine, self.termbase, self.source, self.target = engine, termbase, source, target
        self.date, self.find_dates = date, find_dates and date is None
        self.memory, self.foreign = memory, foreign
        self._names = termbase.at(date)
        self._known: OrderedDict[Key, TranslationUnit] = OrderedDict()
        self._dated: OrderedDict[datetime.date, Translator] = OrderedDict()

    @cached_property
    def _matcher(self) -> TermMatcher:
        """Finds terms; made for the first segment that nobody remembers, since that takes long."""
        return make_matcher(self._names, self.source, self.target)

    @cached_property
    def _ladder(self) -> Ladder:
        reader = make_matcher(self._names, self.target, self.source)
        return Ladder(self.engine, self._names, self.source, self.target, reader)

    @property
    def _scope(self) -> Scope:
        """What tells the translations of this translator in a memory; an engine may know itself only once loaded."""
        return make_scope(self.engine, self.source, self.target, self.signature)

    @property
    def signature(self) -> str:
        """What made the translation, so that it can be made again."""
        made = f"audarma {find_version()} | {self.source}-{self.target} | {self.engine.signature}"
        made += f" | termbase {self.termbase.name or 'none'} {self.termbase.digest}"
        made += f" | date {self.date}" if self.date else ""
        return made + (" | foreign too" if self.foreign == "translate" else "")

    def at(self, date: datetime.date | None) -> "Translator":
        """Return a translator for documents of a date, this one where there is none; the last few are kept."""
        if date is None or date == self.date:
            return self
        if date not in self._dated:
            if len(self._dated) >= DAYS:
                self._dated.popitem(last=False)
            pair = self.source, self.target
            kept = Translator(self.engine, self.termbase, *pair, date=date, memory=self.memory, foreign=self.foreign)
            self._dated[date] = kept
        return self._dated[date]

    def translate(self, text: str, progress: Progress | None = None, *, depth: int = 0) -> Translation:
        """Translate a text of any length; line breaks and the white space between segments stay as they are.

        `depth` is how many quotations are open before the text.
        """
        (translation,) = self.finish([Reading(self._find_translator(text), depth).open(text)], progress)
        return translation

    def translate_many(self, texts: Iterable[str], progress: Progress | None = None) -> Iterator[Translation]:
        """Translate texts that have nothing to do with each other, n in, n out, in their order.

        Faster than one after another where they are short: their segments are translated together. A few more
        texts are taken and begun before the first is yielded.
        """
        return self.finish((Reading(self._find_translator(text)).open(text) for text in texts), progress)

    def translate_stream(self, texts: Iterable[str], progress: Progress | None = None) -> Iterator[Translation]:
        """Translate the parts of a long text one after another; parts end where lines end.

        Quotations may go on from one part to the next. Memory is that of a few parts. A date is looked for
        where the first part begins; who knows that of the whole text asks the translator `at` it.
        """
        return self.finish(self._open_parts(texts), progress)

    def _open_parts(self, texts: Iterable[str]) -> Iterator[Opened]:
        reading = None
        for text in texts:
            reading = reading or Reading(self._find_translator(text, ""))
            yield reading.open(text)

    def _find_translator(self, text: str, last: str | None = None) -> "Translator":
        """Return the translator for the date that a text says."""
        if not self.find_dates:
            return self
        return self.at(find_date(text) if last is None else find_date(text, last))

    def finish(self, documents: Iterable[Opened], progress: Progress | None = None) -> Iterator[Translation]:
        """Translate what `Reading` has opened, n documents or parts in, n out; some are begun ahead.

        They may be of several translators with one engine: of several dates. What goes wrong in translating one is
        raised where it would be yielded, and ends it all.
        """
        for translation in self.finish_each(documents, progress):
            if isinstance(translation, Exception):
                raise translation
            yield translation

    def finish_each(
        self, documents: Iterable[Opened], progress: Progress | None = None
    ) -> Iterator[Translation | Exception]:
        """Do the same, but yield what went wrong with one, and go on with the next."""
        for opened in translate_ahead(documents, progress):
            translator = opened.worker
            assert isinstance(translator, Translator)
            yield opened.error or translator.join(opened.document, opened.units)

    def join(self, document: Document, units: Sequence[TranslationUnit]) -> Translation:
        """Return a document with its translations put together."""
        found = refer(units, self._names, self.target)
        return Translation(
            text=reassemble(document, [unit.target for unit in found]),
            units=found,
            source_language=self.source,
            target_language=self.target,
            signature=self.signature,
            warnings=tuple(find_warnings(document.text, self.source)),
            paragraphs=len(document.paragraphs),
            source_length=len(document.text),
        )

    def match(self, text: str) -> list[TermMatch]:
        """Return the terms of a text, with spans into it; adjacent ones are composed into one title."""
        return compose(text, self._matcher.match(text), self.target, self._names)

    def recall(self, items: Sequence[Item]) -> Recalled:
        """Return what this object and the memory remember of items with different keys."""
        known = {item.key: self._known[item.key] for item in items if item.key in self._known}
        new = [item.key for item in items if item.key not in known]
        recalled = self.memory.recall(self._scope, new) if self.memory and new else Recalled()
        if len(known) + len(recalled.units) < len(items):
            self._matcher, self._ladder  # noqa: B018 - made before there are two threads
        self._store(recalled.units)
        return Recalled({**known, **recalled.units}, recalled.human)

    def remember(self, made: Mapping[Key, TranslationUnit], human: Mapping[Key, str]) -> None:
        """Keep what has been translated for when it comes again, here and in the memory."""
        if self.memory:
            self.memory.keep(self._scope, made, human)
        self._store(made)

    def _store(self, units: Mapping[Key, TranslationUnit]) -> None:
        self._known.update({key: unit for key, unit in units.items() if len(key[0]) <= LONGEST_REMEMBERED})
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def make(self, items: Sequence[Item], human: Mapping[Key, str]) -> dict[Key, TranslationUnit]:
        """Return the unit of each key: what a person made of it where its terms are right, else a translation."""
        given = {item.key: self._adopt(item.segment, item.roll, human[item.key]) for item in items if item.key in human}
        made = {key: unit for key, unit in given.items() if isinstance(unit, TranslationUnit)}
        made |= self._process([item for item in items if item.key not in made])
        for key, why in given.items():
            if not isinstance(why, TranslationUnit):
                made[key] = replace(made[key], violations=(*made[key].violations, why))
        return made

    def _adopt(self, item: Segment, roll: Roll, text: str) -> TranslationUnit | Violation:
        draft = self._draft(item, roll, None)
        unit = adopt(item, draft.sentence, draft.frame.offset, text, self._ladder.verifier)
        return note_lost(unit) if isinstance(unit, TranslationUnit) else unit

    def _process(self, items: Sequence[Item]) -> dict[Key, TranslationUnit]:
        """Translate segments of different texts; returns the unit of each key."""
        kept = {item.key: keep_foreign(item.segment, self.source) if self.foreign == "keep" else None for item in items}
        own = [(item, part) for item in items if not kept[item.key] for part in cut(item.segment, self.source)]
        drafts = [self._draft(part, item.roll, self._mask(part)) for item, part in own]
        asked = [needs_model(draft.sentence, self.source) for draft in drafts]
        candidates = iter(self._ladder.climb([draft.sentence for draft in compress(drafts, asked)]))
        units: dict[Key, list[TranslationUnit]] = {item.key: [] for item, _ in own}
        for (item, _), draft, model in zip(own, drafts, asked, strict=True):
            chosen = next(candidates) if model else write_byline(draft.sentence, self.source)
            units[item.key].append(finish(draft, chosen, self.target))
        made = {item.key: join(item.segment, units.get(item.key, ())) for item in items if not kept[item.key]}
        return made | {key: unit for key, unit in kept.items() if unit}

    def _mask(self, item: Segment) -> Mask | None:
        """Return the mask of what must not be translated in a segment, None where there is nothing."""
        found = find_free(item.text, self.match)
        return Mask.make(item.text, found, self.source, self.target) if found else None

    def _draft(self, item: Segment, roll: Roll, mask: Mask | None) -> Draft:
        """Take off what the model should not see, and find the terms in the rest."""
        prepared, frame = punctuation.prepare(mask.text.text if mask else item.text)
        matches = [match for match in self.match(prepared) if match.rendering]
        if mask:
            matches = sorted((*matches, *mask.match(frame.offset)), key=lambda match: match.span)
        persons = find_again(prepared, roll) if self.source == "kk" else ()
        return Draft(item, frame, Sentence.make(prepared, matches, self.source, persons), mask)


class Reading:
    """A document that is read part by part: how many quotations are open, and which persons it has named so far."""

    def __init__(self, translator: Translator, depth: int = 0) -> None:
        """Begin a document; `depth` is how many quotations are open before it."""
        self.translator, self.depth, self.roll = translator, depth, Roll()

    def open(self, text: str) -> Opened:
        """Segment the next part, which ends where a line ends; each of its persons has one English name."""
        translator = self.translator
        document = segment(text, translator.source, depth=self.depth)
        if translator.source == "kk":
            self.roll = enrol((one for item in document.segments for one in names.find_persons(item.text)), self.roll)
        self.depth = depth_after(document, depth=self.depth)
        return Opened(translator, document, [Item(self._make_key(one), one, self.roll) for one in document.segments])

    def _make_key(self, item: Segment) -> Key:
        """Return what the translation of a segment depends on: its text, and how its persons are spelled."""
        persons = find_again(item.text, self.roll) if self.roll.persons else ()
        return item.text, tuple(person.name for person in persons)
