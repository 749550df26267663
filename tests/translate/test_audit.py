"""The audit: every offset is exact, whatever stands around and inside a term."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.storage import default_termbase
from glossary.term import Term, Termbase
from tests.fakes import CopyEngine
from translate import Translator, make_audit

SHIPPED = default_termbase()
TITLES = [term.text for term in SHIPPED.terms() if term.language == "kk"]
TRANSLATOR = Translator(CopyEngine(), SHIPPED, "kk", "en")


def dirty(title: str, how: int, at: int) -> str:
    """Return a title as people have it: mixed letters, invisible characters, other spaces, capitals, decomposed."""
    at %= len(title)
    changed = (
        title,
        title.replace("і", "i"),
        title[:at] + "\u00ad" + title[at:],
        title.replace(" ", "\u00a0"),
        title.upper(),
        title.replace("й", "и\u0306"),
        title + "нің",
        f"«{title}»",
    )
    return changed[how % len(changed)]


MARKS = [
    "«",
    "»",
    '"',
    "„",
    "“",
    "”",
    "’",
    "– ",
    "—\u00a0",
    "-",
    "\ufeff",
    "\u00a0",
    "…",
    ". ",
    "! ",
    "\n",
    "1) ",
    "(",
    ")",
]
WORDS = ["кеше", "деді ол.", "«Кеңес»", "2,3 млрд", "Ерке БАЙЖІГІТ", "Open Almaty", "https://gov.kz", "😀"]
PIECES = st.one_of(
    st.builds(dirty, st.sampled_from(TITLES), st.integers(0, 7), st.integers(0, 99)),
    st.sampled_from(MARKS),
    st.sampled_from(WORDS),
)
TEXTS = st.builds(lambda pieces, gap: gap.join(pieces), st.lists(PIECES, max_size=8), st.sampled_from(["", " ", " "]))


def check_audit(text: str, translator: Translator) -> None:
    audit = json.loads(json.dumps(make_audit(translator.translate(text))))
    terms = [term for unit in audit["units"] for term in unit["terms"]]
    assert audit["summary"]["terms"] == len(terms)
    assert audit["summary"]["verified"] == sum(term["verified"] for term in terms)
    assert audit["summary"]["unenforced"] == len(terms) - audit["summary"]["verified"]
    for unit in audit["units"]:
        taken: set[int] = set()
        for term in unit["terms"]:
            source, target = term["source"], term["target"]
            assert 0 <= source["start"] < source["end"] <= len(unit["source"])
            assert unit["source"][source["start"] : source["end"]] == source["text"]
            assert source["text"].strip(" \n\u00a0") == source["text"]
            assert (target is not None) == term["verified"]
            if target:
                assert unit["target"][target["start"] : target["end"]] == target["text"]
                first, last = term["rendering"].lower().split()[0], target["text"].lower().split()[0]
                assert last.strip('“”"')[:3] == first.strip('“”"')[:3]
                place = set(range(target["start"], target["end"]))
                assert not taken & place
                taken |= place


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_offset_is_exact(text: str) -> None:
    check_audit(text, TRANSLATOR)


def test_offsets_where_a_quote_was_lent_and_a_dash_taken_off() -> None:
    for text, start in (
        ("—\u00a0Елбасы» деді ол.", 2),
        ("– Елбасы» деді ол.", 2),
        ("Елбасы» деді ол.", 0),
        ("«Елбасы келді", 1),
        ("– « Елбасы келді", 4),
        ("Елбасы «келді.", 0),
    ):
        (unit,) = make_audit(TRANSLATOR.translate(text))["units"]
        (term,) = unit["terms"]
        assert term["source"] == {"text": "Елбасы", "start": start, "end": start + 6}
        assert term["target"]["text"] == "Elbasy"
    check_audit("Нұр Отан» партиясы келді", TRANSLATOR)
    check_audit("Кеше «Нұр Отан партиясы келді", TRANSLATOR)


def test_a_line_of_capitals_is_no_byline_where_it_is_a_title() -> None:
    for text, wanted in (("Қазақстан РЕСПУБЛИКАСЫ", "Republic of Kazakhstan"), ("Астана ҚАЛАСЫ", "Astana")):
        translation = TRANSLATOR.translate(text)
        assert wanted in translation.text
        assert all(use.verified for use in translation.units[0].terms)
    assert TRANSLATOR.translate("– Ерке БАЙЖІГІТ").text == "– Yerke BAIZHIGIT"


def test_what_has_no_words_is_not_given_to_the_model() -> None:
    engine = CopyEngine()
    translator = Translator(engine, Termbase.from_terms([Term("akim", "kk", "әкім")]), "kk", "en")
    text = "2018\n***\n😀\nhttps://gov.kz/bet\nOpen Almaty\n– 12 –\n«»\n"
    assert translator.translate(text).text.replace("“”", "«»") == text
    assert engine.asked == []


def test_quotes_inside_a_rendering_come_back_in_pairs_and_are_followed() -> None:
    base = Termbase.from_terms([Term("adal", "kk", "Адал партиясы"), Term("adal", "en", '"Adal" party')])
    (unit,) = Translator(CopyEngine(), base, "kk", "en").translate("Кеше «Адал» партиясы «Кеңес» үйінде болды").units
    (use,) = unit.terms
    assert use.verified
    assert use.target
    assert use.target.of(unit.target) == "“Adal” party"
