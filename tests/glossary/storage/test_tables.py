"""TSV and CSV with our columns, and the layouts of other people's tables."""

from pathlib import Path

import pytest

from glossary.errors import TermbaseError
from glossary.storage import load, read, save
from glossary.storage.delimited import find_separator
from glossary.term import Term, Termbase
from tests.glossary.storage.contract import GOOD, LosslessContract

CASES = Path(__file__).parents[2] / "cases" / "termbases"


class TestTsv(LosslessContract):
    name = "tsv"

    def broken(self, path: Path) -> list[int]:
        path.write_text("concept\tlanguage\tterm\nakim\tkk\tәкім\nAkim\ten\takim\nakim\ten\t\n\nakim\txx\ta\n", "utf-8")
        return [3, 4, 6]


class TestCsv(LosslessContract):
    name = "csv"

    def broken(self, path: Path) -> list[int]:
        path.write_text(
            'concept,language,term,note\nakim,kk,әкім,"two\nlines"\nAkim,en,akim,\nakim,en,"a"b,\nakim,en,a,b,c\n',
            "utf-8",
        )
        return [4, 5, 6]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def pairs(base: Termbase) -> set[tuple[str, str]]:
    return {
        (kazakh.text, english.text)
        for concept in base.concepts.values()
        for kazakh in concept.in_language("kk")
        for english in concept.in_language("en")
    }


PLAIN = {("қала әкімі", "akim of the city"), ("мәслихат", "maslikhat")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "қала әкімі,akim of the city\nмәслихат,maslikhat\n",
        "akim of the city;қала әкімі\r\nmaslikhat;мәслихат\r\n",
        "қала әкімі\takim of the city\nмәслихат\tmaslikhat",
        "en,kk\nakim of the city,қала әкімі\n\nmaslikhat,мәслихат\n",
        "Kazakh (Kazakhstan)|English (United States)\nқала әкімі|akim of the city\nмәслихат|maslikhat\n",
        "en-GB\tru\tkk-KZ\nakim of the city\tаким города\tқала әкімі\nmaslikhat\tмаслихат\tмәслихат\n",
        "қала әкімі,akim of the city,KK,EN\nmaslikhat,мәслихат,en,kk\nmaslikhat,маслихат,en,ru\n",
        '"қала әкімі","akim of the city"\n"мәслихат","maslikhat"\n',
    ],
)
def test_a_glossary_in_any_dress(tmp_path: Path, text: str, encoding: str) -> None:
    assert pairs(load(write(tmp_path / "glossary.txt", text, encoding))) == PLAIN


def test_a_glossary_of_both_directions_has_each_pair_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "сот,court,kk,en\ncourt,сот,en,kk\n")
    assert [term.text for term in load(path).terms()] == ["сот", "court"]


def test_languages_and_columns_without_a_place_are_reported() -> None:
    reading = read(CASES / "amazon.csv")
    assert pairs(reading.termbase) == {("Amazon Photos", "Amazon Photos"), ("әкімдік", "akimat")}
    assert [str(loss) for loss in reading.left_out] == [
        "Amazon Photos: column fr (2 times)",
        "Amazon Photos: column ru (2 times)",
    ]
    assert reading.format == "aws"


def test_a_glossary_of_a_service_comes_back(tmp_path: Path) -> None:
    base = load(CASES / "deepl.csv")
    assert pairs(base) == {
        ("мәслихат хатшысы", "secretary of the maslikhat"),
        ("«Нұр» қоры, Астана", "Nur Foundation, Astana"),
        ("сот приставы", 'so-called "pristav"'),
    }
    save(base, tmp_path / "deepl.csv", "deepl")
    assert (tmp_path / "deepl.csv").read_bytes() == (CASES / "deepl.csv").read_bytes()


def test_a_table_of_a_desktop_tool() -> None:
    reading = read(CASES / "desktop.csv")
    terms = {term.text: term for term in reading.termbase.terms()}
    assert terms["working group; task force"].note == "see the decree"
    assert [(t.text, t.status) for t in reading.termbase["inter-agency-commission"].in_language("kk")] == [
        ("ведомствоаралық комиссия", "preferred"),
        ("комиссия", "admitted"),
    ]
    assert {loss.what for loss in reading.left_out} == {"column Entry_ID (2 times)", "column Entry_Domain (once)"}


def test_a_title_synonyms_notes_and_statuses(tmp_path: Path) -> None:
    path = write(
        tmp_path / "list.csv",
        "Атаулар тізімі;;;;\n№;Қазақша;Ағылшынша;Статус;Ескертпе\n"
        "1;әкім;mayor;forbidden;\n2;әкім|қала басшысы;akim;approved;law\n3;;hakim;;\n",
    )
    reading = read(path)
    assert [(t.language, t.text, t.status, t.note) for t in reading.termbase["akim"].terms] == [
        ("kk", "әкім", "preferred", ""),
        ("en", "mayor", "forbidden", ""),
        ("en", "akim", "preferred", "law"),
        ("kk", "қала басшысы", "admitted", "law"),
    ]
    assert [loss.what for loss in reading.left_out] == [
        "column № (3 times)",
        "row without a term in both languages (once)",
    ]


def test_an_unknown_status_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TermbaseError, match="line 2, status: unknown status 'maybe'"):
        load(write(tmp_path / "a.csv", "kk,en,status\nәкім,akim,maybe\n"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("әкім,akim\nmaslikhat,мәслихат\nсот,court\n", "line 2: has its languages the other way round"),
        ("әкім,akim\nмәслихат,\n", "line 2: one of the two terms is empty"),
        ("kk,en\nәкім,akim,more\n", "line 2: has 3 columns where the header has 2: check the commas"),
        ("kk,en\n,akim\n", "line 2: one of the two terms is empty"),
        ("ru,en,de\nаким,akim,Akim\n", "line 1: no header, and not two columns .*name a column kk and a column en"),
        ("әкім\nмәслихат\n", "separate the columns by commas"),
        ('әкім,"akim\nмәслихат,maslikhat\n', "line 1: cannot be cut into cells"),
        ("әкім,akim\nәкім,akim\n", "line 2, term: 'әкім' stands already in line 1"),
    ],
)
def test_a_bad_table(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TermbaseError, match=message):
        load(write(tmp_path / "a.csv", text))


def test_english_terms_that_differ_in_capitals_stay_apart(tmp_path: Path) -> None:
    text = "сот,court\nЖоғарғы Сот,Court\n"
    path = write(tmp_path / "a.csv", text)
    assert list(load(path).concepts) == ["court", "court-2"]
    save(load(path), path, "deepl")
    assert path.read_text("utf-8") == text


def test_cells_like_formulas_are_escaped_and_come_back(tmp_path: Path) -> None:
    base = Termbase.from_terms([Term("a", "en", '=HYPERLINK("x")', note="'+1"), Term("a", "kk", "-нің")], "out")
    save(base, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith('a,en,"\'=HYPERLINK(""x"")",preferred')
    assert ",''+1," in lines[1]
    assert lines[2].startswith("a,kk,'-нің,")
    assert load(tmp_path / "out.csv") == base


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("министрлік;Ministry of Trade, Industry and Tourism\nсот;court\n", ";"),
        ('"a;b",c\n"d;e;f",g\n', ","),
        ("a|b\nc|d\n", "|"),
        ("concept\tlanguage\tterm, and more\n", "\t"),
        ("one column\nonly\n", ""),
        ("", ""),
    ],
)
def test_the_separator(text: str, separator: str) -> None:
    assert find_separator(text) == separator


def test_a_tsv_of_a_spreadsheet_has_quotes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", 'партия\t"the ""Amanat"" party"\n«Nur» қоры\t"Nur" Foundation\n', "utf-16")
    assert [term.text for term in load(path).terms() if term.language == "en"] == [
        'the "Amanat" party',
        '"Nur" Foundation',
    ]


def test_good_is_the_same_in_all_tables(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "good.tsv")
    save(GOOD, tmp_path / "good.csv")
    assert load(tmp_path / "good.tsv") == load(tmp_path / "good.csv") == GOOD
