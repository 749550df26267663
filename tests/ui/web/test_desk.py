"""The desk: the same translation as anywhere else, in pieces, for several visitors, and stopped when it should be."""

import asyncio
from pathlib import Path

import pytest

from glossary.storage import default_termbase
from glossary.term import Term, Termbase
from tests.fakes import CopyEngine
from translate import load_translator
from translate.unit import Translation
from ui.web.desk import GROUP, SEATS, BusyError, Desk, drive, translate_text
from ui.web.settings import Settings
from ui.web.turns import StoppedError, Work

LIBRARY = Path(__file__).parents[3] / "ui" / "examples" / "library.kk.txt"


def make_desk(queue: int = 32, timeout: float = 60.0) -> Desk:
    return Desk(Settings(termbase=default_termbase(), queue=queue, timeout=timeout), CopyEngine)


def test_pieces_end_in_the_translation_that_the_function_makes() -> None:
    text = LIBRARY.read_text("utf-8")
    translator = load_translator()
    *pieces, whole = translate_text(text, load_translator(), Work(60))
    assert isinstance(whole, Translation)
    assert whole == translator.translate(text)
    units = [unit for piece in pieces if not isinstance(piece, Translation) for unit in piece]
    assert [unit.segment for unit in units] == [unit.segment for unit in whole.units]
    sizes = [len(piece) for piece in pieces if not isinstance(piece, Translation)]
    assert sizes[0] < 10
    assert all(size <= GROUP + 10 for size in sizes)


def test_text_without_segments_comes_back() -> None:
    desk = make_desk()
    (whole,) = translate_text(" \n\n", desk.find_translator("kk", None, Work(60)), Work(60))
    assert isinstance(whole, Translation)
    assert whole.text == " \n\n"


def test_own_termbase_goes_over_that_of_the_server_for_its_visitor_only() -> None:
    desk = make_desk()
    own = Termbase.from_terms([Term("press-desk", "kk", "баспасөз үстелі"), Term("press-desk", "en", "Press Desk")])
    text = "Баспасөз үстелі хабарлады."

    def find_concepts(visitor: Termbase | None) -> set[str]:
        *_, whole = translate_text(text, desk.find_translator("kk", desk.find_termbase(visitor), Work(60)), Work(60))
        assert isinstance(whole, Translation)
        return {use.concept for unit in whole.units for use in unit.terms}

    assert find_concepts(own) == {"press-desk"}
    assert "press-desk" not in find_concepts(None)
    assert "press-desk" not in desk.settings.termbase.concepts


def test_names_are_those_of_the_day_that_the_text_says() -> None:
    base = Termbase.from_terms(
        [
            Term("head-office", "kk", "бас кеңсе"),
            Term("head-office", "en", "Main Bureau", until="2022-09-17"),
            Term("head-office", "en", "Head Office"),
        ]
    )
    desk = Desk(Settings(termbase=base), CopyEngine)
    text = "Жаңалықтар\n2020 жылғы 31 қаңтар\n\nБас кеңсе ашылды.\n"
    *_, whole = translate_text(text, desk.find_translator("kk", None, Work(60)), Work(60))
    assert isinstance(whole, Translation)
    assert [use.rendering for unit in whole.units for use in unit.terms] == ["Main Bureau"]


def test_stopped_text_ends_between_pieces() -> None:
    desk, work = make_desk(), Work(60)
    steps = translate_text("Елбасы келді.\n" * 100, desk.find_translator("kk", None, work), work)
    next(steps)
    work.stop()
    with pytest.raises(StoppedError):
        next(steps)


def test_who_comes_when_all_seats_and_places_are_taken_is_told() -> None:
    async def come() -> None:
        desk = make_desk(queue=1)
        leave = asyncio.Event()

        async def sit(visitor: str) -> None:
            async with desk.seat(visitor):
                await leave.wait()

        tasks = [asyncio.create_task(sit(str(number))) for number in range(SEATS + 1)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            async with desk.seat("late"):
                pass
        leave.set()
        await asyncio.gather(*tasks)
        async with desk.seat("later"):
            pass

    asyncio.run(come())


def test_visitor_stops_only_their_own_work() -> None:
    async def come() -> None:
        desk = make_desk()
        async with desk.seat("ana") as first, desk.seat("bek") as second:
            desk.stop("bek")
            desk.stop("nobody")
            assert (first.stopped, second.stopped) == (False, True)
        assert first.stopped

    asyncio.run(come())


def test_who_leaves_early_stops_the_work() -> None:
    async def come() -> None:
        work = Work(60)
        steps = drive((number for number in range(1_000_000)), work)
        assert await anext(steps) == 0
        await steps.aclose()  # type: ignore[attr-defined]
        assert work.stopped

    asyncio.run(come())
