"""Which case a Kazakh rendering takes in its place: as the words around it and the English source say it.

Three witnesses are heard, the surest first: what stood in the place before, the postposition behind it
(`lexicon/government.tsv`), and the preposition that the English source has before the term.
"""

import re
from functools import cache
from importlib import resources

from glossary.kazakh.endings import CASES, Case
from glossary.kazakh.letters import fold
from glossary.kazakh.morphology import analyse

_PREPOSITIONS: dict[str, Case] = {
    "of": "genitive", "to": "dative", "into": "dative", "toward": "dative", "towards": "dative",
    "in": "locative", "at": "locative", "from": "ablative", "with": "instrumental", "for": "dative",
}  # fmt: skip
"""The case that Kazakh has most often for an English preposition (Muhamedowa 2015, 2.3)."""
_BEFORE = re.compile(r"\b([A-Za-z]+)\s+(?:(?:the|an?|his|her|its|their|our|this|that)\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s+([^\W\d_]+)")


@cache
def postpositions() -> dict[str, Case]:
    """Return the case before each postposition of the table.

    >>> postpositions()["дейін"]
    'dative'
    """
    lines = (resources.files("glossary") / "lexicon" / "government.tsv").read_text(encoding="utf-8").splitlines()
    by_name = {case: case for case in CASES}
    return {word: by_name[case] for word, case, _ in (line.split("\t") for line in lines[1:])}  # type: ignore[index]


def read_case(word: str) -> Case:
    """Return the case that a Kazakh word carries, by its likeliest reading.

    >>> read_case("министріне"), read_case("облысында"), read_case("сот")
    ('dative', 'locative', 'nominative')
    """
    readings = analyse(word)
    return readings[0].form.case if readings else "nominative"


def case_after(rest: str) -> Case | None:
    """Return the case that what follows asks for; None where it asks for none.

    >>> case_after(" кейін болды"), case_after(" туралы заң"), case_after(" келді")
    ('ablative', 'nominative', None)
    """
    found = _AFTER.match(rest)
    return postpositions().get(fold(found[1])) if found else None


def case_of_source(source: str, start: int) -> Case | None:
    """Return the case that stands for the preposition before a place in an English source; None where none is.

    >>> case_of_source("He went to the ministry.", 15), case_of_source("The ministry said", 4)
    ('dative', None)
    """
    found = _BEFORE.search(source, 0, start)
    return _PREPOSITIONS.get(found[1].lower()) if found else None


def find_case(before: str, rest: str, source: str, start: int) -> Case:
    """Return the case for a rendering: `before` is what stands in its place in the target, `rest` what follows.

    `start` is where the term begins in the English `source`.

    >>> find_case("министріне", " хат жазды", "wrote to the minister", 13)
    'dative'
    >>> find_case("", " сөзі", "the words of Elbasy", 13), find_case("", " келді", "Elbasy came", 0)
    ('genitive', 'nominative')
    """
    word = before.rstrip().rpartition(" ")[2]
    if word:
        case = read_case(word.strip("\"'«»“”.,;:!?()"))
        if case != "nominative":
            return case
    wanted = case_after(rest)
    if wanted:
        return wanted
    if word:
        return "nominative"
    return case_of_source(source, start) or "nominative"
