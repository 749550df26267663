"""One occurrence of a term in a text: the value that the matcher finds and all others work with."""

from dataclasses import dataclass

from glossary.kazakh.endings import Case
from glossary.term import Term
from glossary.text import Span


@dataclass(frozen=True, slots=True)
class TermMatch:
    """One occurrence of a term.

    `span` is in code points into the text that was searched (the original, not its normalised form), and
    `form` is what stands there. `case` is what the Kazakh head carries after the dictionary form
    (``"genitive"``…); `plural` tells whether it stands in the plural. `rendering` is the term to place in
    the target, None where the concept has none. `parts` are the matches that a composed title or an
    enumeration with one head was made of.
    `possessive` is the person of the possessive ending, as in `morphology.POSSESSORS` (3 for *әкімі*, *Елбасы*);
    `suffix` is ``"attributive"`` for *-дағы* and ``"pronominal"`` for *-нікі*, which stand after the case.
    """

    concept: str
    span: Span
    form: str
    term: Term
    rendering: Term | None
    case: Case = "nominative"
    plural: bool = False
    parts: tuple["TermMatch", ...] = ()
    possessive: int | None = None
    suffix: str = ""
