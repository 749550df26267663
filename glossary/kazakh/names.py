"""Persons' names: found in a Kazakh text, written in Latin letters, kept the same through a document.

The parts are in modules of their own: `persons` finds, `roman` and `spelling` write in Latin letters, `roll`
keeps the spelling of a document.
"""

from glossary.kazakh.persons import Person, find_persons, is_byline
from glossary.kazakh.roll import Roll, enrol, find_again, settle
from glossary.kazakh.roman import KNOWN, ROMAN, romanize
from glossary.kazakh.spelling import spell_person

__all__ = [
    "KNOWN",
    "ROMAN",
    "Person",
    "Roll",
    "enrol",
    "find_again",
    "find_persons",
    "is_byline",
    "romanize",
    "settle",
    "spell_person",
]
