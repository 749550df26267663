"""The termbase that ships: what its rows are for, seen on sentences of our own."""

from importlib import resources
from types import SimpleNamespace

import pytest

from glossary import TermMatch, TermMatcher, compose, default_termbase
from glossary.storage import tsv
from glossary.storage.rows import judge_row, judge_whole


def read(text: str) -> list[TermMatch]:
    base = default_termbase()
    return compose(text, TermMatcher(base, "kk", "en").match(text), "en", base)


def render(text: str) -> list[str]:
    """Return the renderings of what is found in a text, in its order."""
    return [match.rendering.text for match in read(text) if match.rendering]


@pytest.mark.parametrize(
    ("text", "renderings"),
    [
        ("Олар Түркияға ұшып кетті", ["Türkiye"]),
        ("Сауд Арабиясында жауын жауды", ["Saudi Arabia"]),
        ("Жаңа Зеландиядан хат келді", ["New Zealand"]),
        ("Кот-д'Ивуарға барды", ["Côte d'Ivoire"]),
        ("БАӘ-ге ұшты", ["United Arab Emirates"]),
        ("ҚХР-мен сауда өсті", ["People's Republic of China"]),
        ("Чехиядағы жарыс аяқталды", ["Czechia"]),
        ("Оңтүстік Корея мен Солтүстік Корея", ["South Korea", "North Korea"]),
        ("Папуа-Жаңа Гвинеяда жанартау атқылады", ["Papua New Guinea"]),
    ],
)
def test_countries_are_found_in_any_case(text: str, renderings: list[str]) -> None:
    assert render(text) == renderings


@pytest.mark.parametrize(
    ("text", "rendering"),
    [
        ("Украина Президенті келді", "President of Ukraine"),
        ("Армения Премьер-министрі келді", "Prime Minister of Armenia"),
        ("Чехия Үкіметі жиналды", "Government of Czechia"),
        ("Нидерландтың Премьер-министрі келді", "Prime Minister of the Netherlands"),
        ("Анголаның Мәдениет министрі келді", "Minister of Culture of Angola"),
        ("Жемқорлыққа қарсы іс-қимыл агенттігінің төрағасы келді", "Chairman of the Anti-Corruption Agency"),
        ("Қаржы нарқын реттеу және дамыту агенттігінің төрағасы келді",
         "Chairman of the Agency for Regulation and Development of the Financial Market"),
    ],
)  # fmt: skip
def test_titles_are_composed_with_them(text: str, rendering: str) -> None:
    assert render(text) == [rendering]


@pytest.mark.parametrize(
    ("text", "rendering"),
    [
        ("АҚШ Мемлекеттік хатшысы келді", "US Secretary of State"),
        ("АҚШ доллары қымбаттады", "US dollar"),
        ("Мәжіліс спикері сөйледі", "Speaker of the Mazhilis"),
        ("Халық Банктің бөлімшесі ашылды", "Halyk Bank"),
        ("«Егемен Қазақстан» газеті шықты", "Egemen Qazaqstan"),
        ("Павлодар мемлекеттік университетінде оқыды", "Pavlodar State University"),
        ("қалалық білім бөлімінің шешімі", "city education department"),
    ],
)
def test_a_name_of_several_words_is_not_its_parts(text: str, rendering: str) -> None:
    assert render(text)[:1] == [rendering]


def test_the_camp_is_not_the_country() -> None:
    assert render("АЛЖИР мұражайына барды")[:1] == ["ALZhIR"]
    assert render("Алжирге барды") == ["Algeria"]


@pytest.mark.parametrize("text", ["Бұл туралы хабар таратты", "қыран құс", "бөлмеден шықты", "құба талдың түбінде"])
def test_common_words_are_left_alone(text: str) -> None:
    assert render(text) == []


def test_small_states_and_those_outside_the_united_nations_have_names() -> None:
    base = default_termbase()
    for concept in ("holy-see", "palestine", "kosovo", "taiwan", "tuvalu", "south-sudan", "timor-leste"):
        assert base[concept].preferred("kk")
        assert base[concept].preferred("en")


def test_one_wording_belongs_to_one_concept() -> None:
    """Where two concepts share a Kazakh wording only one of them can be found: a later one would be dead."""
    homes: dict[str, str] = {}
    for term in default_termbase().terms():
        if term.language == "kk" and not term.until:
            key = term.text if term.kind == "abbreviation" else term.text.lower().strip("«»")
            assert homes.setdefault(key, term.concept) == term.concept, key


def test_the_shipped_termbase() -> None:
    base = default_termbase()
    assert base is default_termbase()
    assert base.name == "default"
    assert len(base) >= 800
    assert sum(1 for _ in base.terms()) >= 2500
    for concept in base.concepts.values():
        assert concept.in_language("kk"), f"{concept.id} has no Kazakh term"
        assert concept.in_language("en"), f"{concept.id} has no English term"
    for term in base.terms():
        assert term.source or term.status == "unverified", f"{term.concept}: {term.text} has no source"


def test_the_shipped_files_are_right_together() -> None:
    homes: dict[str, str] = {}
    rows = []
    for file in (resources.files("glossary") / "data").iterdir():
        if file.name.endswith(".tsv"):
            base = tsv.loads(file.read_text(encoding="utf-8"), file.name)
            shared = [concept for concept in base.concepts if homes.setdefault(concept, file.name) != file.name]
            assert not shared, f"{file.name} has concepts of another file: {shared}"
            lines = tsv.dumps(base).splitlines()
            names = lines[0].split("\t")
            rows += [
                SimpleNamespace(line=i, values=dict(zip(names, line.split("\t"), strict=True)))
                for i, line in enumerate(lines[1:], 2)
            ]
    assert not [problem for row in rows for problem in judge_row(row.line, row.values)]
    assert not list(judge_whole(rows, complete=True))
