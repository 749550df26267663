"""A translation as HTML: what comes from people is shown and never run, and titles match on both sides."""

from html.parser import HTMLParser
from typing import Any

import pytest

from glossary.term import Term, Termbase
from ui.messages import say
from ui.web.highlight import SHOWN, make_problem, make_status, make_summary, make_view
from ui.web.title_card import TitleCard, make_card

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;"
SAY = say("en")


class Elements(HTMLParser):
    """Gathers the tags with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def titles(self) -> list[dict[str, str | None]]:
        return [values for _, values in self.tags if "au-title" in (values.get("class") or "")]


def make_use(source: str, form: str, target: str, rendering: str, concept: str = "elbasy") -> dict[str, Any]:
    at, to = source.index(form), target.find(rendering)
    return {
        "concept": concept,
        "source": {"text": form, "start": at, "end": at + len(form)},
        "rendering": rendering,
        "target": {"text": rendering, "start": to, "end": to + len(rendering)} if to >= 0 else None,
        "strategy": "model",
        "verified": to >= 0,
    }


def make_unit(source: str, target: str, *uses: dict[str, Any], index: int = 0, **rest: Any) -> dict[str, Any]:
    return {"index": index, "paragraph": index, "source": source, "target": target, "terms": uses, **rest}


def show(*units: dict[str, Any], whole: str = "") -> Elements:
    def card(use: Any) -> TitleCard:
        return make_card(use, Termbase(), "en", SAY)

    return Elements(make_view([{"violations": [], **unit} for unit in units], "kk", "en", card, SAY, whole))


def test_titles_of_both_sides_belong_together() -> None:
    source, target = "Елбасы мен әкім келді", "Elbasy and akim came"
    uses = (make_use(source, "Елбасы", target, "Elbasy"), make_use(source, "әкім", target, "akim", "akim"))
    titles = show(make_unit(source, target, *uses)).titles()
    assert [title["data-pair"] for title in titles] == ["0-0", "0-1", "0-0", "0-1"]
    assert titles[0]["class"] == titles[2]["class"]
    assert titles[0]["class"] != titles[1]["class"]
    assert all(title["tabindex"] == "0" and title["role"] == "button" for title in titles)


def test_title_that_was_not_rendered_is_marked_where_it_was_found() -> None:
    source, target = "Елбасы келді", "He came"
    (title,) = show(make_unit(source, target, make_use(source, "Елбасы", target, "Elbasy"))).titles()
    assert "au-open" in (title["class"] or "")
    assert title["data-state"] == SAY("not-verified")


def test_everything_from_outside_is_text() -> None:
    source = f"{EVIL} Елбасы"
    use = make_use(source, "Елбасы", EVIL, EVIL, concept=EVIL)
    unit = make_unit(source, EVIL, use, violations=[{"kind": "name", "message": EVIL}])
    page = show(unit, whole=EVIL)
    assert not [tag for tag, _ in page.tags if tag in ("script", "img")]
    assert page.text.count(EVIL) == 4  # source, target, finding, whole
    for text in (make_problem(EVIL), make_status(EVIL, 0.5), make_summary(dict.fromkeys(COUNTS, 1), [EVIL], SAY)):
        assert not [tag for tag, _ in Elements(text).tags if tag in ("script", "img")]


COUNTS = ("segments", "terms", "verified", "unenforced", "violations")


def test_both_sides_say_their_language() -> None:
    page = show(make_unit("Иә", "Yes"))
    assert [values["lang"] for tag, values in page.tags if tag == "p" and "lang" in values] == ["kk", "en"]


def test_long_translation_is_cut_and_says_so() -> None:
    page = show(*(make_unit("Иә", "Yes", index=number) for number in range(SHOWN + 7)))
    assert page.text.count("Yes") == SHOWN
    assert SAY("not-shown", count=7) in page.text


def test_card_names_the_source_of_each_part() -> None:
    law = Term("akim", "en", "akim", source="Law of 23 January 2001", checked="2026-11-01")
    base = Termbase.from_terms([Term("akim", "kk", "әкім"), law, Term("city", "en", "city", source="style guide")])
    use = make_use("қала әкімі", "қала әкімі", "akim of the city", "akim of the city", "city+akim@2020-01-01")
    card = make_card(use, base, "en", SAY)
    assert card.source == "style guide; Law of 23 January 2001 (read on 2026-11-01)"
    assert (card.concept, card.verified) == ("city, akim", True)
    assert make_card({**use, "concept": "unknown"}, base, "en", SAY).source == SAY("no-source")


@pytest.mark.parametrize(("count", "said"), [(0, False), (2, True)])
def test_summary_says_what_was_not_rendered(count: int, said: bool) -> None:
    summary = {"segments": 3, "terms": 2, "verified": 2 - count, "unenforced": count, "violations": 0}
    assert (SAY("count-unenforced", count=count) in make_summary(summary, [], SAY)) is said
