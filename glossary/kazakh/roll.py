"""The persons of one document, so that each has one English name from the first line to the last.

*Арман Қырықбаев* in the first paragraph, *А.Қырықбаев* in the second and *Қырықбаев* in the third are one
person. A `Roll` is a frozen value that is made once, from the whole document, and handed to whatever
translates its segments:

    roll = enrol(find_persons(document))
    for segment in segments:
        persons = find_again(segment, roll)      # instead of find_persons(segment)

`find_again` also finds what a segment alone does not show: *Қошан* after *Ерлан Қошан*. Nothing here is kept
between calls.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from glossary.kazakh.letters import LETTERS, UPPER, fold
from glossary.kazakh.name_forms import LONGEST_ENDING, split_endings
from glossary.kazakh.persons import Person, find_persons
from glossary.kazakh.spelling import spell_person
from glossary.text import Span

_WORD = re.compile(rf"[{UPPER}A-Z](?<!\w[{UPPER}A-Z])[{LETTERS}A-Za-z]*(?:-[{LETTERS}A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One person of a document: the fullest Kazakh parts that the document has, and their English spelling."""

    given: str
    patronymic: str
    family: str
    english: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Roll:
    """The persons of a document in the order in which they come; may be hashed and compared."""

    persons: tuple[Enrolled, ...] = ()
    families: Mapping[str, tuple[Enrolled, ...]] = field(init=False, compare=False)
    """Those of each surname in small letters; each segment is searched for the surnames."""

    def __post_init__(self) -> None:
        """Collect the surnames once."""
        families: defaultdict[str, list[Enrolled]] = defaultdict(list)
        for one in self.persons:
            families[fold(one.family)].append(one)
        object.__setattr__(self, "families", {family: tuple(persons) for family, persons in families.items()})

    def find(self, person: Person) -> Enrolled | None:
        """Return who a name belongs to; None if nobody, or if it fits more than one.

        >>> roll = enrol(find_persons("Бүгін Арман Қырықбаев пен Асқар Мамин келді."))
        >>> found = roll.find(find_persons("Жиында А.Қырықбаев сөйледі")[0])
        >>> found.given if found else None
        'Арман'
        """
        same = self.families.get(fold(person.family), ())
        fitting = [one for one in same if _is_same(one.given, person.given)]
        return fitting[0] if len(fitting) == 1 else None


def enrol(persons: Iterable[Person], roll: Roll | None = None) -> Roll:
    """Return a roll with the persons added; the names without a given name only where nobody fits them.

    >>> [one.given for one in enrol(find_persons("Кеше А.Қырықбаев келді. Арман Қырықбаев сөйледі.")).persons]
    ['Арман']
    """
    enrolled = list(roll.persons) if roll else []
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, known in enumerate(enrolled):
        places[fold(known.family)].append(at)
    for person in sorted(persons, key=_fullness):
        if not person.family:
            continue
        same = places[fold(person.family)]
        fitting = [at for at in same if _is_same(enrolled[at].given, person.given)]
        if not fitting:
            spelled = spell_person(person.given, person.patronymic, person.family)
            same.append(len(enrolled))
            enrolled.append(Enrolled(person.given, person.patronymic, person.family, spelled))
        elif len(fitting) == 1 and person.patronymic and not enrolled[fitting[0]].patronymic:
            one = enrolled[fitting[0]]
            spelled = spell_person(one.given, person.patronymic, one.family)
            enrolled[fitting[0]] = replace(one, patronymic=person.patronymic, english=spelled)
    return Roll(tuple(enrolled))


def settle(person: Person, roll: Roll) -> Person:
    """Return the person with the English spelling that the document has for him or her.

    What the text says is kept: initials stay initials, a surname alone stays alone.

    >>> roll = enrol(find_persons("Кеше Берік Асылов келді."))
    >>> settle(find_persons("Бұл туралы Асылов айтты")[0], roll).name
    'Assylov'
    """
    one = roll.find(person)
    if one is None or not person.family:
        return person
    given, _, family = one.english
    if "." in person.given:
        given = _spell_initials(person.given, given, one.given)
    elif not person.given:
        given = ""
    patronymic = spell_person("", person.patronymic, "")[1]
    name = " ".join(part for part in (given, patronymic, family) if part)
    return replace(person, name=name, surname=name.rpartition(" ")[2])


def find_again(text: str, roll: Roll) -> tuple[Person, ...]:
    """Find the persons of a text as `find_persons` does, and surnames of the roll in any form; all settled.

    >>> roll = enrol(find_persons("Мәжіліс төрағасы Ерлан Қошан келді."))
    >>> [(person.name, person.ending) for person in find_again("Сөз Қошанға берілді", roll)]
    [('Koshanov', 'ға')]
    """
    found = [settle(person, roll) for person in find_persons(text)]
    families = roll.families
    taken = {at for person in found for at in range(*person.span)}
    for match in _WORD.finditer(text) if families else ():
        if match.start() in taken or not _may_be_one_of(fold(match.group()), families):
            continue
        for stem, ending in ((match.group(), ""), *split_endings(match.group())):
            if fold(stem) in families:
                family = spell_person("", "", stem)[2]
                bare = Person(Span(*match.span()), family, family, ending, "surname", "", "", stem)
                found.append(settle(bare, roll))
                break
    return tuple(sorted(found, key=lambda person: person.span))


def _may_be_one_of(word: str, families: Container[str]) -> bool:
    """Tell, at little cost, whether a word in small letters is a surname or begins with one that an ending follows."""
    shortest = max(1, len(word) - LONGEST_ENDING)
    return "-" in word or any(word[:end] in families for end in range(shortest, len(word) + 1))


def _fullness(person: Person) -> int:
    """Order names: with a given name, with initials, alone."""
    return 2 if not person.given else 1 if "." in person.given else 0


def _is_same(given: str, other: str) -> bool:
    """Tell whether two names with one surname may be one person's: the given names do not differ."""
    if not given or not other or fold(given) == fold(other):
        return True
    if "." in given or "." in other:
        short, long = (given, other) if "." in given else (other, given)
        return fold(long[:1]) == fold(short[:1])
    return False


def _spell_initials(initials: str, english: str, given: str) -> str:
    """Spell the first of the initials as the given name begins in English, where that is known."""
    spelled = spell_person(initials, "", "")[0]
    if "." in given or not english:
        return spelled
    first, dot, rest = spelled.partition(".")
    return (first if english.startswith(first) else english[0]) + dot + rest
