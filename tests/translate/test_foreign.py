"""Foreign segments: Russian and English are found in a Kazakh text, and no Kazakh one is taken for either."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.kazakh import letters
from glossary.term import LANGUAGES, Language
from translate.document import find_warnings
from translate.foreign import LONGEST, count_letters, find_foreign, find_language

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent.parent / "cases" / "foreign.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
KAZAKH = [text for language, text in CASES if language == "kk"]
FOREIGN = [(language, text) for language, text in CASES if language != "kk"]

WITHOUT_LETTERS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
IN_OLD_FONT = str.maketrans({now: then for then, now in letters.LEGACY.items()})


def test_there_are_cases_of_each_kind() -> None:
    languages = [language for language, _ in CASES]
    assert languages.count("ru") >= 40
    assert languages.count("en") >= 20
    assert languages.count("kk") >= 60


@pytest.mark.parametrize("text", KAZAKH)
def test_kazakh_is_not_foreign(text: str) -> None:
    assert find_foreign(text, "kk") == ""
    assert find_language(text) in ("kk", None)


@pytest.mark.parametrize("text", KAZAKH)
def test_kazakh_is_not_foreign_however_it_is_typed(text: str) -> None:
    ways = [text.upper(), f"«{text}»", f"- {text}", text.replace("і", "i")]
    ways += [text.translate(IN_OLD_FONT), text.replace("«", '"').replace("»", '"')]
    assert [way for way in ways if find_foreign(way, "kk")] == []


@pytest.mark.parametrize("text", [text for text in KAZAKH if count_letters(text).kazakh])
def test_kazakh_without_capitals_is_not_foreign(text: str) -> None:
    assert find_foreign(text.lower(), "kk") == ""


@pytest.mark.parametrize(("language", "text"), FOREIGN)
def test_foreign_is_found(language: str, text: str) -> None:
    assert find_language(text) == language
    assert find_foreign(text, "kk") == language
    assert find_foreign(text, "en") == ("" if language == "en" else language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Үкімет отырысы өтті", "kk"),
        ("Министр Астанага келди, бул туралы айтты", "kk"),  # typed without the letters that only Kazakh has
        ("На заседании рассмотрели вопрос", "ru"),
        ("Сергей Лавров", "ru"),  # a name; but no English one
        ("ТОО Рассвет (Rassvet)", "ru"),
        ("Министрлік", ""),  # one word
        ("The word кеңес means council", ""),
        ("The ministry (Министерство финансов) said so", ""),
        ("Рішення Київської міської ради", ""),
        ("Η συμφωνία υπογράφηκε", ""),
        ("2 500 000", ""),
        ("", ""),
    ],
)
def test_cyrillic_is_foreign_to_english(text: str, language: str) -> None:
    assert find_foreign(text, "en") == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "12",
        "№ 5",
        "Рішення Київської міської ради",
        "Лични карти, но ќе",
        "Η συμφωνία υπογράφηκε",
        "北京市",
        "В.",
        "%s",
        "a",
    ],
)
def test_what_is_none_of_them_is_not_told(text: str) -> None:
    assert find_language(text) is None


def test_a_long_text_is_judged_by_its_beginning() -> None:
    russian = "На заседании рассмотрели вопросы развития экономики. "
    assert find_foreign(russian * 2_000, "kk") == "ru"
    assert find_foreign("Үкімет отырысы өтті. " * (LONGEST // 10) + russian, "kk") == ""


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_has_an_answer(text: str, source: Language) -> None:
    assert find_language(text) in ("kk", "ru", "en", None)
    assert find_foreign(text, source) in {"kk", "ru", "en", ""} - {source}


@given(st.text(alphabet='абвийоһәі ВСК«»"().-ѕќїabthe\u0306\u0301\ud800\u200b\n', max_size=80))
def test_any_odd_text_has_an_answer(text: str) -> None:
    assert find_language(text) in ("kk", "ru", "en", None)
    assert find_foreign(text, "kk") != "kk"
    assert find_foreign(text, "en") != "en"


@given(st.lists(st.sampled_from(KAZAKH), min_size=1, max_size=4))
def test_kazakh_after_kazakh_is_not_english(texts: list[str]) -> None:
    assert find_foreign(" ".join(texts), "kk") != "en"


def test_threads_get_the_same_answers() -> None:
    texts = [text for _, text in CASES] * 5
    alone = [find_language(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(find_language, texts)) == alone


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip()


def test_the_model_is_loaded_once_and_only_when_it_is_asked() -> None:
    code = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from translate.foreign import _load_identifier, find_foreign
find_foreign("Үкімет отырысы өтті", "kk"), find_foreign("The talks were held", "en"), find_foreign("Астана", "kk")
print("py3langid" in sys.modules)
with ThreadPoolExecutor(8) as pool:
    print(set(pool.map(lambda _: find_foreign("На заседании рассмотрели вопрос", "kk"), range(32))))
print(_load_identifier.cache_info().misses)
"""
    assert run(code).split("\n") == ["False", "{'ru'}", "1"]


def test_the_identifier_of_others_is_left_alone() -> None:
    from py3langid import langid

    langid.set_languages(["fr", "kk"])
    try:
        assert find_language("На заседании рассмотрели вопрос") == "ru"
        assert langid.classify("Le président est arrivé à Paris")[0] == "fr"
    finally:
        langid.set_languages(None)


def test_letters_are_counted_by_script() -> None:
    assert count_letters("Ünlü Қазақ 5 і") == (6, 4, 3)


def test_kazakh_typed_without_its_letters_is_no_russian_document() -> None:
    text = "Бул туралы облыс акиминин орынбасары айтты. Биыл жана мектептер мен ауруханалар ашылады."
    old = "Ќазаќстан Республикасыныѕ Президентi ѕаулыєа ќол ќойды деп хабарлайды баспасґз ќызметi."
    assert list(find_warnings(text, "kk")) == list(find_warnings(old, "kk")) == []


def read_sample(shared: Path, side: int) -> list[str]:
    """Return 2,000 sentences of news, spread over the file."""
    lines = (shared / "corpus" / "train" / "kaznerd_news.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[side] for line in lines[:: len(lines) // 2_000][:2_000]]


def test_no_sentence_of_the_news_is_foreign(shared: Path) -> None:
    kazakh, english = read_sample(shared, 0), read_sample(shared, 1)
    assert [text for text in kazakh if find_foreign(text, "kk")] == []
    assert [text for text in english if find_foreign(text, "en")] == []
    assert sum(find_language(text) == "kk" for text in kazakh) > 0.99 * len(kazakh)
    assert sum(find_foreign(text, "kk") == "en" for text in english) > 0.95 * len(english)


@pytest.mark.parametrize("fault", [WITHOUT_LETTERS, IN_OLD_FONT, str.maketrans("іІаеос", "iIaeoc")])
def test_no_sentence_of_the_news_is_foreign_however_it_is_typed(shared: Path, fault: dict[int, str]) -> None:
    found = [text for line in read_sample(shared, 0) if find_foreign(text := line.translate(fault), "kk")]
    assert len(found) <= 1, found  # spoken sentences may be half Russian


def test_kazakh_is_fast(shared: Path) -> None:
    texts = read_sample(shared, 0)
    find_foreign("Прокси-сервер порты", "kk")  # loads the model
    best = 60.0
    for _ in range(3):
        start = time.perf_counter()
        for text in texts:
            find_foreign(text, "kk")
        best = min(best, time.perf_counter() - start)
    assert len(texts) / best > 10_000, "segments a second; an idle machine does 90,000"
