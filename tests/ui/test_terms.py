"""`audarma terms`: what its commands print, and their exit codes. `test_cli` runs the command as a process."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.storage import load_termbase
from glossary.term import KINDS, LANGUAGES, STATUSES
from ui.cli import audarma, guard_errors

Call = Callable[..., tuple[int, list[str], str]]

OWN = """concept\tlanguage\tterm\tstatus\tgrammar\tfrom\tuntil\tsuccessor\tnote\tsource\tchecked
press-service\tkk\tбаспасөз қызметі\tpreferred\tpossessed\t\t\t\t\tstyle guide\t2024-01-01
press-service\ten\tpress service\tpreferred\t\t\t\t\tnot press office\tstyle guide\t2024-01-01
old-board\tkk\tескі алқа\tunverified\t\t1991\t2001-05-01\tnew-board
old-board\ten\told board\tunverified\t\t1991\t2001-05-01\tnew-board
new-board\tkk\tжаңа алқа\tunverified\t\t2001-05-01
new-board\ten\tnew board\tunverified\t\t2001-05-01
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.tsv"
    file.write_text(OWN, "utf-8")
    return file


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs the command and returns its exit code, its lines and its messages."""

    def run(*arguments: object) -> tuple[int, list[str], str]:
        words = ["terms", *map(str, arguments)]
        code = guard_errors(lambda: audarma.main(words, "audarma", standalone_mode=False))
        out, err = capsys.readouterr()
        return code, out.splitlines(), err

    return run


# list


def test_list_has_a_row_for_each_term(call: Call, own: Path) -> None:
    code, rows, _ = call("list", "--termbase", own, "--no-default-termbase")
    assert code == 0
    assert rows[0] == "press-service\tkk\tбаспасөз қызметі\tpreferred"
    assert len(rows) == 6


def test_list_is_filtered(call: Call, own: Path) -> None:
    layers = ("--termbase", own, "--no-default-termbase")
    _, rows, _ = call("list", *layers, "--status", "unverified", "--language", "en")
    assert [row.split("\t")[2] for row in rows] == ["old board", "new board"]
    _, rows, _ = call("list", *layers, "--status", "unverified", "--status", "preferred", "--date", "2001-05-01")
    assert [row.split("\t")[2] for row in rows] == ["баспасөз қызметі", "press service", "жаңа алқа", "new board"]
    code, rows, said = call("list", *layers, "--kind", "abbreviation")
    assert (code, rows, said) == (0, [], "no such terms\n")


def test_themes_are_files(call: Call, own: Path) -> None:
    _, rows, _ = call("list", "--theme", "own", "--termbase", own)
    assert len(rows) == 6
    _, places, _ = call("list", "--theme", "places", "--termbase", own)
    _, everything, _ = call("list", "--termbase", own)
    assert 100 < len(places) < len(everything)
    assert "astana" in {row.split("\t")[0] for row in places}
    assert "ministry-of-finance" not in {row.split("\t")[0] for row in places}


def test_json_has_the_columns_that_say_something(call: Call, own: Path) -> None:
    _, rows, _ = call("list", "--termbase", own, "--no-default-termbase", "--json")
    found = [json.loads(row) for row in rows]
    assert found[0]["grammar"] == "possessed"
    assert found[2]["from"] == "1991"
    assert "note" not in found[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--status", "good"), "there is only preferred, admitted"),
        (("list", "--language", "ru"), "there is only kk, en"),
        (("list", "--kind", "long"), "there is only full, short, abbreviation"),
        (("list", "--theme", "nothing"), "there is only"),
        (("list", "--date", "26.10.2018"), "YYYY-MM-DD"),
        (("list", "--no-default-termbase"), "no termbase is left"),
        (("list", "--termbase", "none.tsv"), "none.tsv"),
        (("search",), "QUERY"),
        (("show",), "CONCEPT"),
        (("show", "министрлик"), "near it: ministry"),
        (("lint", "none.tsv"), "none.tsv"),
        (("lint", "--severity", "bad"), "there is only error, warning, note"),
        (("diff", "none.tsv", "none.tsv"), "none.tsv"),
        (("add", "own.tsv", "a"), "LANGUAGE"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_one_clear_line(call: Call, arguments: tuple[str, ...], said: str) -> None:
    code, rows, message = call(*arguments)
    assert (code, rows) == (2, [])
    assert message.count("\n") == 1
    assert said in message


def test_the_values_that_help_names_are_those_there_are(call: Call) -> None:
    _, rows, _ = call("list", "--help")
    text = " ".join(" ".join(rows).split())
    assert all(value in text for value in (*STATUSES, *LANGUAGES, *KINDS))


# search and show


def test_search_finds_by_any_form_in_either_language(call: Call) -> None:
    code, rows, _ = call("search", "министрлігіне")
    assert code == 0
    assert rows[0].split("\t")[0] == "ministry"
    assert any(row.startswith("ministry-of-finance\tҚаржы министрлігі\tMinistry of Finance\t") for row in rows)
    _, rows, _ = call("search", "finance ministries")
    assert rows[0].split("\t")[0] == "ministry-of-finance"


def test_search_says_why_and_where_nothing_is(call: Call, own: Path) -> None:
    layers = ("--termbase", own, "--no-default-termbase")
    _, rows, _ = call("search", "press serv", *layers, "--json")
    assert [json.loads(row) for row in rows] == [
        {"concept": "press-service", "kk": "баспасөз қызметі", "en": "press service", "reason": "part",
         "term": "press service"}
    ]  # fmt: skip
    code, rows, said = call("search", "министрлік", *layers)
    assert (code, rows) == (1, [])
    assert "nothing found" in said


def test_show_has_terms_dates_source_place_and_successor(call: Call, own: Path) -> None:
    code, rows, _ = call("show", "press-service", "old board", "--termbase", own)
    text = "\n".join(rows)
    assert code == 0
    assert "  kk  баспасөз қызметі  [preferred, possessed]" in rows
    assert "      source: style guide, read 2024-01-01" in rows
    assert "      note: not press office" in rows
    assert f"      in {own}:3" in rows
    assert "  succeeded by: new-board (жаңа алқа — new board)" in rows
    assert "1991–2001-05-01" in text
    _, rows, _ = call("show", "new-board", "--termbase", own)
    assert "  succeeds: old-board (ескі алқа — old board)" in rows


def test_show_as_json(call: Call, own: Path) -> None:
    _, rows, _ = call("show", "press-service", "new-board", "--termbase", own, "--json")
    found = [json.loads(row) for row in rows]
    assert [one["concept"] for one in found] == ["press-service", "new-board"]
    assert [(term["term"], term["line"]) for term in found[0]["terms"]] == [
        ("баспасөз қызметі", 2),
        ("press service", 3),
    ]


def test_a_name_that_is_not_known_shows_nothing(call: Call) -> None:
    code, rows, _ = call("show", "ministry-of-finance", "no-such-concept-anywhere")
    assert (code, rows) == (2, [])


def test_a_layer_hides_what_is_beneath(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("concept\tlanguage\tterm\nakim\tkk\tәкім\nakim\ten\thead\n", "utf-8")
    assert call("show", "akim", "--termbase", file)[1] == [
        "akim",
        "  kk  әкім  [preferred]",
        f"      in {file}:2",
        "  en  head  [preferred]",
        f"      in {file}:3",
    ]
    _, rows, _ = call("match", "әкімге", "--termbase", file)
    assert rows[0].split("\t")[5] == "head"
    _, rows, said = call("match", "министрге", "--termbase", file, "--no-default-termbase")
    assert rows == []
    assert "no titles" in said


# lint


def test_lint_of_a_good_file(call: Call, own: Path) -> None:
    code, rows, said = call("lint", own)
    assert (code, rows) == (0, [])
    assert said.startswith("0 errors, 0 warnings, ")


def test_lint_of_the_termbase_that_ships(call: Call) -> None:
    code, rows, said = call("lint", "--severity", "error")
    assert (code, rows) == (0, [])
    assert said.startswith("0 errors, ")


def test_lint_names_file_and_line(call: Call, own: Path) -> None:
    own.write_text(OWN + "court\tkk\tсот (\tunverified\ncourt\ten\tcourt\tadmitted\n", "utf-8")
    code, rows, said = call("lint", own, "--no-default-termbase")
    assert code == 1
    assert rows[0].startswith(f"{own}:8: error: court, kk 'сот (': ")
    assert rows[0].endswith("[brackets]")
    assert any(row.startswith(f"{own}:9: warning: ") and row.endswith("[source]") for row in rows)
    assert said.startswith("1 error, ")
    _, rows, _ = call("lint", own, "--severity", "error")
    assert len(rows) == 1
    _, rows, _ = call("lint", own, "--severity", "error", "--json")
    found = json.loads(rows[0])
    assert (found["file"], found["line"], found["kind"], found["severity"]) == (str(own), 8, "brackets", "error")


def test_lint_is_strict_when_asked(call: Call, own: Path) -> None:
    own.write_text(OWN + "court\tkk\tсот\tunverified\n", "utf-8")
    assert call("lint", own)[0] == 0
    assert call("lint", own, "--strict")[0] == 1


def test_lint_lists_every_row_of_a_file_that_is_refused(call: Call, own: Path) -> None:
    own.write_text(OWN + "court\txx\tсот\tunverified\ncourt\ten\tcourt\tgood\n", "utf-8")
    code, rows, _ = call("lint", own)
    assert code == 1
    assert [row.split(" ")[0] for row in rows] == [f"{own}:8:", f"{own}:9:"]
    assert all(row.endswith("[row]") for row in rows)


# add


def test_add_makes_a_file_and_appends(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "new" / "mine.tsv"
    options = ("--grammar", "possessed", "--source", "style guide", "--checked", "2024-05-01")
    code, rows, said = call("add", file, "press-service", "kk", "баспасөз қызметі", *options)
    assert (code, rows) == (0, [])
    assert "preferred" in said
    assert call("add", file, "press-service", "en", "press service")[0] == 0
    kazakh, english = load_termbase(file).terms()
    assert (kazakh.status, kazakh.checked, kazakh.possessed) == ("preferred", "2024-05-01", True)
    assert english.status == "unverified"


def test_add_refuses_what_lint_refuses(call: Call, own: Path) -> None:
    before = own.read_bytes()
    for term, kind in (("сот (", "brackets"), ("баспасөз қызметі", "duplicate")):
        code, rows, said = call("add", own, "press-service", "kk", term)
        assert (code, rows) == (1, [])
        assert f"[{kind}]" in said
    assert own.read_bytes() == before


def test_add_tells_what_lint_warns_of(call: Call, tmp_path: Path) -> None:
    code, _, said = call("add", tmp_path / "mine.tsv", "board", "kk", "қаржы министрлігі", "--grammar", "possessed")
    assert code == 0
    assert "takes the wording" in said
    assert "'ministry-of-finance'" in said


# diff


def test_diff_of_a_file_with_itself(call: Call, own: Path) -> None:
    assert call("diff", own, own) == (0, [], "")


def test_diff_shows_what_came_went_and_changed(call: Call, own: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.tsv"
    lines = OWN.replace("not press office", "not press bureau").splitlines()
    new.write_text("\n".join([*lines[:3], *lines[5:], "court\tkk\tсот\tunverified"]), "utf-8")
    code, rows, _ = call("diff", own, new)
    assert code == 1
    assert rows == [
        "~\tpress-service\ten\tpress service\tnote: not press office → not press bureau",
        "-\told-board",
        "-\told-board\tkk\tескі алқа",
        "-\told-board\ten\told board",
        "+\tcourt",
        "+\tcourt\tkk\tсот",
    ]
    _, rows, _ = call("diff", own, new, "--json")
    assert json.loads(rows[0])["values"] == {"note": ["not press office", "not press bureau"]}


def test_every_command_says_what_it_does(call: Call) -> None:
    from ui.terms_group import terms

    for name in terms.commands:
        code, rows, _ = call(name, "--help")
        assert code == 0
        assert len(rows) > 4
