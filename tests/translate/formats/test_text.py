"""Plain text, and how its encoding is found."""

import codecs
import io
import tracemalloc
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translate.formats.contract import FormatContract, keep
from translate.errors import FormatError
from translate.formats import Options, Part
from translate.formats.encoding import Encoding, find_encoding, read_pieces, read_text
from translate.formats.text import Text
from translate.stream import PART, read_parts

KAZAKH = "Қала әкімі бүгін «Жаңа жол» жобасы туралы айтты.\r\nЖиынға жүз адам келді.\n\n\tКелесі жиын – ертең.\n"
RUSSIAN = "Сегодня в городе открыли новую школу № 5.\nНа открытие пришли родители и дети.\n"
ENGLISH = "The café’s owner said “hello” to the mayor.\r\nIt was a naïve résumé – and a good one.\r\n"
LONG = "".join(f"Бұл {n}-сөйлем, оның ішінде сан бар.\n" for n in range(3000))


def open_bytes(content: bytes) -> BinaryIO:
    return cast("BinaryIO", io.BytesIO(content))


def find(content: bytes, encoding: str = "", declared: str = "") -> Encoding:
    return find_encoding(open_bytes(content), Options(encoding=encoding), declared)


class TestText(FormatContract):
    name = "text"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        mixed = "Бірінші жол.\r\nЕкінші жол.\rҮшінші жол.\u2028Төртінші жол.\x85Соңы"
        return {
            "lines of all kinds": mixed.encode(),
            "a mark": codecs.BOM_UTF8 + KAZAKH.encode(),
            "utf-16": codecs.BOM_UTF16_LE + KAZAKH.encode("utf-16-le"),
            "utf-16, big end first": codecs.BOM_UTF16_BE + KAZAKH.encode("utf-16-be"),
            "long": LONG.encode(),
            "no letters": b"1\n2\n\n- 3\n",
            "empty": b"",
            "only a mark": codecs.BOM_UTF8,
            "only a mark of utf-16": codecs.BOM_UTF16_LE,
            "white space": b" \r\n\r\n",
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {
            "a package": b"PK\x03\x04" + bytes(50),
            "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "zero bytes": b"abc\0\0\0def" * 10,
            "a zero byte late": b"abc\n" * 100_000 + b"\0",
            "all bytes": bytes(range(1, 256)) * 20,
            "half a letter": ("Қала " * 50).encode()[:-2],
            "half of utf-16": codecs.BOM_UTF16_LE + "Қала".encode("utf-16-le")[:-1],
            "half a pair": codecs.BOM_UTF16_LE + b"\x3d\xd8a\0",
        }

    def test_parts_are_those_of_the_stream(self) -> None:
        for content in (LONG.encode(), KAZAKH.encode(), ("Ұзын жол " * 60_000).encode()):
            expected = list(read_parts(open_bytes(content), "x"))
            assert [block.text for block in self.blocks(content)] == expected

    def test_what_is_guessed_is_written_as_utf_8(self) -> None:
        content = KAZAKH.replace("–", "-").encode("kz1048")
        parts = self.read(content)
        assert parts[0].notes == ("read as KZ-1048 (guessed); written as UTF-8",)
        assert self.rewrite(content).decode() == KAZAKH.replace("–", "-")

    def test_memory_is_that_of_some_parts(self) -> None:
        line = "Бұл сөйлемнің бәрі бірдей.\n".encode()
        file = open_bytes(line * 200_000)
        tracemalloc.start()
        for part in Text().read(file, Options()):
            Text().write(file, [(part, [keep(part.blocks[0])])], open_bytes(b""), Options())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 4_000_000

    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
    def test_any_text_is_kept(self, text: str) -> None:
        for content in (text.encode(), codecs.BOM_UTF16_LE + text.encode("utf-16-le")):
            if not content.startswith((b"PK\x03\x04", b"%PDF", b"GIF8", b"{\\rtf")):
                assert self.rewrite(content) == content


class TestEncoding:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            *((name, RUSSIAN.replace("№", "N")) for name in ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")),
            *((name, KAZAKH.replace("–", "-")) for name in ("kz1048", "ptcp154")),
            ("cp1252", ENGLISH),
            ("utf-16-le", KAZAKH),
            ("utf-16-be", RUSSIAN),
            ("utf-16-le", ENGLISH),
        ],
    )
    def test_it_is_guessed(self, name: str, text: str) -> None:
        found = find(text.encode(name))
        assert (found.name, found.guessed, found.written) == (name, True, "utf-8")
        assert "".join(read_pieces(open_bytes(text.encode(name)), found)) == text

    @pytest.mark.parametrize("text", ["Қазақ", "Елбасы", "Бұл үй", "№ 5 әкімдік үйінде", "Елiмiз – «үлкен»"])
    def test_few_words_are_enough(self, text: str) -> None:
        for name in ("kz1048", "ptcp154"):
            assert text.encode(name).decode(find(text.encode(name)).name) == text

    def test_one_word_after_much_ascii(self) -> None:
        content = b"The mayor spoke.\n" * 40_000 + "Ол – әкім.\n".encode("kz1048")
        found = find(content)
        assert (found.name, found.guessed) == ("kz1048", True)

    @pytest.mark.parametrize(
        ("mark", "name", "written"),
        [
            (codecs.BOM_UTF8, "utf-8", "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le", "utf-8"),
            (codecs.BOM_UTF32_BE, "utf-32-be", "utf-8"),
        ],
    )
    def test_a_mark_says_it(self, mark: bytes, name: str, written: str) -> None:
        text, found = read_text(open_bytes(mark + KAZAKH.encode(name)), Options(), 10_000)
        assert (text, found.name, found.written, found.guessed) == (KAZAKH, name, written, False)
        assert found.beginning == (mark if written == name else b"")
        assert bool(found.notes) == (written != name)

    def test_what_people_say_counts(self) -> None:
        content = RUSSIAN.replace("№", "N").encode("koi8-r")
        found = find(content, "cp1251")
        assert (found.name, found.guessed) == ("cp1251", False)
        assert found.notes == ("read as windows-1251; written as UTF-8",)
        marked = find(codecs.BOM_UTF16_LE + KAZAKH.encode("utf-16-le"), "UTF-16")
        assert (marked.name, marked.beginning) == ("utf-16-le", codecs.BOM_UTF16_LE)
        assert find(codecs.BOM_UTF8 + b"a", "utf-8-sig").beginning == codecs.BOM_UTF8
        assert find(b"abc", "latin1").name == "cp1252"

    @pytest.mark.parametrize("name", ["nothing", "base64", "rot13", "utf\0", "ә" * 300])
    def test_an_unknown_name_is_refused(self, name: str) -> None:
        with pytest.raises(FormatError, match="has no encoding"):
            find(b"abc", name[:20])

    def test_what_a_document_says_of_itself_counts_where_it_is_not_utf_8(self) -> None:
        content = RUSSIAN.replace("№", "N").encode("koi8-r")
        assert find(content, declared="koi8-r") == Encoding("koi8-r")
        assert find(KAZAKH.encode(), declared="windows-1251") == Encoding()
        assert find(content, declared="utf-8").guessed
        assert find(content, declared="no such").name == "koi8-r"

    def test_the_byte_is_named(self) -> None:
        content = KAZAKH.encode() * 20 + b"\xff" + KAZAKH.encode() * 20
        with pytest.raises(FormatError, match=f"not UTF-8 at byte {len(KAZAKH.encode() * 20)}: save it"):
            find(content)
        late = ("Әріп" * 100_000).encode() + b"\xd0"
        with pytest.raises(FormatError, match=f"at byte {len(late) - 1}"):
            find(late, "utf-8")
        with pytest.raises(FormatError, match=f"at byte {len(late) - 1}"):
            list(read_pieces(open_bytes(late), Encoding()))

    def test_a_text_that_is_too_large_is_refused(self) -> None:
        with pytest.raises(FormatError, match="1,000 are read at once"):
            read_text(open_bytes(b"a" * 2000), Options(), 1000)

    def test_nothing_is_a_part_too(self) -> None:
        assert [part.blocks for part in Text().read(open_bytes(b""), Options())] == [()]
        assert isinstance(next(Text().read(open_bytes(b"12"), Options())), Part)
        assert PART > 0
