"""The marks of the page: overlapping finds, and what is escaped."""

from glossary.text import Span
from translate.bitext import Bitext
from translate.finding import Finding, Pair
from ui.check_page import make_page, mark


def test_of_overlapping_finds_the_shorter_is_shown_and_both_are_named() -> None:
    outer, inner = Finding(0, "inconsistent", "whole"), Finding(0, "number", "part")
    text = mark("1 & 2", [(0, 5, outer), (4, 5, inner)])
    assert text == (
        '<mark class="inconsistent" title="whole">1 &amp; </mark><mark class="number" title="whole; part">2</mark>'
    )


def test_names_and_messages_are_escaped() -> None:
    bitext = Bitext('<b>"x".tsv', (Pair("<i>", "&", 1),))
    page = make_page(bitext, [Finding(0, "name", "<u>", Span(0, 3))], "kk", "en", "<s>")
    assert not any(tag in page for tag in ('<b>"', "<i>", "<u>", "<s>"))
    assert '<mark class="name" title="&lt;u&gt;">&lt;i&gt;</mark>' in page
