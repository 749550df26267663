"""Reading both sides of a translation, and the one line that says why an input cannot be read."""

from pathlib import Path

import pytest

from translate.bitext import BitextError, read_bitext, split_lines
from translate.finding import Pair

KK = "Бүгін қалада жаңа кітапхана ашылды, оған көп адам келді."
EN = "A new library was opened in the city today, and many people came."

TMX = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="kk" datatype="plaintext"/><body>
<tu><tuv xml:lang="kk-KZ"><seg>{KK}</seg></tuv><tuv xml:lang="en-US"><seg>A <bpt i="1">&lt;b&gt;</bpt>new<ept
 i="1">&lt;/b&gt;</ept> library</seg></tuv></tu>
<tu><tuv xml:lang="ru"><seg>Да</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>
</body></tmx>"""
XLIFF = f"""<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="kk" target-language="en" datatype="plaintext" original="a"><body>
<trans-unit id="1"><source>{KK}</source><target>{EN}</target></trans-unit>
<trans-unit id="2"><source>Бір. Екі.</source><seg-source><mrk mtype="seg" mid="0">Бір.</mrk> <mrk mtype="seg"
 mid="1">Екі.</mrk></seg-source><target><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></target>
 <alt-trans><source>Үш.</source><target>Three.</target></alt-trans></trans-unit>
<trans-unit id="3" translate="no"><source>gov.kz</source></trans-unit>
<trans-unit id="4"><source>Төрт <g id="1">бес</g><x id="2"/>.</source></trans-unit>
</body></file></xliff>"""
XLIFF2 = f"""<xliff version="2.0" srcLang="kk" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="1"><notes><note>a</note></notes><segment><source>{KK}</source><target>{EN}</target></segment>
<segment><source>Төрт <pc id="1">бес</pc>.</source><target>Four five.</target></segment></unit></file></xliff>"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(*paths: Path) -> list[tuple[str, str]]:
    return [(pair.source, pair.target) for pair in read_bitext(paths, "kk", "en").pairs]


def test_two_files_line_by_line(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", f"\ufeff{KK}\r\n\r\nБір\u2028екі\r\n")
    target = write(tmp_path, "b.txt", f"{EN}\n\nOne two")
    found = read_bitext([source, target], "kk", "en")
    assert found.name == str(target)
    assert found.pairs == (Pair(KK, EN, 1), Pair("", "", 2), Pair("Бір\u2028екі", "One two", 3))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", f"{KK}\t{EN}\nБір\tOne\n"),
        ("a.tsv", f"kk\ten\n{KK}\t{EN}\n\nБір\tOne\t\n"),
        ("a.csv", f'source,target\n"{KK}","{EN}"\nБір,One\n'),
        ("a.csv", f"{KK.replace(',', '')};{EN.replace(',', '')}\nБір;One\n"),
    ],
)
def test_tables(tmp_path: Path, name: str, text: str) -> None:
    first, second = read(write(tmp_path, name, text))
    assert [side.replace(",", "") for side in first] == [KK.replace(",", ""), EN.replace(",", "")]
    assert second == ("Бір", "One")


def test_memory(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.tmx", TMX)) == [(KK, "A new library")]


def test_xliff(tmp_path: Path) -> None:
    rest = [("Бір.", "One."), ("Екі.", "Two."), ("Төрт бес.", "")]
    assert read(write(tmp_path, "a.xlf", XLIFF)) == [(KK, EN), *rest]
    assert read(write(tmp_path, "a.xlf", XLIFF2)) == [(KK, EN), ("Төрт бес.", "Four five.")]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    found = read_bitext([write(tmp_path, "a.xlf", XLIFF)], "kk", "en")
    assert found.pairs[0].line == 4


BAD = [
    ({"a.txt": f"{KK}\n\nБір\n", "b.txt": f"{EN}\nOne\n"}, "b.txt:2: has 2 lines, and"),
    ({"a.txt": KK, "b.txt": ""}, "b.txt: is empty"),
    ({"a.txt": KK, "b.txt": b"PK\x03\x04\x00"}, "b.txt: is no text file"),
    ({"a.txt": KK, "b.txt": b"One\nTw\xff\n"}, "b.txt:2: is not UTF-8 (byte 0xff)"),
    ({"a.txt": EN, "b.txt": KK}, "b.txt: the sides are the wrong way round: the source is English; swap the files"),
    ({"a.txt": EN, "b.txt": EN}, "b.txt: the source is English, not Kazakh"),
    ({"a.md": KK}, "a.md: is neither TMX nor XLIFF nor a table"),
    ({"a.tsv": f"{KK}\t{EN}\nБір\n"}, "a.tsv:2: has one cell: write two"),
    ({"a.tsv": f"{KK}\t{EN}\nБір\tOne\tTwo\n"}, "a.tsv:2: has 3 cells"),
    ({"a.csv": f'{KK.replace(",", "")},"One\n'}, "a.csv:1: cannot be cut into cells"),
    ({"a.tsv": "kk\ten\n"}, "a.tsv: has nothing to check"),
    ({"a.tmx": TMX.replace("</body>", "")}, "is not well-formed XML"),
    ({"a.tmx": TMX.replace("<tmx", '<!DOCTYPE t [<!ENTITY a "b">]><tmx', 1)}, "a.tmx: declares entities"),
    ({"a.xlf": XLIFF.replace('target-language="en"', 'target-language="ru"')}, "a.xlf:3: is from kk to ru"),
    ({"a.xlf": XLIFF.replace("Төрт", "&who;")}, "a.xlf"),
]


@pytest.mark.parametrize(("files", "message"), BAD)
def test_bad_inputs_are_told_in_one_line(tmp_path: Path, files: dict[str, str | bytes], message: str) -> None:
    paths = [write(tmp_path, name, text) for name, text in files.items()]
    with pytest.raises(BitextError) as caught:
        read_bitext(paths, "kk", "en")
    said = str(caught.value).replace(f"{tmp_path}/", "")
    assert message in said
    assert "\n" not in said


def test_lines_end_at_line_feeds_only() -> None:
    assert split_lines("а\x0bб\r\nв\x85г") == ["а\x0bб", "в\x85г"]
