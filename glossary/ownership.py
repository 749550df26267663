"""Who may be said to have what.

The genitive is also the subject of a verbal noun, and a bare noun the subject of a sentence (Muhamedowa
2015, 2.2), so what a noun may have is told by the roles of `glossary.heads`.
"""

from glossary.chain import Link, level_of, names_home
from glossary.english import demonyms
from glossary.heads import PERSONS, words_of
from glossary.kazakh.letters import fold


def may_have(tail: Link, link: Link, case: str) -> bool:
    """Tell whether one noun may be said to have another; `case` is that of the first one."""
    if tail.role in PERSONS and tail.match.term.kind != "abbreviation":
        # Bare, a person is more likely the subject: Президент министрлеріне тапсырды.
        return link.role in ("deputy", "staff", "office") and case == "genitive"
    named = tail.role in ("", "place")
    bare = case == "nominative"
    if bare and link.match.case == "accusative" and link.role in ("staff", "envoy", "mission"):
        return False  # its own: Ресей елшісін шақыртып алды
    if link.role in ("holder", "staff"):
        only = link.head is not None and link.head.detail == "institution" and " " not in link.match.term.text
        name = tail.role == "" and tail.match.term.case == "keep" and not _is_latin(tail)
        name = name and tail.term.text not in demonyms()
        return not (only and name) and _fits_state(tail, link)
    if link.role in ("envoy", "mission"):
        return named
    if link.role == "company":
        return tail.role in ("", "company") and bare
    if link.role == "place":
        outer, inner = level_of(tail.match.term), level_of(link.match.term)
        quarter = (
            tail.head is not None and tail.head.word == "қала" and link.head is not None and link.head.word == "аудан"
        )
        below = outer is not None and inner is not None and (outer < inner or quarter)
        return below and link.match.term.possessed
    # Bare, a common noun says what kind of body it is, and a name how it is called: полиция басқармасы,
    # «Арна» агенттігі.
    kind_only = bare and tail.match.term.case != "keep" and tail.match.possessive is None
    firm = tail.role == "company" and tail.match.possessive is None
    called = bare and (firm or (tail.role == "" and (_is_latin(tail) or tail.match.form[:1] in '«"“')))
    return link.role in ("body", "office") and not kind_only and not called and _fits_state(tail, link)


def _is_latin(link: Link) -> bool:
    """Tell whether a name stands in Latin letters in the Kazakh text."""
    return link.match.term.text.isascii()


def _fits_state(tail: Link, link: Link) -> bool:
    """Tell whether a body can be that of a state or place: none of many states, nor of another one by its name."""
    if tail.role not in ("", "place"):
        return True
    words = fold(link.match.term.text).replace("-", " ").split()
    if any(word in words_of("international") for word in words[:-1]):
        return False
    return names_home(tail) or not names_home(link)
