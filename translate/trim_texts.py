"""The text that ships, from which it is known which pieces Kazakh and English official text needs.

No corpus may be copied into the package. What is there anyway: the termbase, its Kazakh terms in all cases, plain and
possessed; the pieces of the embedded model, which were learnt from 20 million tokens of the two languages; and half a
million characters of English in Python's own library, the texts of its `help()`.
"""

import contextlib
from collections.abc import Iterator

from glossary.kazakh.morphology import paradigm
from glossary.storage import default_termbase
from translate.checkpoint import read_pieces
from translate.piece_selection import SPACE
from translate.store import EMBEDDED, PIECES


def list_shipped() -> Iterator[str]:
    """Yield the lines of what ships: terms and their forms, the embedded model's pieces as words, Python's help."""
    lemmas: dict[tuple[str, bool], None] = {}
    for term in default_termbase().terms():
        yield term.text
        if term.language == "kk":
            lemmas[term.text.rpartition(" ")[2], "possessed" in term.grammar] = None
    for lemma, possessed in lemmas:
        for word, form in paradigm(lemma, possessed).items():
            if form.possessive in (None, 3) and not form.suffix and form.predicate is None:
                yield f"{lemma[:1]}{word[1:]}"  # the paradigm is in small letters
    for piece in read_pieces(EMBEDDED / PIECES):
        yield piece.replace(SPACE, " ").strip()
    with contextlib.suppress(ImportError):  # some distributions leave it out
        from pydoc_data.topics import topics

        for text in topics.values():
            yield from text.splitlines()
