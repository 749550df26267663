"""Languages by name, and pairs that are none."""

import pytest

from translate.errors import LanguageError
from translate.language import check_pair, parse_language


@pytest.mark.parametrize(
    ("name", "language"), [("kk", "kk"), ("KAZ_CYRL", "kk"), ("Kazakh", "kk"), (" eng_Latn ", "en"), ("қазақша", "kk")]
)
def test_names(name: str, language: str) -> None:
    assert parse_language(name) == language


@pytest.mark.parametrize("name", ["", "ru", "klingon", "kk-en"])
def test_unknown(name: str) -> None:
    with pytest.raises(LanguageError, match="kk, en"):
        parse_language(name)


def test_pair() -> None:
    check_pair("kk", "en")
    with pytest.raises(LanguageError):
        check_pair("en", "en")
