"""The parts of training that need neither torch nor eflomal: cleaning, code switching, batches, exact order."""

import random
from pathlib import Path
from types import ModuleType

import pytest

from tests.script_modules import load_script
from translate.store import EMBEDDED, PIECES


@pytest.fixture(scope="module")
def train() -> ModuleType:
    return load_script("train")


def test_titles_are_made_consistent(train: ModuleType) -> None:
    assert train.make_consistent("Елбасы келді", "The President of Kazakhstan came") == "Elbasy came"
    assert train.make_consistent("Қала әкімі келді", "The mayor came") == "The akim came"
    assert train.make_consistent("Елбасы мен Президент", "The President") is None
    assert train.make_consistent("Күн жылы", "It is warm") == "It is warm"


def test_pairs_that_cannot_be_translations_are_left_out(train: ModuleType, tmp_path: Path) -> None:
    rows = ["Елiмiз «Кеңес»\tOur country “Kenes”", "Күн\tдень", "OK\tOK", "Сөз\t" + "word " * 40]
    (tmp_path / "a.tsv").write_text("\n".join(rows), "utf-8")
    assert list(train.read_pairs(tmp_path, ("a",))) == [('Еліміз "Кеңес"', 'Our country "Kenes"')]


def test_switched_phrases_stand_on_both_sides_and_links_fit(train: ModuleType) -> None:
    words = (["қала", "әкімінің", "сөзін", "тыңдады"], ["listened", "to", "the", "city", "akim's", "speech"])
    links = ({0: 3, 3: 0, 4: 1, 5: 2}, {0: 3, 1: 4, 2: 5, 3: 0})
    pair = train.Pair("news", words, links)
    seen = set()
    for seed in range(60):
        switched = train.switch_codes(pair, 0, random.Random(seed), [["Elbasy"]])
        if not switched:
            continue
        source, target, to_source = switched
        assert target == words[1], "no name among the phrases, so the target stays"
        for j, i in to_source.items():
            assert 0 <= j < len(target)
            assert 0 <= i < len(source)
            if source[i].split("-")[0] in words[1]:
                assert source[i].split("-")[0] == target[j]
        seen.add(" ".join(source))
    assert any("akim's-нің" in text for text in seen), "an ending may follow what was written in"
    assert len(seen) > 5


def test_an_epoch_is_the_same_each_time(train: ModuleType) -> None:
    pairs = [train.Pair("news", ([f"сөз{i}"] * 5, ["word"] * 5), ({}, {})) for i in range(50)]
    first, again = (list(train.choose(pairs, 1, random.Random("epoch 1"))) for _ in range(2))
    assert [(p.words, s) for p, s in first] == [(p.words, s) for p, s in again]


def test_batches_hold_like_lengths_and_lose_nothing(train: ModuleType) -> None:
    rng = random.Random(3)
    examples = [train.Example([1] * rng.randint(2, 60), [1] * rng.randint(2, 60), []) for _ in range(500)]
    batches = train.make_batches(examples, 600, rng)
    assert sum(map(len, batches)) == 500
    for batch in batches:
        longest = max(max(len(e.source), len(e.target)) for e in batch)
        assert len(batch) == 1 or len(batch) * longest <= 600 * 1.15


def test_vocabulary_is_that_of_the_shipped_model(train: ModuleType) -> None:
    import json

    vocabulary = train.Vocabulary(EMBEDDED / PIECES)
    assert vocabulary.tokens == json.loads((EMBEDDED / "shared_vocabulary.json").read_text("utf-8"))
    assert vocabulary.encode("Қазақстан")
    assert all(3 < i < len(vocabulary.tokens) for i in vocabulary.encode("Қазақстан"))
