"""`audarma check` as people run it: what is printed, what the page holds, and the exit codes."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ui import cli

KK = """Астана қаласының әкімі Жеңіс Қасымбек 2,3 млрд теңге бөлінгенін айтты.
Бүгін жақсы күн болды, оған бәрі қуанды.
Қаржы министрлігінде <script>alert(1)</script> жиын өтті.
"""
EN = """The mayor of Astana Zhenis Kassymbek said that 2.5 billion tenge was allocated.
Today was a nice day, and everybody was happy about it.
A <script>alert(1)</script> meeting was held.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "a.kk.txt").write_text(KK, "utf-8")
    (tmp_path / "a.en.txt").write_text(EN, "utf-8")
    return str(tmp_path / "a.kk.txt"), str(tmp_path / "a.en.txt")


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        cli.main(["check", *map(str, arguments)])
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_findings_are_lines_with_both_sides(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*files) == 0
    out, err = capfd.readouterr()
    lines = out.splitlines()
    name = files[1]
    assert lines[0] == f"{name}:1: forbidden: 'mayor of Astana' is forbidden for akim-of-astana: write 'akim of Astana'"
    assert lines[1] == f"{name}:1: number: '2,3 млрд' became '2.5 billion'"
    assert lines[2:4] == [f"    kk  {KK.splitlines()[0]}", f"    en  {EN.splitlines()[0]}"]
    assert lines[4].startswith(f"{name}:3: missing: ")
    assert len(lines) == 7
    assert err == "3 segments, 3 findings: 1 missing, 1 forbidden, 1 number\n"


def test_strict_fails_where_anything_is_found(files: tuple[str, str], tmp_path: Path) -> None:
    assert run(*files, "--strict", "--quiet") == 1
    assert run(*files, "--strict", "--only", "name") == 0
    assert run(*files, "--strict", "--ignore", "missing", "--ignore", "forbidden", "--ignore", "number") == 0


def test_json_has_places_in_both_texts(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*files, "--json", "--quiet") == 0
    out, err = capfd.readouterr()
    report = json.loads(out)
    assert err == ""
    assert report["summary"] == {"segments": 3, "findings": 3, "classes": {"missing": 1, "forbidden": 1, "number": 1}}
    assert report["signature"].startswith("audarma ")
    first = report["findings"][0]
    assert (first["class"], first["line"], first["concept"]) == ("forbidden", 1, "akim-of-astana")
    for side in (first["source"], first["target"]):
        find = side["find"]
        assert side["text"][find["start"] : find["end"]] == find["text"]


class Page(HTMLParser):
    """What a browser would fetch or run, and the texts of the marks."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.marks: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        self.inside = tag == "mark"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.marks.append(data)
        self.inside = False


def test_the_page_is_one_file_with_everything_escaped(files: tuple[str, str], tmp_path: Path) -> None:
    assert run(*files, "--html", tmp_path / "page.html") == 0
    text = (tmp_path / "page.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    assert "script" not in page.tags
    assert page.addresses == []
    assert "url(" not in text
    assert "&lt;script&gt;" in text
    assert {"mayor of Astana", "2,3 млрд", "2.5 billion"} <= set(page.marks)
    assert "prefers-color-scheme: dark" in text
    assert re.search(r"default-src 'none'", text)


def test_a_long_document_shows_what_was_found_only(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "Бүгін жақсы күн болды.\tIt was a nice day.\n" * 2500 + "Бес жүз үй\t5 houses\n", "utf-8"
    )
    assert run(tmp_path / "a.tsv", "--html", tmp_path / "page.html", "--quiet") == 0
    assert (tmp_path / "page.html").read_text("utf-8").count('class="pair') == 1


def test_from_english(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tsv").write_text(
        "The Ministry of Finance reported 5 things today.\tМинистрлік 6 нәрсе айтты.\n", "utf-8"
    )
    assert run(tmp_path / "a.tsv", "--from", "en") == 0
    out = capfd.readouterr().out
    assert "a.tsv:1: missing: 'Ministry of Finance' should be 'Қаржы министрлігі'" in out
    assert "a.tsv:1: number: '5' became '6'" in out


def test_ones_own_termbase(files: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    header = "concept\tlanguage\tterm\n"
    (tmp_path / "mine.tsv").write_text(header + "day\tkk\tкүн\nday\ten\tsun\n", "utf-8")
    assert run(*files, "--termbase", tmp_path / "mine.tsv", "--no-default-termbase", "--only", "missing") == 0
    assert "a.en.txt:2: missing: 'күн' should be 'sun'" in capfd.readouterr().out


def test_the_date_of_a_document_decides(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tsv").write_text(
        "Нұр-Сұлтан қаласында үлкен жиын өтті.\tA big meeting was held in Astana.\n", "utf-8"
    )
    assert run(tmp_path / "a.tsv", "--date", "2020-01-31", "--only", "missing") == 0
    assert "should be 'Nur-Sultan'" in capfd.readouterr().out


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tsv").write_text(
        "Бүгін \x1b[31mжақсы күн болды, оған 7 адам қуанды\tToday \x1b[2Jwas nice.\n", "utf-8"
    )
    assert run(tmp_path / "a.tsv") == 0
    assert "\x1b" not in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a source file and its translation, or one file that has both"),
        (["a", "b", "c"], "name a source file and its translation"),
        (["a.txt", "--only", "typo"], "unknown class 'typo': use missing, forbidden"),
        (["a.txt", "--only", "name", "--ignore", "number"], "--only and --ignore exclude each other"),
        (["nowhere.tsv"], "nowhere.tsv: no such file or directory"),
        (["a.tsv", "--from", "ru"], "unknown language 'ru'"),
        (["a.tsv", "--from", "en", "--to", "en"], "source and target language are both 'en'"),
        (["a.tsv", "--date", "soon"], "soon"),
        (["a.tsv", "--html", "a.tsv"], "is an input and would be overwritten"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 1
