"""No fault of an engine is silent: what the audit calls verified stands in the text, and the rest is reported.

What stands in the text is found by a plain search here, and not by the code under test.
"""

import re

import pytest

from glossary.term import Language, Term, Termbase
from tests.fakes import FAULTS, CopyEngine, NaughtyEngine
from translate import Translation, Translator

TERMBASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("deputy-akim", "kk", "әкімнің орынбасары", grammar=("possessed",)),
        Term("deputy-akim", "en", "deputy akim", case="sentence"),
        Term("elbasy", "kk", "Елбасы", grammar=("possessed",), case="keep"),
        Term("elbasy", "en", "Elbasy", grammar=("no-article",), case="keep"),
        Term("court", "kk", "сот"),
        Term("court", "en", "court", case="sentence"),
    ],
    "test",
)
TEXTS: dict[Language, str] = {
    "kk": "Елбасы мен әкім 2018 жылы «Кеңес» орталығына келді. Әкімнің орынбасары Елбасына хат жазды. Сот 5 күн жүрді.",
    "en": "Elbasy and the akim came to “Kenes” in 2018. The deputy akim wrote to Elbasy. The court sat for 5 days.",
}
FORMS = {
    "akim": r"\bakims?\b|\bәкім\w*",
    "deputy akim": r"\bdeputy akims?\b",
    "Elbasy": r"\bElbasy\b",
    "court": r"\bcourts?\b",
    "әкім": r"\bәкім",
    "әкімнің орынбасары": r"\bәкім\w* орынбасар",
    "Елбасы": r"\bЕлбасы",
    "сот": r"\bсот",
}


def translate(engine: CopyEngine, source: Language) -> Translation:
    target: Language = "en" if source == "kk" else "kk"
    return Translator(engine, TERMBASE, source, target).translate(TEXTS[source])


@pytest.mark.parametrize("source", ["kk", "en"])
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_called_verified_is_there_and_what_is_not_is_reported(fault: str, source: Language) -> None:
    for unit in translate(NaughtyEngine(fault), source).units:
        text = unit.target
        uses = sorted(unit.terms, key=lambda use: -len(use.rendering))
        missing = [violation for violation in unit.violations if violation.kind == "missing"]
        for use in uses:
            found = re.search(FORMS[use.rendering], text, re.IGNORECASE)
            if use.verified:
                assert found, (fault, use, unit.target)
                assert use.target is not None
                text = text[: found.start()] + "#" * len(found[0]) + text[found.end() :]
            else:
                assert use.target is None
                assert any(repr(use.rendering) in violation.message for violation in missing), (fault, use)


@pytest.mark.parametrize("fault", ["drop", "loop", "wrong language", "forget the prefix"])
def test_an_engine_that_cannot_be_helped_leaves_every_title_reported(fault: str) -> None:
    translation = translate(NaughtyEngine(fault), "kk")
    uses = [use for unit in translation.units for use in unit.terms]
    assert len(uses) == 5
    assert not any(use.verified for use in uses)


@pytest.mark.parametrize("fault", ["paraphrase", "duplicate", "strip quotes", "change numbers"])
def test_an_engine_that_copies_can_be_helped(fault: str) -> None:
    translation = translate(NaughtyEngine(fault), "kk")
    assert all(use.verified for unit in translation.units for use in unit.terms)


def test_a_prefix_carries_what_is_paraphrased_otherwise() -> None:
    """The paraphrasing engine makes *mayor* of every akim; only what it must begin with stays."""
    translation = translate(NaughtyEngine("paraphrase"), "kk")
    strategies = {use.rendering: use.strategy for unit in translation.units for use in unit.terms}
    assert strategies["akim"] == "prefix"
    assert strategies["Elbasy"] == "inline"
