"""What is kept of the shipped termbase: equal, made anew when it must be, and never in the way."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.storage import cache, layers
from glossary.term import Term, Termbase

ROOT = Path(__file__).parent.parent.parent
BASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім", grammar=("possessed", "fixed=сөз"), since="2018", note='a "quote"\u2028'),
        Term("akim", "en", "akim", status="admitted", kind="short", case="keep"),
        Term("city", "kk", "қала"),
    ],
    "test",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "audarma"


def test_what_is_read_is_what_was_saved(folder: Path) -> None:
    assert cache.load("key") is None
    cache.save("key", BASE)
    read = cache.load("key")
    assert read == BASE
    assert read is not None
    assert (read.digest, read.name, hash(read)) == (BASE.digest, BASE.name, hash(BASE))
    assert list(read.terms()) == list(BASE.terms())
    assert repr(list(read.terms())) == repr(list(BASE.terms()))
    assert cache.load("other") is None
    assert [path.name for path in folder.iterdir()] == ["termbase-key.json"]


def test_an_empty_termbase(folder: Path) -> None:
    cache.save("key", Termbase())
    assert cache.load("key") == Termbase()


def resign(change: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    """Return what changes the content and makes the checksum right again."""

    def run(content: bytes) -> bytes:
        head, _, body = content.partition(b"\n")
        packed = json.loads(body)
        change(packed)
        body = json.dumps(packed).encode()
        return head.split()[0] + b" " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    return run


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1] + b"x",
        lambda content: content.replace("әкім".encode(), "әкін".encode()),
        lambda content: b"\x80\x04\x95" + content,
        lambda content: content + b" ",
        lambda content: content.replace(b"key", b"kex", 1),
        resign(lambda packed: packed.pop("columns")),
        resign(lambda packed: packed.update(columns=[[0]] * 14, values=[7])),
        resign(lambda packed: packed.update(columns=[[99]] * 14)),
        resign(lambda packed: packed.update(columns=[["0"]] * 14)),
        resign(lambda packed: packed.update(columns=[[0], []])),
        resign(lambda packed: packed.update(name=None)),
        resign(lambda packed: packed.update(values={})),
    ],
)
def test_a_spoilt_file_is_as_if_it_were_not_there(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    cache.save("key", BASE)
    (path,) = folder.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert cache.load("key") is None
    cache.save("key", BASE)
    assert cache.load("key") == BASE


def test_what_is_no_file_is_not_waited_for(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "termbase-pipe.json")
    (folder / "termbase-folder.json").mkdir()
    assert cache.load("pipe") is None
    assert cache.load("folder") is None
    cache.save("folder", BASE)


def test_a_folder_that_cannot_be_made_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "deeper", Path("/proc/nothing"), Path("/dev/null")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(place))
        cache.save("key", BASE)
        assert cache.load("key") is None


def test_where_the_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    for named in ("", "relative/folder"):
        monkeypatch.setenv("XDG_CACHE_HOME", named)
        assert cache.find_folder() == tmp_path / ".cache" / "audarma"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    assert cache.find_folder() == tmp_path / "other" / "audarma"
    monkeypatch.delenv("XDG_CACHE_HOME")
    for home in ("", "/", str(tmp_path / "nonexistent")):
        monkeypatch.setenv("HOME", home)
        assert cache.find_folder() is None

    def no_home() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", no_home)
    assert cache.find_folder() is None
    cache.save("key", BASE)
    assert cache.load("key") is None


def test_few_files_stay(folder: Path) -> None:
    for i in range(8):
        cache.save(f"key{i}", BASE)
        os.utime(folder / f"termbase-key{i}.json", (i, i))
    cache.save("last", BASE)
    assert sorted(path.name for path in folder.iterdir()) == [
        "termbase-key5.json", "termbase-key6.json", "termbase-key7.json", "termbase-last.json",
    ]  # fmt: skip


def test_the_key_tells_names_contents_and_order_apart() -> None:
    files = [("a.tsv", b"12"), ("b.tsv", b"3")]
    keys = {cache.make_key(one) for one in (files, files[::-1], [("a.tsv", b"1"), ("b.tsv", b"23")], files[:1])}
    assert len(keys) == 4


def test_the_shipped_termbase_is_the_same_with_and_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = layers.default_termbase.__wrapped__()
    assert len(list(folder.iterdir())) == 1

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("rows are read again")

    monkeypatch.setattr("glossary.storage.tsv.loads", refuse)
    second = layers.default_termbase.__wrapped__()
    assert second == first
    assert second.digest == first.digest


def test_changed_data_are_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setattr(layers, "_data_files", lambda: sorted(data.iterdir()))
    for english in ("akim", "mayor"):
        (data / "a.tsv").write_text(f"concept\tlanguage\tterm\nakim\ten\t{english}\n", "utf-8")
        found = layers.default_termbase.__wrapped__()
        assert [term.text for term in found.terms()] == [english]
    assert len(list(folder.iterdir())) == 2


def test_many_processes_at_once(folder: Path) -> None:
    code = "from glossary.storage import default_termbase; print(default_termbase().digest)"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT, text=True) for _ in range(6)
    ]
    said = {process.communicate(timeout=120)[0] for process in started}
    assert len(said) == 1
    (path,) = folder.iterdir()
    assert cache.load(path.stem.removeprefix("termbase-")) is not None
