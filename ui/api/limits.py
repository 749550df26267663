"""What a server allows a request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a request may be.

    `characters` are the code points of one text, `batch` the texts of one request, `file` the bytes of a document;
    `alternatives` are those of one text, `documents` those that are worked on at once.
    """

    characters: int = 50_000
    batch: int = 500
    file: int = 20_000_000
    alternatives: int = 3
    documents: int = 4

    @property
    def body(self) -> int:
        """Bytes of a request that are read: of a document with what is around it, or of texts as JSON."""
        return self.file + 1_000_000
