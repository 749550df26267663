"""What a large termbase costs: bounds that hold on any machine; figures are in scripts/results/termbase-speed.json."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from glossary.storage import save
from glossary.term import Language, Term, Termbase

ROOT = Path(__file__).parents[3]
CODE = """
import json, resource, sys, time
from glossary.storage import load
begun = time.process_time()
count = sum(1 for _ in load(sys.argv[1]).terms())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([count, time.process_time() - begun, peak]))
"""


@pytest.mark.slow
def test_a_hundred_thousand_terms_in_tbx(tmp_path: Path) -> None:
    words: tuple[tuple[Language, str], ...] = (("kk", "мекеме"), ("en", "institution"))
    terms = [
        Term(f"concept-{i}", language, f"{word} {i}", note="a remark that takes its place", source="a law of 2018")
        for i in range(50_000)
        for language, word in words
    ]
    path = tmp_path / "large.tbx"
    save(Termbase.from_terms(terms), path)
    done = subprocess.run([sys.executable, "-c", CODE, str(path)], cwd=ROOT, capture_output=True, check=True)
    count, seconds, peak = json.loads(done.stdout)
    assert count == 100_000
    assert seconds < 20
    assert peak < 1e9
