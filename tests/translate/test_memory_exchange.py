"""Translation memories as TMX: out and in again equal; what people translated is used where its terms are right."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import memories
from tests.fakes import CopyEngine
from tests.memories import SCOPE, Sleeper, make_some, make_translator, make_unit
from translate import TranslationUnit
from translate.bitext import BitextError, read_bitext
from translate.human import REFUSED
from translate.memory import Memory
from translate.memory_database import MemoryFileError
from translate.memory_exchange import Imported, export_memory, import_memory
from translate.memory_record import Key, Scope, write_record
from translate.memory_upkeep import clear, describe, opened

HEAD = '<?xml version="1.0"?>\n<tmx version="1.4"><header creationtool="Other" srclang="kk"/><body>\n'
WRITABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r<>&\"'"), min_size=1, max_size=30
)


def write_tmx(path: Path, *pairs: tuple[str, str], head: str = HEAD) -> Path:
    units = "".join(
        f'<tu><tuv xml:lang="kk-KZ"><seg>{one}</seg></tuv><tuv xml:lang="en-GB"><seg>{other}</seg></tuv></tu>\n'
        for one, other in pairs
    )
    path.write_text(f"{head}{units}</body></tmx>\n", "utf-8")
    return path


def put_in(memory: Path, tmx: Path) -> Imported:
    with opened(memory, create=True, write=True) as connection:
        return import_memory(connection, tmx)


def write_out(memory: Path) -> bytes:
    file = io.BytesIO()
    with opened(memory) as connection:
        export_memory(connection, file)
    return file.getvalue()


def translate(memory: Path, text: str, engine: CopyEngine | None = None) -> TranslationUnit:
    with Memory(memory, notify=pytest.fail) as one:
        (unit,) = make_translator(one, engine).translate(text).units
        return unit


@settings(max_examples=50)
@given(made=st.lists(memories.units(), max_size=6), pairs=st.lists(st.tuples(WRITABLE, WRITABLE), max_size=4))
def test_out_and_in_again_is_equal(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[Key, TranslationUnit]], pairs: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    first, second, tmx = folder / "first.db", folder / "second.db", folder / "memory.tmx"
    with Memory(first) as memory:
        memory.keep(SCOPE, dict(made), {})
        memory.keep(Scope("en", "kk", "other <&> model"), make_some("text", 2), {})
    if pairs:
        texts = [
            tuple(text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;") for text in pair)
            for pair in pairs
        ]
        put_in(first, write_tmx(tmx, *texts))  # type: ignore[arg-type]
    out = write_out(first)
    tmx.write_bytes(out)
    put_in(second, tmx)
    assert write_out(second) == out
    with Memory(first) as one, Memory(second) as two:
        for key, unit in dict(made).items():
            record = write_record(key, unit).decode("utf-8", "surrogatepass")
            if all(text.isprintable() for text in (record, key[0], unit.target)):  # XML can write it
                assert two.recall(SCOPE, [key]) == one.recall(SCOPE, [key])


def test_it_reads_back_to_the_byte_and_saves_the_engine(tmp_path: Path) -> None:
    first, second, tmx = tmp_path / "first.db", tmp_path / "second.db", tmp_path / "memory.tmx"
    text = "Кеше әкімнің   орынбасары «А & Б» <келді>."
    wanted = translate(first, text)
    tmx.write_bytes(write_out(first))
    assert put_in(second, tmx) == Imported(units=1)
    assert translate(second, text, Sleeper()) == wanted
    assert describe(second).made == describe(first).made
    (pair,) = read_bitext([tmx], "kk", "en").pairs  # other tools, and audarma check, see a plain pair
    assert pair.target == wanted.target


def test_a_unit_that_a_person_has_changed_is_the_persons(tmp_path: Path) -> None:
    memory, tmx = tmp_path / "memory.db", tmp_path / "memory.tmx"
    translate(memory, "Әкім келді.")
    out = write_out(memory).decode()
    assert "<seg>Akim keldi.</seg>" in out
    tmx.write_text(out.replace("Akim keldi.", "The akim has arrived."), "utf-8")
    assert put_in(memory, tmx) == Imported(pairs=1)
    assert translate(memory, "Әкім келді.", Sleeper()).target == "The akim has arrived."


def test_what_people_translated_is_used_in_both_directions(tmp_path: Path) -> None:
    memory = tmp_path / "memory.db"
    put_in(
        memory,
        write_tmx(tmp_path / "human.tmx", ("Әкім  келді.", "The akim\n has <bpt i='1'>&lt;b></bpt>come<ept i='1'/>!")),
    )
    unit = translate(memory, "Әкім келді.", Sleeper())
    assert unit.target == "The akim has come!"
    (use,) = unit.terms
    assert (use.strategy, use.verified, use.form) == ("model", True, "Әкім")
    assert use.target
    assert use.target.of(unit.target) == "akim"
    assert translate(memory, "Әкім келді.", Sleeper()) == unit  # now from what was kept
    with Memory(memory) as one:
        recalled = one.recall(Scope("en", "kk", "any"), [("The akim has come!", ())])
    assert list(recalled.human.values()) == ["Әкім келді."]


@pytest.mark.parametrize(("target", "reason"), [("The mayor came.", "mayor"), ("He came.", "should be 'akim'")])
def test_one_with_wrong_terms_is_reported_and_translated_anew(target: str, reason: str, tmp_path: Path) -> None:
    memory = tmp_path / "memory.db"
    plain = make_translator(None).translate("Әкім келді.").units[0]
    put_in(memory, write_tmx(tmp_path / "human.tmx", ("Әкім келді.", target)))
    for engine in (CopyEngine(), Sleeper()):
        unit = translate(memory, "Әкім келді.", engine)
        assert (unit.target, unit.terms) == (plain.target, plain.terms)
        (found,) = unit.violations
        assert found.kind == "inconsistent"
        assert found.message.startswith(REFUSED)
        assert reason in found.message


def test_a_human_translation_that_comes_later_goes_over_what_is_kept(tmp_path: Path) -> None:
    memory = tmp_path / "memory.db"
    translate(memory, "Күн жылы.")
    for target in ("It is warm.", "The day is warm.", "It is warm."):
        result = put_in(memory, write_tmx(tmp_path / "human.tmx", ("Күн жылы.", target)))
        assert translate(memory, "Күн жылы.", Sleeper()).target == target
    assert result == Imported(known=1)
    clear(memory)
    assert translate(memory, "Күн жылы.").target == "Kun zhyly."


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    russian = '<tu><tuv xml:lang="ru"><seg>Аким</seg></tuv><tuv xml:lang="en"><seg>akim</seg></tuv></tu>'
    tmx = write_tmx(tmp_path / "human.tmx", ("Әкім", "akim"), ("Әкім", " "), head=HEAD + russian)
    result = put_in(tmp_path / "memory.db", tmx)
    assert (result.pairs, dict(result.left_out)) == (1, {"without Kazakh and English": 1, "with an empty side": 1})


SWAPPED = f"""{HEAD}<tu><tuv xml:lang="kk"><seg>{"The akim came to town. " * 9}</seg></tuv>
<tuv xml:lang="en"><seg>{"Әкім қалаға келді. " * 9}</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Бұл мәтін.", "is no TMX"),
        (SWAPPED.removesuffix("</body></tmx>"), "not well-formed"),
        (HEAD.replace("<tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx'), "declares entities"),
        (SWAPPED, "has English where it says Kazakh"),
    ],
)
def test_of_a_bad_file_nothing_is_put_in(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "bad.tmx").write_text(content, "utf-8")
    with pytest.raises(BitextError, match=said):
        put_in(tmp_path / "memory.db", tmp_path / "bad.tmx")
    assert describe(tmp_path / "memory.db").pairs == 0


def test_clearing_leaves_no_text_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "memory.db"
    day = 20_000
    monkeypatch.setattr("translate.memory.today", lambda: day)
    monkeypatch.setattr("translate.memory_upkeep.today", lambda: day)
    with Memory(path, notify=pytest.fail) as memory:  # in use meanwhile
        memory.keep(SCOPE, make_some("secret", 600), {})
        day += 10
        memory.keep(SCOPE, make_some("newer", 5), {})
        assert clear(path, unused_days=10) == (0, 0)
        assert clear(path, unused_days=9) == (600, 0)
        assert len(memory.recall(SCOPE, list(make_some("newer", 5))).units) == 5
        assert clear(path) == (5, 0)
        memory.keep(SCOPE, {("after", ()): make_unit("after")}, {})
        assert memory.recall(SCOPE, [("after", ())]).units
    assert b"secret" not in path.read_bytes()
    assert describe(path).units == 1
    with pytest.raises(MemoryFileError, match="is not there"):
        clear(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
