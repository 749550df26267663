"""How a text may write an English term and mean exactly the same: *Finance Ministry*, *Kazakhstan's President*.

What changes: the order of a head and what stands with *of* behind it (R. Quirk et al., A Comprehensive Grammar
of the English Language, 1985, 5.115-5.122, 17.104-17.119), British and American spelling
(`glossary.spelling`), the comma before the last *and*, the names of the home state, and the nouns for places.

Hyphens and capitals make no wording of their own: `glossary.wordings` splits words at hyphens and folds them.
A state that the term does not name is left out: *Ministry of Finance of Kazakhstan* is a chain of two terms,
which `glossary.compose_kazakh` joins, for in the translation the state must not be lost.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from glossary.english import plural, pluralize
from glossary.spelling import copy_capitals, read_spellings
from glossary.term import Term

MOST = 12
"""Wordings of one term: what keeps the trie small."""

_BODIES = frozenset(
    {"ministry", "committee", "agency", "commission", "department", "bureau", "minister", "commissioner"}
)
"""What may stand behind the name of its field as well as before it: *Committee on Statistics*."""
_OFFICES = frozenset(
    {
        "akim", "akimat", "maslikhat", "chairman", "chairwoman", "chairperson", "speaker", "deputy", "senator",
        "president", "secretary", "prosecutor", "mayor", "governor", "judge", "head",
    }
)  # fmt: skip
"""What may stand behind the name of its place or body as well as before it: *Chairman of the Senate*."""
_LOCAL = frozenset({"akim", "akimat", "maslikhat", "mayor"})
"""Whose place without a place noun is a city: an *akim of Almaty* is not that of Almaty region."""
_OTHER_PREPOSITION = {"of": "for", "for": "on", "on": "for"}
_LINKING = frozenset({"of", "for", "on", "in", "to", "at", "with", "by", "from", "against", "over", "under", "between"})
_ADJECTIVE = re.compile(
    r"(?:al|ic|ary|ive|ous|ian|ble|foreign|prime|vice|deputy|first|former|acting|chief|new|joint)$", re.IGNORECASE
)
"""What a field cannot end in when it is put behind *of*: there is no *Ministry of Foreign*."""
_STATE = re.compile(r"(?P<head>.+?) of (?:the )?(?P<state>Republic of Kazakhstan|Kazakhstan|RK)")
_NO_HEAD = frozenset({"republic", "people", "citizen", "citizens", "territory"})
_TWO_WORDS = re.compile(r"\b([Hh]ealth) [Cc]are\b")
_LAST_AND = re.compile(r"(?<!,) and (?=[^,]*$)")
_PLACE_NOUNS = {
    "region": ("oblast", "province"),
    "district": ("rayon", "raion"),
    "city": (),
    "village": (),
    "settlement": (),
}
"""Nouns that follow the name of a place, each with others for the same."""


class Wording(NamedTuple):
    """One way to write a term; `changed` tells that it is not the listed wording or the plural of it.

    Where the wordings of two concepts are the same, that which is not changed is meant.
    """

    text: str
    plural: bool = False
    changed: bool = False


@cache
def _spelt_words() -> frozenset[str]:
    """Return the words of the table, of *health care* the last one."""
    return frozenset(word.rpartition(" ")[2] for word in read_spellings())


@cache
def _triggers() -> frozenset[str]:
    """Return the words without which a term has no wording but its own."""
    return _spelt_words() | _BODIES | _LOCAL | {"and", "of", "for", "on", *_PLACE_NOUNS}


def wordings(term: Term) -> list[Wording]:
    """Return the wordings of an English term, those nearest to the listed one first, at most `MOST`.

    Without the leading article. What does not vary (`no-article`, an abbreviation) has no plural but one
    that its grammar gives.

    >>> [wording.text for wording in wordings(Term("a", "en", "Ministry of Defence"))][:4]
    ['Ministry of Defence', 'Ministries of Defence', 'Ministry of Defense', 'Defence Ministry']
    >>> wordings(Term("b", "en", "Oral", grammar=("no-article",), part_of="west-kazakhstan-region"))[1]
    Wording(text='Oral city', plural=False, changed=True)
    """
    text = term.text[4:] if term.text[:4].lower() == "the " and len(term.text) > 4 else term.text
    found = [Wording(text)]
    countable = _is_countable(term)
    many = plural(term) if countable else text
    many = many[4:] if many[:4].lower() == "the " else many
    if many != text:
        found.append(Wording(many, plural=True))
    if term.kind == "abbreviation":
        dotted = ".".join(text) + "."
        return [*found, Wording(dotted, changed=True)] if text.isalpha() and text.isupper() and len(text) < 5 else found
    words = text.lower().replace(",", "").split()
    if not term.part_of and _triggers().isdisjoint(words):
        return found
    others = _others(text, term, spelt=not _spelt_words().isdisjoint(words))
    found += [Wording(other, changed=True) for other in others[: MOST - len(found)]]
    if countable and len(found) < MOST:
        head, heads = _head_and_plural(text, many)
        plurals = [other.replace(head, heads) if head and other.count(head) == 1 else "" for other in others]
        plurals = [many_other or pluralize(other) for many_other, other in zip(plurals, others, strict=True)]
        found += [Wording(other, plural=True, changed=True) for other in plurals[: MOST - len(found)]]
    return found


def _head_and_plural(one: str, many: str) -> tuple[str, str]:
    """Return the word in which a plural differs from its singular, in both; "" where they differ in more.

    >>> _head_and_plural("deputy of the Senate", "deputies of the Senate")
    ('deputy', 'deputies')
    """
    differing = [pair for pair in zip(one.split(" "), many.split(" "), strict=False) if pair[0] != pair[1]]
    return differing[0] if len(differing) == 1 else ("", "")


def _others(text: str, term: Term, *, spelt: bool) -> list[str]:
    """Return the other wordings of a term in the singular, each once. `spelt`: a word may be spelt otherwise."""
    others = [*_spell(text)] if spelt else []
    if " and " in text and ", " in text:
        others.append(text.replace(", and ", " and ") if ", and " in text else _LAST_AND.sub(", and ", text))
    turned = _turn(text)
    others += turned
    if "Kazakhstan" in text or text.endswith(" RK"):
        others += _name_state(text)
    if spelt:
        for other in turned[:2]:
            others += _spell(other)
    others += _name_place(text, term)
    if " and " in text:
        others.append(text.replace(" and ", " & "))
    return [other for other in dict.fromkeys(others) if other != text]


def _is_countable(term: Term) -> bool:
    """Tell whether there may be several: not of a name without article, nor of an abbreviation."""
    if any(word.startswith("plural=") for word in term.grammar):
        return True
    return term.kind != "abbreviation" and "no-article" not in term.grammar


def _spell(text: str) -> Iterator[str]:
    """Yield a text in British and in American spelling, where that is another one.

    >>> list(_spell("Labour Organization")), list(_spell("Ministry of Healthcare"))
    (['Labour Organisation', 'Labor Organization'], ['Ministry of Health Care'])
    """
    table = read_spellings()
    joined = _TWO_WORDS.sub(r"\1_care", text) if "care" in text or "Care" in text else text
    words = joined.split(" ")
    pairs = [table.get(word.rstrip(",").lower().replace("_", " ")) for word in words]
    if not any(pairs):
        return
    for side in (0, 1):
        changed = [
            copy_capitals(word, pair[side]) + ("," if word.endswith(",") else "") if pair else word
            for word, pair in zip(words, pairs, strict=True)
        ]
        spelt = " ".join(changed)
        if spelt.lower() != text.lower():
            yield spelt


def _split(text: str) -> tuple[str, str, str]:
    """Return what stands before the first *of*, *for* or *on*, this preposition, and what follows it."""
    words = text.split(" ")
    for i, word in enumerate(words):
        if word in _OTHER_PREPOSITION and 0 < i < len(words) - 1:
            return " ".join(words[:i]), word, " ".join(words[i + 1 :])
    return text, "", ""


def _last_word(phrase: str) -> str:
    """Return the last word of a phrase in small letters, of *Vice-Minister* the last part."""
    return phrase.lower().replace("-", " ").rpartition(" ")[2]


def _turn(text: str) -> list[str]:
    """Return a title with its field or place on the other side of its head.

    >>> _turn("Minister of Finance"), _turn("Energy Ministry"), _turn("Foreign Ministry")
    (['Finance Minister', 'Minister for Finance'], ['Ministry of Energy'], [])
    >>> _turn("deputy akim of Almaty")
    ['Almaty deputy akim', "Almaty's deputy akim"]
    """
    head, by, rest = _split(text)
    if not by:
        return _turn_back(text)
    bare = rest.removeprefix("the ")
    noun = _last_word(head)
    if noun in _BODIES:
        turned = [f"{bare} {head}"] if _is_plain(bare, 4) else []
        return [*turned, f"{head} {_OTHER_PREPOSITION[by]} {rest}"]
    if noun not in _OFFICES or by != "of" or not _is_plain(bare, 3) or bare == "State":
        return []
    owner = [f"{bare}'s {head}"] if bare[:1].isupper() and not bare.endswith("s") else []
    return [f"{bare} {head}", *owner]


def _turn_back(text: str) -> list[str]:
    """Return a title without a preposition with its field or place behind it: *Energy Ministry*, *Astana akim*."""
    rest, _, noun = text.rpartition(" ")
    if not _is_plain(rest, 4):
        return []
    if noun.lower() in ("ministry", "minister"):
        return [f"{noun} of {rest}"] if rest and not _ADJECTIVE.search(rest) else []
    if noun.lower() not in _LOCAL or not rest[:1].isupper():
        return []
    before = rest.rpartition(" ")[2]
    if before in ("deputy", "Deputy"):
        rest, noun = rest[: -len(before)].rstrip(), f"{before} {noun}"
    return [f"{noun} of {rest}"] if rest else []


def _is_plain(phrase: str, most: int) -> bool:
    """Tell whether a phrase has few words, no preposition and no comma, so that it may stand before a noun."""
    words = phrase.split(" ")
    return len(words) <= most and "," not in phrase and _LINKING.isdisjoint(words)


def _name_state(text: str) -> list[str]:
    """Return the title of a body or office of the home state with the other names of the state.

    >>> _name_state("President of Kazakhstan")[:3]
    ['President of the Republic of Kazakhstan', "Kazakhstan's President", 'Kazakh President']
    """
    found = _STATE.fullmatch(text)
    if found is None or found["head"].lower() in _NO_HEAD:
        return []
    head = found["head"]
    named = [f"{head} of the Republic of Kazakhstan", f"{head} of Kazakhstan"]
    if _is_plain(head, 5):
        named += [f"{owner} {head}" for owner in ("Kazakhstan's", "Kazakh", "Kazakhstani")]
    return [name for name in named if name != text]


def _name_place(text: str, term: Term) -> list[str]:
    """Return the name of a place, or the title that ends in it, with other nouns for the place.

    A name alone is that of a city when it is part of the state or of a region: so it is in the termbase.

    >>> _name_place("akim of Almaty", Term("a", "en", "akim of Almaty"))
    ['akim of the city of Almaty', 'akim of Almaty city', 'Almaty city akim']
    >>> _name_place("Abai region", Term("b", "en", "Abai region"))
    ['Abai oblast', 'Abai province', 'region of Abai']
    """
    name, _, noun = text.rpartition(" ")
    if name and noun in ("region", "district"):
        before, of, place = name.rpartition(" of ")
        start = f"{before} of the " if of else ""
        others = [f"{name} {other}" for other in _PLACE_NOUNS[noun]]
        return [*others, f"{start}{noun} of {place}"] if place[:1].isupper() else []
    head, by, place = _split(text)
    if by == "of" and head in _PLACE_NOUNS and place[:1].isupper():
        return [f"{place} {head}"]
    if by == "of" and _last_word(head) in _LOCAL and place[:1].isupper() and _is_plain(place, 3):
        return [f"{head} of the city of {place}", f"{head} of {place} city", f"{place} city {head}"]
    return [f"{text} city", f"city of {text}"] if _is_city(text, term) else []


def _is_city(text: str, term: Term) -> bool:
    """Tell whether a term is the bare name of a city."""
    if "no-article" not in term.grammar or term.kind != "full" or text.isupper():
        return False
    return term.part_of == "kazakhstan" or term.part_of.endswith(("-region", "-oblast", "-district"))
