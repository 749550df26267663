"""Renderings written into a source sentence, and over words of a target."""

import pytest

from glossary import place
from glossary.match import TermMatcher
from glossary.term import Term, Termbase
from glossary.text import Span

BASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim", case="sentence"),
        Term("elbasy", "kk", "Елбасы", grammar=("possessed",), case="keep"),
        Term("elbasy", "en", "Elbasy", case="keep"),
        Term("egov", "kk", "электрондық үкімет"),
        Term("egov", "en", "eGov", case="keep"),
        Term("adal", "kk", "Адал партиясы", grammar=("possessed",), case="keep"),
        Term("adal", "en", "“Adal” party", case="keep"),
        Term("none", "kk", "жапалақ"),
    ]
)
MATCHER = TermMatcher(BASE, "kk", "en")


@pytest.mark.parametrize(
    ("source", "ending", "wanted"),
    [
        ("Кеше әкімге айтты", True, "Кеше akim-ге айтты"),
        ("Кеше әкімге айтты", False, "Кеше akim айтты"),
        ("Әкімдер келді", True, "Akims келді"),
        ("«Әкім» деді", True, "«Akim» деді"),
        ("—\u00a0„Әкім келді", True, "—\u00a0„Akim келді"),
        ("әкім келді", True, "akim келді"),
        ("Кеше ӘКІМГЕ айтты", True, "Кеше akim-ге айтты"),
        ("Электрондық үкімет", True, "eGov"),
        ("Елбасының сөзін әкім тыңдады", True, "Elbasy-ның сөзін akim тыңдады"),
        ("Ескі жапалақ ұшты", True, "Ескі жапалақ ұшты"),
    ],
)
def test_renderings_are_written_as_kazakh_writes_foreign_words(source: str, ending: bool, wanted: str) -> None:
    assert place.write_inline(source, MATCHER.match(source), ending=ending) == wanted


def test_what_was_written_is_found_again_as_whole_words_in_plain_text() -> None:
    source = "Akimat пен Адал партиясы әкімге, әкімге айтты"
    matches = MATCHER.match(source)
    inline = place.write_inline(source, matches, ending=True).replace("“", '"').replace("”", '"')
    spans = place.find_written(source, matches, inline)
    assert [span.of(inline) for span in spans] == ['"Adal" party', "akim", "akim"]
    assert spans[1].end <= spans[2].start


def test_what_was_not_written_has_an_empty_span() -> None:
    matches = MATCHER.match("әкім келді")
    assert place.find_written("әкім келді", matches, "akimat келді") == [Span(0, 0)]
