"""Numbers and other words that are written alike go together, and bold stays on all of `№ 1234-V`."""

import pytest

from glossary.text import Span
from translate import Segment, Translation, TranslationUnit
from translate.carry import carry
from translate.engine import Link
from translate.engines.tokens import split_words
from translate.formats import Block, Mark
from translate.same_words import match_same


def match(source: str, target: str) -> dict[str, list[str]]:
    ours, theirs = tuple(split_words(source)), tuple(split_words(target))
    found = match_same(ours, theirs, source, target)
    return {theirs[number].of(target): [ours[one].of(source) for one in numbers] for number, numbers in found.items()}


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Бұл № 12-V заң.", "This is Law No. 12-V.", {"No.": ["№"], "12-V.": ["12-V"]}),
        ("Бұл №12 бұйрық.", "This is Order No. 12.", {"No.": ["№12"], "12.": ["№12"]}),
        ("2024-жылғы есеп", "The report of 2024", {"2024": ["2024-жылғы"]}),
        ("Order No. 5", "№ 5 бұйрық", {"№": ["No."], "5": ["5"]}),
        ("Ол Boeing-пен ұшты", "He flew on a Boeing", {}),
        ("Ол «Boeing» деді", "He said “Boeing”", {"“Boeing”": ["«Boeing»"]}),
        ("5 үй, 5 көше", "5 houses", {}),
        ("5 үй, 6 көше", "6 streets and 5 houses", {"6": ["6"], "5": ["5"]}),
        ("Бұл Boeing емес", "It is no Boeing", {"Boeing": ["Boeing"]}),
        ("Жоқ, 5 үй", "There is no doubt of 5 houses", {"5": ["5"]}),
    ],
)
def test_words_that_are_written_alike(source: str, target: str, wanted: dict[str, list[str]]) -> None:
    assert match(source, target) == wanted


def test_bold_stays_on_a_number_with_its_sign_whatever_the_model_looked_at() -> None:
    source, target = "Ол № 1234-V заңға сай.", "It accords with Law No. 1234-V."
    unit = TranslationUnit(Segment(0, 0, Span(0, len(source)), source), target)
    translation = Translation(target, (unit,), "kk", "en", "test", source_length=len(source))
    ours = list(split_words(source))
    links = {0: [Link(ours[0], word, 1.0) for word in split_words(target)]}
    (found,) = carry(Block(source, (Mark(1, Span(3, 11)),)), translation, links)
    assert found.span.of(target) == "No. 1234-V"
