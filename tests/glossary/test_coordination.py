"""Terms that share their head: found together, rendered together, or not at all."""

import pytest

from glossary.match import TermMatcher
from glossary.term import Term, Termbase


def _body(concept: str, kazakh: str, english: str, grammar: str = "the") -> list[Term]:
    return [
        Term(concept, "kk", kazakh, grammar=("possessed",)),
        Term(concept, "en", english, grammar=(grammar,), case="keep"),
    ]


BASE = Termbase.from_terms(
    [
        *_body("finance", "Қаржы министрлігі", "Ministry of Finance"),
        *_body("energy", "Энергетика министрлігі", "Ministry of Energy"),
        *_body("health", "Денсаулық сақтау министрлігі", "Ministry of Healthcare"),
        *_body("education", "Білім және ғылым министрлігі", "Ministry of Education and Science"),
        *_body("almaty", "Алматы облысы", "Almaty region", "no-article"),
        *_body("abai", "Абай облысы", "Abai region", "no-article"),
        Term("ministry", "kk", "министрлік"),
        Term("ministry", "en", "Ministry", grammar=("the", "plural=Ministries"), case="keep"),
    ]
)
MATCHER = TermMatcher(BASE, "kk", "en")


@pytest.mark.parametrize(
    ("text", "form", "rendering", "case"),
    [
        ("Кеше қаржы және энергетика министрліктері есеп берді.", "қаржы және энергетика министрліктері",
         "Ministries of Finance and Energy", "nominative"),
        ("Қаржы, Энергетика және Денсаулық сақтау министрліктеріне хат жазылды.",
         "Қаржы, Энергетика және Денсаулық сақтау министрліктеріне",
         "Ministries of Finance, Energy and Healthcare", "dative"),
        ("Қаржы мен энергетика министрліктерінің жоспары", "Қаржы мен энергетика министрліктерінің",
         "Ministries of Finance and Energy", "genitive"),
        ("Қаржы, Білім және ғылым министрліктері", "Қаржы, Білім және ғылым министрліктері",
         "Ministry of Finance and the Ministry of Education and Science", "nominative"),
        ("Алматы және Абай облыстарында жаңбыр жауды.", "Алматы және Абай облыстарында",
         "Almaty and Abai regions", "locative"),
    ],
)  # fmt: skip
def test_a_shared_head(text: str, form: str, rendering: str, case: str) -> None:
    (match,) = MATCHER.match(text)
    assert match.rendering is not None
    assert (match.form, match.rendering.text, match.case, match.plural) == (form, rendering, case, True)
    assert match.form == text[match.span.start : match.span.end]
    assert match.concept == "+".join(part.concept for part in match.parts)
    assert all(part.form == text[part.span.start : part.span.end] for part in match.parts)


@pytest.mark.parametrize(
    "text",
    [
        "Құрылыс және энергетика министрліктері есеп берді.",  # one of the two is not known
        "Құрылыс, қаржы және энергетика министрліктері, сондай-ақ",  # after what is not known
    ],
)
def test_what_is_not_known_whole_is_not_joined_with_it(text: str) -> None:
    assert all("құрылыс" not in match.form.lower() for match in MATCHER.match(text))


def test_a_singular_head_is_not_shared() -> None:
    found = MATCHER.match("Қаржы және энергетика министрлігі")
    assert [match.concept for match in found] == ["energy"]
