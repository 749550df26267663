"""Term pairs that a document and its translation propose for a termbase: `suggest`.

The steps: both texts are split into sentences and these aligned (`glossary.harvest.beads`); candidates are
found on either side; in each bead they compete (`glossary.harvest.pairs`); what wins is summed up over the
document (`translate.suggestion`), joined with what an engine says of it, and ranked.
"""

import logging
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.harvest import Bead, Sentence, Side, WordLinks, align, find_english, find_kazakh, pair_candidates
from glossary.harvest.candidate import singular
from glossary.harvest.cognates import sound_key
from glossary.harvest.english import CONTENTLESS
from glossary.harvest.words import EnglishWords, KazakhWords, split_tokens
from glossary.kazakh.letters import normalize
from glossary.kazakh.names import find_persons
from glossary.kazakh.numerals import find_numbers
from glossary.match import TermMatcher
from glossary.storage import default_termbase
from glossary.term import LANGUAGES, Language, Termbase
from glossary.text import Span
from translate.engine import Engine, Request
from translate.errors import LanguageError
from translate.opinion import expect, judge_by_engine
from translate.segment import segment
from translate.suggestion import Suggestion, sum_up

__all__ = ["Suggestion", "suggest"]

_log = logging.getLogger(__name__)
_KEY = 4
"""Letters of a name that are compared to anchor a sentence: endings change only what follows."""
_LETTERS = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SURE = 0.3
"""Attention from which on an engine links two words; below, it is spread over the sentence."""
_LONGEST = 2_000
"""Code points of a sentence of which candidates are taken; a longer one is a table or a list."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One of the two texts: repaired for matching, its sentences, and what the alignment is told of them."""

    text: str
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]


def suggest(
    kazakh: str, english: str, *, engine: Engine | None = None, termbase: Termbase | None = None
) -> list[Suggestion]:
    """Return the term pairs that a Kazakh text and its English translation propose, the surest first.

    The texts need not be aligned line by line. What `termbase` (by default the one that ships) has already is
    left out. An `engine` is asked how well each pair translates. Raises LanguageError where a text is not in
    its language. An empty text proposes nothing.

    >>> kazakh = "Сауда министрлігі жаңа ереже бекітті. Бұл туралы Сауда министрлігінің өкілі айтты."
    >>> english = "The Ministry of Trade approved a new rule. The Ministry of Trade's representative said so."
    >>> best = suggest(kazakh, english, termbase=Termbase())[0]
    >>> best.kazakh, best.english, best.possessed
    ('Сауда министрлігі', 'Ministry of Trade', True)
    """
    check_script(kazakh, "kk")
    check_script(english, "en")
    base = default_termbase() if termbase is None else termbase
    ours, theirs = read_text(kazakh, "kk", base), read_text(english, "en", base)
    if not ours.spans or not theirs.spans:
        return []
    beads = [bead for bead in align(ours.sentences, theirs.sentences) if bead.is_pair]
    _log.debug("%d and %d sentences in %d beads", len(ours.spans), len(theirs.spans), len(beads))
    known = (token.low for term in base.terms() if term.language == "kk" for token in split_tokens(term.text))
    words = KazakhWords(ours.text, known)
    sides = list(_find_candidates(beads, ours, theirs, words))
    told = _engine_beads([_side(ours, bead.kazakh) for bead in beads], words, engine) if engine else ()
    links = WordLinks([*_word_beads(beads, ours, theirs, words), *_term_beads(base, words), *told])
    found = sum_up(pair_candidates(sides, links), base)
    return judge_by_engine(found, engine) if engine else found


def check_script(text: str, language: Language) -> None:
    """Raise LanguageError where most letters of a text are of the other language's alphabet.

    >>> check_script("The akim", "kk")
    Traceback (most recent call last):
    translate.errors.LanguageError: the Kazakh text has hardly any Cyrillic letter: give the Kazakh text first, ...
    """
    letters = len(_LETTERS.findall(text))
    cyrillic = len(_CYRILLIC.findall(text))
    if not letters:
        return
    if language == "kk" and cyrillic < letters / 2:
        raise LanguageError(
            "the Kazakh text has hardly any Cyrillic letter: give the Kazakh text first, the English one second"
        )
    if language == "en" and cyrillic > letters / 2:
        raise LanguageError(
            "the English text is mostly in Cyrillic letters: give the Kazakh text first, its English translation second"
        )


def read_text(text: str, language: Language, termbase: Termbase) -> _Text:
    """Return a text with its letters repaired, its sentences, and their anchors."""
    plain = normalize(text, kazakh=language == "kk").text
    other = next(one for one in LANGUAGES if one != language)
    document = segment(plain, language)
    spans = tuple(part.span for part in document.segments)
    anchors: list[set[str]] = [set() for _ in spans]
    starts = [span.start for span in spans]
    for match in TermMatcher(termbase, language, other).match(plain):
        anchors[max(0, bisect_right(starts, match.span.start) - 1)].add(f"= {match.concept}")
    for part, found in zip(document.segments, anchors, strict=True):
        found |= set(_find_anchors(part.text, language))
    sentences = tuple(
        Sentence(len(part.text), part.paragraph, frozenset(found))
        for part, found in zip(document.segments, anchors, strict=True)
    )
    return _Text(plain, spans, sentences)


def _find_anchors(text: str, language: Language) -> Iterator[str]:
    """Yield the numbers of a sentence, and the beginnings of its words with capitals as they sound."""
    for number in find_numbers(text, language):
        yield f"# {number.value}"
    for token in split_tokens(text):
        if token.capital and len(token.text) >= _KEY:
            yield sound_key(token.text)[:_KEY]


def _find_candidates(beads: Iterable[Bead], ours: _Text, theirs: _Text, words: KazakhWords) -> Iterator[Side]:
    """Yield the candidates of each bead; their places count from the start of the bead's side."""
    english_words = EnglishWords(theirs.text)
    for bead in beads:
        kazakh, english = _side(ours, bead.kazakh), _side(theirs, bead.english)
        persons = find_persons(kazakh, uncertain=True)
        yield Side(
            find_kazakh(kazakh, words, [person.span for person in persons]),
            find_english(english, english_words, [person.name for person in persons]),
            (len(kazakh), len(english)),
        )


def _side(text: _Text, sentences: Span) -> str:
    """Return the text of one side of a bead, at most `_LONGEST` code points of it, on one line."""
    start, end = text.spans[sentences.start].start, text.spans[sentences.end - 1].end
    return re.sub(r"[\n\r]", " ", text.text[start : min(end, start + _LONGEST)])


def _word_beads(
    beads: Iterable[Bead], ours: _Text, theirs: _Text, words: KazakhWords
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of each bead in their dictionary form."""
    for bead in beads:
        kazakh = [words.lemma(token.low) for token in split_tokens(_side(ours, bead.kazakh))]
        yield kazakh, _content(_side(theirs, bead.english))


def _content(english: str) -> list[str]:
    return [singular(token.low) for token in split_tokens(english) if token.low not in CONTENTLESS]


def _engine_beads(sides: Sequence[str], words: KazakhWords, engine: Engine) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the pairs of words that an engine links when it translates the Kazakh side of each bead."""
    requests = [Request(side, "kk", "en", alignment=True) for side in sides]
    answers = expect(engine.translate(requests), len(requests))
    for side, hypotheses in zip(sides, answers, strict=True):
        for link in hypotheses[0].alignment if hypotheses else ():
            ours, theirs = split_tokens(link.source.of(side)), _content(link.target.of(hypotheses[0].text))
            if link.weight >= _SURE and len(ours) == 1 and len(theirs) == 1:
                yield [words.lemma(ours[0].low)], theirs


def _term_beads(termbase: Termbase, words: KazakhWords) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of the terms that translate each other in a termbase."""
    for concept in termbase.concepts.values():
        ours, theirs = concept.preferred("kk"), concept.preferred("en")
        if ours and theirs and " " in ours.text:
            yield [words.lemma(token.low) for token in split_tokens(ours.text)], _content(theirs.text)
