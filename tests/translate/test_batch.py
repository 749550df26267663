"""Many documents: in their order, the bad ones reported, nothing half-written, formatting where it belongs."""

import io
import json
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest

from tests.fakes import CopyEngine
from tests.memories import TERMBASE
from translate import Translator
from translate.batch import translate_documents
from translate.formats import Block, Format, Mark, Options, find_format
from translate.journal import FOLDER, Journal, JournalError
from translate.memory import Memory
from translate.outcome import Document, Outcome, Stamp
from translate.output import TEMPORARY, name_temporary
from translate.spool import IN_MEMORY, Spool

Write = Callable[[str, str], Path]


def make() -> Translator:
    return Translator(CopyEngine(), TERMBASE, "kk", "en", find_dates=False)


def make_document(path: Path, **more: object) -> Document:
    output = path.parent / "out" / path.name
    return Document(path, find_format(path), Options(), output, **more)  # type: ignore[arg-type]


def run(*documents: Document) -> list[Outcome]:
    return list(translate_documents(documents, make()))


def test_documents_come_out_in_their_order_and_format(write: Write) -> None:
    html = write("b.html", "<p>Қала <b>әкімінің орынбасары</b> келді.</p>\n<pre>әкім</pre>\n")
    text = write("a.txt", "Әкім келді.\r\n\r\nЖиналыс.\r\n")
    outcomes = run(make_document(html), make_document(text))
    assert [outcome.document.path.name for outcome in outcomes] == ["b.html", "a.txt"]
    assert [outcome.segments for outcome in outcomes] == [1, 2]
    assert [outcome.terms for outcome in outcomes] == [1, 1]
    page = (html.parent / "out" / "b.html").read_text("utf-8")
    assert "<b>deputy akim</b>" in page.lower()
    assert page.endswith("<pre>әкім</pre>\n")
    assert (text.parent / "out" / "a.txt").read_bytes().count(b"\r\n") == 3


def test_a_bad_document_is_reported_and_the_others_go_on(write: Write) -> None:
    good, bad, also = write("a.txt", "Әкім.\n"), write("b.docx", "no document"), write("c.txt", "Күн жылы.\n")
    outcomes = run(
        make_document(good), make_document(bad), make_document(good.parent / "none.txt"), make_document(also)
    )
    assert [bool(outcome.error) for outcome in outcomes] == [False, True, True, False]
    assert "no such file" in outcomes[2].error
    assert sorted(path.name for path in (good.parent / "out").iterdir()) == ["a.txt", "c.txt"]


def test_a_document_that_cannot_be_written_takes_nothing_from_the_next(write: Write) -> None:
    class Full:
        """A format whose writing fails in the middle, as on a full disk."""

        name: ClassVar[str] = "text"
        suffixes: ClassVar[tuple[str, ...]] = (".txt",)

        def __init__(self, inner: Format) -> None:
            self.read = inner.read

        def write(self, file: object, parts: object, out: object, options: object) -> None:
            next(iter(parts))  # type: ignore[call-overload]
            raise OSError(28, "No space left on device")

    first, second = write("a.txt", "Әкім.\n" * 9000), write("b.txt", "Күн жылы.\n")
    failing = Document(first, Full(find_format(first)), Options(), first.parent / "out" / "a.txt")
    outcomes = run(failing, make_document(second))
    assert outcomes[0].error == "no space left on device"
    assert not outcomes[1].error
    assert [path.name for path in (first.parent / "out").iterdir()] == ["b.txt"]


def test_a_document_that_changes_while_it_is_read_is_refused(write: Write) -> None:
    path = write("a.txt", "Әкім.\n" * 20_000)
    inner = find_format(path)

    class Changing:
        """A format that changes its file when the first part has been read."""

        name, suffixes = "text", (".txt",)
        write = inner.write

        def read(self, file: object, options: object) -> object:
            for number, part in enumerate(inner.read(file, options)):  # type: ignore[arg-type]
                yield part
                if number == 0:
                    with path.open("a", encoding="utf-8") as more:
                        more.write("Тағы.\n")

    (outcome,) = run(Document(path, Changing(), Options(), path.parent / "out" / "a.txt"))  # type: ignore[arg-type]
    assert "was changed while it was read" in outcome.error
    assert not (path.parent / "out" / "a.txt").exists()


def test_quotations_and_persons_go_through_the_blocks_of_a_document(write: Write) -> None:
    table = write("a.csv", "text\n«Әкім келді\nЖиналыс өтті» деді.\n")
    audit = io.BytesIO()
    (outcome,) = run(make_document(table, audit=audit))
    assert not outcome.error
    assert outcome.segments >= 2


def test_audits_count_through_the_blocks(write: Write) -> None:
    table = write("a.csv", "text\nӘкім келді. Күн жылы.\nӘкім айтты.\n")
    file = table.parent / "audits" / "a.json"
    run(make_document(table, audit=file))
    audit = json.loads(file.read_text("utf-8"))
    assert [unit["index"] for unit in audit["units"]] == list(range(len(audit["units"])))
    assert audit["summary"]["terms"] == 2
    assert (audit["source_language"], audit["target_language"]) == ("kk", "en")
    assert [unit["paragraph"] for unit in audit["units"]][-1] > 0


def test_both_languages_beside_each_other(write: Write) -> None:
    text = write("a.txt", "Әкім келді.\nКүн жылы.\n")
    both = {kind: text.parent / "out" / f"a.{kind}" for kind in ("tmx", "xliff", "html")}
    (outcome,) = run(make_document(text, bilingual=both))
    assert not outcome.error
    for path in both.values():
        content = path.read_text("utf-8")
        assert "келді." in content
        assert "akim" in content.lower()


def test_a_spool_holds_more_than_memory() -> None:
    from translate.formats import Target

    with Spool() as spool:
        pairs = [(Block(f"{number}" * 500), Target("x", (Mark(1, (0, 1)),))) for number in range(9000)]  # type: ignore[arg-type]
        spool.add(pairs)
        assert sum(len(block.text) for block, _ in pairs) > IN_MEMORY
        assert list(spool.read()) == list(spool.read()) == pairs


class Breaking(CopyEngine):
    """Fakes an engine that breaks at one text."""

    def answer(self, text: str) -> str:
        if "300" in text:
            raise RuntimeError("broken")
        return super().answer(text)


def test_an_engine_that_breaks_at_a_document_fails_that_one_alone(write: Write) -> None:
    paths = [write(f"{number}.txt", f"{number} жиналыс өтті.\n") for number in range(296, 304)]
    translator = Translator(Breaking(), TERMBASE, "kk", "en", find_dates=False)
    outcomes = list(translate_documents([make_document(path) for path in paths], translator))
    assert [outcome.document.path.stem for outcome in outcomes if outcome.error] == ["300"]
    assert "RuntimeError: broken" in outcomes[4].error
    assert sorted(path.stem for path in (paths[0].parent / "out").iterdir()) == [
        path.stem for path in paths if path.stem != "300"
    ]


def test_a_long_document_that_failed_keeps_its_translations(write: Write) -> None:
    path = write("a.txt", "Әкім.\n")
    with Journal(path.parent / "out") as journal:
        journal.begin(path.parent / "out" / "a.txt")
        translator = Translator(CopyEngine(), TERMBASE, "kk", "en", memory=Memory(journal.memory))
        translator.translate("Әкім келді.")
        journal.close(whole=False, keep=False)
    assert (path.parent / "out" / FOLDER / "memory.db").is_file()
    with Journal(path.parent / "out") as journal:
        journal.close(whole=True, keep=False)
    assert not (path.parent / "out").exists()


# the journal


def end(journal: Journal, path: Path) -> None:
    document = make_document(path)
    assert document.output
    document.output.parent.mkdir(exist_ok=True)
    document.output.write_text("done", "utf-8")
    journal.begin(document.output)
    with path.open("rb") as file:
        journal.end(Outcome(document, segments=1, stamp=Stamp.of(file)))


def test_a_journal_knows_what_is_done(write: Write) -> None:
    path = write("a.txt", "Әкім.\n")
    out = path.parent / "out"
    with Journal(out) as journal:
        journal.sign("x", anew=False)
        end(journal, path)
        journal.begin(out / "b.txt")
    with Journal(out) as journal:
        assert journal.is_done(make_document(path))
        assert not journal.is_done(make_document(path.with_name("b.txt")))
        assert journal.find(out / "b.txt") is not None
        assert journal.find(out / "c.txt") is None
        path.write_text("Басқа.\n", "utf-8")
        assert not journal.is_done(make_document(path))
        os.unlink(out / "a.txt")  # noqa: PTH108 - as somebody else would
        assert not journal.is_done(make_document(path))


def test_a_journal_that_was_cut_off_anywhere_is_read_to_its_last_whole_line(write: Write) -> None:
    paths = [write(f"{number}.txt", "Әкім.\n") for number in range(3)]
    out = paths[0].parent / "out"
    with Journal(out) as journal:
        journal.sign("x", anew=False)
        for path in paths:
            end(journal, path)
    whole = (out / FOLDER / "journal.jsonl").read_bytes()
    for cut in range(len(whole)):
        (out / FOLDER / "journal.jsonl").write_bytes(whole[:cut])
        with Journal(out) as journal:
            done = [journal.is_done(make_document(path)) for path in paths]
            assert done == sorted(done, reverse=True)
            journal.begin(out / "new.txt")
        with Journal(out) as journal:
            assert journal.find(out / "new.txt") is not None


def test_files_of_killed_runs_are_removed_and_no_others(write: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running, gone = name_temporary().replace(f"-{os.getpid()}-", "-1-"), f"{TEMPORARY}{platform.node()[:40]}-99999999-"
    write(f"out/{gone}abc", "half")
    write(f"out/deep/{gone}def", "half")
    write(f"out/{running}abc", "another run is writing it")
    write(f"out/{TEMPORARY}elsewhere-5-abc", "of another machine")
    write("out/own.txt", "mine")
    (out / f"{gone}folder").mkdir()
    audits = write(f"audits/{gone}ghi", "half").parent
    with Journal(out, [audits]):
        pass
    there = sorted(path.name for path in out.rglob("*") if path.is_file() and FOLDER not in path.parts)
    assert there == sorted(["own.txt", f"{running}abc", f"{TEMPORARY}elsewhere-5-abc"])
    assert list(audits.iterdir()) == []


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with Journal(tmp_path / "out"), pytest.raises(JournalError, match="another run"), Journal(tmp_path / "out"):
        pass


def test_a_run_is_not_gone_on_with_in_another_way(write: Write) -> None:
    path = write("a.txt", "Әкім.\n")
    with Journal(path.parent / "out") as journal:
        journal.sign("one", anew=False)
        end(journal, path)
    with Journal(path.parent / "out") as journal:
        with pytest.raises(JournalError, match="begin anew"):
            journal.sign("other", anew=False)
        journal.sign("other", anew=True)
        assert journal.signature == "other"
