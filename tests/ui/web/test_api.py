"""The form as programs use it: one named endpoint, with types."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ui.web.browsing import Server
from translate import load_translator
from translate.audit import make_audit

pytestmark = pytest.mark.slow


@pytest.fixture
def client(server: Server) -> Iterator[Any]:
    found = pytest.importorskip("gradio_client").Client(f"{server.address}/en/", verbose=False)
    yield found
    found.close()


def test_text_is_translated_with_its_audit(client: Any) -> None:
    text = "Елбасы келді.\n\nҚала әкімі сөйледі.\n"
    translated, audit = client.predict(text, "kk", api_name="/translate")
    expected = load_translator().translate(text)
    assert translated == expected.text
    assert audit == make_audit(expected)


def test_english_is_translated_too(client: Any) -> None:
    translated, audit = client.predict(text="The deputy akim of the city came.", source="en", api_name="/translate")
    assert audit["target_language"] == "kk"
    assert "орынбасары" in translated


@pytest.mark.parametrize(
    ("text", "source", "said"), [("Елбасы. " * 5000, "kk", "40000 characters"), ("Елбасы", "ru", "“ru”: kk or en")]
)
def test_what_cannot_be_done_is_an_error(text: str, source: str, said: str, client: Any) -> None:
    from gradio_client.exceptions import AppError

    with pytest.raises(AppError, match=said):
        client.predict(text, source, api_name="/translate")


def test_only_what_is_named_is_public(client: Any) -> None:
    named = client.view_api(return_format="dict", print_info=False)
    assert set(named["named_endpoints"]) == {"/translate"}
    assert named["unnamed_endpoints"] == {}
    parameters = named["named_endpoints"]["/translate"]["parameters"]
    assert [one["parameter_name"] for one in parameters] == ["text", "source"]
    assert parameters[0]["python_type"]["type"] == "str"


def test_tools_find_the_api_of_libretranslate_beside_the_pages(server: Server) -> None:
    made = pytest.importorskip("libretranslatepy").LibreTranslateAPI(server.address)
    assert made.translate("Елбасы келді.", "kk", "en") == load_translator().translate("Елбасы келді.").text
    assert {one["code"] for one in made.languages()} >= {"kk", "en"}
