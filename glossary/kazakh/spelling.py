"""The English spelling of a person's name: that of the table of persons, else by the letters."""

from glossary.kazakh.letters import fold
from glossary.kazakh.name_lexicon import KnownPerson, given_names, known_persons
from glossary.kazakh.roman import romanize


def spell_person(given: str, patronymic: str, family: str) -> tuple[str, str, str]:
    """Return given name or initials, patronymic and surname in English; "" for a part that is "".

    A person of the table is known by given name and surname, by initials that fit and surname, or by a surname
    that has only one spelling there.

    >>> spell_person("Қасым-Жомарт", "Кемелұлы", "Тоқаев"), spell_person("Қ.-Ж.К.", "", "Тоқаев")
    (('Kassym-Jomart', 'Kemeluly', 'Tokayev'), ('K.-J.K.', '', 'Tokayev'))
    >>> spell_person("", "", "Назарбаев"), spell_person("Берік", "", "Асылов"), spell_person("Марат", "", "Асылов")
    (('', '', 'Nazarbayev'), ('Berik', '', 'Assylov'), ('Marat', '', 'Asylov'))
    """
    known = _find_known(given, family)
    if known is None:
        spelled = "".join(given_names().get(fold(word)) or romanize(word) for word in _split(given))
        return spelled, romanize(patronymic), romanize(family)
    first = known.english_given if given else ""
    if "." in given:
        first = _spell_initials(given, known)
    if family.isupper() and len(family) > 1:  # only the surname in most bylines, all of the name in headlines
        first = first.upper() if given.isupper() else first
        return first, romanize(patronymic), known.english_family.upper()
    return first, romanize(patronymic), known.english_family


def is_known(given: str, family: str) -> bool:
    """Tell whether the English spelling comes from the table of persons.

    >>> is_known("Бақытжан", "Сағынтаев"), is_known("Мақпал", "Сағынтаева")
    (True, False)
    """
    return _find_known(given, family) is not None


def _split(given: str) -> list[str]:
    """Return the words of a given name and the spaces between them."""
    first, space, rest = given.partition(" ")
    return [first, space, *_split(rest)] if space else [first]


def _find_known(given: str, family: str) -> KnownPerson | None:
    persons = known_persons().get(fold(family), ()) if family else ()
    if "." in given:
        persons = tuple(person for person in persons if fold(person.given).startswith(fold(given[0])))
    elif given:
        persons = tuple(person for person in persons if fold(person.given) == fold(given))
    return persons[0] if len({person.english_family for person in persons}) == 1 else None


def _spell_initials(initials: str, known: KnownPerson) -> str:
    """Spell each initial as the known name begins there: Қ.-Ж.К. is K.-J.K. for *Kassym-Jomart*."""
    parts = known.english_given.split("-")
    spelled = []
    for index, initial in enumerate(initials.split(".")):
        letter = romanize(initial.strip("- "))
        mark = initial[: len(initial) - len(initial.lstrip("- "))]
        if letter and index < len(parts) and not parts[index].startswith(letter):
            letter = parts[index][0]
        spelled.append(mark + letter)
    return ".".join(spelled)
