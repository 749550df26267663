"""How other tools and people call languages, statuses, kinds and columns.

The statuses and kinds are those of TBX-Basic (ISO 30042; the schematron rules of the dialect list the values of
`administrativeStatus` and `termType`), of ISO 12620's `normativeAuthorization`, and the plain words that
term managers write into tables.
"""

import re

from glossary.term import Kind, Language, Status

_LANGUAGE_NAMES: dict[str, Language] = {
    "kk": "kk",
    "kaz": "kk",
    "kazakh": "kk",
    "қазақша": "kk",
    "қазақ тілі": "kk",
    "қазақ тілінде": "kk",
    "казахский": "kk",
    "на казахском": "kk",
    "en": "en",
    "eng": "en",
    "english": "en",
    "ағылшынша": "en",
    "ағылшын тілі": "en",
    "ағылшын тілінде": "en",
    "английский": "en",
    "на английском": "en",
}
_OTHER_NAMES = frozenset(
    {"ru", "rus", "russian", "орысша", "орыс тілі", "орыс тілінде", "русский", "на русском"}
    | {"ar", "de", "es", "fr", "it", "ja", "ko", "ky", "tr", "uz", "zh"}
    | {
        "arabic",
        "chinese",
        "french",
        "german",
        "italian",
        "japanese",
        "korean",
        "kyrgyz",
        "spanish",
        "turkish",
        "uzbek",
    }
)
_SUBTAG = re.compile(r"([a-z]{2,3})[-_][a-z0-9]{2,8}([-_][a-z0-9]{1,8})*")
_ASIDE = re.compile(r" *\([^)]*\)$")

_STATUSES: dict[str, Status] = {
    "preferred": "preferred",
    "recommended": "preferred",
    "standardized": "preferred",
    "legal": "preferred",
    "regulated": "preferred",
    "approved": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "deprecated",
    "obsolete": "deprecated",
    "notrecommended": "deprecated",
    "forbidden": "forbidden",
    "prohibited": "forbidden",
    "proposed": "unverified",
    "new": "unverified",
    "unverified": "unverified",
}
_KINDS: dict[str, Kind] = {
    "fullform": "full",
    "full": "full",
    "shortform": "short",
    "short": "short",
    "abbreviation": "abbreviation",
    "acronym": "abbreviation",
    "initialism": "abbreviation",
}
_COLUMN_NAMES = {
    "concept": "concept",
    "status": "status",
    "мәртебесі": "status",
    "статус": "status",
    "note": "note",
    "notes": "note",
    "comment": "note",
    "comments": "note",
    "remark": "note",
    "definition": "note",
    "description": "note",
    "entry_note": "note",
    "ескерту": "note",
    "ескертпе": "note",
    "түсініктеме": "note",
    "анықтама": "note",
    "примечание": "note",
    "комментарий": "note",
    "определение": "note",
    "source": "source",
    "reference": "source",
    "дереккөз": "source",
    "источник": "source",
    "kind": "kind",
    "case": "case",
    "from": "from",
    "until": "until",
    "part_of": "part_of",
    "successor": "successor",
    "checked": "checked",
}


def language_of(name: str) -> Language | None:
    """Return the language of a code or of a name in a header; None for any other.

    >>> [language_of(name) for name in ("kk-KZ", "Қазақша", "English (United States)", "EN", "eng", "ru")]
    ['kk', 'kk', 'en', 'en', 'en', None]
    """
    plain = _ASIDE.sub("", name.strip().lower())
    if match := _SUBTAG.fullmatch(plain):
        plain = match.group(1)
    return _LANGUAGE_NAMES.get(plain)


def is_other_language(name: str) -> bool:
    """Tell whether a cell names a language that a termbase does not hold.

    >>> is_other_language("ru-RU"), is_other_language("орысша"), is_other_language("kk"), is_other_language("әкім")
    (True, True, False, False)
    """
    plain = _ASIDE.sub("", name.strip().lower())
    if match := _SUBTAG.fullmatch(plain):
        plain = match.group(1)
    return plain in _OTHER_NAMES


def status_of(value: str) -> Status | None:
    """Return the status that another tool's word stands for.

    >>> [status_of(value) for value in ("preferredTerm-admn-sts", "supersededTerm", "Forbidden", "maybe")]
    ['preferred', 'deprecated', 'forbidden', None]
    """
    plain = value.strip().lower().removesuffix("-admn-sts").removesuffix("-admin-sts").removesuffix("term")
    return _STATUSES.get(plain.replace(" ", ""))


def kind_of(value: str) -> Kind | None:
    """Return the kind that a termType stands for.

    >>> kind_of("acronym"), kind_of("shortForm"), kind_of("phrase")
    ('abbreviation', 'short', None)
    """
    return _KINDS.get(value.strip().lower())


def column_of(name: str) -> str | None:
    """Return our column for a column that stands beside the languages of a glossary.

    >>> column_of("Ескертпе"), column_of("Definition"), column_of("№")
    ('note', 'note', None)
    """
    return _COLUMN_NAMES.get(name.strip().lower())
