"""What every document format must do; each format's tests subclass it with documents that other programs made."""

import io
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import ClassVar

import pytest

from translate.errors import FormatError
from translate.formats import Block, Format, Options, Part, Target, find_format


def keep(block: Block) -> Target:
    """Return the target that leaves a block as it is."""
    return Target(block.text, block.marks)


def louder(block: Block) -> Target:
    """Return a target of other letters and the same length, so that every mark stays where it is."""
    return Target(swap(block.text), block.marks)


def swap(text: str) -> str:
    """Return a text in which small Kazakh and English letters are others.

    >>> swap("ab, аб")
    'qq, жж'
    """
    return "".join("ж" if "а" <= c <= "я" else "q" if "a" <= c <= "z" else c for c in text)


class FormatContract:
    """Subclasses name the format, and give documents (name → bytes) and things that are none of it."""

    name: ClassVar[str]
    options = Options()

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        """Return whole documents, at least one with several blocks."""
        raise NotImplementedError

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        """Return what looks like a document of the format and cannot be read."""
        return {}

    @property
    def format(self) -> Format:
        return find_format(PurePath("x"), self.name)

    def read(self, content: bytes) -> list[Part]:
        return list(self.format.read(io.BytesIO(content), self.options))

    def blocks(self, content: bytes) -> list[Block]:
        return [block for part in self.read(content) for block in part.blocks]

    def rewrite(self, content: bytes, change: object = keep) -> bytes:
        file, out = io.BytesIO(content), io.BytesIO()

        def translated() -> Iterator[tuple[Part, Sequence[Target]]]:
            for part in self.format.read(file, self.options):
                yield part, [change(block) for block in part.blocks]  # type: ignore[operator]

        self.format.write(io.BytesIO(content), translated(), out, self.options)
        return out.getvalue()

    def same(self, before: bytes, after: bytes) -> None:
        """Assert that two documents are the same; packages compare part by part."""
        assert after == before

    def test_unchanged_targets_write_the_document_itself(self, documents: dict[str, bytes]) -> None:
        for content in documents.values():
            self.same(content, self.rewrite(content))

    def test_there_is_something_to_translate(self, documents: dict[str, bytes]) -> None:
        assert max(len(self.blocks(content)) for content in documents.values()) > 1

    def test_what_is_written_is_read_again(self, documents: dict[str, bytes]) -> None:
        for content in documents.values():
            wanted = [louder(block) for block in self.blocks(content)]
            found = self.blocks(self.rewrite(content, louder))
            assert [block.text for block in found] == [target.text for target in wanted]
            assert [len(block.marks) for block in found] == [len(target.marks) for target in wanted]

    def test_marks_lie_within_their_block_and_nest(self, documents: dict[str, bytes]) -> None:
        for content in documents.values():
            for block in self.blocks(content):
                assert len({mark.number for mark in block.marks}) == len(block.marks)
                assert list(block.marks) == sorted(block.marks, key=lambda mark: (mark.span.start, -mark.span.end))
                for mark in block.marks:
                    assert 0 <= mark.span.start <= mark.span.end <= len(block.text)
                for one in block.marks:
                    for other in block.marks:
                        crossing = one.span.start < other.span.start < one.span.end < other.span.end
                        assert not crossing

    def test_what_is_no_document_is_refused(self, broken: dict[str, bytes]) -> None:
        for what, content in broken.items():
            with pytest.raises(FormatError) as caught:
                self.read(content)
            assert "\n" not in str(caught.value), what
            assert len(str(caught.value)) < 300, what
