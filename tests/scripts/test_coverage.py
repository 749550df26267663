"""The measurement of coverage: what counts as covered, which chains are cut, and what was decided."""

import doctest
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from glossary import default_termbase
from tests.script_modules import SCRIPTS, load_script
from tests.scripts.small_termbase import BASE


@pytest.fixture(scope="module")
def coverage() -> ModuleType:
    return load_script("coverage")


@pytest.fixture(scope="module")
def chains() -> ModuleType:
    return load_script("chains")


def write_gold(path: Path, *sentences: tuple[str, str, str]) -> Path:
    """Write sentences, each with one span: its text, label and words."""
    rows = []
    for text, label, words in sentences:
        start = text.index(words)
        span = {"label": label, "start": start, "end": start + len(words), "text": words}
        rows.append(json.dumps({"text": text, "spans": [span]}, ensure_ascii=False))
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("name", ["coverage", "chains"])
def test_examples_in_the_documentation(name: str) -> None:
    failed, tried = doctest.testmod(load_script(name))
    assert failed == 0
    assert tried > 0


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Бүгін Қаржы министрлігіне барды.", "Қаржы министрлігіне", {"head", "whole"}),
        ("Бүгін Даму қорының төрағасы келді.", "Даму қорының төрағасы", {"head"}),
        ("Бүгін әкім аспазы келді.", "әкім аспазы", set()),
        ("Қазақстан жеңді.", "Қазақстан", set()),
        ("Облыс дамыды.", "Облыс", set()),
        ("«Қаржы министрлігі» хабарлады.", "«Қаржы министрлігі»", {"head", "whole"}),
    ],
)
def test_a_span_is_covered_by_its_head(coverage: ModuleType, text: str, words: str, found: set[str]) -> None:
    """A place or a bare unit is no title, even where it stands at the end of one."""
    reader = coverage.Reader(BASE)
    place = coverage.Place(text.index(words), text.index(words) + len(words))
    assert reader.grade(text, place, reader.match(text)) == found


def test_a_composed_title_is_one_match(coverage: ModuleType) -> None:
    reader = coverage.Reader(default_termbase())
    text = "Бүгін Қаржы министрлігінің кеңесшісі мен аспазы келді."
    matches = reader.match(text)
    for words, composed in (("Қаржы министрлігінің кеңесшісі", True), ("кеңесшісі мен аспазы", False)):
        start = text.index(words)
        assert reader.is_composed(text, coverage.Place(start, start + len(words)), matches) is composed


def test_missing_spans_are_counted_by_what_their_forms_share(coverage: ModuleType, tmp_path: Path) -> None:
    gold = write_gold(
        tmp_path / "gold.jsonl",
        ("Кеше Самғау қоры ашылды.", "ORGANISATION", "Самғау қоры"),
        ("Кеше Самғау қорына барды.", "ORGANISATION", "Самғау қорына"),
        ("Кеше Самғау қорына барды.", "ORGANISATION", "Самғау қорына"),
        ("Кеше әкім келді.", "POSITION", "әкім"),
        ("Кеше Асан келді.", "PERSON", "Асан"),
    )
    tallies = coverage.measure_gold(coverage.Reader(BASE), load_script("matching").read_gold(gold))
    assert coverage.list_missing(tallies) == [("Самғау қорына", 3, "ORGANISATION")]
    figures = coverage.summarise(tallies, [])
    assert figures["POSITION"]["head"] == {"covered": 1, "share": 1.0, "interval95": [0.2065, 1.0]}
    assert figures["ORGANISATION"]["missing"] == 3
    assert figures["ORGANISATION"]["different"] == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Кеше Ішкі істер министрлігі хабарлады.", ["Ішкі істер министрлігі"]),
        ("Кеше Қазақстан Республикасының Қаржы министрі келді.", ["Қазақстан Республикасының Қаржы министрі"]),
        ("Бүгін министр келді.", []),
        ("Асқар Мамин Сыртқы істер министрімен кездесті.", ["Сыртқы істер министрімен"]),
        ("Олар Астанаға Қаржы министрін шақырды.", ["Қаржы министрін"]),
        ("Бұл «Даму» қорының жобасы.", ["Даму» қорының"]),
        ("Алматыда, министр айтқандай, жылы.", []),
        ("Кеше Елбасы келді.", []),
    ],
)
def test_a_chain_goes_back_to_a_capital(chains: ModuleType, text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in chains.find_chains(text)] == found


def test_a_country_is_no_chain(coverage: ModuleType) -> None:
    lines = ["Кеше Ресей Федерациясы хабарлады.", "Кеше Ресей Қаржы министрлігі хабарлады.", "Кеше Самғау қоры ашылды."]
    tally = coverage.measure_chains(coverage.Reader(default_termbase()), lines)
    assert tally.counts["of"] == 2
    assert tally.counts["whole"] == 1
    assert tally.rank() == [(1, "Самғау қоры")]


def test_bad_decisions_are_listed_together(coverage: ModuleType, tmp_path: Path) -> None:
    table = tmp_path / "decided.tsv"
    rows = (
        "Барыс\t3\tORGANISATION\tperhaps\tbarys\t",
        "Алаш\t2\tORGANISATION\tno title\t\t",
        "Х\t1\tPOSITION\tadded\tx\t",
    )
    table.write_text("\n".join(["\t".join(coverage.COLUMNS), *rows]) + "\n", "utf-8")
    with pytest.raises(SystemExit) as error:
        coverage.load_decided(table)
    assert [f"line {line}" in str(error.value) for line in (2, 3, 4)] == [True, True, False]


def test_every_decision_that_is_kept_can_be_followed(coverage: ModuleType) -> None:
    rows = coverage.load_decided()
    assert len(rows) >= 100
    assert list(rows[0]) == list(coverage.COLUMNS)
    concepts = default_termbase().concepts
    assert [row["concept"] for row in rows if row["concept"] and row["concept"] not in concepts] == []
    assert [row["span"] for row in rows if row["decision"] in ("added", "term", "exists") and not row["concept"]] == []
    assert [row["span"] for row in rows if row["decision"] in ("no title", "gold error") and not row["reason"]] == []
    assert all(len(row["span"].split()) <= 12 for row in rows), "a title and no sentence"


def run_command(*arguments: str) -> str:
    command = [sys.executable, str(SCRIPTS / "evaluate.py"), "coverage", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_the_command_prints_figures_with_their_signature(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl", ("Кеше әкім келді.", "POSITION", "әкім"))
    corpus = tmp_path / "corpus.tsv"
    corpus.write_text("Кеше Қаржы министрлігі хабарлады.\tThe Ministry of Finance said so.\n", "utf-8")
    figures = json.loads(run_command("--gold", str(gold), "--corpus", str(corpus)))
    assert "gold.jsonl" in figures["signature"]
    assert "corpus.tsv" in figures["signature"]
    assert figures["gold"]["POSITION"]["head"]["share"] == 1.0
    assert figures["chains"]["of"] == 1
    assert figures["terms"]["concepts"] >= 800
    assert figures["terms"]["terms"] >= 2500


def test_what_is_not_there_is_skipped_with_a_line(tmp_path: Path) -> None:
    said = run_command("--gold", str(tmp_path / "no.jsonl"), "--corpus", str(tmp_path / "no.tsv")).splitlines()
    assert len(said) == 2
    assert all(line.startswith("skipped: ") for line in said)
