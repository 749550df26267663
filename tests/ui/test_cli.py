"""The command, run as a process on the model that ships: results, exit codes, bad input."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ARTICLE = Path(__file__).parent.parent.parent / "ui" / "examples" / "library.kk.txt"


def run(
    *arguments: str | Path, text: str | bytes | None = None, **options: object
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    data = text.encode() if isinstance(text, str) else text
    return subprocess.run(command, input=data or b"", capture_output=True, check=False, timeout=120, **options)  # type: ignore[call-overload, no-any-return]


def lines(output: bytes) -> list[str]:
    return output.decode().splitlines()


def test_article_in_article_out(tmp_path: Path) -> None:
    report = tmp_path / "audit.json"
    done = run("translate", ARTICLE, "--report", report)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().count("\n") == ARTICLE.read_text("utf-8").count("\n")
    audit = json.loads(report.read_text("utf-8"))
    assert audit["text"] == done.stdout.decode()
    assert audit["summary"]["terms"] > 5
    for unit in audit["units"]:
        for term in unit["terms"]:
            source, target = term["source"], term["target"]
            assert unit["source"][source["start"] : source["end"]] == source["text"]
            assert (target is not None) == term["verified"]
            if target:
                assert unit["target"][target["start"] : target["end"]] == target["text"]
    assert "titles found" in done.stderr.decode()


def test_standard_input_to_standard_output() -> None:
    done = run("translate", "--quiet", text="Елбасы келді.\r\n\r\n  Күн жылы.  \r\n")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.count(b"\r\n") == 3
    assert done.stdout.startswith(b"Elbasy")
    assert done.stdout.endswith(b"  \r\n")


def test_english_to_kazakh() -> None:
    done = run("translate", "--from", "en", "--quiet", text="The meeting was held today.\n")
    assert done.returncode == 0
    assert any("а" <= char <= "я" for char in done.stdout.decode())


def test_json_is_the_audit() -> None:
    done = run("translate", "--json", "--quiet", text="Әкім келді.")
    assert json.loads(done.stdout)["units"][0]["source"] == "Әкім келді."


def test_out_dir_keeps_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Күн жылы.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Елбасы келді.\n", "utf-8")
    done = run("translate", "a.txt", "b.txt", "--out-dir", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "b.txt"]
    assert "Elbasy" in (tmp_path / "out" / "b.txt").read_text("utf-8")


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("translate", tmp_path / "empty.txt", "--out-dir", tmp_path / "out")
    assert done.returncode == 0
    assert (tmp_path / "out" / "empty.txt").read_bytes() == b""
    assert run("translate", tmp_path / "empty.txt").stdout == b""


@pytest.mark.parametrize("case", ["missing", "latin", "language", "same", "model", "termbase", "option"])
def test_bad_input_is_one_clear_line_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Күн жылы.\n", "utf-8")
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Күн ".encode() + b"\xff\xfe")
    bad_terms = tmp_path / "bad.tsv"
    bad_terms.write_text("concept\tlanguage\tterm\tstatus\na\tkk\tәкім\tgood\nb\txx\tқала\tpreferred\n", "utf-8")
    cases: dict[str, tuple[list[str | Path], str]] = {
        "missing": ([good, tmp_path / "none.txt"], "none.txt"),
        "latin": ([latin], "UTF-8"),
        "language": ([good, "--from", "klingon"], "klingon"),
        "same": ([good, "--from", "kk", "--to", "kk"], "kk"),
        "model": ([good, "--model", "nothing"], "nothing"),
        "termbase": ([good, "--termbase", bad_terms], "bad.tsv"),
        "option": ([good, "--wrong"], "--wrong"),
    }
    arguments, said = cases[case]
    done = run("translate", *arguments, "--out-dir", tmp_path / "out")
    message = done.stderr.decode()
    assert done.returncode == 2, message
    assert done.stdout == b""
    assert not (tmp_path / "out").exists()
    assert said in message
    assert "Traceback" not in message
    if case == "termbase":
        assert re.search(r"line 2\b", message)
        assert re.search(r"line 3\b", message)
    else:
        assert len(lines(done.stderr)) == 1


def test_english_given_as_kazakh_is_a_warning() -> None:
    done = run("translate", text="This is an English sentence, not a Kazakh one.\n")
    assert done.returncode == 0
    assert "looks like English" in done.stderr.decode()


def test_strict_exits_with_1_where_a_title_is_missing(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    unreachable = "Zzyzx Qqq Wvv Xxk Brrr Tltl Pfff Hmmm Grgr"
    terms.write_text(f"concept\tlanguage\tterm\nodd\tkk\tжапалақ\nodd\ten\t{unreachable}\n", "utf-8")
    text = "Кеше орманда жапалақ көрінді де, жапалақ кетіп қалды.\n"
    done = run("translate", "--strict", "--termbase", terms, "--json", text=text)
    missed = json.loads(done.stdout)["summary"]["unenforced"]
    assert done.returncode == (1 if missed else 0)


def test_own_termbase_goes_over_the_shipped_one(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("concept\tlanguage\tterm\nelbasy\tkk\tЕлбасы\nelbasy\ten\tYelbasy\n", "utf-8")
    done = run("terms", "match", "Елбасының сөзі", "--termbase", terms)
    assert "Yelbasy" in done.stdout.decode()


def test_terms_match_shows_what_is_found(tmp_path: Path) -> None:
    done = run("terms", "match", "Елбасының сөзін қала әкімінің орынбасары тыңдады")
    rows = [line.split("\t") for line in lines(done.stdout)]
    assert [row[3] for row in rows] == ["Елбасының", "қала әкімінің орынбасары"]
    assert [row[5] for row in rows] == ["Elbasy", "deputy akim of the city"]
    file = tmp_path / "text.txt"
    file.write_text("Күн жылы.\nЕлбасының сөзі\n", "utf-8")
    (row,) = [json.loads(line) for line in lines(run("terms", "match", file, "--json").stdout)]
    assert (row["line"], row["start"], row["end"], row["case"]) == (2, 0, 9, "genitive")


def test_terms_match_on_anything(tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\x00\xff\xfe" * 50)
    for argument, code, said in [
        ("", 0, "no titles found"),
        ("none.txt", 0, "no file of that name"),
        (str(tmp_path), 2, str(tmp_path)),
        (str(binary), 2, "not UTF-8 at byte 1"),
    ]:
        done = run("terms", "match", argument)
        assert (done.returncode, done.stdout, len(lines(done.stderr))) == (code, b"", 1)
        assert said in done.stderr.decode()
    assert len(lines(run("terms", "match", "Елбасы " * 5000).stdout)) == 5000
    assert len(lines(run("terms", "match", "-", text="\ufeffЕлбасы\nкелді").stdout)) == 1


def test_two_termbases_and_a_byte_order_mark(tmp_path: Path) -> None:
    for name, rendering in (("a.tsv", "Aaa"), ("b.tsv", "Bbb")):
        (tmp_path / name).write_bytes(
            "\ufeffconcept\tlanguage\tterm\r\nowl\tkk\tжапалақ\r\n".encode() + f"owl\ten\t{rendering}\r\n".encode()
        )
    done = run("terms", "match", "жапалақ", "--termbase", tmp_path / "a.tsv", "--termbase", tmp_path / "b.tsv")
    assert [line.split("\t")[5] for line in lines(done.stdout)] == ["Bbb"]


@pytest.mark.parametrize("arguments", [["--help"], ["translate", "--help"], ["terms", "match", "--help"]])
def test_help_is_quick(arguments: list[str]) -> None:
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        assert run(*arguments).returncode == 0
        seconds.append(time.perf_counter() - begun)
    assert min(seconds) < 0.3


@pytest.mark.slow
def test_memory_does_not_grow_with_the_input() -> None:
    code = (
        "import io, resource, sys\n"
        "from glossary.storage import default_termbase\n"
        "from tests.fakes import CopyEngine\n"
        "from translate import Translator\n"
        "from translate.stream import read_parts\n"
        "class Long(io.RawIOBase):\n"
        "    left = int(sys.argv[1])\n"
        "    def read1(self, size=-1):\n"
        "        Long.left -= 1\n"
        "        return (f'Қала әкімі {Long.left} рет келді. '.encode() * 400 + b'\\n') if Long.left > 0 else b''\n"
        "engine = CopyEngine()\n"
        "translator = Translator(engine, default_termbase(), 'kk', 'en')\n"
        "for part in translator.translate_stream(read_parts(Long(), 'x')):\n"
        "    engine.asked.clear()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = [
        int(subprocess.run([sys.executable, "-c", code, str(blocks)], capture_output=True, check=True).stdout)
        for blocks in (40, 400)
    ]
    assert peaks[1] < peaks[0] * 1.3
