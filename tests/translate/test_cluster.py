"""The batch on Ray: two workers on this machine, one of them killed in the middle."""

import io
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from translate.cluster import PIECE, cut_document, cut_lines, translate_piece
from translate.formats import Options, find_format
from translate.function import load_translator
from translate.outcome import Document

pytestmark = pytest.mark.filterwarnings("default")  # Ray's own are not ours to mend


def make_document(path: Path, out: Path) -> Document:
    return Document(path, find_format(path), Options(columns=("text",)), out / path.name)


def test_lines_are_cut_where_they_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.cluster.PIECE", 100)
    path = tmp_path / "a.jsonl"
    lines = [f'{{"text": "{"сөз " * (number % 9)}{number}"}}\n' for number in range(200)]
    path.write_text("".join(lines), "utf-8")
    pieces = list(cut_document(make_document(path, tmp_path / "out")))
    assert len(pieces) > 10
    contents = [piece.open() for piece in pieces]
    assert b"".join(contents) == path.read_bytes()
    assert all(content.endswith(b"\n") for content in contents)
    assert [piece.document.output.name for piece in pieces if piece.document.output][:2] == [
        "part-00000.jsonl", "part-00001.jsonl",
    ]  # fmt: skip
    assert list(cut_lines(path, 0)) == []


def test_small_documents_and_others_are_whole(tmp_path: Path) -> None:
    for name in ("a.txt", "b.docx", "c.csv"):
        path = tmp_path / name
        path.write_text("x" * (PIECE + 1 if name == "b.docx" else 10), "utf-8")
        (piece,) = cut_document(make_document(path, tmp_path / "out"))
        assert (piece.cut, piece.row_group, piece.document.path) == (None, None, path)


def test_row_groups_of_parquet_are_pieces(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    table = pyarrow.table({"id": list(range(9)), "text": [f"{number} мектеп ашылды." for number in range(9)]})
    parquet.write_table(table, path, row_group_size=4)
    pieces = list(cut_document(make_document(path, tmp_path / "out")))
    assert len(pieces) == 3
    translator = load_translator(model="embedded", date="none")
    outcomes = [translate_piece(piece, translator) for piece in pieces]
    assert not any(outcome.error for outcome in outcomes)
    read = [parquet.read_table(io.BytesIO(p.document.output.read_bytes())) for p in pieces if p.document.output]
    assert [row for part in read for row in part["id"].to_pylist()] == list(range(9))
    assert all("school" in row.lower() for part in read for row in part["text"].to_pylist())


def find_workers() -> list[int]:
    """Return the processes of Ray's actors."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                name = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
            except OSError:
                continue
            if name.startswith(b"ray::") and b"Worker" in name:
                found.append(int(folder.name))
    return found


@pytest.mark.cluster
@pytest.mark.slow
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    from translate.cluster import translate_on_cluster

    for number in range(30):
        lines = "".join(f"{number} және {line} мектеп ашылды.\n" for line in range(15))
        (tmp_path / f"{number:02}.txt").write_text(lines, "utf-8")
    paths = sorted(tmp_path.glob("*.txt"))
    pieces = [piece for path in paths for piece in cut_document(make_document(path, tmp_path / "out"))]
    settings = {"source": "kk", "target": "en", "model": "embedded", "date": "none"}
    killed: list[int] = []

    def kill() -> None:
        """Kill one worker when the first outputs are there."""
        for _ in range(1200):
            if (tmp_path / "out").exists() and len(list((tmp_path / "out").glob("*.txt"))) >= 2:
                workers = find_workers()
                if workers:
                    os.kill(workers[0], signal.SIGKILL)
                    killed.append(workers[0])
                    return
            time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    outcomes = list(translate_on_cluster(pieces, settings, workers=2))
    killer.join()
    assert killed
    assert sorted(outcome.document.path for outcome in outcomes) == paths
    assert not any(outcome.error for outcome in outcomes)
    translator = load_translator(model="embedded", date="none")
    for path in paths:
        assert (tmp_path / "out" / path.name).read_text("utf-8") == translator.translate(path.read_text("utf-8")).text
