"""The termbase's own format, and the termbase that ships."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import GlossaryError, TermbaseError
from glossary.storage import load_termbase, tsv
from glossary.term import CAPITALS, KINDS, LANGUAGES, Term, Termbase

HEADER = "\t".join(tsv.COLUMNS) + "\n"
GOOD = HEADER + (
    "akim\tkk\tәкім\tpreferred\tfull\t\tany\t\t\t\t\tbasic\tlaw\t2026-11-23\n"
    "akim\ten\takim\tpreferred\tfull\t\tany\t\t\t\t\t\tlaw\t2026-11-23\n"
    "akim\ten\tmayor\tforbidden\tfull\tplural=mayors\tany\t1995\t2018-06\takimat\t\t\t\t\n"
)


def problems(text: str, complete: bool = False) -> list[tuple[int, str, str]]:
    with pytest.raises(TermbaseError) as caught:
        tsv.loads(text, "test", complete=complete)
    return [(problem.line, problem.column, problem.message) for problem in caught.value.problems]


def row(**values: str) -> str:
    """Return a file of one row: a good one, with some values changed."""
    good = {"concept": "akim", "language": "kk", "term": "әкім"} | values
    return "\t".join(good) + "\n" + "\t".join(good.values()) + "\n"


def test_a_good_file() -> None:
    base = tsv.loads(GOOD, "test")
    assert base.name == "test"
    assert base["akim"].terms[2] == Term(
        "akim", "en", "mayor", "forbidden", grammar=("plural=mayors",), since="1995", until="2018-06", part_of="akimat"
    )


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\n\n"),
        GOOD.rstrip("\n"),
        GOOD.replace("concept\t", "Concept \t", 1),
    ],
)
def test_what_editors_do_to_a_file_is_accepted(text: str) -> None:
    assert tsv.loads(text, "test") == tsv.loads(GOOD, "test")


def test_columns_in_any_order_and_only_three_required() -> None:
    assert tsv.loads("term\tconcept\tlanguage\nәкім\takim\tkk\n") == Termbase.from_terms([Term("akim", "kk", "әкім")])


def test_all_bad_rows_are_listed() -> None:
    text = (
        HEADER[:-1].replace("\t", "\t")
        + "\nakim\tkk\tәкім"
        + "\t" * 12
        + "\nx\tkk\tә"
        + "\t" * 11
        + "\nY\txx\t"
        + "\t" * 11
        + "\n"
    )
    assert [line for line, _, _ in problems(text)] == [2, 4, 4, 4]


def test_the_message_names_the_file_each_line_and_what_to_do() -> None:
    with pytest.raises(GlossaryError) as caught:
        tsv.loads(row(status="x") + "a\tkk\tb\tpreferred\tx\ty\n", "my.tsv")
    assert str(caught.value).splitlines() == [
        "my.tsv has 2 problems:",
        "  line 2, status: unknown status 'x': write preferred, admitted, deprecated, forbidden, unverified",
        "  line 3: has 6 columns where the header has 4: check the tabs",
    ]


@pytest.mark.parametrize(
    ("header", "line", "column", "message"),
    [
        ("concept\tlanguage\tterm\tcolour", 1, "colour", "unknown column"),
        ("concept\tlanguage\tterm\t", 1, "(empty)", "unknown column"),
        ("concept\tlanguage\tterm\tterm", 1, "term", "twice"),
        ("concept\tterm", 1, "language", "missing"),
        ("әкім\takim\tthird", 1, "", "no header"),
        ("әкім; akim", 1, "", "separate the columns by tabs"),
    ],
)
def test_a_bad_header(header: str, line: int, column: str, message: str) -> None:
    assert any((at, where) == (line, column) and message in text for at, where, text in problems(header + "\n"))


def test_an_empty_file_is_an_empty_termbase() -> None:
    assert len(tsv.loads("")) == len(tsv.loads("\n \n")) == len(tsv.loads(HEADER)) == 0


def preferred(*dates: tuple[str, str]) -> str:
    lines = [f"akim\ten\takim {i}\tpreferred\t{since}\t{until}" for i, (since, until) in enumerate(dates)]
    return "\n".join(["concept\tlanguage\tterm\tstatus\tfrom\tuntil", *lines])


@pytest.mark.parametrize(
    "dates",
    [
        [("", ""), ("", "")],
        [("2018", ""), ("", "")],
        [("", "2018-07"), ("2018-06", "")],
        [("2018", "2018"), ("2018", "2018")],
        [("2014", "2020"), ("2016-01-01", "2016-02-01")],
    ],
)
def test_two_preferred_terms_at_a_time(dates: list[tuple[str, str]]) -> None:
    ((line, column, message),) = problems(preferred(*dates))
    assert (line, column) == (3, "status")
    assert "'akim 0' in line 2" in message


@pytest.mark.parametrize("dates", [[("", "2018"), ("2018", "")], [("2019-02-25", ""), ("2018-06-28", "2019-02-25")]])
def test_two_preferred_terms_one_after_the_other(dates: list[tuple[str, str]]) -> None:
    assert len(list(tsv.loads(preferred(*dates)).terms())) == 2


def test_duplicate_rows() -> None:
    ((line, column, message),) = problems(GOOD + GOOD.splitlines()[1] + "\n")
    assert (line, column) == (5, "term")
    assert "line 2" in message


def test_names_that_lead_nowhere_are_judged_only_when_complete() -> None:
    assert problems(GOOD, complete=True)[0][:2] == (4, "part_of")
    assert "akim" in tsv.loads(GOOD).concepts


def test_two_columns_without_a_header() -> None:
    base = tsv.loads("қала әкімі\takim of the city\nшаһар басшысы\takim of the city\nмәслихат\tmaslikhat\n")
    assert [(t.concept, t.language, t.text, t.status) for t in base.terms()] == [
        ("akim-of-the-city", "kk", "қала әкімі", "preferred"),
        ("akim-of-the-city", "en", "akim of the city", "preferred"),
        ("akim-of-the-city", "kk", "шаһар басшысы", "admitted"),
        ("maslikhat", "kk", "мәслихат", "preferred"),
        ("maslikhat", "en", "maslikhat", "preferred"),
    ]


@pytest.mark.parametrize("text", ["kk\ten\nәкім\takim\n", "EN\tKK\nakim\tәкім\n", "Қазақша\tАғылшынша\nәкім\takim\n"])
def test_two_columns_with_the_names_of_the_languages(text: str) -> None:
    assert tsv.loads(text) == tsv.loads("әкім\takim\n")


def test_two_columns_in_either_order() -> None:
    base = tsv.loads("akim\tәкім\nmaslikhat\tмәслихат\n")
    assert [(term.language, term.text) for term in base["akim"].terms] == [("kk", "әкім"), ("en", "akim")]


def test_two_columns_of_which_some_rows_are_the_other_way_round() -> None:
    found = problems("akim\tәкім\nсот\tcourt\nmaslikhat\tмәслихат\n")
    assert [line for line, _, text in found if "swap" in text] == [2]


def test_two_columns_with_a_gap() -> None:
    assert [line for line, _, _ in problems("әкім\takim\nмәслихат\t\nа\tb\tc\n")] == [2, 3]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "old.tsv"
    path.write_bytes("әкім\takim\n".encode() + "аким\takim\n".encode("cp1251"))
    with pytest.raises(TermbaseError, match="line 2: is not UTF-8") as caught:
        tsv.load(path)
    assert caught.value.path == str(path)


def test_a_file_that_is_utf16_as_spreadsheets_save_it(tmp_path: Path) -> None:
    path = tmp_path / "good.tsv"
    path.write_text(GOOD, encoding="utf-16")
    assert tsv.load(path) == tsv.loads(GOOD, "good")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TermbaseError, match="UTF-16"):
        tsv.load(path)


def test_load_names_the_termbase_after_its_file(tmp_path: Path) -> None:
    path = tmp_path / "house.tsv"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert tsv.load(path).name == "house"
    assert tsv.load(path, name="mine").name == "mine"


def test_save_writes_lf_and_a_header_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    base = tsv.loads(GOOD, "out")
    tsv.save(base, path)
    assert path.read_bytes() == GOOD.encode()
    assert tsv.load(path) == base
    tsv.save(base, path)
    assert [file.name for file in tmp_path.iterdir()] == ["out.tsv"]


def test_a_termbase_that_could_not_be_read_back_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    path.write_text("before")
    for text in ("a\tb", " space", "line\nbreak", "", "министрi"):
        with pytest.raises(TermbaseError):
            tsv.save(Termbase.from_terms([Term("akim", "kk", text)]), path)
    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["out.tsv"]


def test_later_layers_replace_concepts(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("әкім\takim\nмәслихат\tmaslikhat\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("ел басшысы\takim\n", encoding="utf-8")
    base = load_termbase(tmp_path / "a.tsv", str(tmp_path / "b.tsv"))
    assert base.name == "a+b"
    assert [term.text for term in base.terms()] == ["ел басшысы", "akim", "мәслихат", "maslikhat"]


KAZAKH = st.text(alphabet="абвгқәөіңІА -«»1", min_size=1, max_size=12).filter(lambda text: text == text.strip())
ENGLISH = st.text(alphabet="abcXYZ -'’é1", min_size=1, max_size=12).filter(lambda text: text == text.strip())
FREE = st.text(alphabet="aә ;:,#\"'\\|", max_size=8).map(str.strip)
DATES = st.sampled_from(["", "2018", "2018-06", "2018-06-28"])


@st.composite
def some_terms(draw: st.DrawFn) -> Term:
    """Draw a term that keeps the rules for one row."""
    language = draw(st.sampled_from(LANGUAGES))
    values = {"kk": [(), ("possessed",)], "en": [(), ("the",), ("the", "plural=a b"), ("plural=c",)]}
    grammar = draw(st.sampled_from(values[language]))
    return Term(
        draw(st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)),
        language,
        draw(KAZAKH if language == "kk" else ENGLISH),
        draw(st.sampled_from(["admitted", "forbidden", "deprecated", "unverified"])),
        draw(st.sampled_from(KINDS)),
        grammar,
        draw(st.sampled_from(CAPITALS)),
        *draw(st.sampled_from([("", ""), ("2014", "2018-06"), ("2018-06-28", ""), ("", "2018")])),
        draw(st.sampled_from(["", "part-of-it"])),
        draw(st.sampled_from(["", "next"])),
        draw(FREE),
        draw(FREE),
        draw(DATES),
    )


@given(st.lists(some_terms(), max_size=6, unique_by=lambda t: (t.concept, t.language, t.text, t.since, t.until)), FREE)
def test_reading_what_was_written_gives_the_same(terms: list[Term], name: str) -> None:
    base = Termbase.from_terms(terms, name)
    assert tsv.loads(tsv.dumps(base), name) == base


@given(st.text(max_size=60) | st.text(alphabet="\t\nakenу", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(TermbaseError):
        base = tsv.loads(text)
        assert tsv.loads(tsv.dumps(base)) == base


def test_a_line_whose_last_cells_are_empty_may_lack_their_tabs() -> None:
    text = "concept\tlanguage\tterm\tstatus\tgrammar\na\tkk\tсот\na\ten\tcourt\tpreferred\n"
    assert [(term.text, term.status) for term in tsv.loads(text).terms()] == [
        ("сот", "preferred"),
        ("court", "preferred"),
    ]
