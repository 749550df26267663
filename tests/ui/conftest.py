"""Fixtures for tests of commands on documents."""

from pathlib import Path

import pytest

from tests.ui.document_runs import Write


@pytest.fixture
def folder(write: Write, tmp_path: Path) -> Path:
    write("in/a.txt", "Елбасы келді.\n")
    write("in/deep/b.md", "# Жаңалық\n\nКеше **Елбасы** келді.\n\n```\nкод\n```\n")
    write("in/deep/c.html", "<p>Елбасы <i>Астанаға</i> келді.</p>")
    write("in/d.csv", "id,text\n1,Елбасы келді.\n2,Күн жылы.\n")
    write("in/picture.png", "no text")
    write("in/.hidden.txt", "Елбасы.\n")
    return tmp_path / "in"
