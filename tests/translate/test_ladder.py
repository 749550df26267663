"""The ladder's rungs, with engines that fake just what a rung needs."""

from collections.abc import Sequence

from glossary.match import TermMatch, TermMatcher
from glossary.term import Term, Termbase
from glossary.text import Span
from tests.fakes import CopyEngine
from translate.engine import Hypothesis, Link, Request
from translate.engines.tokens import split_words
from translate.ladder import Ladder, Sentence, drop_swallowed

TERMBASE = Termbase.from_terms(
    [
        Term("court", "kk", "сот"),
        Term("court", "en", "court", case="sentence"),
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("elbasy", "kk", "Елбасы", grammar=("possessed",), case="keep"),
        Term("elbasy", "en", "Elbasy", grammar=("no-article",), case="keep"),
    ]
)


def make(text: str) -> Sentence:
    return Sentence.make(text, TermMatcher(TERMBASE, "kk", "en").match(text), "kk")


def climb(engine: CopyEngine, *texts: str) -> list[tuple[str, tuple[str, ...], bool]]:
    ladder = Ladder(engine, TERMBASE, "kk", "en", TermMatcher(TERMBASE, "en", "kk"))
    candidates = ladder.climb([make(text) for text in texts])
    return [(c.text, c.strategies, c.passed) for c in candidates]


class KnowingEngine(CopyEngine):
    """Fakes a model that knows one title by itself."""

    def answer(self, text: str) -> str:
        return super().answer(text.replace("Елбасы", "Elbasy"))


class ForgetfulEngine(CopyEngine):
    """Fakes a model that writes another word for every title, and aligns its words one to one."""

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        answers = []
        for request, (first, *_) in zip(requests, super().translate(requests), strict=True):
            text = first.text.replace("Elbasy", "leader").replace("akim", "mayor")
            pairs = zip(split_words(request.text), split_words(text), strict=True)
            links = tuple(Link(source, target, 1.0) for source, target in pairs) if request.alignment else ()
            answers.append([Hypothesis(text, -1.0, links)])
        return answers


def test_what_the_model_knows_is_left_alone() -> None:
    engine = KnowingEngine()
    ((text, strategies, passed),) = climb(engine, "Кеше Елбасы келді")
    assert (text, strategies, passed) == ("Keshe Elbasy keldi", ("model",), True)
    assert len(engine.asked) == 1


def test_only_what_failed_goes_up() -> None:
    engine = KnowingEngine()
    results = climb(engine, "Кеше Елбасы келді", "Күн жылы", "Кеше сот болды")
    assert [strategies for _, strategies, _ in results] == [("model",), (), ("inline",)]
    assert [request.text for request in engine.asked[3:]] == ["Кеше court болды"]


def test_the_ending_of_the_place_is_written() -> None:
    engine = CopyEngine()
    climb(engine, "Кеше әкімнің сөзі тыңдалды")
    assert engine.asked[1].text == "Кеше akim-нің сөзі тыңдалды"


def test_what_is_still_missing_is_written_over_its_words() -> None:
    ((text, strategies, passed),) = climb(ForgetfulEngine(), "Кеше Елбасы мен әкім келді.")
    assert (text, strategies, passed) == ("Keshe Elbasy men akim keldi.", ("replace", "replace"), True)


def test_names_are_written_into_the_source_too() -> None:
    engine = CopyEngine()
    ((text, _, passed),) = climb(engine, "Кеше Арман Досовтың сөзі тыңдалды")
    assert passed
    assert "Dosov" in text


def test_alignment_spans_of_the_fake_are_words() -> None:
    assert list(split_words("a bc")) == [Span(0, 1), Span(2, 4)]


def test_part_of_another_title_is_no_rendering() -> None:
    title = Term("foreign", "en", "Ministry of Foreign Affairs")
    match = TermMatch("foreign", Span(4, 31), "Ministry of Foreign Affairs", title, None)
    assert drop_swallowed([Span(4, 12)], [match]) == (None,)
    assert drop_swallowed([Span(4, 31)], [match]) == (Span(4, 31),)
    assert drop_swallowed([Span(4, 12), Span(16, 31)], [match]) == (Span(4, 12), Span(16, 31))
    assert drop_swallowed([Span(0, 40)], [match]) == (Span(0, 40),)


class OtherwiseGoodEngine(CopyEngine):
    """Fakes a model that copies a rendering only in sentences with so many wrong numbers that the plain one wins."""

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        answers = []
        for request in requests:
            text = f"akim {' or '.join(map(str, range(100, 130)))}" if "akim" in request.text else "The head came."
            links = (Link(Span(0, 4), Span(0, 4), 1.0),) if request.alignment else ()
            answers.append([Hypothesis(text, -1.0, links)])
        return answers


def test_a_rendering_in_a_worse_sentence_is_left_and_reported() -> None:
    ((text, _, passed),) = climb(OtherwiseGoodEngine(), "Кеше әкім келді.")
    assert (text, passed) == ("The head came.", False)


class DeafEngine(CopyEngine):
    """Fakes a model that takes no Latin word and no prefix and aligns nothing: *head* for every akim."""

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        return [
            [Hypothesis("head" if request.text in ("әкім", "әкімнің") else "They heard the head's words there.", -1.0)]
            for request in requests
        ]


def test_a_place_is_found_by_what_the_model_makes_of_the_term_alone() -> None:
    ((text, strategies, passed),) = climb(DeafEngine(), "Олар сонда әкімнің сөзін тыңдады.")
    assert (text, strategies, passed) == ("They heard the akim's words there.", ("replace",), True)
