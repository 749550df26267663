"""POST /translate: the answers of LibreTranslate, and the additions to them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.ui.api.conftest import Server
from translate.function import load_translator

TEXT = "Елбасы Астанаға келді. Оны қала әкімінің орынбасары қарсы алды."
OTHER = "Министрлік жаңа ереже бекітті."
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
RUSSIAN = "На заседании рассмотрели новый проект закона о государственных закупках."


def translate(text: str, source: str = "kk", target: str = "en") -> str:
    return load_translator(source, target, "embedded").translate(text).text


def test_a_text(server: Server) -> None:
    answer = server.ask("/translate", q=TEXT, source="kk", target="en")
    assert (answer.status_code, answer.json()) == (200, {"translatedText": translate(TEXT)})
    assert "deputy akim of the city" in answer.json()["translatedText"]


def test_a_list_as_weblate_asks(server: Server) -> None:
    codes = [language["code"] for language in server.client.get("/languages").json()]
    assert {"kk", "en"} <= set(codes)
    texts = [TEXT, OTHER, "", "42"]
    answer = server.ask("/translate", api_key="", q=texts, source="kk", target="en", format="text")
    assert answer.json() == {"translatedText": [*map(translate, texts)]}


def test_the_client_of_libretranslate(server: Server) -> None:
    client = pytest.importorskip("libretranslatepy").LibreTranslateAPI(server.url)
    assert client.translate(TEXT, "kk", "en") == translate(TEXT)
    assert client.translate("The minister arrived.", "en", "kk") == translate("The minister arrived.", "en", "kk")
    assert client.detect(TEXT)[0]["language"] == "kk"
    assert {one["code"]: one["targets"] for one in client.languages()} == {"kk": ["en", "kk"], "en": ["en", "kk"]}


def test_the_plugin_of_omegat_asks_in_the_address(server: Server) -> None:
    answer = server.client.get("/translate", params={"q": OTHER, "source": "kk", "target": "en"})
    assert answer.json() == {"translatedText": translate(OTHER)}


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"q": TEXT, "source": "kk", "target": "en"}},
        {"content": f"q={TEXT}&source=kk&target=en".encode(), "headers": FORM},
        {"files": {"q": (None, TEXT), "source": (None, "kk"), "target": (None, "en")}},
        {"json": {"q": TEXT, "source": "KK", "target": "en-GB"}},
        {"content": f'{{"q": "{TEXT}", "source": "kk", "target": "en"}}'.encode()},
    ],
    ids=["form", "form of curl", "multipart", "codes of regions", "no content type"],
)  # fmt: skip
def test_every_way_to_send_it(server: Server, sent: dict[str, Any]) -> None:
    answer = server.client.post("/translate", **sent)
    assert answer.json() == {"translatedText": translate(TEXT)}


def test_several_texts_of_a_form(server: Server) -> None:
    answer = server.client.post("/translate", data={"q": [TEXT, OTHER], "source": "kk", "target": "en"})
    assert answer.json() == {"translatedText": [translate(TEXT), translate(OTHER)]}


def test_the_language_is_found_out(server: Server) -> None:
    one = server.ask("/translate", q=TEXT, source="auto", target="en").json()
    assert one["translatedText"] == translate(TEXT)
    assert one["detectedLanguage"]["language"] == "kk"
    assert one["detectedLanguage"]["confidence"] >= 90
    english = "The ministry approved the new rules for schools."
    many = server.ask("/translate", q=[TEXT, english, RUSSIAN, "42"], source="auto", target="en").json()
    assert [found["language"] for found in many["detectedLanguage"]] == ["kk", "en", "ru", "en"]
    assert many["translatedText"] == [translate(TEXT), english, RUSSIAN, "42"]


def test_a_text_in_a_language_that_is_not_translated(server: Server) -> None:
    answer = server.ask("/translate", q=RUSSIAN, source="auto", target="en")
    assert (answer.status_code, answer.json()) == (400, {"error": "ru is not supported"})


def test_into_its_own_language_it_stays(server: Server) -> None:
    assert server.ask("/translate", q=TEXT, source="kk", target="kk").json() == {"translatedText": TEXT}


def test_alternatives(server: Server) -> None:
    answer = server.ask("/translate", q=TEXT, source="kk", target="en", alternatives=3).json()
    others = answer["alternatives"]
    assert answer["translatedText"] == translate(TEXT)
    assert 1 <= len(others) <= 3
    assert len({*others, answer["translatedText"]}) == len(others) + 1
    assert all("Elbasy" in other and "deputy akim of the city" in other for other in others)
    listed = server.ask("/translate", q=[TEXT, "42"], source="kk", target="en", alternatives=1).json()
    assert listed["alternatives"] == [others[:1], []]


def test_terms_and_violations_only_where_they_are_asked_for(server: Server) -> None:
    text = f"{OTHER}\n{TEXT}"
    answer = server.ask("/translate", q=text, source="kk", target="en", terms=True).json()
    concepts = {term["concept"] for term in answer["terms"]}
    assert {"elbasy", "deputy-akim-of-the-city"} <= concepts
    for term in answer["terms"]:
        for side, whole in (("source", text), ("target", answer["translatedText"])):
            place = term[side]
            assert whole[place["start"] : place["end"]] == place["text"]
    assert answer["violations"] == []
    listed = server.ask("/translate", q=[text, "42"], source="kk", target="en", terms=True).json()
    assert listed["terms"] == [answer["terms"], []]
    assert listed["violations"] == [[], []]


def test_html_keeps_its_tags(server: Server) -> None:
    page = '<p class="a">Елбасы <b>Астанаға</b> келді.</p><script>код</script><p>5 &lt; 7</p>'
    answer = server.ask("/translate", q=page, source="kk", target="en", format="html", terms=True).json()
    text = answer["translatedText"]
    assert text.startswith('<p class="a">Elbasy')
    assert "<b>Astana</b>" in text
    assert text.endswith("<script>код</script><p>5 &lt; 7</p>")
    assert [(term["concept"], term["block"]) for term in answer["terms"]] == [("elbasy", 0), ("astana", 0)]
    many = server.ask("/translate", q=[page, "<br>", OTHER], source="auto", target="en", format="html").json()
    assert many["translatedText"] == [text, "<br>", translate(OTHER)]


def test_line_breaks_and_odd_characters_survive(server: Server) -> None:
    text = "Елбасы келді.\r\n\r\n  Елбасы кетті.\t\n"
    assert server.ask("/translate", q=text, source="kk", target="en").json()["translatedText"] == translate(text)
    broken = b'{"q": "\\ud83d", "source": "kk", "target": "en"}'
    answer = server.client.post("/translate", content=broken, headers={"Content-Type": "application/json"})
    assert answer.json() == {"translatedText": "\ufffd"}


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"source": "kk", "target": "en"}, "Invalid request: missing q parameter"),
        ({"q": "", "source": "kk", "target": "en"}, "Invalid request: missing q parameter"),
        ({"q": [], "source": "kk", "target": "en"}, "Invalid request: missing q parameter"),
        ({"q": "Су.", "target": "en"}, "Invalid request: missing source parameter"),
        ({"q": "Су.", "source": "kk"}, "Invalid request: missing target parameter"),
        ({"q": "Су.", "source": "de", "target": "en"}, "de is not supported"),
        ({"q": "Су.", "source": "kk", "target": "auto"}, "auto is not supported"),
        ({"q": "Су.", "source": "kk", "target": 5}, "5 is not supported"),
        ({"q": "Су.", "source": "kk", "target": "en", "format": "pdf"}, "pdf format is not supported"),
        (
            {"q": "Су.", "source": "kk", "target": "en", "alternatives": "x"},
            "Invalid request: alternatives parameter is not a number",
        ),
        (
            {"q": "Су.", "source": "kk", "target": "en", "alternatives": 9},
            "Invalid request: alternatives parameter must be <= 3",
        ),
        (
            {"q": ["Су.", 1], "source": "kk", "target": "en"},
            "Invalid request: q parameter is neither a text nor a list of texts",
        ),
    ],
)
def test_errors_are_those_of_libretranslate(server: Server, values: dict[str, Any], error: str) -> None:
    answer = server.ask("/translate", **values)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"\xff", b"[" * 100_000])
def test_what_is_no_json(server: Server, body: bytes) -> None:
    answer = server.client.post("/translate", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()) == (400, {"error": "Invalid JSON format"})


def test_what_is_not_there(server: Server) -> None:
    answer = server.client.get("/nothing")
    assert (answer.status_code, answer.json()) == (404, {"error": "Not Found"})
    answer = server.client.put("/translate")
    assert (answer.status_code, answer.json()) == (405, {"error": "Method Not Allowed"})


def test_detection(server: Server) -> None:
    found = server.ask("/detect", q="Бүгін ауа райы жақсы болады.").json()
    assert found[0]["language"] == "kk"
    assert 90 <= found[0]["confidence"] <= 100
    assert server.client.post("/detect", data={"q": RUSSIAN}).json()[0]["language"] == "ru"
    assert server.ask("/detect", q="The talks were held in Astana.").json()[0]["language"] == "en"
    assert server.ask("/detect", q="12 + 30").json() == [{"confidence": 0, "language": "en"}]
    assert server.ask("/detect").json() == {"error": "Invalid request: missing q parameter"}


def test_what_forms_and_monitors_ask(server: Server) -> None:
    settings = server.client.get("/frontend/settings").json()
    assert settings["charLimit"] == 50_000
    assert settings["keyRequired"] is False
    assert ".docx" in settings["supportedFilesFormat"]
    assert settings["language"]["source"] == {"code": "kk", "name": "Kazakh"}
    assert server.client.get("/health").json() == {"status": "ok"}
    assert server.client.post("/languages").json() == server.client.get("/languages").json()


def test_many_clients_at_once_get_their_own_answers(server: Server) -> None:
    texts = [f"Елбасы {number} рет келді." for number in range(40)]

    def ask(text: str) -> httpx.Response:
        return server.ask("/translate", q=text, source="kk", target="en")

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(ask, texts))
    assert [answer.json()["translatedText"] for answer in answers] == [translate(text) for text in texts]
