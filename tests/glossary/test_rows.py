"""The rules for one row of a termbase, tried through the format that has them."""

import pytest

from glossary.errors import TermbaseError
from glossary.storage import tsv


def row(**values: str) -> str:
    """Return a file of one row: a good one, with some values changed."""
    good = {"concept": "akim", "language": "kk", "term": "әкім"} | values
    return "\t".join(good) + "\n" + "\t".join(good.values()) + "\n"


@pytest.mark.parametrize(
    ("values", "column", "message"),
    [
        ({"status": "prefered"}, "status", "unknown status 'prefered': write preferred"),
        ({"kind": "long"}, "kind", "unknown kind"),
        ({"case": "upper"}, "case", "unknown case"),
        ({"language": "kaz"}, "language", "unknown language 'kaz': write kk, en"),
        ({"language": ""}, "language", "unknown language ''"),
        ({"term": ""}, "term", "is empty"),
        ({"concept": ""}, "concept", "is empty"),
        ({"concept": "Deputy Akim"}, "concept", "not small letters"),
        ({"from": "26.12.2018"}, "from", "is not a date"),
        ({"until": "2018-13"}, "until", "is not a date"),
        ({"checked": "2018-02-30"}, "checked", "is not a date"),
        ({"from": "2019", "until": "2018"}, "until", "2018 is before from, 2019"),
        ({"from": "2018-06-02", "until": "2018-06-01"}, "until", "before from"),
        ({"part_of": "akim"}, "part_of", "the concept itself"),
        ({"successor": "akim"}, "successor", "the concept itself"),
        ({"note": "a\x07b"}, "note", "control character"),
        ({"term": "мәдениет\x0bминистрі"}, "term", "control character"),
        ({"term": "мәдениет министрi"}, "term", "U+0069): write 'і'"),
        ({"term": "Ќазаќстан Республикасыныѕ"}, "term", "old Kazakh font"),
        ({"term": "мини\u00adстр"}, "term", "U+00AD): take it out"),
        ({"term": '"Нұр Отан"'}, "term", "stands in quotes"),
        ({"language": "en", "term": "Сommittee"}, "term", "Cyrillic letter (U+0421)"),
        ({"grammar": "posessed"}, "grammar", "unknown value 'posessed'"),
        ({"grammar": "the"}, "grammar", "unknown value 'the' for kk"),
        ({"language": "en", "term": "akim", "grammar": "possessed"}, "grammar", "for en"),
        ({"language": "en", "term": "akim", "grammar": "plural="}, "grammar", "unknown value"),
    ],
)
def test_a_bad_value(values: dict[str, str], column: str, message: str) -> None:
    with pytest.raises(TermbaseError) as caught:
        tsv.loads(row(**values))
    found = caught.value.problems
    assert any(line == 2 and where == column and message in text for line, where, text in found), found


@pytest.mark.parametrize(
    "values",
    [
        {"from": "2018", "until": "2018"},
        {"from": "2018-06-28", "until": "2018"},
        {"term": "«Нұр Отан» партиясы"},
        {"term": "call-орталық"},
        {"term": "XI съезд"},
        {"language": "en", "term": '"Nur Otan" party', "grammar": "the; plural=parties of the people"},
        {"grammar": "possessed"},
        {"part_of": "elsewhere", "successor": "elsewhere"},
    ],
)
def test_a_good_value(values: dict[str, str]) -> None:
    assert len(tsv.loads(row(**values))) == 1
