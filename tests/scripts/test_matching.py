"""The measurement of the matcher: what counts as found and as right, the judged sample, and the made-up termbase."""

import doctest
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.script_modules import SCRIPTS, load_script
from tests.scripts.small_termbase import BASE


@pytest.fixture(scope="module")
def matching() -> ModuleType:
    return load_script("matching")


@pytest.fixture(scope="module")
def verdicts() -> ModuleType:
    return load_script("verdicts")


@pytest.fixture(scope="module")
def speed() -> ModuleType:
    return load_script("matching_speed")


def write_gold(path: Path, *sentences: tuple[str, list[tuple[str, str]]]) -> Path:
    """Write sentences whose spans are the first places of the given words."""
    rows = []
    for text, marked in sentences:
        spans: list[dict[str, Any]] = []
        for label, words in marked:
            start = text.index(words)
            spans.append({"label": label, "start": start, "end": start + len(words), "text": words})
        rows.append(json.dumps({"text": text, "spans": spans}, ensure_ascii=False))
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(
        tmp_path / "gold.jsonl",
        ("Бүгін әкім келді.", [("POSITION", "әкім")]),
        ("Қазақстан төрағасы сөйледі.", [("GPE", "Қазақстан"), ("POSITION", "төрағасы")]),
        ("Даму министрлігіне хат жазды.", [("ORGANISATION", "Даму министрлігіне")]),
        ("Аспаз тамақ пісірді.", [("POSITION", "Аспаз")]),
        ("Облыс туралы айтылды, әкімдер үнсіз.", []),
        ("Қазақстанға жаңбыр жауды.", [("GPE", "Қазақстанға")]),
    )


@pytest.mark.parametrize("name", ["matching", "verdicts"])
def test_examples_in_the_documentation(name: str) -> None:
    failed, tried = doctest.testmod(load_script(name))
    assert failed == 0
    assert tried > 0


def test_what_is_found_and_what_is_missed(matching: ModuleType, gold: Path) -> None:
    result = matching.compare(matching.read_gold(gold), BASE)
    assert result.recall["POSITION"] == {"exact": 1, "longer": 1, "of": 2, "outside_termbase": 1}
    assert result.recall["ORGANISATION"] == {"missed": 1, "of": 1}
    assert result.missed == {"nothing found": 1}
    assert result.left_out == {"administrative units": 1, "names of places": 1}
    assert (result.found, result.agreeing) == (3, 2), (
        "a title made of two gold spans agrees; әкімдер is not in the gold"
    )
    missed, extra = result.disagreements
    assert (missed.sentence, missed.form, missed.concept) == (3, "Даму министрлігіне", "")
    assert (extra.sentence, extra.form, extra.concept) == (5, "әкімдер", "akim")


def test_a_part_and_a_shifted_boundary_are_missed(matching: ModuleType, tmp_path: Path) -> None:
    gold = write_gold(
        tmp_path / "gold.jsonl",
        ("Ескі Қаржы министрлігі бар.", [("ORGANISATION", "Ескі Қаржы министрлігі")]),
        ("Ескі Қаржы министрлігі бар.", [("ORGANISATION", "Ескі Қаржы")]),
    )
    result = matching.compare(matching.read_gold(gold), BASE)
    assert result.missed == {"only a part found": 1}
    assert result.recall["ORGANISATION"] == {"missed": 1, "of": 1, "outside_termbase": 1}
    assert (result.found, result.agreeing) == (2, 0)


def test_gold_with_other_offsets_is_refused(matching: ModuleType, tmp_path: Path) -> None:
    path = write_gold(tmp_path / "gold.jsonl", ("🙂 әкім", [("POSITION", "әкім")]))
    path.write_text(path.read_text("utf-8").replace('"start": 2', '"start": 3'), "utf-8")
    with pytest.raises(SystemExit, match="line 1"):
        matching.read_gold(path)


def test_precision_is_estimated_from_the_judged_part(matching: ModuleType, verdicts: ModuleType) -> None:
    places = [verdicts.Disagreement(line, 0, 4, "әкім", "akim") for line in range(40)]
    places += [verdicts.Disagreement(line, 0, 4, "әкім") for line in range(10)]
    result = matching.Comparison(found=100, agreeing=60, disagreements=places)
    result.recall["POSITION"].update(exact=90, missed=10, of=100)
    judged = [verdicts.Verdict(*one.key[:3], "әкім", "akim", "right", "not in the gold", "") for one in places[:15]]
    judged += [verdicts.Verdict(*one.key[:3], "әкім", "akim", "wrong", "a name", "") for one in places[15:20]]
    judged += [verdicts.Verdict(*one.key[:3], "әкім", "", "right", "no title", "") for one in places[40:44]]
    judged += [verdicts.Verdict(99, 0, 4, "әкім", "akim", "wrong", "a name", "")]  # no disagreement any more
    figures = matching.summarise(result, {one.key: one for one in judged})
    assert figures["precision"]["share"] == pytest.approx(0.6 + 0.4 * 15 / 20)
    low, high = figures["precision"]["interval95"]
    assert 0.6 < low < figures["precision"]["share"] < high < 1
    assert figures["precision"]["classes"] == {"a name": 5}
    assert figures["recall"]["share"] == 0.9
    assert figures["recall"]["judged"]["share"] == 1.0, "all that was judged was an error of the gold"
    assert figures["recall"]["judged"]["interval95"][0] < 1
    assert figures["verdicts"] == {"counted": 24, "no_longer_apply": 1, "sample": 50, "sample_not_judged": 26}


def test_without_verdicts_precision_has_bounds_only(matching: ModuleType, gold: Path) -> None:
    figures = matching.summarise(matching.compare(matching.read_gold(gold), BASE), {})
    assert figures["precision"]["share"] is None
    assert figures["precision"]["interval95"] == [0.6667, 1.0]


def test_the_table_of_verdicts_has_no_sentence(
    matching: ModuleType, verdicts: ModuleType, gold: Path, tmp_path: Path
) -> None:
    sentences = matching.read_gold(gold)
    result = matching.compare(sentences, BASE)
    sample, table = tmp_path / "sample.tsv", tmp_path / "judged.tsv"
    with sample.open("w", encoding="utf-8") as stream:
        assert verdicts.write_sample(stream, verdicts.draw(result.disagreements, 9), [one for one, _ in sentences]) == 2
    text = sample.read_text("utf-8")
    assert "Облыс туралы айтылды, [[әкімдер]] үнсіз." in text
    assert verdicts.keep(sample, table) == 0, "nothing has been judged yet"
    sample.write_text(text.replace("akim\t\t\t\t", "akim\tright\tgold lacks it\tan office\t"), "utf-8")
    assert verdicts.keep(sample, table) == 1
    assert verdicts.keep(sample, table) == 0
    assert table.read_text("utf-8").splitlines() == [
        "\t".join(verdicts.COLUMNS),
        "5\t22\t29\tәкімдер\takim\tright\tgold lacks it\tan office",
    ]


def test_bad_verdicts_are_listed_together(verdicts: ModuleType, tmp_path: Path) -> None:
    table = tmp_path / "judged.tsv"
    rows = ("1\t0\t4\tәкім\takim\tmaybe\ta name\t", "2\t0\t4\tәкім\takim\tright\t\t", "3\t0\t4\tәкім\takim\t\t\t")
    table.write_text("\n".join(["\t".join(verdicts.COLUMNS), *rows]), "utf-8")
    with pytest.raises(SystemExit) as error:
        verdicts.load(table)
    assert [f"line {line}" in str(error.value) for line in (2, 3, 4)] == [True, True, False]


def test_the_kept_verdicts_are_well_formed(verdicts: ModuleType) -> None:
    if verdicts.JUDGED.exists():
        assert verdicts.JUDGED.read_text("utf-8").splitlines()[0].split("\t") == list(verdicts.COLUMNS)
    assert all(len(one.form.split()) <= 25 for one in verdicts.load().values()), "a title and no sentence"


def test_the_command_prints_figures_with_their_signature(gold: Path, tmp_path: Path) -> None:
    def run(*more: str) -> str:
        command = [sys.executable, str(SCRIPTS / "evaluate.py"), "matching", "--gold", str(gold), *more]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    figures = json.loads(run())
    assert "gold gold.jsonl" in figures["signature"]
    assert figures["recall"]["of"] >= 2
    sample = tmp_path / "sample.tsv"
    assert str(sample) in run("--sample", "5", "--out", str(sample))
    assert sample.read_text("utf-8").startswith(
        "sentence\tstart\tend\tform\tconcept\tverdict\tclass\treason\trendering"
    )


def test_made_up_terms_are_the_same_each_time(speed: ModuleType) -> None:
    base = speed.make_termbase(300)
    kazakh = [term for term in base.terms() if term.language == "kk"]
    assert len({term.text for term in kazakh}) == 300
    assert {len(term.text.split()) for term in kazakh} == {1, 2, 3, 4, 5, 6}
    assert 0.2 < sum(term.possessed for term in kazakh) / 300 < 0.8
    assert base.digest == speed.make_termbase(300).digest
    assert all(concept.preferred("en") for concept in base.concepts.values())


def test_text_has_the_size_that_was_asked_for(speed: ModuleType) -> None:
    lines = speed.make_lines(0.2)
    assert 0 <= sum(len(line.encode()) + 1 for line in lines) - 0.2 * speed.MEGABYTE < 2000
    assert lines == speed.make_lines(0.2)
    assert sum(line.endswith(" сынақ") for line in speed.make_lines(0.2, ["сынақ"])) > len(lines) / 4


@pytest.mark.parametrize("job", [("build", 50), ("text", 0, 0.02, "one string"), ("bad", "lone surrogates", 0.02)])
def test_each_job_measures_in_its_own_process(speed: ModuleType, job: tuple[object, ...]) -> None:
    found = speed.measure_job(8, *job)
    assert found["seconds"] >= 0, found
    assert found["peak_mb"] > 5


def test_a_job_that_fails_is_a_result(speed: ModuleType) -> None:
    assert "KeyError" in speed.measure_job(8, "bad", "no such input", 1)["failed"]
