"""The service that translates for many clients: fairness, limits, what becomes of work that is given up."""

import gc
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError

import pytest

from glossary.storage import default_termbase
from glossary.term import Language
from tests.fakes import CopyEngine
from translate.engine import Hypothesis, Request
from translate.job import TURN, Found, Job, LateError
from translate.pipeline import Translator
from translate.service import BusyError, ClosedError, Service, Turns

SECONDS = 20


class GatedEngine(CopyEngine):
    """Fakes a model that copies, as `CopyEngine`, but answers only while its gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.batches: list[int] = []

    def translate(self, requests: Sequence[Request]) -> list[list[Hypothesis]]:
        self.entered.set()
        assert self.gate.wait(SECONDS)
        if any("жарылды" in request.text for request in requests):
            raise RuntimeError("a text that no engine survives")
        self.batches.append(len(requests))
        return super().translate(requests)


Make = Callable[..., Service]


@pytest.fixture
def engine() -> Iterator[GatedEngine]:
    engine = GatedEngine()
    yield engine
    engine.gate.set()


@pytest.fixture
def make(engine: GatedEngine) -> Iterator[Make]:
    services: list[Service] = []

    def make(queue: int = 100, seconds: float = SECONDS) -> Service:
        def load(source: Language, target: Language) -> Translator:
            return Translator(engine, default_termbase(), source, target)

        services.append(Service(load, queue, seconds))
        return services[-1]

    yield make
    engine.gate.set()
    for service in services:
        service.close(SECONDS)


def sentences(many: int, word: str = "Күн") -> list[str]:
    return [f"{word} {number} рет жылынды." for number in range(many)]


def shut(engine: GatedEngine, service: Service) -> Job[Found]:
    """Shut the gate and send a sentence that waits at it; what is sent next is not begun."""
    engine.gate.clear()
    engine.entered.clear()
    job = service.submit("first", [["Ол келді."]], "kk", "en")
    assert engine.entered.wait(SECONDS)
    return job


def test_answers_are_those_of_the_translator(make: Make) -> None:
    long = "\n".join(["Елбасы Астанаға келді. Күн жылы.", "", *sentences(3 * TURN)])
    documents = [["Елбасы келді.", "Оны қала әкімінің орынбасары қарсы алды."], [""], [long], []]
    found = make().submit("a", documents, "kk", "en").future.result(SECONDS)
    alone = Translator(CopyEngine(), default_termbase(), "kk", "en")
    assert [[one.text for one in document] for document in found] == [
        [alone.translate(text).text for text in document] for document in documents
    ]
    assert found[2][0] == alone.translate(long)
    assert [len(document) for document in found] == [2, 1, 1, 0]


def test_texts_of_a_document_belong_together(make: Make) -> None:
    """A quotation that is open at the end of one text is open at the beginning of the next, and a date is of all."""
    (found,) = make().submit("a", [["«Күн жылы.", "Су суық».", "2018 жылғы 26 қазан"]], "kk", "en").future.result()
    assert [one.units[0].segment.depth for one in found[:2]] == [0, 1]
    assert all("date 2018-10-26" in one.signature for one in found)
    apart = make().submit("a", [["«Күн жылы."], ["Су суық»."]], "kk", "en").future.result(SECONDS)
    assert [document[0].units[0].segment.depth for document in apart] == [0, 0]


def test_waiting_requests_go_to_the_engine_together(make: Make, engine: GatedEngine) -> None:
    service = make()
    shut(engine, service)
    jobs = [service.submit(f"client {i}", [[text]], "kk", "en") for i, text in enumerate(sentences(40))]
    engine.gate.set()
    for job in jobs:
        job.future.result(SECONDS)
    assert len(engine.batches) <= 4  # the first sentence, and two halves of the rest
    assert max(engine.batches) >= 20


def test_both_directions_at_once(make: Make) -> None:
    service = make()
    there = [service.submit("a", [["Елбасы келді."]], "kk", "en") for _ in range(5)]
    back = [service.submit("b", [["The akim came."]], "en", "kk") for _ in range(5)]
    assert {job.future.result(SECONDS)[0][0].target_language for job in there} == {"en"}
    assert {job.future.result(SECONDS)[0][0].target_language for job in back} == {"kk"}


def test_a_book_does_not_keep_a_sentence_waiting(make: Make, engine: GatedEngine) -> None:
    service = make(queue=10_000)
    shut(engine, service)
    book = service.submit("book", [[" ".join(sentences(3_000))]], "kk", "en")
    short = service.submit("short", [["Ол үйге кетті."]], "kk", "en")
    engine.gate.set()
    short.future.result(SECONDS)
    assert book.left > sum(map(len, sentences(1_000)))
    assert len(book.future.result(SECONDS)[0][0].units) == 3_000


def test_clients_take_turns_and_so_do_the_jobs_of_each() -> None:
    turns = Turns()
    jobs = {name: Job[Found](name[0], [["Ол."]], SECONDS, None) for name in ("a1", "a2", "a3", "b1")}
    for job in jobs.values():
        turns.add(("kk", "en"), job)
    taken = []
    for _ in range(6):
        found = turns.take()
        assert found
        taken.append(next(name for name, job in jobs.items() if job is found[1]))
        turns.add(*found)
    assert taken == ["a1", "b1", "a2", "b1", "a3", "b1"]


def test_a_full_queue_refuses_and_says_when_to_come_again(make: Make, engine: GatedEngine) -> None:
    service = make(queue=5)
    shut(engine, service)
    service._measure(10, 1.0)
    jobs = [service.submit("a", [[text]], "kk", "en") for text in sentences(5)]
    with pytest.raises(BusyError, match="5 texts are waiting, and no more than 5 may") as refused:
        service.submit("b", [["Ол келді."]], "kk", "en")
    assert refused.value.seconds == -(-len("".join(["Ол келді.", *sentences(5)])) // 10)  # 10 code points a second
    engine.gate.set()
    for job in jobs:
        job.future.result(SECONDS)
    assert service.submit("b", [[text] for text in sentences(9)], "kk", "en").future.result(SECONDS)


def test_what_is_given_up_is_not_translated(make: Make, engine: GatedEngine) -> None:
    service = make(queue=5)
    shut(engine, service)
    given_up = service.submit("a", [[text] for text in sentences(5, "Бетон")], "kk", "en")
    assert given_up.future.cancel()
    kept = service.submit("b", [[text] for text in sentences(5)], "kk", "en")  # the queue has room again
    engine.gate.set()
    kept.future.result(SECONDS)
    assert not [request for request in engine.asked if "Бетон" in request.text]


def test_a_bad_text_fails_alone(make: Make, engine: GatedEngine) -> None:
    service = make()
    shut(engine, service)
    good = [service.submit("a", [[text]], "kk", "en") for text in sentences(3)]
    bad = service.submit("b", [["Қойма жарылды."]], "kk", "en")
    engine.gate.set()
    assert [len(job.future.result(SECONDS)) for job in good] == [1, 1, 1]
    with pytest.raises(RuntimeError, match="no engine survives"):
        bad.future.result(SECONDS)
    assert service.submit("b", [["Ол келді."]], "kk", "en").future.result(SECONDS)


def test_a_job_whose_time_is_over_fails(make: Make, engine: GatedEngine) -> None:
    service = make(seconds=0.05)
    shut(engine, service)
    late = service.submit("a", [["Күн жылы."]], "kk", "en")
    time.sleep(0.1)
    engine.gate.set()
    with pytest.raises(LateError, match=r"not done within 0\.05 seconds"):
        late.future.result(SECONDS)


def test_steps_make_the_result_in_the_thread_of_the_service(make: Make, engine: GatedEngine) -> None:
    done: list[str] = []

    def finish(found: Found, translator: Translator) -> Generator[None, None, str]:
        for number in range(3):
            done.append(f"step {number} in {threading.current_thread().name}")
            yield
        return f"{translator.target} {found[0][0].text}"

    service = make()
    shut(engine, service)
    job = service.submit_for("a", [["Үй."]], "kk", "en", finish)
    engine.gate.set()
    assert job.future.result(SECONDS) == "en Uy."
    assert done == [f"step {number} in audarma service" for number in range(3)]


def test_steps_that_fail_are_the_error_of_their_job(make: Make) -> None:
    def finish(found: Found, translator: Translator) -> Generator[None, None, str]:
        yield
        raise ValueError("no way")

    with pytest.raises(ValueError, match="no way"):
        make().submit_for("a", [["Үй."]], "kk", "en", finish).future.result(SECONDS)


def test_closing_finishes_what_was_taken_and_refuses_the_rest(make: Make, engine: GatedEngine) -> None:
    service = make()
    first = shut(engine, service)
    second = service.submit("b", [["Ол кетті."]], "kk", "en")
    closed: list[bool] = []
    closing = threading.Thread(target=lambda: closed.append(service.close(SECONDS)))
    closing.start()
    while not service.closing:
        time.sleep(0.001)
    with pytest.raises(ClosedError) as refused:
        service.submit("c", [["Ол қалды."]], "kk", "en")
    assert refused.value.seconds > 0
    engine.gate.set()
    closing.join(SECONDS)
    assert closed == [True]
    assert first.future.done()
    assert second.future.result(0)


def test_closing_fails_what_takes_too_long(make: Make, engine: GatedEngine) -> None:
    service = make()
    first = shut(engine, service)
    assert not service.close(0.01)
    with pytest.raises(ClosedError):
        first.future.result(SECONDS)


def test_what_cannot_be_loaded_is_told_who_asks() -> None:
    def load(source: Language, target: Language) -> Translator:
        raise OSError("no weights")

    service = Service(load, 10, SECONDS)
    with pytest.raises(OSError, match="no weights"):
        service.warm()
    assert service.idle
    service.close(0)


def test_cancelling_after_the_end_changes_nothing(make: Make) -> None:
    job = make().submit("a", [["Ол келді."]], "kk", "en")
    found = job.future.result(SECONDS)
    assert not job.future.cancel()
    assert job.future.result() is found
    other = Job[Found]("a", [["Ол."]], SECONDS, None)
    other.future.cancel()
    other.end(found)
    with pytest.raises(CancelledError):
        other.future.result()


def test_nothing_is_kept_of_a_job_that_is_done(make: Make) -> None:
    service = make()
    gc.disable()
    try:
        jobs = [service.submit("a", [[text]], "kk", "en") for text in sentences(3)]
        kept = [weakref.ref(job) for job in jobs]
        for job in jobs:
            job.future.result(SECONDS)
        del job, jobs
        time.sleep(0.2)  # until the thread waits again
        assert [one() for one in kept] == [None] * 3
    finally:
        gc.enable()
