"""What every format owes: the classes here are subclassed once for each."""

import tempfile
from pathlib import Path
from typing import BinaryIO, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings

from glossary.errors import TermbaseError
from glossary.storage import FORMATS, Loss, load, read, save
from glossary.storage.formats import find_format
from glossary.term import Term, Termbase
from tests.glossary.storage.termbases import some_termbases

GOOD = Termbase.from_terms(
    [
        Term("ministry-of-finance", "kk", "Қаржы министрлігі", grammar=("possessed",), note="a & b", source="law"),
        Term("ministry-of-finance", "en", "Ministry of Finance", grammar=("the",), case="keep"),
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence", part_of="akimat", checked="2026-11-23"),
        Term("akim", "kk", "қала басшысы", "admitted", since="2014", until="2018-06"),
    ],
    "good",
)


# One property is run by a class for each format, which hypothesis takes for a mistake.
MANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.differing_executors])


class Interruption(Exception):  # noqa: N818
    """What stops a save half way, as a full disk or a key does."""


class FormatContract:
    """What holds for all formats; a subclass names one, and a broken file of it."""

    name: ClassVar[str]

    def broken(self, path: Path) -> list[int]:
        """Write a file with several bad rows and return the numbers of their lines."""
        raise NotImplementedError

    def path(self, folder: Path, stem: str = "good") -> Path:
        return folder / f"{stem}{FORMATS[self.name].suffix}"

    def test_every_bad_row_is_listed_by_line(self, tmp_path: Path) -> None:
        path = self.path(tmp_path)
        lines = self.broken(path)
        with pytest.raises(TermbaseError) as caught:
            load(path)
        assert [problem.line for problem in caught.value.problems] == lines
        assert caught.value.path == str(path)

    def test_the_format_is_known_by_content(self, tmp_path: Path) -> None:
        save(GOOD, self.path(tmp_path), self.name)
        hidden = self.path(tmp_path).rename(tmp_path / "export.dat")
        assert FORMATS[find_format(hidden)].read is FORMATS[self.name].read
        assert load(hidden, name="good") == load(hidden.rename(self.path(tmp_path)))

    def test_an_interrupted_save_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = self.path(tmp_path)
        path.write_bytes(b"before")
        written = FORMATS[self.name].write

        def write(termbase: Termbase, file: BinaryIO, suffix: str) -> list[Loss]:
            written(termbase, file, suffix)
            raise Interruption

        monkeypatch.setattr(type(FORMATS[self.name]), "write", property(lambda self: write))
        with pytest.raises(Interruption):
            save(GOOD, path, self.name)
        assert path.read_bytes() == b"before"
        assert [file.name for file in tmp_path.iterdir()] == [path.name]

    def test_an_empty_termbase(self, tmp_path: Path) -> None:
        assert save(Termbase(name="good"), self.path(tmp_path), self.name) == []
        assert load(self.path(tmp_path)) == Termbase(name="good")

    def test_a_damaged_file_is_read_or_refused(self, tmp_path: Path) -> None:
        """Whatever a byte becomes and wherever a file ends, nothing but TermbaseError comes out."""
        path = self.path(tmp_path)
        save(GOOD, path, self.name)
        whole = path.read_bytes()
        step = max(1, len(whole) // 150)
        refused = 0
        for place in range(0, len(whole), step):
            for data in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :]):
                path.write_bytes(data)
                try:
                    load(path)
                except TermbaseError:
                    refused += 1
        assert refused


class LosslessContract(FormatContract):
    """A format that holds every column."""

    @MANY
    @given(some_termbases())
    def test_what_was_written_is_read(self, termbase: Termbase) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = self.path(Path(folder), "base")
            assert save(termbase, path, self.name) == []
            reading = read(path)
            assert reading.termbase == termbase
            assert reading.left_out == ()

    def test_a_termbase_that_would_not_be_read_back_is_not_written(self, tmp_path: Path) -> None:
        path = self.path(tmp_path)
        path.write_bytes(b"before")
        for text in ("a\tb", " space", "line\nbreak", "", "министрi", "nonsense\ufffe", "half\ud800"):
            with pytest.raises(TermbaseError):
                save(Termbase.from_terms([Term("akim", "kk", text)]), path, self.name)
        assert path.read_bytes() == b"before"


class GlossaryContract(FormatContract):
    """A format that holds pairs of terms, and says what else there was."""

    @MANY
    @given(some_termbases())
    def test_every_term_is_written_or_listed(self, termbase: Termbase) -> None:
        readable = [t for t in termbase.terms() if t.language == "en" or any("а" <= c <= "ң" for c in t.text.lower())]
        termbase = Termbase.from_terms(readable, "base")
        with tempfile.TemporaryDirectory() as folder:
            path = self.path(Path(folder), "base")
            losses = save(termbase, path, self.name)
            back = load(path)
            written = {(term.language, term.text) for term in back.terms()}
            listed = {(loss.concept, loss.term) for loss in losses}
            for term in termbase.terms():
                assert (term.language, term.text) in written or (term.concept, term.text) in listed
            assert written <= {(term.language, term.text) for term in termbase.terms() if term.usable}

    @MANY
    @given(some_termbases())
    def test_what_it_holds_comes_back(self, termbase: Termbase) -> None:
        readable = [t for t in termbase.terms() if t.language == "en" or any("а" <= c <= "ң" for c in t.text.lower())]
        with tempfile.TemporaryDirectory() as folder:
            first, second = (self.path(Path(folder), stem) for stem in ("base", "again"))
            save(Termbase.from_terms(readable), first, self.name)
            assert save(load(first), second, self.name) == []
            assert second.read_bytes() == first.read_bytes()
